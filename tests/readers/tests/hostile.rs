//! What no reader may stumble over: names of any text, ids that are words of the target or become
//! the same in it, lines of managers that are long or go round in a circle.

#[path = "../../random/mod.rs"]
mod random;

use std::sync::Arc;

use sightline::engine::Engine;
use sightline::io::export::{casbin, cedar};
use sightline::model::*;
use sightline_readers::cedar::Cedar;
use sightline_readers::{Count, casbin::allows, casbin::read, compare, day, file, samples};

/// Both readers are asked everything; how often the answer was a yes.
fn agrees(model: &Model) -> usize {
    let engine = Engine::new(model, day());
    let parcel = cedar(&engine);
    let reader = Cedar::read(&parcel).unwrap_or_else(|why| panic!("{why}"));
    let count = compare(&engine, 1, |q| reader.allows(q));
    let in_cedar: Count =
        count.unwrap_or_else(|why| panic!("{why}\n{}", file(&parcel, "policies.cedar")));
    let parcel = casbin(&engine);
    let enforcer = read(&parcel).unwrap_or_else(|why| panic!("{why}"));
    let count = compare(&engine, 1, |q| allows(&enforcer, q));
    let in_casbin: Count =
        count.unwrap_or_else(|why| panic!("{why}\n{}", file(&parcel, "policy.csv")));
    assert_eq!(
        (in_cedar.asked, in_cedar.yes),
        (in_casbin.asked, in_casbin.yes)
    );
    in_cedar.yes
}

fn sample(name: &str) -> Model {
    let all = samples();
    let found = all.into_iter().find(|(known, _)| known == name);
    found.expect("a sample").1
}

fn change(model: &mut Model, records: Vec<Record>) {
    let edits = records
        .into_iter()
        .map(|record| Edit::Put { record, at: None });
    let change = Change::new("set up", edits.collect());
    model.apply(&change).unwrap_or_else(|e| panic!("{e}"));
}

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script> & \"quotes\" 'and' `ticks`",
    "two\nlines\r\nand\ttabs",
    "\u{202e}RTL override\u{202c} \u{200f}mark",
    "👩‍👩‍👧 family, ﷽, ｆｕｌｌ",
    "=cmd|' /C calc'!A0, -1, @x, +y",
    "\\ backslash \\n \\\" ; permit(principal, action, resource); //",
    "p, *, *, *, *, allow",
    "# comment\np, *, *, *, *, allow",
    "[matchers]\nm = true",
];

#[test]
fn names_of_any_text_change_no_answer() {
    for world in ["case h", "case p", "leena"] {
        let mut model = sample(world);
        let engine_before = Engine::new(&model, day());
        let mut before = 0;
        compare(&engine_before, 1, |q| {
            let ask = engine_before
                .ask(&q.permission.id, q.level)
                .expect("a level");
            let yes = ask.check(q.who, q.target).is_allowed();
            before += usize::from(yes);
            yes
        })
        .expect("the same engine");
        let long = "x".repeat(10_000);
        let names: Vec<String> = HOSTILE.iter().map(|name| (*name).to_owned()).collect();
        let name = |n: usize| match n % 10 {
            9 => format!("{long}{n}"),
            at => format!("{} {n}", names[at]),
        };
        let mut records: Vec<Record> = Vec::new();
        macro_rules! rename {
            ($($table:ident: $variant:ident;)*) => {$(
                for record in model.$table().iter() {
                    let mut record = record.clone();
                    record.name = name(records.len());
                    records.push(Record::$variant(Arc::new(record)));
                }
            )*};
        }
        rename! {
            roles: Role; groups: Group; permissions: Permission; modules: Module; labels: Label;
            teams: Team; kinds: Kind; switches: Switch; guards: Guard; fields: Field;
        }
        change(&mut model, records);
        assert_eq!(agrees(&model), before, "{world}");
    }
}

