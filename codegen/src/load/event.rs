//! Text as a stream of events: one shape for YAML and JSON, each event with its place.

use super::json::JsonEvents;
use super::yaml::YamlEvents;
use std::borrow::Cow;
use std::ops::Range;

/// One event; nodes nest by start and end.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Event<'t> {
    /// A scalar node, not yet resolved to a kind.
    Scalar(Scalar<'t>),
    /// Another use of an anchored node.
    Alias(AnchorId),
    /// An array begins.
    ArrayStart(Properties<'t>),
    /// An object begins; keys and values alternate below it.
    ObjectStart(Properties<'t>),
    /// The innermost array or object ends.
    End,
    /// A document begins; well-formed input has exactly one.
    Document,
}

/// Number of an anchor; 0 is none, and no two anchors of a text share one.
pub(super) type AnchorId = usize;

/// What may stand before a node.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Properties<'t> {
    pub(super) anchor: AnchorId,
    pub(super) tag: Option<Cow<'t, str>>,
}

/// A scalar as written, escapes and folding undone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scalar<'t> {
    pub(super) text: Cow<'t, str>,
    /// Without quotes and not a block: what it is depends on its text.
    pub(super) plain: bool,
    pub(super) properties: Properties<'t>,
}

/// Place of an event, in the unit of its stream (`Events::bytes` turns it into byte offsets).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SyntaxError {
    pub(super) message: String,
    pub(super) mark: Mark,
}

/// The events of one text.
pub(super) enum Events<'t> {
    Yaml(Box<YamlEvents<'t>>),
    Json(JsonEvents<'t>),
}

impl<'t> Events<'t> {
    /// The next event, or `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<(Event<'t>, Mark)>, SyntaxError> {
        match self {
            Self::Yaml(events) => events.next(),
            Self::Json(events) => events.next(),
        }
    }

    /// Whether a mark counts characters and not bytes.
    pub(super) fn counts_characters(&self) -> bool {
        matches!(self, Self::Yaml(_))
    }
}

/// Turns marks into ranges of bytes; quickly if they come in the order of the text.
pub(super) struct Offsets<'t> {
    text: &'t str,
    /// Marks count bytes already.
    is_exact: bool,
    /// Characters and bytes up to the last mark that was asked for.
    passed: (usize, usize),
}

impl<'t> Offsets<'t> {
    pub(super) fn new(text: &'t str, counts_characters: bool) -> Self {
        Self {
            text,
            is_exact: !counts_characters || text.is_ascii(),
            passed: (0, 0),
        }
    }

    /// The bytes of a mark.
    pub(super) fn bytes(&mut self, mark: Mark) -> Range<usize> {
        let start = self.byte(mark.start);
        let end = self.byte(mark.end.max(mark.start));
        start..end
    }

    fn byte(&mut self, position: usize) -> usize {
        if self.is_exact {
            return position.min(self.text.len());
        }
        if position < self.passed.0 {
            self.passed = (0, 0);
        }
        let (characters, bytes) = self.passed;
        let rest = &self.text[bytes..];
        let ahead = rest.char_indices().nth(position - characters);
        let byte = bytes + ahead.map_or(rest.len(), |(offset, _)| offset);
        if ahead.is_some() {
            self.passed = (position, byte);
        }
        byte
    }
}
