//! Types as they are emitted.

use crate::runtime as rt;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    pub(super) created_at: rt::DateTime,
    pub(super) description: Option<String>,
    pub(super) direction: Option<Direction>,
    pub(super) port: rt::Patch<i64>,
    pub(crate) extra: rt::Extra,
}

impl rt::Object for Rule {
    const NAME: &'static str = "Rule";
    const KEYS: &'static [&'static str] = &["created_at", "description", "direction", "port"];
    fn read(m: &mut rt::Members<'_>) -> Option<Self> {
        let (mut k0, mut k1, mut k2, mut k3) = (None, None, None, rt::Patch::Absent);
        while let Some(key) = m.next() {
            match key {
                0 => m.set(&mut k0),
                1 => m.set(&mut k1),
                2 => m.optional(&mut k2),
                _ => m.patch(&mut k3),
            }
        }
        Some(Self {
            created_at: m.need(0, k0)?,
            description: m.need(1, k1)?,
            direction: k2,
            port: k3,
            extra: m.extra()?,
        })
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.put("created_at", &self.created_at);
        w.put("description", &self.description);
        w.optional("direction", &self.direction);
        w.patch("port", &self.port);
        w.extra(&self.extra);
    }
}
rt::object!(Rule);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Direction {
    Egress,
    Ingress,
    Unknown(String),
}
impl rt::OpenEnum for Direction {
    const NAME: &'static str = "Direction";
    const VALUES: &'static [(&'static str, Self)] =
        &[("egress", Self::Egress), ("ingress", Self::Ingress)];
    fn as_str(&self) -> &str {
        match self {
            Self::Egress => "egress",
            Self::Ingress => "ingress",
            Self::Unknown(text) => text,
        }
    }
    fn unknown(text: String) -> Self {
        Self::Unknown(text)
    }
}
rt::open_enum!(Direction);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Level {
    Low,
    High,
    Unknown(i64),
}
impl rt::OpenIntEnum for Level {
    const NAME: &'static str = "Level";
    const VALUES: &'static [(i64, Self)] = &[(1, Self::Low), (2, Self::High)];
    fn as_i64(&self) -> i64 {
        match self {
            Self::Low => 1,
            Self::High => 2,
            Self::Unknown(value) => *value,
        }
    }
    fn unknown(value: i64) -> Self {
        Self::Unknown(value)
    }
}
rt::open_int_enum!(Level);

/// An enumeration beside plain text, which the document allows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Model {
    Small,
    Unknown(String),
}
impl rt::OpenEnum for Model {
    const NAME: &'static str = "Model";
    const VALUES: &'static [(&'static str, Self)] = &[("small", Self::Small)];
    const IS_OPEN: bool = true;
    fn as_str(&self) -> &str {
        match self {
            Self::Small => "small",
            Self::Unknown(text) => text,
        }
    }
    fn unknown(text: String) -> Self {
        Self::Unknown(text)
    }
}
rt::open_enum!(Model);

/// Structs with one shape: required members only.
macro_rules! plain {
    ($name:ident { $($index:literal $key:literal $field:ident: $type:ty),* }) => {
        #[derive(Debug, Clone, PartialEq)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
            pub(crate) extra: rt::Extra,
        }
        impl rt::Object for $name {
            const NAME: &'static str = stringify!($name);
            const KEYS: &'static [&'static str] = &[$($key),*];
            fn read(m: &mut rt::Members<'_>) -> Option<Self> {
                $(let mut $field = None;)*
                while let Some(key) = m.next() {
                    match key {
                        $($index => m.set(&mut $field),)*
                        _ => unreachable!("all indexes are above"),
                    }
                }
                Some(Self { $($field: m.need($index, $field)?,)* extra: m.extra()? })
            }
            fn write(&self, w: &mut rt::Writer<'_>) {
                $(w.put($key, &self.$field);)*
                w.extra(&self.extra);
            }
        }
        rt::object!($name);
    };
}

plain!(Flavor { 0 "id" id: String });
plain!(PricedFlavor { 0 "id" id: String, 1 "price" price: f64 });
plain!(Page { 0 "results" results: Vec<Rule>, 1 "limits" limits: BTreeMap<String, u8> });

/// An object with a constant.
macro_rules! tagged {
    ($name:ident, $key:literal = $constant:expr, $member:literal $field:ident: $type:ty) => {
        #[derive(Debug, Clone, PartialEq)]
        pub(super) struct $name {
            pub(super) $field: Option<$type>,
            pub(crate) extra: rt::Extra,
        }
        impl rt::Object for $name {
            const NAME: &'static str = stringify!($name);
            const KEYS: &'static [&'static str] = &[$key, $member];
            fn read(m: &mut rt::Members<'_>) -> Option<Self> {
                let (mut k0, mut k1) = (None, None);
                while let Some(key) = m.next() {
                    match key {
                        0 => m.constant(&mut k0, &$constant),
                        _ => m.optional(&mut k1),
                    }
                }
                m.need_constant(0, k0)?;
                Some(Self {
                    $field: k1,
                    extra: m.extra()?,
                })
            }
            fn write(&self, w: &mut rt::Writer<'_>) {
                w.constant($key, &$constant, &self.extra);
                w.optional($member, &self.$field);
                w.extra(&self.extra);
            }
        }
        rt::object!($name);
    };
}

