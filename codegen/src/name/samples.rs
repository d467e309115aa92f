//! Small APIs, built by hand, that tests name.

use crate::config::{ClientParameter, Config};
use crate::ir::*;
use crate::origin::Origin;

/// What the project's own configuration says about names.
pub(crate) fn config() -> Config {
    let parameters = ["project_id", "region_id"];
    Config {
        strip_suffixes: vec!["Serializer".to_owned(), "Schema".to_owned()],
        client_parameters: parameters
            .map(|name| (name.to_owned(), ClientParameter::default()))
            .into(),
        ..Config::default()
    }
}

/// The operations and some types of the project's own document.
pub(crate) fn security_groups() -> Api {
    let mut api = Api::default();
    let direction = TypeId(2);
    let field = |component: &str, name: &str, ty| field(component, name, ty);
    let group = "SecurityGroupSerializer";
    api.types.push(component(
        group,
        object(vec![
            field(group, "created_at", Ty::Scalar(Scalar::DateTime)),
            field(group, "direction", Ty::Named(direction)),
        ]),
    ));
    let rule = "CreateSecurityGroupRuleSerializer";
    let items = vec![field(rule, "direction", Ty::Named(direction))];
    api.types.push(component(rule, object(items)));
    api.types.push(inline(
        Owner::Component(group.to_owned()),
        vec![Step::Property("direction".to_owned())],
        texts(&["egress", "ingress"]),
    ));
    let mut update = operation(
        "PATCH",
        "/cloud/v1/securitygroups/{project_id}/{region_id}/{group_id}",
        "Security Groups",
    );
    update.operation_id = Some("SecurityGroupInstanceViewSet.patch".to_owned());
    update.deprecated = true;
    api.operations.push(update);
    api.operations.push(operation(
        "POST",
        "/cloud/v2/security_groups/{project_id}/{region_id}/{group_id}/rules",
        "Security Groups",
    ));
    api.operations
        .push(operation("GET", "/cloud/v1/tasks/{task_id}", "Tasks"));
    api
}

/// A component schema.
pub(crate) fn component(key: &str, item: Item) -> TypeDef {
    TypeDef {
        origin: schema(key),
        hint: NameHint::Component(key.to_owned()),
        docs: Docs::default(),
        deprecated: false,
        item,
        input_of: None,
    }
}

/// A schema written in place.
pub(crate) fn inline(owner: Owner, steps: Vec<Step>, item: Item) -> TypeDef {
    let mut origin = match &owner {
        Owner::Component(key) => schema(key),
        Owner::Operation { method, path } => {
            Origin::root(0).child("paths").child(path).child(method)
        }
        Owner::Message { name, .. } => Origin::root(0).child("webhooks").child(name),
        Owner::Shared(key) => Origin::root(0)
            .child("components")
            .child("responses")
            .child(key),
    };
    for step in &steps {
        origin = origin.child(&format!("{step:?}"));
    }
    let hint = NameHint::Inline {
        owner,
        steps,
        title: None,
    };
    TypeDef {
        origin,
        hint,
        docs: Docs::default(),
        deprecated: false,
        item,
        input_of: None,
    }
}

/// A struct.
pub(crate) fn object(fields: Vec<Field>) -> Item {
    Item::Struct(Struct {
        fields,
        additional: Additional::Undeclared,
    })
}

/// A required member of a component.
pub(crate) fn field(component: &str, name: &str, ty: Ty) -> Field {
    Field {
        wire_name: name.to_owned(),
        ty,
        required: true,
        constant: None,
        prefill: None,
        docs: Docs::default(),
        deprecated: false,
        read_only: false,
        write_only: false,
        secret: false,
        default: None,
        example: None,
        origin: schema(component).child("properties").child(name),
    }
}

/// An enumeration of texts.
pub(crate) fn texts(values: &[&str]) -> Item {
    let value = |text: &&str| EnumValue {
        value: Constant::Text((*text).to_owned()),
        hint: None,
        docs: Docs::default(),
    };
    Item::Enum(Enum {
        repr: EnumRepr::Text,
        values: values.iter().map(value).collect(),
        is_open: false,
    })
}

/// An operation with the path parameters of its template.
pub(crate) fn operation(method: &str, path: &str, tag: &str) -> Operation {
    let origin = Origin::root(0)
        .child("paths")
        .child(path)
        .child(&method.to_lowercase());
    let names = path
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'));
    let parameters = names
        .map(|(name, _)| parameter(name, Location::Path, &origin))
        .collect();
    Operation {
        origin,
        method: method.to_owned(),
        path: path.to_owned(),
        operation_id: None,
        tags: vec![tag.to_owned()],
        docs: Docs::default(),
        deprecated: false,
        parameters,
        body: None,
        answers: Vec::new(),
        security: Vec::new(),
        server: None,
        variant: None,
    }
}

/// A parameter that is text.
pub(crate) fn parameter(name: &str, location: Location, operation: &Origin) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location,
        ty: Ty::Scalar(Scalar::String),
        required: location == Location::Path,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        json: false,
        media_type: None,
        docs: Docs::default(),
        deprecated: false,
        default: None,
        example: None,
        origin: operation.child("parameters").child(name),
    }
}

fn schema(key: &str) -> Origin {
    Origin::root(0)
        .child("components")
        .child("schemas")
        .child(key)
}
