//! The palette: finds people, groups, roles, permissions, items and commands, and answers plain
//! questions.

mod lines;

use std::sync::Arc;

use egui::{Align2, Area, Id, Key, Modal, Modifiers, Role, ScrollArea, Ui, vec2};

use crate::engine::Engine;
use crate::model;
use crate::session::plain::Lexicon;
use crate::session::{Action, Actions, Background, Found, Hit, Search, Session, Workspace};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius};
use crate::ui::widgets::{divider, key_cap, label, put_caret_last};
use crate::ui::{Room, wake};
use lines::{row, said};

/// What is typed, what fits, and which line is chosen.
#[derive(Debug, Default)]
pub struct State {
    typed: String,
    found: Background<Sought, Vec<Hit>>,
    /// What is listed: found for what is typed, or for what was typed before.
    hits: Arc<Vec<Hit>>,
    of: Option<Sought>,
    /// Enter was pressed before everything was found; with Ctrl to see as a person.
    entered: Option<bool>,
    chosen: usize,
    was_open: bool,
    lexicon: Background<(u64, u64), Lexicon>,
    /// What was filled in: the caret goes behind it.
    is_filled: bool,
}

/// What is typed, in which revision of which document, and whether questions are answered yet.
type Sought = (String, u64, u64, bool);

const ROW: f32 = 32.0;
const ROWS: f32 = 11.0;

/// Draws the palette while it is open.
pub fn show(ctx: &egui::Context, session: &Session, state: &mut State, actions: &mut Actions) {
    if !session.is_palette_open() {
        state.was_open = false;
        return;
    }
    let fresh = !state.was_open;
    if fresh {
        *state = State {
            was_open: true,
            ..State::default()
        };
    }
    state.refresh(ctx, session);
    let moved = keys(ctx, session, state, actions);
    let t = theme::tokens(ctx);
    let id = Id::unique("palette");
    let area = Area::new(id)
        .kind(egui::UiKind::Modal)
        .order(egui::Order::Foreground)
        .anchor(Align2::CENTER_TOP, vec2(0.0, 52.0))
        .accessible_name("Palette")
        .role(Role::Dialog);
    let modal = Modal::new(id)
        .area(area)
        .frame(theme::raised_frame(t, radius::POPOVER))
        .backdrop_color(t.scrim)
        .show(ctx, |ui| {
            ui.set_width((Room::of(ui).width - 40.0).clamp(240.0, 720.0));
            ui.spacing_mut().item_spacing.y = 0.0;
            field(ui, state, fresh);
            divider(ui);
            list(ui, session, state, moved, actions);
            divider(ui);
            footer(ui, session);
        });
    if modal.should_close() {
        actions.push(Action::Palette(false));
    }
}

impl State {
    fn refresh(&mut self, ctx: &egui::Context, session: &Session) {
        let document = session.document();
        let revision = document.map_or(0, |document| document.revision());
        let most = session.patience().people;
        let is_small = document.is_none_or(|one| one.model().principals().len() <= most);
        let asking = self.asking(ctx, session, is_small);
        let (n_documents, can_ask) = (session.n_documents(), asking.is_some());
        let of = (self.typed.clone(), n_documents, revision, can_ask);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let search = Search::new(session, &self.typed);
        let search = match asking {
            Some((engine, lexicon)) => search.asking(engine, lexicon),
            None => search,
        };
        let wake = wake(ctx);
        if let Some(hits) = self.found.get(of.clone(), is_small, || search.hits(), wake) {
            self.hits = hits;
            self.chosen = 0;
            self.of = Some(of);
        }
    }

    /// The engine and the names of its model, once both are there for the model as it is.
    fn asking(
        &mut self,
        ctx: &egui::Context,
        session: &Session,
        is_small: bool,
    ) -> Option<(Arc<Engine>, Arc<Lexicon>)> {
        let analysis = session.analysis();
        let engine = analysis.engine().filter(|_| analysis.is_current())?.clone();
        let of = (session.n_documents(), analysis.revision());
        let snapshot = engine.clone();
        let work = move || Lexicon::new(snapshot.model());
        let lexicon = self.lexicon.get(of, is_small, work, wake(ctx))?;
        Some((engine, lexicon))
    }

    /// Puts a text in the place of what is typed.
    fn fill(&mut self, text: &str) {
        text.clone_into(&mut self.typed);
        self.is_filled = true;
        self.entered = None;
    }

    /// True if what is listed was found for what is typed.
    fn is_found(&self) -> bool {
        self.of.as_ref().is_some_and(|of| of.0 == self.typed)
    }
}

/// Moves the chosen line; true if it moved.
fn keys(ctx: &egui::Context, session: &Session, state: &mut State, actions: &mut Actions) -> bool {
    let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let last = state.hits.len().saturating_sub(1);
    let before = state.chosen;
    if pressed(Key::ArrowDown) {
        state.chosen = (state.chosen + 1).min(last);
    }
    if pressed(Key::ArrowUp) {
        state.chosen = state.chosen.saturating_sub(1);
    }
    // Tab completes: the line that is chosen, or else the first that can be.
    if pressed(Key::Tab) && state.is_found() {
        let hits = state.hits.clone();
        let chosen = hits.get(state.chosen).into_iter().chain(hits.iter());
        let mut fills = chosen.filter_map(|hit| match &hit.found {
            Found::Fill(text) => Some(text),
            _ => None,
        });
        if let Some(text) = fills.next() {
            state.fill(text);
        }
    }
    let see = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if pressed(Key::Enter) || see {
        state.entered = Some(see);
    }
    // What is listed for other words is not what Enter was meant for.
    if state.is_found()
        && let Some(see) = state.entered.take()
        && let Some(hit) = state.hits.get(state.chosen).cloned()
    {
        choose(session, state, &hit, see, actions);
    }
    before != state.chosen
}

