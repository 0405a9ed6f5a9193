//! What this program is made of: no unsafe code of its own, every direct dependency for a reason, licences from a list.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

use std::path::Path;
use std::process::Command;

/// Licences that a distributor of the program can keep without asking anyone.
const LICENCES: &[&str] = &[
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "BSL-1.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
    "Apache-2.0 WITH LLVM-exception",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_direct_dependency_says_why_it_is_there() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("it is there");
    let mut section = String::new();
    let mut count = 0;
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line.to_owned();
        } else if section.ends_with("dependencies]") && line.contains('=') && !line.starts_with('#') {
            let reason = line.rsplit_once(" # ").map_or("", |(_, reason)| reason);
            assert!(reason.len() > 10, "{line}");
            count += 1;
        }
    }
    assert!(count > 20, "the manifest was read");
}

#[test]
fn licences_are_from_the_list() {
    // Packages of other systems are not here to be read.
    let compiler = Command::new("rustc").arg("-vV").output().expect("the compiler runs");
    let version = String::from_utf8_lossy(&compiler.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("it names its host");
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host]);
    command.current_dir(root());
    let out = command.output().expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&out.stdout).expect("it is JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    assert!(packages.len() > 100);
    for package in packages {
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ");
        // One of several must be in the list, and all of those that hold together.
        let alternatives = licence.split(" OR ").map(|part| part.trim_matches(['(', ')', ' ']));
        let mut fits = alternatives
            .map(|part| part.split(" AND ").all(|one| LICENCES.contains(&one.trim_matches(['(', ')', ' ']))));
        assert!(fits.any(|fits| fits), "{}: {licence}", package["name"]);
    }
}

#[test]
fn no_source_of_ours_is_unsafe_or_lets_input_stop_it() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("it is there");
    assert!(manifest.contains("unsafe_code = \"forbid\"") && manifest.contains("unwrap_used = \"deny\""));
    for module in [
        "source.rs",
        "yaml/mod.rs",
        "load/mod.rs",
        "svg.rs",
        "picture.rs",
        "text.rs",
        "diag/mod.rs",
        "config.rs",
    ] {
        let text = std::fs::read_to_string(root().join("src").join(module)).expect("it is there");
        for lint in ["indexing_slicing", "string_slice", "panic", "expect_used", "unreachable"] {
            assert!(text.contains(&format!("clippy::{lint},")), "{module}: {lint}");
        }
    }
}
