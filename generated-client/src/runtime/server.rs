//! Which address do calls go to, of those that the document names, and with which variables in it?

use std::borrow::Cow;

use reqwest::Url;

use super::client_builder::{ClientBuilder, list};
use super::error::Error;

/// The servers of a document that names several, or that has variables in their addresses (OpenAPI
/// 3.1, "Server Object").
#[derive(Debug)]
pub struct Servers {
    /// The document's. The first is called unless another is chosen.
    pub document: &'static [Server],
    /// Those of single operations that have variables, by the address that the operation names.
    pub operations: &'static [Server],
}

/// A server.
#[derive(Debug)]
pub struct Server {
    /// Its address, variables in braces.
    pub url: &'static str,
    /// Its description, if it has one.
    pub description: &'static str,
    /// What can be set in the address.
    pub variables: &'static [ServerVariable],
}

/// A variable of an address (OpenAPI 3.1, "Server Variable Object").
#[derive(Debug)]
pub struct ServerVariable {
    /// Its name between the braces.
    pub name: &'static str,
    /// What it is unless it is set.
    pub default: &'static str,
    /// What it may be. Empty allows anything.
    pub values: &'static [&'static str],
}

impl ClientBuilder {
    /// The servers that the document names; generated code gives them.
    #[doc(hidden)]
    pub fn servers(mut self, servers: &'static Servers) -> Self {
        self.choice.servers = Some(servers);
        self
    }

    /// Sends to another server of the document than the first, by its description or by its address as the
    /// document has it, `https://{region}.example.com`. It takes the place of a base URL set before.
    pub fn server(self, server: &str) -> Self {
        let known = self.choice.document();
        let is_meant =
            |known: &Server| known.url == server || known.description.trim() == server.trim();
        let mut found = known
            .iter()
            .enumerate()
            .filter(|(_, known)| is_meant(known));
        match (found.next(), found.next()) {
            (Some((index, _)), None) => self.server_at(index),
            (Some(_), Some(_)) => {
                self.with_problem(format!("the document has several servers `{server}`"))
            }
            (None, _) => {
                let names = known.iter().flat_map(Server::names);
                let known = list(names);
                self.with_problem(format!(
                    "the document has no server `{server}`, only {known}"
                ))
            }
        }
    }

    /// Sends to the server at a place in the document's list, the first being 0. The list may come in
    /// another order with a new version: [`server`](Self::server) stays with what it names.
    pub fn server_at(mut self, index: usize) -> Self {
        let known = self.choice.document().len();
        if index < known {
            self.choice.chosen = Some(index);
            self.base_url = None;
            return self;
        }
        self.with_problem(format!(
            "there is no server {index}: the document has {known} to choose from, counted from 0"
        ))
    }

    /// Sets a variable in the addresses of the document's servers, such as `region` in
    /// `https://{region}.example.com`, wherever it occurs. What is not set has the document's default.
    pub fn server_variable(mut self, name: &str, value: impl Into<String>) -> Self {
        let variables = &mut self.choice.variables;
        variables.retain(|(known, _)| known != name);
        variables.push((name.to_owned(), value.into()));
        self
    }

    fn with_problem(mut self, problem: String) -> Self {
        self.note(problem);
        self
    }
}

impl Server {
    /// What it may be chosen by.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.description.trim(), self.url]
            .into_iter()
            .filter(|name| !name.is_empty())
    }
}

/// Which server was chosen, with which variables.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    servers: Option<&'static Servers>,
    chosen: Option<usize>,
    variables: Vec<(String, String)>,
}

impl Choice {
    /// Forgets the server: the client is given a base URL.
    pub(super) fn leave(&mut self) {
        self.chosen = None;
    }

    /// Whether a server was chosen, or a variable set in its address.
    pub(super) fn is_made(&self) -> bool {
        self.chosen.is_some() || !self.variables.is_empty()
    }

    /// The address of the server, unless it is one without a host that nobody chose.
    ///
    /// # Errors
    /// If a variable cannot be what it is set to.
    pub(super) fn address(&self, first: Option<&str>) -> Result<Option<String>, Error> {
        self.check_names()?;
        let Some(server) = self.document().get(self.chosen.unwrap_or(0)) else {
            return Ok(first.map(str::to_owned));
        };
        let address = self.filled(server)?;
        let is_absolute = address.starts_with("https://") || address.starts_with("http://");
        if !is_absolute && self.is_made() {
            return Err(Error::config(format!(
                "the document's server `{address}` has no host: call ClientBuilder::base_url(..) with the whole address"
            )));
        }
        Ok(is_absolute.then_some(address))
    }

