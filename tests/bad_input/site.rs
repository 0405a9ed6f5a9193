//! A small site with one defect, built by the program itself into the output of the same site without it.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use crate::inert;

/// Nobody waits longer than this; a test that meets it has found a build that hangs.
const PATIENCE: Duration = Duration::from_secs(300);

pub const PROFILE: &str = "content/brands/x/brand.yaml";
pub const STORY: &str = "content/brands/x/story.md";

/// A profile that uses most keys, one a line, so that a row may replace one.
pub const GOOD_PROFILE: &str = "name: { zh: 甲, en: Alpha }
industry: example
district: center
founded: { year: 1959, source: [s1] }
summary: { zh: 一句话, en: A sentence }
aliases: [甲一]
website: https://a.example/
updated: 2024-08-01
mark: { number: 00123400, status: valid, since: 2024-01-01, until: 2027-01-01 }
";
pub const GOOD_STORY: &str = "正文，见[来源](source:s1)。\n\n## 小标题\n\n第二段\n又一行。\n";

/// What the program did and said.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The report, which stands before what is said to people.
    pub fn report(&self) -> serde_json::Value {
        let mut values = serde_json::Deserializer::from_str(&self.stderr).into_iter();
        values.next().and_then(Result::ok).unwrap_or_else(|| panic!("no report: {}", self.stderr))
    }

    /// Findings as `code path:line`, from a run with `--format json`.
    pub fn findings(&self) -> Vec<String> {
        let report = self.report();
        let findings = report["findings"].as_array().expect("a list").iter();
        findings
            .map(|f| {
                format!(
                    "{} {}:{}",
                    f["code"].as_str().unwrap_or(""),
                    f["file"].as_str().unwrap_or(""),
                    f["line"]
                )
            })
            .collect()
    }
}

pub struct TestSite {
    pub dir: tempfile::TempDir,
}

impl TestSite {
    /// The good site: one brand with profile and stories, an industry, a district, a source, a picture.
    pub fn new() -> Self {
        let site = Self { dir: tempfile::tempdir().expect("a temporary folder") };
        for (path, text) in [
            (
                "site/site.yaml",
                "title: { zh: 目录, en: Catalogue }\nurl: https://catalogue.example\nlocales: [zh, en]\n",
            ),
            (
                "content/vocabulary/industries.yaml",
                "example: { zh: 示例, en: Example, hue: 180, motif: rings }\n",
            ),
            ("content/vocabulary/districts.yaml", "center: { zh: 中心区, en: Center }\n"),
            (
                "content/sources.yaml",
                "s1: { publisher: { zh: 市局, en: Bureau }, title: 公报, date: 2024-08-01, grade: A }\n",
            ),
            (PROFILE, GOOD_PROFILE),
            (STORY, GOOD_STORY),
            ("content/brands/x/story.en.md", "Text.\n"),
        ] {
            site.write(path, text);
        }
        site.write("content/brands/x/images/a.png", png(4, 3));
        site
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("it is writable");
        std::fs::write(path, bytes).expect("it is writable");
    }

    pub fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).expect("it was there");
    }

    /// Replaces a line of the profile by its beginning; adds it where there is none.
    pub fn profile_line(&self, start: &str, line: &str) {
        let key = start.to_owned();
        let mut lines: Vec<&str> = GOOD_PROFILE.lines().collect();
        match lines.iter().position(|l| l.starts_with(&key)) {
            Some(at) => lines[at] = line,
            None => lines.push(line),
        }
        self.write(PROFILE, lines.join("\n") + "\n");
    }

    pub fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_haopin"));
        command.arg("-C").arg(self.root()).args(args);
        if !args.contains(&"--messages") {
            command.args(["--messages", "en"]);
        }
        run(command)
    }

    /// All files of the output with their bytes.
    pub fn output(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("site/public"))
    }

    pub fn build(&self) -> Run {
        self.run(&["--format", "json", "build"])
    }
}

