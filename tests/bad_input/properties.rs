//! Whatever is read (`PROPTEST_CASES=100000` for a longer look): nothing panics, nothing acts in a page, and what comes out can be read again.

use haopin::config::{self, Locale};
use haopin::diag::{Diagnostic, TextFile};
use haopin::load::draft::Draft;
use haopin::load::markdown::{self, Context, Piece};
use haopin::load::picture::Pictures;
use haopin::load::record::Record;
use haopin::load::{product, profile};
use haopin::source::decode;
use haopin::yaml::read::Reader;
use haopin::{picture, svg, text, yaml};
use proptest::prelude::*;

use crate::inert;

fn settings() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

fn locales() -> Vec<Locale> {
    [("zh", "zh-CN"), ("en", "en")].map(|(key, tag)| Locale { key: key.into(), tag: tag.into() }).into()
}

/// Texts of words that mean something to a parser, and of some that mean nothing.
fn soup(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => proptest::sample::select(words).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z平阴“，。]{1,4}",
    ];
    proptest::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

const MARKDOWN: &[&str] = &[
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<",
    ">",
    "\"",
    "'",
    "&",
    "&#1;",
    "&#2;",
    "&#60;",
    "&lt;",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "javascript:alert(1)",
    "java&#10;script:",
    "https://a.example/",
    "data:text/html,",
    "brand:x",
    "source:s",
    "#",
    "# ",
    "## ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "\n```",
    "~~~\n",
    "\n",
    "\n\n",
    "  \n",
    "> ",
    "- ",
    "1. ",
    "| a | b |\n",
    "|-|:-:|\n",
    "[^a]",
    "[^a]: ",
    "[a]: ",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "\\",
    "---\n",
    "\n:::callout\n",
    "text: ",
    "\n:::\n",
    ":::quote\n",
    "\n:::number\nvalue: 8\ntext: a\n:::\n",
    " {#x onclick=y}",
    "images/a.png",
    "onclick=alert(1)",
    "，",
    "”",
    "平",
    "\u{202e}",
    "only",
    "第一",
    "\t",
    "    ",
];

/// HTML of a story without its holes, and whether it was refused.
fn story(text: &str) -> (String, bool) {
    let file = TextFile { path: "story.md".into(), text: text.into() };
    let (mut found, mut mentions, locales) = (Vec::new(), Vec::new(), locales());
    let mut pictures = Pictures::default();
    pictures.known.push("images/a.png".into());
    let story = markdown::read(&mut Context {
        file: &file,
        number: 0,
        locales: &locales,
        sample: false,
        found: &mut found,
        mentions: &mut mentions,
        pictures: &mut pictures,
    });
    let html = story.prose.pieces.iter().map(|piece| match piece {
        Piece::Html(html) => html.as_str(),
        _ => "",
    });
    (html.collect(), found.iter().any(Diagnostic::is_error))
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn nothing_in_a_story_acts(text in soup(MARKDOWN)) {
        let (html, _) = story(&text);
        prop_assert_eq!(inert::live(&html), Vec::<String>::new());
        prop_assert!(html.len() <= text.len() * 20 + 64 * 1024);
        prop_assert!(!html.contains(['\u{1}', '\u{2}', '\u{fdd0}']), "a mark of ours is left");
    }

    #[test]
    fn any_text_is_a_story(text in any::<String>()) {
        let (html, _) = story(&text.replace(['\u{1}', '\u{2}', '\u{fdd0}'], ""));
        prop_assert_eq!(inert::live(&html), Vec::<String>::new());
    }

    #[test]
    fn any_bytes_are_judged(bytes in any::<Vec<u8>>()) {
        let mut found = Vec::new();
        match decode::text("a.yaml", bytes, &mut found) {
            Some(file) => {
                prop_assert!(!file.text.contains(['\r', '\0']));
                yaml::parse(&file, &mut found);
            }
            None => prop_assert!(found.iter().any(Diagnostic::is_error), "refused without a reason"),
        }
    }
}

const PROFILE: &str = "name: { zh: 平阴玫瑰, en: Pingyin Rose }\nindustry: rose\nfounded: { year: 1959, source: [a] }\naliases: [平阴重瓣红玫瑰]\nwebsite: https://a.example\ncover: { motif: petals, hue: 338 }\nupdated: 2024-08-01\nmark: { number: HP-1, status: valid, since: 2024-07-18, until: 2027-07-17 }\nhonours: [{ honour: h, year: 2023, source: [a] }]\nstandards: { national: 2, source: [a] }\nmarkets: { count: 120, op: \">\", source: [a] }\nfacts:\n  - { id: series, value: 8, text: { zh: 八大, en: eight }, original: 八大产品系列, source: [a] }\n";
const PRODUCTS: &str = "series:\n  - { id: tea, name: 玫瑰茶 }\nproducts:\n  - id: n1\n    name: { zh: 甲, en: A }\n    series: tea\n    specs: [{ name: 功率, value: [1, 3.5], unit: kW, source: [a] }]\n    images: [images/a.jpg]\n";
const SETTINGS: &str = "title: { zh: 目录, en: C }\nurl: https://a.example/cat\nlocales: [zh, en]\ntags: { zh: zh-CN }\npage_size: 24\nhome: { title: 甲, featured: [a, b] }\nas_of: 2024-08-01\n";

/// A record with a few cuts, doublings and strange words in it.
fn mutated(record: &'static str) -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        ":",
        " ",
        "\n",
        "\t",
        "-",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "|",
        ">",
        "#",
        "&a",
        "*a",
        "!!x",
        "<<: ",
        "null",
        "~",
        "01776",
        "99999999999999999999",
        "\u{3000}",
        "：",
        "，",
        "平",
        "\u{202e}",
        "\"\\x00\"",
        "%",
        "?",
        "---\n",
        "...\n",
        "a: ",
    ];
    let change = (any::<prop::sample::Index>(), 0usize..12, 0usize..3, proptest::sample::select(WORDS));
    proptest::collection::vec(change, 0..6).prop_map(move |changes| {
        let mut signs: Vec<char> = record.chars().collect();
        for (at, length, kind, word) in changes {
            let at = at.index(signs.len() + 1);
            let end = (at + length).min(signs.len());
            let part: Vec<char> = signs[at..end].to_vec();
            match kind {
                0 => drop(signs.splice(at..end, [])),
                1 => drop(signs.splice(at..at, part)),
                _ => drop(signs.splice(at..at, word.chars())),
            }
        }
        signs.into_iter().collect()
    })
}

/// Places of findings must be places of the file.
fn in_file(file: &TextFile, found: &[Diagnostic]) -> Result<(), TestCaseError> {
    let lines = file.text.split('\n').count() as u32;
    for finding in found {
        let place = &finding.place;
        prop_assert!(place.line <= lines && place.start <= place.end, "{:?}", finding);
        prop_assert!(place.end as usize <= file.text.len(), "{:?}", finding);
        prop_assert!(
            file.text.is_char_boundary(place.start as usize)
                && file.text.is_char_boundary(place.end as usize)
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn a_damaged_profile_is_read_to_its_end(text in mutated(PROFILE)) {
        record(&text, |record, node| drop(profile::read(record, node, &mut Draft::default())))?;
    }

    #[test]
    fn damaged_products_are_read_to_their_end(text in mutated(PRODUCTS)) {
        record(&text, |record, node| drop(product::read(record, node)))?;
    }

    #[test]
    fn damaged_settings_are_read_to_their_end(text in mutated(SETTINGS)) {
        let file = TextFile { path: "site/site.yaml".into(), text };
        let mut found = Vec::new();
        config::read(&file, &mut found);
        in_file(&file, &found)?;
    }
}

fn record(text: &str, read: impl FnOnce(&mut Record<'_, '_>, &yaml::Node)) -> Result<(), TestCaseError> {
    let file = TextFile { path: "a.yaml".into(), text: text.into() };
    let (mut found, mut mentions, locales) = (Vec::new(), Vec::new(), locales());
    if let Some(node) = yaml::parse(&file, &mut found) {
        let mut reader = Reader { file: &file, found: &mut found };
        let mut record = Record {
            reader: &mut reader,
            mentions: &mut mentions,
            locales: &locales,
            file: 0,
            sample: false,
        };
        read(&mut record, &node);
    }
    in_file(&file, &found)
}

const SVG: &[&str] = &[
    "<svg>",
    "</svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\">",
    "<g>",
    "</g>",
    "<g id=\"a\">",
    "<use href=\"#a\"/>",
    "<script>",
    "</script>",
    "<a href=\"javascript:x\">",
    "<path d=\"M0 0\"/>",
    "<text>",
    "</text>",
    "&amp;",
    "&x;",
    "&#60;",
    "<rect fill=\"url(#a)\"/>",
    "<rect fill=\"url(https://a.example)\"/>",
    "<g onload=\"x\"/>",
    "<![CDATA[<script>]]>",
    "<!--",
    "-->",
    "<?x?>",
    "<!DOCTYPE svg>",
    "<style>",
    "</style>",
    "\"",
    "<",
    ">",
    "=",
    "<metadata>",
    "</metadata>",
    "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">",
    "</x:script>",
    "<foreignObject/>",
    "<rect x=1/>",
    "\\",
    "'",
];

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn nothing_in_a_drawing_acts(inside in soup(SVG), whole in any::<bool>()) {
        let text = if whole { format!("<svg width=\"1\" height=\"1\">{inside}</svg>") } else { inside };
        if let Some(made) = svg::rewritten(text.as_bytes()) {
            let made = String::from_utf8(made).expect("it is written as UTF-8");
            prop_assert_eq!(inert::live(&made), Vec::<String>::new());
            let again = svg::rewritten(made.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            prop_assert_eq!(again, Some(made), "what was written is read again, unchanged");
        }
    }

    #[test]
    fn any_bytes_are_a_picture_or_not(kind in 0usize..4, bytes in any::<Vec<u8>>()) {
        let start: &[u8] = [&b"\xff\xd8\xff"[..], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"RIFF\0\0\0\0WEBPVP8 ", b"<svg"][kind];
        let whole = [start, &bytes].concat();
        if let Some(made) = picture::cleaned(&whole) {
            prop_assert!(picture::cleaned(&made) == Some(made.clone()), "what was written is read again, unchanged");
        }
        let _ = imagesize::blob_size(&whole);
    }

    #[test]
    fn the_nearest_name_is_the_nearest(name in "[a-d]{0,7}", known in proptest::collection::vec("[a-d]{0,7}", 0..6)) {
        // One letter is near to every other, so nothing is near to it.
        let letters = name.chars().count();
        let limit = if letters < 2 { 0 } else { letters.div_ceil(3) };
        let nearest = known.iter().map(|other| (distance(&name, other), other.as_str())).filter(|(d, _)| *d <= limit).min();
        let expected = nearest.map(|(_, other)| other);
        prop_assert_eq!(text::closest(&name, known.iter().map(String::as_str)), expected);
    }

    #[test]
    fn an_escaped_text_reads_as_it_was(text in any::<String>()) {
        let html = format!("<p title=\"{0}\">{0}</p>", text::escape(&text));
        prop_assert_eq!(inert::live(&html), Vec::<String>::new());
        prop_assert!(!text::escape(&text).contains(['<', '>', '"', '\'']));
    }
}

/// The distance of Damerau and Levenshtein (restricted), from its definition.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let cost = usize::from(a[i - 1] != b[j - 1]);
                let plain = (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + cost);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    plain.min(table[i - 2][j - 2] + 1)
                } else {
                    plain
                }
            };
        }
    }
    table[a.len()][b.len()]
}
