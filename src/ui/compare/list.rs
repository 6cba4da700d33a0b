//! The gains and losses as a list: a head for each person or permission, a line for each thing.

use egui::{Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::State;
use super::job::Compared;
use super::rows::{Group, GroupBy, Line};
use crate::session::{Action, Actions};
use crate::ui::checks::words::count;
use crate::ui::checks::{Count, column_head};
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, size};
use crate::ui::widgets::{EmptyPlace, Run, Tone, runs_galley};
use crate::ui::{Context, icons, kind_of};

/// With more lines than this the groups are folded at first.
const MOST_OPEN: usize = 120;

/// The rows of the list, kept until something is folded or put together otherwise.
#[derive(Debug)]
pub struct Flat {
    by: GroupBy,
    n_turned: usize,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
enum Row {
    Head(usize),
    Line(usize),
}

pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    compared: &Compared,
    actions: &mut Actions,
) {
    let outcome = &compared.outcome;
    let counts = [
        Count {
            icon: icons::ADD_CIRCLE,
            tone: Tone::Allowed,
            text: count(outcome.n_gain, "person gains", "people gain"),
        },
        Count {
            icon: icons::DO_NOT_DISTURB_ON,
            tone: Tone::Refused,
            text: count(outcome.n_lose, "person loses", "people lose"),
        },
    ];
    let rest = count(outcome.lines.len(), "difference", "differences");
    column_head(
        ui,
        icons::DIFFERENCE,
        "Who gains, who loses",
        &counts,
        &rest,
    );
    if outcome.lines.is_empty() {
        EmptyPlace {
            icon: icons::CHECK_CIRCLE,
            title: "No one’s access differs",
            why: "The model was edited, and everyone may do what they could before",
            button: None,
        }
        .show(ui);
        return;
    }
    let groups = compared.groups(state.by);
    let are_open = outcome.lines.len() <= MOST_OPEN;
    let is_fresh = |flat: &Flat| flat.by == state.by && flat.n_turned == state.turned.len();
    if !state.flat.as_ref().is_some_and(is_fresh) {
        state.flat = Some(flat(state, groups, are_open));
    }
    let Some(flat) = state.flat.take() else {
        return;
    };
    ScrollArea::vertical()
        .id_salt("differences")
        .auto_shrink([false, false])
        .show_rows(ui, size::ROW, flat.rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in flat.rows.get(range).unwrap_or_default() {
                match row {
                    Row::Head(at) => {
                        let Some(group) = groups.get(*at) else {
                            continue;
                        };
                        let is_open = are_open != state.turned.contains(&group.key);
                        if ui
                            .push_id(("head", at), |ui| head(ui, cx, group, is_open))
                            .inner
                            && !state.turned.remove(&group.key)
                        {
                            state.turned.insert(group.key.clone());
                        }
                    }
                    Row::Line(at) => {
                        let Some(one) = outcome.lines.get(*at) else {
                            continue;
                        };
                        let by = state.by;
                        ui.push_id(("line", at), |ui| line(ui, one, by, actions));
                    }
                }
            }
        });
    state.flat = Some(flat);
}

fn flat(state: &State, groups: &[Group], are_open: bool) -> Flat {
    let mut rows = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        rows.push(Row::Head(at));
        if are_open != state.turned.contains(&group.key) {
            rows.extend(group.lines.iter().map(|line| Row::Line(*line)));
        }
    }
    Flat {
        by: state.by,
        n_turned: state.turned.len(),
        rows,
    }
}

