//! Blocks for people who do not program: `:::name`, YAML lines, `:::`.
//!
//! figure, gallery, quote, timeline, specs, callout, product, number (a figure with its source), video.

use std::ops::Range;

use crate::both;
use crate::diag::{Diagnostic, TextFile};
use crate::load::draft::{Mention, Target};
use crate::load::markdown::event;
use crate::load::markdown::hole::{BLOCK, Blocks};
use crate::load::markdown::{Context, Piece};
use crate::load::record::{Record, is_web_address};
use crate::text;
use crate::yaml::read::{Fields, KeyDoc, Reader};
use crate::yaml::{self, Kind, Node};

const fn key(name: &'static str, zh: &'static str, en: &'static str, example: &'static str) -> KeyDoc {
    KeyDoc { name, zh, en, example }
}

const SRC: KeyDoc = key("src", "图片路径", "path of the picture", "images/a.jpg");
const ALT: KeyDoc = key("alt", "图片说明（看不见图的人读它）", "what the picture shows", "花农采摘玫瑰");
const CAPTION: KeyDoc = key("caption", "图注", "caption", "五月的玫瑰田");
const SOURCE: KeyDoc = key("source", "来源", "sources", "[jn-2024]");
const TEXT: KeyDoc = key("text", "文字", "text", "好品凭质量");

/// The blocks, and the keys of each; `timeline` is a list of entries.
const BLOCKS: &[(&str, &[KeyDoc])] = &[
    ("figure", &[SRC, ALT, CAPTION, SOURCE]),
    ("gallery", &[key("images", "图片", "pictures", "[{ src: images/a.jpg, alt: … }]")]),
    ("quote", &[TEXT, key("by", "说话人", "who said it", "某某"), SOURCE]),
    ("timeline", &[key("date", "日期", "date", "2016-05-17"), TEXT, SOURCE]),
    ("specs", &[key("rows", "参数", "rows", "[{ name: 直径, value: 9, unit: m, source: [jn-2024] }]")]),
    ("callout", &[key("kind", "种类：note 或 caution", "note or caution", "note"), TEXT]),
    ("product", &[key("ref", "产品：品牌/代号", "product: brand/id", "inspur/nf5688m6")]),
    (
        "number",
        &[
            key("value", "数字", "number", "8"),
            key("unit", "单位", "unit", "t"),
            TEXT,
            key("speaker", "谁说的", "who says so", "据 IDC 统计"),
            SOURCE,
        ],
    ),
    (
        "video",
        &[
            key("url", "视频页面地址", "address of the video's page", "https://video.example/1"),
            key("title", "标题", "title", "玫瑰花开"),
            key("poster", "封面图", "still picture", "images/still.jpg"),
        ],
    ),
];

const ROW: &[KeyDoc] = &[
    key("name", "参数名", "name", "直径"),
    key("value", "值", "value", "9"),
    key("unit", "单位", "unit", "m"),
    SOURCE,
];

/// A block that has begun.
struct Open {
    /// Where its first line begins, and where that line ends.
    line: Range<usize>,
    name: String,
}

/// Takes the blocks out of a text, leaving one mark for each, and gives their pieces by the place of the mark.
pub(super) fn take(context: &mut Context<'_>, body: &mut String) -> Blocks {
    let mut out = Blocks::new();
    let mut gone: Vec<(Range<usize>, Option<usize>)> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut open: Option<Open> = None;
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let end = start + line.len();
        let bare = line.trim_end();
        if let Some(block) = &open {
            if bare == ":::" {
                let inside = block.line.end;
                let pieces = read(context, &block.name, block.line.clone(), inside..start);
                gone.push((block.line.start..end, pieces.is_some().then_some(inside)));
                out.extend(pieces.map(|pieces| (inside, pieces)));
                open = None;
            }
        } else if let Some(mark) = fence {
            let run = bare.trim_start();
            if run.starts_with(mark) && run.trim_start_matches(['`', '~']).is_empty() {
                fence = None;
            }
        } else if let Some(mark) = fence_of(bare) {
            fence = Some(mark);
        } else if let Some(name) = bare.strip_prefix(":::") {
            open = Some(Open { line: start..end, name: name.trim().to_owned() });
        }
        start = end;
    }
    if let Some(Open { line, name }) = open {
        let finding = Diagnostic::error(
            "block/not-closed",
            both!("块 `:::{name}` 没有结束", "the block `:::{name}` is never closed"),
        );
        gone.push((line.start..body.len(), None));
        context.report(
            finding.help(both!("在块的末尾单独写一行 `:::`", "put a line `:::` after its last line")),
            line,
        );
    }
    *body = blanked(body, &gone);
    out
}

