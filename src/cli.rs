//! Commands: arguments in, text out, an exit code. 0 done, 1 findings in content, 2 usage, 3 the machine.

mod bars;
mod doctor;
mod why;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::cli::bars::Bars;
use crate::diag::{self, Diagnostic, Tongue, code};
use crate::emit;
use crate::model::Catalogue;
use crate::pipeline;
use crate::pipeline::build::{Report, Request};
use crate::plan::route::Form;
use crate::scaffold;
use crate::yaml::read::Date;

/// Makes a searchable static catalogue from brand stories (Markdown) and profiles (YAML).
#[derive(Parser)]
#[command(name = "haopin", version)]
struct Args {
    /// Folder of the project
    #[arg(short = 'C', value_name = "DIR", default_value = ".", global = true)]
    dir: PathBuf,
    /// Language of messages
    #[arg(long, value_enum, default_value = "zh", global = true)]
    messages: Messages,
    /// Form of findings
    #[arg(long, value_enum, default_value = "human", global = true)]
    format: Format,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Clone, Copy, ValueEnum)]
enum Messages {
    Zh,
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Links {
    /// /brands/inspur/ for a web server
    Web,
    /// ../inspur/index.html for opening the files themselves
    Folder,
}

#[derive(Subcommand)]
enum Verb {
    /// Report every mistake of the whole catalogue
    Check {
        /// `warnings`: fail on warnings too
        #[arg(long, value_name = "WHAT")]
        deny: Option<String>,
        /// The day to check for (2024-08-01)
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
    },
    /// Build the site
    Build {
        /// Output folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// The day to build the site of; without it, `as_of` of site.yaml, or the newest `updated` of the content
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
        /// Threads, from 1 to 256; without it, as many as the machine has cores
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
        jobs: Option<u16>,
        /// How pages link to each other
        #[arg(long, value_enum, default_value = "web")]
        links: Links,
        /// Write .br and .gz beside text files
        #[arg(long)]
        compress: bool,
        /// Show how long each stage took
        #[arg(long)]
        timings: bool,
    },
    /// Tell what a page is made from, and what of it has changed since it was built
    Why {
        /// Address or file: https://…/en/brands/inspur/, /brands/inspur/, brands/inspur/index.html
        url: String,
        /// Output folder that is spoken of
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// The day to speak of
        #[arg(long, value_name = "DATE")]
        as_of: Option<String>,
    },
    /// Look at the machine: what a build has to work with, and what stands in its way
    Doctor {
        /// Output folder to look at
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Make a new site, brand or product that builds as it is
    New {
        #[command(subcommand)]
        what: What,
    },
    /// Explain the code of a finding
    Explain {
        /// Such as yaml/unknown-key; without it, all codes are listed
        code: Option<String>,
    },
}

#[derive(Subcommand)]
enum What {
    /// A site with one sample brand
    Site { dir: PathBuf },
    /// A brand
    Brand { slug: String },
    /// A product of a brand
    Product { brand: String, id: String },
}

const DONE: u8 = 0;
const CONTENT: u8 = 1;
const USAGE: u8 = 2;
const MACHINE: u8 = 3;

/// Stack of each worker in bytes: a record nested as deep as it may be is read by recursion, and a worker that waits
/// takes up other work on top of its own.
const STACK: usize = 32 << 20;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() { USAGE } else { DONE };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let shown = Shown {
        tongue: if matches!(args.messages, Messages::Zh) { Tongue::Zh } else { Tongue::En },
        json: args.format == Format::Json,
    };
    let jobs = if let Verb::Build { jobs: Some(jobs), .. } = args.verb { usize::from(jobs) } else { 0 };
    // Fails only when called twice.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).build_global();
    ExitCode::from(match args.verb {
        Verb::Check { deny, as_of } => check(&args.dir, &shown, deny.as_deref(), as_of.as_deref()),
        Verb::Build { out, as_of, jobs: _, links, compress, timings } => {
            let form = if matches!(links, Links::Web) { Form::Web } else { Form::Folder };
            let out = out.unwrap_or_else(|| args.dir.join("site/public"));
            let as_of = match day(&shown, as_of.as_deref()) {
                Ok(day) => day,
                Err(code) => return ExitCode::from(code),
            };
            build(&args.dir, &shown, &out, &Request { form, compress, as_of }, timings)
        }
        Verb::Why { url, out, as_of } => {
            let as_of = match day(&shown, as_of.as_deref()) {
                Ok(day) => day,
                Err(code) => return ExitCode::from(code),
            };
            let out = out.unwrap_or_else(|| args.dir.join("site/public"));
            why::run(&args.dir, &shown, &out, as_of, &url)
        }
        Verb::Doctor { out } => {
            let out = out.unwrap_or_else(|| args.dir.join("site/public"));
            doctor::run(&args.dir, &shown, &out)
        }
        Verb::New { what } => new(&args.dir, &shown, &what),
        Verb::Explain { code } => explain(&shown, code.as_deref()),
    })
}

struct Shown {
    tongue: Tongue,
    json: bool,
}

impl Shown {
    fn pick<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        if self.tongue == Tongue::Zh { zh } else { en }
    }

