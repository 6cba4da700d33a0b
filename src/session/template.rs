//! What a new model can start from. Each ships with the program and opens as an unsaved copy.

/// A template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// What people call it.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub line: &'static str,
    /// Icon.
    pub icon: &'static str,
    /// What it shows well, a few words each.
    pub shows: &'static [&'static str],
    /// The model as a file, or none for a blank one.
    pub(super) text: Option<&'static str>,
}

macro_rules! sample {
    ($folder:literal) => {
        Some(include_str!(concat!(
            "../../samples/",
            $folder,
            "/model.ron"
        )))
    };
}

/// The templates in the order of the start page; the blank one is last.
pub const TEMPLATES: &[Template] = &[
    Template {
        name: "Onboarding with own sets",
        line: "Three roles, one locked, and sets that replace them for one person or group.",
        icon: "how_to_reg",
        shows: &[
            "Why someone sees a candidate, and why not",
            "What several sources give together",
            "A set that replaces what a role gave",
        ],
        text: sample!("leena"),
    },
    Template {
        name: "People data by group",
        line: "Sections of a profile shown to groups, by condition or by name.",
        icon: "badge",
        shows: &[
            "Whom everyone leaves out",
            "Members of a group, and those it may see",
            "A service user that shares a group with people",
        ],
        text: sample!("hibob"),
    },
    Template {
        name: "Learning with local admins",
        line: "Admins who may only touch their own sites, courses and labels.",
        icon: "school",
        shows: &[
            "Four places that limit a right, and what is left",
            "A right on a label that reaches those below it",
            "Who may make whom an admin",
        ],
        text: sample!("datafisher"),
    },
    Template {
        name: "Profile with needs",
        line: "A permission that reaches no further than those it needs.",
        icon: "link",
        shows: &[
            "Levels none, own, sub and all",
            "An edit that is refused, and what would be accepted",
        ],
        text: sample!("sherp"),
    },
    Template {
        name: "Performance with derived roles",
        line: "Managers and team leads by report line; switches and guards.",
        icon: "trending_up",
        shows: &[
            "Roles that follow from the org chart",
            "A switch that takes a right away",
            "A wall no role gets through",
        ],
        text: sample!("leapsome"),
    },
    Template {
        name: "One company, five modules",
        line: "300 people in six countries with all of the above side by side.",
        icon: "apartment",
        shows: &[
            "The whole of a company at once",
            "Expectations that watch every edit",
        ],
        text: sample!("acme"),
    },
    Template {
        name: "Blank model",
        line: "No people, no roles. Add them by hand.",
        icon: "note_add",
        shows: &["Ladders of levels to begin with"],
        text: None,
    },
];

impl Template {
    /// The model, ready to open.
    pub fn model(&self) -> Result<crate::model::Model, Vec<String>> {
        match self.text {
            Some(text) => super::files::read_text(text),
            None => Ok(super::edits::blank()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_opens() {
        for template in TEMPLATES {
            template.model().unwrap();
        }
    }
}
