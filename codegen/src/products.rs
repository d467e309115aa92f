//! What the descriptions of one crate have in common: address, credentials, client-wide parameters.

use crate::config::{ClientParameter, Config};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::ir::{SecurityScheme, Server};
use crate::origin::Origin;
use crate::render::View;
use crate::{Input, Output};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};

/// One description after the stages that look at it alone.
#[derive(Debug)]
pub struct Part {
    /// What was found, without files.
    pub output: Output,
    /// Its configuration.
    pub config: Config,
    /// How many of its documents are the description itself, without overlays and the like.
    pub described: usize,
    /// What else it was given; the sources are taken out.
    pub input: Input,
}

impl Part {
    /// What rendering reads.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        let Output {
            api, facts, names, ..
        } = &self.output;
        View::new(api, facts, names, &self.output.crate_name)
    }

    /// The description's first server, if it says where it is.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.server().map(|server| server.url.as_str())
    }

    fn server(&self) -> Option<&Server> {
        let server = self.output.api.servers.first()?;
        let is_absolute = server.url.starts_with("https://") || server.url.starts_with("http://");
        is_absolute.then_some(server)
    }

    /// The name of the configuration's file, if it has one.
    fn config_name(&self) -> Option<&str> {
        let file = self.config.file;
        let file = self.output.documents.files.get(file).filter(|_| file > 0);
        file.map(|file| file.name.as_str())
    }

    /// Whether a finding says that an entry of the configuration is of no use to this document.
    fn is_unused_entry(&self, finding: &Diagnostic) -> bool {
        let is_about_use = finding.code.starts_with("unused-") || finding.code == "unfit-behaviour";
        is_about_use && self.config.file > 0 && finding.origin.file == self.config.file
    }

    fn refuse(&mut self, origin: Origin, message: String, cure: &str) {
        self.output.findings.open.push(Diagnostic {
            code: "products-disagree",
            severity: Severity::Error,
            origin,
            message,
            cure: cure.to_owned(),
            span: None,
            notes: Vec::new(),
        });
    }
}

/// An entry of a configuration that several documents share has to be used by one of them.
pub fn share_configuration(parts: &mut [Part]) {
    let mut unused: BTreeMap<String, Vec<BTreeSet<(Code, String)>>> = BTreeMap::new();
    for part in &*parts {
        if let Some(name) = part.config_name() {
            let open = part.output.findings.open.iter();
            let found = open.filter(|finding| part.is_unused_entry(finding));
            let found = found.map(|finding| (finding.code, finding.origin.pointer.clone()));
            unused
                .entry(name.to_owned())
                .or_default()
                .push(found.collect());
        }
    }
    for part in parts {
        let all = part.config_name().and_then(|name| unused.get(name));
        let stays = |finding: &Diagnostic| {
            let key = (finding.code, finding.origin.pointer.clone());
            !part.is_unused_entry(finding)
                || all.is_some_and(|all| all.iter().all(|one| one.contains(&key)))
        };
        let open = part.output.findings.open.iter();
        let open = open.filter(|finding| stays(finding)).cloned().collect();
        part.output.findings.open = open;
    }
}

/// Every security scheme by name, with the configuration of the description that has it first.
#[must_use]
pub fn schemes(parts: &[Part]) -> IndexMap<&str, (&SecurityScheme, &Config)> {
    let mut schemes = IndexMap::new();
    for part in parts {
        for scheme in &part.output.api.security_schemes {
            let name = scheme.name.as_str();
            schemes.entry(name).or_insert((scheme, &part.config));
        }
    }
    schemes
}

/// Every path parameter with a value on the client, by name.
#[must_use]
pub fn parameters(parts: &[Part]) -> BTreeMap<&str, &ClientParameter> {
    let mut parameters = BTreeMap::new();
    for part in parts {
        for (name, parameter) in &part.config.client_parameters {
            parameters.entry(name.as_str()).or_insert(parameter);
        }
    }
    parameters
}

/// The environment variable for another base URL.
#[must_use]
pub fn base_url_env(parts: &[Part]) -> Option<&str> {
    let mut variables = parts.iter().map(|part| part.config.base_url_env.as_deref());
    variables.find_map(|variable| variable)
}

/// The servers that the user of a client chooses from, where there is anything to choose: those of the
/// first description, and those of single operations that have variables.
#[must_use]
pub fn servers(parts: &[Part]) -> Option<(&[Server], Vec<&Server>)> {
    let document = &parts.first()?.output.api.servers;
    let operations = parts.iter().flat_map(|part| &part.output.api.operations);
    let mut own: Vec<&Server> = Vec::new();
    for server in operations.filter_map(|operation| operation.server.as_ref()) {
        let is_new = own.iter().all(|known| known.template != server.template);
        if is_new && !server.variables.is_empty() {
            own.push(server);
        }
    }
    let has_choice = document.len() > 1
        || !own.is_empty()
        || document.iter().any(|server| !server.variables.is_empty());
    has_choice.then_some((document, own))
}

/// Gives the operations of later descriptions their own address where it is not the first one's.
/// Credentials and parameters of one name have to be the same: the client holds one of each.
pub fn agree(parts: &mut [Part]) {
    let Some((first, others)) = parts.split_first_mut() else {
        return;
    };
    let base = first.server().map(|server| server.template.clone());
    for part in others {
        let own = part.server().cloned();
        if own.as_ref().map(|server| &server.template) != base.as_ref() {
            let operations = part.output.api.operations.iter_mut();
            let without = operations.filter(|operation| operation.server.is_none());
            without.for_each(|operation| operation.server.clone_from(&own));
        }
    }
    for later in 1..parts.len() {
        let (before, rest) = parts.split_at_mut(later);
        disagreements(before, &mut rest[0]);
    }
}

fn disagreements(before: &[Part], part: &mut Part) {
    let schemes = schemes(before);
    let mut found = Vec::new();
    for scheme in &part.output.api.security_schemes {
        let Some((other, config)) = schemes.get(scheme.name.as_str()) else {
            continue;
        };
        let name = &scheme.name;
        if other.kind != scheme.kind || config.security.get(name) != part.config.security.get(name)
        {
            found.push((
                scheme.origin.clone(),
                format!("Another document has a security scheme `{name}` that is not the same."),
            ));
        }
    }
    let parameters = parameters(before);
    for (name, parameter) in &part.config.client_parameters {
        if parameters
            .get(name.as_str())
            .is_some_and(|other| *other != parameter)
        {
            let origin = part.config.origin(&["client_parameters", name]);
            found.push((
                origin,
                format!("Another document has a client parameter `{name}` that is not the same."),
            ));
        }
    }
    for (origin, message) in found {
        part.refuse(
            origin,
            message,
            "Give one of them another name, by an overlay or in the configuration.",
        );
    }
}
