//! Times of the engine on a generated company: making it, one check, what one person sees, one
//! edit answered again. `cargo bench --bench engine --no-default-features [-- N …]`
//!
//! The company is made from a seed: a manager tree (2 to 14 reports each), 20 countries, 40
//! departments, 20 roles, 50 condition groups, 60 permissions of 3 levels, about 370 grants.

use std::hint::black_box;
use std::time::{Duration, Instant};

use sightline::engine::{Engine, Target};
use sightline::model::*;

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        // xorshift64*: a generator of a few lines is enough for a fixed company
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }
}

fn company(n: usize) -> Model {
    let mut random = Random(0x5157_11AE);
    let mut parts = Parts {
        name: format!("Generated, {n} people"),
        ..Parts::default()
    };
    for field in ["country", "department"] {
        parts.fields.push(Field {
            id: field.into(),
            name: field.to_owned(),
            kind: FieldType::Text,
        });
    }
    parts.ladders.push(Ladder {
        id: "nve".into(),
        levels: vec!["none".into(), "view".into(), "edit".into()],
    });
    parts.modules.push(Module {
        id: "hr".into(),
        name: "HR".to_owned(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    });
    for p in 0..60 {
        parts.permissions.push(Permission {
            id: format!("hr.p{p}").into(),
            name: format!("Permission {p}"),
            ladder: "nve".into(),
            about: About::Person,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
    }
    people(n, &mut random, &mut parts);
    groups(&mut random, &mut parts);
    roles(&mut random, &mut parts);
    parts.guards.push(Guard {
        id: "private".into(),
        name: "Private feedback is for its recipient only".to_owned(),
        permission: "hr.p59".into(),
        level: None,
        who: Who::Anyone,
        on: Scope::UNSET,
        except: vec![GuardException {
            who: Who::Anyone,
            on: Scope::people(Reach::Oneself),
        }],
        switch: None,
    });
    parts.into_model().0
}

fn people(n: usize, random: &mut Random, parts: &mut Parts) {
    let mut open: std::collections::VecDeque<(usize, usize)> = [(0, 14)].into();
    for at in 0..n {
        let mut person = Principal::new(format!("p{at}"), format!("Person {at}"));
        let mut department = random.below(40);
        if at > 0 {
            while open.front().is_some_and(|(_, left)| *left == 0) {
                open.pop_front();
            }
            if let Some((manager, left)) = open.front_mut() {
                *left -= 1;
                let edge = ManagerEdge("primary".into(), format!("p{manager}").into());
                person.managers.push(edge);
                if random.below(4) > 0 {
                    department = *manager % 40;
                }
            }
            open.push_back((at, 2 + random.below(13)));
        }
        person.fields.set(
            &"country".into(),
            Some(format!("c{}", random.below(20)).as_str().into()),
        );
        person.fields.set(
            &"department".into(),
            Some(format!("d{department}").as_str().into()),
        );
        parts.principals.push(person);
    }
}

fn groups(random: &mut Random, parts: &mut Parts) {
    for g in 0..50 {
        let (field, value) = if g % 2 == 0 {
            ("country", format!("c{}", random.below(20)))
        } else {
            ("department", format!("d{}", random.below(40)))
        };
        parts.groups.push(Group {
            id: format!("g{g}").into(),
            name: format!("Group {g}"),
            description: "generated".to_owned(),
            listed: Vec::new(),
            condition: Some(Condition::one(field, Op::Is, &[&value])),
            groups: Vec::new(),
        });
    }
}

fn roles(random: &mut Random, parts: &mut Parts) {
    for r in 0..20 {
        let mut role = Role::new(format!("r{r}"), format!("Role {r}"));
        for _ in 0..18 {
            let people = match random.below(8) {
                0 => Reach::Oneself,
                1 => Reach::direct_reports(),
                2 => Reach::all_reports(),
                3 => Reach::SameField("country".into()),
                4 => Reach::SameField("department".into()),
                5 => {
                    let country = format!("c{}", random.below(20));
                    Reach::Where(Condition::one("country", Op::Is, &[&country]))
                }
                6 => Reach::Group(format!("g{}", random.below(50)).into()),
                _ => Reach::Everyone,
            };
            role.grants.push(Grant {
                permission: format!("hr.p{}", random.below(60)).as_str().into(),
                level: if random.below(3) == 0 { "edit" } else { "view" }.into(),
                on: Scope::people(people),
                switch: None,
            });
        }
        parts.roles.push(role);
    }
    for g in 0..50 {
        parts.assignments.push(Assignment {
            id: format!("a{g}").into(),
            to: Subject::Group(format!("g{g}").into()),
            role: format!("r{}", g % 20).into(),
            scope: Scope::UNSET,
            window: Window::default(),
        });
    }
}

/// The median of several runs.
fn median(mut run: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..7).map(|_| run()).collect();
    times.sort();
    times[times.len() / 2]
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() {
        vec![1_000, 10_000]
    } else {
        sizes
    };
    let day = Date::new(2026, 11, 21).expect("a day");
    println!(
        "people  make engine  holdings  one check  with paths  one row  all one can do  edit answered again"
    );
    for n in sizes {
        let model = company(n);
        let make = median(|| {
            let start = Instant::now();
            black_box(Engine::new(&model, day));
            start.elapsed()
        });
        let engine = Engine::new(&model, day);
        let mut random = Random(7);
        let questions: Vec<_> = (0..20_000)
            .map(|_| {
                let actor = PrincipalId::from(format!("p{}", random.below(n)));
                let target = PrincipalId::from(format!("p{}", random.below(n)));
                let permission = PermissionId::from(format!("hr.p{}", random.below(60)));
                (actor, permission, Target::of_person(&model, &target))
            })
            .collect();
        let view = LevelId::from("view");
        let check = median(|| {
            let start = Instant::now();
            for (actor, permission, target) in &questions {
                black_box(engine.allows(actor, permission, &view, target));
            }
            start.elapsed()
        }) / questions.len() as u32;
        let few = questions.get(..2_000).unwrap_or_default();
        let decide = median(|| {
            let start = Instant::now();
            for (actor, permission, target) in few {
                black_box(engine.decide(actor, permission, &view, target));
            }
            start.elapsed()
        }) / few.len() as u32;
        let row = median(|| {
            let start = Instant::now();
            for (actor, permission, _) in few {
                black_box(engine.n_targets(actor, permission, &view));
            }
            start.elapsed()
        }) / few.len() as u32;
        let actor = PrincipalId::from(format!("p{}", n / 3));
        let all = median(|| {
            let start = Instant::now();
            for permission in model.permissions().ids() {
                for level in ["view", "edit"] {
                    black_box(engine.n_targets(&actor, permission, &level.into()));
                }
            }
            start.elapsed()
        });
        let edit = median(|| {
            let mut after = model.clone();
            let mut moved = model.principals().at(n / 2).expect("someone").clone();
            moved.fields.set(&"country".into(), Some("c1".into()));
            let start = Instant::now();
            after
                .apply(&Change::new("move", vec![Edit::put(moved)]))
                .expect("a sound change");
            black_box(engine.again(&after, day));
            start.elapsed()
        });
        println!(
            "{n:>6}  {make:>11.2?}  {:>8}  {check:>9.2?}  {decide:>10.2?}  {row:>7.2?}  {all:>14.2?}  {edit:>19.2?}",
            engine.n_holdings()
        );
    }
}
