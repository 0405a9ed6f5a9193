//! Emphasis beside full-width signs: `**“玫瑰+”。**产业` closes, although CommonMark says it cannot.
//!
//! The rule is that of the CJK-friendly amendments to CommonMark: a Chinese sign beside a delimiter run counts as a
//! letter. One invisible character between the sign and the run makes the parser see it so; `strip` removes it again.
//!
//! Source: Ryo Hirayama, *markdown-cjk-friendly*, specification 1.

use crate::text::is_wide;

/// Stands between a sign and a run; a noncharacter, which no text holds (`text/control-character` refuses it).
const JOINT: char = '\u{fdd0}';

/// The text with joints, and where each was put (in bytes of the result, rising).
pub fn joined(text: &str) -> (String, Vec<usize>) {
    if !text.contains("*") && !text.contains("~~") {
        return (text.to_owned(), Vec::new());
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut joints = Vec::new();
    let mut before: Option<char> = None;
    let mut rest = text;
    while let Some((text, from)) = rest.find(['*', '~']).and_then(|at| rest.split_at_checked(at)) {
        out.push_str(text);
        before = text.chars().next_back().or(before);
        let sign = if from.starts_with('*') { '*' } else { '~' };
        let after = from.trim_start_matches(sign);
        let (left, right) = joints_at(before, after.chars().next());
        if left {
            joints.push(out.len());
            out.push(JOINT);
        }
        out.extend(std::iter::repeat_n(sign, from.len() - after.len()));
        if right {
            joints.push(out.len());
            out.push(JOINT);
        }
        before = Some(sign);
        rest = after;
    }
    out.push_str(rest);
    (out, joints)
}

fn joints_at(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let (Some(before), Some(after)) = (before, after) else { return (false, false) };
    if before == '\\' || before.is_whitespace() || after.is_whitespace() {
        return (false, false);
    }
    let sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let wide_sign = |c: char| sign(c) && is_wide(c);
    let left = sign(before) && (wide_sign(before) || is_wide(after)) && !sign(after);
    let right = sign(after) && (wide_sign(after) || is_wide(before)) && !sign(before);
    (left, right)
}

/// A text of the parser without joints.
pub fn strip(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(JOINT) { text.replace(JOINT, "").into() } else { text.into() }
}

/// The place in the editor's text of a place in the joined one.
pub fn original(joints: &[usize], at: usize) -> usize {
    at - joints.partition_point(|joint| *joint < at) * JOINT.len_utf8()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_come_off_again() {
        for text in ["形成**“玫瑰+”。**产业", "a * b", "***", "**（一）**二", "~~“删”~~了", "\\*“x”\\*", ""]
        {
            let (joined, joints) = joined(text);
            assert_eq!(strip(&joined), text);
            assert_eq!(original(&joints, joined.len()), text.len());
        }
    }

    #[test]
    fn latin_text_is_left_alone() {
        assert!(joined("a **b**, (*c*) d").1.is_empty());
    }
}
