//! HEAT: a matrix in a chosen order of rows and columns, ready to be counted in any rectangle. It is
//! what a heat map is drawn from; it never writes out rows × columns.
//!
//! # Design
//!
//! Three matrices: principals by what one permission is about (the level on each), principals by
//! permissions (the highest level that reaches anything), roles by permissions (the level a role
//! gives by itself, with what is nested in it and implied).
//!
//! - Rows that are alike share one **pattern**: a set of columns for each level. Which principals
//!   are alike is known from the classes of the engine's matrix, so patterns are few.
//! - What differs from one row of a class to the next (oneself, one's reports) is kept as **points**
//!   beside the pattern; a row with many points has a pattern of its own.
//! - Rows beyond [`MOST_BYTES`] are not kept: they are worked out again whenever they are looked at.
//! - Patterns are put into the order of the columns once, so a rectangle is counted by counting bits.
//!
//! # Cost
//!
//! R rows, C columns, D patterns.
//!
//! | step | cost |
//! |---|---|
//! | rows | R look-ups, C / 64 for each row with a part of its own |
//! | orders | R log R; similarity D² × C / 64, sorted by fullness beyond 1,000 patterns |
//! | patterns in order | D × C |
//! | a picture of b × b buckets | D × C / 64 and R × b |
//! | a rectangle | its rows × its columns / 64 |
//! | memory | D × C / 8 bytes a level, 8 bytes a point, [`MOST_BYTES`] in all |
//!
//! Everything long is done in chunks that tell a [`Watch`] how far they are and stop when it says so.

mod axis;
mod count;
mod order;
mod permissions;
mod raw;
mod similar;
mod targets;
mod watch;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use axis::Side;
pub use count::{HeatCount, HeatPicture};
pub use order::{HeatOrder, HeatSection};
pub use permissions::GivenBy;
pub use raw::MOST_BYTES;
pub use watch::Watch;

use axis::Axis;
use raw::{Pattern, Raw};
use watch::Part;

use super::Engine;
use super::answer::{Question, Target};
use crate::model::{GroupId, LevelId, PermissionId, TeamId};

/// What stands in the rows and columns, and what in the cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeatOf {
    /// Principals by what the permission is about; in a cell the highest level on that target.
    Targets(PermissionId),
    /// Principals by permissions; in a cell the highest level that reaches anything at all.
    Permissions,
    /// Roles by permissions; in a cell the highest level the role gives by itself.
    Roles,
}

/// Whose rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HeatRows {
    /// Everyone's.
    #[default]
    All,
    /// Members of a group.
    Group(GroupId),
    /// Members of a team.
    Team(TeamId),
    /// Service users.
    ServiceUsers,
}

/// Which matrix, of whom, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatRequest {
    /// What stands where.
    pub of: HeatOf,
    /// Whose rows; roles are always all there.
    pub rows: HeatRows,
    /// How rows are ordered.
    pub row_order: HeatOrder,
    /// How columns are ordered.
    pub column_order: HeatOrder,
}

/// A level that stands in some cell, whatever ladder it is on.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatLevel {
    /// Its name.
    pub id: LevelId,
    /// Its place on the ladder it was first met on; above 0.
    pub rank: usize,
    /// The highest place of that ladder.
    pub top: usize,
    /// How much it is of all that could be given: above 0, 1 is the top.
    pub weight: f32,
}

/// What one row has.
#[derive(Clone, Debug, PartialEq)]
enum Body {
    /// A pattern, but for the points in a range.
    Kept { pattern: u32, points: Range<u32> },
    /// Worked out whenever it is looked at.
    Again,
}

/// One cell that differs from the pattern of its row. Level 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Point {
    column: u32,
    level: u8,
}

/// A matrix in its order.
#[derive(Debug)]
pub struct Heat {
    engine: Arc<Engine>,
    of: HeatOf,
    rows: Axis,
    columns: Axis,
    /// Weakest first.
    levels: Vec<HeatLevel>,
    patterns: Vec<Pattern>,
    bodies: Vec<Body>,
    points: Vec<Point>,
    total: HeatCount,
    /// The column of each number, for rows that are worked out again.
    places: OnceLock<Vec<u32>>,
}

impl Heat {
    /// Works a matrix out; none if the watch said stop, or there is no such permission.
    pub fn new(engine: &Arc<Engine>, request: &HeatRequest, watch: &Watch) -> Option<Heat> {
        Heat::within(engine, request, MOST_BYTES, watch)
    }

    /// The same, keeping no more than about so many bytes.
    pub fn within(
        engine: &Arc<Engine>,
        request: &HeatRequest,
        most: usize,
        watch: &Watch,
    ) -> Option<Heat> {
        let rows = axis::rows(engine, request);
        let raw = match &request.of {
            HeatOf::Targets(permission) => targets::raw(engine, permission, rows, most, watch),
            HeatOf::Permissions => permissions::of_principals(engine, rows, most, watch),
            HeatOf::Roles => permissions::of_roles(engine, rows, most, watch),
        }?;
        Heat::ordered(engine, request, raw, watch)
    }

