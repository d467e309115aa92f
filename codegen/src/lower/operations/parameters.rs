//! Parameters of an operation.

use super::template::Template;
use super::{Context, docs, media, owner, texts};
use crate::diagnostic::Severity;
use crate::ir::{Docs, Location, Parameter, Scalar, Step, Style, Ty};
use crate::lower::types::HintContext;
use crate::model::nodes::ParameterNode;
use crate::model::schema::{Reference, Schema, SchemaId, Schemas};
use crate::value::Value;
use openapiv3::Parameter as Known;

/// A parameter, and the values that the document offers as examples.
pub(super) type WithExamples = (Parameter, Vec<Value>);

/// The parameters: those of the path in the order of the template, then the others.
pub(super) fn parameters(
    context: &mut Context<'_, '_, '_>,
    template: &Template<'_>,
) -> Vec<WithExamples> {
    let mut in_path: Vec<WithExamples> = Vec::new();
    let mut others: Vec<WithExamples> = Vec::new();
    let nodes = merged(context);
    whole_query_alone(context, &nodes, &template.query);
    for node in nodes {
        let parameter = parameter(context, node);
        match parameter.0.location {
            Location::Path => in_path.push(parameter),
            location if !is_possible(location, &parameter.0.name) => {
                impossible_name(context, &parameter.0);
            }
            _ if is_reserved(&parameter.0) => ignored_header(context, &parameter.0),
            _ => others.push(parameter),
        }
    }
    let mut ordered: Vec<WithExamples> = Vec::with_capacity(in_path.len() + others.len());
    for &variable in &template.variables {
        let declared = in_path
            .iter()
            .position(|(parameter, _)| parameter.name == variable);
        ordered.push(match declared {
            Some(index) => {
                let (mut parameter, examples) = in_path.remove(index);
                parameter.allow_reserved |= template.reserved.contains(&variable);
                (parameter, examples)
            }
            None => (undeclared(context, variable, Location::Path), Vec::new()),
        });
    }
    // What is left over belongs to a query in the key, or nowhere.
    for (mut parameter, examples) in in_path {
        let sent_as = template
            .query
            .iter()
            .find(|(_, variable)| *variable == parameter.name);
        match sent_as {
            Some(&(name, _)) => {
                name.clone_into(&mut parameter.name);
                parameter.location = Location::Query;
                (parameter.style, parameter.explode) = (Style::Form, true);
                others.push((parameter, examples));
            }
            None => not_in_template(context, &parameter),
        }
    }
    for &(name, _) in &template.query {
        let is_known = |(parameter, _): &WithExamples| {
            parameter.location == Location::Query && parameter.name == name
        };
        if !others.iter().any(is_known) {
            others.push((undeclared(context, name, Location::Query), Vec::new()));
        }
    }
    ordered.extend(others);
    ordered
}

/// Those of the operation replace those of the path item that have the same name and location.
fn merged<'a>(context: &mut Context<'a, '_, '_>) -> Vec<&'a ParameterNode> {
    let node = context.node;
    let mut merged: Vec<&ParameterNode> = Vec::new();
    for (index, list) in [&node.path_parameters, &node.parameters]
        .into_iter()
        .enumerate()
    {
        let before = if index == 0 { 0 } else { merged.len() };
        for parameter in list {
            let known = merged.iter().position(|other| same(other, parameter));
            match known {
                Some(position) if position < before => merged[position] = parameter,
                Some(_) => duplicate(context, parameter),
                None => merged.push(parameter),
            }
        }
    }
    merged
}

/// A parameter that is the whole query is the only one of the query (OpenAPI 3.2, "Parameter
/// Locations").
fn whole_query_alone(
    context: &mut Context<'_, '_, '_>,
    nodes: &[&ParameterNode],
    in_template: &[(&str, &str)],
) {
    let Some(whole) = nodes.iter().find(|node| node.is_query_string) else {
        return;
    };
    let is_other = |node: &&&ParameterNode| {
        !std::ptr::eq(**node, *whole) && location(&node.parameter) == Location::Query
    };
    let others = nodes.iter().filter(is_other);
    let mut others: Vec<&str> = others.map(|node| name(&node.parameter)).collect();
    others.extend(in_template.iter().map(|(name, _)| *name));
    if others.is_empty() {
        return;
    }
    let message = format!(
        "`{}` is the whole query, and beside it stand further parameters of the query: {}; all are \
         sent, with `&` between them.",
        name(&whole.parameter),
        others.join(", ")
    );
    context.push(
        Severity::Corrected,
        "query-string-not-alone",
        &whole.origin,
        message,
        "Describe the query by parameters `in: query` alone, or by one `in: querystring` alone.",
    );
}

/// Whether two parameters are one. Header names do not know letter case.
fn same(one: &ParameterNode, other: &ParameterNode) -> bool {
    let (location, other_location) = (location(&one.parameter), location(&other.parameter));
    let (name, other_name) = (name(&one.parameter), name(&other.parameter));
    location == other_location
        && (name == other_name
            || location == Location::Header && name.eq_ignore_ascii_case(other_name))
}

