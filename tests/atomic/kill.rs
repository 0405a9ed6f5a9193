//! A build is killed at any moment: the site is whole, and the next build needs no help.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use super::support::random::Random;
use super::support::said;
use super::support::strace::{counts, with_faults};
use super::{NEW, OLD, TwoStates, seen, spread};

/// Kills builds after random times, up to a little more than a whole one takes.
fn kill_at_random(states: &TwoStates, seed: u64, kills: usize) {
    let mut random = Random::seeded(seed);
    states.turn(NEW);
    let start = Instant::now();
    states.complete(NEW);
    let whole = start.elapsed().as_micros();
    let mut ends = [0; 2];
    for at in 0..kills {
        let now = states.seen("before a kill");
        states.turn(1 - now);
        let mut build = states.command().stderr(Stdio::null()).spawn().expect("the binary runs");
        let delay = random.next() % (whole as u64 * 5 / 4);
        std::thread::sleep(Duration::from_micros(delay));
        // It may be done already.
        let _ = build.kill();
        build.wait().expect("it was started");
        ends[states.seen(&format!("seed {seed}, kill {at} after {delay} µs"))] += 1;
        if random.below(3) > 0 {
            states.complete(1 - now);
        }
    }
    // The last one in any case.
    states.complete(OLD);
    assert_eq!(ends.iter().sum::<usize>(), kills);
}

#[test]
fn killed_at_random_a_small_site_is_whole() {
    kill_at_random(&TwoStates::small(), 1, 100);
}

#[test]
fn killed_at_random_a_large_site_is_whole() {
    kill_at_random(&TwoStates::large(), 2, 30);
}

/// Calls that change a file system; names differ between machines, and strace passes over those it does not know.
const CALLS: &[&[&str]] = &[
    &["mkdir", "mkdirat"],
    &["openat"],
    &["write"],
    &["link", "linkat"],
    &["symlink", "symlinkat"],
    &["chmod", "fchmodat"],
    &["renameat2"],
    &["rename", "renameat"],
    &["unlink", "unlinkat"],
    &["rmdir"],
];

/// Kills a build at its first, second, third… call of each kind. Gives the kinds that it made at all.
fn kill_at_calls(states: &TwoStates, most: usize) -> Vec<&'static str> {
    states.turn(NEW);
    let often = counts(&states.command(), CALLS);
    let mut now = NEW;
    let mut made = Vec::new();
    for (calls, often) in CALLS.iter().zip(often) {
        if often > 0 {
            made.push(calls[0]);
        }
        for n in spread(often, most) {
            states.turn(1 - now);
            let fault = format!("{}:signal=KILL:when={n}", super::support::strace::set(calls));
            let end = with_faults(&states.command(), &[&fault]);
            // A state may need fewer calls than the other, but it needs one.
            assert!(n > 1 || was_killed(&end), "{fault}: {}", said(&end));
            states.seen(&fault);
            states.complete(1 - now);
            now = 1 - now;
        }
    }
    made
}

/// strace ends as the traced program did.
fn was_killed(end: &Output) -> bool {
    end.status.signal() == Some(9)
}

#[test]
fn killed_at_each_call_a_small_site_is_whole() {
    let made = kill_at_calls(&TwoStates::small(), 6);
    assert!(made.contains(&"renameat2") && !made.contains(&"symlink"), "it is exchanged: {made:?}");
}

#[test]
fn killed_at_each_call_a_large_site_is_whole() {
    let made = kill_at_calls(&TwoStates::large(), 6);
    assert!(!made.contains(&"renameat2") && made.contains(&"symlink"), "it is patched: {made:?}");
}

const NO_EXCHANGE: &str = "renameat2:error=EINVAL";

#[test]
fn without_an_exchange_two_renames_put_the_site_in_place() {
    let states = TwoStates::small();
    for state in [NEW, OLD] {
        states.turn(state);
        let done = with_faults(&states.command(), &[NO_EXCHANGE]);
        assert!(done.status.success(), "{}", said(&done));
        assert_eq!(states.seen("two renames"), state);
        states.is_tidy();
    }
}

#[test]
fn without_an_exchange_a_killed_build_is_taken_back_even_by_a_build_that_fails() {
    let states = TwoStates::small();
    states.turn(NEW);
    let renames = ["rename", "renameat"];
    let often = counts(&states.command(), &[&renames])[0];
    let mut missing = 0;
    // The memo may rename more in one build than in another.
    for n in 1..=often + 6 {
        states.complete(OLD);
        states.site.write("site/public/own.txt", "mine");
        states.turn(NEW);
        let kill = format!("{}:signal=KILL:when={n}", super::support::strace::set(&renames));
        with_faults(&states.command(), &[NO_EXCHANGE, &kill]);
        missing += usize::from(!states.site.public().exists());
        let settings = states.site.read("site/site.yaml");
        states.site.write("site/site.yaml", format!("{settings}nonsense: 1\n"));
        let failed = states.site.run(&["build"]);
        assert_eq!(failed.status.code(), Some(1), "{}", said(&failed));
        states.site.write("site/site.yaml", settings);
        let mut now = seen(&states.site.public());
        assert_eq!(now.remove("own.txt").as_deref(), Some(&b"mine"[..]), "{kill}");
        assert!(states.sites.contains(&now), "{kill}");
        std::fs::remove_file(states.site.public().join("own.txt")).expect("it is there");
    }
    assert_eq!(missing, 1, "one of the kills lands between the two renames");
}

#[test]
fn if_the_second_rename_fails_the_old_site_is_back() {
    let states = TwoStates::small();
    states.turn(NEW);
    let renames: &[&str] = &["rename", "renameat"];
    let often = counts(&states.command(), &[renames])[0];
    let mut failed = 0;
    // The memo may rename more in one build than in another.
    for n in 1..=often + 6 {
        states.complete(OLD);
        states.turn(NEW);
        let fault = format!("{}:error=EIO:when={n}", super::support::strace::set(renames));
        let done = with_faults(&states.command(), &[NO_EXCHANGE, &fault]);
        let state = states.seen(&fault);
        assert_eq!(state, if done.status.success() { NEW } else { OLD }, "{fault}: {}", said(&done));
        failed += usize::from(done.status.code() == Some(3));
    }
    assert_eq!(failed, 2, "either of the two fails once");
}
