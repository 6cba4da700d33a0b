//! MATRIX: who can do what, all of it at once: from everyone by everyone down to one cell that says
//! why. The matrix is worked out in `engine::heat`; here it is asked for, looked at and asked about.
//! `job` works it out, `view` is where one looks from, `words` says what is there; the rest draws.

mod bar;
mod draw;
pub mod export;
mod foot;
mod heads;
mod input;
mod job;
mod legend;
mod picture;
mod view;
pub mod words;

use std::time::Duration;

use egui::{Frame, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::engine::Question;
use crate::engine::heat::{Heat, HeatOf, HeatOrder, HeatRequest, HeatRows, Side};
use crate::model::{Key, LevelId};
use crate::session::{Action, Actions, Workspace};
use crate::ui::deed::Deed;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{EmptyPlace, label, link, meter, waiting};
use crate::ui::{Context, wake};
use heads::{Picked, Places};
use input::{Asked, Under};
use job::{Made, Maker, Wanted};
use picture::Pictures;
use view::{Extent, View};

/// Which matrix.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// Principals by what one permission is about.
    #[default]
    Permission,
    /// Principals by permissions.
    Permissions,
    /// Roles by permissions.
    Roles,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Permission, Kind::Permissions, Kind::Roles];
}

/// What the matrix keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    kind: Kind,
    deed: Deed,
    rows: HeatRows,
    row_order: HeatOrder,
    column_order: HeatOrder,
    /// Levels below are not shown.
    least: Option<LevelId>,
    maker: Maker,
    pictures: Pictures,
    view: View,
    /// What is looked at: another matrix is first seen whole.
    looked_at: Option<(HeatOf, Extent)>,
    /// The cell the keyboard is on.
    cursor: Option<(Side, Side)>,
    /// Where that is in a matrix.
    place: Option<(u64, Option<(usize, usize)>)>,
    /// What the words below are about, and the words.
    said: Option<(SaidOf, String)>,
}

/// A matrix by its number, the least level, and a cell or bucket of it.
type SaidOf = (u64, usize, Option<Under>);

impl State {
    fn wanted(&self, cx: &Context<'_>) -> Option<Wanted> {
        let of = match self.kind {
            Kind::Permission => HeatOf::Targets(self.deed.permission.clone()?),
            Kind::Permissions => HeatOf::Permissions,
            Kind::Roles => HeatOf::Roles,
        };
        Some(Wanted {
            answers: cx.answers(),
            request: HeatRequest {
                rows: match self.kind {
                    Kind::Roles => HeatRows::All,
                    _ => self.rows.clone(),
                },
                of,
                row_order: self.row_order,
                column_order: self.column_order,
            },
        })
    }

    /// The place of the least level that is shown.
    fn least_of(&self, heat: &Heat) -> usize {
        let levels = heat.levels().iter();
        let mut at = levels.map(|level| Some(&level.id) == self.least.as_ref());
        at.position(|is_it| is_it).unwrap_or(0)
    }

    /// Where the cursor is now.
    fn place(&mut self, made: &Made) -> Option<(usize, usize)> {
        let (row, column) = self.cursor.as_ref()?;
        match &self.place {
            Some((number, place)) if *number == made.number => *place,
            _ => {
                let heat = &made.heat;
                let place = heat.place_of_row(row).zip(heat.place_of_column(column));
                self.place = Some((made.number, place));
                place
            }
        }
    }

    fn walk(&mut self, made: &Made, row: usize, column: usize) {
        self.cursor = made.heat.row(row).zip(made.heat.column(column));
        self.place = Some((made.number, Some((row, column))));
    }
}

fn extent(heat: &Heat) -> Extent {
    Extent {
        columns: heat.n_columns(),
        rows: heat.n_rows(),
    }
}

/// Draws the matrix with its choices; returns the question that was asked.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    actions: &mut Actions,
) -> Option<Question> {
    let t = theme::tokens(ui);
    let frame = Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.field))
        .corner_radius(radius::POPOVER);
    let shown = frame.show(ui, |ui| {
        let full = ui.available_size();
        ui.set_min_size(full);
        ui.add_space(space::L);
        bar::show(ui, cx, state);
        ui.add_space(space::M);
        page(ui, cx, state, actions)
    });
    shown.inner
}

