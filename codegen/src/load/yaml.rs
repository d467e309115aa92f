//! The events of a YAML 1.2 text.

use super::event::{Event, Mark, Properties, Scalar, SyntaxError};
use saphyr_parser::{Event as YamlEvent, Parser, ScalarStyle, Span, StrInput, Tag};
use std::borrow::Cow;

/// Reads YAML.
pub(super) struct YamlEvents<'t> {
    parser: Parser<'t, StrInput<'t>>,
}

impl<'t> YamlEvents<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            parser: Parser::new_from_str(text),
        }
    }

    pub(super) fn next(&mut self) -> Result<Option<(Event<'t>, Mark)>, SyntaxError> {
        loop {
            let (event, span) = match self.parser.next_event() {
                None => return Ok(None),
                Some(Ok(event)) => event,
                Some(Err(error)) => {
                    let at = error.marker().index();
                    return Err(SyntaxError {
                        message: sentence(error.info()),
                        mark: Mark { start: at, end: at },
                    });
                }
            };
            let event = match event {
                YamlEvent::Nothing | YamlEvent::StreamStart | YamlEvent::DocumentEnd => continue,
                YamlEvent::StreamEnd => return Ok(None),
                YamlEvent::DocumentStart(_) => Event::Document,
                YamlEvent::Alias(anchor) => Event::Alias(anchor),
                YamlEvent::Scalar(text, style, anchor, tag) => Event::Scalar(Scalar {
                    text,
                    plain: style == ScalarStyle::Plain,
                    properties: properties(anchor, tag),
                }),
                YamlEvent::SequenceStart(anchor, tag) => Event::ArrayStart(properties(anchor, tag)),
                YamlEvent::MappingStart(anchor, tag) => Event::ObjectStart(properties(anchor, tag)),
                YamlEvent::SequenceEnd | YamlEvent::MappingEnd => Event::End,
            };
            return Ok(Some((event, mark(span))));
        }
    }
}

fn mark(span: Span) -> Mark {
    Mark {
        start: span.start.index(),
        end: span.end.index(),
    }
}

/// Tags of the core schema keep their short form (`!!str`), others are spelled out.
fn properties(anchor: usize, tag: Option<Cow<'_, Tag>>) -> Properties<'static> {
    let tag = tag.map(|tag| {
        Cow::Owned(if tag.is_yaml_core_schema() {
            format!("!!{}", tag.suffix)
        } else {
            format!("{}{}", tag.handle, tag.suffix)
        })
    });
    Properties { anchor, tag }
}

fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
