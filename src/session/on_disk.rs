//! The file of the open document as others may have left it: noticed when the window comes to the
//! front and before saving, and what then becomes of both. Nothing here takes an edit away: what
//! the file holds is taken over as a step that can be undone.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::io::{self, Fate, FileMark};
use crate::model::Change;

use super::Session;
use super::action::Effect;
use super::document::Document;
use super::files::{self, Read};
use super::place::Workspace;
use super::question::{After, Question};
use super::wake::Wake;

/// What is known of the file of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnDisk {
    /// It holds what was read or written last, or there is none.
    #[default]
    AsKnown,
    /// Somebody else changed it.
    Changed(FileMark),
    /// Somebody else changed it, and saving is to replace that.
    Overruled,
    /// It was removed or moved.
    Gone,
}

impl OnDisk {
    /// True if the user has not said yet what becomes of it.
    pub fn is_open(self) -> bool {
        matches!(self, OnDisk::Changed(_) | OnDisk::Gone)
    }
}

/// What a file is read again for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To take over what it holds.
    Reload,
    /// To compare with what it holds.
    Compare,
}

/// A file that is being read again.
#[derive(Debug)]
pub(super) struct Rereading {
    purpose: Purpose,
    path: PathBuf,
    of_document: u64,
    receive: Receiver<Result<Read, Vec<String>>>,
}

impl Rereading {
    fn new(purpose: Purpose, path: &Path, of_document: u64, wake: &Wake) -> Rereading {
        let (send, receive) = channel();
        let (file, wake) = (path.to_owned(), wake.clone());
        std::thread::spawn(move || {
            // Nobody waits if the window is gone.
            let _ = send.send(files::read(&file, &mut |_| {}));
            wake.call();
        });
        Rereading {
            purpose,
            path: path.to_owned(),
            of_document,
            receive,
        }
    }
}

impl Session {
    /// The window has come to the front: others may have written the file meanwhile.
    pub(super) fn look_at_disk(&mut self) {
        if self.saving.is_some() || self.opening.is_some() {
            return;
        }
        if let Some(path) = self.notice(false)
            && self.question.is_none()
        {
            let then = After::Stay;
            self.question = Some(Question::OnDisk { path, then });
        }
    }

    /// Looks what has become of the file. Its path, if there is something new to ask about.
    fn notice(&mut self, thorough: bool) -> Option<PathBuf> {
        let document = self.document.as_mut()?;
        let path = document.origin().path.clone()?;
        let before = document.on_disk();
        let now = match document.origin().fate(thorough)? {
            Fate::Same(mark) => {
                document.is_still(mark);
                return None;
            }
            Fate::Changed(mark) => OnDisk::Changed(mark),
            Fate::Gone => OnDisk::Gone,
        };
        document.set_on_disk(now);
        (before != now).then_some(path)
    }

    /// Before saving over a file: true if there is nothing to ask.
    pub(super) fn may_write(&mut self, path: &Path, then: &After) -> bool {
        let thorough = io::is_within(path, self.patience.bytes);
        self.notice(thorough);
        let is_open = |document: &Document| document.on_disk().is_open();
        if !self.document.as_ref().is_some_and(is_open) {
            return true;
        }
        self.question = Some(Question::OnDisk {
            path: path.to_owned(),
            then: then.clone(),
        });
        false
    }

    /// Saving is to replace what others wrote. Where it was asked before saving, it is saved now.
    pub(super) fn keep_mine(&mut self, save: bool) {
        let then = match self.question.take() {
            Some(Question::OnDisk { then, .. }) => then,
            _ => After::Stay,
        };
        if let Some(document) = &mut self.document {
            document.overrule();
        }
        if save || then != After::Stay {
            self.save(then);
        }
    }

    /// Reads the file again, at once where it is small.
    pub(super) fn reread(&mut self, purpose: Purpose) {
        self.question = None;
        let Some(document) = &self.document else {
            return;
        };
        let Some(path) = document.origin().path.clone() else {
            return;
        };
        if io::is_within(&path, self.patience.bytes) {
            let outcome = files::read(&path, &mut |_| {});
            self.reread_done(purpose, &path, outcome);
        } else {
            let reading = Rereading::new(purpose, &path, self.n_documents, &self.patience.wake);
            self.rereading = Some(reading);
        }
    }

    /// Takes over a file that was read again. True if anything came in.
    pub(super) fn take_over_reread(&mut self) -> bool {
        let Some(reading) = self.rereading.take() else {
            return false;
        };
        let outcome = match reading.receive.try_recv() {
            Ok(outcome) => outcome,
            Err(TryRecvError::Empty) => {
                self.rereading = Some(reading);
                return false;
            }
            Err(TryRecvError::Disconnected) => {
                Err(vec!["it could not be read to its end".to_owned()])
            }
        };
        if reading.of_document == self.n_documents {
            self.reread_done(reading.purpose, &reading.path, outcome);
        }
        true
    }

    fn reread_done(&mut self, purpose: Purpose, path: &Path, outcome: Result<Read, Vec<String>>) {
        let read = match outcome {
            Ok(read) => read,
            Err(lines) => return self.not_opened(path, lines),
        };
        let Some(document) = &mut self.document else {
            return;
        };
        match purpose {
            Purpose::Reload => {
                let name = read.origin.file_name().unwrap_or_default();
                let label = format!("reload {name} as others left it");
                let change = Change::between(label, document.model(), &read.model);
                if document
                    .reload(&change, read.origin, &self.selection)
                    .is_err()
                {
                    let why = "it cannot be taken over as one step; open it instead".to_owned();
                    return self.not_opened(path, vec![why]);
                }
                self.refusal = None;
                self.drop_what_is_gone();
                self.say(format!("Reloaded {name}"), true);
            }
            Purpose::Compare => {
                document.compare_with_disk(read.model);
                self.visit(Workspace::Compare, self.selection.key().cloned());
                self.effects.push(Effect::CompareWithSaved);
            }
        }
    }
}
