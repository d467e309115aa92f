//! Every valid example of the document, and every valid value put together for a struct or a union,
//! is decoded, written again and compared.
//!
//! A value passes if it comes back as the same JSON data, and nothing in it was taken for unknown
//! that its schema declares. Validity is decided here, by a JSON Schema validator.
#![cfg(feature = "full")]

#[rustfmt::skip]
#[path = "generated/mod.rs"]
mod generated;

use generated::rt::{Audit, MisfitKind};
use generated::{Decode, Described};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The address under which the validator knows the files; nothing is fetched.
const BASE: &str = "https://document.invalid/";

/// How integers that 64 bits do not hold are refused, and counted.
const OUT_OF_RANGE: &str = "out of range";
const TOO_LARGE: &str = "too large";

/// Failures printed in full; the rest are counted.
const SHOWN: usize = 40;

#[test]
fn every_valid_instance_comes_back() {
    assert!(!generated::DESCRIBED.is_empty(), "nothing is tested");
    generated::DESCRIBED.iter().for_each(comes_back);
}

fn comes_back(described: &Described) {
    let documents: Value =
        serde_json::from_str(described.documents).expect("the documents are JSON");
    let documents = Documents::new(&documents);
    let registry = documents.registry();
    let decoders: BTreeMap<_, _> = described.decoders.iter().copied().collect();
    let (header, lines) = described
        .instances
        .split_once('\n')
        .expect("the first line is a header");
    let header: Value = serde_json::from_str(header).expect("a line is JSON");
    let is_split = header["split"] == true;
    let lines: Vec<&str> = lines.lines().collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let share = lines.len().div_ceil(workers).max(1);
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let workers: Vec<_> = lines
            .chunks(share)
            .map(|lines| scope.spawn(|| check(lines, &decoders, &documents, &registry, is_split)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("no worker panics"))
            .collect()
    });
    let total = tallies.into_iter().fold(Tally::default(), Tally::add);
    println!("{}", total.report());
    assert!(
        total.failures.is_empty(),
        "{} values failed:\n{}",
        total.failures.len(),
        { total.failures[..total.failures.len().min(SHOWN)].join("\n") }
    );
    assert!(
        lines.is_empty() || total.valid() > 0 || !total.unread.is_empty(),
        "no value is valid, so nothing was tested"
    );
}

/// The files of the description, by name.
struct Documents<'d> {
    files: Vec<(&'d str, &'d Value)>,
}

impl<'d> Documents<'d> {
    fn new(documents: &'d Value) -> Self {
        let files = documents["files"].as_array().expect("the files are a list");
        let files = files.iter().map(|file| {
            let name = file["name"].as_str().expect("a file has a name");
            (name, &file["document"])
        });
        Self {
            files: files.collect(),
        }
    }

    fn registry(&self) -> jsonschema::Registry<'_> {
        let mut registry = jsonschema::Registry::new();
        for (name, document) in &self.files {
            registry = registry
                .add(format!("{BASE}{name}"), *document)
                .expect("the address is a URI");
        }
        registry.prepare().expect("every reference leads somewhere")
    }

    /// The address of a schema as the instances name it: `#/pointer`, or `file#/pointer`.
    fn address(&self, schema: &str) -> String {
        let (file, pointer) = schema
            .split_once('#')
            .expect("a schema is named by its pointer");
        let file = if file.is_empty() {
            self.files[0].0
        } else {
            file
        };
        let mut address = format!("{BASE}{file}#");
        for byte in pointer.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                    address.push(char::from(byte));
                }
                byte => write!(address, "%{byte:02X}").expect("a string takes everything"),
            }
        }
        address
    }

    fn schema(&self, name: &str) -> Option<Place<'d>> {
        let (file, pointer) = name.split_once('#')?;
        let file = self.files.iter().position(|(name, _)| *name == file);
        let file = file.unwrap_or(0);
        Some(Place {
            file,
            schema: self.files[file].1.pointer(pointer)?,
            pointer: pointer.to_owned(),
        })
    }
}

