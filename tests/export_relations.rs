//! What leaves for OpenFGA and SpiceDB answers every question as the engine does: read by small
//! readers of their languages that know nothing of the exporter.

mod random;
mod relation_readers;
mod relation_worlds;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use random::check;
use relation_readers::listed::{Listed, listed};
use relation_readers::store::Object;
use relation_readers::{Answers, Store, fga, zed};
use relation_worlds::{chain, crossing, hostile};
use sightline::engine::{Engine, ItemRef, Target};
use sightline::io::export::{Fate, Parcel, openfga, spicedb, write_parcel};
use sightline::io::native;
use sightline::model::*;

/// One export, read.
struct Read {
    target: &'static str,
    parcel: Parcel,
    store: Store,
    names: Listed,
    checks: Vec<fga::Check>,
    /// So many relations may be followed one after the other.
    deepest: usize,
}

fn file<'p>(parcel: &'p Parcel, name: &str) -> &'p str {
    let file = parcel.files.iter().find(|file| file.name == name);
    std::str::from_utf8(&file.unwrap_or_else(|| panic!("no {name}")).bytes).unwrap()
}

fn read_openfga(engine: &Engine) -> Result<Read, String> {
    let parcel = openfga(engine);
    let dsl = file(&parcel, "model.fga");
    let by_json = fga::json_model(file(&parcel, "model.json"))?;
    if fga::model(dsl)? != by_json {
        return Err("the model in JSON is another one".to_owned());
    }
    Ok(Read {
        target: "OpenFGA",
        store: fga::store(dsl, file(&parcel, "tuples.csv").as_bytes())?,
        names: listed(file(&parcel, "names.csv").as_bytes()),
        checks: fga::checks(file(&parcel, "store.fga.yaml"))?,
        deepest: 25,
        parcel,
    })
}

fn read_spicedb(engine: &Engine) -> Result<Read, String> {
    let parcel = spicedb(engine);
    let zed = file(&parcel, "schema.zed");
    let (store, checks) = zed::validation(file(&parcel, "validation.zed.yaml"), zed)?;
    Ok(Read {
        target: "SpiceDB",
        store,
        names: listed(file(&parcel, "names.csv").as_bytes()),
        checks,
        deepest: 50,
        parcel,
    })
}

fn read(engine: &Engine) -> Result<[Read; 2], String> {
    Ok([
        read_openfga(engine).map_err(|why| format!("OpenFGA: {why}"))?,
        read_spicedb(engine).map_err(|why| format!("SpiceDB: {why}"))?,
    ])
}

/// Every item, account and role with its kind.
fn things(model: &Model) -> Vec<(ItemRef, String)> {
    let items = model.items().iter();
    let items = items.map(|item| (ItemRef::Item(item.id.clone()), item.kind.to_string()));
    let accounts = model.principals().ids();
    let accounts = accounts.map(|id| (ItemRef::Account(id.clone()), "account".to_owned()));
    let roles = model.roles().ids();
    let roles = roles.map(|id| (ItemRef::Role(id.clone()), "role".to_owned()));
    items.chain(accounts).chain(roles).collect()
}

fn target_of(model: &Model, item: &ItemRef) -> Target {
    match item {
        ItemRef::Item(id) => Target::of_item(model, id),
        ItemRef::Account(id) => Target::of_person(model, id),
        ItemRef::Role(id) => Target::of_role(id),
    }
}

impl Read {
    /// What a permission may be asked about, with the object that stands for it; none where there is
    /// no such object, and nobody is allowed anything then.
    fn targets(&self, model: &Model, permission: &Permission) -> Vec<(Target, Option<Object>)> {
        let about = &permission.about;
        let kinds = about.kinds();
        let people = || model.principals().iter().filter(|p| p.has_record());
        let of_kind = things(model);
        let of_kind = of_kind
            .iter()
            .filter(|(_, kind)| kinds.iter().any(|k| *k == **kind));
        if !about.has_item() {
            return match about.has_person() {
                false => vec![(
                    Target::NONE,
                    Some(("company".to_owned(), "main".to_owned())),
                )],
                true => people()
                    .map(|p| (Target::of_person(model, &p.id), Some(self.person(&p.id))))
                    .collect(),
            };
        }
        if !matches!(about, About::PersonAndItem(_)) {
            return of_kind
                .map(|(item, kind)| {
                    let key = (kind.clone(), item.id().to_owned());
                    (target_of(model, item), Some(self.names.items[&key].clone()))
                })
                .collect();
        }
        let mut pairs = Vec::new();
        for (item, kind) in of_kind {
            let of = &self.names.items[&(kind.clone(), item.id().to_owned())].0;
            for person in people() {
                let object = self.pair(person.id.as_str(), item.id(), of);
                pairs.push((Target::pair(person.id.clone(), item.clone()), object));
            }
        }
        pairs
    }

