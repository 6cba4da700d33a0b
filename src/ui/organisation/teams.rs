//! Teams: a table at the left, members and leads of the chosen one at the right. People are
//! dragged from team to team, or moved from a menu.

use std::sync::Arc;

use egui::{Pos2, Ui};

use super::drag::{Drag, Drop};
use super::lines::{self, Asked, Line};
use super::preview::{self, Preview};
use super::table;
use super::{bulk, split};
use crate::model::{Key, PrincipalId, TeamId};
use crate::session::cells::Of;
use crate::session::edits::{moves::some_of, people, teams as edits};
use crate::session::{Action, Actions, Background};
use crate::ui::access::picker;
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Choice, Combo, EmptyPlace, dialog, entry, label};
use crate::ui::{Context, icons, wake};

/// Which list: of the model at a moment, and of which team.
type ListOf = ((u64, u64), Option<TeamId>);

/// What the teams keep.
#[derive(Debug, Default)]
pub struct State {
    shown: Option<TeamId>,
    /// Those in no team are listed instead of a team.
    without: bool,
    lists: Background<ListOf, Vec<Line>>,
    drag: Drag,
    menu: Option<(Key, Pos2)>,
    assigning: Option<Assigning>,
    preview: Preview,
}

/// People who are put into a team that is still to be chosen.
#[derive(Debug)]
struct Assigning {
    who: Vec<PrincipalId>,
    from: Option<TeamId>,
    to: Option<TeamId>,
    /// They stay in the team they come from.
    as_well: bool,
}

impl State {
    /// Asks into which team these people are put.
    pub fn assign(&mut self, who: Vec<PrincipalId>, from: Option<TeamId>) {
        self.assigning = Some(Assigning {
            as_well: from.is_none(),
            who,
            from,
            to: None,
        });
    }

    fn team(&mut self, cx: &Context<'_>) -> Option<TeamId> {
        let teams = cx.model.teams();
        if let Some(Key::Team(id)) = cx.selected()
            && self.shown.as_ref() != Some(id)
        {
            self.shown = Some(id.clone());
            self.without = false;
        }
        self.shown = self.shown.take().filter(|id| teams.contains(id));
        let first = || teams.at(0).map(|team| team.id.clone());
        self.shown = self.shown.take().or_else(first);
        self.shown.clone()
    }
}

/// Draws the table and the page.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    filter: &str,
    state: &mut State,
    table: &mut table::State,
    actions: &mut Actions,
) {
    let Some(team) = state.team(cx) else {
        table::show(ui, cx, &Of::Teams, filter, table, actions);
        return;
    };
    let lit = (!state.without).then(|| Key::Team(team.clone()));
    table.light(lit);
    let (mut left, mut right) = split::split(ui);
    table::show(&mut left, cx, &Of::Teams, filter, table, actions);
    let asked = page(&mut right, cx, state, &team, actions);
    let from = (!state.without).then_some(team);
    if let Some(asked) = asked {
        answer(cx, state, from.as_ref(), asked, actions);
    }
    carry(ui, cx, state, from.as_ref(), table);
    state.drag.show(ui, cx, "Move", actions);
    menu(ui, cx, state, from.as_ref(), actions);
}

fn page(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    team: &TeamId,
    actions: &mut Actions,
) -> Option<Asked> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let of = (!state.without).then(|| team.clone());
    let (model, asked) = (cx.model.clone(), of.clone());
    let make = move || lines_of(&model, asked.as_ref());
    let key = (cx.stamp(), of.clone());
    state.lists.get(key, cx.at_once(), make, wake(ui.ctx()));
    let is_of = state.lists.last_key().is_some_and(|known| known.1 == of);
    let list: Option<Arc<Vec<Line>>> = state.lists.last().filter(|_| is_of);
    let count = list.as_ref().map_or(String::from("…"), |l| match l.len() {
        1 => "1 person".to_owned(),
        n => format!("{} people", thousands(n)),
    });
    let title = match &of {
        Some(team) => cx.model.title(&Key::Team(team.clone())),
        None => "In no team".to_owned(),
    };
    split::head(ui, &title, &count, |ui| {
        let words = if state.without {
            "Back to the team"
        } else {
            "In no team…"
        };
        if ui.add(Button::plain(words)).clicked() {
            state.without = !state.without;
        }
        if let Some(team) = &of {
            let room = egui::vec2(160.0, theme::size::BUTTON);
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            let picked = ui.allocate_ui_with_layout(room, layout, |ui| {
                let is_in = |id: &PrincipalId| {
                    let person = cx.model.principals().get(id);
                    person.is_none_or(|p| !p.has_record() || p.teams.contains(team))
                };
                picker::people(ui, cx, "Add a member", &is_in)
            });
            if let Some(id) = picked.inner {
                actions.extend(people::set_team(cx.model, &id, team, false, true));
            }
        }
    });
    let list = list?;
    if list.is_empty() {
        EmptyPlace {
            icon: icons::GROUPS,
            title: match of.is_some() {
                true => "Nobody is in this team yet",
                false => "Everyone is in a team",
            },
            why: "Drag people here from another team, or add them above",
            button: None,
        }
        .show(ui);
        return None;
    }
    let out = match &of {
        Some(_) => format!("Take {{}} out of {title}"),
        None => "Put {} into a team…".to_owned(),
    };
    lines::show(ui, cx, &list, &out)
}