    /// Puts rows and columns into their order.
    fn ordered(
        engine: &Arc<Engine>,
        request: &HeatRequest,
        raw: Raw,
        watch: &Watch,
    ) -> Option<Heat> {
        watch.step(Part::Order, 0, 1)?;
        let rows = order::rows(engine, &raw, request.row_order, watch)?;
        let columns = order::columns(engine, &raw, request.column_order, watch)?;
        let place = columns.places();
        let n_columns = columns.len();
        let mut patterns = Vec::with_capacity(raw.patterns.len());
        let n_patterns = raw.patterns.len();
        for (nth, pattern) in raw.patterns.into_iter().enumerate() {
            watch.every(Part::Moving, nth, n_patterns)?;
            patterns.push(pattern.moved(&place, n_columns));
        }
        let mut points = Vec::with_capacity(raw.points.len());
        let mut bodies = Vec::with_capacity(raw.bodies.len());
        for row in rows.places_of() {
            let body = raw.bodies.get(row).cloned().unwrap_or(Body::Again);
            bodies.push(match body {
                Body::Again => Body::Again,
                Body::Kept {
                    pattern,
                    points: of,
                } => {
                    let from = points.len() as u32;
                    let old = raw.points.get(of.start as usize..of.end as usize);
                    let moved = old.unwrap_or_default().iter().filter_map(|point| {
                        let column = *place.get(point.column as usize)?;
                        (column != u32::MAX).then_some(Point { column, ..*point })
                    });
                    points.extend(moved);
                    if let Some(mine) = points.get_mut(from as usize..) {
                        mine.sort_unstable();
                    }
                    let points = from..points.len() as u32;
                    Body::Kept { pattern, points }
                }
            });
        }
        let mut heat = Heat {
            engine: engine.clone(),
            of: request.of.clone(),
            rows: rows.axis,
            columns: columns.axis,
            levels: raw.levels,
            patterns,
            bodies,
            points,
            total: HeatCount::default(),
            places: OnceLock::new(),
        };
        heat.total = heat.count_watched(0..heat.n_rows(), 0..heat.n_columns(), watch)?;
        Some(heat)
    }

    /// What stands in the rows, the columns and the cells.
    pub fn of(&self) -> &HeatOf {
        &self.of
    }

    /// The engine that answered.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// Number of rows.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// Number of columns.
    pub fn n_columns(&self) -> usize {
        self.columns.len()
    }

    /// The levels that may stand in cells, weakest first.
    pub fn levels(&self) -> &[HeatLevel] {
        &self.levels
    }

    /// Who or what a row is.
    pub fn row(&self, nth: usize) -> Option<Side> {
        self.rows.side(&self.engine, nth)
    }

    /// What a column is.
    pub fn column(&self, nth: usize) -> Option<Side> {
        self.columns.side(&self.engine, nth)
    }

    /// The place of a row.
    pub fn place_of_row(&self, side: &Side) -> Option<usize> {
        self.rows.place_of(&self.engine, side)
    }

    /// The place of a column.
    pub fn place_of_column(&self, side: &Side) -> Option<usize> {
        self.columns.place_of(&self.engine, side)
    }

    /// Where rows that belong together begin, in order.
    pub fn row_sections(&self) -> &[HeatSection] {
        &self.rows.sections
    }

    /// Where columns that belong together begin, in order.
    pub fn column_sections(&self) -> &[HeatSection] {
        &self.columns.sections
    }

    /// All cells, counted by level.
    pub fn total(&self) -> &HeatCount {
        &self.total
    }

    /// About how many bytes it keeps.
    pub fn weight(&self) -> usize {
        let patterns: usize = self.patterns.iter().map(Pattern::weight).sum();
        patterns
            + self.points.len() * size_of::<Point>()
            + self.bodies.len() * size_of::<Body>()
            + (self.rows.len() + self.columns.len()) * 4
    }

    /// The level in a cell; none if nothing is given there.
    pub fn level_at(&self, row: usize, column: usize) -> Option<&HeatLevel> {
        self.levels.get(self.level_number(row, column)?)
    }

    /// The same by its place among the levels.
    pub fn level_number(&self, row: usize, column: usize) -> Option<usize> {
        self.at(row, column).checked_sub(1)
    }

    /// The question a cell answers, at the level that stands in it, or at the lowest above none. A
    /// cell of principals by permissions asks about the first target reached. Cells of roles ask
    /// nothing: nobody acts.
    pub fn question(&self, row: usize, column: usize) -> Option<Question> {
        let Side::Principal(actor) = self.row(row)? else {
            return None;
        };
        let permission = match (&self.of, self.column(column)?) {
            (HeatOf::Targets(id), _) => id.clone(),
            (_, Side::Permission(id)) => id,
            _ => return None,
        };
        let ladder = self.engine.model().ladder_of(&permission)?;
        let level = match self.level_at(row, column) {
            Some(level) => level.id.clone(),
            None => ladder.level(1)?.clone(),
        };
        let target = match &self.of {
            HeatOf::Targets(_) => targets::target(&self.engine, &actor, &permission, &level, {
                self.columns.number(column)?
            }),
            _ => permissions::target(&self.engine, &actor, &permission, &level),
        };
        Some(Question {
            actor,
            permission,
            level,
            target: target.unwrap_or(Target::NONE),
        })
    }

    /// How many targets a cell of principals by permissions reaches.
    pub fn n_targets(&self, row: usize, column: usize) -> Option<usize> {
        match (&self.of, self.row(row)?, self.column(column)?) {
            (HeatOf::Permissions, Side::Principal(actor), Side::Permission(permission)) => {
                let level = self.level_at(row, column)?;
                let reached = self.engine.reached_by(&actor, &permission, &level.id)?;
                Some(reached.len())
            }
            _ => None,
        }
    }

    /// How a role comes to a permission: the roles on the way, innermost last, and whether an
    /// implication leads to it.
    pub fn given_by(&self, row: usize, column: usize) -> Option<GivenBy> {
        match (self.row(row)?, self.column(column)?) {
            (Side::Role(role), Side::Permission(permission)) => {
                permissions::given_by(&self.engine, &role, &permission)
            }
            _ => None,
        }
    }
}
