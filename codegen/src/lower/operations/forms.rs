//! The members of forms and of bodies of several parts, which are given like parameters.

use super::media::{self, Media};
use super::parameters::{Annotations, WithExamples};
use super::{Context, again, docs, owner, texts};
use crate::diagnostic::Severity;
use crate::ir::{Location, MemberStyle, Owner, Parameter, Scalar, Step, Style, Ty};
use crate::lower::types::HintContext;
use crate::model::nodes::{EncodingNode, MediaTypeNode};
use crate::model::schema::{Edge, Kinds, Reference, Schema, SchemaId, Schemas};
use crate::origin::Origin;
use std::collections::BTreeSet;

/// A chain of references or parts that is longer is cyclic, and was reported.
const DEEPEST: usize = 16;

/// The members of a body, in document order; `None` if its schema is more than an object with
/// declared members, or demands one that it does not declare.
pub(super) fn members(
    context: &mut Context<'_, '_, '_>,
    body: &Origin,
    node: &MediaTypeNode,
    location: Location,
    steps: &[Step],
) -> Option<Vec<WithExamples>> {
    let mut found = Found {
        may_be_open: location == Location::Part,
        ..Found::default()
    };
    found.add(context.schemas, node.schema?, 0)?;
    let Found {
        members,
        required,
        is_open,
        ..
    } = found;
    let is_declared = |name: &String| members.iter().any(|(member, _)| member == name);
    if members.is_empty() || !required.iter().all(is_declared) {
        return None;
    }
    if is_open {
        further_parts(context, node);
    } else {
        unknown_encodings(context, node, &members);
    }
    let owner = owner::of(body, context.node);
    let members = members.into_iter();
    let sent = members.filter(|(_, schema)| !context.schemas[*schema].annotations.read_only);
    let sent: Vec<(String, SchemaId)> = sent.collect();
    let parameters = sent.into_iter().map(|(name, schema)| {
        let is_required = required.contains(&name);
        let encoding = node.encodings.iter().find(|(member, _)| *member == name);
        let encoding = encoding.map(|(_, encoding)| encoding);
        let hint = hint(context.schemas, schema, &name, &owner, steps);
        member(
            context,
            location,
            name,
            schema,
            encoding,
            is_required,
            &hint,
        )
    });
    Some(parameters.collect())
}

/// How the members of a form that is given as one value are written, where the document says more
/// than that they are content.
pub(super) fn styles(context: &mut Context<'_, '_, '_>, node: &MediaTypeNode) -> Vec<MemberStyle> {
    let styles = node.encodings.iter().filter_map(|(name, encoding)| {
        let (style, explode) = style(Some(encoding));
        let media_type = media_type(encoding, false).filter(|_| style == Style::Content);
        if let Some(media_type) = &media_type
            && !media::is_yaml(media_type)
            && !matches!(media::classify(media_type), Media::Json | Media::Text)
        {
            let origin = node.origin.child("encoding").child(name);
            let what = format!("The member `{name}` of a form that is given as one value");
            let way =
                "a value of its schema, and written as plain text, or as JSON if it has members";
            texts::untyped(context, &origin, &what, media_type, way);
        }
        let allow_reserved = encoding.allow_reserved == Some(true);
        let says_more = style != Style::Content || media_type.is_some() || allow_reserved;
        says_more.then(|| MemberStyle {
            name: name.clone(),
            style,
            explode,
            allow_reserved,
            media_type,
        })
    });
    styles.collect()
}

/// Whether a member of a body is a file.
pub(super) fn has_files(schemas: &Schemas, schema: SchemaId) -> bool {
    let mut found = Found::default();
    found.add(schemas, schema, 0).is_some()
        && found
            .members
            .iter()
            .any(|(_, member)| shape(schemas, *member, false, 0).is_some())
}

