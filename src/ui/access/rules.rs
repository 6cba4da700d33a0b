//! The rules as sentences: switches to flip; suppressions, guards, implications, requirements and
//! delegation to read, to select and to remove.

use egui::{Frame, Role as Part, ScrollArea, Sense, Ui, WidgetInfo};

use crate::engine::Words;
use crate::model::{
    DelegationRule, Effect, Guard, Implication, ImplicationKind, Key, LevelId, Model,
    PermissionRef, Requirement, Suppression, SuppressionMode, SwitchId, Who,
};
use crate::session::Actions;
use crate::session::edits::{removal, rules};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{
    Chip, EmptyPlace, Run, TextField, icon_button, label, page_card, runs_galley,
};
use crate::ui::{Context, icons};

/// What the view keeps.
#[derive(Debug, Default)]
pub struct State {
    filter: String,
    only: Option<usize>,
}

/// A rule with its sentence.
struct Sentence {
    key: Key,
    text: String,
}

const SORTS: [&str; 6] = [
    "Switches",
    "Suppressions",
    "Guards",
    "Implications",
    "Requirements",
    "Delegation",
];

/// Draws the view.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let lists = sentences(cx.model);
    if lists.iter().all(Vec::is_empty) {
        EmptyPlace {
            icon: icons::POLICY,
            title: "No rules yet",
            why: "Switches, guards, implications and delegation of the model stand here",
            button: None,
        }
        .show(ui);
        return;
    }
    filters(ui, state, &lists);
    let wanted = state.filter.trim().to_lowercase();
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            Frame::new().inner_margin(space::XL).show(ui, |ui| {
                ui.set_max_width(980.0);
                for (nth, (title, list)) in SORTS.iter().zip(&lists).enumerate() {
                    let shown: Vec<&Sentence> = list
                        .iter()
                        .filter(|one| {
                            let text = one.text.to_lowercase();
                            wanted.split_whitespace().all(|word| text.contains(word))
                        })
                        .collect();
                    if shown.is_empty() || state.only.is_some_and(|only| only != nth) {
                        continue;
                    }
                    part(ui, cx, title, &shown, actions);
                }
            });
        });
}

fn filters(ui: &mut Ui, state: &mut State, lists: &[Vec<Sentence>]) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.panel)
        .inner_margin(egui::Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let filter = state.filter.clone();
                let field = TextField::bare("Filter rules", &filter)
                    .icon(icons::FILTER_LIST)
                    .width(240.0)
                    .show(ui);
                if let Some(text) = field.draft.or(field.done) {
                    state.filter = text;
                }
                for (nth, (title, list)) in SORTS.iter().zip(lists).enumerate() {
                    if list.is_empty() {
                        continue;
                    }
                    let text = format!("{title}, {}", list.len());
                    let on = state.only == Some(nth);
                    if Chip::new(&text).on(on).show(ui).response.clicked() {
                        state.only = if on { None } else { Some(nth) };
                    }
                }
            });
        });
}

fn part(ui: &mut Ui, cx: &Context<'_>, title: &str, list: &[&Sentence], actions: &mut Actions) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        label(ui, title, Type::Body, Weight::Semibold, t.text);
        let count = list.len().to_string();
        label(ui, count, Type::Small, Weight::Regular, t.text3);
    });
    ui.add_space(2.0);
    page_card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for one in list {
            ui.push_id(&one.key, |ui| row(ui, cx, one, actions));
        }
    });
    ui.add_space(space::XL);
}

