//! A whole tree in one step: unchanged files are linked beside the fresh ones, then the two trees are exchanged.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::manifest::{self, Files};
use super::{Error, Output, failed};

/// Completes the tree of fresh files and puts it in the place of the old one.
pub(super) fn place(output: &Output, files: &Files, fresh: &BTreeSet<String>) -> Result<(), Error> {
    let (out, new) = (&output.out, output.staging.join("new"));
    let paths: Vec<&String> = files.keys().collect();
    let kept = paths.par_iter().filter(|path| !fresh.contains(**path));
    kept.try_for_each(|path| link(output, &out.join(path), &new.join(path)))?;
    if !fresh.contains(manifest::NAME) {
        link(output, &out.join(manifest::NAME), &new.join(manifest::NAME))?;
    }
    if !out.exists() {
        return fs::rename(&new, out).map_err(failed(out));
    }
    carry_over(output, files, &new)?;
    if renameat_with(CWD, &new, CWD, out, RenameFlags::EXCHANGE).is_err() {
        swap_by_two_renames(out, &new, &output.staging.join("old"))?;
    }
    remove(&output.staging)
}

fn link(output: &Output, from: &Path, to: &Path) -> Result<(), Error> {
    if let Some(folder) = to.parent() {
        output.folder(folder)?;
    }
    fs::hard_link(from, to).map_err(failed(from))
}

/// For file systems without an exchange; the old site is back if the second rename fails.
fn swap_by_two_renames(out: &Path, new: &Path, aside: &Path) -> Result<(), Error> {
    fs::rename(out, aside).map_err(failed(out))?;
    if let Err(cause) = fs::rename(new, out) {
        fs::rename(aside, out).map_err(failed(out))?;
        return Err(Error::Io { path: out.to_owned(), cause });
    }
    Ok(())
}

/// Links files that are not ours into the new tree.
fn carry_over(output: &Output, files: &Files, new: &Path) -> Result<(), Error> {
    for step in walkdir::WalkDir::new(&output.out).follow_links(false).sort_by_file_name() {
        let Ok(step) = step else { continue };
        let Ok(path) = step.path().strip_prefix(&output.out) else { continue };
        let name = path.to_string_lossy();
        let ours = output.earlier.contains_key(&*name) || files.contains_key(&*name);
        if step.file_type().is_dir() || ours || name == manifest::NAME {
            continue;
        }
        let target = new.join(path);
        if step.file_type().is_symlink() {
            let to = fs::read_link(step.path()).map_err(failed(step.path()))?;
            if let Some(folder) = target.parent() {
                output.folder(folder)?;
            }
            std::os::unix::fs::symlink(to, &target).map_err(failed(&target))?;
        } else {
            link(output, step.path(), &target)?;
        }
    }
    Ok(())
}

/// Removes a folder with all it holds, in parallel; one that is not there is nothing.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    let entries = match fs::read_dir(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(failed(path))?,
    };
    let entries: Vec<fs::DirEntry> = entries.collect::<io::Result<_>>().map_err(failed(path))?;
    entries.par_iter().try_for_each(|entry| {
        let own = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove(&own)
        } else {
            fs::remove_file(&own).map_err(failed(&own))
        }
    })?;
    fs::remove_dir(path).map_err(failed(path))
}
