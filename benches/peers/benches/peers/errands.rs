//! What a child process measures: all engines beside each other at one size, or one's memory.

use std::path::Path;
use std::time::Duration;

use sightline::engine::{Engine, Target};
use sightline::io;
use sightline::model::{LevelId, Model, PermissionId, PrincipalId};
use sightline_bench::company::edits::{self, NamedEdit};
use sightline_bench::company::questions::{Question, questions};
use sightline_bench::company::{self, Company, N_PERMISSIONS, Random};
use sightline_bench::measure::child::{tell, tell_time};
use sightline_bench::measure::{each, file, memory, once, slowest_but_one_in_100, time, time_on};
use sightline_bench::ours;
use sightline_peers::casbin_peer::Casbin;
use sightline_peers::cedar_peer::Cedar;
use sightline_peers::facts::Facts;

use crate::agree::Engines;

/// An errand: `beside N samples|really`, `file N FILE`, or `memory ENGINE FILE`.
pub fn run(errand: &[String]) {
    let words: Vec<&str> = errand.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["beside", n, how] => beside(n.parse().expect("a size"), *how == "really"),
        ["file", n, path] => leave(n.parse().expect("a size"), path),
        ["memory", engine, path] => room(engine, path),
        other => panic!("no such errand: {other:?}"),
    }
}

fn beside(n: usize, really: bool) {
    let model = Company::Plain.of(n);
    let day = company::day();
    let facts = Facts::of(&model);
    tell_time("set-up ours", time(|| Engine::new(&model, day)));
    let ours = Engine::new(&model, day);
    let (cedar, cedar_set_up) = once(|| Cedar::new(&facts));
    tell_time("set-up cedar", cedar_set_up);
    let (casbin, casbin_set_up) = once(|| Casbin::new(&facts));
    tell_time("set-up casbin", casbin_set_up);
    let ready = cedar.ready();
    let engines = Engines {
        model: &model,
        ours: &ours,
        cedar: &cedar,
        ready: &ready,
        casbin: &casbin,
    };
    let agreement = engines.agree();
    tell("agreed", agreement.n_questions as f64);
    tell("agreed allowed", agreement.n_allowed as f64);
    tell("agreed sets", agreement.n_sets as f64);
    tell("agreed seen", agreement.n_seen as f64);
    checks(&engines);
    seen(&engines);
    matrix(&engines, really);
    opening(&model);
    edited(&ours, &model);
}

type Asked = (PrincipalId, PermissionId, LevelId, Target);

fn asked(model: &Model, q: &Question) -> Asked {
    let target = Target::of_person(model, &q.target_id());
    (q.actor_id(), q.permission_id(), q.level.into(), target)
}

fn checks(engines: &Engines) {
    let drawn = questions(engines.model, 20_000, 7);
    let asked = drawn.iter().map(|q| ours::Asked::new(engines.ours, q));
    let asked: Vec<ours::Asked<'_>> = asked.collect();
    tell_time("check ours", each(&asked, ours::deciding));
    tell_time(
        "check ours p99",
        slowest_but_one_in_100(&asked, ours::deciding),
    );
    let requests: Vec<_> = drawn.iter().map(|q| engines.cedar.request(q)).collect();
    tell_time("check cedar", each(&requests, |r| engines.cedar.check(r)));
    tell_time(
        "check cedar p99",
        slowest_but_one_in_100(&requests, |r| engines.cedar.check(r)),
    );
    let requests: Vec<_> = drawn.iter().map(|q| engines.casbin.request(q)).collect();
    tell_time("check casbin", each(&requests, |r| engines.casbin.check(r)));
}

/// How many questions that take long stand for all.
fn n_slow(n_people: usize) -> usize {
    if n_people > 20_000 { 8 } else { 60 }
}

/// The mean time of a question that lists people.
fn mean(questions: &[Question], sees: impl Fn(&Question) -> Vec<usize>) -> Duration {
    let (_, all) = once(|| questions.iter().map(|q| sees(q).len()).sum::<usize>());
    all / u32::try_from(questions.len().max(1)).unwrap_or(u32::MAX)
}

fn seen(engines: &Engines) {
    let drawn = questions(engines.model, 2_000, 11);
    let slow = drawn
        .get(..n_slow(engines.model.principals().len()))
        .unwrap_or(&drawn);
    let asked: Vec<Asked> = drawn.iter().map(|q| asked(engines.model, q)).collect();
    let row = each(&asked, |(actor, permission, level, _)| {
        ours::row(engines.ours, actor, permission, level)
    });
    tell_time("seen ours", row);
    let one_by_one = mean(slow, |q| engines.cedar.sees_one_by_one(q));
    let by_parts = mean(slow, |q| engines.cedar.sees_by_parts(engines.ready, q));
    tell_time("seen cedar one by one", one_by_one);
    tell_time("seen cedar by parts", by_parts);
    tell_time("seen cedar", one_by_one.min(by_parts));
    tell_time("seen casbin", mean(slow, |q| engines.casbin.sees(q)));
    let someone = asked.get(..50).unwrap_or(&asked);
    tell_time(
        "everything ours",
        each(someone, |(actor, ..)| ours::everything(engines.ours, actor)),
    );
}

