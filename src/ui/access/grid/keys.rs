//! The keys of the grid: arrows walk, numbers set a level, R and Enter open the menu, Delete takes
//! away.

use egui::{EventFilter, Key as Press, Response, Ui};

use crate::session::Actions;
use crate::session::edits::grants;
use crate::ui::Context;

use super::super::rows::{Grid, RowOf};
use super::super::{Asked, Menu, State};
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
        return;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    crate::ui::keys::claim_delete(ui);
    let pressed = ui.input(|input| {
        const KEYS: [Press; 14] = [
            Press::ArrowUp,
            Press::ArrowDown,
            Press::ArrowLeft,
            Press::ArrowRight,
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
        let plain = !input.modifiers.command && !input.modifiers.alt;
        KEYS.into_iter()
            .find(|key| plain && input.key_pressed(*key))
    });
    let Some(pressed) = pressed else { return };
    let (column, nth) = place_of(grid, frame, state);
    match pressed {
        Press::ArrowUp | Press::ArrowDown | Press::ArrowLeft | Press::ArrowRight => {
            let (column, nth) = moved(grid, frame, (column, nth), pressed, state.cursor.is_some());
            put_cursor(cx, grid, frame, (column, nth), state, actions);
            state.menu = None;
        }
        _ if state.cursor.is_none() => {}
        Press::R | Press::Enter | Press::Space => open_menu(grid, state),
        Press::Delete | Press::Backspace => set(cx, grid, state, 0, actions),
        Press::Num1 => set(cx, grid, state, 1, actions),
        Press::Num2 => set(cx, grid, state, 2, actions),
        Press::Num3 => set(cx, grid, state, 3, actions),
        Press::Num4 => set(cx, grid, state, 4, actions),
        Press::Num5 => set(cx, grid, state, 5, actions),
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

fn set(cx: &Context<'_>, grid: &Grid, state: &mut State, rank: usize, actions: &mut Actions) {
    let Some((bearer, permission)) = state.cursor.clone() else {
        return;
    };
    let Some(head) = grid.columns.iter().find(|c| c.bearer == bearer) else {
        return;
    };
    let is_outside = grid
        .columns
        .iter()
        .position(|c| c.bearer == bearer)
        .zip(grid.row_of(&permission))
        .and_then(|(column, row)| grid.cell(column, row))
        .is_some_and(|cell| cell.outside);
    if head.locked || is_outside {
        state.menu = Some(Menu::at(head, &permission));
        return;
    }
    if let Some(change) = grants::set_level(cx.model, &bearer, &permission, rank) {
        state.asked = Asked::new(cx.model, &bearer, &permission, &change);
        actions.apply(change);
    }
}
