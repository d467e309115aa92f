//! Events to one value: anchors, merge keys, equal keys, limits.

use super::event::{AnchorId, Event, Events, Mark, Offsets, Properties, Scalar, SyntaxError};
use super::position::Lines;
use super::scalar::{self, Plain};
use crate::diagnostic::{Code, Diagnostic, Note, Severity};
use crate::origin::Origin;
use crate::value::{Number, Object, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How deeply arrays and objects may nest: far beyond any document, far within any stack.
const MAX_DEPTH: usize = 512;

/// What the values that anchors name and aliases repeat may take together, in bytes as estimated by
/// `weight`. A document of nested aliases otherwise grows without bound.
const MAX_REPEATED: usize = 64 << 20;

/// How many findings about one text are enough.
const MAX_FINDINGS: usize = 1000;

/// What was read, and what there is to say about it.
pub(super) struct Built {
    pub(super) root: Value,
    pub(super) findings: Vec<Diagnostic>,
    /// By which grammar.
    pub(super) is_json: bool,
}

/// Reads the single document of `events`.
///
/// # Errors
///
/// A text that does not follow its grammar. Whatever else is wrong with it is a finding.
pub(super) fn build<'t>(
    file: usize,
    text: &'t str,
    events: Events<'t>,
) -> Result<Built, SyntaxError> {
    let mut builder = Builder {
        file,
        text,
        offsets: Offsets::new(text, events.counts_characters()),
        lines: None,
        open: Vec::new(),
        root: None,
        anchors: BTreeMap::new(),
        repeated: 0,
        findings: Vec::new(),
    };
    let is_json = !events.counts_characters();
    let complete = builder.run(events)?;
    Ok(Built {
        root: if complete { builder.root } else { None }.unwrap_or(Value::Null),
        findings: builder.findings,
        is_json,
    })
}

struct Builder<'t> {
    file: usize,
    text: &'t str,
    offsets: Offsets<'t>,
    lines: Option<Lines<'t>>,
    open: Vec<Open>,
    root: Option<Value>,
    /// Complete anchored values, with their weight.
    anchors: BTreeMap<AnchorId, (Value, usize)>,
    repeated: usize,
    findings: Vec<Diagnostic>,
}

/// An array or object that has begun.
struct Open {
    anchor: AnchorId,
    node: Node,
}

enum Node {
    Array(Vec<Value>),
    Object(OpenObject),
}

#[derive(Default)]
struct OpenObject {
    members: Object,
    /// Where each member's key stands, in the order of `members`.
    marks: Vec<Mark>,
    /// Members that came through a merge key and may be overridden.
    merged: BTreeSet<String>,
    /// The key whose value comes next.
    key: Option<Key>,
}

struct Key {
    text: String,
    mark: Mark,
    is_merge: bool,
}

/// Reading stops, with the reason recorded.
struct Stop;

impl<'t> Builder<'t> {
    /// Whether the document was read to its end.
    fn run(&mut self, mut events: Events<'t>) -> Result<bool, SyntaxError> {
        let mut documents = 0;
        while let Some((event, mark)) = events.next()? {
            if event == Event::Document {
                documents += 1;
                if documents == 2 {
                    self.report(
                        Severity::Error,
                        "several-documents",
                        mark,
                        "A second YAML document begins here, and a file holds one.",
                        "Split the file at its `---` lines.",
                    );
                    return Ok(true);
                }
            } else if let Err(Stop) = self.event(event, mark) {
                return Ok(false);
            }
            if self.findings.len() >= MAX_FINDINGS {
                self.report(
                    Severity::Error,
                    "too-many-findings",
                    mark,
                    "So much is wrong up to here that reading stops.",
                    "Correct what was found before, and try again.",
                );
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn event(&mut self, event: Event<'t>, mark: Mark) -> Result<(), Stop> {
        match event {
            Event::Document => Ok(()),
            Event::Scalar(scalar) if self.expects_key() => self.key(scalar, mark),
            Event::Scalar(scalar) => {
                let anchor = scalar.properties.anchor;
                let value = self.scalar(scalar, mark);
                self.finish(value, anchor, mark)
            }
            Event::Alias(anchor) => self.alias(anchor, mark),
            Event::ArrayStart(properties) => {
                self.begin(properties, "!!seq", Node::Array(Vec::new()), mark)
            }
            Event::ObjectStart(properties) => {
                let node = Node::Object(OpenObject::default());
                self.begin(properties, "!!map", node, mark)
            }
            Event::End => {
                let Open { anchor, node } = self.open.pop().expect("ends match starts");
                let value = match node {
                    Node::Array(elements) => Value::Array(elements),
                    Node::Object(object) => Value::Object(object.members),
                };
                self.finish(value, anchor, mark)
            }
        }
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { node: Node::Object(object), .. }) if object.key.is_none())
    }

    fn begin(
        &mut self,
        properties: Properties,
        tag: &str,
        node: Node,
        mark: Mark,
    ) -> Result<(), Stop> {
        if self.expects_key() {
            return Err(self.key_is_no_text(mark));
        }
        self.check_tag(
            properties.tag.as_deref().filter(|found| *found != tag),
            mark,
        );
        if self.open.len() == MAX_DEPTH {
            self.report(
                Severity::Error,
                "too-deep",
                mark,
                format!("Arrays and objects nest more than {MAX_DEPTH} levels deep here."),
                "Move inner parts to components and refer to them.",
            );
            return Err(Stop);
        }
        let anchor = properties.anchor;
        self.open.push(Open { anchor, node });
        Ok(())
    }

    /// Puts a complete value where it belongs.
    fn finish(&mut self, value: Value, anchor: AnchorId, mark: Mark) -> Result<(), Stop> {
        if anchor != 0 {
            let weight = weight(&value);
            self.charge(weight, mark)?;
            self.anchors.insert(anchor, (value.clone(), weight));
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open {
                node: Node::Array(elements),
                ..
            }) => elements.push(value),
            Some(Open {
                node: Node::Object(object),
                ..
            }) => {
                let key = object.key.take().expect("a value follows its key");
                if key.is_merge {
                    self.merge(value, key.mark);
                } else {
                    object.put(key, value);
                }
            }
        }
        Ok(())
    }