fn page(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    actions: &mut Actions,
) -> Option<Question> {
    let Some(wanted) = state.wanted(cx) else {
        EmptyPlace {
            icon: icons::KEY,
            title: "No permission in the model",
            why: "Permissions are the catalogue of what the HR system lets people do",
            button: None,
        }
        .show(ui);
        return None;
    };
    let wake = wake(ui.ctx());
    state.maker.prepare(&wanted, cx.engine, cx.at_once(), wake);
    let made = state.maker.made().cloned();
    head(ui, state, made.as_ref());
    let made = made?;
    if made.heat.n_rows() == 0 || made.heat.n_columns() == 0 {
        EmptyPlace {
            icon: icons::GRID_ON,
            title: "Nothing to show",
            why: "Nobody stands in the rows, or there is nothing this could be done to",
            button: None,
        }
        .show(ui);
        return None;
    }
    let room = ui.available_rect_before_wrap().shrink2(vec2(space::L, 0.0));
    let foot = 58.0;
    let room = Rect::from_min_max(room.min, pos2(room.right(), room.bottom() - foot));
    let places = Places::new(room);
    if places.cells.width() < 40.0 || places.cells.height() < 40.0 {
        return None;
    }
    let asked = map(ui, state, &made, &places);
    let below = Rect::from_min_max(
        pos2(room.left(), room.bottom()),
        pos2(room.right(), room.bottom() + foot),
    );
    foot::show(ui, state, &made, &places, below, actions);
    let (row, column) = asked?;
    match made.heat.row(row) {
        // A role does nothing by itself: where it is edited says all about it.
        Some(Side::Role(role)) => {
            actions.push(Action::Reveal(Workspace::Access, Key::Role(role)));
            None
        }
        _ => made.heat.question(row, column),
    }
}

/// How much there is, and how far the next matrix is.
fn head(ui: &mut Ui, state: &mut State, made: Option<&Made>) {
    const SHOWN_AFTER: Duration = Duration::from_millis(500);
    let t = theme::tokens(ui);
    let progress = state.maker.progress();
    ui.horizontal(|ui| {
        ui.set_min_height(20.0);
        ui.add_space(space::L);
        match progress {
            Some((share, since)) if since >= SHOWN_AFTER => {
                let percent = (share * 100.0).round() as usize;
                meter(ui, "Working out the matrix", percent, 100, 120.0);
                let text = format!("Working out the matrix, {percent} %");
                label(ui, text, Type::Small, Weight::Regular, t.text2);
                if link(ui, "Cancel").clicked() {
                    state.maker.stop();
                }
                ui.ctx().request_repaint_after(Duration::from_millis(60));
            }
            Some((_, since)) => {
                let rest = SHOWN_AFTER.saturating_sub(since);
                ui.ctx().request_repaint_after(rest);
                if made.is_none() {
                    waiting(ui, "Working out the matrix");
                }
            }
            None if state.maker.is_stopped() => {
                let text = match made {
                    Some(_) => "Stopped: what is shown was worked out before",
                    None => "Stopped before anything was worked out",
                };
                label(ui, text, Type::Small, Weight::Medium, t.warning);
                if link(ui, "Work it out").clicked() {
                    state.maker.again();
                }
            }
            None => {}
        }
        if let Some(made) = made.filter(|_| progress.is_none_or(|(_, since)| since < SHOWN_AFTER)) {
            let least = state.least_of(&made.heat);
            let text = words::all(&made.heat, least);
            label(ui, text, Type::Small, Weight::Medium, t.text);
        }
    });
    ui.add_space(space::S);
}