/// Runs a program, which may neither hang, nor panic, nor die of a signal.
pub fn run(mut command: Command) -> Run {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let (mut out, mut err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
    let id = child.id();
    let (done, wait) = std::sync::mpsc::channel::<()>();
    let watchdog = std::thread::spawn(move || {
        let hangs = wait.recv_timeout(PATIENCE) == Err(std::sync::mpsc::RecvTimeoutError::Timeout);
        if hangs {
            let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
        }
        hangs
    });
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        out.read_to_end(&mut text).expect("it is readable");
        text
    });
    let mut stderr = Vec::new();
    err.read_to_end(&mut stderr).expect("it is readable");
    let status = child.wait().expect("it ends");
    drop(done);
    assert!(!watchdog.join().expect("it watched"), "the program hangs: {command:?}");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what the program says is UTF-8");
    let run =
        Run { code: status.code(), stdout: text(reader.join().expect("it read")), stderr: text(stderr) };
    assert!(run.code.is_some_and(|code| (0..=3).contains(&code)), "{status}: {}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

pub fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(dir).into_iter().filter_map(Result::ok);
    all.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(dir).expect("it is below").to_string_lossy().into_owned();
            (path, std::fs::read(entry.path()).expect("it is readable"))
        })
        .collect()
}

/// What must come of a defect.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    /// Exit code 1, this finding (`code path:line`), and not a byte of the old site changed.
    Fails(&'static str),
    /// Exit code 0, and named.
    Warns(&'static str),
    /// Exit code 0 and no finding at all.
    Builds,
}

/// The good site, built once and written again for each row.
fn built() -> TestSite {
    static GOOD: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    let good = GOOD.get_or_init(|| {
        let site = TestSite::new();
        let run = site.build();
        assert_eq!((run.code, run.findings()), (Some(0), Vec::new()), "the site without a defect");
        files(site.root())
    });
    let copy = TestSite { dir: tempfile::tempdir().expect("a temporary folder") };
    for (path, bytes) in good {
        copy.write(path, bytes);
    }
    copy
}

/// Takes the good site with its output, puts the defect in, builds again, and holds the outcome. Gives the site for
/// more questions.
pub fn check(row: &str, expected: Outcome, defect: impl FnOnce(&TestSite)) -> TestSite {
    let site = built();
    let before = site.output();
    defect(&site);
    let bad = site.build();
    let found = bad.findings();
    match expected {
        Outcome::Fails(finding) => {
            assert_eq!(bad.code, Some(1), "{row}: {found:#?}");
            assert!(found.iter().any(|f| f == finding), "{row}: {finding} is not in {found:#?}");
            assert!(before == site.output(), "{row}: the old site was touched");
        }
        Outcome::Warns(finding) => {
            assert_eq!(bad.code, Some(0), "{row}: {found:#?}");
            assert!(found.iter().any(|f| f == finding), "{row}: {finding} is not in {found:#?}");
        }
        Outcome::Builds => assert_eq!((bad.code, found), (Some(0), Vec::new()), "{row}"),
    }
    inert::assert_site(row, &site.output());
    site
}

/// A PNG of one gray, whole and valid.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 0, 0, 0, 0]);
    out.extend(chunk(b"IHDR", &header));
    let rows: Vec<u8> = (0..height).flat_map(|_| std::iter::repeat_n(0u8, width as usize + 1)).collect();
    let mut packed = vec![0; 64 + rows.len() * 2];
    let mut packer = libdeflater::Compressor::new(libdeflater::CompressionLvl::fastest());
    let length = packer.zlib_compress(&rows, &mut packed).expect("there is room");
    out.extend(chunk(b"IDAT", &packed[..length]));
    out.extend(chunk(b"IEND", &[]));
    out
}

pub fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let body = [&kind[..], content].concat();
    let sum = libdeflater::crc32(&body);
    [&(content.len() as u32).to_be_bytes()[..], &body, &sum.to_be_bytes()].concat()
}
