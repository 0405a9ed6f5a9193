//! Stories with markup that would act, or that would cost more than its size.

use crate::inert;
use crate::site::Outcome::{Builds, Fails, Warns};
use crate::site::{STORY, TestSite, check};

fn story(text: impl AsRef<[u8]>) -> impl FnOnce(&TestSite) {
    move |site| site.write(STORY, text)
}

fn page(site: &TestSite) -> String {
    String::from_utf8_lossy(&site.output()["brands/x/index.html"]).into_owned()
}

#[test]
fn raw_html_is_refused() {
    const RAW: &str = "story/raw-html content/brands/x/story.md:3";
    check("47 script", Fails(RAW), story("正文\n\n<script>alert(1)</script>\n"));
    check("48 onerror", Fails(RAW), story("正文\n\n甲 <img src=x onerror=alert(1)> 乙\n"));
    check("48 behind a comment", Fails(RAW), story("正文\n\n<!-- x --> <img src=x onerror=alert(1)>\n"));
    check(
        "48 a comment without an end",
        Fails(RAW),
        story("正文\n\n<!-- <script>alert(1)</script>\n\n没有了\n"),
    );
    check("48 CDATA", Fails(RAW), story("正文\n\n<![CDATA[ <script> ]]>\n"));
    check("48 a processing instruction", Fails(RAW), story("正文\n\n<?php echo 1 ?>\n"));
}

#[test]
fn links_that_act_are_refused() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "<javascript:alert(1) >",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example/x",
        "file:///etc/passwd",
    ] {
        check(
            &format!("49 {url}"),
            Fails("link/scheme content/brands/x/story.md:3"),
            story(format!("正文\n\n[甲]({url})\n")),
        );
    }
    check("49 autolink", Fails("link/scheme content/brands/x/story.md:1"), story("<javascript:alert(1)>\n"));
    check(
        "49 by a definition",
        Fails("link/scheme content/brands/x/story.md:1"),
        story("[甲][a]\n\n[a]: javascript:alert(1)\n"),
    );
}

#[test]
fn attributes_cannot_be_left() {
    let site = check(
        "55 code fence",
        Builds,
        story("```js\"><script>alert(1)</script>\nx\n```\n\n```\" onmouseover=alert(1) x=\"\ny\n```\n"),
    );
    assert!(page(&site).contains("<pre><code"), "the code is shown");
    check("56 title", Builds, story("[甲](https://a.example/ \"\\\" onclick=alert(1) x=\\\"\")\n"));
    check(
        "56 URL",
        Fails("link/scheme content/brands/x/story.md:1"),
        story("[甲](<https://a.example/\" onclick=\"alert(1)>)\n"),
    );
    check("56 alternative text", Builds, story("![\" onerror=\"alert(1)](images/a.png)\n"));
    check("56 heading", Builds, story("## 甲 {#\"onclick=alert(1) .\"x onclick=\"alert(1)}\n"));
    check("56 footnote", Builds, story("甲[^\"onclick=x]\n\n[^\"onclick=x]: 乙\n"));
    check("56 table", Builds, story("| a | b |\n|:-:|--:|\n| 1 | \" onclick=\"x |\n"));
}

#[test]
fn nesting_is_bounded() {
    const DEEP: &str = "story/too-deep content/brands/x/story.md:1";
    check("50 quotes", Fails(DEEP), story(format!("{}甲\n", "> ".repeat(10_000))));
    let list: String = (0..700).map(|depth| format!("{}- 甲\n", "  ".repeat(depth))).collect();
    check(
        "51 lists, as deep as a story has room for",
        Fails("story/too-deep content/brands/x/story.md:17"),
        story(list),
    );
    check("50 emphasis", Fails(DEEP), story(format!("{}甲{}\n", "*a **b ".repeat(40), "c** d* ".repeat(40))));
}

#[test]
fn marks_without_a_partner_are_text() {
    check("52 brackets", Builds, story(format!("{}\n", "[".repeat(100_000))));
    check("52 images", Builds, story(format!("{}\n", "![".repeat(50_000))));
    check("53 emphasis", Builds, story(format!("{}\n", "*a _b ".repeat(50_000))));
    check("53 code", Builds, story((1..800).map(|n| "`".repeat(n) + " ").collect::<String>()));
}

