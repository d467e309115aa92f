//! What is the body of a call? The one it was given, or what its members make: a form, or several parts.

use std::borrow::Cow;

use super::body::Body;
use super::call::{ArgumentPlace, Call};
use super::multipart::{FilePart, Multipart};
use super::param::Param;
use super::prepare::arguments;
use super::style::{self, Style};

/// The media type of a form.
pub(crate) const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// The media type and the body of a call, if it has one.
pub(crate) fn body(call: &Call) -> Result<Option<(Cow<'static, str>, Body)>, String> {
    if let Some((media_type, body)) = &call.options.body {
        return Ok(Some((media_type.clone().into(), body.clone())));
    }
    if let Some(body) = &call.body {
        return Ok(Some((body.media_type.clone(), body.content.clone()?)));
    }
    let has = |place| arguments(call, place).next().is_some();
    if has(ArgumentPlace::Form) {
        let pairs = arguments(call, ArgumentPlace::Form)
            .flat_map(|(member, json)| style::form(member.name, member.style, json));
        return Ok(Some((MEDIA_TYPE.into(), written(pairs).into())));
    }
    if has(ArgumentPlace::Part) {
        let (media_type, body) = parts(call).encode()?;
        return Ok(Some((media_type.into(), body)));
    }
    Ok(None)
}

/// The members of an object as a form.
pub(crate) fn of_object(json: &str) -> String {
    let Param::Object(members) = Param::from_json(json) else {
        return String::new();
    };
    written(
        members
            .iter()
            .flat_map(|(name, value)| style::form(name, Style::CONTENT, &value.json())),
    )
}

fn written(pairs: impl Iterator<Item = (String, String)>) -> String {
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

fn parts(call: &Call) -> Multipart {
    let mut parts = Multipart::new();
    for (member, json) in arguments(call, ArgumentPlace::Part) {
        for (name, text, media_type) in style::parts(member.name, member.style, json) {
            parts = parts.file(name, FilePart::text(text).or_media_type(media_type));
        }
        for file in &member.files {
            let file = file.clone().or_media_type(member.style.media_type());
            parts = parts.file(member.name, file);
        }
    }
    parts
}
