//! Folders where no site may be made: refused before any work, in both languages.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use super::support::{TestSite, files, said};

fn refused(site: &TestSite, out: &Path, code: i32, en: &str, zh: &str) {
    let all = || {
        let mut all = files(&site.path(""));
        // The lock holds the number of whoever asked last.
        all.remove("site/.public.lock");
        all
    };
    let before = all();
    let out = out.to_str().expect("it is UTF-8");
    for (tongue, words) in [("en", en), ("zh", zh)] {
        let done = site.run(&["build", "--messages", tongue, "--out", out, "--timings"]);
        let text = said(&done);
        assert_eq!(done.status.code(), Some(code), "{out}: {text}");
        assert!(text.contains(words), "{out}: {text}");
        assert_eq!(text.lines().count(), 1, "nothing was done before: {text}");
        assert!(before == all(), "{out}: something was changed");
    }
}

#[test]
fn folders_that_hold_the_project_or_are_part_of_it() {
    let site = TestSite::new();
    site.write("themes/quancheng/words/en.yaml", "");
    for (out, en, zh) in [
        ("", "the project is in it", "项目就在这里面"),
        ("content", "overlap", "重叠"),
        ("content/brands", "overlap", "重叠"),
        ("content/brands/sample/new", "overlap", "重叠"),
        ("themes/quancheng/static", "overlap", "重叠"),
        ("site", "overlap", "重叠"),
        ("site/.cache/public", "overlap", "重叠"),
        ("site/../content/public", "overlap", "重叠"),
        ("content/brands/../..", "the project is in it", "项目就在这里面"),
    ] {
        refused(&site, &site.path(out), 2, en, zh);
    }
    let parent = site.path("").parent().expect("it is in a folder").to_owned();
    refused(&site, &parent, 2, "the project is in it", "项目就在这里面");
    refused(&site, Path::new("/"), 2, "cannot be the output folder", "不能作输出文件夹");
    let beside = tempfile::tempdir().expect("a temporary folder");
    symlink(site.path("content"), beside.path().join("way")).expect("it is writable");
    refused(&site, &beside.path().join("way/public"), 2, "overlap", "重叠");
}

#[test]
fn what_is_no_folder_and_what_is_not_ours() {
    let site = TestSite::new();
    site.write("a-file", "dear");
    refused(&site, &site.path("a-file"), 2, "it is a file", "是文件，不是文件夹");
    refused(&site, &site.path("a-file/public"), 3, "a-file", "a-file");
    fs::create_dir(site.path("elsewhere")).expect("it is new");
    symlink("elsewhere", site.path("a-link")).expect("it is new");
    refused(&site, &site.path("a-link"), 2, "elsewhere", "是一个链接");
    symlink("nowhere", site.path("dangling")).expect("it is new");
    refused(&site, &site.path("dangling"), 2, "it is a link", "是一个链接");
    for (path, text) in [
        ("letters/dear.txt", "dear"),
        ("app/manifest.json", "{\"name\": \"an app\"}"),
        ("empty-manifest/manifest.json", ""),
    ] {
        site.write(path, text);
        let folder = Path::new(path).parent().expect("it is in a folder");
        let folder = site.path(folder.to_str().expect("it is UTF-8"));
        refused(&site, &folder, 3, "not made by haopin", "不是 haopin 生成的");
    }
    let done = site.run(&["build", "--out", &site.text_path("elsewhere")]);
    assert!(done.status.success(), "an empty folder may be used: {}", said(&done));
}

#[test]
fn a_mount_point_is_refused_with_the_reason() {
    let site = TestSite::new();
    refused(&site, Path::new("/proc"), 2, "it is a mount point", "挂载点");
}

#[test]
fn a_folder_of_that_name_beside_the_site_is_not_touched() {
    let site = TestSite::new();
    site.built(&[]);
    site.write("site/.public.new/letter.txt", "dear");
    refused(&site, &site.public(), 3, ".public.new/letter.txt", "占了网站文件的位置");
    fs::remove_dir_all(site.path("site/.public.new")).expect("it is there");
    fs::create_dir(site.path("elsewhere")).expect("it is new");
    site.write("elsewhere/new/letter.txt", "dear");
    symlink("../elsewhere", site.path("site/.public.new")).expect("it is new");
    refused(&site, &site.public(), 3, ".public.new", "占了网站文件的位置");
    assert_eq!(site.read("elsewhere/new/letter.txt"), "dear");
}

#[test]
fn a_manifest_that_names_files_elsewhere_owns_nothing() {
    let site = TestSite::new();
    site.built(&[]);
    site.write("site/letter.txt", "dear");
    let manifest = site.read("site/public/manifest.json");
    let line = format!("\"../letter.txt\":{{\"size\":4,\"sha256\":\"{}\"}},\n", "0".repeat(64));
    site.write(
        "site/public/manifest.json",
        manifest.replacen("\"404.html\"", &format!("{line}\"404.html\""), 1),
    );
    let done = site.run(&["build"]);
    assert_eq!(done.status.code(), Some(3), "{}", said(&done));
    assert!(said(&done).contains("not made by haopin"), "{}", said(&done));
    assert_eq!(site.read("site/letter.txt"), "dear");
}
