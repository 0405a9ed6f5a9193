//! haopin: from a folder of profiles and stories to a catalogue.
//!
//! The flow, in the order of the stages: [`source`] walks the folders and reads strict UTF-8; [`yaml`] turns profiles
//! into trees with spans; [`config`] types the settings; [`load`] makes drafts and reports everything wrong with each
//! file; [`model`] puts the drafts that are published on the catalogue's day together; [`check`] holds the rules over
//! the whole; [`plan`] gives every page its address; [`view`] makes one closed value per page; [`render`], [`asset`]
//! and [`draw`] turn values into bytes; [`emit`] puts the site in place in one step. [`pipeline`] calls them in this
//! order, and [`memo`] keeps what they found out for the next run. What is wrong with content is a [`diag::Diagnostic`]; what the machine cannot do is an error.

pub mod asset;
pub mod check;
#[allow(clippy::disallowed_methods, reason = "it touches the world")]
pub mod cli;
pub mod config;
pub mod diag;
pub mod digest;
pub mod draw;
#[allow(clippy::disallowed_methods, reason = "it touches the world")]
pub mod emit;
pub mod load;
#[allow(clippy::disallowed_methods, reason = "it touches the world")]
pub mod memo;
pub mod model;
pub mod picture;
pub mod pipeline;
pub mod plan;
pub mod render;
#[allow(clippy::disallowed_methods, reason = "it touches the world")]
pub mod scaffold;
#[allow(clippy::disallowed_methods, reason = "it touches the world")]
pub mod source;
pub mod svg;
pub mod text;
pub mod view;
pub mod yaml;
