//! Whether anything in a page could act: judged from the tokens a browser's parser would see, not by searching text.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

/// Elements that load or run something wherever they stand.
const ACTIVE: &[&str] =
    &["iframe", "object", "embed", "applet", "frame", "frameset", "base", "form", "portal", "style"];

/// Asserts that no page of an output holds active content, nor asks a foreign host for anything.
pub fn assert_site(row: &str, output: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let live = live(&String::from_utf8_lossy(bytes));
        assert_eq!(live, Vec::<String>::new(), "{row}: {path}");
    }
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".svg")) {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for part in ["<script", " onload", "<!entity", "javascript:", "<foreignobject"] {
            assert!(!text.contains(part), "{row}: {path}: {part}");
        }
    }
}

/// What could act in a page.
pub fn live(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attributes: BTreeMap<String, String> = tag
            .attributes
            .iter()
            .map(|(key, value)| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                (text(key).to_lowercase(), text(value))
            })
            .collect();
        let get = |key: &str| attributes.get(key).map(String::as_str).unwrap_or_default();
        if name == "script" {
            let is_ours = get("src").contains("assets/script.") && is_local(get("src"));
            let is_json = get("type") == "application/ld+json" && get("src").is_empty();
            if !is_ours && !is_json {
                found.push(format!("<script {attributes:?}>"));
            }
        }
        if ACTIVE.contains(&name.as_str()) && !(name == "form" && is_local(get("action"))) {
            found.push(format!("<{name}>"));
        }
        if name == "meta"
            && get("http-equiv").eq_ignore_ascii_case("refresh")
            && !is_local(refreshed(get("content")))
        {
            found.push(format!("<meta refresh {}>", get("content")));
        }
        for (key, value) in &attributes {
            found.extend(attribute(&name, key, value));
        }
    }
    found
}

fn refreshed(content: &str) -> &str {
    content.split_once("url=").map_or("", |(_, url)| url)
}

fn attribute(element: &str, key: &str, value: &str) -> Option<String> {
    let shown = format!("<{element} {key}=\"{value}\">");
    if key.starts_with("on") || key == "style" || key == "srcdoc" || key == "formaction" {
        return Some(shown);
    }
    let squeezed: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let squeezed = squeezed.to_lowercase();
    let is_address = matches!(
        key,
        "href" | "src" | "srcset" | "action" | "poster" | "data" | "xlink:href" | "ping" | "cite"
    );
    if is_address && ["javascript:", "vbscript:", "data:"].iter().any(|scheme| squeezed.starts_with(scheme)) {
        return Some(shown);
    }
    // A link may lead elsewhere when a visitor follows it; a resource may not be loaded from there.
    let loads = matches!(key, "src" | "srcset" | "poster" | "data") || element == "link" && key == "href";
    (loads && !is_local(value)).then_some(shown)
}

/// Whether an address stays on the site, whose own absolute address may stand in `canonical` and `alternate`.
fn is_local(address: &str) -> bool {
    let own = address.starts_with("https://catalogue.example/") || address == "https://catalogue.example";
    own || !(address.contains("://") || address.trim_start().starts_with("//") || address.contains(':'))
}

#[test]
fn the_judge_knows_what_acts() {
    for (html, count) in [
        ("<script>alert(1)</script>", 1),
        ("<script src=\"/assets/script.0.js\"></script>", 0),
        ("<script src=\"https://evil.example/assets/script.0.js\"></script>", 2),
        ("<script type=\"application/ld+json\">{}</script>", 0),
        ("<img src=x onerror=alert(1)>", 1),
        ("<a href=\" java\nscript:alert(1)\">", 1),
        ("<a href=\"jav&#x61;script:alert(1)\">", 1),
        ("<a href=\"https://other.example/\">", 0),
        ("<img src=\"//other.example/a.png\">", 1),
        ("<link rel=stylesheet href=https://other.example/a.css>", 1),
        ("<p style=\"color:red\">", 1),
        ("<iframe src=\"/\"></iframe>", 1),
        ("<meta http-equiv=refresh content=\"0;url=https://other.example\">", 1),
        ("&lt;script&gt;alert(1)", 0),
    ] {
        assert_eq!(live(html).len(), count, "{html}");
    }
}