/// The marks that begin a fence of code, which may stand in a list.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let run = line.len() - line.trim_start_matches(['`', '~']).len();
    line.get(..run).filter(|mark| mark.starts_with("```") || mark.starts_with("~~~"))
}

/// A text with blanks for some ranges and marks in them, every other byte in its place.
fn blanked(body: &str, gone: &[(Range<usize>, Option<usize>)]) -> String {
    let mut out = String::with_capacity(body.len());
    let mut kept = 0;
    for (range, mark) in gone {
        out.push_str(body.get(kept..range.start).unwrap_or_default());
        for (at, byte) in body.bytes().enumerate().take(range.end).skip(range.start) {
            out.push(match byte {
                _ if Some(at) == *mark => BLOCK,
                b'\n' => '\n',
                _ => ' ',
            });
        }
        kept = range.end;
    }
    out.push_str(body.get(kept..).unwrap_or_default());
    out
}

/// Reads one block: its name stands in `line`, its YAML in `inside`.
fn read(
    context: &mut Context<'_>,
    name: &str,
    line: Range<usize>,
    inside: Range<usize>,
) -> Option<Vec<Piece>> {
    let file = context.file;
    let Some((name, docs)) = BLOCKS.iter().find(|(known, _)| *known == name) else {
        let names = || BLOCKS.iter().map(|(name, _)| *name);
        let help = text::closest(name, names()).map_or_else(
            || both!("改用：{}", "use one of: {}", names().collect::<Vec<_>>().join(", ")),
            |near| both!("改成 `:::{near}`", "write `:::{near}`"),
        );
        let finding =
            Diagnostic::error("block/unknown", both!("没有 `{name}` 这种块", "no block is called `{name}`"));
        context.report(finding.help(help), line);
        return None;
    };
    if file.text.get(inside.clone()).is_none_or(|yaml| yaml.trim().is_empty()) {
        let finding =
            Diagnostic::error("block/empty", both!("块 `{name}` 里没有内容", "the block `{name}` is empty"));
        let help = docs.first().map(|doc| both!("写上 `{}: {}`", "write `{}: {}`", doc.name, doc.example));
        context.report(finding.help(help.unwrap_or_default()), line);
        return None;
    }
    let node = yaml::parse_part(file, inside, context.found)?;
    let mut writer = Writer { context, file, out: vec![Piece::Html(String::new())] };
    let done = match *name {
        "timeline" => writer.timeline(&node, docs),
        "gallery" => writer.gallery(&node, docs),
        "specs" => writer.specs(&node, docs),
        _ => writer.single(name, &node, docs),
    };
    let out = writer.out;
    done.map(|()| out)
}

struct Writer<'w, 'c> {
    context: &'w mut Context<'c>,
    file: &'c TextFile,
    out: Vec<Piece>,
}

impl Writer<'_, '_> {
    fn html(&mut self, html: &str) {
        if let Some(Piece::Html(last)) = self.out.last_mut() {
            last.push_str(html);
        } else {
            self.out.push(Piece::Html(html.to_owned()));
        }
    }

    fn escaped(&mut self, text: &str) {
        self.html(&text::escape(text));
    }

    fn fields<'n>(&mut self, node: &'n Node, docs: &'static [KeyDoc]) -> Option<Fields<'n>> {
        Reader { file: self.file, found: self.context.found }.map(
            node,
            &both!("这个块", "this block"),
            &[docs],
        )
    }

    fn text(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        let node = fields.get(name)?;
        Reader { file: self.file, found: self.context.found }
            .text(node, &both!("`{name}`", "`{name}`"))
            .map(|t| t.value)
    }

    fn required(&mut self, fields: &Fields<'_>, docs: &'static [KeyDoc], name: &str) -> Option<String> {
        if fields.get(name).is_none()
            && let Some(doc) = docs.iter().find(|doc| doc.name == name)
        {
            Reader { file: self.file, found: self.context.found }.missing(
                fields,
                &both!("这个块", "this block"),
                doc,
            );
        }
        self.text(fields, name)
    }

    /// A text with Markdown inside its line.
    fn line(&mut self, fields: &Fields<'_>, docs: &'static [KeyDoc], name: &str) -> Option<()> {
        let line = self.required(fields, docs, name)?;
        let span = fields.get(name).map_or(0..0, |node| node.span.clone());
        for piece in event::render_line(self.context, &line, span) {
            match piece {
                Piece::Html(html) => self.html(&html),
                other => self.out.push(other),
            }
        }
        Some(())
    }

