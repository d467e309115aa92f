//! `cargo xtask names`: how near do the names that the rule gives come to those of a reference table?

use crate::workspace;
use anyhow::{Context, Result, bail};
use codegen::analyze::analyze;
use codegen::config::{Config, ConfigError, Methods, NamesFile};
use codegen::diagnostic::Diagnostics;
use codegen::ir::Api;
use codegen::load::{Source, load};
use codegen::lock::{ProductLock, Published};
use codegen::lower::lower;
use codegen::model::model;
use codegen::name::{Names, name};
use codegen::normalize::normalize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Compares the names that the rule gives to operations with those of a reference table.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder with the documents, or one document.
    #[arg(long, value_name = "PATH", default_value = DOCUMENTS)]
    documents: PathBuf,
    /// The table: lines of fields with tabs between them; the first line names `resource`, `method`,
    /// `verb` and `path` among them, or `operation_id` in place of the last two.
    #[arg(
        long,
        value_name = "FILE",
        default_value = "../shared/reference/gcore_methods_with_operation_id.tsv"
    )]
    reference: PathBuf,
    /// The configuration: a names file, or a `codegen.toml`, of which only the names count. By default
    /// `spec/names.toml` for the documents that it is for, and none for others.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Counts a word of the table's methods as another: `retrieve=get`. May be given several times.
    #[arg(long, value_name = "THEIRS=OURS")]
    same: Vec<String>,
    /// Lists what differs: verb, path, the name given and the name in the table.
    #[arg(long)]
    verbose: bool,
}

/// The documents that the names file of the project is for.
const DOCUMENTS: &str = "../shared/gcore";

