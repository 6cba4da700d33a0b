//! The company only our engine is asked about: the people, roles and permissions of the plain one,
//! and beside them several manager lines, teams, items of four kinds with labels, and everything
//! that gives, limits or takes away in `systems`.

use sightline::model::{
    Account, Field, FieldType, Item, Kind, Label, Line, ManagerEdge, Model, Parts, Principal,
    PrincipalSort, Settings, Team,
};

use super::people::{self, N_COUNTRIES};
use super::{Company, Random, plain, systems};

/// Labels stand in a tree: so many at the top, so many below each.
pub const N_TOP_LABELS: usize = 5;
pub const N_LABELS_BELOW: usize = 8;

/// The full company of so many people, with about as many items.
pub fn full(n: usize) -> Model {
    let mut random = Random::new(0xF011);
    let mut parts = Parts {
        name: format!("Generated, {}, {n} people", Company::Full.name()),
        settings: settings(),
        ..Parts::default()
    };
    people::fields(&mut parts);
    plain::permissions(&mut parts);
    people::people(n, &mut random, &mut parts);
    other_lines(&mut random, &mut parts);
    teams(&mut random, &mut parts);
    others(&mut random, &mut parts);
    labels(&mut parts);
    items(n, &mut random, &mut parts);
    people::groups(&mut random, &mut parts);
    plain::roles(&mut random, &mut parts);
    people::assignments(&mut parts);
    plain::guard(&mut parts);
    systems::add(n, &mut random, &mut parts);
    parts.into_model().0
}

fn settings() -> Settings {
    let line = |id: &str, name: &str, single, cascades| Line {
        id: id.into(),
        name: name.to_owned(),
        single,
        cascades,
    };
    Settings {
        lines: vec![
            line("primary", "Primary manager", true, true),
            line("additional", "Additional manager", false, false),
            line("dotted", "Dotted line", false, true),
        ],
        everyone_omits_externals: true,
        ..Settings::default()
    }
}

/// One in twenty has an additional manager, one in fifty a dotted line. Lower numbers stand
/// higher, so that no cycle comes about.
fn other_lines(random: &mut Random, parts: &mut Parts) {
    for (at, person) in parts.principals.iter_mut().enumerate().skip(1) {
        if random.once_in(20) {
            let to = format!("p{}", random.below(at));
            person
                .managers
                .push(ManagerEdge("additional".into(), to.into()));
        }
        if random.once_in(50) {
            let to = format!("p{}", random.below(at.min(200)));
            person
                .managers
                .push(ManagerEdge("dotted".into(), to.into()));
        }
    }
}

/// Teams of about ten; one in three people is in one, a few in two.
fn teams(random: &mut Random, parts: &mut Parts) {
    let n_teams = (parts.principals.len() / 30).max(1);
    for t in 0..n_teams {
        parts.teams.push(Team {
            id: format!("t{t}").into(),
            name: format!("Team {t}"),
        });
    }
    let team = |random: &mut Random| format!("t{}", random.below(n_teams)).into();
    for person in &mut parts.principals {
        if random.once_in(3) {
            person.teams.push(team(random));
        }
        if random.once_in(40) {
            person.leads.push(team(random));
        }
    }
}

/// External users, service users, and people who cannot log in.
fn others(random: &mut Random, parts: &mut Parts) {
    let n = parts.principals.len();
    for person in &mut parts.principals {
        if random.once_in(100) {
            person.account = Account::Blocked;
        }
    }
    for e in 0..n / 100 {
        let mut external = Principal::new(format!("x{e}"), format!("Adviser {e}"));
        external.sort = PrincipalSort::External;
        let country = format!("c{}", random.below(N_COUNTRIES));
        let country = country.as_str().into();
        external.fields.set(&"country".into(), Some(country));
        parts.principals.push(external);
    }
    for s in 0..5 {
        let mut service = Principal::new(format!("s{s}"), format!("Service {s}"));
        service.sort = PrincipalSort::ServiceUser;
        parts.principals.push(service);
    }
}

fn labels(parts: &mut Parts) {
    for top in 0..N_TOP_LABELS {
        parts.labels.push(Label {
            id: format!("l{top}").into(),
            name: format!("Label {top}"),
            parent: None,
        });
        for below in 0..N_LABELS_BELOW {
            parts.labels.push(Label {
                id: format!("l{top}-{below}").into(),
                name: format!("Label {top}.{below}"),
                parent: Some(format!("l{top}").into()),
            });
        }
    }
}

fn items(n: usize, random: &mut Random, parts: &mut Parts) {
    for (id, name) in [
        ("goal", "Goal"),
        ("review", "Review"),
        ("candidate", "Candidate"),
        ("course", "Course"),
    ] {
        let office = Field {
            id: "office".into(),
            name: "Office".to_owned(),
            kind: FieldType::Text,
        };
        parts.kinds.push(Kind {
            id: id.into(),
            name: name.to_owned(),
            fields: if id == "candidate" {
                vec![office]
            } else {
                Vec::new()
            },
        });
    }
    let counts = [
        ("goal", n / 2),
        ("review", n / 4),
        ("candidate", n / 8),
        ("course", 40 + n / 200),
    ];
    for (kind, count) in counts {
        for at in 0..count {
            let item = item(n, kind, at, random);
            parts.items.push(item);
        }
    }
}

fn item(n: usize, kind: &str, at: usize, random: &mut Random) -> Item {
    let someone = |random: &mut Random| Some(format!("p{}", random.below(n)).into());
    let label = format!(
        "l{}-{}",
        random.below(N_TOP_LABELS),
        random.below(N_LABELS_BELOW)
    );
    let mut item = Item {
        id: format!("{kind}-{at}").into(),
        name: format!("{kind} {at}"),
        kind: kind.into(),
        creator: someone(random),
        owner: None,
        subject: None,
        labels: Vec::new(),
        fields: Default::default(),
    };
    match kind {
        "goal" => {
            item.owner = item.creator.clone();
            item.subject = item.creator.clone();
        }
        "review" => {
            item.owner = someone(random);
            item.subject = someone(random);
        }
        "candidate" => {
            item.owner = someone(random);
            let office = format!("c{}", random.below(N_COUNTRIES));
            item.fields
                .set(&"office".into(), Some(office.as_str().into()));
        }
        _ => item.labels.push(label.as_str().into()),
    }
    item
}
