//! Objects that demand themselves: no value of them would ever end.

use super::TypeLowering;
use crate::diagnostic::Severity;
use crate::ir::{Field, Item, Ty, TypeDef, TypeId};

impl TypeLowering<'_> {
    /// A required member that leads back to its own struct, with no list, null or choice on the way
    /// that would end it, is taken as optional: else nobody could make a value.
    pub(super) fn end_endless(&mut self) {
        let mut ends = vec![false; self.types.len()];
        spread(&self.types, &mut ends);
        for index in 0..self.types.len() {
            if ends[index] {
                continue;
            }
            let types = &self.types;
            let back: Vec<usize> = demanded(&types[index])
                .filter(|(_, field)| leads_to(types, &ends, &field.ty, index))
                .map(|(at, _)| at)
                .collect();
            let Item::Struct(item) = &mut self.types[index].item else {
                continue;
            };
            for at in &back {
                let field = &mut item.fields[*at];
                field.required = false;
                self.diagnostics.push(
                    Severity::Corrected,
                    "member-without-end",
                    &field.origin,
                    "This member demands the object that it stands in, so that no value would ever \
                     end; it is taken as optional.",
                    "Take it out of `required`, or let it be null.",
                );
            }
            if !back.is_empty() {
                spread(&self.types, &mut ends);
            }
        }
    }
}

/// Marks the types that have a value which ends, as far as the marks so far tell.
fn spread(types: &[TypeDef], ends: &mut [bool]) {
    let mut is_new = true;
    while is_new {
        is_new = false;
        for (index, def) in types.iter().enumerate() {
            if !ends[index] && has_end(def, ends) {
                ends[index] = true;
                is_new = true;
            }
        }
    }
}

fn has_end(def: &TypeDef, ends: &[bool]) -> bool {
    let all = |ty: &Ty| needs(ty).iter().all(|id| ends[id.0]);
    match &def.item {
        Item::Struct(_) => demanded(def).all(|(_, field)| all(&field.ty)),
        Item::Union(union) => union.variants.iter().any(|variant| all(&variant.ty)),
        Item::Alias(ty) | Item::Wrapper(ty) => all(ty),
        Item::Enum(_) => true,
    }
}

/// Whether a type leads to a declaration through types without an end alone.
fn leads_to(types: &[TypeDef], ends: &[bool], ty: &Ty, goal: usize) -> bool {
    let mut seen = vec![false; types.len()];
    let mut waiting = needs(ty);
    while let Some(id) = waiting.pop() {
        if id.0 == goal {
            return true;
        }
        if ends[id.0] || std::mem::replace(&mut seen[id.0], true) {
            continue;
        }
        match &types[id.0].item {
            Item::Struct(_) => {
                waiting.extend(demanded(&types[id.0]).flat_map(|(_, field)| needs(&field.ty)));
            }
            Item::Union(union) => {
                waiting.extend(union.variants.iter().flat_map(|one| needs(&one.ty)));
            }
            Item::Alias(ty) | Item::Wrapper(ty) => waiting.extend(needs(ty)),
            Item::Enum(_) => {}
        }
    }
    false
}

/// The members of a struct that every value has, by their index.
fn demanded(def: &TypeDef) -> impl Iterator<Item = (usize, &Field)> {
    let fields = match &def.item {
        Item::Struct(item) => item.fields.as_slice(),
        _ => &[],
    };
    let fields = fields.iter().enumerate();
    fields.filter(|(_, field)| field.required)
}

/// The declared types that every value of a type holds.
fn needs(ty: &Ty) -> Vec<TypeId> {
    match ty {
        Ty::Named(id) => vec![*id],
        Ty::JsonText(inner) => needs(inner),
        Ty::Tuple(elements) => elements.iter().flat_map(needs).collect(),
        Ty::List(_) | Ty::Map(_) | Ty::Nullable(_) | Ty::Scalar(_) | Ty::Json => Vec::new(),
    }
}
