//! Words of links: names of records, addresses, and what to write in place of HTML.

use crate::both;
use crate::load::draft::Target;

/// What to write in place of an element.
pub(super) fn instead_of(name: &str) -> crate::diag::Both {
    match name {
        "img" | "picture" | "figure" => both!(
            "改用 `![说明](images/图片.jpg)` 或 `:::figure` 块",
            "use `![what it shows](images/picture.jpg)` or a `:::figure` block"
        ),
        "video" | "iframe" | "embed" | "object" => both!("改用 `:::video` 块", "use a `:::video` block"),
        "table" | "tr" | "td" => {
            both!("改用 Markdown 表格或 `:::specs` 块", "use a Markdown table or a `:::specs` block")
        }
        "blockquote" | "q" | "cite" => {
            both!("改用 `>` 引用或 `:::quote` 块", "use `>` or a `:::quote` block")
        }
        "b" | "strong" => both!("改用 `**粗体**`", "use `**bold**`"),
        "i" | "em" => both!("改用 `*斜体*`", "use `*italic*`"),
        "a" => both!("改用 `[文字](https://…)`", "use `[text](https://…)`"),
        "br" | "p" => both!("空一行就是新段落", "leave an empty line for a new paragraph"),
        "div" | "span" | "aside" | "section" => both!("改用 `:::callout` 块", "use a `:::callout` block"),
        _ => {
            both!("删去标签；要显示尖括号，写成 `&lt;`", "remove it; for a plain angle bracket write `&lt;`")
        }
    }
}

pub(super) fn record_link(url: &str) -> Option<(Target, String)> {
    let (scheme, name) = url.split_once(':')?;
    let target = match scheme {
        "brand" => Target::Brand,
        "product" => Target::Product,
        "source" => Target::Source,
        "page" => Target::Page,
        "story" => Target::Story,
        _ => return None,
    };
    Some((target, name.to_owned()))
}

pub(super) fn is_mail(url: &str) -> bool {
    url.strip_prefix("mailto:")
        .is_some_and(|rest| rest.contains('@') && !rest.chars().any(|c| c.is_whitespace() || c.is_control()))
}
