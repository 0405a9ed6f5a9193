//! Views to bytes: the theme's templates for pages, plain writers for feeds and data.

pub mod data;
pub mod feed;
pub mod theme;
