//! Which findings the configuration lets pass.

use super::report::shown_pointer;
use super::{Diagnostic, Severity, codes};
use crate::config::{Accept, Config};
use crate::load::Documents;

/// Findings by whether the configuration accepts them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Judged {
    /// Not accepted, and what is wrong with the acceptances themselves.
    pub open: Vec<Diagnostic>,
    /// Accepted, with the reason.
    pub accepted: Vec<(Diagnostic, String)>,
}

impl Judged {
    /// Whether generation fails: on errors always, on every open finding when it is strict.
    #[must_use]
    pub fn fails(&self, strict: bool) -> bool {
        self.open
            .iter()
            .any(|finding| strict || finding.severity == Severity::Error)
    }
}

/// Sets the accepted findings apart. An acceptance that nothing needs, or that can fit nothing, is a
/// finding itself. Errors cannot be accepted.
#[must_use]
pub fn accept(findings: Vec<Diagnostic>, documents: &Documents, config: &Config) -> Judged {
    let mut judged = Judged::default();
    let mut is_used = vec![false; config.accept.len()];
    for finding in findings {
        let pointer = shown_pointer(documents, &finding.origin);
        let mut reason = None;
        for (accept, is_used) in config.accept.iter().zip(&mut is_used) {
            if finding.severity != Severity::Error && fits(accept, finding.code, &pointer) {
                *is_used = true;
                reason.get_or_insert(&accept.reason);
            }
        }
        match reason {
            Some(reason) => judged.accepted.push((finding, reason.clone())),
            None => judged.open.push(finding),
        }
    }
    for (index, accept) in config.accept.iter().enumerate() {
        if let Some((code, message, cure)) = objection(accept, is_used[index]) {
            judged.open.push(Diagnostic {
                code,
                severity: Severity::Error,
                origin: config.origin(&["accept", &index.to_string()]),
                message,
                cure,
                span: None,
                notes: Vec::new(),
            });
        }
    }
    judged
}

fn fits(accept: &Accept, code: &str, pointer: &str) -> bool {
    accept.code == code
        && match accept.pointer.as_deref() {
            None => true,
            Some(wanted) => match wanted.strip_suffix('*') {
                Some(prefix) => pointer.starts_with(prefix),
                None => pointer == wanted,
            },
        }
}

fn objection(accept: &Accept, is_used: bool) -> Option<(super::Code, String, String)> {
    let code = &accept.code;
    if codes::entry(code).is_none() && !is_used {
        let message = format!("There is no finding of the code `{code}`.");
        return Some(("unknown-code", message, "Correct the code.".to_owned()));
    }
    if !is_used {
        let at = accept
            .pointer
            .as_deref()
            .map(|pointer| format!(" at `{pointer}`"));
        let message = format!(
            "No finding of `{code}`{} needs this acceptance.",
            at.unwrap_or_default()
        );
        let cure = "Remove it, or correct its pointer.".to_owned();
        return Some(("unused-acceptance", message, cure));
    }
    if accept.reason.trim().is_empty() {
        let message = format!("The acceptance of `{code}` gives no reason.");
        return Some((
            "config",
            message,
            "Say why the finding may pass.".to_owned(),
        ));
    }
    None
}
