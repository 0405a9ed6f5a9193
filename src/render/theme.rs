//! A theme: templates, style sheet, script, words. The built-in one lies under every other, file by file.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use tera::{Context, Tera, Value};

use crate::asset::{script, style};
use crate::both;
use crate::config::Config;
use crate::diag::{self, Diagnostic, TextFile};
use crate::digest::{self, Digest, KeyBuilder};
use crate::plan::route;
use crate::source::{MAX_STORY, Tree};
use crate::view::View;
use crate::view::part::Frame;
use crate::view::site::Site;
use crate::yaml::{self, Kind};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/quancheng");

/// Name of the theme that is inside the program.
pub const BUILT_IN_NAME: &str = "quancheng";

/// A theme, ready to draw pages.
#[derive(Clone)]
pub struct Theme {
    tera: Tera,
    /// Words and constants of each locale, as templates read them.
    words: Vec<Value>,
    constants: Vec<Value>,
    /// Files of the site that the theme brings: path and bytes.
    pub assets: Vec<(String, Vec<u8>)>,
    /// Of all its files.
    pub digest: Digest,
    names: [String; 3],
    /// Templates that each template extends or includes.
    parts: BTreeMap<String, Vec<String>>,
}

/// Files of a theme by path below its folder.
fn files(tree: &Tree, config: &Config, found: &mut Vec<Diagnostic>) -> Option<BTreeMap<String, TextFile>> {
    let name = config.theme.as_str();
    let mut out = BTreeMap::new();
    built_in(&BUILT_IN, &mut out);
    let folder = format!("themes/{name}/");
    let paths: Vec<String> = tree.below(&folder).map(|entry| entry.path.clone()).collect();
    if paths.is_empty() && name != BUILT_IN_NAME {
        found.push(
            Diagnostic::error(
                "config/unknown-theme",
                both!("没有主题 `{name}`", "there is no theme `{name}`"),
            )
            .at(config.written.theme.clone())
            .help(both!(
                "改成 `quancheng`，或在 themes/ 里放入这个主题",
                "write `quancheng`, or put the theme into themes/"
            )),
        );
        return None;
    }
    for path in paths {
        if let Some(file) = tree.text(&path, MAX_STORY, found) {
            out.insert(path[folder.len()..].to_owned(), file);
        }
    }
    Some(out)
}

fn built_in(dir: &Dir<'_>, out: &mut BTreeMap<String, TextFile>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8() {
            out.insert(
                path.clone(),
                TextFile { path: format!("themes/{BUILT_IN_NAME}/{path}"), text: text.to_owned() },
            );
        }
    }
    dir.dirs().for_each(|dir| built_in(dir, out));
}

/// The template's own finding: its error names file, line and column in its second line, behind an arrow.
fn broken_template(files: &BTreeMap<String, TextFile>, config: &Config, error: &str) -> Diagnostic {
    let mut lines = error.lines().map(str::trim);
    let cause = lines.next().unwrap_or_default();
    let cause = cause.strip_prefix("error: ").unwrap_or(cause);
    let arrow = lines.find_map(|line| line.strip_prefix("--> "));
    let place = arrow.and_then(|arrow| {
        let mut parts = arrow.rsplitn(3, ':');
        let (column, line, name) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        let file = files.get(&format!("templates/{name}"))?;
        Some(diag::Place {
            path: format!("themes/{}/templates/{name}", config.theme),
            ..file.at(line, column)
        })
    });
    let found = broken("", cause);
    found.at(place.unwrap_or_else(|| diag::whole(&format!("themes/{}/templates", config.theme))))
}

fn broken(path: &str, cause: &str) -> Diagnostic {
    Diagnostic::error("theme/broken", both!("主题文件有误：{cause}", "the theme is broken: {cause}"))
        .at(diag::whole(path))
        .help(both!(
            "改正这个文件，或删去它改用内置的",
            "mend the file, or delete it to use the built-in one"
        ))
}

impl Theme {
    /// Loads a theme. Everything wrong with it is reported. It draws once it is bound to a site.
    pub fn load(tree: &Tree, config: &Config, found: &mut Vec<Diagnostic>) -> Option<Self> {
        let files = files(tree, config, found)?;
        let digest = files
            .iter()
            .fold(KeyBuilder::new("theme"), |key, (path, file)| key.text(path).text(&file.text))
            .finish();
        let mut tera = Tera::default();
        let templates = files.iter().filter_map(|(path, file)| {
            path.strip_prefix("templates/").map(|name| (name, file.text.as_str()))
        });
        let templates: Vec<(&str, &str)> = templates.collect();
        let parts = templates.iter().map(|(name, text)| ((*name).to_owned(), parts(text))).collect();
        if let Err(error) = tera.add_raw_templates(templates) {
            found.push(broken_template(&files, config, &error.to_string()));
            return None;
        }
        let sheet = style::join(&files, "styles/main.css").and_then(|css| style::minify(&css));
        let code = script::join(&files, "scripts/main.js").map(|code| script::minify(&code));
        let (sheet, code) = match (sheet, code) {
            (Ok(sheet), Ok(code)) => (sheet, code),
            (Err((path, cause)), _) | (_, Err((path, cause))) => {
                found.push(broken(&format!("themes/{}/{path}", config.theme), &cause));
                return None;
            }
        };
        let icon = files.get("static/icon.svg").map_or(String::new(), |file| file.text.clone());
        let name = |stem: &str, bytes: &[u8], ending: &str| {
            format!("assets/{stem}.{}.{ending}", digest::of(bytes).hex(12))
        };
        let names = [
            name("style", sheet.as_bytes(), "css"),
            name("script", code.as_bytes(), "js"),
            name("icon", icon.as_bytes(), "svg"),
        ];
        let words =
            (0..config.locales.len()).map(|at| words(&files, &config.locales[at].key, found)).collect();
        let assets = names
            .clone()
            .into_iter()
            .zip([sheet, code, icon])
            .map(|(name, text)| (name, text.into_bytes()))
            .collect();
        Some(Self { tera, words, constants: Vec::new(), assets, digest, names, parts })
    }

