//! Bytes to text: UTF-8 or a finding that names the encoding, and the marks that hide or steer text.

use crate::both;
use crate::diag::{self, Both, Diagnostic, Place, TextFile};

/// Decodes a text file. A byte-order mark is dropped and CRLF becomes LF; the rest stays as it is.
///
/// Reports `text/gbk`, `text/utf-16`, `text/not-utf-8`, `text/control-character`, `text/direction-mark`,
/// `text/zero-width`, `text/lost-characters`, `text/conflict-marker`. Texts with hidden errors are not returned.
pub fn text(path: &str, bytes: Vec<u8>, found: &mut Vec<Diagnostic>) -> Option<TextFile> {
    if let Some(finding) = utf16(path, &bytes) {
        found.push(finding);
        return None;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            found.push(not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to()));
            return None;
        }
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let file = TextFile { path: path.to_owned(), text };
    let before = found.len();
    suspicious(&file, found);
    (!found[before..].iter().any(Diagnostic::is_error)).then_some(file)
}

fn utf16(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let zeros = |odd: usize| bytes.iter().take(400).skip(odd).step_by(2).filter(|b| **b == 0).count();
    let name = match bytes {
        [0xff, 0xfe, ..] => "UTF-16 LE",
        [0xfe, 0xff, ..] => "UTF-16 BE",
        _ if bytes.len() >= 8
            && bytes.len().is_multiple_of(2)
            && std::str::from_utf8(bytes).is_err() | (zeros(0) + zeros(1) > bytes.len().min(400) / 8) =>
        {
            // Chinese text in UTF-16 has few zero bytes; its line ends and spaces still have one each, on one side only.
            match (zeros(0), zeros(1)) {
                (0, low) if low > 0 => "UTF-16 LE",
                (high, 0) if high > 0 => "UTF-16 BE",
                _ => return None,
            }
        }
        _ => return None,
    };
    let encoding = if name.ends_with("LE") { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    let line = encoding.decode(bytes).0.lines().next().unwrap_or("").to_owned();
    Some(
        Diagnostic::error("text/utf-16", both!("文件是 {name} 编码", "the file is in {name}"))
            .at(line_place(path, 1, line))
            .help(both!(
                "用 UTF-8 另存（记事本：另存为 → 编码 → UTF-8）",
                "save it as UTF-8 (Notepad: Save as → Encoding → UTF-8)"
            )),
    )
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize) -> Diagnostic {
    let line_start = bytes[..valid].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let line_end = bytes[valid..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| valid + at);
    let number = bytes[..line_start].iter().filter(|b| **b == b'\n').count() as u32 + 1;
    let cut_off = valid + 4 > bytes.len()
        && std::str::from_utf8(&bytes[valid..]).is_err_and(|e| e.error_len().is_none());
    let (as_gbk, _, wrong) = encoding_rs::GB18030.decode(&bytes[line_start..line_end]);
    if cut_off {
        let line = String::from_utf8_lossy(&bytes[line_start..line_end]).into_owned();
        return Diagnostic::error(
            "text/not-utf-8",
            both!("文件在一个字符中间断了", "the file ends in the middle of a character"),
        )
        .at(line_place(path, number, line))
        .help(both!("文件没有复制完整；重新复制", "it was not copied whole; copy it again"));
    }
    if !wrong && as_gbk.chars().any(crate::text::is_han) {
        return Diagnostic::error(
            "text/gbk",
            both!("文件是 GBK 编码，不是 UTF-8", "the file is in GBK, not UTF-8"),
        )
        .at(line_place(path, number, as_gbk.into_owned()))
        .help(both!(
            "用 UTF-8 另存（记事本：另存为 → 编码 → UTF-8）",
            "save it as UTF-8 (Notepad: Save as → Encoding → UTF-8)"
        ));
    }
    let line = String::from_utf8_lossy(&bytes[line_start..line_end]).into_owned();
    Diagnostic::error("text/not-utf-8", both!("文件不是 UTF-8", "the file is not UTF-8"))
        .at(line_place(path, number, line))
        .help(both!("用 UTF-8 另存", "save it as UTF-8"))
}

fn line_place(path: &str, line: u32, text: String) -> Place {
    let marked = text.chars().count().clamp(1, 60) as u32;
    Place {
        text: crate::text::shorten(text.trim_end_matches('\r'), 120),
        line,
        column: 1,
        caret: (0, marked),
        ..diag::whole(path)
    }
}

/// Characters and lines that should not be in a text that people wrote.
fn suspicious(file: &TextFile, found: &mut Vec<Diagnostic>) {
    let mut told = [false; 4];
    for (at, c) in file.text.char_indices() {
        if (' '..'\u{7f}').contains(&c) || c == '\n' || c == '\t' {
            continue;
        }
        let kind = match c {
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => 0,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => 1,
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => 2,
            '\u{fffd}' => 3,
            _ if at + 9 <= file.text.len() && file.text[at..].starts_with("锟斤拷") => 3,
            _ => continue,
        };
        if !std::mem::replace(&mut told[kind], true) {
            found.push(strange(kind, c).at(file.place(at..at + c.len_utf8())));
        }
    }
    conflict(file, found);
}

fn strange(kind: usize, c: char) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    let cure: Both = both!(
        "删去它（它看不见；把整行重打一遍最稳妥）",
        "remove it (it is invisible: typing the line again is safest)"
    );
    match kind {
        0 => Diagnostic::error(
            "text/control-character",
            both!("有控制字符 {code}", "a control character, {code}"),
        )
        .help(cure),
        1 => Diagnostic::warning(
            "text/direction-mark",
            both!("有改变文字方向的字符 {code}", "a character that turns the direction of text, {code}"),
        )
        .help(cure),
        2 => Diagnostic::warning(
            "text/zero-width",
            both!("有零宽字符 {code}", "a character without width, {code}"),
        )
        .help(cure),
        _ => Diagnostic::warning(
            "text/lost-characters",
            both!("文字在一次错误的转码中丢失了", "text was lost in a wrong conversion"),
        )
        .help(both!("从原文重新复制这一段", "copy this passage again from the original")),
    }
}

