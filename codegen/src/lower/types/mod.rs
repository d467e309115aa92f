//! From schemas to declared types and their uses.
//!
//! A place is typed by a chain of attempts, the first of which that fits decides; `convert` has their
//! order. What applies at a place is put together by [`analysis`] beforehand.

mod analysis;
mod array;
mod docs;
mod endless;
mod enumeration;
mod example;
mod finish;
mod kinds;
mod lists;
mod map;
mod null;
mod parents;
mod place;
mod refuse;
mod scalar;
mod structure;
mod union;

#[cfg(test)]
mod tests;

pub use analysis::HintContext;

use crate::config::Untyped;
use crate::diagnostic::Diagnostics;
use crate::ir::{self, Item, NameHint, Scalar, Ty, TypeDef, TypeId};
use crate::model::schema::{SchemaId, Schemas};
use crate::origin::Origin;
use analysis::{Analysis, Part, Where};
use place::Place;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Types as they are made.
#[derive(Debug)]
pub struct TypeLowering<'s> {
    analysis: Analysis<'s>,
    types: Vec<TypeDef>,
    /// Declared types of named schemas.
    named: BTreeMap<SchemaId, TypeId>,
    /// Named schemas that are declared and not yet typed.
    queue: VecDeque<SchemaId>,
    /// What was typed, by the parts that apply.
    memo: BTreeMap<Vec<Part>, Progress>,
    /// The type of every schema that was typed at its own place, by [`SchemaId`].
    places: Vec<Option<Ty>>,
    /// The type of schemas that became part of what is around them, if they are typed nowhere else.
    merged: BTreeMap<SchemaId, Ty>,
    untyped: Vec<ir::Untyped>,
    /// The keys of objects that are published without declared members.
    published_open: BTreeSet<String>,
    /// Objects that take any members, by their hints, with what is declared of them.
    open_objects: BTreeMap<NameHint, Vec<String>>,
    /// Inline enumerations by the name of their property and by their values.
    enums: BTreeMap<enumeration::Shared, TypeId>,
    /// Enumerations beside which any text is allowed, by their names or those of aliases.
    open: BTreeSet<TypeId>,
    /// Parents that are told apart by a `discriminator` without a choice.
    children: parents::Children,
    /// How many places wait for the type of another.
    depth: usize,
    diagnostics: Diagnostics,
}

/// How far a place is typed.
#[derive(Debug, Clone)]
enum Progress {
    /// It is being typed; the id is taken if it was met again within itself or declares a type.
    Busy(Option<TypeId>),
    /// Its type, null excluded.
    Done(Ty),
}

/// What lowering the types of a document gives.
#[derive(Debug, Clone, PartialEq)]
pub struct LoweredTypes {
    /// For `Api::types`.
    pub types: Vec<TypeDef>,
    /// For `Api::places`.
    pub places: Vec<(Origin, Ty)>,
    /// For `Api::untyped`.
    pub untyped: Vec<ir::Untyped>,
    /// For `Api::open`.
    pub open: Vec<ir::OpenObject>,
}

impl<'s> TypeLowering<'s> {
    /// Every schema that will be typed has to be in `schemas`.
    #[must_use]
    pub fn new(schemas: &'s Schemas, untyped: Untyped) -> Self {
        Self {
            analysis: Analysis::new(schemas, untyped),
            types: Vec::new(),
            named: BTreeMap::new(),
            queue: VecDeque::new(),
            memo: BTreeMap::new(),
            places: vec![None; schemas.list.len()],
            merged: BTreeMap::new(),
            untyped: Vec::new(),
            published_open: BTreeSet::new(),
            open_objects: BTreeMap::new(),
            enums: BTreeMap::new(),
            open: BTreeSet::new(),
            children: parents::Children::new(),
            depth: 0,
            diagnostics: Diagnostics::default(),
        }
    }

    /// Leaves the objects by these keys what they are published as: objects that take any members, whatever
    /// is declared of them.
    pub fn keep_open(&mut self, published: BTreeSet<String>) {
        self.published_open = published;
    }

    /// Declares the components, in this order, and types them. Call it once, before anything else.
    pub fn declare_components(
        &mut self,
        components: &[(String, SchemaId)],
        diagnostics: &mut Diagnostics,
    ) {
        self.find_children(components);
        for (key, id) in components {
            self.declare_named(*id, key);
        }
        self.drain();
        self.hand_over(diagnostics);
    }

