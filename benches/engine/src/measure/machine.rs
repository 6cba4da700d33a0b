//! The machine and the compiler that figures were taken with.

use std::process::Command;

/// One line: processor, cores, compiler.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {cores} cores, {}", processor(), rustc())
}

fn processor() -> String {
    std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        })
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned())
}

/// `rustc 1.95.0`.
pub fn rustc() -> String {
    let said = said_by_rustc("--version");
    said.split(" (").next().unwrap_or_default().to_owned()
}

/// What the compiler says of itself.
pub fn said_by_rustc(flag: &str) -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    Command::new(rustc)
        .arg(flag)
        .output()
        .map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
        .unwrap_or_default()
}
