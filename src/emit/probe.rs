//! What the place of an output folder allows, found out by trying.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with, statvfs};

use super::{Error, failed};

/// The folder that holds the output, or the nearest above it that is there.
fn place(out: &Path) -> Result<PathBuf, Error> {
    let whole = std::path::absolute(out).map_err(failed(out))?;
    let above = whole.ancestors().skip(1).find(|path| path.symlink_metadata().is_ok());
    above.map(Path::to_owned).ok_or(Error::Foreign(whole))
}

/// Makes a folder of its own beside the output, lets it be tried, and takes it away again.
fn tried<T>(out: &Path, trial: impl FnOnce(&Path) -> io::Result<T>) -> Result<T, Error> {
    let folder = place(out)?.join(format!(".haopin-doctor-{}", std::process::id()));
    fs::create_dir(&folder).map_err(failed(&folder))?;
    let result = trial(&folder).map_err(failed(&folder));
    let _ = fs::remove_dir_all(&folder);
    result
}

/// Whether files can be written where the output is to stand.
pub fn writable(out: &Path) -> Result<(), Error> {
    tried(out, |folder| fs::write(folder.join("file"), "x"))
}

/// Whether two folders can be exchanged there in one step.
pub fn exchanges(out: &Path) -> Result<bool, Error> {
    tried(out, |folder| {
        let (a, b) = (folder.join("a"), folder.join("b"));
        fs::create_dir(&a)?;
        fs::create_dir(&b)?;
        Ok(renameat_with(CWD, &a, CWD, &b, RenameFlags::EXCHANGE).is_ok())
    })
}

/// Bytes and files that still fit there.
pub fn room(out: &Path) -> Result<(u64, u64), Error> {
    let place = place(out)?;
    let stat = statvfs(&place).map_err(|error| Error::Io { path: place, cause: error.into() })?;
    Ok((stat.f_bavail * stat.f_frsize, stat.f_favail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_left_as_it_was() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let out = dir.path().join("deep/er/public");
        assert!(writable(&out).is_ok() && exchanges(&out).is_ok() && room(&out).is_ok());
        assert_eq!(fs::read_dir(dir.path()).expect("it is there").count(), 0);
    }
}
