//! Pictures of one folder: which are used, whether they are what they say, how large they are, what they show.

use std::ops::Range;

use crate::both;
use crate::config::{L10n, Locale};
use crate::diag::{self, Diagnostic, TextFile};
use crate::load::draft::Picture;
use crate::load::keys;
use crate::load::markdown::Context;
use crate::load::record::Record;
use crate::picture::{self, Format};
use crate::source::{MAX_PICTURE, MAX_RECORD, Tree};
use crate::text;
use crate::yaml;
use crate::yaml::read::Reader;

/// Most pixels of a picture; larger ones are refused from their header.
pub const MAX_PIXELS: u64 = 50_000_000;

/// The pictures that a brand or a page may use, and those it does use.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Folder, with a slash at its end.
    pub folder: String,
    /// Paths of the pictures there are, relative to the folder.
    pub known: Vec<String>,
    /// Alternative texts of `images.yaml`.
    pub described: Vec<(String, L10n)>,
    pub used: Vec<Picture>,
    /// Paths of `used`, relative to the folder.
    names: Vec<String>,
}

impl Pictures {
    /// The pictures of a folder, with `images.yaml` read.
    pub fn of(tree: &Tree, folder: &str, locales: &[Locale], found: &mut Vec<Diagnostic>) -> Self {
        let images = format!("{folder}images/");
        let known = tree
            .below(&images)
            .filter_map(|entry| entry.path.strip_prefix(folder))
            .map(str::to_owned)
            .collect();
        let mut out = Self { folder: folder.to_owned(), known, ..Self::default() };
        let path = format!("{folder}images.yaml");
        if let Some(file) = tree.text(&path, MAX_RECORD, found) {
            out.described = described(&file, locales, found);
        }
        out
    }
}

fn described(file: &TextFile, locales: &[Locale], found: &mut Vec<Diagnostic>) -> Vec<(String, L10n)> {
    let Some(node) = yaml::parse(file, found) else { return Vec::new() };
    let (mut reader, mut mentions) = (Reader { file, found }, Vec::new());
    let mut record = Record { reader: &mut reader, mentions: &mut mentions, locales, file: 0, sample: true };
    let what = both!("图片说明", "the description of a picture");
    let Some(entries) = record.reader.free_map(&node, &what) else { return Vec::new() };
    let mut out = Vec::new();
    for (key, value) in entries.entries() {
        let Some(fields) = record.reader.map(value, &what, &[keys::PICTURE]) else { continue };
        let alt = record.localized(fields.get("alt"), &what);
        out.push((format!("images/{}", key.text.trim_start_matches("images/")), alt));
    }
    out
}

impl Context<'_> {
    /// The number of a picture by its path; everything wrong with the path is reported.
    ///
    /// `has_alt`: an alternative text stands where the picture is used.
    pub fn picture(&mut self, path: &str, span: &Range<usize>, has_alt: bool) -> Option<usize> {
        let place = self.place(span);
        self.pictures.resolve(path, place, has_alt, self.found)
    }
}

impl Pictures {
    /// The number of a picture by its path, such as `images/a.jpg`.
    ///
    /// Reports `picture/foreign`, `picture/outside`, `picture/missing`, `picture/no-alt`.
    pub fn resolve(
        &mut self,
        path: &str,
        place: diag::Place,
        has_alt: bool,
        found: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        use unicode_normalization::UnicodeNormalization;
        let written = text::shorten(path, 80);
        let name: String = percent_decoded(path).nfc().collect();
        if name.contains(':') || name.starts_with("//") {
            diag::push(
                found,
                Diagnostic::error(
                    "picture/foreign",
                    both!("图片 `{written}` 在别的网站上", "the picture `{written}` is on another host"),
                )
                .at(place)
                .help(both!(
                    "取得许可后把图片放进 images/ 文件夹，写 `images/图片.jpg`",
                    "with permission, put it into the folder images/ and write `images/picture.jpg`"
                )),
            );
            return None;
        }
        if name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..") {
            diag::push(
                found,
                Diagnostic::error(
                    "picture/outside",
                    both!("图片路径 `{written}` 指到文件夹外面", "the path `{written}` leaves the folder"),
                )
                .at(place)
                .help(both!(
                    "把图片放进这个品牌的 images/ 文件夹",
                    "put the picture into the folder images/ beside this file"
                )),
            );
            return None;
        }
        let name = name.trim_start_matches("./").to_owned();
        // Paths of a folder come in order.
        if self.known.binary_search(&name).is_err() {
            let near = text::closest(&name, self.known.iter().map(String::as_str));
            let help = near.map_or_else(
                || {
                    both!(
                        "把图片放进 images/ 文件夹，或改正文件名",
                        "put the picture into the folder images/, or mend its name"
                    )
                },
                |near| both!("改成 `{near}`", "write `{near}`"),
            );
            diag::push(
                found,
                Diagnostic::error(
                    "picture/missing",
                    both!("没有图片 `{written}`", "there is no picture `{written}`"),
                )
                .at(place)
                .help(help),
            );
            return None;
        }
        let alt = self
            .described
            .iter()
            .find(|(path, _)| *path == name)
            .map(|(_, alt)| alt.clone())
            .unwrap_or_default();
        if !has_alt && alt.is_empty() {
            diag::push(
                found,
                Diagnostic::warning(
                    "picture/no-alt",
                    both!("图片 `{written}` 没有文字说明", "the picture `{written}` has no alternative text"),
                )
                .help(described_in(&place, &name))
                .at(place),
            );
        }
        if let Some(at) = self.names.iter().position(|known| *known == name) {
            return Some(at);
        }
        self.used.push(Picture { path: format!("{}{name}", self.folder), alt, ..Picture::default() });
        self.names.push(name);
        Some(self.used.len() - 1)
    }

    /// Opens the pictures that are used: digest, format, size. Unusable ones are reported.
    pub fn measure(&mut self, tree: &Tree, found: &mut Vec<Diagnostic>) {
        for picture in &mut self.used {
            let Some(entry) = tree.files.get(&picture.path) else { continue };
            picture.digest = entry.digest;
            let Some(bytes) = tree.bytes(&picture.path, MAX_PICTURE, found) else { continue };
            match measured(&bytes, &picture.path) {
                Ok((width, height)) => (picture.width, picture.height) = (width, height),
                Err(finding) => found.push(finding.at(diag::whole(&picture.path))),
            }
        }
    }
}

