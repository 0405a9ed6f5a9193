//! Precompressed variants: the `.br` and `.gz` beside a text file.

use std::io::Write as _;

/// Brotli's quality for pages; 5 is 5 % larger than 11 at a twentieth of its cost.
const BROTLI_PAGE: u32 = 5;
/// For assets, which are few and kept for a year.
const BROTLI_ASSET: u32 = 11;
const GZIP: i32 = 6;

/// Whether a file shrinks: texts do, pictures do not.
pub fn is_compressible(path: &str) -> bool {
    [".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".csv"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// The Brotli form; better for fingerprinted assets.
pub fn brotli(path: &str, bytes: &[u8]) -> Vec<u8> {
    let quality =
        if path.starts_with("assets/") && !path.ends_with(".svg") { BROTLI_ASSET } else { BROTLI_PAGE };
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, quality, 22);
    writer.write_all(bytes).expect("writing into memory does not fail");
    writer.into_inner()
}

/// The gzip form; without a time stamp, so that equal bytes stay equal.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let level = libdeflater::CompressionLvl::new(GZIP).expect("6 is a level");
    let mut compressor = libdeflater::Compressor::new(level);
    let mut out = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let size = compressor.gzip_compress(bytes, &mut out).expect("the bound is large enough");
    out.truncate(size);
    out
}
