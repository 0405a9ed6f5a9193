//! `haopin why`: what a page is made from, in words.

use std::path::Path;

use crate::cli::{DONE, MACHINE, Shown, USAGE, machine, put, say};
use crate::pipeline::why::{self, State, Why};
use crate::pipeline::{Silent, prepare};
use crate::yaml::read::Date;

/// Explains an address of the site that was, or would be, built into `out`.
pub(super) fn run(dir: &Path, shown: &Shown, out: &Path, as_of: Option<Date>, address: &str) -> u8 {
    let project = match prepare::open(dir, &Silent) {
        Ok(project) => project,
        Err(error) => return machine(&error),
    };
    let snapshot = prepare::prepare(project, as_of, &Silent);
    let (Some(config), Some(theme)) = (&snapshot.config, &snapshot.theme) else {
        shown.findings(&snapshot.diagnostics);
        return super::CONTENT;
    };
    let Some(why) = why::of(&snapshot, config, theme, out, address) else {
        let near = why::nearest(&snapshot, config, address);
        let near = near
            .map_or_else(String::new, |near| format!("{} `/{near}`", shown.pick("；是不是", "; perhaps")));
        say(&format!("{} `{address}`{near}\n", shown.pick("网站里没有这个地址", "the site has nothing at")));
        return USAGE;
    };
    if shown.json {
        let Ok(json) = serde_json::to_string_pretty(&why) else { return MACHINE };
        put(&format!("{json}\n"));
    } else {
        put(&told(shown, &why));
    }
    DONE
}

fn told(shown: &Shown, why: &Why) -> String {
    let mut out = format!("{}\n", why.file);
    let mut part = |zh: &str, en: &str, lines: &[String]| {
        if !lines.is_empty() {
            out.push_str(&format!("\n{}\n", shown.pick(zh, en)));
            lines.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
        }
    };
    part("由这些文件做成：", "made from these files:", &why.files);
    part("还显示或链接：", "it also shows or links to:", &why.others);
    part("模板：", "templates:", &why.templates);
    part("所有页面都用到：", "every page is made from:", &why.everywhere);
    let state = match &why.state {
        State::Current => shown.pick("和上次生成时一样", "it stands as the last build left it").to_owned(),
        State::Undrawn => shown.pick("还没有生成过", "it has not been built yet").to_owned(),
        State::Stale(parts) => {
            let parts: Vec<&str> = parts.iter().map(|part| named(shown, part)).collect();
            let between = shown.pick("、", ", ");
            let intro = shown.pick("下次生成会重做，因为变了：", "the next build draws it anew; changed: ");
            format!("{intro}{}", parts.join(between))
        }
    };
    out.push_str(&format!("\n{state}\n"));
    out
}

/// A part of a key in words.
fn named<'p>(shown: &Shown, part: &'p str) -> &'p str {
    match part {
        "own" => shown.pick("它自己的文件", "its own files"),
        "others" => shown.pick("它显示的其他品牌", "other records that it shows"),
        "program" => shown.pick("haopin 程序", "the program"),
        "theme" => shown.pick("主题", "the theme"),
        "output" => shown.pick("输出文件夹里的文件", "its files in the output folder"),
        "settings" => shown.pick("site.yaml", "site.yaml"),
        "vocabularies" => shown.pick("词表", "vocabularies"),
        "sources" => shown.pick("来源", "sources"),
        "batches" => shown.pick("批次", "batches"),
        "programme" => shown.pick("项目数字", "figures of the programme"),
        "day" => shown.pick("目录截至的日期", "the catalogue's day"),
        "pages" => shown.pick("页面或故事的增减", "which pages and stories there are"),
        other => other,
    }
}
