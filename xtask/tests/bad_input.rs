//! Does bad input give a located error, and leave the disk as it was?

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n";

#[test]
fn a_file_that_is_not_there() {
    let trial = Trial::new("");
    let output = trial
        .command(&trial.path("none.yaml"), &trial.out())
        .output();
    trial.fails(&output.expect("xtask runs"), &["none.yaml", "No such file"]);
}

#[test]
fn a_text_that_is_not_utf_8() {
    let trial = Trial::new("");
    fs::write(trial.path("api.yaml"), b"openapi: \xff").expect("the folder is writable");
    trial.fails(&trial.run(), &["api.yaml is not UTF-8", "byte 9"]);
}

#[test]
fn a_text_that_is_not_yaml() {
    let trial = Trial::new("openapi: 3.1.0\ninfo: {title: [Pets}\n");
    trial.fails(
        &trial.run(),
        &["error[syntax]", "api.yaml:2:20", "Correct the YAML"],
    );
}

#[test]
fn a_document_that_is_not_openapi() {
    let trial = Trial::new("services: {web: {image: web}}\n");
    trial.fails(&trial.run(), &["error[not-openapi]", "api.yaml:1:1"]);
}

#[test]
fn a_document_of_swagger() {
    let trial = Trial::new("swagger: '2.0'\ninfo: {title: Pets, version: '1'}\npaths: {}\n");
    trial.fails(
        &trial.run(),
        &["error[swagger-2]", "api.yaml:1:1", "Convert"],
    );
}

#[test]
fn keys_that_are_there_twice() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\npaths: {{}}\n"));
    let told = [
        "error[duplicate-key]",
        "api.yaml:4:1",
        "= at: #/paths",
        "first written here",
    ];
    trial.fails(&trial.run(), &told);
}

#[test]
fn keys_that_are_there_twice_in_json() {
    let trial = Trial::new("{\"openapi\": \"3.1.0\",\n \"paths\": {}, \"paths\": {}}\n");
    trial.fails(
        &trial.run(),
        &["error[duplicate-key]", "api.yaml:2:15", "= at: #/paths"],
    );
}

#[test]
fn a_reference_that_leads_to_nothing() {
    let schemas = "components:\n  schemas:\n    Pet: {$ref: '#/components/schemas/Cat'}\n";
    let trial = Trial::new(&format!("{HEAD}{schemas}"));
    let told = [
        "refused[ref-dangling]",
        "api.yaml:5:11",
        "#/components/schemas/Pet/$ref",
    ];
    trial.succeeds(&trial.run(), &told);
    trial.fails(&trial.strict(), &told);
}

#[test]
fn a_reference_to_a_file_that_is_not_there() {
    let pets = "paths:\n  /pets: {$ref: 'parts/pets.yaml#/pets'}\n";
    let trial = Trial::new(&format!("{HEAD}{pets}"));
    let told = [
        "refused[ref-dangling]",
        "api.yaml:4:3",
        "= at: #/paths/~1pets",
        "parts/pets.yaml` was not supplied",
    ];
    trial.succeeds(&trial.run(), &told);
    trial.fails(&trial.strict(), &told);
}

#[test]
fn what_a_mapping_alone_names_is_read() {
    let pet = "type: object, required: [kind], properties: {kind: {type: string}}";
    let mapping = "discriminator: {propertyName: kind, mapping: {dog: dog.yaml}}";
    let trial = Trial::new(&format!(
        "{HEAD}components:\n  schemas:\n    Pet: {{{pet}, {mapping}}}\n"
    ));
    let dog = "{allOf: [{$ref: 'api.yaml#/components/schemas/Pet'}]}";
    fs::write(trial.path("dog.yaml"), dog).expect("the folder is writable");
    let output = trial.strict();
    assert!(output.status.success(), "{}", told(&output));
}

#[test]
fn references_that_lead_in_a_circle() {
    let pet = "    Pet: {$ref: '#/components/schemas/Cat'}\n";
    let cat = "    Cat: {$ref: '#/components/schemas/Pet'}\n";
    let trial = Trial::new(&format!("{HEAD}components:\n  schemas:\n{pet}{cat}"));
    let told = ["refused[schema-cycle]", "api.yaml:5:5", "api.yaml:6:5"];
    trial.succeeds(&trial.run(), &told);
    trial.fails(&trial.strict(), &told);
}

