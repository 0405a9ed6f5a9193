//! Diagnostics: what an editor can repair. Many of them in one run, each with a place, a cause and a cure.
//!
//! A diagnostic is finished when it is made: it carries the line it speaks of, so it can be kept, sorted, counted and
//! shown long after the file is gone from memory. `terminal` and `json` show it.

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

pub mod code;
pub mod hidden;
pub mod json;
pub mod terminal;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text;

/// A text of the program in both languages it speaks to editors.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Both {
    pub zh: String,
    pub en: String,
}

/// Both languages of a message, formatted with the same arguments.
#[macro_export]
macro_rules! both {
    ($zh:literal, $en:literal $(, $arg:expr)* $(,)?) => {
        $crate::diag::Both { zh: format!($zh $(, $arg)*), en: format!($en $(, $arg)*) }
    };
}

/// Whether the build stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// Language in which findings are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tongue {
    #[default]
    Zh,
    En,
}

impl Both {
    pub fn in_tongue(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::Zh => &self.zh,
            Tongue::En => &self.en,
        }
    }

    /// A message quotes what an editor wrote, which may be a whole file in one word.
    fn shortened(self) -> Self {
        Self { zh: text::shorten(&self.zh, LONGEST), en: text::shorten(&self.en, LONGEST) }
    }
}

/// Longest message, in characters.
const LONGEST: usize = 300;

/// Most findings of one file that are looked up; together with its size they bound what a faulty file costs.
pub const PER_FILE: usize = 1000;

const MANY: &str = "file/too-many-findings";

/// Whether a file has as many findings as are looked up. Findings of a file are made one after the other.
pub fn is_full(found: &[Diagnostic], path: &str) -> bool {
    let first = found.len().checked_sub(PER_FILE).and_then(|at| found.get(at));
    [first, found.last()].iter().all(|finding| finding.is_some_and(|finding| finding.place.path == path))
}

/// Adds a finding, unless its file is full; that there are more is then said once for errors and once for warnings.
///
/// Reports `file/too-many-findings`.
pub fn push(found: &mut Vec<Diagnostic>, finding: Diagnostic) {
    if !is_full(found, &finding.place.path) {
        found.push(finding);
        return;
    }
    if found.iter().rev().take(2).any(|told| told.code == MANY && told.severity == finding.severity) {
        return;
    }
    let message =
        both!("这个文件有 {PER_FILE} 处以上的问题", "there are more than {PER_FILE} findings in this file");
    let more = Diagnostic::new(MANY, finding.severity, message)
        .at(whole(&finding.place.path))
        .help(both!("先改好列出的这些，再检查一次", "mend those that are listed, then check again"));
    found.push(more);
}

/// Where something stands in a file, with the line it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Relative to the root of the project, `/` between folders.
    pub path: String,
    /// From 1; 0 where the finding is about the file as a whole.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// Byte span in the file, without the byte-order mark.
    pub start: u32,
    pub end: u32,
    /// The line, or the part of a long one around the span.
    pub text: String,
    /// Characters of `text` before the span, and in it.
    pub caret: (u32, u32),
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// `area/what-is-wrong`, stable.
    pub code: Cow<'static, str>,
    pub severity: Severity,
    /// The cause: one fact, lower case, no full stop.
    pub message: Both,
    pub place: Place,
    /// The other place, when two clash.
    pub related: Option<(Place, Both)>,
    /// The cure: an instruction.
    pub help: Option<Both>,
}

impl Diagnostic {
    pub fn error(code: &'static str, message: Both) -> Self {
        Self::new(code, Severity::Error, message)
    }

    pub fn warning(code: &'static str, message: Both) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    fn new(code: &'static str, severity: Severity, message: Both) -> Self {
        Self {
            code: Cow::Borrowed(code),
            severity,
            message: message.shortened(),
            place: Place::default(),
            related: None,
            help: None,
        }
    }

    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    pub fn beside(mut self, place: Place, label: Both) -> Self {
        self.related = Some((place, label.shortened()));
        self
    }

