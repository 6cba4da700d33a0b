//! A ladder: its levels, bottom first, and the permissions that are given at them.

use egui::{Align, Layout, Ui};

use crate::model::{Key, Ladder, LadderId};
use crate::session::edits::ladders;
use crate::session::{Action, Actions};
use crate::ui::glyphs::{LevelSign, Origin, level_glyph};
use crate::ui::widgets::{Button, Section, TextField, icon_button};
use crate::ui::{Context, icons, signs, theme};

use super::{parts, record};

/// Draws the inspector of a ladder.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &LadderId, actions: &mut Actions) {
    let key = Key::Ladder(id.clone());
    record::head(ui, cx, &key, &[], actions);
    let Some(ladder) = cx.model.ladders().get(id) else {
        return;
    };
    Section::new("Fields").show(ui, |ui| {
        let name = TextField::new("Name", id.as_str()).show(ui);
        record::asked(ui, &key, &name.response, id.as_str());
        let new = name
            .done
            .and_then(|text| ladders::rename(cx.model, id, &text));
        if let Some((change, new)) = new {
            actions.push(Action::ApplyAndSelect(change, Key::Ladder(new)));
        }
    });
    let count = ladder.levels.len().to_string();
    Section::new("Levels").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        add(ui, cx, ladder, actions);
        levels(ui, cx, ladder, actions);
        parts::quiet(ui, "From the highest down. The lowest gives nothing");
        parts::stays(ui, cx, &key, actions);
    });
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

fn levels(ui: &mut Ui, cx: &Context<'_>, ladder: &Ladder, actions: &mut Actions) {
    let (id, key) = (&ladder.id, Key::Ladder(ladder.id.clone()));
    let top = ladder.levels.len().saturating_sub(1);
    for (nth, level) in ladder.levels.iter().enumerate().rev() {
        let mut outcome = None;
        ui.horizontal(|ui| {
            tile(ui, signs::level_on(ladder, level));
            let spoken = format!("Level {}", nth + 1);
            let room = (ui.available_width() - 104.0).max(80.0);
            let field = TextField::bare(&spoken, level.as_str())
                .width(room)
                .show(ui);
            if let Some(text) = field.done {
                outcome = Some(ladders::rename_level(cx.model, id, level, &text));
            }
            let called = |verb: &str| format!("{verb} {level}");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                if icon_button(ui, icons::DELETE, &called("Remove"), true).clicked() {
                    outcome = Some(ladders::remove_level(cx.model, id, level));
                }
                let (name, to) = (called("Lower"), nth.saturating_sub(1));
                if icon_button(ui, icons::ARROW_DOWNWARD, &name, nth > 0).clicked() {
                    outcome = Some(ladders::move_level(cx.model, id, nth, to));
                }
                let name = called("Raise");
                if icon_button(ui, icons::ARROW_UPWARD, &name, nth < top).clicked() {
                    outcome = Some(ladders::move_level(cx.model, id, nth, nth + 1));
                }
            });
        });
        parts::wish(ui, cx, &key, outcome, actions);
    }
}

fn tile(ui: &mut Ui, sign: LevelSign) {
    let t = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(20.0, 20.0), egui::Sense::hover());
    level_glyph(ui.painter(), rect, sign, Origin::Own, t);
}

fn add(ui: &mut Ui, cx: &Context<'_>, ladder: &Ladder, actions: &mut Actions) {
    let draft_id = ui.scope_id().with("new level");
    let draft: String = ui.data(|data| data.get_temp(draft_id)).unwrap_or_default();
    let above = ladder.levels.last().map_or("", |level| level.as_str());
    let mut outcome = None;
    ui.horizontal(|ui| {
        let room = (ui.available_width() - 104.0).max(80.0);
        let field = TextField::bare("New level", &draft)
            .placeholder(&format!("A level above {above}"))
            .width(room)
            .show(ui);
        let is_entered = field.entered;
        let mut text = field.draft.or(field.done).unwrap_or(draft);
        let add = ui.add(Button::new("Add level").icon(icons::ADD));
        if (add.clicked() || is_entered) && !text.trim().is_empty() {
            outcome = Some(ladders::add_level(cx.model, &ladder.id, &text));
            text = String::new();
        }
        ui.data_mut(|data| data.insert_temp(draft_id, text));
    });
    parts::wish(ui, cx, &Key::Ladder(ladder.id.clone()), outcome, actions);
}
