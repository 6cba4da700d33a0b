//! Which column of a matrix names permissions, which their modules, and which are roles.

use super::words::{Said, said};
use crate::io::table::Source;
use crate::model::norm;
use crate::session::intake::words::{Meaning, meaning, plain};

/// What a column of a matrix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Names the module of a permission; blank cells say as the one above.
    Module,
    /// Names a permission.
    Permission,
    /// Says what a permission allows.
    Description,
    /// One role.
    Role,
    /// It is left out.
    Nothing,
}

impl Part {
    /// All parts.
    pub const ALL: [Part; 5] = [
        Part::Module,
        Part::Permission,
        Part::Description,
        Part::Role,
        Part::Nothing,
    ];

    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Part::Module => "module",
            Part::Permission => "permission",
            Part::Description => "description",
            Part::Role => "role",
            Part::Nothing => "left out",
        }
    }

    /// The part a word means.
    pub fn parse(text: &str) -> Result<Part, String> {
        match norm(text).as_str() {
            "module" => Ok(Part::Module),
            "permission" => Ok(Part::Permission),
            "description" => Ok(Part::Description),
            "role" => Ok(Part::Role),
            "" | "-" | "none" | "left out" => Ok(Part::Nothing),
            _ => Err(format!(
                "“{text}” is no part of a matrix; expected module, permission, description, role or `-`"
            )),
        }
    }
}

/// What every column of a matrix is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatrixMapping {
    /// Heads with what they are.
    pub columns: Vec<(String, Part)>,
}

impl MatrixMapping {
    /// The first column that is so.
    pub fn place(&self, part: Part) -> Option<usize> {
        self.columns.iter().position(|(_, one)| *one == part)
    }

    /// Says what a column is.
    pub fn set(&mut self, head: &str, part: Part) -> Result<(), String> {
        let wanted = norm(head);
        let mut columns = self.columns.iter_mut();
        match columns.find(|(head, _)| norm(head) == wanted) {
            Some((_, slot)) => {
                *slot = part;
                Ok(())
            }
            None => Err(format!("there is no column “{head}”")),
        }
    }
}

/// Guesses what the columns of a source are; none where it is no matrix.
pub fn guess(source: &Source) -> Option<MatrixMapping> {
    source.reading.head_row?;
    let heads = source.heads();
    let counts: Vec<(usize, usize)> = (0..heads.len()).map(|at| count(source, at)).collect();
    let n_rows = source.body().len();
    let is_role = |at: usize| {
        let (n_filled, n_given) = counts.get(at).copied().unwrap_or_default();
        n_filled > 0 && n_given * 10 >= n_filled * 8
    };
    let plain_heads: Vec<String> = heads.iter().map(|head| plain(head)).collect();
    let named: Vec<Option<Part>> = heads.iter().map(|head| by_head(head)).collect();
    let n_left = (0..heads.len()).position(is_role)?;
    let labels: Vec<usize> = (0..n_left)
        .filter(|at| counts.get(*at).is_some_and(|(n_filled, _)| *n_filled > 0))
        .collect();
    let mut columns: Vec<(String, Part)> = heads
        .into_iter()
        .map(|head| (head, Part::Nothing))
        .collect();
    let mut put = |at: usize, part: Part| {
        if let Some(slot) = columns.get_mut(at) {
            slot.1 = part;
        }
    };
    let permission = labels
        .iter()
        .copied()
        .find(|at| named.get(*at) == Some(&Some(Part::Permission)));
    let module = labels
        .iter()
        .copied()
        .find(|at| named.get(*at) == Some(&Some(Part::Module)));
    // Without a word for it: the first column that most rows fill, beside one that fewer do.
    let fills = |at: &usize| counts.get(*at).is_some_and(|(n, _)| n * 10 >= n_rows * 8);
    let permission = permission.or_else(|| {
        labels
            .iter()
            .copied()
            .filter(|at| Some(*at) != module)
            .find(fills)
    });
    let permission = permission.or(labels.last().copied())?;
    // A list of people with a few ticks is none.
    let head = plain_heads.get(permission).cloned().unwrap_or_default();
    if matches!(
        meaning(&head),
        Some(Meaning::Id(_) | Meaning::Name | Meaning::TurnedName)
    ) {
        return None;
    }
    let module = module.or_else(|| labels.iter().copied().find(|at| *at < permission));
    put(permission, Part::Permission);
    if let Some(module) = module {
        put(module, Part::Module);
    }
    if let Some(after) = labels.iter().copied().find(|at| *at > permission) {
        put(after, Part::Description);
    }
    let mut n_roles = 0;
    for at in n_left..counts.len() {
        // A role that has nothing yet is one all the same, where it has a name.
        let (n_filled, _) = counts.get(at).copied().unwrap_or_default();
        let has_name = source
            .head()
            .and_then(|head| source.table.row(head))
            .is_some_and(|row| !row.cell(at).is_empty());
        match is_role(at) || (n_filled == 0 && has_name) {
            true => {
                put(at, Part::Role);
                n_roles += usize::from(is_role(at));
            }
            false if by_head_is(&named, at, Part::Description) => put(at, Part::Description),
            false => {}
        }
    }
    (n_roles > 0 && !is_of_people(source)).then_some(MatrixMapping { columns })
}

/// How many cells of a column have anything in them, and how many say a level.
fn count(source: &Source, at: usize) -> (usize, usize) {
    let cells = source
        .body()
        .map(|row| row.cell(at))
        .filter(|cell| !cell.is_empty());
    let (mut n_filled, mut n_known) = (0, 0);
    for cell in cells {
        n_filled += 1;
        n_known += usize::from(!matches!(said(cell), Said::Unknown(_)));
    }
    (n_filled, n_known)
}

fn by_head(head: &str) -> Option<Part> {
    match plain(head).as_str() {
        "permission" | "permissions" | "right" | "rights" | "action" | "function" | "feature"
        | "berechtigung" | "berechtigungen" | "recht" | "funktion" | "field" | "feld"
        | "section" => Some(Part::Permission),
        "module" | "area" | "category" | "object" | "modul" | "bereich" | "kategorie" => {
            Some(Part::Module)
        }
        "description" | "comment" | "comments" | "note" | "notes" | "remark" | "beschreibung"
        | "bemerkung" | "kommentar" => Some(Part::Description),
        _ => None,
    }
}

fn by_head_is(named: &[Option<Part>], at: usize, part: Part) -> bool {
    named.get(at).copied().flatten() == Some(part)
}

/// True if a head names what only people have.
fn is_of_people(source: &Source) -> bool {
    source.heads().iter().any(|head| {
        matches!(
            meaning(&plain(head)),
            Some(Meaning::Email(_) | Meaning::FirstName | Meaning::LastName)
        )
    })
}
