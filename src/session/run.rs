//! Runs what the panels asked for, once a frame, after they have drawn.

use crate::engine::capital;
use crate::engine::gate::notice;
use crate::model::{Change, Key, PrincipalId};

use super::Session;
use super::action::{Action, Actions, Effect};
use super::command::Command;
use super::document::Document;
use super::edits;
use super::on_disk::Purpose;
use super::place::{Place, Selection, Workspace};
use super::question::After;
use super::toast::Toast;

impl Session {
    /// Runs the queue in order.
    pub fn run(&mut self, actions: &mut Actions) {
        self.run_all(actions.take());
    }

    /// Runs one action.
    pub fn act(&mut self, action: Action) {
        self.run_all(vec![action]);
    }

    fn run_all(&mut self, actions: Vec<Action>) {
        let n_made = |session: &Session| session.document().map(|d| d.history().n_made());
        let before = n_made(self);
        for action in actions {
            self.act_on(action);
        }
        // Undo and redo bring back what was selected.
        if n_made(self) != before
            && let Some(document) = &mut self.document
        {
            document.leave_selected(&self.selection);
        }
    }

    fn act_on(&mut self, action: Action) {
        match action {
            Action::Apply(change) => {
                self.apply(&change, None);
            }
            Action::ApplyIn(gesture, change) => {
                self.apply(&change, Some(gesture));
            }
            Action::ApplyAndSelect(change, key) => {
                if self.apply(&change, None) {
                    self.visit(self.workspace, Some(key));
                }
            }
            Action::Select(key) => self.visit(self.workspace, key),
            Action::Toggle(key) => self.selection.toggle(key),
            Action::SelectAll(keys) => self.selection = Selection::several(keys),
            Action::Go(workspace) => {
                let key = self.selection.key().cloned();
                self.visit(workspace, key);
            }
            Action::Reveal(workspace, key) => self.visit(workspace, Some(key)),
            Action::Ask(question) => {
                // Eyes are only lent where the window looks with someone's already.
                if self.seeing_as.is_some() {
                    self.see_as(Some(question.actor.clone()));
                }
                let key = Key::Principal(question.actor.clone());
                self.visit(Workspace::Simulate, Some(key));
                self.effects.push(Effect::Ask(question));
            }
            Action::SeeAs(who) => self.see_as(who),
            Action::SeeThrough(eyes) => self.see_through(Some(eyes)),
            Action::AsOf(day) => self.as_of = day.filter(|day| *day != self.today),
            Action::Scenario(ask) => self.ask_scenarios(ask),
            Action::Command(command) => self.command(command),
            Action::Theme(theme) => {
                self.preferences.theme = theme;
                self.keep_preferences();
            }
            Action::Open(path) => self.unless_unsaved(After::Open(path)),
            Action::NewFrom(template) => self.unless_unsaved(After::New(template)),
            Action::ForgetRecent(path) => {
                self.preferences.forget(&path);
                self.keep_preferences();
            }
            Action::OpenChosen(path) => {
                self.question = None;
                if self.is_importing() {
                    self.import(&path);
                } else {
                    self.open(&path);
                }
            }
            Action::Import(path) => self.import(&path),
            Action::StopOpening => self.stop_opening(),
            Action::SaveChosen { path, confirmed } => self.save_chosen(path, confirmed),
            Action::NoDialog(why) => self.no_dialog(why),
            Action::DialogCancelled => {
                self.after_save = After::Stay;
                self.drop_export();
            }
            Action::Export(export) => self.export(export),
            Action::AnswerSave => self.answer_save(),
            Action::AnswerGoOn => self.answer_go_on(),
            Action::Recover { nth, compare } => self.ask_recover(nth, compare),
            Action::DropLeftBehind(nth) => self.drop_left_behind(nth),
            Action::OfferLater => self.offer(false),
            Action::SaveAsThen(then) => self.ask_save(then),
            Action::LookAtDisk => self.look_at_disk(),
            Action::Reload => self.reread(Purpose::Reload),
            Action::CompareWithDisk => self.reread(Purpose::Compare),
            Action::KeepMine { save } => self.keep_mine(save),
            Action::AnswerCancel => {
                self.answer_cancel();
                self.after_save = After::Stay;
            }
            Action::WalkTo(state) => self.walk_to(state),
            Action::CompareWith(state) => {
                self.act_on(Action::Go(Workspace::Compare));
                self.effects.push(Effect::CompareWith(state));
            }
            Action::DismissRefusal => self.refusal = None,
            Action::DismissToast => self.toast = None,
            Action::Palette(open) => self.palette_open = open,
            Action::Answered { question, door } => self.answered(question, door),
            Action::Through(door) => self.go_through(door),
            Action::ApplyAndSay(change) => {
                if self.apply(&change, None) {
                    self.say(capital(&change.label), true);
                }
            }
            Action::Say(text) => self.say(text, false),
        }
    }

