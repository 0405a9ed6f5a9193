//! The codes and their case files: one Markdown file per code is its documentation, its test, and what `explain` prints.

use include_dir::{Dir, include_dir};

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/diagnostics");

/// The case file of a code, such as `profile/unknown-industry`.
pub fn case(code: &str) -> Option<&'static str> {
    CASES.get_file(format!("{}.md", code.replace('/', "."))).and_then(|file| file.contents_utf8())
}

/// Every code that has a case file, sorted.
pub fn known() -> Vec<String> {
    let mut codes: Vec<String> = CASES
        .files()
        .filter_map(|file| {
            file.path().file_name()?.to_str()?.strip_suffix(".md").map(|stem| stem.replacen('.', "/", 1))
        })
        .collect();
    codes.sort();
    codes
}

/// Whether a code has a case file.
pub fn is_known(code: &str) -> bool {
    case(code).is_some()
}

/// The part of a case file that is for reading: everything before its first `## Case`, without the fixtures.
pub fn prose(case: &str) -> &str {
    case.find("\n## Case").and_then(|at| case.get(..=at)).unwrap_or(case)
}
