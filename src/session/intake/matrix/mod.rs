//! A matrix of roles and permissions, as consultants keep them in a spreadsheet: which rows are
//! which permissions of which module, which columns are roles, what the cells give; and the change
//! that makes it so. Grants that a row or column says nothing of stay.

mod make;
mod mapping;
mod words;

pub use mapping::{MatrixMapping, Part, guess};

use make::Maker;

use crate::io::table::Source;
use crate::model::{Change, LadderId, Model, ModuleId, PermissionId, RoleId};

/// The plan of a matrix.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MatrixPlan {
    /// What each column is.
    pub mapping: MatrixMapping,
    /// Modules in the order of the rows, and whether each is new.
    pub modules: Vec<(ModuleId, String, bool)>,
    /// Permissions in the order of the rows.
    pub permissions: Vec<PlannedPermission>,
    /// Roles in the order of the columns.
    pub roles: Vec<PlannedRole>,
    /// Cells that could not be read, and rows and columns that were left out.
    pub unread: Vec<Unread>,
    /// What deserves a look, in sentences.
    pub notes: Vec<String>,
    /// How many grants the matrix gives.
    pub n_grants: usize,
    /// All that could be read, in one step. None if nothing would change.
    pub change: Option<Change>,
    /// The model after it.
    pub after: Option<Model>,
    /// Why not even that would be accepted.
    pub problem: Option<String>,
}

/// A row that became a permission.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedPermission {
    /// The number of the row.
    pub nth: usize,
    /// The permission.
    pub id: PermissionId,
    /// What people call it.
    pub name: String,
    /// Its ladder.
    pub ladder: LadderId,
    /// The model does not have it yet.
    pub is_new: bool,
}

/// A column that became a role.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRole {
    /// The head of the column.
    pub head: String,
    /// The role.
    pub id: RoleId,
    /// The model does not have it yet.
    pub is_new: bool,
    /// How many grants the matrix gives it.
    pub n_grants: usize,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    /// The number of the row.
    pub nth: usize,
    /// The permission, or what the row says.
    pub row: String,
    /// The head of the column; empty where it is about the whole row.
    pub column: String,
    /// What stands there.
    pub text: String,
    /// Why it could not be read.
    pub why: String,
}

/// Plans what a matrix does to the roles of a model. `from` is what it is called.
pub fn plan(model: &Model, source: &Source, mapping: &MatrixMapping, from: &str) -> MatrixPlan {
    Maker::new(model, source, mapping).plan(from)
}