    /// The theme with what every page of a site has in common, in the form the site is written in.
    pub fn bound(&self, site: &Site<'_>) -> Self {
        let constants = (0..site.config.locales.len()).map(|at| constants(site, &self.names, at)).collect();
        Self { constants, ..self.clone() }
    }

    /// The template of a kind of page, and all that it extends or includes.
    pub fn templates_of(&self, kind: &str) -> Vec<String> {
        let mut out = vec![format!("{kind}.html")];
        let mut at = 0;
        while let Some(name) = out.get(at) {
            let parts = self.parts.get(name).cloned().unwrap_or_default();
            for part in parts {
                if !out.contains(&part) {
                    out.push(part);
                }
            }
            at += 1;
        }
        out
    }

    /// Draws one page. Fails only on a faulty template.
    pub fn render(&self, locale: usize, frame: &Frame, view: &View) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("page", frame);
        context.insert("view", view);
        context.insert_value("w", self.words[locale].clone());
        context.insert_value("site", self.constants[locale].clone());
        let mut out = Vec::with_capacity(16 * 1024);
        let name = format!("{}.html", frame.kind);
        self.tera.render_to(&name, &context, &mut out).map_err(|error| broken(&name, &error.to_string()))?;
        Ok(out)
    }
}

/// Names of templates behind `extends` and `include`.
fn parts(text: &str) -> Vec<String> {
    let tags = text.split("{%").skip(1).filter_map(|rest| rest.split("%}").next());
    let tags = tags.map(|tag| tag.trim_start_matches('-').trim_start());
    tags.filter(|tag| tag.starts_with("extends") || tag.starts_with("include"))
        .filter_map(|tag| tag.split('"').nth(1).map(str::to_owned))
        .collect()
}

fn words(files: &BTreeMap<String, TextFile>, locale: &str, found: &mut Vec<Diagnostic>) -> Value {
    let path = format!("words/{locale}.yaml");
    let file = files.get(&path).or_else(|| files.get("words/en.yaml"));
    let mut words = serde_json::Map::new();
    if let Some(file) = file
        && let Some(node) = yaml::parse(file, found)
        && let Kind::Map(entries) = node.kind
    {
        for (key, value) in entries {
            if let Kind::Scalar { text, .. } = value.kind {
                words.insert(key.text, text.into());
            }
        }
    }
    Value::from_serializable(&words)
}

/// What every page of a locale has in common.
fn constants(site: &Site<'_>, names: &[String; 3], locale: usize) -> Value {
    let config: &Config = site.config;
    let entry = |key: &'static str, path: &str| serde_json::json!({ "key": key, "label": site.label(locale, key), "href": site.href(locale, path) });
    let mut nav: Vec<serde_json::Value> = [
        ("brands", "brands/"),
        ("industries", "industries/"),
        ("districts", "districts/"),
        ("honours", "honours/"),
        ("stories", "stories/"),
        ("az", "az/"),
    ]
    .iter()
    .map(|(key, path)| entry(key, path))
    .collect();
    if site.catalogue.pages.iter().any(|page| page.name == "about") {
        nav.push(entry("about", "about/"));
    }
    let footer_links = [entry("sources", "sources/"), entry("data", "data/")];
    let value = serde_json::json!({
        "title": config.title.any(locale),
        "description": config.description.any(locale),
        "footer": config.footer.any(locale),
        "licence": config.licence.any(locale),
        "home_href": site.href(locale, ""),
        "locale": config.locales[locale].key,
        "tag": config.locales[locale].tag,
        "as_of": site.catalogue.as_of.as_ref().map_or("", |date| date.0.as_str()),
        "organiser": site.catalogue.shared.programme.organiser.any(locale),
        "stylesheet": names[0],
        "script": names[1],
        "icon": names[2],
        "nav": nav,
        "footer_links": footer_links,
        "feed_href": route::localized(config, locale, "feed.xml"),
        "theme_color": { "light": "#f6f4ee", "dark": "#061516" },
    });
    Value::from_serializable(&value)
}
