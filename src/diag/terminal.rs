//! Findings for people: code, place, line, caret, cause, cure. Readable without color.

use std::fmt::Write as _;

use crate::diag::{Diagnostic, Place, Severity, Tongue};
use crate::text;

/// Most findings that are shown in full, and most bytes of them; the rest are counted.
pub const SHOWN_AT_MOST: usize = 100;
const MOST_BYTES: usize = 60 * 1024;

/// Writes the first findings in full, and a line that counts all; at most 64 KB.
pub fn report(found: &[Diagnostic], tongue: Tongue, color: bool) -> String {
    let mut out = String::new();
    let mut shown = 0;
    for finding in found.iter().take(SHOWN_AT_MOST) {
        let before = out.len();
        one(&mut out, finding, tongue, color);
        out.push('\n');
        if out.len() > MOST_BYTES {
            out.truncate(before);
            break;
        }
        shown += 1;
    }
    if found.len() > shown {
        let rest = found.len() - shown;
        let _ = match tongue {
            Tongue::Zh => writeln!(out, "……另有 {rest} 处未列出；先改好上面这些，再检查一次\n"),
            Tongue::En => writeln!(out, "… and {rest} more; mend these first, then check again\n"),
        };
    }
    if !found.is_empty() {
        let errors = found.iter().filter(|d| d.is_error()).count();
        let warnings = found.len() - errors;
        let _ = match tongue {
            Tongue::Zh => writeln!(out, "共 {errors} 个错误，{warnings} 个警告"),
            Tongue::En => writeln!(out, "{}, {}", plural(errors, "error"), plural(warnings, "warning")),
        };
    }
    out
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn one(out: &mut String, finding: &Diagnostic, tongue: Tongue, color: bool) {
    let (red, yellow, blue, bold, plain) = if color {
        ("\x1b[1;31m", "\x1b[1;33m", "\x1b[34m", "\x1b[1m", "\x1b[0m")
    } else {
        ("", "", "", "", "")
    };
    let (paint, word) = match (finding.severity, tongue) {
        (Severity::Error, Tongue::Zh) => (red, "错误"),
        (Severity::Error, Tongue::En) => (red, "error"),
        (Severity::Warning, Tongue::Zh) => (yellow, "警告"),
        (Severity::Warning, Tongue::En) => (yellow, "warning"),
    };
    let place = &finding.place;
    let _ = writeln!(
        out,
        "{bold}{}{plain}: {paint}{word}[{}]{plain}: {}",
        address(place),
        finding.code,
        printable(finding.message.in_tongue(tongue))
    );
    excerpt(out, place, paint, blue, plain);
    if let Some((other, label)) = &finding.related {
        let _ = writeln!(out, "  {blue}::{plain} {}: {}", address(other), printable(label.in_tongue(tongue)));
        excerpt(out, other, blue, blue, plain);
    }
    if let Some(help) = &finding.help {
        let word = if tongue == Tongue::Zh { "办法" } else { "help" };
        let _ = writeln!(out, "  {blue}={plain} {word}: {}", printable(help.in_tongue(tongue)));
    }
}

fn address(place: &Place) -> String {
    let path = printable(&place.path);
    if place.line == 0 { path } else { format!("{path}:{}:{}", place.line, place.column) }
}

fn excerpt(out: &mut String, place: &Place, paint: &str, blue: &str, plain: &str) {
    if place.line == 0 || place.text.is_empty() {
        return;
    }
    let number = place.line.to_string();
    let gap = " ".repeat(number.len());
    let line = printable(&place.text);
    let before: String = place.text.chars().take(place.caret.0 as usize).collect();
    let marked: String =
        place.text.chars().skip(place.caret.0 as usize).take(place.caret.1 as usize).collect();
    let indent = " ".repeat(text::columns(&printable(&before)));
    let carets = "^".repeat(text::columns(&printable(&marked)).max(1));
    let _ = writeln!(out, " {blue}{number} |{plain} {line}");
    let _ = writeln!(out, " {blue}{gap} |{plain} {indent}{paint}{carets}{plain}");
}

/// Replaces characters that would steer a terminal or hide text: controls, direction marks, zero widths.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::both;
    use crate::diag::TextFile;

    fn finding() -> Diagnostic {
        let file = TextFile { path: "content/a.yaml".into(), text: "名称: 平阴\n".into() };
        Diagnostic::error("yaml/unknown-key", both!("没有 `名称` 这个键", "there is no key `名称`"))
            .at(file.place(0..6))
            .help(both!("改成 `name`", "write `name`"))
    }

    #[test]
    fn a_caret_stands_under_its_character() {
        let mut found = finding();
        found.place = TextFile { path: "a".into(), text: "a: 平阴x\n".into() }.place(9..10);
        assert_eq!(
            report(&[found], Tongue::En, false),
            "a:1:6: error[yaml/unknown-key]: there is no key `名称`\n 1 | a: 平阴x\n   |        ^\n  = help: write `name`\n\n1 error, 0 warnings\n"
        );
    }

    #[test]
    fn both_languages() {
        assert!(
            report(&[finding()], Tongue::Zh, false)
                .starts_with("content/a.yaml:1:1: 错误[yaml/unknown-key]: 没有")
        );
        assert!(report(&[finding()], Tongue::Zh, false).contains("= 办法: 改成 `name`"));
    }

    #[test]
    fn at_most_a_hundred_are_shown_and_all_are_counted() {
        let many = vec![finding(); 250];
        let shown = report(&many, Tongue::En, false);
        assert_eq!(shown.matches("error[").count(), SHOWN_AT_MOST);
        assert!(shown.contains("and 150 more") && shown.ends_with("250 errors, 0 warnings\n"));
    }

    #[test]
    fn marks_that_steer_a_terminal_are_not_printed() {
        assert_eq!(printable("a\u{1b}[31m\u{202e}b"), "a\u{fffd}[31m\u{fffd}b");
    }
}
