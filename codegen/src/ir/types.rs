//! Declared types and the way they are used.

use super::{Docs, MessageKind};
use crate::diagnostic::Code;
use crate::origin::Origin;
use crate::value::Value;

/// Index into `Api::types`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A declared type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// The schema it was made from.
    pub origin: Origin,
    /// What the naming stage makes a name from.
    pub hint: NameHint,
    /// Documentation.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// What it is.
    pub item: Item,
    /// The type that is received where this one is sent, if the two differ.
    pub input_of: Option<TypeId>,
}

/// Where a type's name comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameHint {
    /// The key of a component (or of a `$defs` member), as written.
    Component(String),
    /// A schema written in place: what owns it, and the steps from there down to it.
    Inline {
        /// The nearest thing around it that has a name of its own.
        owner: Owner,
        /// From the owner to the schema, outermost first; never empty.
        steps: Vec<Step>,
        /// `title`, if it has one.
        title: Option<String>,
    },
}

/// What owns an inline schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A component schema, by its key.
    Component(String),
    /// An operation: upper-case method and path template as written.
    Operation {
        /// `GET`, `POST`, ..
        method: String,
        /// `/pets/{id}`
        path: String,
    },
    /// A component that is no schema, such as a response or a parameter, by its key.
    Shared(String),
    /// A webhook or a callback.
    Message {
        /// Which of the two.
        kind: MessageKind,
        /// Its key in `webhooks` or `callbacks`.
        name: String,
        /// `POST`, ..
        method: String,
        /// Method and path of the operation that a callback is written in.
        of: Option<(String, String)>,
    },
}

/// One step down from an owner to an inline schema. No step holds an array index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A member of `properties`.
    Property(String),
    /// `items`, or a member of `prefixItems`.
    Items,
    /// `additionalProperties` or a member of `patternProperties`.
    Values,
    /// `propertyNames`.
    Keys,
    /// A member of `oneOf` or `anyOf`, with what tells it from its siblings: the tag value, the
    /// component's name, else the kind (`string`, `array`, ..) with what only it has or lacks.
    Variant(String),
    /// The request body.
    Body,
    /// A response, by its status key (`200`, `4XX`, `default`).
    Response(String),
    /// A parameter, by its name.
    Parameter(String),
    /// A response header, by its name.
    Header(String),
}

/// What a declared type is.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An object with declared members.
    Struct(Struct),
    /// A fixed list of strings or integers, open for values that come later.
    Enum(Enum),
    /// One of several shapes.
    Union(Union),
    /// Another name for a type. Never nullable: lower puts `Ty::Nullable` around each use instead.
    Alias(Ty),
    /// A transparent new type, made where an alias would name itself.
    Wrapper(Ty),
}

/// An object with declared members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Struct {
    /// In document order.
    pub fields: Vec<Field>,
    /// What members beyond the declared ones are.
    pub additional: Additional,
}

/// Members of an object beyond the declared ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Additional {
    /// They may occur and are kept as JSON.
    #[default]
    Undeclared,
    /// The document gives them a type.
    Typed(Ty),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The member's name in JSON.
    pub wire_name: String,
    /// Its type; nullability is part of it.
    pub ty: Ty,
    /// Whether the member must be there.
    pub required: bool,
    /// The one value it has. Only on required members: it is written and checked, never a field.
    pub constant: Option<Constant>,
    /// What a new value starts with instead of absence: the tag of a union that the member's schema
    /// does not fix.
    pub prefill: Option<Constant>,
    /// Documentation.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `readOnly: true`.
    pub read_only: bool,
    /// `writeOnly: true`.
    pub write_only: bool,
    /// Whether `Debug` must not show it (`format: password`, a `writeOnly` string).
    pub secret: bool,
    /// `default`, for documentation only.
    pub default: Option<Value>,
    /// A plain value that fits, for the examples in the documentation.
    pub example: Option<Value>,
    /// The property's schema.
    pub origin: Origin,
}

/// A scalar fixed by the document.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// A string.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
    /// Anything else: a fraction, an array, an object, `null`.
    Json(Value),
}

/// A fixed list of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// What the values are.
    pub repr: EnumRepr,
    /// Distinct, in document order.
    pub values: Vec<EnumValue>,
    /// Whether the document itself allows other values (`anyOf: [{enum: [..]}, {type: string}]`).
    pub is_open: bool,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumRepr {
    /// `Constant::Text` only.
    Text,
    /// `Constant::Integer` only.
    Integer,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// As it is in JSON; its kind is the enumeration's.
    pub value: Constant,
    /// A name the document proposes (`x-enum-varnames`, the `title` of a `const`).
    pub hint: Option<String>,
    /// Documentation.
    pub docs: Docs,
}

