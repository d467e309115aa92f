//! Where does one value of a sequence end and the next begin?

/// How values follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Each on a line of its own.
    Lines,
    /// Each after the character U+001E (RFC 7464).
    Sequence,
    /// Server-sent events of which the data is wanted.
    Events,
    /// Server-sent events as a whole.
    WholeEvents,
}

impl Framing {
    pub(crate) fn is_of_events(self) -> bool {
        matches!(self, Self::Events | Self::WholeEvents)
    }
}

/// A server-sent event (WHATWG HTML, section 9.2).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Its name.
    pub event: Option<String>,
    /// Its data, lines joined.
    pub data: String,
    /// Its id.
    pub id: Option<String>,
    /// How many milliseconds to wait before connecting again.
    pub retry: Option<u64>,
}

/// One value before it is decoded: its text is the data of an event.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    pub(crate) event: Event,
}

impl Frame {
    /// Whether it is what many servers send in place of a last event.
    pub(crate) fn is_end(&self) -> bool {
        self.event.data.trim() == "[DONE]"
    }
}

/// Cuts bytes into frames.
#[derive(Debug)]
pub(crate) struct Frames {
    framing: Framing,
    buffer: Vec<u8>,
    /// How much of the buffer was handed out.
    taken: usize,
    /// How much after that is known to hold no end.
    searched: usize,
    is_ended: bool,
    is_begun: bool,
    /// The event whose lines are being read, if any line of data came.
    event: Event,
    has_data: bool,
}

impl Frames {
    pub(crate) fn new(framing: Framing) -> Self {
        Self {
            framing,
            buffer: Vec::new(),
            taken: 0,
            searched: 0,
            is_ended: false,
            is_begun: false,
            event: Event::default(),
            has_data: false,
        }
    }