/// A schema, the file its references start from, and its name there.
#[derive(Clone)]
struct Place<'d> {
    file: usize,
    schema: &'d Value,
    pointer: String,
}

/// What came of a share of the values.
#[derive(Default)]
struct Tally {
    /// Valid values, by where they are from and what they are.
    valid: BTreeMap<(String, &'static str), usize>,
    /// Values that their schema does not allow, by where they are from.
    invalid: BTreeMap<String, usize>,
    failures: Vec<String>,
    /// Made values that turned out invalid: their schemas.
    unmade: Vec<String>,
    /// Schemas that the validator cannot read, such as those with a pattern it does not know.
    unread: Vec<String>,
}

impl Tally {
    fn add(mut self, other: Self) -> Self {
        for (key, count) in other.valid {
            *self.valid.entry(key).or_default() += count;
        }
        for (key, count) in other.invalid {
            *self.invalid.entry(key).or_default() += count;
        }
        self.failures.extend(other.failures);
        self.unmade.extend(other.unmade);
        self.unread.extend(other.unread);
        self
    }

    fn valid(&self) -> usize {
        self.valid.values().sum()
    }

    fn report(&self) -> String {
        let mut text = format!("{} valid values", self.valid());
        for ((source, kind), count) in &self.valid {
            write!(text, "\n  {source:<10} {kind:<7} {count:>6}")
                .expect("a string takes everything");
        }
        for (source, count) in &self.invalid {
            write!(text, "\n  {source:<10} invalid {count:>6}").expect("a string takes everything");
        }
        for schema in &self.unread {
            write!(text, "\n  not validated: {schema}").expect("a string takes everything");
        }
        for schema in &self.unmade {
            write!(text, "\n  no valid value was made for {schema}")
                .expect("a string takes everything");
        }
        text
    }
}

fn check(
    lines: &[&str],
    decoders: &BTreeMap<&str, Decode>,
    documents: &Documents<'_>,
    registry: &jsonschema::Registry<'_>,
    is_split: bool,
) -> Tally {
    let declared = Declared {
        documents,
        registry,
        is_split,
    };
    let mut tally = Tally::default();
    let mut validators: BTreeMap<String, Option<jsonschema::Validator>> = BTreeMap::new();
    for line in lines {
        let instance: Value = serde_json::from_str(line).expect("a line is JSON");
        let name = instance["schema"]
            .as_str()
            .expect("an instance names its schema");
        let source = instance["source"]
            .as_str()
            .expect("an instance names its source")
            .to_owned();
        let value = &instance["value"];
        let validator = validators.entry(name.to_owned()).or_insert_with(|| {
            let made = validator(&documents.address(name), registry);
            made.map_err(|error| tally.unread.push(format!("{name}: {error}")))
                .ok()
        });
        let Some(validator) = validator else {
            continue;
        };
        if let Some(error) = validator.iter_errors(value).next() {
            if source != "example" {
                tally.unmade.push(format!(
                    "{name} ({source}): {error} at {}",
                    error.instance_path()
                ));
            }
            *tally.invalid.entry(source).or_default() += 1;
            continue;
        }
        let key = (source, kind(value, documents.schema(name).as_ref()));
        let ty = instance["type"]
            .as_str()
            .expect("an instance names its type");
        let decoded = decoders.get(ty).map(|decode| decode(&value.to_string()));
        let fault = match decoded {
            None => Some(format!("no decode function for `{ty}`")),
            // The one thing that is refused although it is valid.
            Some(Err(error)) if exceeds(value) && error.to_string().contains(OUT_OF_RANGE) => {
                *tally.invalid.entry(TOO_LARGE.to_owned()).or_default() += 1;
                continue;
            }
            Some(Err(error)) => Some(error.to_string()),
            Some(Ok(audit)) => fault(&audit, value, &declared, name),
        };
        *tally.valid.entry(key).or_default() += 1;
        let failures = fault.map(|fault| format!("{name}: {fault}\n    {value}"));
        tally.failures.extend(failures);
    }
    tally
}

fn validator(
    address: &str,
    registry: &jsonschema::Registry<'_>,
) -> Result<jsonschema::Validator, String> {
    let schema = serde_json::json!({ "$ref": address });
    let is_uuid = |text: &str| {
        let dash = |index| matches!(index, 8 | 13 | 18 | 23);
        text.len() == 36
            && text.bytes().enumerate().all(|(index, byte)| {
                if dash(index) {
                    byte == b'-'
                } else {
                    byte.is_ascii_hexdigit()
                }
            })
    };
    let is_address = |text: &str| text.parse::<std::net::IpAddr>().is_ok();
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .with_format("uuid4", is_uuid)
        .with_format("ipvanyaddress", is_address)
        .with_format("ipvanynetwork", is_network)
        .with_format("ipv4network", is_network)
        .with_format("ipv6network", is_network)
        .with_registry(registry)
        .build(&schema)
        .map_err(|error| error.to_string())
}

fn is_network(text: &str) -> bool {
    let (address, length) = text.split_once('/').unwrap_or((text, "0"));
    address.parse::<std::net::IpAddr>().is_ok()
        && length.parse::<u8>().is_ok_and(|bits| bits <= 128)
}

/// What a value is, for the counts.
fn kind(value: &Value, place: Option<&Place<'_>>) -> &'static str {
    let branches = |keyword| {
        let list = place
            .and_then(|place| place.schema.get(keyword))
            .and_then(Value::as_array);
        list.map_or(0, |branches| {
            branches
                .iter()
                .filter(|branch| branch["type"] != "null")
                .count()
        })
    };
    match value {
        _ if branches("oneOf") + branches("anyOf") > 1 => "union",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        _ => "scalar",
    }
}

/// Whether there is an integer that 64 bits do not hold.
fn exceeds(value: &Value) -> bool {
    match value {
        Value::Number(number) => {
            let is_whole = number.as_f64().is_some_and(|float| float.fract() == 0.0);
            number.as_i64().is_none() && is_whole
        }
        Value::Array(elements) => elements.iter().any(exceeds),
        Value::Object(members) => members.values().any(exceeds),
        _ => false,
    }
}

/// What is wrong with a value that was decoded, if anything is.
fn fault(audit: &Audit, value: &Value, declared: &Declared<'_>, name: &str) -> Option<String> {
    if !same(&audit.value, value) {
        return Some(format!("came back as {}", audit.value));
    }
    let place = declared.documents.schema(name)?;
    let misfit = audit.misfits.iter().find(|misfit| {
        // An undeclared member is kept as such, rightly, if no schema for its place declares it.
        misfit.kind != MisfitKind::Undeclared
            || declared.contains(place.clone(), value, &misfit.path)
    })?;
    Some(format!("{} was read as {:?}", misfit.path, misfit.kind))
}

/// Whether two values are the same JSON data: members in any order, numbers by value.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => a.len() == b.len() && members_same(a, b),
        (a, b) => a == b,
    }
}

