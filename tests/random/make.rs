//! Makes the parts of a random model, in the order in which they name each other.

use sightline::model::*;

use super::day;
use super::dice::Dice;

const WORDS: [&str; 8] = ["x", " X ", "xy", "y", "", "Ä", "ä ", "10"];

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

fn value_of(d: &mut Dice, kind: &FieldType, people: &[PrincipalId]) -> Value {
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

fn clause(d: &mut Dice, field: FieldId, candidates: &[Value]) -> Clause {
    let op = d.pick(&[
        Op::Is,
        Op::Is,
        Op::Is,
        Op::IsNot,
        Op::IsEmpty,
        Op::IsNotEmpty,
        Op::Contains,
        Op::StartsWith,
        Op::Less,
        Op::AtMost,
        Op::More,
        Op::AtLeast,
    ]);
    let mut values = Vec::new();
    if op.takes_values() {
        values = d.some_of(candidates, 3);
    }
    Clause { field, op, values }
}

fn condition(d: &mut Dice, mut one: impl FnMut(&mut Dice) -> Clause) -> Condition {
    let n = d.pick(&[0, 1, 1, 1, 2, 2, 3]);
    Condition {
        join: d.pick(&[None, Some(Join::All), Some(Join::Any)]),
        clauses: d.list(n, |d, _| one(d)),
    }
}

/// Values that may meet what a field holds.
fn candidates(d: &mut Dice, kind: Option<&FieldType>, people: &[PrincipalId]) -> Vec<Value> {
    let texts = |list: &[&str]| list.iter().map(|t| Value::from(*t)).collect::<Vec<_>>();
    match kind {
        Some(FieldType::List) => texts(&WORDS),
        Some(kind) => {
            let mut list = d.list(4, |d, _| value_of(d, kind, people));
            list.push("1".into());
            list
        }
        None => {
            let mut list = texts(&[
                "ann", "BO", "person", "external", "active", "blocked", "T0", "t1", "0", "1", "2",
                "p", "k0", "account", "role", "i0", "l0", "L1", "r1",
            ]);
            list.extend(people.iter().map(|id| Value::from(id.as_str())));
            list
        }
    }
}

pub fn person_condition(d: &mut Dice, parts: &Parts) -> Condition {
    let people = ids(&parts.principals);
    condition(d, |d| {
        if d.chance(65) {
            let field = d.pick(&parts.fields);
            let values = candidates(d, Some(&field.kind), &people);
            clause(d, field.id, &values)
        } else {
            let values = candidates(d, None, &people);
            let field = d.pick(&BUILT_IN_FIELDS);
            clause(d, field.into(), &values)
        }
    })
}

fn item_condition(d: &mut Dice, parts: &Parts) -> Condition {
    let people = ids(&parts.principals);
    condition(d, |d| {
        if d.chance(50) {
            let kind = d.pick(&parts.kinds);
            let field = d.pick(&kind.fields);
            let mut values = candidates(d, Some(&field.kind), &people);
            if field.id == "mail" {
                values.extend(people.iter().map(|id| Value::from(id.as_str())));
            }
            clause(d, field.id, &values)
        } else {
            let values = candidates(d, None, &people);
            let field = d.pick(&BUILT_IN_ITEM_FIELDS);
            clause(d, field.into(), &values)
        }
    })
}

/// A selector of people.
pub fn reach(d: &mut Dice, parts: &Parts, depth: usize) -> Reach {
    let people = ids(&parts.principals);
    let n = if depth == 0 { 19 } else { 24 };
    match d.below(n) {
        0 | 1 => Reach::Anyone,
        2 | 3 => Reach::Everyone,
        4 if d.chance(30) => Reach::Nobody,
        4 | 5 => Reach::Oneself,
        6..=8 => Reach::Reports(Reports {
            depth: d.pick(&[None, None, Some(1), Some(2)]),
            lines: d.maybe(40, |d| {
                let lines: Vec<LineId> =
                    parts.settings.lines.iter().map(|l| l.id.clone()).collect();
                d.some_of(&lines, 2)
            }),
            oneself: d.pick(&[None, Some(false), Some(true)]),
        }),
        9 => Reach::Team(d.pick(&ids(&parts.teams))),
        10 => Reach::MyTeams,
        11 => Reach::LedTeams,
        12 | 13 => Reach::Group(d.pick(&ids(&parts.groups))),
        14 | 15 => Reach::Where(person_condition(d, parts)),
        16 => Reach::Listed(d.some(&people, 3)),
        17 => Reach::SameField(d.pick(&ids(&parts.fields))),
        18 if parts.reaches.is_empty() => Reach::Anyone,
        18 => Reach::Named(d.pick(&ids(&parts.reaches))),
        19 | 20 => {
            let n = d.within(0, 2);
            Reach::Union(d.list(n, |d, _| reach(d, parts, depth - 1)))
        }
        21 => {
            let n = d.within(0, 2);
            Reach::Intersection(d.list(n, |d, _| reach(d, parts, depth - 1)))
        }
        _ => Reach::Except(
            Box::new(reach(d, parts, depth - 1)),
            Box::new(reach(d, parts, depth - 1)),
        ),
    }
}

/// A selector of items.
pub fn item_selector(d: &mut Dice, parts: &Parts, depth: usize) -> ItemSelector {
    let n = if depth == 0 { 17 } else { 22 };
    match d.below(n) {
        0..=2 => ItemSelector::Any,
        3 if d.chance(40) => ItemSelector::Nothing,
        3 => ItemSelector::OwnedByMe,
        4 | 5 => ItemSelector::CreatedByMe,
        6 => ItemSelector::Kind(any_kind(d, parts)),
        7 | 8 => ItemSelector::Labelled(d.some(&ids(&parts.labels), 2)),
        9 | 10 => ItemSelector::Listed(d.some(&ids(&parts.items), 4)),
        11 | 12 => ItemSelector::Where(item_condition(d, parts)),
        13 | 14 => ItemSelector::FieldIsMine {
            field: d
                .pick(&["mail", "site", "creator", "subject", "name", "id"])
                .into(),
            mine: d
                .pick(&["id", "id", "name", "site", "buddy", "tags"])
                .into(),
        },
        15 | 16 => ItemSelector::About(reach(d, parts, 1)),
        17 | 18 => {
            let n = d.within(0, 2);
            ItemSelector::Union(d.list(n, |d, _| item_selector(d, parts, depth - 1)))
        }
        19 => {
            let n = d.within(0, 2);
            ItemSelector::Intersection(d.list(n, |d, _| item_selector(d, parts, depth - 1)))
        }
        _ => ItemSelector::Except(
            Box::new(item_selector(d, parts, depth - 1)),
            Box::new(item_selector(d, parts, depth - 1)),
        ),
    }
}

fn any_kind(d: &mut Dice, parts: &Parts) -> KindId {
    let mut kinds = ids(&parts.kinds);
    kinds.extend([ACCOUNT_KIND.into(), ROLE_KIND.into()]);
    d.pick(&kinds)
}

/// Two axes, each set this many times in a hundred.
pub fn scope(d: &mut Dice, parts: &Parts, percent: usize) -> Scope {
    Scope {
        people: d.maybe(percent, |d| reach(d, parts, 2)),
        items: d.maybe(percent, |d| item_selector(d, parts, 2)),
    }
}

/// A selector of principals.
pub fn who(d: &mut Dice, parts: &Parts, depth: usize) -> Who {
    let n = if depth == 0 { 8 } else { 12 };
    match d.below(n) {
        0 => Who::Anyone,
        1 => Who::Sort(d.pick(&[
            PrincipalSort::Person,
            PrincipalSort::External,
            PrincipalSort::ServiceUser,
        ])),
        2 | 3 => Who::Listed(d.some(&ids(&parts.principals), 4)),
        4 => Who::Member(d.pick(&ids(&parts.groups))),
        5 => Who::Holds(d.some(&ids(&parts.roles), 2)),
        6 => Who::Owns(d.pick(&ids(&parts.kinds))),
        7 => Who::Where(person_condition(d, parts)),
        8 | 9 => Who::Not(Box::new(who(d, parts, depth - 1))),
        10 => {
            let n = d.within(0, 2);
            Who::AllOf(d.list(n, |d, _| who(d, parts, depth - 1)))
        }
        _ => {
            let n = d.within(0, 2);
            Who::AnyOf(d.list(n, |d, _| who(d, parts, depth - 1)))
        }
    }
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

/// A permission, with its parts, only its parts or as it is.
fn permission_ref(d: &mut Dice, permission: &PermissionId) -> PermissionRef {
    if d.chance(15) {
        PermissionRef::from(format!("{permission}.*").as_str())
    } else {
        PermissionRef::from(permission)
    }
}

fn level_of(d: &mut Dice, parts: &Parts, permission: &PermissionId, bottom: usize) -> LevelId {
    let permission = parts.permissions.iter().find(|p| p.id == *permission);
    let ladder = &permission.unwrap().ladder;
    let ladder = parts.ladders.iter().find(|l| l.id == *ladder).unwrap();
    match d.chance(bottom) {
        true => ladder.levels[0].clone(),
        false => d.pick(&ladder.levels[1..]),
    }
}

fn grant(d: &mut Dice, parts: &Parts, among: &[PermissionId]) -> Grant {
    let mut id = d.pick(among);
    // View sets matter for all the rest, so they are granted often.
    let views = parts.modules.iter().filter_map(|m| m.view_set.clone());
    let views: Vec<PermissionId> = views.filter(|view| among.contains(view)).collect();
    if !views.is_empty() && d.chance(25) {
        id = d.pick(&views);
    }
    Grant {
        permission: permission_ref(d, &id),
        level: level_of(d, parts, &id, 8),
        on: scope(d, parts, 35),
        switch: d.maybe(15, |d| d.pick(&ids(&parts.switches))),
    }
}

fn role(d: &mut Dice, parts: &Parts, at: usize) -> Role {
    let roles = ids(&parts.roles);
    let all = ids(&parts.permissions);
    let mut role = parts.roles[at].clone();
    role.locked = d.chance(25);
    role.derived = d.maybe(25, |d| who(d, parts, 2));
    role.handed_out_by = d.maybe(20, |d| d.some(&roles, 2));
    role.labels = d.some(&ids(&parts.labels), 1);
    role.scope = scope(d, parts, 12);
    if d.chance(45) {
        let n = d.within(1, 2);
        role.nested = d.list(n, |d, _| NestedRole {
            role: d.pick(&roles),
            scope: scope(d, parts, 12),
        });
    }
    let n = d.within(0, 4);
    role.grants = d.list(n, |d, _| grant(d, parts, &all));
    role
}

/// Open, or beginning or ending on the day before, the day, or the day after.
pub fn windows_around(d: &mut Dice) -> Window {
    let days = [14, 15, 16].map(|n| Date::new(2026, 6, n).unwrap());
    assert_eq!(days[1], day());
    let mut window = Window {
        from: d.maybe(20, |d| d.pick(&days)),
        until: d.maybe(20, |d| d.pick(&days)),
    };
    if window
        .until
        .is_some_and(|until| window.from.is_some_and(|from| until < from))
    {
        std::mem::swap(&mut window.from, &mut window.until);
    }
    window
}

fn subject(d: &mut Dice, parts: &Parts) -> Subject {
    match d.chance(60) {
        true => Subject::User(d.pick(&ids(&parts.principals))),
        false => Subject::Group(d.pick(&ids(&parts.groups))),
    }
}

fn sources(d: &mut Dice, parts: &mut Parts) {
    let all = ids(&parts.permissions);
    let roles = ids(&parts.roles);
    let n = d.within(1, 5);
    parts.assignments = d.list(n, |d, i| Assignment {
        id: format!("a{i}").into(),
        to: subject(d, parts),
        role: d.pick(&roles),
        scope: Scope {
            people: d.maybe(12, |d| reach(d, parts, 2)),
            items: d.maybe(25, |d| item_selector(d, parts, 2)),
        },
        window: windows_around(d),
    });
    let n = d.below(4);
    parts.direct_grants = d.list(n, |d, i| {
        let grant = grant(d, parts, &all);
        DirectGrant {
            id: format!("d{i}").into(),
            to: subject(d, parts),
            permission: grant.permission,
            level: grant.level,
            scope: grant.on,
            switch: grant.switch,
            window: windows_around(d),
        }
    });
    if d.chance(40) {
        let whose = d.some(&ids(&parts.principals), 2);
        parts.principal_scopes = whose
            .into_iter()
            .map(|principal| PrincipalScope {
                principal,
                scope: scope(d, parts, 40),
            })
            .collect();
    }
    let n = d.pick(&[0, 0, 1, 1, 2, 3]);
    for i in 0..n {
        let of = subject(d, parts);
        let module = d.pick(&ids(&parts.modules));
        let here: Vec<PermissionId> = all
            .iter()
            .filter(|p| p.module() == module)
            .cloned()
            .collect();
        let n_grants = if here.is_empty() { 0 } else { d.within(0, 3) };
        let grants = d.list(n_grants, |d, _| grant(d, parts, &here));
        let is_taken = parts
            .custom_sets
            .iter()
            .any(|c: &CustomSet| c.of == of && c.module == module);
        if !is_taken {
            parts.custom_sets.push(CustomSet {
                id: format!("c{i}").into(),
                of,
                module,
                grants,
            });
        }
    }
}

fn rules(d: &mut Dice, parts: &mut Parts) {
    let all = ids(&parts.permissions);
    let roles = ids(&parts.roles);
    let switches = ids(&parts.switches);
    let n = d.below(5);
    for i in 0..n {
        let (mut from, to) = (d.pick(&all), d.pick(&all));
        // Chains.
        if let Some(last) = parts.implications.last().filter(|_| d.chance(50)) {
            from = last.implies.base();
        }
        let implication = Implication {
            id: format!("im{i}").into(),
            level: level_of(d, parts, &from, 10),
            permission: from,
            implies: permission_ref(d, &to),
            at: level_of(d, parts, &to, 10),
            kind: d.pick(&[
                None,
                Some(ImplicationKind::Hard),
                Some(ImplicationKind::Hard),
                Some(ImplicationKind::Preset),
            ]),
        };
        parts.implications.push(implication);
    }
    let n = d.pick(&[0, 1, 1, 2]);
    parts.suppressions = d.list(n, |d, i| {
        let mut id = d.pick(&all);
        if !parts.implications.is_empty() && d.chance(50) {
            id = d.pick(&parts.implications).implies.base();
        }
        Suppression {
            id: format!("su{i}").into(),
            name: format!("Suppression {i}"),
            roles: d.some(&roles, 2),
            permission: permission_ref(d, &id),
            switch: d.maybe(30, |d| d.pick(&switches)),
            mode: d.pick(&[
                None,
                Some(SuppressionMode::Source),
                Some(SuppressionMode::Person),
            ]),
        }
    });
    let n = d.below(4);
    parts.guards = d.list(n, |d, i| {
        let id = d.pick(&all);
        let n_except = d.below(3);
        Guard {
            id: format!("gu{i}").into(),
            name: format!("Guard {i}"),
            permission: permission_ref(d, &id),
            level: d.maybe(50, |d| level_of(d, parts, &id, 10)),
            who: who(d, parts, 2),
            on: scope(d, parts, 45),
            except: d.list(n_except, |d, _| GuardException {
                who: who(d, parts, 1),
                on: scope(d, parts, 40),
            }),
            switch: d.maybe(25, |d| d.pick(&switches)),
        }
    });
}

fn delegation(d: &mut Dice, parts: &mut Parts) {
    let all = ids(&parts.permissions);
    let roles = ids(&parts.roles);
    let n = d.below(5);
    parts.delegation = d.list(n, |d, i| {
        let id = d.pick(&all);
        DelegationRule {
            id: format!("de{i}").into(),
            name: format!("Rule {i}"),
            effect: match d.chance(30) {
                true => Effect::Deny,
                false => Effect::Allow,
            },
            acts: d.some(&Act::ALL, 3),
            by: who(d, parts, 1),
            holding: d.maybe(30, |d| Holding {
                level: level_of(d, parts, &id, 0),
                permission: id,
            }),
            subject: d.maybe(50, |d| who(d, parts, 1)),
            roles: d.maybe(30, |d| d.some(&roles, 2)),
        }
    });
    let n = d.below(4);
    parts.expectations = d.list(n, |d, i| {
        let id = d.pick(&all);
        let people = reach(d, parts, 1);
        let items = item_selector(d, parts, 1);
        Expectation {
            id: format!("e{i}").into(),
            name: String::new(),
            rules: Vec::new(),
            who: who(d, parts, 1),
            verdict: d.pick(&[Verdict::Can, Verdict::Cannot, Verdict::OnlyTheyCan]),
            level: level_of(d, parts, &id, 0),
            permission: id,
            on: match d.below(4) {
                0 => On::Nothing,
                1 => On::People(people),
                2 => On::Items(items),
                _ => On::Pairs(people, items),
            },
            date: d.maybe(30, |_| Date::new(2026, 6, 16).unwrap()),
        }
    });
    let n = d.below(3);
    parts.requirements = d.list(n, |d, i| Requirement {
        id: format!("q{i}").into(),
        main: d.pick(&all),
        dependents: d
            .some(&all, 2)
            .into_iter()
            .map(|permission| Dependent {
                level: d.maybe(30, |d| level_of(d, parts, &permission, 0)),
                permission,
            })
            .collect(),
    });
}
