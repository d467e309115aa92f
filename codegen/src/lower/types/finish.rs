//! What can only be settled when every type is known.

use super::TypeLowering;
use crate::diagnostic::Severity;
use crate::ir::{
    Constant, Docs, EnumRepr, Field, Item, NameHint, Scalar, ScalarKind, Step, Struct, Ty, TypeDef,
    TypeId, Untyped, UntypedReason,
};
use std::collections::{BTreeMap, BTreeSet};

/// By struct and member the tag values by which unions select the struct.
type Selected = BTreeMap<(TypeId, String), Vec<Constant>>;

impl TypeLowering<'_> {
    pub(super) fn settle(&mut self) {
        self.break_alias_cycles();
        self.end_endless();
        self.open_enums();
        self.keep_null_of_json();
        self.write_tags();
        self.tell_hints_apart();
    }

    /// An alias that names itself is a type of its own; one that is nothing but itself is refused.
    fn break_alias_cycles(&mut self) {
        let cycles: Vec<(TypeId, bool)> = in_alias_cycles(&self.types)
            .into_iter()
            .map(|id| (id, is_bare_cycle(&self.types, id)))
            .collect();
        for (id, is_bare) in cycles {
            let def = &mut self.types[id.0];
            if is_bare {
                self.diagnostics.push(
                    Severity::Refused,
                    "schema-cycle",
                    &def.origin,
                    "This schema is nothing but a reference to itself; any value is accepted.",
                    "Let one of the schemas that refer to each other say what it is.",
                );
                self.untyped.push(Untyped {
                    origin: def.origin.clone(),
                    reason: UntypedReason::Refused,
                });
                def.item = Item::Alias(Ty::Json);
            } else if let Item::Alias(ty) = &def.item {
                def.item = Item::Wrapper(ty.clone());
            }
        }
    }

    /// An enumeration that stands beside plain text in one place is open wherever it is used.
    fn open_enums(&mut self) {
        for mut id in std::mem::take(&mut self.open) {
            // Aliases that lead in a circle have been broken.
            while let Item::Alias(Ty::Named(target)) = &self.types[id.0].item {
                id = *target;
            }
            if let Item::Enum(item) = &mut self.types[id.0].item {
                item.is_open = true;
            }
        }
    }

    /// An optional member that may be any JSON may be null, which is not absence.
    fn keep_null_of_json(&mut self) {
        let holds_null: Vec<bool> = self
            .types
            .iter()
            .map(|def| match &def.item {
                Item::Alias(ty) => may_be_null(&self.types, ty),
                _ => false,
            })
            .collect();
        let structs = self.types.iter_mut().filter_map(|def| match &mut def.item {
            Item::Struct(Struct { fields, .. }) => Some(fields),
            _ => None,
        });
        for field in structs.flatten().filter(|field| !field.required) {
            let is_json = match &field.ty {
                Ty::Json | Ty::Scalar(Scalar::Null) => true,
                Ty::Named(id) => holds_null[id.0],
                _ => false,
            };
            if is_json {
                field.ty = Ty::Nullable(Box::new(field.ty.clone()));
            }
        }
    }

    /// A struct that a union selects by a member writes that member, even where its own schema does
    /// not fix it.
    fn write_tags(&mut self) {
        let selected = self.selected();
        let kinds: Vec<Ty> = self
            .types
            .iter()
            .map(|def| base(&self.types, def))
            .collect();
        for ((id, member), tags) in selected {
            let origin = self.types[id.0].origin.clone();
            let Item::Struct(Struct { fields, .. }) = &mut self.types[id.0].item else {
                continue;
            };
            let only = match tags.as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            };
            match fields.iter_mut().find(|field| field.wire_name == member) {
                Some(field) if field.constant.is_none() => {
                    let fits = |value: &Constant| can_hold(&kinds, &field.ty, value);
                    field.prefill = only.filter(fits);
                }
                Some(_) => {}
                None => {
                    fields.push(Field {
                        wire_name: member,
                        ty: tag_ty(&tags),
                        // The schema by itself allows values without it.
                        required: false,
                        prefill: only,
                        constant: None,
                        docs: Docs::default(),
                        deprecated: false,
                        read_only: false,
                        write_only: false,
                        secret: false,
                        default: None,
                        example: None,
                        origin,
                    });
                }
            }
        }
    }

    /// Types that would be named after the same way are told apart by where they stand.
    fn tell_hints_apart(&mut self) {
        let mut by_hint: BTreeMap<&NameHint, Vec<usize>> = BTreeMap::new();
        for (index, def) in self.types.iter().enumerate() {
            by_hint.entry(&def.hint).or_default().push(index);
        }
        let same: Vec<usize> = by_hint
            .into_iter()
            .filter(|(hint, group)| group.len() > 1 && matches!(hint, NameHint::Inline { .. }))
            .flat_map(|(_, group)| group)
            .collect();
        for index in same {
            let def = &mut self.types[index];
            let last = def.origin.last_token().unwrap_or_default();
            if let NameHint::Inline { steps, .. } = &mut def.hint {
                steps.push(Step::Variant(last));
            }
        }
    }

    fn selected(&self) -> Selected {
        let mut selected = Selected::new();
        for def in &self.types {
            let Item::Union(union) = &def.item else {
                continue;
            };
            let Some(tag) = &union.tag else { continue };
            for variant in &union.variants {
                let Some(id) = self.resolved(&variant.ty) else {
                    continue;
                };
                let entry = selected.entry((id, tag.clone())).or_default();
                for value in &variant.tags {
                    if !entry.contains(value) {
                        entry.push(value.clone());
                    }
                }
            }
        }
        selected
    }

    /// The declaration that a use of a type leads to.
    fn resolved(&self, ty: &Ty) -> Option<TypeId> {
        let mut at = ty;
        for _ in 0..=self.types.len() {
            let Ty::Named(id) = at else { return None };
            let Item::Alias(next) = &self.types[id.0].item else {
                return Some(*id);
            };
            at = next;
        }
        None
    }
}

