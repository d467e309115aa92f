//! Single characters: what signs are called, and how letters of other alphabets are written.

/// The words for a sign, or `None` for letters and digits.
pub(super) fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '$' => "dollar",
        '€' => "euro",
        '£' => "pound",
        '@' => "at",
        '#' => "hash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '\'' => "quote",
        '"' => "double quote",
        '`' => "backtick",
        '~' => "tilde",
        '^' => "caret",
        '_' => "underscore",
        ' ' => "space",
        '\t' => "tab",
        '\n' => "newline",
        '(' => "open paren",
        ')' => "close paren",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        '°' => "degree",
        '±' => "plus minus",
        '×' => "times",
        _ => return None,
    })
}

/// The characters of a name as identifiers may have them: letters, digits, and a space for
/// everything that separates words.
pub(super) fn transliterate(text: &str) -> Vec<char> {
    let mut chars = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => chars.push(if c.is_ascii_alphanumeric() { c } else { ' ' }),
            // Combining marks belong to the letter before them.
            '\u{300}'..='\u{36f}' => {}
            _ if is_kept(c) => chars.push(c),
            _ => {
                if let Some(plain) = letter(c) {
                    chars.extend(plain.chars());
                } else if c.is_alphanumeric() || is_symbol(c) {
                    chars.push(' ');
                    chars.extend(format!("u{:x}", c as u32).chars());
                    chars.push(' ');
                } else {
                    chars.push(' ');
                }
            }
        }
    }
    chars
}

/// Letters without case that look like no Latin letter.
fn is_kept(c: char) -> bool {
    matches!(c,
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Emoji and the like, which are all that tells some values apart.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// A letter with an accent, or of the Cyrillic or Greek alphabet, in plain Latin letters.
fn letter(c: char) -> Option<String> {
    let lower = c.to_lowercase().next().unwrap_or(c);
    let plain = latin(lower)
        .or_else(|| cyrillic(lower))
        .or_else(|| greek(lower))?;
    if lower == c {
        return Some(plain.to_owned());
    }
    let mut chars = plain.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    Some(first.into_iter().chain(chars).collect())
}

fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'ö' | 'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ü' => "ue",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'µ' => "u",
        _ => return None,
    })
}

fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'ї' => "yi",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

fn greek(c: char) -> Option<&'static str> {
    Some(match c {
        'α' | 'ά' => "a",
        'β' => "b",
        'γ' => "g",
        'δ' => "d",
        'ε' | 'έ' => "e",
        'ζ' => "z",
        'η' | 'ή' | 'ι' | 'ί' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ό' | 'ω' | 'ώ' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' | 'ύ' => "y",
        'φ' => "ph",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}
