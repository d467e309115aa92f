//! The example in the documentation of every call: complete, and compiled with the crate's tests.

mod layout;
mod literal;

use super::View;
use super::calls;
use super::paths::file_stem;
use crate::analyze::{CallBody, Input, Success};
use crate::ir::{AnswerContent, Field, Item, Location, Operation, OperationId, Scalar, Struct, Ty};
use layout::Expression;
use literal::Literals;

/// The lines of an example, without the fence.
#[must_use]
pub fn example(view: &View<'_>, id: OperationId) -> Vec<String> {
    let operation = &view.api.operations[id.0];
    let mut literals = Literals::new(view);
    let mut chain: Vec<Expression> = calls::chain(view, view.names.operations[id.0].resource)
        .into_iter()
        .map(Expression::Atom)
        .collect();
    chain.push(begin(view, id, &mut literals));
    chain.extend(setter(view, id, &mut literals));
    let usage = usage(view, id);
    let binding = if usage.is_some() { "let answer = " } else { "" };
    let sent = layout::statement(binding, &chain, ".await?;");
    let deprecated = operation.deprecated || literals.deprecated;
    let hidden: String = literals
        .hidden
        .iter()
        .map(|(name, ty)| format!(", {name}: {ty}"))
        .collect();
    let name = view.crate_name;
    let mut lines = Vec::new();
    if deprecated {
        lines.push("# #[allow(deprecated)]".to_owned());
    }
    lines.push(format!(
        "# async fn example(client: {name}::Client{hidden}) -> Result<(), {name}::Error> {{"
    ));
    if literals.types {
        lines.push(match &view.names.product {
            Some(product) => format!("use {name}::{product}::types;"),
            None => format!("use {name}::types;"),
        });
    }
    lines.extend(sent);
    lines.extend(usage);
    lines.push("# Ok(())".to_owned());
    lines.push("# }".to_owned());
    lines
}

/// The call of the method with its arguments.
fn begin(view: &View<'_>, id: OperationId, literals: &mut Literals<'_>) -> Expression {
    let operation = &view.api.operations[id.0];
    let names = &view.names.operations[id.0];
    let call = &view.facts.calls[id.0];
    let arguments = call.arguments.iter().map(|input| match *input {
        Input::Parameter(index) => {
            let parameter = &operation.parameters[index];
            let name = file_stem(&names.parameters[index]);
            literals.given(&parameter.ty, parameter.example.as_ref(), name)
        }
        Input::Member(index) => match spread(view, id) {
            Some(item) => literals.member(&item.fields[index], &names.members[index]),
            None => Expression::Atom(String::new()),
        },
        Input::RequiredMembers => match call.body {
            CallBody::Spread(id) => literals.required(id),
            CallBody::None | CallBody::Whole => Expression::Atom(String::new()),
        },
        Input::Body => literals.body(operation, &names.body),
    });
    Expression::Group {
        open: format!("{}(", names.method),
        items: arguments.collect(),
        close: ")",
    }
}

/// One setter, where a call would otherwise send nothing or an empty object.
fn setter(view: &View<'_>, id: OperationId, literals: &mut Literals<'_>) -> Option<Expression> {
    let operation = &view.api.operations[id.0];
    let names = &view.names.operations[id.0];
    let call = &view.facts.calls[id.0];
    if call.setters.contains(&Input::Body) {
        return Some(Expression::Group {
            open: format!("{}(", names.body),
            items: vec![literals.body(operation, &names.body)],
            close: ")",
        });
    }
    let is_member = |index: usize| {
        matches!(
            operation.parameters[index].location,
            Location::Form | Location::Part
        )
    };
    let given = |input: &Input| match *input {
        Input::Member(_) | Input::RequiredMembers => true,
        Input::Parameter(index) => is_member(index),
        Input::Body => false,
    };
    if call.arguments.iter().any(given) {
        return None;
    }
    let member = call.setters.iter().find_map(|input| match *input {
        Input::Parameter(index) if is_member(index) => Some(index),
        _ => None,
    });
    if let Some(index) = member {
        let parameter = &operation.parameters[index];
        literals.deprecated |= parameter.deprecated;
        let name = file_stem(&names.parameters[index]);
        return Some(Expression::Group {
            open: format!("{}(", names.parameters[index]),
            items: vec![literals.given(&parameter.ty, parameter.example.as_ref(), name)],
            close: ")",
        });
    }
    let fields = &spread(view, id)?.fields;
    let index = call.setters.iter().find_map(|input| match *input {
        Input::Member(index) if is_simple(view, &fields[index]) => Some(index),
        _ => None,
    })?;
    let name = &names.members[index];
    let field = &fields[index];
    Some(Expression::Group {
        open: format!("{name}("),
        items: vec![literals.setter(field, name)],
        close: ")",
    })
}

