//! What loading promises, hostile texts included.

use super::{Documents, Source, load, locate};
use crate::diagnostic::{Diagnostics, Severity};
use crate::origin::Origin;
use crate::value::{Number, Value};

fn read(text: &str) -> (Documents, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let source = Source {
        name: "spec/test.yaml".to_owned(),
        text: text.to_owned(),
    };
    (load(vec![source], &mut diagnostics), diagnostics)
}

/// The value of a text that is read without any finding.
fn value(text: &str) -> Value {
    let (documents, diagnostics) = read(text);
    assert_eq!(diagnostics.findings, []);
    documents.files[0].root.clone()
}

fn codes(text: &str) -> Vec<&'static str> {
    let (_, diagnostics) = read(text);
    diagnostics
        .findings
        .iter()
        .map(|finding| finding.code)
        .collect()
}

#[test]
fn plain_scalars_follow_yaml_1_2() {
    let strings = [
        "NO",
        "on",
        "12:30",
        "1_000",
        "2019-06-18T11:56:16+0000",
        "0x",
        "1e",
        "-x",
        "0123",
        "08",
        ".",
        "+a",
    ];
    for text in strings {
        assert_eq!(
            value(&format!("a: {text}")).get("a"),
            Some(&Value::String(text.to_owned()))
        );
    }
    let integers = [("0o17", 15), ("0x1F", 31), ("+5", 5), ("-0", 0), ("-7", -7)];
    for (text, expected) in integers {
        let expected = Value::Number(Number::Int(expected));
        assert_eq!(value(&format!("a: {text}")).get("a"), Some(&expected));
    }
    for text in ["~", "null", ""] {
        assert_eq!(value(&format!("a: {text}")).get("a"), Some(&Value::Null));
    }
    assert_eq!(
        value("200: {ok: 1}")
            .get("200")
            .and_then(|v| v.get("ok"))
            .and_then(Value::as_i64),
        Some(1)
    );
}

#[test]
fn numbers_keep_what_f64_and_i64_cannot_hold() {
    for format in ["a: {}", "{\"a\": {}}"] {
        let number = |text: &str| value(&format.replacen("{}", text, 1)).get("a").cloned();
        let literal = |text: &str| Some(Value::Number(Number::Literal(text.into())));
        for text in [
            "9223372036854776000",
            "-9223372036854776000",
            "1e400",
            "0.12345678901234567890123",
        ] {
            assert_eq!(number(text), literal(text));
        }
        for (text, expected) in [
            ("0.1", 0.1),
            ("1.0", 1.0),
            ("1e2", 100.0),
            ("-2.50E-3", -0.0025),
            ("0.0", 0.0),
        ] {
            assert_eq!(number(text), Some(Value::Number(Number::Float(expected))));
        }
    }
}

#[test]
fn equal_keys_are_named_with_both_places() {
    for text in [
        "a:\n  b: 1\n  c: 2\n  b: 3\n",
        "{\"a\": {\"b\": 1,\n \"b\": 3}}",
    ] {
        let (documents, diagnostics) = read(text);
        let [finding] = diagnostics.findings.as_slice() else {
            panic!("one finding expected: {:?}", diagnostics.findings)
        };
        assert_eq!(
            (finding.code, finding.severity),
            ("duplicate-key", Severity::Error)
        );
        assert_eq!(finding.origin.pointer, "/a/b");
        let text = &documents.files[0].text;
        let second = finding.span.clone().expect("the place is known");
        assert!(text[second.clone()].contains('b'));
        assert!(finding.notes[0].span.end < second.start);
    }
}

#[test]
fn aliases_are_resolved_by_value() {
    let aliased = value("a: &x {b: [1, 2]}\nc: *x\nd: &k key\n*k : 5\n");
    assert_eq!(aliased.get("a"), aliased.get("c"));
    assert_eq!(aliased.get("key").and_then(Value::as_i64), Some(5));
    assert_eq!(codes("a: &x {b: *x}"), ["alias-cycle"]);
    assert_eq!(codes("a: *nothing"), ["syntax"]);
}

#[test]
fn an_alias_bomb_is_an_error() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let uses = vec![format!("*a{}", level - 1); 10].join(", ");
        text += &format!("a{level}: &a{level} [{uses}]\n");
    }
    assert_eq!(codes(&text), ["alias-expansion"]);
}

