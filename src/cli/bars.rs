//! A bar for each stage, on a terminal, once the work has gone on for a while.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diag::Tongue;
use crate::pipeline::{Progress, Stage};

/// Nothing is shown of work that is done sooner, in milliseconds.
const PATIENCE_MS: u128 = 500;

pub struct Bars {
    bar: ProgressBar,
    tongue: Tongue,
    start: Instant,
    terminal: bool,
    shown: AtomicBool,
}

impl Bars {
    pub fn new(tongue: Tongue) -> Self {
        let bar = ProgressBar::no_length();
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let terminal = std::io::stderr().is_terminal();
        Self { bar, tongue, start: Instant::now(), terminal, shown: AtomicBool::new(false) }
    }

    /// Takes the bar away, before something else is said.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn show(&self) {
        let due = self.start.elapsed().as_millis() > PATIENCE_MS;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for Bars {
    fn stage(&self, stage: Stage, of: u64) {
        if !self.terminal {
            return;
        }
        let (zh, en) = match stage {
            Stage::Scan => ("查看文件", "looking at files"),
            Stage::Load => ("读取内容", "reading content"),
            Stage::Check => ("检查", "checking"),
            Stage::Draw => ("生成页面", "drawing pages"),
            Stage::Place => ("放置网站", "placing the site"),
        };
        let form = if of > 0 { "{msg} {bar:40.cyan/dim} {pos}/{len}" } else { "{msg} {spinner}" };
        if let Ok(style) = ProgressStyle::with_template(form) {
            self.bar.set_style(style);
        }
        // It may have been taken away to let something else be said.
        self.bar.reset();
        self.bar.set_message(if self.tongue == Tongue::Zh { zh } else { en });
        self.bar.set_length(of.max(1));
        self.bar.set_position(0);
        self.show();
    }

    fn step(&self) {
        if self.terminal {
            self.bar.inc(1);
            self.show();
        }
    }
}