/// Stack of the thread that reads documents, in bytes: as much as generation has.
const STACK: usize = 512 << 20;

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let running = thread.spawn_scoped(scope, || compare(arguments))?;
        running
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn compare(arguments: &Arguments) -> Result<ExitCode> {
    let mut table = read(&arguments.reference).and_then(|text| rows(&text))?;
    for pair in &arguments.same {
        let words = pair.split_once('=');
        let (theirs, ours) = words.with_context(|| format!("`{pair}` has no `=`"))?;
        table.iter_mut().for_each(|row| row.reword(theirs, ours));
    }
    let default = Some(PathBuf::from("spec/names.toml"));
    let default =
        default.filter(|path| Path::new(DOCUMENTS) == arguments.documents && path.exists());
    let config = arguments.config.clone().or(default);
    let config = config.as_deref().map(names_file).transpose()?;
    let mut rule = BTreeMap::new();
    let mut configured = BTreeMap::new();
    let mut used = BTreeSet::new();
    for path in documents(&arguments.documents)? {
        let document = Document::read(&path, &table)?;
        if let Some(config) = &config {
            used.extend(config.concerning(document.operations()));
        }
        if document.described(&table).next().is_none() {
            continue;
        }
        rule = joined(rule, document.names(&Config::default())?);
        let mut here = Config::default();
        if let Some(config) = &config {
            here.adopt(config, document.operations());
        }
        configured = joined(configured, document.names(&here)?);
    }
    print(&table, &rule, "by rule alone");
    let Some(config) = config else {
        if arguments.verbose {
            list(&table, &rule);
        }
        return Ok(ExitCode::SUCCESS);
    };
    print(&table, &configured, "with configuration");
    if arguments.verbose {
        list(&table, &configured);
    }
    let lines = config.lines().count();
    println!("{} of {lines} lines of configuration in use", used.len());
    let unused = config
        .lines()
        .filter(|(section, key)| !used.contains(&(*section, (*key).to_owned())));
    let unused: Vec<&str> = unused.map(|(_, key)| key).collect();
    for key in &unused {
        eprintln!("error: no document has `{key}`: correct the line or remove it");
    }
    Ok(if unused.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Resource and method by operation (`GET /pets/{id}`).
type Called = BTreeMap<String, (String, String)>;

/// Where two documents describe an operation, the first has the say.
fn joined(first: Called, mut second: Called) -> Called {
    second.extend(first);
    second
}

/// Which of resource and method are equal.
fn equal(row: &Row, called: &Called) -> (bool, bool) {
    called
        .get(&row.operation)
        .map_or((false, false), |(resource, method)| {
            (*resource == row.resource, *method == row.method)
        })
}

fn print(table: &[Row], called: &Called, how: &str) {
    let share = |fits: &dyn Fn((bool, bool)) -> bool| {
        let count = table.iter().filter(|row| fits(equal(row, called))).count();
        let tenths = (count * 2000 + table.len()) / (2 * table.len().max(1));
        format!("{count} ({}.{} %)", tenths / 10, tenths % 10)
    };
    let known = table
        .iter()
        .filter(|row| called.contains_key(&row.operation))
        .count();
    println!(
        "{how}: of {} methods, {known} of them in the documents,",
        table.len()
    );
    println!("  resource equal {}", share(&|(resource, _)| resource));
    println!("  method equal   {}", share(&|(_, method)| method));
    println!(
        "  both equal     {}",
        share(&|(resource, method)| resource && method)
    );
}

fn list(table: &[Row], called: &Called) {
    for row in table
        .iter()
        .filter(|row| equal(row, called) != (true, true))
    {
        let ours = called.get(&row.operation);
        let ours = ours.map_or("-".to_owned(), |(resource, method)| {
            format!("{resource}.{method}")
        });
        println!("{}\t{ours}\t{}.{}", row.operation, row.resource, row.method);
    }
}

/// A line of the reference table.
struct Row {
    resource: String,
    method: String,
    /// `GET /pets/{id}`, or the operation's id.
    operation: String,
}

impl Row {
    /// Puts one word in place of another in the method.
    fn reword(&mut self, theirs: &str, ours: &str) {
        let words = self.method.split('_');
        let words = words.map(|word| if word == theirs { ours } else { word });
        self.method = words.collect::<Vec<_>>().join("_");
    }
}

fn rows(text: &str) -> Result<Vec<Row>> {
    let mut lines = text.lines();
    let heading: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        let found = heading.iter().position(|heading| *heading == name);
        found.with_context(|| format!("the table's first line names no column `{name}`"))
    };
    let (resource, method) = (column("resource")?, column("method")?);
    // Operations are told by method and path, or by their ids.
    let (verb, operation) = match (column("verb"), column("path")) {
        (Ok(verb), Ok(path)) => (Some(verb), path),
        (_, path) => (None, column("operation_id").or(path)?),
    };
    let rows = lines.filter(|line| !line.is_empty()).map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |at: usize| fields.get(at).copied().unwrap_or_default();
        Row {
            resource: field(resource).to_owned(),
            method: field(method).trim_end_matches('_').to_owned(),
            operation: match verb {
                Some(verb) => format!("{} {}", field(verb).to_uppercase(), field(operation)),
                None => field(operation).to_owned(),
            },
        }
    });
    Ok(rows.collect())
}

/// A document as far as names need it.
struct Document {
    source: Source,
    /// Method and path of each operation.
    operations: Vec<(String, String)>,
    /// The ids of operations, each with its method and path.
    ids: BTreeMap<String, String>,
    product: Option<String>,
}

impl Document {
    fn read(path: &Path, table: &[Row]) -> Result<Self> {
        let name = workspace::shown(path);
        let text = read(path)?;
        let mut document = Self {
            source: Source { name, text },
            operations: Vec::new(),
            ids: BTreeMap::new(),
            product: None,
        };
        let api = document.api(&Config::default(), &mut Diagnostics::default());
        let operations = api.operations.iter();
        document.operations = operations
            .map(|o| (o.method.clone(), o.path.clone()))
            .collect();
        let operations = api.operations.iter();
        document.ids = operations
            .filter_map(|o| Some((o.operation_id.clone()?, key((&o.method, &o.path)))))
            .collect();
        document.product = document.product(table);
        Ok(document)
    }