/// One of several shapes.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The member that tells the variants apart (`discriminator.propertyName` or inferred).
    pub tag: Option<String>,
    /// The variant for values whose tag is absent or selects none (`defaultMapping` of OpenAPI 3.2).
    pub default: Option<usize>,
    /// Distinct, in document order.
    pub variants: Vec<Variant>,
}

/// One shape of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The tag values that select it; empty if the union has no tag.
    pub tags: Vec<Constant>,
    /// Its content. With a tag, the tag is a member of the content.
    pub ty: Ty,
    /// What tells it from its siblings when it has no tag: the component's key, else its kind.
    pub hint: String,
    /// Documentation.
    pub docs: Docs,
    /// The member of `oneOf` or `anyOf`.
    pub origin: Origin,
}

/// The use of a type.
#[derive(Debug, Clone, PartialEq)]
pub enum Ty {
    /// A scalar of the runtime or of the standard library.
    Scalar(Scalar),
    /// A declared type.
    Named(TypeId),
    /// `items` for every element.
    List(Box<Ty>),
    /// `prefixItems` of a fixed length.
    Tuple(Vec<Ty>),
    /// An object without declared members; every value has this type.
    Map(Box<Ty>),
    /// The type or `null`. Never directly inside another `Nullable`.
    Nullable(Box<Ty>),
    /// JSON text inside a string (`contentMediaType: application/json` with `contentSchema`).
    JsonText(Box<Ty>),
    /// Any JSON value. Every such place was recorded: the schema says nothing about shape, or a
    /// widened diagnostic says why.
    Json,
}

/// A scalar. Formatted strings keep their text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scalar {
    /// `null` and nothing else.
    Null,
    /// `true`, `false`.
    Bool,
    /// `int8` to `int64`, and every integer without a format.
    I8,
    /// See [`Scalar::I8`].
    I16,
    /// See [`Scalar::I8`].
    I32,
    /// See [`Scalar::I8`].
    I64,
    /// `uint8` to `uint64`.
    U8,
    /// See [`Scalar::U8`].
    U16,
    /// See [`Scalar::U8`].
    U32,
    /// See [`Scalar::U8`].
    U64,
    /// Every number.
    F64,
    /// Text without a format the runtime knows.
    String,
    /// Text that `Debug` hides (`format: password`).
    Secret,
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `duration`.
    Duration,
    /// `uuid`, `uuid4` and the like.
    Uuid,
    /// `ipv4`.
    Ipv4,
    /// `ipv6`.
    Ipv6,
    /// Either (`ipvanyaddress`, `ip`).
    Ip,
    /// An address with a prefix length (`ipvanynetwork`, `ipv4network`, `cidr`, ..).
    IpNetwork,
    /// `uri`, `url`, `iri` and the reference forms.
    Uri,
    /// `byte`, `contentEncoding: base64` or `base64url`.
    Base64,
    /// A file, as a part of a body. Has no JSON form, and is the type of parameters alone.
    File,
}

/// What a scalar is in JSON, integers apart from other numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarKind {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A string, formatted or not; a file, which has no JSON form, counts as one.
    Text,
}

impl Scalar {
    /// What it is in JSON.
    #[must_use]
    pub fn kind(self) -> ScalarKind {
        match self {
            Self::Null => ScalarKind::Null,
            Self::Bool => ScalarKind::Bool,
            Self::I8
            | Self::I16
            | Self::I32
            | Self::I64
            | Self::U8
            | Self::U16
            | Self::U32
            | Self::U64 => ScalarKind::Integer,
            Self::F64 => ScalarKind::Number,
            Self::String
            | Self::Secret
            | Self::DateTime
            | Self::Date
            | Self::Time
            | Self::Duration
            | Self::Uuid
            | Self::Ipv4
            | Self::Ipv6
            | Self::Ip
            | Self::IpNetwork
            | Self::Uri
            | Self::Base64
            | Self::File => ScalarKind::Text,
        }
    }
}

/// An object that takes any members: a map of [`Ty::Json`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenObject {
    /// Where it is, as types say it.
    pub hint: NameHint,
    /// The members that the document declares since it is published without any.
    pub declared: Vec<String>,
}

/// A schema that became [`Ty::Json`], or the values of which did.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untyped {
    /// The schema.
    pub origin: Origin,
    /// Why.
    pub reason: UntypedReason,
}

/// Why a schema became [`Ty::Json`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UntypedReason {
    /// It says nothing about shape.
    NoShape,
    /// What it says cannot be typed; the code is that of the diagnostic.
    Widened(Code),
    /// It was refused, which a diagnostic says.
    Refused,
}
