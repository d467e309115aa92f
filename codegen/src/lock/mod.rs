//! Published names, so that generating again never renames anything: `spec/names.lock`.
//!
//! One line per name, sorted, members indented below what they belong to; a member without `=` is
//! published under its own name. Nothing is keyed by an array index.
//!
//! ```text
//! product cloud
//! open Pet/properties/labels
//! method "PATCH /pets/{id}" = pets.update
//!   path:id
//! type PetSerializer = Pet
//!   name
//!   type = r#type
//! ```

pub(crate) mod keys;
mod published;
mod renamed;
pub(crate) mod uses;

pub use published::{Published, PublishedType, published};
pub(crate) use published::{SENT, boxed, items};

use crate::ir::Api;
use crate::name::words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

/// What `spec/names.lock` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By product; a crate without product level has the one product ``.
    pub products: BTreeMap<String, ProductLock>,
    /// Keys of the client's `[features]` that the generator owns, with what each switches on.
    pub features: BTreeMap<String, Vec<String>>,
}

/// Published names of one product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductLock {
    /// By component key, or by owner and steps for a type written in place.
    pub types: BTreeMap<String, Locked>,
    /// By method and path; the name is resource and method, joined by dots.
    pub methods: BTreeMap<String, Locked>,
    /// The keys of objects without declared members, which stay what they are when members are declared.
    pub open: BTreeSet<String>,
}

/// A published name and those of the members below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locked {
    /// The name.
    pub name: String,
    /// By property name, enumeration value, tag value or kind for types; by `path:`, `query:`,
    /// `header:`, `cookie:` or `body:` and the name on the wire for methods. Constants of methods are
    /// there by `error:404`, and by `answer:200:` and the name of a header.
    pub members: BTreeMap<String, String>,
    /// What is made beside it, by role: `required`, `sent` (a type that is sent, by its name) and
    /// `box:` with the key of a member that is held by a `Box` for types; `builder`, `outcome`,
    /// `outcome:200` and `items:` with the place of the items of a page for methods.
    pub roles: BTreeMap<String, String>,
}

/// A line of the lock that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it, as a sentence.
    pub message: String,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for LockError {}

const HEADER: &str = "\
# Published names: a name in this file never changes by itself. Written by `cargo xtask generate`.
# To rename something, use `[rename]` in codegen.toml.
";

impl Lock {
    /// Reads the text of a lock; an empty text is an empty lock.
    ///
    /// # Errors
    ///
    /// Names the first line that is not of the form above, or that is there twice.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let mut reader = Reader::default();
        for (index, line) in text.lines().enumerate() {
            reader.line(line).map_err(|message| LockError {
                line: index + 1,
                message,
            })?;
        }
        Ok(reader.lock)
    }

    /// The published names of a product, with the keys that the operations of `api` have now.
    #[must_use]
    pub fn product(&self, product: Option<&str>, api: &Api) -> ProductLock {
        let product = self.of_product(product).cloned();
        renamed::following(product.unwrap_or_default(), api)
    }

    /// What is published of a product under the keys of that time.
    pub(crate) fn of_product(&self, product: Option<&str>) -> Option<&ProductLock> {
        self.products.get(product.unwrap_or_default())
    }

    /// Puts what is published of a product now in place of what was.
    pub fn publish(&mut self, product: Option<&str>, names: ProductLock) {
        let product = product.unwrap_or_default().to_owned();
        self.products.insert(product, names);
    }
}

