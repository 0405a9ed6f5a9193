//! Files in the output folder that no build made: carried over, never removed, never replaced; links never followed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt, symlink};
use std::path::PathBuf;

use super::support::{TestSite, said};
use super::{NEW, OLD, TwoStates};

fn both_sizes(test: impl Fn(&TwoStates)) {
    for states in [TwoStates::small(), TwoStates::large()] {
        test(&states);
    }
}

/// A build of a state that ends well; the site is not looked at.
fn build(states: &TwoStates, state: usize) {
    states.turn(state);
    let done = states.command().output().expect("the binary runs");
    assert!(done.status.success(), "{}", said(&done));
}

#[test]
fn files_links_and_empty_folders_are_carried_over() {
    both_sizes(|states| {
        let public = states.site.public();
        let outside = states.site.path("outside");
        fs::create_dir(&outside).expect("it is new");
        fs::write(outside.join("letter.txt"), "dear").expect("it is writable");
        let own = |path: &str| public.join(path);
        fs::write(own("verification.txt"), "mine").expect("it is writable");
        fs::write(own("brands/notes.txt"), "mine").expect("it is writable");
        fs::create_dir_all(own(".well-known/acme")).expect("it is writable");
        fs::set_permissions(own(".well-known/acme"), PermissionsExt::from_mode(0o750)).expect("it is mine");
        fs::write(public.join(OsStr::from_bytes(b"gbk-\xc6\xbd.txt")), "mine").expect("it is writable");
        symlink(&outside, own("linked")).expect("it is writable");
        symlink("nowhere", own("dangling")).expect("it is writable");
        fs::set_permissions(&public, PermissionsExt::from_mode(0o775)).expect("it is mine");
        let inode = |path: &PathBuf| fs::symlink_metadata(path).expect("it is there").ino();
        let letter = inode(&own("verification.txt"));
        for state in [NEW, OLD, NEW] {
            build(states, state);
            assert_eq!(inode(&own("verification.txt")), letter);
            assert_eq!(fs::read(own("brands/notes.txt")).expect("it is there"), b"mine");
            let acme = fs::metadata(own(".well-known/acme")).expect("it is there");
            assert!(acme.is_dir() && acme.mode() & 0o777 == 0o750);
            assert!(public.join(OsStr::from_bytes(b"gbk-\xc6\xbd.txt")).is_file());
            assert_eq!(fs::read_link(own("linked")).expect("it is a link"), outside);
            assert_eq!(fs::read_link(own("dangling")).expect("it is a link"), PathBuf::from("nowhere"));
            assert_eq!(fs::metadata(&public).expect("it is there").mode() & 0o777, 0o775);
            assert_eq!(fs::read_dir(&outside).expect("it is there").count(), 1);
        }
    });
}

/// Something of an editor's where the second state wants a file: the build names it and changes nothing.
#[test]
fn what_is_in_the_way_is_named_and_stays() {
    both_sizes(|states| {
        let (old, new) = (&states.sites[OLD], &states.sites[NEW]);
        let coming = new.keys().find(|path| !old.contains_key(*path) && path.ends_with("/index.html"));
        let coming = coming.expect("a page comes").clone();
        let target = states.site.public().join(&coming);
        let folder = target.parent().expect("it is in a folder").to_owned();
        let refused = |named: &PathBuf| {
            states.turn(NEW);
            let done = states.command().output().expect("the binary runs");
            assert_eq!(done.status.code(), Some(3), "{}", said(&done));
            assert!(said(&done).contains(named.to_str().expect("it is UTF-8")), "{}", said(&done));
            assert!(said(&done).contains("move it away"), "{}", said(&done));
        };
        // A file of that name.
        fs::create_dir_all(&folder).expect("it is writable");
        fs::write(&target, "mine").expect("it is writable");
        refused(&target);
        assert_eq!(fs::read(&target).expect("it is there"), b"mine");
        fs::remove_file(&target).expect("it is there");
        // A folder of that name with a file in it.
        fs::create_dir(&target).expect("it is new");
        fs::write(target.join("letter.txt"), "mine").expect("it is writable");
        refused(&target);
        assert_eq!(fs::read(target.join("letter.txt")).expect("it is there"), b"mine");
        fs::remove_dir_all(&folder).expect("it is there");
        // A link to elsewhere in place of its folder.
        let outside = states.site.path("outside");
        fs::create_dir(&outside).expect("it is new");
        symlink(&outside, &folder).expect("it is new");
        refused(&folder);
        assert_eq!(fs::read_dir(&outside).expect("it is there").count(), 0);
        fs::remove_file(&folder).expect("it is a link");
        fs::remove_dir(&outside).expect("it is empty");
        states.complete(NEW);
    });
}