    /// The type of a schema that an operation uses, nullability included. `hint` says what owns it,
    /// for names of types that are written in place.
    pub fn ty(
        &mut self,
        schema: SchemaId,
        hint: &HintContext,
        diagnostics: &mut Diagnostics,
    ) -> Ty {
        let roots = &mut self.analysis.roots;
        roots.entry(schema).or_insert_with(|| hint.clone());
        let ty = self.whole(schema);
        self.drain();
        self.hand_over(diagnostics);
        ty
    }

    /// Everything that was typed, with what can only be settled when all is known.
    #[must_use]
    pub fn finish(mut self, diagnostics: &mut Diagnostics) -> LoweredTypes {
        self.settle();
        for (id, ty) in std::mem::take(&mut self.merged) {
            self.places[id.0].get_or_insert(ty);
        }
        self.hand_over(diagnostics);
        let schemas = self.analysis.schemas;
        let typed = schemas.by_origin.iter();
        let places = typed
            .filter_map(|(origin, id)| Some((origin.clone(), self.places[id.0].take()?)))
            .collect();
        self.untyped.sort();
        self.untyped.dedup();
        LoweredTypes {
            types: self.types,
            places,
            untyped: self.untyped,
            open: self
                .open_objects
                .into_iter()
                .map(|(hint, declared)| ir::OpenObject { hint, declared })
                .collect(),
        }
    }

    fn hand_over(&mut self, diagnostics: &mut Diagnostics) {
        diagnostics.findings.append(&mut self.diagnostics.findings);
        for (keyword, count) in std::mem::take(&mut self.diagnostics.unchecked) {
            *diagnostics.unchecked.entry(keyword).or_default() += count;
        }
    }

    /// Types the named schemas that wait; typing one may add others.
    fn drain(&mut self) {
        while let Some(id) = self.queue.pop_front() {
            self.type_named(id);
        }
    }

    fn declare_named(&mut self, id: SchemaId, key: &str) -> TypeId {
        if let Some(known) = self.named.get(&id) {
            return *known;
        }
        let hint = NameHint::Component(key.to_owned());
        let type_id = self.push(id, hint);
        self.named.insert(id, type_id);
        self.queue.push_back(id);
        type_id
    }

    /// Types a named schema: as a declaration of its own, or as another name for a type.
    fn type_named(&mut self, id: SchemaId) {
        let target = self.named[&id];
        let parts = self.analysis.unfold(id);
        let whole = vec![Part::Whole(id)];
        let at = Where::at(id);
        let ty = match (self.parent(id, target), parts.as_slice()) {
            (Some(ty), _) => ty,
            (None, [Part::Whole(inner)])
                if *inner == id || self.analysis.is_named(*inner) && self.is_child(id) =>
            {
                self.typed_at(id, whole, &at, Some(target))
            }
            (None, [Part::Whole(inner)]) if self.analysis.is_named(*inner) => {
                self.core(&parts, &at)
            }
            (None, [Part::Whole(inner)]) => self.typed_at(*inner, parts, &at, Some(target)),
            (None, _) => self.typed_at(id, whole, &at, Some(target)),
        };
        if ty != Ty::Named(target) {
            self.types[target.0].item = Item::Alias(ty);
        }
        let use_of = self.with_null(&[Part::Whole(id)], Ty::Named(target));
        self.places[id.0] = Some(use_of);
        self.note_inner(id, &Ty::Named(target));
    }

    /// The type of a schema at its own place.
    fn whole(&mut self, id: SchemaId) -> Ty {
        self.of(&[Part::Whole(id)], &Where::at(id))
    }

    /// The type of all parts together, null included.
    fn of(&mut self, parts: &[Part], place: &Where) -> Ty {
        if let [Part::Whole(id)] = parts
            && let Some(known) = &self.places[id.0]
        {
            return known.clone();
        }
        let core = self.core(parts, place);
        let ty = self.with_null(parts, core.clone());
        if let [Part::Whole(id)] = parts {
            self.places[id.0] = Some(ty.clone());
            self.note_inner(*id, &core);
        }
        ty
    }

    /// The type of all parts together, null excluded.
    fn core(&mut self, parts: &[Part], place: &Where) -> Ty {
        let parts = self.analysis.simplify(parts);
        let (at, place) = match parts.as_slice() {
            [Part::Whole(id)] => {
                if let Some(name) = &self.analysis.schema(*id).name {
                    return Ty::Named(self.declare_named(*id, name));
                }
                (*id, Where::at(*id))
            }
            _ => (self.at(&parts, place), place.clone()),
        };
        match self.memo.get(&parts) {
            Some(Progress::Done(ty)) => {
                let ty = ty.clone();
                if parts.len() > 1 {
                    self.name_by_first(&ty, at, &place);
                }
                return ty;
            }
            Some(Progress::Busy(Some(id))) => return Ty::Named(*id),
            Some(Progress::Busy(None)) => {
                let hint = self.analysis.name_hint(&place);
                let id = self.push(at, hint);
                self.memo.insert(parts, Progress::Busy(Some(id)));
                return Ty::Named(id);
            }
            None => {}
        }
        self.typed_at(at, parts, &place, None)
    }

