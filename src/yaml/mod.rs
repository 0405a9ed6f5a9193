//! YAML to a tree with spans: the only module that knows which crate stands behind the name `serde_yaml`.
//!
//! The tree keeps what an editor wrote: duplicate keys stay, plain scalars keep their spelling (`00123`, `no`, `08`),
//! so that every mistake of a file can be reported in one run and no text is changed by guessing its type.
//! `read` types the tree. Dialect: 1.2 core without anchors, aliases, merge keys and tags; one document per file.

#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::panic,
        clippy::expect_used,
        clippy::unreachable,
        reason = "what strangers wrote is read here, and no input may stop the program"
    )
)]

pub mod read;
mod syntax;

use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, Spanned};

use crate::diag::{self, Diagnostic, TextFile};

/// Limits of one file; with the limit on its size they bound time and memory.
const MAX_DEPTH: usize = 64;
const MAX_NODES: usize = 200_000;

/// One value and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub span: Range<usize>,
    pub kind: Kind,
}

/// What a value is; plain scalars are typed where they are used.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Empty, `null` or `~`.
    Null,
    /// `plain` is false for quoted and block texts.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    /// In the order of the file, duplicates included.
    Map(Vec<(Key, Node)>),
}

/// A key and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    pub text: String,
    pub span: Range<usize>,
}

/// Parses one document. `None` where the syntax is wrong, or where there is nothing; both are reported.
///
/// Reports `yaml/syntax`, `yaml/empty`, `yaml/anchor`, `yaml/merge-key`, `yaml/tag`, `yaml/full-width`, `yaml/limit`,
/// and hidden characters that are written as escapes.
pub fn parse(file: &TextFile, found: &mut Vec<Diagnostic>) -> Option<Node> {
    parse_part(file, 0..file.text.len(), found)
}

/// Parses the document that stands in a part of a file. Spans are those of the file.
///
/// The deepest document that is allowed takes about 2 MB of stack without optimizations.
pub fn parse_part(file: &TextFile, part: Range<usize>, found: &mut Vec<Diagnostic>) -> Option<Node> {
    let text = file.text.get(part.clone())?;
    let parsed: Result<Spanned<Raw>, _> = serde_yaml::from_str_with_options(text, options());
    let raw = match parsed {
        Ok(raw) => raw,
        Err(error) => {
            diag::push(found, syntax::explain(file, part, &error));
            return None;
        }
    };
    if matches!(raw.value, Raw::Null) {
        diag::push(found, syntax::empty(file));
        return None;
    }
    let node = settle(&file.text, part.start, raw);
    let before = found.len();
    syntax::dialect(file, &node, found);
    (!found.iter().skip(before).any(|d| d.code == "yaml/tag")).then_some(node)
}

fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_anchors: 0,
            max_aliases: 0,
            flow_nesting_limit: MAX_DEPTH,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    }
}

