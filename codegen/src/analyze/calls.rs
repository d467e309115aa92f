//! How an operation is called: arguments, setters, the body, and what success gives.

use super::{Call, CallBody, Input, MAX_ARGUMENTS, Success, must_be_given};
use crate::config::Config;
use crate::ir::{
    Additional, Answer, AnswerContent, Api, Body, BodyContent, Field, Item, Location, Operation,
    Parameter, Status, Struct, Ty, TypeId,
};

/// The call of an operation.
pub(super) fn call(api: &Api, operation: &Operation, config: &Config) -> Call {
    let (mut arguments, mut setters) = parameters(&operation.parameters, config);
    let body = match &operation.body {
        None => CallBody::None,
        Some(body) if body.content == BodyContent::Members => CallBody::None,
        Some(body) => match spread(api, body) {
            Some((id, item)) => {
                members(item, &mut arguments, &mut setters);
                CallBody::Spread(id)
            }
            None => {
                let inputs = if body.required {
                    &mut arguments
                } else {
                    &mut setters
                };
                inputs.push(Input::Body);
                CallBody::Whole
            }
        },
    };
    Call {
        arguments,
        setters,
        body,
        success: success(&operation.answers),
    }
}

/// Arguments are the path parameters in the order of the template, then what else is required.
fn parameters(parameters: &[Parameter], config: &Config) -> (Vec<Input>, Vec<Input>) {
    let from_client = |parameter: &Parameter| {
        parameter.location == Location::Path
            && config.client_parameters.contains_key(&parameter.name)
    };
    let (arguments, setters) = (0..parameters.len()).partition::<Vec<usize>, _>(|&index| {
        parameters[index].required && !from_client(&parameters[index])
    });
    let inputs = |indexes: Vec<usize>| indexes.into_iter().map(Input::Parameter).collect();
    (inputs(arguments), inputs(setters))
}

/// The struct whose members are given one by one: a JSON body that is an object with declared
/// members and no others that would then have no place.
fn spread<'a>(api: &'a Api, body: &Body) -> Option<(TypeId, &'a Struct)> {
    let BodyContent::Json(ty) = &body.content else {
        return None;
    };
    let Ty::Named(id) = api.resolve(ty) else {
        return None;
    };
    match &api.def(*id).item {
        Item::Struct(item)
            if !item.fields.is_empty() && item.additional == Additional::Undeclared =>
        {
            Some((*id, item))
        }
        _ => None,
    }
}

fn members(item: &Struct, arguments: &mut Vec<Input>, setters: &mut Vec<Input>) {
    let indexes = |wanted: fn(&Field) -> bool| {
        let fields = item.fields.iter().enumerate();
        fields.filter_map(move |(index, field)| wanted(field).then_some(Input::Member(index)))
    };
    if indexes(must_be_given).count() > MAX_ARGUMENTS {
        arguments.push(Input::RequiredMembers);
    } else {
        arguments.extend(indexes(must_be_given));
    }
    setters.extend(indexes(|field| {
        !must_be_given(field) && field.constant.is_none() && !field.read_only
    }));
}

/// The successful answers, those of the same shape together.
fn success(answers: &[Answer]) -> Success {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in successful(answers) {
        let same = groups
            .iter_mut()
            .find(|group| same_shape(&answers[group[0]].content, &answers[index].content));
        match same {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    match groups.len() {
        0 => Success::Empty,
        1 if answers[groups[0][0]].content == AnswerContent::Empty => Success::Empty,
        1 => Success::One(groups.remove(0)),
        _ => Success::Several(groups),
    }
}

/// The answers for 2xx; without any, the one for every other status.
fn successful(answers: &[Answer]) -> Vec<usize> {
    let those = |wanted: fn(Status) -> bool| -> Vec<usize> {
        (0..answers.len())
            .filter(|&index| wanted(answers[index].status))
            .collect()
    };
    let declared = those(|status| matches!(status, Status::Code(200..=299) | Status::Range(2)));
    if declared.is_empty() {
        those(|status| status == Status::Default)
    } else {
        declared
    }
}

fn same_shape(one: &AnswerContent, other: &AnswerContent) -> bool {
    match (one, other) {
        (AnswerContent::Json { ty: one, .. }, AnswerContent::Json { ty: other, .. }) => {
            one == other
        }
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