tagged!(Create, "action" = rt::Constant::Text("create"), "rule" rule: Rule);
tagged!(Delete, "action" = rt::Constant::Text("delete"), "id" id: rt::Uuid);
tagged!(Enabled, "enabled" = rt::Constant::Bool(true), "workers" workers: i64);
tagged!(Disabled, "enabled" = rt::Constant::Bool(false), "reason" reason: String);

/// A union of the variants named, each with its tags.
macro_rules! union {
    ($name:ident, $tag:expr, $catch:ident($caught:ty), $($variant:ident($type:ty) $tags:expr),* $(; default $default:literal)?) => {
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::large_enum_variant)]
        pub(super) enum $name {
            $($variant($type),)*
            $catch($caught),
        }
        impl rt::Union for $name {
            const NAME: &'static str = stringify!($name);
            const TAG: Option<&'static str> = $tag;
            const VARIANTS: &'static [rt::Variant<Self>] = &[$(rt::Variant {
                name: stringify!($variant),
                tags: $tags,
                read: |v| rt::variant(v, Self::$variant),
            }),*];
            $(const DEFAULT: Option<usize> = Some($default);)?
            fn unknown(value: rt::Unmatched) -> Self {
                Self::$catch(value.into())
            }
            fn write(&self, out: rt::Out<'_>) {
                match self {
                    $(Self::$variant(v) => rt::Wire::write(v, out),)*
                    Self::$catch(v) => rt::Wire::write(v, out),
                }
            }
        }
        rt::union!($name);
    };
}

union!(
    Change,
    Some("action"),
    Unknown(rt::Tagged),
    Create(Create) & [rt::Constant::Text("create")],
    Delete(Delete) & [rt::Constant::Text("delete")]
);
union!(
    Addon,
    Some("enabled"),
    Unknown(rt::Tagged),
    Enabled(Enabled) & [rt::Constant::Bool(true)],
    Disabled(Disabled) & [rt::Constant::Bool(false)]
);
union!(
    Priced,
    Some("action"),
    Unknown(rt::Tagged),
    Create(Create) & [rt::Constant::Text("create")],
    Flavor(Flavor) & [rt::Constant::Text("Flavor")];
    default 1
);
union!(
    ById,
    Some("id"),
    Unknown(rt::Tagged),
    Plain(Flavor) & [rt::Constant::Text("plain")],
    Priced(PricedFlavor) & [rt::Constant::Text("priced")]
);
union!(
    AnyFlavor,
    None,
    Other(rt::Unmatched),
    Plain(Flavor) & [],
    Priced(PricedFlavor) & []
);
union!(
    Noted,
    None,
    Other(rt::Unmatched),
    Rule(Rule) & [],
    Stamp(Stamp) & []
);
union!(
    Address,
    None,
    Other(rt::Unmatched),
    Ip(rt::Ip) & [],
    Text(String) & [],
    Number(i64) & []
);
union!(
    Tree, None, Other(rt::Unmatched),
    Leaf(Leaf) &[],
    Branch(Box<Branch>) &[]
);

plain!(Stamp { 0 "created_at" created_at: rt::DateTime });
plain!(Leaf { 0 "next" next: Box<Tree> });
plain!(Branch { 0 "next" next: Tree, 1 "weight" weight: i64 });

/// Members beyond the declared ones are integers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counts {
    pub(super) total: i64,
    pub(super) additional: BTreeMap<String, i64>,
}

impl rt::Object for Counts {
    const NAME: &'static str = "Counts";
    const KEYS: &'static [&'static str] = &["kind", "total"];
    fn read(m: &mut rt::Members<'_>) -> Option<Self> {
        let (mut k0, mut k1) = (None, None);
        let mut rest = rt::TypedRest::new();
        while let Some(key) = m.next_or(&mut rest) {
            match key {
                0 => m.constant(&mut k0, &rt::Constant::Integer(1)),
                _ => m.set(&mut k1),
            }
        }
        m.need_constant(0, k0)?;
        Some(Self {
            total: m.need(1, k1)?,
            additional: rest.into_map(),
        })
    }
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.fixed("kind", &rt::Constant::Integer(1));
        w.put("total", &self.total);
        w.additional(&self.additional);
    }
}
rt::object_typed!(Counts);

/// A new type around another, which it contains.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nested(pub(super) Vec<Nested>);
rt::wrapper!(Nested);
