//! How is text percent-encoded? One table for paths and queries.

/// Encodes everything but the unreserved characters of RFC 3986.
pub(crate) fn strict(text: &str, out: &mut String) {
    for byte in text.bytes() {
        push(byte, is_unreserved(byte), out);
    }
}

/// Encodes as reserved expansion does (RFC 6570 section 3.2.3): reserved characters and triples pass.
///
/// What would end the value or the query (`&`, `=`, `+`, `#`) and what no query may hold (`[`, `]`) is encoded all
/// the same: a server reads the same value, and a value cannot add a parameter.
pub(crate) fn reserved(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let triple = byte == b'%'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        push(
            byte,
            triple || is_unreserved(byte) || b":/?@!$'()*,;".contains(&byte),
            out,
        );
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
