//! One open model with its file and its history. `apply` is the only way it changes.

use std::path::PathBuf;

use crate::engine::Engine;
use crate::engine::gate::{Highlight, Verdict, try_knowing};
use crate::io::FileMark;
use crate::model::{Broken, Change, Date, Key, Model, PermissionId};

use super::files::Origin;
use super::history::History;
use super::on_disk::OnDisk;
use super::place::Selection;

/// Why an edit was not accepted. The model is as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// What was to be done, as the change names it.
    pub label: String,
    /// Why it was not, and what would be accepted.
    pub reason: String,
    /// The record it is about, if it is about one.
    pub key: Option<Key>,
    /// Permissions to mark.
    pub highlight: Vec<PermissionId>,
    /// Fields of the record to mark: what they hold is not accepted.
    pub fields: Vec<String>,
}

/// One open model.
#[derive(Debug, Clone)]
pub struct Document {
    model: Model,
    origin: Origin,
    history: History,
    /// Name of the file it was opened from.
    begun: Option<String>,
    /// What the file holds.
    saved: Option<Snapshot>,
    on_disk: OnDisk,
    /// Counts the states of the file that others made.
    n_foreign: u64,
    revision: u64,
}

/// The model in one state of its history.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    state: u64,
    model: Model,
}

impl Snapshot {
    /// Names the state, as the history does.
    pub(super) fn state(&self) -> u64 {
        self.state
    }

    /// The facts.
    pub(super) fn model(&self) -> &Model {
        &self.model
    }
}

impl Document {
    /// A model that was read from a file.
    pub(super) fn opened(model: Model, origin: Origin) -> Document {
        let history = History::default();
        let saved = Some(Snapshot {
            state: history.state(),
            model: model.clone(),
        });
        Document {
            model,
            begun: origin.file_name(),
            origin,
            history,
            saved,
            on_disk: OnDisk::AsKnown,
            n_foreign: 0,
            revision: 1,
        }
    }

    /// What was not saved when the program ended. `file` is what the file holds, or an empty model.
    /// What differs is one step, so that undo leads back to the file.
    pub(super) fn recovered(
        file: Option<(Model, Origin)>,
        path: Option<PathBuf>,
        model: &Model,
        label: String,
    ) -> Option<Document> {
        let is_there = file.is_some();
        let (base, origin) = file.unwrap_or_default();
        let change = Change::between(label, &base, model);
        let mut document = Document::opened(base, origin);
        if !is_there {
            document.origin.path = path;
            document.saved = None;
            if document.origin.path.is_some() {
                document.on_disk = OnDisk::Gone;
            }
        }
        document.take_over(&change, &Selection::default()).ok()?;
        Some(document)
    }

    /// A model that no file holds yet. Untouched, it can be dropped without a question.
    pub(super) fn new(model: Model) -> Document {
        Document::opened(model, Origin::default())
    }

    /// The facts.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Where it came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Name of the file it was opened from, if it was.
    pub fn begun(&self) -> Option<&str> {
        self.begun.as_deref()
    }

    /// What can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Grows with every change, undo and redo: the key of everything cached.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// True if it differs from what the file holds.
    pub fn is_unsaved(&self) -> bool {
        let is_in_file = |saved: &Snapshot| saved.state == self.history.state();
        let lacks = matches!(self.on_disk, OnDisk::Gone | OnDisk::Overruled);
        lacks || !self.saved.as_ref().is_some_and(is_in_file)
    }

    /// What is known of its file.
    pub fn on_disk(&self) -> OnDisk {
        self.on_disk
    }

    /// How many steps lie between the model and what was last opened or saved.
    pub fn n_unsaved(&self) -> usize {
        let here = self.history.n_undo();
        let saved = self.saved_state();
        let saved = saved.and_then(|state| self.history.place_of(state));
        saved.unwrap_or(0).abs_diff(here)
    }

    /// The model as it was last opened or saved.
    pub fn saved_model(&self) -> Option<&Model> {
        self.saved.as_ref().map(|saved| &saved.model)
    }

    /// Names the state the file holds, as the history does.
    pub fn saved_state(&self) -> Option<u64> {
        self.saved.as_ref().map(|saved| saved.state)
    }

    /// The model in another state of its history, if undo or redo leads there.
    pub fn model_at(&self, state: u64) -> Option<Model> {
        let mut model = self.model.clone();
        let way = self.history.way_to(self.history.place_of(state)?);
        model.retrace(&way).ok()?;
        Some(model)
    }