/// Where to say what a picture shows: a record has no room for it.
fn described_in(place: &diag::Place, name: &str) -> diag::Both {
    let name = name.trim_start_matches("images/");
    if place.path.ends_with(".md") {
        both!(
            "在方括号里写图上有什么，或在 images.yaml 里写 `{name}: {{ alt: … }}`",
            "say what it shows between the brackets, or as `{name}: {{ alt: … }}` in images.yaml"
        )
    } else {
        both!(
            "在 images.yaml 里写图上有什么：`{name}: {{ alt: … }}`",
            "say what it shows in images.yaml: `{name}: {{ alt: … }}`"
        )
    }
}

/// Width and height in pixels, from the header, if the file is whole and harmless.
fn measured(bytes: &[u8], path: &str) -> Result<(u32, u32), Diagnostic> {
    let Some(format) = Format::of(bytes) else {
        let finding = Diagnostic::error(
            "picture/unreadable",
            both!("不是能用的图片", "it is no picture that can be used"),
        );
        return Err(finding
            .help(both!("用 JPEG、PNG、WebP 或 SVG 重新保存", "save it again as JPEG, PNG, WebP or SVG")));
    };
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if ending != format.extension() && !(format == Format::Jpeg && ending == "jpeg") {
        let (is, ending) = (format.extension(), text::shorten(&ending, 20));
        let finding = Diagnostic::error(
            "picture/wrong-ending",
            both!(
                "内容是 {is} 图片，名字却以 .{ending} 结尾",
                "it is a picture in {is}, and its name ends in .{ending}"
            ),
        );
        return Err(finding.help(both!("改名为 .{is}", "rename it to end in .{is}")));
    }
    if format == Format::Svg {
        return crate::svg::inspect(bytes);
    }
    let size = imagesize::blob_size(bytes).map_err(|_| {
        let finding =
            Diagnostic::error("picture/unreadable", both!("图片文件损坏", "the picture is damaged"));
        finding.help(both!("重新导出或重新复制这张图片", "export or copy it again"))
    })?;
    if size.width as u64 * size.height as u64 > MAX_PIXELS {
        let (width, height) = (size.width, size.height);
        let finding = Diagnostic::error(
            "picture/too-many-pixels",
            both!(
                "图片有 {width}×{height} 像素，太大",
                "the picture has {width}×{height} pixels, which is too many"
            ),
        );
        return Err(finding.help(both!("缩小到五千万像素以内", "make it smaller than 50 million pixels")));
    }
    // What cannot be written later is found now.
    if picture::cleaned(bytes).is_none() {
        let finding =
            Diagnostic::error("picture/unreadable", both!("图片文件不完整", "the picture is cut off"));
        return Err(finding.help(both!("重新复制这张图片", "copy it again")));
    }
    Ok((size.width as u32, size.height as u32))
}

fn percent_decoded(path: &str) -> String {
    let mut parts = path.split('%');
    let mut out = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).zip(part.get(2..)) {
            Some((byte, rest)) => {
                out.push(byte);
                out.extend(rest.bytes());
            }
            None => {
                out.push(b'%');
                out.extend(part.bytes());
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
