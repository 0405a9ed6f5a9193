//! Many small values in one file that grows at its end; each is found by its slot and checked by its digest.
//!
//! Layout: 16 bytes of the program's version (little-endian), then the values without gaps. Slots live in a table of
//! their own, so a value that was written but whose table was not is simply never found again until the pack is
//! rewritten.

use std::fs;
use std::os::unix::fs::FileExt;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::digest::{self, Digest};
use crate::memo::{self, Memo};

const HEAD: u64 = 16;

/// Where a value stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    offset: u64,
    length: u32,
    pub digest: Digest,
}

/// An open pack.
pub struct Pack {
    name: &'static str,
    /// `None` where nothing can be kept or read.
    file: Option<fs::File>,
    end: Mutex<u64>,
    keeps: bool,
}

impl Pack {
    /// Opens a pack of the memo; one of another version is emptied.
    pub fn open(memo: &Memo, name: &'static str) -> Self {
        let path = memo.path(name);
        let file = if memo.keeps() {
            memo::regular(&path, fs::OpenOptions::new().read(true).write(true).create(true).truncate(false))
        } else {
            memo::regular(&path, fs::OpenOptions::new().read(true))
        };
        let mut head = [0; HEAD as usize];
        let own = memo.version.0.to_le_bytes();
        let same = file.as_ref().is_some_and(|file| file.read_exact_at(&mut head, 0).is_ok()) && head == own;
        if !same && memo.keeps() {
            let fresh =
                file.as_ref().is_some_and(|f| f.set_len(0).is_ok() && f.write_all_at(&own, 0).is_ok());
            return Self { name, file: file.filter(|_| fresh), end: Mutex::new(HEAD), keeps: fresh };
        }
        let end = file.as_ref().and_then(|file| file.metadata().ok()).map_or(HEAD, |meta| meta.len());
        Self { name, file: file.filter(|_| same), end: Mutex::new(end), keeps: memo.keeps() }
    }

    /// Whether a slot is within the pack.
    pub fn holds(&self, slot: Slot) -> bool {
        let end = *self.end.lock().expect("nothing panics while it holds the end");
        self.file.is_some() && slot.offset >= HEAD && slot.offset + u64::from(slot.length) <= end
    }

    /// The bytes of a slot; `None` where they are not what was put there.
    pub fn get(&self, slot: Slot) -> Option<Vec<u8>> {
        let mut bytes = vec![0; slot.length as usize];
        self.file.as_ref()?.read_exact_at(&mut bytes, slot.offset).ok()?;
        (digest::of(&bytes) == slot.digest).then_some(bytes)
    }

    /// Puts bytes at the end. The slot carries their digest even where they could not be kept.
    pub fn put(&self, bytes: &[u8]) -> Slot {
        let digest = digest::of(bytes);
        let Some(file) = self.file.as_ref().filter(|_| self.keeps) else {
            return Slot { digest, ..Slot::default() };
        };
        let offset = {
            let mut end = self.end.lock().expect("nothing panics while it holds the end");
            let offset = *end;
            *end += bytes.len() as u64;
            offset
        };
        // A value that was not written reads as absent: its digest is not that of what stands there.
        let _ = file.write_all_at(bytes, offset);
        Slot { offset, length: bytes.len() as u32, digest }
    }

    /// Rewrites the pack where less than half of it is in use. The slots are the values to keep.
    pub fn compact(&mut self, memo: &Memo, slots: &mut [&mut Slot]) {
        let used: u64 = slots.iter().map(|slot| u64::from(slot.length)).sum();
        let end = *self.end.lock().expect("nothing panics while it holds the end");
        if !self.keeps || end < 2 * used + (1 << 20) {
            return;
        }
        let path = memo.path(&format!("{}.new", self.name));
        let Some(fresh) = memo::anew(&path) else { return };
        let mut moved = Vec::with_capacity(slots.len());
        let mut offset = HEAD;
        let mut whole = fresh.write_all_at(&memo.version.0.to_le_bytes(), 0).is_ok();
        for slot in slots.iter() {
            let Some(bytes) = self.get(**slot) else {
                moved.push(0);
                continue;
            };
            whole &= fresh.write_all_at(&bytes, offset).is_ok();
            moved.push(offset);
            offset += bytes.len() as u64;
        }
        if whole && fs::rename(&path, memo.path(self.name)).is_ok() {
            for (slot, offset) in slots.iter_mut().zip(moved) {
                slot.offset = offset;
            }
            self.file = Some(fresh);
            self.end = Mutex::new(offset);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_again_after_growing_and_rewriting() {
        let project = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(project.path().join("site")).expect("it is writable");
        fs::write(project.path().join("site/site.yaml"), "title: A\n").expect("it is writable");
        let memo = Memo::open(project.path());
        let mut pack = Pack::open(&memo, "values");
        let values: Vec<Vec<u8>> = (0..100_u8).map(|n| vec![n; 40_000]).collect();
        let mut slots: Vec<Slot> = values.iter().map(|value| pack.put(value)).collect();
        assert_eq!(pack.get(slots[7]).as_deref(), Some(&values[7][..]));
        let mut kept: Vec<&mut Slot> = slots.iter_mut().step_by(10).collect();
        pack.compact(&memo, &mut kept);
        let again = Pack::open(&memo, "values");
        let length = fs::metadata(memo.path("values")).expect("it is there").len();
        assert_eq!(length, HEAD + 10 * 40_000);
        for at in (0..100).step_by(10) {
            assert_eq!(again.get(slots[at]).as_deref(), Some(&values[at][..]), "{at}");
        }
        assert_eq!(again.get(slots[99]), None);
    }
}
