//! Models that are unkind to those who say them in another language: names, and reporting lines.

use sightline::model::*;

use crate::random;

/// Ids a model may have and names it may have, none of them kind to a file format.
const IDS: [&str; 24] = [
    "a.b",
    "a_b",
    "a-b",
    "A.b",
    "a@b.example",
    "ü",
    "名前",
    "#x",
    "*",
    ":",
    "=1+1",
    "-x",
    "@x",
    "+x",
    "user",
    "company",
    "self",
    "this",
    "a/b",
    "a|b",
    "\u{202e}rtl",
    "🦀",
    "true",
    "null",
];

fn hostile_names() -> Vec<String> {
    let mut names: Vec<String> = [
        "<script>alert('x')</script>",
        "\"quoted\" and 'quoted'",
        "two\nlines\r\n  define x: [user]",
        "*/ definition x {} /*",
        "// comment # comment",
        "\u{202e}turned\u{202c} \u{200f}marks",
        "🦀 crab 👩‍👩‍👧",
        "key: value\n- list",
        "{{ template }} ${x}",
        "\u{0}\u{7}\u{1b}[31m",
        "",
        "\u{2028}line\u{2029}",
    ]
    .map(str::to_owned)
    .to_vec();
    names.push("long ".repeat(2000));
    names
}

/// Acme's smaller sibling with every id and name as unkind as it may be.
pub fn hostile() -> Model {
    let names = hostile_names();
    let name = |n: usize| names[n % names.len()].clone();
    let mut parts = Parts {
        name: name(2),
        ..Parts::default()
    };
    parts.settings.lines[0].id = "or".into();
    parts.settings.lines[0].name = name(2);
    parts.settings.lines[1].id = "OR".into();
    parts.fields.push(Field {
        id: "self".into(),
        name: name(3),
        kind: FieldType::Text,
    });
    let longest = "x".repeat(128);
    let ids = || IDS.into_iter().chain([longest.as_str()]);
    for (n, id) in ids().enumerate() {
        let mut p = Principal::new(id, name(n));
        p.fields.set(&"self".into(), Some(Value::Text(name(n % 3))));
        if n > 0 {
            let line = if n.is_multiple_of(2) { "or" } else { "OR" };
            p.managers = vec![ManagerEdge(line.into(), IDS[(n - 1) / 2].into())];
        }
        parts.principals.push(p);
    }
    for ladder in [
        ("or", vec!["no", "this"]),
        ("and", vec!["none", "self", "SELF", "se.lf"]),
    ] {
        parts.ladders.push(Ladder {
            id: ladder.0.into(),
            levels: ladder.1.into_iter().map(LevelId::from).collect(),
        });
    }
    for kind in ["user", "type", "TYPE", "company", "名前"] {
        parts.kinds.push(Kind {
            id: kind.into(),
            name: name(kind.len()),
            fields: Vec::new(),
        });
        for (n, id) in ids().enumerate() {
            parts.items.push(Item {
                id: format!("{kind}{}", &id[..id.len().min(100)])
                    .as_str()
                    .into(),
                name: name(n),
                kind: kind.into(),
                creator: Some(IDS[n % 7].into()),
                owner: None,
                subject: Some(IDS[n % 11].into()),
                labels: Vec::new(),
                fields: FieldValues::default(),
            });
        }
    }
    parts.groups.push(Group {
        id: "*".into(),
        name: name(5),
        description: name(6),
        listed: IDS[..9].iter().map(|id| (*id).into()).collect(),
        condition: Some(Condition::one("name", Op::Contains, &["o"])),
        groups: Vec::new(),
    });
    parts.modules.push(Module {
        id: "define".into(),
        name: name(1),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    });
    let kinds = |list: &[&str]| {
        list.iter()
            .map(|kind| KindId::from(*kind))
            .collect::<Vec<_>>()
    };
    let long = format!("define.{}", "a_permission_with_a_very_long_name.".repeat(3));
    let long = long.trim_end_matches('.').to_owned();
    for (n, (id, about)) in [
        ("define.self", About::Person),
        ("define.SELF", About::Person),
        ("define.se-lf", About::Person),
        ("define.se_lf", About::Nothing),
        ("define.or", About::Item(kinds(&["user", "type", "TYPE"]))),
        (
            "define.this",
            About::ItemOfPerson(kinds(&["company", "名前"])),
        ),
        ("define.権限", About::PersonAndItem(kinds(&["type"]))),
        (long.as_str(), About::Person),
        (&format!("{long}2"), About::Person),
        (&format!("{long}-2"), About::Person),
    ]
    .into_iter()
    .enumerate()
    {
        parts.permissions.push(Permission {
            id: id.into(),
            name: name(n),
            ladder: if n.is_multiple_of(2) {
                "and".into()
            } else {
                "or".into()
            },
            about,
            fields: Vec::new(),
            sensitive: false,
            description: name(n),
        });
    }
    let grant = |n: usize, permission: &Permission| {
        let level = if n.is_multiple_of(2) { "SELF" } else { "this" };
        let people = [
            Reach::Oneself,
            Reach::all_reports(),
            Reach::SameField("self".into()),
            Reach::Group("*".into()),
        ];
        let items = [
            ItemSelector::CreatedByMe,
            ItemSelector::About(Reach::all_reports()),
        ];
        Grant {
            permission: (&permission.id).into(),
            level: level.into(),
            on: Scope {
                people: Some(people[n % 4].clone()),
                items: Some(items[n % 2].clone()),
            },
            switch: None,
        }
    };
    for (n, id) in ["assignee", "self", "*"].into_iter().enumerate() {
        let mut role = Role::new(id, name(n + 4));
        for (m, permission) in parts.permissions.iter().enumerate() {
            if m % 3 != n {
                let mut grant = grant(m, permission);
                grant.on.people = grant.on.people.filter(|_| n > 0);
                role.grants.push(grant);
            }
        }
        parts.roles.push(role);
    }
    let to = [
        Subject::Group("*".into()),
        Subject::User("#x".into()),
        Subject::User("a.b".into()),
        Subject::User(longest.as_str().into()),
    ];
    for (n, to) in to.into_iter().enumerate() {
        parts.assignments.push(Assignment {
            id: format!("{n}").as_str().into(),
            to,
            role: ["assignee", "self", "*"][n % 3].into(),
            scope: Scope::UNSET,
            window: Window::default(),
        });
    }
    random::model(&parts)
}

