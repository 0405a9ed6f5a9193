//! Two pages cannot stand at one address. Most ids are kept apart where they are read; here are the words that the site
//! keeps for itself: its own folders, its languages, and `page`, under which lists go on.

use crate::both;
use crate::check::Known;
use crate::config::Config;
use crate::diag::{self, Diagnostic, Place};
use crate::plan::route;
use crate::source::{MAX_RECORD, Tree};
use crate::yaml::{self, Kind, Node};

/// Reports names whose address belongs to the site itself, published or not: a name is for long.
pub fn check(tree: &Tree, known: &Known<'_>, config: &Config, found: &mut Vec<Diagnostic>) {
    for name in &known.pages {
        let is_locale = config.locales.iter().any(|locale| locale.key == *name);
        if is_locale || route::RESERVED.contains(&name.as_str()) {
            let kept =
                both!("网址 /{name}/ 由网站自己使用", "the address /{name}/ belongs to the site itself");
            let finding =
                Diagnostic::error("route/collision", kept).at(diag::whole(&file_of(tree, config, name)));
            found.push(finding.help(both!("给这个文件换个名字", "give the file another name")));
        }
    }
    for (slug, products) in &known.brands {
        if *slug == route::PAGE {
            found.push(paging("brands/", diag::whole(&format!("content/brands/{slug}"))));
        }
        if products.iter().any(|id| id == route::PAGE) {
            let path = format!("content/brands/{slug}/products.yaml");
            found.push(paging(&format!("brands/{slug}/"), place_of_id(tree, &path, route::PAGE)));
        }
    }
    // The default locale has no folder of its own.
    for (locale, place) in config.locales.iter().zip(&config.written.locales).skip(1) {
        if route::RESERVED.contains(&locale.key.as_str()) {
            let key = &locale.key;
            let kept = both!(
                "语言代号 `{key}` 的网址 /{key}/ 由网站自己使用",
                "the locale `{key}` needs the address /{key}/, which belongs to the site itself"
            );
            let finding = Diagnostic::error("route/collision", kept).at(place.clone());
            found.push(finding.help(both!(
                "换一个代号，在 `tags:` 里写明标准标签",
                "use another key, and give its standard tag under `tags:`"
            )));
        }
    }
}

fn paging(folder: &str, place: Place) -> Diagnostic {
    Diagnostic::error(
        "route/collision",
        both!(
            "网址 /{folder}page/ 留给列表的第二页及以后",
            "the address /{folder}page/ is kept for the second and later pages of a list"
        ),
    )
    .at(place)
    .help(both!("换个名字，如 paper", "use another name, such as paper"))
}

/// The first file of a free page.
fn file_of(tree: &Tree, config: &Config, name: &str) -> String {
    let bare = format!("content/pages/{name}.md");
    let named = config.locales.iter().map(|locale| format!("content/pages/{name}.{}.md", locale.key));
    std::iter::once(bare.clone()).chain(named).find(|path| tree.files.contains_key(path)).unwrap_or(bare)
}

/// Where a file says `id: …`; read again, because drafts hold no places.
fn place_of_id(tree: &Tree, path: &str, id: &str) -> Place {
    let mut unheard = Vec::new();
    let place = tree.text(path, MAX_RECORD, &mut unheard).and_then(|file| {
        let node = yaml::parse(&file, &mut unheard)?;
        find_id(&node, id).map(|node| file.place(node.span.clone()))
    });
    place.unwrap_or_else(|| diag::whole(path))
}

fn find_id<'n>(node: &'n Node, id: &str) -> Option<&'n Node> {
    match &node.kind {
        Kind::List(values) => values.iter().find_map(|value| find_id(value, id)),
        Kind::Map(entries) => entries.iter().find_map(|(key, value)| match &value.kind {
            Kind::Scalar { text, .. } if key.text == "id" && text == id => Some(value),
            _ => find_id(value, id),
        }),
        Kind::Null | Kind::Scalar { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::diag::TextFile;

    #[test]
    fn a_language_cannot_be_called_like_a_section() {
        let text = "title: 目录\nurl: https://a.example\nlocales: [data, zh, az]\n";
        let file = TextFile { path: "site/site.yaml".into(), text: text.into() };
        let config = config::read(&file, &mut Vec::new()).expect("it is enough");
        let mut found = Vec::new();
        check(&Tree::default(), &Known::of(&[], Vec::new(), Vec::new()), &config, &mut found);
        let found: Vec<(&str, u32, u32)> =
            found.iter().map(|d| (&*d.code, d.place.line, d.place.column)).collect();
        // The default language stands at the root and takes no address of its own.
        assert_eq!(found, [("route/collision", 3, 21)]);
    }
}
