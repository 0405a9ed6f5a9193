//! The parser's events to pieces: links and pictures checked, headings anchored, Chinese line breaks closed.

mod passage;

use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html as writer,
};

use crate::both;
use crate::diag::hidden::{self, Hidden};
use crate::diag::{self, Diagnostic};
use crate::load::draft::{Mention, Target};
use crate::load::markdown::anchor::{Anchors, anchor_id, is_chinese_break};
use crate::load::markdown::event::passage::Passage;
use crate::load::markdown::hole::{BLOCK, Blocks, HOLE, Table, assemble};
use crate::load::markdown::link::{is_mail, record_link};
use crate::load::markdown::{Context, Piece, Prose, cjk, html};
use crate::load::record::is_web_address;
use crate::text;

/// Deepest nesting of quotes and lists.
const MAX_DEPTH: usize = 32;
/// Most HTML a text may become, as a multiple of its size (and something for the small ones).
const MAX_GROWTH: usize = 20;
const SPARE: usize = 64 * 1024;

/// Renders a text whose blocks have been taken out and replaced by `BLOCK`.
pub(super) fn render(context: &mut Context<'_>, body: &str, mut blocks: Blocks) -> Prose {
    let (joined, joints) = cjk::joined(body);
    let mut walker = Walker::new(context, body, &joints, None);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_ext(&joined, options);
    if !walker.walk(parser.into_offset_iter().collect()) {
        return Prose::default();
    }
    let opening = std::mem::take(&mut walker.opening);
    let (events, holes) = (std::mem::take(&mut walker.events), std::mem::take(&mut walker.holes));
    let blocks = walker.placed.iter().map(|at| blocks.remove(at).unwrap_or_default()).collect();
    let mut out = String::with_capacity(body.len() * 2);
    writer::push_html(&mut out, events.into_iter());
    if out.len() > body.len() * MAX_GROWTH + SPARE {
        let finding = Diagnostic::error("story/too-large", both!("展开后过大", "it grows too large"));
        context.report(
            finding.help(both!("减少重复引用的链接定义", "use fewer repeated link definitions")),
            0..1,
        );
        return Prose::default();
    }
    Prose { pieces: assemble(&out, holes, blocks), opening }
}

/// Renders a line of text inside a block; findings stand at the whole of it.
pub(super) fn render_line(context: &mut Context<'_>, line: &str, at: Range<usize>) -> Vec<Piece> {
    let (joined, joints) = cjk::joined(line);
    let mut walker = Walker::new(context, line, &joints, Some(at));
    if !walker.walk(Parser::new_ext(&joined, Options::ENABLE_STRIKETHROUGH).into_offset_iter().collect()) {
        return Vec::new();
    }
    let (events, holes) = (walker.events, walker.holes);
    let mut out = String::new();
    writer::push_html(&mut out, events.into_iter());
    let line = out.trim();
    let line = line
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"))
        .filter(|rest| !rest.contains("<p>"))
        .unwrap_or(line);
    assemble(line, holes, Vec::new())
}

/// What the end of a link becomes.
enum LinkEnd {
    Record,
    Plain,
    /// The link was refused; its text stands alone.
    Nothing,
}

struct Walker<'w, 'c, 'e> {
    context: &'w mut Context<'c>,
    body: &'w str,
    joints: &'w [usize],
    /// Where all findings stand, for a line inside a block.
    fixed: Option<Range<usize>>,
    events: Vec<Event<'e>>,
    holes: Vec<Piece>,
    anchors: Anchors,
    table: Table,
    /// Where the marks of blocks stand that are shown, in order.
    placed: Vec<usize>,
    /// Links to anchors of this text, checked when all are known.
    wanted: Vec<(String, Range<usize>)>,
    links: Vec<LinkEnd>,
    passage: Passage,
    opening: String,
    /// Levels that headings move down: a page's own title is the only one of the first level.
    shift: usize,
}

type Step<'e> = (Event<'e>, Range<usize>);

