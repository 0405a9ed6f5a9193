//! Bytes to text: UTF-8 or a finding that names the encoding, and the marks that hide or steer text.

use crate::both;
use crate::diag::hidden::{self, Hidden};
use crate::diag::{self, Diagnostic, Place, TextFile};

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
    (!found.iter().skip(before).any(Diagnostic::is_error)).then_some(file)
}

fn utf16(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let name = match bytes {
        [0xff, 0xfe, ..] => "UTF-16 LE",
        [0xfe, 0xff, ..] => "UTF-16 BE",
        _ => unmarked_utf16(bytes)?,
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

/// UTF-16 without a byte-order mark: the byte order in which the beginning reads as text that people write.
///
/// Chinese in UTF-16 is rarely UTF-8 and has few zero bytes; ASCII in UTF-16 is UTF-8 and every other byte is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..bytes.len().min(400) & !1)?;
    let zeros = start.iter().filter(|byte| **byte == 0).count();
    if start.len() < 8 || std::str::from_utf8(bytes).is_ok() && zeros <= start.len() / 8 {
        return None;
    }
    let share = |read: fn([u8; 2]) -> u16| {
        let units = start.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(read);
        let usual = units.filter(|unit| {
            matches!(unit, 0x0a | 0x0d | 0x20..=0x7e | 0x2010..=0x2026 | 0x3000..=0x303f | 0x4e00..=0x9fff | 0xff01..=0xff5e)
        });
        usual.count() * 200 / start.len()
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    // GBK read as UTF-16 falls into the block of Han characters at times, never nearly always.
    match little.max(big) {
        0..95 => None,
        _ if little > big => Some("UTF-16 LE"),
        _ => Some("UTF-16 BE"),
    }
}

fn not_utf8(path: &str, bytes: &[u8], valid: usize) -> Diagnostic {
    let (before, after) = bytes.split_at(valid.min(bytes.len()));
    let number = before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
    let begun = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let rest = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = [begun, rest].concat();
    let lossy = || String::from_utf8_lossy(&line).into_owned();
    if after.len() < 4 && std::str::from_utf8(after).is_err_and(|error| error.error_len().is_none()) {
        return Diagnostic::error(
            "text/not-utf-8",
            both!("文件在一个字符中间断了", "the file ends in the middle of a character"),
        )
        .at(line_place(path, number, lossy()))
        .help(both!("文件没有复制完整；重新复制", "it was not copied whole; copy it again"));
    }
    let (as_gbk, _, wrong) = encoding_rs::GB18030.decode(&line);
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
    Diagnostic::error("text/not-utf-8", both!("文件不是 UTF-8", "the file is not UTF-8"))
        .at(line_place(path, number, lossy()))
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

/// Characters and lines that should not be in a text that people wrote: the first of each kind.
fn suspicious(file: &TextFile, found: &mut Vec<Diagnostic>) {
    let mut told: Vec<Hidden> = Vec::new();
    for (at, c) in file.text.char_indices() {
        // U+FFFD in UTF-8, read as GBK.
        let mangled = c == '锟' && file.text.get(at..).is_some_and(|rest| rest.starts_with("锟斤拷"));
        let Some(kind) = hidden::kind(c).or(mangled.then_some(Hidden::Lost)) else { continue };
        if !told.contains(&kind) {
            told.push(kind);
            found.push(hidden::finding(kind, c).at(file.place(at..at + c.len_utf8())));
        }
    }
    conflict(file, found);
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
        // U+4E00 has a zero byte on the side where line ends have none.
        let one: Vec<u8> = "一一得一，一二得二。\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&one).1, ["text/utf-16 1:1"]);
        let latin: Vec<u8> = "name: a\nindustry: b\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decoded(&latin).1, ["text/utf-16 1:1"]);
        let (gbk, _, _) = encoding_rs::GBK.encode("平阴玫瑰产业八大产品系列平阴玫瑰产业八大产品系列");
        assert_eq!(decoded(&gbk).1, ["text/gbk 1:1"]);
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
