//! serde's traits: types in other types and in other formats.

use super::samples::{Change, Page, Rule};
use crate::runtime as rt;
use serde::{Deserialize, Serialize};

#[test]
fn types_are_used_through_serde() {
    let text = r#"{"created_at":"a","description":"b","port":1}"#;
    let rule: Rule = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&rule).unwrap(), text);
    let value = serde_json::to_value(&rule).unwrap();
    assert_eq!(Rule::deserialize(&value).unwrap(), rule);
    assert_eq!(
        serde_json::from_reader::<_, Rule>(text.as_bytes()).unwrap(),
        rule
    );
    let rules: Vec<Rule> = serde_json::from_str(&format!("[{text}]")).unwrap();
    assert_eq!(rules, [rule]);
}

#[test]
fn unions_are_used_through_serde() {
    let change: Change = serde_json::from_str(r#"{"action":"move"}"#).unwrap();
    let mut text = Vec::new();
    change
        .serialize(&mut serde_json::Serializer::pretty(&mut text))
        .unwrap();
    assert_eq!(text, b"{\n  \"action\": \"move\"\n}");
}

#[test]
fn escapes_in_keys_are_seen_through() {
    let page: Page = super::read(r#"{"resul\u0074s":[],"limits":{"\u0061":1}}"#);
    assert_eq!(page.limits.get("a"), Some(&1));
}

#[test]
fn json_inside_a_string_keeps_its_text() {
    type Text = rt::JsonText<Vec<i64>>;
    let text = super::round::<Text>(r#""[1,  2.0]""#);
    assert_eq!(text.parse().unwrap(), [1, 2]);
    assert_eq!(
        super::round::<Text>(r#""not JSON""#)
            .parse()
            .unwrap_err()
            .line(),
        Some(1)
    );
    assert_eq!(Text::from(vec![1, 2]).as_str(), "[1,2]");
    let endless = rt::JsonText::from(f64::INFINITY);
    assert!(rt::write_json(&endless).is_err());
}
