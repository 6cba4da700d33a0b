//! One matrix at a time: for what it was worked out, how far it is, and a way to stop it. What was
//! there before stays until the next one is there, also if that was stopped.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::engine::heat::{Heat, HeatRequest, Watch};
use crate::session::discard;

/// For what a matrix is worked out: the answers, and the choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which answers.
    pub answers: (u64, u64),
    /// Which matrix.
    pub request: HeatRequest,
}

/// A matrix with a number of its own, for what is kept beside it.
#[derive(Debug, Clone)]
pub struct Made {
    /// For what.
    pub wanted: Wanted,
    /// The matrix.
    pub heat: Arc<Heat>,
    /// Another one has another number.
    pub number: u64,
}

#[derive(Debug)]
struct Coming {
    wanted: Wanted,
    receive: Receiver<Option<Heat>>,
    watch: Arc<Watch>,
    since: Instant,
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.watch.stop();
    }
}

/// Works matrices out.
#[derive(Debug, Default)]
pub struct Maker {
    made: Option<Made>,
    n_made: u64,
    coming: Option<Coming>,
    stopped: Option<Wanted>,
}

impl Maker {
    /// Brings the matrix up to what is wanted, or begins to.
    pub fn prepare(
        &mut self,
        wanted: &Wanted,
        engine: &Arc<Engine>,
        at_once: bool,
        wake: impl FnOnce() + Send + 'static,
    ) {
        self.take_over();
        let is_made = self
            .made
            .as_ref()
            .is_some_and(|made| made.wanted == *wanted);
        if is_made {
            // What is on its way, or was stopped, was for something else.
            self.coming = None;
            self.stopped = None;
            return;
        }
        if self.stopped.as_ref() == Some(wanted) {
            return;
        }
        if self
            .coming
            .as_ref()
            .is_some_and(|coming| coming.wanted == *wanted)
        {
            return;
        }
        self.stopped = None;
        self.coming = None;
        let watch = Arc::new(Watch::default());
        if at_once {
            let heat = Heat::new(engine, &wanted.request, &watch);
            self.keep(wanted.clone(), heat);
            return;
        }
        let (send, receive) = channel();
        let (engine, request, watched) = (engine.clone(), wanted.request.clone(), watch.clone());
        std::thread::spawn(move || {
            // Nobody waits if something else is wanted meanwhile.
            let _ = send.send(Heat::new(&engine, &request, &watched));
            drop(engine);
            wake();
        });
        self.coming = Some(Coming {
            wanted: wanted.clone(),
            receive,
            watch,
            since: Instant::now(),
        });
    }

    /// The matrix that was worked out last, perhaps for something else than is wanted.
    pub fn made(&self) -> Option<&Made> {
        self.made.as_ref()
    }

    /// How far the next one is, from 0 to 1, and for how long it has been worked on.
    pub fn progress(&self) -> Option<(f32, Duration)> {
        let coming = self.coming.as_ref()?;
        Some((coming.watch.share(), coming.since.elapsed()))
    }

    /// Stops the next one; what is there stays.
    pub fn stop(&mut self) {
        if let Some(coming) = self.coming.take() {
            self.stopped = Some(coming.wanted.clone());
        }
    }

    /// True if the last one was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    /// Begins again what was stopped.
    pub fn again(&mut self) {
        self.stopped = None;
    }

    fn keep(&mut self, wanted: Wanted, heat: Option<Heat>) {
        let Some(heat) = heat else {
            self.stopped = Some(wanted);
            return;
        };
        self.n_made += 1;
        let made = Made {
            wanted,
            heat: Arc::new(heat),
            number: self.n_made,
        };
        discard(self.made.replace(made).map(|made| made.heat));
    }

    fn take_over(&mut self) {
        let Some(coming) = &self.coming else { return };
        match coming.receive.try_recv() {
            Ok(heat) => {
                let wanted = coming.wanted.clone();
                self.coming = None;
                self.keep(wanted, heat);
            }
            Err(TryRecvError::Disconnected) => self.stop(),
            Err(TryRecvError::Empty) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::heat::{HeatOf, HeatOrder, HeatRows};
    use crate::model::Date;

    fn wanted(of: HeatOf) -> Wanted {
        Wanted {
            answers: (1, 1),
            request: HeatRequest {
                of,
                rows: HeatRows::All,
                row_order: HeatOrder::Org,
                column_order: HeatOrder::Org,
            },
        }
    }

    #[test]
    fn stopping_keeps_what_was_there_and_it_can_be_begun_again() {
        let text = include_str!("../../../../samples/leena/model.ron");
        let model = crate::io::native::parse(text).unwrap().model;
        let day = Date::new(2026, 11, 21).unwrap();
        let engine = Arc::new(Engine::new(&model, day));
        let mut maker = Maker::default();
        let (first, second) = (wanted(HeatOf::Permissions), wanted(HeatOf::Roles));
        maker.prepare(&first, &engine, true, || {});
        assert_eq!(maker.made().map(|made| made.number), Some(1));
        maker.prepare(&second, &engine, false, || {});
        assert!(maker.progress().is_some());
        maker.stop();
        assert!(maker.is_stopped() && maker.progress().is_none());
        // It is not begun by itself, however often it is wanted.
        maker.prepare(&second, &engine, false, || {});
        assert_eq!(maker.made().map(|made| &made.wanted), Some(&first));
        assert!(maker.progress().is_none());
        maker.again();
        maker.prepare(&second, &engine, true, || {});
        assert_eq!(maker.made().map(|made| &made.wanted), Some(&second));
        assert!(!maker.is_stopped());
        // Going back to what was there needs nothing.
        maker.prepare(&first, &engine, false, || {});
        maker.stop();
        maker.prepare(&second, &engine, false, || {});
        assert!(!maker.is_stopped() && maker.progress().is_none());
    }
}
