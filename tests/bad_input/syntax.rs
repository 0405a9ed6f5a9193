//! Records that are not our YAML.

use crate::site::Outcome::Fails;
use crate::site::{GOOD_PROFILE, PROFILE, TestSite, check};

fn line(line: &'static str) -> impl FnOnce(&TestSite) {
    move |site| site.profile_line(line.split(':').next().unwrap_or(line), line)
}

fn record(text: impl AsRef<[u8]>) -> impl FnOnce(&TestSite) {
    move |site| site.write(PROFILE, text)
}

#[test]
fn broken_syntax_is_named_where_it_breaks() {
    check("15 quote", Fails("yaml/syntax content/brands/x/brand.yaml:5"), line("summary: \"甲"));
    check(
        "16 flow mapping",
        Fails("yaml/syntax content/brands/x/brand.yaml:5"),
        line("summary: { zh: 甲, en: A"),
    );
    check(
        "17 indentation",
        Fails("yaml/syntax content/brands/x/brand.yaml:3"),
        record("name:\n    zh: 甲\n  en: A\nindustry: example\n"),
    );
    check(
        "18 tab",
        Fails("yaml/syntax content/brands/x/brand.yaml:2"),
        record("name:\n\tzh: 甲\nindustry: example\n"),
    );
    check(
        "19 full-width colon",
        Fails("yaml/full-width content/brands/x/brand.yaml:3"),
        record(GOOD_PROFILE.replace("district: center", "district：center")),
    );
    check(
        "20 ideographic space",
        Fails("yaml/full-width content/brands/x/brand.yaml:2"),
        record("name:\n\u{3000}\u{3000}zh: 甲\nindustry: example\n"),
    );
    check(
        "21 twice",
        Fails("yaml/duplicate-key content/brands/x/brand.yaml:10"),
        record(format!("{GOOD_PROFILE}name: 乙\n")),
    );
    check(
        "40 conflict",
        Fails("text/conflict-marker content/brands/x/brand.yaml:2"),
        record("name: A\n<<<<<<< HEAD\nindustry: a\n=======\nindustry: b\n>>>>>>> x\n"),
    );
}

#[test]
fn what_is_not_in_the_dialect_is_refused() {
    let laughs = "a: &a [lol]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n";
    check("35 billion laughs", Fails("yaml/anchor content/brands/x/brand.yaml:1"), record(laughs));
    check(
        "36 merge key",
        Fails("yaml/merge-key content/brands/x/brand.yaml:10"),
        record(format!("{GOOD_PROFILE}<<: {{ kind: service }}\n")),
    );
    check("37 brackets", Fails("yaml/limit content/brands/x/brand.yaml:6"), |site| {
        site.profile_line("aliases", Box::leak(format!("aliases: {}", "[".repeat(10_000)).into_boxed_str()));
    });
    check(
        "37 a block list as deep",
        Fails("yaml/limit content/brands/x/brand.yaml:1"),
        record("- ".repeat(10_000)),
    );
    check(
        "38 tag",
        Fails("yaml/tag content/brands/x/brand.yaml:5"),
        line("summary: !!python/object/apply:os.system [ls]"),
    );
    check("39 empty", Fails("yaml/empty content/brands/x/brand.yaml:0"), record(""));
    check("39 a comment only", Fails("yaml/empty content/brands/x/brand.yaml:0"), record("# later\n"));
    check(
        "39 two documents",
        Fails("yaml/syntax content/brands/x/brand.yaml:4"),
        record("name: A\nindustry: example\n---\nname: B\n"),
    );
}
