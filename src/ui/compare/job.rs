//! One comparison: for what it was worked out, and where from. Large models are compared on a
//! thread of their own, which can be stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use super::rows::{Group, GroupBy, Outcome, groups, outcome};
use crate::engine::Engine;
use crate::model::Model;
use crate::ui::Context;

/// Models with more people than this are compared on a thread of their own.
const AT_ONCE: usize = 80;

/// With what the model is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Base {
    /// What was last opened or saved.
    #[default]
    Saved,
    /// An earlier state of the history.
    State(u64),
}

/// For what a comparison was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Number of the document and revision of its model.
    pub stamp: (u64, u64),
    /// With what it is compared.
    pub base: Base,
    /// The state the file holds: saving changes it and not the revision.
    pub saved: Option<u64>,
}

/// A comparison, ready to be drawn.
#[derive(Debug, Default)]
pub struct Compared {
    /// Who gains and who loses.
    pub outcome: Outcome,
    /// By person.
    pub by_person: Vec<Group>,
    /// By permission.
    pub by_permission: Vec<Group>,
}

impl Compared {
    /// Its lines, put together.
    pub fn groups(&self, by: GroupBy) -> &[Group] {
        match by {
            GroupBy::Person => &self.by_person,
            GroupBy::Permission => &self.by_permission,
        }
    }

    fn new(old: &Model, new: &Engine, stop: &AtomicBool) -> Option<Compared> {
        if old == new.model() {
            // Nothing was edited: there is nothing to work out.
            return Some(Compared::default());
        }
        let old_engine = new.again(old, new.day());
        let outcome = outcome(&old_engine, new, stop)?;
        let by = |by| groups(new.model(), old, &outcome.lines, by);
        Some(Compared {
            by_person: by(GroupBy::Person),
            by_permission: by(GroupBy::Permission),
            outcome,
        })
    }
}

/// Works comparisons out, one at a time, and keeps the last.
#[derive(Debug, Default)]
pub struct Comparer {
    wanted: Option<Wanted>,
    compared: Option<Arc<Compared>>,
    coming: Option<Coming>,
    stopped: bool,
}

#[derive(Debug)]
struct Coming {
    receive: Receiver<Option<Compared>>,
    stop: Arc<AtomicBool>,
    since: Instant,
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Comparer {
    /// Brings the comparison up to what is wanted, or begins to.
    pub fn prepare(
        &mut self,
        ctx: &egui::Context,
        cx: &Context<'_>,
        wanted: Wanted,
        old: Option<Model>,
    ) {
        self.take_over();
        if self.wanted == Some(wanted) {
            return;
        }
        self.wanted = Some(wanted);
        self.coming = None;
        self.compared = None;
        self.stopped = false;
        let Some(old) = old else { return };
        let stop = Arc::new(AtomicBool::new(false));
        if cx.model.principals().len().max(old.principals().len()) <= AT_ONCE {
            self.compared = Compared::new(&old, cx.engine, &stop).map(Arc::new);
            return;
        }
        let (send, receive) = channel();
        let (engine, stopped, ctx) = (cx.engine.clone(), stop.clone(), ctx.clone());
        std::thread::spawn(move || {
            // Nobody waits if something else is wanted meanwhile.
            let _ = send.send(Compared::new(&old, &engine, &stopped));
            ctx.request_repaint();
        });
        self.coming = Some(Coming {
            receive,
            stop,
            since: Instant::now(),
        });
    }

    /// True if this was wanted last.
    pub fn is_for(&self, wanted: Wanted) -> bool {
        self.wanted == Some(wanted)
    }

    /// The comparison, once it is there.
    pub fn compared(&self) -> Option<Arc<Compared>> {
        self.compared.clone()
    }

    /// How long it has been worked on, while it is.
    pub fn waiting(&self) -> Option<Duration> {
        self.coming.as_ref().map(|coming| coming.since.elapsed())
    }

    /// True if it was stopped before it was there.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Stops it.
    pub fn stop(&mut self) {
        self.stopped = self.coming.take().is_some();
    }

    /// Begins anew.
    pub fn again(&mut self) {
        self.wanted = None;
    }

    fn take_over(&mut self) {
        match self.coming.as_ref().map(|coming| coming.receive.try_recv()) {
            Some(Ok(compared)) => {
                self.compared = compared.map(Arc::new);
                self.coming = None;
            }
            Some(Err(TryRecvError::Disconnected)) => self.stop(),
            Some(Err(TryRecvError::Empty)) | None => {}
        }
    }
}
