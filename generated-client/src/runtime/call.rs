//! What is a call before it is sent? An operation with its arguments, each already JSON text.
//!
//! Nothing here fails: what cannot be sent is kept and told when the call is.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use reqwest::Url;

use super::api::{Method, Operation};
use super::body::Body;
use super::client::Client;
use super::error::{Error, Target};
use super::form;
use super::items::ItemStream;
use super::long_running::{Fetch, LongRunning};
use super::multipart::{FilePart, Multipart};
use super::options::CallOptions;
use super::pages::{Items, Pages};
use super::paging::Paging;
use super::path::cut;
use super::raw::{Raw, json_answer};
use super::send;
use super::sending::Sending;
use super::stream::ByteStream;
use super::style::Style;
use super::waiting::Waiting;
use super::{Wire, write_json};

/// A call of an operation, to be sent.
#[derive(Clone)]
#[must_use = "nothing is sent before the call is awaited"]
pub struct Call {
    pub(crate) client: Client,
    pub(crate) operation: Operation,
    /// The path of a request that is not in the document, as it is sent.
    pub(crate) raw_path: Option<Arc<str>>,
    /// The address of the next page, as the page before names it.
    pub(crate) link: Option<Box<Url>>,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) body: Option<RequestBody>,
    options: Option<Box<CallOptions>>,
    /// The header that takes a key by which the server knows a repeated request.
    pub(crate) idempotency: Option<&'static str>,
}

/// An argument of a call.
#[derive(Clone)]
pub(crate) struct Argument {
    pub(crate) place: ArgumentPlace,
    pub(crate) name: &'static str,
    pub(crate) style: Style,
    /// The value as JSON text, or why it has none.
    pub(crate) json: Result<String, String>,
    /// The value of a part that is a file, or several.
    pub(crate) files: Vec<FilePart>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArgumentPlace {
    Path,
    Query,
    Header,
    Cookie,
    Form,
    Part,
}

/// The body of a call and its media type.
#[derive(Clone)]
pub(crate) struct RequestBody {
    pub(crate) media_type: Cow<'static, str>,
    /// The body, or why there is none.
    pub(crate) content: Result<Body, String>,
}

impl Call {
    /// A call of an operation without arguments.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self::described(client, *operation)
    }

    /// A call of an operation that is given by value.
    pub(crate) fn described(client: &Client, operation: Operation) -> Self {
        Self {
            client: client.clone(),
            operation,
            raw_path: None,
            link: None,
            arguments: Vec::new(),
            body: None,
            options: None,
            idempotency: None,
        }
    }

    /// A call of what is not in the document.
    pub(crate) fn undocumented(client: &Client, method: Method, path: &str) -> Self {
        const ANY: Operation = Operation {
            id: "",
            method: Method::GET,
            path: "",
            security: &[],
            accept: "application/json, */*;q=0.5",
            server: None,
        };
        Self {
            raw_path: Some(Arc::from(path)),
            ..Self::described(client, Operation { method, ..ANY })
        }
    }

