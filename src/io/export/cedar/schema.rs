//! The schema: types with the attributes policies ask about, and an action for each permission at
//! each level.

use std::fmt::Write;

use super::expr::string;
use super::facts::Column;
use super::says::Says;
use super::{Onto, action};
use crate::model::FieldId;

/// The schema for the policies that were said.
pub(super) fn text(says: &mut Says<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "// User: who acts. Person: who is looked at. Population: people or items frozen on {}.\n",
        says.engine.day()
    );
    out.push_str("entity System;\n");
    for kind in ["Role", "Group", "Holders"] {
        let _ = writeln!(out, "entity {kind} = {{ title: String }};");
    }
    out.push_str("entity Population = { title: String };\n");
    if says.with_teams {
        out.push_str("entity Team = { title: String };\n");
    }
    let mut above_items = vec!["Population"];
    if says.with_labels {
        out.push_str("entity Label in [Label] = { title: String };\n");
        above_items.push("Label");
    }
    out.push('\n');
    let _ = writeln!(out, "entity User in [Role, Group, Holders]{};", user(says));
    let _ = writeln!(out, "entity Person in [Person]{};", person(says));
    for kind in says.kinds.clone() {
        let name = says.kind(&kind);
        let _ = writeln!(
            out,
            "entity {name} in [{}]{};",
            above_items.join(", "),
            item(says)
        );
    }
    out.push('\n');
    actions(says, &mut out);
    out
}

fn record(attributes: Vec<String>) -> String {
    match attributes.is_empty() {
        true => String::new(),
        false => format!(" = {{ {} }}", attributes.join(", ")),
    }
}

fn fields<'c>(
    columns: impl Iterator<Item = (&'c FieldId, &'c Column)>,
    of_user: bool,
    attributes: &mut Vec<String>,
) {
    for (_, column) in columns {
        let used = match of_user {
            true => &column.used_of_user,
            false => &column.used,
        };
        for (form, name) in used {
            attributes.push(format!("{name}?: {}", form.schema_type()));
        }
    }
}

fn user(says: &Says<'_>) -> String {
    let mut attributes = vec!["person?: Person".to_owned()];
    if says.with_teams {
        attributes.push("in_teams?: Set<Team>".to_owned());
    }
    if says.with_led_teams {
        attributes.push("leads_teams?: Set<Team>".to_owned());
    }
    fields(says.facts.people.iter(), true, &mut attributes);
    record(attributes)
}

fn person(says: &Says<'_>) -> String {
    let mut attributes = Vec::new();
    if says.with_teams {
        attributes.push("in_teams?: Set<Team>".to_owned());
    }
    if says.populations.iter().any(|one| !one.people.is_empty()) {
        attributes.push("in_populations?: Set<Population>".to_owned());
    }
    for above in &says.lines.above {
        attributes.push(format!("{}?: Set<User>", above.name));
    }
    fields(says.facts.people.iter(), false, &mut attributes);
    record(attributes)
}

fn item(says: &Says<'_>) -> String {
    let mut attributes = Vec::new();
    for (is_used, attribute) in [
        (says.with_creators, "creator_user?: User"),
        (says.with_owners, "owner_user?: User"),
        (says.with_subjects, "about?: Person"),
    ] {
        if is_used {
            attributes.push(attribute.to_owned());
        }
    }
    fields(says.facts.items.iter(), false, &mut attributes);
    record(attributes)
}

fn actions(says: &mut Says<'_>, out: &mut String) {
    let model = says.engine.model();
    for permission in model.permissions().iter() {
        let onto = Onto::of(permission);
        let resources = match onto {
            Onto::System => "System".to_owned(),
            Onto::Person => "Person".to_owned(),
            _ => {
                let mut names: Vec<String> = Vec::new();
                for kind in permission.about.kinds() {
                    let name = says.kind(kind);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                names.join(", ")
            }
        };
        let context = match onto {
            Onto::Pair => ", context: { person: Person }",
            _ => "",
        };
        let levels = model.ladder_of(&permission.id).map(|ladder| &ladder.levels);
        for level in levels.into_iter().flatten().skip(1) {
            let _ = writeln!(
                out,
                "@doc({})\naction {} appliesTo {{ principal: [User], resource: [{resources}]{context} }};",
                string(&format!("{}: {level}", permission.name)),
                string(&action(&permission.id, level)),
            );
        }
    }
}
