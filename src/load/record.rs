//! Parts that records share: localized texts, sources, figures, ids. Each reports what is wrong with it.

use crate::both;
use crate::config::{L10n, Locale, localized};
use crate::diag::{Both, Diagnostic};
use crate::load::draft::{Fact, Mention, Target};
use crate::load::keys;
use crate::text;
use crate::yaml::read::{Date, Fields, KeyDoc, Reader};
use crate::yaml::{Kind, Node};

/// Reads one record and collects the names it mentions.
pub struct Record<'r, 'f> {
    pub reader: &'r mut Reader<'f>,
    pub mentions: &'r mut Vec<Mention>,
    pub locales: &'r [Locale],
    /// Number of the file among the brand's.
    pub file: u32,
    /// Figures need no source.
    pub sample: bool,
}

/// Superlatives that say nothing of rank.
const HARMLESS: &[&str] = &[
    "第一批",
    "第一步",
    "第一次",
    "第一环",
    "第一章",
    "第一节",
    "第一代",
    "第一季度",
    "第一产业",
    "最初",
    "最后",
    "最近",
    "最终",
    "最多",
    "最少",
    "最低限度",
    "最大限度",
    "唯一标识",
    "唯一编号",
];
const HARMLESS_EN: &[&str] = &[
    "first batch",
    "first step",
    "first half",
    "first quarter",
    "first name",
    "at first",
    "first of all",
    "first time",
    "first-",
];

/// The superlative in a text, if it has one, with its byte span.
pub fn superlative(text: &str) -> Option<std::ops::Range<usize>> {
    for word in ["第一", "唯一", "最"] {
        for (at, _) in text.match_indices(word) {
            let rest = text.get(at..).unwrap_or_default();
            if !HARMLESS.iter().any(|phrase| rest.starts_with(phrase)) {
                return Some(at..at + word.len());
            }
        }
    }
    let lower = text.to_ascii_lowercase();
    for word in ["first", "largest", "only", "biggest", "best"] {
        for (at, _) in lower.match_indices(word) {
            let Some((before, from)) = lower.split_at_checked(at) else { continue };
            let after = from.strip_prefix(word).unwrap_or_default();
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
            let whole = edge(before.chars().next_back()) && edge(after.chars().next());
            // `the only one` claims, `only on Sundays` does not.
            let claims = word != "only" || ["the ", "'s ", "’s "].iter().any(|lead| before.ends_with(lead));
            let harmless = HARMLESS_EN.iter().any(|phrase| {
                phrase
                    .split_once(word)
                    .is_some_and(|(lead, end)| before.ends_with(lead) && after.starts_with(end))
            });
            if whole && claims && !harmless {
                return Some(at..at + word.len());
            }
        }
    }
    None
}

impl Record<'_, '_> {
    pub fn mention(&mut self, target: Target, name: &str, span: &std::ops::Range<usize>) {
        let span = (span.start as u32, span.end as u32);
        self.mentions.push(Mention { target, name: name.to_owned(), file: self.file, span });
    }

    pub fn localized(&mut self, node: Option<&Node>, what: &Both) -> L10n {
        node.and_then(|node| localized(self.reader, node, what, self.locales)).unwrap_or_default()
    }

    /// A localized text that must be there.
    pub fn required(&mut self, fields: &Fields<'_>, of: &Both, doc: &KeyDoc) -> L10n {
        let what = Both { zh: doc.zh.to_owned(), en: format!("the {}", doc.en) };
        match fields.get(doc.name) {
            Some(node) => self.localized(Some(node), &what),
            None => {
                self.reader.missing(fields, of, doc);
                L10n::default()
            }
        }
    }

    pub fn text(&mut self, node: Option<&Node>, what: &Both) -> Option<String> {
        node.and_then(|node| self.reader.text(node, what)).map(|t| t.value)
    }

    pub fn date(&mut self, node: Option<&Node>, what: &Both) -> Option<Date> {
        node.and_then(|node| self.reader.date(node, what)).map(|d| d.value)
    }

    /// `true` or `false`; false where it is not written.
    pub fn truth(&mut self, node: Option<&Node>, what: &Both) -> bool {
        node.and_then(|node| self.reader.truth(node, what)).unwrap_or(false)
    }

