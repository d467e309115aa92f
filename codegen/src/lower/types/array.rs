//! Arrays: lists, and tuples where the length is fixed.

use super::TypeLowering;
use super::analysis::{Candidate, Part};
use super::place::Place;
use crate::diagnostic::Severity;
use crate::ir::{Scalar, Step, Ty, UntypedReason};
use crate::model::schema::{ArrayKeywords, Kinds, SchemaId};

impl TypeLowering<'_> {
    /// `type: array`.
    pub(super) fn array(&mut self, place: &Place) -> Option<Ty> {
        if place.kinds != Kinds::ARRAY {
            return None;
        }
        self.note_missing_type(place);
        if let Some(prefix) = self.prefix(place) {
            return Some(self.prefixed(place, &prefix));
        }
        let items = self.analysis.items(&place.shape);
        let element = self.element(place, &items);
        Some(Ty::List(Box::new(element)))
    }

    /// The type of elements that all of `items` apply to.
    fn element(&mut self, place: &Place, items: &[Part]) -> Ty {
        if items.is_empty() {
            return self.json(place.at, UntypedReason::NoShape);
        }
        // `items: false` allows none, so nothing has to be said about them.
        let is_closed = |part: &Part| matches!(part, Part::Whole(id) if self.is_false(*id));
        if items.iter().any(is_closed) {
            return Ty::Json;
        }
        self.of(items, &place.hint.then(Step::Items))
    }

    /// The keywords that have `prefixItems`.
    fn prefix(&self, place: &Place) -> Option<ArrayKeywords> {
        place.shape.own.iter().find_map(|id| {
            let array = self.analysis.schema(*id).array.as_deref()?;
            (!array.prefix.is_empty()).then(|| array.clone())
        })
    }

    /// `prefixItems` does not demand that its elements be there: only a length that is fixed makes a
    /// tuple.
    fn prefixed(&mut self, place: &Place, array: &ArrayKeywords) -> Ty {
        let length = i64::try_from(array.prefix.len()).ok();
        let least = array.min.as_ref().and_then(|number| number.as_i64());
        let most = array.max.as_ref().and_then(|number| number.as_i64());
        let is_closed = array.items.is_some_and(|items| self.is_false(items));
        if least == length && (most == length || is_closed) {
            let hint = place.hint.then(Step::Items);
            let elements = array
                .prefix
                .iter()
                .map(|element| self.of(&[Part::Whole(*element)], &hint));
            return Ty::Tuple(elements.collect());
        }
        self.diagnostics.push(
            Severity::Widened,
            "tuple-without-length",
            &self.analysis.schema(place.at).origin,
            "The length of this array is not fixed, so it is a list of whatever its elements may be.",
            "Set `minItems` and `maxItems` to the number of `prefixItems` if all have to be there.",
        );
        let mut elements = array.prefix.clone();
        match array.items {
            _ if is_closed || most.is_some_and(|most| Some(most) <= length) => {}
            Some(items) => elements.push(items),
            None => {
                let reason = UntypedReason::Widened("tuple-without-length");
                return Ty::List(Box::new(self.json(place.at, reason)));
            }
        }
        Ty::List(Box::new(self.any_of(place, &elements, Step::Items)))
    }

    /// One type for values that each satisfy one of several schemas.
    pub(super) fn any_of(&mut self, place: &Place, schemas: &[SchemaId], step: Step) -> Ty {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut is_nullable = false;
        for schema in schemas {
            let whole = [Part::Whole(*schema)];
            let parts = self.analysis.simplify(&whole);
            let shape = self.analysis.shape_of(&parts);
            is_nullable |= shape.only_null || self.analysis.allows_null(&whole);
            if shape.only_null || candidates.iter().any(|known| known.parts == parts) {
                continue;
            }
            let is_named =
                matches!(parts.as_slice(), [Part::Whole(id)] if self.analysis.is_named(*id));
            if !is_named && !shape.groups.is_empty() {
                candidates.extend(self.analysis.candidates(&shape));
                continue;
            }
            candidates.push(Candidate {
                member: *schema,
                taken: Vec::new(),
                kinds: self.analysis.kinds_of_shape(&shape),
                parts,
                shape,
            });
        }
        let part = Place {
            parts: Vec::new(),
            hint: place.hint.then(step),
            ..place.clone()
        };
        let ty = match candidates.as_slice() {
            [] => Ty::Scalar(Scalar::Null),
            _ => self.choice(&part, candidates),
        };
        match ty {
            Ty::Json | Ty::Nullable(_) | Ty::Scalar(Scalar::Null) => ty,
            ty if is_nullable => Ty::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// Whether a schema is `false`.
    pub(super) fn is_false(&self, id: SchemaId) -> bool {
        self.analysis.schema(id).always == Some(false)
    }
}