    pub(super) fn apply(&mut self, change: &Change, gesture: Option<u64>) -> bool {
        let Some(document) = &mut self.document else {
            return false;
        };
        let notice = notice(document.model(), change);
        let known = self.analysis.engine().map(|engine| &**engine);
        // What is saved counts from today, whatever day is looked at.
        match document.apply_knowing(known, change, gesture, self.today, &self.selection) {
            Ok(()) => {
                self.refusal = None;
                self.drop_what_is_gone();
                if let Some(text) = notice {
                    self.say(text, true);
                }
                true
            }
            Err(refusal) => {
                self.refusal = Some(*refusal);
                false
            }
        }
    }

    fn command(&mut self, command: Command) {
        if command.blocked(self).is_some() {
            return;
        }
        match command {
            Command::New => self.unless_unsaved(After::CloseModel),
            Command::Open => self.unless_unsaved(After::AskOpen),
            Command::Save => self.save(After::Stay),
            Command::SaveAs => self.ask_save(After::Stay),
            Command::CloseModel => self.unless_unsaved(After::CloseModel),
            Command::Quit => self.unless_unsaved(After::Close),
            Command::Undo => self.undo(),
            Command::Redo | Command::RedoAlso => self.redo(),
            Command::Palette => self.palette_open = true,
            Command::Back => self.walk(true),
            Command::Forward => self.walk(false),
            Command::Go(workspace) => self.act_on(Action::Go(workspace)),
            Command::SeeAsSelected => {
                if let Some(Key::Principal(id)) = self.selected().cloned() {
                    self.see_as(Some(id));
                    self.visit(Workspace::Simulate, self.selection.key().cloned());
                }
            }
            Command::SeeAsNobody => self.see_as(None),
            Command::WhatIf => {
                let who = match self.selected() {
                    Some(Key::Principal(id)) => Some(id.clone()),
                    _ => None,
                };
                self.act_on(Action::Go(Workspace::Simulate));
                self.effects.push(Effect::WhatIf(who));
            }
            Command::BackToToday => self.as_of = None,
            Command::AddPerson => self.add_person(),
            Command::AddAdmin => {
                self.act_on(Action::Go(Workspace::Access));
                self.effects.push(Effect::AddAdmin);
            }
            Command::MoveUnder => {
                let who = self.movable();
                if self.workspace != Workspace::Organisation {
                    self.act_on(Action::Go(Workspace::Organisation));
                }
                self.effects.push(Effect::MoveUnder(who));
            }
            Command::Remove => self.remove_selected(),
            Command::Theme(theme) => self.act_on(Action::Theme(theme)),
            Command::ToggleInspector => self.effects.push(Effect::ToggleInspector),
            Command::Recover => self.offer(true),
            Command::History => self.effects.push(Effect::ToggleHistory),
            Command::ZoomIn => self.effects.push(Effect::Zoom(1)),
            Command::ZoomOut => self.effects.push(Effect::Zoom(-1)),
            Command::ZoomReset => self.effects.push(Effect::Zoom(0)),
            Command::Import => self.ask_import(),
            Command::Export => self.effects.push(Effect::ShowExport),
            Command::Shortcuts => self.effects.push(Effect::ShowShortcuts),
            Command::About => self.effects.push(Effect::ShowAbout),
        }
    }