    /// What people call it: the model's name, else the file's.
    pub fn title(&self) -> String {
        let name = self.model.name().trim();
        if !name.is_empty() {
            return name.to_owned();
        }
        self.origin
            .file_name()
            .unwrap_or_else(|| "Untitled model".to_owned())
    }

    /// Applies a change whole or not at all.
    #[cfg(test)]
    pub(super) fn apply(
        &mut self,
        change: &Change,
        gesture: Option<u64>,
        day: Date,
        selected: &Selection,
    ) -> Result<(), Box<Refusal>> {
        self.apply_knowing(None, change, gesture, day, selected)
    }

    /// The same with an engine at hand, of this model or of an earlier state of it.
    pub(super) fn apply_knowing(
        &mut self,
        known: Option<&Engine>,
        change: &Change,
        gesture: Option<u64>,
        day: Date,
        selected: &Selection,
    ) -> Result<(), Box<Refusal>> {
        // No editor: whoever holds the model may change it. What is checked is the model itself.
        match try_knowing(known, &self.model, change, None, day) {
            Verdict::Accepted { model, undo } => {
                // What changes nothing is no step.
                if *model != self.model {
                    self.model = *model;
                    self.history.push(undo, gesture, selected);
                    self.revision += 1;
                }
                Ok(())
            }
            Verdict::Refused {
                message, highlight, ..
            } => Err(Box::new(refused(change, message, &highlight))),
        }
    }

    /// Takes the last step back; returns its name.
    pub(super) fn undo(&mut self) -> Option<String> {
        let label = self.history.undo_label()?.to_owned();
        self.walk(self.history.n_undo().checked_sub(1)?)?;
        Some(label)
    }

    /// Repeats what was taken back; returns its name.
    pub(super) fn redo(&mut self) -> Option<String> {
        let label = self.history.redo_label()?.to_owned();
        self.walk(self.history.n_undo() + 1)?;
        Some(label)
    }

    /// Walks to a point of the history, over all steps between at once.
    pub(super) fn walk(&mut self, at: usize) -> Option<()> {
        let way = self.history.way_to(at);
        // What was so once can be so again: history does not pass the gate.
        let inverses = self.model.retrace(&way).ok()?;
        self.history.walked(at, inverses);
        self.revision += 1;
        Some(())
    }

    /// What was selected at the point one has walked to.
    pub(super) fn selected_then(&self, is_back: bool) -> Option<&Selection> {
        self.history.selected_at(self.history.n_undo(), is_back)
    }

    /// What is selected now that the newest step is done.
    pub(super) fn leave_selected(&mut self, after: &Selection) {
        self.history.leave_selected(after);
    }

    /// The model as it is, to be kept while it is edited on. It shares the records.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            state: self.history.state(),
            model: self.model.clone(),
        }
    }

    /// The file now holds the model as it was then.
    pub(super) fn saved_as(&mut self, origin: Origin, snapshot: Snapshot) {
        self.origin = origin;
        self.history.mark_saved(snapshot.state);
        self.saved = Some(snapshot);
        self.on_disk = OnDisk::AsKnown;
    }

    /// The file holds what was known of it, perhaps written anew.
    pub(super) fn is_still(&mut self, mark: FileMark) {
        self.origin.mark = Some(mark);
        if self.on_disk.is_open() {
            self.on_disk = OnDisk::AsKnown;
        }
    }

    /// Somebody else did something to the file.
    pub(super) fn set_on_disk(&mut self, now: OnDisk) {
        self.on_disk = now;
    }

    /// Saving is to replace what others wrote.
    pub(super) fn overrule(&mut self) {
        match self.on_disk {
            OnDisk::Changed(mark) => self.origin.mark = Some(mark),
            // Whatever comes there later was not seen.
            OnDisk::Gone => self.origin.mark = None,
            OnDisk::AsKnown | OnDisk::Overruled => {}
        }
        self.on_disk = OnDisk::Overruled;
    }

    /// What others wrote is what the model is compared with.
    pub(super) fn compare_with_disk(&mut self, model: Model) {
        self.n_foreign += 1;
        // No state of this history: the file holds what nobody made here.
        let state = u64::MAX - self.n_foreign;
        self.saved = Some(Snapshot { state, model });
    }

    /// Takes over what others wrote, as one step.
    pub(super) fn reload(
        &mut self,
        change: &Change,
        origin: Origin,
        selected: &Selection,
    ) -> Result<(), Broken> {
        self.take_over(change, selected)?;
        let snapshot = self.snapshot();
        self.saved_as(origin, snapshot);
        Ok(())
    }

    /// Applies a change that leads to a model that was checked already: one that was read.
    fn take_over(&mut self, change: &Change, selected: &Selection) -> Result<(), Broken> {
        let inverse = self.model.retrace(&[change])?.pop();
        if let Some(inverse) = inverse.filter(|inverse| !inverse.edits.is_empty()) {
            self.history.push(inverse, None, selected);
            self.revision += 1;
        }
        Ok(())
    }
}

