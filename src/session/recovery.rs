//! Unsaved edits are kept in a recovery file some seconds after they were made, in a thread, and
//! what an earlier run left behind is offered. Choosing later loses nothing: the file stays until
//! its model is saved, or dropped on purpose.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::{Duration, Instant};

use crate::io::FileMark;
use crate::io::recovery::{About, Slot};

use super::Session;
use super::action::Effect;
use super::document::Document;
use super::left_behind::{Left, LeftBehind, Whole};
use super::place::Workspace;
use super::question::After;
use super::wake::Wake;

/// Names a state of a document.
type Of = (u64, u64);

/// Keeps unsaved edits, and what was left behind.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    own: Option<Arc<Slot>>,
    /// The state the recovery file holds.
    kept: Option<Of>,
    /// The state that is to be kept; when the first and the last edit came that are not kept yet.
    wanted: Option<(Of, Instant, Instant)>,
    writing: Option<Writing>,
    /// How long writing took.
    took: Duration,
    has_failed: bool,
    failure: Option<String>,
    left: Vec<LeftBehind>,
    is_offering: bool,
}

/// What is being written, since when, and what comes of it.
#[derive(Debug)]
struct Writing {
    of: Of,
    since: Instant,
    receive: Receiver<Result<(), String>>,
}

/// While one goes on editing, it is kept after this long all the same.
const AT_MOST: Duration = Duration::from_secs(20);
/// Writing takes at most this share of the time: one part in so many.
const SHARE: u32 = 10;

impl Session {
    /// What earlier runs left behind.
    pub fn left_behind(&self) -> &[LeftBehind] {
        &self.keeper.left
    }

    /// True while the user is asked what becomes of what was left behind.
    pub fn is_offering(&self) -> bool {
        self.keeper.is_offering && self.question.is_none()
    }

    /// After how long the session wants to be prepared again though nothing happens.
    pub fn wants_to_keep_in(&self) -> Option<Duration> {
        let (_, first, last) = self.keeper.wanted?;
        let due = self.keeper.due(first, last, self.patience.keep_after);
        Some(due.saturating_duration_since(Instant::now()))
    }

    /// The window is gone. What is not wanted any more is not kept either.
    pub fn leave(&mut self, is_agreed: bool) {
        if is_agreed || !self.is_unsaved() {
            self.keeper.finish();
        }
    }

    pub(super) fn find_left_behind(&mut self) {
        let Some(folder) = &self.folder else { return };
        let slots = Slot::left_behind(folder);
        let left = (0..).zip(slots);
        let left = left.map(|(nth, slot)| LeftBehind::new(nth, slot));
        self.keeper.left = left.collect();
        self.keeper.is_offering = !self.keeper.left.is_empty();
    }

    /// Asks what becomes of what was left behind, or stops asking.
    pub(super) fn offer(&mut self, is_offering: bool) {
        self.keeper.is_offering = is_offering && !self.keeper.left.is_empty();
        if !is_offering {
            let is_whole = |one: &LeftBehind| !matches!(one.left, Left::Damaged { .. });
            self.keeper.left.retain(is_whole);
        }
    }

    /// Drops what was left behind, for good.
    pub(super) fn drop_left_behind(&mut self, nth: u64) {
        if let Some(one) = self.keeper.take_left(nth)
            && let Err(problem) = one.slot.clear()
        {
            self.say(format!("It could not be removed: {problem}"), false);
        }
    }

    /// Opens what was left behind, as a step after what the user's file holds.
    pub(super) fn recover(&mut self, nth: u64, compare: bool) {
        let is_whole = |one: &LeftBehind| one.nth == nth && matches!(one.left, Left::Whole(_));
        if !self.keeper.left.iter().any(is_whole) {
            return;
        }
        let Some(one) = self.keeper.take_left(nth) else {
            return;
        };
        let Left::Whole(whole) = one.left else { return };
        let Whole {
            about,
            model,
            mut file,
            is_older,
            ..
        } = *whole;
        if let (true, Some((_, origin)), Some(content)) = (is_older, &mut file, about.file) {
            // Others wrote it since: that is asked about before it is saved over.
            origin.mark = Some(FileMark {
                written: None,
                content,
            });
        }
        let label = "recover what was not saved".to_owned();
        let Some(document) = Document::recovered(file, about.path, &model, label) else {
            return;
        };
        self.remember(&model, document.origin());
        self.replace(Some(document));
        self.keeper.is_offering = false;
        if let Some(document) = &self.document {
            let of = (self.n_documents, document.history().state());
            self.keeper.adopt(one.slot, of);
        }
        self.say("Recovered what was not saved".to_owned(), false);
        if is_older {
            self.look_at_disk();
            self.question = None;
        }
        if compare {
            self.visit(Workspace::Compare, None);
            self.effects.push(Effect::CompareWithSaved);
        }
    }

    pub(super) fn ask_recover(&mut self, nth: u64, compare: bool) {
        self.unless_unsaved(After::Recover { nth, compare });
    }

