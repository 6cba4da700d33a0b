//! Makes the parts of a random model, in the order in which they name each other. Here the facts
//! and permissions; what gives and what takes is made in the files beside.

use sightline::model::*;

use super::dice::Dice;
use super::gives::{role, sources};
use super::rules::{delegation, rules};
use super::selectors::{any_kind, person_condition, reach, who};

pub const WORDS: [&str; 8] = ["x", " X ", "xy", "y", "", "Ä", "ä ", "10"];

pub fn parts(d: &mut Dice) -> Parts {
    let mut parts = Parts {
        name: "random".into(),
        ..Parts::default()
    };
    basics(d, &mut parts);
    people(d, &mut parts);
    items(d, &mut parts);
    groups(d, &mut parts);
    parts.settings.everyone_omits = d.maybe(40, |d| person_condition(d, &parts));
    reaches(d, &mut parts);
    permissions(d, &mut parts);
    parts.switches = d.list(2, |d, i| Switch {
        id: format!("s{i}").into(),
        name: format!("Switch {i}"),
        on: d.chance(50),
        flipped_by: None,
    });
    // Roles are named before they are filled, since everything may name them.
    let n_roles = d.within(2, 4);
    parts.roles = d.list(n_roles, |_, i| {
        Role::new(format!("r{i}"), format!("Role {i}"))
    });
    for i in 0..n_roles {
        let role = role(d, &parts, i);
        parts.roles[i] = role;
    }
    for i in 0..parts.switches.len() {
        parts.switches[i].flipped_by = d.maybe(25, |d| d.some(&ids(&parts.roles), 2));
    }
    for i in 0..parts.modules.len() {
        parts.modules[i].users = d.maybe(18, |d| who(d, &parts, 2));
    }
    sources(d, &mut parts);
    rules(d, &mut parts);
    delegation(d, &mut parts);
    parts
}

/// The ids of records.
pub fn ids<T: Entity>(list: &[T]) -> Vec<T::Id> {
    list.iter().map(|record| record.id().clone()).collect()
}

fn basics(d: &mut Dice, parts: &mut Parts) {
    let mut lines = vec![
        Line {
            id: "primary".into(),
            name: "Primary".into(),
            single: d.chance(70),
            cascades: d.chance(85),
        },
        Line {
            id: "additional".into(),
            name: "Additional".into(),
            single: false,
            cascades: d.chance(30),
        },
    ];
    if d.chance(30) {
        lines.push(Line {
            id: "dotted".into(),
            name: "Dotted".into(),
            single: false,
            cascades: d.chance(50),
        });
    }
    parts.settings = Settings {
        lines,
        everyone_omits: None,
        everyone_omits_externals: d.chance(40),
        reports_include_oneself: d.chance(40),
        merge: d.pick(&[Merge::Paired, Merge::Pooled]),
        join: d.pick(&[Join::All, Join::Any]),
        suppression: d.pick(&[SuppressionMode::Source, SuppressionMode::Person]),
        implication: d.pick(&[ImplicationKind::Hard, ImplicationKind::Preset]),
        no_grant_beyond_own: d.chance(20),
        new_login_for_new_rights: false,
    };
    let field = |id: &str, kind: FieldType| Field {
        id: id.into(),
        name: id.to_uppercase(),
        kind,
    };
    parts.fields = vec![
        field("site", FieldType::Text),
        field("grade", FieldType::Number),
        field("tags", FieldType::List),
        field("flag", FieldType::Flag),
        field("since", FieldType::Date),
        field("buddy", FieldType::Person),
        field("status", FieldType::Choice(vec!["x".into(), "y".into()])),
    ];
    let n_labels = d.within(1, 4);
    parts.labels = d.list(n_labels, |d, i| Label {
        id: format!("l{i}").into(),
        name: format!("Label {i}"),
        parent: (i > 0 && d.chance(60)).then(|| format!("l{}", d.below(i)).into()),
    });
    // Above and below are not always first and last.
    d.shuffle(&mut parts.labels);
    parts.teams = d.list(2, |_, i| Team {
        id: format!("t{i}").into(),
        name: format!("Team {i}"),
    });
    let n_kinds = d.within(1, 2);
    parts.kinds = d.list(n_kinds, |_, i| Kind {
        id: format!("k{i}").into(),
        name: format!("Kind {i}"),
        fields: match i {
            0 => vec![
                field("site", FieldType::Text),
                field("mail", FieldType::Text),
            ],
            _ => vec![
                field("mail", FieldType::List),
                field("size", FieldType::Number),
            ],
        },
    });
    parts.ladders = vec![
        Ladder {
            id: "yn".into(),
            levels: vec!["no".into(), "yes".into()],
        },
        Ladder {
            id: "ve".into(),
            levels: vec!["none".into(), "view".into(), "edit".into()],
        },
    ];
}

