//! Coverage as drawn: three bars at the foot of the expectations, and what no expectation
//! touches, record by record.

use egui::{Align, Layout, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::coverage::Part;
use super::rows::Page;
use super::words::thousands;
use super::{State, View, column_head};
use crate::model::Key;
use crate::session::{Action, Actions};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{EmptyPlace, Tone, label, link, meter};
use crate::ui::{Context, icons, kind_of};

/// Height of the three bars.
pub(super) const FOOT: f32 = 112.0;

/// The three bars.
pub(super) fn foot(ui: &mut Ui, state: &mut State, page: &Page) {
    let t = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.center().y, Stroke::new(1.0, t.line));
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(14, 10))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
            ui.spacing_mut().interact_size.y = 18.0;
            ui.horizontal(|ui| {
                label(ui, "Coverage", Type::Small, Weight::Semibold, t.text2);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let words = "what no expectation touches";
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
                });
            });
            let lines = [
                ("Permissions", &page.coverage.permissions, false),
                ("Sensitive permissions", &page.coverage.sensitive, false),
                ("People", &page.coverage.people, true),
            ];
            for (name, part, is_people) in lines {
                if bar(ui, name, part) {
                    state.view = View::Coverage;
                    state.right = is_people;
                }
            }
        });
}

/// One bar; true if what is missing was asked for.
fn bar(ui: &mut Ui, name: &str, part: &Part) -> bool {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        let width = ui.available_width();
        let (rect, _) = ui.allocate_exact_size(vec2(134.0, 18.0), Sense::hover());
        let galley = paint::line(ui, name, Type::Small.regular(), t.text2, rect.width());
        paint::left_center(ui.painter(), rect.left_center(), galley, t.text2);
        meter(
            ui,
            name,
            part.n_touched(),
            part.n_all,
            (width - 340.0).max(60.0),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let n = part.untouched.len();
            let (rect, _) = ui.allocate_exact_size(vec2(76.0, 18.0), Sense::hover());
            let mut child = ui.new_child(
                egui::UiBuilder::new()
                    .max_rect(rect)
                    .layout(Layout::right_to_left(Align::Center)),
            );
            let asked = n > 0 && {
                let words = format!("Show {}", thousands(n));
                let door = child.push_id(name, |ui| link(ui, &words)).inner;
                door.widget_info(|| {
                    let name = format!("{words}: {} without an expectation", name.to_lowercase());
                    WidgetInfo::labeled(Role::Link, true, name)
                });
                door.clicked()
            };
            let words = format!(
                "{} of {}",
                thousands(part.n_touched()),
                thousands(part.n_all)
            );
            label(ui, words, Type::Small, Weight::Medium, t.text);
            asked
        })
        .inner
    })
    .inner
}

/// Permissions that no expectation touches.
pub(super) fn permissions(ui: &mut Ui, cx: &Context<'_>, page: &Page, actions: &mut Actions) {
    let part = &page.coverage.permissions;
    column_head(
        ui,
        icons::KEY,
        "Permissions no expectation touches",
        &[],
        &format!("{} of {}", part.untouched.len(), part.n_all),
    );
    records(ui, cx, "every permission", part, actions);
}

/// People whom no expectation speaks of.
pub(super) fn people(ui: &mut Ui, cx: &Context<'_>, page: &Page, actions: &mut Actions) {
    let part = &page.coverage.people;
    column_head(
        ui,
        icons::GROUP,
        "People no expectation speaks of",
        &[],
        &format!("{} of {}", part.untouched.len(), part.n_all),
    );
    records(ui, cx, "everyone", part, actions);
}

fn records(ui: &mut Ui, cx: &Context<'_>, all: &str, part: &Part, actions: &mut Actions) {
    if part.untouched.is_empty() {
        let title = match part.n_all {
            0 => "Nothing to cover yet".to_owned(),
            _ => format!("Expectations touch {all}"),
        };
        EmptyPlace {
            icon: icons::DONUT_LARGE,
            title: &title,
            why: "What is left out of every expectation would stand here",
            button: None,
        }
        .show(ui);
        return;
    }
    ScrollArea::vertical()
        .id_salt("untouched")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, part.untouched.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for key in part.untouched.get(range).unwrap_or_default() {
                let response = ui.push_id(key, |ui| record(ui, cx, key)).inner;
                if response {
                    actions.push(Action::Select(Some(key.clone())));
                }
            }
        });
}

fn record(ui: &mut Ui, cx: &Context<'_>, key: &Key) -> bool {
    let t = theme::tokens(ui);
    let title = cx.model.title(key);
    let is_selected = cx.is_selected(key);
    let is_sensitive = match key {
        Key::Permission(id) => cx.model.permissions().get(id).is_some_and(|p| p.sensitive),
        _ => false,
    };
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::click());
    response.widget_info(|| {
        let name = match is_sensitive {
            true => format!("{title}, sensitive"),
            false => title.clone(),
        };
        WidgetInfo::selected(Role::Row, true, is_selected, name)
    });
    let painter = ui.painter();
    if is_selected {
        painter.rect_filled(rect, 0.0, t.selected);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, t.line),
    );
    let kind = kind_of(cx.model, key);
    let middle = rect.center().y;
    icons::paint(
        painter,
        kind.icon(),
        pos2(rect.left() + 22.0, middle),
        16.0,
        kind.color(t),
    );
    let mut right = rect.right() - 14.0;
    if is_sensitive {
        let ink = Tone::Warning.ink(t);
        let word = paint::line(ui, "sensitive", Type::Small.medium(), ink, 80.0);
        right = paint::right_center(painter, pos2(right, middle), word, ink).left() - space::L;
    }
    let id = paint::line(ui, &key.id(), Type::Small.regular(), t.text3, width * 0.35);
    right = paint::right_center(painter, pos2(right, middle), id, t.text3).left() - space::L;
    let left = rect.left() + 44.0;
    let name = paint::line(ui, &title, Type::Small.regular(), t.text, right - left);
    paint::left_center(painter, pos2(left, middle), name, t.text);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    response.clicked()
}
