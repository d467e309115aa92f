//! How names of any shape become words, and words become Rust identifiers.
//!
//! Identifiers are built from ASCII and from letters of the scripts that the compiler never takes
//! for look-alikes (Han, Hangul, kana); accented Latin, Cyrillic and Greek are transliterated, any
//! other sign that no rule drops is spelled as its code point. So no emitted name depends on Unicode
//! normalization, and none makes the compiler warn.

use super::letters;
pub(super) use super::plurals::{is_plural, plural_words, singular, singular_words};

/// Terms whose capitals do not mark words.
const TERMS: &[&str] = &[
    "DBaaS",
    "CaaS",
    "DDoS",
    "DoS",
    "FaaS",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IaaS",
    "IoT",
    "MySQL",
    "NoSQL",
    "OAuth",
    "OpenAPI",
    "OpenID",
    "PaaS",
    "PostgreSQL",
    "QoS",
    "SaaS",
    "WebRTC",
    "YouTube",
    "eBPF",
    "iOS",
    "mTLS",
    "macOS",
    "vCPU",
    "PoP",
];

/// The words of a name, in lower case. Signs separate words and are dropped, except a sign that
/// leads a value (`-name`, `+1`, `>=5`) and a trailing plus. Never empty.
pub(super) fn words(text: &str) -> Vec<String> {
    let trimmed = text.trim();
    let lead: String = trimmed
        .chars()
        .take_while(|c| "+-<>=!~".contains(*c))
        .collect();
    let rest = &trimmed[lead.len()..];
    let mut words = spell_signs(&lead);
    words.extend(split(rest));
    if rest.ends_with('+') {
        let tail: String = rest.chars().rev().take_while(|c| *c == '+').collect();
        words.extend(spell_signs(&tail));
    }
    if words.is_empty() {
        return spelled(text);
    }
    words
}

/// The words of a name with every sign spelled out: what tells `a-b` from `a.b`. Never empty.
pub(super) fn spelled(text: &str) -> Vec<String> {
    if text.is_empty() {
        return vec!["empty".to_owned()];
    }
    let mut words = Vec::new();
    let mut plain = String::new();
    for c in text.chars() {
        if let Some(sign) = letters::sign(c) {
            words.extend(split(&plain));
            plain.clear();
            words.extend(sign.split(' ').map(str::to_owned));
        } else {
            plain.push(c);
        }
    }
    words.extend(split(&plain));
    if words.is_empty() {
        words.extend(text.chars().map(|c| format!("u{:x}", c as u32)));
    }
    words
}

/// The words between signs, split at capitals: `IPVanyNetwork` is `ip`, `vany`, `network`.
pub(crate) fn split(text: &str) -> Vec<String> {
    // Most names of most documents are in snake case already.
    let snake = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    if text.bytes().all(snake) {
        let words = text.split('_').filter(|word| !word.is_empty());
        return words.map(str::to_owned).collect();
    }
    let chars: Vec<char> = letters::transliterate(text);
    let mut words = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        if !chars[start].is_alphanumeric() {
            start += 1;
            continue;
        }
        let end = word_end(&chars, start);
        words.push(
            chars[start..end]
                .iter()
                .flat_map(|c| c.to_lowercase())
                .collect(),
        );
        start = end;
    }
    words
}

/// Where the word that begins at `start` ends.
fn word_end(chars: &[char], start: usize) -> usize {
    if let Some(end) = term_end(chars, start) {
        return end;
    }
    let mut at = start + 1;
    while at < chars.len() && chars[at].is_alphanumeric() {
        let (before, here) = (chars[at - 1], chars[at]);
        let next = chars.get(at + 1).copied();
        if here.is_uppercase() {
            // `fooBar`, `v2Foo`: a capital after anything else begins a word.
            if !before.is_uppercase() {
                return at;
            }
            // `HTTPServer`: the last capital of a run begins the next word, unless what follows is
            // the ending of a plural (`IDs`) or of a version (`IPv4`).
            if next.is_some_and(char::is_lowercase) && !continues_acronym(chars, at + 1) {
                return at;
            }
        }
        at += 1;
    }
    at
}

/// Whether the lower-case letters at `at`, after capitals, belong to the acronym before them.
fn continues_acronym(chars: &[char], at: usize) -> bool {
    let after = chars.get(at + 1).copied();
    match chars[at] {
        's' => !after.is_some_and(|c| c.is_lowercase() || c.is_numeric()),
        'v' => after.is_some_and(|c| c.is_numeric()),
        _ => false,
    }
}

fn term_end(chars: &[char], start: usize) -> Option<usize> {
    let rest = &chars[start..];
    if !rest.iter().take(2).any(|c| c.is_uppercase()) {
        return None;
    }
    let term = TERMS.iter().find(|term| {
        let length = term.chars().count();
        rest.len() >= length && term.chars().zip(rest).all(|(a, b)| a == *b)
    })?;
    let mut end = start + term.chars().count();
    // A plural `s` belongs to the term; any other lower-case letter shows that it was none.
    if chars.get(end) == Some(&'s') && !chars.get(end + 1).is_some_and(|c| c.is_lowercase()) {
        end += 1;
    }
    let followed = chars.get(end).is_some_and(|c| c.is_lowercase());
    (!followed).then_some(end)
}

fn spell_signs(signs: &str) -> Vec<String> {
    signs
        .chars()
        .filter_map(letters::sign)
        .flat_map(|sign| sign.split(' '))
        .map(str::to_owned)
        .collect()
}