fn parameter(context: &mut Context<'_, '_, '_>, node: &ParameterNode) -> WithExamples {
    let data = node.parameter.parameter_data_ref();
    let style = if node.is_query_string {
        query_string(context, node)
    } else {
        style(&node.parameter)
    };
    let style = match node.schema {
        Some(schema) if style == Style::DeepObject && is_scalar(context.schemas, schema) => {
            deep_scalar(context, node);
            Style::Form
        }
        _ => style,
    };
    let location = location(&node.parameter);
    let allow_reserved =
        node.allow_reserved && matches!(location, Location::Query | Location::Path);
    if allow_reserved && location == Location::Path && !context.allows_reserved_in_path {
        reserved_in_path(context, node);
    }
    let annotations = Annotations::of(context.schemas, node.schema);
    let parameter = Parameter {
        name: data.name.clone(),
        location,
        ty: ty(context, node),
        required: data.required,
        style,
        explode: data.explode.unwrap_or(style == Style::Form),
        allow_reserved,
        json: is_json(node) && !node.is_query_string,
        media_type: None,
        docs: docs(None, data.description.as_ref().or(annotations.description)),
        deprecated: data.deprecated.unwrap_or(annotations.deprecated),
        default: annotations.default.cloned(),
        example: None,
        origin: node.origin.clone(),
    };
    let mut examples = node.examples.clone();
    examples.extend(annotations.examples.into_iter().cloned());
    (parameter, examples)
}

/// The type of a parameter. In a parameter null is absence.
fn ty(context: &mut Context<'_, '_, '_>, node: &ParameterNode) -> Ty {
    let Some(schema) = node.schema else {
        return if is_json(node) {
            Ty::Json
        } else {
            Ty::Scalar(Scalar::String)
        };
    };
    if let Some(media_type) = unwritten(context, node, schema) {
        let what = format!("The parameter `{}`", name(&node.parameter));
        texts::untyped(context, &node.origin, &what, media_type, "text");
        return Ty::Scalar(Scalar::String);
    }
    let hint = HintContext {
        owner: owner::of(&node.origin, context.node),
        steps: vec![Step::Parameter(name(&node.parameter).to_owned())],
    };
    match context.types.ty(schema, &hint, context.diagnostics) {
        Ty::Nullable(inner) => *inner,
        ty => ty,
    }
}

/// The media type of a parameter's content, if the client does not write the values of its schema in
/// it. What is the whole query may be a form as well.
fn unwritten<'a>(
    context: &Context<'_, '_, '_>,
    node: &'a ParameterNode,
    schema: SchemaId,
) -> Option<&'a str> {
    let is_form = node.is_query_string && query_string(context, node) == Style::QueryForm;
    let media_type = node.media_type.as_deref().filter(|_| !is_form)?;
    (!texts::is_written(context.schemas, schema, media_type)).then_some(media_type)
}

fn is_json(node: &ParameterNode) -> bool {
    node.media_type
        .as_ref()
        .is_some_and(|media_type| media::classify(media_type) == media::Media::Json)
}

fn name(parameter: &Known) -> &str {
    &parameter.parameter_data_ref().name
}

fn location(parameter: &Known) -> Location {
    match parameter {
        Known::Path { .. } => Location::Path,
        Known::Query { .. } => Location::Query,
        Known::Header { .. } => Location::Header,
        Known::Cookie { .. } => Location::Cookie,
    }
}

fn style(parameter: &Known) -> Style {
    use openapiv3::{PathStyle, QueryStyle};
    match parameter {
        Known::Query { style, .. } => match style {
            QueryStyle::Form => Style::Form,
            QueryStyle::SpaceDelimited => Style::SpaceDelimited,
            QueryStyle::PipeDelimited => Style::PipeDelimited,
            QueryStyle::DeepObject => Style::DeepObject,
        },
        Known::Path { style, .. } => match style {
            PathStyle::Simple => Style::Simple,
            PathStyle::Label => Style::Label,
            PathStyle::Matrix => Style::Matrix,
        },
        Known::Header { .. } => Style::Simple,
        Known::Cookie { .. } => Style::Form,
    }
}

/// Whether a schema is of neither lists nor objects.
fn is_scalar(schemas: &Schemas, schema: SchemaId) -> bool {
    // What a text can be written as is what has no members.
    texts::is_written(schemas, schema, "text/plain")
}

fn deep_scalar(context: &mut Context<'_, '_, '_>, node: &ParameterNode) {
    context.push(
        Severity::Corrected,
        "style-not-allowed",
        &node.origin,
        format!(
            "The style `deepObject` is of objects, and `{}` is none; `form` is taken.",
            name(&node.parameter)
        ),
        "Take the style out.",
    );
}

