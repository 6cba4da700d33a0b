//! ONE OPEN DOCUMENT. What is open, what is selected, what can be undone, and what waits for an
//! answer. Panels read a [`Session`] and push [`Action`]s; the queue runs once, after the panels.
//!
//! No drawing here, and no file dialogs: what only a window can do is asked for by an [`Effect`].
//!
//! Architecture invariant: [`Document::apply`] is the only writer of a model, and during a frame
//! the model does not change.

mod action;
mod analysis;
mod answered;
mod background;
mod command;
mod difference;
mod document;
mod files;
mod filing;
mod find;
mod history;
mod left_behind;
mod notes;
mod on_disk;
mod opening;
mod place;
mod preferences;
mod question;
mod recovery;
pub mod remedies;
mod run;
mod saving;
pub mod scenario;
mod shortcut;
mod stand_in;
mod template;
mod timeline;
mod toast;
mod wake;

pub mod cells;
pub mod edits;
mod export;
pub mod intake;
pub mod people;
pub mod pictures;
pub mod plain;

pub use action::{Action, Actions, Effect};
pub use analysis::{Analysis, Checks, Patience};
pub use background::{Background, LARGE, discard};
pub use command::{Command, Info};
pub use difference::{Changes, Shift, Shifts};
pub use document::{Document, Refusal};
pub use export::Export;
pub use files::Origin;
pub use find::{Found, Hit, MOST_HITS, Search, find};
pub use history::{History, Moment};
pub use left_behind::{Against, Left, LeftBehind, Whole};
pub use notes::{Note, notes};
pub use on_disk::OnDisk;
pub use opening::{Opening, OpeningStage};
pub use place::{Place, Selection, Trail, Workspace};
pub use preferences::{Preferences, Recent, ThemeChoice};
pub use question::{After, Question};
pub use saving::Saving;
pub use scenario::{ScenarioAsk, Scenarios};
pub use shortcut::{KeyName, Shortcut};
pub use stand_in::{Eyes, StandIn};
pub use template::{TEMPLATES, Template};
pub use timeline::{TimeLine, Turn, time_line};
pub use toast::Toast;

use std::path::PathBuf;

use crate::model::{Date, Key, PrincipalId};

/// Everything one window holds that is not drawing.
#[derive(Debug)]
pub struct Session {
    document: Option<Document>,
    analysis: Analysis,
    today: Date,
    /// Another day than today, for everything that is shown.
    as_of: Option<Date>,
    scenarios: Scenarios,
    stand_ins: stand_in::StandIns,
    workspace: Workspace,
    selection: Selection,
    trail: Trail,
    seeing_as: Option<PrincipalId>,
    question: Option<Question>,
    refusal: Option<Refusal>,
    toast: Option<Toast>,
    preferences: Preferences,
    folder: Option<PathBuf>,
    palette_open: bool,
    asked: Vec<String>,
    effects: Vec<Effect>,
    n_documents: u64,
    after_save: After,
    asking: filing::Asking,
    exporting: export::Exporting,
    patience: Patience,
    opening: Option<Opening>,
    /// The state the open document was in when the opening began.
    opening_from: Option<u64>,
    /// What was opened, while its place is still taken by unsaved edits.
    opened: Option<Box<(files::Read, analysis::Answers)>>,
    saving: Option<Saving>,
    rereading: Option<on_disk::Rereading>,
    keeper: recovery::Keeper,
}

impl Session {
    /// A session without a document. `day` is today: the day the answers are for until another is set. `folder` keeps the
    /// user's own settings; without one nothing is kept.
    pub fn new(day: Date, folder: Option<PathBuf>) -> Session {
        let preferences = folder.as_deref().map(Preferences::load).unwrap_or_default();
        let mut session = Session {
            document: None,
            analysis: Analysis::default(),
            today: day,
            as_of: None,
            scenarios: Scenarios::default(),
            stand_ins: Default::default(),
            workspace: Workspace::Organisation,
            selection: Selection::default(),
            trail: Trail::default(),
            seeing_as: None,
            question: None,
            refusal: None,
            toast: None,
            preferences,
            folder,
            palette_open: false,
            asked: Vec::new(),
            effects: Vec::new(),
            n_documents: 0,
            after_save: After::Stay,
            asking: filing::Asking::default(),
            exporting: export::Exporting::default(),
            patience: Patience::default(),
            opening: None,
            opening_from: None,
            opened: None,
            saving: None,
            rereading: None,
            keeper: recovery::Keeper::default(),
        };
        session.find_left_behind();
        session
    }

