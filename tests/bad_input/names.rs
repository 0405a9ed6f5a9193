//! Names of folders and files.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use crate::site::Outcome::Fails;
use crate::site::{TestSite, check, png};

fn brand(slug: &str) -> impl FnOnce(&TestSite) {
    move |site| site.write(&format!("content/brands/{slug}/brand.yaml"), "name: A\nindustry: example\n")
}

#[test]
fn slugs_that_cannot_be_addresses_are_named() {
    let long = "a".repeat(240);
    for (row, slug) in [
        ("64 case", "X"),
        ("65 NFC", "caf\u{e9}"),
        ("65 NFD", "cafe\u{301}"),
        ("66 space", "a b"),
        ("67 emoji", "a\u{1f600}"),
        ("68 con", "con"),
        ("68 com1", "com1"),
        ("69 240 characters", &long),
        ("hyphens", "-a"),
        ("a point", "a.b"),
    ] {
        let nfc: String = slug.replace("e\u{301}", "\u{e9}");
        let finding: &str = Box::leak(format!("name/not-a-slug content/brands/{nfc}:0").into_boxed_str());
        check(row, Fails(finding), brand(slug));
    }
}

#[test]
fn both_spellings_of_a_slug_at_once() {
    check("65", Fails("name/not-a-slug content/brands/caf\u{e9}:0"), |site| {
        brand("caf\u{e9}")(site);
        brand("cafe\u{301}")(site);
    });
}

#[test]
fn names_in_gbk_are_read_out() {
    let gbk = encoding_rs::GBK.encode("玫瑰").0.into_owned();
    let lossy = String::from_utf8_lossy(&gbk).into_owned();
    let folder: &str = Box::leak(format!("file/name-encoding content/brands/{lossy}:0").into_boxed_str());
    let site = check("70 folder", Fails(folder), |site| {
        let folder = site.path("content/brands").join(OsStr::from_bytes(&gbk));
        std::fs::create_dir(&folder).expect("it is writable");
        std::fs::write(folder.join("brand.yaml"), "name: A\nindustry: example\n").expect("it is writable");
    });
    assert!(site.run(&["check"]).stderr.contains("`玫瑰` in GBK"));
    let picture: &str =
        Box::leak(format!("file/name-encoding content/brands/x/images/{lossy}.png:0").into_boxed_str());
    check("82 picture", Fails(picture), |site| {
        let name = [&gbk[..], b".png"].concat();
        std::fs::write(site.path("content/brands/x/images").join(OsStr::from_bytes(&name)), png(2, 2))
            .expect("it is writable");
    });
    let inner: &str = Box::leak(format!("file/name-encoding content/brands/x/{lossy}:0").into_boxed_str());
    check("82 folder below", Fails(inner), |site| {
        let folder = site.path("content/brands/x").join(OsStr::from_bytes(&gbk));
        std::fs::create_dir(&folder).expect("it is writable");
        std::fs::write(folder.join("a.md"), "a").expect("it is writable");
    });
}

#[test]
fn names_that_would_lead_elsewhere_are_refused() {
    for name in
        ["a\\..\\..\\secret.png", "a:b.png", "a\nb.png", "aux.png", "a\u{202e}gnp.exe", "a .", "a\"b.png"]
    {
        let finding: &str =
            Box::leak(format!("file/bad-name content/brands/x/images/{name}:0").into_boxed_str());
        check(name, Fails(finding), |site| site.write(&format!("content/brands/x/images/{name}"), png(2, 2)));
    }
}
