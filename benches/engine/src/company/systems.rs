//! What only our engine has, on the full company: an onboarding system that pools, reviews that
//! pair, goals, and a learning system with scopes in all four places. Roles, the people who hold
//! them, custom sets, suppressions and guards of all of them.

use sightline::model::{
    About, Assignment, Condition, CustomSet, DirectGrant, Grant, Group, Guard, GuardException,
    Implication, ItemSelector, KindId, Merge, Module, NestedRole, Op, Parts, Permission,
    PrincipalScope, Reach, Role, Scope, Subject, Suppression, SuppressionMode, Switch, Who, Window,
};

use super::Random;
use super::full::{N_LABELS_BELOW, N_TOP_LABELS};
use super::people::{N_COUNTRIES, N_GROUPS};

/// Adds the four systems to a company of so many people.
pub fn add(n: usize, random: &mut Random, parts: &mut Parts) {
    modules(parts);
    permissions(parts);
    parts.switches.push(Switch {
        id: "peer-review".into(),
        name: "Peers review each other".to_owned(),
        on: true,
        flipped_by: None,
    });
    onboarding(n, random, parts);
    reviews(parts);
    learning(n, random, parts);
    nested_groups(parts);
}

fn modules(parts: &mut Parts) {
    for (id, merge, view_set) in [
        ("onb", Merge::Pooled, Some("onb.candidate")),
        ("perf", Merge::Paired, Some("perf.review")),
        ("goals", Merge::Paired, None),
        ("lms", Merge::Paired, None),
    ] {
        parts.modules.push(Module {
            id: id.into(),
            name: id.to_owned(),
            on: true,
            users: None,
            merge: Some(merge),
            view_set: view_set.map(Into::into),
            empty_message: None,
        });
    }
}

