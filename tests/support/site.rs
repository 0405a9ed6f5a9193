//! A small site in a temporary folder, with files laid over it.
#![allow(dead_code, reason = "each file of tests uses its own part")]

use std::ffi::OsStr;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use haopin::diag::code::Fence;
use tempfile::TempDir;

/// Someone who is not root: root may read everything.
const NOBODY: u32 = 65_534;

/// A project of its own, gone when dropped.
pub struct Site {
    dir: TempDir,
}

impl Site {
    /// The site of `tests/fixtures/base`: synthetic, complete, without findings.
    pub fn base() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
        for entry in walkdir::WalkDir::new(&base).into_iter().map(|entry| entry.expect("readable")) {
            let to = dir.path().join(entry.path().strip_prefix(&base).expect("it is below"));
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(to).expect("it is writable");
            } else {
                std::fs::copy(entry.path(), to).expect("it is writable");
            }
        }
        Self { dir }
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// Lays a fence of a case file over the site.
    pub fn lay(&self, fence: &Fence<'_>) {
        let path = self.path(fence);
        if fence.kind == "gone" {
            let gone =
                if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
            return gone.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        }
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it is writable");
        match fence.kind {
            "folder" => std::fs::create_dir_all(&path).expect("it is writable"),
            "link" => symlink(fence.body.trim_end(), &path).expect("it is writable"),
            "pipe" => assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success()),
            _ if fence.has("append") => {
                let file = std::fs::OpenOptions::new().append(true).open(&path);
                file.and_then(|mut file| file.write_all(&bytes(fence))).expect("it is writable");
            }
            _ => {
                // A file that may not be read may not be written either.
                let _ = std::fs::remove_file(&path);
                std::fs::write(&path, bytes(fence)).expect("it is writable");
            }
        }
        if let Some(mode) = fence.value("mode") {
            let mode = u32::from_str_radix(mode, 8).expect("an octal number");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("it is ours");
        }
    }

    fn path(&self, fence: &Fence<'_>) -> PathBuf {
        if fence.has("escapes") {
            return self.root().join(OsStr::from_bytes(&unescaped(fence.path)));
        }
        self.root().join(fence.path)
    }

    /// Exit code and findings of `haopin check`.
    pub fn check(&self, args: &[&str]) -> (Option<i32>, String) {
        let mut command = self.command();
        let out = command.arg("-C").arg(self.root()).args(args).arg("check").output().expect("it runs");
        assert!(out.stdout.is_empty(), "findings are on stderr");
        (out.status.code(), String::from_utf8(out.stderr).expect("it is UTF-8"))
    }

    /// The program; where a file may not be read, run by someone to whom that matters.
    fn command(&self) -> Command {
        let binary = env!("CARGO_BIN_EXE_haopin");
        let is_closed =
            |entry: &walkdir::DirEntry| entry.metadata().is_ok_and(|meta| meta.mode() & 0o777 == 0);
        let closed =
            walkdir::WalkDir::new(self.root()).into_iter().filter_map(Result::ok).any(|e| is_closed(&e));
        let root = std::fs::metadata(self.root()).is_ok_and(|meta| meta.uid() == 0);
        if !closed || !root {
            return Command::new(binary);
        }
        let reachable = self.root().join("haopin");
        if !reachable.exists() && std::fs::hard_link(binary, &reachable).is_err() {
            std::fs::copy(binary, &reachable).expect("it is writable");
        }
        std::fs::set_permissions(self.root(), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
        let mut command = Command::new(reachable);
        command.uid(NOBODY).gid(NOBODY).current_dir("/");
        command
    }
}

/// The bytes that a fence stands for.
fn bytes(fence: &Fence<'_>) -> Vec<u8> {
    let body = if fence.has("escapes") { unescaped(fence.body) } else { fence.body.as_bytes().to_vec() };
    let body = if fence.has("inline") { body.strip_suffix(b"\n").unwrap_or(&body).to_vec() } else { body };
    let body = body.repeat(fence.value("repeat").map_or(1, |times| times.parse().expect("a number")));
    match fence.value("as") {
        None => body,
        Some("GBK") => encoding_rs::GBK.encode(std::str::from_utf8(&body).expect("a text")).0.into_owned(),
        Some(wide) => {
            let text = String::from_utf8(body).expect("a text");
            let little = match wide {
                "UTF-16LE" => true,
                "UTF-16BE" => false,
                other => panic!("no encoding is called {other}"),
            };
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
        }
    }
}

/// `\xff` is a byte, `\u{202e}` a character, `\t` a tab, `\\` a backslash.
fn unescaped(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at + 1..];
        let taken = match rest.as_bytes().first() {
            Some(b'x') => {
                out.push(u8::from_str_radix(&rest[1..3], 16).expect("two hexadecimal digits"));
                3
            }
            Some(b'u') => {
                let end = rest.find('}').expect("a closed brace");
                let number = u32::from_str_radix(&rest[2..end], 16).expect("hexadecimal digits");
                out.extend(char::from_u32(number).expect("a character").to_string().bytes());
                end + 1
            }
            Some(b't') => {
                out.push(b'\t');
                1
            }
            Some(b'\\') => {
                out.push(b'\\');
                1
            }
            other => panic!("no escape: {other:?}"),
        };
        rest = &rest[taken..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}
