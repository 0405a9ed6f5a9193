//! What is in the way of a site: files of others where ours must go. They are never replaced, and no link is followed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::Files;
use super::{Error, place};

/// Fails where a path cannot be given its new file without taking something that is not ours.
///
/// `earlier`: the files that are ours. `staged`: the folder of new files.
pub(super) fn check(
    out: &Path,
    earlier: &Files,
    staged: &Path,
    fresh: &BTreeSet<String>,
) -> Result<(), Error> {
    let folders: BTreeSet<&str> = fresh.iter().flat_map(|path| above(path)).collect();
    let blocked = folders.par_iter().find_map_first(|folder| {
        let path = out.join(folder);
        match place::met(&path) {
            Ok(Some(meta)) if !meta.is_dir() && !earlier.contains_key(*folder) => Some(Error::InTheWay(path)),
            Ok(_) => None,
            Err(error) => Some(error),
        }
    });
    if let Some(error) = blocked {
        return Err(error);
    }
    let blocked = fresh.par_iter().find_map_first(|path| {
        let target = out.join(path);
        let meta = match place::met(&target) {
            Ok(meta) => meta?,
            Err(error) => return Some(error),
        };
        let ours =
            if meta.is_dir() { holds_only_ours(&target, path, earlier) } else { earlier.contains_key(path) };
        (!ours && !are_equal(&target, &meta, &staged.join(path))).then_some(Error::InTheWay(target))
    });
    blocked.map_or(Ok(()), Err)
}

/// The folders above a path, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

/// Whether no file becomes a folder and no folder a file.
pub(super) fn is_same_shape(earlier: &Files, fresh: &BTreeSet<String>) -> bool {
    let becomes_folder = |path: &str| above(path).any(|folder| earlier.contains_key(folder));
    !fresh.iter().any(|path| becomes_folder(path) || is_above_any(earlier, path))
}

/// Whether a folder holds files of ours.
pub(super) fn is_above_any(files: &Files, folder: &str) -> bool {
    let folder = format!("{folder}/");
    files.range(folder.clone()..).next().is_some_and(|(path, _)| path.starts_with(&folder))
}

/// A folder where a file of ours is to be: it goes if all it holds is ours.
fn holds_only_ours(target: &Path, path: &str, earlier: &Files) -> bool {
    let mut steps = walkdir::WalkDir::new(target).min_depth(1).into_iter();
    steps.all(|step| {
        step.is_ok_and(|step| {
            let below = step.path().strip_prefix(target).ok().and_then(Path::to_str);
            step.file_type().is_dir()
                || below.is_some_and(|below| earlier.contains_key(&format!("{path}/{below}")))
        })
    })
}

/// A file of the same bytes may be taken over: nothing is lost.
fn are_equal(standing: &Path, meta: &fs::Metadata, staged: &Path) -> bool {
    meta.is_file() && fs::read(standing).is_ok_and(|bytes| fs::read(staged).is_ok_and(|new| new == bytes))
}

/// Whether a path is a file of ours in folders of its own, so that it may be removed by its path.
pub(super) fn is_removable(out: &Path, path: &str) -> bool {
    let is = |path: &str, folder: bool| {
        fs::symlink_metadata(out.join(path)).is_ok_and(|meta| meta.is_dir() == folder)
    };
    is(path, false) && above(path).all(|folder| is(folder, true))
}
