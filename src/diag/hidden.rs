//! Characters that nobody types on purpose: controls, marks that turn or hide text, remains of a wrong conversion.
//!
//! They come as bytes of a file, as escapes of a quoted YAML text and as entities of a story; all three ask here.

use crate::both;
use crate::diag::{Both, Diagnostic};

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// A control or a noncharacter; stories mark holes with these, so no text may hold one.
    Control,
    /// Turns the direction of the text behind it.
    Direction,
    ZeroWidth,
    /// U+FFFD: what was here was lost in a conversion.
    Lost,
}

/// `None` for every character that belongs into a text; line ends and tabs do.
pub fn kind(c: char) -> Option<Hidden> {
    match c {
        '\n' | '\t' | ' '..='\u{7e}' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => Some(Hidden::Control),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some(Hidden::Direction)
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{ad}' | '\u{feff}' => Some(Hidden::ZeroWidth),
        '\u{fffd}' => Some(Hidden::Lost),
        // The last two code points of each plane, and characters that tag text invisibly.
        '\u{e0000}'..='\u{e007f}' => Some(Hidden::ZeroWidth),
        c if u32::from(c) & 0xfffe == 0xfffe => Some(Hidden::Control),
        _ => None,
    }
}

/// The finding for a character, without its place.
///
/// Reports `text/control-character`, `text/direction-mark`, `text/zero-width`, `text/lost-characters`.
pub fn finding(kind: Hidden, c: char) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(c));
    let cure: Both = both!(
        "删去它（它看不见；把整行重打一遍最稳妥）",
        "remove it (it is invisible: typing the line again is safest)"
    );
    match kind {
        Hidden::Control => Diagnostic::error(
            "text/control-character",
            both!("有控制字符 {code}", "a control character, {code}"),
        )
        .help(cure),
        Hidden::Direction => Diagnostic::warning(
            "text/direction-mark",
            both!("有改变文字方向的字符 {code}", "a character that turns the direction of text, {code}"),
        )
        .help(cure),
        Hidden::ZeroWidth => Diagnostic::warning(
            "text/zero-width",
            both!("有零宽字符 {code}", "a character without width, {code}"),
        )
        .help(cure),
        Hidden::Lost => Diagnostic::warning(
            "text/lost-characters",
            both!("文字在一次错误的转码中丢失了", "text was lost in a wrong conversion"),
        )
        .help(both!("从原文重新复制这一段", "copy this passage again from the original")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_into_a_text_and_what_does_not() {
        for (c, expected) in [
            ('a', None),
            ('\t', None),
            ('平', None),
            ('é', None),
            ('\u{10ffff}', Some(Hidden::Control)),
            ('\u{ffff}', Some(Hidden::Control)),
            ('\0', Some(Hidden::Control)),
            ('\u{8}', Some(Hidden::Control)),
            ('\u{85}', Some(Hidden::Control)),
            ('\u{202e}', Some(Hidden::Direction)),
            ('\u{200b}', Some(Hidden::ZeroWidth)),
            ('\u{e0041}', Some(Hidden::ZeroWidth)),
            ('\u{fffd}', Some(Hidden::Lost)),
        ] {
            assert_eq!(kind(c), expected, "{:04X}", u32::from(c));
        }
    }
}