    /// Reports a later date that comes first.
    pub fn in_order(
        &mut self,
        fields: &Fields<'_>,
        (early, first): (&str, &Option<Date>),
        (late, last): (&str, &Option<Date>),
    ) {
        let (Some(first), Some(last)) = (first, last) else { return };
        if !last.is_before(first) {
            return;
        }
        let span = |name| fields.get(name).map_or(fields.span.clone(), |node: &Node| node.span.clone());
        let finding = Diagnostic::error(
            "date/backwards",
            both!("`{late}` 早于 `{early}`", "`{late}` comes before `{early}`"),
        )
        .at(self.reader.place(&span(late)))
        .beside(self.reader.place(&span(early)), both!("`{early}` 在这里", "`{early}` is here"))
        .help(both!("核对两个日期，改正写错的一个", "check both dates and mend the wrong one"));
        self.reader.push(finding);
    }

    /// Reports test data inside a real brand.
    pub fn stray_sample(&mut self, node: Option<&Node>) {
        let Some(node) = node else { return };
        if self.reader.truth(node, &both!("样本", "sample")) == Some(true) && !self.sample {
            self.reader.push(
                Diagnostic::error(
                    "sample/in-real-brand",
                    both!("真实品牌里有样本数据", "test data stands inside a real brand"),
                )
                .at(self.reader.place(&node.span))
                .help(both!("移到样本品牌里，或删去", "move it to a sample brand, or take it out")),
            );
        }
    }

    /// A name of another record.
    pub fn name(&mut self, node: Option<&Node>, what: &Both, target: Target) -> Option<String> {
        let written = node.and_then(|node| self.reader.text(node, what))?;
        self.mention(target, &written.value, &written.span);
        Some(written.value)
    }

    /// Names of other records, in a list or alone.
    pub fn names(&mut self, node: Option<&Node>, what: &Both, target: Target) -> Vec<String> {
        let Some(node) = node else { return Vec::new() };
        if let Kind::Scalar { .. } = node.kind {
            return self.name(Some(node), what, target).into_iter().collect();
        }
        self.reader.list(node, what).iter().filter_map(|node| self.name(Some(node), what, target)).collect()
    }

    /// The sources of a figure; none is a finding, except in test data.
    pub fn sources(&mut self, fields: &Fields<'_>, what: &Both) -> Vec<String> {
        let sources = self.names(fields.get("source"), &both!("来源", "a source"), Target::Source);
        if sources.is_empty() && !self.sample {
            let span = fields.entries().first().map_or(fields.span.clone(), |(key, _)| key.span.clone());
            self.reader.push(
                Diagnostic::error(
                    "figure/no-source",
                    Both {
                        zh: format!("{}没有来源", spaced(&what.zh)),
                        en: format!("{} has no source", what.en),
                    },
                )
                .at(self.reader.place(&span))
                .help(both!(
                    "加上 `source: [来源代号]`；没有来源就删去这一项",
                    "add `source: [id]`; without a source, take it out"
                )),
            );
        }
        sources
    }

    /// Whether an id can stand in an address; one that cannot is reported.
    pub fn is_slug(&mut self, id: &str, span: &std::ops::Range<usize>) -> bool {
        let fine = text::is_slug(id) && id.len() <= 64;
        if !fine {
            self.reader.push(
                Diagnostic::error(
                    "name/not-a-slug",
                    both!("`{}` 不能作代号", "`{}` cannot be an id", text::shorten(id, 60)),
                )
                .at(self.reader.place(span))
                .help(slug_instead(id)),
            );
        }
        fine
    }

    /// An id inside a file: a slug, each once.
    pub fn id(
        &mut self,
        fields: &Fields<'_>,
        of: &Both,
        doc: &KeyDoc,
        taken: &mut Vec<(String, std::ops::Range<usize>)>,
    ) -> Option<String> {
        let Some(node) = fields.get(doc.name) else {
            self.reader.missing(fields, of, doc);
            return None;
        };
        let written = self.reader.text(node, &both!("代号", "an id"))?;
        if !self.is_slug(&written.value, &written.span) {
            return None;
        }
        if let Some((_, first)) = taken.iter().find(|(id, _)| *id == written.value) {
            let first = self.reader.place(&first.clone());
            self.reader.push(
                Diagnostic::error(
                    "name/taken",
                    both!("代号 `{}` 用了两次", "the id `{}` is used twice", written.value),
                )
                .at(self.reader.place(&written.span))
                .beside(first, both!("第一次在这里", "first here"))
                .help(both!("给其中一个换个代号", "give one of them another id")),
            );
            return None;
        }
        taken.push((written.value.clone(), written.span));
        Some(written.value)
    }

