//! JSONPath (RFC 9535) as far as overlays use it: names, indices, wildcards, descent and filters.
//!
//! Slices and function calls are not read; the error says so.

use crate::value::Value;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// How deeply conditions may nest.
const MAX_DEPTH: usize = 64;

/// A query that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path(Vec<Segment>);

/// Why a text is no query, with the byte where it fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PathError {
    pub(super) at: usize,
    pub(super) message: &'static str,
}

/// A place in a value: names and indices from the outermost inwards.
pub(super) type Place = Vec<Step>;

/// One step of a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Name(String),
    Index(usize),
}

#[derive(Debug, Clone, PartialEq)]
struct Segment {
    /// Applies to every value below as well (`..`).
    descends: bool,
    selectors: Vec<Selector>,
}

#[derive(Debug, Clone, PartialEq)]
enum Selector {
    Name(String),
    Index(i64),
    Wildcard,
    Filter(Condition),
}

#[derive(Debug, Clone, PartialEq)]
enum Condition {
    Any(Vec<Condition>),
    All(Vec<Condition>),
    Not(Box<Condition>),
    Exists(Operand),
    Compare(Operand, Comparison, Operand),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, PartialEq)]
enum Operand {
    /// From the value under test (`@`).
    Current(Path),
    /// From the whole document (`$`).
    Root(Path),
    Literal(Value),
}

impl Path {
    /// Reads a query.
    pub(super) fn parse(text: &str) -> Result<Self, PathError> {
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
        };
        parser.skip_space();
        if !parser.take("$") {
            return Err(parser.error("A JSONPath begins with `$`"));
        }
        let path = parser.segments()?;
        parser.skip_space();
        if parser.at < text.len() {
            return Err(parser.error("`.` or `[` is expected here"));
        }
        Ok(path)
    }

    /// The places that the query selects in `root`, each once.
    pub(super) fn select(&self, root: &Value) -> Vec<Place> {
        let mut seen = BTreeSet::new();
        let mut places: Vec<Place> = self
            .nodes(root, root)
            .into_iter()
            .map(|(place, _)| place)
            .collect();
        places.retain(|place| seen.insert(place.clone()));
        places
    }

    fn nodes<'v>(&self, start: &'v Value, root: &'v Value) -> Vec<(Place, &'v Value)> {
        let mut nodes = vec![(Place::new(), start)];
        for segment in &self.0 {
            let mut next = Vec::new();
            for (place, value) in nodes {
                if segment.descends {
                    descend(&place, value, &mut |place, value| {
                        segment.apply(place, value, root, &mut next);
                    });
                } else {
                    segment.apply(&place, value, root, &mut next);
                }
            }
            nodes = next;
        }
        nodes
    }
}

fn descend<'v>(place: &Place, value: &'v Value, visit: &mut dyn FnMut(&Place, &'v Value)) {
    visit(place, value);
    for (step, value) in children(value) {
        descend(&with(place, step), value, visit);
    }
}

fn children(value: &Value) -> Vec<(Step, &Value)> {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (Step::Name(name.clone()), value))
            .collect(),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .map(|(index, value)| (Step::Index(index), value))
            .collect(),
        _ => Vec::new(),
    }
}

fn with(place: &Place, step: Step) -> Place {
    let mut place = place.clone();
    place.push(step);
    place
}

impl Segment {
    fn apply<'v>(
        &self,
        place: &Place,
        value: &'v Value,
        root: &'v Value,
        out: &mut Vec<(Place, &'v Value)>,
    ) {
        for selector in &self.selectors {
            match selector {
                Selector::Name(name) => {
                    if let Some(value) = value.get(name) {
                        out.push((with(place, Step::Name(name.clone())), value));
                    }
                }
                Selector::Index(index) => {
                    let elements = value.as_array().unwrap_or_default();
                    let index = if *index < 0 {
                        elements.len().checked_sub(index.unsigned_abs() as usize)
                    } else {
                        usize::try_from(*index).ok()
                    };
                    let found = index.and_then(|index| Some((index, elements.get(index)?)));
                    if let Some((index, value)) = found {
                        out.push((with(place, Step::Index(index)), value));
                    }
                }
                Selector::Wildcard => {
                    let children = children(value).into_iter();
                    out.extend(children.map(|(step, value)| (with(place, step), value)));
                }
                Selector::Filter(condition) => {
                    let children = children(value).into_iter();
                    let fitting = children.filter(|(_, value)| condition.holds(value, root));
                    out.extend(fitting.map(|(step, value)| (with(place, step), value)));
                }
            }
        }
    }
}

