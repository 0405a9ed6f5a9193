//! Pictures as they are published: without position, serial number, name or thumbnail; SVG by an allow-list.

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

use img_parts::ImageEXIF;
use img_parts::jpeg::Jpeg;
use img_parts::png::Png;
use img_parts::webp::WebP;

use crate::load::picture::Format;
use crate::svg;

/// The picture without its metadata; `None` where it cannot be read.
pub fn cleaned(bytes: Vec<u8>) -> Option<Vec<u8>> {
    match Format::of(&bytes)? {
        Format::Svg => svg::rewritten(&bytes),
        Format::Jpeg => {
            let mut jpeg = Jpeg::from_bytes(bytes.into()).ok()?;
            // APP1 to APP15 and comments hold EXIF, XMP, IPTC and whatever a camera adds; APP0 and APP2 (color) stay.
            jpeg.segments_mut()
                .retain(|segment| !matches!(segment.marker(), 0xe1 | 0xe3..=0xed | 0xef | 0xfe));
            Some(jpeg.encoder().bytes().to_vec())
        }
        Format::Png => {
            let mut png = Png::from_bytes(bytes.into()).ok()?;
            png.set_exif(None);
            png.chunks_mut()
                .retain(|chunk| !matches!(&chunk.kind(), b"tEXt" | b"zTXt" | b"iTXt" | b"tIME" | b"eXIf"));
            Some(png.encoder().bytes().to_vec())
        }
        Format::Webp => {
            let mut webp = WebP::from_bytes(bytes.into()).ok()?;
            webp.set_exif(None);
            webp.remove_chunks_by_id(*b"XMP ");
            Some(webp.encoder().bytes().to_vec())
        }
    }
}
