//! The system refuses a call, the disk is full, another build is running: the build says so and the old site is whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::support::strace::{before, counts, set, with_faults};
use super::support::{differences, said};
use super::{NEW, OLD, TwoStates, seen, spread};

/// Calls, and errors that they may meet.
const FAULTS: &[(&[&str], &[&str])] = &[
    (&["openat"], &["EMFILE", "EACCES", "EIO"]),
    (&["read"], &["EIO"]),
    (&["statx", "newfstatat"], &["EIO"]),
    (&["write"], &["ENOSPC", "EIO", "EDQUOT"]),
    (&["mkdir", "mkdirat"], &["ENOSPC", "EACCES"]),
    (&["link", "linkat"], &["EIO", "ENOSPC", "EPERM", "EMLINK"]),
    (&["symlink", "symlinkat"], &["ENOSPC", "EPERM"]),
    (&["renameat2"], &["EIO", "EINVAL", "ENOSPC"]),
    (&["rename", "renameat"], &["EIO", "EACCES"]),
    (&["unlink", "unlinkat"], &["EIO"]),
    (&["rmdir"], &["EIO", "EACCES"]),
    (&["flock"], &["ENOLCK"]),
];

/// Meets each error at the first, second, third… call of each kind.
///
/// `before_switch`: a build that fails leaves the old site; where it may fail after its switch, either one, whole.
fn meet_errors(states: &TwoStates, most: usize, before_switch: bool) {
    states.turn(NEW);
    let kinds: Vec<&[&str]> = FAULTS.iter().map(|(calls, _)| *calls).collect();
    let often = counts(&states.command(), &kinds);
    states.complete(OLD);
    let root = states.site.text_path("");
    let mut refused = 0;
    for ((calls, errors), often) in FAULTS.iter().zip(often) {
        states.turn(NEW);
        let loader = before(&states.command(), calls, &root);
        states.complete(OLD);
        for (at, n) in spread(often.saturating_sub(loader), most).into_iter().enumerate() {
            let error = errors[at % errors.len()];
            let fault = format!("{}:error={error}:when={}", set(calls), n + loader);
            states.turn(NEW);
            let done = with_faults(&states.command(), &[&fault]);
            let state = states.seen(&fault);
            let said = said(&done);
            match done.status.code() {
                Some(0) => assert_eq!(state, NEW, "{fault}"),
                Some(1 | 3) => {
                    refused += 1;
                    assert!(!before_switch || state == OLD, "{fault}: {said}");
                    assert!(said.contains('/'), "{fault} names a file: {said}");
                }
                other => panic!("{fault}: {other:?} {said}"),
            }
            if state == OLD {
                states.complete(NEW);
            }
            states.complete(OLD);
        }
    }
    assert!(refused > 0);
}

#[test]
fn errors_at_each_call_leave_a_small_site_as_it_was() {
    meet_errors(&TwoStates::small(), 4, true);
}

#[test]
fn errors_at_each_call_leave_a_large_site_whole() {
    meet_errors(&TwoStates::large(), 3, false);
}

/// A disk of its own, or, where nothing may be mounted, a limit on the size of files: either way writing fails.
struct Full {
    mounted: Option<PathBuf>,
}

impl Full {
    /// Fills the disk under `folder` up to some kilobytes.
    fn disk(folder: &Path) -> Self {
        fs::create_dir_all(folder).expect("it is writable");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=32m", "tmpfs"]).arg(folder);
        let is_mounted = mount.output().is_ok_and(|done| done.status.success());
        Self { mounted: is_mounted.then(|| folder.to_owned()) }
    }

    fn fill(&self) {
        let Some(disk) = &self.mounted else { return };
        let ballast = disk.join("ballast");
        // Ends with the disk.
        let _ = fs::write(&ballast, vec![0; 64 << 20]);
        let size = fs::metadata(&ballast).expect("it was written").len();
        let file = fs::OpenOptions::new().write(true).open(&ballast).expect("it is writable");
        file.set_len(size - (64 << 10)).expect("it can be cut");
    }

    fn free(&self) {
        if let Some(disk) = &self.mounted {
            fs::remove_file(disk.join("ballast")).expect("it is there");
        }
    }

    /// The command, where it will meet the full disk.
    fn run(&self, command: &Command) -> Output {
        let mut limited = Command::new("sh");
        let limit = if self.mounted.is_some() { "" } else { "trap '' XFSZ; ulimit -f 4; " };
        limited.arg("-c").arg(format!("{limit}exec \"$0\" \"$@\""));
        limited.arg(command.get_program()).args(command.get_args()).output().expect("there is a shell")
    }
}

impl Drop for Full {
    fn drop(&mut self) {
        if let Some(disk) = &self.mounted {
            let _ = Command::new("umount").arg(disk).status();
        }
    }
}