impl Condition {
    fn holds(&self, current: &Value, root: &Value) -> bool {
        match self {
            Self::Any(parts) => parts.iter().any(|part| part.holds(current, root)),
            Self::All(parts) => parts.iter().all(|part| part.holds(current, root)),
            Self::Not(part) => !part.holds(current, root),
            Self::Exists(operand) => !operand.values(current, root).is_empty(),
            Self::Compare(left, comparison, right) => {
                let (left, right) = (left.values(current, root), right.values(current, root));
                comparison.holds(left.first().copied(), right.first().copied())
            }
        }
    }
}

impl Comparison {
    /// Two absent values are equal; an order exists among numbers and among strings.
    fn holds(self, left: Option<&Value>, right: Option<&Value>) -> bool {
        let order = match (left, right) {
            (Some(Value::Number(left)), Some(Value::Number(right))) => {
                left.as_f64().partial_cmp(&right.as_f64())
            }
            (Some(Value::String(left)), Some(Value::String(right))) => Some(left.cmp(right)),
            _ => None,
        };
        let is_equal = left == right || order == Some(Ordering::Equal);
        match self {
            Self::Equal => is_equal,
            Self::NotEqual => !is_equal,
            Self::Less => order == Some(Ordering::Less),
            Self::LessOrEqual => is_equal || order == Some(Ordering::Less),
            Self::Greater => order == Some(Ordering::Greater),
            Self::GreaterOrEqual => is_equal || order == Some(Ordering::Greater),
        }
    }
}

impl Operand {
    fn values<'v>(&'v self, current: &'v Value, root: &'v Value) -> Vec<&'v Value> {
        let nodes = match self {
            Self::Literal(value) => return vec![value],
            Self::Current(path) => path.nodes(current, root),
            Self::Root(path) => path.nodes(root, root),
        };
        nodes.into_iter().map(|(_, value)| value).collect()
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    /// How many conditions are open.
    depth: usize,
}

impl<'t> Parser<'t> {
    fn segments(&mut self) -> Result<Path, PathError> {
        let mut segments = Vec::new();
        loop {
            let before = self.at;
            self.skip_space();
            let (descends, selectors) = if self.take("..") {
                let selectors = if self.take("[") {
                    self.brackets()?
                } else {
                    self.shorthand()?
                };
                (true, selectors)
            } else if self.take(".") {
                (false, self.shorthand()?)
            } else if self.take("[") {
                (false, self.brackets()?)
            } else {
                self.at = before;
                return Ok(Path(segments));
            };
            segments.push(Segment {
                descends,
                selectors,
            });
        }
    }

    /// What follows a dot: `*` or a name. `-` is let through, though the standard wants it quoted.
    fn shorthand(&mut self) -> Result<Vec<Selector>, PathError> {
        if self.take("*") {
            return Ok(vec![Selector::Wildcard]);
        }
        let belongs = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || !c.is_ascii();
        let rest = self.rest();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        if length == 0 {
            return Err(self.error("A name or `*` is expected here"));
        }
        self.at += length;
        Ok(vec![Selector::Name(rest[..length].to_owned())])
    }

    fn brackets(&mut self) -> Result<Vec<Selector>, PathError> {
        let mut selectors = Vec::new();
        loop {
            self.skip_space();
            selectors.push(self.selector()?);
            self.skip_space();
            if self.take("]") {
                return Ok(selectors);
            }
            if !self.take(",") {
                return Err(self.error(if self.rest().starts_with(':') {
                    "Slices are not supported"
                } else {
                    "`,` or `]` is expected here"
                }));
            }
        }
    }

