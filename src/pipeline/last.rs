//! What the last build of an output folder left: its units with their keys and files, and what it was asked for.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostic;
use crate::digest::{self, Digest};
use crate::emit::{Standing, Summary};
use crate::memo::Memo;
use crate::plan::key::{Base, Key};

/// A unit that was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Made {
    pub name: String,
    pub key: Key,
    pub pages: u32,
    /// Paths of its files, below the output folder.
    pub files: Vec<String>,
}

/// A build that put a site in place.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Last {
    /// Of every file it was made from, and of what was asked for.
    pub inputs: Digest,
    /// How it was written: `Request::form`.
    pub form: String,
    pub base: Base,
    pub units: Vec<Made>,
    pub standing: Standing,
    pub summary: Summary,
    /// Warnings, which are said again by a build that has nothing to do.
    pub diagnostics: Vec<Diagnostic>,
}

impl Last {
    /// The last build of this output folder by this program; of nothing, where none is known.
    pub fn load(memo: &Memo, out: &Path) -> Self {
        memo.load(&table(out)).unwrap_or_default()
    }

    pub fn save(&self, memo: &Memo, out: &Path) {
        memo.save(&table(out), self);
    }

    pub fn pages(&self) -> usize {
        self.units.iter().map(|unit| unit.pages as usize).sum()
    }

    /// Numbers of units, by name.
    pub fn by_name(&self) -> HashMap<&str, usize> {
        self.units.iter().enumerate().map(|(at, unit)| (unit.name.as_str(), at)).collect()
    }
}

/// Each output folder has a table of its own.
fn table(out: &Path) -> String {
    let whole = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    format!("site-{}", digest::of(whole.as_os_str().as_encoded_bytes()).hex(12))
}
