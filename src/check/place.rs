//! Where content lies: what nobody reads is named, because it would be missing from the site without a word.

use std::collections::BTreeSet;

use crate::both;
use crate::diag::{self, Diagnostic};
use crate::source::Tree;
use crate::text;

/// What may lie in `content` itself.
const PLACES: &[&str] = &["brands", "events", "pages", "programme", "sources.yaml", "stories", "vocabulary"];

/// Reports folders and files of `content` that nobody reads, each once.
pub fn check(tree: &Tree, found: &mut Vec<Diagnostic>) {
    let names = tree.below("content/").filter_map(|entry| entry.path.split('/').nth(1));
    let strangers: BTreeSet<&str> = names.filter(|name| !PLACES.contains(name)).collect();
    for name in strangers {
        let help = text::closest(name, PLACES.iter().copied()).map_or_else(
            || {
                both!(
                    "移出去；content 里只放：{0}",
                    "move it out; content holds only: {0}",
                    PLACES.join(", ")
                )
            },
            |near| both!("改名为 {near}", "rename it to {near}"),
        );
        let cause = both!("不认识的文件，不会发布", "an unknown file; it is not published");
        let place = diag::whole(&format!("content/{name}"));
        found.push(Diagnostic::warning("file/unknown", cause).at(place).help(help));
    }
}
