//! Faults on the n-th call of a kind, without a line of code for it in the program: strace puts them in.

use std::process::{Command, Output};

const MISSING: &str = "strace is needed (tests/run installs it: `apt-get install strace`)";

/// Calls as strace writes a set of them; it passes over those that the machine does not have.
pub fn set(calls: &[&str]) -> String {
    calls.iter().map(|call| format!("?{call}")).collect::<Vec<_>>().join(",")
}

/// Runs a command with faults, such as `renameat2:signal=KILL:when=1`. Calls are counted by thread.
pub fn with_faults(command: &Command, faults: &[&str]) -> Output {
    let calls = faults.iter().map(|fault| fault.split(':').next().unwrap_or_default());
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o", "/dev/null", "-e"]);
    traced.arg(format!("trace={}", calls.collect::<Vec<_>>().join(",")));
    for fault in faults {
        traced.arg("-e").arg(format!("inject={fault}"));
    }
    traced.arg(command.get_program()).args(command.get_args());
    traced.output().expect(MISSING)
}

/// How often the busiest thread of a command makes calls of each kind.
pub fn counts(command: &Command, kinds: &[&[&str]]) -> Vec<usize> {
    let logs = logs(command, &set(&kinds.concat()));
    let count = |calls: &[&str], log: &String| log.lines().filter(|line| is_one_of(line, calls)).count();
    kinds.iter().map(|calls| logs.iter().map(|log| count(calls, log)).max().unwrap_or(0)).collect()
}

/// How many calls of a kind the first thread makes before the first that names a path below `root`: those of the
/// system's loader.
pub fn before(command: &Command, calls: &[&str], root: &str) -> usize {
    let logs = logs(command, &set(&[calls, &["openat"]].concat()));
    let log = logs.first().expect("a thread made calls");
    let own = log.lines().position(|line| line.contains(root)).expect("it opens a file of its own");
    log.lines().take(own).filter(|line| is_one_of(line, calls)).count()
}

fn is_one_of(line: &str, calls: &[&str]) -> bool {
    line.split_once('(').is_some_and(|(name, _)| calls.contains(&name))
}

/// The calls of each thread, the first thread's first.
fn logs(command: &Command, calls: &str) -> Vec<String> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut traced = Command::new("strace");
    traced.args(["-ff", "-qq", "-e"]).arg(format!("trace={calls}")).arg("-o").arg(dir.path().join("log"));
    traced.arg(command.get_program()).args(command.get_args());
    let done = traced.output().expect(MISSING);
    assert!(done.status.success(), "{}", super::said(&done));
    let mut logs: Vec<(usize, Vec<u8>)> = super::files(dir.path())
        .into_iter()
        .map(|(name, log)| (name.rsplit('.').next().and_then(|id| id.parse().ok()).unwrap_or(0), log))
        .collect();
    logs.sort();
    logs.into_iter().map(|(_, log)| String::from_utf8_lossy(&log).into_owned()).collect()
}