fn permissions(parts: &mut Parts) {
    let kinds = |kind: &str| -> Vec<KindId> { vec![kind.into()] };
    for (id, about) in [
        ("onb.candidate", About::Item(kinds("candidate"))),
        ("onb.form", About::Item(kinds("candidate"))),
        ("onb.form.tax", About::Item(kinds("candidate"))),
        ("onb.status", About::Item(kinds("candidate"))),
        ("onb.add", About::Nothing),
        ("perf.review", About::ItemOfPerson(kinds("review"))),
        ("perf.comment", About::ItemOfPerson(kinds("review"))),
        ("perf.feedback", About::ItemOfPerson(kinds("review"))),
        ("goals.goal", About::ItemOfPerson(kinds("goal"))),
        ("lms.course", About::Item(kinds("course"))),
        ("lms.report", About::PersonAndItem(kinds("course"))),
        ("lms.admin", About::Item(kinds("account"))),
    ] {
        parts.permissions.push(Permission {
            id: id.into(),
            name: id.to_owned(),
            ladder: "nve".into(),
            about,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
    }
    parts.implications.push(Implication {
        id: "status-form".into(),
        permission: "onb.status".into(),
        level: "edit".into(),
        implies: "onb.form".into(),
        at: "view".into(),
        kind: None,
    });
}

fn grant(permission: &str, level: &str, on: Scope) -> Grant {
    Grant {
        permission: permission.into(),
        level: level.into(),
        on,
        switch: None,
    }
}

fn role(parts: &mut Parts, id: &str, grants: Vec<Grant>) {
    let mut role = Role::new(id, id);
    role.grants = grants;
    parts.roles.push(role);
}

fn assign(parts: &mut Parts, to: Subject, role: &str, scope: Scope) {
    parts.assignments.push(Assignment {
        id: format!("more{}", parts.assignments.len()).into(),
        to,
        role: role.into(),
        scope,
        window: Window::default(),
    });
}

fn group(g: usize) -> Subject {
    Subject::Group(format!("g{}", g % N_GROUPS).into())
}

fn anyone_of(n: usize, random: &mut Random) -> Subject {
    Subject::User(format!("p{}", random.below(n)).into())
}

/// Candidates: agents see their own and those of their office, a viewer all of one office. Some
/// groups and users have a set of their own instead of what their roles give.
fn onboarding(n: usize, random: &mut Random, parts: &mut Parts) {
    let mine = Scope::items(ItemSelector::Union(vec![
        ItemSelector::CreatedByMe,
        ItemSelector::OwnedByMe,
    ]));
    let near = Scope::items(ItemSelector::FieldIsMine {
        field: "office".into(),
        mine: "country".into(),
    });
    role(
        parts,
        "onb_admin",
        vec![
            grant("onb.candidate", "edit", Scope::UNSET),
            grant("onb.form", "edit", Scope::UNSET),
            grant("onb.status", "edit", Scope::UNSET),
            grant("onb.add", "edit", Scope::UNSET),
        ],
    );
    if let Some(admin) = parts.roles.last_mut() {
        admin.locked = true;
    }
    role(
        parts,
        "onb_agent",
        vec![
            grant("onb.candidate", "view", mine.clone()),
            grant("onb.status", "edit", Scope::UNSET),
            grant("onb.add", "view", Scope::UNSET),
        ],
    );
    role(
        parts,
        "onb_viewer",
        vec![grant("onb.candidate", "view", near.clone())],
    );
    for g in 0..10 {
        assign(parts, group(g * 5), "onb_agent", Scope::UNSET);
        assign(parts, group(g * 5 + 2), "onb_viewer", Scope::UNSET);
    }
    for _ in 0..5 {
        let to = anyone_of(n, random);
        assign(parts, to, "onb_admin", Scope::UNSET);
    }
    for set in 0..12 {
        let country = format!("c{}", random.below(N_COUNTRIES));
        let office = Scope::items(ItemSelector::Where(Condition::one(
            "office",
            Op::Is,
            &[&country],
        )));
        parts.custom_sets.push(CustomSet {
            id: format!("set{set}").into(),
            of: if set < 4 {
                group(set * 5)
            } else {
                Subject::User(format!("p{}", set * n / 13).into())
            },
            module: "onb".into(),
            grants: vec![
                grant("onb.candidate", "view", office),
                grant("onb.form.tax", "view", mine.clone()),
                grant("onb.form", "edit", Scope::UNSET),
            ],
        });
    }
}

/// Reviews and goals: roles nobody is given, for they follow from the manager tree and the teams.
fn reviews(parts: &mut Parts) {
    let about = |reach: Reach| Scope {
        people: Some(reach),
        items: None,
    };
    let mut managers = Role::new("manager", "Manager");
    managers.derived = Some(Who::Where(Condition::one(
        "direct_reports",
        Op::More,
        &["0"],
    )));
    managers.grants = vec![
        grant("perf.review", "edit", about(Reach::direct_reports())),
        grant("perf.comment", "edit", about(Reach::all_reports())),
        grant("goals.goal", "view", about(Reach::all_reports())),
    ];
    let mut leads = Role::new("lead", "Team lead");
    leads.derived = Some(Who::Where(Condition::one("leads", Op::IsNotEmpty, &[])));
    leads.grants = vec![grant("goals.goal", "edit", about(Reach::LedTeams))];
    let mut employees = Role::new("employee", "Employee");
    employees.derived = Some(Who::Anyone);
    employees.grants = vec![
        grant("perf.review", "view", about(Reach::Oneself)),
        grant("perf.feedback", "edit", about(Reach::Oneself)),
        grant("goals.goal", "edit", Scope::items(ItemSelector::OwnedByMe)),
        grant("goals.goal", "view", about(Reach::MyTeams)),
    ];
    let mut peers = grant("perf.review", "view", about(Reach::MyTeams));
    peers.switch = Some("peer-review".into());
    employees.grants.push(peers);
    parts.roles.extend([managers, leads, employees]);
    parts.suppressions.push(Suppression {
        id: "no-goals-for-leads".into(),
        name: "Leads of teams do not edit goals".to_owned(),
        roles: vec!["lead".into()],
        permission: "goals.goal".into(),
        switch: Some("peer-review".into()),
        mode: Some(SuppressionMode::Source),
    });
    parts.guards.push(Guard {
        id: "own-feedback".into(),
        name: "Feedback is read by its recipient and its author only".to_owned(),
        permission: "perf.feedback".into(),
        level: None,
        who: Who::Anyone,
        on: Scope::UNSET,
        except: vec![
            GuardException {
                who: Who::Anyone,
                on: Scope::people(Reach::Oneself),
            },
            GuardException {
                who: Who::Anyone,
                on: Scope::items(ItemSelector::CreatedByMe),
            },
        ],
        switch: None,
    });
}

/// Courses: local administrators hold a role with two roles inside, limited in all four places.
fn learning(n: usize, random: &mut Random, parts: &mut Parts) {
    let labelled = |random: &mut Random| {
        let top = random.below(N_TOP_LABELS);
        let id = match random.below(3) {
            0 => format!("l{top}"),
            _ => format!("l{top}-{}", random.below(N_LABELS_BELOW)),
        };
        ItemSelector::Labelled(vec![id.as_str().into()])
    };
    let country = |random: &mut Random| {
        let country = format!("c{}", random.below(N_COUNTRIES));
        Reach::Where(Condition::one("country", Op::Is, &[&country]))
    };
    role(
        parts,
        "lms_editor",
        vec![grant("lms.course", "edit", Scope::UNSET)],
    );
    role(
        parts,
        "lms_report",
        vec![grant("lms.report", "view", Scope::UNSET)],
    );
    for local in 0..4 {
        let mut admin = Role::new(format!("lms_local{local}"), format!("Local admin {local}"));
        admin.scope = Scope::items(ItemSelector::Labelled(vec![
            format!("l{local}").as_str().into(),
        ]));
        admin.nested = vec![
            NestedRole {
                role: "lms_editor".into(),
                scope: Scope::UNSET,
            },
            NestedRole {
                role: "lms_report".into(),
                scope: Scope::people(country(random)),
            },
        ];
        admin.grants = vec![grant("lms.admin", "view", Scope::UNSET)];
        parts.roles.push(admin);
    }
    for at in 0..40 + n / 200 {
        let scope = Scope {
            people: Some(country(random)),
            items: at.is_multiple_of(2).then(|| labelled(random)),
        };
        let to = anyone_of(n, random);
        if let Subject::User(principal) = &to
            && parts
                .principal_scopes
                .iter()
                .all(|s| s.principal != *principal)
            && at.is_multiple_of(4)
        {
            parts.principal_scopes.push(PrincipalScope {
                principal: principal.clone(),
                scope: Scope::people(Reach::Union(vec![country(random), Reach::all_reports()])),
            });
        }
        assign(parts, to.clone(), &format!("lms_local{}", at % 4), scope);
        parts.direct_grants.push(DirectGrant {
            id: format!("direct{at}").into(),
            to,
            permission: "lms.report".into(),
            level: "view".into(),
            scope: Scope {
                people: Some(Reach::SameField("department".into())),
                items: Some(labelled(random)),
            },
            switch: None,
            window: Window::default(),
        });
    }
}

/// Groups inside groups, and a group that is not another.
fn nested_groups(parts: &mut Parts) {
    for g in 0..5 {
        parts.groups.push(Group {
            id: format!("region{g}").into(),
            name: format!("Region {g}"),
            description: "Several countries and departments".to_owned(),
            listed: vec!["s0".into()],
            condition: None,
            groups: (0..4).map(|k| format!("g{}", g * 8 + k).into()).collect(),
        });
        parts.direct_grants.push(DirectGrant {
            id: format!("region{g}").into(),
            to: Subject::Group(format!("region{g}").into()),
            permission: format!("hr.p{}", g * 7).as_str().into(),
            level: "view".into(),
            scope: Scope::people(Reach::Except(
                Box::new(Reach::Group(format!("region{g}").into())),
                Box::new(Reach::SameField("department".into())),
            )),
            switch: None,
            window: Window::default(),
        });
    }
}