#[test]
fn a_variable_of_a_path_that_is_not_declared() {
    let get = "    get: {responses: {'204': {description: None.}}}\n";
    let trial = Trial::new(&format!("{HEAD}paths:\n  /pets/{{id}}:\n{get}"));
    let told = [
        "corrected[undeclared-path-parameter]",
        "api.yaml:5:5",
        "Declare a parameter `id`",
    ];
    trial.succeeds(&trial.run(), &told);
    trial.fails(&trial.strict(), &told);
}

#[test]
fn a_malformed_operation_costs_itself_alone() {
    let get = "    get: {responses: {'204': {description: None.}}}\n    put: none\n";
    let trial = Trial::new(&format!("{HEAD}paths:\n  /pets:\n{get}"));
    let told = [
        "refused[malformed-operation]",
        "api.yaml:6:5",
        "#/paths/~1pets/put",
    ];
    trial.succeeds(&trial.run(), &told);
    let index = fs::read_to_string(trial.out().join("api.md")).expect("the crate is there");
    assert!(index.contains("GET /pets"), "{index}");
    trial.fails(&trial.strict(), &told);
}

#[test]
fn two_names_that_become_one() {
    let schemas = "components: {schemas: {Pet: {type: object}, Cat: {type: object}}}\n";
    let trial = Trial::new(&format!("{HEAD}{schemas}"));
    let told = [
        "error[name-collision]",
        "codegen.toml:2:1",
        "`Pet` and `Cat`",
    ];
    trial.fails(&trial.configured("[rename.types]\nPet = \"Cat\"\n"), &told);
}

#[test]
fn a_rename_of_nothing() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
    let told = ["error[unused-rename]", "codegen.toml:2:1"];
    trial.fails(&trial.configured("[rename.types]\nPet = \"Cat\"\n"), &told);
}

#[test]
fn a_configuration_with_a_slip() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
    let told = ["error[config]", "codegen.toml:1:1", "strip_sufixes"];
    trial.fails(&trial.configured("strip_sufixes = []\n"), &told);
}

#[test]
fn a_name_that_no_crate_can_have() {
    for name in ["a b", "", "1st", "../up", "fn", "std", "self"] {
        let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        let spec = trial.path("api.yaml");
        command
            .args(["generate", "--name", name, "--spec"])
            .arg(spec);
        let output = command.arg("--out").arg(trial.out()).output();
        trial.fails(&output.expect("xtask runs"), &["--name"]);
    }
}

#[test]
fn a_folder_that_cannot_be_written() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
    // A file stands where the folder would have to be; permissions do not stop every user.
    fs::write(trial.path("file"), "mine").expect("the folder is writable");
    let out = trial.path("file").join("crate");
    let output = trial.command(&trial.path("api.yaml"), &out).output();
    trial.fails(&output.expect("xtask runs"), &["file", "Not a directory"]);
    let kept = fs::read_to_string(trial.path("file"));
    assert_eq!(kept.expect("the file is there"), "mine");
}

#[test]
fn files_of_somebody_else_are_left_alone() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
    fs::create_dir_all(trial.out().join("src")).expect("the folder is writable");
    let theirs = trial.out().join("src/lib.rs");
    fs::write(&theirs, "// By hand.\n").expect("the folder is writable");
    let output = trial.run();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told(&output).contains("was not generated"),
        "{}",
        told(&output)
    );
    assert_eq!(
        fs::read_to_string(&theirs).expect("it is there"),
        "// By hand.\n"
    );
    assert_eq!(files(&trial.out()), [theirs]);
}

#[test]
fn a_write_that_fails_changes_nothing() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
    trial.succeeds(&trial.run(), &[]);
    let before = contents(&trial.out());
    // The new operation asks for a file in a place that a folder takes.
    let paths = "paths: {/pets: {get: {responses: {'204': {description: None.}}}}}\n";
    fs::write(trial.path("api.yaml"), format!("{HEAD}{paths}")).expect("writable");
    let blocked = trial.out().join("src/generated/pets.rs.generating.tmp");
    fs::create_dir_all(blocked.join("full")).expect("the folder is writable");
    let output = trial.run();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(
        told(&output).contains("nothing was changed"),
        "{}",
        told(&output)
    );
    fs::remove_dir_all(blocked).expect("the folder is writable");
    assert_eq!(contents(&trial.out()), before);
    trial.succeeds(&trial.run(), &[]);
}

