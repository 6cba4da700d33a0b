//! The slow and obvious judge: what a model answers, written straight from the meaning of a model
//! and not from the engine. Everything is looked up anew for every question.
//!
//! Not here: explanations in words, near misses, speed.
#![allow(dead_code)]

mod select;
mod sources;

use std::collections::BTreeSet;

use sightline::model::*;

#[allow(unused_imports)]
pub use select::{Thing, holds_for, in_items, in_reach, kind_of, subject_of, things};
#[allow(unused_imports)]
pub use sources::{Right, effective, held, requirement_breaks};

/// What a question is about: a person, an item, both or neither.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub person: Option<PrincipalId>,
    pub item: Option<Thing>,
}

impl Target {
    pub const NONE: Target = Target {
        person: None,
        item: None,
    };

    pub fn of_person(model: &Model, id: &PrincipalId) -> Target {
        Target::of_thing(model, &Thing::Account(id.clone()))
    }

    pub fn of_thing(model: &Model, thing: &Thing) -> Target {
        Target {
            person: subject_of(model, thing),
            item: Some(thing.clone()),
        }
    }

    /// Nothing; each thing of the universe with its subject; each person without an item; each
    /// person with each plain item that is not about them.
    pub fn all(model: &Model) -> Vec<Target> {
        let mut all = vec![Target::NONE];
        all.extend(things(model).iter().map(|t| Target::of_thing(model, t)));
        for person in model.principals().iter().filter(|p| p.has_record()) {
            let person = Some(person.id.clone());
            all.push(Target {
                person: person.clone(),
                item: None,
            });
            for item in model.items().iter().filter(|i| i.subject != person) {
                all.push(Target {
                    person: person.clone(),
                    item: Some(Thing::Item(item.id.clone())),
                });
            }
        }
        all
    }
}

/// Why the answer is no.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Denial {
    Account,
    ModuleOff,
    ModuleUsers,
    Kind,
    Guard(GuardId),
    NoPath,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub allowed: bool,
    /// Every path that hits, also when a guard overrules it.
    pub paths: BTreeSet<String>,
    pub denial: Option<Denial>,
}

/// DECIDE.
pub fn decide(
    model: &Model,
    day: Date,
    actor: &PrincipalId,
    permission: &PermissionId,
    level: &LevelId,
    target: &Target,
) -> Decision {
    let rights = effective(model, day, actor);
    decide_with(model, day, actor, &rights, permission, level, target)
}

/// DECIDE, with what the actor has already at hand.
pub fn decide_with(
    model: &Model,
    day: Date,
    actor: &PrincipalId,
    rights: &[Right],
    permission: &PermissionId,
    level: &LevelId,
    target: &Target,
) -> Decision {
    let asked = model.permissions().get(permission).unwrap();
    let rank = rank(model, permission, level);
    assert!(rank > 0, "asking for the bottom level is a bad question");
    let deny = |denial| Decision {
        allowed: false,
        paths: BTreeSet::new(),
        denial: Some(denial),
    };
    if model.principals().get(actor).unwrap().account != Account::Active {
        return deny(Denial::Account);
    }
    let module = model.modules().get(&permission.module()).unwrap();
    if !module.on {
        return deny(Denial::ModuleOff);
    }
    if let Some(users) = &module.users
        && !matches_who(model, day, users, actor)
    {
        return deny(Denial::ModuleUsers);
    }
    let target = &meant(model, &asked.about, target);
    if asked.about.has_item()
        && let Some(item) = &target.item
        && !asked.about.kinds().contains(&kind_of(model, item))
    {
        return deny(Denial::Kind);
    }
    let paths: BTreeSet<String> = rights
        .iter()
        .filter(|r| r.permission == *permission && r.rank >= rank)
        .filter(|r| r.admits(model, actor, &asked.about, target))
        .map(|r| r.path.clone())
        .collect();
    for guard in model.guards().iter() {
        if guard_forbids(model, day, guard, actor, asked, rank, target) {
            return Decision {
                allowed: false,
                paths,
                denial: Some(Denial::Guard(guard.id.clone())),
            };
        }
    }
    let allowed = !paths.is_empty();
    Decision {
        allowed,
        paths,
        denial: (!allowed).then_some(Denial::NoPath),
    }
}

