//! Types that are sent and received, where what is sent differs from what is received.
//!
//! A `readOnly` member is not sent and a `writeOnly` one does not come back (OpenAPI 3.1, "Validating
//! readOnly and writeOnly"; in 3.0 they must not). A type used in one direction stays one type, in
//! which nobody has to give such a member. A type used both ways becomes two if it holds, however
//! deep, a required `readOnly` or any `writeOnly` member: the received one keeps the id and lacks
//! what is only written, and the sent one, which [`TypeDef::input_of`] marks, lacks what is only
//! read.
//!
//! A type that is published keeps what it has. One that was sent stays one type when it comes to
//! differ, and what goes the other way may be absent in it; one that was only received keeps its
//! members when it is split.
//!
//! [`TypeDef::input_of`]: crate::ir::TypeDef::input_of

#[cfg(test)]
mod tests;

use crate::analyze::usage::{self, Directions};
use crate::ir::{Additional, Api, Field, Item, Scalar, Struct, Ty, TypeDef, TypeId};
use crate::lock::PublishedType;
use std::collections::{BTreeMap, BTreeSet};

/// Splits what has to be split. `published` says what each type was before: one that was two types
/// stays two as long as it is used both ways, because joining them would take one away.
pub fn split(api: &mut Api, published: &[PublishedType]) {
    let directions = usage::directions(api);
    let tags = tags(api);
    let twins = twins(api, &directions, &tags, published);
    let inputs: Vec<TypeDef> = twins
        .keys()
        .map(|id| input(api.def(*id), *id, &twins, &tags))
        .collect();
    for (index, &(sent, received)) in directions.iter().enumerate() {
        let id = TypeId(index);
        let known = published.get(index).map(|published| &published.members);
        let is_known = |field: &Field| known.is_some_and(|m| m.contains_key(&field.wire_name));
        if twins.contains_key(&id) {
            drop_fields(&mut api.types[index].item, |field| {
                field.write_only && !is_fixed(id, field, &tags) && !is_known(field)
            });
            relax(api, id, |field| {
                field.write_only && !is_fixed(id, field, &tags)
            });
        } else if sent && received {
            relax(api, id, |field| {
                (field.read_only || field.write_only) && !is_fixed(id, field, &tags)
            });
        } else if sent != received {
            let one_way = |field: &Field| match sent {
                true => field.read_only,
                false => field.write_only,
            };
            relax(api, id, one_way);
            if sent {
                redirect_item(&mut api.types[index].item, &twins);
            }
        }
    }
    api.types.extend(inputs);
    for operation in &mut api.operations {
        for ty in usage::sent_mut(operation) {
            redirect(ty, &twins);
        }
    }
    for message in &mut api.messages {
        for ty in &mut message.answers {
            redirect(ty, &twins);
        }
    }
    let changed = |(origin, ty): &(_, Ty)| {
        let mut input = ty.clone();
        redirect(&mut input, &twins);
        (input != *ty).then(|| (Clone::clone(origin), input))
    };
    api.inputs = api.places.iter().filter_map(changed).collect();
}

/// By the id of each type that is split the id of the type that is sent.
type Twins = BTreeMap<TypeId, TypeId>;

/// Structs with the members by which unions choose them.
type Tags = BTreeSet<(TypeId, String)>;

fn tags(api: &Api) -> Tags {
    let mut tags = Tags::new();
    for def in &api.types {
        if let Item::Union(union) = &def.item
            && let Some(tag) = &union.tag
        {
            for variant in &union.variants {
                if let Ty::Named(id) = api.resolve(&variant.ty) {
                    tags.insert((*id, tag.clone()));
                }
            }
        }
    }
    tags
}

/// Every type that is used both ways and holds something that differs.
fn twins(api: &Api, directions: &Directions, tags: &Tags, published: &[PublishedType]) -> Twins {
    let is_both = |index: usize| directions[index] == (true, true);
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    for (index, def) in api
        .types
        .iter()
        .enumerate()
        .filter(|(index, _)| is_both(*index))
    {
        usage::each_named(def, &mut |TypeId(used)| users[used].push(index));
    }
    let whole = whole(api, directions, tags, published);
    let begins = |index: &usize| {
        let was_split = published.get(*index).is_some_and(|published| published.two);
        let differs = differs(api, TypeId(*index), tags) && !whole.contains(index);
        is_both(*index) && (was_split || differs)
    };
    let mut waiting: Vec<usize> = (0..api.types.len()).filter(begins).collect();
    let mut split: BTreeSet<usize> = waiting.iter().copied().collect();
    while let Some(index) = waiting.pop() {
        let new = users[index].iter().filter(|user| split.insert(**user));
        waiting.extend(new);
    }
    let next = api.types.len();
    let twins = split.into_iter().enumerate();
    twins
        .map(|(number, index)| (TypeId(index), TypeId(next + number)))
        .collect()
}