/// `security_group`, a valid identifier unless it is a keyword. A leading digit is put behind `v`
/// (of a version) or `n`.
pub(super) fn snake(words: &[String]) -> String {
    lead_with_letter(words, words.join("_"), "v", "n")
}

/// `SecurityGroup`, a valid identifier unless it is `Self`.
pub(super) fn pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { continue };
        // `1.0` and `10` stay different, and an underscore between digits is no lint.
        if first.is_numeric() && name.ends_with(char::is_numeric) {
            name.push('_');
        }
        name.extend(first.to_uppercase());
        name.push_str(chars.as_str());
    }
    lead_with_letter(words, name, "V", "N")
}

fn lead_with_letter(words: &[String], name: String, version: &str, number: &str) -> String {
    if !name.starts_with(|c: char| c.is_numeric()) {
        return name;
    }
    let all_digits = words.iter().all(|w| w.chars().all(char::is_numeric));
    let letter = if all_digits && words.len() > 1 {
        version
    } else {
        number
    };
    format!("{letter}{name}")
}

/// What a snake-case name is as an identifier: keywords are raw, the few that cannot be raw get an
/// underscore.
pub(super) fn identifier(name: &str) -> String {
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        format!("{name}_")
    } else if is_keyword(name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// Whether a name is a keyword of the 2024 edition, reserved ones included.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
        "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
        "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv",
        "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try",
        "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];
    KEYWORDS.binary_search(&name).is_ok()
}

/// Whether text given by a person is an identifier that can be emitted as it stands.
pub(crate) fn is_identifier(name: &str) -> bool {
    let plain = name.strip_prefix("r#").unwrap_or(name);
    let mut chars = plain.chars();
    let starts = chars
        .next()
        .is_some_and(|c| c.is_alphabetic() || (c == '_' && plain.len() > 1));
    let raw_is_right = (plain.len() < name.len()) == is_keyword(plain);
    let can_be = !matches!(plain, "self" | "Self" | "super" | "crate");
    starts && chars.all(|c| c.is_alphanumeric() || c == '_') && raw_is_right && can_be
}

/// The letters and digits of a name without case and signs: `Security Groups`, `securitygroups`
/// and `security_groups` are one.
pub(super) fn key(text: &str) -> String {
    split(text).concat()
}

/// How a name is written, to tell apart names that have the same words.
pub(super) fn style(text: &str) -> &'static str {
    let has = |c: char| text.contains(c);
    let upper = text.chars().any(char::is_uppercase);
    let lower = text.chars().any(char::is_lowercase);
    let lead = text.chars().find(|c| c.is_alphabetic());
    if has('-') {
        "kebab"
    } else if has('.') {
        "dotted"
    } else if has(' ') {
        "spaced"
    } else if upper && !lower {
        "upper"
    } else if !upper && has('_') {
        "snake"
    } else if !upper {
        "lower"
    } else if lead.is_some_and(char::is_uppercase) {
        "pascal"
    } else {
        "camel"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(text: &str) -> (String, String) {
        let words = words(text);
        (snake(&words), pascal(&words))
    }

    #[test]
    fn identifiers_of_every_shape_have_one_policy() {
        for (text, snake, pascal) in [
            ("IPVanyNetwork", "ip_vany_network", "IpVanyNetwork"),
            ("K8sClusterV2", "k8s_cluster_v2", "K8sClusterV2"),
            ("MBps_base_limit", "m_bps_base_limit", "MBpsBaseLimit"),
            ("AlarmEnd", "alarm_end", "AlarmEnd"),
            ("changes-before", "changes_before", "ChangesBefore"),
            ("IPv4Address", "ipv4_address", "Ipv4Address"),
            ("userIDs", "user_ids", "UserIds"),
            ("DDoSProfile", "ddos_profile", "DdosProfile"),
            ("SSHKeyCollection", "ssh_key_collection", "SshKeyCollection"),
            ("+1", "plus_1", "Plus1"),
            ("-name", "minus_name", "MinusName"),
            ("1.0", "v1_0", "V1_0"),
            ("1st", "n1st", "N1st"),
            ("@id", "id", "Id"),
            ("$ref", "ref", "Ref"),
            ("*", "star", "Star"),
            ("", "empty", "Empty"),
            (" ", "space", "Space"),
            ("c++", "c_plus_plus", "CPlusPlus"),
            ("ACK_REQ", "ack_req", "AckReq"),
            ("Straße", "strasse", "Strasse"),
            ("Сurrent", "surrent", "Surrent"),
            ("名前", "名前", "名前"),
            ("🎉", "u1f389", "U1f389"),
            ("yourwebsite.com", "yourwebsite_com", "YourwebsiteCom"),
            (">=5", "greater_equal_5", "GreaterEqual5"),
        ] {
            assert_eq!(
                both(text),
                (snake.to_owned(), pascal.to_owned()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn keywords_are_raw_where_they_can_be() {
        assert_eq!(identifier("type"), "r#type");
        assert_eq!(identifier("gen"), "r#gen");
        assert_eq!(identifier("self"), "self_");
        assert_eq!(identifier("name"), "name");
        assert!(is_identifier("r#type") && !is_identifier("type") && !is_identifier("r#name"));
        assert!(!is_identifier("a b") && !is_identifier("") && !is_identifier("1a"));
    }
}
