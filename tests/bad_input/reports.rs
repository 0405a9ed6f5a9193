//! What is said: everything at once, in a fixed order, bounded, and in a form that programs can rely on.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::site::{GOOD_PROFILE, TestSite};

fn fifty() -> TestSite {
    let site = TestSite::new();
    for n in 0..50 {
        let text = GOOD_PROFILE.replace("updated: 2024-08-01", "updated: 2024-02-30");
        site.write(&format!("content/brands/b{n:02}/brand.yaml"), text);
        site.write(&format!("content/brands/b{n:02}/story.md"), "正文\n");
        site.write(&format!("content/brands/b{n:02}/story.en.md"), "Text\n");
    }
    site
}

#[test]
fn fifty_defects_in_fifty_brands_are_fifty_findings_in_order() {
    let site = fifty();
    let runs: Vec<Vec<String>> = ["1", "2", "8"]
        .map(|jobs| site.run(&["--format", "json", "build", "--jobs", jobs]).findings())
        .into();
    let expected: Vec<String> =
        (0..50).map(|n| format!("yaml/bad-date content/brands/b{n:02}/brand.yaml:8")).collect();
    assert_eq!(runs[0], expected);
    assert!(runs.iter().all(|run| *run == expected));
    let shown = site.run(&["check"]).stderr;
    assert_eq!(shown.matches("error[yaml/bad-date]").count(), 50);
    assert_eq!(shown.matches("  = help: ").count(), 50);
}

#[test]
fn a_report_is_at_most_64_kb() {
    let site = fifty();
    for n in 0..50 {
        let long = "长".repeat(60_000);
        site.write(
            &format!("content/brands/b{n:02}/brand.yaml"),
            format!("name: A\nindustry: {long}\nkind: {long}\n{long}: 1\nupdated: {long}\n"),
        );
    }
    for tongue in ["zh", "en"] {
        let shown = site.run(&["--messages", tongue, "check"]).stderr;
        assert!(shown.len() <= 64 * 1024, "{}", shown.len());
        assert!(shown.contains(if tongue == "zh" { "共 " } else { " errors, " }), "it counts them all");
    }
}

#[test]
fn findings_for_programs_keep_their_schema() {
    let site = fifty();
    site.write("content/brands/b00/brand.yaml", "name: A\nname: B\nindustry: example\n");
    let schema: Value = serde_json::from_str(haopin::diag::json::SCHEMA).expect("the schema is JSON");
    let report = site.build().report();
    let mut wrong = Vec::new();
    hold(&schema, &schema, &report, "report", &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
    assert!(report["findings"].as_array().is_some_and(|all| all.iter().any(|f| !f["related"].is_null())));
    let mut other = report.clone();
    other["findings"][0]["line"] = Value::from("one");
    hold(&schema, &schema, &other, "report", &mut wrong);
    assert_eq!(wrong, ["report.findings[0].line: not integer"], "the schema is held");
}

/// Holds a value against the part of JSON Schema that ours uses.
fn hold(root: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return hold(root, &root["$defs"][name], value, at, wrong);
    }
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.contains(&is) {
        return wrong.push(format!("{at}: not {}", types.join(" or ")));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        wrong.push(format!("{at}: {value} is none of {words:?}"));
    }
    for (place, value) in value.as_array().into_iter().flatten().enumerate() {
        hold(root, &schema["items"], value, &format!("{at}[{place}]"), wrong);
    }
    let Some(object) = value.as_object() else { return };
    let properties: BTreeMap<&String, &Value> =
        schema["properties"].as_object().into_iter().flatten().collect();
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !object.contains_key(name) {
            wrong.push(format!("{at}: {name} is missing"));
        }
    }
    for (name, value) in object {
        match properties.get(name) {
            Some(schema) => hold(root, schema, value, &format!("{at}.{name}"), wrong),
            None => wrong.push(format!("{at}: {name} is not in the schema")),
        }
    }
}