impl<'w, 'c, 'e> Walker<'w, 'c, 'e> {
    fn new(
        context: &'w mut Context<'c>,
        body: &'w str,
        joints: &'w [usize],
        fixed: Option<Range<usize>>,
    ) -> Self {
        Self {
            context,
            body,
            joints,
            passage: Passage { cited: fixed.is_some(), ..Passage::default() },
            fixed,
            events: Vec::new(),
            holes: Vec::new(),
            anchors: Anchors::default(),
            table: Table::default(),
            placed: Vec::new(),
            wanted: Vec::new(),
            links: Vec::new(),
            opening: String::new(),
            shift: 0,
        }
    }

    /// False where the text is refused as a whole.
    fn walk(&mut self, events: Vec<Step<'e>>) -> bool {
        if !self.is_shallow(&events) {
            return false;
        }
        let top = |(event, _): &Step<'_>| {
            matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))
        };
        self.shift = usize::from(events.iter().any(top));
        let mut at = 0;
        while at < events.len() {
            at = self.step(&events, at);
        }
        self.check_anchors();
        true
    }

    fn is_shallow(&mut self, events: &[Step<'e>]) -> bool {
        let mut depth = 0usize;
        for (event, span) in events {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth > MAX_DEPTH {
                let finding = Diagnostic::error(
                    "story/too-deep",
                    both!(
                        "引用或列表嵌套超过 {MAX_DEPTH} 层",
                        "quotes or lists nest deeper than {MAX_DEPTH}"
                    ),
                );
                let first = span.start..span.start + 1;
                self.report(finding.help(both!("减少嵌套", "nest less")), &first);
                return false;
            }
        }
        true
    }

    /// Handles the event at a position and gives the next one.
    fn step(&mut self, events: &[Step<'e>], at: usize) -> usize {
        let Some((event, span)) = events.get(at) else { return at + 1 };
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => return self.link(events, at, dest_url, span),
            Event::End(TagEnd::Link) => match self.links.pop() {
                Some(LinkEnd::Record) => self.hole(Piece::Close),
                Some(LinkEnd::Plain) => self.raw("</a>".into()),
                Some(LinkEnd::Nothing) | None => {}
            },
            Event::Start(Tag::Image { dest_url, .. }) => return self.picture(events, at, dest_url, span),
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.begin_passage(span);
                self.heading(events, at, *level, id.as_deref());
            }
            Event::End(TagEnd::Heading(level)) => {
                self.end_passage(span);
                self.events.push(Event::End(TagEnd::Heading(self.shifted(*level))))
            }
            Event::Start(Tag::Item) => {
                self.begin_passage(span);
                self.events.push(event.clone());
            }
            // A list inside an entry ends what the entry says itself.
            Event::Start(Tag::List(_)) | Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => {
                self.end_passage(span);
                self.events.push(event.clone());
            }
            Event::Start(Tag::Table(columns)) => {
                self.raw("<div class=\"table-scroll\" tabindex=\"0\">\n".into());
                self.table = Table { columns: columns.clone(), ..Table::default() };
                self.events.push(Event::Start(Tag::Table(Vec::new())));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.begin_passage(span);
                self.table.in_head = matches!(event, Event::Start(Tag::TableHead));
                self.table.column = 0;
                self.events.push(event.clone());
            }
            Event::Start(Tag::TableCell) => {
                let cell = self.table.cell();
                self.raw(cell);
            }
            Event::End(TagEnd::Table) => {
                self.events.push(event.clone());
                self.raw("</div>\n".into());
            }
            Event::Start(Tag::Paragraph) => {
                self.begin_passage(span);
                self.events.push(event.clone());
            }
            Event::End(TagEnd::Paragraph) => {
                self.open_with();
                self.end_passage(span);
                self.events.push(event.clone());
            }
            Event::Text(text) => {
                let text = self.clean(text, span);
                self.passage.text.push_str(&text);
                self.place_blocks(span);
                self.events.push(Event::Text(text.into()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                let known = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '#' | '_' | '.');
                let language: String = language.chars().take_while(known).collect();
                self.events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language.into()))));
            }
            Event::Code(code) => self.events.push(Event::Code(cjk::strip(code).into_owned().into())),
            Event::SoftBreak if self.is_chinese_break(span) => {}
            Event::FootnoteReference(label) => {
                let id = self.anchors.note(label);
                self.events.push(Event::FootnoteReference(id.into()));
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let id = self.anchors.note(label);
                self.events.push(Event::Start(Tag::FootnoteDefinition(id.into())));
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Html(_) | Event::InlineHtml(_) => return self.raw_html(events, at, span),
            other => self.events.push(other.clone()),
        }
        at + 1
    }

    fn raw(&mut self, html: String) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    fn hole(&mut self, piece: Piece) {
        self.holes.push(piece);
        self.events.push(Event::InlineHtml(CowStr::Borrowed(HOLE)));
    }

    /// The span in the file, before joints were put in.
    fn span(&self, span: &Range<usize>) -> Range<usize> {
        self.fixed
            .clone()
            .unwrap_or_else(|| cjk::original(self.joints, span.start)..cjk::original(self.joints, span.end))
    }

    /// The address inside the span of a link, in the file; all of it where the address is spelled otherwise there.
    fn narrowed(&self, span: &Range<usize>, url: &str) -> Range<usize> {
        let span = self.span(span);
        let written = self.context.file.text.get(span.clone()).unwrap_or_default();
        match written.rfind(url).filter(|_| !url.is_empty()) {
            Some(at) => span.start + at..span.start + at + url.len(),
            None => span,
        }
    }

    fn report(&mut self, finding: Diagnostic, span: &Range<usize>) {
        let written = self.span(span);
        self.context.report(finding, written);
    }

    fn is_chinese_break(&self, span: &Range<usize>) -> bool {
        is_chinese_break(self.body, cjk::original(self.joints, span.start))
    }

    /// Notes which blocks a text stands for: those whose marks are in its span. Marks in comments stand for none.
    fn place_blocks(&mut self, span: &Range<usize>) {
        if self.fixed.is_some() {
            return;
        }
        let span = self.span(span);
        let marks = self.body.get(span.clone()).unwrap_or_default().match_indices(BLOCK);
        self.placed.extend(marks.map(|(at, _)| span.start + at));
    }

    fn link(&mut self, events: &[Step<'e>], at: usize, url: &str, span: &Range<usize>) -> usize {
        let url = cjk::strip(url).into_owned();
        if let Some((target, name)) = record_link(&url) {
            let written = self.narrowed(span, &url);
            let span = (written.start as u32, written.end as u32);
            self.context.mentions.push(Mention {
                target,
                name: name.clone(),
                file: self.context.number,
                span,
            });
            if target == Target::Source {
                self.passage.cited = true;
                if matches!(events.get(at + 1), Some((Event::End(TagEnd::Link), _))) {
                    self.hole(Piece::Cite(name));
                    return at + 2;
                }
            }
            self.hole(Piece::Open(target, name));
            self.links.push(LinkEnd::Record);
        } else if let Some(anchor) = url.strip_prefix('#') {
            let anchor = anchor_id(anchor.trim_start_matches("s-"));
            self.raw(format!("<a href=\"#{}\">", text::escape(&anchor)));
            self.wanted.push((anchor, self.narrowed(span, &url)));
            self.links.push(LinkEnd::Plain);
        } else if is_web_address(&url) || is_mail(&url) {
            // What leaves the catalogue says so; a kiosk shows it as plain text.
            self.raw(format!("<a href=\"{}\" rel=\"external noopener\">", text::escape(&url)));
            self.links.push(LinkEnd::Plain);
        } else {
            self.bad_link(&url, span);
            self.links.push(LinkEnd::Nothing);
        }
        at + 1
    }

    fn bad_link(&mut self, url: &str, span: &Range<usize>) {
        let shown = text::shorten(url, 60);
        let scheme = url.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'))
            || url.trim_start().starts_with("//");
        let finding = if scheme {
            Diagnostic::error(
                "link/scheme",
                both!("不能链接到 `{shown}`", "a link may not lead to `{shown}`"),
            )
            .help(both!(
                "只能用 https: 网址、mailto: 邮箱，或 brand: product: source: page: 记录",
                "use an https: address, mailto:, or a record such as brand:, product:, source:, page:"
            ))
        } else {
            Diagnostic::error(
                "link/unchecked",
                both!(
                    "`{shown}` 不是记录的名字，网址一变就会断",
                    "`{shown}` is not the name of a record, and breaks when an address changes"
                ),
            )
            .help(both!(
                "链接到记录，如 `[浪潮](brand:inspur)`、`(page:about)`",
                "link to a record, such as `[Inspur](brand:inspur)` or `(page:about)`"
            ))
        };
        let written = self.narrowed(span, url);
        self.context.report(finding, written);
    }

    /// Handles a picture with all events inside it.
    fn picture(&mut self, events: &[Step<'e>], at: usize, url: &str, span: &Range<usize>) -> usize {
        let mut end = at + 1;
        let mut alt = String::new();
        while let Some((event, span)) = events.get(end) {
            match event {
                Event::End(TagEnd::Image) => break,
                Event::Text(text) | Event::Code(text) => alt.push_str(&self.clean(text, span)),
                Event::SoftBreak if !self.is_chinese_break(span) => alt.push(' '),
                _ => {}
            }
            end += 1;
        }
        let url = cjk::strip(url).into_owned();
        let written = self.narrowed(span, &url);
        if let Some(number) = self.context.picture(&url, &written, !alt.trim().is_empty()) {
            self.hole(Piece::Picture(number, alt.trim().to_owned()));
        }
        end + 1
    }

    fn shifted(&self, level: HeadingLevel) -> HeadingLevel {
        HeadingLevel::try_from((level as usize + self.shift).min(6)).unwrap_or(HeadingLevel::H6)
    }

    fn heading(&mut self, events: &[Step<'e>], at: usize, level: HeadingLevel, given: Option<&str>) {
        let words: String = events
            .iter()
            .skip(at + 1)
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
            .filter_map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => Some(cjk::strip(text).into_owned()),
                _ => None,
            })
            .collect();
        let id = self.anchors.id(given.unwrap_or(&words));
        let level = self.shifted(level);
        self.events.push(Event::Start(Tag::Heading {
            level,
            id: Some(id.into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        }));
    }

    fn check_anchors(&mut self) {
        for (anchor, span) in std::mem::take(&mut self.wanted) {
            if self.anchors.has(&anchor) {
                continue;
            }
            let near = if diag::is_full(self.context.found, &self.context.file.path) {
                None
            } else {
                self.anchors.near(&anchor)
            };
            let help = near.map_or_else(
                || both!("改成文中一个小标题的文字", "use the words of a heading of this text"),
                |near| both!("改成 `#{near}`", "write `#{near}`"),
            );
            let shown = anchor.trim_start_matches("s-");
            let finding = Diagnostic::error(
                "link/no-anchor",
                both!("文中没有 `{shown}` 这个小标题", "no heading of this text is `{shown}`"),
            );
            self.context.report(finding.help(help), span);
        }
    }

    fn raw_html(&mut self, events: &[Step<'e>], at: usize, span: &Range<usize>) -> usize {
        let (taken, finding) = html::read(events.get(at..).unwrap_or_default());
        if let Some((finding, inside)) = finding {
            self.report(finding, &(span.start + inside.start..span.start + inside.end));
        }
        at + taken
    }

    /// A text of the parser: without joints, and without the controls that entities such as `&#1;` make.
    fn clean(&mut self, text: &str, span: &Range<usize>) -> String {
        let text = cjk::strip(text);
        if text.chars().all(|c| hidden::kind(c).is_none()) {
            return text.into_owned();
        }
        let written = self.span(span);
        let written = self.body.get(written).unwrap_or_default();
        let mut strange: Vec<(Hidden, char)> = Vec::new();
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match hidden::kind(c) {
                Some(kind) if !written.contains(c) => {
                    strange.push((kind, c));
                    if kind != Hidden::Control {
                        out.push(c);
                    }
                }
                _ => out.push(c),
            }
        }
        if let Some((kind, c)) = strange.first() {
            self.report(hidden::finding(*kind, *c), span);
        }
        out
    }
}