#[test]
fn definitions_do_not_multiply() {
    let used: String = (0..20_000).map(|n| format!("[a{n}] ")).collect();
    let made: String = (0..20_000).map(|n| format!("[a{n}]: https://a.example/{n}\n")).collect();
    let text = format!("{used}\n\n{made}");
    assert!(text.len() < 1024 * 1024);
    let size = text.len();
    let site = check("54 20,000 definitions", Builds, story(text));
    assert!(page(&site).len() < 20 * size);
    // One long address, used often: the parser stops expanding, and what is left stays text.
    let text = format!("{}\n\n[a]: https://a.example/{}\n", "[a] ".repeat(60_000), "x".repeat(400_000));
    let size = text.len();
    let site = check("54 one long definition", Builds, story(text));
    assert!(page(&site).len() < 20 * size);
    let site = check(
        "54 cells that a short row leaves out",
        Builds,
        story(format!("{}\n{}\n{}", "|a".repeat(500), "|-".repeat(500), "|b\n".repeat(100_000))),
    );
    assert!(page(&site).len() < 20 * 302_000);
}

#[test]
fn what_grows_more_than_twentyfold_is_refused() {
    // Each cell that a row leaves out is nine bytes of output for none of input.
    let text = format!("{}\n{}\n{}", "|a".repeat(1000), "|-".repeat(1000), "|b\n".repeat(300));
    check("54 empty cells", Fails("story/too-large content/brands/x/story.md:1"), story(text));
}

#[test]
fn template_syntax_is_text() {
    let site = check("62", Builds, story("{{ 7*7 }} {% raw %}{% include \"x\" %} {# c #}\n\n{{< x >}}\n"));
    for text in ["{{ 7*7 }}", "{% raw %}", "{# c #}", "{{&lt; x &gt;}}"] {
        assert!(page(&site).contains(text), "{text}");
    }
}

#[test]
fn conflicts_and_comments_do_not_reach_a_page() {
    check(
        "63",
        Fails("text/conflict-marker content/brands/x/story.md:3"),
        story("正文\n\n<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> x\n"),
    );
    let site = check(
        "a block in a comment",
        Builds,
        story("<!--\n:::callout\ntext: 内部说明\n:::\n-->\n\n:::callout\ntext: 公开\n:::\n"),
    );
    assert!(page(&site).contains("公开") && !page(&site).contains("内部说明"));
}

#[test]
fn blocks_are_no_way_around() {
    let block = |name: &str, yaml: &str| story(format!(":::{name}\n{yaml}\n:::\n"));
    check(
        "HTML in a block",
        Fails("story/raw-html content/brands/x/story.md:2"),
        block("callout", "text: <script>alert(1)</script>"),
    );
    check(
        "a link in a block",
        Fails("link/scheme content/brands/x/story.md:2"),
        block("callout", "text: \"[a](javascript:alert(1))\""),
    );
    check(
        "a video",
        Fails("link/scheme content/brands/x/story.md:2"),
        block("video", "url: javascript:alert(1)\ntitle: x"),
    );
    check(
        "a mark of ours",
        Fails("text/control-character content/brands/x/story.md:2"),
        block("callout", "text: \"\\x02 \\x01\""),
    );
    check(
        "specs",
        Builds,
        block("specs", "rows: [{ name: \"<b>\", value: \"\\\" onclick=x\", source: [s1] }]"),
    );
    let site = check(
        "quote",
        Builds,
        block("quote", "text: 甲\nby: \"<img src=x onerror=alert(1)>\"\nsource: [s1]"),
    );
    assert!(inert::live(&page(&site)).is_empty());
}

#[test]
fn a_word_behind_chinese_is_looked_at_safely() {
    check(
        "superlative",
        Warns("claim/superlative content/brands/x/story.md:1"),
        story("我们best\n\n平平first\n"),
    );
}
