//! Formats that the configuration maps to other types.

use super::schema::Schemas;
use crate::config::{Config, FormatType};
use crate::diagnostic::{Diagnostics, Severity};
use std::collections::BTreeSet;

/// Gives every schema the format of the type that its own is mapped to.
pub fn map_formats(schemas: &mut Schemas, config: &Config, diagnostics: &mut Diagnostics) {
    if config.formats.is_empty() {
        return;
    }
    let mut used = BTreeSet::new();
    for schema in &mut schemas.list {
        let mapped = schema
            .format
            .as_deref()
            .and_then(|format| config.formats.get_key_value(format));
        if let Some((format, ty)) = mapped {
            used.insert(format.as_str());
            schema.format = format_of(*ty).map(str::to_owned);
        }
    }
    for format in config.formats.keys() {
        if !used.contains(format.as_str()) {
            diagnostics.push(
                Severity::Error,
                "unused-format",
                &config.origin(&["formats", format]),
                format!("No schema of the document has the format `{format}`."),
                "Correct the format or remove the entry.",
            );
        }
    }
}

/// The format that stands for a type.
fn format_of(ty: FormatType) -> Option<&'static str> {
    Some(match ty {
        FormatType::Plain => return None,
        FormatType::DateTime => "date-time",
        FormatType::Date => "date",
        FormatType::Time => "time",
        FormatType::Duration => "duration",
        FormatType::Uuid => "uuid",
        FormatType::Ipv4 => "ipv4",
        FormatType::Ipv6 => "ipv6",
        FormatType::Ip => "ip",
        FormatType::IpNetwork => "cidr",
        FormatType::Uri => "uri",
        FormatType::Base64 => "base64",
        FormatType::Secret => "password",
        FormatType::I8 => "int8",
        FormatType::I16 => "int16",
        FormatType::I32 => "int32",
        FormatType::I64 => "int64",
        FormatType::U8 => "uint8",
        FormatType::U16 => "uint16",
        FormatType::U32 => "uint32",
        FormatType::U64 => "uint64",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Source, load};
    use crate::normalize::normalize;

    #[test]
    fn formats_take_the_place_of_those_that_are_mapped() {
        let text = "openapi: 3.1.0\ninfo: {title: t, version: v}\ncomponents:\n  schemas:\n    \
                    A: {type: integer, format: snowflake}\n    B: {type: string, format: date-time}\n    \
                    C: {type: string, format: date}\n";
        let mut found = Diagnostics::default();
        let source = Source {
            name: "t.yaml".to_owned(),
            text: text.to_owned(),
        };
        let documents = normalize(load(vec![source], &mut found), &mut found);
        let mut document = crate::model::model(&documents, &mut found);
        let config = "[formats]\nsnowflake = \"u64\"\ndate-time = \"plain\"\nodd = \"Uuid\"\n";
        let config = Config::from_toml("codegen.toml", config).expect("it is a configuration");
        map_formats(&mut document.schemas, &config, &mut found);
        let formats = document.schemas.list.iter();
        let formats: Vec<Option<&str>> = formats.map(|schema| schema.format.as_deref()).collect();
        assert_eq!(formats, [Some("uint64"), None, Some("date")]);
        let codes: Vec<&str> = found.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["unused-format"]);
    }
}
