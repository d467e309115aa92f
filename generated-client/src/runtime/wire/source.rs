//! A value that is about to be read, whatever it comes from.

use super::Json;
use super::context::Context;
use super::failure::Failure;
use super::node::{NodeEntries, NodeItems};
use super::numbers::Number;
use std::borrow::Cow;

/// A value that is about to be read.
#[derive(Debug)]
pub struct Source<'a> {
    input: Input<'a>,
    context: &'a Context,
    /// How many lists and objects it is in, where the format does not count them.
    depth: u32,
}

/// What the value is, or where it comes from.
pub(crate) enum Input<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(&'a mut dyn Items),
    Object(&'a mut dyn Entries),
    Node(&'a Json),
}

/// Takes a value over.
pub(crate) type Take<'f> = &'f mut dyn FnMut(Source<'_>) -> Result<(), Failure>;

/// The elements of a list, one after the other.
pub(crate) trait Items {
    /// Hands the next element over; false at the end.
    fn next(&mut self, take: Take<'_>) -> Result<bool, Failure>;
}

/// The members of an object, one after the other.
pub(crate) trait Entries {
    /// Hands the next key over; false at the end.
    fn key(&mut self, take: &mut dyn FnMut(&str)) -> Result<bool, Failure>;
    /// Hands over the value that belongs to the key.
    fn value(&mut self, take: Take<'_>) -> Result<(), Failure>;
    /// The number that the object stands for: `serde_json` with `arbitrary_precision` gives numbers
    /// as objects with a private key. Called before anything else.
    fn number(&mut self) -> Result<Option<Number>, Failure>;
}

/// As deep as lists and objects may be in each other, where no format sees to it.
const DEEPEST: u32 = 256;

impl<'a> Source<'a> {
    pub(crate) fn new(input: Input<'a>, context: &'a Context) -> Self {
        let depth = 0;
        Self {
            input,
            context,
            depth,
        }
    }

    pub(crate) fn node(node: &'a Json, context: &'a Context, depth: u32) -> Self {
        Self {
            input: Input::Node(node),
            context,
            depth,
        }
    }

    pub(crate) fn context(&self) -> &'a Context {
        self.context
    }

    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self.input, Input::Null | Input::Node(Json::Null))
    }

    pub(crate) fn is_text(&self, text: &str) -> bool {
        match &self.input {
            Input::Text(found) => found == text,
            Input::Node(Json::String(found)) => found == text,
            _ => false,
        }
    }

    /// Reads `null`.
    pub(crate) fn null(self) -> Result<(), Failure> {
        match self.input {
            Input::Null | Input::Node(Json::Null) => Ok(()),
            other => Err(other.unlike("null")),
        }
    }

    pub(crate) fn boolean(self) -> Result<bool, Failure> {
        match self.input {
            Input::Bool(value) | Input::Node(&Json::Bool(value)) => Ok(value),
            other => Err(other.unlike("a boolean")),
        }
    }

    pub(crate) fn number(self, expected: &str) -> Result<Number, Failure> {
        match self.input {
            Input::Number(number) => Ok(number),
            Input::Node(Json::Number(number)) => Number::of_json(number),
            Input::Object(entries) => match entries.number()? {
                Some(number) => Ok(number),
                None => Err(Failure::new(format!(
                    "expected {expected}, found an object"
                ))),
            },
            other => Err(other.unlike(expected)),
        }
    }

    pub(crate) fn text(self) -> Result<Cow<'a, str>, Failure> {
        match self.input {
            Input::Text(text) => Ok(text),
            Input::Node(Json::String(text)) => Ok(Cow::Borrowed(text)),
            other => Err(other.unlike("a string")),
        }
    }

    /// Calls `run` with the elements.
    pub(crate) fn list(
        self,
        run: &mut dyn FnMut(&mut dyn Items) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match self.input {
            Input::List(items) => run(items),
            Input::Node(Json::Array(items)) => {
                let depth = deeper(self.depth)?;
                run(&mut NodeItems::new(items, self.context, depth))
            }
            other => Err(other.unlike("an array")),
        }
    }

    /// Calls `run` with the members.
    pub(crate) fn object(
        self,
        run: &mut dyn FnMut(&mut dyn Entries) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match self.input {
            Input::Object(entries) => run(entries),
            Input::Node(Json::Object(members)) => {
                let depth = deeper(self.depth)?;
                run(&mut NodeEntries::new(members, self.context, depth))
            }
            other => Err(other.unlike("an object")),
        }
    }

    /// The value as it is, not copied if it is in memory already.
    pub(crate) fn buffer(self) -> Result<Cow<'a, Json>, Failure> {
        match self.input {
            Input::Node(node) => Ok(Cow::Borrowed(node)),
            _ => self.json().map(Cow::Owned),
        }
    }

    /// The value as it is.
    pub(crate) fn json(self) -> Result<Json, Failure> {
        Ok(match self.input {
            Input::Null => Json::Null,
            Input::Bool(value) => Json::Bool(value),
            Input::Number(number) => number.into_json(),
            Input::Text(text) => Json::String(text.into_owned()),
            Input::Node(node) => node.clone(),
            Input::List(items) => json_list(items)?,
            Input::Object(entries) => match entries.number()? {
                Some(number) => number.into_json(),
                None => json_object(entries)?,
            },
        })
    }
}

fn deeper(depth: u32) -> Result<u32, Failure> {
    if depth < DEEPEST {
        Ok(depth + 1)
    } else {
        Err(Failure::new(format!("nested deeper than {DEEPEST} levels")))
    }
}

fn json_list(items: &mut dyn Items) -> Result<Json, Failure> {
    let mut list = Vec::new();
    while items.next(&mut |item| {
        list.push(item.json()?);
        Ok(())
    })? {}
    Ok(Json::Array(list))
}

fn json_object(entries: &mut dyn Entries) -> Result<Json, Failure> {
    let mut object = serde_json::Map::new();
    let mut key = String::new();
    while entries.key(&mut |next| next.clone_into(&mut key))? {
        let mut json = Json::Null;
        entries.value(&mut |value| {
            json = value.json()?;
            Ok(())
        })?;
        if object.contains_key(&key) {
            return Err(Failure::new(format!("the key `{key}` is there twice")));
        }
        object.insert(std::mem::take(&mut key), json);
    }
    Ok(Json::Object(object))
}

impl Input<'_> {
    /// The failure that says what was found instead.
    fn unlike(self, expected: &str) -> Failure {
        let found = match self {
            Self::Null | Self::Node(Json::Null) => "null".to_owned(),
            Self::Bool(value) | Self::Node(&Json::Bool(value)) => format!("the boolean {value}"),
            Self::Number(number) => format!("the number {number}"),
            Self::Node(Json::Number(number)) => format!("the number {number}"),
            Self::Text(_) | Self::Node(Json::String(_)) => "a string".to_owned(),
            Self::List(_) | Self::Node(Json::Array(_)) => "an array".to_owned(),
            Self::Node(Json::Object(_)) => "an object".to_owned(),
            Self::Object(entries) => match entries.number() {
                Ok(Some(number)) => format!("the number {number}"),
                _ => "an object".to_owned(),
            },
        };
        Failure::new(format!("expected {expected}, found {found}"))
    }
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Null => "Null",
            Self::Bool(_) => "Bool",
            Self::Number(_) => "Number",
            Self::Text(_) => "Text",
            Self::List(_) => "List",
            Self::Object(_) => "Object",
            Self::Node(_) => "Node",
        })
    }
}
