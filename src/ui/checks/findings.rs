//! Findings and problems of the model: what each is, why, and what mends it.

use egui::{Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::rows::{FindingRow, Page, Weight as Grave};
use super::words::count;
use super::{Count, State, column_head};
use crate::model::Key;
use crate::session::{Action, Actions, Workspace};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Button, EmptyPlace, Tone, label, link};
use crate::ui::{Context, icons};

/// As many as are drawn; more than that nobody reads.
const MOST: usize = 300;

pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    page: &Page,
    actions: &mut Actions,
) {
    let rows: Vec<&FindingRow> = page
        .findings
        .iter()
        .filter(|row| is_wanted(state, row))
        .collect();
    column_head(
        ui,
        icons::BUILD,
        "Findings",
        &counts(&rows),
        "Gravest first",
    );
    if rows.is_empty() {
        let why = if page.findings.is_empty() {
            "Grants that reach no one, groups that match nobody, rights that can be handed to \
             oneself and the like would stand here"
        } else {
            "Nothing of what was found matches the filters above"
        };
        EmptyPlace {
            icon: icons::CHECK_CIRCLE,
            title: "Nothing found",
            why,
            button: None,
        }
        .show(ui);
        return;
    }
    ScrollArea::vertical()
        .id_salt("findings")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (n, row) in rows.iter().take(MOST).enumerate() {
                ui.push_id(n, |ui| finding(ui, cx, row, actions));
            }
            if let Some(n) = rows.len().checked_sub(MOST).filter(|n| *n > 0) {
                let t = theme::tokens(ui);
                ui.horizontal(|ui| {
                    ui.set_min_height(36.0);
                    ui.add_space(44.0);
                    let words = format!("{n} more; mend some of these first");
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
                });
            }
        });
}

fn is_wanted(state: &State, row: &FindingRow) -> bool {
    let module = match &row.key {
        Some(Key::Permission(id)) => Some(id.module()),
        Some(Key::Module(id)) => Some(id.clone()),
        _ => None,
    };
    let in_module = state.module.is_none() || module == state.module;
    in_module
        && state
            .touching
            .as_ref()
            .is_none_or(|key| row.key.as_ref() == Some(key))
}

fn tone(weight: Grave) -> Tone {
    match weight {
        Grave::Error => Tone::Refused,
        Grave::Warning => Tone::Warning,
        Grave::Note => Tone::Info,
    }
}

fn counts(rows: &[&FindingRow]) -> Vec<Count> {
    let kinds = [
        (Grave::Error, "problem", "problems"),
        (Grave::Warning, "warning", "warnings"),
        (Grave::Note, "note", "notes"),
    ];
    let mut list = Vec::new();
    for (weight, one, many) in kinds {
        let n = rows.iter().filter(|row| row.weight == weight).count();
        if n > 0 {
            list.push(Count {
                icon: tone(weight).icon(),
                tone: tone(weight),
                text: count(n, one, many),
            });
        }
    }
    list
}

fn finding(ui: &mut Ui, cx: &Context<'_>, row: &FindingRow, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let is_selected = row.key.as_ref().is_some_and(|key| cx.is_selected(key));
    let width = ui.available_width();
    let room = width - 58.0;
    let line = Type::Small.line();
    let title = paint::block(ui, &row.title, Type::Small.semibold(), line, t.text, room);
    let detail = paint::block(ui, &row.detail, Type::Small.regular(), line, t.text2, room);
    let words = title.size().y + detail.size().y + 2.0;
    let has_buttons = row.repair.is_some() || row.key.is_some();
    let buttons = match (&row.repair, has_buttons) {
        (Some(_), _) => size::BUTTON + space::M,
        (None, true) => 18.0 + space::XS,
        (None, false) => 0.0,
    };
    let height = words + buttons + 20.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let kind = match row.weight {
            Grave::Error => "Problem",
            Grave::Warning => "Warning",
            Grave::Note => "Note",
        };
        let name = format!("{kind}: {}", row.title);
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
    let tone = tone(row.weight);
    icons::paint(
        painter,
        tone.icon(),
        rect.min + vec2(22.0, 18.0),
        17.0,
        tone.ink(t),
    );
    let below = title.size().y + 2.0;
    painter.galley(rect.min + vec2(44.0, 10.0), title, t.text);
    painter.galley(rect.min + vec2(44.0, 10.0 + below), detail, t.text2);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    if response.clicked()
        && let Some(key) = &row.key
    {
        actions.select(key.clone());
    }
    if has_buttons {
        let at = rect.min
            + vec2(
                44.0,
                10.0 + words
                    + if row.repair.is_some() {
                        space::M
                    } else {
                        space::XS
                    },
            );
        let place = egui::Rect::from_min_size(at, vec2(room, size::BUTTON));
        let builder = UiBuilder::new().id_salt("buttons").max_rect(place);
        let mut child = ui.new_child(builder);
        child.spacing_mut().interact_size.y = 18.0;
        child.set_clip_rect(rect.intersect(ui.clip_rect()));
        child.horizontal(|ui| repair(ui, row, actions));
    }
}

fn repair(ui: &mut Ui, row: &FindingRow, actions: &mut Actions) {
    if let Some((words, change)) = &row.repair {
        let words = shorter(ui, words);
        if ui.add(Button::new(&words).icon(icons::BUILD)).clicked() {
            actions.apply(change.clone());
        }
    }
    if let Some(key) = &row.key {
        let (workspace, words) = place_of(key);
        if link(ui, words).clicked() {
            actions.push(Action::Reveal(workspace, key.clone()));
        }
    }
}

/// The words of a repair, cut to leave room for the button beside it.
fn shorter(ui: &Ui, words: &str) -> String {
    let most = ((ui.available_width() - 170.0) / 6.4).max(16.0) as usize;
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let mut cut: String = words.chars().take(most).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// Where a record is edited.
fn place_of(key: &Key) -> (Workspace, &'static str) {
    match key {
        Key::Principal(_)
        | Key::Team(_)
        | Key::Label(_)
        | Key::Item(_)
        | Key::Kind(_)
        | Key::Field(_) => (Workspace::Organisation, "Show in Organisation"),
        _ => (Workspace::Access, "Show in Access"),
    }
}
