//! `haopin explain`: what a code means, in the language of messages, with an example of wrong and right.
#![allow(clippy::disallowed_methods, reason = "tests touch the world")]

use std::process::Command;

/// Exit code, data and messages.
fn explain(args: &[&str]) -> (Option<i32>, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_haopin")).arg("explain").args(args).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (out.status.code(), text(out.stdout), text(out.stderr))
}

#[test]
fn a_code_is_explained_with_wrong_and_right() {
    let (status, zh, said) = explain(&["yaml/unknown-key"]);
    assert_eq!((status, said.as_str()), (Some(0), ""));
    assert!(zh.starts_with("yaml/unknown-key: 没有这个键\n\n冒号前面的词"), "{zh}");
    let examples = "\n\n错: content/brands/tea/brand.yaml\n\n    name: { zh: 样例茶, en: Sample Tea }\n    industry: tea\n    distrct: east\n\n对: content/brands/tea/brand.yaml\n\n    name: { zh: 样例茶, en: Sample Tea }\n    industry: tea\n    district: east\n";
    assert!(zh.ends_with(examples), "{zh}");
    let (status, en, said) = explain(&["yaml/unknown-key", "--messages", "en"]);
    assert_eq!((status, said.as_str()), (Some(0), ""));
    assert!(en.starts_with("yaml/unknown-key: A key that is not known\n\nThe word before the colon"), "{en}");
    assert!(en.ends_with(&examples.replace("错", "wrong").replace("对", "right")), "{en}");
}

#[test]
fn what_cannot_be_printed_is_described() {
    for (code, zh, en) in [
        ("text/gbk", "错: content/brands/tea/brand.yaml，存为 GBK\n", ", saved as GBK\n"),
        (
            "file/link",
            "garden.svg，一个链接，指向：\n\n    ../../glass/",
            "garden.svg, a link to:\n\n    ../../glass/",
        ),
        ("config/missing", "错: site/site.yaml，删去\n", "wrong: site/site.yaml, deleted\n"),
        ("file/too-large", "，重复 9000 次\n", ", repeated 9000 times\n"),
        ("file/unreadable", "，不许读取\n", ", which may not be read\n"),
        ("file/not-regular", "，一个管道\n", ", a pipe\n"),
        ("text/control-character", "样例\\x00茶", "样例\\x00茶"),
    ] {
        for (tongue, expected) in [("zh", zh), ("en", en)] {
            let (_, text, _) = explain(&[code, "--messages", tongue]);
            assert!(text.contains(expected), "{code}: {text}");
        }
    }
}

#[test]
fn an_unknown_code_leads_to_the_nearest() {
    let (status, data, said) = explain(&["yaml/unknwon-key"]);
    assert_eq!((status, data.as_str()), (Some(2), ""));
    assert_eq!(said, "没有代码 `yaml/unknwon-key`；最接近的是 `yaml/unknown-key`\n");
    let (status, _, said) = explain(&["unknown-key", "--messages", "en"]);
    assert_eq!(
        (status, said.as_str()),
        (Some(2), "there is no code `unknown-key`; the nearest is `yaml/unknown-key`\n")
    );
    let (status, _, said) = explain(&["something", "--messages", "en"]);
    assert_eq!(status, Some(2));
    assert_eq!(said, "there is no code `something`; `haopin explain` lists them all\n");
}

#[test]
fn without_a_code_all_are_listed_with_their_titles() {
    let (status, zh, said) = explain(&[]);
    assert_eq!((status, said.as_str()), (Some(0), ""));
    let (_, en, _) = explain(&["--messages", "en"]);
    let codes = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split_whitespace().next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(codes(&zh), codes(&en));
    assert!(codes(&zh).is_sorted());
    for (list, line) in [(&zh, "text/gbk  文件是 GBK 编码"), (&en, "text/gbk  A file in GBK")] {
        let squeezed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(list.lines().any(|known| squeezed(known) == squeezed(line)), "{list}");
    }
    for code in codes(&zh) {
        assert_eq!(explain(&[&code]).0, Some(0), "{code}");
    }
}
