//! What waits for an answer before anything else goes on.

use std::path::PathBuf;

/// What comes after the question on unsaved changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// Nothing more.
    Stay,
    /// Close the window.
    Close,
    /// Ask for a file and open it.
    AskOpen,
    /// Open this file.
    Open(PathBuf),
    /// Make a model from a template.
    New(usize),
    /// Close the model and show the start page.
    CloseModel,
    /// Show the model that was opened in the background.
    ShowOpened,
    /// Recover what was left behind, and compare it with its file if asked for.
    Recover {
        /// Which.
        nth: u64,
        /// Go to Compare with it.
        compare: bool,
    },
}

/// A question or a message that stands before the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Save, discard or cancel, before `then`.
    Unsaved {
        /// What comes after.
        then: After,
    },
    /// Replace the file that is there?
    Overwrite {
        /// The file.
        path: PathBuf,
        /// What comes after.
        then: After,
    },
    /// Somebody else changed or removed the file since it was opened.
    OnDisk {
        /// The file.
        path: PathBuf,
        /// What comes after saving; `Stay` too where nobody was about to save.
        then: After,
    },
    /// No dialog can be opened: type the path of the file to open.
    TypeOpen {
        /// Why no dialog can be opened.
        why: String,
    },
    /// No dialog can be opened: type the path of the file to import.
    TypeImport {
        /// Why no dialog can be opened.
        why: String,
    },
    /// No dialog can be opened: type the path to save to.
    TypeSave {
        /// Why no dialog can be opened.
        why: String,
        /// A path to start from.
        path: String,
    },
    /// A file could not be read, or not be written.
    Trouble {
        /// What was tried, as a title.
        title: String,
        /// What stays as it is, in a sentence.
        stays: String,
        /// What is wrong, line by line.
        lines: Vec<String>,
    },
}
