//! Records whose YAML is well-formed and whose content is not.

use crate::site::Outcome::{Builds, Fails};
use crate::site::{GOOD_PROFILE, PROFILE, TestSite, check};

fn line(line: &'static str) -> impl FnOnce(&TestSite) {
    move |site| site.profile_line(line.split(':').next().unwrap_or(line), line)
}

/// Pages and data of the output in which a text stands, as it is read.
fn shown(site: &TestSite, text: &str) -> usize {
    site.output().values().filter(|bytes| String::from_utf8_lossy(bytes).contains(text)).count()
}

#[test]
fn keys_and_values_that_do_not_fit_are_named() {
    for (row, text, finding) in [
        ("22 misspelt", "indutry: example", "yaml/unknown-key content/brands/x/brand.yaml:10"),
        ("23 unknown", "weather: fine", "yaml/unknown-key content/brands/x/brand.yaml:10"),
        ("26 null", "industry: null", "yaml/missing-key content/brands/x/brand.yaml:2"),
        ("26 nothing", "industry:", "yaml/missing-key content/brands/x/brand.yaml:2"),
        (
            "27 text for a year",
            "founded: { year: long ago, source: [s1] }",
            "yaml/wrong-type content/brands/x/brand.yaml:4",
        ),
        (
            "28 leading zero",
            "founded: { year: 01776, source: [s1] }",
            "yaml/wrong-type content/brands/x/brand.yaml:4",
        ),
        (
            "29 year 9999",
            "founded: { year: 9999, source: [s1] }",
            "yaml/wrong-type content/brands/x/brand.yaml:4",
        ),
        ("29 a date in 9999", "updated: 9999-01-01", "yaml/bad-date content/brands/x/brand.yaml:8"),
        ("30 30 February", "updated: 2024-02-30", "yaml/bad-date content/brands/x/brand.yaml:8"),
        ("31 string for a list", "aliases: 甲一", "yaml/wrong-type content/brands/x/brand.yaml:6"),
        ("33 status", "mark: { number: A, status: fine }", "yaml/unknown-word content/brands/x/brand.yaml:9"),
        ("34 vocabulary", "district: centre", "reference/unknown-district content/brands/x/brand.yaml:3"),
        ("45 javascript", "website: javascript:alert(1)", "link/scheme content/brands/x/brand.yaml:7"),
        (
            "45 javascript in capitals",
            "website: \" JaVaScRiPt:alert(1)\"",
            "link/scheme content/brands/x/brand.yaml:7",
        ),
        ("46 outside", "cover: ../../../../etc/passwd", "picture/outside content/brands/x/brand.yaml:10"),
        (
            "46 outside, encoded",
            "cover: images/%2e%2e/%2e%2e/y.png",
            "picture/outside content/brands/x/brand.yaml:10",
        ),
        ("46 absolute", "cover: /etc/passwd", "picture/outside content/brands/x/brand.yaml:10"),
    ] {
        check(row, Fails(finding), line(text));
    }
    check("24 block missing", Fails("yaml/missing-key content/brands/x/brand.yaml:1"), |site| {
        site.write(PROFILE, "industry: example\n");
    });
    check(
        "25 nested value missing",
        Fails("yaml/missing-key content/brands/x/brand.yaml:9"),
        line("mark: { number: A }"),
    );
}

#[test]
fn texts_stay_what_was_written() {
    let site = check("32 a number keeps its zeros", Builds, |_| {});
    assert!(shown(&site, "00123400") > 0, "the number of the mark is shown");
    let site = check("42 template syntax", Builds, |site| {
        site.profile_line(
            "summary",
            r#"summary: { zh: "{{ 7*7 }} {% include 'x' %}", en: "{{ 7*7 }} {# c #}" }"#,
        );
    });
    assert!(shown(&site, "{{ 7*7 }}") > 0, "it is printed as it stands");
    assert_eq!(shown(&site, "<p>49"), 0);
    let site = check("43 HTML", Builds, |site| {
        site.profile_line(
            "name",
            "name: { zh: \"<img src=x onerror=alert(1)>\", en: \"<b>A</b>\\\" onload='x'\" }",
        );
    });
    assert!(shown(&site, "&lt;img src=x onerror=alert(1)&gt;") > 0);
    let site = check("44 the end of a script", Builds, |site| {
        site.profile_line(
            "name",
            "name: { zh: \"</script><script>alert(1)</script>\", en: \"]]><!--</style>\" }",
        );
    });
    assert!(shown(&site, "\\u003c/script\\u003e") > 0, "in JSON-LD");
    let whole: serde_json::Value =
        serde_json::from_slice(&site.output()["api/v1/brands.json"]).expect("data is JSON");
    assert!(whole.to_string().contains("</script><script>alert(1)</script>"), "data keeps the text");
}

#[test]
fn a_product_in_the_three_hundredth_file_is_named_where_it_stands() {
    let site = check(
        "a dead link behind 300 files",
        Fails("reference/dead-link content/brands/x/products/p299.md:1"),
        |site| {
            let products: String = (0..300).map(|n| format!("  - {{ id: p{n}, name: P{n} }}\n")).collect();
            site.write("content/brands/x/products.yaml", format!("products:\n{products}"));
            for n in 0..300 {
                site.write(&format!("content/brands/x/products/p{n}.md"), "正文\n");
            }
            site.write("content/brands/x/products/p299.md", "[去](brand:nowhere)\n");
        },
    );
    assert!(!GOOD_PROFILE.is_empty() && site.path(PROFILE).exists());
}
