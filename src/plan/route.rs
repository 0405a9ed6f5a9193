//! Addresses: paths of pages, their links on the web and in a folder, their absolute form.

use crate::config::Config;

/// First parts of addresses that the site uses itself.
pub const RESERVED: &[&str] = &[
    "brands",
    "industries",
    "districts",
    "honours",
    "batches",
    "az",
    "stories",
    "events",
    "sources",
    "data",
    "api",
    "assets",
    "search",
    "compare",
    "list",
    "verify",
    "selection",
    "supervision",
    "targets",
    "figures",
    "ledger",
    "b",
    "v",
    "index",
    "404",
];

/// Under this word stand the second and later pages of a list.
pub const PAGE: &str = "page";

/// How pages link to each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// `/brands/inspur/`, for a web server.
    #[default]
    Web,
    /// `../inspur/index.html`, for opening files without a server.
    Folder,
}

/// The `page`-th page of a list.
pub fn page_of(path: &str, page: usize) -> String {
    if page == 1 { path.to_owned() } else { format!("{path}{PAGE}/{page}/") }
}

/// Path of a page in a locale: the default locale stands at the root.
pub fn localized(config: &Config, locale: usize, path: &str) -> String {
    if locale == 0 { path.to_owned() } else { format!("{}/{path}", config.locales[locale].key) }
}

/// File of a page, below the output folder.
pub fn file(config: &Config, locale: usize, path: &str) -> String {
    let path = localized(config, locale, path);
    if path.ends_with(".html") { path } else { format!("{path}index.html") }
}

/// What stands in front of every link of a page.
pub fn root(config: &Config, form: Form, locale: usize, path: &str) -> String {
    match form {
        Form::Web => config.base.clone(),
        Form::Folder => {
            let depth = localized(config, locale, path).matches('/').count();
            if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
        }
    }
}

/// Link to a page, behind the root.
pub fn href(config: &Config, form: Form, locale: usize, path: &str) -> String {
    let path = localized(config, locale, path);
    match form {
        Form::Web => path,
        Form::Folder if path.is_empty() || path.ends_with('/') => format!("{path}index.html"),
        Form::Folder => path,
    }
}

/// Absolute address of a page.
pub fn permalink(config: &Config, locale: usize, path: &str) -> String {
    format!("{}/{}", config.url, localized(config, locale, path))
}