/// One kind, one role, a field: as little as shows what an id does.
fn small(ids: &[&str]) -> Parts {
    let mut parts = Parts {
        name: "small".into(),
        ladders: vec![Ladder {
            id: "l".into(),
            levels: vec!["none".into(), "view".into(), "edit".into()],
        }],
        modules: vec![Module {
            id: "m".into(),
            name: "M".into(),
            on: true,
            users: None,
            merge: None,
            view_set: None,
            empty_message: None,
        }],
        ..Parts::default()
    };
    let mut role = Role::new("all", "All");
    role.derived = Some(Who::Anyone);
    for (n, id) in ids.iter().enumerate() {
        let value = || Value::from(if n % 2 == 0 { "x" } else { "y" });
        parts.fields.push(Field {
            id: (*id).into(),
            name: (*id).into(),
            kind: FieldType::Text,
        });
        parts.kinds.push(Kind {
            id: (*id).into(),
            name: (*id).into(),
            fields: vec![Field {
                id: (*id).into(),
                name: (*id).into(),
                kind: FieldType::Text,
            }],
        });
        let mut person = Principal::new(format!("p-{id}"), *id);
        person.fields.set(&(*id).into(), Some(value()));
        parts.principals.push(person);
        parts.items.push(Item {
            id: format!("i-{id}").into(),
            name: (*id).into(),
            kind: (*id).into(),
            creator: Some(format!("p-{id}").into()),
            owner: None,
            subject: None,
            labels: vec![(*id).into()],
            fields: FieldValues(vec![((*id).into(), value())]),
        });
        parts.labels.push(Label {
            id: (*id).into(),
            name: (*id).into(),
            parent: None,
        });
        parts.teams.push(Team {
            id: (*id).into(),
            name: (*id).into(),
        });
        parts.groups.push(Group {
            id: (*id).into(),
            name: (*id).into(),
            description: (*id).into(),
            listed: vec![format!("p-{id}").into()],
            condition: None,
            groups: Vec::new(),
        });
        let of_people: PermissionId = format!("m.{id}.p").as_str().into();
        let of_items: PermissionId = format!("m.{id}.i").as_str().into();
        for (permission, about) in [
            (&of_people, About::Person),
            (&of_items, About::Item(vec![(*id).into()])),
        ] {
            parts.permissions.push(Permission {
                id: permission.clone(),
                name: permission.to_string(),
                ladder: "l".into(),
                about,
                fields: Vec::new(),
                sensitive: false,
                description: String::new(),
            });
        }
        role.grants.push(Grant {
            permission: (&of_people).into(),
            level: "view".into(),
            on: Scope::people(Reach::Where(Condition::one(id, Op::Is, &["x"]))),
            switch: None,
        });
        role.grants.push(Grant {
            permission: (&of_items).into(),
            level: "edit".into(),
            on: Scope::items(ItemSelector::Union(vec![
                ItemSelector::Where(Condition::one(id, Op::Contains, &["Y"])),
                ItemSelector::CreatedByMe,
                ItemSelector::Labelled(vec![(*id).into()]),
            ])),
            switch: None,
        });
        let mut own = Role::new(*id, *id);
        own.grants.push(Grant {
            permission: (&of_people).into(),
            level: "edit".into(),
            on: Scope::people(Reach::Group((*id).into())),
            switch: None,
        });
        parts.roles.push(own);
        parts.assignments.push(Assignment {
            id: (*id).into(),
            to: Subject::Group((*id).into()),
            role: (*id).into(),
            scope: Scope::UNSET,
            window: Window::default(),
        });
    }
    parts.roles.push(role);
    parts
}

#[test]
fn ids_that_are_words_or_become_the_same_stay_apart() {
    let worlds: [&[&str]; 4] = [
        &[
            "in", "is", "has", "like", "if", "then", "else", "true", "false", "__cedar",
        ],
        &[
            "Long",
            "Set",
            "String",
            "User",
            "Person",
            "role",
            "Population",
            "System",
            "Action",
        ],
        &[
            "a-b", "a_b", "a.b", "a+b", "a~b", "Ab", "ab", "ä", "ae", "名前", "9", "*", "a,b", "#a",
        ],
        &[
            "person",
            "about",
            "creator_user",
            "title",
            "principal",
            "resource",
            "self",
            "below",
        ],
    ];
    for ids in worlds {
        let ids: Vec<&str> = ids.iter().copied().filter(|id| *id != "role").collect();
        let parts = small(&ids);
        assert_eq!(random::errors(&parts), Vec::<String>::new());
        let n_yes = agrees(&random::model(&parts));
        assert!(n_yes > ids.len(), "{ids:?}: {n_yes}");
    }
}

