//! How much memory this process has taken, as Linux counts it. Elsewhere it stays unknown.

/// Most memory resident so far, in bytes.
pub fn peak() -> Option<u64> {
    status("VmHWM:")
}

/// Memory resident now, in bytes.
pub fn resident() -> Option<u64> {
    status("VmRSS:")
}

/// What a piece of work adds at its peak to what was resident before it. The work's result is
/// alive when the peak is read.
pub fn added_by<T>(work: impl FnOnce() -> T) -> (T, Option<u64>) {
    // lets the peak begin anew at what is resident now; where that is not allowed the peak so
    // far counts, which can only be more
    std::fs::write("/proc/self/clear_refs", "5").ok();
    let before = resident();
    let made = work();
    let added = peak()
        .zip(before)
        .map(|(peak, before)| peak.saturating_sub(before));
    (made, added)
}

fn status(key: &str) -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}
