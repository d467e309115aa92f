//! Decodes every instance of the JSON Schema Test Suite with the types generated for its schema.
//!
//! What is valid is decided here, by a validator, for the schema as the generator took it.

mod decoders;

use decoders::Decode;
use json_schema_suite::runtime::MisfitKind;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

/// What came of the instances of a file.
#[derive(Default, Clone, Copy)]
struct Tally {
    schemas: usize,
    typed: usize,
    valid: usize,
    decoded: usize,
    same: usize,
    invalid: usize,
    rejected: usize,
    /// Read, and said to fit no variant, value or constant.
    noticed: usize,
    /// The validator says otherwise than the suite.
    differing: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.schemas += other.schemas;
        self.typed += other.typed;
        self.valid += other.valid;
        self.decoded += other.decoded;
        self.same += other.same;
        self.invalid += other.invalid;
        self.rejected += other.rejected;
        self.noticed += other.noticed;
        self.differing += other.differing;
    }
}

/// By folder, file and way of generating.
type Tallies = BTreeMap<(String, String, String), Tally>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(&arguments[0]);
    let verbose = arguments.iter().any(|argument| argument == "--verbose");
    let read = |name| std::fs::read_to_string(folder.join(name)).expect("the file was written");
    let remotes: Value = serde_json::from_str(&read("remotes.json")).expect("it is JSON");
    let registry = registry(&remotes);
    let decoders: BTreeMap<String, Decode> = decoders::all().into_iter().collect();
    let mut tallies = Tallies::new();
    let mut failures = Vec::new();
    for line in read("suite.jsonl").lines() {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        let text = |name: &str| line[name].as_str().expect("it is text").to_owned();
        let decode = decoders[&text("decoder")];
        let key = (text("folder"), text("file"), text("way"));
        let tally = tallies.entry(key).or_default();
        check(&line, decode, &registry, tally, &mut failures, verbose);
    }
    print(&tallies);
    for failure in &failures {
        println!("{failure}");
    }
    if tallies.values().all(|tally| tally.same == tally.valid) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn registry(remotes: &Value) -> jsonschema::Registry<'_> {
    let mut registry = jsonschema::Registry::new();
    for (address, schema) in remotes.as_object().expect("remotes have addresses") {
        registry = registry.add(address.clone(), schema).expect("the address is a URI");
    }
    registry.prepare().expect("every reference leads somewhere")
}

fn check(
    line: &Value,
    decode: Decode,
    registry: &jsonschema::Registry<'_>,
    tally: &mut Tally,
    failures: &mut Vec<String>,
    verbose: bool,
) {
    let group = &line["group"];
    tally.schemas += 1;
    tally.typed += usize::from(line["typed"] == true);
    let validator = jsonschema::options()
        .should_validate_formats(line["folder"] == "format")
        .with_registry(registry)
        .build(&line["schema"]);
    if let Err(error) = &validator {
        println!("{}: no validator for {}: {error}", line["decoder"], group["description"]);
    }
    for test in group["tests"].as_array().expect("a group has tests") {
        let data = &test["data"];
        let said = test["valid"] == true;
        let valid = validator.as_ref().map_or(said, |validator| validator.is_valid(data));
        tally.differing += usize::from(valid != said);
        let audit = decode(&data.to_string());
        let misfit = audit.as_ref().ok().and_then(|audit| {
            let mut misfits = audit.misfits.iter();
            misfits.find(|misfit| misfit.kind != MisfitKind::Undeclared)
        });
        let place = || {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            format!(
                "{} ({}, {}): {data}",
                text(&line["decoder"]),
                text(&group["description"]),
                text(&test["description"])
            )
        };
        if !valid {
            tally.invalid += 1;
            tally.rejected += usize::from(audit.is_err());
            tally.noticed += usize::from(misfit.is_some());
            continue;
        }
        tally.valid += 1;
        match &audit {
            Err(error) => failures.push(format!("{}\n    {error}", place())),
            Ok(audit) => {
                tally.decoded += 1;
                if same(&audit.value, data) {
                    tally.same += 1;
                } else {
                    failures.push(format!("{}\n    came back as {}", place(), audit.value));
                }
                if let Some(misfit) = misfit.filter(|_| verbose) {
                    failures.push(format!("{}\n    {:?} at {:?}", place(), misfit.kind, misfit.path));
                }
            }
        }
    }
}

/// Whether two values are the same JSON data: members in any order, numbers by value.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let found = |(name, value): (&String, &Value)| b.get(name).is_some_and(|other| same(value, other));
            a.len() == b.len() && a.iter().all(found)
        }
        (a, b) => a == b,
    }
}

fn print(tallies: &Tallies) {
    println!(
        "| folder | file | untyped | schemas | typed | valid | decoded | the same | invalid | rejected | noticed | verdicts differ |\n\
         | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    );
    let mut totals: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    for ((folder, file, way), tally) in tallies {
        row(folder, file, way, tally);
        totals.entry((folder, way)).or_default().add(tally);
    }
    for ((folder, way), tally) in &totals {
        row(folder, "all", way, tally);
    }
    for way in ["any", "deduced"] {
        let mut all = Tally::default();
        for ((_, _, theirs), tally) in tallies {
            if theirs == way {
                all.add(tally);
            }
        }
        println!(
            "{way}: {} of {} valid instances come back the same, {} of {} invalid ones are rejected ({:.1} %) and {} noticed, {} of {} schemas are typed ({:.1} %)",
            all.same, all.valid, all.rejected, all.invalid, share(all.rejected, all.invalid),
            all.noticed, all.typed, all.schemas, share(all.typed, all.schemas)
        );
    }
}

fn row(folder: &str, file: &str, way: &str, tally: &Tally) {
    println!(
        "| {folder} | {file} | {way} | {} | {:.0} % | {} | {} | {} | {} | {:.0} % | {:.0} % | {} |",
        tally.schemas,
        share(tally.typed, tally.schemas),
        tally.valid,
        tally.decoded,
        tally.same,
        tally.invalid,
        share(tally.rejected, tally.invalid),
        share(tally.noticed, tally.invalid),
        tally.differing,
    );
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}