/// The scalar that a declaration comes to, for what can be said of its values; else any JSON.
fn base(types: &[TypeDef], def: &TypeDef) -> Ty {
    let mut item = &def.item;
    for _ in 0..=types.len() {
        match item {
            Item::Alias(Ty::Named(id)) => item = &types[id.0].item,
            Item::Alias(ty) => return ty.clone(),
            Item::Enum(list) if list.repr == EnumRepr::Text => return Ty::Scalar(Scalar::String),
            Item::Enum(_) => return Ty::Scalar(Scalar::I64),
            _ => break,
        }
    }
    Ty::Json
}

/// Whether a member of a type can be given a tag.
fn can_hold(kinds: &[Ty], ty: &Ty, value: &Constant) -> bool {
    let scalar = match ty {
        Ty::Nullable(inner) => return can_hold(kinds, inner, value),
        Ty::Named(id) => &kinds[id.0],
        ty => ty,
    };
    let Ty::Scalar(scalar) = scalar else {
        return false;
    };
    let kind = match value {
        Constant::Text(_) => ScalarKind::Text,
        Constant::Integer(_) => ScalarKind::Integer,
        Constant::Bool(_) => ScalarKind::Bool,
        Constant::Json(_) => return false,
    };
    scalar.kind() == kind
}

fn tag_ty(tags: &[Constant]) -> Ty {
    Ty::Scalar(match tags.first() {
        Some(Constant::Integer(_)) => Scalar::I64,
        Some(Constant::Bool(_)) => Scalar::Bool,
        _ => Scalar::String,
    })
}

/// Every declared type that a use of a type names.
fn each_named(ty: &Ty, found: &mut impl FnMut(TypeId)) {
    match ty {
        Ty::Named(id) => found(*id),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::JsonText(inner) => {
            each_named(inner, found);
        }
        Ty::Tuple(elements) => {
            for element in elements {
                each_named(element, found);
            }
        }
        Ty::Scalar(_) | Ty::Json => {}
    }
}

fn may_be_null(types: &[TypeDef], ty: &Ty) -> bool {
    let mut at = ty;
    for _ in 0..=types.len() {
        match at {
            Ty::Json | Ty::Scalar(Scalar::Null) => return true,
            Ty::Named(id) => match &types[id.0].item {
                Item::Alias(next) => at = next,
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}

/// The aliases that lead back to themselves through aliases alone, in order.
fn in_alias_cycles(types: &[TypeDef]) -> Vec<TypeId> {
    let targets: BTreeMap<TypeId, Vec<TypeId>> = types
        .iter()
        .enumerate()
        .filter_map(|(index, def)| match &def.item {
            Item::Alias(ty) => {
                let mut named = Vec::new();
                each_named(ty, &mut |id| named.push(id));
                Some((TypeId(index), named))
            }
            _ => None,
        })
        .collect();
    let left = peel(&targets);
    let leads_back = |start: &TypeId| {
        let mut seen = BTreeSet::new();
        let mut waiting = targets[start].clone();
        while let Some(id) = waiting.pop() {
            if id == *start {
                return true;
            }
            if left.contains(&id) && seen.insert(id) {
                waiting.extend(&targets[&id]);
            }
        }
        false
    };
    left.iter().copied().filter(leads_back).collect()
}

/// The aliases that are left when those that lead to none of the others are taken away, again and
/// again.
fn peel(targets: &BTreeMap<TypeId, Vec<TypeId>>) -> BTreeSet<TypeId> {
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut open: BTreeMap<TypeId, usize> = BTreeMap::new();
    for (id, named) in targets {
        let aliases = named.iter().filter(|target| targets.contains_key(target));
        for target in aliases {
            users.entry(*target).or_default().push(*id);
            *open.entry(*id).or_default() += 1;
        }
    }
    let mut left: BTreeSet<TypeId> = targets.keys().copied().collect();
    let mut free: Vec<TypeId> = left
        .iter()
        .copied()
        .filter(|id| !open.contains_key(id))
        .collect();
    while let Some(id) = free.pop() {
        left.remove(&id);
        for user in users.get(&id).into_iter().flatten() {
            if let Some(count) = open.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    free.push(*user);
                }
            }
        }
    }
    left
}

/// Whether an alias leads back to itself with nothing around it.
fn is_bare_cycle(types: &[TypeDef], start: TypeId) -> bool {
    let mut at = start;
    for _ in 0..=types.len() {
        let Item::Alias(Ty::Named(next)) = &types[at.0].item else {
            return false;
        };
        if *next == start {
            return true;
        }
        at = *next;
    }
    false
}
