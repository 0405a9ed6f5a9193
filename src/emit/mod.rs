//! The output: made beside the old one and exchanged with it in one step, so that it is the old site or the new one.
//!
//! Unchanged files are linked, not written, and keep inode and time. Files that the old manifest does not list are not
//! ours: they are carried over and never removed.

pub mod compress;
pub mod manifest;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::emit::manifest::{Manifest, Record};

/// What the machine could not do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path}: {cause}")]
    Io { path: PathBuf, cause: io::Error },
    #[error(
        "{0}: not empty and not made by haopin; choose another folder, or empty it / 文件夹不是空的，也不是 haopin 生成的"
    )]
    Foreign(PathBuf),
    #[error("{0}: another build is running / 另一个构建正在进行")]
    Busy(PathBuf),
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    move |cause| Error::Io { path: path.to_owned(), cause }
}

/// A site being made.
pub struct Output {
    out: PathBuf,
    staging: PathBuf,
    /// Held until the site is in place; the file itself stays.
    _lock: fs::File,
    old: Option<Manifest>,
    folders: Mutex<BTreeSet<PathBuf>>,
    records: Mutex<BTreeMap<String, Record>>,
}

/// What a finished build wrote.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    pub bytes: u64,
    /// Files whose bytes were not the old ones.
    pub changed: usize,
}

impl Output {
    /// Prepares a site beside `out`. Nothing there is touched before `finish`.
    pub fn begin(out: &Path) -> Result<Self, Error> {
        let out = std::path::absolute(out).map_err(failed(out))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(Error::Foreign(out));
        };
        fs::create_dir_all(parent).map_err(failed(parent))?;
        let name = name.to_string_lossy().into_owned();
        let lock_path = parent.join(format!(".{name}.lock"));
        let lock = fs::File::create(&lock_path).map_err(failed(&lock_path))?;
        if let Err(error) = lock.try_lock() {
            return Err(match error {
                fs::TryLockError::WouldBlock => Error::Busy(out),
                fs::TryLockError::Error(cause) => Error::Io { path: lock_path, cause },
            });
        }
        let old = owned(&out)?;
        let staging = parent.join(format!(".{name}.new"));
        // What an interrupted build left behind.
        remove(&staging)?;
        fs::create_dir(&staging).map_err(failed(&staging))?;
        Ok(Self { out, staging, _lock: lock, old, folders: Mutex::default(), records: Mutex::default() })
    }

    /// Adds a file. `path` is relative, `/` between folders.
    pub fn add(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let target = self.staging.join(path);
        if let Some(folder) = target.parent()
            && folder != self.staging
        {
            self.folder(folder)?;
        }
        let before = self.out.join(path);
        let record = Record::of(bytes);
        let known = self.old.as_ref().is_some_and(|old| old.files.contains_key(path));
        let same = known
            && fs::read(&before).is_ok_and(|old| old == bytes)
            && fs::hard_link(&before, &target).is_ok();
        if !same {
            fs::write(&target, bytes).map_err(failed(&target))?;
        }
        self.records
            .lock()
            .expect("no writer panics while it holds the list")
            .insert(path.to_owned(), Record { fresh: !same, ..record });
        Ok(())
    }

    fn folder(&self, folder: &Path) -> Result<(), Error> {
        let known = |output: &Self| {
            output.folders.lock().expect("no writer panics while it holds the list").contains(folder)
        };
        if known(self) {
            return Ok(());
        }
        fs::create_dir_all(folder).map_err(failed(folder))?;
        self.folders.lock().expect("no writer panics while it holds the list").insert(folder.to_owned());
        Ok(())
    }

    /// Puts the new site in the place of the old one.
    pub fn finish(self) -> Result<Summary, Error> {
        let files = std::mem::take(&mut *self.records.lock().expect("all writers are done"));
        let summary = Summary {
            files: files.len() + 1,
            bytes: files.values().map(|record| record.size).sum(),
            changed: files.values().filter(|record| record.fresh).count(),
        };
        let manifest = Manifest { files };
        self.add(manifest::NAME, manifest.to_json().as_bytes())?;
        if let Some(old) = &self.old {
            self.carry_over(old, &manifest)?;
        }
        if !self.out.exists() {
            fs::rename(&self.staging, &self.out).map_err(failed(&self.out))?;
            return Ok(summary);
        }
        if renameat_with(CWD, &self.staging, CWD, &self.out, RenameFlags::EXCHANGE).is_err() {
            self.swap_by_two_renames()?;
        }
        remove(&self.staging)?;
        Ok(summary)
    }

    /// For file systems without an exchange; the old site is back if the second rename fails.
    fn swap_by_two_renames(&self) -> Result<(), Error> {
        let aside = self.out.with_file_name(format!(
            "{}.old",
            self.staging.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned())
        ));
        remove(&aside)?;
        fs::rename(&self.out, &aside).map_err(failed(&self.out))?;
        if let Err(cause) = fs::rename(&self.staging, &self.out) {
            fs::rename(&aside, &self.out).map_err(failed(&self.out))?;
            return Err(Error::Io { path: self.out.clone(), cause });
        }
        fs::rename(&aside, &self.staging).map_err(failed(&aside))
    }

    /// Links files that are not ours into the new tree.
    fn carry_over(&self, old: &Manifest, new: &Manifest) -> Result<(), Error> {
        for step in walkdir::WalkDir::new(&self.out).follow_links(false).sort_by_file_name() {
            let Ok(step) = step else { continue };
            let Ok(path) = step.path().strip_prefix(&self.out) else { continue };
            let name = path.to_string_lossy();
            if step.file_type().is_dir()
                || name == manifest::NAME
                || old.files.contains_key(&*name)
                || new.files.contains_key(&*name)
            {
                continue;
            }
            let target = self.staging.join(path);
            if let Some(folder) = target.parent() {
                self.folder(folder)?;
            }
            if step.file_type().is_symlink() {
                let to = fs::read_link(step.path()).map_err(failed(step.path()))?;
                std::os::unix::fs::symlink(to, &target).map_err(failed(&target))?;
            } else {
                fs::hard_link(step.path(), &target).map_err(failed(&target))?;
            }
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // An unfinished site is taken away; if that fails too, the next build does it.
        let _ = remove(&self.staging);
    }
}

/// The manifest of the site that is there; an error if something else is.
fn owned(out: &Path) -> Result<Option<Manifest>, Error> {
    let meta = match fs::symlink_metadata(out) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::Io { path: out.to_owned(), cause }),
        Ok(meta) => meta,
    };
    if !meta.is_dir() {
        return Err(Error::Foreign(out.to_owned()));
    }
    if let Ok(text) = fs::read_to_string(out.join(manifest::NAME))
        && let Some(manifest) = Manifest::from_json(&text)
    {
        return Ok(Some(manifest));
    }
    let mut entries = fs::read_dir(out).map_err(failed(out))?;
    if entries.next().is_none() { Ok(Some(Manifest::default())) } else { Err(Error::Foreign(out.to_owned())) }
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            Err(Error::Io { path: path.to_owned(), cause })
        }
        _ => Ok(()),
    }
}
