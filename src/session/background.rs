//! Work that would freeze the window: done in a thread that sends one result back, or at once
//! where it is small. A newer question makes the older one's answer void.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// One question at a time, and its answer.
#[derive(Debug)]
pub struct Background<K, T> {
    key: Option<K>,
    value: Option<Arc<T>>,
    coming: Option<Receiver<T>>,
}

impl<K, T> Default for Background<K, T> {
    fn default() -> Self {
        Background {
            key: None,
            value: None,
            coming: None,
        }
    }
}

impl<K: PartialEq, T: Send + 'static> Background<K, T> {
    /// The answer to a question, or none while it is being worked out. `wake` is called from the
    /// thread when the answer is there; with `at_once` there is no thread.
    pub fn get(
        &mut self,
        key: K,
        at_once: bool,
        work: impl FnOnce() -> T + Send + 'static,
        wake: impl FnOnce() + Send + 'static,
    ) -> Option<Arc<T>> {
        if self.key.as_ref() != Some(&key) {
            self.key = Some(key);
            self.value = None;
            self.coming = None;
            if at_once {
                self.value = Some(Arc::new(work()));
            } else {
                let (send, receive) = channel();
                std::thread::spawn(move || {
                    // Nobody waits any more if another question was asked.
                    let _ = send.send(work());
                    wake();
                });
                self.coming = Some(receive);
            }
        }
        match self.coming.as_ref().map(Receiver::try_recv) {
            Some(Ok(value)) => {
                self.value = Some(Arc::new(value));
                self.coming = None;
            }
            Some(Err(TryRecvError::Disconnected)) => self.coming = None,
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        self.value.clone()
    }
}