/// A line of managers, each the report of the one before, and a role that reaches all below.
fn line_of(n: usize, oneself: bool, turns: bool) -> Model {
    random::model(&parts_of_a_line(n, oneself, turns))
}

fn parts_of_a_line(n: usize, oneself: bool, turns: bool) -> Parts {
    let mut parts = small(&[]);
    let id = |at: usize| -> PrincipalId { format!("p{at}").into() };
    for at in 0..n {
        let mut person = Principal::new(id(at), format!("Person {at}"));
        let above = if at > 0 {
            Some(at - 1)
        } else {
            turns.then_some(n - 1)
        };
        if let Some(above) = above {
            person
                .managers
                .push(ManagerEdge("primary".into(), id(above)));
        }
        parts.principals.push(person);
        parts.items.push(Item {
            id: format!("i{at}").into(),
            name: "Item".into(),
            kind: "doc".into(),
            creator: None,
            owner: None,
            subject: Some(id(at)),
            labels: Vec::new(),
            fields: FieldValues::default(),
        });
    }
    for line in &mut parts.settings.lines {
        line.single = false; // Circles are refused on a line with one manager.
    }
    parts.kinds.push(Kind {
        id: "doc".into(),
        name: "Document".into(),
        fields: Vec::new(),
    });
    for (name, about) in [
        ("m.person", About::Person),
        ("m.doc", About::ItemOfPerson(vec!["doc".into()])),
    ] {
        parts.permissions.push(Permission {
            id: name.into(),
            name: name.into(),
            ladder: "l".into(),
            about,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
    }
    let mut role = Role::new("boss", "Boss");
    role.derived = Some(Who::Anyone);
    for permission in ["m.person", "m.doc"] {
        role.grants.push(Grant {
            permission: permission.into(),
            level: "edit".into(),
            on: Scope::people(Reach::Reports(Reports {
                depth: None,
                lines: Some(vec!["primary".into()]),
                oneself: Some(oneself),
            })),
            switch: None,
        });
    }
    parts.roles = vec![role];
    parts
}

#[test]
fn a_long_line_of_managers_is_followed_to_its_end() {
    for n in [2, 10, 11, 12, 13, 15, 40] {
        for oneself in [false, true] {
            // Each reaches all below: two permissions at two levels.
            let own = if oneself { n } else { 0 };
            assert_eq!(
                agrees(&line_of(n, oneself, false)),
                (n * (n - 1) / 2 + own) * 4,
                "{n}"
            );
        }
    }
}

#[test]
fn a_circle_of_managers_is_followed_once() {
    for n in [2, 3, 12] {
        for oneself in [false, true] {
            let own = if oneself { n } else { 0 };
            assert_eq!(
                agrees(&line_of(n, oneself, true)),
                (n * (n - 1) + own) * 4,
                "{n}"
            );
        }
    }
}

#[test]
fn reports_inherit_nothing_their_manager_is_in() {
    let mut parts = parts_of_a_line(4, false, false);
    parts.teams.push(Team {
        id: "top".into(),
        name: "Top".into(),
    });
    parts.groups.push(Group {
        id: "top".into(),
        name: "Top".into(),
        description: "Whoever leads".into(),
        listed: vec!["p0".into()],
        condition: None,
        groups: Vec::new(),
    });
    parts.principals[0].teams = vec!["top".into()];
    let mut sees = Role::new("sees", "Sees");
    sees.derived = Some(Who::Listed(vec!["p3".into()]));
    for (permission, reach) in [
        ("m.person", Reach::Team("top".into())),
        ("m.doc", Reach::Group("top".into())),
    ] {
        sees.grants.push(Grant {
            permission: permission.into(),
            level: "view".into(),
            on: Scope::people(reach),
            switch: None,
        });
    }
    parts.roles.push(sees);
    // Three below the first, two below the second, one below the third, at two permissions and
    // levels; and what the last one sees of the first.
    assert_eq!(agrees(&random::model(&parts)), 6 * 4 + 2);
}
