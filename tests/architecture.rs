//! The structure that ARCHITECTURE.md tells of: who may import whom, how long files are, which names are not used.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

use std::collections::BTreeMap;
use std::path::Path;

const LONGEST_FILE: usize = 500;
const BANNED: &[&str] = &["manager", "helper", "util", "utils", "common", "info", "misc", "process"];

/// Path below `src` and text of every source file.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("it is below").to_string_lossy().into_owned();
            (path, std::fs::read_to_string(entry.path()).expect("it is readable"))
        })
        .collect()
}

/// Row of each module in the table of ARCHITECTURE.md.
fn rows() -> BTreeMap<String, usize> {
    let text = include_str!("../ARCHITECTURE.md");
    let table =
        text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("there is a table");
    let mut rows = BTreeMap::new();
    let mut row = 0;
    for word in table.split_whitespace() {
        match word.parse() {
            Ok(number) => row = number,
            Err(_) => {
                rows.insert(word.to_owned(), row);
            }
        }
    }
    rows
}

#[test]
fn a_module_imports_from_rows_above_its_own() {
    let rows = rows();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        if own == "lib" || own == "main" {
            continue;
        }
        let own_row = rows.get(&own).unwrap_or_else(|| panic!("{own} is not in the table"));
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for part in code.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if let Some(row) = rows.get(&name)
                && name != own
                && row >= own_row
            {
                wrong.push(format!("{path} imports {name}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_module_of_the_table_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for module in rows().keys() {
        assert!(root.join(module).is_dir() || root.join(format!("{module}.rs")).is_file(), "{module}");
    }
}

#[test]
fn files_are_short() {
    let long: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > LONGEST_FILE)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn empty_words_are_not_names() {
    for (path, text) in sources() {
        assert!(!path.split(['/', '.', '_']).any(|part| BANNED.contains(&part)), "{path}");
        for keyword in ["struct ", "enum ", "trait ", "mod ", "fn "] {
            for part in text.split(keyword).skip(1) {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                assert!(
                    !name.to_lowercase().split('_').any(|word| BANNED.contains(&word)),
                    "{path}: {keyword}{name}"
                );
            }
        }
    }
}
