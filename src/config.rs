//! Settings of the published site: `site/site.yaml`, typed.

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

use serde::Serialize;

use crate::both;
use crate::diag::{Diagnostic, Place, TextFile};
use crate::yaml::read::{Date, KeyDoc, Reader};
use crate::yaml::{self, Node};

/// A language of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Locale {
    /// Short key: `zh`.
    pub key: String,
    /// BCP 47 tag: `zh-CN`.
    pub tag: String,
}

/// A text in each locale of the site, in their order; the first is the default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
pub struct L10n(pub Vec<Option<String>>);

impl L10n {
    /// A text in the default locale, the first of `count`.
    pub fn in_default(text: Option<String>, count: usize) -> Self {
        Self(std::iter::once(text).chain(std::iter::repeat(None)).take(count).collect())
    }

    /// The text in a locale, or the first there is, with the locale it is in.
    pub fn get(&self, locale: usize) -> Option<(&str, usize)> {
        let own = self.0.get(locale).and_then(Option::as_deref).map(|text| (text, locale));
        own.or_else(|| {
            self.0.iter().enumerate().find_map(|(at, text)| text.as_deref().map(|text| (text, at)))
        })
    }

    /// The text in a locale and no other.
    pub fn only(&self, locale: usize) -> Option<&str> {
        self.0.get(locale).and_then(Option::as_deref)
    }

