//! Grants that can never reach anyone: two places that leave nothing between them (D8), or a place
//! that is set to nobody.

use super::{Finding, FindingSeverity};
use crate::engine::Engine;
use crate::engine::compose::{Place, Power, Source};
use crate::engine::rights::Right;
use crate::engine::select::{ItemExpr, ReachExpr};
use crate::engine::set::Set;
use crate::engine::words::Words;
use crate::engine::world::World;
use crate::model::Key;

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let mut seen: Vec<(Source, Vec<Place>)> = Vec::new();
    // Who holds the same has the same powers: the first of each holding stands for all.
    let mut holdings = vec![false; engine.holdings.len()];
    for actor in 0..engine.world.n_people as u32 {
        let holding = engine.holdings.of(actor).map(|n| n as usize);
        let Some(is_seen) = holding.and_then(|n| holdings.get_mut(n)) else {
            continue;
        };
        if std::mem::replace(is_seen, true) {
            continue;
        }
        let Some(powers) = engine.powers_of(actor) else {
            continue;
        };
        for (n, right) in engine.rights.list.iter().enumerate() {
            for power in powers.on(n) {
                let Some(places) = empty_places(&engine.world, right, power) else {
                    continue;
                };
                let place = (power.bundle.source.clone(), places);
                if seen.contains(&place) {
                    continue;
                }
                list.push(finding(engine, actor, power, &place.1));
                seen.push(place);
            }
        }
    }
}

/// The one or two places that leave nothing. Limits that depend on who acts are left alone: what
/// is empty today for someone without reports is meant for those who will have some (A-S4).
fn empty_places(world: &World, right: &Right, power: &Power) -> Option<Vec<Place>> {
    let mut sets: Vec<(Place, Set)> = Vec::new();
    if right.has_person {
        sets.extend(power.people_set().filter_map(
            |(place, no)| match &world.people_limit(no).expr {
                ReachExpr::Same(set) => Some((place.clone(), (**set).clone())),
                _ => None,
            },
        ));
    }
    if let Some(places) = clash(&sets) {
        return Some(places);
    }
    let mut sets: Vec<(Place, Set)> = Vec::new();
    if right.has_item {
        sets.extend(
            power
                .items_set()
                .filter_map(|(place, no)| match &world.item_limit(no).expr {
                    ItemExpr::Same(set) => Some((place.clone(), (**set).clone())),
                    _ => None,
                }),
        );
    }
    clash(&sets)
}

fn clash(sets: &[(Place, Set)]) -> Option<Vec<Place>> {
    if let Some((place, _)) = sets.iter().find(|(_, set)| set.is_empty()) {
        return Some(vec![place.clone()]);
    }
    for (n, (place, set)) in sets.iter().enumerate() {
        for (other, more) in sets.iter().skip(n + 1) {
            if !set.meets(more) {
                return Some(vec![place.clone(), other.clone()]);
            }
        }
    }
    None
}

fn finding(engine: &Engine, actor: u32, power: &Power, places: &[Place]) -> Finding {
    let model = engine.model();
    let words = Words::new(model);
    let path = engine.path(power, actor, Default::default());
    let limits: Vec<String> = places
        .iter()
        .map(|place| {
            let said = path.limits.iter().find(|(p, _)| p == place);
            let said = said.map(|(_, limit)| limit.clone()).unwrap_or_default();
            format!("{} reaches {said}", words.place(place))
        })
        .collect();
    let key = match &power.bundle.source {
        Source::Assignment(id) => Key::Assignment(id.clone()),
        Source::Derived(id) => Key::Role(id.clone()),
        Source::Custom(id) => Key::CustomSet(id.clone()),
        Source::Direct(id) => Key::DirectGrant(id.clone()),
    };
    let who = engine.world.person_id(actor).map(|id| words.person(id));
    Finding {
        code: "reaches-nobody",
        severity: FindingSeverity::Warning,
        title: format!(
            "{} for {} is granted but reaches nobody",
            words.permission(&path.permission),
            who.unwrap_or_default()
        ),
        detail: format!("{}: no one is in both", limits.join("; ")),
        key,
        repair: None,
    }
}
