//! Where a site may be made, who may make it, and what stands there already.

use std::fs;
use std::io::{self, Read, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::both;
use crate::diag::Both;
use crate::emit::manifest::{self, Files, Made};

use super::{Error, Standing, failed, is_as_left, patch, tree};

/// What a manifest of ours begins with; enough to tell whose a folder is without reading all of it.
const OURS: &[u8] = b"{\"generator\":\"haopin\"";
/// Folders of a project that a site can neither hold nor stand in.
const KEPT: &[&str] = &["content", "themes", "site/.cache", "site/site.yaml", ".git"];

/// A folder for a site, and the two names beside it that belong to it.
pub(super) struct Place {
    pub out: PathBuf,
    /// Where files are made before they are in place.
    pub staging: PathBuf,
    lock: PathBuf,
}

impl Place {
    /// Fails where no site can stand whatever is done: the root, a file, a link, a mount point.
    pub fn of(out: &Path) -> Result<Self, Error> {
        let out = std::path::absolute(out).map_err(failed(out))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(refused(
                &out,
                both!("不能作输出文件夹；另选一个", "it cannot be the output folder; choose another"),
            ));
        };
        if let Some(meta) = met(&out)? {
            check_kind(&out, &meta)?;
            let around = fs::metadata(parent).map_err(failed(parent))?;
            if meta.dev() != around.dev() {
                return Err(refused(
                    &out,
                    both!(
                        "是一个挂载点，不能一步换掉；改用它里面的一个文件夹",
                        "it is a mount point, which cannot be exchanged; choose a folder inside it"
                    ),
                ));
            }
        }
        let beside = |ending: &str| {
            let mut own = std::ffi::OsString::from(".");
            own.push(name);
            own.push(ending);
            parent.join(own)
        };
        Ok(Self { staging: beside(".new"), lock: beside(".lock"), out })
    }

    /// The right to change the site, held as long as the file is open. The file itself stays: removing it would let two
    /// builds each hold a file of that name.
    pub fn locked(&self) -> Result<fs::File, Error> {
        let mut options = fs::OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        self.take(&options)
    }

    fn take(&self, options: &fs::OpenOptions) -> Result<fs::File, Error> {
        let no_link = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        let mut lock = options.clone().custom_flags(no_link).open(&self.lock).map_err(failed(&self.lock))?;
        match lock.try_lock() {
            Ok(()) => {
                // The number is for people; the lock holds without it.
                let _ = lock.set_len(0).and_then(|()| write!(lock, "{}", std::process::id()));
                Ok(lock)
            }
            Err(fs::TryLockError::WouldBlock) => {
                let mut text = String::new();
                let _ = lock.take(20).read_to_string(&mut text);
                Err(Error::Busy { path: self.out.clone(), by: text.trim().parse().ok() })
            }
            Err(fs::TryLockError::Error(cause)) => Err(Error::Io { path: self.lock.clone(), cause }),
        }
    }

    /// Finishes or takes back what an interrupted build left, so that the site is whole without any help.
    pub fn settle(&self) -> Result<(), Error> {
        tree::recover(&self.out, &self.staging)?;
        patch::recover(&self.out, &self.staging)?;
        tree::clear(&self.staging)
    }

    /// The files of the site that is there, its manifest among them; an error if something else is.
    pub fn owned(&self, standing: Option<Standing>) -> Result<Files, Error> {
        let path = self.out.join(manifest::NAME);
        if let Some(mut standing) = standing.filter(|standing| is_as_left(&path, &standing.manifest)) {
            standing.files.insert(manifest::NAME.to_owned(), standing.manifest);
            return Ok(standing.files);
        }
        match fs::read_to_string(&path) {
            Ok(text) => {
                if let Some(mut files) = manifest::from_json(&text) {
                    files.insert(manifest::NAME.to_owned(), Made::of(text.as_bytes()));
                    return Ok(files);
                }
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) if cause.kind() == io::ErrorKind::InvalidData => {}
            Err(cause) => return Err(Error::Io { path, cause }),
        }
        if self.is_free()? { Ok(Files::new()) } else { Err(Error::Foreign(self.out.clone())) }
    }

    /// Whether nothing stands there.
    fn is_free(&self) -> Result<bool, Error> {
        match fs::read_dir(&self.out) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(cause) => Err(Error::Io { path: self.out.clone(), cause }),
            Ok(mut entries) => Ok(entries.next().is_none()),
        }
    }
}

fn refused(path: &Path, why: Both) -> Error {
    Error::Refused { path: path.to_owned(), why }
}

/// What stands at a path; a link is not followed.
pub(super) fn met(path: &Path) -> Result<Option<fs::Metadata>, Error> {
    match fs::symlink_metadata(path) {
        Ok(meta) => Ok(Some(meta)),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(cause) => Err(Error::Io { path: path.to_owned(), cause }),
    }
}

fn check_kind(out: &Path, meta: &fs::Metadata) -> Result<(), Error> {
    if meta.is_symlink() {
        let target = fs::canonicalize(out).map_or_else(|_| "…".to_owned(), |path| path.display().to_string());
        return Err(refused(
            out,
            both!("是一个链接；写它指向的 {target}", "it is a link; name what it leads to, {target}"),
        ));
    }
    if meta.is_dir() {
        return Ok(());
    }
    Err(refused(out, both!("是文件，不是文件夹；另选一个", "it is a file, not a folder; choose another")))
}

/// Whether a site of `project` may be made at `out`, before any work. What an interrupted build left there is settled,
/// so that the site is whole even if this build comes to nothing.
pub fn ready(out: &Path, project: &Path) -> Result<(), Error> {
    let place = Place::of(&real(out)?)?;
    apart(&place.out, &real(project)?)?;
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true);
    match place.take(&options) {
        Ok(_lock) => place.settle()?,
        // Nobody ever built here.
        Err(Error::Io { cause, .. }) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(other) => return Err(other),
    }
    let path = place.out.join(manifest::NAME);
    let mut start = [0; OURS.len()];
    let is_ours = fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok());
    if (is_ours && start == *OURS) || place.is_free()? { Ok(()) } else { Err(Error::Foreign(place.out)) }
}

/// The path without links and dots in the folders above it. What does not exist yet has none.
fn real(path: &Path) -> Result<PathBuf, Error> {
    let path = std::path::absolute(path).map_err(failed(path))?;
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        // `/`, or a path that ends in dots.
        return Ok(fs::canonicalize(&path).unwrap_or(path));
    };
    Ok(match fs::canonicalize(parent) {
        Ok(parent) => parent.join(name),
        Err(_) => real(parent)?.join(name),
    })
}

/// A site inside the content would become content, and one around it would take its place.
fn apart(out: &Path, project: &Path) -> Result<(), Error> {
    let root = fs::canonicalize(project).unwrap_or_else(|_| project.to_owned());
    if root.starts_with(out) {
        return Err(refused(
            out,
            both!(
                "项目就在这里面，网站会占掉它的位置；写 site/public 这样的文件夹",
                "the project is in it, and the site would take its place; name a folder such as site/public"
            ),
        ));
    }
    for part in KEPT {
        let part = root.join(part);
        let part = fs::canonicalize(&part).unwrap_or(part);
        if out.starts_with(&part) || part.starts_with(out) {
            let shown = part.display();
            return Err(refused(
                out,
                both!(
                    "和 {shown} 重叠；写 site/public 这样的文件夹",
                    "it and {shown} overlap; name a folder such as site/public"
                ),
            ));
        }
    }
    Ok(())
}
