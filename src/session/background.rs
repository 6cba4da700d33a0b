//! Work that would freeze the window: done in a thread that sends one result back, or at once
//! where it is small. One thread at a time for each; what was asked for meanwhile comes next, and
//! an answer to an older question is never taken for one to the newer.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Models with more people than this are worked on in threads of their own.
pub const LARGE: usize = 1_000;

/// One question at a time, and its answer.
#[derive(Debug)]
pub struct Background<K, T> {
    value: Option<(K, Arc<T>)>,
    coming: Option<(K, Receiver<T>)>,
    /// What no answer came to: it is not tried again.
    failed: Option<K>,
}

impl<K, T> Default for Background<K, T> {
    fn default() -> Self {
        Background {
            value: None,
            coming: None,
            failed: None,
        }
    }
}

impl<K: Clone + PartialEq, T: Send + Sync + 'static> Background<K, T> {
    /// The answer to a question, or none while it is being worked out. `wake` is called from the
    /// thread when the answer is there; with `at_once` there is no thread.
    pub fn get(
        &mut self,
        key: K,
        at_once: bool,
        work: impl FnOnce() -> T + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) -> Option<Arc<T>> {
        self.take_over();
        if !self.is_of(&key) {
            if at_once {
                self.coming = None;
                self.value = Some((key.clone(), Arc::new(work())));
            } else if self.coming.is_none() && self.failed.as_ref() != Some(&key) {
                let (send, receive) = channel();
                std::thread::spawn(move || {
                    // Nobody waits any more if the window is gone.
                    let _ = send.send(work());
                    wake();
                });
                self.coming = Some((key.clone(), receive));
            }
        }
        self.value
            .as_ref()
            .filter(|(of, _)| *of == key)
            .map(|(_, value)| value.clone())
    }

    /// The answer to whatever was asked last and answered: perhaps to an older question.
    pub fn last(&self) -> Option<Arc<T>> {
        self.value.as_ref().map(|(_, value)| value.clone())
    }

    /// The same, borrowed.
    pub fn latest(&self) -> Option<&Arc<T>> {
        self.value.as_ref().map(|(_, value)| value)
    }

    /// The question `last` answers.
    pub fn last_key(&self) -> Option<&K> {
        self.value.as_ref().map(|(key, _)| key)
    }

    /// True while a thread is at work.
    pub fn is_working(&self) -> bool {
        self.coming.is_some()
    }

    fn is_of(&self, key: &K) -> bool {
        self.value.as_ref().is_some_and(|(of, _)| of == key)
    }

    fn take_over(&mut self) {
        let Some((key, receive)) = self.coming.take() else {
            return;
        };
        match receive.try_recv() {
            Ok(value) => {
                let gone = self.value.replace((key, Arc::new(value)));
                discard(gone.map(|(_, value)| value));
            }
            Err(TryRecvError::Empty) => self.coming = Some((key, receive)),
            Err(TryRecvError::Disconnected) => self.failed = Some(key),
        }
    }
}

/// Lets go of something large without the window waiting for it.
pub fn discard<T: Send + 'static>(gone: Option<T>) {
    if let Some(gone) = gone {
        std::thread::spawn(move || drop(gone));
    }
}