    /// The text in the locale or any, empty where there is none.
    pub fn any(&self, locale: usize) -> &str {
        self.get(locale).map_or("", |(text, _)| text)
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// Where names stand that are looked up when the rest of the project has been read.
#[derive(Debug, Clone, Default)]
pub struct Written {
    pub theme: Place,
    /// Keys of the locales, in their order.
    pub locales: Vec<Place>,
    /// Brands that the home page names.
    pub brands: Vec<(String, Place)>,
}

/// What the opening screen says and shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Home {
    pub eyebrow: L10n,
    pub title: L10n,
    pub lede: L10n,
    pub lead: Option<String>,
    pub featured: Vec<String>,
}

/// The site, as its publisher set it.
#[derive(Debug, Clone, Serialize)]
pub struct Config {
    pub title: L10n,
    pub description: L10n,
    /// Without a slash at the end.
    pub url: String,
    /// Path part of `url`, with slashes at both ends: `/` or `/catalogue/`.
    pub base: String,
    pub locales: Vec<Locale>,
    pub theme: String,
    pub page_size: usize,
    pub home: Home,
    pub licence: L10n,
    pub footer: L10n,
    /// Write `.br` and `.gz` beside every text file.
    pub compress: bool,
    /// The catalogue's day, where the content's newest date is not meant.
    pub as_of: Option<Date>,
    #[serde(skip)]
    pub written: Written,
}

/// Keys of `site.yaml`.
pub const SITE: &[KeyDoc; 12] = &[
    KeyDoc {
        name: "title",
        zh: "网站标题",
        en: "title of the site",
        example: "{ zh: 泉城好品品牌目录, en: Brand catalogue }",
    },
    KeyDoc {
        name: "description",
        zh: "一句话说明",
        en: "what the site is, in a sentence",
        example: "{ zh: 品牌、产品与故事, en: Brands and stories }",
    },
    KeyDoc {
        name: "url",
        zh: "网站地址",
        en: "absolute address of the site",
        example: "https://catalogue.example",
    },
    KeyDoc {
        name: "locales",
        zh: "语言，第一个为默认",
        en: "languages; the first is the default",
        example: "[zh, en]",
    },
    KeyDoc {
        name: "tags",
        zh: "各语言的 BCP 47 标签",
        en: "BCP 47 tag of each locale",
        example: "{ zh: zh-CN, en: en }",
    },
    KeyDoc { name: "theme", zh: "主题", en: "name of the theme", example: "quancheng" },
    KeyDoc {
        name: "page_size", zh: "列表每页的品牌数", en: "brands on one page of a list", example: "24"
    },
    KeyDoc {
        name: "home",
        zh: "首页文字与品牌",
        en: "texts and brands of the home page",
        example: "{ title: { zh: 好品出泉城, en: From the springs } }",
    },
    KeyDoc {
        name: "licence", zh: "数据与文字的许可", en: "licence of data and texts", example: "CC BY 4.0"
    },
    KeyDoc {
        name: "footer",
        zh: "页脚的一句话",
        en: "a sentence at the foot of each page",
        example: "{ zh: 每个数字都注明来源, en: Every figure names its source }",
    },
    KeyDoc {
        name: "compress",
        zh: "是否写出 .br 和 .gz",
        en: "write .br and .gz beside text files",
        example: "true",
    },
    KeyDoc {
        name: "as_of",
        zh: "目录截至的日期",
        en: "the day the catalogue stands for",
        example: "2024-08-01",
    },
];

const HOME: &[KeyDoc; 5] = &[
    KeyDoc {
        name: "eyebrow",
        zh: "标题上方的小字",
        en: "small line above the title",
        example: "{ zh: 首批, en: First batch }",
    },
    KeyDoc {
        name: "title",
        zh: "首页大标题",
        en: "large title",
        example: "{ zh: 好品出泉城, en: From the springs }",
    },
    KeyDoc {
        name: "lede",
        zh: "标题下的一段话",
        en: "paragraph under the title",
        example: "{ zh: …, en: … }",
    },
    KeyDoc {
        name: "lead", zh: "最大的一张卡片上的品牌", en: "brand shown large", example: "pingyin-rose"
    },
    KeyDoc {
        name: "featured",
        zh: "旁边的品牌，至多四个",
        en: "brands beside it, at most four",
        example: "[inspur, jier]",
    },
];

/// Reads `site.yaml`. `None` where a site cannot be made from it; every mistake is reported.
pub fn read(file: &TextFile, found: &mut Vec<Diagnostic>) -> Option<Config> {
    let node = yaml::parse(file, found)?;
    let reader = &mut Reader { file, found };
    let what = both!("site.yaml", "site.yaml");
    let fields = reader.map(&node, &what, &[SITE])?;
    let mut written = Written::default();
    let locales = locales(reader, fields.get("locales"), fields.get("tags"), &mut written.locales);
    let text = |reader: &mut Reader<'_>, node: Option<&Node>, zh: &str, en: &str| {
        node.and_then(|node| localized(reader, node, &both!("{zh}", "{en}"), &locales)).unwrap_or_default()
    };
    let title = text(reader, fields.get("title"), "标题", "the title");
    if title.is_empty() {
        reader.missing(&fields, &what, &SITE[0]);
    }
    let description = text(reader, fields.get("description"), "说明", "the description");
    let licence = text(reader, fields.get("licence"), "许可", "the licence");
    let footer = text(reader, fields.get("footer"), "页脚", "the footer");
    let url = match fields.get("url") {
        Some(node) => address(reader, node)?,
        None => {
            reader.missing(&fields, &what, &SITE[2]);
            return None;
        }
    };
    let theme = fields.get("theme").and_then(|node| reader.text(node, &both!("主题", "the theme")));
    written.theme = theme.as_ref().map_or_else(|| file.top(), |theme| reader.place(&theme.span));
    let page_size = fields
        .get("page_size")
        .and_then(|node| reader.whole(node, &both!("每页品牌数", "the page size"), 1..=500));
    let compress = fields
        .get("compress")
        .and_then(|node| reader.truth(node, &both!("压缩", "compress")))
        .unwrap_or(false);
    let as_of = fields.get("as_of").and_then(|node| reader.date(node, &both!("截至日期", "as_of")));
    let home =
        fields.get("home").map(|node| home(reader, node, &locales, &mut written.brands)).unwrap_or_default();
    let host_end = url.find("://").map_or(0, |at| at + 3);
    let path = url.get(host_end..).and_then(|rest| rest.split_once('/')).map(|(_, path)| path);
    let base = path.map_or_else(|| "/".to_owned(), |path| format!("/{path}/"));
    Some(Config {
        title,
        description,
        url,
        base,
        theme: theme.map_or_else(|| "quancheng".to_owned(), |t| t.value),
        page_size: page_size.map_or(24, |size| size.value as usize),
        home,
        licence,
        footer,
        compress,
        as_of: as_of.map(|date| date.value),
        locales,
        written,
    })
}

