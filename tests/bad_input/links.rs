//! Links, pictures and addresses that lead nowhere or elsewhere.

use crate::site::Outcome::{Builds, Fails, Warns};
use crate::site::{STORY, TestSite, check, png};

fn story(text: &'static str) -> impl FnOnce(&TestSite) {
    move |site| site.write(STORY, text)
}

#[test]
fn what_leads_nowhere_is_named() {
    check(
        "57 brand",
        Fails("reference/dead-link content/brands/x/story.md:3"),
        story("甲\n\n[乙](brand:nowhere)\n"),
    );
    check(
        "57 source",
        Fails("reference/unknown-source content/brands/x/story.md:1"),
        story("甲[](source:nothing)\n"),
    );
    check(
        "58 picture",
        Fails("picture/missing content/brands/x/story.md:3"),
        story("甲\n\n![乙](images/none.png)\n"),
    );
    check("58 anchor", Fails("link/no-anchor content/brands/x/story.md:1"), story("[甲](#乙)\n"));
    check("57 relative", Fails("link/unchecked content/brands/x/story.md:1"), story("[甲](../y/)\n"));
}

#[test]
fn what_leads_elsewhere_is_refused() {
    for url in
        ["https://evil.example/a.png", "//evil.example/a.png", "data:image/png;base64,AA", "file:///a.png"]
    {
        let text: &str = Box::leak(format!("甲\n\n![乙]({url})\n").into_boxed_str());
        check(&format!("59 {url}"), Fails("picture/foreign content/brands/x/story.md:3"), story(text));
    }
    for url in [
        "../../../site/site.yaml",
        "/etc/passwd",
        "images/../../y/images/a.png",
        "..\\..\\a.png",
        "%2e%2e/a.png",
    ] {
        let text: &str = Box::leak(format!("甲\n\n![乙]({url})\n").into_boxed_str());
        check(&format!("60 {url}"), Fails("picture/outside content/brands/x/story.md:3"), story(text));
    }
}

#[test]
fn pictures_are_described_and_found_by_either_spelling() {
    check("61", Warns("picture/no-alt content/brands/x/story.md:1"), story("![](images/a.png)\n"));
    check("83 stored NFD, written NFC", Builds, |site| {
        site.write("content/brands/x/images/cafe\u{301}.png", png(2, 2));
        site.write(STORY, "![咖啡](images/caf\u{e9}.png)\n");
    });
    check("83 stored NFC, written NFD", Builds, |site| {
        site.write("content/brands/x/images/caf\u{e9}.png", png(2, 2));
        site.write(STORY, "![咖啡](images/cafe\u{301}.png)\n");
    });
    check("83 both", Fails("file/same-name content/brands/x/images/caf\u{e9}.png:0"), |site| {
        site.write("content/brands/x/images/caf\u{e9}.png", png(2, 2));
        site.write("content/brands/x/images/cafe\u{301}.png", png(2, 3));
    });
}

#[test]
fn addresses_do_not_clash() {
    check("a page at the site's own address", Fails("route/collision content/pages/brands.md:0"), |site| {
        site.write("content/pages/brands.md", "---\ntitle: 甲\n---\n正文\n");
    });
    check("two files for one page", Fails("text/two-files content/pages/about.zh.md:0"), |site| {
        site.write("content/pages/about.md", "---\ntitle: 甲\n---\n正文\n");
        site.write("content/pages/about.zh.md", "---\ntitle: 乙\n---\n正文\n");
    });
}