fn full(limit: &Full, states: &TwoStates, out: &Path) {
    let out_text = out.to_str().expect("it is UTF-8");
    let build = ["build", "--out", out_text];
    states.turn(OLD);
    let done = states.site.run(&build);
    assert!(done.status.success(), "{}", said(&done));
    states.turn(NEW);
    limit.fill();
    for (tongue, full, large) in [("en", "No space left", "File too large"), ("zh", "磁盘已满", "文件太大")]
    {
        let failed = limit.run(states.site.command(&build).args(["--messages", tongue]));
        let text = said(&failed);
        assert_eq!(failed.status.code(), Some(3), "{text}");
        assert!(text.contains(if limit.mounted.is_some() { full } else { large }), "{text}");
        assert!(text.contains("/.public.new/new/"), "the file is named: {text}");
        assert_eq!(differences(&seen(out), &states.sites[OLD]), Vec::<String>::new());
        assert!(!out.with_file_name(".public.new").exists(), "what was written is gone");
    }
    limit.free();
    let done = states.site.run(&build);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(differences(&seen(out), &states.sites[NEW]), Vec::<String>::new());
}

#[test]
fn a_full_disk_leaves_the_old_site_whole() {
    let states = TwoStates::small();
    let folder = states.site.path("disk");
    full(&Full::disk(&folder), &states, &folder.join("public"));
}

#[test]
fn a_limit_on_the_size_of_files_leaves_the_old_site_whole() {
    let states = TwoStates::small();
    full(&Full { mounted: None }, &states, &states.site.path("limited/public"));
}

#[test]
fn a_build_beside_a_running_one_says_so_and_changes_nothing() {
    let states = TwoStates::small();
    states.turn(NEW);
    let path = states.site.path("site/.public.lock");
    let lock = fs::OpenOptions::new().write(true).open(&path).expect("an earlier build left it");
    lock.lock().expect("no build is running");
    fs::write(&path, "4711").expect("it is writable");
    for (tongue, words) in
        [("en", "another build is running, process 4711"), ("zh", "另一个构建正在进行，进程 4711")]
    {
        let refused = states.command().args(["--messages", tongue]).output().expect("the binary runs");
        assert_eq!(refused.status.code(), Some(3));
        assert!(said(&refused).contains(words), "{}", said(&refused));
        assert_eq!(states.seen("refused"), OLD);
    }
    // Closing would not do: a program that another test starts at this moment holds a copy of the file.
    lock.unlock().expect("it is held");
    states.complete(NEW);
}

#[test]
fn builds_at_the_same_time_never_mix() {
    let states = TwoStates::small();
    // Two projects, each in another state, and one output folder for both.
    let other = super::support::TestSite::of(&states.sources[NEW]);
    let out = states.site.text_path("site/public");
    for round in 0..10 {
        let build = ["build", "--out", out.as_str()];
        let mut builds = Vec::new();
        for _ in 0..2 {
            for site in [&states.site, &other] {
                builds.push(
                    site.command(&build).stderr(std::process::Stdio::piped()).spawn().expect("it runs"),
                );
            }
        }
        let ends: Vec<Output> =
            builds.into_iter().map(|build| build.wait_with_output().expect("it was started")).collect();
        for end in ends.iter().filter(|end| !end.status.success()) {
            assert_eq!(end.status.code(), Some(3), "{}", said(end));
            assert!(said(end).contains("another build is running"), "{}", said(end));
        }
        assert!(ends.iter().any(|end| end.status.success()), "one of them wins");
        states.seen(&format!("round {round}"));
        states.is_tidy();
    }
    states.complete(OLD);
}

#[test]
fn builds_need_little_of_the_machine() {
    let states = TwoStates::small();
    let program = "\"$0\" \"$@\"";
    for wish in [
        format!("ulimit -n 64; exec {program}"),
        format!("ulimit -v 1048576; exec {program}"),
        format!("unset HOME TMPDIR; exec {program}"),
        format!("HOME=/proc TMPDIR=/nowhere exec {program}"),
        format!("exec {program} >&- 2>&-"),
        format!("exec {program} <&- >&- 2>&-"),
        format!("{program} 2>&1 | true"),
        format!("cd / && exec {program}"),
    ] {
        let state = 1 - states.seen("before");
        states.turn(state);
        let command = states.command();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&wish).arg(command.get_program()).args(command.get_args());
        let done = shell.output().expect("there is a shell");
        assert!(done.status.success(), "{wish}: {}", said(&done));
        if wish.ends_with("true") {
            // The shell does not wait for the left side.
            states.complete(state);
        }
        assert_eq!(states.seen(&wish), state);
        states.is_tidy();
    }
}
