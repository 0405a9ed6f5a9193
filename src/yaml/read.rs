//! Types for the tree: maps with known keys, texts, numbers, dates. Every mistake is reported and reading goes on.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::both;
use crate::diag::{self, Both, Diagnostic, Place, TextFile};
use crate::text;
use crate::yaml::{Key, Kind, Node};

/// A key of a record: what it means, in what unit, and an example. `new`, findings and the schema are made from these.
#[derive(Debug)]
pub struct KeyDoc {
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// YAML of a value.
    pub example: &'static str,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Range<usize>,
}

/// A later year is a slip of the hand, and would set the catalogue's day.
const LAST_YEAR: u32 = 2100;

/// A day, month or year, as the content gives it.
///
/// Orders by its text, which is right for ISO 8601 with four-digit years.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(pub String);

impl Date {
    pub fn year(&self) -> &str {
        self.0.get(..4).unwrap_or(&self.0)
    }

    /// Whether it names a day, not a month or a year.
    pub fn is_day(&self) -> bool {
        self.0.len() == 10
    }

    /// Whether it is over when the other begins; a month and a day in it are neither before nor after each other.
    ///
    /// ```
    /// use haopin::yaml::read::Date;
    /// let date = |text| Date::parse(text).expect("it is a date");
    /// assert!(date("2024-07").is_before(&date("2024-08-01")));
    /// assert!(!date("2024-07").is_before(&date("2024-07-18")));
    /// ```
    pub fn is_before(&self, other: &Self) -> bool {
        let shared = self.0.len().min(other.0.len());
        self.0.get(..shared) < other.0.get(..shared)
    }

    /// Four, two and two digits, whether or not there is such a day.
    fn is_shaped(text: &str) -> bool {
        let digits = text
            .bytes()
            .enumerate()
            .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        text.len() == 10 && digits
    }

    /// The date in a text that spells it otherwise: `2024/8/1`, `2024年8月1日`, `2024.08`.
    fn meant(text: &str) -> Option<Self> {
        let parts: Vec<&str> =
            text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let digits: usize = parts.iter().map(|part| part.len()).sum();
        // Other words around the numbers mean something else.
        if text.chars().count() > digits + 3 {
            return None;
        }
        let padded: Vec<String> = parts.iter().map(|part| format!("{part:0>2}")).collect();
        Self::parse(&padded.join("-"))
    }

    /// `None` where the text is not `2024`, `2024-08` or `2024-08-01`, no such day exists, or it is after 2100.
    ///
    /// ```
    /// use haopin::yaml::read::Date;
    /// assert!(Date::parse("2024-02-29").is_some() && Date::parse("2023-02-29").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
        };
        let year = digits(parts.first()?, 4)?;
        let month = parts.get(1).map_or(Some(1), |part| digits(part, 2))?;
        let day = parts.get(2).map_or(Some(1), |part| digits(part, 2))?;
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let real = parts.len() <= 3
            && (1..=LAST_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=last).contains(&day);
        real.then(|| Self(text.to_owned()))
    }
}

/// Reads one file's tree and collects what is wrong with it.
pub struct Reader<'f> {
    pub file: &'f TextFile,
    pub found: &'f mut Vec<Diagnostic>,
}

/// A map whose keys are known; those that are not have been reported.
pub struct Fields<'n> {
    pub span: Range<usize>,
    entries: &'n [(Key, Node)],
}

impl<'n> Fields<'n> {
    pub fn get(&self, name: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(key, _)| key.text == name)
            .map(|(_, node)| node)
            .filter(|node| node.kind != Kind::Null)
    }

    pub fn key_span(&self, name: &str) -> Option<Range<usize>> {
        self.entries.iter().find(|(key, _)| key.text == name).map(|(key, _)| key.span.clone())
    }

    pub fn entries(&self) -> &'n [(Key, Node)] {
        self.entries
    }
}

