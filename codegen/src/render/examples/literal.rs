//! Values in examples: literals from the document's own examples or by type.

use super::layout::Expression;
use crate::analyze::must_be_given;
use crate::ir::{
    BodyContent, Constant, Field, Item, Operation, Scalar, ScalarKind, Struct, Ty, TypeId, Union,
};
use crate::render::View;
use crate::render::arguments::converts;
use crate::render::paths::{Place, Scope, file_stem};
use crate::value::Value;

/// Deeper than this a value is not written out, and unions that hold themselves come to an end.
const DEPTH: usize = 6;

/// Makes values and remembers what the example needs for them.
pub(super) struct Literals<'v> {
    view: &'v View<'v>,
    /// Whether `types` has to be in scope.
    pub(super) types: bool,
    /// Whether anything deprecated is named.
    pub(super) deprecated: bool,
    /// Names and types of values that are not written out: secrets, and what cannot be made.
    pub(super) hidden: Vec<(String, String)>,
}

impl<'v> Literals<'v> {
    pub(super) fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            types: false,
            deprecated: false,
            hidden: Vec::new(),
        }
    }

    /// A value where `arguments::argument` says how it is taken.
    pub(super) fn given(&mut self, ty: &Ty, example: Option<&Value>, name: &str) -> Expression {
        let made = self.given_at(ty, example, name, 0);
        made.unwrap_or_else(|| self.hide(ty, name))
    }

    /// A member of a body as an argument of its own.
    pub(super) fn member(&mut self, field: &Field, name: &str) -> Expression {
        self.deprecated |= field.deprecated;
        let name = file_stem(name);
        if field.secret && is_text(self.view, &field.ty) {
            return self.secret(name, true);
        }
        self.given(&field.ty, field.example.as_ref(), name)
    }

    /// The argument of a member's setter, which takes no null.
    pub(super) fn setter(&mut self, field: &Field, name: &str) -> Expression {
        match &field.ty {
            Ty::Nullable(inner) if !field.required => {
                self.given(inner, field.example.as_ref(), file_stem(name))
            }
            _ => self.member(field, name),
        }
    }

    /// The whole body of an operation.
    pub(super) fn body(&mut self, operation: &Operation, name: &str) -> Expression {
        match operation.body.as_ref().map(|body| &body.content) {
            Some(BodyContent::Json(ty) | BodyContent::Lines(ty) | BodyContent::Form(ty, _)) => {
                self.given(ty, None, file_stem(name))
            }
            Some(BodyContent::Parts) => {
                let name = self.hidden_name(file_stem(name));
                let ty = format!("{}::Multipart", self.view.crate_name);
                self.hidden.push((name.clone(), ty));
                Expression::Atom(name)
            }
            _ => Expression::Atom("\"..\"".to_owned()),
        }
    }

    /// The struct of the required members.
    pub(super) fn required(&mut self, id: TypeId) -> Expression {
        let required = self.required_at(id, 0);
        required.unwrap_or_else(|| Expression::Atom("Default::default()".to_owned()))
    }

    /// A value that is converted where its type can be.
    fn given_at(
        &mut self,
        ty: &Ty,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Expression> {
        match self.view.api.resolve(ty) {
            Ty::List(item) => {
                let example = example.and_then(Value::as_array).and_then(<[Value]>::first);
                Some(group(
                    "[",
                    vec![self.element(item, example, name, depth)?],
                    "]",
                ))
            }
            Ty::Map(value) => {
                let value = self.element(value, None, "value", depth)?;
                let pair = group("(", vec![atom("\"key\""), value], ")");
                Some(group("[", vec![pair], "]"))
            }
            // `impl Into<Option<T>>` takes the `T` itself, if its type is plain to see.
            Ty::Nullable(inner) => match self.view.api.resolve(inner) {
                Ty::Scalar(Scalar::String) => {
                    Some(atom(&format!("{}.to_owned()", text(example, name))))
                }
                Ty::Scalar(Scalar::I64) => Some(atom(&format!("{}i64", integer(example)))),
                Ty::Scalar(Scalar::Bool | Scalar::F64) | Ty::Named(_) => {
                    self.exact(inner, example, name, depth)
                }
                _ => None,
            },
            Ty::Scalar(Scalar::Secret) => Some(self.secret(name, true)),
            Ty::Scalar(scalar) if converts(&Ty::Scalar(*scalar)) => {
                Some(atom(&scalar_literal(*scalar, example, name)))
            }
            _ => self.exact(ty, example, name, depth),
        }
    }

    /// An element of a list or a value of a map that are given one by one.
    fn element(
        &mut self,
        ty: &Ty,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Expression> {
        let resolved = self.view.api.resolve(ty);
        if converts(resolved) && !matches!(resolved, Ty::Nullable(_)) {
            self.given_at(ty, example, name, depth + 1)
        } else {
            self.exact(ty, example, name, depth + 1)
        }
    }

    /// A value of the type itself, where the place says which type that is.
    fn exact(
        &mut self,
        ty: &Ty,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Expression> {
        if depth > DEPTH {
            return None;
        }
        match self.view.api.resolve(ty) {
            Ty::Scalar(Scalar::Null) => Some(atom("()")),
            Ty::Scalar(Scalar::Secret) => Some(self.secret(name, false)),
            Ty::Scalar(scalar) => Some(atom(&exact_scalar(*scalar, example, name))),
            Ty::Named(id) => self.named(*id, example, name, depth),
            Ty::List(item) => {
                let example = example.and_then(Value::as_array).and_then(<[Value]>::first);
                let item = self.exact(item, example, name, depth + 1)?;
                Some(group("vec![", vec![item], "]"))
            }
            Ty::Map(value) => {
                let value = self.exact(value, None, "value", depth + 1)?;
                let pair = group("(", vec![atom("\"key\".to_owned()"), value], ")");
                Some(group("[", vec![pair], "].into()"))
            }
            Ty::Tuple(items) => {
                let items: Option<Vec<_>> = items
                    .iter()
                    .map(|item| self.exact(item, None, name, depth + 1))
                    .collect();
                let items = items.filter(|items| items.len() > 1)?;
                Some(group("(", items, ")"))
            }
            Ty::Nullable(inner) => {
                let inner = self.exact(inner, example, name, depth + 1)?;
                Some(group("Some(", vec![inner], ")"))
            }
            Ty::Json => Some(atom("serde_json::json!({\"key\": \"value\"})")),
            Ty::JsonText(_) => None,
        }
    }

    fn named(
        &mut self,
        id: TypeId,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Expression> {
        let view = self.view;
        let names = view.names_of(id);
        let made = match &view.def(id).item {
            Item::Enum(item) => {
                let example = example.and_then(|example| {
                    let mut values = item.values.iter();
                    values.position(|value| equals(&value.value, example))
                });
                let variant = names.members.get(example.unwrap_or(0))?;
                atom(&format!("types::{}::{variant}", names.name))
            }
            Item::Struct(item) => self.structure(id, item, depth)?,
            Item::Union(item) => self.variant(id, item, name, depth)?,
            Item::Wrapper(inner) => {
                let inner = self.exact(inner, example, name, depth + 1)?;
                group(&format!("types::{}(", names.name), vec![inner], ")")
            }
            Item::Alias(_) => return None,
        };
        self.types = true;
        self.deprecated |= view.def(id).deprecated;
        Some(made)
    }

    fn structure(&mut self, id: TypeId, item: &'v Struct, depth: usize) -> Option<Expression> {
        let facts = self.view.facts_of(id);
        let names = self.view.names_of(id);
        if !facts.sent {
            return None;
        }
        let arguments = if facts.many_required {
            vec![self.required_at(id, depth + 1)?]
        } else {
            let given = item.fields.iter().zip(&names.members);
            given
                .filter(|(field, _)| must_be_given(field))
                .map(|(field, name)| self.constructor_argument(field, name, depth))
                .collect::<Option<Vec<_>>>()?
        };
        Some(group(
            &format!("types::{}::new(", names.name),
            arguments,
            ")",
        ))
    }

    fn constructor_argument(
        &mut self,
        field: &Field,
        name: &str,
        depth: usize,
    ) -> Option<Expression> {
        if field.secret && is_text(self.view, &field.ty) {
            return Some(self.secret(file_stem(name), true));
        }
        let example = field.example.as_ref();
        self.given_at(&field.ty, example, file_stem(name), depth + 1)
    }

    fn required_at(&mut self, id: TypeId, depth: usize) -> Option<Expression> {
        let view = self.view;
        let names = view.names_of(id);
        let Item::Struct(item) = &view.def(id).item else {
            return None;
        };
        let mut members = Vec::new();
        for (index, field) in item.fields.iter().enumerate() {
            if !must_be_given(field) {
                continue;
            }
            self.deprecated |= field.deprecated;
            let name = &names.members[index];
            let mut value = if field.secret && is_text(view, &field.ty) {
                self.secret(file_stem(name), false)
            } else {
                let example = field.example.as_ref();
                self.exact(&field.ty, example, file_stem(name), depth + 1)?
            };
            if view.facts_of(id).boxed[index] {
                value = group("Box::new(", vec![value], ")");
            }
            members.push(match value {
                Expression::Atom(text) => Expression::Atom(format!("{name}: {text}")),
                Expression::Group { open, items, close } => Expression::Group {
                    open: format!("{name}: {open}"),
                    items,
                    close,
                },
            });
        }
        self.types = true;
        let required = names.required.as_ref()?;
        Some(group(&format!("types::{required} {{"), members, "}"))
    }

    /// The first variant that can be written out.
    fn variant(
        &mut self,
        id: TypeId,
        item: &Union,
        name: &str,
        depth: usize,
    ) -> Option<Expression> {
        let view = self.view;
        let names = view.names_of(id);
        item.variants
            .iter()
            .enumerate()
            .find_map(|(index, variant)| {
                let mut value = self.exact(&variant.ty, None, name, depth + 1)?;
                if view.facts_of(id).boxed[index] {
                    value = group("Box::new(", vec![value], ")");
                }
                let variant = &names.members[index];
                Some(group(
                    &format!("types::{}::{variant}(", names.name),
                    vec![value],
                    ")",
                ))
            })
    }

    /// A secret is never written out, not even an invented one.
    fn secret(&mut self, name: &str, given: bool) -> Expression {
        let name = self.hidden_name(name);
        let value = if given {
            name.clone()
        } else {
            format!("{name}.into()")
        };
        self.hidden.push((name, "String".to_owned()));
        atom(&value)
    }

    /// A value that comes from outside the example.
    fn hide(&mut self, ty: &Ty, name: &str) -> Expression {
        let scope = Scope::new(self.view, Place::Calls);
        let printed = scope.ty(ty).to_string();
        let types = match &self.view.names.product {
            Some(product) => format!("{}::{product}::types ::", self.view.crate_name),
            None => format!("{}::types ::", self.view.crate_name),
        };
        let ty = printed
            .replace("types ::", &types)
            .replace("rt ::", &format!("{}::runtime ::", self.view.crate_name))
            .replace("BTreeMap <", "std::collections::BTreeMap <");
        let name = self.hidden_name(name);
        self.hidden.push((name.clone(), ty));
        atom(&name)
    }

    /// A name that neither the example nor another value has.
    fn hidden_name(&self, name: &str) -> String {
        let mut name = match syn::parse_str::<syn::Ident>(name) {
            Ok(_) => name.to_owned(),
            Err(_) => format!("{name}_"),
        };
        while matches!(name.as_str(), "client" | "answer" | "types")
            || self.hidden.iter().any(|(other, _)| *other == name)
        {
            name.push('_');
        }
        name
    }
}

fn atom(text: &str) -> Expression {
    Expression::Atom(text.to_owned())
}

fn group(open: &str, items: Vec<Expression>, close: &'static str) -> Expression {
    Expression::Group {
        open: open.to_owned(),
        items,
        close,
    }
}

fn equals(constant: &Constant, example: &Value) -> bool {
    match constant {
        Constant::Text(text) => example.as_str() == Some(text),
        Constant::Integer(value) => example.as_i64() == Some(*value),
        Constant::Bool(value) => example.as_bool() == Some(*value),
        Constant::Json(value) => value == example,
    }
}

/// Whether a string stands here, however formatted.
fn is_text(view: &View<'_>, ty: &Ty) -> bool {
    matches!(view.api.resolve(ty), Ty::Scalar(scalar) if scalar.kind() == ScalarKind::Text)
}

/// A scalar where it is converted: an unsuffixed integer is an `i32` there.
fn scalar_literal(scalar: Scalar, example: Option<&Value>, name: &str) -> String {
    match scalar.kind() {
        ScalarKind::Text => text(example.or(sample(scalar).as_ref()), name),
        ScalarKind::Integer => {
            let value = integer(example);
            match (scalar, i32::try_from(value)) {
                (Scalar::I32, Ok(value)) => value.to_string(),
                (Scalar::I32, Err(_)) => "1".to_owned(),
                (_, Ok(value)) => value.to_string(),
                (_, Err(_)) => format!("{value}i64"),
            }
        }
        _ => exact_scalar(scalar, example, name),
    }
}

/// A scalar of exactly its type.
fn exact_scalar(scalar: Scalar, example: Option<&Value>, name: &str) -> String {
    match scalar.kind() {
        ScalarKind::Null => "()".to_owned(),
        ScalarKind::Bool => example.and_then(Value::as_bool).unwrap_or(true).to_string(),
        ScalarKind::Integer => {
            let value = integer(example);
            let fits = (0..=127).contains(&value) || scalar == Scalar::I64;
            if fits {
                value.to_string()
            } else {
                "1".to_owned()
            }
        }
        ScalarKind::Number => match example.and_then(Value::as_f64) {
            Some(value) if value.is_finite() => format!("{value:?}"),
            _ => "1.0".to_owned(),
        },
        ScalarKind::Text => format!("{}.into()", text(example.or(sample(scalar).as_ref()), name)),
    }
}

fn integer(example: Option<&Value>) -> i64 {
    example.and_then(Value::as_i64).unwrap_or(1)
}

/// A string literal: the document's example if it is short and plain, else the name.
fn text(example: Option<&Value>, name: &str) -> String {
    let plain = |text: &&str| {
        let printable = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        printable && (1..=48).contains(&text.len())
    };
    match example.and_then(Value::as_str).filter(plain) {
        Some(text) => format!("{text:?}"),
        None => format!("{:?}", file_stem(name)),
    }
}

/// What a text of this format looks like.
fn sample(scalar: Scalar) -> Option<Value> {
    let text = match scalar {
        Scalar::DateTime => "2026-01-31T12:00:00Z",
        Scalar::Date => "2026-01-31",
        Scalar::Time => "12:00:00Z",
        Scalar::Duration => "PT15M",
        Scalar::Uuid => "024a29e9-b4b7-4c91-9a46-505be123d9f8",
        Scalar::Ipv4 | Scalar::Ip => "192.0.2.1",
        Scalar::Ipv6 => "2001:db8::1",
        Scalar::IpNetwork => "192.0.2.0/24",
        Scalar::Uri => "https://example.com/",
        Scalar::Base64 => "aGVsbG8=",
        _ => return None,
    };
    Some(Value::String(text.to_owned()))
}
