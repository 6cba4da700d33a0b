//! The page itself: one card to try the program, cards of templates, recent files.

use egui::{
    Align, Frame, Layout, Margin, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::State;
use crate::session::{Action, Actions, Command, Recent, Session, TEMPLATES, Template, Workspace};
use crate::ui::frame::icon_of;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{Button, icon_button, key_cap, label, link};

const CARD: f32 = 112.0;
const GAP: f32 = 12.0;

/// Draws the page.
pub fn show(ui: &mut Ui, session: &Session, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let room = ui.available_width();
    let width = (room - 48.0).clamp(300.0, 1040.0);
    let left = ((room - width) / 2.0).max(24.0);
    let margin = Margin {
        left: left as i8,
        right: 0,
        top: if room > 900.0 { 44 } else { 24 },
        bottom: 24,
    };
    // A wide window leaves more at the left than a margin can hold.
    ui.horizontal_top(|ui| {
        ui.add_space(left - f32::from(margin.left));
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 4.0;
                let title = "Who sees what, before anyone keys it in";
                label(ui, title, Type::Display, Weight::Semibold, t.text);
                let lead =
                    "Start from a template or open a model. Everything stays on this computer";
                label(ui, lead, Type::Lead, Weight::Regular, t.text2);
                ui.add_space(space::XL);
                try_it(ui, actions);
                ui.add_space(space::XXL);
                templates(ui, width, state, actions);
                ui.add_space(space::XXL);
                recent(ui, session, actions);
            });
        });
    });
}

fn try_it(ui: &mut Ui, actions: &mut Actions) {
    let t = theme::tokens(ui);
    card_frame(t).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(40.0);
            icons::icon(ui, icons::VISIBILITY, 24.0, t.accent);
            ui.add_space(4.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::primary("Show me")).clicked() {
                    show_me(actions);
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    let title = "See an HR system with someone else’s eyes in a minute";
                    label(ui, title, Type::Body, Weight::Semibold, t.text);
                    let line =
                        "Opens the onboarding template as Employee 1: click anything and read why";
                    label(ui, line, Type::Small, Weight::Regular, t.text2);
                });
            });
        });
    });
}

/// The first template with the eyes of someone whose rights come from two groups.
fn show_me(actions: &mut Actions) {
    let who: crate::model::PrincipalId = "employee-1".into();
    actions.push(Action::NewFrom(0));
    actions.push(Action::SeeAs(Some(who.clone())));
    let key = crate::model::Key::Principal(who);
    actions.push(Action::Reveal(Workspace::Simulate, key));
}

fn card_frame(t: &theme::Tokens) -> Frame {
    Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::POPOVER)
        .inner_margin(Margin::symmetric(16, 10))
}

fn heading(ui: &mut Ui, title: &str, line: &str) {
    let t = theme::tokens(ui);
    label(ui, title, Type::Title, Weight::Semibold, t.text);
    label(ui, line, Type::Small, Weight::Regular, t.text3);
}

fn templates(ui: &mut Ui, width: f32, state: &mut State, actions: &mut Actions) {
    ui.horizontal(|ui| {
        heading(
            ui,
            "New from a template",
            "each is a working model with people, roles and expectations",
        );
    });
    ui.add_space(space::S);
    let columns = if width > 820.0 {
        3
    } else if width > 520.0 {
        2
    } else {
        1
    };
    let card = (width - GAP * (columns - 1) as f32) / columns as f32;
    let rows = TEMPLATES.len().div_ceil(columns);
    let size = vec2(width, rows as f32 * (CARD + GAP) - GAP);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    for (nth, template) in TEMPLATES.iter().enumerate() {
        let (row, column) = (nth / columns, nth % columns);
        let at = area.min + vec2(column as f32 * (card + GAP), row as f32 * (CARD + GAP));
        let rect = Rect::from_min_size(at, vec2(card, CARD));
        let response = template_card(ui, rect, template, state.chosen == nth);
        if response.double_clicked() || (response.clicked() && state.chosen == nth) {
            actions.push(Action::NewFrom(nth));
        } else if response.clicked() {
            state.chosen = nth;
        }
    }
}

