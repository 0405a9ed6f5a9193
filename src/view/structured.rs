//! JSON-LD: what a page is about, in the words of schema.org, safe inside a script element.

use serde::Serialize;

use crate::plan::Planned;
use crate::plan::route;
use crate::view::site::{Head, Site};

/// What a page is about; fields that are empty are left out. Names and types are those of schema.org.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    #[serde(rename = "@type")]
    pub kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Of an article, in place of a name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Of a product.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<Box<About>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub license: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
}

#[derive(Serialize)]
struct Document<G> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: G,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Path<'d> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<Step<'d>>,
}

#[derive(Serialize)]
struct Step<'d> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

/// The graph of a page: its path from home, and what it is about.
pub fn page(site: &Site<'_>, page: &Planned, head: &Head) -> String {
    let config = site.config;
    let last = head.crumbs.len().saturating_sub(1);
    let steps = head.crumbs.iter().enumerate().map(|(at, crumb)| Step {
        kind: "ListItem",
        position: at + 1,
        name: &crumb.label.text,
        item: crumb
            .href
            .as_ref()
            .filter(|_| at < last)
            .map(|href| format!("{}/{}", config.url, href.trim_end_matches("index.html"))),
    });
    let path = (last > 0).then(|| Path { kind: "BreadcrumbList", item_list_element: steps.collect() });
    let about = head.about.clone().unwrap_or_else(|| About {
        kind: "WebPage",
        name: head.title.clone(),
        ..About::default()
    });
    let about = About { url: route::permalink(config, page.locale, &page.path), ..about };
    let context = "https://schema.org";
    match path {
        Some(path) => safe(&Document { context, graph: (path, about) }),
        None => safe(&Document { context, graph: (about,) }),
    }
}

/// JSON that cannot end the script element it stands in.
fn safe(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("plain values serialize");
    let mut out = String::with_capacity(json.len() + 64);
    let mut rest = json.as_str();
    while let Some(at) = rest.find(['&', '<', '>', '\u{2028}', '\u{2029}']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut chars = from.chars();
        let c = chars.next().unwrap_or_default();
        out.push_str(&format!("\\u{:04x}", c as u32));
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_its_script() {
        let about = About { kind: "Brand", name: "</script>&\u{2028}".into(), ..About::default() };
        let expected = r#"{"@type":"Brand","name":"\u003c/script\u003e\u0026\u2028"}"#;
        assert_eq!(safe(&about), expected);
    }
}
