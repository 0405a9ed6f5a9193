//! The generator of large catalogues: the benches stand on its being the same everywhere and free of findings.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

fn python(args: &[&str]) -> Output {
    Command::new("python3")
        .arg("-B")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/corpus"))
        .args(args)
        .output()
        .expect("python3 is there: tests/run installs it, and the benches need it")
}

/// A catalogue, written below a folder: every file with its bytes.
fn written(dir: &Path, form: &str, brands: &str, seed: &str) -> BTreeMap<String, Vec<u8>> {
    let out = dir.to_str().expect("the path is UTF-8");
    let done = python(&["--form", form, "--brands", brands, "--seed", seed, "--out", out]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
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

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn equal_seeds_give_equal_bytes_and_others_do_not() {
    for form in ["haopin", "hugo"] {
        let (one, same, other) = (folder(), folder(), folder());
        let first = written(one.path(), form, "8", "3");
        assert!(first == written(same.path(), form, "8", "3"), "{form}: two runs with one seed differ");
        assert!(first != written(other.path(), form, "8", "4"), "{form}: the seed changes nothing");
    }
}

#[test]
fn a_brand_has_the_same_story_in_a_larger_catalogue() {
    let (small, large) = (folder(), folder());
    let few = written(small.path(), "haopin", "6", "1");
    let many = written(large.path(), "haopin", "12", "1");
    let brands: Vec<&String> = few.keys().filter(|path| path.starts_with("content/brands/")).collect();
    assert_eq!(brands.iter().filter(|path| path.ends_with("/brand.yaml")).count(), 6);
    for path in brands {
        assert!(few.get(path) == many.get(path), "{path} differs");
    }
}

#[test]
fn a_written_catalogue_has_no_findings_and_is_stamped_as_a_sample() {
    let dir = folder();
    let files = written(dir.path(), "haopin", "40", "1");
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with("/brand.yaml")) {
        assert!(String::from_utf8_lossy(bytes).contains("\nsample: true\n"), "{path} is not stamped");
    }
    let checked = Command::new(env!("CARGO_BIN_EXE_haopin"))
        .arg("-C")
        .arg(dir.path())
        .args(["--messages", "en", "check", "--deny", "warnings"])
        .output()
        .expect("the binary runs");
    assert_eq!(String::from_utf8_lossy(&checked.stderr), "nothing found\n");
    assert!(checked.status.success());
}

#[test]
fn a_folder_with_files_in_it_is_left_alone() {
    let dir = folder();
    let mine = dir.path().join("mine.txt");
    std::fs::write(&mine, "mine").expect("the folder is writable");
    let done = python(&["--brands", "1", "--out", dir.path().to_str().expect("the path is UTF-8")]);
    assert!(!done.status.success());
    assert_eq!(std::fs::read_dir(dir.path()).expect("it is there").count(), 1);
}
