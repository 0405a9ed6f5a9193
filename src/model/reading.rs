//! Readings: pinyin of a name, for order and for the A–Z.

use pinyin::ToPinyin;

use crate::load::draft::Draft;

/// The reading of a brand: as its profile gives it, or character by character.
pub fn of(draft: &Draft) -> String {
    draft.pinyin.as_ref().map_or_else(|| of_text(draft.name.any(0)), |pinyin| pinyin.to_lowercase())
}

/// Pinyin without tones, words apart; other characters stay as they are.
///
/// ```
/// assert_eq!(haopin::model::reading::of_text("平阴 Rose"), "ping yin rose");
/// ```
pub fn of_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c.to_pinyin() {
            Some(reading) => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                out.push_str(reading.plain());
                out.push(' ');
            }
            None => out.extend(c.to_lowercase()),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `A` to `Z`, or `#`.
pub fn letter(reading: &str) -> char {
    reading.chars().next().map(|c| c.to_ascii_uppercase()).filter(char::is_ascii_uppercase).unwrap_or('#')
}
