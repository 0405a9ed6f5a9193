//! Marks that keep a place in HTML while the parser writes it, and what goes there afterwards.

use std::collections::HashMap;

use pulldown_cmark::Alignment;

use crate::load::markdown::Piece;

/// Stands for a block; alone in its paragraph. No text holds it (`text/control-character` refuses it).
pub(super) const BLOCK: char = '\u{1}';
/// Stands for a hole.
pub(super) const HOLE: &str = "\u{2}";

/// Pieces of the blocks of a text, by the place of their marks.
pub(super) type Blocks = HashMap<usize, Vec<Piece>>;

/// Cuts HTML at its holes and puts the blocks in.
pub(super) fn assemble(html: &str, holes: Vec<Piece>, blocks: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |piece: Piece| match (pieces.last_mut(), piece) {
        (Some(Piece::Html(last)), Piece::Html(more)) => last.push_str(&more),
        (_, Piece::Html(empty)) if empty.is_empty() => {}
        (_, piece) => pieces.push(piece),
    };
    let (mut holes, mut blocks) = (holes.into_iter(), blocks.into_iter());
    let mut rest = html;
    while let Some(at) = rest.find([BLOCK, '\u{2}']) {
        let (before, from) = rest.split_at(at);
        if let Some(after) = from.strip_prefix(BLOCK) {
            push(Piece::Html(before.trim_end_matches("<p>").to_owned()));
            blocks.next().unwrap_or_default().into_iter().for_each(&mut push);
            rest = after.strip_prefix("</p>").unwrap_or(after);
        } else {
            push(Piece::Html(before.to_owned()));
            holes.next().into_iter().for_each(&mut push);
            rest = from.strip_prefix(HOLE).unwrap_or_default();
        }
    }
    push(Piece::Html(rest.to_owned()));
    pieces
}

/// The table that is being read. Its alignments are attributes, because the policy of a page forbids inline styles.
#[derive(Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
}

impl Table {
    /// The tag that begins the next cell.
    pub(super) fn cell(&mut self) -> String {
        let name = if self.in_head { "th" } else { "td" };
        let align = match self.columns.get(self.column) {
            Some(Alignment::Center) => " data-align=\"center\"",
            Some(Alignment::Right) => " data-align=\"right\"",
            _ => "",
        };
        self.column += 1;
        format!("<{name}{align}>")
    }
}