pub fn value_of(d: &mut Dice, kind: &FieldType, people: &[PrincipalId]) -> Value {
    match kind {
        FieldType::Number => Value::Number(Number(d.pick(&[-1.0, 0.5, 2.0, 10.0]))),
        FieldType::Flag => Value::Flag(d.chance(50)),
        FieldType::List => Value::List(d.some(&WORDS.map(str::to_owned), 3)),
        FieldType::Date => Value::Text(d.pick(&["2026-06-14", "2026-06-15", "2027-01-01"]).into()),
        FieldType::Person => Value::Text(d.pick(people).to_string()),
        FieldType::Choice(options) => Value::Text(d.pick(options)),
        FieldType::Text | FieldType::Email => Value::Text(d.pick(&WORDS).to_owned()),
    }
}

fn values(d: &mut Dice, fields: &[Field], people: &[PrincipalId]) -> FieldValues {
    let mut values = FieldValues::default();
    for field in fields {
        if d.chance(60) {
            let mut value = value_of(d, &field.kind, people);
            if field.id == "mail" && field.kind == FieldType::Text && d.chance(50) {
                value = Value::Text(format!(" {}", d.pick(people)).to_uppercase());
            }
            values.0.push((field.id.clone(), value));
        }
    }
    values
}

fn people(d: &mut Dice, parts: &mut Parts) {
    let n = d.within(3, 6);
    let people: Vec<PrincipalId> = (0..n).map(|i| format!("p{i}").into()).collect();
    let labels = ids(&parts.labels);
    let teams = ids(&parts.teams);
    let lines = parts.settings.lines.clone();
    parts.principals = d.list(n, |d, i| {
        let mut p = Principal::new(people[i].clone(), d.pick(&["Ann", "Bo", "cy "]));
        p.sort = match d.below(10) {
            0 | 1 => PrincipalSort::ServiceUser,
            2 => PrincipalSort::External,
            _ => PrincipalSort::Person,
        };
        if i == 0 {
            p.sort = PrincipalSort::Person;
        }
        p.account = match d.below(24) {
            0 => Account::Blocked,
            1 => Account::NotStarted,
            2 => Account::Ended,
            _ => Account::Active,
        };
        p.labels = d.some(&labels, 2);
        p
    });
    let sorts: Vec<PrincipalSort> = parts.principals.iter().map(|p| p.sort).collect();
    let managers: Vec<usize> = (0..n)
        .filter(|i| sorts[*i] != PrincipalSort::ServiceUser)
        .collect();
    for (i, p) in parts.principals.iter_mut().enumerate() {
        if !p.has_record() {
            continue;
        }
        p.fields = values(d, &parts.fields, &people);
        p.teams = d.some(&teams, 2);
        if d.chance(30) {
            p.leads = d.some(&teams, 2);
        }
        for line in &lines {
            // A single line stays free of cycles: managers come before their reports.
            let above: Vec<usize> = managers
                .iter()
                .copied()
                .filter(|m| if line.single { *m < i } else { *m != i })
                .collect();
            let n_edges = if line.single { 1 } else { d.within(0, 2) };
            for _ in 0..n_edges {
                if !above.is_empty() && d.chance(70) {
                    let manager = people[d.pick(&above)].clone();
                    p.managers.push(ManagerEdge(line.id.clone(), manager));
                }
            }
        }
    }
    d.shuffle(&mut parts.principals);
}

