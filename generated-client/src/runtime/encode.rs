//! How is text percent-encoded? One table for paths and queries.

/// Encodes everything but the unreserved characters of RFC 3986.
pub(crate) fn strict(text: &str, out: &mut String) {
    for byte in text.bytes() {
        push(byte, is_unreserved(byte), out);
    }
}

/// Encodes as reserved expansion does (RFC 6570 section 3.2.3): reserved characters and triples pass.
///
/// What would end the value or the query (`&`, `=`, `+`, `#`) and what no query may hold (`[`, `]`)
/// is encoded all the same: a server reads the same value, and a value cannot add a parameter.
pub(crate) fn reserved(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        push(
            byte,
            is_triple(bytes, at) || is_unreserved(byte) || b":/?@!$'()*,;".contains(&byte),
            out,
        );
    }
}

/// Encodes as reserved expansion does, for a path: what is reserved and triples pass, `/` among
/// them. What would end the path (`?`, `#`) and what no path may hold (`[`, `]`) is encoded all the
/// same.
pub(crate) fn reserved_in_path(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let as_is = is_unreserved(byte) || b"/:@!$&'()*+,;=".contains(&byte);
        push(byte, as_is || is_triple(bytes, at), out);
    }
}

/// Encodes the literal part of a path template: what a path may hold passes, triples as well.
pub(crate) fn literal(text: &str, out: &mut String) {
    for byte in text.bytes() {
        push(
            byte,
            is_unreserved(byte) || b"%:@!$&'()*+,;=".contains(&byte),
            out,
        );
    }
}

/// Whether a byte begins a percent-encoded one.
fn is_triple(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'%'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
        && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit)
}

fn push(byte: u8, as_is: bool, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    if as_is {
        out.push(char::from(byte));
    } else {
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}
