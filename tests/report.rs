//! The report of `check`: every mistake of a catalogue in one run, in order, bounded, in both forms.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

#[path = "support/site.rs"]
mod site;

use serde_json::Value;
use site::Site;

/// A catalogue in which every brand of `count` has one mistake.
fn faulty(count: usize) -> Site {
    let site = Site::base();
    for number in 0..count {
        let folder = site.root().join(format!("content/brands/b{number:03}"));
        std::fs::create_dir(&folder).expect("it is writable");
        let profile =
            format!("name: {{ zh: 样例{number}, en: Sample {number} }}\nindustry: nowhere\nsample: true\n");
        for (name, text) in
            [("brand.yaml", profile.as_str()), ("story.md", "故事。\n"), ("story.en.md", "A story.\n")]
        {
            std::fs::write(folder.join(name), text).expect("it is writable");
        }
    }
    site
}

fn json(site: &Site) -> Value {
    serde_json::from_str(&site.check(&["--format", "json"]).1).expect("findings are JSON")
}

#[test]
fn fifty_mistakes_in_fifty_brands_are_named_in_one_run() {
    let site = faulty(50);
    let report = json(&site);
    let places: Vec<String> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|f| {
            format!(
                "{} {}:{}:{}",
                f["code"].as_str().unwrap_or(""),
                f["file"].as_str().unwrap_or(""),
                f["line"],
                f["column"]
            )
        })
        .collect();
    let expected: Vec<String> = (0..50)
        .map(|number| format!("reference/unknown-industry content/brands/b{number:03}/brand.yaml:2:11"))
        .collect();
    assert_eq!(places, expected);
    assert_eq!((&report["errors"], &report["warnings"]), (&50.into(), &0.into()));
    let (status, text) = site.check(&["--messages", "en"]);
    assert_eq!(status, Some(1));
    assert_eq!(text.matches("error[reference/unknown-industry]").count(), 50);
    assert!(text.ends_with("\n50 errors, 0 warnings\n"), "{text}");
    assert_eq!(site.check(&["--messages", "en"]).1, text, "a second run says the same");
}

#[test]
fn a_hundred_findings_are_shown_and_the_rest_are_counted() {
    let site = faulty(130);
    let (_, text) = site.check(&["--messages", "zh"]);
    assert_eq!(text.matches("错误[").count(), 100);
    assert!(
        text.ends_with("……另有 30 处未列出；先改好上面这些，再检查一次\n\n共 130 个错误，0 个警告\n"),
        "{text}"
    );
    assert_eq!(json(&site)["findings"].as_array().map(Vec::len), Some(130));
}

#[test]
fn a_report_is_never_longer_than_64_kb() {
    let site = Site::base();
    // Long lines, long keys, and two places for each finding: as long as a report can be.
    let mut profile = String::from("name: { zh: 样例茶, en: Sample Tea }\nindustry: tea\n");
    for number in 0..120 {
        let key = format!("\"{}{}\": 1\n", "很长的键".repeat(60), number % 60);
        profile.push_str(&key);
    }
    std::fs::write(site.root().join("content/brands/tea/brand.yaml"), profile).expect("it is writable");
    for tongue in ["zh", "en"] {
        let (status, text) = site.check(&["--messages", tongue]);
        assert_eq!(status, Some(1));
        assert!(text.len() <= 64 * 1024, "{} bytes", text.len());
        let (shown, said) = (text.matches("yaml/").count(), text.lines().last().unwrap_or_default());
        assert!(shown > 20 && said.contains("180"), "{shown} {said}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_once_and_not_wherever_it_is_named() {
    let site = Site::base();
    let write =
        |path: &str, text: &[u8]| std::fs::write(site.root().join(path), text).expect("it is writable");
    write("content/vocabulary/industries.yaml", b"tea: [\n");
    write("content/sources.yaml", b"daily-2024: [\n");
    write("content/brands/glass/brand.yaml", b"name: [\n");
    write(
        "content/brands/tea/story.md",
        "看[玻璃](brand:glass)和[窗](product:glass/window)[](source:daily-2024)。\n".as_bytes(),
    );
    write("content/brands/tea/story.en.md", &[0xff, 0xff]);
    let report = json(&site);
    let found: Vec<&str> =
        report["findings"].as_array().expect("a list").iter().filter_map(|f| f["file"].as_str()).collect();
    let broken = [
        "content/brands/glass/brand.yaml",
        "content/brands/tea/story.en.md",
        "content/sources.yaml",
        "content/vocabulary/industries.yaml",
    ];
    assert_eq!(found, broken, "{report:#}");
}

#[test]
fn the_json_form_is_as_its_description_says() {
    let described = include_str!("diagnostics/README.md");
    let rows = described.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let described: Vec<&str> = rows.filter(|row| !row.contains(' ')).collect();
    let site = faulty(1);
    std::fs::write(
        site.root().join("content/brands/tea/brand.yaml"),
        "name: { zh: 甲, en: A }\nindustry: tea\nname: b\n",
    )
    .expect("it is writable");
    let report = json(&site);
    let mut seen: Vec<String> = Vec::new();
    let mut walk = vec![(String::new(), &report)];
    while let Some((path, value)) = walk.pop() {
        for (key, value) in value.as_object().into_iter().flatten() {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            seen.push(path.clone());
            walk.push((path, value));
        }
        for value in value.as_array().into_iter().flatten() {
            walk.push((format!("{path}[]"), value));
        }
    }
    seen.sort();
    seen.dedup();
    let mut described: Vec<String> = described.into_iter().map(str::to_owned).collect();
    described.sort();
    assert_eq!(seen, described);
    assert_eq!(report["version"], 1);
}