    /// Sets a path variable. Like every setter, it replaces what was set before.
    pub fn path<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.set(ArgumentPlace::Path, name, Style::SIMPLE, json_text(value));
    }

    /// Sets a path variable of a style other than `simple`.
    pub fn path_styled<T: Wire>(&mut self, name: &'static str, style: Style, value: &T) {
        self.set(ArgumentPlace::Path, name, style, json_text(value));
    }

    /// Sets a query parameter.
    pub fn query<T: Wire>(&mut self, name: &'static str, style: Style, value: &T) {
        self.set(ArgumentPlace::Query, name, style, json_text(value));
    }

    /// Sets a header parameter.
    pub fn header<T: Wire>(&mut self, name: &'static str, style: Style, value: &T) {
        self.set(ArgumentPlace::Header, name, style, json_text(value));
    }

    /// Sets a cookie parameter.
    pub fn cookie<T: Wire>(&mut self, name: &'static str, style: Style, value: &T) {
        self.set(ArgumentPlace::Cookie, name, style, json_text(value));
    }

    /// Sets a member of a form (`application/x-www-form-urlencoded`).
    pub fn form<T: Wire>(&mut self, name: &'static str, style: Style, value: &T) {
        self.set(ArgumentPlace::Form, name, style, json_text(value));
    }

    /// Sets a part of a body that is no file (`multipart/form-data`).
    pub fn part<T: Wire>(&mut self, name: &'static str, style: Style, value: &T) {
        self.set(ArgumentPlace::Part, name, style, json_text(value));
    }

    /// Sets the file of a part, or its files; `style` has the media type of those without one.
    pub fn files(
        &mut self,
        name: &'static str,
        style: Style,
        files: impl IntoIterator<Item = FilePart>,
    ) {
        self.put(Argument {
            place: ArgumentPlace::Part,
            name,
            style,
            json: Ok("null".to_owned()),
            files: files.into_iter().collect(),
        });
    }

    /// Settings of this call alone.
    pub fn options(&mut self, options: CallOptions) {
        self.options = Some(Box::new(options));
    }

    /// The same call with settings of its own: `client.request(..).with(CallOptions::new())`.
    pub fn with(mut self, options: CallOptions) -> Self {
        self.options(options);
        self
    }

    /// The settings of this call alone.
    pub(crate) fn own_options(&self) -> &CallOptions {
        static NONE: CallOptions = CallOptions::NONE;
        self.options.as_deref().unwrap_or(&NONE)
    }

    /// Names the header by which the server knows a repeated request. It gets a new key each time
    /// the call is sent, the same for all attempts, unless the caller sets one.
    pub fn idempotency(&mut self, header: &'static str) {
        self.idempotency = Some(header);
    }

    /// Gives the call a JSON body.
    pub fn json<T: Wire>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// Gives the call a JSON body of a media type of its own, such as `application/merge-patch+json`.
    pub fn json_as<T: Wire>(self, media_type: impl Into<Cow<'static, str>>, body: &T) -> Self {
        self.content(media_type, json_text(body).map(Body::from))
    }

    /// Gives the call a body that is not JSON.
    pub fn bytes(self, media_type: impl Into<Cow<'static, str>>, body: impl Into<Body>) -> Self {
        self.content(media_type, Ok(body.into()))
    }

    /// Gives the call a body of JSON values, each on a line of its own.
    pub fn json_lines<T: Wire>(
        self,
        media_type: impl Into<Cow<'static, str>>,
        values: &[T],
    ) -> Self {
        let lines: Result<Vec<String>, String> = values.iter().map(json_text).collect();
        let content = lines.map(|lines| {
            let ended = lines.into_iter().map(|line| line + "\n");
            Body::from(ended.collect::<String>())
        });
        self.content(media_type, content)
    }

    /// Gives the call a form as its body (`application/x-www-form-urlencoded`): the members of an
    /// object, each as [`Style::CONTENT`] writes it.
    pub fn form_of<T: Wire>(self, body: &T) -> Self {
        self.form_styled(body, &[])
    }

    /// Gives the call a form as its body, with the style of each member that has one.
    pub fn form_styled<T: Wire>(self, body: &T, styles: &[(&str, Style)]) -> Self {
        let content = json_text(body).map(|json| Body::from(form::of_object(&json, styles)));
        self.content(form::MEDIA_TYPE, content)
    }

    /// Gives the call a body of several parts.
    pub fn multipart(self, body: Multipart) -> Self {
        match body.encode() {
            Ok((media_type, body)) => self.content(media_type, Ok(body)),
            Err(why) => self.content("", Err(why)),
        }
    }

    /// Sends the call and reads the whole answer.
    pub fn send<T>(self, decode: fn(Raw) -> Result<T, Error>) -> Sending<T> {
        Sending::new(send::whole(self), decode)
    }

    /// Sends the call and reads the answer as JSON.
    pub fn send_json<T: Wire>(self) -> Sending<T> {
        self.send(json_answer)
    }

    /// Sends the call and gives the body of a success as it comes in.
    pub fn stream(self) -> Sending<ByteStream> {
        Sending::new(send::streamed(self), Raw::into_stream)
    }

    /// Sends the call and waits for the work that it starts.
    pub fn wait<T: Wire, R: Wire>(
        self,
        plan: &'static LongRunning,
        fetch: Option<Fetch>,
    ) -> Waiting<T, R> {
        Waiting::new(self, plan, fetch)
    }

    /// The pages of a list.
    pub fn pages<T>(self, paging: Paging, decode: fn(Raw) -> Result<T, Error>) -> Pages<T> {
        Pages::new(self, paging, decode)
    }

    /// The items of a list, over all its pages.
    pub fn items<T: Wire>(self, paging: Paging) -> Items<T> {
        Items::new(self, paging)
    }

    /// Sends the call and gives the values of a success as they come in.
    pub fn values<T>(
        self,
        decode: fn(Raw) -> Result<ItemStream<T>, Error>,
    ) -> Sending<ItemStream<T>> {
        Sending::new(send::streamed(self), decode)
    }

    /// Sends the call, leaves the body of a success to be read as it comes in where `streams` says
    /// so of the status, and decodes either.
    pub fn send_by_status<T>(
        self,
        streams: fn(u16) -> bool,
        decode: fn(Raw) -> Result<T, Error>,
    ) -> Sending<T> {
        Sending::new(send::by_status(self, streams), decode)
    }

    /// Asks for another media type than the operation's own.
    pub fn accept(mut self, media_types: &'static str) -> Self {
        self.operation.accept = media_types;
        self
    }

    pub(crate) fn target(&self) -> Target {
        // The query of a path that is given whole may hold secrets, and targets are printed.
        let path = match &self.raw_path {
            Some(path) => Cow::Owned(before_query(path).to_owned()),
            None => Cow::Borrowed(before_query(self.operation.path)),
        };
        Target {
            method: self.operation.method,
            path,
        }
    }

    fn content(
        mut self,
        media_type: impl Into<Cow<'static, str>>,
        content: Result<Body, String>,
    ) -> Self {
        self.body = Some(RequestBody {
            media_type: media_type.into(),
            content,
        });
        self
    }

    fn set(
        &mut self,
        place: ArgumentPlace,
        name: &'static str,
        style: Style,
        json: Result<String, String>,
    ) {
        self.put(Argument {
            place,
            name,
            style,
            json,
            files: Vec::new(),
        });
    }

    fn put(&mut self, argument: Argument) {
        let same =
            |known: &&mut Argument| known.place == argument.place && known.name == argument.name;
        match self.arguments.iter_mut().find(same) {
            Some(known) => *known = argument,
            None => self.arguments.push(argument),
        }
    }
}

/// Shows the path variables and of the rest the names alone: values may be secrets.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Target { method, path } = self.target();
        let mut debug = f.debug_struct("Call");
        debug.field("method", &method.as_str()).field("path", &path);
        for argument in &self.arguments {
            match (&argument.json, argument.place) {
                (Ok(json), ArgumentPlace::Path) => {
                    debug.field(argument.name, &format_args!("{json}"))
                }
                _ => debug.field(argument.name, &argument.place),
            };
        }
        debug
            .field("options", self.own_options())
            .finish_non_exhaustive()
    }
}

fn before_query(path: &str) -> &str {
    cut(path, b'?').map_or(path, |(before, _)| before)
}

fn json_text<T: Wire>(value: &T) -> Result<String, String> {
    write_json(value).map_err(|error| error.to_string())
}
