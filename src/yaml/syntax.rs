//! What is wrong with a file that is not our YAML, in words for people who do not know YAML.

use std::ops::Range;

use serde_yaml::Error;

use crate::both;
use crate::diag::{self, Both, Diagnostic, TextFile, hidden};
use crate::yaml::{Key, Kind, Node};

/// Turns the parser's error into a finding, after looking for the mistakes editors really make near it.
pub(super) fn explain(file: &TextFile, part: Range<usize>, error: &Error) -> Diagnostic {
    let said = error.to_string();
    let inside = file.text.get(part.clone()).unwrap_or_default();
    let at = part.start + error.location().map_or(0, |place| offset(inside, place.line(), place.column()));
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
    let in_brackets = ["bracket", "flow", "did not find expected ',' or", "illegal placement of ':'"];
    if in_brackets.iter().any(|part| said.contains(part))
        && let Some(open) = left_open(inside).map(|open| part.start + open).filter(|open| *open < at)
    {
        return Diagnostic::error("yaml/syntax", both!("括号没有闭合", "this bracket is never closed"))
            .at(file.place(open..open + 1))
            .help(both!("在它的内容后面补上另一半", "close it behind what it holds"));
    }
    let cause = plain_words(&said);
    Diagnostic::error("yaml/syntax", cause.0).at(file.place(at..at + 1)).help(cause.1)
}

/// The innermost bracket that is never closed; those in quotation marks and comments are text.
fn left_open(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote: Option<char> = None;
    let mut before = ' ';
    let mut in_comment = false;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if in_comment => in_comment = c != '\n',
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
            (None, '#') if before.is_whitespace() => in_comment = true,
            (None, '[' | '{') if !open.is_empty() || matches!(before, ' ' | '\n') => open.push((at, c)),
            (None, ']' | '}') => match open.pop() {
                Some((at, other)) if (other, c) != ('[', ']') && (other, c) != ('{', '}') => return Some(at),
                _ => {}
            },
            _ => {}
        }
        before = c;
    }
    open.pop().map(|(at, _)| at)
}

/// The file has no value at all.
pub(super) fn empty(file: &TextFile) -> Diagnostic {
    Diagnostic::error("yaml/empty", both!("文件里没有内容", "the file has no content"))
        .at(diag::whole(&file.path))
        .help(both!("写入内容，或删去这个文件", "fill it in, or delete the file"))
}

/// The line around a place: where it begins, and its text.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let (above, from) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = above.rfind('\n').map_or(0, |n| n + 1);
    let end = above.len() + from.find('\n').unwrap_or(from.len());
    (start, text.get(start..end).unwrap_or_default())
}

/// The text from a place on up to one of some signs.
fn word_at<'t>(text: &'t str, at: usize, ends: &[char]) -> &'t str {
    text.get(at..).and_then(|rest| rest.split(ends).next()).unwrap_or_default()
}

fn anchor(file: &TextFile, at: usize) -> Diagnostic {
    // The parser may name the value beside an anchor or the map around an alias: the mark itself is found on the line.
    let (start, line) = line_at(&file.text, at);
    let begins = |mark: &str| line.find(mark).map(|n| start + n + mark.len() - 1);
    let at = [" &", " *"].into_iter().find_map(begins).unwrap_or(at);
    let word = word_at(&file.text, at, &[' ', '\n', ',', ']', '}']);
    Diagnostic::error(
        "yaml/anchor",
        both!("不支持锚点与别名 `{word}`", "anchors and aliases such as `{word}` are not read"),
    )
    .at(file.place(at..at + word.len()))
    .help(both!(
        "把内容直接写在用到的地方；文字以 & 或 * 开头时加引号",
        "write the value where it is used; quote a text that begins with & or *"
    ))
}

/// Mistakes on the error's line or just above it that explain it better than the parser can.
fn near(file: &TextFile, at: usize) -> Option<Diagnostic> {
    let own = line_at(&file.text, at);
    let above = own.0.checked_sub(1).map(|end| line_at(&file.text, end));
    above.into_iter().chain([own]).find_map(|(start, line)| {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{3000}']).len();
        match line.find('\t').filter(|tab| *tab < indent) {
            Some(tab) => Some(
                Diagnostic::error("yaml/syntax", both!("用制表符缩进", "indented with a tab"))
                    .at(file.place(start + tab..start + tab + 1))
                    .help(both!("改用两个空格", "use two spaces")),
            ),
            None => full_width(file, start, line),
        }
    })
}