fn items(d: &mut Dice, parts: &mut Parts) {
    let people = ids(&parts.principals);
    let labels = ids(&parts.labels);
    let n_items = d.within(1, 5);
    parts.items = d.list(n_items, |d, i| {
        let kind = d.pick(&parts.kinds);
        Item {
            id: format!("i{i}").into(),
            name: d.pick(&["Ann", "Doc", "x"]).to_owned(),
            fields: values(d, &kind.fields, &people),
            kind: kind.id,
            creator: d.maybe(50, |d| d.pick(&people)),
            owner: d.maybe(50, |d| d.pick(&people)),
            subject: d.maybe(70, |d| d.pick(&people)),
            labels: d.some(&labels, 2),
        }
    });
}

fn groups(d: &mut Dice, parts: &mut Parts) {
    let n_groups = d.within(1, 4);
    let names: Vec<GroupId> = (0..n_groups).map(|i| format!("g{i}").into()).collect();
    let people = ids(&parts.principals);
    parts.groups = d.list(n_groups, |d, i| Group {
        id: names[i].clone(),
        name: format!("Group {i}"),
        description: "random".into(),
        listed: d.some(&people, 3),
        condition: d.maybe(30, |d| person_condition(d, parts)),
        groups: if d.chance(40) {
            d.some(&names, 2)
        } else {
            Vec::new()
        },
    });
}

fn reaches(d: &mut Dice, parts: &mut Parts) {
    let n = d.below(4);
    let reaches = d.list(n, |d, i| {
        let reach = match i {
            0 if d.chance(40) => Reach::Oneself,
            _ => reach(d, parts, 1),
        };
        NamedReach {
            id: format!("n{i}").into(),
            name: format!("Reach {i}"),
            reach,
        }
    });
    parts.reaches = reaches;
}

fn permissions(d: &mut Dice, parts: &mut Parts) {
    let mut all: Vec<PermissionId> = [
        "m0", "m0.a", "m0.a.b", "m0.ab", "m0.c", "m1.a", "m1.a.b", "m1.c",
    ]
    .map(PermissionId::from)
    .to_vec();
    while all.len() > 3 && d.chance(65) {
        all.remove(d.below(all.len()));
    }
    let n_modules = 2;
    parts.modules = d.list(n_modules, |d, i| Module {
        id: format!("m{i}").into(),
        name: format!("Module {i}"),
        on: d.chance(95),
        users: None,
        merge: d.pick(&[None, Some(Merge::Paired), Some(Merge::Pooled)]),
        view_set: None,
        empty_message: None,
    });
    let main_ladder: LadderId = d.pick(&["yn", "ve"]).into();
    for id in all {
        let n_kinds = 2;
        let kinds = d.list(n_kinds, |d, _| match d.chance(75) {
            true => d.pick(&ids(&parts.kinds)),
            false => any_kind(d, parts),
        });
        parts.permissions.push(Permission {
            name: id.to_string(),
            id,
            ladder: match d.chance(70) {
                true => main_ladder.clone(),
                false => d.pick(&["yn", "ve"]).into(),
            },
            about: match d.below(9) {
                0 => About::Nothing,
                1 | 2 => About::Person,
                3 | 4 => About::Item(kinds),
                5 | 6 => About::ItemOfPerson(kinds),
                _ => About::PersonAndItem(kinds),
            },
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
    }
    for module in &mut parts.modules {
        let views: Vec<PermissionId> = parts
            .permissions
            .iter()
            .filter(|p| p.id.module() == module.id && p.about.has_item())
            .map(|p| p.id.clone())
            .collect();
        if !views.is_empty() && d.chance(65) {
            module.view_set = Some(d.pick(&views));
        }
    }
}