    fn person(&self, id: &PrincipalId) -> Object {
        self.names.people[id.as_str()].clone()
    }

    fn pair(&self, person: &str, item: &str, of: &str) -> Option<Object> {
        let types = self.store.schema.iter().filter(|(_, relations)| {
            let item = relations.get("item");
            item.is_some_and(|item| item.takes.iter().any(|takes| takes.kind == *of))
        });
        let mut found = types.filter_map(|(name, _)| {
            let key = (person.to_owned(), item.to_owned(), name.clone());
            self.names.pairs.get(&key).cloned()
        });
        found.next()
    }

    /// Compares every answer with the engine's. Returns how many there were, and how many were yes.
    fn compare(&self, engine: &Engine, stride: usize) -> Result<(usize, usize), String> {
        self.compare_each(engine, stride, &mut |_, _, _, _| {})
    }

    /// The same, telling each question with its answer.
    fn compare_each(
        &self,
        engine: &Engine,
        stride: usize,
        tell: &mut dyn FnMut(&str, &str, &Object, bool),
    ) -> Result<(usize, usize), String> {
        let model = engine.model();
        let actors: Vec<&PrincipalId> = model.principals().ids().step_by(stride).collect();
        let users: Vec<String> = actors
            .iter()
            .map(|id| self.names.users.get(id.as_str()).cloned())
            .map(|user| user.unwrap_or_else(|| "nobody".to_owned()))
            .collect();
        let (mut n, mut n_yes) = (0, 0);
        for permission in model.permissions().iter() {
            let levels = &model.ladder_of(&permission.id).unwrap().levels;
            for (target, object) in self.targets(model, permission) {
                for level in levels.iter().skip(1) {
                    let mut asked = String::new();
                    let answers = match &object {
                        None => vec![false; users.len()],
                        Some(object) => {
                            let of = object.0.clone();
                            let key = (permission.id.to_string(), level.to_string(), of);
                            let relation = self.names.permissions.get(&key);
                            let relation = relation.ok_or_else(|| format!("no name of {key:?}"))?;
                            asked.clone_from(relation);
                            self.store.checks(&users, relation, object)
                        }
                    };
                    for ((actor, user), answer) in actors.iter().zip(&users).zip(answers) {
                        let ours = engine.allows(actor, &permission.id, level, &target);
                        n += 1;
                        n_yes += usize::from(ours);
                        if ours != answer {
                            return Err(format!(
                                "{}: {actor} {} {level} {target:?}: the engine says {ours}, the export {answer}",
                                self.target, permission.id
                            ));
                        }
                        if let Some(object) = &object {
                            tell(user, &asked, object, ours);
                        }
                    }
                }
            }
        }
        Ok((n, n_yes))
    }

    /// The tests beside the export say what the export answers; no question follows more relations
    /// than the target does, and none goes round in a circle.
    fn sound(&self) -> Result<(), String> {
        for (user, relation, object, expected) in &self.checks {
            if self.store.check(user, relation, object) != *expected {
                return Err(format!("{}: {user} {relation} {object:?}", self.target));
            }
        }
        if self.store.met_cycle.get() {
            return Err(format!("{}: a circle", self.target));
        }
        let deepest = self.store.deepest.get();
        match deepest <= self.deepest {
            true => Ok(()),
            false => Err(format!("{}: {deepest} relations deep", self.target)),
        }
    }
}

