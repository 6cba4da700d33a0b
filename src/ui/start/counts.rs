//! What is in a template, as lines of text.

use crate::model::{Merge, Model};

/// Lines for the inspector of a template.
#[derive(Debug, Default)]
pub struct Counts {
    /// Name and number.
    pub lines: Vec<(&'static str, String)>,
    /// Name and reading.
    pub readings: Vec<(&'static str, String)>,
}

impl Counts {
    /// Counts a model.
    pub fn of(model: &Model) -> Counts {
        let n_people = model.principals().iter().filter(|p| p.has_record()).count();
        let by_condition = model
            .groups()
            .iter()
            .filter(|g| g.condition.is_some())
            .count();
        let locked = model.roles().iter().filter(|role| role.locked).count();
        let with = |n: usize, part: usize, word: &str| match part {
            0 => n.to_string(),
            part => format!("{n}, {part} {word}"),
        };
        let lines = vec![
            ("People", n_people.to_string()),
            ("Teams", model.teams().len().to_string()),
            (
                "Groups",
                with(model.groups().len(), by_condition, "by condition"),
            ),
            ("Roles", with(model.roles().len(), locked, "locked")),
            (
                "Permissions",
                format!(
                    "{} in {} modules",
                    model.permissions().len(),
                    model.modules().len()
                ),
            ),
            ("Items", model.items().len().to_string()),
            ("Expectations", model.expectations().len().to_string()),
        ];
        let settings = model.settings();
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let omits = settings.everyone_omits.as_ref().map_or_else(
            || "nobody".to_owned(),
            |condition| {
                let values = condition
                    .clauses
                    .iter()
                    .flat_map(|clause| clause.values.iter());
                values
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(", ")
            },
        );
        let merge = match settings.merge {
            Merge::Paired => "paired",
            Merge::Pooled => "pooled",
        };
        let readings = vec![
            ("Everyone leaves out", omits),
            (
                "Reports include oneself",
                yes_no(settings.reports_include_oneself),
            ),
            ("Sources are", merge.to_owned()),
        ];
        Counts { lines, readings }
    }
}