#[test]
fn merge_keys_are_merged_and_reported() {
    let text =
        "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\nuse:\n  z: 5\n  <<: [*b, *m]\n  x: 6\n";
    let (documents, diagnostics) = read(text);
    let used = documents.files[0]
        .root
        .get("use")
        .and_then(Value::as_object)
        .expect("an object");
    let members: Vec<_> = used
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_i64()))
        .collect();
    assert_eq!(members, [("z", Some(5)), ("x", Some(6)), ("y", Some(2))]);
    assert_eq!(diagnostics.findings.len(), 1);
    assert_eq!(diagnostics.findings[0].severity, Severity::Corrected);
    assert_eq!(value("'<<': 1").get("<<").and_then(Value::as_i64), Some(1));
    assert_eq!(codes("<<: 1"), ["merge-key"]);
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let flow = "[".repeat(10_000);
    let json = format!("{{\"a\":{}", "[".repeat(10_000));
    let block: String = (0..2_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    for text in [flow, json, block] {
        assert!(matches!(codes(&text).as_slice(), ["too-deep" | "syntax"]));
    }
    let allowed = format!("{{\"a\":{}1{}}}", "[".repeat(500), "]".repeat(500));
    assert!(codes(&allowed).is_empty());
}

#[test]
fn marks_line_ends_documents_and_tags() {
    let plain = value("a: 1\nb: text\n");
    assert_eq!(value("\u{feff}a: 1\r\nb: text\r\n"), plain);
    assert_eq!(value("\u{feff}{\"a\": 1,\r\n\"b\": \"text\"}"), plain);
    assert_eq!(codes("a: 1\n---\nb: 2\n"), ["several-documents"]);
    assert_eq!(codes("a: !foo 1"), ["unknown-tag"]);
    assert_eq!(codes("a: !!binary aGk="), ["unknown-tag"]);
    assert_eq!(codes("a: !foo {}"), ["unknown-tag"]);
    assert_eq!(
        value("a: !!str 1").get("a").and_then(Value::as_str),
        Some("1")
    );
    assert_eq!(codes("? [a]\n: 1\n"), ["key-not-text"]);
    assert_eq!(codes("a: .inf"), ["not-a-json-number"]);
}