    fn sources(&mut self, fields: &Fields<'_>, needed: bool) {
        let mut mentions = Vec::new();
        let sample = self.context.sample || !needed;
        let mut reader = Reader { file: self.file, found: self.context.found };
        let mut record = Record {
            reader: &mut reader,
            mentions: &mut mentions,
            locales: self.context.locales,
            file: self.context.number,
            sample,
        };
        let sources = record.sources(fields, &both!("块里的数字", "the figure in this block"));
        self.context.mentions.extend(mentions);
        self.out.extend(sources.into_iter().map(Piece::Cite));
    }

    fn picture(&mut self, fields: &Fields<'_>, docs: &'static [KeyDoc]) -> Option<()> {
        let src = self.required(fields, docs, SRC.name)?;
        let alt = self.text(fields, "alt").unwrap_or_default();
        let span = fields.get(SRC.name).map_or(0..0, |node| node.span.clone());
        let number = self.context.picture(&src, &span, !alt.is_empty())?;
        self.out.push(Piece::Picture(number, alt));
        Some(())
    }

    fn caption(&mut self, fields: &Fields<'_>, docs: &'static [KeyDoc]) -> Option<()> {
        if fields.get("caption").is_some() || fields.get("source").is_some() {
            self.html("<figcaption>");
            if fields.get("caption").is_some() {
                self.line(fields, docs, "caption")?;
            }
            self.sources(fields, false);
            self.html("</figcaption>");
        }
        Some(())
    }

    fn single(&mut self, name: &str, node: &Node, docs: &'static [KeyDoc]) -> Option<()> {
        let fields = self.fields(node, docs)?;
        match name {
            "figure" => {
                self.html("<figure class=\"figure\">");
                self.picture(&fields, docs)?;
                self.caption(&fields, docs)?;
                self.html("</figure>\n");
            }
            "quote" => {
                self.html("<blockquote class=\"quote\"><p>");
                self.line(&fields, docs, "text")?;
                self.sources(&fields, true);
                self.html("</p>");
                if let Some(by) = self.text(&fields, "by") {
                    self.html("<cite>");
                    self.escaped(&by);
                    self.html("</cite>");
                }
                self.html("</blockquote>\n");
            }
            "callout" => {
                let kind = self.text(&fields, "kind").unwrap_or_else(|| "note".to_owned());
                let kind = if kind == "caution" { "caution" } else { "note" };
                self.html(&format!("<aside class=\"callout\" data-kind=\"{kind}\"><p>"));
                self.line(&fields, docs, "text")?;
                self.html("</p></aside>\n");
            }
            "product" => {
                let product = self.required(&fields, docs, "ref")?;
                let span =
                    fields.get("ref").map_or((0, 0), |node| (node.span.start as u32, node.span.end as u32));
                self.context.mentions.push(Mention {
                    target: Target::Product,
                    name: product.clone(),
                    file: self.context.number,
                    span,
                });
                self.out.push(Piece::Product(product));
            }
            "number" => self.number(&fields, docs)?,
            _ => self.video(&fields, docs)?,
        }
        Some(())
    }

    fn number(&mut self, fields: &Fields<'_>, docs: &'static [KeyDoc]) -> Option<()> {
        let value = self.required(fields, docs, "value")?;
        let value = if yaml::read::is_number(&value) { text::grouped(&value) } else { value };
        self.html("<div class=\"number\"><strong>");
        self.escaped(&value);
        self.html("</strong>");
        self.unit(fields);
        self.html("<p>");
        if let Some(speaker) = self.text(fields, "speaker") {
            self.html("<span class=\"speaker\">");
            self.escaped(&speaker);
            self.html("</span> ");
        }
        self.line(fields, docs, "text")?;
        self.sources(fields, true);
        self.html("</p></div>\n");
        Some(())
    }

    fn unit(&mut self, fields: &Fields<'_>) {
        let Some(unit) = self.text(fields, "unit") else { return };
        let span = fields.get("unit").map_or((0, 0), |node| (node.span.start as u32, node.span.end as u32));
        self.context.mentions.push(Mention {
            target: Target::Unit,
            name: unit.clone(),
            file: self.context.number,
            span,
        });
        self.html(" <span>");
        self.out.push(Piece::Unit(unit));
        self.html("</span>");
    }

