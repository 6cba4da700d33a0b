//! What a child process measures: the times of one company of one size, or its memory.

use std::path::Path;

use sightline::engine::Engine;
use sightline::io;
use sightline::model::{LevelId, Model, PermissionId, PrincipalId};

use sightline_bench::company::edits::{self, NamedEdit};
use sightline_bench::company::{self, Company, questions};
use sightline_bench::measure::child::{tell, tell_time};
use sightline_bench::measure::{each, file, memory, slowest_but_one_in_100, time, time_on};
use sightline_bench::ours;

/// An errand: `times COMPANY N FILE` leaves the company in the file; `memory FILE` opens it.
pub fn run(errand: &[String]) {
    let words: Vec<&str> = errand.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["times", company, n, file] => {
            let company = Company::named(company).expect("a company");
            times(company.of(n.parse().expect("a size")), Path::new(file));
        }
        ["memory", file] => room(Path::new(file)),
        other => panic!("no such errand: {other:?}"),
    }
}

fn times(model: Model, path: &Path) {
    let day = company::day();
    tell("people", model.principals().len() as f64);
    tell("items", model.items().len() as f64);
    io::save(path, &model).expect("the company can be saved");
    opening(path);
    tell_time("set-up", time(|| Engine::new(&model, day)));
    let engine = Engine::new(&model, day);
    questioned(&engine, &model);
    tell("cells", ours::n_cells(&engine) as f64);
    let fresh = || Engine::new(&model, day);
    tell_time("matrix", time_on(fresh, ours::n_cells));
    edited(&engine, &model);
}

fn opening(path: &Path) {
    let day = company::day();
    let text = std::fs::read_to_string(path).expect("a file");
    tell_time("parse", time(|| file::bare(&text)));
    drop(text);
    tell_time(
        "open",
        time(|| {
            let loaded = io::load(path).expect("a sound file");
            Engine::new(&loaded.model, day)
        }),
    );
}

fn questioned(engine: &Engine, model: &Model) {
    let drawn = questions::questions(model, 20_000, 7);
    let ready = drawn.iter().map(|q| ours::Asked::new(engine, q));
    let ready: Vec<ours::Asked<'_>> = ready.collect();
    let few = ready.get(..2_000).unwrap_or(&ready);
    tell_time("check", each(few, ours::deciding));
    tell_time("check p99", slowest_but_one_in_100(&ready, ours::deciding));
    type Asked = (PrincipalId, PermissionId, LevelId);
    let asked: Vec<Asked> = drawn
        .iter()
        .take(2_000)
        .map(|q| (q.actor_id(), q.permission_id(), q.level.into()))
        .collect();
    tell_time(
        "row",
        each(&asked, |(actor, permission, level)| {
            ours::row(engine, actor, permission, level)
        }),
    );
    let someone = asked.get(..50).unwrap_or(&asked);
    tell_time(
        "everything",
        each(someone, |(actor, ..)| ours::everything(engine, actor)),
    );
}

fn edited(engine: &Engine, model: &Model) {
    let edits = edits::edits(model);
    let again = |edit: &NamedEdit| {
        let after = ours::again(engine, &edit.on(model), company::day());
        ours::answer_all(&after);
        after
    };
    for (edit, name) in edits.iter().zip(EDITS) {
        tell_time(name, time(|| again(edit)));
    }
    for (edit, name) in edits.iter().zip(EDITS) {
        let after = again(edit);
        let mut n_cells = (0, 0);
        let took = time(|| n_cells = ours::difference(engine, &after));
        tell_time(&format!("{name}, difference"), took);
        tell(&format!("{name}, cells"), (n_cells.0 + n_cells.1) as f64);
    }
}

/// The three edits in the order of `edits`, as figures are named.
pub const EDITS: [&str; 3] = ["edit grant", "edit field", "edit manager"];

/// Memory of a model opened from its file, its engine, and every cell counted.
fn room(path: &Path) {
    let ((model, engine, cells), added) = memory::added_by(|| {
        let model = io::load(path).expect("a sound file").model;
        let engine = Engine::new(&model, company::day());
        let cells = ours::n_cells(&engine);
        (model, engine, cells)
    });
    if let Some(added) = added {
        tell("memory", added as f64);
    }
    tell("cells", cells as f64);
    drop((model, engine));
}
