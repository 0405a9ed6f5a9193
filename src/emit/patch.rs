//! A few files in one step: their names become links through `now`, and turning `now` from the old files to the new
//! ones changes all of them at once.
//!
//! ```text
//! .public.new/new/…     the new files (a removed one is missing)
//! .public.new/old/…     links to the old files (an added one is missing)
//! .public.new/now       a link to `old`, then to `new`: the one step
//! .public.new/journal   the paths, a zero between two; with it, `recover` knows what to finish or to take back
//! ```
//!
//! Before the step, each path is replaced by a link to `now/…`, which still leads to the old file; after it, by the new
//! file itself. Whoever opens a path at any moment gets the old site or the new one.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::{Error, failed, tree};

const JOURNAL: &str = "journal";

/// Whether a patch was begun and not finished.
pub(super) fn is_under_way(staging: &Path) -> bool {
    staging.join(JOURNAL).exists()
}

/// Names the old files of `changed` paths anew, so that they can be shown through `now`. Where it fails, nothing of it is
/// left, and the site has not been touched.
pub(super) fn prepare(out: &Path, staging: &Path, changed: &[&str]) -> Result<(), Error> {
    let linked = link_old(out, staging, changed);
    if linked.is_err() {
        let _ = fs::remove_file(staging.join("now"));
        tree::remove(&staging.join("old"))?;
    }
    linked
}

fn link_old(out: &Path, staging: &Path, changed: &[&str]) -> Result<(), Error> {
    let now = staging.join("now");
    for path in changed {
        let (standing, old) = (out.join(path), staging.join("old").join(path));
        if standing.symlink_metadata().is_ok() {
            make_parent(&old)?;
            fs::hard_link(&standing, &old).map_err(failed(&standing))?;
        }
    }
    symlink("old", &now).map_err(failed(&now))
}

/// Puts the new files of `changed` paths in place, and takes away those that have none. They are prepared.
pub(super) fn place(out: &Path, staging: &Path, changed: &[&str]) -> Result<(), Error> {
    let now = staging.join("now");
    let journal = staging.join(JOURNAL);
    let draft = staging.join("journal.new");
    fs::write(&draft, changed.join("\0")).map_err(failed(&draft))?;
    fs::rename(&draft, &journal).map_err(failed(&journal))?;
    let turned = changed.iter().try_for_each(|path| turn(out, staging, path)).and_then(|()| {
        let next = staging.join("now.new");
        symlink("new", &next).and_then(|()| fs::rename(&next, &now)).map_err(failed(&now))
    });
    // Whichever side `now` shows, that side is made real.
    settle(out, staging, changed)?;
    turned
}

/// Finishes or takes back what an interrupted build left.
pub(super) fn recover(out: &Path, staging: &Path) -> Result<(), Error> {
    let path = staging.join(JOURNAL);
    let journal = match fs::read_to_string(&path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.map_err(failed(&path))?,
    };
    let changed: Vec<&str> = journal.split('\0').collect();
    settle(out, staging, &changed)
}

/// Replaces a path by a link to what `now` shows.
fn turn(out: &Path, staging: &Path, path: &str) -> Result<(), Error> {
    let (link, target) = (staging.join("link"), out.join(path));
    symlink(shown(staging, path), &link).map_err(failed(&link))?;
    make_parent(&target)?;
    fs::rename(&link, &target).map_err(failed(&target))
}

/// The target of a turned path: relative, so that both folders may be moved together.
fn shown(staging: &Path, path: &str) -> PathBuf {
    let mut up: PathBuf = (0..=path.matches('/').count()).map(|_| "..").collect();
    up.push(staging.file_name().unwrap_or_default());
    up.push("now");
    up.push(path);
    up
}

/// Makes every turned path the file that `now` shows, then forgets the patch. What cannot be made so is left for the
/// next build, and shows the same side until then.
fn settle(out: &Path, staging: &Path, changed: &[&str]) -> Result<(), Error> {
    let side = fs::read_link(staging.join("now")).unwrap_or_else(|_| PathBuf::from("old"));
    let made: Vec<Result<(), Error>> =
        changed.iter().map(|path| settle_one(out, staging, &side, path)).collect();
    made.into_iter().collect::<Result<(), Error>>()?;
    let journal = staging.join(JOURNAL);
    fs::remove_file(&journal).map_err(failed(&journal))
}

fn settle_one(out: &Path, staging: &Path, side: &Path, path: &str) -> Result<(), Error> {
    let target = out.join(path);
    match fs::read_link(&target) {
        Ok(link) if link == shown(staging, path) => {}
        // Taken away already, or not made yet: its folders may be empty.
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            remove_empty(out, &target);
            return Ok(());
        }
        _ => return Ok(()),
    }
    match fs::rename(staging.join(side).join(path), &target) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            fs::remove_file(&target).map_err(failed(&target))?;
            remove_empty(out, &target);
            Ok(())
        }
        other => other.map_err(failed(&target)),
    }
}

