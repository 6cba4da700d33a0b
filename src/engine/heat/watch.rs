//! How far long work is, and a way to stop it: shared by the thread that works and the window.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Work is looked in on after so many steps.
const EVERY: usize = 64;

/// How far work is, and whether to stop it.
#[derive(Debug, Default)]
pub struct Watch {
    is_stopped: AtomicBool,
    /// Share done, in thousandths.
    done: AtomicU32,
}

impl Watch {
    /// Stops the work at its next step.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// True if it was told to stop.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// How much is done, from 0 to 1. Never goes back.
    pub fn share(&self) -> f32 {
        self.done.load(Ordering::Relaxed) as f32 / 1000.0
    }

    /// Says that a part of the work is so far; none to stop.
    pub(super) fn step(&self, part: Part, nth: usize, of: usize) -> Option<()> {
        let (from, to) = part.span();
        let share = nth as f32 / of.max(1) as f32;
        let done = ((from + (to - from) * share) * 1000.0) as u32;
        self.done.fetch_max(done, Ordering::Relaxed);
        (!self.is_stopped()).then_some(())
    }

    /// The same, for work of many small steps.
    pub(super) fn every(&self, part: Part, nth: usize, of: usize) -> Option<()> {
        match nth.is_multiple_of(EVERY) {
            true => self.step(part, nth, of),
            false => Some(()),
        }
    }
}

/// The parts of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What each row has.
    Rows,
    /// The order of rows, then that of columns.
    Order,
    /// Patterns in the order of the columns.
    Moving,
    /// All cells counted.
    Counting,
    /// A picture, or a rectangle that was asked for: it has the work for itself.
    Alone,
}

impl Part {
    fn span(self) -> (f32, f32) {
        match self {
            Part::Rows => (0.0, 0.6),
            Part::Order => (0.6, 0.8),
            Part::Moving => (0.8, 0.9),
            Part::Counting => (0.9, 1.0),
            Part::Alone => (0.0, 1.0),
        }
    }
}