fn members_same(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    a.iter()
        .all(|(name, value)| b.get(name).is_some_and(|other| same(value, other)))
}

/// What the schemas declare of the places in an instance.
struct Declared<'a> {
    documents: &'a Documents<'a>,
    registry: &'a jsonschema::Registry<'a>,
    /// Whether there are types that lack what is not sent, or not received.
    is_split: bool,
}

impl<'a> Declared<'a> {
    /// Whether any schema that `value` is valid under declares the place `pointer` in it.
    fn contains(&self, place: Place<'a>, value: &Value, pointer: &str) -> bool {
        let (mut places, mut value) = (vec![place], value);
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            let mut next = Vec::new();
            for place in places {
                self.branches(place, value, 0, &mut |branch| {
                    next.extend(step(branch, &token))
                });
            }
            places = next;
            let index = token.parse::<usize>().ok();
            let element = index.and_then(|index| value.get(index));
            value = value.get(&token).or(element).unwrap_or(&Value::Null);
        }
        let goes_one_way = |place: &Place<'a>| {
            let mut found = false;
            self.branches(place.clone(), value, 0, &mut |branch| {
                found |= branch.schema["readOnly"] == true || branch.schema["writeOnly"] == true;
            });
            found
        };
        if self.is_split && places.iter().any(goes_one_way) {
            return false;
        }
        !places.is_empty()
    }

    /// Visits the schema, what it refers to, and the branches of its combinations; of a union only
    /// those that the value is valid under.
    fn branches(
        &self,
        place: Place<'a>,
        value: &Value,
        depth: usize,
        visit: &mut dyn FnMut(&Place<'a>),
    ) {
        if depth > 32 {
            return;
        }
        visit(&place);
        if let Some(target) = place.schema.get("$ref").and_then(Value::as_str) {
            let own = self.documents.files[place.file].0;
            let named = if target.starts_with('#') {
                format!("{own}{target}")
            } else {
                target.into()
            };
            if let Some(target) = self.documents.schema(&percent_decoded(&named)) {
                self.branches(target, value, depth + 1, visit);
            }
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            let branches = place.schema.get(keyword).and_then(Value::as_array);
            for index in 0..branches.map_or(0, Vec::len) {
                let Some(branch) = place.below(&[keyword, &index.to_string()]) else {
                    continue;
                };
                let is_selected = || {
                    let selected = selected(place.schema, value);
                    selected.is_none_or(|selected| branch.schema["$ref"] == *selected)
                };
                if keyword == "allOf" || (is_selected() && self.is_valid(&branch, value)) {
                    self.branches(branch, value, depth + 1, visit);
                }
            }
        }
    }

    fn is_valid(&self, place: &Place<'_>, value: &Value) -> bool {
        let name = format!("{}#{}", self.documents.files[place.file].0, place.pointer);
        let validator = validator(&self.documents.address(&name), self.registry);
        validator.is_ok_and(|validator| validator.is_valid(value))
    }
}