    /// Adds what came in; returns how much is held.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> usize {
        self.buffer.drain(..self.taken);
        self.taken = 0;
        self.buffer.extend_from_slice(bytes);
        self.buffer.len() + self.event.data.len()
    }

    /// Says that nothing more comes in.
    pub(crate) fn end(&mut self) {
        self.is_ended = true;
    }

    /// Whether the data of events is all that is wanted.
    pub(crate) fn is_of_data(&self) -> bool {
        self.framing == Framing::Events
    }

    pub(crate) fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// The next frame, as far as what came in has one.
    pub(crate) fn next(&mut self) -> Option<Frame> {
        if self.framing.is_of_events() {
            return self.next_event();
        }
        loop {
            let text = match self.framing {
                Framing::Sequence => self.until(|byte| byte == 0x1E)?,
                _ => self.until(|byte| byte == b'\n')?,
            };
            let text = text.trim();
            if !text.is_empty() {
                let mut frame = Frame::default();
                frame.event.data = text.to_owned();
                return Some(frame);
            }
        }
    }

    /// The text before the next separator, or at the end what is left.
    fn until(&mut self, is_separator: fn(u8) -> bool) -> Option<String> {
        let rest = &self.buffer[self.taken..];
        let found = rest[self.searched..]
            .iter()
            .position(|byte| is_separator(*byte))
            .map(|at| at + self.searched);
        let (length, with_separator) = match found {
            Some(at) => (at, at + 1),
            None if self.is_ended && !rest.is_empty() => (rest.len(), rest.len()),
            None => {
                self.searched = rest.len();
                return None;
            }
        };
        let text = String::from_utf8_lossy(&rest[..length]).into_owned();
        self.taken += with_separator;
        self.searched = 0;
        Some(text)
    }

    /// Reads lines until an empty one ends an event. What is not ended so is not an event.
    fn next_event(&mut self) -> Option<Frame> {
        while let Some(line) = self.line() {
            if !line.is_empty() {
                self.field(&line);
                continue;
            }
            let event = std::mem::take(&mut self.event);
            if std::mem::take(&mut self.has_data) {
                return Some(Frame { event });
            }
        }
        None
    }

    /// A line without its end, which is a carriage return, a line feed, or both.
    fn line(&mut self) -> Option<String> {
        let rest = &self.buffer[self.taken..];
        let at = rest[self.searched..]
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .map(|at| at + self.searched);
        // Whether a line feed follows a carriage return has to be seen.
        let Some(at) = at.filter(|at| rest[*at] == b'\n' || *at + 1 < rest.len() || self.is_ended)
        else {
            self.searched = at.unwrap_or(rest.len());
            return None;
        };
        let is_pair = rest[at] == b'\r' && rest.get(at + 1) == Some(&b'\n');
        let mut text = String::from_utf8_lossy(&rest[..at]).into_owned();
        self.taken += at + 1 + usize::from(is_pair);
        self.searched = 0;
        if !std::mem::replace(&mut self.is_begun, true) && text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Some(text)
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
            }
            "event" => self.event.event = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.event.id = Some(value.to_owned()),
            "retry" => self.event.retry = value.parse().ok().or(self.event.retry),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The frames of a text that comes in pieces of this many bytes.
    fn frames(framing: Framing, text: &str, piece: usize) -> Vec<Event> {
        let mut frames = Frames::new(framing);
        let mut found = Vec::new();
        for piece in text.as_bytes().chunks(piece) {
            frames.push(piece);
            found.extend(std::iter::from_fn(|| frames.next()));
        }
        frames.end();
        found.extend(std::iter::from_fn(|| frames.next()));
        found.into_iter().map(|frame| frame.event).collect()
    }

    fn check(framing: Framing, text: &str, expected: &[Event]) {
        for piece in 1..=text.len().max(1) {
            assert_eq!(
                frames(framing, text, piece),
                expected,
                "{text:?} by {piece}"
            );
        }
    }

    fn data(data: &str) -> Event {
        Event {
            data: data.to_owned(),
            ..Event::default()
        }
    }

    #[test]
    fn lines_end_as_they_like_and_may_be_empty() {
        let text = "{\"a\":1}\r\n\n[\"é\"]\n  \n3";
        let expected = [data("{\"a\":1}"), data("[\"é\"]"), data("3")];
        check(Framing::Lines, text, &expected);
        check(Framing::Lines, "", &[]);
    }

    /// RFC 7464, section 2.
    #[test]
    fn sequences_begin_with_a_separator() {
        let text = "\u{1e}{\"d\":\n1}\n\u{1e}\u{1e}[]\n";
        check(Framing::Sequence, text, &[data("{\"d\":\n1}"), data("[]")]);
    }

    /// WHATWG HTML, sections 9.2.5 and 9.2.6: the streams shown there.
    #[test]
    fn events_of_the_standard() {
        check(
            Framing::WholeEvents,
            "data: This is the first message.\n\ndata: This is the second message, it\ndata: has two \
             lines.\n\ndata: This is the third message.\n\n",
            &[
                data("This is the first message."),
                data("This is the second message, it\nhas two lines."),
                data("This is the third message."),
            ],
        );
        let named = |event: &str, text: &str| Event {
            event: Some(event.to_owned()),
            ..data(text)
        };
        check(
            Framing::WholeEvents,
            "event: add\r\ndata: 73857293\r\n\r\nevent: remove\rdata: 2153\r\r",
            &[named("add", "73857293"), named("remove", "2153")],
        );
        let with_id = |id: &str, text: &str| Event {
            id: Some(id.to_owned()),
            ..data(text)
        };
        check(
            Framing::WholeEvents,
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            &[with_id("1", "first event"), with_id("", "second event")],
        );
        check(
            Framing::WholeEvents,
            "data\n\ndata\ndata\n\ndata:",
            &[data(""), data("\n")],
        );
        check(
            Framing::WholeEvents,
            "data:test\n\ndata: test\n\n",
            &[data("test"), data("test")],
        );
        check(
            Framing::WholeEvents,
            "\u{feff}retry: 5\nretry: x\nid: a\0b\nother: 1\ndata: é\n\n",
            &[Event {
                retry: Some(5),
                ..data("é")
            }],
        );
    }
}
