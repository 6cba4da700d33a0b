//! ACCESS: groups, roles and permissions. `rows` is the grid as plain data; the rest draws it.

mod ask;
mod bar;
mod cell_edit;
mod collect;
pub mod condition;
pub mod days;
mod form;
mod grid;
mod groups;
mod legend;
pub mod limits;
mod menu;
mod modules;
mod new_admin;
mod new_set;
pub mod picker;
mod refused;
pub mod rows;
mod rule_edit;
mod rules;
pub mod scope;
pub mod selector;
pub mod short;
mod state;
pub mod who;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use egui::{Rect, Ui, UiBuilder, pos2};

use crate::model::{Grant, Key, PermissionId};
use crate::session::edits::cells::CellOf;
use crate::session::edits::grants::Bearer;
use crate::session::{Actions, Background, Workspace};
use crate::ui::glyphs::{LevelSign, ReachSign};
use crate::ui::widgets::{CellState, EmptyPlace, waiting};
use crate::ui::{Context, icons, wake};

use rows::{Across, Column, Grid, RowOf};

pub use cell_edit::{breadcrumb, show as edit_cell};
pub use condition::{first as first_condition, show as edit_condition};
pub use rule_edit::show as edit_rule;
pub use rules::broken_by;

use ask::Asked;

/// The views of the workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// Groups as a table.
    Groups,
    /// Permissions by role.
    #[default]
    Roles,
    /// Permissions by custom set.
    Sets,
    /// Modules as a table.
    Modules,
    /// Switches, suppressions, guards, implications, requirements, delegation.
    Rules,
}

/// What hangs at a cell.
#[derive(Debug, Clone, PartialEq)]
struct Menu {
    bearer: Bearer,
    permission: PermissionId,
    locked: bool,
}

impl Menu {
    fn at(column: &Column, permission: &PermissionId) -> Menu {
        Menu {
            bearer: column.bearer.clone(),
            permission: permission.clone(),
            locked: column.locked,
        }
    }
}

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    view: View,
    grids: Background<GridOf, Grid>,
    /// The one that is drawn.
    grid: Option<Arc<Grid>>,
    folded: BTreeSet<RowOf>,
    filter: String,
    cursor: Option<(Bearer, PermissionId)>,
    menu: Option<Menu>,
    asked: Option<Asked>,
    /// What the repairs of a refusal would do.
    effects: refused::Effects,
    /// The card of a refusal has its cell in view.
    anchored: bool,
    /// Edits that wait to be applied together.
    collected: Option<collect::Collected>,
    /// The other corner of the cells that are selected.
    corner: Option<CellOf>,
    /// What was copied: as words, and rows of cells, each with its grants.
    copied: Option<(String, Vec<Vec<Vec<Grant>>>)>,
    /// Keys that wait for the next frame.
    keys: VecDeque<(egui::Key, bool)>,
    goto: bool,
    /// A permission to jump to once the grid is drawn.
    jump: Option<PermissionId>,
    changed_only: bool,
    groups: groups::State,
    new_admin: new_admin::State,
    new_set: new_set::State,
    rules: rules::State,
    followed: Option<Key>,
}

/// The answers, the state the file holds, and whose cells a grid was worked out for.
type GridOf = ((u64, u64), Option<u64>, Across);

/// How a cell is marked because of a refusal.
struct Mark {
    state: CellState,
    asked: Option<ask::AskedCell>,
}

impl Grid {
    /// The cell of a bearer and a permission.
    pub fn find_cell(&self, bearer: &Bearer, permission: &PermissionId) -> Option<&rows::Cell> {
        let column = self.columns.iter().position(|c| c.bearer == *bearer)?;
        self.cell(column, self.row_of(permission)?)
    }
}

/// True while a refusal is shown at the cell it is about.
pub fn shows_refusal(state: &State, cx: &Context<'_>) -> bool {
    match state.view {
        View::Roles | View::Sets => state.refused(cx).is_some() && state.anchored,
        View::Rules => state.rules.shows_refusal(cx),
        View::Groups | View::Modules => false,
    }
}

