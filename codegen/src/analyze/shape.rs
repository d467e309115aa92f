//! What stands at a place in an answer's type?

use super::{Call, Success};
use crate::ir::{AnswerContent, Api, Field, Item, Operation, OperationId, Struct, Ty};

/// The operation of a method and a path, as in `GET /pets/{id}`.
pub(super) fn find(api: &Api, key: &str) -> Option<OperationId> {
    let (method, path) = key.split_once(' ')?;
    let mut operations = api.operations.iter();
    let same = |operation: &Operation| operation.method == method && operation.path == path;
    operations.position(same).map(OperationId)
}

/// The type of the one shape of JSON that is the success of an operation.
pub(super) fn answer<'a>(operation: &'a Operation, call: &Call) -> Option<&'a Ty> {
    let Success::One(answers) = &call.success else {
        return None;
    };
    match &operation.answers[*answers.first()?].content {
        AnswerContent::Json { ty, .. } => Some(ty),
        _ => None,
    }
}

/// The type without aliases and null around it.
pub(super) fn bare<'a>(api: &'a Api, ty: &'a Ty) -> &'a Ty {
    match api.resolve(ty) {
        Ty::Nullable(inner) => bare(api, inner),
        ty => ty,
    }
}

/// The struct that the type is, if it is one.
pub(super) fn object<'a>(api: &'a Api, ty: &'a Ty) -> Option<&'a Struct> {
    let Ty::Named(id) = bare(api, ty) else {
        return None;
    };
    match &api.def(*id).item {
        Item::Struct(item) => Some(item),
        Item::Wrapper(inner) if inner != ty => object(api, inner),
        _ => None,
    }
}

/// The type at a path of member names with dots between them.
pub(super) fn at<'a>(api: &'a Api, ty: &'a Ty, path: &str) -> Option<&'a Ty> {
    let mut steps = path.split('.').filter(|step| !step.is_empty());
    steps.try_fold(ty, |ty, step| {
        member(object(api, ty)?, step).map(|field| &field.ty)
    })
}

/// A member of a struct.
pub(super) fn member<'a>(item: &'a Struct, name: &str) -> Option<&'a Field> {
    item.fields.iter().find(|field| field.wire_name == name)
}
