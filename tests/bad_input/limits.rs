//! The limits that README lists: what is at one builds, what is over it is named.

use crate::site::Outcome::{Builds, Fails};
use crate::site::{GOOD_PROFILE, PROFILE, STORY, TestSite, check};

#[test]
fn sizes_of_files() {
    let fill = |text: &str, size: usize, fill: &str| {
        let lines = (size - text.len()).div_ceil(fill.len());
        let mut out = format!("{text}{}", fill.repeat(lines));
        out.truncate(size);
        out
    };
    let record =
        |size| fill(GOOD_PROFILE, size, "# a comment of some length, so that there are few of them\n");
    check("a record of 256 KB", Builds, |site| site.write(PROFILE, record(256 * 1024)));
    check("and a byte", Fails("file/too-large content/brands/x/brand.yaml:1"), |site| {
        site.write(PROFILE, record(256 * 1024 + 1))
    });
    let story = |size| fill("Text.\n\n", size, "A line of text that goes on for a while.\n");
    check("a story of 1 MB", Builds, |site| site.write(STORY, story(1024 * 1024)));
    check("and a byte", Fails("file/too-large content/brands/x/story.md:1"), |site| {
        site.write(STORY, story(1024 * 1024 + 1))
    });
    check("41 one line of 8 MB", Fails("file/too-large content/brands/x/brand.yaml:1"), |site| {
        site.write(PROFILE, format!("name: {}\n", "长".repeat(8 * 1024 * 1024 / 3)));
    });
    check("41 a sparse record of 8 TB", Fails("file/too-large content/brands/x/brand.yaml:1"), |site| {
        let file = std::fs::OpenOptions::new().write(true).open(site.path(PROFILE)).expect("it is there");
        file.set_len(8 << 40).expect("the file system has holes");
    });
}

#[test]
fn depth_of_records() {
    let nested = |depth: usize| format!("aliases: {}a{}", "[".repeat(depth), "]".repeat(depth));
    let line = |site: &TestSite, depth| site.profile_line("aliases", &nested(depth));
    // The list of aliases is text only: what is not too deep has the wrong type.
    check("as deep as is read", Fails("yaml/wrong-type content/brands/x/brand.yaml:6"), |site| {
        line(site, 60)
    });
    for (form, text) in [
        ("maps in a line", format!("name: {}a{}\n", "{a: ".repeat(60), "}".repeat(60))),
        ("lists over lines", format!("{}a\n", "- ".repeat(60))),
        ("maps over lines", (0..60).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
    ] {
        for path in [PROFILE, "content/brands/x/products.yaml", "content/sources.yaml"] {
            let site = TestSite::new();
            site.write(path, &text);
            let run = site.run(&["--format", "json", "build", "--jobs", "1"]);
            assert_eq!(run.code, Some(1), "{form}: {path}");
        }
    }
    check("deeper", Fails("yaml/limit content/brands/x/brand.yaml:6"), |site| line(site, 65));
}

#[test]
fn depth_of_stories() {
    check("32 levels", Builds, |site| site.write(STORY, format!("{}甲\n", "> ".repeat(31))));
    check("33 levels", Fails("story/too-deep content/brands/x/story.md:1"), |site| {
        site.write(STORY, format!("{}甲\n", "> ".repeat(32)))
    });
}

#[test]
fn findings_of_one_file() {
    let keys: String = (0..9_000).map(|n| format!("unknown-{n}: 1\n")).collect();
    let site =
        check("9,000 unknown keys", Fails("file/too-many-findings content/brands/x/brand.yaml:0"), |site| {
            site.write(PROFILE, format!("{GOOD_PROFILE}{keys}"));
        });
    assert_eq!(site.build().findings().len(), 1001);
}
