//! What can be decided once every type is known: examples of parameters and members that fit, and
//! bodies that have to be given.

use crate::ir::{Api, BodyContent, Constant, Enum, Field, Item, Scalar, Ty};
use crate::value::Value;

/// Gives each parameter the first example that fits its type, takes from members what does not fit
/// theirs, and has a body required if its type has required members: documents forget to say so.
pub(in crate::lower) fn complete(api: &mut Api, examples: &[Vec<Vec<Value>>]) {
    keep_fitting_examples(api);
    let mut operations = std::mem::take(&mut api.operations);
    for (operation, examples) in operations.iter_mut().zip(examples) {
        for (parameter, examples) in operation.parameters.iter_mut().zip(examples) {
            let fitting = examples
                .iter()
                .find(|value| fits(api, &parameter.ty, value, DEPTH));
            parameter.example = fitting.cloned();
        }
        if let Some(body) = &mut operation.body
            && let BodyContent::Json(ty) | BodyContent::Lines(ty) | BodyContent::Form(ty, _) =
                &body.content
        {
            body.required |= has_required_members(api, ty);
        }
    }
    api.operations = operations;
}

fn keep_fitting_examples(api: &mut Api) {
    for index in 0..api.types.len() {
        let Item::Struct(item) = &mut api.types[index].item else {
            continue;
        };
        let mut fields = std::mem::take(&mut item.fields);
        for field in &mut fields {
            let example = field.example.take();
            field.example = example.filter(|value| fits(api, &field.ty, value, DEPTH));
        }
        if let Item::Struct(item) = &mut api.types[index].item {
            item.fields = fields;
        }
    }
}

fn has_required_members(api: &Api, ty: &Ty) -> bool {
    let Ty::Named(id) = api.resolve(ty) else {
        return false;
    };
    match &api.def(*id).item {
        Item::Struct(item) => item.fields.iter().any(must_be_sent),
        Item::Union(item) => {
            let mut variants = item.variants.iter();
            // A variant may be this union again; only structs are looked into.
            variants.all(|variant| match api.resolve(&variant.ty) {
                Ty::Named(id) => match &api.def(*id).item {
                    Item::Struct(item) => item.fields.iter().any(must_be_sent),
                    _ => false,
                },
                _ => false,
            })
        }
        Item::Enum(_) | Item::Alias(_) | Item::Wrapper(_) => false,
    }
}

/// What is only read is not sent, required or not.
fn must_be_sent(field: &Field) -> bool {
    field.required && !field.read_only
}

/// How deep types are followed: unions may hold themselves.
const DEPTH: usize = 32;

/// Whether a value is of the kind that a type holds.
fn fits(api: &Api, ty: &Ty, value: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let fits = |ty: &Ty, value: &Value| fits(api, ty, value, depth);
    match api.resolve(ty) {
        Ty::Scalar(scalar) => fits_scalar(*scalar, value),
        Ty::List(items) => {
            let elements = value.as_array();
            elements.is_some_and(|elements| elements.iter().all(|value| fits(items, value)))
        }
        Ty::Tuple(items) => value.as_array().is_some_and(|elements| {
            elements.len() == items.len()
                && items
                    .iter()
                    .zip(elements)
                    .all(|(ty, value)| fits(ty, value))
        }),
        Ty::Map(values) => {
            let members = value.as_object();
            members.is_some_and(|members| members.values().all(|value| fits(values, value)))
        }
        Ty::Nullable(inner) => *value == Value::Null || fits(inner, value),
        Ty::JsonText(inner) => fits(inner, value),
        Ty::Json => true,
        Ty::Named(id) => match &api.def(*id).item {
            Item::Enum(item) => is_listed(item, value),
            Item::Struct(item) => value.as_object().is_some_and(|members| {
                item.fields
                    .iter()
                    .all(|field| match members.get(&field.wire_name) {
                        Some(value) => fits(&field.ty, value),
                        None => !field.required,
                    })
            }),
            Item::Union(item) => item.variants.iter().any(|variant| fits(&variant.ty, value)),
            Item::Alias(inner) | Item::Wrapper(inner) => fits(inner, value),
        },
    }
}

fn is_listed(item: &Enum, value: &Value) -> bool {
    item.values.iter().any(|listed| match &listed.value {
        Constant::Text(text) => value.as_str() == Some(text),
        Constant::Integer(number) => value.as_i64() == Some(*number),
        Constant::Bool(_) | Constant::Json(_) => false,
    })
}

fn fits_scalar(scalar: Scalar, value: &Value) -> bool {
    let within = |min: i64, max: i64| value.as_i64().is_some_and(|n| (min..=max).contains(&n));
    match scalar {
        Scalar::Null => *value == Value::Null,
        Scalar::Bool => value.as_bool().is_some(),
        Scalar::I8 => within(i8::MIN.into(), i8::MAX.into()),
        Scalar::I16 => within(i16::MIN.into(), i16::MAX.into()),
        Scalar::I32 => within(i32::MIN.into(), i32::MAX.into()),
        Scalar::I64 => within(i64::MIN, i64::MAX),
        Scalar::U8 => within(0, u8::MAX.into()),
        Scalar::U16 => within(0, u16::MAX.into()),
        Scalar::U32 => within(0, u32::MAX.into()),
        Scalar::U64 => within(0, i64::MAX),
        Scalar::F64 => value.as_f64().is_some_and(f64::is_finite),
        _ => value.as_str().is_some(),
    }
}
