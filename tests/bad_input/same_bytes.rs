//! Equal content, equal bytes: whatever the threads, the place, the time zone, the language, the order and age of files,
//! and what an earlier build left.

use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::site::{GOOD_PROFILE, TestSite, files, png, run};

/// Content of a few brands, written in one order or the other.
fn filled(reversed: bool) -> TestSite {
    let site = TestSite::new();
    let mut brands: Vec<usize> = (0..6).collect();
    if reversed {
        brands.reverse();
    }
    for n in brands {
        let folder = format!("content/brands/b{n}");
        site.write(&format!("{folder}/images/p{n}.png"), png(8 + n as u32, 8));
        site.write(&format!("{folder}/story.en.md"), format!("Text {n}.\n"));
        site.write(
            &format!("{folder}/story.md"),
            format!("故事 {n}，见[甲](brand:x)。\n\n![图](images/p{n}.png)\n"),
        );
        site.write(
            &format!("{folder}/products.yaml"),
            "products:\n  - { id: i, name: { zh: İstanbul ıI, en: Iı } }\n  - { id: ii, name: { zh: 乙, en: B } }\n",
        );
        site.write(&format!("{folder}/brand.yaml"), GOOD_PROFILE.replace('甲', &format!("牌{n}")));
    }
    site
}

#[test]
fn twelve_ways_to_the_same_bytes() {
    let (one, other) = (filled(false), filled(true));
    let old = SystemTime::now() - Duration::from_secs(3600 * 24 * 3650);
    for entry in walkdir::WalkDir::new(other.path("content")).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let file = std::fs::File::options().write(true).open(entry.path()).expect("it is ours");
            file.set_modified(old).expect("it is ours");
        }
    }
    let mut sites = Vec::new();
    // Jobs, time zone, locale, mask of permissions, site, and whether the memory of the build before is there.
    for (jobs, zone, locale, mask, site, warm) in [
        ("1", "UTC", "C", "022", &one, false),
        ("1", "UTC", "C", "022", &one, true),
        ("2", "Asia/Shanghai", "zh_CN.UTF-8", "022", &one, false),
        ("3", "America/New_York", "tr_TR", "077", &one, true),
        ("4", "Asia/Shanghai", "zh_CN.GB18030", "022", &other, false),
        ("5", "UTC", "tr_TR", "077", &other, true),
        ("6", "America/New_York", "C", "022", &other, false),
        ("7", "UTC", "zh_CN.UTF-8", "077", &other, true),
        ("8", "Asia/Shanghai", "tr_TR", "022", &one, false),
        ("8", "UTC", "C", "022", &other, true),
        ("2", "America/New_York", "zh_CN.GB18030", "077", &one, false),
        ("1", "Asia/Shanghai", "C", "077", &other, false),
    ] {
        if !warm {
            for left in ["site/.cache", "site/public"] {
                let _ = std::fs::remove_dir_all(site.path(left));
            }
        }
        let mut command = Command::new("sh");
        command.args(["-c", "umask \"$0\" && exec \"$@\"", mask, env!("CARGO_BIN_EXE_haopin"), "-C"]);
        command.arg(site.root()).args(["build", "--compress", "--jobs", jobs]);
        command.envs([("TZ", zone), ("LANG", locale), ("LC_ALL", locale), ("SOURCE_DATE_EPOCH", jobs)]);
        let done = run(command);
        assert_eq!(done.code, Some(0), "{}", done.stderr);
        sites.push((format!("{jobs} {zone} {locale} {mask} {warm}"), files(&site.path("site/public"))));
    }
    let (_, first) = sites.remove(0);
    assert!(first.len() > 100);
    for (way, site) in sites {
        let differing: Vec<&String> =
            first.keys().filter(|path| first.get(*path) != site.get(*path)).collect();
        assert!(differing.is_empty() && first.len() == site.len(), "{way}: {differing:?}");
    }
}
