//! The memo: what earlier runs found out, under `site/.cache`. Deleting it changes no byte of any output.
//!
//! `Memo` keeps tables, each in a file of its own that is replaced in one step; [`pack`] keeps many small values in one
//! file that grows. Whatever is stale, cut off or altered reads as absent. Failing to keep something is no failure: the
//! next run only works longer.

pub mod pack;

use std::fs;
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
        let bytes = fs::read(self.path(name)).ok()?;
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
            if fs::write(&fresh, bytes).is_ok() {
                let _ = fs::rename(&fresh, self.path(name));
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

fn locked(dir: &Path) -> Option<fs::File> {
    // The folder of settings is there in every project; without it there is nothing to keep.
    if !dir.parent().is_some_and(Path::is_dir) {
        return None;
    }
    fs::create_dir_all(dir).ok()?;
    let lock = fs::File::create(dir.join("lock")).ok()?;
    lock.try_lock().ok()?;
    Some(lock)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project() -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(dir.path().join("site")).expect("it is writable");
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
    fn without_a_project_nothing_is_made() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let memo = Memo::open(dir.path());
        memo.save("table", &1_u8);
        assert!(!dir.path().join("site").exists());
    }
}
