//! The top bar: what is open, the way back, undo and redo, the search, with whose eyes.

use egui::{Align, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::session::{Action, Actions, Command, Session, Workspace};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius, size};
use crate::ui::widgets::{SeeingAs, bar, icon_button, key_cap, label, seeing_as};
use crate::ui::{Room, State, icons};

/// Draws the bar.
pub fn show(ui: &mut Ui, session: &Session, room: Room, state: &mut State, actions: &mut Actions) {
    let full = ui.max_rect();
    let search_width = match (room.is_cramped(), room.is_small()) {
        (true, _) => 180.0,
        (_, true) => 280.0,
        _ => 400.0,
    };
    // In the middle of the window, not of the bar, unless the left needs the room.
    let middle = ui.ctx().content_rect().center().x;
    let right_width = if room.is_cramped() { 236.0 } else { 300.0 };
    let center = middle.min(full.right() - right_width - search_width / 2.0);
    let search_rect = Rect::from_center_size(
        egui::pos2(center, full.center().y),
        vec2(search_width, size::BUTTON),
    );
    let left = Rect::from_min_max(
        full.min + vec2(16.0, 0.0),
        egui::pos2(search_rect.left() - 8.0, full.bottom()),
    );
    let mut left_ui = ui.new_child(egui::UiBuilder::new().max_rect(left).id_salt("left"));
    left_ui.set_clip_rect(left.expand(4.0));
    left_ui.horizontal_centered(|ui| left_side(ui, session, room, actions));
    let mut middle_ui = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(search_rect)
            .id_salt("search"),
    );
    if search_button(&mut middle_ui, search_rect, session).clicked() {
        actions.push(Action::Palette(true));
    }
    let right = Rect::from_min_max(
        egui::pos2(search_rect.right() + 8.0, full.top()),
        full.max - vec2(12.0, 0.0),
    );
    let mut right_ui = ui.new_child(egui::UiBuilder::new().max_rect(right).id_salt("right"));
    right_ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        right_side(ui, session, state, actions);
    });
}

fn left_side(ui: &mut Ui, session: &Session, room: Room, actions: &mut Actions) {
    let t = theme::tokens(ui);
    match session.document() {
        Some(document) => {
            let title = Type::Body.rich(document.title(), Weight::Semibold, t.text);
            let most = if room.is_small() { 150.0 } else { 240.0 };
            // The buttons beside it stay in sight.
            let buttons = if room.is_cramped() { 128.0 } else { 204.0 };
            let width = (ui.available_width() - buttons).clamp(48.0, most);
            ui.scope(|ui| {
                ui.set_max_width(width);
                let path = document.origin().path.as_deref();
                let hint = path.map_or("No file yet".to_owned(), |path| path.display().to_string());
                ui.add(egui::Label::new(title).truncate())
                    .on_hover_text(hint);
            });
            if document.is_unsaved() {
                let (rect, _) = ui.allocate_exact_size(vec2(8.0, 8.0), Sense::hover());
                ui.painter().circle_filled(rect.center(), 4.0, t.accent);
                if !room.is_small() {
                    label(ui, "not saved", Type::Small, Weight::Regular, t.text2);
                }
            }
        }
        None => {
            label(ui, "No model open", Type::Body, Weight::Regular, t.text2);
        }
    }
    ui.add_space(2.0);
    bar(ui);
    ui.spacing_mut().item_spacing.x = 2.0;
    if !room.is_cramped() {
        for command in [Command::Back, Command::Forward] {
            command_button(ui, session, command, actions);
        }
        ui.add_space(4.0);
        bar(ui);
        ui.add_space(4.0);
    }
    let undo = session.document().and_then(|d| d.history().undo_label());
    match undo.filter(|_| !room.is_small()) {
        Some(label) => {
            if named_undo(ui, label).clicked() {
                actions.command(Command::Undo);
            }
        }
        None => command_button(ui, session, Command::Undo, actions),
    }
    command_button(ui, session, Command::Redo, actions);
    if !room.is_cramped() {
        command_button(ui, session, Command::History, actions);
    }
}

