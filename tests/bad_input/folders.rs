//! What lies in a folder and is no file of a catalogue: links, pipes, strangers, droppings, what may not be read.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::site::Outcome::{Builds, Fails, Warns};
use crate::site::{GOOD_PROFILE, PROFILE, STORY, TestSite, check, run};

#[test]
fn links_are_refused_at_every_level() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(outside.path().join("a"), "CANARY").expect("it is writable");
    let secret = outside.path().join("a");
    check("71 picture", Fails("file/link content/brands/x/images/b.png:0"), |site| {
        symlink(&secret, site.path("content/brands/x/images/b.png")).expect("it is writable");
        site.write(STORY, "![甲](images/b.png)\n");
    });
    check("72 story", Fails("file/link content/brands/x/story.md:0"), |site| {
        site.remove(STORY);
        symlink(&secret, site.path(STORY)).expect("it is writable");
    });
    check("73 loop", Fails("file/link content/brands/x/again:0"), |site| {
        symlink(site.path("content/brands/x"), site.path("content/brands/x/again")).expect("it is writable");
    });
    for (path, finding) in [
        ("content", "file/link content:0"),
        ("content/brands", "file/link content/brands:0"),
        ("content/brands/x", "file/link content/brands/x:0"),
        ("content/brands/x/images", "file/link content/brands/x/images:0"),
        ("content/vocabulary", "file/link content/vocabulary:0"),
        ("content/sources.yaml", "file/link content/sources.yaml:0"),
        ("site/site.yaml", "file/link site/site.yaml:0"),
    ] {
        check(path, Fails(finding), |site| {
            let moved = outside.path().join(path.replace('/', "-"));
            std::fs::rename(site.path(path), &moved).expect("it is movable");
            symlink(&moved, site.path(path)).expect("it is writable");
        });
    }
    let site = TestSite::new();
    std::fs::rename(site.path("site"), outside.path().join("moved")).expect("it is movable");
    symlink(outside.path().join("moved"), site.path("site")).expect("it is writable");
    assert!(site.build().findings().contains(&"file/link site:0".to_owned()));
}

#[test]
fn a_pipe_is_not_waited_for() {
    let pipe = |path: &'static str| {
        move |site: &TestSite| {
            let _ = std::fs::remove_file(site.path(path));
            assert!(Command::new("mkfifo").arg(site.path(path)).status().expect("it runs").success());
        }
    };
    check("74", Fails("file/not-regular content/brands/x/pipe:0"), pipe("content/brands/x/pipe"));
    check("74 as the story", Fails("file/not-regular content/brands/x/story.md:0"), pipe(STORY));
    check("74 as the settings", Fails("file/not-regular site/site.yaml:0"), pipe("site/site.yaml"));
}

/// Root may read everything: the row is run as the user whose number is `nobody`'s, who owns the folder.
#[test]
fn what_may_not_be_read_is_named() {
    const NOBODY: &str = "65534";
    let site = TestSite::new();
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n");
    let build = |site: &TestSite| {
        let mut command = if is_root {
            // The program must be where that user may run it.
            let copy = site.path("haopin");
            std::fs::copy(env!("CARGO_BIN_EXE_haopin"), &copy).expect("it is readable");
            let owned =
                Command::new("chown").args(["-R", NOBODY]).arg(site.root()).status().expect("it runs");
            assert!(owned.success());
            let mut command = Command::new("setpriv");
            command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]).arg(copy);
            command
        } else {
            Command::new(env!("CARGO_BIN_EXE_haopin"))
        };
        command.arg("-C").arg(site.root()).args(["--format", "json", "build"]);
        run(command)
    };
    assert_eq!(build(&site).code, Some(0), "the good site");
    let before = site.output();
    let forbid = |path: &str, mode: u32| {
        std::fs::set_permissions(site.path(path), std::fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    forbid(PROFILE, 0o000);
    let bad = build(&site);
    assert_eq!(bad.code, Some(1));
    assert!(
        bad.findings().contains(&"file/unreadable content/brands/x/brand.yaml:0".to_owned()),
        "{:?}",
        bad.findings()
    );
    assert!(before == site.output());
    forbid(PROFILE, 0o644);
    forbid("content/brands/x/images", 0o000);
    let bad = build(&site);
    assert_eq!(bad.code, Some(1));
    assert!(
        bad.findings().contains(&"file/unreadable content/brands/x/images:0".to_owned()),
        "{:?}",
        bad.findings()
    );
    forbid("content/brands/x/images", 0o755);
    assert!(before == site.output());
}

#[test]
fn folders_that_are_not_whole_are_named() {
    check("76 no record", Fails("profile/missing content/brands/y:0"), |site| {
        site.write("content/brands/y/story.md", "正文\n")
    });
    check("77 yml", Fails("file/yml content/brands/x/brand.yml:0"), |site| {
        site.remove(PROFILE);
        site.write("content/brands/x/brand.yml", GOOD_PROFILE);
    });
    check("78 no story", Warns("brand/no-story content/brands/x:0"), |site| {
        site.remove(STORY);
        site.remove("content/brands/x/story.en.md");
    });
    check("79 empty", Fails("profile/missing content/brands/y:0"), |site| {
        std::fs::create_dir(site.path("content/brands/y")).expect("it is writable");
    });
    check("a folder with the name of a file", Fails("profile/missing content/brands/y:0"), |site| {
        site.write("content/brands/y/brand.yaml/x", "a");
    });
}

#[test]
fn droppings_are_passed_over() {
    let site = check("80", Builds, |site| {
        for name in [
            ".DS_Store",
            "brand.yaml~",
            "~$story.docx",
            "Thumbs.db",
            "4913",
            ".brand.yaml.swp",
            "story.md.bak",
            "#story.md#",
            ".git/config",
            "__MACOSX/._a",
            "desktop.ini",
        ] {
            site.write(&format!("content/brands/x/{name}"), "CANARY");
        }
    });
    assert!(site.output().values().all(|bytes| !bytes.windows(6).any(|part| part == b"CANARY")));
}
