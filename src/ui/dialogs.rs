//! File dialogs, behind a trait so that tests can script them. The real ones run in a thread
//! of their own and send their answer back; the window never waits for them.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A file to open.
    Open,
    /// A file of others to import.
    Import,
    /// Where to save.
    Save {
        /// Proposed file name.
        name: String,
        /// Folder to start in.
        folder: Option<PathBuf>,
        /// A folder of that name is made: it is asked in which.
        is_folder: bool,
    },
}

impl Ask {
    /// How the names of such files end.
    fn ending(&self) -> &str {
        match self {
            Ask::Open => "ron",
            Ask::Import => "csv",
            Ask::Save { is_folder, .. } if *is_folder => "*",
            Ask::Save { name, .. } => name.rsplit_once('.').map_or("ron", |(_, ending)| ending),
        }
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A path.
    Path(PathBuf),
    /// Closed without a choice.
    Cancelled,
    /// No dialog can be opened, and why.
    Impossible(String),
}

/// Something that can ask for a path.
pub trait Dialogs {
    /// Begins to ask. One question at a time.
    fn ask(&mut self, ask: Ask, wake: &egui::Context);
    /// The answer, once it is there.
    fn poll(&mut self) -> Option<Answer>;
}

/// The dialogs of the system.
#[derive(Default)]
pub struct SystemDialogs {
    running: Option<(Receiver<Option<PathBuf>>, Instant)>,
    last: Option<Answer>,
}

/// Endings of files that can be imported.
pub const IMPORTED: &[&str] = &[
    "csv", "tsv", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "json",
];

/// A dialog that is gone sooner than a person could close it never opened.
const TOO_QUICK: Duration = Duration::from_millis(300);

impl Dialogs for SystemDialogs {
    fn ask(&mut self, ask: Ask, wake: &egui::Context) {
        if self.running.is_some() {
            return;
        }
        let (send, receive) = channel();
        let wake = wake.clone();
        let spawned = std::thread::Builder::new()
            .name("file dialog".to_owned())
            .spawn(move || {
                let ending = ask.ending().to_owned();
                let dialog = match ending.as_str() {
                    "*" => rfd::FileDialog::new(),
                    "csv" if ask == Ask::Import => {
                        rfd::FileDialog::new().add_filter("Tables, spreadsheets, JSON", IMPORTED)
                    }
                    "ron" => rfd::FileDialog::new().add_filter("Sightline model", &["ron"]),
                    other => rfd::FileDialog::new().add_filter(other.to_uppercase(), &[other]),
                };
                let dialog = dialog.add_filter("All files", &["*"]);
                let path = match ask {
                    Ask::Open => dialog.set_title("Open a model").pick_file(),
                    Ask::Import => dialog.set_title("Import a file").pick_file(),
                    Ask::Save {
                        name,
                        folder,
                        is_folder: true,
                    } => {
                        let title = format!("Choose where the folder “{name}” goes");
                        let dialog = dialog.set_title(title);
                        let dialog = match folder {
                            Some(folder) => dialog.set_directory(folder),
                            None => dialog,
                        };
                        dialog.pick_folder().map(|chosen| chosen.join(name))
                    }
                    Ask::Save { name, folder, .. } => {
                        let title = match ending.as_str() {
                            "ron" => "Save the model",
                            _ => "Save for others",
                        };
                        let dialog = dialog.set_title(title).set_file_name(name);
                        match folder {
                            Some(folder) => dialog.set_directory(folder),
                            None => dialog,
                        }
                        .save_file()
                    }
                };
                // The window may be gone by now; then nobody wants the answer.
                let _ = send.send(path);
                wake.request_repaint();
            });
        match spawned {
            Ok(_) => self.running = Some((receive, Instant::now())),
            Err(problem) => self.last = Some(Answer::Impossible(problem.to_string())),
        }
    }

    fn poll(&mut self) -> Option<Answer> {
        if let Some(answer) = self.last.take() {
            return Some(answer);
        }
        let (receive, since) = self.running.as_ref()?;
        let why = "No file dialog can be opened here: neither a desktop portal nor zenity answers";
        let answer = match receive.try_recv() {
            Ok(Some(path)) => Answer::Path(path),
            Ok(None) if since.elapsed() < TOO_QUICK => Answer::Impossible(why.to_owned()),
            Ok(None) => Answer::Cancelled,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Answer::Impossible(why.to_owned()),
        };
        self.running = None;
        Some(answer)
    }
}

/// Dialogs that answer from a list, for tests.
#[derive(Default)]
pub struct ScriptedDialogs {
    /// The answers to come.
    pub answers: std::collections::VecDeque<Answer>,
    /// What was asked.
    pub asked: Vec<Ask>,
    ready: Option<Answer>,
}

impl ScriptedDialogs {
    /// Dialogs that give these answers in turn.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> ScriptedDialogs {
        ScriptedDialogs {
            answers: answers.into_iter().collect(),
            ..ScriptedDialogs::default()
        }
    }
}

impl Dialogs for ScriptedDialogs {
    fn ask(&mut self, ask: Ask, wake: &egui::Context) {
        self.asked.push(ask);
        self.ready = Some(self.answers.pop_front().unwrap_or(Answer::Cancelled));
        wake.request_repaint();
    }

    fn poll(&mut self) -> Option<Answer> {
        self.ready.take()
    }
}