impl ProductLock {
    /// What is published of a type under any of its keys. Where they disagree, as they do when two
    /// types have become one, the name that most of them have stays.
    pub(crate) fn a_type(&self, keys: &[String]) -> Option<Locked> {
        let entries: Vec<&Locked> = keys.iter().filter_map(|key| self.types.get(key)).collect();
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &entries {
            *votes.entry(&entry.name).or_default() += 1;
        }
        let (name, _) = votes.into_iter().rev().max_by_key(|(_, count)| *count)?;
        let mut locked = Locked {
            name: name.to_owned(),
            ..Locked::default()
        };
        for entry in entries.iter().filter(|entry| entry.name == name) {
            locked.members.extend(entry.members.clone());
            locked.roles.extend(entry.roles.clone());
        }
        Some(locked)
    }
}

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEADER)?;
        for (name, parts) in &self.features {
            write!(f, "feature {}", quoted(name))?;
            for part in parts {
                write!(f, " {}", quoted(part))?;
            }
            f.write_char('\n')?;
        }
        for (product, names) in &self.products {
            writeln!(f, "product {}", quoted(product))?;
            for key in &names.open {
                writeln!(f, "open {}", quoted(key))?;
            }
            write_section(f, "method", &names.methods)?;
            write_section(f, "type", &names.types)?;
        }
        Ok(())
    }
}

fn write_section(
    f: &mut fmt::Formatter<'_>,
    kind: &str,
    section: &BTreeMap<String, Locked>,
) -> fmt::Result {
    for (key, locked) in section {
        writeln!(f, "{kind} {} = {}", quoted(key), locked.name)?;
        for (role, name) in &locked.roles {
            writeln!(f, "  *{} = {name}", quoted(role))?;
        }
        for (key, name) in &locked.members {
            let own = key.rsplit_once(':').map_or(key.as_str(), |(_, own)| own);
            let key = quoted(key);
            if own == name {
                writeln!(f, "  {key}")?;
            } else {
                writeln!(f, "  {key} = {name}")?;
            }
        }
    }
    Ok(())
}

/// A key as it stands in a line: as a JSON string unless it is one plain word.
fn quoted(key: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '=' | '*' | '#');
    if !key.is_empty() && key.chars().all(plain) {
        key.to_owned()
    } else {
        serde_json::Value::from(key).to_string()
    }
}

/// The lock as far as it is read, and where in it the next line belongs.
#[derive(Default)]
struct Reader {
    lock: Lock,
    product: Option<String>,
    entry: Option<(Kind, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Type,
    Method,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            return Ok(());
        }
        if line.starts_with(' ') {
            return self.member(content);
        }
        let (word, rest) = content.split_once(' ').unwrap_or((content, ""));
        match word {
            "product" => {
                let (product, _) = key(rest)?;
                self.lock.products.entry(product.clone()).or_default();
                self.product = Some(product);
                self.entry = None;
                Ok(())
            }
            "feature" => self.feature(rest),
            "open" => self.open(rest),
            "type" => self.entry(Kind::Type, rest),
            "method" => self.entry(Kind::Method, rest),
            _ => Err(format!(
                "`{word}` is none of `product`, `open`, `type`, `method` and `feature`"
            )),
        }
    }

    fn feature(&mut self, rest: &str) -> Result<(), String> {
        let (name, mut rest) = key(rest)?;
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (part, after) = key(rest)?;
            parts.push(part);
            rest = after;
        }
        let before = self.lock.features.insert(name.clone(), parts);
        once(before.is_none(), &name)
    }

    fn open(&mut self, rest: &str) -> Result<(), String> {
        let (key, after) = key(rest)?;
        if !after.is_empty() {
            return Err(format!("nothing was expected before `{after}`"));
        }
        self.entry = None;
        let first = self.names()?.open.insert(key.clone());
        once(first, &key)
    }

    fn entry(&mut self, kind: Kind, rest: &str) -> Result<(), String> {
        let (key, name) = pair(rest)?;
        let name = name.ok_or_else(|| format!("`{key}` has no name behind `=`"))?;
        let locked = Locked {
            name,
            ..Locked::default()
        };
        let section = self.section(kind)?;
        let before = section.insert(key.clone(), locked);
        once(before.is_none(), &key)?;
        self.entry = Some((kind, key));
        Ok(())
    }

    fn member(&mut self, content: &str) -> Result<(), String> {
        let (kind, entry) = self
            .entry
            .clone()
            .ok_or("an indented line belongs below a `type` or a `method`")?;
        let locked = self
            .section(kind)?
            .get_mut(&entry)
            .expect("the entry was inserted when its line was read");
        let before = if let Some(role) = content.strip_prefix('*') {
            let (role, name) = pair(role)?;
            let name = name.ok_or_else(|| format!("`*{role}` has no name behind `=`"))?;
            locked.roles.insert(role, name)
        } else {
            let (key, name) = pair(content)?;
            let own = key.rsplit_once(':').map_or(key.as_str(), |(_, own)| own);
            let name = name.unwrap_or_else(|| own.to_owned());
            locked.members.insert(key, name)
        };
        once(before.is_none(), content)
    }

    fn names(&mut self) -> Result<&mut ProductLock, String> {
        let product = self
            .product
            .clone()
            .ok_or("a `product` line has to come before this one")?;
        Ok(self.lock.products.entry(product).or_default())
    }

    fn section(&mut self, kind: Kind) -> Result<&mut BTreeMap<String, Locked>, String> {
        let names = self.names()?;
        Ok(match kind {
            Kind::Type => &mut names.types,
            Kind::Method => &mut names.methods,
        })
    }
}

