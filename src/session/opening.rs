//! A file that is being opened: read, checked and answered for in a thread, while what is open
//! stays usable. Cancelling lets go of the thread; it ends after the stage it is in.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Weak};

use crate::io;
use crate::model::Date;

use super::analysis::Answers;
use super::files::{self, Read};
use super::wake::Wake;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpeningStage {
    /// The text is read.
    Reading,
    /// Whether it holds together is checked, for so many people and accounts.
    Checking(usize),
    /// The answers are worked out, for so many people and accounts.
    Answering(usize),
}

/// A file that is being opened.
#[derive(Debug)]
pub struct Opening {
    path: PathBuf,
    told: Arc<Told>,
    receive: Receiver<Outcome>,
}

/// A model with its answers, or what is wrong with the file.
pub(super) type Outcome = Result<(Read, Answers), Vec<String>>;

#[derive(Debug, Default)]
struct Told {
    stage: AtomicU8,
    n_people: AtomicUsize,
}

impl Told {
    fn tell(told: &Weak<Told>, stage: u8, n_people: usize) -> bool {
        let Some(told) = told.upgrade() else {
            return false;
        };
        told.n_people.store(n_people, Ordering::Relaxed);
        told.stage.store(stage, Ordering::Release);
        true
    }
}

impl Opening {
    /// Begins.
    pub(super) fn new(path: &Path, day: Date, wake: &Wake) -> Opening {
        let told = Arc::new(Told::default());
        let (send, receive) = channel();
        let (file, wake, weak) = (path.to_owned(), wake.clone(), Arc::downgrade(&told));
        std::thread::spawn(move || {
            let Some(outcome) = open(&file, day, &weak, &wake) else {
                return;
            };
            // Nobody waits if it was cancelled.
            let _ = send.send(outcome);
            wake.call();
        });
        Opening {
            path: path.to_owned(),
            told,
            receive,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is being done now.
    pub fn stage(&self) -> OpeningStage {
        let stage = self.told.stage.load(Ordering::Acquire);
        let n_people = self.told.n_people.load(Ordering::Relaxed);
        match stage {
            0 => OpeningStage::Reading,
            1 => OpeningStage::Checking(n_people),
            _ => OpeningStage::Answering(n_people),
        }
    }

    /// What came of it, once.
    pub(super) fn poll(&self) -> Option<Outcome> {
        match self.receive.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                let why = "it could not be read to its end; try it again".to_owned();
                Some(Err(vec![why]))
            }
        }
    }
}

/// Opens it; none if nobody wants it any more.
fn open(path: &Path, day: Date, told: &Weak<Told>, wake: &Wake) -> Option<Outcome> {
    let mut wanted = true;
    let read = files::read(path, &mut |stage| {
        wanted = match stage {
            io::Stage::Reading => Told::tell(told, 0, 0),
            io::Stage::Checking(n) => Told::tell(told, 1, n),
        };
        wake.call();
    });
    if !wanted {
        return None;
    }
    let mut read = match read {
        Ok(read) => read,
        Err(lines) => return Some(Err(lines)),
    };
    if !Told::tell(told, 2, read.model.principals().len()) {
        return None;
    }
    wake.call();
    let known = std::mem::take(&mut read.problems);
    let answers = Answers::of(None, &read.model, day, Some(known));
    Some(Ok((read, answers)))
}
