//! Input of twice the size makes at most twice the output, for inputs that are built to make more of it.
//!
//! Time is measured by `benches/hostile`, at the largest sizes that are read.

use crate::site::{GOOD_PROFILE, PROFILE, STORY, TestSite};

/// Builds a text, and tells how many bytes its output and what is said of it have.
fn cost(path: &str, text: &str) -> usize {
    let site = TestSite::new();
    site.write(path, text);
    let run = site.run(&["--format", "json", "build"]);
    run.stderr.len() + site.output().values().map(Vec::len).sum::<usize>()
}

/// A family: its path, what stands before, what is repeated, and what stands behind.
const FAMILIES: &[(&str, &str, &str, &str)] = &[
    ("same headings", "", "# a\n\n", ""),
    ("dead anchors", "", "[a](#b)\n", ""),
    ("breaks between marks", "甲\n", "*[\n", "\n"),
    ("breaks behind links", "甲\n", "a)\n", "\n"),
    ("raw tags", "", "a <b> ", "\n"),
    ("blocks", "", ":::callout\ntext: 甲\n:::\n", ""),
    ("faulty blocks", "", ":::callout\ntxt: 甲\n:::\n", ""),
    ("dead links", "", "[a](brand:q) ", "\n"),
    ("sources", "", "[](source:s1)", "\n"),
    ("missing pictures", "", "![a](images/q.png)\n", ""),
    ("pictures", "", "![a](images/a.png)\n", ""),
    ("superlatives", "", "全国第一\n\n", ""),
    ("footnotes", "[^a]: 甲\n\n", "[^a]", "\n"),
    ("quotes", "", ">", "\n"),
    ("entities", "", "&#1;", "\n"),
    ("comments", "", "<!-- a\n", ""),
];

#[test]
fn stories_cost_what_their_size_costs() {
    for (name, before, part, after) in FAMILIES {
        let text =
            |size: usize| format!("{before}{}{after}", part.repeat((size - before.len() - 2) / part.len()));
        let (half, whole) = (cost(STORY, &text(50_000)), cost(STORY, &text(100_000)));
        assert!(whole <= half * 2 + half / 2, "{name}: {half} and {whole}");
    }
}

#[test]
fn records_cost_what_their_size_costs() {
    for (name, before, part, after) in [
        ("unknown keys on a line", "x: { ", "a: 1, ", "}\n"),
        ("the same key", "", "a: 1\n", ""),
        ("dead sources", "summary: 甲\nx: [", "q, ", "]\n"),
        ("dead recognitions", "recognitions: [", "q, ", "]\n"),
        ("words of the wrong type", "honours: [", "q, ", "]\n"),
        ("quoted texts", "aliases: [", "\"a\", ", "]\n"),
        ("escapes", "aliases: [", "\"\\0\", ", "]\n"),
        ("tags", "aliases: [", "!a b, ", "]\n"),
        ("blanks", "aliases: [", "          a,", "]\n"),
    ] {
        let text = |size: usize| {
            let room = size - GOOD_PROFILE.len() - before.len() - after.len();
            format!("{GOOD_PROFILE}{before}{}{after}", part.repeat(room / part.len()))
        };
        let (half, whole) = (cost(PROFILE, &text(30_000)), cost(PROFILE, &text(60_000)));
        assert!(whole <= half * 2 + half / 2, "{name}: {half} and {whole}");
    }
}