fn locales(
    reader: &mut Reader<'_>,
    node: Option<&Node>,
    tags: Option<&Node>,
    written: &mut Vec<Place>,
) -> Vec<Locale> {
    let what = both!("语言", "a locale");
    let mut locales: Vec<Locale> = Vec::new();
    for node in node.map(|node| reader.list(node, &what)).unwrap_or(&[]) {
        let Some(key) = reader.text(node, &what) else { continue };
        let plain = (2..=8).contains(&key.value.len()) && key.value.bytes().all(|b| b.is_ascii_lowercase());
        if !plain || locales.iter().any(|locale| locale.key == key.value) {
            reader.push(
                Diagnostic::error(
                    "config/bad-locale",
                    both!("`{}` 不能作语言代号", "`{}` cannot be a locale", key.value),
                )
                .at(reader.place(&key.span))
                .help(both!(
                    "用两到八个小写字母，各不相同，如 [zh, en]",
                    "use two to eight lower-case letters, each once, such as [zh, en]"
                )),
            );
            continue;
        }
        let tag = if key.value == "zh" { "zh-CN".to_owned() } else { key.value.clone() };
        written.push(reader.place(&key.span));
        locales.push(Locale { key: key.value, tag });
    }
    if locales.is_empty() {
        written.push(reader.file.top());
        locales.push(Locale { key: "zh".into(), tag: "zh-CN".into() });
    }
    if let Some(fields) = tags.and_then(|node| reader.free_map(node, &both!("标签", "tags"))) {
        for (key, value) in fields.entries() {
            let Some(tag) = reader.text(value, &what) else { continue };
            if let Some(locale) = locales.iter_mut().find(|locale| locale.key == key.text) {
                locale.tag = tag.value;
            }
        }
    }
    locales
}

fn address(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let written = reader.text(node, &both!("地址", "the address"))?;
    let url = written.value.trim_end_matches('/').to_owned();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let fine = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:/[]@%".contains(&b))
    });
    if !fine {
        reader.push(
            Diagnostic::error(
                "config/bad-url",
                both!("`{}` 不是完整的网站地址", "`{}` is no absolute address", written.value),
            )
            .at(reader.place(&written.span))
            .help(both!("写成 https://catalogue.example", "write it as https://catalogue.example")),
        );
        return None;
    }
    Some(url)
}

fn home(
    reader: &mut Reader<'_>,
    node: &Node,
    locales: &[Locale],
    written: &mut Vec<(String, Place)>,
) -> Home {
    let what = both!("首页", "home");
    let Some(fields) = reader.map(node, &what, &[HOME]) else { return Home::default() };
    let mut text = |key: &str| {
        fields.get(key).and_then(|node| localized(reader, node, &what, locales)).unwrap_or_default()
    };
    let (eyebrow, title, lede) = (text("eyebrow"), text("title"), text("lede"));
    let mut brand = |reader: &mut Reader<'_>, node: &Node| {
        let name = reader.text(node, &both!("品牌", "a brand"))?;
        written.push((name.value.clone(), reader.place(&name.span)));
        Some(name.value)
    };
    let lead = fields.get("lead").and_then(|node| brand(reader, node));
    let featured = fields.get("featured").map(|node| reader.list(node, &what)).unwrap_or(&[]);
    let featured = featured.iter().filter_map(|node| brand(reader, node)).collect();
    Home { eyebrow, title, lede, lead, featured }
}

