//! Opens files so that no link is followed at any level and no pipe is waited for, whatever happened since the walk.

use std::fs::File;
use std::io::Read;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::Entry;

const FILE: OFlags = OFlags::RDONLY.union(OFlags::NOFOLLOW).union(OFlags::NONBLOCK).union(OFlags::CLOEXEC);

/// The bytes of a file, one more than `limit` at most. The cause is for people.
pub(super) fn read(root: Option<&OwnedFd>, entry: &Entry, limit: u64) -> Result<Vec<u8>, String> {
    let root = root.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound).to_string())?;
    let path = entry.disk.as_deref().unwrap_or(Path::new(&entry.path));
    let file = open(root.as_fd(), path).map_err(|cause| std::io::Error::from(cause).to_string())?;
    // The size is what the walk saw, and may be that of a sparse file: memory is taken for what is allowed only.
    let mut bytes = Vec::with_capacity(entry.stamp.size.min(limit) as usize + 1);
    File::from(file).take(limit + 1).read_to_end(&mut bytes).map_err(|cause| cause.to_string())?;
    Ok(bytes)
}

#[cfg(target_os = "linux")]
fn open(root: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Errno> {
    use rustix::fs::{ResolveFlags, openat2};
    let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    match openat2(root, path, FILE, Mode::empty(), resolve) {
        // Kernels before 5.6, and sandboxes that do not know the call.
        Err(Errno::NOSYS | Errno::PERM) => step_by_step(root, path),
        other => other,
    }
}

#[cfg(not(target_os = "linux"))]
fn open(root: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Errno> {
    step_by_step(root, path)
}

/// Opens each folder of a path in the one before it.
fn step_by_step(root: BorrowedFd<'_>, path: &Path) -> Result<OwnedFd, Errno> {
    let mut at = rustix::io::dup(root)?;
    let folders = path.parent().into_iter().flat_map(Path::components);
    for folder in folders {
        let std::path::Component::Normal(name) = folder else { return Err(Errno::XDEV) };
        at = rustix::fs::openat(&at, name, FILE | OFlags::DIRECTORY, Mode::empty())?;
    }
    rustix::fs::openat(&at, path.file_name().ok_or(Errno::ISDIR)?, FILE, Mode::empty())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_is_not_followed_at_any_level() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(path("project/a")).expect("it is writable");
        std::fs::create_dir(path("outside")).expect("it is writable");
        std::fs::write(path("project/a/b"), "inside").expect("it is writable");
        std::fs::write(path("outside/b"), "secret").expect("it is writable");
        symlink(path("outside"), path("project/folder")).expect("it is writable");
        symlink(path("outside/b"), path("project/a/link")).expect("it is writable");
        let root = OwnedFd::from(File::open(path("project")).expect("it is there"));
        for open in [open, step_by_step] {
            for (name, readable) in [
                ("a/b", true),
                ("folder/b", false),
                ("a/link", false),
                ("../outside/b", false),
                ("a/c", false),
            ] {
                assert_eq!(open(root.as_fd(), Path::new(name)).is_ok(), readable, "{name}");
            }
        }
    }
}
