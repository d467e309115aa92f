//! Every error says where it is, and nothing of it stays behind.

use super::refuse;
use super::samples::{Address, Change, Page, Rule};
use crate::runtime as rt;

const BAD: &str = r#"{
  "limits": {"a": 1},
  "results": [
    {"created_at": "", "description": null},
    {"created_at": "", "description": 5}
  ]
}"#;

#[test]
fn the_path_is_data() {
    let error = rt::read_json::<Page>(BAD.as_bytes()).unwrap_err();
    assert_eq!(error.path(), "results[1].description");
    assert_eq!(error.message(), "expected a string, found the number 5");
    assert_eq!((error.line(), error.column()), (Some(5), Some(39)));
    assert_eq!(
        refuse::<Page>(r#"{"limits":{"a.b":-1}}"#).0,
        r#"limits["a.b"]"#
    );
    assert_eq!(refuse::<Vec<Vec<bool>>>("[[],[true,0]]").0, "[1][1]");
    assert_eq!(refuse::<(i64, String)>(r#"[1,2]"#).0, "[1]");
}

#[test]
fn the_path_is_in_errors_of_serde_json_too() {
    for _ in 0..2 {
        let error = serde_json::from_str::<Page>(BAD).unwrap_err();
        assert_eq!(
            error.to_string(),
            "results[1].description: expected a string, found the number 5 at line 5 column 39"
        );
        assert_eq!((error.line(), error.column()), (5, 39));
    }
    // Nothing of an earlier error is in a later one.
    let error = serde_json::from_str::<Rule>("{}").unwrap_err();
    let expected = "the member `created_at` of Rule is missing at line 1 column 2";
    assert_eq!(error.to_string(), expected);
    let error = serde_json::from_str::<Vec<Rule>>(r#"[{"created_at":1}]"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("created_at: expected a string")
    );
    let value = serde_json::from_str::<rt::Json>(BAD).unwrap();
    let error = serde_json::from_value::<Page>(value.clone()).unwrap_err();
    let expected = "results[1].description: expected a string, found the number 5";
    assert_eq!(error.to_string(), expected);
    let error = rt::from_json::<Page>(&value).unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.line(), None);
}

#[test]
fn malformed_text_has_a_path_and_a_place() {
    let error = rt::read_json::<Page>(br#"{"results":[{"created_at":"a"#).unwrap_err();
    assert_eq!(error.path(), "results[0].created_at");
    assert_eq!(error.message(), "EOF while parsing a string");
    assert_eq!(error.line(), Some(1));
    let (_, message) = refuse::<bool>("true false");
    assert_eq!(message, "trailing characters");
    let (_, message) = refuse::<bool>("");
    assert_eq!(message, "EOF while parsing a value");
    let (path, message) = refuse::<Rule>(r#"{"new": tru}"#);
    assert_eq!((path.as_str(), message.as_str()), ("new", "expected ident"));
}

#[test]
fn the_only_variant_with_the_tag_gives_the_error() {
    let (path, message) = refuse::<Vec<Change>>(
        r#"[{"action":"delete"},{"rule":{"created_at":3},"action":"create"}]"#,
    );
    assert_eq!(path, "[1].rule.created_at");
    assert_eq!(message, "expected a string, found the number 3");
}

#[test]
fn why_no_variant_fits_is_told_on_demand() {
    let other = super::read::<Address>("true");
    let why: Vec<_> = other
        .mismatches()
        .into_iter()
        .map(|m| (m.variant, m.error.to_string()))
        .collect();
    assert_eq!(
        why,
        [
            ("Ip", "expected a string, found the boolean true".to_owned()),
            (
                "Text",
                "expected a string, found the boolean true".to_owned()
            ),
            (
                "Number",
                "expected an integer, found the boolean true".to_owned()
            ),
        ]
    );
}

#[test]
fn nesting_is_bounded() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let (_, message) = refuse::<super::samples::Nested>(&deep);
    assert_eq!(message, "recursion limit exceeded");
    let mut value = rt::Json::Array(Vec::new());
    for _ in 0..1000 {
        value = rt::Json::Array(vec![value]);
    }
    let error = rt::from_json::<super::samples::Nested>(&value).unwrap_err();
    assert_eq!(error.message(), "nested deeper than 256 levels");
}