    /// `=`, `>`, `>=`, `<`, `<=` or `~`.
    pub fn operator(&mut self, node: Option<&Node>) -> String {
        let what = both!("关系", "the relation");
        node.and_then(|node| self.reader.choice(node, &what, &["=", ">", ">=", "<", "<=", "~"]))
            .unwrap_or("=")
            .to_owned()
    }

    /// A list of figures.
    pub fn facts(&mut self, node: Option<&Node>) -> Vec<Fact> {
        let what = both!("数字", "a fact");
        let mut taken = Vec::new();
        let nodes =
            node.map(|node| self.reader.list(node, &both!("数字表", "the list of facts"))).unwrap_or(&[]);
        nodes.iter().filter_map(|node| self.fact(node, &what, &mut taken)).collect()
    }

    fn fact(
        &mut self,
        node: &Node,
        what: &Both,
        taken: &mut Vec<(String, std::ops::Range<usize>)>,
    ) -> Option<Fact> {
        let fields = self.reader.map(node, what, &[keys::FACT])?;
        let id = self.id(&fields, what, &keys::FACT[0], taken)?;
        let value = match fields.get("value") {
            Some(node) => self.reader.number(node, &both!("数值", "the value"))?.value,
            None => {
                self.reader.missing(&fields, what, &keys::FACT[1]);
                return None;
            }
        };
        let sources = self.sources(&fields, &both!("数字 `{id}`", "the figure `{id}`"));
        let text = self.required(&fields, what, &keys::FACT[4]);
        let speaker = self.localized(fields.get("speaker"), &both!("说话人", "the speaker"));
        if speaker.is_empty() && !self.sample {
            let cure = both!(
                "写明谁说的 `speaker: …`，或换个说法",
                "say who says so in `speaker: …`, or say it otherwise"
            );
            self.claim(fields.get("text"), &text, cure);
        }
        let unit = self.name(fields.get("unit"), &both!("单位", "the unit"), Target::Unit);
        let original = self.original(fields.get("original"));
        let counts = fields.get("counts").and_then(|node| {
            self.reader.choice(node, &both!("所数的列表", "the list"), &["series", "products"])
        });
        let truth = |record: &mut Self, name: &str| {
            fields
                .get(name)
                .and_then(|node| record.reader.truth(node, &both!("{name}", "{name}")))
                .unwrap_or(false)
        };
        let (computed, home) = (truth(self, "computed"), truth(self, "home"));
        Some(Fact {
            id,
            value,
            op: self.operator(fields.get("op")),
            unit,
            text,
            speaker,
            original,
            note: self.localized(fields.get("note"), &both!("说明", "the note")),
            as_of: self.date(fields.get("as_of"), &both!("截至日期", "as_of")),
            computed,
            counts: counts.map(str::to_owned),
            home,
            group: self.text(fields.get("group"), &both!("分组", "the group")),
            sources,
        })
    }

    /// Reports superlatives in summaries and titles, where nobody can be named who says so.
    pub fn claims(&mut self, fields: &Fields<'_>, keys: &[&str]) {
        for key in keys {
            let Some(node) = fields.get(key) else { continue };
            let texts = match &node.kind {
                Kind::Scalar { text, .. } => vec![Some(text.clone())],
                Kind::Map(entries) => entries.iter().map(|(_, node)| scalar(node)).collect(),
                _ => continue,
            };
            let cure = both!(
                "换个说法；有来源的排名写进 `facts`，带 `speaker` 和 `source`",
                "say it otherwise; a rank with a source goes into `facts`, with `speaker` and `source`"
            );
            self.claim(Some(node), &L10n(texts), cure);
        }
    }

    /// Reports a superlative that nobody says.
    fn claim(&mut self, node: Option<&Node>, texts: &L10n, cure: Both) {
        let Some(node) = node else { return };
        let Some(text) = texts.0.iter().flatten().find(|text| superlative(text).is_some()) else { return };
        let word = superlative(text).and_then(|span| text.get(span)).unwrap_or_default().to_owned();
        let file = &self.reader.file.text;
        let inside = file
            .get(node.span.clone())
            .and_then(|part| part.find(&word))
            .map(|at| node.span.start + at..node.span.start + at + word.len());
        self.reader.push(
            Diagnostic::warning(
                "claim/superlative",
                both!("“{word}”没有说明是谁说的", "`{word}` stands here without saying who says so"),
            )
            .at(self.reader.place(&inside.unwrap_or(node.span.clone())))
            .help(cure),
        );
    }

