//! What leaves the program besides the model: where it goes is asked for, then it is made and
//! written in a thread while the window goes on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::Session;
use super::action::Effect;
use super::filing::{Asking, short};
use super::question::{After, Question};
use crate::io;
use crate::io::export::{Parcel, write_with_report};

type Make = Arc<dyn Fn() -> Result<Made, String> + Send + Sync>;

/// What was made.
#[derive(Debug)]
enum Made {
    File(Vec<u8>),
    /// Files, with the report of what does not carry over.
    Parcel(Arc<Parcel>, String),
}

/// A file or folder to be made: its proposed name, whose ending says what it is, and how.
#[derive(Clone)]
pub struct Export {
    name: String,
    is_folder: bool,
    make: Make,
}

impl Export {
    /// A file that is made once its place is known.
    pub fn new(
        name: impl Into<String>,
        make: impl Fn() -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Export {
        Export {
            name: name.into(),
            is_folder: false,
            make: Arc::new(move || make().map(Made::File)),
        }
    }

    /// An export that is made already, with its report: one file, or a folder of files.
    pub fn of_parcel(
        name: impl Into<String>,
        is_folder: bool,
        parcel: Arc<Parcel>,
        report: String,
    ) -> Export {
        Export {
            name: name.into(),
            is_folder,
            make: Arc::new(move || Ok(Made::Parcel(parcel.clone(), report.clone()))),
        }
    }

    fn ending(&self) -> &str {
        if self.is_folder {
            return "";
        }
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// The path with the ending of what is written; another ending is a name with a dot in it.
    fn path(&self, typed: &Path) -> PathBuf {
        let has_it = self.is_folder
            || typed
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case(self.ending()));
        if has_it {
            return typed.to_owned();
        }
        let mut name = typed.as_os_str().to_owned();
        name.push(".");
        name.push(self.ending());
        name.into()
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Export").field(&self.name).finish()
    }
}

impl PartialEq for Export {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.is_folder == other.is_folder
            && Arc::ptr_eq(&self.make, &other.make)
    }
}

/// What is to be written, and what is being written.
#[derive(Debug, Default)]
pub(super) struct Exporting {
    wanted: Option<Export>,
    running: Vec<(PathBuf, Receiver<Result<(), String>>)>,
}

impl Session {
    /// Asks where it is to go.
    pub(super) fn export(&mut self, export: Export) {
        let path = self.document.as_ref().and_then(|d| d.origin().path.clone());
        let folder = path.as_deref().and_then(Path::parent).map(Path::to_owned);
        let (name, is_folder) = (export.name.clone(), export.is_folder);
        self.exporting.wanted = Some(export);
        self.asking = Asking::Export;
        self.effects.push(Effect::AskSave {
            name,
            folder,
            is_folder,
        });
    }

    /// The name it would have, for those who type its path.
    pub(super) fn export_name(&self) -> String {
        let wanted = self.exporting.wanted.as_ref();
        wanted.map_or_else(String::new, |export| export.name.clone())
    }

    pub(super) fn export_chosen(&mut self, typed: &Path, confirmed: bool) {
        let Some(export) = &self.exporting.wanted else {
            return;
        };
        let path = export.path(typed);
        // A dialog that asks for a folder does not ask whether what is in it may be replaced.
        let is_agreed = confirmed && path == typed && !export.is_folder;
        if path.exists() && !is_agreed {
            let then = After::Stay;
            self.question = Some(Question::Overwrite { path, then });
            return;
        }
        self.write_export(path);
    }

    /// True if a file for others is about to be written, and not the model.
    pub(super) fn is_exporting(&self) -> bool {
        self.exporting.wanted.is_some()
    }

    pub(super) fn write_export(&mut self, path: PathBuf) {
        let Some(export) = self.exporting.wanted.take() else {
            return;
        };
        self.question = None;
        let (send, receive) = channel();
        let (to, wake) = (path.clone(), self.patience.wake.clone());
        std::thread::spawn(move || {
            let done = (export.make)().and_then(|made| {
                let written = match made {
                    Made::File(bytes) => io::save_picture(&to, &bytes),
                    Made::Parcel(parcel, report) => {
                        write_with_report(&parcel, &report, export.is_folder, &to).map(|_| ())
                    }
                };
                written.map_err(|problem| problem.to_string())
            });
            // Nobody waits if the window is gone.
            let _ = send.send(done);
            wake.call();
        });
        self.exporting.running.push((path, receive));
    }

    /// Nothing is written after all.
    pub(super) fn drop_export(&mut self) {
        self.exporting.wanted = None;
    }

    /// Says what has been written. True if something has.
    pub(super) fn take_over_exports(&mut self) -> bool {
        let mut told = Vec::new();
        self.exporting.running.retain(|(path, receive)| {
            let outcome = match receive.try_recv() {
                Ok(outcome) => outcome,
                Err(TryRecvError::Empty) => return true,
                Err(TryRecvError::Disconnected) => Err("It could not be made".to_owned()),
            };
            told.push((short(path), outcome));
            false
        });
        let has_come = !told.is_empty();
        for (name, outcome) in told {
            match outcome {
                Ok(()) => self.say(format!("Saved {name}"), false),
                Err(why) => self.trouble(
                    format!("{name} could not be saved"),
                    "Nothing else has changed",
                    vec![why],
                ),
            }
        }
        has_come
    }
}