fn row(ui: &mut Ui, cx: &Context<'_>, one: &Sentence, actions: &mut Actions) {
    let t = theme::tokens(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if let Key::Switch(id) = &one.key {
            toggle(ui, cx, id, actions);
        }
        let room = ui.available_width() - 34.0;
        let name = cx.model.title(&one.key);
        let named = name != one.key.id();
        let strong = format!("{name}. ");
        let words = if named {
            vec![Run::strong(&strong), Run::plain(&one.text)]
        } else {
            vec![Run::plain(&one.text)]
        };
        let galley = runs_galley(ui, &words, Type::Small, t.text2, t.text, room - 12.0);
        let size = egui::vec2(room, (galley.size().y + 10.0).max(28.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let is_selected = cx.is_selected(&one.key);
        response.widget_info(|| {
            WidgetInfo::selected(Part::Button, true, is_selected, Run::join(&words))
        });
        if is_selected {
            ui.painter().rect_filled(rect, radius::FIELD, t.selected);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, radius::FIELD, t.hover);
        }
        let at = rect.min + egui::vec2(6.0, (rect.height() - galley.size().y) / 2.0);
        ui.painter().galley(at, galley, t.text2);
        paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Inside, t);
        if response.clicked() {
            actions.select(one.key.clone());
        }
        let remove = format!("Remove {name}");
        if icon_button(ui, icons::DELETE, &remove, true).clicked() {
            actions.apply(removal::remove(cx.model, std::slice::from_ref(&one.key)));
        }
    });
}

/// The toggle of a switch.
pub fn toggle(ui: &mut Ui, cx: &Context<'_>, id: &SwitchId, actions: &mut Actions) {
    let Some(switch) = cx.model.switches().get(id) else {
        return;
    };
    let (icon, verb) = if switch.on {
        (icons::TOGGLE_ON, "off")
    } else {
        (icons::TOGGLE_OFF, "on")
    };
    let name = format!("Switch {} {verb}", switch.name);
    if icon_button(ui, icon, &name, true).clicked()
        && let Some(change) = rules::flip(cx.model, id)
    {
        actions.apply(change);
    }
}

fn sentences(model: &Model) -> [Vec<Sentence>; 6] {
    let one = |key: Key| Sentence {
        text: sentence(model, &key).unwrap_or_default(),
        key,
    };
    [
        model
            .switches()
            .ids()
            .cloned()
            .map(Key::Switch)
            .map(one)
            .collect(),
        model
            .suppressions()
            .ids()
            .cloned()
            .map(Key::Suppression)
            .map(one)
            .collect(),
        model
            .guards()
            .ids()
            .cloned()
            .map(Key::Guard)
            .map(one)
            .collect(),
        model
            .implications()
            .ids()
            .cloned()
            .map(Key::Implication)
            .map(one)
            .collect(),
        model
            .requirements()
            .ids()
            .cloned()
            .map(Key::Requirement)
            .map(one)
            .collect(),
        model
            .delegation()
            .ids()
            .cloned()
            .map(Key::DelegationRule)
            .map(one)
            .collect(),
    ]
}

/// A rule as a sentence; none if the key names something else.
pub fn sentence(model: &Model, key: &Key) -> Option<String> {
    Some(match key {
        Key::Switch(id) => switch(model, id),
        Key::Suppression(id) => suppression(model, model.suppressions().get(id)?),
        Key::Guard(id) => guard(model, model.guards().get(id)?),
        Key::Implication(id) => implication(model, model.implications().get(id)?),
        Key::Requirement(id) => requirement(model, model.requirements().get(id)?),
        Key::DelegationRule(id) => delegation(model, model.delegation().get(id)?),
        _ => return None,
    })
}

