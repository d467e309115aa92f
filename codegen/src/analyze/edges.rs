//! Which types a type holds, and whether it holds them in place.

use crate::ir::{Additional, Api, Item, Ty, TypeDef, TypeId};

/// Calls `visit` with every declared type a use mentions and whether the value is held in place
/// (not behind the pointer of a list or map). Aliases are looked through.
pub(super) fn of_ty(api: &Api, ty: &Ty, visit: &mut impl FnMut(TypeId, bool)) {
    walk(api, ty, true, visit);
}

/// Calls `visit` with the index of the field or variant, and what [`of_ty`] gives for its type.
/// Members that are not declared have no index.
pub(super) fn of_def(
    api: &Api,
    def: &TypeDef,
    visit: &mut impl FnMut(Option<usize>, TypeId, bool),
) {
    match &def.item {
        Item::Struct(item) => {
            for (index, field) in item.fields.iter().enumerate() {
                of_ty(api, &field.ty, &mut |id, direct| {
                    visit(Some(index), id, direct);
                });
            }
            if let Additional::Typed(ty) = &item.additional {
                of_ty(api, ty, &mut |id, _| visit(None, id, false));
            }
        }
        Item::Union(item) => {
            for (index, variant) in item.variants.iter().enumerate() {
                of_ty(api, &variant.ty, &mut |id, direct| {
                    visit(Some(index), id, direct);
                });
            }
        }
        Item::Wrapper(ty) => of_ty(api, ty, &mut |id, direct| visit(Some(0), id, direct)),
        Item::Enum(_) | Item::Alias(_) => {}
    }
}

/// Calls `visit` with every declared type that a use names, aliases included.
pub(super) fn named(ty: &Ty, visit: &mut impl FnMut(TypeId)) {
    match ty {
        Ty::Named(id) => visit(*id),
        Ty::Nullable(inner) | Ty::JsonText(inner) | Ty::List(inner) | Ty::Map(inner) => {
            named(inner, visit);
        }
        Ty::Tuple(elements) => elements.iter().for_each(|element| named(element, visit)),
        Ty::Scalar(_) | Ty::Json => {}
    }
}

/// Calls `visit` with every declared type that a declaration names, aliases included.
pub(super) fn named_by(def: &TypeDef, visit: &mut impl FnMut(TypeId)) {
    match &def.item {
        Item::Struct(item) => {
            for field in &item.fields {
                named(&field.ty, visit);
            }
            if let Additional::Typed(ty) = &item.additional {
                named(ty, visit);
            }
        }
        Item::Union(item) => {
            for variant in &item.variants {
                named(&variant.ty, visit);
            }
        }
        Item::Alias(ty) | Item::Wrapper(ty) => named(ty, visit),
        Item::Enum(_) => {}
    }
}

/// How many fields, variants or contents a type has that may need a `Box`.
pub(super) fn places(def: &TypeDef) -> usize {
    match &def.item {
        Item::Struct(item) => item.fields.len(),
        Item::Union(item) => item.variants.len(),
        Item::Wrapper(_) => 1,
        Item::Enum(_) | Item::Alias(_) => 0,
    }
}

fn walk(api: &Api, ty: &Ty, direct: bool, visit: &mut impl FnMut(TypeId, bool)) {
    match api.resolve(ty) {
        Ty::Named(id) => visit(*id, direct),
        Ty::Nullable(inner) | Ty::JsonText(inner) => walk(api, inner, direct, visit),
        Ty::Tuple(elements) => {
            for element in elements {
                walk(api, element, direct, visit);
            }
        }
        Ty::List(inner) | Ty::Map(inner) => walk(api, inner, false, visit),
        Ty::Scalar(_) | Ty::Json => {}
    }
}
