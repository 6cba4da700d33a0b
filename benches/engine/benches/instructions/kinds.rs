//! The kinds of questions whose instructions are counted. Each is prepared first, then asked in
//! one function, which is all that counts.

use std::hint::black_box;

use sightline::engine::{Engine, Target};
use sightline::io::native;
use sightline::model::{LevelId, Model, PermissionId, PrincipalId};
use sightline_bench::company::edits::NamedEdit;
use sightline_bench::company::{self, Company, edits, questions};
use sightline_bench::ours;

/// How many people the company has, beside as many items.
const N_PEOPLE: usize = 1_000;

/// What the name of the counted function has and no other's.
pub const COUNTED: &str = "all_of_this_counts";

/// A kind of question.
pub struct Kind {
    pub name: &'static str,
    ask: fn(&Scene),
}

/// The kinds in the order of the table.
pub const KINDS: [Kind; 15] = [
    kind("set-up", |s| {
        counted(|| Engine::new(&s.model, company::day()));
    }),
    kind("2,000 checks", |s| {
        counted(|| s.each(2_000, |a, p, l, t| ours::check(&s.engine, a, p, l, t)));
    }),
    kind("2,000 checks with paths", |s| {
        counted(|| {
            s.each(2_000, |a, p, l, t| {
                ours::deciding_by_names(&s.engine, a, p, l, t)
            })
        });
    }),
    kind("50 reasons in full", |s| {
        counted(|| s.each(50, |a, p, l, t| s.engine.decide(a, p, l, t)));
    }),
    kind("500 sets of what one sees", |s| {
        counted(|| s.each(500, |a, p, l, _| ours::row(&s.engine, a, p, l)));
    }),
    kind("all 20 people can do", |s| {
        counted(|| s.each(20, |a, _, _, _| ours::everything(&s.engine, a)));
    }),
    kind("the paths of 2 people", |s| {
        counted(|| s.each(2, |a, _, _, _| s.engine.effective(a)));
    }),
    kind("20 times who can", |s| {
        counted(|| s.each(20, |_, p, l, t| s.engine.who_can(p, l, Some(t))));
    }),
    kind("every cell counted", |s| {
        // not by the engine of the scene, which has its answers
        let fresh = Engine::new(&s.model, company::day());
        counted(|| ours::n_cells(&fresh));
    }),
    kind("edit: a grant on a role", |s| s.edit(0)),
    kind("edit: a field of a person", |s| s.edit(1)),
    kind("edit: another manager", |s| s.edit(2)),
    kind("difference: a grant", |s| s.difference(0)),
    kind("difference: a manager", |s| s.difference(2)),
    kind("reading the file", |s| {
        let text = native::to_text(&s.model);
        counted(|| native::parse(&text));
    }),
];

const fn kind(name: &'static str, ask: fn(&Scene)) -> Kind {
    Kind { name, ask }
}

/// Asks one kind of question.
pub fn run(name: &str) {
    let kind = KINDS.iter().find(|kind| kind.name == name);
    let kind = kind.expect("a kind of question");
    (kind.ask)(&Scene::new());
}

type Asked = (PrincipalId, PermissionId, LevelId, Target);

/// What is asked about.
struct Scene {
    model: Model,
    engine: Engine,
    asked: Vec<Asked>,
    edits: [NamedEdit; 3],
}

impl Scene {
    fn new() -> Scene {
        let model = Company::Full.of(N_PEOPLE);
        let asked = questions::questions(&model, 2_000, 7)
            .iter()
            .map(|q| {
                let target = Target::of_person(&model, &q.target_id());
                (q.actor_id(), q.permission_id(), q.level.into(), target)
            })
            .collect();
        let engine = Engine::new(&model, company::day());
        ours::answer_all(&engine);
        Scene {
            engine,
            edits: edits::edits(&model),
            model,
            asked,
        }
    }

    fn each<T>(&self, n: usize, ask: impl Fn(&PrincipalId, &PermissionId, &LevelId, &Target) -> T) {
        for (actor, permission, level, target) in self.asked.iter().take(n) {
            black_box(ask(actor, permission, level, target));
        }
    }

    fn edit(&self, which: usize) {
        counted(|| {
            let after = self.edits[which].on(&self.model);
            let again = ours::again(&self.engine, &after, company::day());
            ours::answer_all(&again);
            again
        });
    }

    fn difference(&self, which: usize) {
        let after = self.edits[which].on(&self.model);
        let after = ours::again(&self.engine, &after, company::day());
        ours::answer_all(&after);
        counted(|| ours::difference(&self.engine, &after));
    }
}

/// What is counted. What it returns is not dropped, for dropping is not asked about.
fn counted<T>(ask: impl Fn() -> T) {
    all_of_this_counts(&|| std::mem::forget(black_box(ask())));
}

#[inline(never)]
fn all_of_this_counts(ask: &dyn Fn()) {
    ask();
    black_box(());
}