/// How the whole query is written: by its media type (OpenAPI 3.2, "Parameter Object").
fn query_string(context: &Context<'_, '_, '_>, node: &ParameterNode) -> Style {
    let structured = |schema| super::bodies::has_structure(context.schemas, schema);
    match node.media_type.as_deref().map(media::classify) {
        Some(media::Media::Json) => Style::QueryJson,
        Some(media::Media::Form) => Style::QueryForm,
        None | Some(media::Media::Any) if node.schema.is_some_and(structured) => Style::QueryForm,
        _ => Style::QueryText,
    }
}

/// What a schema, or one it is a reference to, says to readers.
#[derive(Default)]
pub(super) struct Annotations<'a> {
    pub(super) description: Option<&'a String>,
    pub(super) default: Option<&'a Value>,
    pub(super) deprecated: bool,
    pub(super) examples: Vec<&'a Value>,
}

impl<'a> Annotations<'a> {
    pub(super) fn of(schemas: &'a Schemas, schema: Option<SchemaId>) -> Self {
        let mut annotations = Self::default();
        let mut next = schema;
        // A chain of references that is longer is cyclic, and was reported.
        for _ in 0..16 {
            let Some(id) = next else { break };
            let Schema {
                annotations: said,
                reference,
                ..
            } = &schemas[id];
            annotations.default = annotations.default.or(said.default.as_ref());
            annotations.examples.extend(&said.examples);
            // What a component says of itself is said at its type.
            if Some(id) == schema {
                annotations.description = said.description.as_ref();
                annotations.deprecated = said.deprecated;
            }
            next = match reference {
                Some(Reference::To(target)) => Some(*target),
                Some(Reference::Broken) | None => None,
            };
        }
        annotations
    }
}

/// OpenAPI has these headers ignored where they are parameters.
fn is_reserved(parameter: &Parameter) -> bool {
    let reserved = ["Accept", "Content-Type", "Authorization"];
    parameter.location == Location::Header
        && reserved
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&parameter.name))
}

/// Whether HTTP allows a name in a place: of headers and cookies it is a token (RFC 9110, section
/// 5.6.2; RFC 6265, section 4.1.1).
fn is_possible(location: Location, name: &str) -> bool {
    let is_token = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c);
    match location {
        Location::Header => !name.is_empty() && name.bytes().all(is_token),
        // Servers read more in cookies, brackets above all; what ends one is none of it.
        Location::Cookie => {
            let ends = |c: u8| c.is_ascii_control() || b" ;,=".contains(&c);
            !name.is_empty() && !name.bytes().any(ends)
        }
        _ => true,
    }
}

fn impossible_name(context: &mut Context<'_, '_, '_>, parameter: &Parameter) {
    let place = match parameter.location {
        Location::Header => "header",
        _ => "cookie",
    };
    context.push(
        Severity::Refused,
        "impossible-name",
        &parameter.origin,
        format!(
            "No {place} may be called `{}`; the parameter is left out.",
            parameter.name
        ),
        "Correct the name.",
    );
}

/// Each variable is told of by itself, although the operation is the place of all.
fn undeclared(context: &mut Context<'_, '_, '_>, name: &str, location: Location) -> Parameter {
    let origin = context.node.origin.clone();
    context.diagnostics.push(
        Severity::Corrected,
        "undeclared-path-parameter",
        &origin,
        format!("`{{{name}}}` of the path is not declared; it is taken as a text."),
        format!("Declare a parameter `{name}`."),
    );
    Parameter {
        name: name.to_owned(),
        location,
        ty: Ty::Scalar(Scalar::String),
        required: true,
        style: if location == Location::Path {
            Style::Simple
        } else {
            Style::Form
        },
        explode: location != Location::Path,
        allow_reserved: false,
        json: false,
        media_type: None,
        docs: Docs::default(),
        deprecated: false,
        default: None,
        example: None,
        origin,
    }
}

fn reserved_in_path(context: &mut Context<'_, '_, '_>, node: &ParameterNode) {
    context.push(
        Severity::Corrected,
        "reserved-in-path",
        &node.origin,
        "`allowReserved` holds in a path since OpenAPI 3.2; it is taken as 3.2 has it.",
        "Write the document for 3.2, or take it out.",
    );
}

fn not_in_template(context: &mut Context<'_, '_, '_>, parameter: &Parameter) {
    let message = format!(
        "`{{{}}}` is not in the path {}; the parameter is ignored.",
        parameter.name, context.node.path
    );
    context.push(
        Severity::Corrected,
        "path-parameter-not-in-path",
        &parameter.origin,
        message,
        "Take it out, or write it into the path.",
    );
}

fn ignored_header(context: &mut Context<'_, '_, '_>, parameter: &Parameter) {
    context.push(
        Severity::Corrected,
        "ignored-header-parameter",
        &parameter.origin,
        format!(
            "The header {} is not a parameter: the client sends it by itself.",
            parameter.name
        ),
        "Take it out, or accept the finding.",
    );
}

fn duplicate(context: &mut Context<'_, '_, '_>, node: &ParameterNode) {
    context.push(
        Severity::Corrected,
        "duplicate-parameter",
        &node.origin,
        format!(
            "The parameter `{}` is there twice; the first is taken.",
            name(&node.parameter)
        ),
        "Take one out.",
    );
}
