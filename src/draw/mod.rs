//! Drawings.
pub mod cover;
pub const VERSION: u64 = 1;
