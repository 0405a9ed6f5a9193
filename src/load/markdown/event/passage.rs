//! Passages: what is read in one breath. A superlative in one needs a source in the same; the first ones open the text.

use std::ops::Range;

use crate::both;
use crate::diag::Diagnostic;
use crate::load::markdown::cjk;
use crate::load::markdown::event::Walker;
use crate::load::markdown::hole::BLOCK;
use crate::load::record::superlative;
use crate::text::{self, is_wide};

/// Longest opening kept for descriptions, in characters.
const OPENING: usize = 160;

/// A paragraph, a heading, an entry of a list, a row of a table.
#[derive(Default)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) cited: bool,
}

impl Walker<'_, '_, '_> {
    pub(super) fn begin_passage(&mut self, span: &Range<usize>) {
        self.passage = Passage { start: span.start, cited: self.fixed.is_some(), ..Passage::default() };
    }

    /// Adds the paragraph to the text's opening while that is short.
    pub(super) fn open_with(&mut self) {
        if self.opening.chars().count() < OPENING && !self.passage.text.contains(BLOCK) {
            let gap = if self.opening.is_empty() || self.opening.ends_with(is_wide) { "" } else { " " };
            let longer = format!("{}{gap}{}", self.opening, self.passage.text.trim());
            self.opening = text::shorten(&longer, OPENING);
        }
    }

    pub(super) fn end_passage(&mut self, span: &Range<usize>) {
        let passage = std::mem::take(&mut self.passage);
        let Some(word) = superlative(&passage.text).and_then(|at| passage.text.get(at)) else { return };
        if passage.cited || self.context.sample {
            return;
        }
        let start = cjk::original(self.joints, passage.start);
        let end = cjk::original(self.joints, span.end).min(self.body.len());
        let at = self.body.get(start..end).and_then(|text| text.find(word)).map_or(start, |at| start + at);
        let finding = Diagnostic::warning(
            "claim/superlative",
            both!("“{word}”所在的这一段没有来源", "`{word}` stands in a passage without a source"),
        )
        .help(both!(
            "写明谁说的，并在这一段里加上 `[](source:代号)`，或换个说法",
            "say who says so and add `[](source:id)` to the passage, or say it otherwise"
        ));
        self.context.report(finding, at..at + word.len());
    }
}