fn member(
    context: &mut Context<'_, '_, '_>,
    location: Location,
    name: String,
    schema: SchemaId,
    encoding: Option<&EncodingNode>,
    required: bool,
    hint: &HintContext,
) -> WithExamples {
    let annotations = Annotations::of(context.schemas, Some(schema));
    let (docs, default) = (
        docs(None, annotations.description),
        annotations.default.cloned(),
    );
    let deprecated = annotations.deprecated;
    let examples = annotations.examples.into_iter().cloned().collect();
    let files = match location {
        Location::Part => files(context, schema, encoding),
        _ => None,
    };
    let (style, explode) = style(encoding);
    let is_file = files.is_some();
    let media_type = encoding.and_then(|encoding| media_type(encoding, is_file));
    let unwritten = media_type
        .as_deref()
        .filter(|one| !is_file && style == Style::Content && !media::is_yaml(one));
    let given = unwritten.and_then(|one| as_text(context, location, &name, schema, one));
    let ty = files.or(given).unwrap_or_else(|| {
        match context.types.ty(schema, hint, context.diagnostics) {
            Ty::Nullable(inner) => *inner,
            ty => ty,
        }
    });
    if let Some(encoding) = encoding.filter(|one| location == Location::Part && one.has_headers()) {
        part_headers(context, schema, &name, encoding, is_file_type(&ty));
    }
    let parameter = Parameter {
        name,
        location,
        media_type,
        ty,
        required,
        style,
        explode,
        allow_reserved: encoding.is_some_and(|one| one.allow_reserved == Some(true)),
        json: false,
        docs,
        deprecated,
        default,
        example: None,
        origin: context.schemas[schema].origin.clone(),
    };
    (parameter, examples)
}

/// Parts that are not declared are given by hand.
fn further_parts(context: &mut Context<'_, '_, '_>, node: &MediaTypeNode) {
    context.push(
        Severity::Widened,
        "untyped-body",
        &node.origin,
        format!(
            "Parts of this `{}` that are not declared have no type: each is given by \
             `CallOptions::member`.",
            node.media_type
        ),
        "Accept the finding.",
    );
}

/// An encoding is of a member that is declared (OpenAPI 3.1.2, "Media Type Object").
fn unknown_encodings(
    context: &mut Context<'_, '_, '_>,
    node: &MediaTypeNode,
    members: &[(String, SchemaId)],
) {
    for (name, _) in &node.encodings {
        if members.iter().all(|(member, _)| member != name) {
            context.push(
                Severity::Corrected,
                "encoding-without-member",
                &node.origin.child("encoding").child(name),
                format!("The schema has no member `{name}`; its encoding is ignored."),
                "Take it out, or declare the member.",
            );
        }
    }
}

/// A part may have headers, which only files are given (RFC 7578 has servers ignore all but three).
fn part_headers(
    context: &mut Context<'_, '_, '_>,
    schema: SchemaId,
    name: &str,
    encoding: &EncodingNode,
    is_file: bool,
) {
    let headers: Vec<String> = encoding
        .headers
        .iter()
        .map(|one| format!("`{one}`"))
        .collect();
    let way = if is_file {
        "they are given by `FilePart::header`"
    } else {
        "they are not sent"
    };
    context.push(
        Severity::Widened,
        "part-headers",
        &context.schemas[schema].origin.clone(),
        format!(
            "The part `{name}` has headers, {}; {way}.",
            headers.join(", ")
        ),
        "Accept the finding.",
    );
}

/// The style of a member: without any of the three fields it has none (OpenAPI 3.1.2, "Encoding
/// Object").
fn style(encoding: Option<&EncodingNode>) -> (Style, bool) {
    use openapiv3::QueryStyle;
    let Some(encoding) = encoding else {
        return (Style::Content, true);
    };
    let style = match &encoding.style {
        Some(QueryStyle::Form) => Style::Form,
        Some(QueryStyle::SpaceDelimited) => Style::SpaceDelimited,
        Some(QueryStyle::PipeDelimited) => Style::PipeDelimited,
        Some(QueryStyle::DeepObject) => Style::DeepObject,
        None if encoding.explode.or(encoding.allow_reserved).is_some() => Style::Form,
        None => Style::Content,
    };
    let default = matches!(style, Style::Form | Style::Content);
    (style, encoding.explode.unwrap_or(default))
}

