//! Configuration that the document has no use for.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::ir::{Api, Location};
use crate::origin::Origin;

/// Reports every scheme and client parameter that is configured and not there.
pub(super) fn check(api: &Api, config: &Config, diagnostics: &mut Diagnostics) {
    for name in config.security.keys() {
        if api
            .security_schemes
            .iter()
            .all(|scheme| scheme.name != *name)
        {
            let place = config.origin(&["security", name]);
            unused(diagnostics, "unused-security", &place, name);
        }
    }
    for name in config.client_parameters.keys() {
        let mut parameters = api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        if !parameters.any(|known| known.location == Location::Path && known.name == *name) {
            let place = config.origin(&["client_parameters", name]);
            unused(diagnostics, "unused-client-parameter", &place, name);
        }
    }
}

fn unused(diagnostics: &mut Diagnostics, code: Code, place: &Origin, name: &str) {
    diagnostics.push(
        Severity::Error,
        code,
        place,
        format!("The document does not have `{name}`."),
        "Correct the name or remove the entry.",
    );
}
