//! A file that is being written in a thread, from a snapshot: the window goes on being edited.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::model::Model;

use super::document::Snapshot;
use super::files::{self, Origin};
use super::question::After;
use super::wake::Wake;

/// A file that is being written.
#[derive(Debug)]
pub struct Saving {
    path: PathBuf,
    /// Number of the document it belongs to.
    pub(super) of_document: u64,
    /// What comes after.
    pub(super) then: After,
    pub(super) snapshot: Snapshot,
    /// What is to be written next: two at a time could leave the older one on the disk.
    pub(super) next: Option<Next>,
    receive: Receiver<Result<Origin, String>>,
}

/// What is to be written when the file at hand is.
#[derive(Debug)]
pub(super) struct Next {
    pub path: PathBuf,
    pub of_document: u64,
    pub then: After,
}

impl Saving {
    /// Begins.
    pub(super) fn new(
        path: &Path,
        of_document: u64,
        snapshot: Snapshot,
        then: After,
        wake: &Wake,
    ) -> Saving {
        let (send, receive) = channel();
        let model: Model = snapshot.model().clone();
        let (file, wake) = (path.to_owned(), wake.clone());
        std::thread::spawn(move || {
            let outcome = files::write(&file, &model);
            drop(model);
            // Nobody waits if the window is gone.
            let _ = send.send(outcome);
            wake.call();
        });
        Saving {
            path: path.to_owned(),
            of_document,
            then,
            snapshot,
            next: None,
            receive,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What came of it, once.
    pub(super) fn poll(&self) -> Option<Result<Origin, String>> {
        match self.receive.try_recv() {
            Ok(outcome) => Some(outcome),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                Some(Err("it could not be written to its end".to_owned()))
            }
        }
    }
}
