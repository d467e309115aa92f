//! Security schemes and the requirements that name them.

use super::keys::{Kind, Reads, SECURITY_SCHEME};
use super::nodes::{Scheme, SecurityNode, SecuritySchemeNode};
use super::read::Shape;
use super::reader::{Reader, a};
use crate::origin::Origin;
use crate::value::{Object, Value};

/// A requirement holds names that the document chose; there is nothing to look up.
const REQUIREMENT: Kind = Kind {
    name: "security requirement",
    malformed: "malformed-security",
    keys: &[] as &[(&str, Reads)],
};

/// `components.securitySchemes`.
pub(super) fn schemes<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    root: &'a Object,
) -> Vec<SecuritySchemeNode> {
    let Some(Value::Object(components)) = root.get("components") else {
        return Vec::new();
    };
    let at = origin.child("components");
    let (at, entries) = reader.entries(&at, components, "securitySchemes");
    entries
        .into_iter()
        .filter_map(|(name, value)| scheme(reader, name, &at.child(name), value))
        .collect()
}

/// `security` of the document or of an operation; `None` if it is absent.
pub(super) fn requirements<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    members: &'a Object,
) -> Option<SecurityNode> {
    if matches!(members.get("security")?, Value::Null) {
        reader.corrected(
            "security-null",
            &origin.child("security"),
            "Null is no list of security requirements; it is taken as if it were not there.",
            "Remove it, or write `[]` if no credentials are needed.",
        );
        return None;
    }
    let (origin, elements) = reader.list(origin, members, "security");
    let requirements: Vec<openapiv3::SecurityRequirement> = (0..elements.len())
        .filter_map(|index| requirement(reader, &origin.index(index)))
        .collect();
    // What cannot be read must not look as if nothing were needed: what is above it counts.
    let is_public = matches!(members.get("security"), Some(Value::Array(list)) if list.is_empty());
    (is_public || !requirements.is_empty()).then_some(SecurityNode {
        origin,
        requirements,
    })
}

fn requirement(
    reader: &mut Reader<'_, '_>,
    origin: &Origin,
) -> Option<openapiv3::SecurityRequirement> {
    let members = reader.object(&REQUIREMENT, origin)?;
    let mut requirement = openapiv3::SecurityRequirement::new();
    for (name, value) in members {
        let scopes = match value {
            Value::Array(scopes) => scopes.as_slice(),
            other => {
                reader.corrected(
                    "bad-scopes",
                    &origin.child(name),
                    format!(
                        "Scopes are a list, and this is {}; none are read.",
                        a(other)
                    ),
                    "Write a list of texts.",
                );
                &[]
            }
        };
        let scopes = scopes.iter().filter_map(Value::as_str);
        let name = named(reader, origin, name);
        requirement.insert(name, scopes.map(str::to_owned).collect());
    }
    Some(requirement)
}

/// The name of the scheme that a requirement means: its own, or that of the component that it refers
/// to, where no component is called so (OpenAPI 3.2, "Security Requirement Object").
fn named(reader: &Reader<'_, '_>, origin: &Origin, name: &str) -> String {
    let schemes = Origin::root(0).child("components").child("securitySchemes");
    let is_name = reader.documents.get(&schemes.child(name)).is_some();
    let target = reader.documents.resolve(origin, name).ok();
    let target = target.and_then(|target| {
        target
            .last_token()
            .filter(|last| target == schemes.child(last))
    });
    match target {
        Some(target) if !is_name => target,
        _ => name.to_owned(),
    }
}

fn scheme<'a>(
    reader: &mut Reader<'a, '_>,
    name: &str,
    origin: &Origin,
    value: &'a Value,
) -> Option<SecuritySchemeNode> {
    let found = reader.find(&SECURITY_SCHEME, origin, value)?;
    let mut fields = reader.fields(&SECURITY_SCHEME, &found.origin, found.members);
    let text = |key: &str| found.members.get(key).and_then(Value::as_str);
    let scheme = if text("type") == Some("mutualTLS") {
        Scheme::MutualTls(text("description").map(str::to_owned))
    } else {
        // The client is given a token; how one is come by is not its concern.
        fields.push(("flows", Shape::Object(Vec::new())));
        if !found.members.contains_key("openIdConnectUrl") {
            fields.push(("openIdConnectUrl", Shape::Text(String::new())));
        }
        Scheme::Plain(Box::new(reader.typed(
            &SECURITY_SCHEME,
            &found.origin,
            fields,
        )?))
    };
    Some(SecuritySchemeNode {
        origin: found.origin,
        name: name.to_owned(),
        scheme,
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::load::{Source, load};
    use crate::model::Document;

    fn read(text: &str) -> Document {
        let (name, text) = ("test.yaml".to_owned(), text.to_owned());
        let mut found = Diagnostics::default();
        let documents = load(vec![Source { name, text }], &mut found);
        crate::model::model(&documents, &mut found)
    }

    /// How many alternatives an operation has of its own; `None` if those of the document count.
    fn own(security: &str) -> Option<usize> {
        let document = read(&format!(
            "openapi: 3.1.0
info: {{title: T, version: '1'}}
security: [{{key: []}}]
paths: {{/a: {{get: {{security: {security}, responses: {{'200': {{description: d}}}}}}}}}}
"
        ));
        let security = document.operations[0].security.as_ref();
        security.map(|node| node.requirements.len())
    }

    #[test]
    fn a_scheme_may_be_meant_by_a_reference() {
        let names = |schemes: &str| {
            let document = read(&format!(
                "openapi: 3.2.0
info: {{title: T, version: '1'}}
components: {{securitySchemes: {{key: {{type: http, scheme: basic}}{schemes}}}}}
security: [{{'#/components/securitySchemes/key': []}}, {{key: []}}, {{'#/info/title': []}}]
"
            ));
            let security = document.security.expect("there are requirements");
            let requirements = security.requirements.into_iter();
            let names = requirements.flat_map(|one| one.into_keys());
            names.collect::<Vec<_>>()
        };
        assert_eq!(names(""), ["key", "key", "#/info/title"]);
        // A name comes first.
        let reference = "#/components/securitySchemes/key";
        let named = format!(", '{reference}': {{type: http, scheme: bearer}}");
        assert_eq!(names(&named), [reference, "key", "#/info/title"]);
    }

    #[test]
    fn what_cannot_be_read_is_not_public() {
        assert_eq!(own("[]"), Some(0));
        assert_eq!(own("[{}, {key: []}]"), Some(2));
        for unreadable in ["null", "{key: []}", "[null]", "[key]"] {
            assert_eq!(own(unreadable), None, "{unreadable}");
        }
    }
}
