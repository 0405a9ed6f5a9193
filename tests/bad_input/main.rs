//! What comes from a careless or hostile hand: every defect is named where it stands, nothing of it acts in a page,
//! nothing stops the program, and the site that stood before stands unchanged.
//!
//! One file per family of defects. The numbers in the names of rows are those of the table of bad input that the
//! promises of this program are measured by.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

mod costs;
mod encodings;
mod folders;
mod inert;
mod leaks;
mod limits;
mod links;
mod names;
mod pictures;
mod properties;
mod records;
mod reports;
mod same_bytes;
mod site;
mod stories;
mod syntax;
