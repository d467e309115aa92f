//! What leaves code out: `cfg` on modules and accessors, and the features of the manifest.

use super::View;
use proc_macro2::TokenStream;
use quote::quote;

/// `#[cfg(..)]` for what only these first-level resources need; with none for what no call needs,
/// which comes with the whole document.
#[must_use]
pub fn cfg(view: &View<'_>, users: &[String]) -> TokenStream {
    match users {
        [] => {
            let whole = view.names.whole_feature();
            quote!(#[cfg(feature = #whole)])
        }
        [one] => {
            let feature = view.names.feature(one);
            quote!(#[cfg(feature = #feature)])
        }
        several => {
            let features = several.iter().map(|user| view.names.feature(user));
            quote!(#[cfg(any(#(feature = #features),*))])
        }
    }
}

/// The lines of a manifest's `[features]` for every document: `full`, and for each product itself
/// and its resources.
#[must_use]
pub fn lines(views: &[View<'_>]) -> String {
    let mut text = String::new();
    let mut line = |name: &str, parts: &[String]| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| format!("\n    {part:?},"))
            .collect();
        let parts = parts.concat();
        let end = if parts.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{name} = [{parts}{end}]\n"));
    };
    let wholes: Vec<String> = views
        .iter()
        .map(|view| view.names.whole_feature())
        .filter(|whole| whole != "full")
        .collect();
    if !wholes.is_empty() {
        line("full", &wholes);
    }
    for view in views {
        let resources = view.names.resource_features();
        line(&view.names.whole_feature(), &resources);
        resources.iter().for_each(|resource| line(resource, &[]));
    }
    text
}

/// The line that begins the generated part of a manifest's `[features]`.
const BEGIN: &str = "# What follows is written by `cargo xtask generate`.";
/// The line that ends it.
const END: &str = "# What is above is written by `cargo xtask generate`.";

/// A manifest with other generated features.
///
/// # Errors
///
/// If the two lines that stand around the generated features are not there; says which.
pub fn with_lines(manifest: &str, lines: &str) -> Result<String, String> {
    let missing = |line: &str| format!("the manifest has no line `{line}` in its `[features]`");
    let (before, rest) = manifest.split_once(BEGIN).ok_or_else(|| missing(BEGIN))?;
    let (_, after) = rest.split_once(END).ok_or_else(|| missing(END))?;
    Ok(format!("{before}{BEGIN}\n{lines}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_between_the_lines_changes() {
        let manifest = format!("[features]\na = []\n{BEGIN}\nold = []\n{END}\n\n[lints]\n");
        let changed = with_lines(&manifest, "new = []\n").expect("the lines are there");
        assert_eq!(changed, manifest.replace("old", "new"));
        assert_eq!(with_lines(&changed, "new = []\n").as_ref(), Ok(&changed));
        assert!(with_lines("[features]\n", "").is_err());
    }
}
