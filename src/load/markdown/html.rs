//! Raw HTML in a story: refused with the block to use instead; comments are dropped.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::both;
use crate::diag::{Both, Diagnostic};
use crate::load::markdown::link::instead_of;

/// A finding and where it stands, in bytes behind the beginning of the first event.
type Finding = (Diagnostic, Range<usize>);

/// Reads a run of raw HTML: how many events it takes, and what is wrong with it.
pub(super) fn read(events: &[(Event<'_>, Range<usize>)]) -> (usize, Option<Finding>) {
    let Some((first, _)) = events.first() else { return (1, None) };
    let html = of(first);
    let trimmed = html.trim_start();
    let lead = html.len() - trimmed.len();
    if trimmed.starts_with("<!--") {
        return comment(events, lead);
    }
    // One finding for a block; inside a line, text stands between the tags.
    let block = matches!(first, Event::Html(_));
    let lines = events.iter().take_while(|(event, _)| block && is_html(event)).count().max(1);
    let name: String =
        trimmed.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
    if trimmed.starts_with("</") {
        return (lines, None);
    }
    let finding = refused(
        both!("不能用 HTML 标签 `<{name}>`", "HTML such as `<{name}>` is not read"),
        instead_of(&name.to_ascii_lowercase()),
    );
    (lines, Some((finding, lead..lead + name.len() + 1)))
}

fn refused(message: Both, help: Both) -> Diagnostic {
    Diagnostic::error("story/raw-html", message).help(help)
}

/// A comment may have many lines. What stands behind it in its last line would be lost without a word.
fn comment(events: &[(Event<'_>, Range<usize>)], lead: usize) -> (usize, Option<Finding>) {
    let html = || events.iter().map(|(event, _)| event).take_while(|event| is_html(event)).map(of);
    let Some(last) = html().position(|line| line.contains("-->")) else {
        let finding = refused(
            both!("注释没有结束", "the comment is never closed"),
            both!("在注释末尾写 `-->`", "end it with `-->`"),
        );
        return (html().count().max(1), Some((finding, lead..lead + 4)));
    };
    let mut rest =
        html().nth(last).and_then(|line| line.split_once("-->")).map_or("", |(_, rest)| rest).trim();
    while let Some((_, more)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = more.trim_start();
    }
    if rest.is_empty() {
        return (last + 1, None);
    }
    let finding = refused(
        both!("同一行里注释后面的文字不会显示", "what stands in a line behind a comment is not shown"),
        both!("另起一行写", "put it into a line of its own"),
    );
    (last + 1, Some((finding, lead..lead + 4)))
}

fn is_html(event: &Event<'_>) -> bool {
    matches!(event, Event::Html(_) | Event::InlineHtml(_))
}

fn of<'e>(event: &'e Event<'_>) -> &'e str {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => html,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use crate::load::markdown::tests::shown;

    #[test]
    fn comments_are_dropped_and_hide_no_text() {
        for (text, html, expected) in [
            ("a <!-- note --> b\n", "<p>a  b</p>", None),
            ("<!-- a\n\nb -->\n\n正文\n", "<p>正文</p>", None),
            ("<!-- a --> <!-- b -->\n\n正文\n", "<p>正文</p>", None),
            ("<!-- a --> 正文\n", "", Some("story/raw-html 1:1")),
            ("甲\n\n<!-- a\n正文\n", "<p>甲</p>", Some("story/raw-html 3:1")),
            ("<!-- a --> <script>alert(1)</script>\n", "", Some("story/raw-html 1:1")),
        ] {
            let (made, found) = shown(text);
            assert_eq!((made.trim(), found.first().map(String::as_str)), (html, expected), "{text}");
        }
    }

    #[test]
    fn what_a_comment_holds_stays_in_it() {
        let (html, found) = shown("<!--\n:::callout\ntext: 甲\n:::\n-->\n\n:::callout\ntext: 乙\n:::\n");
        assert!(found.is_empty() && html.contains('乙') && !html.contains('甲'), "{html} {found:?}");
    }
}
