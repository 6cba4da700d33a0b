//! The dialog that shows what pasted rows would do, row by row, before anything is done.

use std::sync::Arc;

use egui::{Role, ScrollArea, Sense, Ui, ViewportCommand, WidgetInfo, pos2, vec2};

use super::preview::{self, Preview};
use crate::model::Change;
use crate::session::cells::{Column, Of};
use crate::session::people::{Mapping, Paste, PastedRow, RowPlan, guess, plan};
use crate::session::{Action, Actions, Background};
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Choice, Combo, dialog, divider, label, spinner};
use crate::ui::{Context, icons, paint, wake};

const ROW: f32 = 28.0;

/// What the dialog keeps.
#[derive(Debug, Default)]
pub struct State {
    /// Open; the text once there is one.
    open: Option<Option<Arc<str>>>,
    nth: u64,
    /// Which column goes where; guessed until it was said.
    mapping: Option<Mapping>,
    plans: Background<((u64, u64), u64), Shown>,
    preview: Preview,
}

/// A plan, and its rows in the order they are shown: what is refused first.
#[derive(Debug)]
struct Shown {
    paste: Paste,
    order: Vec<usize>,
}

impl Shown {
    fn of(paste: Paste) -> Shown {
        let rank = |nth: &usize| match paste.rows.get(*nth).map(|row| &row.plan) {
            Some(RowPlan::Refused(_)) => 0,
            Some(RowPlan::New) => 1,
            Some(RowPlan::Changed(_)) => 2,
            _ => 3,
        };
        let mut order: Vec<usize> = (0..paste.rows.len()).collect();
        order.sort_by_key(rank);
        Shown { paste, order }
    }
}

impl State {
    /// Asks for the clipboard, and for a key where it does not come.
    pub fn ask(&mut self, ctx: &egui::Context) {
        self.open = Some(None);
        ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
    }

    /// Rows were pasted.
    pub fn start(&mut self, text: &str) {
        self.nth += 1;
        self.mapping = None;
        self.open = Some(Some(text.into()));
    }

    /// True while the dialog is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// Draws the dialog while it is open.
pub fn show(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(open) = state.open.clone() else {
        return;
    };
    let of = (cx.stamp(), state.nth);
    let shown = open.as_ref().map(|text| {
        let (model, text) = (cx.model.clone(), text.clone());
        let said = state.mapping.clone();
        let make = move || {
            let mapping = said.unwrap_or_else(|| guess(&model, &text));
            Shown::of(plan(&model, &text, &mapping))
        };
        state.plans.get(of, cx.at_once(), make, wake(ui.ctx()))
    });
    let State {
        mapping, preview, ..
    } = state;
    let before = mapping.clone();
    let (close, escaped) = dialog(ui.ctx(), "Paste rows", 760.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        match &shown {
            None => empty(ui),
            Some(None) => spinner(ui, "Reading the rows"),
            Some(Some(shown)) => content(ui, cx, shown, mapping, preview, actions),
        }
    });
    if *mapping != before {
        state.nth += 1;
    }
    if close || escaped {
        state.open = None;
    }
}

/// Which column of the text goes into which of the table.
fn mapped(ui: &mut Ui, cx: &Context<'_>, mapping: &Mapping, said: &mut Option<Mapping>) {
    let t = theme::tokens(ui);
    let of = Of::People;
    let columns = of.columns(cx.model);
    let titles: Vec<String> = columns.iter().map(|c| c.title(cx.model, &of)).collect();
    let mut choices = vec![Choice::new("Left out")];
    choices.extend(titles.iter().map(|title| Choice::new(title)));
    ScrollArea::vertical()
        .id_salt("which column goes where")
        .max_height(74.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(12.0, 6.0);
                for (nth, column) in mapping.columns.iter().enumerate() {
                    let at = |column: &Column| columns.iter().position(|one| one == column);
                    let at = column.as_ref().and_then(at).map_or(0, |at| at + 1);
                    let head = mapping.head(nth);
                    let place = vec2(150.0, 42.0);
                    let layout = egui::Layout::top_down(egui::Align::Min);
                    let picked = ui.allocate_ui_with_layout(place, layout, |ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        let ink = if at == 0 { t.text3 } else { t.text2 };
                        let cut = paint::line(ui, &head, Type::Micro.medium(), ink, 146.0);
                        let room = vec2(146.0, 14.0);
                        let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
                        paint::left_center(ui.painter(), rect.left_center(), cut, ink);
                        let name = format!("{head} goes into");
                        Combo::bare(&name, &choices, Some(at)).width(146.0).show(ui)
                    });
                    if let Some(picked) = picked.inner {
                        let to = picked.checked_sub(1).and_then(|nth| columns.get(nth));
                        let mut new = mapping.clone();
                        new.set(nth, to.cloned());
                        *said = Some(new);
                    }
                }
            });
        });
    let mut has_head = mapping.has_head;
    let words = "The first row names the columns";
    if ui.checkbox(&mut has_head, words).changed() {
        *said = Some(Mapping {
            has_head,
            ..mapping.clone()
        });
    }
}

