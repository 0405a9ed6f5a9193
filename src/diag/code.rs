//! The codes and their case files: one Markdown file per code is its documentation, its test, and what `explain` prints.
//!
//! A case file has its code as title; a section of prose in Chinese and one in English, whose headings say the code in
//! one line; then cases: files that are laid over a small site, and what `check` says of them.
//! `tests/diagnostics/README.md` tells the notation.

use std::fmt::Write as _;
use std::ops::Range;

use include_dir::{Dir, include_dir};

use crate::diag::Tongue;

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/diagnostics");

/// A case file in parts.
#[derive(Debug, Default)]
pub struct Page<'t> {
    pub code: &'t str,
    /// Heading and prose, Chinese and then English.
    pub sections: Vec<Section<'t>>,
    pub cases: Vec<Case<'t>>,
}

/// What the code means, in one language.
#[derive(Debug)]
pub struct Section<'t> {
    pub title: &'t str,
    pub prose: &'t str,
}

/// Files, and what `check` says of them.
#[derive(Debug)]
pub struct Case<'t> {
    pub title: &'t str,
    pub fences: Vec<Fence<'t>>,
    /// Bytes of the case in its file.
    pub span: Range<usize>,
}

/// A fenced part of a case: ` ```yaml content/brands/tea/brand.yaml right `.
#[derive(Debug, Clone)]
pub struct Fence<'t> {
    /// The first word behind the fence.
    pub kind: &'t str,
    /// The second: a path, or the language of an expected output.
    pub path: &'t str,
    pub marks: Vec<&'t str>,
    pub body: &'t str,
    /// Bytes of the body in the file.
    pub span: Range<usize>,
}

impl Fence<'_> {
    pub fn has(&self, mark: &str) -> bool {
        self.marks.contains(&mark)
    }

    /// What stands behind `name=` among the marks.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.marks.iter().find_map(|mark| mark.strip_prefix(name)?.strip_prefix('='))
    }
}

/// The case file of a code, such as `yaml/unknown-key`.
pub fn case(code: &str) -> Option<&'static str> {
    CASES.get_file(format!("{}.md", code.replacen('/', ".", 1))).and_then(|file| file.contents_utf8())
}

/// Every code that has a case file, sorted.
pub fn known() -> Vec<String> {
    let mut codes: Vec<String> = CASES
        .files()
        .filter_map(|file| {
            let stem = file.path().file_name()?.to_str()?.strip_suffix(".md")?;
            stem.contains('.').then(|| stem.replacen('.', "/", 1))
        })
        .collect();
    codes.sort();
    codes
}

/// Takes a case file apart.
pub fn read(text: &str) -> Page<'_> {
    let mut page = Page::default();
    let (mut start, mut prose_start) = (0, 0);
    let mut fence: Option<(usize, &str, usize)> = None;
    for line in text.split_inclusive('\n') {
        let (at, bare) = (start, line.trim_end());
        start += line.len();
        let ticks = bare.bytes().take_while(|b| *b == b'`').count();
        if let Some((open, words, body)) = fence {
            if ticks == open && bare.len() == open {
                fence = None;
                if let Some(case) = page.cases.last_mut() {
                    case.fences.push(fenced(text, words, body..at));
                }
            }
        } else if ticks >= 3 {
            fence = Some((ticks, bare.trim_start_matches('`'), start));
        } else if let Some(title) = bare.strip_prefix("## Case: ") {
            page.cases.push(Case { title, fences: Vec::new(), span: at..text.len() });
        } else if let Some(title) = bare.strip_prefix("## ") {
            page.sections.push(Section { title, prose: "" });
            prose_start = start;
        } else if let Some(code) = bare.strip_prefix("# ") {
            page.code = code;
        }
        match page.cases.last_mut() {
            Some(case) => case.span.end = start,
            None => {
                if let Some(section) = page.sections.last_mut() {
                    section.prose = text.get(prose_start..start).unwrap_or_default().trim();
                }
            }
        }
    }
    page
}