    /// Types a place for the first time. `target` is the declaration that waits for it.
    fn typed_at(
        &mut self,
        at: SchemaId,
        parts: Vec<Part>,
        hint: &Where,
        target: Option<TypeId>,
    ) -> Ty {
        let shape = self.analysis.shape_of(&parts);
        let kinds = self.analysis.kinds_of_shape(&shape);
        self.memo.insert(parts.clone(), Progress::Busy(target));
        let place = Place {
            at,
            parts,
            shape,
            kinds,
            hint: hint.clone(),
        };
        self.depth += 1;
        let mut ty = self.convert(&place);
        self.depth -= 1;
        if let Some(Progress::Busy(Some(id))) = self.memo.get(&place.parts) {
            // Met again within itself though it declares nothing: only a type of its own can end it.
            if target.is_none() && ty != Ty::Named(*id) {
                let id = *id;
                self.types[id.0].item = Item::Wrapper(ty);
                ty = Ty::Named(id);
            }
        }
        let known = target.map_or_else(|| ty.clone(), Ty::Named);
        if let [Part::Whole(id)] = place.parts.as_slice() {
            let id = *id;
            self.record(id, &known);
        }
        self.memo.insert(place.parts, Progress::Done(known));
        ty
    }

    /// Keeps the type of what a schema is around and adds nothing to.
    fn note_inner(&mut self, id: SchemaId, core: &Ty) {
        for inner in self.analysis.inner(id) {
            let parent = self.analysis.schema(inner).parent.as_ref();
            let is_within = parent.is_some_and(|(parent, _)| *parent == id);
            if !is_within || self.merged.contains_key(&inner) {
                continue;
            }
            let reduced = self.analysis.reduce(inner);
            if self.analysis.unfold(id) == [Part::Whole(reduced)] {
                let ty = self.with_null(&[Part::Whole(inner)], core.clone());
                self.merged.insert(inner, ty);
                self.note_inner(inner, core);
            }
        }
    }

    /// Keeps the type of a schema at its own place, unless it is known.
    fn record(&mut self, id: SchemaId, core: &Ty) {
        if self.places[id.0].is_none() {
            self.places[id.0] = Some(self.with_null(&[Part::Whole(id)], core.clone()));
        }
    }

    /// Where several schemas meet in more than one place, the first place by name counts, whatever
    /// was visited first.
    fn name_by_first(&mut self, ty: &Ty, at: SchemaId, place: &Where) {
        let Ty::Named(id) = ty else { return };
        if !matches!(self.types[id.0].hint, NameHint::Inline { .. }) {
            return;
        }
        let hint = self.analysis.name_hint(place);
        if hint < self.types[id.0].hint && !self.enums.values().any(|shared| shared == id) {
            self.types[id.0].origin = self.analysis.schema(at).origin.clone();
            self.types[id.0].hint = hint;
        }
    }

    /// Each attempt returns the type, or nothing if the place is none of its own.
    fn convert(&mut self, place: &Place) -> Ty {
        let attempts: [fn(&mut Self, &Place) -> Option<Ty>; 11] = [
            Self::refuse,
            Self::null,
            Self::enumeration,
            Self::union,
            Self::contradiction,
            Self::anything,
            Self::several_kinds,
            Self::structure,
            Self::map,
            Self::array,
            Self::scalar,
        ];
        attempts
            .iter()
            .find_map(|attempt| attempt(self, place))
            .unwrap_or(Ty::Json)
    }

    /// The schema that findings about several parts are located at.
    fn at(&self, parts: &[Part], place: &Where) -> SchemaId {
        let last = parts.iter().rev().find_map(|part| match part {
            Part::Whole(id) if !self.analysis.is_named(*id) => Some(*id),
            Part::Own(id) => Some(*id),
            _ => None,
        });
        last.unwrap_or(place.base)
    }

    fn with_null(&mut self, parts: &[Part], ty: Ty) -> Ty {
        let is_plain = !matches!(ty, Ty::Nullable(_) | Ty::Json | Ty::Scalar(Scalar::Null));
        if is_plain && self.analysis.allows_null(parts) {
            Ty::Nullable(Box::new(ty))
        } else {
            ty
        }
    }
}
