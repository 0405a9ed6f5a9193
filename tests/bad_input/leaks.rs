//! What lies beside a catalogue stays there: not a byte of it in the output, nor in what is kept between builds.

use std::os::unix::fs::symlink;

use crate::site::{STORY, TestSite, files, png};

const CANARY: &[u8] = b"CANARY-7f3a";

#[test]
fn files_that_are_no_part_of_the_catalogue_do_not_leak() {
    let site = TestSite::new();
    let secret = String::from_utf8_lossy(CANARY).into_owned();
    for path in [
        "secret.yaml",
        ".git/config",
        "content/.git/HEAD",
        "content/brands/x/.env",
        "content/brands/x/contract.docx",
        "content/brands/x/notes.txt",
        "content/brands/x/images/raw.psd",
        "content/brands/x/images/.hidden.png",
        "content/brands/x/images/unused.svg",
        "content/brands/x/products/list.xlsx",
        "content/brands/.private/brand.yaml",
        "content/notes.txt",
        "content/pages/draft.md.bak",
        "content/stories/old.docx",
        "content/vocabulary/industries.csv",
        "site/keys.txt",
        "site/private/key.pem",
        "themes/other/templates/base.html",
    ] {
        site.write(path, &secret);
    }
    site.write("content/brands/x/images/b.png", [&png(3, 3)[..], CANARY].concat());
    site.write(STORY, "![甲](images/b.png)\n\n<!-- CANARY-7f3a -->\n");
    let built = site.build();
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert!(!built.stderr.contains(&secret) && !built.stdout.contains(&secret));
    for (path, bytes) in files(&site.path("site")) {
        let ours = !path.starts_with("keys.txt") && !path.starts_with("private/");
        assert!(!ours || !bytes.windows(CANARY.len()).any(|part| part == CANARY), "site/{path}");
    }
    assert!(site.output().len() > 20, "it was built");
}

#[test]
fn what_a_link_leads_to_is_in_no_finding_and_no_memory() {
    let site = TestSite::new();
    let outside = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(outside.path().join("brand.yaml"), [b"name: [", CANARY, b"\n"].concat())
        .expect("it is writable");
    symlink(outside.path(), site.path("content/brands/y")).expect("it is writable");
    symlink(outside.path().join("brand.yaml"), site.path("content/brands/x/products.yaml"))
        .expect("it is writable");
    let built = site.build();
    assert_eq!(built.code, Some(1));
    let secret = String::from_utf8_lossy(CANARY).into_owned();
    assert!(!built.stderr.contains(&secret) && !built.stdout.contains(&secret));
    for (path, bytes) in files(&site.path("site")) {
        assert!(!bytes.windows(CANARY.len()).any(|part| part == CANARY), "site/{path}");
    }
}
