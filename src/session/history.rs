//! Undo and redo. Each step keeps the change that leads back; one gesture is one step.
//!
//! The list has no limit that bites: a step holds only the records it touched.

use crate::model::Change;

#[derive(Debug, Clone)]
struct Step {
    /// Leads from where the model is to where this step goes.
    change: Change,
    /// The state the model is in after `change`.
    state: u64,
    gesture: Option<u64>,
}

/// What can be undone and redone.
#[derive(Debug, Clone)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    state: u64,
    last_state: u64,
}

impl Default for History {
    fn default() -> Self {
        History {
            undo: Vec::new(),
            redo: Vec::new(),
            state: 1,
            last_state: 1,
        }
    }
}

impl History {
    /// Name of what undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.last().map(|step| step.change.label.as_str())
    }

    /// Name of what redo would repeat.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|step| step.change.label.as_str())
    }

    /// Names of what can be undone, newest first.
    pub fn undo_labels(&self) -> impl Iterator<Item = &str> {
        self.undo
            .iter()
            .rev()
            .map(|step| step.change.label.as_str())
    }

    /// What can be undone, newest first: the state before each step, and the change that leads
    /// back to it.
    pub fn undo_steps(&self) -> impl Iterator<Item = (u64, &Change)> {
        self.undo
            .iter()
            .rev()
            .map(|step| (step.state, &step.change))
    }

    /// How many steps can be undone.
    pub fn n_undo(&self) -> usize {
        self.undo.len()
    }

    /// Names the state the model is in: undo brings an earlier one back.
    pub fn state(&self) -> u64 {
        self.state
    }

    /// A change was applied; `inverse` leads back. Changes of one gesture become one step.
    pub(super) fn push(&mut self, inverse: Change, gesture: Option<u64>) {
        self.redo.clear();
        let before = self.state;
        self.last_state += 1;
        self.state = self.last_state;
        if let (Some(gesture), Some(top)) = (gesture, self.undo.last_mut())
            && top.gesture == Some(gesture)
        {
            let mut edits = inverse.edits;
            edits.append(&mut top.change.edits);
            top.change = Change::new(inverse.label, edits);
            return;
        }
        self.undo.push(Step {
            change: inverse,
            state: before,
            gesture,
        });
    }

    /// What to apply to undo, without taking it off yet.
    pub(super) fn next_undo(&self) -> Option<&Change> {
        self.undo.last().map(|step| &step.change)
    }

    /// What to apply to redo, without taking it off yet.
    pub(super) fn next_redo(&self) -> Option<&Change> {
        self.redo.last().map(|step| &step.change)
    }

    /// The undo was applied; `forward` leads to where it came from.
    pub(super) fn undone(&mut self, forward: Change) {
        let here = self.state;
        if let Some(step) = self.undo.pop() {
            self.redo.push(Step {
                change: forward,
                state: here,
                gesture: None,
            });
            self.state = step.state;
        }
    }

    /// The redo was applied; `back` leads to where it came from.
    pub(super) fn redone(&mut self, back: Change) {
        let here = self.state;
        if let Some(step) = self.redo.pop() {
            self.undo.push(Step {
                change: back,
                state: here,
                gesture: None,
            });
            self.state = step.state;
        }
    }
}