    fn api(&self, config: &Config, found: &mut Diagnostics) -> Api {
        let documents = normalize(load(vec![self.source.clone()], found), found);
        lower(&model(&documents, found), config, found)
    }

    fn operations(&self) -> impl Iterator<Item = (&str, &str)> {
        let operations = self.operations.iter();
        operations.map(|(method, path)| (method.as_str(), path.as_str()))
    }

    /// The lines of the table that are about it.
    fn described<'a>(&self, table: &'a [Row]) -> impl Iterator<Item = &'a Row> {
        let mut operations: BTreeSet<String> = self.operations().map(key).collect();
        operations.extend(self.ids.keys().cloned());
        table
            .iter()
            .filter(move |row| operations.contains(&row.operation))
    }

    /// The product's name, if the table has products: what all its resources begin with, and its
    /// paths too.
    fn product(&self, table: &[Row]) -> Option<String> {
        let first = |text: &str, end: char| text.split(end).next().unwrap_or_default().to_owned();
        let mut names: BTreeSet<String> = self
            .described(table)
            .map(|row| first(&row.resource, '.'))
            .collect();
        let paths = self
            .operations()
            .map(|(_, path)| path.trim_start_matches('/'));
        names.extend(paths.map(|path| first(path, '/')));
        let name = names.pop_first()?;
        names.is_empty().then_some(name)
    }

    fn names(&self, config: &Config) -> Result<Called> {
        let mut found = Diagnostics::default();
        let api = self.api(config, &mut found);
        let facts = analyze(&api, config, &Published::default());
        let product = self.product.as_deref();
        let before = found.findings.len();
        let (names, _) = name(
            &api,
            &facts,
            config,
            product,
            &ProductLock::default(),
            &mut found,
        );
        if let Some(finding) = found.findings.get(before) {
            bail!("{}: {} {}", self.source.name, finding.message, finding.cure);
        }
        let called = (0..api.operations.len()).map(|index| self.called(&names, index));
        let called = self.operations().map(key).zip(called).zip(&api.operations);
        // What sends a body of another media type is called after the first.
        let first = called.filter(|(_, operation)| operation.variant.is_none());
        let mut called: Called = first.map(|(called, _)| called).collect();
        for (id, operation) in &self.ids {
            if let Some(names) = called.get(operation).cloned() {
                called.entry(id.clone()).or_insert(names);
            }
        }
        Ok(called)
    }

    /// Resource and method of an operation, as plain words.
    fn called(&self, names: &Names, index: usize) -> (String, String) {
        let operation = &names.operations[index];
        let plain = |name: &str| {
            name.trim_start_matches("r#")
                .trim_end_matches('_')
                .to_owned()
        };
        let product = self.product.as_deref().into_iter();
        let modules = product.chain(names.path(operation.resource)).map(plain);
        (
            modules.collect::<Vec<_>>().join("."),
            plain(&operation.method),
        )
    }
}

fn key((method, path): (&str, &str)) -> String {
    format!("{method} {path}")
}

/// A names file, or the sections of it in a `codegen.toml`.
fn names_file(path: &Path) -> Result<NamesFile> {
    let (name, text) = (workspace::shown(path), read(path)?);
    let file = NamesFile::from_toml(&name, &text).or_else(|error| {
        let config = Config::from_toml(&name, &text).map_err(|_| error)?;
        Ok::<_, ConfigError>(NamesFile {
            resources: config.resources,
            rename: Methods {
                methods: config.rename.methods,
            },
            ..NamesFile::default()
        })
    });
    Ok(file?)
}

fn documents(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let files = fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut files: Vec<PathBuf> = files.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    files.retain(|file| {
        let extension = file.extension().unwrap_or_default();
        ["yaml", "yml", "json"]
            .iter()
            .any(|known| extension == *known)
    });
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
