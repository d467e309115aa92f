//! Hostile and sloppy texts, each with what becomes of it. All were given to rustdoc once with
//! warnings denied, and to `cargo test --doc`.

use super::{code_span, lines, markdown};
use crate::ir::Docs;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(markdown(text).join("\n"), expected);
}

#[test]
fn brackets_are_no_links_to_items() {
    check(
        "At or after, e.g. created_at[gte]=x.",
        "At or after, e.g. created_at\\[gte]=x.",
    );
    check("`[gte]` stays", "`[gte]` stays");
}

#[test]
fn relative_links_become_text_and_absolute_ones_stay() {
    check(
        "See [the `list`](/api-reference/x) now.",
        "See the `list` now.",
    );
    check(
        "See [docs](https://a.b/c_(d) \"t\").",
        "See [docs](<https://a.b/c_(d)>).",
    );
    check("![](https://a.b/c.gif)", "<https://a.b/c.gif>");
    check("[a](javascript:alert(1))", "a");
    check(
        "[![run](https://a.b/c.svg)](https://d.e)",
        "[run](https://d.e)",
    );
    check("[a [b] c](https://d.e)", "[a \\[b\\] c](https://d.e)");
}

#[test]
fn bare_addresses_are_put_between_angle_brackets() {
    check(
        "See https://a.b/c, (http://d.e).",
        "See <https://a.b/c>, (<http://d.e>).",
    );
    check("**https://a.b**", "**<https://a.b>**");
}

#[test]
fn html_is_text() {
    check(
        "<script>x</script> Vec<String>",
        "\\<script>x\\</script> Vec\\<String>",
    );
    check("one<br/>two <b>three</b>", "one\\\ntwo **three**");
}

#[test]
fn code_blocks_are_closed_and_no_tests() {
    check("```\nfn main() {}", "```text\nfn main() {}\n```");
    check(
        "~~~rust\npanic!()\n~~~\nafter",
        "```text\npanic!()\n```\n\nafter",
    );
    check("```JSON\n{\n```", "```json\n{\n```");
    check("```code``` on a line", "```code``` on a line");
    check("````\n```\n````", "````text\n```\n````");
}

#[test]
fn indented_text_is_prose_or_a_labelled_block() {
    check("One:\n\n    two words here.\n", "One:\n\ntwo words here.");
    check("One:\n\n\tlet x = 1;\n", "One:\n\n```text\nlet x = 1;\n```");
    check(
        "- a\n\n      let x = 1;\n",
        "- a\n\n  ```text\n  let x = 1;\n  ```",
    );
}

#[test]
fn headings_step_down() {
    check("Summary.\n\n# One\ntext", "Summary.\n\n#### One\n\ntext");
    check("Summary\n===\ntext\n---", "Summary\n\n##### text");
}

#[test]
fn lists_keep_their_nesting() {
    check(
        "Values:\n* a\n* b\n  - c\n    more\n1. d\n",
        "Values:\n\n- a\n- b\n  - c more\n\n1. d",
    );
}

#[test]
fn tables_keep_their_rows() {
    check(
        "| a | b[x] |\n|---|---|\n| <c> | d |",
        "| a | b\\[x] |\n|---|---|\n| \\<c> | d |",
    );
}

#[test]
fn characters_that_hide_or_break_lines_are_gone() {
    check("a\rb\r\nc\u{2028}d", "a b c d");
    check("a\u{202e}b\u{2066}c\0d\u{feff}", "abcd");
}

#[test]
fn backticks_without_counterpart_are_text() {
    check("a ` b `` c", "a \\` b \\`\\` c");
    check("``a`b``", "``a`b``");
}

#[test]
fn wrapping_never_begins_a_block() {
    let text = format!("{} - b # c 1. d", "word ".repeat(18).trim());
    for line in markdown(&text) {
        assert!(
            line.starts_with("word") || line.starts_with('b') || line.starts_with('c'),
            "{line}"
        );
    }
    let code = format!("{} `a b c d e f g`", "word ".repeat(17));
    assert!(
        markdown(&code)
            .iter()
            .any(|line| line.contains("`a b c d e f g`"))
    );
    assert!(
        markdown(&"word ".repeat(500))
            .iter()
            .all(|line| line.len() <= super::WIDTH)
    );
}

#[test]
fn a_long_first_paragraph_is_cut_after_its_sentence() {
    let text = format!("Makes one, e.g. This. Then {}.", "more ".repeat(30));
    assert_eq!(markdown(&text)[..2], ["Makes one, e.g. This.", ""]);
}

#[test]
fn summary_description_and_notes_are_paragraphs() {
    let docs = Docs {
        summary: Some("- Name\nof it".to_owned()),
        description: Some("Text".to_owned()),
    };
    let lines = lines(&docs, &["Default: `x`.".to_owned()]);
    assert_eq!(lines, ["\\- Name of it", "", "Text", "", "Default: `x`."]);
}

#[test]
fn code_spans_hold_anything() {
    assert_eq!(code_span(""), "`\"\"`");
    assert_eq!(code_span("a`b"), "``a`b``");
    assert_eq!(code_span("`"), "`` ` ``");
    assert_eq!(code_span("a\n*/ b"), "`a */ b`");
}

#[test]
fn megabytes_of_beginnings_end_soon() {
    for start in [
        "[",
        "<",
        "`",
        "http://a)",
        "> ",
        "- ",
        "![",
        "\\",
        "1. ",
        "|",
    ] {
        let _ = markdown(&start.repeat(20_000));
        let _ = markdown(&format!("{start}\n").repeat(5_000));
    }
}