/// Where exports lie for readers by others: `tests/readers_npm/check.mjs` and OpenFGA's own `fga` take
/// them from here. Beside each are questions with the engine's answers.
fn put_down(name: &str, read: &Read, engine: &Engine) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("relations");
    let folder = folder.join(read.target.to_lowercase()).join(name);
    write_parcel(&read.parcel, &folder).unwrap();
    // As many as those readers answer in a few seconds, from all over the model.
    let n_people = engine.model().principals().len();
    let stride = (n_people / 20).max(1);
    let mut all = Vec::new();
    let mut tell = |user: &str, relation: &str, object: &Object, answer| {
        all.push(format!(
            "{user},{relation},{},{},{answer}",
            object.0, object.1
        ));
    };
    read.compare_each(engine, stride, &mut tell).unwrap();
    let step = (all.len() / 6000).max(1);
    let mut text = String::from("user,relation,type,id,allowed\n");
    for line in all.iter().step_by(step) {
        let _ = writeln!(text, "{line}");
    }
    std::fs::write(folder.join("questions.csv"), text).unwrap();
}

fn day() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

fn samples() -> Vec<(String, Model)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut models = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let of = path.file_name().unwrap().to_string_lossy().into_owned();
        for inner in std::fs::read_dir(&path).unwrap() {
            let file = inner.unwrap().path();
            if file.extension().is_some_and(|e| e == "ron") {
                let name = file.file_stem().unwrap().to_string_lossy().into_owned();
                let loaded = native::parse(std::fs::read(&file).unwrap()).unwrap();
                models.push((format!("{of}-{name}"), loaded.model));
            }
        }
    }
    models.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(models.len() >= 11);
    models
}

#[test]
fn every_sample_answers_the_same() {
    for (name, model) in samples() {
        let engine = Engine::new(&model, day());
        let stride = if model.principals().len() > 100 {
            23
        } else {
            1
        };
        for read in read(&engine).unwrap_or_else(|why| panic!("{name}: {why}")) {
            let same = read.compare(&engine, stride);
            let (n, n_yes) = same.unwrap_or_else(|why| panic!("{name}: {why}"));
            assert!(n_yes > 0 && n_yes < n, "{name}");
            assert!(!read.checks.is_empty(), "{name}");
            read.sound().unwrap_or_else(|why| panic!("{name}: {why}"));
            put_down(&name, &read, &engine);
            println!(
                "{name}, {}: {n} questions, {n_yes} yes, {} checks, {} tuples, {} types, {} relations, depth {}",
                read.target,
                read.checks.len(),
                read.store.n_tuples(),
                read.store.schema.len(),
                read.store.schema.values().map(BTreeMap::len).sum::<usize>(),
                read.store.deepest.get(),
            );
        }
    }
}

#[test]
fn random_models_answer_the_same() {
    check(60, |sample| {
        let engine = Engine::new(&sample.model(), random::day());
        for read in read(&engine)? {
            read.compare(&engine, 1)?;
            read.sound()?;
        }
        Ok(())
    });
}

#[test]
fn random_models_are_read_by_others_as_well() {
    for seed in 0..12 {
        let sample = random::Sample::new(seed);
        let engine = Engine::new(&sample.model(), random::day());
        for read in read(&engine).unwrap() {
            put_down(&format!("random-{seed}"), &read, &engine);
        }
    }
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    for (name, model) in samples() {
        let again = native::parse(native::to_text(&model)).unwrap().model;
        let (one, two) = (Engine::new(&model, day()), Engine::new(&again, day()));
        assert!(openfga(&one) == openfga(&two), "{name}");
        assert!(spicedb(&one) == spicedb(&two), "{name}");
    }
}

#[test]
fn hostile_names_stay_text_and_apart() {
    let model = hostile();
    let errors = problems(&model)
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| problem.message);
    assert_eq!(errors.collect::<Vec<_>>(), Vec::<String>::new());
    let engine = Engine::new(&model, day());
    for read in read(&engine).unwrap() {
        let (n, n_yes) = read.compare(&engine, 1).unwrap();
        assert!(n_yes > 100 && n_yes < n, "{n_yes} of {n}");
        read.sound().unwrap();
        put_down("hostile", &read, &engine);
        let renamed = |from: &str| {
            let losses = read.parcel.losses.iter();
            losses
                .filter(|loss| loss.fate == Fate::Renamed && loss.what.contains(from))
                .count()
        };
        assert!(renamed("(a/b)") > 0 && renamed("(*)") > 0);
    }
}

