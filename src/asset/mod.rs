//! Assets: style sheet and script joined and minified, pictures cleaned.

pub mod picture;
pub mod script;
pub mod style;
