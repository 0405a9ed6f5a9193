//! Text: widths, escaping, near names, numbers as people write them. Pure functions over `str`.

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
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
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
/// ```
pub fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count().div_ceil(3)).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate, limit), candidate))
        .filter(|(d, _)| *d <= limit)
        .min_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)))
        .map(|(_, candidate)| candidate)
}

fn distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().take(64).flat_map(char::to_lowercase).collect();
    let b: Vec<char> = b.chars().take(64).flat_map(char::to_lowercase).collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
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
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
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
