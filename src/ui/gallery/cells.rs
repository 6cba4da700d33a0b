//! Cells of the role grid in every state, and a refusal with its repairs.

use egui::{Rect, Sense, Ui, vec2};

use super::Gallery;
use crate::ui::glyphs::{Fill, LevelSign, ReachSign};
use crate::ui::theme::{self, Type, Weight, size};
use crate::ui::widgets::{
    Button, CellData, CellState, Popover, Run, divider, label, legend, number_key, paint_cell,
    repair_card,
};

/// Draws them.
pub fn ui(gallery: &mut Gallery, ui: &mut Ui) {
    let everyone = Some((ReachSign::Everyone, "Everyone"));
    let direct = Some((ReachSign::Direct, "Direct"));
    let group = Some((ReachSign::Group, "Germany"));
    let plain = CellData {
        level: LevelSign::View,
        reach: everyone,
        number: "298",
        state: CellState::Own,
        locked: false,
        selected: false,
        in_block: false,
        changed: false,
        hovered: false,
    };
    let cells = [
        plain,
        CellData {
            level: LevelSign::Edit,
            reach: direct,
            number: "≤ 14",
            changed: true,
            ..plain
        },
        CellData {
            level: LevelSign::None,
            ..plain
        },
        CellData {
            level: LevelSign::Edit,
            reach: group,
            number: "118",
            selected: true,
            ..plain
        },
        CellData {
            state: CellState::Inherited,
            ..plain
        },
        CellData {
            level: LevelSign::Propose,
            reach: direct,
            number: "≤ 14",
            state: CellState::Inherited,
            ..plain
        },
        CellData {
            state: CellState::Implied,
            reach: Some((ReachSign::Oneself, "Oneself")),
            number: "1",
            ..plain
        },
        CellData {
            locked: true,
            level: LevelSign::Masked,
            ..plain
        },
        CellData {
            level: LevelSign::Edit,
            state: CellState::Refused,
            ..plain
        },
        CellData {
            reach: group,
            state: CellState::FallsShort,
            ..plain
        },
        CellData {
            reach: Some((ReachSign::Nobody, "Nobody")),
            number: "0",
            ..plain
        },
        CellData {
            level: LevelSign::Own(Fill::Half, 'm'),
            reach: Some((ReachSign::NoLimit, "No limit")),
            number: "",
            ..plain
        },
        CellData {
            level: LevelSign::Yes,
            reach: None,
            number: "",
            hovered: true,
            ..plain
        },
        CellData {
            reach: Some((ReachSign::Team, "Plattform und Betrieb")),
            number: "≤ 1 140",
            ..plain
        },
    ];
    let width = size::GRID_COLUMN;
    let (grid, _) = ui.allocate_exact_size(vec2(4.0 * width, 4.0 * size::ROW), Sense::hover());
    let mut anchor = grid;
    for (nth, cell) in cells.iter().enumerate() {
        let shift = vec2((nth % 4) as f32 * width, (nth / 4) as f32 * size::ROW);
        let rect = Rect::from_min_size(grid.min + shift, vec2(width, size::ROW));
        paint_cell(ui, ui.painter(), rect, cell);
        if cell.state == CellState::Refused {
            anchor = rect;
        }
    }
    ui.add_space(520.0);
    legend(ui, |ui| {
        let t = theme::tokens(ui);
        label(
            ui,
            "primary manager · 96 people below",
            Type::Micro,
            Weight::Regular,
            t.text3,
        );
    });
    let popover =
        Popover::new("Not accepted: Salary would outreach what it needs", anchor).refused();
    popover.show(ui, |ui| show_refusal(gallery, ui));
}

fn show_refusal(gallery: &mut Gallery, ui: &mut Ui) {
    let t = theme::tokens(ui);
    let title = "Not accepted: Salary would outreach what it needs";
    label(ui, title, Type::Body, Weight::Semibold, t.text);
    let why = "Who edits the Salary of Everyone must see at least as much of these. \
               2 of 3 fall short. Nothing has changed yet.";
    label(ui, why, Type::Small, Weight::Regular, t.text2);
    divider(ui);
    let repairs = [
        (
            "Raise these 2 to Everyone, edit",
            [
                Run::strong("+ 6 people gain"),
                Run::plain(" on 298 people · nobody loses"),
            ],
        ),
        (
            "Narrow Salary to Germany, raise Job title to edit",
            [
                Run::strong("+ 6 people gain"),
                Run::plain(" on 118 people · nobody loses"),
            ],
        ),
        (
            "Leave Salary at view, Germany",
            [Run::plain("nobody gains"), Run::plain(" · nobody loses")],
        ),
    ];
    for (nth, (title, effect)) in repairs.iter().enumerate() {
        if repair_card(ui, nth + 1, title, effect, gallery.repair == nth).clicked() {
            gallery.repair = nth;
        }
    }
    if let Some(key) = number_key(ui, repairs.len()) {
        gallery.repair = key - 1;
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add(Button::primary("Raise 2 permissions"));
        ui.add(Button::new("Show who gains"));
        ui.add(Button::plain("Cancel"));
    });
}
