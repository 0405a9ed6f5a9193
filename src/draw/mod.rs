//! Pictures the program makes itself: SVG, deterministic, small. `cover` frames a motif, `motif` draws it.

pub mod cover;
mod motif;
mod wave;

/// Raised whenever a drawing changes, so that its address changes too.
pub const VERSION: u64 = 1;
