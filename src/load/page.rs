//! Stories and free pages: `content/stories/*.md`, `content/pages/*.md`, one file per locale.

use serde::Serialize;

use std::collections::BTreeMap;

use crate::both;
use crate::config::Locale;
use crate::diag::{self, Diagnostic};
use crate::load::draft::{Mention, Picture};
use crate::load::keys;
use crate::load::markdown::{self, Context, Prose};
use crate::load::picture::Pictures;
use crate::load::record::{Record, slug_instead};
use crate::source::{MAX_STORY, Tree};
use crate::text;
use crate::yaml::read::{Date, Reader};

/// A text of its own, in each locale it is written in.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Page {
    /// Name of its files without locale and ending; its address.
    pub name: String,
    pub versions: Vec<Option<Version>>,
    pub sample: bool,
    pub publish: Option<Date>,
    pub expire: Option<Date>,
    pub pictures: Vec<Picture>,
    /// Files by number, for mentions.
    pub files: Vec<String>,
    pub mentions: Vec<Mention>,
}

/// A page in one locale.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Version {
    pub title: String,
    pub summary: String,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub prose: Prose,
}

/// Reads all pages of a folder, `content/pages/` or `content/stories/`, by name.
pub fn load(tree: &Tree, folder: &str, locales: &[Locale], found: &mut Vec<Diagnostic>) -> Vec<Page> {
    let mut pages: BTreeMap<&str, Page> = BTreeMap::new();
    let paths: Vec<&str> =
        tree.below(folder).map(|entry| entry.path.as_str()).filter(|path| path.ends_with(".md")).collect();
    for path in paths {
        let Some(stem) = path.strip_prefix(folder).and_then(|name| name.strip_suffix(".md")) else {
            continue;
        };
        if stem.contains('/') {
            continue;
        }
        let Some((name, locale)) = split(stem, locales) else {
            found.push(unknown_locale(path, stem, locales));
            continue;
        };
        if !text::is_slug(name) || text::is_reserved_name(name) {
            found.push(not_a_slug(path, name));
            continue;
        }
        let page = pages.entry(name).or_insert_with(|| Page {
            name: name.to_owned(),
            versions: vec![None; locales.len()],
            ..Page::default()
        });
        let same = |file: &&String| place_in(file, folder, locales) == Some((name, locale));
        if let Some(first) = page.files.iter().find(same) {
            found.push(two_files(path, first));
            continue;
        }
        version(tree, path, locale, locales, page, folder, found);
    }
    for page in pages.values() {
        let missing = untold(tree, &format!("{folder}{}", page.name), locales);
        if let (false, Some(path)) = (missing.is_empty(), page.files.first()) {
            found.push(untranslated(path, &missing));
        }
    }
    pages.into_values().collect()
}

/// Keys of the locales in which a text has no file. One that is there and cannot be read is told as such.
pub(super) fn untold<'l>(tree: &Tree, stem: &str, locales: &'l [Locale]) -> Vec<&'l str> {
    let there = |at: usize, key: &str| {
        let is_file =
            |path: &str| tree.files.contains_key(path) || tree.found.iter().any(|d| d.place.path == path);
        is_file(&format!("{stem}.{key}.md")) || at == 0 && is_file(&format!("{stem}.md"))
    };
    let missing = locales.iter().enumerate().filter(|(at, locale)| !there(*at, &locale.key));
    missing.map(|(_, locale)| locale.key.as_str()).collect()
}

/// Name and locale of a file of a folder.
fn place_in<'f>(file: &'f str, folder: &str, locales: &[Locale]) -> Option<(&'f str, usize)> {
    split(file.strip_prefix(folder)?.strip_suffix(".md")?, locales)
}

/// `about.en` → `about`, 1; `about` → `about`, 0.
pub fn split<'s>(stem: &'s str, locales: &[Locale]) -> Option<(&'s str, usize)> {
    match stem.rsplit_once('.') {
        None => Some((stem, 0)),
        Some((name, key)) => locales.iter().position(|locale| locale.key == key).map(|at| (name, at)),
    }
}

pub(super) fn unknown_locale(path: &str, stem: &str, locales: &[Locale]) -> Diagnostic {
    let key = stem.rsplit_once('.').map_or("", |(_, key)| key);
    let known = locales.iter().map(|l| l.key.as_str()).collect::<Vec<_>>().join(", ");
    Diagnostic::error(
        "text/unknown-locale",
        both!("网站没有 `{key}` 这种语言", "the site has no locale `{key}`"),
    )
    .at(diag::whole(path))
    .help(both!("改用：{known}", "use one of: {known}"))
}

