//! Files to drafts: typed records whose names are not yet resolved, and everything that is wrong with each file alone.
//!
//! `keys` says what may stand in each record, `record` reads the parts that records share, `profile` and `product`
//! read a brand's two YAML files, `vocabulary` reads the vocabularies, sources and batches, `markdown` the stories,
//! `page` free pages; `brand` puts one folder together.

#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::panic,
        clippy::expect_used,
        clippy::unreachable,
        reason = "what strangers wrote is read here, and no input may stop the program"
    )
)]

pub mod brand;
pub mod draft;
pub mod keys;
pub mod markdown;
pub mod page;
pub mod picture;
pub mod product;
pub mod profile;
pub mod record;
pub mod vocabulary;