fn command_button(ui: &mut Ui, session: &Session, command: Command, actions: &mut Actions) {
    let info = command.info();
    let history = session.document().map(crate::session::Document::history);
    let label = match command {
        Command::Undo => history.and_then(|history| history.undo_label()),
        Command::Redo => history.and_then(|history| history.redo_label()),
        _ => None,
    };
    let name = label.map_or_else(
        || info.text.to_owned(),
        |label| format!("{}: {label}", info.text),
    );
    let icon = super::rail::icon(info.icon);
    let enabled = command.blocked(session).is_none();
    if icon_button(ui, icon, &name, enabled).clicked() {
        actions.command(command);
    }
}

/// Undo with its name, cut to the room there is.
fn named_undo(ui: &mut Ui, label: &str) -> Response {
    let t = theme::tokens(ui);
    let name = format!("Undo: {label}");
    let room = (ui.available_width() - 132.0).clamp(60.0, 260.0);
    let galley = paint::line(ui, &name, Type::Small.medium(), t.text2, room);
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x + 38.0, size::BUTTON), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, radius::BUTTON, t.hover);
    }
    icons::paint(
        painter,
        icons::UNDO,
        rect.left_center() + vec2(15.0, 0.0),
        18.0,
        t.text2,
    );
    paint::left_center(
        painter,
        rect.left_center() + vec2(28.0, 0.0),
        galley,
        t.text2,
    );
    paint::focus_ring(ui, &response, f32::from(radius::BUTTON), Ring::Outside, t);
    response.on_hover_text(name)
}

fn search_button(ui: &mut Ui, rect: Rect, session: &Session) -> Response {
    let t = theme::tokens(ui);
    let words = match session.document() {
        Some(_) if rect.width() < 240.0 => "Find or run",
        Some(_) if rect.width() < 360.0 => "Find or ask anything",
        Some(_) => "Find anything, or ask a question",
        None => "Find a command or open a file",
    };
    let response = ui.allocate_rect(rect, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let edge = if response.hovered() { t.text3 } else { t.field };
    let painter = ui.painter();
    painter.rect(
        rect,
        radius::FIELD,
        t.inset,
        Stroke::new(1.0, edge),
        StrokeKind::Inside,
    );
    icons::paint(
        painter,
        icons::SEARCH,
        rect.left_center() + vec2(18.0, 0.0),
        16.0,
        t.text2,
    );
    let galley = paint::line(
        ui,
        words,
        Type::Small.regular(),
        t.text3,
        rect.width() - 106.0,
    );
    paint::left_center(
        ui.painter(),
        rect.left_center() + vec2(32.0, 0.0),
        galley,
        t.text3,
    );
    paint::focus_ring(ui, &response, f32::from(radius::FIELD), Ring::Outside, t);
    let mut keys = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(6.0, 5.0)))
            .layout(Layout::right_to_left(Align::Center)),
    );
    let key = Command::Palette.info().key;
    key_cap(
        &mut keys,
        &key.map(|key| key.to_string()).unwrap_or_default(),
    );
    response
}

fn right_side(ui: &mut Ui, session: &Session, state: &mut State, actions: &mut Actions) {
    let (icon, name) = if state.inspector_hidden {
        (icons::RIGHT_PANEL_OPEN, "Show the inspector")
    } else {
        (icons::RIGHT_PANEL_CLOSE, "Hide the inspector")
    };
    if icon_button(ui, icon, name, true).clicked() {
        actions.command(Command::ToggleInspector);
    }
    let name = session.seen_by();
    match seeing_as(ui, name.as_deref()) {
        Some(SeeingAs::Choose) if session.document().is_some() => {
            actions.push(Action::Go(Workspace::Simulate));
        }
        Some(SeeingAs::Stop) => actions.push(Action::SeeAs(None)),
        _ => {}
    }
}
