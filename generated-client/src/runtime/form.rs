//! What is the body of a call? The one it was given, or what its members make: a form, or several parts.

use std::borrow::Cow;

use super::body::Body;
use super::call::{Argument, ArgumentPlace, Call};
use super::media_type;
use super::multipart::{FilePart, Multipart};
use super::param::Param;
use super::prepare::arguments;
use super::style::{self, Style};

/// The media type of a form.
pub(crate) const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// The media type of a body of several parts.
const PARTS: &str = "multipart/form-data";

/// A body and its media type, or none, or why there is none.
type Written = Result<Option<(Cow<'static, str>, Body)>, String>;

/// The media type and the body of a call, if it has one.
pub(crate) fn body(call: &Call) -> Written {
    let options = call.own_options();
    if let Some((media_type, body)) = &options.body {
        return Ok(Some((media_type.clone().into(), body.clone())));
    }
    if options.content_type.is_none() && options.members.is_empty() {
        return own(call);
    }
    let (own, mut content) = Content::of(call)?;
    for (name, value) in &options.members {
        content.add(name, &value.to_string())?;
    }
    let media_type = options.content_type.as_deref().or(own.as_deref());
    let media_type = media_type.ok_or("there is no body that a member could be added to")?;
    content.write(media_type).map(Some)
}

/// The body as the operation has it.
fn own(call: &Call) -> Written {
    if let Some(body) = &call.body {
        return Ok(Some((body.media_type.clone(), body.content.clone()?)));
    }
    let (media_type, content) = Content::of(call)?;
    media_type
        .map(|media_type| content.write(&media_type))
        .transpose()
}

/// The members of an object as a form, with the style of each that has one.
pub(crate) fn of_object(json: &str, styles: &[(&str, Style)]) -> String {
    match Param::from_json(json) {
        Param::Object(members) => form(&members_of(members, styles)),
        _ => String::new(),
    }
}

/// What a body says, before it is written in a media type.
enum Content {
    Json(String),
    Members(Vec<Member>),
    /// What has no members that could be looked into.
    Opaque(Body),
}

struct Member {
    name: String,
    style: Style,
    json: String,
    files: Vec<FilePart>,
}

impl Content {
    /// What the body of a call says, and its media type.
    fn of(call: &Call) -> Result<(Option<Cow<'static, str>>, Self), String> {
        if let Some(body) = &call.body {
            let content = body.content.clone()?;
            let bytes = content
                .as_bytes()
                .filter(|_| media_type::holds_json(&body.media_type));
            let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
            let said = match text {
                Some(text) => Self::Json(text.to_owned()),
                None => Self::Opaque(content),
            };
            return Ok((Some(body.media_type.clone()), said));
        }
        let of = |place| -> Vec<Member> { arguments(call, place).map(member).collect() };
        let (form, parts) = (of(ArgumentPlace::Form), of(ArgumentPlace::Part));
        Ok(match (form.is_empty(), parts.is_empty()) {
            (false, _) => (Some(MEDIA_TYPE.into()), Self::Members(form)),
            (true, false) => (Some(PARTS.into()), Self::Members(parts)),
            (true, true) => (None, Self::Members(Vec::new())),
        })
    }

    fn add(&mut self, name: &str, json: &str) -> Result<(), String> {
        let known = match self {
            Self::Opaque(_) => return Err("it has no members to add to".to_owned()),
            Self::Json(text) => match Param::from_json(text) {
                Param::Object(members) => members.iter().any(|(known, _)| known == name),
                _ => return Err("it is no object that a member could be added to".to_owned()),
            },
            Self::Members(members) => members.iter().any(|member| member.name == name),
        };
        if known {
            return Err(format!("it has a member `{name}` already"));
        }
        match self {
            Self::Opaque(_) => {}
            Self::Json(text) => {
                // What was written stays as it was written, numbers above all.
                let open = text.trim_end().strip_suffix('}').unwrap_or(text).trim_end();
                let comma = if open.ends_with('{') { "" } else { "," };
                *text = format!("{open}{comma}{}:{json}}}", serde_json::Value::from(name));
            }
            Self::Members(members) => members.push(Member {
                name: name.to_owned(),
                style: Style::CONTENT,
                json: json.to_owned(),
                files: Vec::new(),
            }),
        }
        Ok(())
    }

    fn write(self, media_type: &str) -> Result<(Cow<'static, str>, Body), String> {
        let labelled = |body: Body| (media_type.to_owned().into(), body);
        match (self, media_type::essence(media_type).as_str()) {
            (Self::Json(text), _) if media_type::holds_json(media_type) => {
                Ok(labelled(text.into()))
            }
            (Self::Members(members), _) if media_type::holds_json(media_type) => {
                without_files(&members, media_type)?;
                let members = members.iter();
                let pairs =
                    members.map(|member| (member.name.clone(), Param::from_json(&member.json)));
                Ok(labelled(Param::Object(pairs.collect()).json().into()))
            }
            (Self::Opaque(body), other) if ![MEDIA_TYPE, PARTS].contains(&other) => {
                Ok(labelled(body))
            }
            (content, MEDIA_TYPE) => {
                let members = content.members()?;
                without_files(&members, media_type)?;
                Ok(labelled(form(&members).into()))
            }
            (content, PARTS) => {
                let (media_type, body) = parts(content.members()?).encode()?;
                Ok((media_type.into(), body))
            }
            _ => Err(format!(
                "it cannot be written as `{media_type}`; give it by CallOptions::body"
            )),
        }
    }

    fn members(self) -> Result<Vec<Member>, String> {
        match self {
            Self::Members(members) => Ok(members),
            Self::Opaque(_) => Err("it has no members, and a form has".to_owned()),
            Self::Json(text) => match Param::from_json(&text) {
                Param::Object(members) => Ok(members_of(members, &[])),
                _ => Err("it is no object, and a form has members".to_owned()),
            },
        }
    }
}

fn member((argument, json): (&Argument, &str)) -> Member {
    Member {
        name: argument.name.to_owned(),
        style: argument.style,
        json: json.to_owned(),
        files: argument.files.clone(),
    }
}

fn members_of(members: Vec<(String, Param)>, styles: &[(&str, Style)]) -> Vec<Member> {
    let style_of = |name: &str| {
        let known = styles.iter().find(|(of, _)| *of == name);
        known.map_or(Style::CONTENT, |(_, style)| *style)
    };
    let members = members.into_iter();
    let members = members.map(|(name, value)| Member {
        style: style_of(&name),
        name,
        json: value.json(),
        files: Vec::new(),
    });
    members.collect()
}

fn form(members: &[Member]) -> String {
    let pairs = members
        .iter()
        .flat_map(|member| style::form(&member.name, member.style, &member.json));
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

fn parts(members: Vec<Member>) -> Multipart {
    let mut parts = Multipart::new();
    for member in members {
        for (name, text, media_type) in style::parts(&member.name, member.style, &member.json) {
            parts = parts.file(name, FilePart::text(text).or_media_type(media_type));
        }
        for file in member.files {
            let file = file.or_media_type(member.style.media_type());
            parts = parts.file(member.name.as_str(), file);
        }
    }
    parts
}

fn without_files(members: &[Member], media_type: &str) -> Result<(), String> {
    match members.iter().find(|member| !member.files.is_empty()) {
        Some(member) => Err(format!(
            "`{}` is a file, which `{media_type}` cannot hold",
            member.name
        )),
        None => Ok(()),
    }
}
