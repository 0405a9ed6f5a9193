//! Every code has a case file: its files, laid over a small site, bring the output that stands in it, in both languages.
//!
//! `tests/diagnostics/README.md` tells the notation. `UPDATE_GOLDEN=1` writes the outputs anew.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

#[path = "support/site.rs"]
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use haopin::diag::code::{self, Case, Fence, Page};
use rayon::prelude::*;
use serde_json::Value;
use site::Site;

/// First parts of codes. A new one is a decision: it stands here and in `tests/diagnostics/README.md`.
const AREAS: &[&str] = &[
    "block",
    "brand",
    "claim",
    "config",
    "date",
    "figure",
    "file",
    "link",
    "name",
    "page",
    "picture",
    "product",
    "profile",
    "reference",
    "route",
    "sample",
    "source",
    "story",
    "text",
    "theme",
    "yaml",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// Code and text of every case file.
fn files() -> BTreeMap<String, String> {
    let entries =
        std::fs::read_dir(folder()).expect("the folder is there").map(|entry| entry.expect("readable"));
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let stem = name.strip_suffix(".md").filter(|stem| stem.contains('.'))?;
        Some((stem.replacen('.', "/", 1), std::fs::read_to_string(entry.path()).expect("it is readable")))
    });
    named.collect()
}

/// What one case brings.
struct Outcome {
    zh: String,
    en: String,
    report: Value,
}

fn outcome(case: &Case<'_>) -> Outcome {
    let site = Site::base();
    for fence in case.fences.iter().filter(|fence| fence.kind != "text" && !fence.has("right")) {
        site.lay(fence);
    }
    let (_, zh) = site.check(&["--messages", "zh"]);
    let (_, en) = site.check(&["--messages", "en"]);
    let (status, json) = site.check(&["--format", "json"]);
    let report: Value = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{}: {e}\n{json}", case.title));
    assert_eq!(status, Some(i32::from(report["errors"] != 0)), "{}", case.title);
    Outcome { zh, en, report }
}

/// The file with the outputs of its cases in place; a case that has none yet gets them at its end.
fn rewritten(text: &str, page: &Page<'_>, outcomes: &[Outcome]) -> String {
    let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for (case, outcome) in page.cases.iter().zip(outcomes) {
        for (tongue, output) in [("zh", &outcome.zh), ("en", &outcome.en)] {
            match case.fences.iter().find(|fence| fence.kind == "text" && fence.path == tongue) {
                Some(fence) => edits.push((fence.span.clone(), shown(fence, output))),
                None => {
                    let end = case.span.start + text[case.span.clone()].trim_end().len();
                    edits.push((end..end, format!("\n\n```text {tongue}\n{output}```")));
                }
            }
        }
    }
    let mut out = text.to_owned();
    edits.sort_by_key(|(span, _)| span.start);
    // Outputs that are added at one place: the later edit goes in first, so that their order stays.
    for (span, new) in edits.into_iter().rev() {
        out.replace_range(span, &new);
    }
    out.trim_end().to_owned() + "\n"
}

/// `code file line column` of each finding in the JSON form.
fn places_in_json(report: &Value) -> Vec<(String, String)> {
    let findings = report["findings"].as_array().expect("a list");
    let shown = |f: &Value| {
        let file = f["file"].as_str().expect("a path");
        let place = match f["line"].as_u64() {
            Some(0) => file.to_owned(),
            _ => format!("{file}:{}:{}", f["line"], f["column"]),
        };
        (f["code"].as_str().expect("a code").to_owned(), place)
    };
    findings.iter().map(shown).collect()
}

/// The same of the form for people: `place: error[code]: message`.
fn places_in_text(output: &str, words: [&str; 2]) -> Vec<(String, String)> {
    let headline = |line: &str| {
        let (at, word) = words.iter().find_map(|word| Some((line.find(&format!(": {word}["))?, word)))?;
        let rest = &line[at + 3 + word.len()..];
        Some((rest.split(']').next()?.to_owned(), line[..at].to_owned()))
    };
    output.lines().filter(|line| !line.starts_with(' ')).filter_map(headline).collect()
}