/// The head of a group; true if it was folded or unfolded.
fn head(ui: &mut Ui, cx: &Context<'_>, group: &Group, is_open: bool) -> bool {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::click());
    response.widget_info(|| {
        let name = format!(
            "{}: {} gained, {} lost",
            group.title, group.n_gains, group.n_losses
        );
        WidgetInfo::selected(Role::DisclosureTriangle, true, is_open, name)
    });
    let painter = ui.painter();
    let ground = if response.hovered() { t.hover } else { t.inset };
    painter.rect_filled(rect, 0.0, ground);
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, t.line),
    );
    let middle = rect.center().y;
    let fold = if is_open {
        icons::EXPAND_MORE
    } else {
        icons::CHEVRON_RIGHT
    };
    icons::paint(
        painter,
        fold,
        pos2(rect.left() + 20.0, middle),
        16.0,
        t.text2,
    );
    let kind = kind_of(cx.model, &group.key);
    icons::paint(
        painter,
        kind.icon(),
        pos2(rect.left() + 42.0, middle),
        16.0,
        kind.color(t),
    );
    let mut right = rect.right() - 14.0;
    let sides = [
        (group.n_losses, icons::REMOVE, t.refused),
        (group.n_gains, icons::ADD, t.allowed),
    ];
    for (n, icon, ink) in sides.into_iter().filter(|(n, ..)| *n > 0) {
        let number = paint::line(ui, &n.to_string(), Type::Small.medium(), ink, 60.0);
        let end = paint::right_center(painter, pos2(right, middle), number, ink).left();
        icons::paint(painter, icon, pos2(end - 10.0, middle), 14.0, ink);
        right = end - 26.0;
    }
    let left = rect.left() + 58.0;
    let title = paint::line(
        ui,
        &group.title,
        Type::Small.semibold(),
        t.text,
        right - left,
    );
    paint::left_center(painter, pos2(left, middle), title, t.text);
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    response.clicked()
}

fn line(ui: &mut Ui, line: &Line, by: GroupBy, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let width = ui.available_width();
    let sense = if line.question.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), sense);
    response.widget_info(|| {
        let sign = if line.gain { "Gained" } else { "Lost" };
        WidgetInfo::labeled(
            Role::Button,
            line.question.is_some(),
            format!("{sign}: {}", line.sentence()),
        )
    });
    let painter = ui.painter();
    if response.hovered() && line.question.is_some() {
        painter.rect_filled(rect, 0.0, t.hover);
    }
    painter.hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, t.line),
    );
    let middle = rect.center().y;
    let (icon, ink) = if line.gain {
        (icons::ADD, t.allowed)
    } else {
        (icons::REMOVE, t.refused)
    };
    icons::paint(painter, icon, pos2(rect.left() + 42.0, middle), 16.0, ink);
    let mut right = rect.right() - 14.0;
    if line.question.is_some() {
        icons::paint(
            painter,
            icons::CHEVRON_RIGHT,
            pos2(right - 6.0, middle),
            16.0,
            t.text3,
        );
        right -= 24.0;
    } else {
        let words = paint::line(
            ui,
            "not in the model now",
            Type::Small.regular(),
            t.text3,
            140.0,
        );
        right = paint::right_center(painter, pos2(right, middle), words, t.text3).left() - 12.0;
    }
    words(
        ui,
        line,
        by,
        Rect::from_min_max(
            pos2(rect.left() + 58.0, rect.top()),
            pos2(right, rect.bottom()),
        ),
    );
    paint::focus_ring(ui, &response, 0.0, Ring::Inside, t);
    let hint = if line.question.is_some() {
        ". Why?"
    } else {
        ""
    };
    if response
        .on_hover_text(format!("{}{hint}", line.sentence()))
        .clicked()
        && let Some(question) = &line.question
    {
        actions.push(Action::Ask(question.clone()));
    }
}

fn words(ui: &Ui, line: &Line, by: GroupBy, place: Rect) {
    let t = theme::tokens(ui);
    let middle = place.center().y;
    if by == GroupBy::Person {
        let text = paint::line(ui, &line.text, Type::Small.regular(), t.text, place.width());
        paint::left_center(ui.painter(), pos2(place.left(), middle), text, t.text);
        return;
    }
    let name = [Run::strong(&line.name)];
    let name = runs_galley(ui, &name, Type::Small, t.text, t.text, place.width());
    let end = paint::left_center(ui.painter(), pos2(place.left(), middle), name, t.text).right();
    let room = place.right() - end - 5.0;
    let text = paint::line(ui, &line.text, Type::Small.regular(), t.text2, room);
    paint::left_center(ui.painter(), pos2(end + 5.0, middle), text, t.text2);
}
