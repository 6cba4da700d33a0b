//! How far the proofs are, told to whoever waits for them, who may stop them.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Shared between the thread that proves and the one that waits.
#[derive(Debug, Default)]
pub struct Watch {
    n_done: AtomicUsize,
    n_all: AtomicUsize,
    is_stopped: AtomicBool,
}

impl Watch {
    /// Proofs done, and how many there are; none while that is not known yet.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let n_all = self.n_all.load(Ordering::Relaxed);
        (n_all > 0).then(|| (self.n_done.load(Ordering::Relaxed), n_all))
    }

    /// No further proof is begun.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// True if it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    pub(super) fn reset(&self) {
        self.n_done.store(0, Ordering::Relaxed);
        self.n_all.store(0, Ordering::Relaxed);
        self.is_stopped.store(false, Ordering::Relaxed);
    }

    pub(super) fn begin(&self, n_all: usize) {
        self.n_all.store(n_all, Ordering::Relaxed);
    }

    pub(super) fn step(&self) {
        self.n_done.fetch_add(1, Ordering::Relaxed);
    }
}
