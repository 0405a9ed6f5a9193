//! Pictures: judged from their header, cleaned by lists of what may stay.

use crate::site::Outcome::{Builds, Fails};
use crate::site::{STORY, TestSite, check, chunk, png};

fn picture(name: &'static str, bytes: Vec<u8>) -> impl FnOnce(&TestSite) {
    move |site| {
        site.write(&format!("content/brands/x/images/{name}"), bytes);
        site.write(STORY, format!("![甲](images/{name})\n"));
    }
}

fn published(site: &TestSite, ending: &str) -> Vec<Vec<u8>> {
    let output = site.output();
    let pictures =
        output.into_iter().filter(|(path, _)| path.starts_with("assets/pictures/") && path.ends_with(ending));
    pictures.map(|(_, bytes)| bytes).collect()
}

#[test]
fn damaged_pictures_are_named() {
    const UNREADABLE: &str = "picture/unreadable content/brands/x/images/b.png:0";
    let whole = png(300, 200);
    check("84 cut in half", Fails(UNREADABLE), picture("b.png", whole[..whole.len() / 2].to_vec()));
    check("84 without its end", Fails(UNREADABLE), picture("b.png", whole[..whole.len() - 12].to_vec()));
    check("85 0 bytes", Fails(UNREADABLE), picture("b.png", Vec::new()));
    check("85 text", Fails(UNREADABLE), picture("b.png", b"CANARY".to_vec()));
    let mut bomb = b"\x89PNG\r\n\x1a\n".to_vec();
    bomb.extend(chunk(
        b"IHDR",
        &[&30_000u32.to_be_bytes()[..], &30_000u32.to_be_bytes(), &[1, 0, 0, 0, 0]].concat(),
    ));
    bomb.extend(chunk(b"IDAT", &[0; 64]));
    bomb.extend(chunk(b"IEND", &[]));
    check(
        "86 bomb",
        Fails("picture/too-many-pixels content/brands/x/images/b.png:0"),
        picture("b.png", bomb),
    );
    check(
        "87 PNG in a .jpg",
        Fails("picture/wrong-ending content/brands/x/images/b.jpg:0"),
        picture("b.jpg", png(2, 2)),
    );
    check(
        "87 PNG in a .php",
        Fails("picture/wrong-ending content/brands/x/images/b.php:0"),
        picture("b.php", png(2, 2)),
    );
}

#[test]
fn a_picture_that_is_too_large_is_not_read() {
    // A file with a hole: it has the size and takes no room.
    check("file of 8 TB", Fails("file/too-large content/brands/x/images/b.png:0"), |site| {
        picture("b.png", png(2, 2))(site);
        let file = std::fs::OpenOptions::new().write(true).open(site.path("content/brands/x/images/b.png"));
        file.expect("it is there").set_len(8 << 40).expect("the file system has holes");
    });
    check(
        "a stranger of 8 TB",
        crate::site::Outcome::Warns("file/unknown content/brands/x/film.mov:0"),
        |site| {
            let file = std::fs::File::create(site.path("content/brands/x/film.mov")).expect("it is writable");
            file.set_len(8 << 40).expect("the file system has holes");
        },
    );
}

#[test]
fn metadata_is_not_published() {
    let segment = |marker: u8, content: &[u8]| {
        [&[0xff, marker], &(content.len() as u16 + 2).to_be_bytes()[..], content].concat()
    };
    let jpeg = [
        &[0xff, 0xd8][..],
        &segment(0xe1, b"Exif\0\0 GPSLatitude 36.65 OwnerName CANARY"),
        &segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>CANARY</x:xmpmeta>"),
        &segment(0xed, b"Photoshop 3.0\0CANARY"),
        &segment(0xc0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
        &segment(0xda, &[1, 1, 0, 0, 63, 0]),
        &[1, 2, 3, 0xff, 0, 4],
        &[0xff, 0xd9],
        b"\xff\xd8 CANARY, a second picture behind the first \xff\xd9",
    ]
    .concat();
    let site = check("88 JPEG", Builds, picture("b.jpg", jpeg));
    let made = published(&site, ".jpg");
    assert_eq!(made.len(), 1);
    assert!(
        !made[0].windows(6).any(|part| part == b"CANARY") && !made[0].windows(4).any(|part| part == b"Exif")
    );
    assert!(made[0].ends_with(&[1, 2, 3, 0xff, 0, 4, 0xff, 0xd9]), "the picture itself stays");
    let plain = png(4, 4);
    let end = plain.len() - 12;
    let texts =
        [chunk(b"tEXt", b"Author\0CANARY"), chunk(b"eXIf", b"CANARY"), chunk(b"prVt", b"CANARY")].concat();
    let with_texts = [&plain[..end], &texts, &plain[end..], b"CANARY behind the end"].concat();
    let site = check("88 PNG", Builds, picture("b.png", with_texts));
    assert_eq!(published(&site, ".png"), [plain]);
}

#[test]
fn drawings_that_act_are_refused() {
    const ACTIVE: &str = "picture/active-svg content/brands/x/images/b.svg:0";
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{inside}</svg>")
            .into_bytes()
    };
    check("89 script", Fails(ACTIVE), picture("b.svg", svg("<script>alert(1)</script>")));
    check("89 onload", Fails(ACTIVE), picture("b.svg", svg("<g onload=\"alert(1)\"/>")));
    check("89 style", Fails(ACTIVE), picture("b.svg", svg("<style>@import 'https://evil.example'</style>")));
    check(
        "90 entity",
        Fails(ACTIVE),
        picture(
            "b.svg",
            [&b"<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"[..], &svg("<text>&x;</text>")]
                .concat(),
        ),
    );
    check(
        "90 unknown entity",
        Fails("picture/unreadable content/brands/x/images/b.svg:0"),
        picture("b.svg", svg("<text>&x;</text>")),
    );
    let uses: String = (0..9)
        .map(|n| format!("<g id=\"a{n}\">{}</g>", format!("<use href=\"#a{}\"/>", n + 1).repeat(10)))
        .collect();
    check(
        "90 shapes that use each other",
        Fails(ACTIVE),
        picture("b.svg", svg(&format!("{uses}<g id=\"a9\"/><use href=\"#a0\"/>"))),
    );
    let site = check(
        "89 what a drawing program adds",
        Builds,
        picture("b.svg", svg("<metadata>CANARY</metadata><!-- CANARY --><?x CANARY?><path d=\"M0 0\"/>")),
    );
    let made = published(&site, ".svg");
    assert!(made.len() == 1 && !made[0].windows(6).any(|part| part == b"CANARY"));
}