    fn original(&mut self, node: Option<&Node>) -> Option<String> {
        let written = self.reader.text(node?, &both!("原话", "the original"))?;
        let han = written.value.chars().filter(|c| text::is_han(*c)).count();
        let is_word = |word: &&str| word.chars().any(|c| c.is_alphabetic() && !text::is_han(c));
        let words = written.value.split_whitespace().filter(is_word).count();
        if han > 60 || words > 25 {
            self.reader.push(
                Diagnostic::error(
                    "figure/long-quotation",
                    if han > 60 {
                        both!(
                            "引用的原话有 {han} 个汉字，太长",
                            "the quoted original has {han} Chinese characters, which is too long"
                        )
                    } else {
                        both!(
                            "引用的原话有 {words} 个词，太长",
                            "the quoted original has {words} words, which is too long"
                        )
                    },
                )
                .at(self.reader.place(&written.span))
                .help(both!(
                    "只留够核对的一句：最多 60 个汉字或 25 个英文词",
                    "keep what it can be checked by: at most 60 Chinese characters or 25 words"
                )),
            );
        }
        Some(written.value)
    }

    /// An address that a visitor may follow: `https:` or `http:`.
    pub fn web_address(&mut self, node: Option<&Node>, what: &Both) -> Option<String> {
        let written = self.reader.text(node?, what)?;
        if is_web_address(&written.value) {
            return Some(written.value);
        }
        self.reader.push(
            Diagnostic::error(
                "link/scheme",
                both!("`{}` 不是网页地址", "`{}` is no address of a web page", written.value),
            )
            .at(self.reader.place(&written.span))
            .help(address_instead(&written.value)),
        );
        None
    }
}

fn scalar(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Scalar { text, .. } => Some(text.clone()),
        _ => None,
    }
}

/// A Chinese phrase that more will follow: a name in backticks stands apart by a space.
fn spaced(phrase: &str) -> String {
    if phrase.ends_with('`') { format!("{phrase} ") } else { phrase.to_owned() }
}

/// How to write what cannot stand in an address.
pub fn slug_instead(name: &str) -> Both {
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let words: String = letters.collect();
    let near = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    // What is left of a name with other letters in it would be no name.
    if name.is_ascii() && text::is_slug(&near) && !text::is_reserved_name(&near) && near.len() <= 64 {
        return both!("改成 `{near}`", "write `{near}`");
    }
    both!(
        "只用小写英文字母、数字和连字符，64 个以内，如 rose-tea",
        "use lower-case letters, digits and hyphens, at most 64, such as rose-tea"
    )
}

fn address_instead(written: &str) -> Both {
    let near = format!("https://{written}");
    if is_web_address(&near) && !written.contains(':') && written.contains('.') {
        return both!("写成 `{near}`", "write `{near}`");
    }
    both!("写成以 https:// 开头的完整地址", "write a full address that begins with https://")
}

/// `https://` or `http://`, a host, and no blanks or quotation marks.
pub fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !url.chars().any(|c| c.is_whitespace() || c.is_control() || "\"'<>\\`".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superlatives() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(superlative(text).map(|span| &text[span]), expected, "{text}")
        };
        check("市场占有率中国第一", Some("第一"));
        check("第一批六十九个品牌", None);
        check("最终确定，最近公布", None);
        check("亚洲最大的基地", Some("最"));
        check("the largest base in Asia", Some("largest"));
        check("It was the first batch.", None);
        check("the First Shandong machine", Some("First"));
        check("not only roses, and only in May, for tests only", None);
        check("China's only garden", Some("only"));
        check("the only garden", Some("only"));
        // Phrases are looked for in front of a word, where a Chinese character may stand.
        check("我们only", None);
        check("平平first", Some("first"));
        check("aé  first", Some("first"));
        check("", None);
    }

    #[test]
    fn web_addresses() {
        for (url, expected) in [
            ("https://a.example/x?y=1", true),
            ("http://a.example", true),
            ("javascript:alert(1)", false),
            ("JaVaScRiPt:alert(1)", false),
            ("https://", false),
            ("https:///x", false),
            ("//a.example", false),
            ("https://a.example/\"x", false),
            ("https://a.example/ x", false),
        ] {
            assert_eq!(is_web_address(url), expected, "{url}");
        }
    }
}