fn lines_of(model: &crate::model::Model, team: Option<&TeamId>) -> Vec<Line> {
    let who = match team {
        Some(team) => edits::members(model, team),
        None => edits::without(model),
    };
    let line = |id: PrincipalId| {
        let person = model.principals().get(&id);
        let leads = |team: &TeamId| person.is_some_and(|p| p.leads.contains(team));
        let is_member = |team: &TeamId| person.is_some_and(|p| p.teams.contains(team));
        let detail = match team {
            Some(team) if leads(team) && !is_member(team) => "leads, not a member".to_owned(),
            Some(team) if leads(team) => "leads".to_owned(),
            _ => id.to_string(),
        };
        Line {
            lead: team.map(leads),
            key: Key::Principal(id),
            detail,
        }
    };
    who.into_iter().map(line).collect()
}

/// The grabbed one with everyone selected, if it is selected itself.
fn with_selected(cx: &Context<'_>, key: &Key) -> Vec<Key> {
    match cx.is_selected(key) {
        true => cx.session.selection().keys().cloned().collect(),
        false => vec![key.clone()],
    }
}

fn ids(keys: &[Key]) -> Vec<PrincipalId> {
    let ids = keys.iter().filter_map(|key| match key {
        Key::Principal(id) => Some(id.clone()),
        _ => None,
    });
    ids.collect()
}

fn answer(
    cx: &Context<'_>,
    state: &mut State,
    team: Option<&TeamId>,
    asked: Asked,
    actions: &mut Actions,
) {
    match asked {
        Asked::Select(key, held) if held.command => actions.push(Action::Toggle(key)),
        Asked::Select(key, _) => actions.select(key),
        Asked::Grab(key) => state.drag.grab(with_selected(cx, &key)),
        Asked::Menu(key, at) => {
            if !cx.is_selected(&key) {
                actions.select(key.clone());
            }
            state.menu = Some((key, at));
        }
        Asked::Lead(key, lead) => {
            if let (Key::Principal(id), Some(team)) = (key, team) {
                actions.extend(people::set_team(cx.model, &id, team, true, lead));
            }
        }
        Asked::TakeOut(key) => match team {
            Some(team) => {
                let who = ids(&[key]);
                actions.extend(edits::change(cx.model, &who, Some(team), None));
            }
            None => state.assign(ids(&[key]), None),
        },
    }
}

/// People on the way to another team.
fn carry(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    from: Option<&TeamId>,
    table: &mut table::State,
) {
    // A team itself is not dragged anywhere.
    table.take_grabbed();
    if !state.drag.is_on() {
        table.mark(None);
        return;
    }
    let who = ids(&state.drag.what);
    let names: Vec<String> = state
        .drag
        .what
        .iter()
        .map(|key| cx.model.title(key))
        .collect();
    let title = some_of(&names).unwrap_or_default();
    let target = table.pointed().cloned();
    let adds = ui.input(|input| input.modifiers.command);
    let drop = match target.as_ref().map(|(key, _)| key) {
        Some(Key::Team(to)) => {
            let from = from.filter(|from| !adds && *from != to);
            match edits::change(cx.model, &who, from, Some(to)) {
                Some(change) => Drop::Change(change),
                None => Drop::Nothing("In this team already".to_owned()),
            }
        }
        _ => {
            Drop::Nothing("Let go over a team. With Ctrl they stay in this one as well".to_owned())
        }
    };
    let may = !matches!(drop, Drop::Refused(_));
    table.mark(target.as_ref().map(|(key, _)| (key.clone(), may)));
    let place = target.map(|(_, rect)| rect);
    state.drag.carry(ui, &title, drop, place);
}