/// The tree as serde hands it over.
enum Raw {
    Null,
    /// A plain scalar that looks like a number or a truth value; its spelling is read from the file.
    Typed,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element()? {
            list.push(value);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = access.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

/// Where a value stands in the file whose part begins at `base`.
fn span_of<T>(base: usize, spanned: &Spanned<T>) -> Range<usize> {
    let span = spanned.referenced.span();
    let start = base + span.byte_offset().unwrap_or(0) as usize;
    start..start + span.byte_len().unwrap_or(0) as usize
}

/// Gives plain scalars back their spelling and containers the span up to their last value.
fn settle(text: &str, base: usize, raw: Spanned<Raw>) -> Node {
    let span = span_of(base, &raw);
    match raw.value {
        Raw::Null => Node { span, kind: Kind::Null },
        Raw::Typed => {
            let spelling = text.get(span.clone()).unwrap_or("").to_owned();
            Node { span, kind: Kind::Scalar { text: spelling, plain: true } }
        }
        Raw::Text(value) => {
            let plain = !text.get(span.start..).unwrap_or("").starts_with(['"', '\''])
                && value == text.get(span.clone()).unwrap_or("");
            Node { span, kind: Kind::Scalar { text: value, plain } }
        }
        Raw::List(values) => {
            let values: Vec<Node> = values.into_iter().map(|value| settle(text, base, value)).collect();
            Node { span: stretched(span, values.last()), kind: Kind::List(values) }
        }
        Raw::Map(entries) => {
            let entries: Vec<(Key, Node)> = entries
                .into_iter()
                .map(|(key, value)| {
                    (Key { span: span_of(base, &key), text: key.value }, settle(text, base, value))
                })
                .collect();
            Node { span: stretched(span, entries.last().map(|(_, value)| value)), kind: Kind::Map(entries) }
        }
    }
}

fn stretched(span: Range<usize>, last: Option<&Node>) -> Range<usize> {
    span.start..last.map_or(span.end, |node| node.span.end.max(span.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Option<Node>, Vec<String>) {
        let mut found = Vec::new();
        let node = parse(&TextFile { path: "a.yaml".into(), text: text.into() }, &mut found);
        (node, found.iter().map(|d| format!("{} {}:{}", d.code, d.place.line, d.place.column)).collect())
    }

    fn scalar(text: &str) -> (String, bool) {
        let (node, found) = parsed(&format!("a: {text}\n"));
        assert_eq!(found, Vec::<String>::new());
        match node.map(|n| n.kind) {
            Some(Kind::Map(mut entries)) => match entries.remove(0).1.kind {
                Kind::Scalar { text, plain } => (text, plain),
                other => panic!("not a scalar: {other:?}"),
            },
            other => panic!("not a map: {other:?}"),
        }
    }

    #[test]
    fn plain_scalars_keep_their_spelling() {
        for spelling in [
            "no",
            "08",
            "00123400",
            "1_000",
            "2024-08-01",
            "1.50",
            "0x1f",
            "平阴",
            "1e3",
            "99999999999999999999999",
        ] {
            assert_eq!(scalar(spelling), (spelling.to_owned(), true));
        }
        assert_eq!(scalar("\"no\""), ("no".to_owned(), false));
        assert_eq!(scalar("'08'"), ("08".to_owned(), false));
    }

    #[test]
    fn duplicate_keys_stay() {
        let (node, found) = parsed("a: 1\nb: 2\na: 3\n");
        assert!(found.is_empty());
        assert!(matches!(node.expect("parsed").kind, Kind::Map(entries) if entries.len() == 3));
    }

    #[test]
    fn what_is_not_in_the_dialect_is_named() {
        let check = |text, expected: &[&str]| assert_eq!(parsed(text).1, expected, "{text:?}");
        check("a: &x 1\nb: 2\n", &["yaml/anchor 1:4"]);
        check("a: *x\n", &["yaml/anchor 1:4"]);
        check("<<: { a: 1 }\nb: 1\n", &["yaml/merge-key 1:1"]);
        check("a: !!js/function 1\n", &["yaml/tag 1:4"]);
        check("a: !x [1]\n", &["yaml/tag 1:4"]);
        check("a: \"abc\nb: 1\n", &["yaml/syntax 1:4"]);
        check("名称：平阴\nb: 1\n", &["yaml/full-width 1:3"]);
        check("a:\n\u{3000}b: 1\n", &["yaml/full-width 2:1"]);
        check("a: { b: [c, d }\ne: f\n", &["yaml/syntax 1:9"]);
        check("a: { b: \"]\", c: 'd' # }\ne: f\n", &["yaml/syntax 1:4"]);
        check("a: { b: \"c\" d: e }\n", &["yaml/syntax 1:13"]);
        check("a:\n\tb: 1\n", &["yaml/syntax 2:1"]);
        check("", &["yaml/empty 0:0"]);
        check("# nothing\n", &["yaml/empty 0:0"]);
        check("a: 1\n---\nb: 2\n", &["yaml/syntax 3:1"]);
    }

    #[test]
    fn escapes_cannot_bring_in_what_bytes_cannot() {
        let check = |text, expected: &[&str]| assert_eq!(parsed(text).1, expected, "{text:?}");
        check("a: \"x\\0y\"\n", &["text/control-character 1:4"]);
        check("a: [b, \"\\x01\"]\n", &["text/control-character 1:8"]);
        check("\"a\\u202e\": b\n", &["text/direction-mark 1:1"]);
        check("a: \"\\u200b\"\n", &["text/zero-width 1:4"]);
        check("a: \"\\n\\t\\u5e73\"\n", &[]);
    }

    #[test]
    fn a_part_of_a_file_is_read_where_it_stands() {
        let file = TextFile { path: "a.md".into(), text: "平阴\na: [1\n".into() };
        let mut found = Vec::new();
        let part = file.text.find('a').expect("it is there")..file.text.len() - 1;
        assert_eq!(parse_part(&file, part.clone(), &mut found), None);
        assert_eq!(found.iter().map(|d| d.place.line).collect::<Vec<_>>(), [2]);
        let node = parse_part(&file, part.start..part.start + 2, &mut found).expect("a key");
        assert_eq!(node.span.start, part.start);
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(parsed(&format!("a: {}", "[".repeat(10_000))).1, ["yaml/limit 1:68"]);
    }
}