/// People one under the other, all of whom may see their reports, and a permission of two levels.
pub fn chain(n: usize, is_round: bool) -> Model {
    let mut parts = Parts::default();
    parts.settings.lines[0].single = false;
    for at in 0..n {
        let mut p = Principal::new(format!("p{at}").as_str(), format!("Person {at}"));
        if at > 0 || is_round {
            let above = (at + n - 1) % n;
            let edge = ManagerEdge("primary".into(), format!("p{above}").as_str().into());
            p.managers.push(edge);
        }
        parts.principals.push(p);
    }
    parts.ladders.push(Ladder {
        id: "l".into(),
        levels: ["none", "view", "edit"].map(LevelId::from).to_vec(),
    });
    parts.modules.push(Module {
        id: "m".into(),
        name: "M".into(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    });
    parts.groups.push(Group {
        id: "all".into(),
        name: "All".into(),
        description: "All".into(),
        listed: Vec::new(),
        condition: Some(Condition::default()),
        groups: Vec::new(),
    });
    for (id, depth) in [
        ("m.all", None),
        ("m.three", Some(3)),
        ("m.twenty", Some(20)),
    ] {
        parts.permissions.push(Permission {
            id: id.into(),
            name: id.into(),
            ladder: "l".into(),
            about: About::Person,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
        parts.direct_grants.push(DirectGrant {
            id: id.into(),
            to: Subject::Group("all".into()),
            permission: id.into(),
            level: "edit".into(),
            scope: Scope::people(Reach::Reports(Reports {
                depth,
                ..Reports::default()
            })),
            switch: None,
            window: Window::default(),
        });
    }
    random::model(&parts)
}

/// A manager with three reports, who holds two grants of one form on people, and two on items.
pub fn crossing() -> Model {
    let mut parts = Parts::default();
    for id in ["boss", "ann", "bob", "cy"] {
        let mut p = Principal::new(id, id);
        if id != "boss" {
            p.managers = vec![ManagerEdge("primary".into(), "boss".into())];
        }
        parts.principals.push(p);
    }
    parts.ladders.push(Ladder {
        id: "l".into(),
        levels: ["no", "yes"].map(LevelId::from).to_vec(),
    });
    parts.modules.push(Module {
        id: "m".into(),
        name: "M".into(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    });
    parts.kinds.push(Kind {
        id: "course".into(),
        name: "Course".into(),
        fields: Vec::new(),
    });
    for label in ["red", "blue"] {
        parts.labels.push(Label {
            id: label.into(),
            name: label.into(),
            parent: None,
        });
    }
    for (id, labels) in [("c1", "red"), ("c2", "red"), ("c3", "blue"), ("c4", "blue")] {
        parts.items.push(Item {
            id: id.into(),
            name: id.into(),
            kind: "course".into(),
            creator: None,
            owner: None,
            subject: None,
            labels: vec![labels.into()],
            fields: FieldValues::default(),
        });
    }
    let about = About::Item(vec!["course".into()]);
    for (id, about) in [("m.people", About::Person), ("m.courses", about)] {
        parts.permissions.push(Permission {
            id: id.into(),
            name: id.into(),
            ladder: "l".into(),
            about,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
    }
    for (n, (listed, label, courses)) in [
        (["ann", "cy"], "red", ["c1", "c3"]),
        (["bob", "cy"], "blue", ["c2", "c4"]),
    ]
    .into_iter()
    .enumerate()
    {
        let group = GroupId::from(format!("g{n}"));
        parts.groups.push(Group {
            id: group.clone(),
            name: "G".into(),
            description: "G".into(),
            listed: listed.map(PrincipalId::from).to_vec(),
            condition: None,
            groups: Vec::new(),
        });
        let reports = Box::new(Reach::all_reports());
        let people = Scope::people(Reach::Except(reports, Box::new(Reach::Group(group))));
        let items = Scope::items(ItemSelector::Intersection(vec![
            ItemSelector::Labelled(vec![label.into()]),
            ItemSelector::Listed(courses.map(ItemId::from).to_vec()),
        ]));
        for (permission, scope) in [("m.people", people), ("m.courses", items)] {
            parts.direct_grants.push(DirectGrant {
                id: format!("{permission}{n}").as_str().into(),
                to: Subject::User("boss".into()),
                permission: permission.into(),
                level: "yes".into(),
                scope,
                switch: None,
                window: Window::default(),
            });
        }
    }
    random::model(&parts)
}
