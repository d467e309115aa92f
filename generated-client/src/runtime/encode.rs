//! How is text percent-encoded? One table for paths and queries.

/// Encodes everything but the unreserved characters of RFC 3986.
pub(crate) fn strict(text: &str, out: &mut String) {
    encode(text, out, |bytes, at| is_unreserved(bytes[at]));
}

/// Encodes as reserved expansion does (RFC 6570 section 3.2.3): reserved characters and triples pass.
///
/// What would end the value or the query (`&`, `=`, `+`, `#`) and what no query may hold (`[`, `]`)
/// is encoded all the same: a server reads the same value, and a value cannot add a parameter.
pub(crate) fn reserved(text: &str, out: &mut String) {
    encode(text, out, |bytes, at| {
        let as_is = is_unreserved(bytes[at]) || b":/?@!$'()*,;".contains(&bytes[at]);
        as_is || is_triple(bytes, at)
    });
}

/// Encodes as reserved expansion does, for a path: what is reserved and triples pass, `/` among
/// them. What would end the path (`?`, `#`) and what no path may hold (`[`, `]`) is encoded all the
/// same.
pub(crate) fn reserved_in_path(text: &str, out: &mut String) {
    encode(text, out, |bytes, at| {
        let as_is = is_unreserved(bytes[at]) || b"/:@!$&'()*+,;=".contains(&bytes[at]);
        as_is || is_triple(bytes, at)
    });
}

/// Encodes the literal part of a path template: what a path may hold passes, triples as well.
pub(crate) fn literal(text: &str, out: &mut String) {
    encode(text, out, |bytes, at| {
        is_unreserved(bytes[at]) || b"%:@!$&'()*+,;=".contains(&bytes[at])
    });
}

/// Encodes the bytes that do not pass. Those that do go out in runs.
fn encode(text: &str, out: &mut String, passes: impl Fn(&[u8], usize) -> bool) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    let mut written = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if passes(bytes, at) {
            continue;
        }
        out.push_str(text.get(written..at).unwrap_or_default());
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
        written = at + 1;
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// Whether a byte begins a percent-encoded one.
fn is_triple(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'%'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
        && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}
