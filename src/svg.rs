//! SVG from content, rewritten by an allow-list: shapes, text and gradients pass; scripts, links and entities never do.

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

mod reuse;

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::both;
use crate::diag::Diagnostic;
use crate::svg::reuse::Reuse;

const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "symbol",
    "use",
    "marker",
];

/// Most elements of one picture, and how deep they may nest.
const MAX_ELEMENTS: usize = 50_000;
const MAX_DEPTH: usize = 64;
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

fn is_attribute(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "id",
        "class",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "d",
        "points",
        "width",
        "height",
        "viewBox",
        "preserveAspectRatio",
        "transform",
        "fill",
        "stroke",
        "opacity",
        "offset",
        "dx",
        "dy",
        "rotate",
        "version",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
        "patternUnits",
        "patternContentUnits",
        "patternTransform",
        "markerWidth",
        "markerHeight",
        "refX",
        "refY",
        "orient",
        "markerUnits",
        "xmlns",
        "role",
        "color",
        "textLength",
        "lengthAdjust",
        "pathLength",
        "href",
        "clip-path",
        "mask",
    ];
    const FAMILIES: &[&str] = &[
        "fill-",
        "stroke-",
        "stop-",
        "font-",
        "text-",
        "marker-",
        "clip-",
        "letter-",
        "word-",
        "dominant-",
        "shape-",
        "paint-",
        "vector-",
        "aria-",
    ];
    NAMES.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family))
}

/// Functions that may stand in a value: transformations and colors. Addresses have their own rule.
const FUNCTIONS: &[&str] =
    &["matrix", "translate", "scale", "rotate", "skewx", "skewy", "rgb", "rgba", "hsl", "hsla"];

/// The ids that a value refers to; `None` where it could load something. Values are read as CSS, so an escape or an
/// unknown function could be an address in disguise.
fn references<'v>(name: &str, value: &'v str) -> Option<Vec<&'v str>> {
    if name == "href" {
        return value.trim().strip_prefix('#').map(|id| vec![id]);
    }
    if matches!(name, "id" | "class" | "role") || name.starts_with("aria-") {
        return Some(Vec::new());
    }
    let lower = value.to_ascii_lowercase();
    if value.contains('\\') || lower.contains("javascript:") || lower.contains("data:") {
        return None;
    }
    let mut ids = Vec::new();
    let mut parts = value.split('(');
    let mut before = parts.next().unwrap_or_default();
    for part in parts {
        let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if name == "url" {
            let (address, _) = part.split_once(')')?;
            ids.push(address.trim().trim_matches(['"', '\'']).strip_prefix('#')?);
        } else if !FUNCTIONS.contains(&name.as_str()) {
            return None;
        }
        before = part;
    }
    Some(ids)
}

fn refused(what: crate::diag::Both) -> Diagnostic {
    Diagnostic::error("picture/active-svg", what).help(both!(
        "在绘图软件里另存为“普通 SVG”，或导出为 PNG",
        "save it as plain SVG in the drawing program, or export it as PNG"
    ))
}

/// Width and height in pixels, if nothing in the picture could act.
///
/// Reports `picture/active-svg` and `picture/unreadable`.
pub fn inspect(bytes: &[u8]) -> Result<(u32, u32), Diagnostic> {
    rewrite(bytes).map(|(_, size)| size)
}

/// The picture with allowed elements and attributes only.
pub fn rewritten(bytes: &[u8]) -> Option<Vec<u8>> {
    rewrite(bytes).ok().map(|(bytes, _)| bytes)
}

fn damaged() -> Diagnostic {
    Diagnostic::error("picture/unreadable", both!("SVG 文件损坏", "the SVG is damaged"))
        .help(both!("重新导出这张图片", "export it again"))
}

fn rewrite(bytes: &[u8]) -> Result<(Vec<u8>, (u32, u32)), Diagnostic> {
    let text = std::str::from_utf8(bytes).map_err(|_| damaged())?;
    let mut reader = Reader::from_str(text);
    let mut drawing = Drawing::default();
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Eof => break,
            Event::Start(start) => drawing.begin(&start, false)?,
            Event::Empty(start) => drawing.begin(&start, true)?,
            Event::End(end) => drawing.end(end.name().as_ref()),
            Event::Text(text) => {
                let text = text.decode().map_err(|_| damaged())?;
                if drawing.is_shown() {
                    drawing.write(Event::Text(BytesText::new(&text).into_owned()))?;
                } else if drawing.depth == 0 && !text.trim().is_empty() {
                    return Err(damaged());
                }
            }
            Event::GeneralRef(entity) if drawing.is_shown() => {
                let known = matches!(&*entity, b"amp" | b"lt" | b"gt" | b"quot" | b"apos")
                    || entity
                        .resolve_char_ref()
                        .is_ok_and(|c| c.is_some_and(|c| c >= ' ' || c == '\n' || c == '\t'));
                if !known {
                    return Err(damaged());
                }
                drawing.write(Event::GeneralRef(entity))?;
            }
            Event::DocType(doctype) => {
                let doctype = doctype.decode().map_err(|_| damaged())?;
                if doctype.contains("ENTITY") || doctype.contains('[') {
                    return Err(refused(both!("SVG 定义了实体", "the SVG defines entities")));
                }
            }
            _ => {}
        }
    }
    drawing.finish()
}

