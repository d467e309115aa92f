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

/// A mark as a range of bytes of `text`.
pub(super) fn bytes(text: &str, mark: Mark, counts_characters: bool) -> Range<usize> {
    let offset = |position: usize| {
        if !counts_characters || text.is_ascii() {
            return position.min(text.len());
        }
        text.char_indices()
            .nth(position)
            .map_or(text.len(), |(offset, _)| offset)
    };
    let start = offset(mark.start);
    start..offset(mark.end).max(start)
}