fn conflict(file: &TextFile, found: &mut Vec<Diagnostic>) {
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let mark = line.trim_start();
        let begins = mark.starts_with("<<<<<<< ") || mark.starts_with(">>>>>>> ");
        if begins {
            let at = start + line.len() - mark.len();
            found.push(
                Diagnostic::error(
                    "text/conflict-marker",
                    both!("合并冲突的标记还留在文件里", "a merge conflict was left in the file"),
                )
                .at(file.place(at..at + 7))
                .help(both!("保留一方，删去三行标记", "keep one side and remove the three marker lines")),
            );
            return;
        }
        start += line.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Option<String>, Vec<String>) {
        let mut found = Vec::new();
        let file = text("a.yaml", bytes.to_vec(), &mut found);
        (
            file.map(|f| f.text),
            found.iter().map(|d| format!("{} {}:{}", d.code, d.place.line, d.place.column)).collect(),
        )
    }

    #[test]
    fn marks_and_line_ends_are_evened_out() {
        assert_eq!(decoded("\u{feff}a: 1\r\nb: 2\r".as_bytes()).0.as_deref(), Some("a: 1\nb: 2\n"));
    }

    #[test]
    fn encodings_are_named() {
        let (gbk, _, _) = encoding_rs::GBK.encode("name: a\nsummary: 平阴玫瑰\n");
        assert_eq!(decoded(&gbk).1, ["text/gbk 2:1"]);
        let utf16 = |le: bool, mark: bool| -> Vec<u8> {
            let text = if mark {
                "\u{feff}name: 平阴\n"
            } else {
                "玫瑰 产业：八大产品系列。\n第二行\n"
            };
            text.encode_utf16().flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
        };
        assert_eq!(decoded(&utf16(true, true)).1, ["text/utf-16 1:1"]);
        assert_eq!(decoded(&utf16(false, false)).1, ["text/utf-16 1:1"]);
        assert_eq!(decoded(&"a: 平阴".as_bytes()[..8]).1, ["text/not-utf-8 1:1"]);
        assert_eq!(decoded(b"a: \xff\xfe\xfd b\n").1, ["text/not-utf-8 1:1"]);
    }

    #[test]
    fn hidden_characters() {
        assert_eq!(decoded("a: b\u{0}c\n".as_bytes()), (None, vec!["text/control-character 1:5".into()]));
        assert_eq!(decoded("a: \u{202e}b\n".as_bytes()).1, ["text/direction-mark 1:4"]);
        assert_eq!(decoded("a: 历\u{200b}下\n".as_bytes()).1, ["text/zero-width 1:5"]);
        assert_eq!(decoded("a: 锟斤拷\n".as_bytes()).1, ["text/lost-characters 1:4"]);
        assert_eq!(decoded("a: 1\n<<<<<<< HEAD\nb: 1\n=======\n".as_bytes()).1, ["text/conflict-marker 2:1"]);
    }
}
