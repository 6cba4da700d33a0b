//! What panels ask for. They push; the session runs the queue once, after the panels.

use std::path::PathBuf;

use crate::engine::{Question, Target};
use crate::model::{Change, Date, Key, LevelId, PermissionId, PrincipalId};

use super::command::Command;
use super::export::Export;
use super::place::Workspace;
use super::plain::Door;
use super::preferences::ThemeChoice;
use super::question::After;
use super::scenario::ScenarioAsk;
use super::stand_in::Eyes;

/// One thing to be done after the panels have drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Apply a change.
    Apply(Change),
    /// Apply a change that belongs to a gesture: one step of undo together with the others.
    ApplyIn(u64, Change),
    /// Apply a change and, if it is accepted, select a record.
    ApplyAndSelect(Change, Key),
    /// Select a record, or nothing.
    Select(Option<Key>),
    /// Add a record to the selection, or take it out.
    Toggle(Key),
    /// Select several records; the last is inspected.
    SelectAll(Vec<Key>),
    /// Bring a workspace to the centre.
    Go(Workspace),
    /// Bring a workspace to the centre with a record selected.
    Reveal(Workspace, Key),
    /// Go to Simulate and ask there why, or why not.
    Ask(Question),
    /// Look with someone's eyes, or with nobody's.
    SeeAs(Option<PrincipalId>),
    /// Look with the eyes of someone who holds one role, or is in one group, and nothing else.
    SeeThrough(Eyes),
    /// Answer for another day than today, across the window; none = for today.
    AsOf(Option<Date>),
    /// Do something to the scenarios.
    Scenario(ScenarioAsk),
    /// Run a command.
    Command(Command),
    /// Follow the system, or stay light or dark.
    Theme(ThemeChoice),
    /// Open a file, asking about unsaved changes first.
    Open(PathBuf),
    /// Make a model from a template (its place in the list), asking about unsaved changes first.
    NewFrom(usize),
    /// Forget a recent file.
    ForgetRecent(PathBuf),
    /// A path was chosen for opening, or for importing.
    OpenChosen(PathBuf),
    /// Show what a file of others would do to the model.
    Import(PathBuf),
    /// What is being opened is not wanted any more.
    StopOpening,
    /// A path was chosen for saving. `confirmed` if replacing that very file was agreed to.
    SaveChosen {
        /// The path.
        path: PathBuf,
        /// Replacing that very file was agreed to.
        confirmed: bool,
    },
    /// No dialog could be opened, for this reason; a path is typed instead.
    NoDialog(String),
    /// A dialog was closed without a choice.
    DialogCancelled,
    /// The question that waits: save, then go on.
    AnswerSave,
    /// The question that waits: go on without saving, or replace the file.
    AnswerGoOn,
    /// The question that waits: stay.
    AnswerCancel,
    /// Open what an earlier run left behind.
    Recover {
        /// Which.
        nth: u64,
        /// Compare it with the user's file.
        compare: bool,
    },
    /// Drop what an earlier run left behind, for good.
    DropLeftBehind(u64),
    /// Decide later what becomes of what was left behind.
    OfferLater,
    /// The window came to the front: look whether others changed the file.
    LookAtDisk,
    /// Take over the file as others left it, as one step.
    Reload,
    /// Compare the model with the file as others left it.
    CompareWithDisk,
    /// Ask where to save, and go on after it.
    SaveAsThen(After),
    /// Saving is to replace what others wrote; with `save` it does so now.
    KeepMine {
        /// Save now.
        save: bool,
    },
    /// Walk to a state of the history.
    WalkTo(u64),
    /// Show in Compare what differs between now and a state of the history.
    CompareWith(u64),
    /// Put the refusal away.
    DismissRefusal,
    /// Put the toast away.
    DismissToast,
    /// Open or close the palette.
    Palette(bool),
    /// A plain question was answered: remember it and go where the answer stands, or to the list of
    /// answers where there is no other place.
    Answered {
        /// The question.
        question: String,
        /// Where the answer stands.
        door: Option<Door>,
    },
    /// Go where a row of an answer leads.
    Through(Door),
    /// Apply a change and say that it was done.
    ApplyAndSay(Change),
    /// Say what was just done, in one sentence.
    Say(String),
    /// Make a file for others, once its place is known.
    Export(Export),
}

/// The queue panels push to.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Asks for something to be done after the panels.
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Asks for a change.
    pub fn apply(&mut self, change: Change) {
        self.push(Action::Apply(change));
    }

    /// Asks for a change, if there is one.
    pub fn extend(&mut self, change: Option<Change>) {
        change.into_iter().for_each(|change| self.apply(change));
    }

    /// Asks for a record to be selected.
    pub fn select(&mut self, key: Key) {
        self.push(Action::Select(Some(key)));
    }

    /// Asks for a command to be run.
    pub fn command(&mut self, command: Command) {
        self.push(Action::Command(command));
    }

    /// True if nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was asked for, in order.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}

/// What only the window can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask for a file to open.
    AskOpen,
    /// Ask for a file of others to import.
    AskImport,
    /// Show what a file of others would do to the model.
    ShowImport(PathBuf),
    /// Ask where to save; a name to start from.
    AskSave {
        /// Proposed file name.
        name: String,
        /// Folder to start in.
        folder: Option<PathBuf>,
        /// A folder of that name is written, not a file.
        is_folder: bool,
    },
    /// Close the window: nothing is unsaved, or it was agreed to.
    Close,
    /// Zoom in by so many steps; 0 goes back to the usual size.
    Zoom(i8),
    /// Answer a question in Simulate.
    Ask(Question),
    /// Think out what would come of something, for someone if one was selected.
    WhatIf(Option<PrincipalId>),
    /// Show in Simulate the HR system as someone sees it.
    SeeAs(PrincipalId),
    /// Show in Simulate everyone who can.
    ShowWhoCan {
        /// What.
        permission: PermissionId,
        /// At which level.
        level: LevelId,
        /// On what; none = on anything at all.
        target: Option<Target>,
    },
    /// Show in Simulate the answer to a plain question.
    ShowAnswer(String),
    /// Open the form that adds an admin.
    AddAdmin,
    /// Ask under whom these people are to be.
    MoveUnder(Vec<PrincipalId>),
    /// Ask whether these are to go although other records name them.
    Remove(Vec<Key>),
    /// Show or hide the inspector.
    ToggleInspector,
    /// Show or hide the history.
    ToggleHistory,
    /// Compare the model with a state of its history.
    CompareWith(u64),
    /// Compare the model with what its file holds.
    CompareWithSaved,
    /// Show what the model can be exported to.
    ShowExport,
    /// Show the list of keys.
    ShowShortcuts,
    /// Show what the program is.
    ShowAbout,
}