fn choose(session: &Session, state: &mut State, hit: &Hit, see: bool, actions: &mut Actions) {
    match &hit.found {
        Found::Fill(text) => return state.fill(text),
        Found::Nothing => return,
        _ => actions.push(Action::Palette(false)),
    }
    match &hit.found {
        Found::Fill(_) | Found::Nothing => {}
        Found::Answer { question, door, .. } => {
            let (question, door) = (question.clone(), door.clone());
            actions.push(Action::Answered { question, door });
        }
        Found::Row { question, door } => {
            let (question, door) = (question.clone(), door.clone());
            actions.push(Action::Answered { question, door });
        }
        Found::Keep(change) => actions.push(Action::ApplyAndSay(change.clone())),
        Found::Command(command) => actions.command(*command),
        Found::Recent(nth) => {
            if let Some(file) = session.preferences().recent.get(*nth) {
                actions.push(Action::Open(file.path.clone()));
            }
        }
        Found::Record(model::Key::Principal(id)) if see => {
            actions.push(Action::SeeAs(Some(id.clone())));
            let key = model::Key::Principal(id.clone());
            actions.push(Action::Reveal(Workspace::Simulate, key));
        }
        Found::Record(key) => {
            actions.push(Action::Reveal(
                home_of(key, session.workspace()),
                key.clone(),
            ));
        }
    }
}

/// Where a record is at home, unless the workspace that is open shows it as well.
pub fn home_of(key: &model::Key, here: Workspace) -> Workspace {
    use model::Key as K;
    let home = Workspace::of(key);
    let shows_it = match here {
        Workspace::Graph => !matches!(home, Workspace::Checks),
        Workspace::Simulate => matches!(key, K::Principal(_)),
        _ => here == home,
    };
    if shows_it { here } else { home }
}

fn field(ui: &mut Ui, state: &mut State, fresh: bool) {
    let t = theme::tokens(ui);
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_height(20.0);
            icons::icon(ui, icons::SEARCH, 18.0, t.text2);
            let edit = egui::TextEdit::singleline(&mut state.typed)
                .frame(egui::Frame::NONE)
                .min_size(vec2(60.0, 20.0))
                .margin(egui::Margin::ZERO)
                .font(Type::Body.regular())
                .text_color(t.text)
                .hint_text(Type::Body.rich(
                    "Find, run, or ask: who can edit …, what can … see; ? lists questions",
                    Weight::Regular,
                    t.text3,
                ))
                // Tab completes; it does not leave.
                .lock_focus(true)
                .desired_width(ui.available_width());
            let response = ui.add(edit).accessible_name("Find or run");
            if fresh || !response.has_focus() {
                response.request_focus();
            }
            if std::mem::take(&mut state.is_filled) {
                put_caret_last(ui, response.id, &state.typed);
            }
        });
    });
}

fn list(ui: &mut Ui, session: &Session, state: &mut State, moved: bool, actions: &mut Actions) {
    let t = theme::tokens(ui);
    if state.hits.is_empty() {
        egui::Frame::new().inner_margin(16.0).show(ui, |ui| {
            let words = "Nothing has this name. Try part of it, or an id";
            label(ui, words, Type::Small, Weight::Regular, t.text2);
        });
        return;
    }
    let height = (ROW * ROWS).min(Room::of(ui).height - 160.0).max(ROW * 2.0);
    ScrollArea::vertical()
        .max_height(height)
        // A list that grows is not held to the height it had before.
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.add_space(4.0);
            let hits = state.hits.clone();
            for (nth, hit) in hits.iter().enumerate() {
                let response = match hit.found {
                    Found::Answer { .. } | Found::Nothing => said(ui, hit, nth == state.chosen),
                    _ => row(ui, session, (nth, hit), nth == state.chosen),
                };
                if nth == state.chosen && moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    choose(session, state, hit, false, actions);
                }
            }
            ui.add_space(4.0);
        });
}

fn footer(ui: &mut Ui, session: &Session) {
    let t = theme::tokens(ui);
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 7));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_width(ui.available_width());
            let is_wide = ui.available_width() > 560.0;
            let mut hint = |key: &str, words: &str| {
                key_cap(ui, key);
                label(ui, words, Type::Micro, Weight::Regular, t.text3);
                ui.add_space(6.0);
            };
            hint("Enter", "opens or runs");
            if session.document().is_some() {
                hint("Tab", "completes");
                // In narrow windows the two that are needed least make room.
                if is_wide {
                    hint("Ctrl Enter", "sees as a person");
                    hint("?", "what can be asked");
                }
            }
            hint("Esc", "closes");
        });
    });
}
