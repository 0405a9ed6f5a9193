//! Text: widths, escaping, near names, numbers as people write them. Pure functions over `str`.

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

use unicode_width::UnicodeWidthChar;

/// Han, kana, or a full-width sign: a line break beside it is no space.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// A Han character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The language that a text's characters give away, where they do: `ja` by its kana, `zh` by Han characters alone.
///
/// ```
/// assert_eq!(haopin::text::language("首批69个"), Some("zh"));
/// assert_eq!(haopin::text::language("10都市以上の"), Some("ja"));
/// assert_eq!(haopin::text::language("MLPerf v2.0"), None);
/// ```
pub fn language(text: &str) -> Option<&'static str> {
    if text.chars().any(|c| matches!(c, '\u{3041}'..='\u{30ff}')) {
        return Some("ja");
    }
    text.chars().any(is_han).then_some("zh")
}

/// Columns that a text takes on a terminal; a Han character takes two.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| if c == '\t' { 4 } else { c.width().unwrap_or(0) }).sum()
}

/// Escapes a text for HTML, in elements and in double-quoted attributes.
///
/// ```
/// assert_eq!(haopin::text::escape("a<b & \"c\""), "a&lt;b &amp; &quot;c&quot;");
/// ```
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    out
}

/// Appends a text, escaped for HTML.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((before, from)) =
        rest.find(['&', '<', '>', '"', '\'']).and_then(|at| rest.split_at_checked(at))
    {
        out.push_str(before);
        let mut signs = from.chars();
        out.push_str(match signs.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        });
        rest = signs.as_str();
    }
    out.push_str(rest);
}

/// The nearest of some names, if one is near enough to have been meant.
///
/// Distance is that of Damerau and Levenshtein (restricted), in characters; at most a third of the word may differ.
///
/// ```
/// assert_eq!(haopin::text::closest("industy", ["district", "industry"]), Some("industry"));
/// assert_eq!(haopin::text::closest("colour", ["industry"]), None);
/// assert_eq!([haopin::text::closest("E", ["A", "B"]), haopin::text::closest("b", ["A", "B"])], [None, Some("B")]);
/// ```
pub fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // One letter is near to every other: only another case of it can have been meant.
    let letters = name.chars().count();
    let limit = if letters < 2 { 0 } else { letters.div_ceil(3) };
    let name = compared(name);
    let signs = signs_of(&name);
    known
        .into_iter()
        .filter_map(|candidate| Some((near(&name, signs, candidate, limit)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Longest part of a name that is compared, in characters.
const COMPARED: usize = 64;

fn compared(name: &str) -> Vec<char> {
    name.chars().take(COMPARED).flat_map(char::to_lowercase).collect()
}

/// Which characters a name has, by their last six bits.
fn signs_of(name: &[char]) -> u64 {
    name.iter().fold(0, |signs, c| signs | 1 << (u32::from(*c) & 63))
}

/// The distance to a candidate, if it is at most `limit`. Most candidates are told apart by length or by their signs.
fn near(name: &[char], signs: u64, candidate: &str, limit: usize) -> Option<usize> {
    if candidate.len() > 4 * (name.len() + limit) && name.len() < COMPARED {
        return None;
    }
    let candidate = compared(candidate);
    // One change adds or takes away at most two kinds of characters.
    let differing = (signs ^ signs_of(&candidate)).count_ones() as usize;
    if name.len().abs_diff(candidate.len()) > limit || differing > 2 * limit {
        return None;
    }
    Some(distance(name, &candidate)).filter(|distance| *distance <= limit)
}

fn distance(a: &[char], b: &[char]) -> usize {
    // Rows of the table; each holds the distances of one beginning of `a` to all beginnings of `b`.
    let mut two_above: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut before_a = None;
    for (i, in_a) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        let mut left = i + 1;
        row.push(left);
        let mut before_b = None;
        for (j, (in_b, pair)) in b.iter().zip(above.windows(2)).enumerate() {
            let [corner, up] = pair else { continue };
            let mut least = (up + 1).min(left + 1).min(corner + usize::from(in_a != in_b));
            if before_a == Some(in_b) && before_b == Some(in_a) {
                let swapped = j.checked_sub(1).and_then(|at| two_above.get(at));
                least = swapped.map_or(least, |before| least.min(before + 1));
            }
            row.push(least);
            left = least;
            before_b = Some(in_b);
        }
        two_above = std::mem::replace(&mut above, row);
        before_a = Some(in_a);
    }
    above.last().copied().unwrap_or_default()
}

/// A decimal number with its thousands grouped: `5323` → `5,323`, `-1234.5` → `-1,234.5`.
pub fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Lower-case Latin letters, digits and single hyphens, as in folder names and product ids.
///
/// ```
/// assert!(haopin::text::is_slug("nf5688m6-a"));
/// assert!(!haopin::text::is_slug("NF5688") && !haopin::text::is_slug("a--b") && !haopin::text::is_slug(""));
/// ```
pub fn is_slug(name: &str) -> bool {
    !name.is_empty()
        && name.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Names that Windows and exFAT cannot hold, whatever their extension.
pub fn is_reserved_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| ('1'..='9').contains(&c)))
}

/// Cuts a text after at most `limit` characters, with `…` where something was left out.
pub fn shorten(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names() {
        let check = |name, expected| {
            assert_eq!(closest(name, ["industry", "district", "name", "summary"]), expected, "{name}")
        };
        check("idnustry", Some("industry"));
        check("Industry", Some("industry"));
        check("nmae", Some("name"));
        check("行业", None);
        check("", None);
    }

    #[test]
    fn thousands() {
        for (number, expected) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("5323", "5,323"),
            ("1234567.89", "1,234,567.89"),
            ("-4200", "-4,200"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn columns_of_a_terminal() {
        assert_eq!(columns("ab平阴"), 6);
        assert_eq!(columns("\t：a"), 7);
    }

    #[test]
    fn reserved_names() {
        for (name, expected) in [
            ("con", true),
            ("com1", true),
            ("nul", true),
            ("com", false),
            ("lpt0", false),
            ("console", false),
        ] {
            assert_eq!(is_reserved_name(name), expected, "{name}");
        }
    }

    #[test]
    fn shortened_texts_say_so() {
        assert_eq!(shorten("平阴玫瑰", 2), "平阴…");
        assert_eq!(shorten("平阴", 2), "平阴");
    }
}