/// Someone named as a target is meant as a person where the permission is about people and not
/// about accounts.
pub fn meant(model: &Model, about: &About, target: &Target) -> Target {
    let is_stray_account = match &target.item {
        Some(account @ Thing::Account(_)) => !about.kinds().contains(&kind_of(model, account)),
        _ => false,
    };
    let mut target = target.clone();
    if about.has_person() && target.person.is_some() && is_stray_account {
        target.item = None;
    }
    target
}

fn guard_forbids(
    model: &Model,
    day: Date,
    guard: &Guard,
    actor: &PrincipalId,
    asked: &Permission,
    rank_asked: usize,
    target: &Target,
) -> bool {
    let from = match &guard.level {
        None => 0,
        Some(level) => rank(model, &guard.permission.base(), level),
    };
    model.covers(&guard.permission, &asked.id)
        && rank_asked >= from
        && switch_allows(model, &guard.switch)
        && matches_who(model, day, &guard.who, actor)
        && admits(model, &guard.on, actor, &asked.about, target)
        && !guard.except.iter().any(|e| {
            matches_who(model, day, &e.who, actor)
                && admits(model, &e.on, actor, &asked.about, target)
        })
}

/// ADMITS.
pub fn admits(
    model: &Model,
    scope: &Scope,
    actor: &PrincipalId,
    about: &About,
    target: &Target,
) -> bool {
    let people = match &scope.people {
        Some(reach) if about.has_person() => target
            .person
            .as_ref()
            .is_some_and(|person| in_reach(model, reach, actor, person)),
        _ => true,
    };
    let items = match &scope.items {
        Some(selector) if about.has_item() => target
            .item
            .as_ref()
            .is_some_and(|item| in_items(model, selector, actor, item)),
        _ => true,
    };
    people && items
}

/// Place of a level on a permission's ladder.
pub fn rank(model: &Model, permission: &PermissionId, level: &LevelId) -> usize {
    model.ladder_of(permission).unwrap().rank(level).unwrap()
}

/// The levels of a permission above the bottom.
pub fn levels(model: &Model, permission: &PermissionId) -> Vec<LevelId> {
    model.ladder_of(permission).unwrap().levels[1..].to_vec()
}

/// True if the switch is unset or on.
pub fn switch_allows(model: &Model, switch: &Option<SwitchId>) -> bool {
    switch
        .as_ref()
        .is_none_or(|id| model.switches().get(id).unwrap().on)
}

/// MEMBERS: the least fix-point, found by asking until nothing is added.
pub fn members(model: &Model, group: &GroupId) -> BTreeSet<PrincipalId> {
    let mut reached = BTreeSet::from([group.clone()]);
    loop {
        let mut more = reached.clone();
        for id in &reached {
            more.extend(model.groups().get(id).unwrap().groups.iter().cloned());
        }
        if more == reached {
            break;
        }
        reached = more;
    }
    let mut members = BTreeSet::new();
    for id in &reached {
        let group = model.groups().get(id).unwrap();
        members.extend(group.listed.iter().cloned());
        if let Some(condition) = &group.condition {
            for person in model.principals().iter().filter(|p| p.has_record()) {
                if holds_for(model, condition, person) {
                    members.insert(person.id.clone());
                }
            }
        }
    }
    members
}

/// True if a selector of principals has someone in it.
pub fn matches_who(model: &Model, day: Date, who: &Who, id: &PrincipalId) -> bool {
    who_has(model, day, who, id, true)
}