fn full_width(file: &TextFile, start: usize, line: &str) -> Option<Diagnostic> {
    let rest = line.trim_start_matches([' ', '\t', '\u{3000}']);
    let indent = line.len() - rest.len();
    if let Some(space) = line.find('\u{3000}').filter(|space| *space < indent) {
        return Some(
            Diagnostic::error("yaml/full-width", both!("用全角空格缩进", "indented with a full-width space"))
                .at(file.place(start + space..start + space + 3))
                .help(both!("改用半角空格", "use plain spaces")),
        );
    }
    let (key, _) = rest.split_once('：')?;
    let is_key =
        !key.is_empty() && !key.contains([':', '#', '"', '\'', '，', '。']) && key.chars().count() <= 30;
    is_key.then(|| {
        let at = start + indent + key.len();
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

/// Reports what parses but is not in the dialect: tags, merge keys, full-width marks in keys, hidden characters.
pub(super) fn dialect(file: &TextFile, node: &Node, found: &mut Vec<Diagnostic>) {
    if diag::is_full(found, &file.path) {
        return;
    }
    if let Some((start, tag)) = tag_before(&file.text, node) {
        let finding = Diagnostic::error(
            "yaml/tag",
            both!("不支持类型标签 `{tag}`", "tags such as `{tag}` are not read"),
        );
        diag::push(
            found,
            finding.at(file.place(start..start + tag.len())).help(both!(
                "删去标签；文字以 ! 开头时加引号",
                "remove the tag; quote a text that begins with !"
            )),
        );
    }
    match &node.kind {
        Kind::List(values) => values.iter().for_each(|value| dialect(file, value, found)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                dialect_of_key(file, key, found);
                dialect(file, value, found);
            }
        }
        Kind::Scalar { text, plain: false } => escapes(file, text, &node.span, found),
        Kind::Null | Kind::Scalar { .. } => {}
    }
}

fn dialect_of_key(file: &TextFile, key: &Key, found: &mut Vec<Diagnostic>) {
    escapes(file, &key.text, &key.span, found);
    if key.text == "<<" {
        let finding =
            Diagnostic::error("yaml/merge-key", both!("不支持合并键 `<<`", "the merge key `<<` is not read"));
        diag::push(
            found,
            finding
                .at(file.place(key.span.clone()))
                .help(both!("把要合并的键逐个写出", "write the merged keys out")),
        );
    }
    if key.text.starts_with('\u{3000}') || key.text.contains('：') {
        let (start, line) = line_at(&file.text, key.span.start);
        if let Some(finding) = full_width(file, start, line) {
            diag::push(found, finding);
        }
    }
}

/// Reports characters that an escape such as `\0` or `\u202e` makes; those that stand in the file are known already.
fn escapes(file: &TextFile, text: &str, span: &Range<usize>, found: &mut Vec<Diagnostic>) {
    let Some((kind, c)) = text.chars().find_map(|c| hidden::kind(c).map(|kind| (kind, c))) else { return };
    if !file.text.get(span.clone()).is_some_and(|written| written.contains(c)) {
        diag::push(found, hidden::finding(kind, c).at(file.place(span.clone())));
    }
}

/// The tag before a value and where it begins: the only word that can stand there, besides indicators and comments.
fn tag_before<'t>(text: &'t str, node: &Node) -> Option<(usize, &'t str)> {
    let before = text.get(..node.span.start)?.trim_end_matches(' ');
    let word = before.rsplit([' ', '\n', '[', '{', ',']).next()?;
    word.starts_with('!').then_some((before.len() - word.len(), word))
}

/// Byte of a line and column, both from 1, the column in characters.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1) as usize).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let inside = rest.char_indices().nth(column.saturating_sub(1) as usize).map_or(rest.len(), |(at, _)| at);
    start + inside
}