/// The media type of a member: the only one, or JSON if it is among several. What file it is says the
/// caller, if several are allowed.
fn media_type(encoding: &EncodingNode, is_file: bool) -> Option<String> {
    let concrete = |one: &&String| !one.contains('*');
    match encoding.content_types.as_slice() {
        [only] => Some(only).filter(concrete).cloned(),
        _ if is_file => None,
        several => {
            let is_json = |one: &&String| media::classify(one) == Media::Json;
            let json = several.iter().find(is_json);
            json.or(several.iter().find(concrete)).cloned()
        }
    }
}

fn is_file_type(ty: &Ty) -> bool {
    match ty {
        Ty::List(item) => is_file_type(item),
        ty => *ty == Ty::Scalar(Scalar::File),
    }
}

/// The type of a member whose media type the client does not write, each element by itself: a file
/// of a body of several parts, a text of a form. `None` if the client writes it.
fn as_text(
    context: &mut Context<'_, '_, '_>,
    location: Location,
    name: &str,
    schema: SchemaId,
    media_type: &str,
) -> Option<Ty> {
    let schemas = context.schemas;
    let array = schemas[again::followed(schemas, schema)].array.as_ref();
    let items = array.and_then(|array| array.items);
    if texts::is_written(schemas, items.unwrap_or(schema), media_type) {
        return None;
    }
    let (one, way) = match location {
        Location::Part => (Ty::Scalar(Scalar::File), "a file"),
        _ => (Ty::Scalar(Scalar::String), "text"),
    };
    let what = format!("The member `{name}`");
    let origin = &schemas[schema].origin;
    texts::untyped(context, origin, &what, media_type, way);
    Some(match items {
        Some(_) => Ty::List(Box::new(one)),
        None => one,
    })
}

/// What a type made of a member is named after: the component it is written in, if it is in one.
fn hint(
    schemas: &Schemas,
    schema: SchemaId,
    name: &str,
    owner: &Owner,
    steps: &[Step],
) -> HintContext {
    let property = Step::Property(name.to_owned());
    let mut parent = &schemas[schema].parent;
    while let Some((id, Edge::Property(_) | Edge::AllOf)) = parent {
        let around = &schemas[*id];
        if let Some(component) = &around.name {
            return HintContext {
                owner: Owner::Component(component.clone()),
                steps: vec![property],
            };
        }
        parent = &around.parent;
    }
    HintContext {
        owner: owner.clone(),
        steps: steps.iter().cloned().chain([property]).collect(),
    }
}

/// Members as they are found in a schema and all it is made of.
#[derive(Default)]
struct Found {
    members: Vec<(String, SchemaId)>,
    required: BTreeSet<String>,
    /// Whether there may be members that are not declared, but for files.
    may_be_open: bool,
    /// Whether there are.
    is_open: bool,
}

impl Found {
    /// Adds what a schema declares; `None` if it says more than a list of members can.
    fn add(&mut self, schemas: &Schemas, id: SchemaId, depth: usize) -> Option<()> {
        let schema = &schemas[id];
        let is_object = schema
            .types
            .is_none_or(|types| types.contains(Kinds::OBJECT));
        if depth > DEEPEST || !is_object || schema.always == Some(false) {
            return None;
        }
        match schema.reference {
            Some(Reference::To(target)) => self.add(schemas, target, depth + 1)?,
            Some(Reference::Broken) => return None,
            None => {}
        }
        for part in &schema.all_of {
            self.add(schemas, *part, depth + 1)?;
        }
        for part in schema.any_of.iter().chain(&schema.one_of) {
            // What is only required together is for the server to check.
            if !only_requires(&schemas[*part]) {
                return None;
            }
        }
        let Some(object) = &schema.object else {
            return Some(());
        };
        let additional = object.additional.map(|id| schemas[id].always);
        if !object.patterns.is_empty() || !matches!(additional, None | Some(Some(_))) {
            let patterns = object.patterns.iter().map(|(_, schema)| *schema);
            let mut further = object.additional.into_iter().chain(patterns);
            let has_files = further.any(|id| shape(schemas, id, false, 0).is_some());
            if !self.may_be_open || has_files {
                return None;
            }
            self.is_open = true;
        }
        self.required.extend(object.required.iter().cloned());
        for (name, member) in &object.properties {
            match self.members.iter_mut().find(|(known, _)| known == name) {
                Some(known) => known.1 = *member,
                None => self.members.push((name.clone(), *member)),
            }
        }
        Some(())
    }
}