    fn key(&mut self, scalar: Scalar<'t>, mark: Mark) -> Result<(), Stop> {
        self.check_tag(
            scalar
                .properties
                .tag
                .as_deref()
                .filter(|tag| *tag != "!!str"),
            mark,
        );
        let anchor = scalar.properties.anchor;
        if anchor != 0 {
            let value = Value::String(scalar.text.clone().into_owned());
            let weight = weight(&value);
            self.charge(weight, mark)?;
            self.anchors.insert(anchor, (value, weight));
        }
        let is_merge = scalar.plain && scalar.text == "<<";
        self.set_key(scalar.text.into_owned(), is_merge, mark);
        Ok(())
    }

    fn set_key(&mut self, text: String, is_merge: bool, mark: Mark) {
        let Some(Open {
            node: Node::Object(object),
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let first = object
            .members
            .get_index_of(&text)
            .filter(|_| !is_merge && !object.merged.contains(&text))
            .map(|index| object.marks[index]);
        object.key = Some(Key {
            text,
            mark,
            is_merge,
        });
        if let Some(first) = first {
            self.equal_keys(first, mark);
        }
    }

    fn equal_keys(&mut self, first: Mark, second: Mark) {
        let first = self.offsets.bytes(first);
        let text = self.text;
        let lines = self.lines.get_or_insert_with(|| Lines::new(text));
        let place = lines.place(first.start);
        let name = self.here().last_token().unwrap_or_default();
        let message = format!(
            "The key `{name}` is written twice in one object: first at line {}, column {}.",
            place.0, place.1
        );
        self.report(
            Severity::Error,
            "duplicate-key",
            second,
            message,
            "Remove one of them, or merge them.",
        );
        if let Some(finding) = self.findings.last_mut() {
            finding.notes.push(Note {
                span: first,
                label: "first written here".to_owned(),
            });
        }
    }

    fn alias(&mut self, anchor: AnchorId, mark: Mark) -> Result<(), Stop> {
        let Some((value, weight)) = self.anchors.get(&anchor) else {
            self.report(
                Severity::Error,
                "alias-cycle",
                mark,
                "This alias names an anchor that it stands within, so its value would have no end.",
                "Use `$ref` for what contains itself.",
            );
            return Err(Stop);
        };
        let (value, weight) = (value.clone(), *weight);
        self.charge(weight, mark)?;
        if !self.expects_key() {
            return self.finish(value, 0, mark);
        }
        match value {
            Value::String(text) => self.set_key(text, false, mark),
            Value::Number(Number::Int(value)) => self.set_key(value.to_string(), false, mark),
            _ => return Err(self.key_is_no_text(mark)),
        }
        Ok(())
    }

    fn charge(&mut self, weight: usize, mark: Mark) -> Result<(), Stop> {
        self.repeated = self.repeated.saturating_add(weight);
        if self.repeated <= MAX_REPEATED {
            return Ok(());
        }
        self.report(
            Severity::Error,
            "alias-expansion",
            mark,
            format!(
                "With this, anchors and aliases repeat more than {} MiB of values.",
                MAX_REPEATED >> 20
            ),
            "Use `$ref` in place of nested aliases.",
        );
        Err(Stop)
    }

    /// Adds what `<<` names to the innermost object; written members win over merged ones.
    fn merge(&mut self, value: Value, mark: Mark) {
        let sources = match value {
            Value::Array(elements) => elements,
            other => vec![other],
        };
        let Some(Open {
            node: Node::Object(object),
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        let mut all_objects = true;
        for source in sources {
            let Value::Object(members) = source else {
                all_objects = false;
                continue;
            };
            for (name, value) in members {
                if !object.members.contains_key(&name) {
                    object.merged.insert(name.clone());
                    object.marks.push(mark);
                    object.members.insert(name, value);
                }
            }
        }
        if all_objects {
            self.report(
                Severity::Corrected,
                "merge-key",
                mark,
                "The merge key `<<` is of YAML 1.1 and not part of YAML 1.2; its members were merged.",
                "Write the members out, or use `allOf` with `$ref`.",
            );
        } else {
            self.report(
                Severity::Error,
                "merge-key",
                mark,
                "The merge key `<<` takes an object or an array of objects.",
                "Write the members out, or put the key in quotes if it is meant literally.",
            );
        }
    }

    fn scalar(&mut self, scalar: Scalar<'t>, mark: Mark) -> Value {
        let Scalar {
            text,
            plain,
            properties,
        } = scalar;
        let tag = properties.tag.as_deref();
        let as_tagged = match tag {
            None if !plain => return Value::String(text.into_owned()),
            None => None,
            Some("!!str" | "!") => return Value::String(text.into_owned()),
            Some("!!null") => Some("null"),
            Some("!!bool") => Some("boolean"),
            Some("!!int" | "!!float") => Some("number"),
            Some(_) => {
                self.check_tag(tag, mark);
                return Value::String(text.into_owned());
            }
        };
        let value = match scalar::resolve(&text) {
            Plain::Value(value) => value,
            Plain::NotJson => return self.no_json_number(text, mark),
        };
        if as_tagged.is_some_and(|kind| kind != value.kind()) {
            self.check_tag(tag, mark);
        }
        value
    }

    fn no_json_number(&mut self, text: Cow<'t, str>, mark: Mark) -> Value {
        self.report(
            Severity::Corrected,
            "not-a-json-number",
            mark,
            format!("JSON has no number `{text}`; it is read as a string."),
            "Put it in quotes if a string is meant, or write a number.",
        );
        Value::String(text.into_owned())
    }

    fn check_tag(&mut self, tag: Option<&str>, mark: Mark) {
        if let Some(tag) = tag {
            self.report(
                Severity::Error,
                "unknown-tag",
                mark,
                format!("The tag `{tag}` does not fit here: JSON has no value for it."),
                "Remove the tag and write the value as JSON would have it.",
            );
        }
    }

    fn key_is_no_text(&mut self, mark: Mark) -> Stop {
        self.report(
            Severity::Error,
            "key-not-text",
            mark,
            "The key of a member is a scalar in JSON; this one is an array or an object.",
            "Write a string as the key.",
        );
        Stop
    }

    fn report(
        &mut self,
        severity: Severity,
        code: Code,
        mark: Mark,
        message: impl Into<String>,
        cure: impl Into<String>,
    ) {
        let span = self.offsets.bytes(mark);
        self.findings.push(Diagnostic {
            code,
            severity,
            origin: self.here(),
            message: message.into(),
            cure: cure.into(),
            span: Some(span),
            notes: Vec::new(),
        });
    }

    /// The pointer of the node that is being read.
    fn here(&self) -> Origin {
        let mut origin = Origin::root(self.file);
        for open in &self.open {
            origin = match &open.node {
                Node::Array(elements) => origin.index(elements.len()),
                Node::Object(OpenObject { key: Some(key), .. }) => origin.child(&key.text),
                Node::Object(_) => origin,
            };
        }
        origin
    }
}

impl OpenObject {
    fn put(&mut self, key: Key, value: Value) {
        self.merged.remove(&key.text);
        let (index, _) = self.members.insert_full(key.text, value);
        if index == self.marks.len() {
            self.marks.push(key.mark);
        } else {
            self.marks[index] = key.mark;
        }
    }
}

/// About how many bytes a value takes.
fn weight(value: &Value) -> usize {
    const NODE: usize = 100;
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => NODE,
        Value::String(text) => NODE + text.len(),
        Value::Array(elements) => NODE + elements.iter().map(weight).sum::<usize>(),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| name.len() + weight(value);
            NODE + members.iter().map(member).sum::<usize>()
        }
    }
}