    /// The address of an operation's own server.
    ///
    /// # Errors
    /// If a variable cannot be what it is set to.
    pub(crate) fn own(&self, address: &'static str) -> Result<Cow<'static, str>, Error> {
        let known = self.servers.map_or(&[][..], |servers| servers.operations);
        match known.iter().find(|server| server.url == address) {
            Some(server) => self.filled(server).map(Cow::Owned),
            None => Ok(Cow::Borrowed(address)),
        }
    }

    fn document(&self) -> &'static [Server] {
        self.servers.map_or(&[][..], |servers| servers.document)
    }

    /// A variable that no address has was meant to be another.
    fn check_names(&self) -> Result<(), Error> {
        let chosen = self.document().get(self.chosen.unwrap_or(0));
        let own = self.servers.map_or(&[][..], |servers| servers.operations);
        let known = chosen.into_iter().chain(own);
        let known = known.flat_map(|server| server.variables);
        let mut names: Vec<_> = known.map(|variable| variable.name).collect();
        for (name, _) in &self.variables {
            if !names.contains(&name.as_str()) {
                names.sort_unstable();
                names.dedup();
                let server = chosen.map_or("", |server| server.url);
                let known = list(names.into_iter());
                return Err(Error::config(format!(
                    "the server `{server}` has no variable `{name}`, only {known}"
                )));
            }
        }
        Ok(())
    }

    /// The address with values in the place of its variables.
    fn filled(&self, server: &Server) -> Result<String, Error> {
        let mut address = String::with_capacity(server.url.len());
        let mut rest = server.url;
        while let Some((before, after)) = rest.split_once('{')
            && let Some((name, after)) = after.split_once('}')
        {
            let mut variables = server.variables.iter();
            let Some(variable) = variables.find(|variable| variable.name == name) else {
                break;
            };
            let at = server.url.len() - rest.len() + before.len();
            address.push_str(before);
            address.push_str(self.value(variable, ends(server.url, at))?);
            rest = after;
        }
        address.push_str(rest);
        Ok(address)
    }

    /// What a variable is, which must not hold what ends its place in the address.
    fn value(&self, variable: &ServerVariable, ends: &str) -> Result<&str, Error> {
        let ServerVariable {
            name,
            default,
            values,
        } = variable;
        let mut set = self.variables.iter();
        let Some((_, value)) = set.find(|(known, _)| known == name) else {
            return Ok(default);
        };
        if !values.is_empty() && !values.contains(&value.as_str()) {
            let allowed = list(values.iter().copied());
            return Err(Error::config(format!(
                "the server variable `{name}` cannot be `{value}`; the document allows {allowed}"
            )));
        }
        let is_wrong = |c: char| ends.contains(c) || c.is_whitespace() || c.is_control();
        if values.is_empty()
            && let Some(wrong) = value.chars().find(|c| is_wrong(*c))
        {
            return Err(Error::config(format!(
                "the server variable `{name}` cannot hold {wrong:?}"
            )));
        }
        Ok(value)
    }
}

/// What ends the part of an address in which a variable begins. A value that ended the scheme or the host
/// would send the credentials to another host. An address without a scheme may be a variable as a whole.
fn ends(address: &str, at: usize) -> &'static str {
    let Some(scheme) = address.find("://") else {
        return "?#";
    };
    let host = scheme + "://".len();
    let path = address[host..].find('/');
    match path.map_or(address.len(), |length| host + length) {
        _ if at < scheme => ":/\\?#@",
        path if at < path => "/\\?#@",
        _ => "?#",
    }
}

/// A base URL that can be used.
pub(super) fn parse(text: &str) -> Result<Url, Error> {
    let wrong = |why: &str| Error::config(format!("the base URL cannot be used: {why}"));
    let mut url =
        Url::parse(text.trim()).map_err(|error| wrong(&format!("{error}; it must be absolute")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong(&format!(
            "its scheme is `{}`, not `https` or `http`",
            url.scheme()
        )));
    }
    // Credentials in a URL would be printed wherever the URL is.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("it must hold no user name or password"));
    }
    url.set_fragment(None);
    Ok(url)
}