fn cell_id() -> egui::Id {
    egui::Id::unique("the cell under the keyboard")
}

/// The cell of the grid that was chosen last.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenCell {
    /// Whose cell.
    pub bearer: Bearer,
    /// Which permission.
    pub permission: PermissionId,
    /// What it holds, in words.
    pub words: String,
    /// Edits are collected: it is changed in the grid.
    pub collecting: bool,
}

/// The cell of the grid that was chosen last, for the inspector.
pub fn chosen_cell(ctx: &egui::Context) -> Option<ChosenCell> {
    ctx.data(|data| data.get_temp(cell_id()))
}

fn rules_id() -> egui::Id {
    egui::Id::unique("the list of rules is in view")
}

/// True while the list of rules is in the centre: a rule is changed there.
pub fn rules_in_view(ctx: &egui::Context, cx: &Context<'_>) -> bool {
    cx.session.workspace() == Workspace::Access
        && ctx.data(|data| data.get_temp(rules_id())).unwrap_or(false)
}

/// Draws the workspace.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    follow(cx, state);
    ui.spacing_mut().item_spacing.y = 0.0;
    bar::show(ui, cx, state, actions);
    let room = ui.available_rect_before_wrap();
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.set_clip_rect(room.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing.y = 6.0;
        if matches!(state.view, View::Groups | View::Modules) {
            let ground = crate::ui::theme::tokens(ui).panel;
            ui.painter().rect_filled(room, 0.0, ground);
        }
        match state.view {
            View::Groups => groups::show(ui, cx, &mut state.groups, actions),
            View::Roles => by_bearer(ui, cx, state, Across::Roles, actions),
            View::Sets => by_bearer(ui, cx, state, Across::Sets, actions),
            View::Modules => modules::show(ui, cx, actions),
            View::Rules => rules::show(ui, cx, &mut state.rules, actions),
        }
    });
    ui.data_mut(|data| data.insert_temp(rules_id(), state.view == View::Rules));
    let chosen = state.chosen();
    ui.data_mut(|data| match chosen {
        Some(cell) => {
            data.insert_temp(cell_id(), cell);
        }
        None => data.remove::<ChosenCell>(cell_id()),
    });
}

/// Something of another view was selected elsewhere: the view comes along.
fn follow(cx: &Context<'_>, state: &mut State) {
    let selected = cx.selected();
    if state.followed.as_ref() == selected {
        return;
    }
    state.followed = selected.cloned();
    let view = match selected {
        Some(Key::Group(_)) => View::Groups,
        Some(Key::Role(_)) => View::Roles,
        Some(Key::Permission(_)) if state.view != View::Sets => View::Roles,
        Some(Key::CustomSet(_)) => View::Sets,
        Some(Key::Ladder(_)) => View::Modules,
        Some(Key::Module(_)) if !matches!(state.view, View::Roles | View::Sets) => View::Modules,
        Some(
            Key::Switch(_)
            | Key::Suppression(_)
            | Key::Guard(_)
            | Key::Implication(_)
            | Key::Requirement(_)
            | Key::DelegationRule(_),
        ) => View::Rules,
        _ => return,
    };
    if state.view != view {
        state.view = view;
        state.menu = None;
    }
    if let Some(Key::Permission(id)) = selected
        && state.cursor.as_ref().is_none_or(|(_, at)| at != id)
    {
        state.jump = Some(id.clone());
    }
    let bearer = selected.and_then(Bearer::of_key);
    if bearer.is_some() && state.cursor.is_none() {
        state.goto = true;
    }
    if let (Some(bearer), Some((known, permission))) = (bearer, state.cursor.clone())
        && bearer != known
    {
        state.cursor = Some((bearer, permission));
        // Several cells were selected of what was selected before.
        state.corner = None;
        state.goto = true;
    }
}

