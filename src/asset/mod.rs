//! Assets: style sheet and script, joined and minified.

pub mod script;
pub mod style;