    fn video(&mut self, fields: &Fields<'_>, docs: &'static [KeyDoc]) -> Option<()> {
        let url = self.required(fields, docs, "url")?;
        let title = self.required(fields, docs, "title")?;
        if !is_web_address(&url) {
            let span = fields.get("url").map_or(0..0, |node| node.span.clone());
            let finding = Diagnostic::error(
                "link/scheme",
                both!("`{url}` 不是网页地址", "`{url}` is no address of a web page"),
            );
            let help =
                both!("写成以 https:// 开头的完整地址", "write a full address that begins with https://");
            self.context.report(finding.help(help), span);
            return None;
        }
        self.html(&format!(
            "<figure class=\"video\"><a href=\"{}\" rel=\"external noopener\">",
            text::escape(&url)
        ));
        if let Some(poster) = self.text(fields, "poster") {
            let span = fields.get("poster").map_or(0..0, |node| node.span.clone());
            let number = self.context.picture(&poster, &span, true)?;
            // The title stands beside it.
            self.out.push(Piece::Picture(number, String::new()));
        }
        self.html("<span class=\"video-title\">");
        self.escaped(&title);
        self.html("</span></a></figure>\n");
        Some(())
    }

    fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        Reader { file: self.file, found: self.context.found }.list(node, &both!("这个块", "this block"))
    }

    fn timeline(&mut self, node: &Node, docs: &'static [KeyDoc]) -> Option<()> {
        self.html("<ol class=\"timeline\">\n");
        for entry in self.list(node) {
            let fields = self.fields(entry, docs)?;
            let written = self.required(&fields, docs, "date")?;
            let span = fields.get("date").map_or(0..0, |node| node.span.clone());
            let date = Node { span, kind: Kind::Scalar { text: written, plain: true } };
            let date = Reader { file: self.file, found: self.context.found }
                .date(&date, &both!("日期", "the date"))?
                .value
                .0;
            self.html(&format!("<li><time datetime=\"{date}\">{date}</time><div>"));
            self.line(&fields, docs, "text")?;
            self.sources(&fields, true);
            self.html("</div></li>\n");
        }
        self.html("</ol>\n");
        Some(())
    }

    fn gallery(&mut self, node: &Node, docs: &'static [KeyDoc]) -> Option<()> {
        const PICTURE: &[KeyDoc] = &[SRC, ALT, CAPTION, SOURCE];
        let fields = self.fields(node, docs)?;
        self.html("<div class=\"gallery\">\n");
        let images = fields.get("images")?;
        for entry in self.list(images) {
            let fields = self.fields(entry, PICTURE)?;
            self.html("<figure>");
            self.picture(&fields, PICTURE)?;
            self.caption(&fields, PICTURE)?;
            self.html("</figure>\n");
        }
        self.html("</div>\n");
        Some(())
    }

    fn specs(&mut self, node: &Node, docs: &'static [KeyDoc]) -> Option<()> {
        let fields = self.fields(node, docs)?;
        let rows = fields.get("rows")?;
        self.html("<div class=\"spec-table table-scroll\" tabindex=\"0\"><table><tbody>\n");
        for row in self.list(rows) {
            let fields = self.fields(row, ROW)?;
            let name = self.required(&fields, ROW, "name")?;
            let value = self.required(&fields, ROW, "value")?;
            self.html("<tr><th scope=\"row\">");
            self.escaped(&name);
            self.html("</th><td>");
            self.escaped(&value);
            self.unit(&fields);
            self.sources(&fields, true);
            self.html("</td></tr>\n");
        }
        self.html("</tbody></table></div>\n");
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use crate::load::markdown::tests::shown;

    #[test]
    fn a_timeline_between_paragraphs() {
        let (html, found) = shown(
            "前\n\n:::timeline\n- date: 2016-05-17\n  text: “开拓一号”**下线**\n  source: [h1]\n:::\n\n后\n",
        );
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(
            html,
            "<p>前</p>\n<ol class=\"timeline\">\n<li><time datetime=\"2016-05-17\">2016-05-17</time><div>“开拓一号”<strong>下线</strong>[h1]</div></li>\n</ol>\n\n<p>后</p>\n"
        );
    }

    #[test]
    fn blocks_that_are_wrong_are_named_where_they_stand() {
        for (text, expected) in [
            (":::tmeline\n- a\n:::\n", "block/unknown 1:1"),
            ("a\n\n:::quote\ntext: x\n", "block/not-closed 3:1"),
            (":::quote\n:::\n", "block/empty 1:1"),
            ("甲\n\n:::quote\ntxt: x\nsource: [a]\n:::\n", "yaml/unknown-key 4:1"),
            (":::number\nvalue: 8\ntext: x\n:::\n", "figure/no-source 2:1"),
            (":::video\nurl: javascript:alert(1)\ntitle: x\n:::\n", "link/scheme 2:6"),
        ] {
            assert_eq!(shown(text).1.first().map(String::as_str), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_fence_of_code_is_no_block() {
        let (html, found) = shown("```\n:::quote\n```\n");
        assert!(found.is_empty() && html.contains(":::quote"));
    }
}
