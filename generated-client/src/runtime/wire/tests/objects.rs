//! Objects: the four states of members, members that are not declared, constants.

use super::samples::{Change, Counts, Create, Direction, Level, Model, Nested, Page, Rule};
use super::{misfits, read, refuse, round};
use crate::runtime as rt;
use rt::MisfitKind::{ConstantMismatch, NullAsAbsent, Undeclared, UnknownValue};
use rt::Patch;

#[test]
fn each_state_of_a_member_comes_back() {
    let rule = round::<Rule>(r#"{"created_at":"2019-06-18T11:56:16+0000","description":null}"#);
    assert_eq!(rule.description, None);
    assert_eq!(rule.direction, None);
    assert_eq!(rule.port, Patch::Absent);
    let rule = round::<Rule>(
        r#"{"port":null,"direction":"egress","description":"a","created_at":"whenever"}"#,
    );
    assert_eq!(rule.port, Patch::Null);
    assert_eq!(rule.direction, Some(Direction::Egress));
    assert_eq!(rule.created_at.as_str(), "whenever");
    let rule = round::<Rule>(r#"{"port":80,"description":"a","created_at":""}"#);
    assert_eq!(rule.port, Patch::Value(80));
}

#[test]
fn a_required_member_is_needed_even_if_it_may_be_null() {
    let missing = |text| refuse::<Rule>(text);
    assert_eq!(
        missing(r#"{"created_at":""}"#),
        (
            String::new(),
            "the member `description` of Rule is missing".to_owned()
        )
    );
    assert_eq!(
        missing("{}"),
        (
            String::new(),
            "the member `created_at` of Rule is missing".to_owned()
        )
    );
    let (path, message) = missing(r#"{"created_at":null,"description":null}"#);
    assert_eq!(path, "created_at");
    assert_eq!(message, "expected a string, found null");
}

#[test]
fn null_in_place_of_absence_is_read_and_noted() {
    let text = r#"{"created_at":"","description":null,"direction":null}"#;
    assert_eq!(read::<Rule>(text).direction, None);
    assert_eq!(
        misfits::<Rule>(text),
        [("/direction".to_owned(), NullAsAbsent)]
    );
}

#[test]
fn undeclared_members_are_kept() {
    let text = r#"{"created_at":"","new":{"deep":[1,2.5,null]},"description":null,"a/b":1}"#;
    let mut rule = round::<Rule>(text);
    assert_eq!(rule.extra().len(), 2);
    assert_eq!(rule.extra().get("a/b"), Some(&rt::Json::from(1)));
    assert_eq!(
        misfits::<Rule>(text),
        [
            ("/new".to_owned(), Undeclared),
            ("/a~1b".to_owned(), Undeclared)
        ]
    );
    rule.extra_mut().insert("created_at", "not this");
    rule.extra_mut().insert("port", "this");
    let written = rt::to_json(&rule).unwrap();
    assert_eq!(
        written["created_at"], "",
        "a declared member is written once, from its field"
    );
    assert_eq!(
        written["port"], "this",
        "what is absent can be written in another shape"
    );
    let text = rt::write_json(&rule).unwrap();
    assert_eq!(text.matches("created_at").count(), 1);
}

#[test]
fn typed_additional_members() {
    let counts = round::<Counts>(r#"{"a":1,"total":3,"b":2,"kind":1}"#);
    assert_eq!(counts.additional.len(), 2);
    let (path, _) = refuse::<Counts>(r#"{"kind":1,"total":3,"b":"x"}"#);
    assert_eq!(path, "b");
    let (path, message) = refuse::<Counts>(r#"{"kind":2,"total":3}"#);
    assert_eq!(
        (path.as_str(), message.as_str()),
        ("kind", "expected 1, found 2")
    );
    let (_, message) = refuse::<Counts>(r#"{"kind":1,"total":3,"b":1,"b":1}"#);
    assert_eq!(message, "the member `b` is there twice");
    assert_eq!(misfits::<Counts>(r#"{"kind":1,"total":3,"b":1}"#), []);
    let mut counts = counts;
    counts.additional.insert("total".to_owned(), 9);
    let written = rt::write_json(&counts).unwrap();
    assert_eq!(written.matches("total").count(), 1);
}

#[test]
fn another_constant_is_kept_and_written_again() {
    let text = r#"{"action":"created","rule":null}"#;
    let create = read::<Create>(text);
    assert_eq!(create.extra().get("action"), Some(&"created".into()));
    assert_eq!(rt::write_json(&create).unwrap(), r#"{"action":"created"}"#);
    assert_eq!(
        misfits::<Create>(text),
        [
            ("/action".to_owned(), ConstantMismatch),
            ("/rule".to_owned(), NullAsAbsent)
        ]
    );
    let (_, message) = refuse::<Create>("{}");
    assert_eq!(message, "the member `action` of Create is missing");
    assert!(round::<Create>(r#"{"action":"create"}"#).extra().is_empty());
}

#[test]
fn only_objects_are_objects() {
    for (text, found) in [
        ("[]", "an array"),
        ("[\"a\",null]", "an array"),
        ("\"a\"", "a string"),
        ("1", "the number 1"),
        ("null", "null"),
    ] {
        let (path, message) = refuse::<Rule>(text);
        assert_eq!(
            (path.as_str(), message),
            ("", format!("expected an object, found {found}"))
        );
    }
}

#[test]
fn members_that_are_there_twice_are_told() {
    let twice = [
        r#"{"created_at":"","description":null,"created_at":""}"#,
        r#"{"direction":null,"created_at":"","description":null,"direction":null}"#,
        r#"{"port":null,"port":1,"created_at":"","description":null}"#,
        r#"{"new":1,"created_at":"","description":null,"new":1}"#,
    ];
    for (text, key) in twice
        .into_iter()
        .zip(["created_at", "direction", "port", "new"])
    {
        let (_, message) = refuse::<Rule>(text);
        assert_eq!(message, format!("the member `{key}` is there twice"));
    }
    let (path, message) = refuse::<Rule>(r#"{"new":{"a":1,"a":2}}"#);
    assert_eq!(
        (path.as_str(), message.as_str()),
        ("new", "the key `a` is there twice")
    );
    let (_, message) = refuse::<Change>(r#"{"action":"create","action":"delete"}"#);
    assert_eq!(message, "the key `action` is there twice");
    let (path, message) = refuse::<Page>(r#"{"limits":{"a":1,"a":1},"results":[]}"#);
    assert_eq!(
        (path.as_str(), message.as_str()),
        ("limits.a", "the key `a` is there twice")
    );
}

#[test]
fn enumerations_keep_what_they_do_not_know() {
    assert_eq!(
        round::<Direction>(r#""sideways""#),
        Direction::Unknown("sideways".to_owned())
    );
    assert_eq!(round::<Direction>(r#""egress""#), Direction::Egress);
    assert_eq!(Direction::from("ingress"), Direction::Ingress);
    assert_eq!(Direction::from("x".to_owned()).to_string(), "x");
    assert_eq!(round::<Level>("2"), Level::High);
    assert_eq!(read::<Level>("1.0"), Level::Low);
    assert_eq!(round::<Level>("7"), Level::from(7));
    assert_eq!(Level::from(7).to_string(), "7");
    let page = r#"{"results":[{"created_at":"","description":null,"direction":"up"}],"limits":{}}"#;
    assert_eq!(
        misfits::<Page>(page),
        [("/results/0/direction".to_owned(), UnknownValue)]
    );
    // Where the document allows any text, nothing is wrong with one that it does not list.
    assert_eq!(round::<Model>(r#""huge""#), Model::from("huge"));
    assert_eq!(misfits::<Model>(r#""huge""#), []);
}

#[test]
fn a_new_type_looks_like_what_it_wraps() {
    assert_eq!(round::<Nested>("[[],[[]]]").0.len(), 2);
}
