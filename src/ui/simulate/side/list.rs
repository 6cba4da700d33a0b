//! The differences: module by module, permission by permission; for each line the targets, the level
//! of either side, and the reason of either.

use egui::{ScrollArea, Ui};

use super::super::State as Simulate;
use super::lines::{View, heads};
use super::rows::Sides;
use super::{Against, Wanted, names};
use crate::ui::Context;
use crate::ui::theme::size;

/// The rows of the list, kept until something is folded or other sides come.
#[derive(Debug)]
pub struct Flat {
    of: Wanted,
    n_turned: (usize, usize),
    rows: Vec<Row>,
}

/// With more lines than this the permissions are folded at first.
const MOST_OPEN: usize = 30;

/// A row: module, permission, line, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Row {
    Module(usize),
    Part(usize, usize),
    Line(usize, usize, usize),
    Reason(usize, usize, usize, usize),
    Target(usize, usize, usize, usize),
}

pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut Simulate,
    sides: &Sides,
    wanted: &Wanted,
) {
    let side = &mut state.side;
    let n_turned = (side.open.len(), side.turned.len());
    let is_fresh = |flat: &Flat| flat.of == *wanted && flat.n_turned == n_turned;
    let parts = || sides.modules.iter().flat_map(|module| &module.parts);
    let are_open = parts().map(|part| part.lines.len()).sum::<usize>() <= MOST_OPEN;
    if !side.flat.as_ref().is_some_and(is_fresh) {
        side.flat = Some(Flat {
            of: wanted.clone(),
            n_turned,
            rows: flat(side, sides, are_open),
        });
    }
    let Some(flat) = side.flat.take() else { return };
    let view = View {
        model: cx.model,
        sides,
        names: names(cx, wanted),
        who: match &wanted.against {
            Against::Principal(other) => [wanted.who.clone(), other.clone()],
            Against::Before(_) => [wanted.who.clone(), wanted.who.clone()],
        },
        is_before: matches!(wanted.against, Against::Before(_)),
        are_open,
        column: (ui.available_width() * 0.18).clamp(84.0, 150.0),
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    heads(ui, &view);
    ScrollArea::vertical()
        .id_salt("what differs")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, flat.rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in flat.rows.get(range).unwrap_or_default() {
                ui.push_id(row, |ui| view.row(ui, state, *row));
            }
        });
    state.side.flat = Some(flat);
}

fn flat(state: &super::State, sides: &Sides, are_open: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for (m, module) in sides.modules.iter().enumerate() {
        rows.push(Row::Module(m));
        for (p, part) in module.parts.iter().enumerate() {
            rows.push(Row::Part(m, p));
            if are_open == state.turned.contains(&part.permission) {
                continue;
            }
            for (l, line) in part.lines.iter().enumerate() {
                rows.push(Row::Line(m, p, l));
                let told = line.reasons.iter().enumerate();
                let told = told.filter(|(_, reason)| !reason.is_empty());
                rows.extend(told.map(|(side, _)| Row::Reason(m, p, l, side)));
                if state.open.contains(&(part.permission.clone(), l)) {
                    rows.extend((0..line.targets.len()).map(|nth| Row::Target(m, p, l, nth)));
                }
            }
        }
    }
    rows
}
