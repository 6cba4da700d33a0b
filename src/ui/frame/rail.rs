//! The rail on the left: the menu and the workspaces.

use egui::{Popup, Ui};

use crate::session::{Action, Actions, Command, Session, ThemeChoice, Workspace};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::size;
use crate::ui::widgets::{RailItem, icon_button};
use crate::ui::{Room, theme};

/// Draws the rail.
pub fn show(ui: &mut Ui, session: &Session, room: Room, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 4.0;
    let width = ui.available_width();
    let menu = ui
        .allocate_ui_with_layout(
            egui::vec2(width, size::TOP_BAR - 2.0),
            egui::Layout::centered_and_justified(egui::Direction::TopDown),
            |ui| icon_button(ui, icons::MENU, "Menu", true),
        )
        .inner;
    Popup::menu(&menu).show(|ui| main_menu(ui, session, actions));
    ui.add_space(2.0);
    // All of them stay in sight in a low window.
    let gap = ui.spacing().item_spacing.y;
    let each = ui.available_height() / Workspace::ALL.len() as f32 - gap;
    let height = each.clamp(36.0, 54.0);
    for workspace in Workspace::ALL {
        let badge = match workspace {
            Workspace::Checks => session.analysis().n_alarms(),
            _ => 0,
        };
        let item = RailItem {
            icon: icon(workspace.icon()),
            text: workspace.word(),
            active: session.document().is_some() && session.workspace() == workspace,
            badge: (badge > 0).then_some(badge),
            enabled: session.document().is_some(),
            small: room.is_small(),
            height,
        };
        if item.show(ui).clicked() {
            actions.push(Action::Go(workspace));
        }
    }
}

/// The icon of a name; an empty square would be found by the test of the commands.
pub fn icon(name: &str) -> Icon {
    icons::ALL
        .iter()
        .find(|icon| icon.name() == name)
        .copied()
        .unwrap_or(icons::HELP)
}

fn main_menu(ui: &mut Ui, session: &Session, actions: &mut Actions) {
    ui.set_min_width(260.0);
    for part in [
        &[
            Command::New,
            Command::Open,
            Command::Save,
            Command::SaveAs,
            Command::Import,
            Command::Export,
            Command::CloseModel,
            Command::Recover,
        ][..],
        &[
            Command::Undo,
            Command::Redo,
            Command::History,
            Command::MoveUnder,
            Command::WhatIf,
            Command::Remove,
        ],
        &[Command::Palette, Command::ToggleInspector],
        &[Command::ZoomIn, Command::ZoomOut, Command::ZoomReset],
    ] {
        for command in part {
            item(ui, session, *command, actions);
        }
        ui.separator();
    }
    for (choice, word) in [
        (ThemeChoice::System, "Theme as the system has it"),
        (ThemeChoice::Light, "Light theme"),
        (ThemeChoice::Dark, "Dark theme"),
    ] {
        if ui
            .radio(session.preferences().theme == choice, word)
            .clicked()
        {
            actions.push(Action::Theme(choice));
        }
    }
    ui.separator();
    for command in [Command::Shortcuts, Command::About, Command::Quit] {
        item(ui, session, command, actions);
    }
}

/// One command in a menu, with its key.
pub fn item(ui: &mut Ui, session: &Session, command: Command, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let info = command.info();
    let blocked = command.blocked(session);
    let label = session.document().map(crate::session::Document::history);
    let text = match (command, label) {
        (Command::Undo, Some(history)) => named("Undo", history.undo_label()),
        (Command::Redo, Some(history)) => named("Redo", history.redo_label()),
        _ => info.text.to_owned(),
    };
    let ink = if blocked.is_some() { t.text3 } else { t.text };
    let button = egui::Button::new((
        egui::RichText::new(icon(info.icon).sign())
            .font(icons::font(16.0))
            .color(if blocked.is_some() { t.text3 } else { t.text2 }),
        egui::RichText::new(text).color(ink),
    ))
    .shortcut_text(
        egui::RichText::new(info.key.map(|key| key.to_string()).unwrap_or_default()).color(t.text3),
    )
    .frame_when_inactive(false)
    .min_size(egui::vec2(ui.available_width(), size::BUTTON));
    let response = ui.add_enabled(blocked.is_none(), button);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::MenuItem, blocked.is_none(), info.text)
    });
    let response = response.on_disabled_hover_text(blocked.unwrap_or_default());
    if response.clicked() {
        actions.command(command);
    }
}

fn named(verb: &str, label: Option<&str>) -> String {
    label.map_or_else(|| verb.to_owned(), |label| format!("{verb}: {label}"))
}