/// The same; `derived` says whether derived roles count as held.
pub fn who_has(model: &Model, day: Date, who: &Who, id: &PrincipalId, derived: bool) -> bool {
    let principal = model.principals().get(id).unwrap();
    match who {
        Who::Anyone => true,
        Who::Sort(sort) => principal.sort == *sort,
        Who::Listed(ids) => ids.contains(id),
        Who::Member(group) => members(model, group).contains(id),
        Who::Holds(roles) => {
            let held = held(model, day, id, derived);
            roles.iter().any(|role| held.contains(role))
        }
        Who::Owns(kind) => model
            .items()
            .iter()
            .any(|i| i.kind == *kind && i.owner.as_ref() == Some(id)),
        Who::Where(condition) => principal.has_record() && holds_for(model, condition, principal),
        Who::Not(one) => !who_has(model, day, one, id, derived),
        Who::AllOf(list) => list.iter().all(|w| who_has(model, day, w, id, derived)),
        Who::AnyOf(list) => list.iter().any(|w| who_has(model, day, w, id, derived)),
    }
}

/// Everyone who can.
pub fn who_can(
    model: &Model,
    day: Date,
    permission: &PermissionId,
    level: &LevelId,
    target: &Target,
) -> BTreeSet<PrincipalId> {
    model
        .principals()
        .ids()
        .filter(|id| decide(model, day, id, permission, level, target).allowed)
        .cloned()
        .collect()
}

/// The targets of an expectation from someone's place.
pub fn targets_of(model: &Model, actor: &PrincipalId, e: &Expectation) -> Vec<Target> {
    let kinds = model
        .permissions()
        .get(&e.permission)
        .unwrap()
        .about
        .kinds();
    let people = |reach: &Reach| -> Vec<PrincipalId> {
        let all = model.principals().ids();
        all.filter(|id| in_reach(model, reach, actor, id))
            .cloned()
            .collect()
    };
    let items = |selector: &ItemSelector| -> Vec<Thing> {
        let all = things(model).into_iter();
        all.filter(|t| kinds.contains(&kind_of(model, t)) && in_items(model, selector, actor, t))
            .collect()
    };
    match &e.on {
        On::Nothing => vec![Target::NONE],
        On::People(reach) => people(reach)
            .into_iter()
            .map(|person| Target::of_person(model, &person))
            .collect(),
        On::Items(selector) => items(selector)
            .iter()
            .map(|thing| Target::of_thing(model, thing))
            .collect(),
        On::Pairs(reach, selector) => {
            let mut pairs = Vec::new();
            for person in people(reach) {
                for thing in items(selector) {
                    pairs.push(Target {
                        person: Some(person.clone()),
                        item: Some(thing),
                    });
                }
            }
            pairs
        }
    }
}

/// True if the sentence holds. One that says someone can, and speaks of no one, does not.
pub fn expectation_holds(model: &Model, today: Date, e: &Expectation) -> bool {
    let day = e.date.unwrap_or(today);
    let mut speaks_of_someone = e.verdict == Verdict::Cannot;
    for id in model.principals().ids() {
        let can = |target: &Target| decide(model, day, id, &e.permission, &e.level, target).allowed;
        let targets = targets_of(model, id, e);
        let named = matches_who(model, day, &e.who, id);
        speaks_of_someone |= named && !targets.is_empty();
        let holds = match (e.verdict, named) {
            (Verdict::Can | Verdict::OnlyTheyCan, true) => targets.iter().all(can),
            (Verdict::Cannot, true) | (Verdict::OnlyTheyCan, false) => !targets.iter().any(can),
            (Verdict::Can | Verdict::Cannot, false) => true,
        };
        if !holds {
            return false;
        }
    }
    speaks_of_someone
}

/// What an administrative act is done to.
#[derive(Clone, Debug, PartialEq)]
pub enum ActOn {
    User(PrincipalId),
    Group(GroupId),
    Role(RoleId),
    Switch(SwitchId),
    /// Someone who is not there yet.
    NewUser,
    /// Nothing in particular, or something else.
    Nothing,
}

