//! The crate with the types of all files, and the program that decodes their instances.

use crate::project;
use crate::workspace;
use anyhow::{Context, Result};
use codegen::emit::GeneratedFiles;
use codegen::render::crate_files::standalone;
use codegen::value::{Object, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};

/// The crate's name.
pub(super) const NAME: &str = "json-schema-suite";

/// The crate as it grows.
#[derive(Default)]
pub(super) struct Package {
    files: BTreeMap<String, String>,
    modules: Vec<(String, Vec<Decoder>)>,
    /// One line for each schema with its instances.
    lines: String,
    remotes: String,
}

/// How the instances of a component are decoded.
pub(super) struct Decoder {
    /// The component.
    pub(super) name: String,
    /// Its type, as Rust writes it in the module of the product.
    pub(super) ty: String,
}

impl Package {
    pub(super) fn is_empty(&self) -> bool {
        self.modules.is_empty()
    }

    /// Adds the types of one document.
    pub(super) fn module(&mut self, name: &str, files: &GeneratedFiles, decoders: Vec<Decoder>) {
        let folder = format!("src/generated/{name}/");
        for (path, text) in files {
            let below = path.strip_prefix(&folder);
            if below.is_some_and(|path| path.starts_with("types/") || path.starts_with("wire/")) {
                self.files.insert(path.clone(), text.clone());
            }
        }
        let roots = "pub mod types;\nmod wire;\n";
        self.files.insert(format!("{folder}mod.rs"), roots.into());
        self.modules.push((name.to_owned(), decoders));
    }

    /// Adds a schema with its instances.
    pub(super) fn line(&mut self, line: &Value) {
        self.lines.push_str(&format!("{line}\n"));
    }

    /// Sets what the validator may be referred to.
    pub(super) fn remotes(&mut self, remotes: &[(String, Value)]) {
        let remotes: Object = remotes.iter().cloned().collect();
        self.remotes = Value::Object(remotes).to_string();
    }

    /// Writes all files. What is there already stays untouched where it is the same, so that it is
    /// not compiled again.
    pub(super) fn write(mut self, folder: &Path) -> Result<()> {
        for file in project::runtime_files()? {
            let path = format!("src/runtime/{}", file.path);
            self.files.insert(path, file.text);
        }
        let names = self
            .modules
            .iter()
            .map(|(name, _)| format!("pub mod {name};\n"));
        let modules: String = names.collect();
        self.files.insert("src/generated/mod.rs".into(), modules);
        let library = "pub mod runtime;\npub mod generated;\npub use generated::*;\n";
        self.files.insert("src/lib.rs".into(), library.into());
        self.files
            .insert("src/decoders.rs".into(), decoders(&self.modules));
        let program = workspace::root().join("xtask/gates/json-schema/main.rs");
        self.files.insert("src/main.rs".into(), read(&program)?);
        self.files
            .insert("Cargo.toml".into(), manifest(&self.modules)?);
        let lock = workspace::root().join("Cargo.lock");
        self.files.insert("Cargo.lock".into(), read(&lock)?);
        self.files.insert("suite.jsonl".into(), self.lines);
        self.files.insert("remotes.json".into(), self.remotes);
        for (path, text) in &self.files {
            let path = folder.join(path);
            if fs::read_to_string(&path).is_ok_and(|known| known == *text) {
                continue;
            }
            let parent = path.parent().context("every file stands in a folder")?;
            fs::create_dir_all(parent)?;
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

/// Compiles and runs the program. Its dependencies are among those of the workspace, and in the
/// versions of its lock: nothing has to be fetched.
pub(super) fn run(folder: &Path, target: &Path, verbose: bool) -> Result<ExitStatus> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["run", "--quiet", "--offline", "--"])
        .arg(folder);
    if verbose {
        command.arg("--verbose");
    }
    command
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .status()
        .context("cannot run cargo")
}

fn decoders(modules: &[(String, Vec<Decoder>)]) -> String {
    let mut text = String::from(
        "//! How the instances of each schema are decoded.\n\n\
         use json_schema_suite::runtime as rt;\n\n\
         pub type Decode = fn(&str) -> Result<rt::Audit, rt::ReadError>;\n\n\
         pub fn all() -> Vec<(String, Decode)> {\n    let mut all = Vec::new();\n",
    );
    for (module, _) in modules {
        text.push_str(&format!(
            "    all.extend({module}::ALL.iter().map(|(name, decode)| (format!(\"{module} {{name}}\"), *decode)));\n"
        ));
    }
    text.push_str("    all\n}\n");
    for (module, decoders) in modules {
        text.push_str(&format!(
            "\nmod {module} {{\n    #[allow(unused_imports)]\n    use {{super::rt, \
             json_schema_suite::{module}::types, std::collections::BTreeMap}};\n\n    \
             pub const ALL: &[(&str, super::Decode)] = &[\n"
        ));
        for Decoder { name, ty } in decoders {
            text.push_str(&format!("        (\"{name}\", rt::audit::<{ty}>),\n"));
        }
        text.push_str("    ];\n}\n");
    }
    text
}

/// A feature for each module, all of them switched on.
fn features(modules: &[(String, Vec<Decoder>)]) -> String {
    let names = modules.iter().map(|(name, _)| name.replace('_', "-"));
    let names: Vec<String> = names.collect();
    let mut text = format!("full = {names:?}\n");
    for name in names {
        text.push_str(&format!("{name} = []\n"));
    }
    text
}

/// The manifest of a generated crate, with the validator among its dependencies.
fn manifest(modules: &[(String, Vec<Decoder>)]) -> Result<String> {
    let client = read(&workspace::client().join("Cargo.toml"))?;
    let validator = client.lines().find(|line| line.starts_with("jsonschema"));
    let validator = validator.context("generated-client/Cargo.toml has no validator")?;
    let manifest = standalone::manifest(NAME, &client, &features(modules), "");
    let (before, after) = manifest
        .split_once("\n[dependencies]\n")
        .context("generated-client/Cargo.toml has no dependencies")?;
    Ok(format!("{before}\n[dependencies]\n{validator}\n{after}"))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