    fn selector(&mut self) -> Result<Selector, PathError> {
        if self.take("*") {
            return Ok(Selector::Wildcard);
        }
        if self.take("?") {
            return Ok(Selector::Filter(self.any()?));
        }
        if self.rest().starts_with(['\'', '"']) {
            return Ok(Selector::Name(self.string()?));
        }
        let word = self.word();
        match word.parse() {
            Ok(index) => {
                self.at += word.len();
                Ok(Selector::Index(index))
            }
            Err(_) => Err(self.error("A quoted name, an index, `*` or `?` is expected here")),
        }
    }

    fn any(&mut self) -> Result<Condition, PathError> {
        let mut parts = vec![self.all()?];
        while self.takes_operator("||") {
            parts.push(self.all()?);
        }
        Ok(Condition::Any(parts))
    }

    fn all(&mut self) -> Result<Condition, PathError> {
        let mut parts = vec![self.basic()?];
        while self.takes_operator("&&") {
            parts.push(self.basic()?);
        }
        Ok(Condition::All(parts))
    }

    fn basic(&mut self) -> Result<Condition, PathError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("Conditions nest too deeply"));
        }
        self.depth += 1;
        let condition = self.condition();
        self.depth -= 1;
        condition
    }

    fn condition(&mut self) -> Result<Condition, PathError> {
        self.skip_space();
        if !self.rest().starts_with("!=") && self.take("!") {
            return Ok(Condition::Not(Box::new(self.basic()?)));
        }
        if self.take("(") {
            let inner = self.any()?;
            self.skip_space();
            if !self.take(")") {
                return Err(self.error("`)` is expected here"));
            }
            return Ok(inner);
        }
        let left = self.operand()?;
        let comparisons = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        for (sign, comparison) in comparisons {
            if self.takes_operator(sign) {
                let right = self.operand()?;
                return Ok(Condition::Compare(left, comparison, right));
            }
        }
        match left {
            Operand::Literal(_) => Err(self.error("A comparison is expected here")),
            path => Ok(Condition::Exists(path)),
        }
    }

    fn operand(&mut self) -> Result<Operand, PathError> {
        self.skip_space();
        if self.take("@") {
            return Ok(Operand::Current(self.segments()?));
        }
        if self.take("$") {
            return Ok(Operand::Root(self.segments()?));
        }
        if self.rest().starts_with(['\'', '"']) {
            return Ok(Operand::Literal(Value::String(self.string()?)));
        }
        let word = self.word();
        match crate::load::plain_scalar(word) {
            Some(Value::String(_)) | None => {
                Err(self
                    .error("`@`, `$` or a literal is expected here; functions are not supported"))
            }
            Some(literal) if !word.is_empty() => {
                self.at += word.len();
                Ok(Operand::Literal(literal))
            }
            Some(_) => Err(self.error("`@`, `$` or a literal is expected here")),
        }
    }

    /// A string in single or double quotes, with the escapes of JSON and `\'`.
    fn string(&mut self) -> Result<String, PathError> {
        let mut letters = self.rest().char_indices();
        let quote = letters.next().map(|(_, quote)| quote);
        let mut text = String::new();
        while let Some((offset, c)) = letters.next() {
            match c {
                c if Some(c) == quote => {
                    self.at += offset + 1;
                    return Ok(text);
                }
                '\\' => match letters.next() {
                    Some((_, c @ ('\\' | '/' | '\'' | '"'))) => text.push(c),
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    _ => {
                        self.at += offset;
                        return Err(self.error("This escape is not supported"));
                    }
                },
                c => text.push(c),
            }
        }
        Err(self.error("A string is not closed"))
    }

    fn word(&self) -> &'t str {
        let rest = self.rest();
        let belongs = |c: char| c.is_ascii_alphanumeric() || "+-._".contains(c);
        &rest[..rest.find(|c| !belongs(c)).unwrap_or(rest.len())]
    }

    fn takes_operator(&mut self, sign: &str) -> bool {
        self.skip_space();
        self.take(sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn error(&self, message: &'static str) -> PathError {
        PathError {
            at: self.at,
            message,
        }
    }
}
