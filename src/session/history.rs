//! Undo and redo. Each step keeps the change that leads to its other side; one gesture is one step.
//!
//! There is no limit to the number of steps: a step holds only the records it touched. Only what
//! all of them take together is bounded, far above what a day of work needs; then the oldest go.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

use crate::model::{Change, Edit};

use super::place::Selection;

/// What all steps together may take, in bytes.
const MOST_BYTES: usize = 1 << 30;

#[derive(Debug, Clone)]
struct Step {
    /// Leads from the side the model is on to the other.
    change: Change,
    /// The state the step leads to, when it is done.
    state: u64,
    gesture: Option<u64>,
    /// What was selected before it was done.
    before: Selection,
    /// What was selected when it had been done.
    after: Selection,
    n_bytes: usize,
}

/// What can be undone and redone.
#[derive(Debug, Clone)]
pub struct History {
    steps: VecDeque<Step>,
    /// So many of the steps are done; those after them can be redone.
    n_done: usize,
    /// The state before the first step.
    first: u64,
    last_state: u64,
    /// States that were saved.
    saved: BTreeSet<u64>,
    n_bytes: usize,
    most_bytes: usize,
    /// So many steps were let go of, the oldest ones.
    n_gone: usize,
}

/// One point of the history: the model before the first step, or after one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment<'a> {
    /// Names the state.
    pub state: u64,
    /// The step that led here; none at the beginning.
    pub label: Option<&'a str>,
    /// True if the model has come as far as this.
    pub is_done: bool,
    /// True if this was saved.
    pub is_saved: bool,
}

impl Default for History {
    fn default() -> Self {
        History {
            steps: VecDeque::new(),
            n_done: 0,
            first: 1,
            last_state: 1,
            saved: BTreeSet::new(),
            n_bytes: 0,
            most_bytes: MOST_BYTES,
            n_gone: 0,
        }
    }
}

impl History {
    /// Name of what undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        let step = self.steps.get(self.n_done.checked_sub(1)?)?;
        Some(step.change.label.as_str())
    }

    /// Name of what redo would repeat.
    pub fn redo_label(&self) -> Option<&str> {
        let step = self.steps.get(self.n_done)?;
        Some(step.change.label.as_str())
    }

    /// How many steps can be undone.
    pub fn n_undo(&self) -> usize {
        self.n_done
    }

    /// Names the state the model is in: undo brings an earlier one back.
    pub fn state(&self) -> u64 {
        self.state_at(self.n_done).unwrap_or(self.first)
    }

    /// How many points there are to walk to: one more than there are steps.
    pub fn n_moments(&self) -> usize {
        self.steps.len() + 1
    }

    /// The point at a place, the oldest first.
    pub fn moment(&self, at: usize) -> Option<Moment<'_>> {
        let state = self.state_at(at)?;
        let step = at.checked_sub(1).and_then(|at| self.steps.get(at));
        Some(Moment {
            state,
            label: step.map(|step| step.change.label.as_str()),
            is_done: at <= self.n_done,
            is_saved: self.saved.contains(&state),
        })
    }

    /// The points from the oldest on.
    pub fn moments(&self) -> impl DoubleEndedIterator<Item = Moment<'_>> {
        (0..self.n_moments()).filter_map(|at| self.moment(at))
    }

    /// The place of a state, if one can walk there.
    pub fn place_of(&self, state: u64) -> Option<usize> {
        // States grow along the steps.
        if state == self.first {
            return Some(0);
        }
        let at = self.steps.binary_search_by_key(&state, |step| step.state);
        at.ok().map(|at| at + 1)
    }

    /// So many of the oldest steps were let go of, to make room.
    pub fn n_gone(&self) -> usize {
        self.n_gone
    }

    /// About what the steps take, in bytes.
    pub fn n_bytes(&self) -> usize {
        self.n_bytes
    }

    fn state_at(&self, at: usize) -> Option<u64> {
        match at.checked_sub(1) {
            None => Some(self.first),
            Some(at) => self.steps.get(at).map(|step| step.state),
        }
    }

    /// Counts the changes so far: it grows when one is made, not when one walks.
    pub(super) fn n_made(&self) -> u64 {
        self.last_state
    }

    /// A change was applied; `inverse` leads back. Changes of one gesture become one step.
    pub(super) fn push(&mut self, inverse: Change, gesture: Option<u64>, before: &Selection) {
        self.drop_redo();
        self.last_state += 1;
        let state = self.last_state;
        let n_bytes = n_bytes(&inverse);
        self.n_bytes += n_bytes;
        if let (Some(gesture), Some(top)) = (gesture, self.steps.back_mut())
            && top.gesture == Some(gesture)
        {
            let mut edits = inverse.edits;
            edits.append(&mut top.change.edits);
            top.change = Change::new(inverse.label, edits);
            top.state = state;
            top.n_bytes += n_bytes;
            return;
        }
        self.steps.push_back(Step {
            change: inverse,
            state,
            gesture,
            before: before.clone(),
            after: before.clone(),
            n_bytes,
        });
        self.n_done = self.steps.len();
        self.make_room();
    }

    /// What is selected now that the newest step is done.
    pub(super) fn leave_selected(&mut self, after: &Selection) {
        if self.n_done == self.steps.len()
            && let Some(top) = self.steps.back_mut()
        {
            top.after = after.clone();
        }
    }

    /// The model as it is was saved.
    pub(super) fn mark_saved(&mut self, state: u64) {
        self.saved.insert(state);
    }

    /// The changes that lead to a point, in order.
    pub(super) fn way_to(&self, at: usize) -> Vec<&Change> {
        let steps = &self.steps;
        if at < self.n_done {
            let back = steps.range(at..self.n_done).rev();
            back.map(|step| &step.change).collect()
        } else {
            let on = steps.range(self.n_done..at.min(steps.len()));
            on.map(|step| &step.change).collect()
        }
    }

    /// The changes of `way_to` were applied; `inverses` lead back over them, in the same order.
    pub(super) fn walked(&mut self, at: usize, inverses: Vec<Change>) {
        let at = at.min(self.steps.len());
        let is_back = at < self.n_done;
        let range = at.min(self.n_done)..at.max(self.n_done);
        let steps = self.steps.range_mut(range);
        let turn = |(step, inverse): (&mut Step, Change)| {
            step.change = inverse;
            step.gesture = None;
        };
        if is_back {
            steps.rev().zip(inverses).for_each(turn);
        } else {
            steps.zip(inverses).for_each(turn);
        }
        self.n_done = at;
    }

    /// What was selected at a point: before the step that follows it when one came back to it,
    /// after the step that leads to it when one came on.
    pub(super) fn selected_at(&self, at: usize, is_back: bool) -> Option<&Selection> {
        if is_back {
            self.steps.get(at).map(|step| &step.before)
        } else {
            let step = self.steps.get(at.checked_sub(1)?)?;
            Some(&step.after)
        }
    }

    fn drop_redo(&mut self) {
        for step in self.steps.drain(self.n_done..) {
            self.n_bytes = self.n_bytes.saturating_sub(step.n_bytes);
            self.saved.remove(&step.state);
        }
    }

    /// Lets go of the oldest steps until the rest fits. The newest always stays.
    fn make_room(&mut self) {
        while self.n_bytes > self.most_bytes && self.steps.len() > 1 {
            let Some(gone) = self.steps.pop_front() else {
                return;
            };
            self.saved.remove(&self.first);
            self.first = gone.state;
            self.n_bytes = self.n_bytes.saturating_sub(gone.n_bytes);
            self.n_done = self.n_done.saturating_sub(1);
            self.n_gone += 1;
        }
    }
}

