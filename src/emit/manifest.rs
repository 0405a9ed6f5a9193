//! `manifest.json`: every file of the site with its size and SHA-256, which anyone can check with stock tools.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Its name, at the root of the site.
pub const NAME: &str = "manifest.json";

/// What the manifest says of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub size: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Written anew by this build; not part of the wire form.
    pub fresh: bool,
}

impl Record {
    pub fn of(bytes: &[u8]) -> Self {
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            let _ = write!(hex, "{byte:02x}");
        }
        Self { size: bytes.len() as u64, sha256: hex, fresh: true }
    }
}

/// All files by path, the manifest itself aside.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub files: BTreeMap<String, Record>,
}

impl Manifest {
    /// One line a file, sorted.
    pub fn to_json(&self) -> String {
        let mut out = String::with_capacity(self.files.len() * 140 + 64);
        out.push_str("{\"generator\":\"haopin\",\"version\":1,\"files\":{");
        for (at, (path, record)) in self.files.iter().enumerate() {
            out.push_str(if at == 0 { "\n" } else { ",\n" });
            let _ = write!(
                out,
                "{}:{{\"size\":{},\"sha256\":\"{}\"}}",
                serde_json::Value::from(path.as_str()),
                record.size,
                record.sha256
            );
        }
        out.push_str("\n}}\n");
        out
    }

    /// `None` where the text is no manifest of this program.
    pub fn from_json(text: &str) -> Option<Self> {
        let value: serde_json::Value = serde_json::from_str(text).ok()?;
        if value.get("generator")?.as_str()? != "haopin" {
            return None;
        }
        let files = value.get("files")?.as_object()?.iter().map(|(path, record)| {
            Some((
                path.clone(),
                Record {
                    size: record.get("size")?.as_u64()?,
                    sha256: record.get("sha256")?.as_str()?.to_owned(),
                    fresh: false,
                },
            ))
        });
        Some(Self { files: files.collect::<Option<_>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_reads_back() {
        let record = Record { fresh: false, ..Record::of(b"abc") };
        assert_eq!(record.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let manifest = Manifest { files: BTreeMap::from([("a/\"b\".html".to_owned(), record)]) };
        assert_eq!(Manifest::from_json(&manifest.to_json()), Some(manifest));
        assert_eq!(Manifest::from_json("{\"generator\":\"other\"}"), None);
    }
}