    fn findings(&self, found: &[Diagnostic]) {
        let text = if self.json {
            diag::json::report(found)
        } else {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            diag::terminal::report(found, self.tongue, color)
        };
        say(&text);
    }
}

fn say(text: &str) {
    // Nobody is left to tell when the terminal is gone.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn put(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

fn day(shown: &Shown, text: Option<&str>) -> Result<Option<Date>, u8> {
    let Some(text) = text else { return Ok(None) };
    match Date::parse(text).filter(Date::is_day) {
        Some(date) => Ok(Some(date)),
        None => {
            say(&format!(
                "{} `{text}`\n",
                shown.pick("--as-of 要写成 2024-08-01，不是", "--as-of takes a day such as 2024-08-01, not")
            ));
            Err(USAGE)
        }
    }
}

fn check(dir: &Path, shown: &Shown, deny: Option<&str>, as_of: Option<&str>) -> u8 {
    if let Some(other) = deny.filter(|word| *word != "warnings") {
        say(&format!("--deny {other}: {}\n", shown.pick("只能写 warnings", "only `warnings` can be denied")));
        return USAGE;
    }
    let as_of = match day(shown, as_of) {
        Ok(day) => day,
        Err(code) => return code,
    };
    let bars = Bars::new(shown.tongue);
    match pipeline::prepare::open(dir, &bars) {
        Err(error) => machine(&error),
        Ok(project) => {
            let snapshot = pipeline::prepare::prepare(project, as_of, &bars);
            bars.clear();
            let found = &snapshot.diagnostics;
            if !found.is_empty() || shown.json {
                shown.findings(found);
            } else {
                say(&format!("{}\n", shown.pick("没有发现问题", "nothing found")));
            }
            hidden(shown, &snapshot.catalogue);
            let fails = found.iter().any(|finding| finding.is_error() || deny.is_some());
            if fails { CONTENT } else { DONE }
        }
    }
}

/// Names brands that are left out because of the day, so that nobody looks for them in vain.
fn hidden(shown: &Shown, catalogue: &Catalogue) {
    /// More names than these are only counted.
    const NAMED: usize = 5;
    let (hidden, day) = (&catalogue.hidden, &catalogue.as_of);
    let (Some(day), false, false) = (day, hidden.is_empty(), shown.json) else { return };
    let names = hidden.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if hidden.len() > NAMED { ", …" } else { "" };
    let (count, day) = (hidden.len(), &day.0);
    say(&match shown.tongue {
        Tongue::Zh => format!("{count} 个品牌在 {day} 这一天不发布：{names}{more}；用 --as-of 看别的日子\n"),
        Tongue::En => format!("{count} not published on {day}: {names}{more}; --as-of shows another day\n"),
    });
}

fn machine(error: &dyn std::error::Error) -> u8 {
    say(&format!("haopin: {error}\n"));
    MACHINE
}

fn stopped(error: &pipeline::Error, shown: &Shown) -> u8 {
    match error {
        pipeline::Error::Emit(error) => {
            say(&format!("haopin: {}\n", error.said().in_tongue(shown.tongue)));
            if error.is_usage() { USAGE } else { MACHINE }
        }
        pipeline::Error::Source(error) => machine(error),
        pipeline::Error::Torn => machine(error),
    }
}

fn build(dir: &Path, shown: &Shown, out: &Path, request: &Request, timings: bool) -> u8 {
    if let Err(error) = emit::place::ready(out, dir) {
        return stopped(&error.into(), shown);
    }
    let start = std::time::Instant::now();
    let bars = Bars::new(shown.tongue);
    let project = match pipeline::prepare::open(dir, &bars) {
        Ok(project) => project,
        Err(error) => return stopped(&error, shown),
    };
    let last = match pipeline::build::unchanged(&project, request, out) {
        Ok((found, report)) => {
            bars.clear();
            if !found.is_empty() || shown.json {
                shown.findings(&found);
            }
            finished(shown, &report, out, start, request.form, timings);
            return DONE;
        }
        Err(last) => last,
    };
    let snapshot = pipeline::prepare::prepare(project, request.as_of.clone(), &bars);
    bars.clear();
    if !snapshot.diagnostics.is_empty() && !shown.json {
        shown.findings(&snapshot.diagnostics);
    }
    let whole = !snapshot.diagnostics.iter().any(Diagnostic::is_error);
    let (Some(config), Some(theme), true) = (&snapshot.config, &snapshot.theme, whole) else {
        if shown.json {
            shown.findings(&snapshot.diagnostics);
        } else {
            let zh = "没有生成：先改好错误；原来的网站没有动";
            let en = "nothing was built: mend the errors first; the old site is untouched";
            say(&format!("{}\n", shown.pick(zh, en)));
        }
        return CONTENT;
    };
    let report = pipeline::build::build(&snapshot, (config, theme), request, (out, last), &bars);
    bars.clear();
    match report {
        Err(error) => stopped(&error, shown),
        Ok(Err(mut found)) => {
            if shown.json {
                // A program reads one report.
                found.splice(0..0, snapshot.diagnostics);
            }
            shown.findings(&found);
            CONTENT
        }
        Ok(Ok(mut report)) => {
            if shown.json {
                shown.findings(&snapshot.diagnostics);
            }
            hidden(shown, &snapshot.catalogue);
            report.timings.splice(0..0, snapshot.timings);
            finished(shown, &report, out, start, request.form, timings);
            DONE
        }
    }
}

fn finished(
    shown: &Shown,
    report: &Report,
    out: &Path,
    start: std::time::Instant,
    form: Form,
    timings: bool,
) {
    if timings && !shown.json {
        for (stage, time) in &report.timings {
            say(&format!("{stage:>10} {:>9.1} ms\n", time.as_secs_f64() * 1000.0));
        }
    }
    done(shown, report, out, start.elapsed().as_secs_f64(), form);
}

fn done(shown: &Shown, report: &Report, out: &Path, seconds: f64, form: Form) {
    let index = std::path::absolute(out).unwrap_or_else(|_| out.to_owned()).join("index.html");
    let (pages, files, bytes, memory) =
        (report.pages, report.summary.files, report.summary.bytes, peak_memory());
    if shown.json {
        // Findings are alone on stderr, so that a program can read them.
        let done = serde_json::json!({
            "pages": pages, "files": files, "changed": report.summary.changed, "bytes": bytes,
            "seconds": seconds, "peak_memory": memory, "index": index,
        });
        put(&format!("{done}\n"));
        return;
    }
    if form == Form::Folder {
        say(&format!("{} file://{}\n", shown.pick("用浏览器打开", "open in a browser:"), index.display()));
    }
    let (bytes, memory) = (size(bytes), size(memory));
    if report.summary.changed == 0 {
        say(&format!("{}\n", shown.pick("没有变化", "nothing changed")));
    }
    say(&match shown.tongue {
        Tongue::Zh => format!("{pages} 页，{files} 个文件，{bytes}，{seconds:.2} 秒，内存峰值 {memory}\n"),
        Tongue::En => {
            format!("{pages} pages, {files} files, {bytes}, {seconds:.2} s, peak memory {memory}\n")
        }
    });
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// Peak resident memory of this process in bytes, where the system tells.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

fn new(dir: &Path, shown: &Shown, what: &What) -> u8 {
    let made = match what {
        What::Site { dir } => scaffold::site(dir),
        What::Brand { slug } => scaffold::brand(dir, slug),
        What::Product { brand, id } => scaffold::product(dir, brand, id),
    };
    match made {
        Ok(paths) => {
            for path in paths {
                put(&format!("{}\n", path.display()));
            }
            DONE
        }
        Err(scaffold::Error::Refused(why)) => {
            say(&format!("{}\n", why.in_tongue(shown.tongue)));
            USAGE
        }
        Err(error) => machine(&error),
    }
}

fn explain(shown: &Shown, code: Option<&str>) -> u8 {
    let Some(code) = code else {
        put(&code::list(shown.tongue));
        return DONE;
    };
    if let Some(text) = code::explain(code, shown.tongue) {
        put(&text);
        return DONE;
    }
    let known = code::known();
    // Half a code is enough to be understood: `unknown-key` means `yaml/unknown-key`.
    let ending = || known.iter().map(String::as_str).find(|known| known.rsplit('/').next() == Some(code));
    let near = crate::text::closest(code, known.iter().map(String::as_str)).or_else(ending);
    say(&match (near, shown.tongue) {
        (Some(near), Tongue::Zh) => format!("没有代码 `{code}`；最接近的是 `{near}`\n"),
        (Some(near), Tongue::En) => format!("there is no code `{code}`; the nearest is `{near}`\n"),
        (None, Tongue::Zh) => format!("没有代码 `{code}`；`haopin explain` 列出所有代码\n"),
        (None, Tongue::En) => format!("there is no code `{code}`; `haopin explain` lists them all\n"),
    });
    USAGE
}