fn names(model: &Model, keys: impl Iterator<Item = Key>) -> String {
    let names: Vec<String> = keys.map(|key| model.title(&key)).collect();
    match names.split_last() {
        None => "no one".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn permission(model: &Model, named: &PermissionRef) -> String {
    let name = model.title(&Key::Permission(named.base()));
    if named.is_parts_only() {
        format!("every part of {name}")
    } else {
        name
    }
}

fn at_level(level: &LevelId) -> String {
    match level.as_str() {
        "yes" => String::new(),
        other => format!(" at {other}"),
    }
}

fn while_on(model: &Model, switch: Option<&SwitchId>) -> String {
    let Some(id) = switch else {
        return String::new();
    };
    let state = match model.switches().get(id) {
        Some(switch) if switch.on => "on",
        _ => "off",
    };
    let name = model.title(&Key::Switch(id.clone()));
    format!(" while “{name}” is on (it is {state})")
}

fn switch(model: &Model, id: &SwitchId) -> String {
    let Some(switch) = model.switches().get(id) else {
        return String::new();
    };
    let state = if switch.on { "On" } else { "Off" };
    let n = model.uses_of(&Key::Switch(id.clone())).len();
    let used = match n {
        0 => "nothing needs it".to_owned(),
        1 => "needed in 1 place".to_owned(),
        n => format!("needed in {n} places"),
    };
    let by = match &switch.flipped_by {
        None => String::new(),
        Some(roles) if roles.is_empty() => ", flipped by no one".to_owned(),
        Some(roles) => format!(
            ", flipped by holders of {}",
            names(model, roles.iter().cloned().map(Key::Role))
        ),
    };
    format!("{state}, {used}{by}")
}

fn suppression(model: &Model, of: &Suppression) -> String {
    let roles = names(model, of.roles.iter().cloned().map(Key::Role));
    let what = permission(model, &of.permission);
    let when = while_on(model, of.switch.as_ref());
    match of.mode.unwrap_or(model.settings().suppression) {
        SuppressionMode::Source => {
            format!("{roles} does not give {what}{when}; other ways to it stay")
        }
        SuppressionMode::Person => {
            format!("Whoever holds {roles} does not have {what}{when}, whatever else gives it")
        }
    }
}

fn guard(model: &Model, of: &Guard) -> String {
    let words = Words::new(model);
    let what = permission(model, &of.permission);
    let level = of.level.as_ref().map(at_level).unwrap_or_default();
    let who = match &of.who {
        Who::Not(others) => format!("everyone but {}", words.who(others)),
        who => words.who(who),
    };
    let mut text = format!("Stops {who} from {what}{level}");
    if !of.on.is_unset() {
        text.push_str(&format!(" on {}", words.scope(&of.on)));
    }
    for except in &of.except {
        text.push_str(&format!(", except {}", words.who(&except.who)));
        if !except.on.is_unset() {
            text.push_str(&format!(" on {}", words.scope(&except.on)));
        }
    }
    text.push_str(&while_on(model, of.switch.as_ref()));
    text
}

fn implication(model: &Model, of: &Implication) -> String {
    let first = model.title(&Key::Permission(of.permission.clone()));
    let then = permission(model, &of.implies);
    let (from, at) = (at_level(&of.level), at_level(&of.at));
    match of.kind.unwrap_or(model.settings().implication) {
        ImplicationKind::Hard => {
            format!("Whoever has {first}{from} also has {then}{at}, with the same reach")
        }
        ImplicationKind::Preset => {
            format!("Giving {first}{from} ticks {then}{at}; it can be unticked")
        }
    }
}

fn requirement(model: &Model, of: &Requirement) -> String {
    let main = model.title(&Key::Permission(of.main.clone()));
    let needs: Vec<String> = of
        .dependents
        .iter()
        .map(|dependent| {
            let name = model.title(&Key::Permission(dependent.permission.clone()));
            match &dependent.level {
                Some(level) => format!("{name}{}", at_level(level)),
                None => name,
            }
        })
        .collect();
    format!(
        "{main} reaches no further than {} on the same role",
        needs.join(" and ")
    )
}

fn delegation(model: &Model, of: &DelegationRule) -> String {
    let words = Words::new(model);
    let verb = match of.effect {
        Effect::Allow => "may",
        Effect::Deny => "may not",
    };
    let acts = if of.acts.is_empty() {
        "do anything".to_owned()
    } else {
        let acts: Vec<&str> = of.acts.iter().map(|act| act.words()).collect();
        acts.join(", ")
    };
    let mut text = format!("{} {verb} {acts}", words.who(&of.by));
    if let Some(holding) = &of.holding {
        let name = model.title(&Key::Permission(holding.permission.clone()));
        text.push_str(&format!(", with {name}{}", at_level(&holding.level)));
    }
    if let Some(subject) = &of.subject {
        text.push_str(&format!(" to {}", words.who(subject)));
    }
    if let Some(roles) = &of.roles {
        text.push_str(&format!(
            ", for the role {}",
            names(model, roles.iter().cloned().map(Key::Role))
        ));
    }
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
