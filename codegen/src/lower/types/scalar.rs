//! Scalars by type and format.

use crate::diagnostic::Severity;
use crate::ir::{Scalar, Ty};
use crate::lower::types::{Place, TypeLowering};
use crate::model::schema::{Kinds, Schema};
use crate::value::{Number, Value};

/// Whether a format bears on the type. What is unknown, or prose, is no more than an annotation.
pub(super) fn is_known(format: &str) -> bool {
    text(format).is_some() || integer(format).is_some()
}

impl TypeLowering<'_> {
    /// A boolean, a number or a string.
    pub(super) fn scalar(&mut self, place: &Place) -> Option<Ty> {
        let kinds = place.kinds;
        if kinds == Kinds::BOOL {
            return Some(Ty::Scalar(Scalar::Bool));
        }
        if kinds == Kinds::INTEGER {
            return Some(Ty::Scalar(self.integer(place)));
        }
        if Kinds::NUMBER.contains(kinds) {
            return Some(Ty::Scalar(Scalar::F64));
        }
        if kinds != Kinds::STRING {
            return None;
        }
        if let Some(content) = self.json_text(place) {
            return Some(content);
        }
        Some(Ty::Scalar(self.text(place)))
    }

    /// The integer of the format, unless limits or the default of the schema are beyond it.
    fn integer(&mut self, place: &Place) -> Scalar {
        let own = || place.shape.own.iter().map(|id| self.analysis.schema(*id));
        let named = own().find_map(|schema| Some((schema, integer(schema.format.as_deref()?)?)));
        let Some((schema, scalar)) = named else {
            return Scalar::I64;
        };
        let Some((least, most)) = range(scalar) else {
            return scalar;
        };
        let beyond = own()
            .flat_map(integers)
            .find(|at| *at < least || *at > most);
        let Some(beyond) = beyond else {
            return scalar;
        };
        self.diagnostics.push(
            Severity::Corrected,
            "format-too-narrow",
            &schema.origin,
            format!(
                "`{}` ends before {beyond}, which the schema allows; it is read as `int64`.",
                schema.format.as_deref().unwrap_or_default()
            ),
            "Write a wider format, or correct the limit.",
        );
        Scalar::I64
    }

    /// The scalar of a string.
    pub(super) fn text(&self, place: &Place) -> Scalar {
        let own = || place.shape.own.iter().map(|id| self.analysis.schema(*id));
        let encoding = own().find_map(|schema| {
            let encoding = schema.text.as_ref()?.encoding.as_deref()?;
            matches!(encoding, "base64" | "base64url").then_some(Scalar::Base64)
        });
        let format = || own().find_map(|schema| text(schema.format.as_deref()?));
        encoding.or_else(format).unwrap_or(Scalar::String)
    }

    /// JSON inside a string.
    fn json_text(&mut self, place: &Place) -> Option<Ty> {
        let content = place.shape.own.iter().find_map(|id| {
            let text = self.analysis.schema(*id).text.as_ref()?;
            let media_type = text.media_type.as_deref()?;
            let essence = media_type.split(';').next()?.trim().to_ascii_lowercase();
            let is_json = essence == "application/json" || essence.ends_with("+json");
            text.content.filter(|_| is_json)
        })?;
        let inner = self.whole(content);
        Some(Ty::JsonText(Box::new(inner)))
    }
}

/// One scalar that holds every string that either of two holds.
pub(super) fn wider_text(one: Scalar, other: Scalar) -> Scalar {
    const ADDRESSES: [Scalar; 3] = [Scalar::Ipv4, Scalar::Ipv6, Scalar::Ip];
    if one == other {
        one
    } else if ADDRESSES.contains(&one) && ADDRESSES.contains(&other) {
        Scalar::Ip
    } else if one == Scalar::Secret || other == Scalar::Secret {
        Scalar::Secret
    } else {
        Scalar::String
    }
}

/// One scalar that holds every number that either of two holds.
pub(super) fn wider_number(one: Scalar, other: Scalar) -> Scalar {
    if one == other {
        one
    } else if one == Scalar::F64 || other == Scalar::F64 {
        Scalar::F64
    } else {
        Scalar::I64
    }
}

/// The least and the most of an integer of fewer than 64 bits.
fn range(scalar: Scalar) -> Option<(i64, i64)> {
    Some(match scalar {
        Scalar::I8 => (i8::MIN.into(), i8::MAX.into()),
        Scalar::I16 => (i16::MIN.into(), i16::MAX.into()),
        Scalar::I32 => (i32::MIN.into(), i32::MAX.into()),
        Scalar::U8 => (0, u8::MAX.into()),
        Scalar::U16 => (0, u16::MAX.into()),
        Scalar::U32 => (0, u32::MAX.into()),
        _ => return None,
    })
}

/// The limits and the default of a schema, where they are integers.
fn integers(schema: &Schema) -> impl Iterator<Item = i64> {
    let limits = schema.number.as_deref();
    let limits = limits
        .into_iter()
        .flat_map(|number| [&number.min, &number.max]);
    let default = match &schema.annotations.default {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    };
    let numbers = limits.flatten().chain(default);
    numbers.filter_map(Number::as_i64)
}

fn integer(format: &str) -> Option<Scalar> {
    Some(match format {
        "int8" => Scalar::I8,
        "int16" => Scalar::I16,
        "int32" => Scalar::I32,
        "int64" => Scalar::I64,
        "uint8" => Scalar::U8,
        "uint16" => Scalar::U16,
        "uint32" => Scalar::U32,
        "uint64" => Scalar::U64,
        _ => return None,
    })
}

fn text(format: &str) -> Option<Scalar> {
    Some(match format {
        "date-time" => Scalar::DateTime,
        "date" => Scalar::Date,
        "time" => Scalar::Time,
        "duration" => Scalar::Duration,
        "uuid" | "uuid1" | "uuid3" | "uuid4" | "uuid5" | "uuid6" | "uuid7" | "uuid8" | "guid" => {
            Scalar::Uuid
        }
        "ipv4" => Scalar::Ipv4,
        "ipv6" => Scalar::Ipv6,
        "ip" | "ipvanyaddress" => Scalar::Ip,
        "ipvanynetwork" | "ipvanyinterface" | "ipv4network" | "ipv6network" | "ipv4interface"
        | "ipv6interface" | "cidr" | "ipv4-cidr" | "ipv6-cidr" => Scalar::IpNetwork,
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => Scalar::Uri,
        "byte" | "base64" | "base64url" => Scalar::Base64,
        "password" => Scalar::Secret,
        _ => return None,
    })
}