/// A picture being rewritten.
struct Drawing {
    writer: Writer<Vec<u8>>,
    /// Open elements, those that are left out included.
    depth: usize,
    /// Open elements from the one that is left out.
    skipped: usize,
    count: usize,
    size: Option<(u32, u32)>,
    reuse: Reuse,
}

impl Default for Drawing {
    fn default() -> Self {
        let writer = Writer::new(Vec::new());
        Self { writer, depth: 0, skipped: 0, count: 0, size: None, reuse: Reuse::default() }
    }
}

impl Drawing {
    fn is_shown(&self) -> bool {
        self.skipped == 0 && self.depth > 0
    }

    fn begin(&mut self, start: &BytesStart<'_>, is_empty: bool) -> Result<(), Diagnostic> {
        self.count += 1;
        if self.count > MAX_ELEMENTS || self.depth >= MAX_DEPTH {
            return Err(refused(both!(
                "SVG 的图形太多或嵌套太深",
                "the SVG has too many shapes, or nests too deep"
            )));
        }
        let name = start.name();
        let is_root = self.depth == 0;
        if is_root && (self.size.is_some() || name_of(name.as_ref()) != "svg") {
            return Err(damaged());
        }
        self.depth += usize::from(!is_empty);
        // What is left out may still not hold anything that acts.
        let kept = keep(start)?;
        if self.skipped > 0 || !kept {
            self.skipped += usize::from(!is_empty);
            return Ok(());
        }
        if is_root {
            self.size = Some(size_of(start));
        }
        let made = self.allowed(start, is_root, is_empty)?;
        self.write(if is_empty { Event::Empty(made) } else { Event::Start(made) })
    }

    fn end(&mut self, name: &[u8]) {
        self.depth = self.depth.saturating_sub(1);
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        self.reuse.close();
        // Writing into memory does not fail.
        let _ = self.writer.write_event(Event::End(BytesEnd::new(name_of(name).to_owned())));
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), Diagnostic> {
        self.writer.write_event(event).map_err(|_| damaged())
    }

    /// The element with allowed attributes, each once, because a second one would make the file unreadable.
    fn allowed(
        &mut self,
        start: &BytesStart<'_>,
        is_root: bool,
        is_empty: bool,
    ) -> Result<BytesStart<'static>, Diagnostic> {
        let name = start.name();
        let mut out = BytesStart::new(name_of(name.as_ref()).to_owned());
        if is_root {
            out.push_attribute(("xmlns", NAMESPACE));
        }
        let mut taken: Vec<String> = vec!["xmlns".to_owned()];
        let (mut id, mut led_to) = (None, Vec::new());
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| damaged())?;
            let key = name_of(attribute.key.as_ref()).to_owned();
            let value = attribute.unescape_value().map_err(|_| damaged())?.into_owned();
            if key.to_ascii_lowercase().starts_with("on") {
                return Err(refused(both!(
                    "SVG 里有事件属性 `{key}`",
                    "the SVG has an event attribute `{key}`"
                )));
            }
            let key = if key == "xlink:href" { "href".to_owned() } else { key };
            if !is_attribute(&key) || taken.contains(&key) {
                continue;
            }
            let Some(ids) = references(&key, &value) else {
                return Err(refused(both!(
                    "SVG 的 `{key}` 指向文件外面",
                    "`{key}` of the SVG leads outside the file"
                )));
            };
            led_to.extend(ids.into_iter().map(str::to_owned));
            out.push_attribute((key.as_str(), value.as_str()));
            if key == "id" {
                id = Some(value);
            }
            taken.push(key);
        }
        self.reuse.open(id, &led_to, is_empty);
        Ok(out)
    }

    fn finish(self) -> Result<(Vec<u8>, (u32, u32)), Diagnostic> {
        let size = self.size.filter(|_| self.depth == 0).ok_or_else(damaged)?;
        if !self.reuse.is_bounded() {
            return Err(refused(both!(
                "SVG 的图形互相引用，展开后过多",
                "shapes of the SVG are used over and over, and become too many"
            )));
        }
        Ok((self.writer.into_inner(), size))
    }
}