/// The unit test that stands in for a case that no small site can show.
fn unit_test<'p, 't>(page: &'p Page<'t>) -> Option<&'p Fence<'t>> {
    page.cases.iter().flat_map(|case| &case.fences).find(|fence| fence.kind == "test")
}

/// The part of an output that a case compares: all of it, or its first lines.
fn shown(fence: &Fence<'_>, output: &str) -> String {
    let lines = fence.value("head").map_or(usize::MAX, |lines| lines.parse().expect("a number"));
    output.split_inclusive('\n').take(lines).collect()
}

/// Everything that is wrong with one case file.
fn complaints(code: &str, text: &str) -> Vec<String> {
    let page = code::read(text);
    let mut wrong = Vec::new();
    if let Some(fence) = unit_test(&page) {
        let file = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(fence.path));
        let name = fence.marks.first().expect("the name of a test");
        let tests = file.expect("it is readable");
        let body = tests.split(&format!("fn {name}()")).nth(1).and_then(|rest| rest.split("#[test]").next());
        assert!(
            body.is_some_and(|body| body.contains(&format!("\"{code}\""))),
            "{code}: {name} does not test it"
        );
        return wrong;
    }
    let outcomes: Vec<Outcome> = page.cases.iter().map(outcome).collect();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let new = rewritten(text, &page, &outcomes);
        if new != text {
            let path = folder().join(format!("{}.md", code.replacen('/', ".", 1)));
            std::fs::write(path, &new).expect("it is writable");
            let again = code::read(&new);
            wrong.extend(differences(code, &again, &outcomes));
            return wrong;
        }
    }
    wrong.extend(differences(code, &page, &outcomes));
    wrong
}

fn differences(code: &str, page: &Page<'_>, outcomes: &[Outcome]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut complain = |case: &Case<'_>, what: String| wrong.push(format!("{code}, {}: {what}", case.title));
    for (case, outcome) in page.cases.iter().zip(outcomes) {
        for (tongue, output) in [("zh", &outcome.zh), ("en", &outcome.en)] {
            let fence = case.fences.iter().find(|fence| fence.kind == "text" && fence.path == tongue);
            if fence.is_none_or(|fence| fence.body != shown(fence, output)) {
                complain(case, format!("says otherwise ({tongue}):\n{output}"));
            }
        }
        let mut places = places_in_json(&outcome.report);
        // The text for people ends at a hundred findings.
        places.truncate(haopin::diag::terminal::SHOWN_AT_MOST);
        if !places.iter().any(|(found, _)| found == code) {
            complain(case, format!("does not show its code, but {places:?}"));
        }
        if places != places_in_text(&outcome.zh, ["错误", "警告"])
            || places != places_in_text(&outcome.en, ["error", "warning"])
        {
            complain(case, "JSON and text name different places".to_owned());
        }
        for finding in outcome.report["findings"].as_array().expect("a list") {
            if let Some(what) = ill_worded(finding) {
                complain(case, what);
            }
        }
    }
    wrong
}

/// The house's rules of messages: one fact, no full stop, a cure for every cause, both languages.
fn ill_worded(finding: &Value) -> Option<String> {
    let text = |part: &str, tongue: &str| finding[part][tongue].as_str().unwrap_or_default().to_owned();
    for part in ["message", "help"] {
        let (zh, en) = (text(part, "zh"), text(part, "en"));
        if zh.is_empty() || en.is_empty() {
            return Some(format!("has no {part}: {finding}"));
        }
        if zh.ends_with(['。', '？']) || en.ends_with(['.', '?']) {
            return Some(format!("ends with a stop: {zh} {en}"));
        }
        let mut letters = en.chars();
        if letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase) {
            return Some(format!("begins with a capital: {en}"));
        }
        if !zh.chars().any(haopin::text::is_han) {
            return Some(format!("is not Chinese: {zh}"));
        }
        if zh.matches('`').count() % 2 + en.matches('`').count() % 2 > 0 {
            return Some(format!("has an odd backtick: {zh} {en}"));
        }
    }
    None
}

