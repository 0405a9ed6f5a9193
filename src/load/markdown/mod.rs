//! Stories: Markdown to finished HTML with holes for what depends on the page it stands on.
//!
//! Steps: `head` takes the YAML between two `---` lines, `block` takes the fenced directives, `cjk` makes emphasis work
//! beside full-width signs, `inline` turns the parser's events into HTML and checks links and pictures.
//! Raw HTML is refused; comments in it are dropped.

mod anchor;
mod block;
mod cjk;
mod event;
mod hole;
mod html;
mod link;

use serde::{Deserialize, Serialize};

use crate::config::Locale;
use crate::diag::{self, Diagnostic, Place, TextFile};
use crate::load::draft::{Mention, Target};
use crate::load::picture::Pictures;
use crate::yaml::{self, Node};

/// A part of a text: HTML, or a hole that a view fills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    Html(String),
    /// Begins a link to a record; where the record is not published, the text stands without a link.
    Open(Target, String),
    Close,
    /// A raised mark that leads to a source.
    Cite(String),
    /// Number of a picture, and its alternative text.
    Picture(usize, String),
    /// A product's card, by `brand/product`.
    Product(String),
    /// Name of a unit.
    Unit(String),
}

/// A text, ready for its page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    pub pieces: Vec<Piece>,
    /// The beginning as plain text, for descriptions.
    pub opening: String,
}

impl Prose {
    /// Records the text links to, in order, each once.
    pub fn links(&self) -> Vec<(Target, &str)> {
        let mut out = Vec::new();
        for piece in &self.pieces {
            let link = match piece {
                Piece::Open(target, name) => (*target, name.as_str()),
                Piece::Product(name) => (Target::Product, name.as_str()),
                _ => continue,
            };
            if !out.contains(&link) {
                out.push(link);
            }
        }
        out
    }

    /// Sources the text cites, in order, each once.
    pub fn cites(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for piece in &self.pieces {
            if let Piece::Cite(source) = piece
                && !out.contains(&source.as_str())
            {
                out.push(source);
            }
        }
        out
    }
}

/// What reading a text needs and fills.
pub struct Context<'c> {
    pub file: &'c TextFile,
    pub number: u32,
    pub locales: &'c [Locale],
    pub sample: bool,
    pub found: &'c mut Vec<Diagnostic>,
    pub mentions: &'c mut Vec<Mention>,
    pub pictures: &'c mut Pictures,
}

impl Context<'_> {
    /// Adds a finding at a span of the file.
    fn report(&mut self, finding: Diagnostic, span: std::ops::Range<usize>) {
        let place = self.place(&span);
        diag::push(self.found, finding.at(place));
    }

    /// Where a span stands; only the file, where it has as many findings as are looked up.
    pub(super) fn place(&self, span: &std::ops::Range<usize>) -> Place {
        if diag::is_full(self.found, &self.file.path) {
            return diag::whole(&self.file.path);
        }
        self.file.place(span.clone())
    }
}

/// A story in parts: the YAML of its head, and its text.
pub struct Story {
    pub head: Option<Node>,
    pub prose: Prose,
}

/// Reads a story or a free page.
pub fn read(context: &mut Context<'_>) -> Story {
    let text = &context.file.text;
    let mut body = text.clone();
    let mut head = None;
    if let Some(end) = head_end(text) {
        let inside = 4..end.yaml_end;
        if text.get(inside.clone()).is_some_and(|yaml| !yaml.trim().is_empty()) {
            head = yaml::parse_part(context.file, inside, context.found);
        }
        body = blank(text, end.body);
    }
    let blocks = block::take(context, &mut body);
    let prose = event::render(context, &body, blocks);
    Story { head, prose }
}

struct Head {
    /// Where the YAML ends and the text begins, in bytes.
    yaml_end: usize,
    body: usize,
}

fn head_end(text: &str) -> Option<Head> {
    let inside = text.strip_prefix("---\n")?;
    if inside.starts_with("---\n") {
        return Some(Head { yaml_end: 4, body: 8 });
    }
    let (close, after) = match inside.find("\n---\n") {
        Some(at) => (4 + at + 1, 4),
        None => (4 + inside.strip_suffix("\n---")?.len() + 1, 3),
    };
    Some(Head { yaml_end: close, body: close + after })
}