fn once(first: bool, key: &str) -> Result<(), String> {
    if first {
        Ok(())
    } else {
        Err(format!("`{key}` is there twice"))
    }
}

/// `key` or `key = name`.
fn pair(text: &str) -> Result<(String, Option<String>), String> {
    let (key, rest) = key(text)?;
    let Some(name) = rest.strip_prefix('=') else {
        return if rest.is_empty() {
            Ok((key, None))
        } else {
            Err(format!("`=` was expected before `{rest}`"))
        };
    };
    let name = name.trim();
    let parts_are_names = name.split('.').all(words::is_identifier);
    if parts_are_names {
        Ok((key, Some(name.to_owned())))
    } else {
        Err(format!("`{name}` is not a name"))
    }
}

/// The key that begins a text, and what follows it.
fn key(text: &str) -> Result<(String, &str), String> {
    let text = text.trim();
    if !text.starts_with('"') {
        let (key, rest) = text.split_once(' ').unwrap_or((text, ""));
        return if key.is_empty() {
            Err("a key is missing".to_owned())
        } else {
            Ok((key.to_owned(), rest.trim()))
        };
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
    match values.next() {
        Some(Ok(key)) => {
            let rest = &text[values.byte_offset()..];
            Ok((key, rest.trim()))
        }
        _ => Err("a quoted key does not end or holds a wrong escape".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked(name: &str, members: &[(&str, &str)]) -> Locked {
        Locked {
            name: name.to_owned(),
            members: members
                .iter()
                .map(|(key, name)| ((*key).to_owned(), (*name).to_owned()))
                .collect(),
            roles: BTreeMap::from([("required".to_owned(), format!("{name}Required"))]),
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let mut names = ProductLock::default();
        let members = [
            ("type", "r#type"),
            ("name", "name"),
            ("a b=\"c\"", "a_b_c"),
            ("", "empty"),
        ];
        names
            .types
            .insert("Pet".to_owned(), locked("Pet", &members));
        names.open.insert("Pet/properties/a b".to_owned());
        names.methods.insert(
            "GET /pets/{id}".to_owned(),
            locked("pets.get", &[("path:id", "id")]),
        );
        let lock = Lock {
            products: BTreeMap::from([("cloud".to_owned(), names)]),
            features: BTreeMap::from([("a".to_owned(), vec!["b".to_owned()])]),
        };
        let text = lock.to_string();
        assert_eq!(Lock::parse(&text).as_ref(), Ok(&lock), "{text}");
        assert!(text.contains("\n  path:id\n") && text.contains("\n  type = r#type\n"));
    }

    #[test]
    fn errors_name_the_line() {
        for (text, line) in [
            ("type A = B", 1),
            ("product c\ntype A = B\n\n  x = 1y\n", 4),
            ("product c\ntype A = B\ntype A = C\n", 3),
            ("nonsense", 1),
            ("product c\n  x\n", 2),
            ("open A", 1),
            ("product c\nopen A\nopen A\n", 3),
            ("product c\nopen A = B\n", 2),
            ("product c\ntype \"A = B\n", 2),
        ] {
            assert_eq!(Lock::parse(text).map_err(|e| e.line), Err(line), "{text}");
        }
    }
}