/// About what a change takes: what its records take written out, which is near to what they take
/// in memory. Of many edits some are looked at, and stand for the others.
fn n_bytes(change: &Change) -> usize {
    const SAMPLE: usize = 64;
    let n_edits = change.edits.len();
    let every = n_edits.div_ceil(SAMPLE).max(1);
    let mut count = Count(0);
    let mut n_looked_at = 0;
    for edit in change.edits.iter().step_by(every) {
        n_looked_at += 1;
        count.0 += size_of::<Edit>();
        // Counting does not fail.
        let _ = write!(count, "{edit:?}");
    }
    let fixed = size_of::<Step>() + change.label.len();
    fixed + count.0 * n_edits / n_looked_at.max(1)
}

struct Count(usize);

impl std::fmt::Write for Count {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    fn step(history: &mut History, label: &str) {
        let change = Change::new(label, vec![Edit::Name(label.to_owned())]);
        history.push(change, None, &Selection::default());
    }

    #[test]
    fn the_oldest_steps_go_when_all_take_too_much_and_the_newest_stays() {
        let mut history = History::default();
        step(&mut history, "first");
        history.most_bytes = history.n_bytes() * 5 / 2;
        step(&mut history, "second");
        let second = history.state();
        step(&mut history, "third");
        assert_eq!((history.n_undo(), history.n_gone()), (2, 1));
        assert_eq!(history.place_of(second), Some(1));
        history.most_bytes = 1;
        step(&mut history, "fourth");
        assert_eq!(history.undo_label(), Some("fourth"));
        assert_eq!(history.n_moments(), 2);
    }

    #[test]
    fn the_points_tell_what_is_done_and_what_was_saved() {
        let mut history = History::default();
        step(&mut history, "a");
        history.mark_saved(history.state());
        step(&mut history, "b");
        let way: Vec<Change> = history.way_to(1).into_iter().cloned().collect();
        history.walked(1, way);
        let told: Vec<_> = history
            .moments()
            .map(|moment| (moment.label, moment.is_done, moment.is_saved))
            .collect();
        let begun = (None, true, false);
        assert_eq!(
            told,
            [begun, (Some("a"), true, true), (Some("b"), false, false)]
        );
        assert_eq!(history.redo_label(), Some("b"));
    }

    #[test]
    fn a_step_knows_what_was_selected_on_both_its_sides() {
        let mut history = History::default();
        let (ann, bob) = (one("ann"), one("bob"));
        history.push(Change::new("a", Vec::new()), None, &ann);
        history.leave_selected(&bob);
        assert_eq!(history.selected_at(0, true), Some(&ann));
        assert_eq!(history.selected_at(1, false), Some(&bob));
    }

    fn one(id: &str) -> Selection {
        Selection::one(Some(Key::Principal(id.into())))
    }
}