#[test]
fn leftovers_of_an_interrupted_run_are_cleared() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
    trial.succeeds(&trial.run(), &[]);
    let before = contents(&trial.out());
    let leftover = trial.out().join("src/generated/pets.rs.generating.tmp");
    fs::write(leftover, "half of").expect("the folder is writable");
    trial.succeeds(&trial.run(), &["0 new, 0 changed"]);
    assert_eq!(contents(&trial.out()), before);
}

#[test]
fn drift_is_told_with_its_first_hunk() {
    let trial = Trial::new(&format!("{HEAD}paths: {{}}\n"));
    trial.succeeds(&trial.run(), &[]);
    let edited = trial.out().join("src/lib.rs");
    let text = fs::read_to_string(&edited).expect("it is there");
    fs::write(&edited, text + "// Added by hand.\n").expect("the folder is writable");
    fs::remove_file(trial.out().join("api.md")).expect("it is there");
    let orphan = trial.out().join("src/generated/old.rs");
    fs::write(orphan, "// Generated by `cargo xtask generate` from x.\n").expect("writable");
    let mut command = trial.command(&trial.path("api.yaml"), &trial.out());
    let output = command.arg("--check").output().expect("xtask runs");
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    let expected = [
        "missing: api.md",
        "stale: src/lib.rs",
        "orphaned: src/generated/old.rs",
        "-// Added by hand.",
        "cargo xtask generate",
    ];
    for part in expected {
        assert!(told.contains(part), "{part:?} is not in\n{told}");
    }
}

/// A folder with a document, and a crate to be made of it.
struct Trial {
    folder: TempDir,
}

impl Trial {
    fn new(document: &str) -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        fs::write(folder.path().join("api.yaml"), document).expect("the folder is writable");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn out(&self) -> PathBuf {
        self.path("crate")
    }

    fn command(&self, spec: &Path, out: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(["generate", "--name", "pets", "--spec"])
            .arg(spec);
        command.arg("--out").arg(out);
        command
    }

    fn run(&self) -> Output {
        let mut command = self.command(&self.path("api.yaml"), &self.out());
        command.output().expect("xtask runs")
    }

    /// Into another folder, so that nothing is there before.
    fn strict(&self) -> Output {
        let mut command = self.command(&self.path("api.yaml"), &self.path("strict"));
        command.arg("--strict").output().expect("xtask runs")
    }

    fn configured(&self, config: &str) -> Output {
        let path = self.path("codegen.toml");
        fs::write(&path, config).expect("the folder is writable");
        let mut command = self.command(&self.path("api.yaml"), &self.out());
        command
            .arg("--config")
            .arg(path)
            .output()
            .expect("xtask runs")
    }

    /// It said so, and wrote nothing.
    fn fails(&self, output: &Output, parts: &[&str]) {
        let told = told(output);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{told}");
        assert!(!told.contains("panicked"), "{told}");
        for part in parts {
            assert!(told.contains(part), "{part:?} is not in\n{told}");
        }
        let strict = self.path("strict");
        assert!(!strict.exists(), "something was written");
        let is_first = !self.out().exists();
        assert!(
            is_first || self.out().join("src/lib.rs").exists(),
            "half was written"
        );
    }

    /// It said so, and wrote a crate.
    fn succeeds(&self, output: &Output, parts: &[&str]) {
        let told = told(output);
        assert!(output.status.success(), "{told}");
        for part in parts {
            assert!(told.contains(part), "{part:?} is not in\n{told}");
        }
        assert!(
            self.out().join("src/lib.rs").exists(),
            "nothing was written"
        );
    }
}

fn told(output: &Output) -> String {
    let text = [&output.stderr[..], &output.stdout[..]].concat();
    String::from_utf8_lossy(&text).into_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn contents(folder: &Path) -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("the file is readable");
        (path, text)
    };
    files(folder).into_iter().map(read).collect()
}
