//! A whole tree in one step: unchanged files are linked beside the fresh ones, then the two trees are exchanged.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::manifest::{self, Files};
use super::place::met;
use super::{Error, Output, failed, obstacle};

/// Where two renames put the old site for a moment.
const ASIDE: &str = "aside";
/// All that a build makes in its folder beside the site.
const MADE: &[&str] = &["new", "old", ASIDE, "now", "now.new", "link", "journal", "journal.new"];

/// Completes the tree of fresh files and puts it in the place of the old one, which is left in the staging folder.
pub(super) fn place(output: &Output, files: &Files, fresh: &BTreeSet<String>) -> Result<(), Error> {
    let (out, new) = (&output.out, output.staging.join("new"));
    let paths: Vec<&String> = files.keys().collect();
    let kept = paths.par_iter().filter(|path| !fresh.contains(**path));
    kept.try_for_each(|path| link(output, &out.join(path), &new.join(path)))?;
    if !fresh.contains(manifest::NAME) {
        link(output, &out.join(manifest::NAME), &new.join(manifest::NAME))?;
    }
    let Some(standing) = met(out)? else { return fs::rename(&new, out).map_err(failed(out)) };
    carry_over(output, files, &new)?;
    fs::set_permissions(&new, standing.permissions()).map_err(failed(&new))?;
    if renameat_with(CWD, &new, CWD, out, RenameFlags::EXCHANGE).is_err() {
        swap_by_two_renames(out, &new, &output.staging.join(ASIDE))?;
    }
    Ok(())
}

/// Links a file into the new tree; where the file system has no such links, copies it with its time.
fn link(output: &Output, from: &Path, to: &Path) -> Result<(), Error> {
    if let Some(folder) = to.parent() {
        output.folder(folder)?;
    }
    match fs::hard_link(from, to) {
        Err(cause) if has_no_links(&cause) => copy(from, to).map_err(failed(from)),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Err(Error::InTheWay(from.to_owned())),
        other => other.map_err(failed(from)),
    }
}

/// Some file systems know no second name for a file, or not for a file of another user, or only so many.
fn has_no_links(cause: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        cause.kind(),
        Kind::PermissionDenied | Kind::Unsupported | Kind::TooManyLinks | Kind::CrossesDevices
    )
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let meta = fs::symlink_metadata(from)?;
    if !meta.is_file() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    fs::copy(from, to)?;
    let times = fs::FileTimes::new().set_modified(meta.modified()?);
    fs::OpenOptions::new().append(true).open(to)?.set_times(times)
}

/// For file systems without an exchange. Between the two there is no site, and `recover` brings the old one back.
fn swap_by_two_renames(out: &Path, new: &Path, aside: &Path) -> Result<(), Error> {
    fs::rename(out, aside).map_err(failed(out))?;
    if let Err(cause) = fs::rename(new, out) {
        fs::rename(aside, out).map_err(failed(out))?;
        return Err(Error::Io { path: out.to_owned(), cause });
    }
    Ok(())
}

/// Whether the old site stands aside and nothing in its place.
pub(super) fn is_under_way(out: &Path, staging: &Path) -> bool {
    staging.join(ASIDE).is_dir() && !out.exists()
}

/// Brings the old site back that an interrupted build had put aside.
pub(super) fn recover(out: &Path, staging: &Path) -> Result<(), Error> {
    if is_under_way(out, staging) {
        fs::rename(staging.join(ASIDE), out).map_err(failed(out))
    } else {
        Ok(())
    }
}

/// Links what is not ours into the new tree: files, links as they are, folders with their permissions.
fn carry_over(output: &Output, files: &Files, new: &Path) -> Result<(), Error> {
    for step in walkdir::WalkDir::new(&output.out).min_depth(1).follow_links(false).sort_by_file_name() {
        let step = step.map_err(|error| unwalked(&output.out, error))?;
        let path = step.path().strip_prefix(&output.out).unwrap_or(step.path());
        let target = new.join(path);
        let kind = step.file_type();
        // A name that is not UTF-8 is not ours.
        let name = path.to_str();
        if kind.is_dir() {
            if !name.is_some_and(|name| obstacle::is_above_any(&output.earlier, name))
                && met(&target)?.is_none()
            {
                output.folder(&target)?;
                let meta = step.metadata().map_err(|error| unwalked(&output.out, error))?;
                fs::set_permissions(&target, meta.permissions()).map_err(failed(&target))?;
            }
        } else if name.is_some_and(|name| output.earlier.contains_key(name) || files.contains_key(name)) {
            // It is in the new tree, or is to go.
        } else if kind.is_symlink() {
            let to = fs::read_link(step.path()).map_err(failed(step.path()))?;
            if let Some(folder) = target.parent() {
                output.folder(folder)?;
            }
            std::os::unix::fs::symlink(to, &target).map_err(|cause| match cause.kind() {
                io::ErrorKind::AlreadyExists => Error::InTheWay(step.path().to_owned()),
                _ => Error::Io { path: target, cause },
            })?;
        } else {
            link(output, step.path(), &target)?;
        }
    }
    Ok(())
}

fn unwalked(out: &Path, error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(out).to_owned();
    let cause = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
    Error::Io { path, cause }
}

/// Removes what an interrupted build left beside the site. A folder of that name which no build made is not touched.
pub(super) fn clear(staging: &Path) -> Result<(), Error> {
    let Some(meta) = met(staging)? else { return Ok(()) };
    if !meta.is_dir() {
        return Err(Error::InTheWay(staging.to_owned()));
    }
    for entry in fs::read_dir(staging).map_err(failed(staging))? {
        let entry = entry.map_err(failed(staging))?;
        if !entry.file_name().to_str().is_some_and(|name| MADE.contains(&name)) {
            return Err(Error::InTheWay(entry.path()));
        }
    }
    remove(staging)
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
