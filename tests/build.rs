//! Building a site, from outside: through the binary, in a folder of its own.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

mod support;

use support::{TestSite, files, said};

#[test]
fn a_new_site_has_no_findings_and_builds() {
    let site = TestSite::new();
    let checked = site.run(&["check", "--deny", "warnings"]);
    assert!(checked.status.success(), "{}", said(&checked));
    let files = site.built(&[]);
    for path in [
        "index.html",
        "en/index.html",
        "brands/sample/index.html",
        "en/brands/sample/first/index.html",
        "404.html",
        "sitemap.xml",
        "manifest.json",
        "b/sample/index.html",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn a_build_with_errors_leaves_the_old_site_alone() {
    let site = TestSite::new();
    let before = site.built(&[]);
    let profile = site.read("content/brands/sample/brand.yaml");
    let profile = profile.replace("industry: example", "industry: exmaple");
    site.write("content/brands/sample/brand.yaml", profile);
    let failed = site.run(&["build"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = said(&failed);
    assert!(
        said.contains("brand.yaml:3:11: error[reference/unknown-industry]")
            && said.contains("write `example`"),
        "{said}"
    );
    assert_eq!(before, files(&site.public()));
}

#[test]
fn links_of_a_folder_site_are_relative() {
    let site = TestSite::new();
    let files = site.built(&["--links", "folder"]);
    let page = String::from_utf8_lossy(&files["en/brands/sample/index.html"]).into_owned();
    assert!(page.contains("href=\"../../../en/brands/index.html\""), "{page}");
    assert!(!page.contains("href=\"/"), "{page}");
}

#[test]
fn a_program_reads_findings_and_what_was_built_apart() {
    let site = TestSite::new();
    let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).expect("it is JSON alone");
    let done = site.run(&["--format", "json", "build", "--links", "folder", "--timings"]);
    assert_eq!((done.status.code(), &json(&done.stderr)["errors"]), (Some(0), &0.into()));
    let files = files(&site.public()).len();
    assert_eq!(json(&done.stdout)["files"], files);
    site.write("content/brands/sample/brand.yaml", "name: A\n");
    let done = site.run(&["--format", "json", "build"]);
    assert_eq!((done.status.code(), &json(&done.stderr)["errors"]), (Some(1), &1.into()));
    assert!(done.stdout.is_empty());
}
