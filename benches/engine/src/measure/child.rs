//! The benchmark runs itself once more for each thing measured, so that memory starts empty and
//! one thing's leftovers do not slow the next.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The word that tells a child what it is.
const CHILD: &str = "--child";

/// A child that takes longer is stopped; what it told until then counts.
const LONGEST: Duration = Duration::from_secs(20 * 60);

/// What a child measured: figures by name. Times in seconds, memory in bytes.
pub type Figures = BTreeMap<String, f64>;

/// The words after `--child`, in a child.
pub fn errand() -> Option<Vec<String>> {
    let mut args = std::env::args().skip_while(|arg| arg != CHILD);
    args.next()?;
    Some(args.collect())
}

/// Runs this program with an errand and reads its figures. What else it says goes through.
pub fn run(errand: &[&str]) -> Figures {
    let program = std::env::current_exe().expect("this program has a path");
    let mut child = Command::new(program)
        .arg(CHILD)
        .args(errand)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a child starts");
    let until = Instant::now() + LONGEST;
    let told = BufReader::new(child.stdout.take().expect("a pipe"));
    let (send, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in told.lines().map_while(Result::ok) {
            send.send(line).ok();
        }
    });
    let mut figures = Figures::new();
    loop {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => match line.split_once('=').map(|(k, v)| (k, v.parse::<f64>())) {
                Some((key, Ok(value))) => {
                    figures.insert(key.to_owned(), value);
                }
                _ => println!("{line}"),
            },
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                child.kill().ok();
                child.wait().ok();
                println!("{errand:?} took too long and was stopped");
                return figures;
            }
        }
    }
    let status = child.wait().expect("the child ends");
    assert!(status.success(), "{errand:?} stopped: {status}");
    figures
}

/// Hands a figure to the parent.
pub fn tell(name: &str, value: f64) {
    println!("{name}={value}");
}

/// Hands a time to the parent.
pub fn tell_time(name: &str, time: std::time::Duration) {
    tell(name, time.as_secs_f64());
}