fn empty(ui: &mut Ui) -> bool {
    let t = theme::tokens(ui);
    let words = "Copy rows in the spreadsheet, the first with the names of the columns, \
        then press Ctrl+V here";
    label(ui, words, Type::Small, Weight::Regular, t.text2);
    ui.add_space(6.0);
    ui.add(Button::plain("Cancel")).clicked()
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    shown: &Shown,
    said: &mut Option<Mapping>,
    preview: &mut Preview,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let paste = &shown.paste;
    mapped(ui, cx, &paste.mapping, said);
    divider(ui);
    let (n_new, n_changed, n_same, n_refused) = paste.counts();
    let parts = [
        (n_new, "new"),
        (n_changed, "changed"),
        (n_same, "as before"),
        (n_refused, "refused"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0);
    let words: Vec<String> = parts
        .map(|(n, w)| format!("{} {w}", thousands(*n)))
        .collect();
    let words = if words.is_empty() {
        "There are no rows in it".to_owned()
    } else {
        words.join(", ")
    };
    label(ui, words, Type::Body, Weight::Semibold, t.text);
    for note in notes(paste) {
        label(ui, note, Type::Small, Weight::Regular, t.text2);
    }
    divider(ui);
    ScrollArea::vertical()
        .max_height((ui.ctx().content_rect().height() - 480.0).clamp(ROW * 3.0, ROW * 12.0))
        .auto_shrink([false, true])
        .show_rows(ui, ROW, shown.order.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let rows = range.filter_map(|nth| paste.rows.get(*shown.order.get(nth)?));
            rows.for_each(|one| row(ui, one));
        });
    divider(ui);
    if let Some(problem) = &paste.problem {
        label(ui, problem, Type::Small, Weight::Regular, t.refused);
    }
    if let Some(change) = &paste.change {
        let outcome = preview.get(ui, cx, change);
        preview::short(ui, outcome.as_deref(), 3);
    }
    buttons(ui, n_new + n_changed, paste.change.as_ref(), actions)
}

fn notes(paste: &Paste) -> Vec<String> {
    let mut notes = Vec::new();
    if !paste.mapping.has_head && !paste.rows.is_empty() {
        notes.push(format!(
            "The first row names no columns, so they are those of the table: {}",
            paste.known.join(", ")
        ));
    }
    if !paste.unknown.is_empty() {
        notes.push(format!(
            "Left out, as nothing says where it goes: {}",
            paste.unknown.join(", ")
        ));
    }
    let counts = paste.counts();
    if counts.1 > 0 {
        notes.push("Blank cells clear what is there".to_owned());
    }
    notes
}

fn buttons(ui: &mut Ui, n: usize, change: Option<&Change>, actions: &mut Actions) -> bool {
    let mut close = false;
    ui.horizontal(|ui| {
        let words = match n {
            1 => "Take over 1 row".to_owned(),
            n => format!("Take over {} rows", thousands(n)),
        };
        let why = change.is_none().then_some("Nothing would change");
        let button = Button::primary(&words).blocked(why);
        if ui.add(button).clicked()
            && let Some(change) = change
        {
            actions.push(Action::Apply(change.clone()));
            close = true;
        }
        close |= ui.add(Button::plain("Cancel")).clicked();
    });
    close
}

/// One row: its number, whom it is about, and what becomes of it.
fn row(ui: &mut Ui, row: &PastedRow) {
    let t = theme::tokens(ui);
    let (icon, ink, word) = match &row.plan {
        RowPlan::New => (icons::ADD_CIRCLE, t.allowed, "New".to_owned()),
        RowPlan::Changed(cells) => {
            let cells = cells.iter().map(|cell| {
                let blank = |text: &str| if text.is_empty() { "not set" } else { text }.to_owned();
                let (from, to) = (blank(&cell.from), blank(&cell.to));
                format!("{}: {from} → {to}", cell.column)
            });
            let words = cells.collect::<Vec<_>>().join(", ");
            (icons::EDIT, t.accent, words)
        }
        RowPlan::Same => (icons::CHECK, t.text3, "As before".to_owned()),
        RowPlan::Refused(why) => (icons::BLOCK, t.refused, why.clone()),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let spoken = format!("Row {}, {}: {word}", row.nth, row.who);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &spoken));
    let painter = ui.painter();
    let small = Type::Small.regular();
    let y = rect.center().y;
    let nth = paint::line(ui, &row.nth.to_string(), small.clone(), t.text3, 44.0);
    paint::right_center(painter, pos2(rect.left() + 44.0, y), nth, t.text3);
    icons::paint(painter, icon, pos2(rect.left() + 62.0, y), 16.0, ink);
    let who = paint::line(ui, &row.who, Type::Small.medium(), t.text, 200.0);
    paint::left_center(painter, pos2(rect.left() + 80.0, y), who, t.text);
    let ink = match row.plan {
        RowPlan::Refused(_) => t.refused,
        _ => t.text2,
    };
    let room = rect.width() - 296.0;
    let what = paint::line(ui, &word, small, ink, room);
    paint::left_center(painter, pos2(rect.left() + 288.0, y), what, ink);
    response.on_hover_text(word);
}
