//! Unions: by tag, by best fit, and what fits nothing.

use super::samples::{Addon, Address, AnyFlavor, Branch, ById, Change, Noted, Priced, Tree};
use super::{misfits, read, refuse, round};
use crate::runtime as rt;
use rt::MisfitKind::{Undeclared, UnknownTag, Unmatched};

#[test]
fn the_tag_selects_wherever_it_stands() {
    let text = r#"{"rule":{"created_at":"","description":null},"action":"create"}"#;
    assert!(matches!(round::<Change>(text), Change::Create(_)));
    assert!(matches!(
        round::<Change>(r#"{"action":"delete"}"#),
        Change::Delete(_)
    ));
    assert!(matches!(
        round::<Addon>(r#"{"enabled":true,"workers":2}"#),
        Addon::Enabled(_)
    ));
    assert!(matches!(
        round::<Addon>(r#"{"enabled":false}"#),
        Addon::Disabled(_)
    ));
}

#[test]
fn an_unknown_tag_is_kept() {
    let text = r#"{"id":[1],"action":"move"}"#;
    let Change::Unknown(unknown) = round::<Change>(text) else {
        panic!("the tag is not known");
    };
    assert_eq!(unknown.tag(), Some(&"move".into()));
    assert_eq!(
        misfits::<Vec<Change>>(&format!("[{text}]")),
        [("/0".to_owned(), UnknownTag)]
    );
    // A text is no boolean.
    let text = r#"{"enabled":"true"}"#;
    assert!(matches!(round::<Addon>(text), Addon::Unknown(_)));
}

#[test]
fn without_the_tag_nothing_is_lost() {
    assert!(matches!(
        round::<Change>(r#"{"id":"x"}"#),
        Change::Unknown(_)
    ));
    assert!(matches!(round::<Change>("[1]"), Change::Unknown(_)));
    assert!(matches!(
        round::<Change>(r#"{"action":null}"#),
        Change::Unknown(_)
    ));
}

#[test]
fn a_default_is_taken_where_no_tag_selects() {
    for text in [r#"{"id":"x"}"#, r#"{"id":"x","action":"move"}"#] {
        assert!(matches!(round::<Priced>(text), Priced::Flavor(_)), "{text}");
    }
    let text = r#"{"action":"create"}"#;
    assert!(matches!(round::<Priced>(text), Priced::Create(_)));
    // What does not fit the default is kept as it is.
    let text = r#"{"action":"move"}"#;
    assert!(matches!(round::<Priced>(text), Priced::Unknown(_)));
    assert_eq!(misfits::<Priced>(text), [(String::new(), UnknownTag)]);
}

#[test]
fn a_tag_is_a_hint_where_another_variant_fits() {
    let text = r#"{"id":"priced"}"#;
    assert!(matches!(round::<ById>(text), ById::Plain(_)));
    assert_eq!(misfits::<ById>(text), []);
    // With an undeclared member the fit is not exact: the selected variant says what it lacks.
    let (path, message) = refuse::<Vec<ById>>(r#"[{"id":"priced","cost":1}]"#);
    assert_eq!(path, "[0]");
    assert!(message.contains("price"), "{message}");
}

#[test]
fn the_variant_that_declares_most_is_taken() {
    assert!(matches!(
        round::<AnyFlavor>(r#"{"id":"a","price":1.5}"#),
        AnyFlavor::Priced(_)
    ));
    assert!(matches!(
        round::<AnyFlavor>(r#"{"id":"a"}"#),
        AnyFlavor::Plain(_)
    ));
    // A price of another kind: the first keeps it as undeclared.
    let text = r#"{"id":"a","price":"1.5"}"#;
    assert!(matches!(round::<AnyFlavor>(text), AnyFlavor::Plain(_)));
    assert_eq!(
        misfits::<AnyFlavor>(text),
        [("/price".to_owned(), Undeclared)]
    );
    assert_eq!(misfits::<AnyFlavor>(r#"{"id":"a","price":1}"#), []);
}

#[test]
fn a_variant_that_loses_nothing_is_taken() {
    // To the first the null of `direction` is an absent member; the second keeps what it does not know.
    let text = r#"{"created_at":"","description":"x","direction":null}"#;
    assert!(matches!(round::<Noted>(text), Noted::Stamp(_)));
}

#[test]
fn a_format_counts_among_variants() {
    assert!(matches!(round::<Address>(r#""10.0.0.1""#), Address::Ip(_)));
    assert!(matches!(
        round::<Address>(r#""example.com""#),
        Address::Text(_)
    ));
    assert_eq!(misfits::<Address>(r#""example.com""#), []);
    assert!(matches!(read::<Address>("1.0"), Address::Number(1)));
    let other = round::<Address>("[1]");
    assert!(matches!(&other, Address::Other(value) if value.value()[0] == 1));
    assert_eq!(other.mismatches().len(), 3);
    assert_eq!(misfits::<Address>("[1]"), [(String::new(), Unmatched)]);
}

/// Without memory, each level would be read twice as often as the one above it.
#[test]
fn nested_unions_take_no_exponential_time() {
    let depth = 100;
    let text = format!(
        "{}[]{}",
        r#"{"weight":1,"next":"#.repeat(depth),
        "}".repeat(depth)
    );
    let tree = round::<Tree>(&text);
    let Tree::Branch(branch) = tree else {
        panic!("`weight` is declared by the branch");
    };
    assert!(matches!(branch.next, Tree::Branch(_)));
    let found = misfits::<Tree>(&text);
    assert_eq!(found, [("/next".repeat(depth), Unmatched)]);
    // The same without a buffer of our own.
    let value: rt::Json = serde_json::from_str(&text).unwrap();
    assert!(rt::from_json::<Branch>(&value).is_ok());
    // Values that follow each other in the same memory are not mixed up.
    let list = format!("[{text},{{\"next\":[]}},{text}]");
    let list = round::<Vec<Tree>>(&list);
    assert!(matches!(
        list.as_slice(),
        [Tree::Branch(_), Tree::Leaf(_), Tree::Branch(_)]
    ));
}
