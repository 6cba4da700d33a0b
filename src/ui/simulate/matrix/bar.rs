//! What is chosen about the matrix: which one, of whom, in which order, from which level on.

use egui::{Ui, vec2};

use super::{Kind, State};
use crate::engine::heat::{HeatOrder, HeatRows};
use crate::model::LevelId;
use crate::ui::Context;
use crate::ui::deed::permission_choice;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Choice, Combo, Segment, label, segmented};

/// Draws the choices; a word and its list stay together where the line breaks.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let margin = egui::Margin::symmetric(space::L as i8, 0);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(12.0, 8.0);
            let kinds = [
                Segment::new(icons::KEY, "One permission"),
                Segment::new(icons::GRID_ON, "All permissions"),
                Segment::new(icons::SHIELD_PERSON, "Roles"),
            ];
            if let Some(picked) = segmented(ui, &kinds, state.kind as usize) {
                state.kind = Kind::ALL.get(picked).copied().unwrap_or_default();
            }
            let (of_roles, of_one) = (state.kind == Kind::Roles, state.kind == Kind::Permission);
            if of_one {
                permission_choice(ui, cx, &mut state.deed);
            }
            if !of_roles {
                named(ui, "Rows", 150.0, |ui| rows(ui, cx, state));
            }
            named(ui, "Rows by", 118.0, |ui| {
                order(ui, "Order of rows", !of_roles, &mut state.row_order);
            });
            named(ui, "Columns by", 118.0, |ui| {
                order(ui, "Order of columns", of_one, &mut state.column_order);
            });
            least(ui, state);
        });
    });
}

/// A word with what follows it, in one piece.
fn named(ui: &mut Ui, word: &str, width: f32, content: impl FnOnce(&mut Ui)) {
    let t = theme::tokens(ui);
    let font = Type::Small.regular();
    let text = ui.painter().layout_no_wrap(word.to_owned(), font, t.text3);
    let size = vec2(text.size().x + 6.0 + width, size::BUTTON);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        label(ui, word, Type::Small, Weight::Regular, t.text3);
        content(ui);
    });
}

/// Whose rows: everyone, service users, members of a group or a team.
fn rows(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let (groups, teams) = (cx.model.groups(), cx.model.teams());
    let n = 2 + groups.len() + teams.len();
    let at = |nth: usize| -> Option<HeatRows> {
        Some(match nth {
            0 => HeatRows::All,
            1 => HeatRows::ServiceUsers,
            _ => match groups.at(nth - 2) {
                Some(group) => HeatRows::Group(group.id.clone()),
                None => HeatRows::Team(teams.at((nth - 2).checked_sub(groups.len())?)?.id.clone()),
            },
        })
    };
    let choice = |nth: usize| {
        Some(match nth {
            0 => Choice::new("Everyone").icon(icons::GROUPS),
            1 => Choice::new("Service users").icon(icons::SMART_TOY),
            _ => match groups.at(nth - 2) {
                Some(group) => Choice::new(&group.name)
                    .detail("group")
                    .icon(icons::GROUP_WORK),
                None => {
                    let team = teams.at((nth - 2).checked_sub(groups.len())?)?;
                    Choice::new(&team.name).detail("team").icon(icons::GROUP)
                }
            },
        })
    };
    let place = match &state.rows {
        HeatRows::All => Some(0),
        HeatRows::ServiceUsers => Some(1),
        HeatRows::Group(id) => groups.position(id).map(|at| at + 2),
        HeatRows::Team(id) => teams.position(id).map(|at| at + 2 + groups.len()),
    };
    // A group that is gone has no rows to show.
    if place.is_none() {
        state.rows = HeatRows::All;
    }
    let picked = Combo::bare("Whose rows", &[], Some(place.unwrap_or(0)))
        .many(n, &choice)
        .width(150.0)
        .tall()
        .show(ui);
    if let Some(rows) = picked.and_then(at) {
        state.rows = rows;
    }
}

/// The orders; teams only where there are people.
fn order(ui: &mut Ui, name: &str, of_people: bool, order: &mut HeatOrder) {
    let all: &[(HeatOrder, &str)] = match of_people {
        true => &[
            (HeatOrder::Org, "Org chart"),
            (HeatOrder::Team, "Team"),
            (HeatOrder::Name, "Name"),
            (HeatOrder::Similarity, "Similarity"),
        ],
        false => &[
            (HeatOrder::Org, "As in Access"),
            (HeatOrder::Name, "Name"),
            (HeatOrder::Similarity, "Similarity"),
        ],
    };
    let choices: Vec<Choice<'_>> = all.iter().map(|(_, word)| Choice::new(word)).collect();
    let chosen = all.iter().position(|(one, _)| one == order).unwrap_or(0);
    let combo = Combo::bare(name, &choices, Some(chosen))
        .width(118.0)
        .tall();
    if let Some((one, _)) = combo.show(ui).and_then(|at| all.get(at)) {
        *order = *one;
    }
}

/// From which level on cells are shown.
fn least(ui: &mut Ui, state: &mut State) {
    let Some(made) = state.maker.made() else {
        return;
    };
    let levels: Vec<LevelId> = made
        .heat
        .levels()
        .iter()
        .map(|one| one.id.clone())
        .collect();
    if levels.len() < 2 {
        return;
    }
    let words: Vec<String> = levels
        .iter()
        .enumerate()
        .map(|(nth, level)| match nth {
            0 => "Any level".to_owned(),
            _ if nth + 1 == levels.len() => format!("Only {level}"),
            _ => format!("{level} or more"),
        })
        .collect();
    let choices: Vec<Choice<'_>> = words.iter().map(|word| Choice::new(word)).collect();
    let chosen = state.least_of(&made.heat);
    let combo = Combo::bare("Least level", &choices, Some(chosen))
        .width(118.0)
        .tall();
    if let Some(picked) = combo.show(ui) {
        state.least = levels.get(picked).filter(|_| picked > 0).cloned();
    }
}