#[test]
fn json_strings_and_syntax() {
    let read = value(r#"{"a": "\u00e9\ud83d\ude00\n\"/\/", "b": [], "c": {}, "d": [true, null]}"#);
    assert_eq!(read.get("a").and_then(Value::as_str), Some("é😀\n\"//"));
    // YAML's flow style is more lenient than JSON.
    assert_eq!(
        value("{a: 1, b: [2,],}").get("a").and_then(Value::as_i64),
        Some(1)
    );
    assert_eq!(codes("{\"a\": 1,\n \"b\": [1, 2}\n"), ["syntax"]);
    assert_eq!(codes("a: [1, 2\nb: 3"), ["syntax"]);
}

#[test]
fn references_lead_across_files() {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let mut diagnostics = Diagnostics::default();
    let documents = load(
        vec![
            source(
                "spec/main.yaml",
                "paths: {'/a/{id}': {get: [x]}}\nd: {$anchor: here}",
            ),
            source("spec/parts/x.yaml", "a~b: 1"),
        ],
        &mut diagnostics,
    );
    let entry = Origin::root(0);
    let resolve = |base: &Origin, reference: &str| documents.resolve(base, reference);
    let found = resolve(&entry, "#/paths/~1a~1%7Bid%7D/get/0").expect("resolves");
    assert_eq!(found.pointer, "/paths/~1a~1{id}/get/0");
    assert_eq!(documents.get(&found).and_then(Value::as_str), Some("x"));
    let other = resolve(&entry, "./parts/../parts/x.yaml#/a~0b").expect("resolves");
    assert_eq!((other.file, other.pointer.as_str()), (1, "/a~0b"));
    assert_eq!(resolve(&other, "../main.yaml"), Ok(Origin::root(0)));
    assert_eq!(resolve(&other, "../main.yaml#here"), Ok(entry.child("d")));
    use super::RefError::{Dangling, MissingFile, Network};
    assert_eq!(
        resolve(&entry, "https://a.b/c#/d"),
        Err(Network("https://a.b/c".to_owned()))
    );
    assert_eq!(
        resolve(&other, "y.yaml#/d"),
        Err(MissingFile("spec/parts/y.yaml".to_owned()))
    );
    assert_eq!(
        resolve(&entry, "#/nothing"),
        Err(Dangling("#/nothing".to_owned()))
    );
}

#[test]
fn places_are_found_behind_aliases_and_merge_keys() {
    let text = "é: &a\n  x: {y: [1, two]}\nb: *a\nc:\n  <<: [*a, {z: 5}]\n  w: 1\n";
    let marked = |pointer: &str| {
        locate(text, pointer).map(|place| (place.line, place.column, &text[place.span]))
    };
    assert_eq!(marked("/é/x"), Some((2, 3, "x")));
    assert_eq!(marked("/é/x/y/1"), Some((2, 14, "two")));
    assert_eq!(marked("/b"), Some((3, 1, "b: *a")));
    assert_eq!(marked("/b/x/y/1"), Some((2, 14, "two")));
    assert_eq!(marked("/c/x/y/0"), Some((2, 11, "1")));
    assert_eq!(marked("/c/z"), Some((5, 13, "z: 5")));
    assert_eq!(marked("/c/w"), Some((6, 3, "w: 1")));
    assert_eq!(marked("/nothing"), None);
    let json = "{\n  \"é\": {\"a/b\": [true]}\n}";
    let place = locate(json, "/é/a~1b/0").expect("it is there");
    assert_eq!(
        (place.line, place.column, &json[place.span]),
        (2, 17, "true")
    );
}

#[test]
fn schemas_are_found_by_the_names_they_give_themselves() {
    let text = "components:\n  schemas:\n    A:\n      $id: https://a.b/c/d\n      $defs: {E: {$anchor: e}, F: {$id: f, $defs: {G: {}}}}\n    B: {$anchor: e}\n";
    let (documents, _) = read(text);
    let a = Origin::root(0)
        .child("components")
        .child("schemas")
        .child("A");
    let pointer = |base: &Origin, reference: &str| {
        let found = documents.resolve(base, reference);
        found.map(|origin| origin.pointer).unwrap_or_default()
    };
    assert_eq!(
        pointer(&Origin::root(0), "https://a.b/c/d#/$defs/E"),
        "/components/schemas/A/$defs/E"
    );
    assert_eq!(pointer(&a, "#/$defs/E"), "/components/schemas/A/$defs/E");
    assert_eq!(
        pointer(&a, "#/components/schemas/B"),
        "/components/schemas/B"
    );
    assert_eq!(
        pointer(&a, "f#/$defs/G"),
        "/components/schemas/A/$defs/F/$defs/G"
    );
    assert_eq!(pointer(&a, "#e"), "/components/schemas/A/$defs/E");
    assert_eq!(pointer(&Origin::root(0), "#e"), "/components/schemas/B");
}

#[test]
fn many_equal_keys_end_quickly() {
    let text = "é: 1\n".repeat(200_000);
    let codes = codes(&text);
    assert_eq!(codes.last(), Some(&"too-many-findings"));
    assert!(codes.len() < 2000);
}

#[test]
fn a_copy_of_what_is_on_the_network_goes_by_its_address() {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let entry = "{$id: 'https://a.b/c/', items: {$id: d/}}";
    let sources = vec![
        source("entry.yaml", entry),
        source("https://a.b/c/e.json", r#"{"properties": {"x": {}}}"#),
        source("https://a.b/c/d/e.json", r#"{"type": "string"}"#),
    ];
    let documents = load(sources, &mut Diagnostics::default());
    let root = Origin::root(0);
    let resolved = |base: &Origin, reference: &str| documents.resolve(base, reference).ok();
    let absolute = resolved(&root, "https://a.b/c/e.json#/properties/x");
    let x = Origin::root(1).child("properties").child("x");
    assert_eq!(absolute, Some(x.clone()));
    assert_eq!(resolved(&root, "e.json#/properties/x"), Some(x));
    assert_eq!(
        resolved(&root.child("items"), "e.json"),
        Some(Origin::root(2))
    );
    assert_eq!(
        resolved(&Origin::root(2), "../e.json"),
        Some(Origin::root(1))
    );
    assert_eq!(resolved(&root, "https://a.b/f.json"), None);
}
