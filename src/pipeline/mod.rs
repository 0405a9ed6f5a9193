//! The stages in order: `prepare` reads and checks, `build` draws what is stale and puts the site in place.
//!
//! `shelf` holds the brands, `last` what an earlier build left, `build` compares keys and draws, `why` tells what a page
//! is made from.

pub mod build;
pub mod last;
pub mod prepare;
pub mod shelf;
pub mod why;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::emit;
use crate::memo::Memo;
use crate::model::Catalogue;
use crate::pipeline::shelf::Shelf;
use crate::render::theme::Theme;
use crate::source;

/// What stops a build besides findings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Source(#[from] source::Error),
    #[error(transparent)]
    Emit(#[from] emit::Error),
    #[error("content changed while the site was built; run it again / 生成的时候内容变了，请再运行一次")]
    Torn,
}

/// The site for one state of the files.
pub struct Snapshot {
    pub memo: Memo,
    pub shelf: Arc<Shelf>,
    /// `None` where there are no settings to make a site by.
    pub config: Option<Config>,
    pub theme: Option<Theme>,
    pub catalogue: Catalogue,
    /// Sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    pub timings: Timings,
}

/// Stages and how long each took.
pub type Timings = Vec<(&'static str, Duration)>;

/// A stage that people may have to wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Scan,
    Load,
    Check,
    Draw,
    Place,
}

/// Hears how far the work is. Steps come from many threads.
pub trait Progress: Sync {
    /// A stage begins; `of`: how many steps it has, 0 where that is not known.
    fn stage(&self, stage: Stage, of: u64);
    fn step(&self);
}

/// Nobody is told.
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: Stage, _: u64) {}
    fn step(&self) {}
}

struct Clock {
    last: Instant,
    timings: Timings,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "timings are shown to people and reach no output")]
    fn start() -> Self {
        Self { last: Instant::now(), timings: Vec::new() }
    }

    #[expect(clippy::disallowed_methods, reason = "timings are shown to people and reach no output")]
    fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push((stage, now - self.last));
        self.last = now;
    }
}
