//! Bytes of pictures: their formats, and what is published of them: no position, serial number, name or thumbnail.

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

use img_parts::Bytes;
use img_parts::png::Png;
use img_parts::webp::WebP;

use crate::svg;

/// Formats that browsers show, by their first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    Webp,
    Svg,
}

impl Format {
    /// `None` for anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => {
                let start = bytes.get(..2048).unwrap_or(bytes);
                start.windows(4).any(|window| window == b"<svg").then_some(Self::Svg)
            }
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Svg => "svg",
        }
    }
}

/// Chunks that pixels, color and animation are made of; all others hold texts, times, positions or strangers' data.
const PNG: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
const WEBP: &[&[u8; 4]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The picture without its metadata; `None` where it cannot be read.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    match Format::of(bytes)? {
        Format::Svg => svg::rewritten(bytes),
        Format::Jpeg => jpeg(bytes),
        Format::Png => {
            let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
            png.chunks().iter().find(|chunk| chunk.kind() == *b"IEND")?;
            png.chunks_mut().retain(|chunk| PNG.contains(&&chunk.kind()));
            Some(png.encoder().bytes().to_vec())
        }
        Format::Webp => {
            let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
            // The two calls also take their marks out of the header.
            img_parts::ImageEXIF::set_exif(&mut webp, None);
            webp.chunks_mut().retain(|chunk| WEBP.contains(&&chunk.id()));
            Some(webp.encoder().bytes().to_vec())
        }
    }
}

/// Copies the segments of a JPEG that show something, and nothing from behind its end, where phones put previews,
/// positions and films.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xff, 0xd8];
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        let (marker, after) = marker(rest)?;
        if marker == 0xd9 {
            out.extend([0xff, 0xd9]);
            return Some(out);
        }
        let length: [u8; 2] = after.get(..2)?.try_into().ok()?;
        let (segment, after) = after.split_at_checked(usize::from(u16::from_be_bytes(length)))?;
        if shows(marker, segment.get(2..)?) {
            out.extend([0xff, marker]);
            out.extend(segment);
        }
        rest = after;
        if marker == 0xda {
            let pixels = scan_length(rest);
            out.extend(rest.get(..pixels)?);
            rest = rest.get(pixels..)?;
        }
    }
}

/// The marker at the beginning, which any number of fill bytes may stand before.
fn marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let at = bytes.iter().position(|byte| *byte != 0xff)?;
    let marker = *bytes.get(at)?;
    (at > 0 && marker != 0).then_some((marker, bytes.get(at + 1..)?))
}

/// JFIF without a thumbnail, color profiles and Adobe's color mark, of all segments of applications.
fn shows(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xe0 => content.starts_with(b"JFIF\0") && content.len() == 14,
        0xe2 => content.starts_with(b"ICC_PROFILE\0"),
        0xee => content.starts_with(b"Adobe") && content.len() == 12,
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

/// Length of the pixels up to the next marker; restarts and stuffed bytes are part of them.
fn scan_length(bytes: &[u8]) -> usize {
    let ends = |pair: &[u8]| matches!(pair, [0xff, next] if !matches!(next, 0 | 0xd0..=0xd7 | 0xff));
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = (content.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    }

    #[test]
    fn of_a_photograph_its_picture_is_left() {
        let parts = |parts: &[&[u8]]| [&[&[0xff, 0xd8][..]], parts].concat().concat();
        let (tables, scan) = (segment(0xdb, &[1; 65]), segment(0xda, &[1, 2]));
        let jfif = segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        let pixels = [1, 0xff, 0, 2, 0xff, 0xd0, 3];
        let end = [0xff, 0xd9];
        let whole = parts(&[
            &jfif,
            &segment(0xe1, b"Exif\0\0GPS here"),
            &segment(0xe2, b"MPF\0preview"),
            &segment(0xe0, b"JFXX\0thumbnail"),
            &tables,
            &scan,
            &pixels,
            &segment(0xfe, b"a comment"),
            &scan,
            &pixels,
            &end,
            b"\xff\xd8 a preview with its GPS \xff\xd9",
        ]);
        assert_eq!(cleaned(&whole), Some(parts(&[&jfif, &tables, &scan, &pixels, &scan, &pixels, &end])));
        assert_eq!(cleaned(&parts(&[&tables, &scan, &pixels])), None, "it is cut off");
        assert_eq!(cleaned(&parts(&[&[0xff, 0xdb, 0xff]])), None);
    }
}