/// Removes the folders that are empty without a file.
fn remove_empty(out: &Path, target: &Path) {
    let mut folders = target.ancestors().skip(1).take_while(|folder| *folder != out);
    // The first that holds something, or is not there, ends it.
    let _ = folders.try_for_each(|folder| match fs::remove_dir(folder) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    });
}

fn make_parent(path: &Path) -> Result<(), Error> {
    path.parent().map_or(Ok(()), |folder| fs::create_dir_all(folder).map_err(failed(folder)))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folders {
        _dir: tempfile::TempDir,
        out: PathBuf,
        staging: PathBuf,
    }

    /// A site of three files, of which one is to change, one to go, and one to come.
    fn folders() -> Folders {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (out, staging) = (dir.path().join("public"), dir.path().join(".public.new"));
        write(&out, "a/index.html", "old a");
        write(&out, "b/c/index.html", "old b");
        write(&out, "same.html", "same");
        write(&staging.join("new"), "a/index.html", "new a");
        write(&staging.join("new"), "d/e/index.html", "new d");
        Folders { _dir: dir, out, staging }
    }

    fn write(root: &Path, path: &str, text: &str) {
        make_parent(&root.join(path)).expect("it is writable");
        fs::write(root.join(path), text).expect("it is writable");
    }

    const CHANGED: &[&str] = &["a/index.html", "b/c/index.html", "d/e/index.html"];
    const OLD: &[(&str, &str)] =
        &[("a/index.html", "old a"), ("b/c/index.html", "old b"), ("same.html", "same")];
    const NEW: &[(&str, &str)] =
        &[("a/index.html", "new a"), ("d/e/index.html", "new d"), ("same.html", "same")];

    /// What a visitor can open.
    fn seen(out: &Path) -> Vec<(String, String)> {
        let steps = walkdir::WalkDir::new(out).sort_by_file_name().into_iter().filter_map(Result::ok);
        steps
            .filter_map(|step| {
                let text = fs::read_to_string(step.path()).ok()?;
                let path = step.path().strip_prefix(out).ok()?.to_string_lossy().into_owned();
                Some((path, text))
            })
            .collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_patch_changes_adds_and_removes() {
        let Folders { _dir, out, staging } = folders();
        prepare(&out, &staging, CHANGED).expect("nothing is in its way");
        place(&out, &staging, CHANGED).expect("nothing is in its way");
        assert_eq!(seen(&out), pairs(NEW));
        assert!(!out.join("b").exists() && !is_under_way(&staging));
        assert!(out.join("a/index.html").symlink_metadata().expect("it is there").is_file());
    }

    #[test]
    fn a_patch_that_cannot_be_prepared_leaves_nothing() {
        let Folders { _dir, out, staging } = folders();
        fs::write(staging.join("now"), "in the way").expect("it is writable");
        assert!(prepare(&out, &staging, CHANGED).is_err());
        assert_eq!(seen(&out), pairs(OLD));
        assert!(!staging.join("old").exists() && !staging.join("now").exists() && !is_under_way(&staging));
    }

    #[test]
    fn an_interrupted_patch_shows_one_side_and_is_settled_on_it() {
        for turned in 0..=CHANGED.len() {
            for flipped in [false, true] {
                let Folders { _dir, out, staging } = folders();
                for path in &CHANGED[..2] {
                    make_parent(&staging.join("old").join(path)).expect("it is writable");
                    fs::hard_link(out.join(path), staging.join("old").join(path)).expect("it is there");
                }
                symlink("old", staging.join("now")).expect("it is writable");
                fs::write(staging.join(JOURNAL), CHANGED.join("\0")).expect("it is writable");
                for path in &CHANGED[..turned] {
                    turn(&out, &staging, path).expect("it is writable");
                }
                assert_eq!(seen(&out), pairs(OLD), "{turned} turned");
                if flipped && turned == CHANGED.len() {
                    fs::remove_file(staging.join("now")).expect("it is there");
                    symlink("new", staging.join("now")).expect("it is writable");
                    assert_eq!(seen(&out), pairs(NEW), "turned over");
                }
                recover(&out, &staging).expect("nothing is in its way");
                let side = if flipped && turned == CHANGED.len() { NEW } else { OLD };
                assert_eq!(seen(&out), pairs(side), "{turned} turned, then settled");
                assert!(!is_under_way(&staging));
                assert!(!out.join("d").exists() || side == NEW, "no empty folder is left");
            }
        }
    }

    #[test]
    fn links_that_are_not_ours_are_left_alone() {
        let Folders { _dir, out, staging } = folders();
        fs::write(staging.join(JOURNAL), "own").expect("it is writable");
        symlink("same.html", out.join("own")).expect("it is writable");
        recover(&out, &staging).expect("nothing is in its way");
        assert_eq!(fs::read_link(out.join("own")).expect("it stays"), Path::new("same.html"));
    }
}
