//! Digests: equal digests, equal bytes. Everything that is kept between runs is found by one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The first 128 bits of a BLAKE3 hash.
///
/// Source: O'Connor, Aumasson, Neves, Wilcox-O'Hearn, *BLAKE3* (2020); the output may be cut to any length.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Digest(pub u128);

/// Digest of a run of bytes.
///
/// ```
/// assert_eq!(haopin::digest::of(b"a"), haopin::digest::of(b"a"));
/// assert_ne!(haopin::digest::of(b"a"), haopin::digest::of(b"b"));
/// ```
pub fn of(bytes: &[u8]) -> Digest {
    cut(&blake3::hash(bytes))
}

/// Digest of anything that serializes: its postcard form, which is canonical for values without maps in random order.
pub fn of_value<T: Serialize + ?Sized>(value: &T) -> Digest {
    of(&to_bytes(value))
}

/// The postcard form of a value.
pub fn to_bytes<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    postcard::to_extend(value, Vec::with_capacity(4096))
        .expect("values of this program serialize into memory")
}

fn cut(hash: &blake3::Hash) -> Digest {
    let mut first = [0u8; 16];
    first.copy_from_slice(&hash.as_bytes()[..16]);
    Digest(u128::from_be_bytes(first))
}

impl Digest {
    /// The first `digits` hexadecimal digits (at most 32): the fingerprint in an asset's name.
    pub fn hex(self, digits: usize) -> String {
        format!("{:032x}", self.0)[..digits.min(32)].to_owned()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.hex(8))
    }
}

/// Builds the key of something made of several parts. Each part is framed by its length, so that
/// `("ab", "c")` and `("a", "bc")` differ.
#[derive(Clone, Default)]
pub struct KeyBuilder(Vec<u8>);

impl KeyBuilder {
    /// `purpose` separates keys of different kinds of things.
    pub fn new(purpose: &str) -> Self {
        Self(Vec::with_capacity(256)).text(purpose)
    }

    pub fn push_text(&mut self, text: &str) {
        self.0.extend_from_slice(&(text.len() as u64).to_le_bytes());
        self.0.extend_from_slice(text.as_bytes());
    }

    pub fn push_digest(&mut self, digest: Digest) {
        self.0.extend_from_slice(&digest.0.to_le_bytes());
    }

    pub fn text(mut self, text: &str) -> Self {
        self.push_text(text);
        self
    }

    pub fn digest(mut self, digest: Digest) -> Self {
        self.push_digest(digest);
        self
    }

    pub fn number(mut self, number: u64) -> Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    pub fn finish(self) -> Digest {
        of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_key_do_not_run_together() {
        assert_ne!(
            KeyBuilder::new("k").text("ab").text("c").finish(),
            KeyBuilder::new("k").text("a").text("bc").finish()
        );
    }

    #[test]
    fn a_fingerprint_is_the_beginning_of_the_digest() {
        assert_eq!(Digest(0xabcd << 112).hex(4), "abcd");
        assert_eq!(of(b"").hex(99).len(), 32);
    }
}