fn only_requires(schema: &Schema) -> bool {
    let names_none = |object: &crate::model::schema::ObjectKeywords| object.properties.is_empty();
    schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.object.as_deref().is_some_and(names_none)
}

/// The type of a part that is a file or several; `None` if it is something else.
fn files(
    context: &mut Context<'_, '_, '_>,
    schema: SchemaId,
    encoding: Option<&EncodingNode>,
) -> Option<Ty> {
    let content_types = encoding.map(|one| one.content_types.as_slice());
    let binary = content_types
        .unwrap_or_default()
        .iter()
        .any(|one| one.contains('*') || media::classify(one) == Media::Bytes);
    let shape = shape(context.schemas, schema, binary, 0)?;
    if shape.is_mixed {
        context.push(
            Severity::Widened,
            "mixed-part",
            &context.schemas[schema].origin.clone(),
            "The part may be a file or something else; it is taken as a file.",
            "Give what is no file as `FilePart::text`, or accept the finding.",
        );
    }
    let file = Ty::Scalar(Scalar::File);
    Some(if shape.is_list {
        Ty::List(Box::new(file))
    } else {
        file
    })
}

/// Files at a part.
struct Files {
    /// Whether there may be several.
    is_list: bool,
    /// Whether it may be something else as well.
    is_mixed: bool,
}

/// The files that a schema describes; `binary` if the document says that the part is no text.
fn shape(schemas: &Schemas, id: SchemaId, binary: bool, depth: usize) -> Option<Files> {
    let schema = &schemas[id];
    if depth > DEEPEST || schema.values.is_some() {
        return None;
    }
    let one = |is_list| Files {
        is_list,
        is_mixed: false,
    };
    if let Some(Reference::To(target)) = schema.reference {
        return shape(schemas, target, binary, depth + 1);
    }
    let items = schema.array.as_ref().and_then(|array| array.items);
    if let Some(items) = items {
        return shape(schemas, items, binary, depth + 1).map(|_| one(true));
    }
    if let [only] = schema.all_of.as_slice() {
        return shape(schemas, *only, binary, depth + 1);
    }
    let choices: Vec<SchemaId> = schema
        .any_of
        .iter()
        .chain(&schema.one_of)
        .copied()
        .collect();
    if !choices.is_empty() {
        let mut rest = choices
            .iter()
            .filter(|id| schemas[**id].types != Some(Kinds::NULL))
            .map(|id| shape(schemas, *id, binary, depth + 1));
        let (mut any, mut is_list, mut is_mixed) = (false, false, false);
        for choice in &mut rest {
            any |= choice.is_some();
            is_list |= choice.as_ref().is_some_and(|files| files.is_list);
            is_mixed |= choice.is_none_or(|files| files.is_mixed);
        }
        return any.then_some(Files { is_list, is_mixed });
    }
    is_binary(schema, binary).then(|| one(false))
}

/// Whether a schema is of bytes: text in the format of OpenAPI 3.0, or nothing that says otherwise
/// (OpenAPI 3.1.2, "Working with Binary Data").
fn is_binary(schema: &Schema, binary: bool) -> bool {
    let text = schema.text.as_deref();
    if text.is_some_and(|text| text.encoding.is_some() || text.content.is_some()) {
        return false;
    }
    let of_bytes = text
        .and_then(|text| text.media_type.as_deref())
        .is_some_and(|one| media::classify(one) == Media::Bytes);
    let format = matches!(schema.format.as_deref(), Some("binary" | "file"));
    match schema.types.map(|types| types.without(Kinds::NULL)) {
        Some(Kinds::STRING) => format || of_bytes || binary,
        None => schema.object.is_none() && schema.number.is_none() && schema.always != Some(false),
        _ => false,
    }
}
