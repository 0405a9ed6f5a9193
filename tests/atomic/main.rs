//! The site is the old one or the new one: whatever stops a build, whoever builds at the same time, whatever else lies
//! in the folder.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

mod fault;
mod foreign;
mod kill;
mod refusal;
#[path = "../support/mod.rs"]
mod support;

use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use support::sample::Catalogue;
use support::{Files, TestSite, differences, said};

/// One project in two states, and the site of each.
pub struct TwoStates {
    pub site: TestSite,
    sources: &'static [Files; 2],
    pub sites: &'static [Files; 2],
}

/// Files of a project in two states, and of the sites that clean builds make of them.
type Expected = ([Files; 2], [Files; 2]);

pub const OLD: usize = 0;
pub const NEW: usize = 1;

impl TwoStates {
    /// `change` makes the second state of the first. The first is built.
    fn of(
        expected: &'static OnceLock<Expected>,
        first: impl Fn() -> Catalogue,
        change: impl Fn(&mut Catalogue),
    ) -> Self {
        let (sources, sites) = expected.get_or_init(|| {
            let mut second = first();
            change(&mut second);
            second.mend();
            let sources = [first().files(), second.files()];
            let sites = [OLD, NEW].map(|state| TestSite::of(&sources[state]).built(&[]));
            sites.iter().for_each(holds_what_its_manifest_lists);
            assert_ne!(sites[OLD], sites[NEW]);
            (sources, sites)
        });
        let states = Self { site: TestSite::of(&sources[OLD]), sources, sites };
        states.complete(OLD);
        states
    }

    /// A site of about 150 files, of which most change: it is exchanged as a whole.
    pub fn small() -> Self {
        static EXPECTED: OnceLock<Expected> = OnceLock::new();
        Self::of(
            &EXPECTED,
            || Catalogue::seeded(7, 12),
            |catalogue| {
                catalogue.brands.remove("brand-003");
                let moved = catalogue.brands["brand-004"].clone();
                catalogue.brands.insert("moved".to_owned(), moved);
                catalogue.terms.insert("industries", 5);
            },
        )
    }

    /// A site of over 2000 files, of which few change, some come and some go: it is patched.
    pub fn large() -> Self {
        static EXPECTED: OnceLock<Expected> = OnceLock::new();
        let first = || {
            let mut first = Catalogue::seeded(8, 110);
            first.compress = true;
            first.brands.values_mut().for_each(|brand| brand.products = vec![1]);
            first
        };
        Self::of(&EXPECTED, first, |catalogue| {
            let brands = &mut catalogue.brands;
            brands.entry("brand-001".to_owned()).and_modify(|brand| brand.products.clear());
            brands.entry("brand-002".to_owned()).and_modify(|brand| brand.products.push(2));
            brands.entry("brand-003".to_owned()).and_modify(|brand| brand.story = Some(99));
        })
    }

    /// Turns the project, not its site, to a state.
    pub fn turn(&self, state: usize) {
        for (path, bytes) in &self.sources[state] {
            if std::fs::read(self.site.path(path)).ok().as_ref() != Some(bytes) {
                self.site.write(path, bytes);
            }
        }
        for path in self.sources[1 - state].keys().filter(|path| !self.sources[state].contains_key(*path)) {
            if self.site.path(path).exists() {
                self.site.remove(path);
            }
        }
    }

    pub fn command(&self) -> Command {
        self.site.command(&["build", "--jobs", "2"])
    }

    /// Which of the two sites a visitor sees now; anything else fails the test.
    pub fn seen(&self, when: &str) -> usize {
        let now = seen(&self.site.public());
        self.sites.iter().position(|site| *site == now).unwrap_or_else(|| {
            let [old, new] = self.sites.each_ref().map(|site| differences(&now, site));
            panic!("{when}: neither site.\nold: {old:#?}\nnew: {new:#?}")
        })
    }

    /// A build of a state ends well and leaves nothing but the site.
    pub fn complete(&self, state: usize) {
        self.turn(state);
        let done = self.command().output().expect("the binary runs");
        assert!(done.status.success(), "{}", said(&done));
        assert_eq!(self.seen("a completed build"), state);
        self.is_tidy();
    }

    /// Nothing of a build is left but the site, its lock and the memo.
    pub fn is_tidy(&self) {
        let mut names: Vec<String> = std::fs::read_dir(self.site.path("site"))
            .expect("it is there")
            .map(|entry| entry.expect("it is readable").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, [".cache", ".public.lock", "public", "site.yaml"]);
        let public = self.site.public();
        let folders = walkdir::WalkDir::new(&public).into_iter().map(|step| step.expect("it is readable"));
        let is_full =
            |folder: &Path| std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        let odd = folders.filter(|step| match step.file_type() {
            kind if kind.is_dir() => !is_full(step.path()),
            kind => !kind.is_file(),
        });
        let empty: Vec<_> = odd.map(|step| step.path().to_owned()).collect();
        assert_eq!(empty, Vec::<std::path::PathBuf>::new(), "links, or folders with nothing in them");
    }
}

/// What a visitor can open, through links too.
pub fn seen(out: &Path) -> Files {
    let steps = walkdir::WalkDir::new(out).into_iter().filter_map(Result::ok);
    steps
        .filter(|step| !step.file_type().is_dir())
        .filter_map(|step| {
            let bytes = std::fs::read(step.path()).ok()?;
            Some((step.path().strip_prefix(out).expect("it is below").to_string_lossy().into_owned(), bytes))
        })
        .collect()
}

fn holds_what_its_manifest_lists(site: &Files) {
    let manifest: serde_json::Value = serde_json::from_slice(&site["manifest.json"]).expect("it is JSON");
    let listed = manifest["files"].as_object().expect("it lists files");
    assert_eq!(listed.len() + 1, site.len());
    for (path, file) in listed {
        let digest: String = Sha256::digest(&site[path]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], digest.as_str(), "{path}");
        assert_eq!(file["size"], site[path].len(), "{path}");
    }
}

/// Up to `most` numbers from 1 to `last`: the first ones, then further and further apart, and the last.
pub fn spread(last: usize, most: usize) -> Vec<usize> {
    if last <= most {
        return (1..=last).collect();
    }
    let half = most / 2;
    let rest = most - half;
    let far = (1..=rest).map(|step| half + (last - half) * step / rest);
    (1..=half).chain(far).collect()
}
