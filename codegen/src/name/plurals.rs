//! The singular and the plural of English words.

/// The singular of an English word, or the word itself.
pub(super) fn singular(word: &str) -> String {
    const SAME: &[&str] = &[
        "data", "series", "species", "news", "means", "status", "dns", "ddos", "os",
    ];
    const IRREGULAR: &[(&str, &str)] = &[
        ("people", "person"),
        ("children", "child"),
        ("indices", "index"),
        ("vertices", "vertex"),
        ("matrices", "matrix"),
        ("aliases", "alias"),
        ("statuses", "status"),
        ("buses", "bus"),
        ("caches", "cache"),
        ("cookies", "cookie"),
        ("movies", "movie"),
        ("databases", "database"),
        ("leases", "lease"),
        ("releases", "release"),
        ("purchases", "purchase"),
        ("responses", "response"),
        ("licenses", "license"),
        ("cases", "case"),
        ("phases", "phase"),
        ("sizes", "size"),
        ("bases", "base"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    if SAME.contains(&word) || !is_plural(word) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies")
        && stem.len() > 1
    {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word[..word.len() - 1].to_owned()
}

/// Whether an English word looks like a plural.
pub(super) fn is_plural(word: &str) -> bool {
    if matches!(word, "people" | "children" | "data" | "indices") {
        return true;
    }
    let kept = ["ss", "us", "is", "as"]
        .iter()
        .any(|ending| word.ends_with(ending));
    word.len() > 2
        && word.ends_with('s')
        && (!kept || word.ends_with("ies"))
        && !matches!(
            word,
            "dns"
                | "news"
                | "https"
                | "aws"
                | "tls"
                | "gps"
                | "sms"
                | "vms"
                | "os"
                | "ios"
                | "macos"
                | "pos"
                | "qos"
                | "dos"
                | "ddos"
                | "chaos"
                | "cosmos"
                | "cors"
        )
}

/// The plural of an English word, or the word itself where it has none, or is a verb as well.
pub(super) fn plural(word: &str) -> String {
    const SAME: &[&str] = &[
        "access",
        "advice",
        "art",
        "authentication",
        "authorization",
        "billing",
        "capacity",
        "commerce",
        "compliance",
        "compute",
        "content",
        "data",
        "equipment",
        "evidence",
        "feedback",
        "hardware",
        "health",
        "help",
        "history",
        "info",
        "information",
        "inventory",
        "knowledge",
        "mail",
        "me",
        "media",
        "memory",
        "metadata",
        "music",
        "process",
        "progress",
        "research",
        "schedule",
        "security",
        "self",
        "series",
        "software",
        "species",
        "staff",
        "status",
        "storage",
        "support",
        "traffic",
        "training",
        "usage",
        "watch",
        "weather",
        "work",
    ];
    if is_plural(word) || SAME.contains(&word) || !word.ends_with(|c: char| c.is_ascii_lowercase())
    {
        return word.to_owned();
    }
    let consonant_before = |ending: &str| {
        let stem = word.strip_suffix(ending);
        stem.filter(|stem| stem.ends_with(|c: char| !"aeiou".contains(c)))
    };
    match word {
        "person" => "people".to_owned(),
        "child" => "children".to_owned(),
        "index" => "indexes".to_owned(),
        "analysis" => "analyses".to_owned(),
        _ if ["s", "x", "z", "ch", "sh"]
            .iter()
            .any(|ending| word.ends_with(ending)) =>
        {
            format!("{word}es")
        }
        _ => consonant_before("y").map_or_else(|| format!("{word}s"), |stem| format!("{stem}ies")),
    }
}

/// The words with the last one in the plural.
pub(super) fn plural_words(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = plural(last);
    }
    words
}

/// The words with the last one in the singular.
pub(super) fn singular_words(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singulars() {
        for (many, one) in [
            ("rules", "rule"),
            ("addresses", "address"),
            ("policies", "policy"),
            ("status", "status"),
            ("statuses", "status"),
            ("indices", "index"),
            ("analysis", "analysis"),
            ("boxes", "box"),
            ("ids", "id"),
            ("images", "image"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn plurals() {
        for (one, many) in [
            ("rule", "rules"),
            ("policy", "policies"),
            ("day", "days"),
            ("box", "boxes"),
            ("videos", "videos"),
            ("status", "status"),
            ("metadata", "metadata"),
            ("k8s", "k8s"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
