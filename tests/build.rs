//! Building a site, from outside: through the binary, in a folder of its own.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

fn haopin(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_haopin"))
        .arg("-C")
        .arg(dir)
        .args(["--messages", "en"])
        .args(args)
        .output()
        .expect("the binary runs")
}

fn new_site() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let made = haopin(dir.path(), &["new", "site", dir.path().to_str().expect("the path is UTF-8")]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    dir
}

/// Every file below a folder with its bytes.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(dir)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(dir).expect("it is below").to_string_lossy().into_owned();
            (path, std::fs::read(entry.path()).expect("it is readable"))
        })
        .collect()
}

fn built(dir: &Path, args: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let done = haopin(dir, &[&["build"], args].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    files(&dir.join("site/public"))
}

#[test]
fn a_new_site_has_no_findings_and_builds() {
    let site = new_site();
    let checked = haopin(site.path(), &["check", "--deny", "warnings"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let files = built(site.path(), &[]);
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
fn the_same_content_makes_the_same_bytes() {
    let site = new_site();
    let one = built(site.path(), &["--jobs", "1"]);
    std::fs::remove_dir_all(site.path().join("site/public")).expect("it was built");
    assert_eq!(one, built(site.path(), &["--jobs", "3"]));
}

#[test]
fn a_build_with_errors_leaves_the_old_site_alone() {
    let site = new_site();
    let before = built(site.path(), &[]);
    let profile = site.path().join("content/brands/sample/brand.yaml");
    let text = std::fs::read_to_string(&profile).expect("it is there");
    std::fs::write(&profile, text.replace("industry: example", "industry: exmaple")).expect("it is writable");
    let failed = haopin(site.path(), &["build"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(
        said.contains("brand.yaml:3:11: error[reference/unknown-industry]")
            && said.contains("write `example`"),
        "{said}"
    );
    assert_eq!(before, files(&site.path().join("site/public")));
}

#[test]
fn files_that_are_not_ours_stay_and_unchanged_ones_keep_their_inode() {
    use std::os::unix::fs::MetadataExt;
    let site = new_site();
    built(site.path(), &[]);
    let public = site.path().join("site/public");
    std::fs::write(public.join("verification.txt"), "mine").expect("it is writable");
    let inode = |path: &str| std::fs::metadata(public.join(path)).expect("it is there").ino();
    let (brand, az) = (inode("brands/sample/index.html"), inode("az/index.html"));
    let story = site.path().join("content/brands/sample/products.yaml");
    std::fs::remove_file(story).expect("it was made");
    let after = built(site.path(), &[]);
    assert_eq!(after.get("verification.txt").map(Vec::as_slice), Some(&b"mine"[..]));
    assert!(!after.contains_key("brands/sample/first/index.html"));
    assert_ne!(brand, inode("brands/sample/index.html"), "the brand's page lists no product now");
    assert_eq!(az, inode("az/index.html"), "the A-Z is unchanged");
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let site = new_site();
    let out = site.path().join("mine");
    std::fs::create_dir(&out).expect("it is new");
    std::fs::write(out.join("letter.txt"), "dear").expect("it is writable");
    let refused = haopin(site.path(), &["build", "--out", out.to_str().expect("the path is UTF-8")]);
    assert_eq!(refused.status.code(), Some(3));
    assert_eq!(files(&out).len(), 1);
}

#[test]
fn links_of_a_folder_site_are_relative() {
    let site = new_site();
    let files = built(site.path(), &["--links", "folder"]);
    let page = String::from_utf8_lossy(&files["en/brands/sample/index.html"]).into_owned();
    assert!(page.contains("href=\"../../../en/brands/index.html\""), "{page}");
    assert!(!page.contains("href=\"/"), "{page}");
}
