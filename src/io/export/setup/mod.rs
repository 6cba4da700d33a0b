//! The set-up sheet: a model as numbered steps to key into an HR system, in that system's words, to
//! tick off. What the system has no place for is named, never left out silently.

mod grants;
mod groups;
mod plan;
mod roles;
mod steps;
mod terms;
mod text;
mod wording;

pub use wording::Wording;

use super::loss::{Fate, Loss};
use super::parcel::{Parcel, ParcelFile};
use crate::engine::Engine;

/// Makes the sheet in a wording, as HTML and as Markdown.
pub fn setup(engine: &Engine, wording: Wording) -> Result<Parcel, String> {
    let plan = plan::plan(engine, wording);
    let mut losses: Vec<Loss> = plan
        .cannot
        .iter()
        .map(|one| Loss::new(Fate::Dropped, one.what.clone(), one.why.clone()))
        .collect();
    let day = engine.day();
    losses.push(Loss::new(
        Fate::Frozen,
        "Names and numbers of people in the steps",
        format!("they are those of {day}"),
    ));
    let n_people = engine.model().principals().len();
    losses.push(Loss::new(
        Fate::Dropped,
        format!(
            "Records of {n_people} people and accounts, and of {} items",
            engine.model().items().len()
        ),
        "the HR system holds them already, or takes them from the CSV, XLSX or SCIM export",
    ));
    Ok(Parcel {
        files: vec![
            ParcelFile::new("setup.html", text::html(engine, &plan)?),
            ParcelFile::new("setup.md", text::markdown(engine, &plan)),
        ],
        losses,
    })
}
