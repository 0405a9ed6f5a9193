//! Sitemap, robots, Atom, JSON Feed, redirects for short addresses. Dates come from the content, never from the clock.

use serde_json::json;

use crate::model::BrandId;
use crate::plan::route;
use crate::plan::{PageKind, Planned};
use crate::text::escape;
use crate::view::site::Site;
use crate::yaml::read::Date;

/// Newest brands in a feed.
const FEED: usize = 50;

/// `sitemap.xml`: every page with its translations.
pub fn sitemap(site: &Site<'_>, pages: impl Iterator<Item = Planned>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in pages.filter(|page| page.kind != PageKind::Missing) {
        out.push_str(&format!(
            "<url><loc>{}</loc>",
            escape(&route::permalink(site.config, page.locale, &page.path))
        ));
        if let PageKind::Brand(id) = page.kind
            && let Some(date) = &site.catalogue.outline(id).updated
        {
            out.push_str(&format!("<lastmod>{}</lastmod>", date.0));
        }
        for (at, locale) in site.config.locales.iter().enumerate() {
            let href = escape(&route::permalink(site.config, at, &page.path));
            out.push_str(&format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{href}\"/>",
                locale.tag
            ));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// `robots.txt`
pub fn robots(site: &Site<'_>) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}/sitemap.xml\n", site.config.url)
}

struct Entry {
    title: String,
    url: String,
    summary: String,
    date: String,
}

fn entries(site: &Site<'_>, locale: usize) -> Vec<Entry> {
    let catalogue = site.catalogue;
    let mut dated: Vec<(&Date, &str, BrandId)> = catalogue
        .ids()
        .map(|id| (id, catalogue.outline(id)))
        .filter_map(|(id, outline)| Some((outline.updated.as_ref()?, outline.slug.as_str(), id)))
        .collect();
    dated.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    dated.truncate(FEED);
    let entry = |(date, slug, id): (&Date, &str, BrandId)| {
        let outline = catalogue.outline(id);
        Entry {
            title: outline.name.any(locale).to_owned(),
            url: route::permalink(site.config, locale, &format!("brands/{slug}/")),
            summary: outline.summary.any(locale).to_owned(),
            date: instant(&date.0),
        }
    };
    dated.into_iter().map(entry).collect()
}

/// A day, month or year as an instant.
fn instant(date: &str) -> String {
    format!("{date}{}T00:00:00Z", &"-01-01"[..10 - date.len().clamp(4, 10)])
}

/// `feed.xml`: Atom.
pub fn atom(site: &Site<'_>, locale: usize) -> String {
    let config = site.config;
    let entries = entries(site, locale);
    let updated = entries.first().map_or_else(|| instant("2000"), |entry| entry.date.clone());
    let home = escape(&route::permalink(config, locale, ""));
    let own = escape(&route::permalink(config, locale, "feed.xml"));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{own}\"/>\n<updated>{updated}</updated>\n<author><name>{}</name></author>\n",
        config.locales[locale].tag,
        escape(config.title.any(locale)),
        escape(config.title.any(locale)),
    );
    for entry in entries {
        let url = escape(&entry.url);
        out.push_str(&format!(
            "<entry><title>{}</title><id>{url}</id><link href=\"{url}\"/><updated>{}</updated><summary>{}</summary></entry>\n",
            escape(&entry.title),
            entry.date,
            escape(&entry.summary)
        ));
    }
    out.push_str("</feed>\n");
    out
}

/// `feed.json`: JSON Feed 1.1.
pub fn json_feed(site: &Site<'_>, locale: usize) -> String {
    let config = site.config;
    let items: Vec<_> = entries(site, locale)
        .into_iter()
        .map(|entry| json!({ "id": entry.url, "url": entry.url, "title": entry.title, "summary": entry.summary, "content_text": entry.summary, "date_modified": entry.date }))
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": config.title.any(locale),
        "home_page_url": route::permalink(config, locale, ""),
        "feed_url": route::permalink(config, locale, "feed.json"),
        "language": config.locales[locale].tag,
        "items": items,
    });
    format!("{feed:#}\n")
}

/// `b/<slug>/index.html`: leads from the short address to the brand, without a script.
pub fn redirect(site: &Site<'_>, slug: &str) -> String {
    let path = format!("brands/{slug}/");
    let root = route::root(site.config, site.form, 0, &format!("b/{slug}/"));
    let target = escape(&format!("{root}{}", site.href(0, &path)));
    let canonical = escape(&route::permalink(site.config, 0, &path));
    let tag = &site.config.locales[0].tag;
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<meta http-equiv=\"refresh\" content=\"0; url={target}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"canonical\" href=\"{canonical}\">\n<title>{slug}</title>\n</head>\n<body><main><h1><a href=\"{target}\">{canonical}</a></h1></main></body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_become_instants() {
        assert_eq!(
            [instant("2024"), instant("2024-08"), instant("2024-08-01")],
            ["2024-01-01T00:00:00Z", "2024-08-01T00:00:00Z", "2024-08-01T00:00:00Z"]
                .map(String::from)
                .map(|s| s)
        );
    }
}