    /// Keeps what is due, and takes over what was found. True if anything came in.
    pub(super) fn tend_recovery(&mut self) -> bool {
        let Some(folder) = self.folder.clone() else {
            return false;
        };
        let mut has_come = false;
        let (day, wake) = (self.today, self.patience.wake.clone());
        for one in &mut self.keeper.left {
            has_come |= one.look(day, &wake);
        }
        let open = self.document.as_ref().filter(|d| d.is_unsaved());
        let wanted = open.map(|document| (self.n_documents, document.history().state()));
        let now = Instant::now();
        self.keeper.poll(now);
        self.keeper.want(wanted, now);
        if let Some(document) = open
            && self.keeper.is_due(now, self.patience.keep_after)
        {
            self.keeper.write(&folder, document, &wake);
        }
        if let Some(why) = self.keeper.take_failure() {
            let words = format!("What is not saved cannot be kept for after a crash: {why}");
            self.say(words, false);
            has_come = true;
        }
        has_come
    }
}

impl Keeper {
    fn take_left(&mut self, nth: u64) -> Option<LeftBehind> {
        let at = self.left.iter().position(|one| one.nth == nth)?;
        let one = self.left.remove(at);
        self.is_offering &= !self.left.is_empty();
        Some(one)
    }

    fn adopt(&mut self, slot: Arc<Slot>, of: Of) {
        self.finish();
        self.own = Some(slot);
        self.kept = Some(of);
        self.wanted = None;
    }

    fn want(&mut self, wanted: Option<Of>, now: Instant) {
        match wanted {
            None => {
                self.wanted = None;
                if self.writing.is_none() && self.kept.take().is_some() {
                    self.clear();
                }
            }
            Some(of) if self.kept == Some(of) => self.wanted = None,
            Some(of) => match &mut self.wanted {
                Some((is, _, _)) if *is == of => {}
                Some((is, _, last)) => (*is, *last) = (of, now),
                None => self.wanted = Some((of, now, now)),
            },
        }
    }

    fn due(&self, first: Instant, last: Instant, after: Duration) -> Instant {
        let rest = self.took * SHARE;
        (last + after)
            .min(first + AT_MOST.max(after))
            .max(first + rest)
    }

    fn is_due(&self, now: Instant, after: Duration) -> bool {
        let due = |(_, first, last)| self.due(first, last, after) <= now;
        self.writing.is_none() && self.wanted.is_some_and(due)
    }

    fn write(&mut self, folder: &Path, document: &Document, wake: &Wake) {
        let Some((of, ..)) = self.wanted.take() else {
            return;
        };
        if self.own.is_none() {
            match Slot::new(folder) {
                Ok(slot) => self.own = Some(Arc::new(slot)),
                Err(problem) => {
                    self.kept = Some(of);
                    self.fail(&problem.to_string());
                    return;
                }
            }
        }
        let Some(slot) = self.own.clone() else { return };
        let origin = document.origin();
        let about = About {
            path: origin
                .path
                .clone()
                .map(|path| std::path::absolute(&path).unwrap_or(path)),
            name: document.title(),
            n_steps: document.n_unsaved(),
            file: origin.mark.map(|mark| mark.content),
            ..About::default()
        };
        let (model, wake) = (document.model().clone(), wake.clone());
        let (send, receive) = channel();
        std::thread::spawn(move || {
            let outcome = slot.keep(&about, &model);
            drop((model, slot));
            // Nobody waits if the window is gone.
            let _ = send.send(outcome);
            wake.call();
        });
        self.writing = Some(Writing {
            of,
            since: Instant::now(),
            receive,
        });
    }

    fn poll(&mut self, now: Instant) {
        let Some(writing) = &self.writing else {
            return;
        };
        let outcome = match writing.receive.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(outcome) => outcome,
            Err(TryRecvError::Disconnected) => Err("it was not written to its end".to_owned()),
        };
        self.took = now.saturating_duration_since(writing.since);
        self.kept = Some(writing.of);
        self.writing = None;
        match outcome {
            Ok(()) => self.has_failed = false,
            Err(why) => self.fail(&why),
        }
    }

    fn fail(&mut self, why: &str) {
        log::warn!("what is not saved cannot be kept: {why}");
        // It is said once, not every few seconds.
        if !self.has_failed {
            self.failure = Some(why.to_owned());
        }
        self.has_failed = true;
    }

    fn take_failure(&mut self) -> Option<String> {
        self.failure.take()
    }

    /// Waits for what is being written, and takes the recovery file away.
    fn finish(&mut self) {
        const PATIENCE: Duration = Duration::from_secs(10);
        if let Some(writing) = self.writing.take()
            && let Err(RecvTimeoutError::Timeout) = writing.receive.recv_timeout(PATIENCE)
        {
            return;
        }
        self.kept = None;
        self.clear();
    }

    fn clear(&self) {
        if let Some(slot) = &self.own
            && let Err(problem) = slot.clear()
        {
            log::warn!("{}: {problem}", slot.path().display());
        }
    }
}