/// Whether a value fits a short line, and is nothing to hide or to avoid.
fn is_simple(view: &View<'_>, field: &Field) -> bool {
    if field.secret || field.deprecated {
        return false;
    }
    let ty = match &field.ty {
        Ty::Nullable(inner) => inner,
        ty => ty,
    };
    match view.api.resolve(ty) {
        Ty::Scalar(scalar) => !matches!(scalar, Scalar::Null | Scalar::Secret),
        Ty::Named(id) => matches!(view.def(*id).item, Item::Enum(_)),
        _ => false,
    }
}

/// The struct whose members are spread over the call.
fn spread<'a>(view: &View<'a>, id: OperationId) -> Option<&'a Struct> {
    let CallBody::Spread(body) = view.facts.calls[id.0].body else {
        return None;
    };
    match &view.def(body).item {
        Item::Struct(item) => Some(item),
        _ => None,
    }
}

/// A line that does something with the answer; `None` if it holds nothing.
fn usage(view: &View<'_>, id: OperationId) -> Option<String> {
    let operation: &Operation = &view.api.operations[id.0];
    match &view.facts.calls[id.0].success {
        Success::Empty => None,
        Success::Several(_) => Some("println!(\"{:?}\", *answer);".to_owned()),
        Success::One(answers) => match &operation.answers[*answers.first()?].content {
            AnswerContent::Empty => None,
            AnswerContent::Text { .. } => Some("println!(\"{}\", *answer);".to_owned()),
            AnswerContent::Items { .. } | AnswerContent::Bytes { .. } => {
                Some("println!(\"{}\", answer.status());".to_owned())
            }
            AnswerContent::Json { ty, .. } => Some(read(view, ty)),
        },
    }
}

fn read(view: &View<'_>, ty: &Ty) -> String {
    match view.api.resolve(ty) {
        Ty::List(_) | Ty::Map(_) => "println!(\"{}\", answer.len());".to_owned(),
        Ty::Named(id) => match &view.def(*id).item {
            Item::Struct(item) => match telling_member(item) {
                Some(index) => {
                    let name = &view.names_of(*id).members[index];
                    format!("println!(\"{{:?}}\", answer.{name});")
                }
                None => "println!(\"{:?}\", *answer);".to_owned(),
            },
            _ => "println!(\"{:?}\", *answer);".to_owned(),
        },
        _ => "println!(\"{:?}\", *answer);".to_owned(),
    }
}

/// The member that says most of a struct: its id or name, else the first that is always there.
fn telling_member(item: &Struct) -> Option<usize> {
    let shown: Vec<usize> = (0..item.fields.len())
        .filter(|&index| {
            let field = &item.fields[index];
            let hidden = field.secret || field.deprecated || field.constant.is_some();
            field.required && !hidden
        })
        .collect();
    let called = |name: &str| {
        let mut shown = shown.iter();
        shown.find(|index| item.fields[**index].wire_name == name)
    };
    ["id", "results", "tasks", "name"]
        .into_iter()
        .find_map(called)
        .or(shown.first())
        .copied()
}