#[test]
fn links_in_place_of_our_files_and_folders_are_never_followed() {
    both_sizes(|states| {
        let (old, new) = (&states.sites[OLD], &states.sites[NEW]);
        let public = states.site.public();
        let outside = states.site.path("outside");
        fs::create_dir(&outside).expect("it is new");
        // One of our files became a link: the new file replaces the link, not what it leads to.
        let changed = old.iter().find(|(path, bytes)| {
            path.ends_with("/index.html") && new.get(*path).is_some_and(|other| other != *bytes)
        });
        let changed = changed.expect("a page changes").0;
        fs::write(outside.join("letter.txt"), "dear").expect("it is writable");
        fs::remove_file(public.join(changed)).expect("it is there");
        symlink(outside.join("letter.txt"), public.join(changed)).expect("it is writable");
        states.complete(NEW);
        assert_eq!(fs::read(outside.join("letter.txt")).expect("it is there"), b"dear");
        states.complete(OLD);
        // The folder of a file that goes became a link to a folder with a file of that name.
        let going = old.keys().find(|path| !new.contains_key(*path) && path.ends_with("/index.html"));
        let folder = public.join(going.expect("a page goes")).parent().expect("it is in a folder").to_owned();
        fs::rename(&folder, outside.join("moved")).expect("one file system");
        symlink(outside.join("moved"), &folder).expect("it is free");
        build(states, NEW);
        assert!(outside.join("moved/index.html").is_file(), "what the link leads to stays");
        assert!(fs::symlink_metadata(&folder).expect("it stays").is_symlink());
    });
}

#[test]
fn files_that_an_editor_removed_are_made_again() {
    both_sizes(|states| {
        let public = states.site.public();
        fs::remove_dir_all(public.join("en")).expect("it is there");
        fs::write(public.join("index.html"), "changed by hand").expect("it is writable");
        states.complete(OLD);
        fs::remove_dir_all(&public).expect("it is there");
        states.complete(OLD);
    });
}

#[test]
fn unchanged_files_keep_inode_and_time() {
    both_sizes(|states| {
        let public = states.site.public();
        let stamps = |paths: &[&String]| -> Vec<(u64, i64, i64)> {
            let stamp = |path: &&String| {
                let meta = fs::metadata(public.join(path)).expect("it is there");
                (meta.ino(), meta.mtime(), meta.mtime_nsec())
            };
            paths.iter().map(stamp).collect()
        };
        let (old, new) = (&states.sites[OLD], &states.sites[NEW]);
        let same: Vec<&String> = old.keys().filter(|path| old.get(*path) == new.get(*path)).collect();
        assert!(same.len() > 20);
        let before = stamps(&same);
        states.complete(NEW);
        assert_eq!(stamps(&same), before);
        fs::remove_dir_all(states.site.path("site/.cache")).expect("it is there");
        states.complete(NEW);
        assert_eq!(stamps(&same), before, "also when nothing is remembered");
    });
}

#[test]
fn where_files_have_no_second_name_they_are_copied_with_their_time() {
    let states = TwoStates::small();
    let public = states.site.public();
    let time =
        |path: &String| fs::metadata(public.join(path)).expect("it is there").modified().expect("it has one");
    let (old, new) = (&states.sites[OLD], &states.sites[NEW]);
    let same: Vec<&String> = old.keys().filter(|path| old.get(*path) == new.get(*path)).collect();
    let before: Vec<_> = same.iter().map(|path| time(path)).collect();
    fs::write(public.join("verification.txt"), "mine").expect("it is writable");
    states.turn(NEW);
    let links = super::support::strace::set(&["link", "linkat"]);
    let done = super::support::strace::with_faults(&states.command(), &[&format!("{links}:error=EPERM")]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(fs::read(public.join("verification.txt")).expect("it is there"), b"mine");
    fs::remove_file(public.join("verification.txt")).expect("it is there");
    assert_eq!(states.seen("copied"), NEW);
    assert_eq!(same.iter().map(|path| time(path)).collect::<Vec<_>>(), before);
    states.complete(NEW);
    states.complete(OLD);
}

#[test]
fn a_site_without_a_project_of_its_own_may_be_built_into_again() {
    let (one, other) = (TestSite::new(), TestSite::new());
    let out = one.text_path("site/public");
    one.built(&[]);
    let done = other.run(&["build", "--out", &out]);
    assert!(done.status.success(), "{}", said(&done));
}
