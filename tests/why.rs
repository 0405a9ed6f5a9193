//! `haopin why` and `haopin doctor`, from outside.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

mod support;

use support::{TestSite, said};

fn told(site: &TestSite, args: &[&str]) -> String {
    let done = site.run(args);
    assert!(done.status.success(), "{}", said(&done));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The state of a page, as `--format json` gives it.
fn state(site: &TestSite, address: &str) -> serde_json::Value {
    let text = told(site, &["--format", "json", "why", address]);
    let why: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    why["state"].clone()
}

#[test]
fn a_page_names_its_files_its_templates_and_what_all_pages_share() {
    let site = TestSite::new();
    site.built(&[]);
    let told = told(&site, &["why", "https://catalogue.example/en/brands/sample/"]);
    for part in [
        "en/brands/sample/index.html",
        "content/brands/sample/brand.yaml",
        "content/brands/sample/story.md",
        "brand.html",
        "parts/notes.html",
        "content/vocabulary/industries.yaml",
        "it stands as the last build left it",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
}

#[test]
fn a_page_tells_what_has_changed_since_it_was_built() {
    let site = TestSite::new();
    assert_eq!(state(&site, "/brands/sample/"), "undrawn");
    site.built(&["--links", "folder"]);
    assert_eq!(state(&site, "/brands/sample/"), "current");
    let story = site.read("content/brands/sample/story.md");
    site.write("content/brands/sample/story.md", format!("{story}\n又一段。\n"));
    assert_eq!(state(&site, "/brands/sample/"), serde_json::json!({ "stale": ["own"] }));
    assert_eq!(state(&site, "/brands/"), "current");
    let profile = site.read("content/brands/sample/brand.yaml");
    site.write("content/brands/sample/brand.yaml", profile.replacen("zh: ", "zh: 新", 1));
    assert_eq!(state(&site, "/brands/"), serde_json::json!({ "stale": ["others"] }));
    let settings = site.read("site/site.yaml");
    site.write("site/site.yaml", settings.replacen("page_size: 24", "page_size: 12", 1) + "\nlicence: CC0\n");
    assert_eq!(state(&site, "/404.html"), serde_json::json!({ "stale": ["settings"] }));
}

#[test]
fn files_that_are_no_pages_are_explained_too() {
    let site = TestSite::new();
    let files = site.built(&[]);
    let cover = files.keys().find(|path| path.starts_with("assets/covers/")).expect("it is drawn");
    for (file, unit) in [
        ("b/sample/index.html", "brand:sample"),
        (cover, "brand:sample"),
        ("sitemap.xml", "list:Sitemap"),
        ("stories/", "page:stories/"),
    ] {
        let why = told(&site, &["--format", "json", "why", file]);
        assert!(why.contains(&format!("\"unit\": \"{unit}\"")), "{file}: {why}");
    }
}

#[test]
fn an_address_of_nothing_names_the_nearest() {
    let site = TestSite::new();
    let done = site.run(&["why", "/brands/sampel/"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        said(&done).contains("`/brands/sampel/`") && said(&done).contains("brands/sample/"),
        "{}",
        said(&done)
    );
}

#[test]
fn the_machine_is_looked_at_and_nothing_is_left_behind() {
    let site = TestSite::new();
    let before: Vec<_> = walk(&site);
    let told = told(&site, &["doctor"]);
    for name in ["program", "threads", "project", "memo", "output", "placing", "room"] {
        assert!(told.contains(&format!("✓ {name}: ")), "{name} in {told}");
    }
    let after: Vec<_> = walk(&site).into_iter().filter(|path| !path.starts_with("site/.cache")).collect();
    assert_eq!(before, after);
}

fn walk(site: &TestSite) -> Vec<String> {
    support::files(&site.path("")).into_keys().collect()
}

#[test]
fn what_is_wrong_with_the_machine_is_said_with_its_cure() {
    let site = TestSite::empty();
    let done = site.run(&["doctor"]);
    assert_eq!(done.status.code(), Some(1));
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.contains("✗ project") && told.contains("haopin new site"), "{told}");
    let site = TestSite::new();
    site.write("mine", "a file");
    let done = site.run(&["doctor", "--out", &site.text_path("mine/public")]);
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert_eq!(done.status.code(), Some(3), "{told}");
    assert!(told.contains("✗ output"), "{told}");
}
