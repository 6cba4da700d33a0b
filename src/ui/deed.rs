//! What someone may do to whom: a permission, a level and a target, each chosen in a list.

use egui::Ui;

use super::Context;
use super::icons;
use super::widgets::{Choice, Combo};
use crate::engine::{ItemRef, Target};
use crate::model::{LevelId, PermissionId};

/// What was chosen so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Deed {
    /// What.
    pub permission: Option<PermissionId>,
    /// At which level.
    pub level: Option<LevelId>,
    /// On what; none = on anything at all.
    pub target: Option<Target>,
}

/// The list of permissions; the first sensitive one to begin with.
pub fn permission_choice(ui: &mut Ui, cx: &Context<'_>, deed: &mut Deed) {
    let permissions = cx.model.permissions();
    let choices: Vec<Choice<'_>> = permissions
        .iter()
        .map(|p| Choice::new(&p.name).detail(p.id.as_str()).icon(icons::KEY))
        .collect();
    if deed.permission.is_none() {
        let sensitive = permissions.iter().find(|p| p.sensitive);
        deed.permission = sensitive
            .or_else(|| permissions.at(0))
            .map(|p| p.id.clone());
    }
    let chosen = deed
        .permission
        .as_ref()
        .and_then(|id| permissions.position(id));
    let picked = Combo::bare("Permission", &choices, chosen)
        .placeholder("Choose a permission")
        .width(240.0)
        .tall()
        .show(ui);
    if let Some(permission) = picked.and_then(|at| permissions.at(at)) {
        deed.permission = Some(permission.id.clone());
        deed.level = None;
    }
}

/// The list of its levels.
pub fn level_choice(ui: &mut Ui, cx: &Context<'_>, deed: &mut Deed) {
    let ladder = deed
        .permission
        .as_ref()
        .and_then(|id| cx.model.ladder_of(id));
    let Some(ladder) = ladder else { return };
    let levels: Vec<&LevelId> = ladder.levels.iter().skip(1).collect();
    if deed.level.as_ref().is_none_or(|l| !levels.contains(&l)) {
        deed.level = levels.first().map(|level| (*level).clone());
    }
    let choices: Vec<Choice<'_>> = levels.iter().map(|l| Choice::new(l.as_str())).collect();
    let chosen = levels
        .iter()
        .position(|level| deed.level.as_ref() == Some(*level));
    let picked = Combo::bare("Level", &choices, chosen)
        .width(100.0)
        .tall()
        .show(ui);
    if let Some(level) = picked.and_then(|at| levels.get(at)) {
        deed.level = Some((*level).clone());
    }
}

/// The list of what it can be done to.
pub fn target_choice(ui: &mut Ui, cx: &Context<'_>, deed: &mut Deed) {
    let model = cx.model;
    let about = deed
        .permission
        .as_ref()
        .and_then(|id| model.permissions().get(id))
        .map(|p| &p.about);
    let kinds = about.map(|about| about.kinds()).unwrap_or_default();
    let has_accounts = kinds.iter().any(|kind| *kind == crate::model::ACCOUNT_KIND);
    let has_people = about.is_some_and(|about| about.has_person());
    let (people, items) = (model.principals(), model.items());
    // Nothing, then the people, then the items.
    let choice = |nth: usize| {
        let Some(nth) = nth.checked_sub(1) else {
            return Some(Choice::new("anyone or anything at all"));
        };
        if let Some(person) = people.at(nth) {
            let choice = Choice::new(&person.name).icon(icons::PERSON);
            return match (has_people && person.has_record(), has_accounts) {
                (true, _) => Some(choice.detail(person.id.as_str())),
                (_, true) => Some(choice.detail("account")),
                _ => None,
            };
        }
        let item = items.at(nth - people.len())?;
        let choice = || Choice::new(&item.name).icon(icons::DESCRIPTION);
        (kinds.contains(&item.kind)).then(|| choice().detail(item.id.as_str()))
    };
    let place = |target: &Target| match (&target.item, &target.person) {
        (Some(ItemRef::Item(id)), _) => Some(1 + people.len() + items.position(id)?),
        (Some(ItemRef::Account(id)), _) | (None, Some(id)) => Some(1 + people.position(id)?),
        _ => None,
    };
    let n_all = 1 + people.len() + items.len();
    let chosen = deed.target.as_ref().and_then(place);
    let chosen = chosen.filter(|nth| choice(*nth).is_some()).unwrap_or(0);
    let picked = Combo::bare("Target", &[], Some(chosen))
        .many(n_all, &choice)
        .width(240.0)
        .tall()
        .show(ui);
    match picked {
        Some(picked) => {
            let nth = picked.checked_sub(1);
            deed.target = nth.and_then(|nth| match people.at(nth) {
                Some(person) => Some(Target::of_person(model, &person.id)),
                None => {
                    let item = items.at(nth - people.len())?;
                    Some(Target::of_item(model, &item.id))
                }
            });
        }
        None if chosen == 0 => deed.target = None,
        None => {}
    }
}