    /// What is done while the window waits, and what in threads.
    pub fn with_patience(self, patience: Patience) -> Session {
        Session { patience, ..self }
    }

    /// `wake` is called from threads whenever something has come in.
    pub fn wake_by(&mut self, wake: impl Fn() + Send + Sync + 'static) {
        self.patience.wake = wake::Wake::new(wake);
    }

    /// What is done while the window waits, and what in threads.
    pub fn patience(&self) -> &Patience {
        &self.patience
    }

    /// The file that is being opened.
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// The file that is being written.
    pub fn saving(&self) -> Option<&Saving> {
        self.saving.as_ref()
    }

    /// What is open, if anything is.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// What follows from the open model. Stands still during a frame.
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The day the answers are for.
    pub fn day(&self) -> Date {
        self.as_of.unwrap_or(self.today)
    }

    /// The day the program was started.
    pub fn today(&self) -> Date {
        self.today
    }

    /// The day that was set instead of today.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The workspace in the centre.
    pub fn workspace(&self) -> Workspace {
        self.workspace
    }

    /// What is selected across the window.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The one record that is selected, if it is.
    pub fn selected(&self) -> Option<&Key> {
        self.selection.key()
    }

    /// Where one came from, and whether one can go back or forward.
    pub fn trail(&self) -> &Trail {
        &self.trail
    }

    /// With whose eyes the window looks.
    pub fn seeing_as(&self) -> Option<&PrincipalId> {
        self.seeing_as.as_ref()
    }

    /// The question that waits for an answer.
    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// Why the last edit was not accepted.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// What was just done.
    pub fn toast(&self) -> Option<&Toast> {
        self.toast.as_ref()
    }

    /// Theme, recent files and what else the user chose.
    pub fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// True while the command palette is open.
    pub fn is_palette_open(&self) -> bool {
        self.palette_open
    }

    /// The plain questions that were asked, newest last.
    pub fn asked(&self) -> &[String] {
        &self.asked
    }

    /// Counts the documents that were open so far: panels drop what they keep when it changes.
    pub fn n_documents(&self) -> u64 {
        self.n_documents
    }

    /// True if closing now would lose edits. What is still being written counts as not saved.
    pub fn is_unsaved(&self) -> bool {
        let is_written = |saving: &Saving| saving.of_document == self.n_documents;
        self.document.as_ref().is_some_and(Document::is_unsaved)
            || self.saving.as_ref().is_some_and(is_written)
    }

    /// True if the dialog that is open asks where to save.
    pub fn is_asking_save(&self) -> bool {
        matches!(self.asking, filing::Asking::Save | filing::Asking::Export)
    }

    /// True if the path that is asked for is that of an export.
    pub fn is_asking_export(&self) -> bool {
        self.asking == filing::Asking::Export
    }

    /// What only the window can do, since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Takes over what came from threads and brings the analysis up to the model; called before
    /// the panels draw. True if anything changed.
    pub fn prepare(&mut self) -> bool {
        let has_come = self.take_over_files() | self.take_over_exports();
        let day = self.day();
        let mut has_changed = match &self.document {
            Some(document) => self.analysis.prepare(document, day, &self.patience),
            None => self.analysis.clear(),
        };
        if self.workspace == Workspace::Simulate {
            has_changed |= self.scenarios.prepare(&self.analysis, day, &self.patience);
            has_changed |= self.tend_stand_in();
        }
        let has_kept = self.tend_recovery();
        has_come || has_changed || has_kept
    }

    /// Keeps what is not saved, also while nothing is drawn.
    pub fn keep_what_is_due(&mut self) {
        self.tend_recovery();
    }
}
