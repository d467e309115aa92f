//! English verbs in paths, and what they make of a method.

/// Verbs of the language that paths end in; everything else there is taken for a noun.
pub(super) const VERBS: &[&str] = &[
    "abort",
    "accept",
    "acknowledge",
    "activate",
    "add",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authorize",
    "block",
    "cancel",
    "change",
    "check",
    "clear",
    "clone",
    "close",
    "complete",
    "confirm",
    "connect",
    "copy",
    "count",
    "create",
    "deactivate",
    "delete",
    "deploy",
    "detach",
    "disable",
    "disconnect",
    "download",
    "duplicate",
    "enable",
    "execute",
    "export",
    "extend",
    "failover",
    "finish",
    "flush",
    "force",
    "generate",
    "get",
    "import",
    "install",
    "invite",
    "join",
    "leave",
    "list",
    "lock",
    "login",
    "logout",
    "mark",
    "merge",
    "migrate",
    "move",
    "open",
    "pause",
    "ping",
    "preview",
    "publish",
    "purge",
    "put",
    "query",
    "reboot",
    "rebuild",
    "recover",
    "recreate",
    "refresh",
    "register",
    "reject",
    "release",
    "reload",
    "remove",
    "rename",
    "renew",
    "replace",
    "replay",
    "reset",
    "resize",
    "resolve",
    "restart",
    "restore",
    "resume",
    "retry",
    "revert",
    "revoke",
    "rollback",
    "rotate",
    "run",
    "scan",
    "search",
    "send",
    "set",
    "shutdown",
    "sign",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "swap",
    "sync",
    "test",
    "toggle",
    "transfer",
    "trigger",
    "unarchive",
    "unassign",
    "unblock",
    "undelete",
    "uninstall",
    "unlock",
    "unpublish",
    "unsubscribe",
    "update",
    "upgrade",
    "upload",
    "validate",
    "verify",
];

/// What a GET does begins with few verbs; other words that could be one are nouns there
/// (`purge-statuses`).
const READS: &[&str] = &[
    "check", "count", "download", "export", "get", "list", "preview", "search",
];

/// Whether words that end a path say what is done.
pub(super) fn is_action(http: &str, words: &[String]) -> bool {
    is_verb(words) && (http != "GET" || words.len() == 1 || reads(words))
}

/// Whether words begin with a verb.
pub(super) fn is_verb(words: &[String]) -> bool {
    let first = words.first().map_or("", String::as_str);
    VERBS.binary_search(&first).is_ok()
}

/// Whether words begin with a verb of reading.
pub(super) fn reads(words: &[String]) -> bool {
    words
        .first()
        .is_some_and(|word| READS.contains(&word.as_str()))
}

/// The verb that takes back what a verb does: `unlock` of `lock`.
pub(super) fn opposite(verb: &str) -> Option<String> {
    const IRREGULAR: &[(&str, &str)] = &[
        ("activate", "deactivate"),
        ("attach", "detach"),
        ("connect", "disconnect"),
        ("enable", "disable"),
        ("join", "leave"),
        ("open", "close"),
        ("start", "stop"),
    ];
    if let Some((_, other)) = IRREGULAR.iter().find(|(one, _)| *one == verb) {
        return Some((*other).to_owned());
    }
    let other = format!("un{verb}");
    VERBS
        .binary_search(&other.as_str())
        .is_ok()
        .then_some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_sorted() {
        assert!(VERBS.is_sorted());
    }

    #[test]
    fn verbs_have_opposites() {
        assert_eq!(opposite("lock").as_deref(), Some("unlock"));
        assert_eq!(opposite("enable").as_deref(), Some("disable"));
        assert_eq!(opposite("copy"), None);
    }
}