pub(super) fn not_a_slug(path: &str, name: &str) -> Diagnostic {
    Diagnostic::error(
        "name/not-a-slug",
        both!("名字 `{name}` 不能作网址", "the name `{name}` cannot be an address"),
    )
    .at(diag::whole(path))
    .help(slug_instead(name))
}

/// `about.md` beside `about.zh.md`: one of them would be shown and the other lost without a word.
pub(super) fn two_files(path: &str, first: &str) -> Diagnostic {
    Diagnostic::error(
        "text/two-files",
        both!("同一篇文字的同一种语言有两个文件", "two files hold the same text in the same language"),
    )
    .at(diag::whole(path))
    .beside(diag::whole(first), both!("另一个文件", "the other file"))
    .help(both!("留下要发布的一个，删去另一个", "keep the one to publish and delete the other"))
}

pub(super) fn untranslated(path: &str, missing: &[&str]) -> Diagnostic {
    let list = missing.join(", ");
    Diagnostic::warning(
        "text/missing-translation",
        both!("这篇文字缺少 {list} 译文", "this text is not translated into {list}"),
    )
    .at(diag::whole(path))
    .help(both!(
        "写一份译文；在那之前页面显示原文并注明",
        "write the translation; until then the page shows the original, labelled"
    ))
}

fn version(
    tree: &Tree,
    path: &str,
    locale: usize,
    locales: &[Locale],
    page: &mut Page,
    folder: &str,
    found: &mut Vec<Diagnostic>,
) {
    let Some(file) = tree.text(path, MAX_STORY, found) else { return };
    let number = page.files.len() as u32;
    page.files.push(path.to_owned());
    let mut pictures = Pictures::of(tree, folder, locales, found);
    let mut mentions = Vec::new();
    let mut context = Context {
        file: &file,
        number,
        locales,
        sample: page.sample,
        found,
        mentions: &mut mentions,
        pictures: &mut pictures,
    };
    let story = markdown::read(&mut context);
    pictures.measure(tree, found);
    let mut out = Version { prose: story.prose, ..Version::default() };
    let what = both!("文章开头", "the head of a text");
    let mut reader = Reader { file: &file, found };
    match &story.head {
        Some(head) => {
            let mut record =
                Record { reader: &mut reader, mentions: &mut mentions, locales, file: number, sample: false };
            if let Some(fields) = record.reader.map(head, &what, &[keys::PAGE]) {
                if fields.get("title").is_none() {
                    record.reader.missing(&fields, &what, &keys::PAGE[0]);
                }
                out.title = record.text(fields.get("title"), &both!("标题", "the title")).unwrap_or_default();
                out.summary =
                    record.text(fields.get("summary"), &both!("说明", "the summary")).unwrap_or_default();
                out.date = record.date(fields.get("date"), &both!("日期", "the date"));
                out.updated = record.date(fields.get("updated"), &both!("更新日期", "updated"));
                let publish = record.date(fields.get("publish"), &both!("发布日期", "publish"));
                let expire = record.date(fields.get("expire"), &both!("撤下日期", "expire"));
                record.in_order(&fields, ("publish", &publish), ("expire", &expire));
                (page.publish, page.expire) =
                    (publish.or(page.publish.take()), expire.or(page.expire.take()));
                page.sample |= record.truth(fields.get("sample"), &both!("样本", "sample"));
                if !page.sample {
                    record.claims(&fields, &["title", "summary"]);
                }
            }
        }
        None => found.push(
            Diagnostic::error("page/no-head", both!("文章开头没有标题", "the text has no head with a title"))
                .at(file.top())
                .help(both!(
                    "在最前面写 `---`、`title: 标题`、`---` 三行",
                    "begin it with three lines: `---`, `title: …`, `---`"
                )),
        ),
    }
    shift_pictures(&mut out.prose, page.pictures.len());
    page.pictures.extend(pictures.used);
    page.mentions.extend(mentions);
    if let Some(slot) = page.versions.get_mut(locale) {
        *slot = Some(out);
    }
}

/// Each file numbers its pictures from 0; a page numbers those of all its files.
pub(super) fn shift_pictures(prose: &mut Prose, by: usize) {
    for piece in &mut prose.pieces {
        if let markdown::Piece::Picture(number, _) = piece {
            *number += by;
        }
    }
}
