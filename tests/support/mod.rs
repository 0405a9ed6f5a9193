//! What tests from outside share: sites written inline, the binary, trees of files read back.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod random;
pub mod sample;
pub mod strace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Files by path, with `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A project in a folder of its own.
pub struct TestSite {
    dir: tempfile::TempDir,
}

impl TestSite {
    /// What `haopin new site` makes.
    pub fn new() -> Self {
        let site = Self::empty();
        let made = site.run(&["new", "site", site.text_path("").as_str()]);
        assert!(made.status.success(), "{}", said(&made));
        site
    }

    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn of(files: &Files) -> Self {
        let site = Self::empty();
        for (path, bytes) in files {
            site.write(path, bytes);
        }
        site
    }

    pub fn path(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.dir.path().to_owned() } else { self.dir.path().join(path) }
    }

    pub fn text_path(&self, path: &str) -> String {
        self.path(path).to_str().expect("temporary folders are UTF-8").to_owned()
    }

    pub fn public(&self) -> PathBuf {
        self.path("site/public")
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        let folder = path.parent().expect("it is in a folder");
        std::fs::create_dir_all(folder).expect("it is writable");
        std::fs::write(&path, bytes).expect("it is writable");
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).expect("it is there")
    }

    /// Removes a file, and the folders that are empty without it.
    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).expect("it was there");
        let mut folder = Path::new(path).parent();
        while let Some(own) = folder.filter(|own| std::fs::remove_dir(self.path("").join(own)).is_ok()) {
            folder = own.parent();
        }
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_haopin"));
        command.arg("-C").arg(self.dir.path()).args(["--messages", "en"]).args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the binary runs")
    }

    /// Builds and reads the output; a failed build fails the test.
    pub fn built(&self, args: &[&str]) -> Files {
        let done = self.run(&[&["build"], args].concat());
        assert!(done.status.success(), "{}", said(&done));
        files(&self.public())
    }
}

/// What a command wrote for people.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every regular file below a folder with its bytes; links are not followed.
pub fn files(dir: &Path) -> Files {
    let steps = walkdir::WalkDir::new(dir).into_iter().map(|step| step.expect("it is readable"));
    steps
        .filter(|step| step.file_type().is_file())
        .map(|step| {
            let path = step.path().strip_prefix(dir).expect("it is below").to_string_lossy().into_owned();
            (path, std::fs::read(step.path()).expect("it is readable"))
        })
        .collect()
}

/// How two trees differ, shortly; empty where they are equal.
pub fn differences(left: &Files, right: &Files) -> Vec<String> {
    let paths: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let differ = paths.into_iter().filter(|path| left.get(*path) != right.get(*path));
    differ
        .map(|path| match (left.get(path), right.get(path)) {
            (Some(one), Some(other)) => format!("{path}: {}", first_difference(one, other)),
            (Some(_), None) => format!("{path}: only on the left"),
            _ => format!("{path}: only on the right"),
        })
        .collect()
}

fn first_difference(one: &[u8], other: &[u8]) -> String {
    let at = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let range = at.saturating_sub(60)..(at + 60).min(bytes.len());
        String::from_utf8_lossy(&bytes[range]).into_owned()
    };
    format!("…{:?} or …{:?}", around(one), around(other))
}