    /// Those of the selection who can have a manager.
    pub(super) fn movable(&self) -> Vec<PrincipalId> {
        let Some(document) = &self.document else {
            return Vec::new();
        };
        let people = document.model().principals();
        let with_record = self.selection.keys().filter_map(|key| match key {
            Key::Principal(id) => people.get(id).filter(|person| person.has_record()),
            _ => None,
        });
        with_record.map(|person| person.id.clone()).collect()
    }

    fn add_person(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let (change, id) = edits::people::add(document.model());
        self.act_on(Action::ApplyAndSelect(change, Key::Principal(id)));
        self.workspace = Workspace::Organisation;
    }

    fn remove_selected(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let keys: Vec<Key> = self.selection.keys().cloned().collect();
        let is_place = |key: &Key| matches!(key, Key::Team(_) | Key::Label(_) | Key::Kind(_));
        let is_used = |key: &Key| !document.model().uses_of(key).is_empty();
        if keys.iter().any(|key| is_place(key) && is_used(key)) {
            self.workspace = Workspace::Organisation;
            self.effects.push(Effect::Remove(keys));
            return;
        }
        let change = edits::removal::remove(document.model(), &keys);
        let label = change.label.clone();
        if self.apply(&change, None) {
            self.say(capital(&label), true);
        }
    }

    fn undo(&mut self) {
        if let Some(label) = self.document.as_mut().and_then(Document::undo) {
            self.walked(true);
            self.say(format!("Undone: {label}"), false);
        }
    }

    fn redo(&mut self) {
        if let Some(label) = self.document.as_mut().and_then(Document::redo) {
            self.walked(false);
            self.say(format!("Done again: {label}"), false);
        }
    }

    /// Walks to a state of the history, over all steps between at once.
    fn walk_to(&mut self, state: u64) {
        let Some(document) = &mut self.document else {
            return;
        };
        let here = document.history().n_undo();
        let Some(to) = document.history().place_of(state).filter(|to| *to != here) else {
            return;
        };
        if document.walk(to).is_some() {
            self.walked(to < here);
        }
    }

    /// Another state of the history has come: what was selected then is selected again, if it is
    /// there.
    fn walked(&mut self, is_back: bool) {
        self.refusal = None;
        self.drop_what_is_gone();
        let Some(document) = &self.document else {
            return;
        };
        let Some(mut then) = document.selected_then(is_back).cloned() else {
            return;
        };
        let model = document.model();
        then.retain(|key| model.contains(key));
        if !then.is_empty() && then != self.selection {
            self.trail.leave(self.place());
            self.selection = then;
        }
    }

    fn see_as(&mut self, who: Option<PrincipalId>) {
        self.see_through(None);
        self.seeing_as = who.filter(|id| self.is_seen(id));
    }

    /// Goes to a place and remembers the one left.
    pub(super) fn visit(&mut self, workspace: Workspace, key: Option<Key>) {
        let from = self.place();
        let to = Place { workspace, key };
        if from != to {
            self.trail.leave(from);
        }
        self.arrive(to);
    }

    fn walk(&mut self, back: bool) {
        let here = self.place();
        let model = self.document.as_ref().map(Document::model);
        let place = if back {
            self.trail.back(here, model)
        } else {
            self.trail.forward(here, model)
        };
        if let Some(place) = place {
            self.arrive(place);
        }
    }

    fn place(&self) -> Place {
        Place {
            workspace: self.workspace,
            key: self.selection.key().cloned(),
        }
    }

    fn arrive(&mut self, place: Place) {
        self.workspace = place.workspace;
        self.selection = Selection::one(place.key);
    }

    pub(super) fn drop_what_is_gone(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let model = document.model();
        self.selection.retain(|key| model.contains(key));
        if let Some(id) = self.seeing_as.take() {
            self.seeing_as = Some(id).filter(|id| self.is_seen(id));
        }
    }

    pub(super) fn say(&mut self, text: String, undo: bool) {
        let nth = self.toast.as_ref().map_or(0, |toast| toast.nth) + 1;
        self.toast = Some(Toast { text, undo, nth });
    }

    pub(super) fn keep_preferences(&self) {
        if let Some(folder) = &self.folder {
            self.preferences.keep(folder);
        }
    }
}
