//! SVG from content, rewritten by an allow-list: shapes, text and gradients pass; scripts, links and entities never do.

use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::both;
use crate::diag::Diagnostic;

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

/// Most elements of one picture.
const MAX_ELEMENTS: usize = 50_000;

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

/// A reference may lead to an id of the same file only.
fn is_value(name: &str, value: &str) -> bool {
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    if name == "href" {
        return value.starts_with('#');
    }
    !lower.contains("javascript:")
        && !lower.contains("data:")
        && !lower.contains("expression(")
        && (!lower.contains("url(") || lower.replace(' ', "").starts_with("url(#"))
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

fn rewrite(bytes: &[u8]) -> Result<(Vec<u8>, (u32, u32)), Diagnostic> {
    let damaged = || {
        Diagnostic::error("picture/unreadable", both!("SVG 文件损坏", "the SVG is damaged"))
            .help(both!("重新导出这张图片", "export it again"))
    };
    let text = std::str::from_utf8(bytes).map_err(|_| damaged())?;
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let (mut skipped, mut count, mut size) = (0usize, 0usize, None);
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Eof => break,
            Event::Start(start) => {
                count += 1;
                if skipped > 0 || !keep(&start)? {
                    skipped += 1;
                    continue;
                }
                size = size.or_else(|| Some(size_of(&start)));
                write(&mut writer, Event::Start(allowed(&start)?));
            }
            Event::Empty(start) => {
                count += 1;
                if skipped == 0 && keep(&start)? {
                    size = size.or_else(|| Some(size_of(&start)));
                    write(&mut writer, Event::Empty(allowed(&start)?));
                }
            }
            Event::End(end) => {
                if skipped > 0 {
                    skipped -= 1;
                } else {
                    write(&mut writer, Event::End(BytesEnd::new(name_of(end.name().as_ref()).to_owned())));
                }
            }
            Event::Text(text) if skipped == 0 => {
                let text = text.decode().map_err(|_| damaged())?;
                write(&mut writer, Event::Text(BytesText::new(&text).into_owned()));
            }
            Event::GeneralRef(entity) if skipped == 0 => write(&mut writer, Event::GeneralRef(entity)),
            Event::DocType(doctype) => {
                let doctype = doctype.decode().map_err(|_| damaged())?;
                if doctype.contains("ENTITY") || doctype.contains('[') {
                    return Err(refused(both!("SVG 定义了实体", "the SVG defines entities")));
                }
            }
            _ => {}
        }
        if count > MAX_ELEMENTS {
            return Err(refused(both!("SVG 的图形太多", "the SVG has too many shapes")));
        }
    }
    let size = size.ok_or_else(damaged)?;
    Ok((writer.into_inner(), size))
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("writing into memory does not fail");
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

fn allowed(start: &BytesStart<'_>) -> Result<BytesStart<'static>, Diagnostic> {
    let name = start.name();
    let mut out = BytesStart::new(name_of(name.as_ref()).to_owned());
    for attribute in start.attributes().with_checks(false).flatten() {
        let key = name_of(attribute.key.as_ref()).to_owned();
        let value = attribute.unescape_value().unwrap_or_default().into_owned();
        if key.to_ascii_lowercase().starts_with("on") {
            return Err(refused(both!("SVG 里有事件属性 `{key}`", "the SVG has an event attribute `{key}`")));
        }
        let key = if key == "xlink:href" { "href".to_owned() } else { key };
        if key == "xmlns" {
            out.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
        } else if is_attribute(&key) {
            if !is_value(&key, &value) {
                return Err(refused(both!(
                    "SVG 的 `{key}` 指向文件外面",
                    "`{key}` of the SVG leads outside the file"
                )));
            }
            out.push_attribute((key.as_str(), value.as_str()));
        }
    }
    Ok(out)
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
        (numbers.len() == 4 && numbers[2] >= 1.0 && numbers[3] >= 1.0)
            .then(|| (numbers[2] as u32, numbers[3] as u32))
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
        assert_eq!(code("not a picture"), Err("picture/unreadable".into()));
    }

    #[test]
    fn what_drawing_programs_add_is_left_out() {
        let svg = "<svg width=\"10\" height=\"20\" inkscape:version=\"1\"><sodipodi:namedview/><path d=\"M0 0\" style=\"fill:red\"/></svg>";
        assert_eq!(
            rewritten(svg.as_bytes()).map(|b| String::from_utf8_lossy(&b).into_owned()).as_deref(),
            Some("<svg width=\"10\" height=\"20\"><path d=\"M0 0\"/></svg>")
        );
    }
}
