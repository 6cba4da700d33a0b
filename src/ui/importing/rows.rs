//! What becomes of each row: refused ones first, with the reason.

use egui::{ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::job::PlannedPeople;
use crate::session::intake::{PlannedRow, RowPlan};
use crate::ui::icons;
use crate::ui::paint;
use crate::ui::theme::{self, Type, space};
use crate::ui::widgets::{TextField, holds};

const ROW: f32 = 28.0;

/// What is searched for, and what was found.
#[derive(Debug, Default)]
pub(super) struct Search {
    text: String,
    /// For which plan and which text.
    found: Option<(usize, String, Vec<usize>)>,
}

pub(super) fn show(ui: &mut Ui, people: &PlannedPeople, search: &mut Search) {
    let plan = &people.plan;
    if plan.rows.len() > 12 {
        let field = TextField::bare("Filter the rows", &search.text)
            .placeholder("Filter by name, number or reason")
            .icon(icons::SEARCH)
            .width(ui.available_width().min(360.0))
            .show(ui);
        if let Some(draft) = field.draft.or(field.done) {
            search.text = draft;
        }
        ui.add_space(space::XS);
    }
    let needle = search.text.trim().to_lowercase();
    let shown = if needle.is_empty() {
        &people.order
    } else {
        // Another plan lies at another place.
        let of = std::ptr::from_ref(people) as usize;
        let is_fresh = |(known, text, _): &(usize, String, _)| *known == of && *text == needle;
        if !search.found.as_ref().is_some_and(is_fresh) {
            let fits = |at: &&usize| {
                let row = plan.rows.get(**at);
                row.is_some_and(|row| holds(&words(row), &needle))
            };
            let found = people.order.iter().filter(fits).copied().collect();
            search.found = Some((of, needle, found));
        }
        search
            .found
            .as_ref()
            .map_or(&people.order, |(.., found)| found)
    };
    ScrollArea::vertical()
        .id_salt("what becomes of rows")
        .auto_shrink([false, false])
        .show_rows(ui, ROW, shown.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in shown.get(range).unwrap_or_default() {
                if let Some(planned) = plan.rows.get(*at) {
                    row(ui, planned);
                }
            }
        });
}

/// A row in words.
fn words(row: &PlannedRow) -> String {
    let what = match &row.plan {
        RowPlan::New => "new".to_owned(),
        RowPlan::Same => "as before".to_owned(),
        RowPlan::Refused(why) => format!("refused: {why}"),
        RowPlan::Changed(cells) => {
            let blank = |text: &str| match text.is_empty() {
                true => "not set".to_owned(),
                false => text.to_owned(),
            };
            let cells = cells.iter().map(|cell| {
                let (from, to) = (blank(&cell.from), blank(&cell.to));
                format!("{}: {from} → {to}", cell.column)
            });
            cells.collect::<Vec<_>>().join(", ")
        }
    };
    format!("Row {}, {}, {what}", row.nth, row.who)
}

fn row(ui: &mut Ui, planned: &PlannedRow) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let said = words(planned);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, &said));
    let painter = ui.painter();
    let line = egui::Stroke::new(1.0, t.line);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
    let middle = rect.center().y;
    let nth = paint::line(
        ui,
        &planned.nth.to_string(),
        Type::Small.regular(),
        t.text3,
        60.0,
    );
    paint::right_center(painter, pos2(rect.left() + 52.0, middle), nth, t.text3);
    let who_room = width * 0.28;
    let who = paint::line(ui, &planned.who, Type::Small.medium(), t.text, who_room);
    paint::left_center(painter, pos2(rect.left() + 66.0, middle), who, t.text);
    let (icon, ink) = match planned.plan {
        RowPlan::New => (icons::PERSON_ADD, t.allowed),
        RowPlan::Changed(_) => (icons::EDIT, t.accent),
        RowPlan::Same => (icons::CHECK, t.text3),
        RowPlan::Refused(_) => (icons::BLOCK, t.refused),
    };
    let left = rect.left() + 80.0 + who_room;
    icons::paint(painter, icon, pos2(left, middle), 15.0, ink);
    let what = said.splitn(3, ", ").nth(2).unwrap_or_default().to_owned();
    let what = match &planned.plan {
        RowPlan::Refused(why) => why.clone(),
        _ => what,
    };
    let what_ink = match planned.plan {
        RowPlan::Refused(_) => t.refused,
        _ => t.text2,
    };
    let room = rect.right() - left - 20.0;
    let text = paint::line(ui, &what, Type::Small.regular(), what_ink, room);
    paint::left_center(painter, pos2(left + 14.0, middle), text, what_ink);
    response.on_hover_text(what);
}