/// The types that stay one: those that were sent as one before, and what is new in them. A member
/// that every answer would have to lack parts them all the same.
fn whole(
    api: &Api,
    directions: &Directions,
    tags: &Tags,
    published: &[PublishedType],
) -> BTreeSet<usize> {
    let was_one = |index: &usize| {
        let known = published.get(*index);
        known.is_some_and(|published| published.sent && !published.two)
    };
    let is_new = |index: usize| {
        let known = published.get(index);
        known.is_none_or(|published| published.members.is_empty())
    };
    let may_stay =
        |index: &usize| directions[*index] == (true, true) && !needs_two(api, TypeId(*index), tags);
    let mut waiting: Vec<usize> = (0..api.types.len()).filter(was_one).collect();
    waiting.retain(may_stay);
    let mut whole: BTreeSet<usize> = waiting.iter().copied().collect();
    while let Some(index) = waiting.pop() {
        usage::each_named(&api.types[index], &mut |TypeId(held)| {
            if is_new(held) && may_stay(&held) && whole.insert(held) {
                waiting.push(held);
            }
        });
    }
    whole
}

/// Whether a struct has to be given something that no answer has.
fn needs_two(api: &Api, id: TypeId, tags: &Tags) -> bool {
    let Item::Struct(Struct { fields, .. }) = &api.def(id).item else {
        return false;
    };
    let mut fields = fields.iter();
    fields.any(|field| field.write_only && field.required && !is_fixed(id, field, tags))
}

/// Whether a struct by itself is another when it is sent.
fn differs(api: &Api, id: TypeId, tags: &Tags) -> bool {
    let Item::Struct(Struct { fields, .. }) = &api.def(id).item else {
        return false;
    };
    fields.iter().any(|field| {
        let one_way = field.write_only || field.read_only && field.required;
        one_way && !is_fixed(id, field, tags)
    })
}

/// Whether a member is written by itself, or chosen by.
fn is_fixed(id: TypeId, field: &Field, tags: &Tags) -> bool {
    field.constant.is_some()
        || field.prefill.is_some()
        || tags.contains(&(id, field.wire_name.clone()))
}

/// What is sent of a type.
fn input(def: &TypeDef, id: TypeId, twins: &Twins, tags: &Tags) -> TypeDef {
    let mut input = TypeDef {
        input_of: Some(id),
        ..def.clone()
    };
    drop_fields(&mut input.item, |field| {
        field.read_only && !is_fixed(id, field, tags)
    });
    redirect_item(&mut input.item, twins);
    input
}

fn drop_fields(item: &mut Item, is_dropped: impl Fn(&Field) -> bool) {
    if let Item::Struct(Struct { fields, .. }) = item {
        fields.retain(|field| !is_dropped(field));
    }
}

/// Members that go the other way may be absent.
fn relax(api: &mut Api, id: TypeId, goes_the_other_way: impl Fn(&Field) -> bool) {
    let is_json: Vec<bool> = match &api.def(id).item {
        Item::Struct(Struct { fields, .. }) => {
            let is_json = |field: &Field| {
                matches!(api.resolve(&field.ty), Ty::Json | Ty::Scalar(Scalar::Null))
            };
            fields.iter().map(is_json).collect()
        }
        _ => return,
    };
    let Item::Struct(Struct { fields, .. }) = &mut api.types[id.0].item else {
        return;
    };
    for (field, is_json) in fields.iter_mut().zip(is_json) {
        if field.required && field.constant.is_none() && goes_the_other_way(field) {
            field.required = false;
            // Null is a value of any JSON, and not absence.
            if is_json {
                field.ty = Ty::Nullable(Box::new(field.ty.clone()));
            }
        }
    }
}

fn redirect_item(item: &mut Item, twins: &Twins) {
    match item {
        Item::Struct(item) => {
            for field in &mut item.fields {
                redirect(&mut field.ty, twins);
            }
            if let Additional::Typed(ty) = &mut item.additional {
                redirect(ty, twins);
            }
        }
        Item::Union(item) => {
            for variant in &mut item.variants {
                redirect(&mut variant.ty, twins);
            }
        }
        Item::Alias(ty) | Item::Wrapper(ty) => redirect(ty, twins),
        Item::Enum(_) => {}
    }
}

fn redirect(ty: &mut Ty, twins: &Twins) {
    match ty {
        Ty::Named(id) => *id = *twins.get(id).unwrap_or(id),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::JsonText(inner) => {
            redirect(inner, twins);
        }
        Ty::Tuple(elements) => {
            for element in elements {
                redirect(element, twins);
            }
        }
        Ty::Scalar(_) | Ty::Json => {}
    }
}
