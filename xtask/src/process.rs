//! Runs processes, and says what each has cost.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The program that tells the peak of memory, where it is installed.
const GNU_TIME: &str = "/usr/bin/time";

/// What it exits with when the time is over: that of `timeout`.
const TIME_IS_OVER: i32 = 124;

/// What a process and those it started have cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Cost {
    /// From its start to its end.
    pub wall_s: f64,
    /// On all cores; 0 where GNU time is not installed.
    pub cpu_s: f64,
    /// Of the largest process; 0 where GNU time is not installed.
    pub peak_mb: f64,
}

/// A finished process.
pub(crate) struct Finished {
    /// What it has cost.
    pub cost: Cost,
    /// Whether it succeeded.
    pub succeeded: bool,
    /// Whether it was ended because its time was over.
    pub timed_out: bool,
    /// What it printed.
    pub output: String,
    /// What it printed as errors.
    pub errors: String,
}

/// A process to be run and measured.
pub(crate) struct Measured {
    command: Command,
    /// GNU time is there, and puts its figures behind the errors.
    is_timed: bool,
}

impl Measured {
    /// A program that is to end within `limit`. Without GNU time the limit is not kept, since
    /// other systems have neither.
    pub(crate) fn new(program: &Path, limit: Duration) -> Self {
        if !Path::new(GNU_TIME).exists() {
            return Self {
                command: Command::new(program),
                is_timed: false,
            };
        }
        let mut command = Command::new(GNU_TIME);
        command.args(["-f", "cost %e %U %S %M", "timeout", "--kill-after=5"]);
        command.arg(limit.as_secs().to_string()).arg(program);
        Self {
            command,
            is_timed: true,
        }
    }

    /// The command, to be given arguments and environment.
    pub(crate) fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Runs it to its end.
    pub(crate) fn run(mut self) -> Result<Finished> {
        let started = Instant::now();
        let output = self.command.output();
        let output = output.with_context(|| format!("cannot run {:?}", self.command))?;
        let mut errors = String::from_utf8_lossy(&output.stderr).into_owned();
        let mut cost = Cost {
            wall_s: started.elapsed().as_secs_f64(),
            ..Cost::default()
        };
        if self.is_timed {
            (cost, errors) = take_cost(&errors)?;
        }
        Ok(Finished {
            cost,
            succeeded: output.status.success(),
            timed_out: output.status.code() == Some(TIME_IS_OVER),
            output: String::from_utf8_lossy(&output.stdout).into_owned(),
            errors,
        })
    }
}

/// Takes the line of GNU time off the errors.
fn take_cost(errors: &str) -> Result<(Cost, String)> {
    let Some(begin) = errors.rfind("cost ") else {
        bail!("GNU time printed something else than was asked for:\n{errors}");
    };
    let (before, line) = errors.split_at(begin);
    let figures: Vec<f64> = line
        .split_whitespace()
        .skip(1)
        .filter_map(|figure| figure.parse().ok())
        .collect();
    let [wall_s, user_s, system_s, peak_kb] = figures[..] else {
        bail!("GNU time printed something else than was asked for:\n{errors}");
    };
    let cost = Cost {
        wall_s,
        cpu_s: user_s + system_s,
        peak_mb: peak_kb / 1024.0,
    };
    // A failed process is told in a line of its own.
    let told = before
        .lines()
        .filter(|line| !line.starts_with("Command exited with non-zero status"));
    Ok((cost, told.map(|line| format!("{line}\n")).collect()))
}

/// Lets cargo compile the crate in a folder again, as after a change of its `lib.rs`.
pub(crate) fn touch(crate_folder: &Path) -> Result<()> {
    let library = fs::File::options()
        .append(true)
        .open(crate_folder.join("src/lib.rs"))?;
    library.set_modified(std::time::SystemTime::now())?;
    Ok(())
}

/// The cargo that this program was started by.
pub(crate) fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
