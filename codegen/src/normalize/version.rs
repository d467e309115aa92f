//! Which version of OpenAPI each file speaks.

use crate::diagnostic::{Diagnostics, Severity};
use crate::load::Documents;
use crate::origin::Origin;
use crate::value::{Number, Value};

/// The schema language of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// OpenAPI 3.0: its own, with `nullable`.
    V30,
    /// OpenAPI 3.1 and 3.2: JSON Schema 2020-12.
    V31,
}

/// The dialect of every file. A file that names no version speaks as the entry document does.
pub(super) fn settle(documents: &mut Documents, diagnostics: &mut Diagnostics) -> Vec<Dialect> {
    for file in 0..documents.files.len() {
        versions_as_text(documents, file, diagnostics);
    }
    let entry = entry_dialect(documents, diagnostics);
    for file in 0..documents.files.len() {
        schema_dialect(documents, file, diagnostics);
    }
    documents
        .files
        .iter()
        .enumerate()
        .map(|(number, file)| match (number, file.root.get("openapi")) {
            (0, _) | (_, None) => entry,
            (_, Some(version)) => dialect(&text(version)).unwrap_or(entry),
        })
        .collect()
}

fn entry_dialect(documents: &Documents, diagnostics: &mut Diagnostics) -> Dialect {
    let root = Origin::root(0);
    // A text that could not be read has been reported.
    let is_reported = diagnostics.findings.iter().any(|found| {
        found.severity == Severity::Error && found.origin == root && found.span.is_some()
    });
    let mut error = |code, origin: &Origin, message: String, cure: &str| {
        diagnostics.push(Severity::Error, code, origin, message, cure);
    };
    let Some(file) = documents.files.first() else {
        let message = "There is no document.".to_owned();
        error("not-openapi", &root, message, "Name one OpenAPI document.");
        return Dialect::V31;
    };
    if let Some(version) = file.root.get("openapi") {
        let version = text(version);
        return dialect(&version).unwrap_or_else(|| {
            let message = format!(
                "The document is written for OpenAPI `{version}`; read are 3.0, 3.1 and 3.2."
            );
            let cure = "Convert the document to OpenAPI 3.1.";
            error("unknown-version", &root.child("openapi"), message, cure);
            Dialect::V31
        });
    }
    if file.root.get("swagger").is_some() {
        let message = "The document is written for Swagger 2.0, which is not OpenAPI 3.".to_owned();
        let cure = "Convert the document to OpenAPI 3.0 or later; several tools do that.";
        error("swagger-2", &root.child("swagger"), message, cure);
    } else if !is_reported {
        let message = match &file.root {
            Value::Object(_) => "it has no member `openapi`".to_owned(),
            Value::Null => "there is nothing in it".to_owned(),
            Value::Array(_) => "it is a list".to_owned(),
            other => format!("it is a {} and nothing more", other.kind()),
        };
        let message = format!("This is not an OpenAPI document: {message}.");
        let cure = "Check that the right file is named; an OpenAPI document says `openapi: 3.1.0`.";
        error("not-openapi", &root, message, cure);
    }
    Dialect::V31
}

/// The patch version says nothing about the dialect.
fn dialect(version: &str) -> Option<Dialect> {
    let mut parts = version.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Some(Dialect::V30),
        (Some("3"), Some("1" | "2")) => Some(Dialect::V31),
        _ => None,
    }
}

/// `openapi: 3.1` and `version: 1.10` without quotes are numbers to YAML; the text was meant.
fn versions_as_text(documents: &mut Documents, file: usize, diagnostics: &mut Diagnostics) {
    let root = Origin::root(file);
    let is_openapi = documents.files[file].root.get("openapi").is_some();
    for origin in [root.child("openapi"), root.child("info").child("version")] {
        let Some(Value::Number(number)) = documents.get(&origin).filter(|_| is_openapi) else {
            continue;
        };
        let meant = documents
            .written_text(&origin)
            .unwrap_or_else(|| number_text(number));
        diagnostics.push(
            Severity::Corrected,
            "version-not-text",
            &origin,
            format!("This version is a number; it is read as the text `{meant}`."),
            format!("Put it in quotes: `'{meant}'`."),
        );
        if let Some(value) = documents.get_mut(&origin) {
            *value = Value::String(meant);
        }
    }
}

/// Schemas are read as JSON Schema 2020-12, with what older drafts have in other places.
fn schema_dialect(documents: &Documents, file: usize, diagnostics: &mut Diagnostics) {
    let origin = Origin::root(file).child("jsonSchemaDialect");
    let Some(named) = documents.get(&origin).and_then(Value::as_str) else {
        return;
    };
    if !is_known_dialect(named) {
        diagnostics.push(
            Severity::Widened,
            "unknown-dialect",
            &origin,
            format!("The schema dialect `{named}` is not known; schemas are read as JSON Schema 2020-12."),
            "Check that no keyword means something else there, and accept the finding.",
        );
    }
}

/// Whether a dialect is one whose keywords are read for what they mean there.
pub(crate) fn is_known_dialect(name: &str) -> bool {
    const KNOWN: [&str; 4] = [
        "https://json-schema.org/draft/2020-12/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft-07/schema",
    ];
    let name = name.trim_end_matches('#');
    name.starts_with("https://spec.openapis.org/oas/3.") || KNOWN.contains(&name)
}

fn text(version: &Value) -> String {
    match version {
        Value::String(text) => text.clone(),
        Value::Number(number) => number_text(number),
        other => other.kind().to_owned(),
    }
}

fn number_text(number: &Number) -> String {
    match number {
        Number::Int(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
        Number::Literal(text) => text.to_string(),
    }
}