#[test]
fn the_site_under_the_cases_has_no_findings() {
    let site = Site::base();
    assert_eq!(site.check(&["--messages", "en"]), (Some(0), "nothing found\n".to_owned()));
}

#[test]
fn each_case_brings_its_output() {
    let files: Vec<(String, String)> = files().into_iter().collect();
    let wrong: Vec<String> = files.par_iter().flat_map_iter(|(code, text)| complaints(code, text)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_a_case_calls_right_has_no_findings() {
    let files: Vec<(String, String)> = files().into_iter().collect();
    files.par_iter().for_each(|(code, text)| {
        let page = code::read(text);
        if unit_test(&page).is_some() {
            return;
        }
        let mended: Vec<&Case<'_>> =
            page.cases.iter().filter(|case| case.fences.iter().any(|fence| fence.has("right"))).collect();
        assert!(
            mended.iter().any(|case| case.title == page.cases[0].title),
            "{code}: its first case has no cure"
        );
        for case in mended {
            let site = Site::base();
            let (right, wrong): (Vec<_>, Vec<_>) =
                case.fences.iter().filter(|fence| fence.kind != "text").partition(|fence| fence.has("right"));
            wrong.into_iter().chain(right).for_each(|fence| site.lay(fence));
            assert_eq!(site.check(&["--messages", "zh"]).1, "没有发现问题\n", "{code}, {}", case.title);
        }
    });
}

#[test]
fn a_case_file_says_what_its_code_means_in_both_languages() {
    for (code, text) in files() {
        let page = code::read(&text);
        assert_eq!(page.code, code);
        assert!(!page.cases.is_empty(), "{code} has no case");
        let [zh, en] = &page.sections[..] else { panic!("{code}: one section in Chinese, one in English") };
        let han = |text: &str| text.chars().filter(|c| haopin::text::is_han(*c)).count();
        for (part, least) in [(zh.title, 2), (zh.prose, 25)] {
            assert!(han(part) >= least, "{code} says too little in Chinese: {part}");
        }
        for (part, least) in [(en.title, 2), (en.prose, 15)] {
            assert!(part.split_whitespace().count() >= least, "{code} says too little in English: {part}");
            assert!(han(part) * 4 < part.len(), "{code} is not English: {part}");
        }
        for title in [zh.title, en.title] {
            assert!(title.chars().count() <= 60 && !title.ends_with(['。', '.']), "{code}: {title}");
        }
    }
}

/// Literals of the shape of codes that the program can give to a finding, with the file they stand in.
fn emitted() -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let source = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    for entry in source.into_iter().map(|entry| entry.expect("readable")) {
        if entry.path().extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("it is readable");
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        let path = entry.path().display().to_string();
        for literal in program.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(literals)
        {
            if is_code(literal) && AREAS.contains(&literal.split('/').next().unwrap_or_default()) {
                out.insert(literal.to_owned(), path.clone());
            }
        }
        for call in ["Diagnostic::error(", "Diagnostic::warning("] {
            for rest in program.split(call).skip(1) {
                let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
                let literal = rest.split('"').next().unwrap_or_default();
                assert!(is_code(literal), "{path}: `{literal}` is not `area/what-is-wrong`");
                assert!(out.contains_key(literal), "{path}: the area of `{literal}` is not listed");
            }
        }
    }
    out
}

fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

fn is_code(literal: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    literal.split_once('/').is_some_and(|(area, what)| part(area) && part(what))
}

#[test]
fn the_program_and_the_case_files_know_the_same_codes() {
    let emitted = emitted();
    let files = files();
    let program: BTreeSet<&String> = emitted.keys().collect();
    let documented: BTreeSet<&String> = files.keys().collect();
    let undocumented: Vec<_> = program.difference(&documented).map(|code| (*code, &emitted[*code])).collect();
    assert!(undocumented.is_empty(), "no case file in tests/diagnostics for {undocumented:#?}");
    let unknown: Vec<_> = documented.difference(&program).collect();
    assert!(unknown.is_empty(), "nothing in src brings {unknown:?}");
    assert_eq!(
        code::known(),
        files.keys().cloned().collect::<Vec<_>>(),
        "the program has other files inside"
    );
}
