//! What is wrong with content is named where it stands: rows of input and the finding each must bring.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

use std::path::Path;
use std::process::Command;

/// Findings of a new site with some files laid over it, as `code path:line:column`.
fn found(files: &[(&str, &[u8])]) -> Vec<String> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let run = |args: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_haopin")).args(args).output().expect("the binary runs")
    };
    let root = dir.path().to_str().expect("the path is UTF-8");
    assert!(run(&["new", "site", root]).status.success());
    for (path, bytes) in files {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("it is writable");
        std::fs::write(path, bytes).expect("it is writable");
    }
    let out = run(&["-C", root, "--format", "json", "check"]);
    let report: serde_json::Value = serde_json::from_slice(&out.stderr).expect("findings are JSON");
    let findings = report["findings"].as_array().expect("a list").clone();
    assert_eq!(out.status.code(), Some(i32::from(report["errors"] != 0)));
    let shown = |f: &serde_json::Value| {
        let text = |key: &str| f[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}:{}:{}", text("code"), text("file"), f["line"], f["column"])
    };
    findings.iter().map(shown).collect()
}

#[test]
fn profiles() {
    let profile = "content/brands/x/brand.yaml";
    let name = "name: { zh: 甲, en: A }\n";
    for (text, expected) in [
        (format!("{name}industry: exmaple\n"), "reference/unknown-industry 2:11"),
        (format!("{name}industry: example\ndistrict: nowhere\n"), "reference/unknown-district 3:11"),
        (format!("{name}industry: example\ndistrct: center\n"), "yaml/unknown-key 3:1"),
        (format!("{name}industry: example\nname: b\n"), "yaml/duplicate-key 3:1"),
        (format!("{name}industry: example\nfounded: 01776\n"), "yaml/wrong-type 3:10"),
        (format!("{name}industry: example\nupdated: 2024-02-30\n"), "yaml/bad-date 3:10"),
        (format!("{name}industry: example\nwebsite: javascript:alert(1)\n"), "link/scheme 3:10"),
        (format!("{name}industry: example\ncover: ../../secret.png\n"), "picture/outside 3:8"),
        (format!("{name}industry: example\npublish: 2025-01-01\nexpire: 2024-01-01\n"), "date/backwards 4:9"),
        (format!("{name}industry: example\nstandards: {{ national: 2 }}\n"), "figure/no-source 3:14"),
        (format!("{name}industry: example\nsummary: {{ zh: 全国第一, en: A }}\n"), "claim/superlative 3:18"),
        (
            format!("{name}industry: example\nmark: {{ number: A, status: expird }}\n"),
            "yaml/unknown-word 3:28",
        ),
        (name.to_owned(), "yaml/missing-key 1:1"),
        (format!("{name}industry: &a example\n"), "yaml/anchor 2:11"),
        ("name: [a\nindustry: example\n".to_owned(), "yaml/syntax 1:7"),
        ("name：甲\nindustry: example\n".to_owned(), "yaml/full-width 1:5"),
        (String::new(), "yaml/empty 0:0"),
    ] {
        let (code, place) = expected.split_once(' ').expect("a code and a place");
        let expected = format!("{code} {profile}:{place}");
        let all = found(&[(profile, text.as_bytes())]);
        assert!(all.contains(&expected), "{text}\n{expected}\n{all:#?}");
    }
}

#[test]
fn encodings() {
    let profile = "content/brands/x/brand.yaml";
    for (bytes, code) in [
        (&b"name: \xc6\xbd\xd2\xf5\nindustry: example\n"[..], "text/gbk"),
        (&b"\xff\xfen\0a\0m\0e\0:\0 \0a\0\n\0"[..], "text/utf-16"),
        (&b"name: a\0b\nindustry: example\n"[..], "text/control-character"),
    ] {
        let all = found(&[(profile, bytes)]);
        assert!(all.iter().any(|finding| finding.starts_with(&format!("{code} {profile}:1:"))), "{all:#?}");
    }
}

#[test]
fn names_of_folders() {
    for slug in ["Con", "con", "a b", "品牌"] {
        let all = found(&[(&format!("content/brands/{slug}/brand.yaml"), b"name: A\nindustry: example\n")]);
        assert!(all.contains(&format!("name/not-a-slug content/brands/{slug}:0:0")), "{slug}: {all:#?}");
    }
}

#[test]
fn every_mistake_of_a_catalogue_is_named_in_one_run() {
    let paths: Vec<String> = (0..50).map(|n| format!("content/brands/b{n:02}/brand.yaml")).collect();
    let files: Vec<(&str, &[u8])> =
        paths.iter().map(|path| (path.as_str(), &b"name: A\nindustry: nowhere\n"[..])).collect();
    let all = found(&files);
    let named: Vec<&String> =
        all.iter().filter(|finding| finding.starts_with("reference/unknown-industry")).collect();
    assert_eq!(named.len(), 50);
    assert!(named.is_sorted());
}