/// MAY. Says yes or no, and the rule that says so.
pub fn may(
    model: &Model,
    day: Date,
    by: &PrincipalId,
    act: Act,
    on: &ActOn,
    role: Option<&RoleId>,
) -> (bool, Option<DelegationRuleId>) {
    if model.principals().get(by).unwrap().account != Account::Active {
        return (false, None);
    }
    let role = match on {
        ActOn::Role(id) => role.or(Some(id)),
        _ => role,
    };
    let lists = [
        match (act, role) {
            (Act::GiveRole | Act::AddUser, Some(id)) => {
                model.roles().get(id).unwrap().handed_out_by.as_ref()
            }
            _ => None,
        },
        match (act, on) {
            (Act::FlipSwitch, ActOn::Switch(id)) => {
                model.switches().get(id).unwrap().flipped_by.as_ref()
            }
            _ => None,
        },
    ];
    let mine = held(model, day, by, true);
    for list in lists.into_iter().flatten() {
        if !list.iter().any(|r| mine.contains(r)) {
            return (false, None);
        }
    }
    for effect in [Effect::Deny, Effect::Allow] {
        for rule in model.delegation().iter().filter(|r| r.effect == effect) {
            if rule_matches(model, day, rule, by, act, on, role) {
                return (effect == Effect::Allow, Some(rule.id.clone()));
            }
        }
    }
    (false, None)
}

fn rule_matches(
    model: &Model,
    day: Date,
    rule: &DelegationRule,
    by: &PrincipalId,
    act: Act,
    on: &ActOn,
    role: Option<&RoleId>,
) -> bool {
    let acts = rule.acts.is_empty() || rule.acts.contains(&act);
    let roles = match &rule.roles {
        None => true,
        Some(list) => role.is_some_and(|id| list.contains(id)),
    };
    let subject = match &rule.subject {
        None => true,
        Some(who) => matches_act_on(model, day, who, on),
    };
    let holding = match &rule.holding {
        None => true,
        Some(h) => {
            let target = match on {
                ActOn::User(id) => Target::of_person(model, id),
                ActOn::Role(id) => Target::of_thing(model, &Thing::Role(id.clone())),
                _ => Target::NONE,
            };
            rank(model, &h.permission, &h.level) > 0
                && decide(model, day, by, &h.permission, &h.level, &target).allowed
        }
    };
    acts && matches_who(model, day, &rule.by, by) && roles && subject && holding
}

/// Whether a rule's subject selector has what is acted on in it.
fn matches_act_on(model: &Model, day: Date, who: &Who, on: &ActOn) -> bool {
    let again = |who: &Who| matches_act_on(model, day, who, on);
    match (who, on) {
        (_, ActOn::User(id)) => matches_who(model, day, who, id),
        (Who::Anyone, _) => true,
        (Who::Not(one), ActOn::Group(_) | ActOn::NewUser) => !again(one),
        (Who::AllOf(list), _) => list.iter().all(again),
        (Who::AnyOf(list), _) => list.iter().any(again),
        (Who::Member(group), ActOn::Group(id)) => group == id,
        (Who::Holds(roles), ActOn::Group(id)) => model
            .assignments()
            .iter()
            .filter(|a| a.to == Subject::Group(id.clone()) && a.window.contains(day))
            .any(|a| {
                let mut given = BTreeSet::new();
                with_nested(model, &a.role, &mut given);
                roles.iter().any(|role| given.contains(role))
            }),
        (Who::Sort(sort), ActOn::NewUser) => *sort == PrincipalSort::Person,
        _ => false,
    }
}

/// A role and all that is nested in it.
fn with_nested(model: &Model, role: &RoleId, given: &mut BTreeSet<RoleId>) {
    if given.insert(role.clone()) {
        for nested in &model.roles().get(role).unwrap().nested {
            with_nested(model, &nested.role, given);
        }
    }
}