/// The full matrix at the first level: every person, every person, sixty permissions. Ours counts
/// both levels.
fn matrix(engines: &Engines, really: bool) {
    let n = engines.model.principals().len();
    tell("cells", ours::n_cells(engines.ours) as f64);
    let fresh = || Engine::new(engines.model, company::day());
    tell_time("matrix ours", time_on(fresh, ours::n_cells));
    let n_questions = n as f64 * n as f64 * N_PERMISSIONS as f64;
    let mut random = Random::new(97);
    let drawn: Vec<Question> = (0..20_000)
        .map(|_| Question {
            actor: random.below(n),
            permission: random.below(N_PERMISSIONS),
            level: "view",
            target: random.below(n),
        })
        .collect();
    let requests: Vec<_> = drawn.iter().map(|q| engines.cedar.request(q)).collect();
    let one = each(&requests, |r| engines.cedar.check(r));
    let one_by_one = one.as_secs_f64() * n_questions;
    tell("matrix cedar one by one", one_by_one);
    let rows = drawn.get(..n_slow(n)).unwrap_or(&drawn);
    let row = mean(rows, |q| engines.cedar.sees_by_parts(engines.ready, q));
    let by_parts = row.as_secs_f64() * (n * N_PERMISSIONS) as f64;
    tell("matrix cedar by parts", by_parts);
    tell("matrix cedar", one_by_one.min(by_parts));
    let requests: Vec<_> = drawn.iter().map(|q| engines.casbin.request(q)).collect();
    let one = each(&requests, |r| engines.casbin.check(r));
    tell("matrix casbin", one.as_secs_f64() * n_questions);
    if really {
        let (n_allowed, whole) = once(|| whole_matrix(engines, n));
        tell_time("matrix cedar really", whole);
        tell("matrix cedar allowed", n_allowed as f64);
    }
}

/// Every cell of the matrix from cedar, in the way that is fastest for it.
fn whole_matrix(engines: &Engines, n: usize) -> usize {
    let mut n_allowed = 0;
    for permission in 0..N_PERMISSIONS {
        for actor in 0..n {
            let q = Question {
                actor,
                permission,
                level: "view",
                target: 0,
            };
            n_allowed += engines.cedar.sees_by_parts(engines.ready, &q).len();
        }
    }
    n_allowed
}

fn edited(ours: &Engine, model: &Model) {
    let names = ["grant", "field", "manager"];
    let edits = edits::edits(model);
    let again = |edit: &NamedEdit| {
        let after = ours::again(ours, &edit.on(model), company::day());
        ours::answer_all(&after);
        after
    };
    for (edit, name) in edits.iter().zip(names) {
        tell_time(&format!("edit {name}"), time(|| again(edit)));
    }
    for (edit, name) in edits.iter().zip(names) {
        let after = again(edit);
        let mut n_cells = (0, 0);
        let took = time(|| n_cells = ours::difference(ours, &after));
        tell_time(&format!("difference {name}"), took);
        tell(
            &format!("difference {name} cells"),
            (n_cells.0 + n_cells.1) as f64,
        );
    }
}

fn opening(model: &Model) {
    let path = std::env::temp_dir().join(format!("sightline-peers-{}.ron", std::process::id()));
    io::save(&path, model).expect("the company can be saved");
    let text = std::fs::read_to_string(&path).expect("a file");
    tell_time("parse", time(|| file::bare(&text)));
    tell_time(
        "open",
        time(|| {
            let loaded = io::load(&path).expect("a sound file");
            Engine::new(&loaded.model, company::day())
        }),
    );
    std::fs::remove_file(&path).ok();
}

/// Leaves the company in a file, in a process of its own: what making it leaves behind in memory
/// would hide some of what is counted below.
fn leave(n: usize, path: &str) {
    io::save(Path::new(path), &Company::Plain.of(n)).expect("the company can be saved");
}

/// What one engine adds at its peak. Ours is counted with its model, opened from the file; the
/// others without what they are translated from, which stays alive beside them.
fn room(engine: &str, path: &str) {
    let open = || io::load(Path::new(path)).expect("a sound file").model;
    let added = match engine {
        "ours" => {
            memory::added_by(|| {
                let model = open();
                let engine = Engine::new(&model, company::day());
                (ours::n_cells(&engine), engine, model)
            })
            .1
        }
        "cedar" => {
            let model = open();
            let facts = Facts::of(&model);
            let (cedar, added) = memory::added_by(|| Cedar::new(&facts));
            drop((model, cedar));
            added
        }
        "casbin" => {
            let model = open();
            let facts = Facts::of(&model);
            let (casbin, added) = memory::added_by(|| Casbin::new(&facts));
            drop((model, casbin));
            added
        }
        other => panic!("no such engine: {other}"),
    };
    if let Some(added) = added {
        tell(&format!("memory {engine}"), added as f64);
    }
}