impl Reader<'_> {
    /// Where a span stands; only the file, where it has as many findings as are looked up.
    pub fn place(&self, span: &Range<usize>) -> Place {
        if diag::is_full(self.found, &self.file.path) {
            return diag::whole(&self.file.path);
        }
        self.file.place(span.clone())
    }

    pub fn push(&mut self, finding: Diagnostic) {
        diag::push(self.found, finding);
    }

    /// A map with only these keys. Reports duplicates and unknown keys, with the nearest known name.
    pub fn map<'n>(&mut self, node: &'n Node, what: &Both, known: &[&[KeyDoc]]) -> Option<Fields<'n>> {
        let fields = self.free_map(node, what)?;
        let names: Vec<&str> = known.iter().flat_map(|docs| docs.iter()).map(|doc| doc.name).collect();
        self.only(&fields, what, &names);
        Some(fields)
    }

    /// Reports keys that are none of some names, with the nearest of them.
    pub fn only(&mut self, fields: &Fields<'_>, what: &Both, names: &[&str]) {
        for (key, _) in fields.entries {
            let is_told = key.text == "<<" || key.text.contains('：') || key.text.starts_with('\u{3000}');
            if is_told || names.contains(&key.text.as_str()) {
                continue;
            }
            let finding = Diagnostic::error(
                "yaml/unknown-key",
                Both {
                    zh: format!("{}没有 `{}` 这个键", what.zh, key.text),
                    en: format!("{} has no key `{}`", what.en, key.text),
                },
            );
            let help = text::closest(&key.text, names.iter().copied()).map_or_else(
                || both!("删去这一行，或改用：{}", "remove it, or use one of: {}", names.join(", ")),
                |near| both!("改成 `{near}`", "write `{near}`"),
            );
            self.push(finding.at(self.place(&key.span)).help(help));
        }
    }

    /// A map with any keys, such as a vocabulary. Reports duplicates.
    pub fn free_map<'n>(&mut self, node: &'n Node, what: &Both) -> Option<Fields<'n>> {
        let Kind::Map(entries) = &node.kind else {
            self.wrong_type(node, &both!("“键: 值”", "`key: value` lines"), what);
            return None;
        };
        let mut seen: HashMap<&str, &Key> = HashMap::with_capacity(entries.len());
        for (key, _) in entries {
            if let Some(first) = seen.get(key.text.as_str()) {
                self.push(
                    Diagnostic::error(
                        "yaml/duplicate-key",
                        both!("键 `{}` 写了两次", "the key `{}` stands twice", key.text),
                    )
                    .at(self.place(&key.span))
                    .beside(self.place(&first.span), both!("第一次在这里", "first here"))
                    .help(both!("删去其中一个", "remove one of them")),
                );
            } else {
                seen.insert(&key.text, key);
            }
        }
        Some(Fields { span: node.span.clone(), entries })
    }

    /// Reports `yaml/missing-key` at the map where a key should be.
    pub fn missing(&mut self, fields: &Fields<'_>, what: &Both, doc: &KeyDoc) {
        let empty = fields.key_span(doc.name);
        let span = empty.clone().unwrap_or_else(|| {
            fields.entries.first().map_or(fields.span.clone(), |(key, _)| key.span.clone())
        });
        let message = Both {
            zh: format!("{}缺少 `{}`（{}）", what.zh, doc.name, doc.zh),
            en: format!("{} has no `{}` ({})", what.en, doc.name, doc.en),
        };
        let finding = Diagnostic::error("yaml/missing-key", message).at(self.place(&span));
        self.push(finding.help(both!("加上 `{}: {}`", "add `{}: {}`", doc.name, doc.example)));
    }

    /// Reports `yaml/wrong-type`.
    pub fn wrong_type(&mut self, node: &Node, expected: &Both, what: &Both) {
        let is = match &node.kind {
            Kind::Null => both!("空", "nothing"),
            Kind::Scalar { text, .. } => {
                let text = text::shorten(text.lines().next().unwrap_or("").trim(), 40).replace('`', "'");
                both!(" `{text}`", "`{text}`")
            }
            Kind::List(_) => both!("列表", "a list"),
            Kind::Map(_) => both!("“键: 值”", "`key: value` lines"),
        };
        self.push(Diagnostic {
            message: Both {
                zh: format!("{}应是{}，这里是{}", what.zh, expected.zh, is.zh),
                en: format!("{} must be {}, not {}", what.en, expected.en, is.en),
            },
            ..Diagnostic::error("yaml/wrong-type", Both::default())
                .at(self.place(&node.span))
                .help(Both { zh: format!("写成{}", expected.zh), en: format!("write {}", expected.en) })
        });
    }

    /// A text. Numbers and dates without quotation marks are texts too, as they are spelled.
    pub fn text(&mut self, node: &Node, what: &Both) -> Option<Spanned<String>> {
        match &node.kind {
            Kind::Scalar { text, .. } => {
                Some(Spanned { value: text.trim().to_owned(), span: node.span.clone() })
            }
            _ => {
                self.wrong_type(node, &both!("文字", "a text"), what);
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn truth(&mut self, node: &Node, what: &Both) -> Option<bool> {
        match &node.kind {
            Kind::Scalar { text, plain: true } if text == "true" => Some(true),
            Kind::Scalar { text, plain: true } if text == "false" => Some(false),
            _ => {
                self.wrong_type(node, &both!(" `true` 或 `false`", "`true` or `false`"), what);
                None
            }
        }
    }

    /// A decimal number as it is spelled, without grouping: `3.50` stays `3.50`.
    pub fn number(&mut self, node: &Node, what: &Both) -> Option<Spanned<String>> {
        match &node.kind {
            Kind::Scalar { text, plain: true } if is_number(text) => {
                Some(Spanned { value: text.clone(), span: node.span.clone() })
            }
            _ => {
                self.wrong_type(
                    node,
                    &both!("数字（如 3.5，不加逗号）", "a number (such as 3.5, without commas)"),
                    what,
                );
                None
            }
        }
    }

    /// A whole number between two bounds.
    pub fn whole(
        &mut self,
        node: &Node,
        what: &Both,
        bounds: std::ops::RangeInclusive<i64>,
    ) -> Option<Spanned<i64>> {
        let value = match &node.kind {
            Kind::Scalar { text, plain: true } if is_number(text) => text.parse::<i64>().ok(),
            _ => None,
        };
        match value {
            Some(value) if bounds.contains(&value) => Some(Spanned { value, span: node.span.clone() }),
            _ => {
                let (low, high) = (bounds.start(), bounds.end());
                let padded = matches!(&node.kind, Kind::Scalar { text, .. } if text.len() > 1 && text.starts_with('0'));
                let expected = if padded {
                    both!(
                        " {low} 到 {high} 的整数，前面不加 0",
                        "a whole number from {low} to {high} without zeros in front"
                    )
                } else {
                    both!(" {low} 到 {high} 的整数", "a whole number from {low} to {high}")
                };
                self.wrong_type(node, &expected, what);
                None
            }
        }
    }

    /// A day, month or year.
    pub fn date(&mut self, node: &Node, what: &Both) -> Option<Spanned<Date>> {
        let written = self.text(node, what)?;
        if let Some(date) = Date::parse(&written.value) {
            return Some(Spanned { value: date, span: written.span });
        }
        let help = match Date::meant(&written.value) {
            Some(Date(near)) => both!("写成 `{near}`", "write `{near}`"),
            None => both!("写成 2024-08-01、2024-08 或 2024", "write 2024-08-01, 2024-08 or 2024"),
        };
        let shown = text::shorten(&written.value, 40);
        let message = if Date::is_shaped(&written.value) {
            both!("没有 `{shown}` 这一天", "there is no day `{shown}`")
        } else {
            both!("`{shown}` 不是日期", "`{shown}` is no date")
        };
        let finding = Diagnostic::error("yaml/bad-date", message).at(self.place(&written.span)).help(help);
        self.push(finding);
        None
    }

    /// A list.
    pub fn list<'n>(&mut self, node: &'n Node, what: &Both) -> &'n [Node] {
        match &node.kind {
            Kind::List(values) => values,
            Kind::Null => &[],
            _ => {
                self.wrong_type(
                    node,
                    &both!(
                        "列表（每行以 `- ` 开头，或 [a, b]）",
                        "a list (lines that begin with `- `, or [a, b])"
                    ),
                    what,
                );
                &[]
            }
        }
    }

    /// One of some words.
    pub fn choice(&mut self, node: &Node, what: &Both, words: &[&'static str]) -> Option<&'static str> {
        let written = self.text(node, what)?;
        let word = words.iter().find(|word| **word == written.value);
        if word.is_none() {
            let help = text::closest(&written.value, words.iter().copied()).map_or_else(
                || both!("改用：{}", "use one of: {}", words.join(", ")),
                |near| both!("改成 `{near}`", "write `{near}`"),
            );
            self.push(
                Diagnostic::error(
                    "yaml/unknown-word",
                    Both {
                        zh: format!("{}没有 `{}` 这个选项", what.zh, written.value),
                        en: format!("{} cannot be `{}`", what.en, written.value),
                    },
                )
                .at(self.place(&written.span))
                .help(help),
            );
        }
        word.copied()
    }
}

/// Digits with at most one point and a sign, without needless zeros in front: `0.5` and `10`, not `007`.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole)
        && fraction.is_none_or(all_digits)
        && (whole == "0" || !whole.starts_with('0'))
        && digits.len() <= 18
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_exist() {
        for (text, expected) in [
            ("2024-08-01", true),
            ("2024-08", true),
            ("2024", true),
            ("2024-02-30", false),
            ("2024-13", false),
            ("2024-8-1", false),
            ("24-08-01", false),
            ("2024-08-01-02", false),
            ("0000", false),
            ("2924-08-01", false),
            ("", false),
            ("二〇二四", false),
        ] {
            assert_eq!(Date::parse(text).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn dates_that_were_meant() {
        for (text, expected) in [
            ("2024/8/1", Some("2024-08-01")),
            ("2024年8月1日", Some("2024-08-01")),
            ("2024.08", Some("2024-08")),
            ("2024年", Some("2024")),
            ("2024-2-30", None),
            ("8/1/2024", None),
            ("2024年8月1日左右", None),
            ("约二〇二四年", None),
            ("", None),
        ] {
            assert_eq!(Date::meant(text).map(|date| date.0).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("0", true),
            ("3.50", true),
            ("-2", true),
            ("007", false),
            ("1,000", false),
            ("1e3", false),
            (".5", false),
            ("5.", false),
            ("", false),
            ("-", false),
        ] {
            assert_eq!(is_number(text), expected, "{text}");
        }
    }
}
