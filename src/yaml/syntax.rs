//! What is wrong with a file that is not our YAML, in words for people who do not know YAML.

use serde_yaml::Error;

use crate::both;
use crate::diag::{self, Both, Diagnostic, TextFile};
use crate::yaml::{Kind, Node};

/// Turns the parser's error into a finding, after looking for the mistakes editors really make near it.
pub(super) fn explain(file: &TextFile, error: &Error) -> Diagnostic {
    let said = error.to_string();
    let at = error.location().map_or(0, |place| offset(&file.text, place.line(), place.column()));
    if said.contains("anchor") || said.contains("alias") {
        return anchor(file, at);
    }
    if said.contains("budget")
        || said.contains("depth")
        || said.contains("recursion")
        || said.contains("nesting")
        || said.contains("limit")
    {
        return Diagnostic::error(
            "yaml/limit",
            both!("嵌套过深或内容过多", "too deep or too large for one file"),
        )
        .at(file.place(at..at + 1))
        .help(both!("分成几个文件，或减少层次", "split the file, or nest less"));
    }
    if let Some(found) = near(file, at) {
        return found;
    }
    let cause = plain_words(&said);
    Diagnostic::error("yaml/syntax", cause.0).at(file.place(at..at + 1)).help(cause.1)
}

/// The file has no value at all.
pub(super) fn empty(file: &TextFile) -> Diagnostic {
    Diagnostic::error("yaml/empty", both!("文件里没有内容", "the file has no content"))
        .at(diag::whole(&file.path))
        .help(both!("写入内容，或删去这个文件", "fill it in, or delete the file"))
}

fn anchor(file: &TextFile, at: usize) -> Diagnostic {
    // The parser may name the value beside an anchor or the map around an alias: the mark itself is found on the line.
    let line = file.text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line_end = file.text[at..].find('\n').map_or(file.text.len(), |n| at + n);
    let begins = |mark: &str| file.text[line..line_end].find(mark).map(|n| line + n + mark.len() - 1);
    let at = [" &", " *"].into_iter().find_map(begins).unwrap_or(at);
    let end = file.text[at..].find([' ', '\n', ',', ']', '}']).map_or(file.text.len(), |n| at + n);
    Diagnostic::error(
        "yaml/anchor",
        both!("不支持锚点与别名 `{}`", "anchors and aliases such as `{}` are not read", &file.text[at..end]),
    )
    .at(file.place(at..end))
    .help(both!(
        "把内容直接写在用到的地方；文字以 & 或 * 开头时加引号",
        "write the value where it is used; quote a text that begins with & or *"
    ))
}

/// Mistakes on the error's line or just above it that explain it better than the parser can.
fn near(file: &TextFile, at: usize) -> Option<Diagnostic> {
    let text = &file.text;
    let line_start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let above = text[..line_start.saturating_sub(1)].rfind('\n').map_or(0, |n| n + 1);
    for start in [above.min(line_start), line_start] {
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let line = &text[start..end];
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{3000}']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(
                Diagnostic::error("yaml/syntax", both!("用制表符缩进", "indented with a tab"))
                    .at(file.place(start + tab..start + tab + 1))
                    .help(both!("改用两个空格", "use two spaces")),
            );
        }
        if let Some(finding) = full_width(file, start, line, indent) {
            return Some(finding);
        }
    }
    None
}

fn full_width(file: &TextFile, start: usize, line: &str, indent: usize) -> Option<Diagnostic> {
    if let Some(space) = line[..indent].find('\u{3000}') {
        return Some(
            Diagnostic::error("yaml/full-width", both!("用全角空格缩进", "indented with a full-width space"))
                .at(file.place(start + space..start + space + 3))
                .help(both!("改用半角空格", "use plain spaces")),
        );
    }
    let rest = &line[indent..];
    let colon = rest.find('：')?;
    let key = &rest[..colon];
    let is_key =
        !key.is_empty() && !key.contains([':', '#', '"', '\'', '，', '。']) && key.chars().count() <= 30;
    is_key.then(|| {
        let at = start + indent + colon;
        Diagnostic::error(
            "yaml/full-width",
            both!("键后面是全角冒号“：”", "a full-width colon `：` stands after the key"),
        )
        .at(file.place(at..at + 3))
        .help(both!("改成半角冒号加一个空格 `: `", "write a plain colon and a space `: `"))
    })
}

