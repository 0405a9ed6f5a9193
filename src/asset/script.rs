//! One classic script from native modules: browsers refuse modules where pages are opened from a folder.

use std::collections::BTreeMap;

use crate::asset::style::Failure;
use crate::diag::TextFile;

/// Joins a module and those it imports, in the order they are needed, inside one function.
pub fn join(files: &BTreeMap<String, TextFile>, main: &str) -> Result<String, Failure> {
    let mut done = Vec::new();
    let mut out = String::from("(() => {\n'use strict';\n");
    add(files, main, &mut done, &mut out)?;
    out.push_str("})();\n");
    Ok(out)
}

fn add(
    files: &BTreeMap<String, TextFile>,
    path: &str,
    done: &mut Vec<String>,
    out: &mut String,
) -> Result<(), Failure> {
    if done.iter().any(|known| known == path) {
        return Ok(());
    }
    done.push(path.to_owned());
    let file = files.get(path).ok_or_else(|| (path.to_owned(), "missing".to_owned()))?;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut body = String::new();
    for line in file.text.lines() {
        if line.starts_with("import ") {
            let name = line.split(['\'', '"']).nth(1).unwrap_or("");
            add(files, &format!("{folder}/{}", name.trim_start_matches("./")), done, out)?;
        } else {
            body.push_str(line.strip_prefix("export ").unwrap_or(line));
            body.push('\n');
        }
    }
    out.push_str(&body);
    Ok(())
}

/// The script without comments and needless blanks.
pub fn minify(script: &str) -> String {
    minifier::js::minify(script).to_string()
}
