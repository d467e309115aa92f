//! One type of every kind, as the generator writes them, on the wire. The files are the golden files
//! of `codegen/tests/render_types.rs`.

#[rustfmt::skip]
#[allow(dead_code, unreachable_pub)]
#[path = "../../codegen/tests/golden/kinds"]
mod generated {
    pub mod types;
    mod wire;
}

// An API that calls its types like what the prelude has: that it compiles is what is tested.
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub)]
#[path = "../../codegen/tests/golden/prelude"]
mod prelude {
    pub mod types;
    mod wire;
}

use crate::runtime::{Json, MisfitKind, Wire, audit, read_json, write_json};
use generated::types::{
    Action, Amount, Change, CreateAction, CreateServer, CreateServerRequired, DeleteAction,
    Direction, Labels, Node, Rule, Tree, Version,
};

/// Reads and writes the text: nothing lost, nothing added, nothing read but for what it is.
#[track_caller]
fn same<T: Wire>(text: &str) -> T {
    let found = audit::<T>(text).expect("the text is of the type");
    let expected: Json = serde_json::from_str(text).expect("the text is JSON");
    assert_eq!(found.value, expected);
    assert_eq!(found.misfits, []);
    read_json(text.as_bytes()).expect("it was read before")
}

#[test]
fn the_four_kinds_of_members() {
    let rule: Rule = same(r#"{"created_at":"2024-01-01T00:00:00+0000","description":null}"#);
    assert_eq!(rule.description, None);
    assert!(rule.port_range_max.is_absent());
    let rule: Rule = same(
        r#"{"created_at":"x","description":"d","direction":"egress","port_range_max":null,
            "ip-version":4,"anything":null,"type":true,"pairs":[[1,0.5]],"token":"t"}"#,
    );
    assert_eq!(rule.direction, Some(Direction::Egress));
    assert_eq!(rule.ip_version, Some(Version::V4));
    assert!(rule.port_range_max.is_null());
    assert_eq!(rule.anything, Some(Json::Null));
    let error = read_json::<Rule>(br#"{"created_at":"x"}"#).expect_err("a member is missing");
    assert!(error.to_string().contains("description"), "{error}");
}

#[test]
fn values_that_nobody_knows_yet_are_kept() {
    let text =
        r#"{"created_at":"x","description":null,"direction":"both","ip-version":5,"new":[1]}"#;
    let found = audit::<Rule>(text).expect("open");
    assert_eq!(
        found.value,
        serde_json::from_str::<Json>(text).expect("JSON")
    );
    let kinds: Vec<_> = found.misfits.iter().map(|misfit| misfit.kind).collect();
    assert_eq!(
        kinds,
        [
            MisfitKind::UnknownValue,
            MisfitKind::UnknownValue,
            MisfitKind::Undeclared
        ]
    );
}

#[test]
fn unions_with_a_tag() {
    let action: Action = same(r#"{"action":"create","direction":"ingress"}"#);
    assert_eq!(action, CreateAction::new("ingress").into());
    let action: Action = same(r#"{"action":"remove","id":"a"}"#);
    assert!(matches!(action, Action::Delete(DeleteAction { .. })));
    let unknown = read_json::<Action>(br#"{"action":"move","to":1}"#).expect("kept");
    assert!(matches!(unknown, Action::Unknown(_)));
    assert_eq!(
        write_json(&unknown).expect("JSON"),
        r#"{"action":"move","to":1}"#
    );
}

#[test]
fn unions_without_tag() {
    assert_eq!(same::<Amount>("1"), 1.into());
    assert_eq!(same::<Amount>(r#""1""#), "1".into());
    assert_eq!(same::<Amount>("[1]"), Amount::List(vec![1]));
    assert!(matches!(same::<Amount>(r#"{"port":1}"#), Amount::Old(_)));
    let other = read_json::<Amount>(b"[true]").expect("kept");
    assert!(matches!(other, Amount::Other(_)));
    assert_eq!(other.mismatches().len(), 5);
}

#[test]
fn what_is_sent_is_built() {
    let change = Change::new()
        .changed_rules([
            Action::from(CreateAction::new(Direction::Egress).cidr("10.0.0.0/8")),
            DeleteAction::new("a").into(),
        ])
        .tags([("a", Some("b".to_owned())), ("c", None)]);
    assert_eq!(
        write_json(&change).expect("JSON"),
        r#"{"changed_rules":[{"action":"create","direction":"egress","cidr":"10.0.0.0/8"},{"action":"delete","id":"a"}],"tags":{"a":"b","c":null}}"#
    );
    assert_eq!(
        write_json(&Change::new().tags_null()).expect("JSON"),
        r#"{"tags":null}"#
    );
}

#[test]
fn members_without_declaration_can_have_a_type() {
    let labels: Labels = same(r#"{"name":"n","kind":true,"a":1,"b":null}"#);
    assert_eq!(labels.additional["a"], Some(1));
    assert!(read_json::<Labels>(br#"{"name":"n","kind":false}"#).is_err());
    assert!(read_json::<Labels>(br#"{"name":"n","kind":true,"a":"x"}"#).is_err());
}

#[test]
fn types_may_hold_themselves() {
    let node: Node = same(
        r#"{"parent":{"parent":null,"tree":[]},"next":{"parent":null,"tree":[[],[[]]]},"last":null,"tree":[]}"#,
    );
    assert!(node.parent.is_some_and(|parent| parent.parent.is_none()));
    assert_eq!(same::<Tree>("[[],[[]]]").0.len(), 2);
    let node = Node::new(Node::new(None, vec![]), vec![]).next(Node::new(None, vec![]));
    assert!(node.next.is_some());
}

#[test]
fn secrets_are_not_shown() {
    let required = CreateServerRequired {
        flavor: "small".to_owned(),
        name: "n".to_owned(),
        image: "i".to_owned(),
        region: "r".to_owned(),
        password: "hunter2".to_owned(),
    };
    assert!(!format!("{required:?}").contains("hunter2"));
    let server = CreateServer::new(required).option_8(8);
    let shown = format!("{server:?}");
    assert!(
        !shown.contains("hunter2") && shown.contains("small"),
        "{shown}"
    );
    assert!(write_json(&server).expect("JSON").contains("hunter2"));
}
