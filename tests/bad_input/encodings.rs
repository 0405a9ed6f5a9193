//! Bytes that are not text: encodings, cut files, hidden characters.

use crate::site::Outcome::{Builds, Fails, Warns};
use crate::site::{GOOD_PROFILE, GOOD_STORY, PROFILE, STORY, TestSite, check};

/// The output of a site whose bytes were written in another way must be that of the good site.
fn same_bytes(row: &str, change: impl FnOnce(&TestSite)) {
    let good = TestSite::new();
    assert_eq!(good.build().code, Some(0));
    let site = check(row, Builds, change);
    assert!(good.output() == site.output(), "{row}: other bytes");
}

#[test]
fn marks_and_line_ends_change_no_byte() {
    same_bytes("1 BOM in the record", |site| site.write(PROFILE, format!("\u{feff}{GOOD_PROFILE}")));
    same_bytes("2 BOM in the story", |site| site.write(STORY, format!("\u{feff}{GOOD_STORY}")));
    same_bytes("3 CRLF", |site| {
        site.write(PROFILE, GOOD_PROFILE.replace('\n', "\r\n"));
        site.write(STORY, GOOD_STORY.replace('\n', "\r\n"));
    });
}

#[test]
fn other_encodings_are_named() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let utf16 = |text: &str, little: bool| -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    };
    check("4 GBK record", Fails("text/gbk content/brands/x/brand.yaml:1"), |site| {
        site.write(PROFILE, gbk(GOOD_PROFILE))
    });
    check("5 GBK story", Fails("text/gbk content/brands/x/story.md:1"), |site| {
        site.write(STORY, gbk(GOOD_STORY))
    });
    check("5 GBK from the third line", Fails("text/gbk content/brands/x/story.md:3"), |site| {
        site.write(STORY, [&b"Text.\n\n"[..], &gbk("平阴玫瑰\n")].concat());
    });
    check("6 UTF-16 LE record", Fails("text/utf-16 content/brands/x/brand.yaml:1"), |site| {
        site.write(PROFILE, utf16(&format!("\u{feff}{GOOD_PROFILE}"), true));
    });
    check("6 UTF-16 LE record without a mark", Fails("text/utf-16 content/brands/x/brand.yaml:1"), |site| {
        site.write(PROFILE, utf16(GOOD_PROFILE, true));
    });
    check("7 UTF-16 BE story without a mark", Fails("text/utf-16 content/brands/x/story.md:1"), |site| {
        site.write(STORY, utf16("一一得一，一二得二。\n\n玫瑰产业。\n", false));
    });
    check("8 cut in a character", Fails("text/not-utf-8 content/brands/x/story.md:3"), |site| {
        site.write(STORY, &"正文。\n\n末尾".as_bytes()[..15]);
    });
}

#[test]
fn hidden_characters_are_named() {
    let line = |line: &'static str| {
        move |site: &TestSite| site.profile_line(line.split(':').next().unwrap_or(line), line)
    };
    check(
        "9 NUL in a value",
        Fails("text/control-character content/brands/x/brand.yaml:1"),
        line("name: { zh: 甲\0, en: A }"),
    );
    check(
        "9 NUL by an escape",
        Fails("text/control-character content/brands/x/brand.yaml:1"),
        line(r#"name: { zh: "甲\0", en: A }"#),
    );
    check("10 NUL in the story", Fails("text/control-character content/brands/x/story.md:3"), |site| {
        site.write(STORY, "正文\n\na\0b\n");
    });
    check(
        "10 a mark of ours by an entity",
        Fails("text/control-character content/brands/x/story.md:1"),
        |site| {
            site.write(STORY, "[来源](source:s1) &#1; &#2; <&#2;\n\n:::callout\ntext: 甲\n:::\n");
        },
    );
    check(
        "11 U+0008",
        Fails("text/control-character content/brands/x/brand.yaml:1"),
        line("name: { zh: 甲\u{8}, en: A }"),
    );
    check(
        "12 U+FFFD",
        Warns("text/lost-characters content/brands/x/brand.yaml:5"),
        line("summary: { zh: 甲\u{fffd}, en: A }"),
    );
    check(
        "12 kun-jin-kao",
        Warns("text/lost-characters content/brands/x/brand.yaml:5"),
        line("summary: { zh: 锟斤拷, en: A }"),
    );
    check(
        "13 U+202E",
        Warns("text/direction-mark content/brands/x/brand.yaml:1"),
        line("name: { zh: 甲\u{202e}乙, en: A }"),
    );
    check(
        "13 U+202E by an escape",
        Warns("text/direction-mark content/brands/x/brand.yaml:1"),
        line("name: { zh: \"甲\\u202e乙\", en: A }"),
    );
    check("13 U+202E by an entity", Warns("text/direction-mark content/brands/x/story.md:1"), |site| {
        site.write(STORY, "甲&#x202e;乙\n");
    });
    check(
        "14 zero width",
        Fails("reference/unknown-district content/brands/x/brand.yaml:3"),
        line("district: cen\u{200b}ter"),
    );
    check(
        "14 zero width",
        Fails("text/zero-width content/brands/x/brand.yaml:3"),
        line("district: cen\u{200b}ter"),
    );
}
