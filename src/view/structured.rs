//! JSON-LD: what a page is about, in the words of schema.org, safe inside a script element.

use serde_json::{Value, json};

use crate::plan::Planned;
use crate::plan::route;
use crate::view::site::{Head, Site};

/// The graph of a page: its path from home, and what it is about.
pub fn page(site: &Site<'_>, page: &Planned, head: &Head) -> String {
    let config = site.config;
    let mut graph = Vec::new();
    if head.crumbs.len() > 1 {
        let last = head.crumbs.len() - 1;
        let mut path = Vec::new();
        for (at, crumb) in head.crumbs.iter().enumerate() {
            let mut item = json!({ "@type": "ListItem", "position": at + 1, "name": crumb.label });
            if let (true, Some(href)) = (at < last, &crumb.href) {
                item["item"] = json!(format!("{}/{}", config.url, href.trim_end_matches("index.html")));
            }
            path.push(item);
        }
        graph.push(json!({ "@type": "BreadcrumbList", "itemListElement": path }));
    }
    let mut about = head.about.clone().unwrap_or_else(|| json!({ "@type": "WebPage", "name": head.title }));
    about["url"] = json!(route::permalink(config, page.locale, &page.path));
    graph.push(about);
    safe(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// JSON that cannot end the script element it stands in.
fn safe(value: &Value) -> String {
    value
        .to_string()
        .replace('&', "\\u0026")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_end_its_script() {
        assert_eq!(safe(&json!({ "name": "</script>&" })), r#"{"name":"\u003c/script\u003e\u0026"}"#);
    }
}