    pub fn help(mut self, help: Both) -> Self {
        self.help = Some(help.shortened());
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts findings by place, so that their order does not depend on which thread found them first.
pub fn sort(found: &mut Vec<Diagnostic>) {
    found.sort_by(|a, b| {
        (&a.place.path, a.place.line, a.place.column, &a.code, &a.message).cmp(&(
            &b.place.path,
            b.place.line,
            b.place.column,
            &b.code,
            &b.message,
        ))
    });
    found.dedup();
}

/// A place that is a whole file or folder.
pub fn whole(path: &str) -> Place {
    Place { path: path.to_owned(), ..Place::default() }
}

/// A text file as it was read, for pointing into it.
#[derive(Debug, Clone)]
pub struct TextFile {
    pub path: String,
    /// Without byte-order mark, lines ended by LF.
    pub text: String,
}

/// Longest part of a line that is shown, in characters.
const SHOWN: usize = 120;

impl TextFile {
    /// The place of a byte span, moved to character boundaries and cut to its first line.
    pub fn place(&self, span: Range<usize>) -> Place {
        let text = &self.text;
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end.max(start));
        let (above, from) = text.split_at(start);
        let line_start = above.rfind('\n').map_or(0, |at| at + 1);
        let (_, begun) = above.split_at(line_start);
        let rest = from.split('\n').next().unwrap_or_default();
        let line = above.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let before = begun.chars().count();
        let marked = rest.get(..end - start).unwrap_or(rest).chars().count().max(1);
        let skipped = if before + marked > SHOWN { before.saturating_sub(SHOWN / 3) } else { 0 };
        let shown: String = begun.chars().chain(rest.chars()).skip(skipped).take(SHOWN).collect();
        Place {
            path: self.path.clone(),
            line: line as u32,
            column: before as u32 + 1,
            start: start as u32,
            end: end as u32,
            text: shown.trim_end().to_owned(),
            caret: ((before - skipped) as u32, marked.min(SHOWN) as u32),
        }
    }

    /// The place of a character by its line and column, both from 1.
    pub fn at(&self, line: usize, column: usize) -> Place {
        let start: usize = self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let inside = self.text.split_inclusive('\n').nth(line.saturating_sub(1)).unwrap_or_default();
        let skipped: usize = inside.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
        self.place(start + skipped..start + skipped + 1)
    }

    /// The place of the first line.
    pub fn top(&self) -> Place {
        self.place(0..self.text.find('\n').unwrap_or(self.text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_not_bytes() {
        let file = TextFile { path: "a.yaml".into(), text: "x: 1\n名称: 平阴 玫瑰\n".into() };
        let at = file.text.find("玫瑰").expect("it is there");
        let place = file.place(at..at + 6);
        assert_eq!(
            (place.line, place.column, place.text.as_str(), place.caret),
            (2, 8, "名称: 平阴 玫瑰", (7, 2))
        );
    }

    #[test]
    fn a_place_inside_a_character_is_moved_to_its_beginning() {
        let file = TextFile { path: "a.yaml".into(), text: "平阴".into() };
        assert_eq!(file.place(1..2).column, 1);
        assert_eq!(file.place(99..120).column, 3);
    }

    #[test]
    fn a_file_that_is_wrong_all_over_is_told_so() {
        let mut found = vec![Diagnostic::error("a/b", Both::default()).at(whole("other.yaml"))];
        for _ in 0..3 * PER_FILE {
            push(&mut found, Diagnostic::warning("a/b", Both::default()).at(whole("a.yaml")));
        }
        push(&mut found, Diagnostic::error("a/b", Both::default()).at(whole("a.yaml")));
        push(&mut found, Diagnostic::error("a/b", Both::default()).at(whole("b.yaml")));
        let many: Vec<Severity> = found.iter().filter(|d| d.code == MANY).map(|d| d.severity).collect();
        assert_eq!((found.len(), many), (PER_FILE + 4, vec![Severity::Warning, Severity::Error]));
    }

    #[test]
    fn a_message_quotes_the_beginning_of_a_long_word() {
        let word = "长".repeat(100_000);
        let finding = Diagnostic::error("a/b", both!("{word}", "{word}")).help(both!("{word}", "{word}"));
        assert_eq!(finding.message.zh.chars().count(), LONGEST + 1);
        assert_eq!(finding.help.map(|help| help.en.chars().count()), Some(LONGEST + 1));
    }

    #[test]
    fn only_the_part_of_a_long_line_around_the_span_is_kept() {
        let file = TextFile { path: "a.yaml".into(), text: "长".repeat(10_000) };
        let place = file.place(9_000..9_003);
        assert_eq!(place.column, 3_001);
        assert_eq!(place.text.chars().count(), SHOWN);
        assert_eq!(place.caret, (40, 1));
    }
}