/// A copy of the same length whose beginning is blank, so that every byte keeps its place.
fn blank(text: &str, end: usize) -> String {
    let (head, body) = text.split_at(end);
    let mut out: String = head.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    out.push_str(body);
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Renders a text outside any folder; pictures are shown by their number.
    pub(crate) fn shown(text: &str) -> (String, Vec<String>) {
        let file = TextFile { path: "story.md".into(), text: text.into() };
        let (mut found, mut mentions, mut pictures) = (Vec::new(), Vec::new(), Pictures::default());
        let locales = [Locale { key: "zh".into(), tag: "zh-CN".into() }];
        let story = read(&mut Context {
            file: &file,
            number: 0,
            locales: &locales,
            sample: false,
            found: &mut found,
            mentions: &mut mentions,
            pictures: &mut pictures,
        });
        let html = story.prose.pieces.iter().map(|piece| match piece {
            Piece::Html(html) => html.clone(),
            Piece::Open(target, name) => format!("<{target:?} {name}>"),
            Piece::Close => "</>".into(),
            Piece::Cite(source) => format!("[{source}]"),
            Piece::Picture(number, alt) => format!("(picture {number} {alt})"),
            Piece::Product(name) => format!("(product {name})"),
            Piece::Unit(name) => format!("(unit {name})"),
        });
        (
            html.collect(),
            found.iter().map(|d| format!("{} {}:{}", d.code, d.place.line, d.place.column)).collect(),
        )
    }

    fn check(text: &str, html: &str) {
        let (shown, found) = shown(text);
        assert_eq!((shown.trim(), found), (html, Vec::new()), "{text}");
    }

    #[test]
    fn emphasis_beside_full_width_signs() {
        check("形成**“玫瑰+”。**产业", "<p>形成<strong>“玫瑰+”。</strong>产业</p>");
        check("**注意：**请看", "<p><strong>注意：</strong>请看</p>");
        check("*a*b", "<p><em>a</em>b</p>");
    }

    #[test]
    fn a_break_between_chinese_characters_is_no_space() {
        check("平阴\n玫瑰", "<p>平阴玫瑰</p>");
        check("Pingyin\nrose", "<p>Pingyin\nrose</p>");
        check("平阴，\n**玫瑰**", "<p>平阴，<strong>玫瑰</strong></p>");
    }

    #[test]
    fn records_are_linked_by_name() {
        check("[浪潮](brand:inspur)与[](source:jn-2024)", "<p><Brand inspur>浪潮</>与[jn-2024]</p>");
    }

    #[test]
    fn headings_begin_at_the_second_level_and_have_anchors() {
        check("# 大标题\n\n## 小 标题", "<h2 id=\"s-大标题\">大标题</h2>\n<h3 id=\"s-小-标题\">小 标题</h3>");
        check("## 一\n\n## 一", "<h2 id=\"s-一\">一</h2>\n<h2 id=\"s-一-2\">一</h2>");
        check("## 一\n\n[去](#一)", "<h2 id=\"s-一\">一</h2>\n<p><a href=\"#s-一\">去</a></p>");
    }

    #[test]
    fn what_could_act_is_refused() {
        let check = |text: &str, code: &str| {
            let (html, found) = shown(text);
            assert_eq!(found, [code], "{text}");
            assert!(
                !html.contains("<script") && !html.to_lowercase().contains("href=\"javascript"),
                "{html}"
            );
        };
        check("<script>alert(1)</script>\n", "story/raw-html 1:1");
        check("a <img src=x onerror=alert(1)> b\n", "story/raw-html 1:3");
        check("[a](javascript:alert(1))", "link/scheme 1:5");
        check("[a](JaVaScript:alert(1))", "link/scheme 1:5");
        check("<javascript:alert(1)>", "link/scheme 1:2");
        check("[a](vbscript:x)", "link/scheme 1:5");
        check("[a](data:text/html,x)", "link/scheme 1:5");
        check("![a](https://a.example/x.png)", "picture/foreign 1:6");
        check("[a](../other/)", "link/unchecked 1:5");
    }

    #[test]
    fn comments_are_dropped() {
        check("a <!-- note --> b", "<p>a  b</p>");
    }

    #[test]
    fn attributes_cannot_be_left() {
        let (html, _) = shown(
            "```\"onmouseover=alert(1) x\nx\n```\n\n[a](https://a.example/\"onclick=x \"t\\\" onclick=1\")\n",
        );
        assert!(!html.contains("\"onmouseover") && !html.contains("\" onclick"), "{html}");
    }

    #[test]
    fn superlatives_need_a_source_in_their_paragraph() {
        assert_eq!(shown("全国第一的产量。").1, ["claim/superlative 1:3"]);
        assert_eq!(shown("据统计，全国第一的产量[](source:a)。").1, Vec::<String>::new());
        assert_eq!(shown("- 甲\n- 全国第一\n  - 乙[](source:a)\n").1, ["claim/superlative 2:5"]);
        assert_eq!(shown("- 全国第一[](source:a)\n").1, Vec::<String>::new());
        assert_eq!(shown("## 全国第一\n").1, ["claim/superlative 1:6"]);
        let table = |cell: &str| format!("| 甲 | 乙 |\n| --- | --- |\n| 全国第一 | {cell} |\n");
        assert_eq!(shown(&table("丙")).1, ["claim/superlative 3:5"]);
        assert_eq!(shown(&table("[](source:a)")).1, Vec::<String>::new());
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(shown(&"> ".repeat(10_000)).1.len(), 1);
        let (_, found) = shown(&"[".repeat(100_000));
        assert!(found.is_empty());
    }

    #[test]
    fn a_head_is_no_text() {
        check("---\ntitle: 关于\n---\n正文", "<p>正文</p>");
    }
}
