//! What is added to a document takes nothing from the API of its crate.
//!
//! Two versions of a document are generated, the later one with the lock of the earlier, and what
//! rustdoc says of the two crates is compared, as `cargo public-api` does.
#![cfg(unix)]

#[path = "api/grown.rs"]
mod grown;

use grown::grown;
use public_api::diff::PublicApiDiff;
use public_api::{Builder, PublicApi};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

const BEFORE: &str = include_str!("api/before.yaml");
const AFTER: &str = include_str!("api/after.yaml");

/// The version of rustdoc's JSON that the comparison reads.
const FORMAT: u64 = 57;

#[test]
fn what_is_added_to_a_document_breaks_nobody() {
    let shop = Workshop::new();
    let before = shop.document("before", BEFORE, None);
    if !is_readable(&before) {
        eprintln!("skipped: this version of rustdoc writes another version of its JSON");
        return;
    }
    let after = shop.document("after", AFTER, Some("before"));
    let difference = difference(&before, &after);
    assert_eq!(breaks(&difference), [""; 0]);
    assert!(difference.added.len() > 100, "{}", difference.added.len());

    // The same comparison sees what does break.
    let required = "required: [city]\n      properties:\n        city: {type: string}";
    assert!(BEFORE.contains(required), "the document was changed");
    let broken = BEFORE.replace(required, "properties:\n        city: {type: string}");
    let broken = breaks(&self::difference(
        &before,
        &shop.document("broken", &broken, Some("before")),
    ));
    let field = "changed: pub pets::types::Address::city: alloc::string::String";
    assert!(
        broken.iter().any(|line| line.starts_with(field)),
        "{broken:#?}"
    );
}

/// The project's document, and one of the collection beside the workspace that has pages and choices.
#[test]
fn what_is_added_everywhere_breaks_nobody() {
    let shop = Workshop::new();
    for (path, least) in [("spec/cloud.yaml", 10), ("../shared/gcore/iam.yaml", 70)] {
        let Ok(text) = fs::read_to_string(shop.root.join(path)) else {
            eprintln!("NOTICE: {path} is absent and not tested");
            continue;
        };
        let (more, added) = grown(&text);
        assert!(added > least, "{path}: added to {added} places alone");
        let before = shop.document("small", &text, None);
        if !is_readable(&before) {
            eprintln!("skipped: this version of rustdoc writes another version of its JSON");
            return;
        }
        let after = shop.document("grown", &more, Some("small"));
        let difference = difference(&before, &after);
        assert_eq!(breaks(&difference), [""; 0], "{path}");
        assert!(
            difference.added.len() > added,
            "{path}: {}",
            difference.added.len()
        );
    }
}

/// What somebody may have used and cannot any more.
fn breaks(difference: &PublicApiDiff) -> Vec<String> {
    let removed = difference.removed.iter();
    let removed = removed.map(|item| format!("removed: {item}"));
    let changed = difference.changed.iter();
    let changed = changed.map(|change| format!("changed: {}, now {}", change.old, change.new));
    removed.chain(changed).collect()
}

fn difference(before: &Path, after: &Path) -> PublicApiDiff {
    PublicApiDiff::between(public_api(before), public_api(after))
}

fn public_api(rustdoc: &Path) -> PublicApi {
    let builder = Builder::from_rustdoc_json(rustdoc).omit_blanket_impls(true);
    builder.build().expect("rustdoc wrote it")
}

fn is_readable(rustdoc: &Path) -> bool {
    let text = fs::read_to_string(rustdoc).expect("rustdoc wrote it");
    let described: serde_json::Value = serde_json::from_str(&text).expect("rustdoc writes JSON");
    described["format_version"] == FORMAT
}

/// Where crates are made, for one test at a time: they have one name, and so one file of rustdoc's.
struct Workshop {
    _alone: MutexGuard<'static, ()>,
    root: PathBuf,
    folder: PathBuf,
    /// Dependencies are built once for all gates.
    target: PathBuf,
}

impl Workshop {
    fn new() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let gates = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("gates");
        let folder = gates.join("public-api");
        fs::create_dir_all(&folder).expect("the target folder is writable");
        // The option for JSON is unstable, and has to be allowed to rustdoc alone: build scripts of
        // dependencies look at the variable too, and would be built anew.
        let rustdoc = folder.join("rustdoc");
        fs::write(
            &rustdoc,
            "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc \"$@\"\n",
        )
        .expect("the target folder is writable");
        fs::set_permissions(&rustdoc, fs::Permissions::from_mode(0o755))
            .expect("the file was just made");
        Self {
            _alone: ALONE.lock().unwrap_or_else(PoisonError::into_inner),
            root: Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
            folder,
            target: gates.join("target"),
        }
    }

    /// What rustdoc says of the crate of a document, in which the names of an earlier one are kept.
    fn document(&self, name: &str, text: &str, earlier: Option<&str>) -> PathBuf {
        let out = self.folder.join(name);
        fs::create_dir_all(&out).expect("the target folder is writable");
        let spec = self.folder.join(format!("{name}.yaml"));
        fs::write(&spec, text).expect("the target folder is writable");
        let lock = out.join("names.lock");
        if let Some(earlier) = earlier {
            let names = self.folder.join(earlier).join("names.lock");
            fs::copy(names, lock).expect("it was generated before");
        } else if lock.exists() {
            fs::remove_file(lock).expect("the target folder is writable");
        }
        let mut generate = Command::new(env!("CARGO_BIN_EXE_xtask"));
        generate.args(["generate", "--name", "pets", "--spec"]);
        run(generate.arg(spec).arg("--out").arg(&out));
        fs::copy(self.root.join("Cargo.lock"), out.join("Cargo.lock")).expect("there is one");
        self.rustdoc(&out);
        let described = self.folder.join(format!("{name}.json"));
        fs::copy(self.target.join("doc/pets.json"), &described).expect("rustdoc wrote it");
        described
    }

    fn rustdoc(&self, package: &Path) {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = Command::new(cargo);
        cargo.args(["rustdoc", "--offline", "--lib", "--", "-Zunstable-options"]);
        cargo.args(["--output-format=json", "--cap-lints=allow"]);
        cargo.current_dir(package);
        cargo.env("RUSTDOC", self.folder.join("rustdoc"));
        // As the other gates have it.
        cargo.env("CARGO_TARGET_DIR", &self.target);
        cargo.env("CARGO_INCREMENTAL", "0");
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "false");
        cargo.env("RUSTFLAGS", "-Dwarnings");
        run(cargo.env_remove("CARGO_ENCODED_RUSTFLAGS"));
    }
}

fn run(command: &mut Command) {
    let output = command.output().expect("the program is there");
    assert!(
        output.status.success(),
        "{command:?} failed:\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
