//! One folder of `content/brands` to one draft.

use crate::both;
use crate::config::Locale;
use crate::diag::{self, Diagnostic, TextFile};
use crate::load::draft::{Draft, Loaded};
use crate::load::markdown::{self, Context, Prose};
use crate::load::page;
use crate::load::picture::Pictures;
use crate::load::record::Record;
use crate::load::{keys, product, profile};
use crate::source::{MAX_RECORD, MAX_STORY, Tree};
use crate::text;
use crate::yaml;
use crate::yaml::read::Reader;

/// Reads a brand's folder.
pub fn load(tree: &Tree, slug: &str, locales: &[Locale]) -> Loaded {
    let mut loaded = Loaded::default();
    let folder = format!("content/brands/{slug}/");
    if !text::is_slug(slug) || text::is_reserved_name(slug) || slug.len() > 64 {
        loaded.found.push(page::not_a_slug(folder.trim_end_matches('/'), slug));
        return loaded;
    }
    let mut pictures = Pictures::of(tree, &folder, locales, &mut loaded.found);
    let mut draft = Draft { slug: slug.to_owned(), ..Draft::default() };
    let complete = read_profile(tree, &folder, locales, &mut pictures, &mut draft, &mut loaded);
    if loaded.files.is_empty() {
        return loaded;
    }
    read_products(tree, &folder, locales, &mut pictures, &mut draft, &mut loaded);
    read_stories(tree, &folder, locales, &mut pictures, &mut draft, &mut loaded);
    pictures.measure(tree, &mut loaded.found);
    draft.pictures = pictures.used;
    strangers(tree, &folder, locales, &mut loaded);
    loaded.draft = complete.then_some(draft);
    loaded
}

fn open(tree: &Tree, path: String, loaded: &mut Loaded) -> Option<(TextFile, u32)> {
    if !tree.files.contains_key(&path) {
        return None;
    }
    let number = loaded.files.len() as u32;
    loaded.files.push(path.clone());
    let limit = if path.ends_with(".md") { MAX_STORY } else { MAX_RECORD };
    tree.text(&path, limit, &mut loaded.found).map(|file| (file, number))
}

fn read_profile(
    tree: &Tree,
    folder: &str,
    locales: &[Locale],
    pictures: &mut Pictures,
    draft: &mut Draft,
    loaded: &mut Loaded,
) -> bool {
    let path = format!("{folder}brand.yaml");
    if !tree.files.contains_key(&path) {
        loaded.found.push(no_profile(tree, folder));
        return false;
    }
    let Some((file, number)) = open(tree, path, loaded) else { return false };
    let Some(node) = yaml::parse(&file, &mut loaded.found) else { return false };
    let mut reader = Reader { file: &file, found: &mut loaded.found };
    let mut record =
        Record { reader: &mut reader, mentions: &mut loaded.mentions, locales, file: number, sample: false };
    let cover = profile::read(&mut record, &node, draft);
    if let Some((path, span)) = cover {
        draft.cover.picture = pictures.resolve(&path, file.place(span), true, &mut loaded.found);
    }
    !draft.name.is_empty() && !draft.industry.is_empty()
}

fn no_profile(tree: &Tree, folder: &str) -> Diagnostic {
    let yml = format!("{folder}brand.yml");
    if tree.files.contains_key(&yml) {
        return Diagnostic::error(
            "file/yml",
            both!("档案的名字是 brand.yml", "the profile is called brand.yml"),
        )
        .at(diag::whole(&yml))
        .help(both!("改名为 brand.yaml", "rename it to brand.yaml"));
    }
    Diagnostic::error(
        "profile/missing",
        both!("品牌文件夹里没有 brand.yaml", "the brand's folder has no brand.yaml"),
    )
    .at(diag::whole(folder.trim_end_matches('/')))
    .help(both!(
        "运行 `haopin new brand {0}`，或删去这个文件夹",
        "run `haopin new brand {0}`, or delete the folder",
        folder.trim_end_matches('/').rsplit('/').next().unwrap_or("")
    ))
}

fn read_products(
    tree: &Tree,
    folder: &str,
    locales: &[Locale],
    pictures: &mut Pictures,
    draft: &mut Draft,
    loaded: &mut Loaded,
) {
    let Some((file, number)) = open(tree, format!("{folder}products.yaml"), loaded) else { return };
    let Some(node) = yaml::parse(&file, &mut loaded.found) else { return };
    let mut reader = Reader { file: &file, found: &mut loaded.found };
    let mut record = Record {
        reader: &mut reader,
        mentions: &mut loaded.mentions,
        locales,
        file: number,
        sample: draft.sample,
    };
    let mut read = product::read(&mut record, &node);
    for (at, path, span) in read.pictures {
        if let Some(number) = pictures.resolve(&path, file.place(span), false, &mut loaded.found) {
            read.products.iter_mut().skip(at).take(1).for_each(|product| product.pictures.push(number));
        }
    }
    (draft.series, draft.products) = (read.series, read.products);
}

