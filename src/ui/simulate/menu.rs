//! The menu at the left: modules someone has, and those they have not.

use egui::{Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::State;
use super::rows::{MenuRow, Page};
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::label;

/// Below this width of the page the menu shows the first letters of its modules only.
pub(super) const FOLDED_BELOW: f32 = 660.0;
/// How wide it is then.
pub(super) const FOLDED: f32 = 54.0;

pub(super) fn show(ui: &mut Ui, page: &Page, state: &mut State) {
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.add_space(space::L);
            let n_open = page.menu.iter().filter(|row| row.view.is_open).count();
            let is_folded = ui.available_width() < FOLDED;
            if !is_folded {
                head(ui, &format!("Menu · {n_open} modules"));
            }
            for row in page.menu.iter().filter(|row| row.view.is_open) {
                module(ui, page, state, row);
            }
            let n_absent = page.menu.len() - n_open;
            if n_absent > 0 && !state.hide_absent {
                ui.add_space(space::M);
                if !is_folded {
                    head(ui, &format!("Absent · {n_absent}"));
                }
                for row in page.menu.iter().filter(|row| !row.view.is_open) {
                    module(ui, page, state, row);
                }
            }
        });
}

fn head(ui: &mut Ui, text: &str) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.add_space(space::XL);
        label(ui, text, Type::Micro, Weight::Medium, t.text3);
    });
}

fn module(ui: &mut Ui, page: &Page, state: &mut State, row: &MenuRow) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (outer, _) = ui.allocate_exact_size(vec2(width, 32.0), Sense::hover());
    let rect = outer.shrink2(vec2(8.0, 1.0));
    let response = ui.interact(
        rect,
        ui.scope_id().with(("module", &row.view.id)),
        Sense::click(),
    );
    let is_chosen = page.module.as_ref() == Some(&row.view.id);
    let absence = row.view.absence.as_deref();
    response.widget_info(|| {
        let words = match absence {
            Some(why) => format!("{}, absent: {why}", row.name),
            None => row.name.clone(),
        };
        WidgetInfo::selected(Role::ListItem, true, is_chosen, words)
    });
    let painter = ui.painter();
    if is_chosen {
        painter.rect_filled(rect, radius::BUTTON, t.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, radius::BUTTON, t.hover);
    }
    let ink = if row.view.is_open { t.text } else { t.text3 };
    if !row.view.is_open {
        let dash = Stroke::new(1.0, t.field);
        paint::dashed_rect(
            painter,
            rect,
            f32::from(radius::BUTTON),
            dash,
            paint::ABSENT,
        );
    }
    let icon = if row.view.is_open {
        icons::WIDGETS
    } else {
        icons::VISIBILITY_OFF
    };
    let color = if is_chosen { t.accent } else { ink };
    let middle = rect.center().y;
    if width < FOLDED {
        let letters: String = row.name.chars().take(2).collect();
        let letters = paint::line(ui, &letters, Type::Small.medium(), color, rect.width());
        let at = rect.center().x - letters.size().x / 2.0;
        paint::left_center(painter, pos2(at, middle), letters, color);
        let hint = absence.map_or_else(|| row.name.clone(), |why| format!("{}: {why}", row.name));
        choose(state, row, response.on_hover_text(hint));
        return;
    }
    icons::paint(painter, icon, pos2(rect.left() + 16.0, middle), 16.0, color);
    let name = paint::line(
        ui,
        &row.name,
        Type::Small.medium(),
        ink,
        rect.width() - 38.0,
    );
    paint::left_center(painter, pos2(rect.left() + 32.0, middle), name, ink);
    paint::focus_ring(ui, &response, f32::from(radius::BUTTON), Ring::Outside, t);
    let response = match absence {
        Some(why) => response.on_hover_text(why),
        None => response,
    };
    choose(state, row, response);
}

fn choose(state: &mut State, row: &MenuRow, response: egui::Response) {
    if response.clicked() {
        state.module = Some(row.view.id.clone());
        state.list = None;
        state.target = None;
        state.question = None;
    }
}