fn refused(change: &Change, message: String, highlight: &[Highlight]) -> Refusal {
    let key = highlight.iter().find_map(|one| match one {
        Highlight::Record(key) | Highlight::Field(key, _) => Some(key.clone()),
        Highlight::Permission(_) => None,
    });
    let permissions = highlight.iter().filter_map(|one| match one {
        Highlight::Permission(id) => Some(id.clone()),
        _ => None,
    });
    let fields = highlight.iter().filter_map(|one| match one {
        Highlight::Field(of, field) if Some(of) == key.as_ref() => Some(field.clone()),
        _ => None,
    });
    Refusal {
        label: change.label.clone(),
        reason: message,
        highlight: permissions.collect(),
        fields: fields.collect(),
        key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edit, Principal};

    fn none() -> Selection {
        Selection::default()
    }

    fn day() -> Date {
        Date::new(2026, 11, 21).unwrap()
    }

    fn add(id: &str) -> Change {
        let person = Principal::new(id, id);
        Change::new(format!("add {id}"), vec![Edit::put(person)])
    }

    #[test]
    fn undo_restores_exactly_and_the_mark_of_unsaved_goes() {
        let mut document = Document::new(Model::default());
        assert!(!document.is_unsaved());
        let before = document.model().clone();
        document.apply(&add("ann"), None, day(), &none()).unwrap();
        assert!(document.is_unsaved());
        let after = document.model().clone();
        assert_eq!(document.undo().as_deref(), Some("add ann"));
        assert_eq!(document.model(), &before);
        assert!(!document.is_unsaved());
        assert_eq!(document.redo().as_deref(), Some("add ann"));
        assert_eq!(document.model(), &after);
    }

    #[test]
    fn earlier_and_later_states_can_be_looked_at() {
        let mut document = Document::new(Model::default());
        document.apply(&add("ann"), None, day(), &none()).unwrap();
        let after_ann = document.model().clone();
        document.apply(&add("bob"), None, day(), &none()).unwrap();
        let now = document.model().clone();
        let states: Vec<u64> = document.history().moments().map(|m| m.state).collect();
        assert_eq!(document.model_at(states[1]), Some(after_ann));
        assert_eq!(document.model_at(states[0]), Some(Model::default()));
        assert_eq!(document.model_at(99), None);
        assert_eq!(document.saved_state(), Some(states[0]));
        document.walk(0);
        assert_eq!(document.model(), &Model::default());
        assert_eq!(document.model_at(states[2]), Some(now));
    }

    #[test]
    fn changes_of_one_gesture_are_one_step() {
        let mut document = Document::new(Model::default());
        document
            .apply(&add("ann"), Some(7), day(), &none())
            .unwrap();
        document
            .apply(&add("bob"), Some(7), day(), &none())
            .unwrap();
        assert_eq!(document.history().n_undo(), 1);
        document.undo();
        assert_eq!(document.model(), &Model::default());
    }

    #[test]
    fn a_refused_change_leaves_everything_as_it_was() {
        let mut document = Document::new(Model::default());
        let gone = Change::new(
            "remove ann",
            vec![Edit::Remove(Key::Principal("ann".into()))],
        );
        assert!(document.apply(&gone, None, day(), &none()).is_err());
        assert_eq!(document.model(), &Model::default());
        assert_eq!(document.history().n_undo(), 0);
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut document = Document::new(Model::default());
        document.apply(&add("ann"), None, day(), &none()).unwrap();
        document.apply(&add("ann"), None, day(), &none()).unwrap();
        assert_eq!(document.history().n_undo(), 1);
    }

    #[test]
    fn one_walks_over_many_steps_at_once_and_back() {
        let mut document = Document::new(Model::default());
        let mut models = vec![document.model().clone()];
        for id in ["ann", "bob", "cay", "dan"] {
            document.apply(&add(id), None, day(), &none()).unwrap();
            models.push(document.model().clone());
        }
        for to in [1, 4, 0, 3, 2, 4] {
            document.walk(to).unwrap();
            assert_eq!(document.model(), &models[to]);
        }
        document.undo();
        document.apply(&add("eve"), None, day(), &none()).unwrap();
        assert_eq!(document.history().redo_label(), None);
        document.walk(3).unwrap();
        assert_eq!(document.model(), &models[3]);
    }
}