/// The parser's phrases in words, with a cure.
fn plain_words(said: &str) -> (Both, Both) {
    let has = |part: &str| said.contains(part);
    if has("unclosed quote") || has("end of stream") && has("quoted") {
        (
            both!("引号没有闭合", "the quotation mark is never closed"),
            both!("在文字末尾补上同样的引号", "close it with the same mark"),
        )
    } else if has("unclosed bracket")
        || has("did not find expected ',' or")
        || has("illegal placement of ':'")
        || has("flow")
    {
        (
            both!("括号没有闭合，或少了逗号", "a bracket is never closed, or a comma is missing"),
            both!(
                "检查 {{ }} 与 [ ] 是否成对，各项之间是否有逗号",
                "pair every {{ }} and [ ], and put commas between the values"
            ),
        )
    } else if has("mapping values are not allowed") || has("simple key expected") {
        (
            both!("这里不能再有一个“键: 值”", "a second `key: value` cannot stand here"),
            both!(
                "检查缩进；文字里有冒号时给整段文字加引号",
                "check the indentation; quote a text that has a colon in it"
            ),
        )
    } else if has("multiple YAML documents") {
        (
            both!("一个文件里有多份文档（`---`）", "the file holds more than one document (`---`)"),
            both!("删去 `---`，或分成几个文件", "remove `---`, or split the file"),
        )
    } else if has("indent") || has("block") {
        (
            both!("缩进不一致", "the indentation does not fit"),
            both!("同一层的键从同一列开始", "begin the keys of one level in one column"),
        )
    } else if has("unexpected character") || has("character that cannot start") || has("control") {
        (
            both!("这里有不能使用的字符", "a character that cannot stand here"),
            both!("删去它，或给文字加引号", "remove it, or quote the text"),
        )
    } else {
        (
            both!("写法不合 YAML：{said}", "not well-formed YAML: {said}"),
            both!(
                "对照上一行检查缩进、冒号和引号",
                "check indentation, colons and quotation marks against the line above"
            ),
        )
    }
}

/// Reports what parses but is not in the dialect: tags, merge keys, full-width marks in keys.
pub(super) fn dialect(file: &TextFile, node: &Node, found: &mut Vec<Diagnostic>) {
    if let Some(start) = property_before(&file.text, node) {
        let end = file.text[start..].find([' ', '\n']).map_or(file.text.len(), |n| start + n);
        found.push(
            Diagnostic::error(
                "yaml/tag",
                both!("不支持类型标签 `{}`", "tags such as `{}` are not read", &file.text[start..end]),
            )
            .at(file.place(start..end))
            .help(both!(
                "删去标签；文字以 ! 开头时加引号",
                "remove the tag; quote a text that begins with !"
            )),
        );
    }
    match &node.kind {
        Kind::List(values) => values.iter().for_each(|value| dialect(file, value, found)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                if key.text == "<<" {
                    found.push(
                        Diagnostic::error(
                            "yaml/merge-key",
                            both!("不支持合并键 `<<`", "the merge key `<<` is not read"),
                        )
                        .at(file.place(key.span.clone()))
                        .help(both!("把要合并的键逐个写出", "write the merged keys out")),
                    );
                }
                let line_start = file.text[..key.span.start].rfind('\n').map_or(0, |n| n + 1);
                if key.text.starts_with('\u{3000}') || key.text.contains('：') {
                    let line_end =
                        file.text[line_start..].find('\n').map_or(file.text.len(), |n| line_start + n);
                    let line = &file.text[line_start..line_end];
                    let indent = line.len() - line.trim_start_matches([' ', '\u{3000}']).len();
                    found.extend(full_width(file, line_start, line, indent));
                }
                dialect(file, value, found);
            }
        }
        Kind::Null | Kind::Scalar { .. } => {}
    }
}

/// Where a tag stands before a value: the only thing that can, besides indicators and comments.
fn property_before(text: &str, node: &Node) -> Option<usize> {
    let before = text.get(..node.span.start)?;
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    let word_end = before.trim_end_matches(' ').len();
    if word_end <= line_start {
        return None;
    }
    let word_start =
        before[line_start..word_end].rfind([' ', '[', '{', ',']).map_or(line_start, |n| line_start + n + 1);
    before[word_start..word_end].starts_with('!').then_some(word_start)
}

/// Byte of a line and column, both from 1, the column in characters.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
    let inside = text[start..]
        .char_indices()
        .nth(column.saturating_sub(1) as usize)
        .map_or(text.len() - start, |(at, _)| at);
    start + inside
}
