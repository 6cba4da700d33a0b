//! Two side by side: all that differs and nothing else, with its reasons.

use std::collections::BTreeSet;

use crate::common::{change, engine, sample, world};
use sightline::engine::{Engine, Target};
use sightline::model::*;
use sightline::ui::simulate::side::rows::{Side, Sides, compare};

fn beside(engine: &Engine, a: &str, b: &str) -> Sides {
    let (a, b) = (PrincipalId::from(a), PrincipalId::from(b));
    compare([&a, &b].map(|who| Side { engine, who }))
}

/// Every cell two hold, as (permission, level, target), without what each may do to themselves.
fn cells(engine: &Engine, who: &str) -> BTreeSet<(PermissionId, LevelId, Target)> {
    let cells = engine.cells_of(&who.into()).into_iter();
    cells.map(|c| (c.permission, c.level, c.target)).collect()
}

#[test]
fn side_by_side_tells_all_that_differs_and_nothing_else() {
    let model = sample("acme");
    let engine = engine(&model);
    let (a, b) = ("lena.hoffmann", "stefan.hoffmann");
    let sides = beside(&engine, a, b);
    let (of_a, of_b) = (cells(&engine, a), cells(&engine, b));
    let mut told: [BTreeSet<(PermissionId, LevelId, Target)>; 2] = Default::default();
    for part in sides.modules.iter().flat_map(|module| &module.parts) {
        let ladder = model.ladder_of(&part.permission).unwrap();
        for line in &part.lines {
            let rank = |side: usize| line.levels[side].as_ref().map_or(0, |(_, rank)| *rank);
            let more = line.more();
            assert!(rank(more) > rank(1 - more));
            for level in (rank(1 - more) + 1)..=rank(more) {
                let level = ladder.level(level).unwrap();
                for target in &line.targets {
                    let cell = (part.permission.clone(), level.clone(), target.clone());
                    told[more].insert(cell);
                }
            }
        }
    }
    let own = |id: &str, cells: &BTreeSet<(PermissionId, LevelId, Target)>| {
        let target = Target::of_person(&model, &id.into());
        let own = cells.iter().filter(|cell| cell.2 == target);
        own.map(|cell| (cell.0.clone(), cell.1.clone()))
            .collect::<BTreeSet<_>>()
    };
    let only = |mine: &BTreeSet<_>, theirs: &BTreeSet<_>| {
        mine.difference(theirs).cloned().collect::<BTreeSet<_>>()
    };
    let mut expected = [only(&of_a, &of_b), only(&of_b, &of_a)];
    let both: BTreeSet<_> = own(a, &expected[0])
        .intersection(&own(b, &expected[1]))
        .cloned()
        .collect();
    for (side, id) in [a, b].into_iter().enumerate() {
        let target = Target::of_person(&model, &id.into());
        expected[side]
            .retain(|cell| !(cell.2 == target && both.contains(&(cell.0.clone(), cell.1.clone()))));
    }
    assert_eq!(told, expected);
    let swapped = beside(&engine, b, a);
    assert_eq!(swapped.n_same, sides.n_same);
    assert_eq!(swapped.n_only, [sides.n_only[1], sides.n_only[0]]);
    let n_held = model.permissions().iter().filter(|permission| {
        [a, b].iter().any(|who| {
            let effective = engine.effective_on(&(*who).into(), &permission.id);
            !effective.is_empty()
        })
    });
    assert_eq!(sides.n_same + sides.n_differ(), n_held.count());
}

#[test]
fn each_difference_has_its_reason_on_either_side() {
    let mut model = world("h");
    let people: Vec<PrincipalId> = model.principals().ids().take(2).cloned().collect();
    let [a, b] = [people[0].clone(), people[1].clone()];
    let permission = model
        .permissions()
        .iter()
        .find(|p| p.about == About::Person);
    let permission = permission.unwrap().id.clone();
    let name = model.permissions().get(&permission).unwrap().name.clone();
    let level = model
        .ladder_of(&permission)
        .unwrap()
        .level(1)
        .unwrap()
        .clone();
    let grants = model.direct_grants().ids().cloned().collect::<Vec<_>>();
    let mut edits: Vec<Edit> = grants
        .into_iter()
        .map(|id| Edit::Remove(Key::DirectGrant(id)))
        .collect();
    edits.push(Edit::put(DirectGrant {
        id: "new".into(),
        to: Subject::User(a.clone()),
        permission: (&permission).into(),
        level,
        scope: Scope::people(Reach::Listed(vec![b.clone()])),
        switch: None,
        window: Window::default(),
    }));
    let old = engine(&model);
    change(&mut model, edits);
    let now = engine(&model);
    let title = model.title(&Key::Principal(b.clone()));
    let sides = beside(&now, a.as_str(), b.as_str());
    let reason = format!("a direct grant, whose reach is {title}");
    assert!(
        sides.text().contains(&format!("{name}, {title} | ")),
        "{}",
        sides.text()
    );
    assert!(sides.text().contains(&reason), "{}", sides.text());
    // The same one, now and before.
    let before = compare([&now, &old].map(|engine| Side { engine, who: &a }));
    assert!(before.text().contains(&reason), "{}", before.text());
    let same = compare([&now, &now].map(|engine| Side { engine, who: &a }));
    assert_eq!(same.n_differ(), 0);
}
