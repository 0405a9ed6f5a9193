//! One style sheet from many: imports joined in order, each in its layer, then checked and minified.

use std::collections::BTreeMap;

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

use crate::diag::TextFile;

/// File and cause of a failure.
pub type Failure = (String, String);

/// Joins a sheet that holds layers and `@import "x.css" layer(y);` lines.
pub fn join(files: &BTreeMap<String, TextFile>, main: &str) -> Result<String, Failure> {
    let file = files.get(main).ok_or_else(|| (main.to_owned(), "missing".to_owned()))?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = String::new();
    for line in file.text.lines() {
        let Some(rest) = line.trim().strip_prefix("@import \"") else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let (name, after) = rest.split_once('"').unwrap_or((rest, ""));
        let path = format!("{folder}/{name}");
        let part = files.get(&path).ok_or_else(|| (path.clone(), "missing".to_owned()))?;
        match after.trim().strip_prefix("layer(").and_then(|layer| layer.split(')').next()) {
            Some(layer) => out.push_str(&format!("@layer {layer} {{\n{}\n}}\n", part.text)),
            None => out.push_str(&part.text),
        }
    }
    Ok(out)
}

/// Parses and prints a sheet without needless bytes.
pub fn minify(css: &str) -> Result<String, Failure> {
    let failed = |cause: String| ("styles/main.css".to_owned(), cause);
    let mut sheet =
        StyleSheet::parse(css, ParserOptions::default()).map_err(|error| failed(error.to_string()))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| failed(error.to_string()))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() });
    printed.map(|result| result.code).map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_stand_in_their_layers() {
        let file = |text: &str| TextFile { path: String::new(), text: text.to_owned() };
        let files = BTreeMap::from([
            ("s/main.css".to_owned(), file("@layer a, b;\n@import \"x.css\" layer(a);\n")),
            ("s/x.css".to_owned(), file("p { color: #ff0000 }")),
        ]);
        let joined = join(&files, "s/main.css").expect("both files are there");
        assert_eq!(minify(&joined).as_deref(), Ok("@layer a{p{color:red}}@layer b;"));
    }

    #[test]
    fn a_broken_sheet_is_named() {
        assert!(minify("p { color: }}}").is_err());
    }
}
