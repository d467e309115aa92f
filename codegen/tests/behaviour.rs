//! Which operations wait and which page, by rule and by configuration.

use codegen::analyze::{Advance, Facts, Paging};
use codegen::load::Source;
use codegen::lock::Lock;
use codegen::{Input, Output, Target, generate};

/// The path of a list, its query parameters with their types, and its answer.
type List<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

/// A document of lists: for each its path, its query parameters and its answer.
fn lists(lists: &[List<'_>], config: &str) -> Output {
    let mut text = String::from("openapi: 3.1.0\ninfo: {title: t, version: v}\npaths:\n");
    for (path, parameters, answer) in lists {
        text.push_str(&format!("  {path}:\n    get:\n      parameters:\n"));
        for (name, kind) in *parameters {
            text.push_str(&format!(
                "        - {{name: '{name}', in: query, schema: {{type: {kind}}}}}\n"
            ));
        }
        text.push_str(&format!(
            "      responses:\n        '200':\n          description: d\n          content:\n            application/json:\n              schema: {answer}\n"
        ));
    }
    let output = run(&text, config);
    assert_eq!(unfit(&output), [""; 0]);
    output
}

fn run(document: &str, config: &str) -> Output {
    part(document, config, &[])
}

/// What becomes of the paths and tags alone, or of all if none is given.
fn part(document: &str, config: &str, only: &[&str]) -> Output {
    published(document, config, only, Lock::default())
}

fn published(document: &str, config: &str, only: &[&str], lock: Lock) -> Output {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    generate(Input {
        sources: vec![source("api.yaml", document)],
        overlays: Vec::new(),
        only: only.iter().map(|text| (*text).to_owned()).collect(),
        names: None,
        config: Some(source("codegen.toml", config)),
        lock,
        label: "api.yaml".to_owned(),
        runner: String::new(),
        target: Target::Crate {
            name: "api".to_owned(),
            runtime: Vec::new(),
            manifest: String::new(),
            library: String::new(),
        },
    })
}

/// What configuration says that cannot be followed.
fn unfit(output: &Output) -> Vec<&str> {
    let found = output.findings.open.iter();
    let unfit = found.filter(|found| found.code == "unfit-behaviour");
    unfit.map(|found| found.message.as_str()).collect()
}

const OBJECT: &str = "{type: object, properties: {results: {type: array, items: {type: string}}, count: {type: integer}}}";
const BARE: &str = "{type: array, items: {type: string}}";

fn paging(parameters: &[(&str, &str)], answer: &str) -> Option<Paging> {
    let output = lists(&[("/things", parameters, answer)], "");
    output.facts.paging[0].clone()
}

fn told(paging: Option<Paging>) -> Option<(Advance, String, Option<String>, Option<String>)> {
    paging.map(|paging| (paging.advance, paging.items, paging.total, paging.more))
}

#[test]
fn lists_page_by_what_they_take_and_answer() {
    let some = |text: &str| Some(text.to_owned());
    let (limit, offset) = (("limit", "integer"), ("offset", "integer"));
    assert_eq!(
        told(paging(&[limit, offset], OBJECT)),
        Some((
            Advance::Offset("offset".into()),
            "results".into(),
            some("count"),
            None
        ))
    );
    assert_eq!(
        told(paging(&[limit, offset], BARE)),
        Some((Advance::Offset("offset".into()), String::new(), None, None))
    );
    assert_eq!(
        told(paging(&[("page[number]", "integer")], BARE)).map(|told| told.0),
        Some(Advance::Page("page[number]".into(), 1))
    );
    let either = format!("{{anyOf: [{BARE}, {OBJECT}]}}");
    assert_eq!(
        told(paging(&[limit, offset], &either)),
        Some((
            Advance::Offset("offset".into()),
            "results".into(),
            some("count"),
            None
        ))
    );
    let django = "{type: object, properties: {count: {type: integer}, next: {type: [string, 'null']}, results: {type: array, items: {type: string}}}}";
    assert_eq!(
        told(paging(&[("page", "integer")], django)),
        Some((
            Advance::Page("page".into(), 1),
            "results".into(),
            some("count"),
            some("next")
        ))
    );
    assert_eq!(
        told(paging(&[], django)),
        Some((Advance::Link("next".into()), "results".into(), None, None))
    );
    let cursor = "{type: object, properties: {data: {type: array, items: {type: string}}, meta: {type: object, properties: {next_cursor: {type: string}}}}}";
    assert_eq!(
        told(paging(&[("cursor", "string"), offset], cursor)),
        Some((
            Advance::Cursor("cursor".into(), "meta.next_cursor".into()),
            "data".into(),
            None,
            None
        ))
    );
    let last = "{type: object, properties: {data: {type: array, items: {type: object, properties: {id: {type: string}}}}, has_more: {type: boolean}}}";
    assert_eq!(
        told(paging(&[("starting_after", "string")], last)),
        Some((
            Advance::Cursor("starting_after".into(), "data.-1.id".into()),
            "data".into(),
            None,
            some("has_more")
        ))
    );
}

/// An answer without its list is an empty page only where the document says that it may be left out.
#[test]
fn a_list_that_may_be_left_out_is_told() {
    let optional = |answer: &str| {
        let found = paging(&[("offset", "integer")], answer);
        found.map(|paging| (paging.items, paging.items_optional))
    };
    let list = "results: {type: array, items: {type: string}}";
    let always = format!("{{type: object, required: [results], properties: {{{list}}}}}");
    let inner = |required: &str| {
        format!("{{type: object, required: [{required}], properties: {{data: {always}}}}}")
    };
    let some = |path: &str, optional| Some((path.to_owned(), optional));
    assert_eq!(optional(&always), some("results", false));
    assert_eq!(optional(OBJECT), some("results", true));
    assert_eq!(optional(BARE), some("", false));
    assert_eq!(optional(&inner("data")), some("data.results", false));
    assert_eq!(optional(&inner("")), some("data.results", true));

    let emitted = |answer: &str| {
        let output = lists(&[("/things", &[("offset", "integer")], answer)], "");
        let files: String = output.files.values().map(String::as_str).collect();
        (
            files.contains(".items(\"results\")"),
            files.contains(".items_if_any(\"results\")"),
        )
    };
    assert_eq!(emitted(&always), (true, false));
    assert_eq!(emitted(OBJECT), (false, true));
}

#[test]
fn lists_without_a_place_to_begin_do_not_page() {
    assert_eq!(paging(&[], OBJECT), None);
    assert_eq!(paging(&[("limit", "integer")], OBJECT), None);
    assert_eq!(paging(&[("offset", "string")], OBJECT), None, "no number");
    assert_eq!(
        paging(&[("cursor", "string")], OBJECT),
        None,
        "no next cursor"
    );
    let two = "{type: object, properties: {a: {type: array, items: {type: string}}, b: {type: array, items: {type: string}}}}";
    assert_eq!(
        paging(&[("offset", "integer")], two),
        None,
        "which of the lists?"
    );
    let one = "{type: object, properties: {name: {type: string}}}";
    assert_eq!(paging(&[("offset", "integer")], one), None);
}

#[test]
fn a_bare_list_follows_the_header_link_where_it_is_documented() {
    let advance = |parameter: &str, header: &str, answer: &str| {
        let text = format!(
            "openapi: 3.0.3
info: {{title: t, version: v}}
paths:
  /things:
    get:
      parameters:
        - {{name: {parameter}, in: query, schema: {{type: integer}}}}
      responses:
        '200':
          description: d
          headers: {{{header}: {{$ref: '#/components/headers/of'}}}}
          content: {{application/json: {{schema: {answer}}}}}
components: {{headers: {{of: {{schema: {{type: string}}}}}}}}
"
        );
        let found = run(&text, "").facts.paging[0].clone();
        found.map(|paging| (paging.advance, paging.items))
    };
    let by_link = Some((Advance::LinkHeader, String::new()));
    assert_eq!(advance("per_page", "Link", BARE), by_link);
    assert_eq!(advance("per_page", "link", BARE), by_link);
    assert_eq!(advance("per_page", "X-Link", BARE), None);
    assert_eq!(advance("per_page", "Link", OBJECT), None, "no bare list");
    // Pages that have numbers are counted, and the header says which is the last.
    let by_number = Some((Advance::Page("page".into(), 1), String::new()));
    assert_eq!(advance("page", "Link", BARE), by_number);
}

#[test]
fn configuration_corrects_the_rule() {
    let of = |parameters: &[(&str, &str)], config: &str| {
        let output = lists(&[("/things", parameters, OBJECT)], config);
        told(output.facts.paging[0].clone())
    };
    let none = "[pages.\"GET /things\"]\nnone = true";
    assert_eq!(of(&[("offset", "integer")], none), None);
    let cursor = "[pages.\"GET /things\"]\ncursor = \"from\"\nnext = \"last\"";
    assert_eq!(
        of(&[("from", "string")], cursor).map(|told| told.0),
        Some(Advance::Cursor("from".into(), "last".into()))
    );
    let header = "[pages.\"GET /things\"]\nlink_header = true";
    assert_eq!(
        of(&[], header).map(|told| told.0),
        Some(Advance::LinkHeader)
    );
    let uncounted = "[pages.\"GET /things\"]\ntotal = \"\"";
    assert_eq!(
        of(&[("offset", "integer")], uncounted).map(|told| told.2),
        Some(None)
    );
}

const WORK: &str = r"
openapi: 3.1.0
info: {title: t, version: v}
paths:
  /things:
    post: &starts
      responses:
        '202': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Started'}}}}
  /things/{thing}:
    parameters: [{name: thing, in: path, required: true, schema: {type: string}}]
    delete: *starts
    get:
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /jobs/{job}:
    parameters: [{name: job, in: path, required: true, schema: {type: string}}]
    get:
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
  /others:
    post:
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
components:
  schemas:
    Started: {type: object, properties: {work: {type: object, properties: {ids: {type: array, items: {type: string}}}}}}
    Thing: {type: object, properties: {name: {type: string}}}
    Job: {type: object, properties: {state: {type: string}}}
";

#[test]
fn what_starts_work_is_waited_for() {
    let config = r#"
[long_running.jobs]
ids = "work.ids"
poll = "GET /jobs/{job}"
status = "state"
finished = ["DONE"]

[long_running.jobs.results]
"POST /things" = { fetch = "GET /things/{thing}", id = "made" }
"#;
    let output = run(WORK, config);
    assert_eq!(unfit(&output), [""; 0]);
    let Facts {
        waits,
        long_running,
        types,
        ..
    } = &output.facts;
    assert_eq!(long_running[0].variable, "job");
    let found: Vec<&str> = waits
        .iter()
        .zip(&output.api.operations)
        .filter(|(wait, _)| wait.is_some())
        .map(|(_, operation)| operation.method.as_str())
        .collect();
    assert_eq!(found, ["POST", "DELETE"]);
    let fetch = waits.iter().flatten().find_map(|wait| wait.fetch.as_ref());
    let id = fetch.and_then(|fetch| fetch.id.clone());
    assert_eq!(id, Some(("thing".to_owned(), "made".to_owned())));
    // The job's type is needed by whatever starts one.
    let job = output.api.types.iter().zip(types);
    let job = job.filter(|(def, _)| def.origin.last_token().as_deref() == Some("Job"));
    assert_eq!(
        job.map(|(_, facts)| facts.used_by.len())
            .collect::<Vec<_>>(),
        [3]
    );
}

#[test]
fn results_that_cannot_be_read_are_errors() {
    for (result, why) in [
        (
            "\"POST /others\" = { fetch = \"GET /jobs/{job}\" }",
            "starts no such work",
        ),
        (
            "\"POST /things\" = { fetch = \"GET /things/{thing}\" }",
            "`thing`",
        ),
        (
            "\"POST /things\" = { fetch = \"GET /nowhere\" }",
            "GET /nowhere",
        ),
    ] {
        let config = format!(
            "[long_running.jobs]\nids = \"work.ids\"\npoll = \"GET /jobs/{{job}}\"\nstatus = \"state\"\nfinished = [\"DONE\"]\n[long_running.jobs.results]\n{result}\n"
        );
        let output = run(WORK, &config);
        let told = unfit(&output);
        assert!(
            matches!(told.as_slice(), [told] if told.contains(why)),
            "{told:?}"
        );
        assert!(output.files.is_empty());
    }
}

#[test]
fn entries_for_operations_that_are_not_selected_are_no_errors() {
    let config = r#"
[pages."GET /things/{thing}"]
none = true
[long_running.jobs]
ids = "work.ids"
poll = "GET /jobs/{job}"
status = "state"
finished = ["DONE"]
[long_running.jobs.results]
"POST /things" = { fetch = "GET /things/{thing}", id = "made" }
"#;
    // Without `GET /jobs/{job}`; without what starts jobs; without both.
    for only in ["/things", "/jobs", "/others"] {
        let config = config.replace("[pages.\"GET /things/{thing}\"]\nnone = true\n", "");
        let output = part(WORK, &config, &[only]);
        assert_eq!(unfit(&output), [""; 0], "{only}");
        assert!(!output.files.is_empty(), "{only}");
    }
    let output = part(WORK, config, &["/others"]);
    assert_eq!(unfit(&output), [""; 0]);
    // What no selection has is an error with any.
    let gone = config.replace("/things", "/gone").replace("/jobs", "/none");
    let output = part(WORK, &gone, &["/others"]);
    let told = [
        "There is no operation `GET /none/{job}`.",
        "There is no operation `GET /gone/{thing}`.",
    ];
    assert_eq!(unfit(&output), told);
    let gone = config.replace("fetch = \"GET /things", "fetch = \"GET /gone");
    let output = part(WORK, &gone, &["/things", "/jobs"]);
    assert!(unfit(&output).contains(&"There is no operation `GET /gone/{thing}`."));
}

/// The lock says the same then, which is no reason to take the entry out.
#[test]
fn what_configuration_says_of_pages_is_needed_when_it_is_published() {
    let document = r##"{"openapi": "3.1.0", "info": {"title": "t", "version": "v"}, "paths": {"/pets": {"get": {
        "parameters": [{"name": "offset", "in": "query", "schema": {"type": "integer"}}],
        "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
            "type": "object", "properties": {
                "pets": {"type": "array", "items": {"type": "string"}},
                "toys": {"type": "array", "items": {"type": "integer"}}}}}}}}}}}}"##;
    let config = "[pages.\"GET /pets\"]\noffset = \"offset\"\nitems = \"pets\"\n";
    let first = run(document, config);
    assert!(
        first.lock.to_string().contains("*items:pets = items"),
        "{}",
        first.lock
    );
    let second = published(document, config, &[], first.lock);
    assert_eq!(unfit(&second), [""; 0]);
    assert_eq!(first.facts.paging, second.facts.paging);
    // Without the entry the items stay where they are.
    let third = published(document, "", &[], second.lock);
    let items = |output: &Output| output.facts.paging[0].as_ref().map(|it| it.items.clone());
    assert_eq!(items(&third).as_deref(), Some("pets"));
    assert_eq!(items(&run(document, "")), None);
}
