//! The edits people make, as changes with a name. Nothing is applied here.

pub mod admins;
pub mod bulk;
pub mod catalogue;
pub mod cells;
mod conditions;
pub mod drops;
pub mod expectations;
pub mod fields;
pub mod grants;
pub mod groups;
pub mod kinds;
pub mod ladders;
pub mod links;
pub mod model;
pub mod moves;
pub mod naming;
pub mod people;
pub mod places;
pub mod policies;
pub mod removal;
pub mod roles;
pub mod rules;
mod strip;
pub mod teams;

use crate::model::{Change, Edit, Ladder, Model};

/// A blank model: no people and no roles, but the ladders every product knows.
pub fn blank() -> Model {
    let mut model = Model::default();
    let ladder = |id: &str, levels: &[&str]| {
        Edit::put(Ladder {
            id: id.into(),
            levels: levels.iter().map(|level| (*level).into()).collect(),
        })
    };
    let start = Change::new(
        "make a model",
        vec![
            Edit::Name("Untitled model".to_owned()),
            ladder("yes-no", &["no", "yes"]),
            ladder("view-edit", &["none", "view", "edit"]),
            ladder("masked-view-edit", &["none", "masked", "view", "edit"]),
        ],
    );
    // Nothing in it can be refused; if it were, an empty model is a model as well.
    let _ = model.apply(&start);
    model
}
