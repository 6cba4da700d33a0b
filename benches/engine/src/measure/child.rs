//! The benchmark runs itself once more for each thing measured, so that memory starts empty and
//! one thing's leftovers do not slow the next.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

/// The word that tells a child what it is.
const CHILD: &str = "--child";

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
    let out = Command::new(program)
        .arg(CHILD)
        .args(errand)
        .stderr(Stdio::inherit())
        .output()
        .expect("a child starts");
    assert!(out.status.success(), "{errand:?} stopped: {}", out.status);
    let mut figures = Figures::new();
    for line in String::from_utf8_lossy(&out.stdout).lines() {
        match line.split_once('=').map(|(k, v)| (k, v.parse::<f64>())) {
            Some((key, Ok(value))) => {
                figures.insert(key.to_owned(), value);
            }
            _ => println!("{line}"),
        }
    }
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