fn read_stories(
    tree: &Tree,
    folder: &str,
    locales: &[Locale],
    pictures: &mut Pictures,
    draft: &mut Draft,
    loaded: &mut Loaded,
) {
    draft.stories = stories(tree, &format!("{folder}story"), locales, pictures, draft.sample, loaded);
    let missing = page::untold(tree, &format!("{folder}story"), locales);
    if missing.len() == locales.len() {
        loaded.found.push(
            Diagnostic::warning("brand/no-story", both!("品牌没有故事", "the brand has no story"))
                .at(diag::whole(folder.trim_end_matches('/')))
                .help(both!("写一篇 story.md", "write a story.md")),
        );
    } else if !missing.is_empty() {
        loaded.found.push(page::untranslated(&format!("{folder}story.md"), &missing));
    }
    let ids: Vec<String> = draft.products.iter().map(|product| product.id.clone()).collect();
    for product in &mut draft.products {
        let stem = format!("{folder}products/{}", product.id);
        product.texts = stories(tree, &stem, locales, pictures, draft.sample, loaded);
    }
    let below = format!("{folder}products/");
    for entry in tree.below(&below) {
        let stem = entry.path.strip_prefix(&below).and_then(|name| name.strip_suffix(".md"));
        let Some(stem) = stem else { continue };
        let Some((id, _)) = page::split(stem, locales) else {
            loaded.found.push(page::unknown_locale(&entry.path, stem, locales));
            continue;
        };
        if !ids.iter().any(|known| known == id) {
            let help = text::closest(id, ids.iter().map(String::as_str)).map_or_else(
                || {
                    both!(
                        "在 products.yaml 里加上 `id: {id}`，或删去这个文件",
                        "add `id: {id}` to products.yaml, or delete the file"
                    )
                },
                |near| both!("改名为 {near}.md", "rename it to {near}.md"),
            );
            let finding =
                Diagnostic::error("product/unknown", both!("没有产品 `{id}`", "there is no product `{id}`"));
            loaded.found.push(finding.at(diag::whole(&entry.path)).help(help));
        }
    }
}

fn stories(
    tree: &Tree,
    stem: &str,
    locales: &[Locale],
    pictures: &mut Pictures,
    sample: bool,
    loaded: &mut Loaded,
) -> Vec<Option<Prose>> {
    let mut out = Vec::with_capacity(locales.len());
    for (at, locale) in locales.iter().enumerate() {
        let named = format!("{stem}.{}.md", locale.key);
        let bare = format!("{stem}.md");
        let path = if at == 0 && !tree.files.contains_key(&named) {
            bare
        } else {
            if at == 0 && tree.files.contains_key(&bare) {
                loaded.found.push(page::two_files(&named, &bare));
            }
            named
        };
        out.push(open(tree, path, loaded).map(|(file, number)| {
            let mut context = Context {
                file: &file,
                number,
                locales,
                sample,
                found: &mut loaded.found,
                mentions: &mut loaded.mentions,
                pictures,
            };
            let story = markdown::read(&mut context);
            if let Some(head) = &story.head {
                let mut reader = Reader { file: &file, found: &mut loaded.found };
                let mentions = &mut loaded.mentions;
                let mut record = Record { reader: &mut reader, mentions, locales, file: number, sample };
                let fields = record.reader.map(head, &both!("文章开头", "the head of a text"), &[keys::PAGE]);
                if let Some(fields) = fields {
                    record.stray_sample(fields.get("sample"));
                }
            }
            story.prose
        }));
    }
    out
}

/// Files that no part of the program reads: named, and never published.
fn strangers(tree: &Tree, folder: &str, locales: &[Locale], loaded: &mut Loaded) {
    for entry in tree.below(folder) {
        let Some(name) = entry.path.strip_prefix(folder) else { continue };
        let read = matches!(name, "brand.yaml" | "products.yaml" | "images.yaml")
            || name.starts_with("images/")
            || name.ends_with(".md") && (name.starts_with("products/") || name.starts_with("story."));
        let is_story = name.starts_with("story.") && name.ends_with(".md") && name != "story.md";
        if is_story && !loaded.files.contains(&entry.path) {
            loaded.found.push(page::unknown_locale(&entry.path, name.trim_end_matches(".md"), locales));
        } else if !read {
            let yml = name.ends_with(".yml");
            let help = if yml {
                both!("改名为 .yaml", "rename it to .yaml")
            } else {
                both!(
                    "移出这个文件夹；图片放在 images/",
                    "move it out of the folder; pictures go into images/"
                )
            };
            let finding = if yml {
                Diagnostic::error("file/yml", both!("文件的名字以 .yml 结尾", "the file's name ends in .yml"))
            } else {
                Diagnostic::warning(
                    "file/unknown",
                    both!("不认识的文件，不会发布", "an unknown file; it is not published"),
                )
            };
            loaded.found.push(finding.at(diag::whole(&entry.path)).help(help));
        }
    }
}
