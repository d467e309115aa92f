//! Cargo features: one for each first-level resource, and one for all of them.

use super::Names;

/// Features that the runtime has, or that mean something to Cargo.
pub const RESERVED: &[&str] = &[
    "blocking",
    "default",
    "full",
    "native-tls",
    "rustls",
    "tracing",
];

impl Names {
    /// The feature that brings every resource of this document: the product, or `full`.
    #[must_use]
    pub fn whole_feature(&self) -> String {
        self.product
            .as_deref()
            .map_or_else(|| "full".to_owned(), kebab)
    }

    /// The feature that brings the first-level resource `module`, with the types it needs:
    /// `cloud-security-groups`.
    #[must_use]
    pub fn feature(&self, module: &str) -> String {
        let name = kebab(module);
        match &self.product {
            Some(product) => format!("{}-{name}", kebab(product)),
            None if RESERVED.contains(&name.as_str()) => format!("{name}-resource"),
            None => name,
        }
    }

    /// Every feature but the whole one, in the order of the resources.
    #[must_use]
    pub fn resource_features(&self) -> Vec<String> {
        let roots = self.resources.iter();
        let roots = roots.filter(|resource| resource.parent.is_none());
        roots
            .map(|resource| self.feature(&resource.module))
            .collect()
    }
}

fn kebab(module: &str) -> String {
    let plain = module.trim_start_matches("r#");
    plain.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_called_like_resources() {
        let mut names = Names::default();
        assert_eq!(names.feature("security_groups"), "security-groups");
        assert_eq!(names.feature("r#type"), "type");
        assert_eq!(names.feature("tracing"), "tracing-resource");
        assert_eq!(names.whole_feature(), "full");
        names.product = Some("cloud".to_owned());
        assert_eq!(names.feature("tracing"), "cloud-tracing");
        assert_eq!(names.whole_feature(), "cloud");
    }
}
