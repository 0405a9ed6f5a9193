//! Building a site, from outside: through the binary, in a folder of its own.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

mod support;

use support::{TestSite, files, said};

#[test]
fn a_new_site_has_no_findings_and_builds() {
    let site = TestSite::new();
    let checked = site.run(&["check", "--deny", "warnings"]);
    assert!(checked.status.success(), "{}", said(&checked));
    let files = site.built(&[]);
    for path in [
        "index.html",
        "en/index.html",
        "brands/sample/index.html",
        "en/brands/sample/first/index.html",
        "404.html",
        "sitemap.xml",
        "manifest.json",
        "b/sample/index.html",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn a_build_with_errors_leaves_the_old_site_alone() {
    let site = TestSite::new();
    let before = site.built(&[]);
    let profile = site.read("content/brands/sample/brand.yaml");
    let profile = profile.replace("industry: example", "industry: exmaple");
    site.write("content/brands/sample/brand.yaml", profile);
    let failed = site.run(&["build"]);
    assert_eq!(failed.status.code(), Some(1));
    let said = said(&failed);
    assert!(
        said.contains("brand.yaml:3:11: error[reference/unknown-industry]")
            && said.contains("write `example`"),
        "{said}"
    );
    assert_eq!(before, files(&site.public()));
}

#[test]
fn links_of_a_folder_site_are_relative() {
    let site = TestSite::new();
    let files = site.built(&["--links", "folder"]);
    let page = String::from_utf8_lossy(&files["en/brands/sample/index.html"]).into_owned();
    assert!(page.contains("href=\"../../../en/brands/index.html\""), "{page}");
    assert!(!page.contains("href=\"/"), "{page}");
}

#[test]
fn a_program_reads_findings_and_what_was_built_apart() {
    let site = TestSite::new();
    let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).expect("it is JSON alone");
    let done = site.run(&["--format", "json", "build", "--links", "folder", "--timings"]);
    assert_eq!((done.status.code(), &json(&done.stderr)["errors"]), (Some(0), &0.into()));
    let files = files(&site.public()).len();
    assert_eq!(json(&done.stdout)["files"], files);
    site.write("content/brands/sample/brand.yaml", "name: A\n");
    let done = site.run(&["--format", "json", "build"]);
    assert_eq!((done.status.code(), &json(&done.stderr)["errors"]), (Some(1), &1.into()));
    assert!(done.stdout.is_empty());
}

#[test]
fn what_changes_between_reading_and_drawing_stops_the_build() {
    use haopin::pipeline::build::{Request, build, unchanged};
    use haopin::pipeline::{Silent, prepare};
    let site = TestSite::new();
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><path d=\"M0 0h4v3z\"/></svg>";
    let picture = "content/brands/sample/images/cover.svg";
    let profile = site.read("content/brands/sample/brand.yaml");
    site.write("content/brands/sample/brand.yaml", format!("{profile}\ncover: images/cover.svg\n"));
    site.write("content/brands/sample/images.yaml", "cover.svg: { alt: { zh: 三角, en: A triangle } }\n");
    site.write(picture, drawing);
    let before = site.built(&[]);
    assert!(before.keys().any(|path| path.starts_with("assets/pictures/cover.")), "{:?}", before.keys());
    // The second time everything is to be drawn, and the picture changes once it has been checked.
    let settings = site.read("site/site.yaml");
    site.write("site/site.yaml", settings.replacen("page_size: 24", "page_size: 12", 1));
    let (out, request) = (site.public(), Request::default());
    let project = prepare::open(&site.path(""), &Silent).expect("it is readable");
    let last = unchanged(&project, &request, &out).expect_err("the settings changed");
    let snapshot = prepare::prepare(project, None, &Silent);
    assert!(snapshot.diagnostics.iter().all(|found| !found.is_error()), "{:?}", snapshot.diagnostics);
    site.write(picture, drawing.replace("h4", "h3"));
    let parts = (snapshot.config.as_ref().expect("settings"), snapshot.theme.as_ref().expect("a theme"));
    std::fs::remove_dir_all(&out).expect("it was built");
    let built = build(&snapshot, parts, &request, (&out, last), &Silent).expect("the machine is well");
    let found = built.expect_err("the picture is not what was checked");
    assert_eq!(
        found.iter().map(|f| (&*f.code, f.place.path.as_str())).collect::<Vec<_>>(),
        [("file/unreadable", picture)]
    );
    assert!(!out.exists());
}

#[test]
fn threads_are_bounded() {
    let site = TestSite::new();
    for jobs in ["0", "257", "100000", "-1", "two"] {
        assert_eq!(site.run(&["build", &format!("--jobs={jobs}")]).status.code(), Some(2), "{jobs}");
    }
}

#[test]
fn brands_of_another_day_are_named() {
    let site = TestSite::new();
    let profile = site.read("content/brands/sample/brand.yaml");
    let dated = format!("{profile}\npublish: 2030-01-01\nupdated: 2024-08-01\n");
    site.write("content/brands/sample/brand.yaml", dated);
    for verb in ["check", "build"] {
        let told = said(&site.run(&[verb]));
        assert!(told.contains("1 not published on 2024-08-01: sample"), "{told}");
    }
    assert!(!said(&site.run(&["build", "--as-of", "2030-01-01"])).contains("not published"));
}

#[test]
fn folders_of_content_that_nobody_reads_are_named() {
    let site = TestSite::new();
    site.write("content/brand/rose/brand.yaml", "name: A\n");
    site.write("content/notes.txt", "mine");
    let told = said(&site.run(&["check"]));
    let named = |part: &str| assert!(told.contains(part), "{part}: {told}");
    named("content/brand: warning[file/unknown]");
    named("rename it to brands");
    named("content/notes.txt: warning[file/unknown]");
}

#[test]
fn new_brands_and_products_belong_to_a_site_and_explain_themselves() {
    let site = TestSite::new();
    assert_eq!(site.run(&["new", "brand", "page"]).status.code(), Some(2));
    assert!(site.run(&["new", "product", "sample", "second"]).status.success());
    let products = site.read("content/brands/sample/products.yaml");
    assert!(products.contains("# specs: ") && products.contains("# model: "), "{products}");
    assert!(site.run(&["check", "--deny", "warnings"]).status.success());
    assert_eq!(TestSite::empty().run(&["new", "brand", "a"]).status.code(), Some(2));
}
