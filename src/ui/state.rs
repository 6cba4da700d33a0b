//! What the window keeps for itself: filters, cameras, what is open. Neither saved nor undone.

use super::{
    access, checks, compare, exporting, graph, history, importing, organisation, palette,
    questions, recovered, simulate, start,
};

/// The window's own state.
#[derive(Default)]
pub struct State {
    /// Organisation.
    pub organisation: organisation::State,
    /// Access.
    pub access: access::State,
    /// Graph.
    pub graph: graph::State,
    /// Simulate.
    pub simulate: simulate::State,
    /// Checks.
    pub checks: checks::State,
    /// Compare.
    pub compare: compare::State,
    pub(super) exporting: exporting::State,
    pub(super) importing: importing::State,
    pub(super) history: history::State,
    pub(super) start: start::State,
    pub(super) palette: palette::State,
    pub(super) questions: questions::State,
    pub(super) recovered: recovered::State,
    pub(super) inspector_hidden: bool,
    pub(super) of_document: u64,
}

impl State {
    /// Another document was opened: nothing kept for the old one holds.
    pub(super) fn forget(&mut self, n_documents: u64) {
        if self.of_document != n_documents {
            *self = State {
                // A file may be taken into a model that was made for it.
                importing: std::mem::take(&mut self.importing),
                inspector_hidden: self.inspector_hidden,
                history: history::State::new(self.history.is_open),
                of_document: n_documents,
                ..State::default()
            };
        }
    }
}
