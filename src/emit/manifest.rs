//! `manifest.json`: every file of the site with its size and SHA-256, which anyone can check with stock tools.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::source::Stamp;

/// Its name, at the root of the site.
pub const NAME: &str = "manifest.json";

/// One file of the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub size: u64,
    pub sha256: [u8; 32],
    /// What the file system said of it once it was written; nothing where nobody asked. Not part of the wire form.
    pub stamp: Option<Stamp>,
}

impl Made {
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: Sha256::digest(bytes).into(), stamp: None }
    }

    pub fn same_bytes(&self, other: &Self) -> bool {
        self.size == other.size && self.sha256 == other.sha256
    }
}

/// Files by path.
pub type Files = BTreeMap<String, Made>;

/// One line a file, sorted by path; the manifest itself is not among them.
pub fn to_json(files: &Files) -> String {
    /// What a line takes besides its path, in bytes.
    const LINE: usize = 100;
    let mut out = String::with_capacity(files.keys().map(|path| path.len() + LINE).sum());
    out.push_str("{\"generator\":\"haopin\",\"version\":1,\"files\":{");
    for (at, (path, made)) in files.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        push_text(&mut out, path);
        out.push_str(":{\"size\":");
        let _ = write!(out, "{}", made.size);
        out.push_str(",\"sha256\":\"");
        push_hex(&mut out, &made.sha256);
        out.push_str("\"}");
    }
    out.push_str("\n}}\n");
    out
}

fn push_text(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        let _ = write!(out, "{}", serde_json::Value::from(text));
    }
}

fn push_hex(out: &mut String, bytes: &[u8; 32]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    out.push_str(std::str::from_utf8(&text).expect("hexadecimal digits are ASCII"));
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(out)
}

#[derive(Deserialize)]
struct Wire {
    generator: String,
    files: BTreeMap<String, WireFile>,
}

#[derive(Deserialize)]
struct WireFile {
    size: u64,
    sha256: String,
}

/// The files that a manifest lists; `None` where the text is no manifest of this program.
pub fn from_json(text: &str) -> Option<Files> {
    let wire: Wire = serde_json::from_str(text).ok()?;
    if wire.generator != "haopin" {
        return None;
    }
    let files = wire.files.into_iter().map(|(path, file)| {
        is_below(&path).then_some(())?;
        Some((path, Made { size: file.size, sha256: from_hex(&file.sha256)?, stamp: None }))
    });
    files.collect()
}

/// Whether a path leads to a file below the site's folder: what it names may be removed.
fn is_below(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back() {
        let files = Files::from([("a/\"b\".html".to_owned(), Made::of(b"abc"))]);
        let text = to_json(&files);
        assert!(text.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assert_eq!(from_json(&text), Some(files));
        assert_eq!(from_json("{\"generator\":\"other\",\"files\":{}}"), None);
    }

    #[test]
    fn a_manifest_that_names_files_elsewhere_is_none_of_ours() {
        for path in ["../a", "/etc/a", "a/../../b", "a//b", "./a", "a/", "", "a\\u0000"] {
            let digest = "0".repeat(64);
            let text = format!(
                "{{\"generator\":\"haopin\",\"files\":{{\"{path}\":{{\"size\":0,\"sha256\":\"{digest}\"}}}}}}"
            );
            assert_eq!(from_json(&text), None, "{path}");
            assert!(from_json(&text.replace(&format!("\"{path}\":{{"), "\"a\":{")).is_some(), "{path}");
        }
    }
}
