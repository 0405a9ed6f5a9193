//! Names of files and folders that no catalogue can have: they would not survive a copy, or would lead elsewhere.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::both;
use crate::diag::{self, Diagnostic, hidden};
use crate::text;

use super::relative;

/// Longest name, in bytes; most file systems end at 255, and the output adds to names.
const LONGEST: usize = 200;

/// The finding for a name that is not UTF-8 or that Windows, exFAT or a web address cannot hold.
///
/// Reports `file/name-encoding` and `file/bad-name`.
pub(super) fn bad(root: &Path, path: &Path) -> Option<Diagnostic> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Some(not_utf8(root, path));
    };
    let forbidden = |c: char| matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let cause = if let Some(c) = name.chars().find(|c| forbidden(*c)) {
        both!("名字里不能有 `{c}`", "a name cannot hold `{c}`")
    } else if let Some(c) = name.chars().find(|c| hidden::kind(*c).is_some() || matches!(c, '\n' | '\t')) {
        both!(
            "名字里有看不见的字符 U+{0:04X}",
            "its name holds an invisible character, U+{0:04X}",
            u32::from(c)
        )
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        both!(
            "名字以空格开头，或以空格、句点结尾",
            "its name begins with a blank, or ends with a blank or a point"
        )
    } else if text::is_reserved_name(&name.to_ascii_lowercase()) {
        both!("`{name}` 在 Windows 上不能作名字", "`{name}` cannot be a name on Windows")
    } else if name.len() > LONGEST {
        both!(
            "名字有 {0} 字节，最多 {LONGEST}",
            "its name has {0} bytes, and at most {LONGEST} are possible",
            name.len()
        )
    } else {
        return None;
    };
    let finding = Diagnostic::error("file/bad-name", cause).at(diag::whole(&relative(root, path)));
    Some(finding.help(both!("换个名字", "give it another name")))
}

/// The finding for a name in another encoding, with what it was meant to be.
pub(super) fn not_utf8(root: &Path, path: &Path) -> Diagnostic {
    let name = path.file_name().map(|name| name.as_bytes().to_vec()).unwrap_or_default();
    let (guess, _, wrong) = encoding_rs::GBK.decode(&name);
    let help = if wrong {
        both!("改成小写英文字母、数字和连字符", "rename it with lower-case letters, digits and hyphens")
    } else {
        both!(
            "名字像是 GBK 编码的“{guess}”；解压时选 UTF-8，或改名",
            "it looks like `{guess}` in GBK; unpack as UTF-8, or rename it"
        )
    };
    Diagnostic::error("file/name-encoding", both!("名字不是 UTF-8", "its name is not UTF-8"))
        .at(diag::whole(&relative(root, path)))
        .help(help)
}

/// The finding for a link.
pub(super) fn link(path: &str) -> Diagnostic {
    let message = both!("是一个链接，不会跟随", "it is a link, which is never followed");
    Diagnostic::error("file/link", message)
        .at(diag::whole(path))
        .help(both!("把文件本身复制到这里", "copy the file itself here"))
}

/// The finding for two files whose names look the same and are one name on other systems.
pub(super) fn twice(path: &str) -> Diagnostic {
    let message = both!(
        "有两个文件叫这个名字，只是字符的编码方式不同",
        "two files have this name, spelled with different characters"
    );
    Diagnostic::error("file/same-name", message)
        .at(diag::whole(path))
        .help(both!("删去其中一个，或改名", "delete one of them, or rename it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_catalogue_can_have() {
        let long = "a".repeat(LONGEST + 1);
        for (name, expected) in [
            ("brand.yaml", None),
            ("五月的玫瑰.jpg", None),
            ("a b(1).jpg", None),
            ("..\\..\\secret.png", Some("file/bad-name")),
            ("a:b", Some("file/bad-name")),
            ("a\u{202e}gpj.exe", Some("file/bad-name")),
            ("a\nb", Some("file/bad-name")),
            ("a.", Some("file/bad-name")),
            ("Con.jpg", Some("file/bad-name")),
            (&long, Some("file/bad-name")),
        ] {
            let found = bad(Path::new("/r"), &Path::new("/r").join(name));
            assert_eq!(found.as_ref().map(|finding| &*finding.code), expected, "{name}");
        }
    }
}
