//! Names inside one text: ids of headings, and numbers of footnotes.

use std::collections::{HashMap, HashSet};

use crate::text::{self, is_wide};

/// Ids that are taken. Costs the same for the thousandth heading of one wording as for the first.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    list: Vec<String>,
    taken: HashSet<String>,
    /// The last number behind each wording.
    counts: HashMap<String, usize>,
    notes: HashMap<String, usize>,
}

/// Most headings that are compared with one that is not there.
const COMPARED: usize = 1000;

impl Anchors {
    /// An id for a heading; the second of one wording gets a number.
    pub(super) fn id(&mut self, words: &str) -> String {
        let base = anchor_id(words);
        let mut id = base.clone();
        while self.taken.contains(&id) {
            let count = self.counts.entry(base.clone()).or_insert(1);
            *count += 1;
            id = format!("{base}-{count}");
        }
        self.taken.insert(id.clone());
        self.list.push(id.clone());
        id
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// The words of the heading that was probably meant.
    pub(super) fn near(&self, id: &str) -> Option<&str> {
        text::closest(id, self.list.iter().take(COMPARED).map(String::as_str))
            .map(|near| near.trim_start_matches("s-"))
    }

    /// The id of a footnote: labels hold any sign, ids do not.
    pub(super) fn note(&mut self, label: &str) -> String {
        let next = self.notes.len() + 1;
        format!("fn-{}", self.notes.entry(label.to_lowercase()).or_insert(next))
    }
}

/// The id of a heading: its words, joined by hyphens, behind a prefix that keeps it apart from the page's own ids.
pub(super) fn anchor_id(words: &str) -> String {
    let mut id = String::from("s");
    let mut gap = true;
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if std::mem::take(&mut gap) {
                id.push('-');
            }
            id.push(c);
        } else {
            gap = true;
        }
    }
    id
}

/// A break after `](…)` belongs to the link's text.
fn is_link_in_chinese(before: &str) -> bool {
    before.rsplit_once("](").is_some_and(|(text, _)| text.ends_with(is_wide))
}

/// Whether the characters on both sides of a line break are Chinese, markup aside.
///
/// Looks at the two lines around the break only, so that a text of many breaks costs no more than its length.
pub(super) fn is_chinese_break(body: &str, at: usize) -> bool {
    let (before, after) = body.split_at(body.floor_char_boundary(at));
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.trim_start_matches([' ', '\t']);
    let after = after.strip_prefix('\n').unwrap_or(after).split('\n').next().unwrap_or_default();
    let markup = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '`' | '[' | ']' | '>');
    let ends = before.trim_end_matches(markup).ends_with(is_wide)
        || before.trim_end().ends_with(')') && is_link_in_chinese(before);
    ends && after.trim_start_matches(markup).starts_with(is_wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_has_an_id_of_its_own() {
        let mut anchors = Anchors::default();
        let ids: Vec<String> =
            ["一", "一", "一 2", "一", "", ""].iter().map(|words| anchors.id(words)).collect();
        assert_eq!(ids, ["s-一", "s-一-2", "s-一-2-2", "s-一-3", "s", "s-2"]);
    }

    #[test]
    fn notes_are_numbered() {
        let mut anchors = Anchors::default();
        assert_eq!([anchors.note("a b"), anchors.note("\""), anchors.note("A B")], ["fn-1", "fn-2", "fn-1"]);
    }

    #[test]
    fn a_break_is_judged_by_its_two_lines() {
        for (text, at, expected) in [
            ("平\n阴", 3, true),
            ("a\n阴", 1, false),
            ("平\n\n阴", 3, false),
            ("平*\n> 阴", 4, true),
            ("平", 99, false),
        ] {
            assert_eq!(is_chinese_break(text, at), expected, "{text:?}");
        }
    }
}