/// A localized text: one string in the default locale, or a map of locales. Missing locales are warnings.
pub fn localized(
    reader: &mut Reader<'_>,
    node: &Node,
    what: &crate::diag::Both,
    locales: &[Locale],
) -> Option<L10n> {
    let mut texts = vec![None; locales.len()];
    if let yaml::Kind::Map(_) = node.kind {
        let fields = reader.free_map(node, what)?;
        for (key, value) in fields.entries() {
            let Some(at) = locales.iter().position(|locale| locale.key == key.text) else {
                let known = locales.iter().map(|l| l.key.as_str()).collect::<Vec<_>>().join(", ");
                reader.push(
                    Diagnostic::error(
                        "text/unknown-locale",
                        both!("网站没有 `{}` 这种语言", "the site has no locale `{}`", key.text),
                    )
                    .at(reader.place(&key.span))
                    .help(both!("改用：{known}", "use one of: {known}")),
                );
                continue;
            };
            if value.kind != yaml::Kind::Null {
                let text = reader.text(value, what).map(|t| t.value).filter(|t| !t.is_empty());
                texts.iter_mut().skip(at).take(1).for_each(|slot| slot.clone_from(&text));
            }
        }
    } else {
        let text = reader.text(node, what).map(|t| t.value).filter(|t| !t.is_empty());
        texts = L10n::in_default(text, locales.len()).0;
    }
    let missing: Vec<&str> =
        texts.iter().zip(locales).filter(|(text, _)| text.is_none()).map(|(_, l)| l.key.as_str()).collect();
    let any = texts.iter().any(Option::is_some);
    // A text without any letter is the same in every language.
    let neutral =
        texts.iter().flatten().all(|text| !text.chars().any(char::is_alphabetic)) || is_latin_name(&texts);
    if any && !missing.is_empty() && !neutral {
        reader.push(
            Diagnostic::warning(
                "text/missing-translation",
                crate::diag::Both {
                    zh: format!("{}缺少 {} 译文", what.zh, missing.join("、")),
                    en: format!("{} is not translated into {}", what.en, missing.join(", ")),
                },
            )
            .at(reader.place(&node.span))
            .help(both!(
                "写成 {{ zh: …, en: … }}；缺译的页面会显示原文并注明",
                "write {{ zh: …, en: … }}; until then the page shows the original, labelled"
            )),
        );
    }
    any.then_some(L10n(texts))
}

/// Only the default locale has a text, and it is all Latin: a model number or a name that needs no translation.
fn is_latin_name(texts: &[Option<String>]) -> bool {
    let Some((first, others)) = texts.split_first() else { return false };
    others.iter().all(Option::is_none) && first.as_ref().is_some_and(|text| text.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(text: &str) -> (Option<Config>, Vec<String>) {
        let mut found = Vec::new();
        let config = read(&TextFile { path: "site/site.yaml".into(), text: text.into() }, &mut found);
        (config, found.iter().map(|d| d.code.to_string()).collect())
    }

    #[test]
    fn the_barest_site() {
        let (config, found) = config("title: 目录\nurl: https://a.example\n");
        let config = config.expect("it is enough");
        assert_eq!((config.base.as_str(), config.page_size, config.theme.as_str()), ("/", 24, "quancheng"));
        assert!(found.is_empty());
    }

    #[test]
    fn the_path_of_the_address_is_the_base() {
        let (config, _) = config("title: 目录\nurl: https://a.example/cat/\n");
        let config = config.expect("it is enough");
        assert_eq!((config.url.as_str(), config.base.as_str()), ("https://a.example/cat", "/cat/"));
    }

    #[test]
    fn bad_addresses_are_named() {
        for url in ["a.example", "https://", "javascript:alert(1)", "https:///x", "https://a b"] {
            assert_eq!(config(&format!("title: x\nurl: \"{url}\"\n")).1, ["config/bad-url"], "{url}");
        }
    }
}