fn name_of(bytes: &[u8]) -> &str {
    let name = std::str::from_utf8(bytes).unwrap_or("");
    name.strip_prefix("svg:").unwrap_or(name)
}

/// False for elements of drawing programs, which are left out; an error for those that act.
fn keep(start: &BytesStart<'_>) -> Result<bool, Diagnostic> {
    let name = start.name();
    let name = name_of(name.as_ref());
    if ELEMENTS.contains(&name) {
        return Ok(true);
    }
    let lower = name.to_ascii_lowercase();
    let acts = matches!(
        lower.as_str(),
        "script"
            | "foreignobject"
            | "iframe"
            | "image"
            | "a"
            | "animate"
            | "set"
            | "animatetransform"
            | "animatemotion"
            | "handler"
            | "style"
            | "feimage"
            | "audio"
            | "video"
            | "embed"
            | "object"
    );
    if acts { Err(refused(both!("SVG 里有 `<{name}>`", "the SVG contains `<{name}>`"))) } else { Ok(false) }
}

fn size_of(start: &BytesStart<'_>) -> (u32, u32) {
    let attribute = |name: &str| {
        start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| name_of(a.key.as_ref()) == name)
            .map(|a| a.unescape_value().unwrap_or_default().into_owned())
    };
    let number = |text: String| {
        text.trim_end_matches("px")
            .trim()
            .parse::<f32>()
            .ok()
            .filter(|n| *n >= 1.0 && *n < 100_000.0)
            .map(|n| n as u32)
    };
    let own = attribute("width").and_then(number).zip(attribute("height").and_then(number));
    let from_box = || {
        let numbers: Vec<f32> =
            attribute("viewBox")?.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
        let [_, _, width, height] = <[f32; 4]>::try_from(numbers).ok()?;
        (width >= 1.0 && height >= 1.0).then_some((width as u32, height as u32))
    };
    own.or_else(from_box).unwrap_or((320, 180))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(svg: &str) -> Result<(u32, u32), String> {
        inspect(svg.as_bytes()).map_err(|d| d.code.to_string())
    }

    #[test]
    fn shapes_pass() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="hsl(0,45%,80%)"/></svg>"#;
        assert_eq!(code(svg), Ok((320, 180)));
        assert_eq!(
            rewritten(svg.as_bytes()).map(|b| String::from_utf8_lossy(&b).into_owned()).as_deref(),
            Some(svg)
        );
    }

    #[test]
    fn what_could_act_is_refused() {
        for inside in [
            "<script>alert(1)</script>",
            "<g onload=\"x()\"/>",
            "<a href=\"javascript:x()\"><path d=\"\"/></a>",
            "<use href=\"https://a.example/x.svg#a\"/>",
            "<image href=\"https://a.example/x.png\"/>",
            "<foreignObject/>",
            "<style>@import url(https://a.example)</style>",
            "<rect fill=\"url(https://a.example)\"/>",
            "<rect mask=\"url(#a), url(https://a.example)\"/>",
            "<rect mask=\"image-set('https://a.example' 1x)\"/>",
            "<rect fill=\"u\\72l(https://a.example)\"/>",
            "<unknown><script>alert(1)</script></unknown>",
            "<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g><use href=\"#a\"/>",
        ] {
            assert_eq!(
                code(&format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>")),
                Err("picture/active-svg".into()),
                "{inside}"
            );
        }
        assert_eq!(
            code("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>"),
            Err("picture/active-svg".into())
        );
        assert_eq!(code("<svg onload=\"x()\"/>"), Err("picture/active-svg".into()));
    }

    #[test]
    fn what_no_browser_could_read_is_refused() {
        for svg in [
            "not a picture",
            "<svg><g>",
            "<svg></g>",
            "<svg/><svg/>",
            "<svg/>text",
            "<rect/>",
            "<svg>&x;</svg>",
            "<svg><text x='1' y=1>a</text></svg>",
            "",
        ] {
            assert_eq!(code(svg), Err("picture/unreadable".into()), "{svg}");
        }
        let deep = format!("<svg>{}{}</svg>", "<g>".repeat(100), "</g>".repeat(100));
        assert_eq!(code(&deep), Err("picture/active-svg".into()));
    }

    #[test]
    fn what_drawing_programs_add_is_left_out() {
        let svg = "<svg width=\"10\" height=\"20\" inkscape:version=\"1\"><sodipodi:namedview/><path d=\"M0 0\" style=\"fill:red\"/></svg>";
        assert_eq!(
            rewritten(svg.as_bytes()).map(|b| String::from_utf8_lossy(&b).into_owned()).as_deref(),
            Some(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"><path d=\"M0 0\"/></svg>"
            )
        );
    }
}
