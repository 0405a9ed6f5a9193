//! The memo: what earlier runs found out, under `site/.cache`. Deleting it changes no byte of any output.
//!
//! `Memo` keeps tables, each in a file of its own that is replaced in one step; [`pack`] keeps many small values in one
//! file that grows. Whatever is stale, cut off or altered reads as absent. Failing to keep something is no failure: the
//! next run only works longer.

pub mod pack;

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::digest::{self, Digest, KeyBuilder};

/// Where the memo of a project stands, below its root.
pub const FOLDER: &str = "site/.cache";

/// Bytes before the body of a table: version of the program and digest of the body.
const HEAD: usize = 32;

/// The memo of one project.
pub struct Memo {
    dir: PathBuf,
    /// Of the program: what another one wrote is never read.
    pub version: Digest,
    /// Stamps of files before this moment (nanoseconds since 1970) can be trusted by the next run: a file that changes
    /// after this run has read it gets a later one.
    pub opened: i128,
    /// Held while this process may write; `None` where another one does, or where nothing can be written.
    lock: Option<fs::File>,
}

impl Memo {
    /// Opens the memo of a project. Never fails: a memo that cannot be opened is empty and keeps nothing.
    pub fn open(root: &Path) -> Self {
        let dir = root.join(FOLDER);
        let version = version();
        let lock = locked(&dir);
        Self { dir, version, opened: moment() - GRAIN, lock }
    }

    /// Whether this process keeps what it finds out.
    pub fn keeps(&self) -> bool {
        self.lock.is_some()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// A table of an earlier run of the same program.
    pub fn load<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let mut bytes = Vec::new();
        regular(&self.path(name), fs::OpenOptions::new().read(true))?.read_to_end(&mut bytes).ok()?;
        let (head, body) = bytes.split_at_checked(HEAD)?;
        (head == self.head(body)).then(|| postcard::from_bytes(body).ok())?
    }

    /// Keeps a table in place of the one of the same name.
    pub fn save<T: Serialize>(&self, name: &str, table: &T) {
        if self.keeps()
            && let Ok(body) = postcard::to_stdvec(table)
        {
            let fresh = self.path(&format!("{name}.new"));
            let mut bytes = self.head(&body).to_vec();
            bytes.extend_from_slice(&body);
            let written = anew(&fresh).is_some_and(|mut file| file.write_all(&bytes).is_ok());
            let kept = written && fs::rename(&fresh, self.path(name)).is_ok();
            if !kept {
                let _ = fs::remove_file(&fresh);
            }
        }
    }

    fn head(&self, body: &[u8]) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        head[..16].copy_from_slice(&self.version.0.to_le_bytes());
        head[16..].copy_from_slice(&digest::of(body).0.to_le_bytes());
        head
    }
}

/// Coarsest step of the clock that file systems stamp with, in nanoseconds; those of FAT are two seconds apart.
const GRAIN: i128 = 2_000_000_000;

fn moment() -> i128 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_nanos() as i128)
}

/// Another build of the program is another version, even under the same number: size, time and number of its file tell.
fn version() -> Digest {
    let meta = std::env::current_exe().and_then(fs::metadata).map(|meta| crate::source::stamp(&meta));
    let stamp = meta.map_or_else(|_| Digest::default(), |stamp| digest::of_value(&stamp));
    KeyBuilder::new("haopin").text(env!("CARGO_PKG_VERSION")).digest(stamp).finish()
}

/// The right to keep things in a project's memo, which is a folder of its own: what is reached through a link is not ours.
fn locked(dir: &Path) -> Option<fs::File> {
    let site = dir.parent()?;
    // Without settings there is no project, and nothing to keep.
    if !is_folder(site) || !site.join("site.yaml").is_file() {
        return None;
    }
    if !is_folder(dir) {
        fs::create_dir(dir).ok()?;
    }
    let mut options = fs::OpenOptions::new();
    let lock = regular(&dir.join("lock"), options.write(true).create(true).truncate(false))?;
    lock.try_lock().ok()?;
    Some(lock)
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

/// Opens a file of the memo: no link is followed, no pipe waited for, and no file that has another name is touched.
pub(crate) fn regular(path: &Path, options: &fs::OpenOptions) -> Option<fs::File> {
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let above = path.ancestors().skip(1).take(2).all(is_folder);
    let file = options.clone().custom_flags(flags.bits().cast_signed()).open(path).ok().filter(|_| above)?;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.nlink() == 1).then_some(file)
}

/// A file of the memo in place of whatever bears its name.
pub(crate) fn anew(path: &Path) -> Option<fs::File> {
    let _ = fs::remove_file(path);
    regular(path, fs::OpenOptions::new().read(true).write(true).create_new(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(dir.path().join("site")).expect("it is writable");
        fs::write(dir.path().join("site/site.yaml"), "title: A\n").expect("it is writable");
        dir
    }

    #[test]
    fn a_table_reads_back_until_a_byte_of_it_changes() {
        let project = project();
        let memo = Memo::open(project.path());
        let table = vec![("甲".to_owned(), 1_u32), ("b".to_owned(), 2)];
        memo.save("table", &table);
        assert_eq!(memo.load::<Vec<(String, u32)>>("table"), Some(table));
        let path = memo.path("table");
        let whole = fs::read(&path).expect("it was kept");
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, &bytes).expect("it is writable");
            assert_eq!(memo.load::<Vec<(String, u32)>>("table"), None, "byte {at}");
            fs::write(&path, &whole[..at]).expect("it is writable");
            assert_eq!(memo.load::<Vec<(String, u32)>>("table"), None, "cut at {at}");
        }
    }

    #[test]
    fn the_first_to_open_keeps_and_others_only_read() {
        let project = project();
        let first = Memo::open(project.path());
        first.save("table", &1_u8);
        let second = Memo::open(project.path());
        second.save("table", &2_u8);
        assert!(!second.keeps());
        assert_eq!(second.load::<u8>("table"), Some(1));
    }

    #[test]
    fn nothing_is_kept_or_read_through_a_link() {
        let elsewhere = tempfile::tempdir().expect("a temporary folder");
        let letter = elsewhere.path().join("letter");
        fs::write(&letter, "dear").expect("it is writable");
        for name in ["lock", "table", "table.new"] {
            for hard in [false, true] {
                let project = project();
                let own = project.path().join(FOLDER).join(name);
                fs::create_dir(own.parent().expect("a folder")).expect("it is writable");
                let made = if hard {
                    fs::hard_link(&letter, &own)
                } else {
                    std::os::unix::fs::symlink(&letter, &own)
                };
                made.expect("it is writable");
                let memo = Memo::open(project.path());
                memo.save("table", &1_u8);
                let kept = memo.load::<u8>("table");
                assert_eq!(kept, memo.keeps().then_some(1), "{name}");
                assert_eq!(fs::read_to_string(&letter).expect("it is there"), "dear", "{name}");
            }
        }
        let project = project();
        std::os::unix::fs::symlink(elsewhere.path(), project.path().join(FOLDER)).expect("it is writable");
        let memo = Memo::open(project.path());
        memo.save("table", &1_u8);
        assert!(!memo.keeps() && fs::read_dir(elsewhere.path()).expect("it is there").count() == 1);
    }

    #[test]
    fn without_a_project_nothing_is_made() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let memo = Memo::open(dir.path());
        memo.save("table", &1_u8);
        assert!(!dir.path().join("site").exists());
    }
}
