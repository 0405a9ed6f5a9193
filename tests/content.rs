//! What the catalogue of this repository promises its readers: who is in it, how long its stories are, that every figure
//! has a graded and dated source, and that the founding report's totals stand as they were printed.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const BRANDS: [&str; 9] = [
    "inspur",
    "jier",
    "jinan-heavy-industry",
    "pingyin-rose",
    "qilu-pharma",
    "shandong-steel",
    "shengquan",
    "sicc",
    "sunshine-sister",
];

/// The founding report, in `content/sources.yaml`.
const REPORT: &str = "jn-2024";

fn content(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(path)
}

fn text(path: &str) -> String {
    std::fs::read_to_string(content(path)).unwrap_or_else(|error| panic!("content/{path}: {error}"))
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&text(path)).unwrap_or_else(|error| panic!("content/{path}: {error}"))
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A scalar as it would be written: YAML reads `2022` as a number and `2022-06` as text.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The figure with this id, among the programme's or a brand's.
fn figure<'v>(figures: &'v [Value], id: &str) -> &'v Value {
    figures.iter().find(|figure| figure["id"] == id).unwrap_or_else(|| panic!("there is no figure `{id}`"))
}

/// A story without its head and its blocks.
fn prose(story: &str) -> String {
    let body = story.splitn(3, "---\n").nth(2).unwrap_or(story);
    let mut inside = false;
    let lines = body.lines().filter(|line| {
        let fence = line.starts_with(":::");
        inside ^= fence;
        !fence && !inside
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn han(text: &str) -> usize {
    text.chars().filter(|c| haopin::text::is_han(*c)).count()
}

/// Every map that states a `value` or a `year`, and where it stands.
fn figures_below<'v>(value: &'v Value, place: &str, out: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(map) => {
            let named = map.get("id").or(map.get("name")).map_or(String::new(), Value::to_string);
            let here = format!("{place}/{named}");
            if map.contains_key("value") || map.contains_key("year") {
                out.push((here.clone(), value));
            }
            map.values().for_each(|inner| figures_below(inner, &here, out));
        }
        Value::Array(entries) => entries.iter().for_each(|inner| figures_below(inner, place, out)),
        _ => {}
    }
}

#[test]
fn the_catalogue_has_no_findings() {
    let out = Command::new(env!("CARGO_BIN_EXE_haopin"))
        .args(["-C", env!("CARGO_MANIFEST_DIR"), "--messages", "en", "check", "--deny", "warnings"])
        .output()
        .expect("the binary runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn the_nine_brands_of_the_report_are_there_and_no_other() {
    let mut found: Vec<String> = std::fs::read_dir(content("brands"))
        .expect("content/brands is there")
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, BRANDS);
    for slug in BRANDS {
        let brand = yaml(&format!("brands/{slug}/brand.yaml"));
        assert!(brand["name"]["zh"].is_string() && brand["name"]["en"].is_string(), "{slug}");
        assert_eq!(brand["admission"]["batch"], "2024-1", "{slug}");
        assert!(brand["sample"].is_null(), "{slug}");
    }
}

#[test]
fn every_brand_has_a_story_in_chinese_and_in_english() {
    for slug in BRANDS {
        let story = text(&format!("brands/{slug}/story.md"));
        let (own, all) = (han(&prose(&story)), han(&story));
        assert!(own >= 600 && (600..=1500).contains(&all), "{slug}: {own} in sentences, {all} in all");
        let english = text(&format!("brands/{slug}/story.en.md"));
        let words = prose(&english).split_whitespace().count();
        assert!((300..=1000).contains(&words), "{slug}: {words} English words");
        assert_eq!(han(&english), 0, "{slug}: Chinese in the English story");
        let outline = |story: &str| {
            let kinds = story.lines().filter(|line| line.starts_with("## ") || line.starts_with(":::"));
            kinds.map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            outline(&story),
            outline(&english),
            "{slug}: the two stories have different sections or blocks"
        );
    }
}

#[test]
fn both_stories_of_a_brand_rest_on_the_same_sources() {
    for slug in BRANDS {
        let cited = |path: &str| {
            let story = text(&format!("brands/{slug}/{path}"));
            let links = story.split("](source:").skip(1).filter_map(|rest| rest.split(')').next());
            let mut cited: Vec<String> = links.map(str::to_owned).collect();
            cited.sort();
            cited.dedup();
            cited
        };
        assert_eq!(cited("story.md"), cited("story.en.md"), "{slug}");
    }
}

#[test]
fn every_figure_has_a_source_with_a_grade_and_a_date() {
    let sources = yaml("sources.yaml");
    let programme = yaml("programme/programme.yaml");
    let mut files = vec![("programme".to_owned(), programme)];
    for slug in BRANDS {
        for file in ["brand", "products"] {
            files.push((format!("{slug}/{file}"), yaml(&format!("brands/{slug}/{file}.yaml"))));
        }
    }
    for (name, file) in &files {
        let mut figures = Vec::new();
        figures_below(file, name, &mut figures);
        assert!(!figures.is_empty() || name == "qilu-pharma/products", "{name} states nothing");
        for (place, figure) in figures {
            let cited = list(figure, "source");
            assert!(!cited.is_empty(), "{place} has no source");
            for id in cited {
                let source = &sources[written(id)];
                assert!(["A", "B", "C"].contains(&source["grade"].as_str().unwrap_or("")), "{place}: {id}");
                assert!(!source["date"].is_null() && !source["publisher"].is_null(), "{place}: {id}");
            }
        }
    }
}

#[test]
fn every_fact_is_dated_and_every_share_has_a_speaker() {
    let programme = yaml("programme/programme.yaml");
    let brands: Vec<(&str, Value)> =
        BRANDS.iter().map(|slug| (*slug, yaml(&format!("brands/{slug}/brand.yaml")))).collect();
    let of_brands =
        brands.iter().flat_map(|(slug, brand)| list(brand, "facts").iter().map(move |f| (*slug, f)));
    for (name, fact) in of_brands.chain(list(&programme, "figures").iter().map(|f| ("programme", f))) {
        let id = &fact["id"];
        assert!(!fact["as_of"].is_null(), "{name}/{id} has no date");
        assert!(fact["text"]["zh"].is_string() && fact["text"]["en"].is_string(), "{name}/{id}");
        assert!(fact["unit"] != "percent" || fact["speaker"]["zh"].is_string(), "{name}/{id} has no speaker");
        assert!(han(fact["original"].as_str().unwrap_or("")) <= 60, "{name}/{id} quotes too much");
    }
}

#[test]
fn copies_are_not_linked() {
    for (id, source) in yaml("sources.yaml").as_object().expect("sources are a map") {
        let copy = source["note"]["zh"].as_str().is_some_and(|note| note.contains("转载本"));
        assert!(!copy || source["url"].is_null(), "{id} links to a copy");
    }
}

#[test]
fn the_totals_of_the_report_stand_as_printed() {
    let programme = yaml("programme/programme.yaml");
    let figures = list(&programme, "figures");
    for (id, total, original) in [
        ("t1", "69", "69个"),
        ("t2", "46", "46个"),
        ("t3", "23", "23个"),
        ("t4", "425", "425家"),
        ("t5", "55", "55家"),
        ("t6", "13", "13家"),
        ("t7", "26", "26家"),
        ("t8", "25", "25项"),
        ("t9", "531", "531项"),
        ("t10", "326", "326项"),
        ("t11", "100", "100项"),
        ("t12", "5323", "5323项"),
        ("t13", "13", "13项"),
        ("t14", "44", "44家"),
        ("t14-share", "63.8", "63.8%"),
        ("t15", "6", "6家"),
        ("t15-share", "8.7", "8.7%"),
        ("steps", "7", "7个环节"),
        ("departments", "17", "17家"),
        ("x1", "7", "7项"),
        ("x2", "12", "12项"),
        ("x3", "27", "27项"),
    ] {
        let found = figure(figures, id);
        assert_eq!(written(&found["value"]), total, "{id}");
        assert!(found["original"].as_str().is_some_and(|words| words.contains(original)), "{id}");
        assert_eq!(found["as_of"], "2024-08-01", "{id}");
        assert_eq!(list(found, "source"), [Value::from(REPORT)], "{id}");
        assert!(found["computed"].is_null(), "{id}");
    }
    assert_eq!(yaml("sources.yaml")[REPORT]["date"], "2024-08-01");
}

#[test]
fn totals_that_belong_together_add_up() {
    let programme = yaml("programme/programme.yaml");
    let figures = list(&programme, "figures");
    let total =
        |id: &str| figure(figures, id)["value"].as_f64().unwrap_or_else(|| panic!("`{id}` is no number"));
    assert_eq!(total("t2") + total("t3"), total("t1"));
    assert_eq!(total("t8") + total("t9") + total("t10"), total("standards-total"));
    assert_eq!(total("t11") + total("t12"), total("patents-total"));
    assert_eq!(total("t1") - total("t14") - total("t15"), total("neither-group"));
    assert_eq!(total("t1") + total("second-batch"), total("both-batches"));
    assert!((total("t14") / total("t1") * 100.0 - total("t14-share")).abs() < 0.05);
    assert!((total("t15") / total("t1") * 100.0 - total("t15-share")).abs() < 0.05);
    for id in ["standards-total", "patents-total", "neither-group"] {
        assert_eq!(figure(figures, id)["computed"], true, "{id}");
    }
    let opening = figures.iter().filter(|figure| figure["home"] == true).count();
    assert_eq!(opening, 4, "four figures stand over the opening screen");
}

#[test]
fn pingyin_rose_names_five_of_its_eight_series() {
    let products = yaml("brands/pingyin-rose/products.yaml");
    let names: Vec<&str> =
        list(&products, "series").iter().filter_map(|series| series["name"]["zh"].as_str()).collect();
    assert_eq!(names, ["玫瑰茶", "玫瑰酱", "玫瑰酒", "玫瑰精油", "玫瑰化妆品"]);
    for series in list(&products, "series") {
        assert!(list(series, "source").contains(&Value::from(REPORT)), "{}", series["id"]);
    }
    let brand = yaml("brands/pingyin-rose/brand.yaml");
    let counted = figure(list(&brand, "facts"), "series");
    assert_eq!((&counted["value"], &counted["counts"]), (&Value::from(8), &Value::from("series")));
}

#[test]
fn six_inspur_models_are_told_in_full_as_tested() {
    let file = yaml("brands/inspur/products.yaml");
    let products = list(&file, "products");
    for (id, accelerators) in [
        ("nf5688m6", 8),
        ("nf5488a5", 8),
        ("nf5488m6", 8),
        ("nf5468m6", 8),
        ("nf5468m6j", 24),
        ("ne5260m5", 2),
    ] {
        let product = figure(products, id);
        assert_eq!(written(&product["model"]).to_lowercase(), id);
        assert!(
            product["summary"]["zh"].as_str().is_some_and(|words| words.contains("评测时的配置")),
            "{id}"
        );
        let specs = list(product, "specs");
        assert!(specs.len() >= 12, "{id} has {} specs", specs.len());
        let numbers = specs.iter().filter(|spec| spec["value"].is_number()).count();
        assert!(numbers >= 5, "{id} has {numbers} numbers among its specs");
        let spec = specs.iter().find(|spec| spec["name"]["en"] == "Accelerators").expect("it says how many");
        assert_eq!(spec["value"], accelerators, "{id}");
    }
    assert_eq!(products.len(), 13, "six in full, two by their controllers, five of 2017");
}

#[test]
fn no_medicine_has_a_page_of_its_own() {
    assert!(list(&yaml("brands/qilu-pharma/products.yaml"), "products").is_empty());
}