fn by_bearer(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    across: Across,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if across == Across::Sets {
        new_set::show(ui, cx, &mut state.new_set, actions);
    } else {
        new_admin::show(ui, cx, &mut state.new_admin, actions);
    }
    collect::strip(ui, cx, state, actions);
    let Some(engine) = cx.analysis.engine() else {
        return;
    };
    let of = (cx.answers(), cx.document.saved_state(), across);
    let (engine, saved) = (engine.clone(), cx.document.saved_model().cloned());
    let made = state.grids.get(
        of,
        cx.at_once(),
        move || Grid::new(&engine, saved.as_ref(), across),
        wake(ui.ctx()),
    );
    // The last one of the same sort stays until the new one is there.
    let is_alike = |known: &GridOf| known.0.0 == of.0.0 && known.2 == across;
    let last = state.grids.last_key().filter(|known| is_alike(known));
    let last = last.and_then(|_| state.grids.last());
    let Some(grid) = made.or(last) else {
        state.grid = None;
        waiting(ui, "Working out who reaches whom");
        return;
    };
    if grid.columns.is_empty() || grid.rows.is_empty() {
        empty(ui, cx, across, &grid, actions);
    } else {
        state.settle(cx, &grid);
        let full = ui.available_rect_before_wrap();
        let legend = if full.height() > 640.0 && full.width() > 820.0 {
            legend::height(ui, full.width())
        } else {
            0.0
        };
        let place = Rect::from_min_max(full.min, pos2(full.right(), full.bottom() - legend));
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            grid::show(ui, cx, &grid, state, actions);
        });
        if legend > 0.0 {
            let place = Rect::from_min_max(pos2(full.left(), place.bottom()), full.max);
            legend::show(ui, place);
        }
    }
    state.grid = Some(grid);
}

fn empty(ui: &mut Ui, cx: &Context<'_>, across: Across, grid: &Grid, actions: &mut Actions) {
    let place = match (across, grid.columns.is_empty()) {
        (Across::Roles, true) => EmptyPlace {
            icon: icons::SHIELD_PERSON,
            title: "No roles yet",
            why: "A role is a set of permissions that is given to people and groups",
            button: Some("Add role"),
        },
        (Across::Sets, true) => EmptyPlace {
            icon: icons::TUNE,
            title: "Nobody has a set of their own",
            why: "A custom set replaces what someone’s own roles give them in one module",
            button: None,
        },
        _ => EmptyPlace {
            icon: icons::KEY,
            title: "No permissions yet",
            why: "The permissions of the HR system stand here as a tree, by module",
            button: Some(match cx.model.modules().is_empty() {
                true => "Add a first module",
                false => "Add a first permission",
            }),
        },
    };
    if !place.show(ui).is_some_and(|button| button.clicked()) {
        return;
    }
    if grid.columns.is_empty() {
        bar::add_role(ui, cx, actions);
    } else if cx.model.modules().is_empty() {
        bar::add_module(ui, cx, actions);
    } else {
        bar::add_permission(ui, cx, actions);
    }
}

/// A sign of a level with its word, for lists.
pub fn level_word(sign: LevelSign) -> &'static str {
    match sign {
        LevelSign::None => "none",
        LevelSign::Masked => "masked",
        LevelSign::View => "view",
        LevelSign::Propose => "propose",
        LevelSign::Edit => "edit",
        LevelSign::Yes => "yes",
        LevelSign::Own(..) => "",
    }
}

/// A sign of a reach with its word, for legends.
pub fn reach_word(sign: ReachSign) -> String {
    match sign {
        ReachSign::Direct => "direct reports".to_owned(),
        ReachSign::AllReports => "all reports".to_owned(),
        ReachSign::Anyone => "anyone, hidden statuses too".to_owned(),
        ReachSign::NoLimit => "no limit set".to_owned(),
        other => other.word().to_lowercase(),
    }
}
