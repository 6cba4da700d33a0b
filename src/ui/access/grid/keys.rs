//! The keys of the grid: arrows walk, with Shift they select several, numbers set a level, R and
//! Enter open the menu, Delete takes away, copy and paste work on what is selected.

use egui::{Event, EventFilter, Key as Press, Response, Ui};

use crate::session::Actions;
use crate::session::edits::cells::{self, CellOf};
use crate::ui::Context;

use super::super::rows::{Grid, RowOf};
use super::super::{Menu, State};
use super::block::{self, Block};
use super::{Frame, select};

pub(super) fn keys(
    ui: &Ui,
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    focus: &Response,
    state: &mut State,
    actions: &mut Actions,
) {
    if !focus.has_focus() || grid.columns.is_empty() {
        state.keys.clear();
        return;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    crate::ui::keys::claim_delete(ui);
    clipboard(ui, cx, grid, frame, state, actions);
    state.keys.extend(pressed(ui));
    // A key that sets something is the last of its frame: the next one is meant for what is there
    // then.
    while let Some((key, shift)) = state.keys.pop_front() {
        press(cx, grid, frame, (key, shift), state, actions);
        if !is_arrow(key) {
            break;
        }
    }
    if !state.keys.is_empty() {
        ui.ctx().request_repaint();
    }
}

fn is_arrow(key: Press) -> bool {
    matches!(
        key,
        Press::ArrowUp | Press::ArrowDown | Press::ArrowLeft | Press::ArrowRight
    )
}

/// The keys of the grid pressed since the last frame, in their order, each with whether Shift was
/// held.
fn pressed(ui: &Ui) -> Vec<(Press, bool)> {
    const KEYS: [Press; 10] = [
        Press::Num1,
        Press::Num2,
        Press::Num3,
        Press::Num4,
        Press::Num5,
        Press::R,
        Press::Enter,
        Press::Space,
        Press::Delete,
        Press::Backspace,
    ];
    ui.input(|input| {
        let events = input.events.iter().filter_map(|event| match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if !modifiers.command && !modifiers.alt => Some((*key, modifiers.shift)),
            _ => None,
        });
        let ours = events.filter(|(key, _)| is_arrow(*key) || KEYS.contains(key));
        ours.collect()
    })
}

fn press(
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    (pressed, shift): (Press, bool),
    state: &mut State,
    actions: &mut Actions,
) {
    let (column, nth) = place_of(grid, frame, state);
    match pressed {
        Press::ArrowUp | Press::ArrowDown | Press::ArrowLeft | Press::ArrowRight => {
            let (column, nth) = moved(grid, frame, (column, nth), pressed, state.cursor.is_some());
            let from = state.corner.clone().or_else(|| state.cursor.clone());
            put_cursor(cx, grid, frame, (column, nth), state, actions);
            state.corner = from.filter(|_| shift);
            state.menu = None;
        }
        // The card of a refusal has these keys.
        _ if state.cursor.is_none() || state.refused(cx).is_some() => {}
        Press::R | Press::Enter | Press::Space => open_menu(grid, state),
        Press::Delete | Press::Backspace => set(cx, grid, frame, state, 0, actions),
        Press::Num1 => set(cx, grid, frame, state, 1, actions),
        Press::Num2 => set(cx, grid, frame, state, 2, actions),
        Press::Num3 => set(cx, grid, frame, state, 3, actions),
        Press::Num4 => set(cx, grid, frame, state, 4, actions),
        Press::Num5 => set(cx, grid, frame, state, 5, actions),
        _ => {}
    }
}

/// Column and place in the list of the cursor; the first cell where there is none.
fn place_of(grid: &Grid, frame: &Frame, state: &State) -> (usize, usize) {
    let Some((bearer, permission)) = &state.cursor else {
        return (0, 0);
    };
    let column = grid.columns.iter().position(|c| c.bearer == *bearer);
    let row = grid.row_of(permission);
    let nth = row.and_then(|row| frame.shown.iter().position(|one| *one == row));
    (column.unwrap_or(0), nth.unwrap_or(0))
}

fn moved(
    grid: &Grid,
    frame: &Frame,
    (column, nth): (usize, usize),
    key: Press,
    has_cursor: bool,
) -> (usize, usize) {
    let is_permission = |nth: &usize| {
        frame
            .shown
            .get(*nth)
            .and_then(|row| grid.rows.get(*row))
            .is_some_and(|row| matches!(row.of, RowOf::Permission(_)))
    };
    let last = grid.columns.len().saturating_sub(1);
    if !has_cursor {
        let first = (0..frame.shown.len()).find(is_permission);
        return (0, first.unwrap_or(0));
    }
    match key {
        Press::ArrowLeft => (column.saturating_sub(1), nth),
        Press::ArrowRight => ((column + 1).min(last), nth),
        Press::ArrowUp => {
            let up = (0..nth).rev().find(is_permission);
            (column, up.unwrap_or(nth))
        }
        _ => {
            let down = (nth + 1..frame.shown.len()).find(is_permission);
            (column, down.unwrap_or(nth))
        }
    }
}

fn put_cursor(
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    (column, nth): (usize, usize),
    state: &mut State,
    actions: &mut Actions,
) {
    let row = frame.shown.get(nth).and_then(|row| grid.rows.get(*row));
    if let (Some(head), Some(RowOf::Permission(id))) =
        (grid.columns.get(column), row.map(|row| &row.of))
    {
        state.set_cursor(head.bearer.clone(), id.clone());
        state.goto = true;
        select(cx, &head.bearer, actions);
    }
}

fn open_menu(grid: &Grid, state: &mut State) {
    let Some((bearer, permission)) = &state.cursor else {
        return;
    };
    if let Some(head) = grid.columns.iter().find(|c| c.bearer == *bearer) {
        state.menu = Some(Menu::at(head, permission));
    }
}

fn set(
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    state: &mut State,
    rank: usize,
    actions: &mut Actions,
) {
    let (Some(at), Some(block)) = (state.cursor.clone(), Block::of(grid, frame, state)) else {
        return;
    };
    let Some(head) = grid.columns.iter().find(|c| c.bearer == at.0) else {
        return;
    };
    let is_outside = |cell: &CellOf| {
        let cell = grid.find_cell(&cell.0, &cell.1);
        cell.is_some_and(|cell| cell.outside)
    };
    let all = block.cells(grid, frame).into_iter().flatten();
    let cells: Vec<CellOf> = all.filter(|cell| !is_outside(cell)).collect();
    if cells.is_empty() || (block.is_one() && head.locked) {
        state.menu = Some(Menu::at(head, &at.1));
        return;
    }
    if let Some(change) = cells::set_levels(&state.edited(cx.model), &cells, rank) {
        state.ask(cx.model, at, change, actions);
    }
}

fn clipboard(
    ui: &Ui,
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    state: &mut State,
    actions: &mut Actions,
) {
    let (copy, paste) = ui.input(|input| {
        let mut copy = false;
        let mut paste = None;
        for event in &input.events {
            match event {
                Event::Copy => copy = true,
                Event::Paste(text) => paste = Some(text.clone()),
                _ => {}
            }
        }
        (copy, paste)
    });
    if copy {
        block::copy(ui, cx, grid, frame, state);
    }
    if let Some(text) = paste {
        block::paste(cx, grid, frame, state, &text, actions);
    }
}