fn menu(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    team: Option<&TeamId>,
    actions: &mut Actions,
) {
    let Some((key, at)) = state.menu.clone() else {
        return;
    };
    let id = egui::Id::unique("menu of a member");
    let mut is_open = true;
    let who = ids(&with_selected(cx, &key));
    egui::Popup::new(id, ui.ctx().clone(), at, ui.layer_id())
        .kind(egui::PopupKind::Menu)
        .layout(egui::Layout::top_down_justified(egui::Align::Min))
        .style(egui::containers::menu::menu_style)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClick)
        .open_bool(&mut is_open)
        .width(220.0)
        .show(|ui| {
            ui.set_max_width(220.0);
            let words = match team {
                Some(_) => "Move to a team…",
                None => "Put into a team…",
            };
            if entry(ui, icons::MOVE_ITEM, words, "").clicked() {
                state.assign(who.clone(), team.cloned());
            }
            let (Some(team), Key::Principal(id)) = (team, &key) else {
                return;
            };
            let leads = cx.model.principals().get(id);
            let leads = leads.is_some_and(|person| person.leads.contains(team));
            let words = if leads { "No longer lead" } else { "Let lead" };
            if entry(ui, icons::STAR, words, "").clicked() {
                actions.extend(people::set_team(cx.model, id, team, true, !leads));
            }
            if entry(ui, icons::CLOSE, "Take out of the team", "").clicked() {
                actions.extend(edits::change(cx.model, &who, Some(team), None));
            }
        });
    if !is_open {
        state.menu = None;
    }
}

/// The dialog that puts people into a team.
pub fn assigning(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let State {
        assigning, preview, ..
    } = state;
    let Some(open) = assigning else { return };
    open.who.retain(|id| cx.model.principals().contains(id));
    let names = open
        .who
        .iter()
        .map(|id| cx.model.title(&Key::Principal(id.clone())));
    let names: Vec<String> = names.collect();
    let title = format!("Put {} into a team", some_of(&names).unwrap_or_default());
    let (close, escaped) = dialog(ui.ctx(), &title, 420.0, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        content(ui, cx, open, preview, actions)
    });
    if close || escaped || open.who.is_empty() {
        *assigning = None;
    }
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: &mut Assigning,
    preview: &mut Preview,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let teams = cx.model.teams();
    let choices: Vec<Choice<'_>> = teams.iter().map(|team| Choice::new(&team.name)).collect();
    let at = open.to.as_ref().and_then(|to| teams.position(to));
    if let Some(team) = Combo::new("Team", &choices, at)
        .placeholder("Choose a team")
        .show(ui)
        .and_then(|nth| teams.at(nth))
    {
        open.to = Some(team.id.clone());
    }
    if let Some(from) = &open.from {
        let words = format!(
            "Stay in {} as well",
            cx.model.title(&Key::Team(from.clone()))
        );
        ui.checkbox(&mut open.as_well, words);
    }
    let from = open.from.as_ref().filter(|_| !open.as_well);
    let change = open.to.as_ref();
    let change = change.and_then(|to| edits::change(cx.model, &open.who, from, Some(to)));
    let why = match (&open.to, &change) {
        (None, _) => Some("Choose a team first"),
        (Some(_), None) => Some("They are in this team already"),
        _ => None,
    };
    match &change {
        Some(change) => {
            let outcome = preview.get(ui, cx, change);
            preview::short(ui, outcome.as_deref(), 5);
        }
        None => {
            let words = why.unwrap_or_default();
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        }
    }
    let mut done = false;
    ui.horizontal(|ui| {
        let verb = if from.is_some() { "Move" } else { "Add" };
        let clicked = ui.add(Button::primary(verb).blocked(why)).clicked();
        if let Some(change) = change.filter(|_| clicked) {
            actions.apply(change);
            done = true;
        }
        done |= ui.add(Button::plain("Cancel")).clicked();
    });
    done
}

/// Asks into which team those selected are put.
pub fn assign_selected(cx: &Context<'_>, state: &mut State) {
    state.assign(bulk::selected(cx), None);
}