impl<'d> Place<'d> {
    /// The subschema some steps below.
    fn below(&self, tokens: &[&str]) -> Option<Self> {
        let mut below = self.clone();
        for token in tokens {
            let token = token.replace('~', "~0").replace('/', "~1");
            below.schema = below.schema.pointer(&format!("/{token}"))?;
            below.pointer = format!("{}/{token}", below.pointer);
        }
        Some(below)
    }
}

/// The branch that a discriminator names for the value, if it names one.
fn selected<'d>(schema: &'d Value, value: &Value) -> Option<&'d Value> {
    let discriminator = schema.get("discriminator")?;
    let tag = value.get(discriminator["propertyName"].as_str()?)?;
    discriminator["mapping"].get(tag.as_str()?)
}

/// The subschemas that declare a member or an element.
fn step<'d>(place: &Place<'d>, token: &str) -> Vec<Place<'d>> {
    let is_index = token.parse::<usize>().is_ok();
    let mut found = Vec::new();
    found.extend(place.below(&["properties", token]));
    let values = place
        .below(&["additionalProperties"])
        .filter(|values| !allows_anything(values.schema) && found.is_empty());
    found.extend(values);
    if is_index {
        found.extend(place.below(&["prefixItems", token]));
        found.extend(place.below(&["items"]));
    }
    let patterns = place
        .schema
        .get("patternProperties")
        .and_then(Value::as_object);
    let patterns = patterns.into_iter().flat_map(Map::keys);
    found.extend(patterns.filter_map(|pattern| place.below(&["patternProperties", pattern])));
    found
}

/// Whether a schema says nothing of its values; `false` allows none, and declares none.
fn allows_anything(schema: &Value) -> bool {
    let Some(members) = schema.as_object() else {
        return true;
    };
    members
        .iter()
        .all(|(keyword, value)| match keyword.as_str() {
            "title" | "description" | "example" | "examples" | "default" | "deprecated" => true,
            "allOf" => value
                .as_array()
                .is_some_and(|all| all.iter().all(allows_anything)),
            keyword => keyword.starts_with("x-"),
        })
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .filter(|_| byte == b'%')
        {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
