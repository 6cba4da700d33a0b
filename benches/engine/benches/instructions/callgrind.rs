//! Runs this program under callgrind, which counts the instructions of one function and whatever
//! it calls.

use std::process::{Command, Stdio};

/// True if valgrind can be run.
pub fn is_there() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The instructions one kind of question takes.
pub fn count(kind: &str) -> u64 {
    let program = std::env::current_exe().expect("this program has a path");
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(format!("--toggle-collect=*{}*", super::kinds::COUNTED))
        .arg(program)
        .args(["--child", kind])
        // the length of the environment must not move the stack
        .env_clear()
        .output()
        .expect("valgrind starts");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{kind} stopped:\n{said}");
    said.lines()
        .find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
        .unwrap_or_else(|| panic!("callgrind says no count for {kind}:\n{said}"))
}
