//! A block of cells copied, pasted into and cleared: what fits is shown before it is done, with
//! what access changes, what does not fit is named.

use std::sync::Arc;

use egui::{Event, Modifiers, ScrollArea, Ui};

use super::State as Table;
use super::cells::Refused;
use super::order::Shown;
use crate::model::Key;
use crate::session::cells::{CellKind, Column, Names, Of};
use crate::session::edits::bulk::{self, Block};
use crate::session::people::{parse_all, write};
use crate::session::{Action, Actions, Background};
use crate::ui::checks::words::thousands;
use crate::ui::organisation::preview::{self, Preview};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, CellCursor, dialog, divider, label, spinner};
use crate::ui::{Context, wake};

/// As many cells that do not fit are drawn at a time.
const ROWS: f32 = 7.0;

/// What waits to be put into cells.
#[derive(Debug, Default)]
pub struct State {
    open: Option<Arc<Wanted>>,
    nth: u64,
    plans: Background<((u64, u64), u64), Block>,
    preview: Preview,
}

#[derive(Debug)]
struct Wanted {
    keys: Vec<Key>,
    columns: Vec<Column>,
    texts: Vec<Vec<String>>,
    title: &'static str,
}

impl State {
    /// True while it is asked whether the block is meant.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// The keys of the clipboard while the table has the keyboard.
pub(super) fn clipboard(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut Table,
    shown: &Shown,
    focus: egui::Id,
    actions: &mut Actions,
) {
    let is_here = ui.memory(|memory| memory.has_focus(focus));
    let is_rows = cx.session.selection().len() > 1;
    if !is_here || is_rows || state.is_busy() || state.cells.cursor(shown).is_none() {
        return;
    }
    let is_copied = ui
        .input_mut(|input| take(input, |event| *event == Event::Copy))
        .is_some();
    if is_copied {
        copy(ui, cx, state, shown, actions);
    }
    // Rows with a head are about people, not about cells.
    let is_cells = |event: &Event| match event {
        Event::Paste(text) => !(shown.of == Of::People && has_head(cx, text)),
        _ => false,
    };
    if let Some(Event::Paste(text)) = ui.input_mut(|input| take(input, is_cells)) {
        paste(cx, state, shown, &text, actions);
    }
}

fn take(input: &mut egui::InputState, is: impl Fn(&Event) -> bool) -> Option<Event> {
    let at = input.events.iter().position(is)?;
    Some(input.events.remove(at))
}

fn has_head(cx: &Context<'_>, text: &str) -> bool {
    let rows = parse_all(text);
    let first = rows.first().map_or(&[][..], Vec::as_slice);
    rows.len() > 1
        && first.iter().any(|head| {
            let tells_who = [Column::Id, Column::Name];
            tells_who
                .iter()
                .any(|column| column.is_called(cx.model, &Of::People, head))
        })
}

/// Puts the texts of the block on the clipboard.
pub(super) fn copy(ui: &Ui, cx: &Context<'_>, state: &Table, shown: &Shown, actions: &mut Actions) {
    let Some(cursor) = state.cells.cursor(shown) else {
        return;
    };
    let cells: Vec<(usize, Option<&Column>)> = cursor
        .columns()
        .map(|nth| {
            (
                nth,
                shown
                    .sheet
                    .columns
                    .get(nth)
                    .and_then(|one| one.cell.as_ref()),
            )
        })
        .collect();
    let needs_names = cells.iter().any(|(_, cell)| {
        let kind = cell.map(|cell| cell.kind(cx.model, &shown.of));
        matches!(kind, Some(CellKind::Person | CellKind::People))
    });
    let names = needs_names.then(|| Names::of(cx.model));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for nth in cursor.rows() {
        let (Some(row), Some(key)) = (shown.row(nth), shown.key(nth)) else {
            continue;
        };
        let Some(record) = cx.model.record(&key) else {
            continue;
        };
        let texts = cells.iter().map(|(at, cell)| match cell {
            Some(cell) => cell.text(cx.model, names.as_ref(), &record),
            None => row.cells.get(*at).cloned().unwrap_or_default(),
        });
        rows.push(texts.collect());
    }
    let n: usize = rows.iter().map(Vec::len).sum();
    let text = write(&rows);
    // One cell alone is pasted into any text without a line break.
    ui.ctx().copy_text(match n {
        1 => text.trim_end_matches('\n').to_owned(),
        _ => text,
    });
    let words = match n {
        1 => "Copied 1 cell".to_owned(),
        n => format!("Copied {} cells", thousands(n)),
    };
    actions.push(Action::Say(words));
}

fn paste(cx: &Context<'_>, state: &mut Table, shown: &Shown, text: &str, actions: &mut Actions) {
    let mut texts = parse_all(text);
    if texts.is_empty() {
        texts.push(vec![String::new()]);
    }
    start(cx, state, shown, texts, "Paste into cells", actions);
}

/// Clears every cell of the block.
pub(super) fn clear(cx: &Context<'_>, state: &mut Table, shown: &Shown, actions: &mut Actions) {
    let texts = vec![vec![String::new()]];
    start(cx, state, shown, texts, "Clear cells", actions);
}

fn start(
    cx: &Context<'_>,
    state: &mut Table,
    shown: &Shown,
    texts: Vec<Vec<String>>,
    title: &'static str,
    actions: &mut Actions,
) {
    let Some(cursor) = state.cells.cursor(shown) else {
        return;
    };
    let is_one = texts.len() == 1 && texts.first().is_some_and(|row| row.len() == 1);
    let (rows, columns) = (cursor.rows(), cursor.columns());
    let wide = texts.iter().map(Vec::len).max().unwrap_or(1);
    let (n_rows, n_columns) = if is_one {
        (rows.clone().count(), columns.clone().count())
    } else {
        (texts.len(), wide)
    };
    let keys: Vec<Key> = (*rows.start()..)
        .take(n_rows)
        .map_while(|nth| shown.key(nth))
        .collect();
    let cells = shown
        .sheet
        .columns
        .iter()
        .skip(*columns.start())
        .take(n_columns);
    let cells: Vec<Column> = cells.map_while(|column| column.cell.clone()).collect();
    if keys.len() * cells.len() == 1 && is_one {
        one(cx, state, shown, cursor, &texts, actions);
        return;
    }
    if cells.is_empty() {
        if let Some(key) = shown.key(cursor.row) {
            state.cells.refused = Some(Refused {
                key,
                column: cursor.column,
                why: "It is counted, not typed".to_owned(),
            });
        }
        return;
    }
    state.block.nth += 1;
    state.block.open = Some(Arc::new(Wanted {
        keys,
        columns: cells,
        texts,
        title,
    }));
}

/// One cell is set at once; what does not fit is said beside it.
fn one(
    cx: &Context<'_>,
    state: &mut Table,
    shown: &Shown,
    cursor: CellCursor,
    texts: &[Vec<String>],
    actions: &mut Actions,
) {
    let column = shown.sheet.columns.get(cursor.column);
    let (Some(key), Some(cell)) = (
        shown.key(cursor.row),
        column.and_then(|column| column.cell.clone()),
    ) else {
        return;
    };
    let keys = [key.clone()];
    let block = bulk::paste(cx.model, &shown.of, &keys, &[cell], texts);
    let why = block.refused.first().map(|one| one.why.clone());
    state.cells.refused = why.or(block.problem).map(|why| Refused {
        key,
        column: cursor.column,
        why,
    });
    if let Some(change) = block.change {
        actions.apply(change);
    }
}

/// Draws what the block would do, and asks.
pub(super) fn show(ui: &Ui, cx: &Context<'_>, state: &mut State, of: &Of, actions: &mut Actions) {
    let Some(wanted) = state.open.clone() else {
        return;
    };
    let (model, of, asked) = (cx.model.clone(), of.clone(), wanted.clone());
    let make = move || bulk::paste(&model, &of, &asked.keys, &asked.columns, &asked.texts);
    let key = (cx.stamp(), state.nth);
    let block = state.plans.get(key, cx.at_once(), make, wake(ui.ctx()));
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, egui::Key::Enter));
    let State { preview, .. } = state;
    let (close, escaped) = dialog(ui.ctx(), wanted.title, 520.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        match &block {
            None => spinner(ui, "Reading the cells"),
            Some(block) => content(ui, cx, block, preview, enter, actions),
        }
    });
    if close || escaped {
        state.open = None;
    }
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    block: &Block,
    preview: &mut Preview,
    enter: bool,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let cells = |n: usize| match n {
        1 => "1 cell".to_owned(),
        n => format!("{} cells", thousands(n)),
    };
    let mut words = format!("{} set", cells(block.n_changed));
    if !block.refused.is_empty() {
        words = format!("{words}, {} refused", thousands(block.refused.len()));
    }
    label(ui, words, Type::Body, Weight::Semibold, t.text);
    if block.outside != (0, 0) {
        let words = "More was copied than there are cells here. The rest is left out";
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    }
    if !block.refused.is_empty() {
        refused(ui, cx, block);
    }
    divider(ui);
    match (&block.problem, &block.change) {
        (Some(problem), _) => {
            label(ui, problem, Type::Small, Weight::Regular, t.refused);
        }
        (None, Some(change)) => {
            let outcome = preview.get(ui, cx, change);
            preview::short(ui, outcome.as_deref(), 6);
        }
        (None, None) => {}
    }
    let mut close = false;
    ui.horizontal(|ui| {
        let verb = format!("Set {}", cells(block.n_changed));
        let why = block.change.is_none().then_some("Nothing would change");
        let clicked = ui.add(Button::primary(&verb).blocked(why)).clicked();
        if let Some(change) = block.change.as_ref().filter(|_| clicked || enter) {
            actions.apply(change.clone());
            close = true;
        }
        close |= ui.add(Button::plain("Cancel")).clicked();
    });
    close
}

fn refused(ui: &mut Ui, cx: &Context<'_>, block: &Block) {
    let t = theme::tokens(ui);
    ScrollArea::vertical()
        .max_height(18.0 * ROWS)
        .auto_shrink([false, true])
        .show_rows(ui, 18.0, block.refused.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for one in block.refused.get(range).unwrap_or_default() {
                let name = cx.model.title(&one.key);
                let words = format!("{name}, {}: {}", one.column, one.why);
                label(ui, words, Type::Small, Weight::Regular, t.refused);
            }
        });
}
