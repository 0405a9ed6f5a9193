//! Equal content, equal bytes: whatever the threads, the time zone, the language, the order in which files were made,
//! the folder, the rights of new files, the clock.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};
use support::random::Random;
use support::sample::Catalogue;
use support::{Files, TestSite, files, said};

const JOBS: &[&str] = &["1", "2", "4"];
const ZONES: &[&str] = &["UTC", "Asia/Shanghai", "America/New_York"];
const LANGUAGES: &[&str] = &["C", "zh_CN.UTF-8", "zh_CN.GB18030", "tr_TR"];
const UMASKS: &[(&str, u32)] = &[("022", 0o022), ("077", 0o077)];

/// One digest of a whole tree: paths and bytes.
fn digest(tree: &Files) -> String {
    let mut whole = Sha256::new();
    for (path, bytes) in tree {
        for part in [path.as_bytes(), bytes] {
            whole.update(part.len().to_le_bytes());
            whole.update(part);
        }
    }
    whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The files of a catalogue, made one after another in an order of their own.
fn made_in_order(sources: &Files, random: &mut Random) -> TestSite {
    let site = TestSite::empty();
    let mut order: Vec<(&String, &Vec<u8>)> = sources.iter().collect();
    random.shuffle(&mut order);
    for (path, bytes) in order {
        site.write(path, bytes);
    }
    site
}

/// Builds below a shell that sets the rights of new files.
fn build(site: &TestSite, umask: &str, args: &[&str], settings: &[(&str, &str)]) {
    let command = site.command(&[&["build"], args].concat());
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("umask {umask}; exec \"$0\" \"$@\""));
    shell.arg(command.get_program()).args(command.get_args()).envs(settings.iter().copied());
    let done = shell.output().expect("there is a shell");
    assert!(done.status.success(), "{}", said(&done));
}

/// Files and folders have the rights that every program gives them: no more, no less.
fn has_usual_rights(out: &Path, umask: u32) {
    for step in walkdir::WalkDir::new(out) {
        let step = step.expect("it is readable");
        let rights = step.metadata().expect("it is there").permissions().mode() & 0o7777;
        let usual = if step.file_type().is_dir() { 0o777 } else { 0o666 };
        assert_eq!(rights, usual & !umask, "{}", step.path().display());
    }
}

#[test]
fn every_way_of_building_makes_the_same_bytes() {
    let mut catalogue = Catalogue::seeded(11, 14);
    catalogue.compress = true;
    let sources = catalogue.files();
    let mut random = Random::seeded(5);
    let mut digests = Vec::new();
    for round in 0..16 {
        let site = made_in_order(&sources, &mut random);
        let (umask, bits) = UMASKS[round / 2 % UMASKS.len()];
        let jobs = JOBS[round % JOBS.len()];
        let (zone, language) = (ZONES[round / 3 % ZONES.len()], LANGUAGES[round % LANGUAGES.len()]);
        let settings = [("TZ", zone), ("LANG", language), ("LC_ALL", language), ("LANGUAGE", language)];
        build(&site, umask, &["--jobs", jobs], &settings);
        has_usual_rights(&site.public(), bits);
        let what = format!("--jobs {jobs} TZ={zone} LANG={language} umask {umask}");
        digests.push((digest(&files(&site.public())), what));
    }
    assert!(digests.iter().all(|(digest, _)| *digest == digests[0].0), "{digests:#?}");
}

#[test]
fn the_form_of_the_path_to_the_project_is_not_in_the_output() {
    let sources = Catalogue::seeded(12, 6).files();
    let site = TestSite::of(&sources);
    let expected = digest(&site.built(&[]));
    let deep = TestSite::empty();
    let folder = format!("{}/目录 with blanks/{}", "a".repeat(100), "b".repeat(100));
    for (path, bytes) in &sources {
        deep.write(&format!("{folder}/{path}"), bytes);
    }
    for (from, project) in
        [("", folder.as_str()), (folder.as_str(), "."), (&format!("{folder}/content"), "..")]
    {
        let out = deep.path("out");
        let mut command = Command::new(env!("CARGO_BIN_EXE_haopin"));
        command.current_dir(deep.path(from)).args(["-C", project, "build", "--out"]).arg(&out);
        let done = command.output().expect("the binary runs");
        assert!(done.status.success(), "{}", said(&done));
        assert_eq!(digest(&files(&out)), expected, "-C {project}");
        fs::remove_dir_all(&out).expect("it was built");
    }
}

/// Sets the time of every file and folder of a project.
fn date(site: &TestSite, time: SystemTime) {
    for step in walkdir::WalkDir::new(site.path("")).contents_first(true) {
        let file = fs::File::open(step.expect("it is readable").path()).expect("it is readable");
        file.set_modified(time).expect("it is mine");
    }
}

#[test]
fn times_of_files_and_the_clock_are_not_in_the_output() {
    let sources = Catalogue::seeded(13, 6).files();
    let site = TestSite::of(&sources);
    let expected = digest(&site.built(&[]));
    let day = Duration::from_secs(24 * 60 * 60);
    let now = UNIX_EPOCH.elapsed().expect("it is after 1970");
    for time in [day, now - day * 3652, now, now + day, now + day * 3652, day * 48_000] {
        let site = TestSite::of(&sources);
        date(&site, UNIX_EPOCH + time);
        assert_eq!(digest(&site.built(&[])), expected, "files of {time:?} after 1970");
        // Warm: the times are those of the last build, then others.
        date(&site, UNIX_EPOCH + time);
        assert_eq!(digest(&site.built(&[])), expected, "again, files of {time:?} after 1970");
    }
    for epoch in ["0", "1700000000", "4000000000"] {
        let site = TestSite::of(&sources);
        build(&site, "022", &[], &[("SOURCE_DATE_EPOCH", epoch)]);
        assert_eq!(digest(&files(&site.public())), expected, "SOURCE_DATE_EPOCH={epoch}");
    }
}

/// The newest day of the content is long ago, so that a day from the clock shows.
#[test]
fn no_file_names_the_day_on_which_it_was_made() {
    let site = TestSite::of(&Catalogue::seeded(14, 6).files());
    let days_since_1970 = UNIX_EPOCH.elapsed().expect("it is after 1970").as_secs() / (24 * 60 * 60);
    let year = (1970..).scan(0, |days, year| {
        let leap = u64::is_multiple_of(year, 4) && (year % 100 != 0 || year.is_multiple_of(400));
        *days += 365 + u64::from(leap);
        Some((year, *days))
    });
    let year = year.into_iter().find(|(_, end)| *end > days_since_1970).expect("it ends").0;
    for (path, bytes) in site.built(&[]) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(&format!("{year}-")), "{path} names a day of {year}");
    }
}

/// What keeps the clock and the environment out of the modules that make bytes.
#[test]
fn the_lints_forbid_clock_and_environment() {
    let lints = include_str!("../clippy.toml");
    for call in ["std::time::Instant::now", "std::time::SystemTime::now", "std::env::var", "std::env::var_os"]
    {
        assert!(lints.contains(&format!("path = \"{call}\"")), "{call}");
    }
    let manifest = include_str!("../Cargo.toml");
    assert!(manifest.contains("disallowed_methods = \"deny\""));
}