/// The cells with their heads; returns the cell that is asked about.
fn map(ui: &Ui, state: &mut State, made: &Made, places: &Places) -> Option<(usize, usize)> {
    let t = theme::tokens(ui);
    let (heat, area) = (&made.heat, places.cells);
    let extent = extent(heat);
    let looked_at = (heat.of().clone(), extent);
    if state.looked_at.as_ref() != Some(&looked_at) {
        state.view = View::all(extent, area.size());
        state.looked_at = Some(looked_at);
    }
    state.view.hold(extent, area.size());
    let id = ui.scope_id().with("matrix");
    let ground = ui.interact(area, id, Sense::click_and_drag());
    let cursor = state.place(made);
    let asked = input::pointer(ui, &ground, &mut state.view, extent)
        .or_else(|| input::keys(ui, &ground, &mut state.view, extent, cursor));
    if ground.clicked() || ground.drag_started() {
        ground.request_focus();
    }
    let mut why = None;
    match asked {
        Some(Asked::Walk(row, column)) => state.walk(made, row, column),
        Some(Asked::Why(row, column)) => {
            state.walk(made, row, column);
            why = Some((row, column));
        }
        None => {}
    }
    let cursor = state.place(made);
    let hovered = ground
        .hover_pos()
        .filter(|_| !ground.dragged())
        .and_then(|at| input::under(&state.view, area, at, extent));
    say(
        state,
        made,
        hovered
            .clone()
            .or(cursor.map(|(row, column)| Under::Cell(row, column))),
    );
    name(ui, &ground, state);

    let view = state.view;
    let least = state.least_of(heat);
    ui.painter().rect_filled(area, 0.0, t.panel);
    let lit = hovered.as_ref().map(Under::ranges);
    let lit = lit.or(cursor.map(|(row, column)| (row..row + 1, column..column + 1)));
    if view.is_readable() {
        if let Some((rows, columns)) = &lit {
            draw::cross(ui, view.rect(area, rows, columns), area);
        }
        draw::cells(ui, heat, &view, area, least);
    } else {
        state.pictures.show(ui, made, &view, area, least);
    }
    if let Some(under) = &hovered {
        let (rows, columns) = under.ranges();
        draw::mark(ui, view.rect(area, &rows, &columns), area, false);
    }
    if let Some((row, column)) = cursor {
        let rect = view.rect(area, &(row..row + 1), &(column..column + 1));
        if rect.intersects(area) {
            draw::mark(ui, rect, area, true);
        }
    }
    paint::focus_ring(ui, &ground, 0.0, Ring::Inside, t);
    let at = lit.map(|(rows, columns)| (rows.start, columns.start));
    match heads::show(ui, heat, &view, places, at) {
        Some(Picked::Row(row)) => {
            let column = cursor.map_or(view.columns(extent, area.size()).start, |at| at.1);
            state.walk(made, row, column);
            ground.request_focus();
        }
        Some(Picked::Column(column)) => {
            let row = cursor.map_or(view.rows(extent, area.size()).start, |at| at.0);
            state.walk(made, row, column);
            ground.request_focus();
        }
        Some(Picked::Rows(rows)) => {
            let columns = view.columns(extent, area.size());
            state.view.show(&rows, &columns, extent, area.size());
        }
        Some(Picked::Columns(columns)) => {
            let rows = view.rows(extent, area.size());
            state.view.show(&rows, &columns, extent, area.size());
        }
        None => {}
    }
    why
}

/// Puts into words what is under the pointer, or under the cursor.
fn say(state: &mut State, made: &Made, at: Option<Under>) {
    let least = state.least_of(&made.heat);
    let key = (made.number, least, at);
    if state.said.as_ref().is_some_and(|(of, _)| *of == key) {
        return;
    }
    let text = match &key.2 {
        None => String::new(),
        Some(Under::Cell(row, column)) => words::cell_and_why(&made.heat, *row, *column),
        Some(Under::Bucket(rows, columns)) => words::bucket(&made.heat, rows, columns, least),
    };
    state.said = Some((key, text));
}

/// The name of the matrix for those who hear it: what the keyboard is on.
fn name(ui: &Ui, ground: &Response, state: &State) {
    ground.widget_info(|| {
        let words = state.said.as_ref().map(|(_, text)| text.as_str());
        let name = match words.filter(|text| !text.is_empty()) {
            Some(text) => format!("Matrix: {text}"),
            None => "Matrix: arrow keys walk, Enter asks why, plus and minus zoom".to_owned(),
        };
        WidgetInfo::labeled(Role::Table, ui.is_enabled(), name)
    });
}