#[test]
fn long_lines_and_circles_are_written_out_and_short_ones_are_followed() {
    for (n, is_round, follow) in [
        (8, false, [true, true]),
        // As long as each follows.
        (15, false, [true, true]),
        (40, false, [false, true]),
        (30, false, [false, true]),
        (60, false, [false, false]),
        (8, true, [false, false]),
        (40, true, [false, false]),
    ] {
        let engine = Engine::new(&chain(n, is_round), day());
        for (read, follows) in read(&engine).unwrap().into_iter().zip(follow) {
            let name = format!("chain-{n}{}", if is_round { "-round" } else { "" });
            read.compare(&engine, 1)
                .unwrap_or_else(|why| panic!("{name}: {why}"));
            read.sound().unwrap_or_else(|why| panic!("{name}: {why}"));
            let line = &read.store.schema["person"]["line_primary"];
            assert_eq!(line.takes.is_empty(), follows, "{name}, {}", read.target);
            let losses = read.parcel.losses.iter();
            let told = losses
                .filter(|loss| loss.what == "Reports by Primary manager")
                .count();
            assert_eq!(told > 0, !follows, "{name}, {}", read.target);
            put_down(&name, &read, &engine);
        }
    }
}

#[test]
fn what_a_server_does_not_take_as_it_comes_is_told() {
    let mut parts = Parts::default();
    parts.principals.push(Principal::new("ann", "Ann"));
    parts.ladders.push(Ladder {
        id: "l".into(),
        levels: ["no", "yes"].map(LevelId::from).to_vec(),
    });
    let module = |id: &str| Module {
        id: id.into(),
        name: id.into(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    };
    parts.modules.push(module("m"));
    let permission = |id: String, about: About| Permission {
        id: id.as_str().into(),
        name: id,
        ladder: "l".into(),
        about,
        fields: Vec::new(),
        sensitive: false,
        description: String::new(),
    };
    let told = |parts: &Parts| {
        let parcel = openfga(&Engine::new(&random::model(parts), day()));
        let losses = parcel.losses.into_iter();
        let whole = losses.filter(|loss| loss.what == "The whole model");
        whole.map(|loss| loss.why).collect::<Vec<_>>()
    };
    for n in 0..98 {
        let kind = format!("kind{n}");
        parts.kinds.push(Kind {
            id: kind.as_str().into(),
            name: kind.clone(),
            fields: Vec::new(),
        });
        let about = About::Item(vec![kind.as_str().into()]);
        parts.permissions.push(permission(format!("m.p{n}"), about));
    }
    assert_eq!(told(&parts), Vec::<String>::new());
    for n in 98..101 {
        let kind = format!("kind{n}");
        parts.kinds.push(Kind {
            id: kind.as_str().into(),
            name: kind.clone(),
            fields: Vec::new(),
        });
        let about = About::Item(vec![kind.as_str().into()]);
        parts.permissions.push(permission(format!("m.p{n}"), about));
    }
    assert!(
        told(&parts).iter().any(|why| why.contains("types")),
        "{:?}",
        told(&parts)
    );
    for n in 0..4000 {
        let id = format!("m.a_permission_of_many_{n}");
        parts.permissions.push(permission(id, About::Nothing));
    }
    assert!(
        told(&parts).iter().any(|why| why.contains("KB")),
        "{:?}",
        told(&parts)
    );
}

/// Two rules of one form, held by the same person: what one leaves out the other may let in, and what
/// each asks for is not mixed.
#[test]
fn rules_of_one_form_are_not_mixed() {
    let engine = Engine::new(&crossing(), day());
    for read in read(&engine).unwrap() {
        let (n, n_yes) = read.compare(&engine, 1).unwrap();
        // Of the people each but the one in both groups, of the items one by each grant.
        assert_eq!((n, n_yes), (4 * 4 + 4 * 4, 2 + 2));
        read.sound().unwrap();
        put_down("crossing", &read, &engine);
    }
}
