//! A heat map says in every cell what a single question says, in every order, and counts what it
//! says; its pictures are those counts.

mod random;

use std::collections::BTreeSet;
use std::sync::Arc;

use random::{check, day};
use sightline::engine::heat::{Heat, HeatOf, HeatOrder, HeatRequest, HeatRows, Side, Watch};
use sightline::engine::{Engine, ItemRef, Target};
use sightline::model::*;

const ORDERS: [HeatOrder; 4] = [
    HeatOrder::Org,
    HeatOrder::Team,
    HeatOrder::Name,
    HeatOrder::Similarity,
];

fn must(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

fn heat(engine: &Arc<Engine>, of: HeatOf, rows: HeatRows, order: HeatOrder) -> Heat {
    let request = HeatRequest {
        of,
        rows,
        row_order: order,
        column_order: order,
    };
    Heat::new(engine, &request, &Watch::default()).unwrap()
}

fn sample(text: &str) -> Arc<Engine> {
    let model = sightline::io::native::parse(text).unwrap().model;
    Arc::new(Engine::new(&model, Date::new(2026, 11, 21).unwrap()))
}

const SAMPLES: [&str; 5] = [
    include_str!("../samples/hibob/model.ron"),
    include_str!("../samples/datafisher/model.ron"),
    include_str!("../samples/sherp/model.ron"),
    include_str!("../samples/leena/model.ron"),
    include_str!("../samples/leapsome/model.ron"),
];

/// The highest level of a permission for one who acts, on those of their targets that fit.
fn highest(
    engine: &Engine,
    actor: &PrincipalId,
    permission: &PermissionId,
    fits: &dyn Fn(&Target) -> bool,
) -> Option<LevelId> {
    let ladder = engine.model().ladder_of(permission)?;
    let levels = ladder.levels.iter().skip(1).rev();
    let mut reached = levels.filter(|level| {
        let targets = engine.targets(actor, permission, level);
        targets.iter().any(fits)
    });
    reached.next().cloned()
}

/// True if the target is what a column stands for.
fn is_of(side: &Side, target: &Target) -> bool {
    match side {
        Side::Principal(id) => target.person.as_ref() == Some(id),
        Side::Item(item) => target.item.as_ref() == Some(item),
        Side::AtAll => true,
        _ => false,
    }
}

fn principal(side: Side) -> PrincipalId {
    match side {
        Side::Principal(id) => id,
        other => panic!("{other:?} is nobody who acts"),
    }
}

/// Every cell against single answers, and every count against the cells.
fn is_right(engine: &Arc<Engine>, of: HeatOf, order: HeatOrder) -> Result<(), String> {
    let heat = heat(engine, of.clone(), HeatRows::All, order);
    let mut cells: Vec<Vec<Option<LevelId>>> = Vec::new();
    for row in 0..heat.n_rows() {
        let actor = principal(heat.row(row).unwrap());
        let mut line = Vec::new();
        for column in 0..heat.n_columns() {
            let side = heat.column(column).unwrap();
            let found = heat.level_at(row, column).map(|level| level.id.clone());
            let single = match (&of, &side) {
                (HeatOf::Targets(id), _) => highest(engine, &actor, id, &|t| is_of(&side, t)),
                (_, Side::Permission(id)) => highest(engine, &actor, id, &|_| true),
                _ => panic!("a column of nothing"),
            };
            must(found == single, || {
                format!("{actor} on {side:?} in {of:?}: {found:?} instead of {single:?}")
            })?;
            if let (Some(level), Some(question)) = (&found, heat.question(row, column)) {
                must(question.level == *level, || {
                    format!("the level of {question:?}")
                })?;
                let answer = engine.decide(
                    &question.actor,
                    &question.permission,
                    &question.level,
                    &question.target,
                );
                must(answer.allowed, || format!("{question:?} is a no"))?;
            }
            line.push(found);
        }
        cells.push(line);
    }
    let (rows, columns) = (heat.n_rows(), heat.n_columns());
    let parts = [
        (0..rows, 0..columns),
        (rows / 3..rows, 0..columns / 2),
        (rows / 2..rows / 2 + 1, columns / 3..columns),
    ];
    for (rows, columns) in parts {
        let counted = heat.count(rows.clone(), columns.clone());
        for (level, n) in heat.levels().iter().zip(&counted.by_level) {
            let of_rows = cells.get(rows.clone()).unwrap();
            let found = of_rows.iter().flat_map(|line| &line[columns.clone()]);
            let found = found.filter(|one| one.as_ref() == Some(&level.id)).count();
            must(*n == found as u64, || {
                format!("{n} at {} in {rows:?} {columns:?}, not {found}", level.id)
            })?;
        }
    }
    let all = heat.count(0..rows, 0..columns);
    must(*heat.total() == all, || "the total".to_owned())
}

fn all_of(engine: &Engine) -> Vec<HeatOf> {
    let permissions = engine.model().permissions().ids();
    let mut all: Vec<HeatOf> = permissions.cloned().map(HeatOf::Targets).collect();
    all.push(HeatOf::Permissions);
    all
}

#[test]
fn every_cell_of_the_samples_is_what_single_questions_allow() {
    for text in SAMPLES {
        let engine = sample(text);
        for (nth, of) in all_of(&engine).into_iter().enumerate() {
            is_right(&engine, of, ORDERS[nth % 4]).unwrap();
        }
    }
}

#[test]
fn every_cell_of_random_models_is_what_single_questions_allow() {
    check(30, |sample| {
        let engine = Arc::new(Engine::new(&sample.model(), day()));
        for (nth, of) in all_of(&engine).into_iter().enumerate() {
            is_right(&engine, of, ORDERS[nth % 4])?;
        }
        Ok(())
    });
}

/// The level of each permission for one who acts, by place among the levels.
fn line_of(engine: &Arc<Engine>, who: &PrincipalId) -> Vec<Option<usize>> {
    let heat = heat(engine, HeatOf::Permissions, HeatRows::All, HeatOrder::Org);
    let row = heat.place_of_row(&Side::Principal(who.clone())).unwrap();
    let columns = 0..heat.n_columns();
    columns
        .map(|column| heat.level_number(row, column))
        .collect()
}

/// A role and those nested in it.
fn inside(model: &Model, role: &RoleId) -> BTreeSet<RoleId> {
    let mut all = BTreeSet::from([role.clone()]);
    let mut todo = vec![role.clone()];
    while let Some(role) = todo.pop() {
        let nested = &model.roles().get(&role).unwrap().nested;
        let new = nested.iter().filter(|one| all.insert(one.role.clone()));
        todo.extend(new.map(|one| one.role.clone()));
    }
    all
}

#[test]
fn a_role_gives_what_someone_would_have_who_holds_nothing_else() {
    for text in SAMPLES {
        let engine = sample(text);
        let roles = heat(&engine, HeatOf::Roles, HeatRows::All, HeatOrder::Org);
        let who = PrincipalId::from("someone-new");
        let mut without = engine.model().clone();
        let person = Edit::put(Principal::new(who.clone(), "Someone new"));
        without.apply(&Change::new("new", vec![person])).unwrap();
        let before = line_of(&Arc::new(engine.again(&without, engine.day())), &who);
        for row in 0..roles.n_rows() {
            let Some(Side::Role(role)) = roles.row(row) else {
                panic!("a row of nothing");
            };
            let mut with = without.clone();
            let assignment = Edit::put(Assignment {
                id: "new".into(),
                to: Subject::User(who.clone()),
                role: role.clone(),
                scope: Scope::UNSET,
                window: Window::default(),
            });
            with.apply(&Change::new("give", vec![assignment])).unwrap();
            let after = Arc::new(engine.again(&with, engine.day()));
            // Whoever holds it may hold others for it: those are not this role by itself.
            let held = after.roles_of(&who);
            let inside = inside(&with, &role);
            let has_others = held.iter().any(|one| !inside.contains(one));
            if has_others {
                continue;
            }
            let after = line_of(&after, &who);
            let given: Vec<Option<usize>> = (0..roles.n_columns())
                .map(|column| roles.level_number(row, column))
                .collect();
            for (column, reached) in after.iter().enumerate() {
                assert!(
                    *reached <= given[column].max(before[column]),
                    "{role} {column}"
                );
                let ways = roles.given_by(row, column);
                assert_eq!(ways.is_some(), given[column].is_some(), "{role} {column}");
                if let Some(ways) = ways {
                    assert_eq!(ways.roles.first(), Some(&role));
                }
            }
            assert!(
                given.iter().any(Option::is_some) || after == before,
                "{role}"
            );
        }
    }
}

#[test]
fn orders_hold_everyone_once_and_are_the_same_every_time() {
    for text in SAMPLES {
        let engine = sample(text);
        let permission = engine.model().permissions().ids().next().unwrap().clone();
        for order in ORDERS {
            let make = || {
                let of = HeatOf::Targets(permission.clone());
                heat(&engine, of, HeatRows::All, order)
            };
            let (a, b) = (make(), make());
            let sides = |heat: &Heat| -> (Vec<Side>, Vec<Side>) {
                (
                    (0..heat.n_rows()).filter_map(|n| heat.row(n)).collect(),
                    (0..heat.n_columns())
                        .filter_map(|n| heat.column(n))
                        .collect(),
                )
            };
            assert_eq!(sides(&a), sides(&b));
            let rows: BTreeSet<Side> = sides(&a).0.into_iter().collect();
            assert_eq!(rows.len(), engine.model().principals().len(), "{order:?}");
            for (nth, side) in sides(&a).0.iter().enumerate() {
                assert_eq!(a.place_of_row(side), Some(nth));
            }
            let sections = a.row_sections();
            assert!(sections.windows(2).all(|two| two[0].from < two[1].from));
        }
    }
}

#[test]
fn the_org_order_has_every_manager_before_those_who_report_to_them() {
    let engine = sample(include_str!("../samples/acme/model.ron"));
    let model = engine.model();
    let heat = heat(&engine, HeatOf::Permissions, HeatRows::All, HeatOrder::Org);
    let line = &model.settings().lines[0].id;
    let place = |id: &PrincipalId| heat.place_of_row(&Side::Principal(id.clone())).unwrap();
    for person in model.principals().iter() {
        for edge in person.managers.iter().filter(|edge| edge.0 == *line) {
            assert!(
                place(&edge.1) < place(&person.id),
                "{} {}",
                edge.1,
                person.id
            );
        }
    }
}

#[test]
fn rows_that_are_alike_stand_together() {
    let engine = sample(include_str!("../samples/acme/model.ron"));
    let heat = heat(
        &engine,
        HeatOf::Permissions,
        HeatRows::All,
        HeatOrder::Similarity,
    );
    let line = |row: usize| -> Vec<Option<usize>> {
        let columns = 0..heat.n_columns();
        columns
            .map(|column| heat.level_number(row, column))
            .collect()
    };
    let mut met: BTreeSet<Vec<Option<usize>>> = BTreeSet::new();
    let mut before = None;
    for row in 0..heat.n_rows() {
        let now = line(row);
        if before.as_ref() != Some(&now) {
            assert!(
                met.insert(now.clone()),
                "row {row} stands apart from its like"
            );
        }
        before = Some(now);
    }
    assert!(met.len() > 3);
}

#[test]
fn rows_can_be_those_of_a_group_or_of_service_users() {
    let engine = sample(include_str!("../samples/acme/model.ron"));
    let model = engine.model();
    for group in model.groups().ids() {
        let rows = HeatRows::Group(group.clone());
        let heat = heat(&engine, HeatOf::Permissions, rows, HeatOrder::Org);
        let found: BTreeSet<PrincipalId> = (0..heat.n_rows())
            .map(|row| principal(heat.row(row).unwrap()))
            .collect();
        let members: BTreeSet<PrincipalId> = engine.members(group).into_iter().collect();
        assert_eq!(found, members);
    }
    let heat = heat(
        &engine,
        HeatOf::Permissions,
        HeatRows::ServiceUsers,
        HeatOrder::Org,
    );
    for row in 0..heat.n_rows() {
        let id = principal(heat.row(row).unwrap());
        let sort = model.principals().get(&id).unwrap().sort;
        assert_eq!(sort, PrincipalSort::ServiceUser);
    }
}

#[test]
fn a_picture_is_the_cells_it_stands_for() {
    let engine = sample(include_str!("../samples/acme/model.ron"));
    for permission in engine.model().permissions().ids() {
        let heat = heat(
            &engine,
            HeatOf::Targets(permission.clone()),
            HeatRows::All,
            HeatOrder::Org,
        );
        for (steps, least) in [((1, 1), 0), ((7, 5), 0), ((3, 300), 1)] {
            let (rows, columns) = (10..150, 20..heat.n_columns());
            let watch = Watch::default();
            let picture = heat.picture(rows, columns, steps, least, &watch).unwrap();
            assert_eq!(picture.shades.len(), picture.width * picture.height);
            for (at, shade) in picture.shades.iter().enumerate() {
                let row = picture.rows.start + at / picture.width.max(1) * steps.0;
                let column = picture.columns.start + at % picture.width.max(1) * steps.1;
                let count = heat.count(
                    row..(row + steps.0).min(picture.rows.end),
                    column..(column + steps.1).min(picture.columns.end),
                );
                assert_eq!(
                    *shade > 0,
                    count.n_from(least) > 0,
                    "{permission} {row} {column}"
                );
                let top = count.by_level.last().copied().unwrap_or(0);
                let counts = heat.levels().len() > least && count.n_cells > 0;
                let is_full = counts && top == count.n_cells;
                assert_eq!(*shade == 255, is_full, "{permission} {row} {column}");
            }
        }
    }
}

#[test]
fn rows_that_are_not_kept_say_the_same() {
    for text in SAMPLES {
        let engine = sample(text);
        let mut all = all_of(&engine);
        all.push(HeatOf::Roles);
        for (nth, of) in all.into_iter().enumerate() {
            let request = HeatRequest {
                of,
                rows: HeatRows::All,
                row_order: ORDERS[nth % 3],
                column_order: ORDERS[nth % 3],
            };
            let watch = Watch::default();
            let kept = Heat::new(&engine, &request, &watch).unwrap();
            // Nothing, some patterns without their points, some rows and not others.
            for most in [0, 64, 400] {
                let tight = Heat::within(&engine, &request, most, &watch).unwrap();
                let (rows, columns) = (0..kept.n_rows(), 0..kept.n_columns());
                for row in rows.clone() {
                    let line = kept.levels_in(row, columns.clone());
                    assert_eq!(tight.levels_in(row, columns.clone()), line);
                    for (column, level) in line.iter().enumerate() {
                        assert_eq!(tight.level_number(row, column), *level);
                    }
                }
                assert_eq!(tight.total(), kept.total());
                let picture =
                    |heat: &Heat| heat.picture(rows.clone(), columns.clone(), (2, 3), 0, &watch);
                assert_eq!(picture(&tight), picture(&kept));
            }
        }
    }
}

#[test]
fn work_that_is_stopped_gives_nothing() {
    let engine = sample(include_str!("../samples/acme/model.ron"));
    let request = HeatRequest {
        of: HeatOf::Permissions,
        rows: HeatRows::All,
        row_order: HeatOrder::Org,
        column_order: HeatOrder::Org,
    };
    let watch = Watch::default();
    watch.stop();
    assert!(Heat::new(&engine, &request, &watch).is_none());
    let watch = Watch::default();
    let heat = Heat::new(&engine, &request, &watch).unwrap();
    assert!(watch.share() > 0.9);
    watch.stop();
    assert!(heat.picture(0..10, 0..10, (1, 1), 0, &watch).is_none());
}

#[test]
fn what_a_permission_is_about_stands_in_the_columns() {
    let engine = sample(include_str!("../samples/acme/model.ron"));
    for permission in engine.model().permissions().iter() {
        let of = HeatOf::Targets(permission.id.clone());
        let heat = heat(&engine, of, HeatRows::All, HeatOrder::Org);
        for column in 0..heat.n_columns() {
            let fits = match (&permission.about, heat.column(column).unwrap()) {
                (About::Nothing, Side::AtAll) => true,
                (About::Person | About::PersonAndItem(_), Side::Principal(_)) => true,
                (About::Item(kinds) | About::ItemOfPerson(kinds), Side::Item(item)) => match item {
                    ItemRef::Item(id) => {
                        let item = engine.model().items().get(&id).unwrap();
                        kinds.contains(&item.kind)
                    }
                    _ => true,
                },
                _ => false,
            };
            assert!(fits, "{}", permission.id);
        }
    }
}