fn fenced<'t>(text: &'t str, words: &'t str, span: Range<usize>) -> Fence<'t> {
    let mut words = words.split_whitespace();
    Fence {
        kind: words.next().unwrap_or_default(),
        path: words.next().unwrap_or_default(),
        marks: words.collect(),
        body: text.get(span.clone()).unwrap_or_default(),
        span,
    }
}

/// What `explain` prints of a code: its meaning, an example of wrong, and the same put right.
pub fn explain(code: &str, tongue: Tongue) -> Option<String> {
    let page = read(case(code)?);
    let section = section(&page, tongue)?;
    let mut out = format!("{}: {}\n\n{}\n", page.code, section.title, section.prose);
    let fences = page.cases.first().map(|case| case.fences.as_slice()).unwrap_or_default();
    let (wrong, right) = match tongue {
        Tongue::Zh => ("错", "对"),
        Tongue::En => ("wrong", "right"),
    };
    if let Some(fence) = fences.first().filter(|fence| fence.kind != "test") {
        example(&mut out, wrong, fence, tongue);
    }
    if let Some(fence) = fences.iter().find(|fence| fence.has("right")) {
        example(&mut out, right, fence, tongue);
    }
    Some(out)
}

/// Every code with what it says in one line.
pub fn list(tongue: Tongue) -> String {
    let codes = known();
    let width = codes.iter().map(String::len).max().unwrap_or(0);
    let mut out = String::new();
    for code in &codes {
        let page = case(code).map(read);
        let title = page.as_ref().and_then(|page| section(page, tongue)).map_or("", |part| part.title);
        let _ = writeln!(out, "{code:width$}  {title}");
    }
    out
}

fn section<'p, 't>(page: &'p Page<'t>, tongue: Tongue) -> Option<&'p Section<'t>> {
    page.sections.get(usize::from(tongue == Tongue::En))
}

fn example(out: &mut String, label: &str, fence: &Fence<'_>, tongue: Tongue) {
    let pick = |zh: &str, en: &str| if tongue == Tongue::Zh { zh.to_owned() } else { en.to_owned() };
    let note = if let Some(encoding) = fence.value("as") {
        pick(&format!("，存为 {encoding}"), &format!(", saved as {encoding}"))
    } else if let Some(times) = fence.value("repeat") {
        pick(&format!("，重复 {times} 次"), &format!(", repeated {times} times"))
    } else {
        match fence.kind {
            "gone" => pick("，删去", ", deleted"),
            "link" => pick("，一个链接，指向：", ", a link to:"),
            "pipe" => pick("，一个管道", ", a pipe"),
            _ if fence.has("mode=000") => pick("，不许读取", ", which may not be read"),
            _ => String::new(),
        }
    };
    let _ = writeln!(out, "\n{label}: {}{note}\n", fence.path);
    for line in fence.body.lines() {
        let _ = writeln!(out, "{}", format!("    {line}").trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# a/b-c\n\n## 标题\n\n说明。\n\n## Title\n\nProse.\n\n## Case: one\n\n```yaml x/y.yaml as=gbk right\na: 1\n```\n\n````md z.md\n```\n````\n\n## Case: two\n\n```text zh\n```\n";

    #[test]
    fn a_case_file_in_parts() {
        let page = read(FILE);
        assert_eq!(page.code, "a/b-c");
        let sections: Vec<(&str, &str)> = page.sections.iter().map(|s| (s.title, s.prose)).collect();
        assert_eq!(sections, [("标题", "说明。"), ("Title", "Prose.")]);
        assert_eq!(page.cases.iter().map(|case| case.title).collect::<Vec<_>>(), ["one", "two"]);
        let fences = &page.cases[0].fences;
        assert_eq!((fences[0].kind, fences[0].path, fences[0].body), ("yaml", "x/y.yaml", "a: 1\n"));
        assert_eq!((fences[0].has("right"), fences[0].value("as")), (true, Some("gbk")));
        assert_eq!(fences[1].body, "```\n");
        assert_eq!(&FILE[page.cases[1].span.clone()], "## Case: two\n\n```text zh\n```\n");
        assert_eq!(page.cases[1].fences[0].body, "");
    }
}
