//! `haopin doctor`: what this machine gives a build, and what would stand in its way.

use std::path::Path;

use crate::cli::{CONTENT, DONE, MACHINE, Shown, put};
use crate::emit::{place, probe};
use crate::memo::{self, Memo};

/// One look at the machine.
struct Look {
    name: (&'static str, &'static str),
    /// `None`: fine or neutral.
    trouble: Option<(String, String)>,
    value: String,
}

/// Looks at the program, the machine and the project, and says what to do about what is wrong.
pub(super) fn run(dir: &Path, shown: &Shown, out: &Path) -> u8 {
    let mut looks = vec![program(), threads(), memory(), open_files()];
    looks.push(project(dir));
    looks.push(kept(dir));
    looks.push(output(dir, out));
    looks.push(exchange(out));
    looks.push(room(out));
    let mut worst = DONE;
    if shown.json {
        let rows: Vec<serde_json::Value> = looks
            .iter()
            .map(|look| {
                let trouble = look.trouble.as_ref().map(|(zh, en)| serde_json::json!({ "zh": zh, "en": en }));
                serde_json::json!({ "name": look.name.1, "value": look.value, "trouble": trouble })
            })
            .collect();
        put(&format!("{:#}\n", serde_json::Value::from(rows)));
    }
    for look in &looks {
        if look.trouble.is_some() {
            worst = worst.max(if look.name.1 == "project" { CONTENT } else { MACHINE });
        }
        if !shown.json {
            let sign = if look.trouble.is_some() { "✗" } else { "✓" };
            put(&format!("{sign} {}: {}\n", shown.pick(look.name.0, look.name.1), look.value));
            if let Some((zh, en)) = &look.trouble {
                put(&format!("    {}\n", shown.pick(zh, en)));
            }
        }
    }
    worst
}

fn fine(zh: &'static str, en: &'static str, value: String) -> Look {
    Look { name: (zh, en), trouble: None, value }
}

fn program() -> Look {
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    fine("程序", "program", format!("haopin {} ({system})", env!("CARGO_PKG_VERSION")))
}

fn threads() -> Look {
    fine("线程", "threads", rayon::current_num_threads().to_string())
}

fn memory() -> Look {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let free = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let free = free.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    fine("可用内存", "free memory", free.map_or_else(|| "?".into(), |kb| super::size(kb * 1024)))
}

fn open_files() -> Look {
    let text = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Max open files"));
    let limit = line.and_then(|rest| rest.split_whitespace().next().map(str::to_owned));
    let low = limit.as_ref().and_then(|limit| limit.parse::<u64>().ok()).is_some_and(|limit| limit < 64);
    let trouble =
        low.then(|| ("放宽限制：ulimit -n 1024".to_owned(), "raise the limit: ulimit -n 1024".to_owned()));
    Look { name: ("可打开文件数", "open files"), trouble, value: limit.unwrap_or_else(|| "?".into()) }
}

fn project(dir: &Path) -> Look {
    let there = dir.join("site/site.yaml").is_file();
    let trouble = (!there).then(|| {
        (
            "这里没有 site/site.yaml；用 -C 指定目录，或运行 `haopin new site 文件夹`".to_owned(),
            "there is no site/site.yaml here; name the folder with -C, or run `haopin new site DIR`"
                .to_owned(),
        )
    });
    Look { name: ("目录", "project"), trouble, value: whole(dir) }
}

fn kept(dir: &Path) -> Look {
    let keeps = !dir.join("site/site.yaml").is_file() || Memo::open(dir).keeps();
    let trouble = (!keeps).then(|| {
        (
            format!("{} 不能写，或另一个 haopin 正在用；这次做的不会被记住", memo::FOLDER),
            format!(
                "{} cannot be written, or another haopin uses it; nothing is remembered meanwhile",
                memo::FOLDER
            ),
        )
    });
    Look { name: ("构建记忆", "memo"), trouble, value: whole(&dir.join(memo::FOLDER)) }
}

fn output(dir: &Path, out: &Path) -> Look {
    let refused = place::ready(out, dir).err().map(|error| {
        let said = error.said();
        (said.zh, said.en)
    });
    let trouble = probe::writable(out).err().map(|error| {
        let said = error.said();
        (
            format!("{}；另选一个文件夹，或改权限", said.zh),
            format!("{}; choose another folder, or change its rights", said.en),
        )
    });
    Look { name: ("输出", "output"), trouble: refused.or(trouble), value: whole(out) }
}

fn exchange(out: &Path) -> Look {
    let value = match probe::exchanges(out) {
        Ok(true) => "renameat2 RENAME_EXCHANGE",
        Ok(false) => "rename × 2",
        Err(_) => "?",
    };
    fine("网站替换", "placing", value.to_owned())
}

/// Less room than this is worth a word: a catalogue of 10,000 brands takes about a gigabyte, twice while it is made.
const ROOM: u64 = 256 << 20;

fn room(out: &Path) -> Look {
    let Ok((bytes, files)) = probe::room(out) else { return fine("剩余空间", "room", "?".into()) };
    let trouble = (bytes < ROOM).then(|| {
        ("磁盘快满了：先腾出空间".to_owned(), "the disk is almost full: make room first".to_owned())
    });
    Look {
        name: ("剩余空间", "room"), trouble, value: format!("{} / {files} inodes", super::size(bytes))
    }
}

fn whole(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}