fn template_card(ui: &mut Ui, rect: Rect, template: &Template, chosen: bool) -> Response {
    let t = theme::tokens(ui);
    let id = ui.scope_id().with(("template", template.name));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, template.name));
    let fill = match (chosen, response.hovered()) {
        (true, _) => t.selected,
        (_, true) => t.hover,
        _ => t.panel,
    };
    let edge = if chosen {
        Stroke::new(2.0, t.accent)
    } else {
        Stroke::new(1.0, t.line)
    };
    ui.painter()
        .rect(rect, radius::POPOVER, fill, edge, StrokeKind::Inside);
    let ink = if chosen { t.accent } else { t.text2 };
    let inner = rect.shrink2(vec2(16.0, 14.0));
    let icon = pos2(inner.left() + 9.0, inner.top() + 9.0);
    icons::paint(ui.painter(), icon_of(template.icon), icon, 18.0, ink);
    let title = paint::line(
        ui,
        template.name,
        Type::Body.semibold(),
        t.text,
        inner.width() - 28.0,
    );
    paint::left_center(ui.painter(), icon + vec2(17.0, 0.0), title, t.text);
    let line = Type::Small;
    let text = paint::block(
        ui,
        template.line,
        line.regular(),
        line.line(),
        t.text2,
        inner.width(),
    );
    ui.painter()
        .galley(inner.min + vec2(0.0, 26.0), text, t.text2);
    if let Some(first) = template.shows.first() {
        let shows = paint::line(ui, first, Type::Micro.regular(), t.text3, inner.width());
        paint::left_center(
            ui.painter(),
            inner.left_bottom() - vec2(0.0, 6.0),
            shows,
            t.text3,
        );
    }
    paint::focus_ring(ui, &response, f32::from(radius::POPOVER), Ring::Outside, t);
    response.on_hover_text("Click to see what is in it, again to open it")
}

fn recent(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let files = &session.preferences().recent;
    ui.horizontal(|ui| {
        let count = match files.len() {
            0 => "none yet".to_owned(),
            1 => "1 model".to_owned(),
            n => format!("{n} models"),
        };
        heading(ui, "Recent", &count);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(key) = Command::Open.info().key {
                key_cap(ui, &key.to_string());
            }
            if link(ui, "Open another…").clicked() {
                actions.command(Command::Open);
            }
            ui.add_space(space::M);
            if link(ui, "Begin with a list of people…").clicked() {
                actions.command(Command::Import);
            }
        });
    });
    ui.add_space(space::S);
    Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(radius::CARD)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if files.is_empty() {
                Frame::new().inner_margin(16.0).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    let words = "Models you open or save are listed here. Drag a .ron file onto the window to open it, or a spreadsheet to import it";
                    label(ui, words, Type::Small, Weight::Regular, t.text2);
                });
            }
            for file in files {
                recent_row(ui, file, actions);
            }
        });
}

fn recent_row(ui: &mut Ui, file: &Recent, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::click());
    let name = if file.name.is_empty() {
        "Untitled model"
    } else {
        &file.name
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {name}")));
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, t.hover);
    }
    let line = Stroke::new(1.0, t.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    icons::paint(
        ui.painter(),
        icons::DESCRIPTION,
        rect.left_center() + vec2(22.0, 0.0),
        16.0,
        t.text2,
    );
    let title = paint::line(ui, name, Type::Small.medium(), t.text, rect.width() * 0.4);
    let end = paint::left_center(
        ui.painter(),
        rect.left_center() + vec2(38.0, 0.0),
        title,
        t.text,
    );
    let day = paint::line(ui, &file.day, Type::Small.regular(), t.text3, 90.0);
    let at = rect.right_center() - vec2(46.0, 0.0);
    paint::right_center(ui.painter(), at, day, t.text3);
    let people = format!("{} people", file.n_people);
    let people = paint::line(ui, &people, Type::Small.regular(), t.text2, 100.0);
    let left = paint::right_center(ui.painter(), at - vec2(96.0, 0.0), people, t.text2).left();
    let folder = file
        .path
        .parent()
        .map(|f| f.display().to_string())
        .unwrap_or_default();
    let folder = paint::line(
        ui,
        &folder,
        Type::Small.regular(),
        t.text3,
        left - end.right() - 24.0,
    );
    paint::left_center(
        ui.painter(),
        pos2(end.right() + 10.0, rect.center().y),
        folder,
        t.text3,
    );
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    let cross = Rect::from_center_size(rect.right_center() - vec2(22.0, 0.0), vec2(28.0, 28.0));
    let forget = ui
        .scope_builder(egui::UiBuilder::new().max_rect(cross), |ui| {
            icon_button(ui, icons::CLOSE, &format!("Forget {name}"), true)
        })
        .inner;
    if forget.clicked() {
        actions.push(Action::ForgetRecent(file.path.clone()));
    } else if response.clicked() {
        actions.push(Action::Open(file.path.clone()));
    }
}
