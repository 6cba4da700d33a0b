//! The ways to a yes that an answer points at, one step each.

use crate::engine::{
    AccessPath, Denial, Drop, Engine, Failure, ItemRef, NearMiss, Question, Source,
};
use crate::model::{
    Account, Change, GroupId, GuardException, ItemSelector, LevelId, Model, PermissionId, Reach,
    RoleId, Scope, Subject, Who, Window,
};
use crate::session::edits::grants::{self, Bearer};
use crate::session::edits::policies::{self, Rule};
use crate::session::edits::{groups, people, roles, rules};

use super::widen;

/// What a remedy does, broadly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemedySort {
    /// Mends what is there and comes near.
    Mend,
    /// Adds it to a role or set that is held already.
    Held,
    /// Gives a role, limited to what was asked.
    RoleHere,
    /// Gives a role.
    Role,
    /// Puts into a group.
    Group,
    /// Grants directly.
    Direct,
}

/// A change, and how it works in a few words.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub change: Change,
    pub how: String,
    /// Where it is not enough by itself, more may be done after it.
    pub goes_on: bool,
    pub sort: RemedySort,
}

impl Way {
    pub(super) fn new(change: Option<Change>, how: impl Into<String>) -> Option<Way> {
        Some(Way {
            change: change?,
            how: how.into(),
            goes_on: true,
            sort: RemedySort::Mend,
        })
    }

    /// The same as the last step, of some sort.
    fn that_ends(mut self, sort: RemedySort) -> Way {
        self.goes_on = false;
        self.sort = sort;
        self
    }
}

/// Roles, and groups, that are tried at most.
const MOST_OF_A_KIND: usize = 6;

/// Every way from here. `at_first` adds those that have nothing to do with what is there already.
pub(super) fn ways(engine: &Engine, question: &Question, at_first: bool) -> Vec<Way> {
    let model = engine.model();
    let answer = engine.decide(
        &question.actor,
        &question.permission,
        &question.level,
        &question.target,
    );
    let mut ways = Vec::new();
    match &answer.denial {
        None | Some(Denial::Unknown(_) | Denial::WrongKind(_)) => return ways,
        Some(Denial::NoPath(_)) => {}
        Some(gate) => {
            ways.extend(through_gate(model, question, gate));
            return ways;
        }
    }
    for miss in &answer.near {
        ways.extend(from_miss(engine, question, miss));
    }
    if at_first {
        let held = by_held(engine, question).into_iter();
        ways.extend(held.map(|way| way.that_ends(RemedySort::Held)));
        ways.extend(by_role(model, question));
        let groups = by_group(engine, question).into_iter();
        ways.extend(groups.map(|way| way.that_ends(RemedySort::Group)));
        let grant = by_grant(model, question).into_iter();
        ways.extend(grant.map(|way| way.that_ends(RemedySort::Direct)));
    }
    ways
}

/// What a gate that says no needs.
fn through_gate(model: &Model, question: &Question, gate: &Denial) -> Option<Way> {
    let actor = &question.actor;
    match gate {
        Denial::Account(_) => Way::new(
            people::set_account(model, actor, Account::Active),
            "the account can be used",
        ),
        Denial::ModuleOff(id) => Way::new(
            rules::set_module_on(model, id, true),
            "for everyone who may use it",
        ),
        Denial::NotForUser(id) => {
            let users = model.modules().get(id)?.users.clone()?;
            let listed = Who::Listed(vec![actor.clone()]);
            let users = match users {
                Who::Listed(mut list) => {
                    list.push(actor.clone());
                    Who::Listed(list)
                }
                Who::AnyOf(mut list) => {
                    list.push(listed);
                    Who::AnyOf(list)
                }
                other => Who::AnyOf(vec![other, listed]),
            };
            let name = widen::person(model, actor);
            Way::new(
                rules::set_module_users(model, id, Some(users), &format!("{name} too")),
                "the module is made available to one more user",
            )
        }
        Denial::Guard(id) => {
            let mut guard = model.guards().get(id)?.clone();
            guard.except.push(GuardException {
                who: Who::Listed(vec![actor.clone()]),
                on: just_this(question),
            });
            let part = format!("let {} through here", widen::person(model, actor));
            Way::new(
                policies::change(model, Rule::Guard(guard), &part),
                "an exception to a guard: it stands in the report with its name",
            )
        }
        Denial::Unknown(_) | Denial::WrongKind(_) | Denial::NoPath(_) => None,
    }
}

/// The target of the question and nothing else, as far as it can be listed.
fn just_this(question: &Question) -> Scope {
    let item = match &question.target.item {
        Some(ItemRef::Item(id)) => Some(ItemSelector::Listed(vec![id.clone()])),
        _ => None,
    };
    let person = question.target.person.clone();
    Scope {
        // An item brings its subject along; one limit is enough.
        people: person
            .filter(|_| item.is_none())
            .map(|id| Reach::Listed(vec![id])),
        items: item,
    }
}

/// What a path that comes near lacks, mended one by one: the first lack first, in every way it can be.
fn from_miss(engine: &Engine, question: &Question, miss: &NearMiss) -> Vec<Way> {
    let (Some(path), Some(first)) = (&miss.path, miss.failures.first()) else {
        return Vec::new();
    };
    let model = engine.model();
    match first {
        Failure::Level { wants, .. } => raise(model, path, wants).into_iter().collect(),
        Failure::PersonOutside { place, .. } => {
            let Some(person) = &question.target.person else {
                return Vec::new();
            };
            widen::to_person(engine, place, path, person)
        }
        Failure::ItemOutside { place, .. } => match &question.target.item {
            Some(item) => widen::to_item(engine, place, path, item),
            None => Vec::new(),
        },
        Failure::EmptyScope(a, b) => [a, b]
            .into_iter()
            .filter_map(|place| widen::lift(model, place, path))
            .collect(),
        Failure::NotSeen => show_item(model, question).into_iter().collect(),
        Failure::Dropped(drop) => undrop(engine, path, drop).into_iter().collect(),
        Failure::NoTarget | Failure::NothingGives { .. } => Vec::new(),
    }
}

/// The same source gives the level that is wanted.
fn raise(model: &Model, path: &AccessPath, wants: &LevelId) -> Option<Way> {
    let how = "one grant gives more";
    let granted = path.granted.base();
    // A level of the permission asked about need not be one of the permission granted.
    model.ladder_of(&granted)?.rank(wants)?;
    if let Source::Direct(id) = &path.source {
        let change = roles::edit_direct(
            model,
            id,
            &format!("raise to {wants} the grant"),
            |direct| {
                direct.level = wants.clone();
            },
        );
        return Way::new(change, how);
    }
    let bearer = widen::bearer(path)?;
    Way::new(grants::set_level_of(model, &bearer, path.grant, wants), how)
}

/// What is written down counts again.
fn undrop(engine: &Engine, path: &AccessPath, drop: &Drop) -> Option<Way> {
    let (model, day) = (engine.model(), engine.day());
    match drop {
        Drop::SwitchOff(id) => Way::new(rules::flip(model, id), "for everyone it is about"),
        Drop::Suppressed(id) => {
            let switch = model.suppressions().get(id)?.switch.clone();
            match switch {
                Some(switch) => Way::new(rules::flip(model, &switch), "for everyone it hides from"),
                None => {
                    let mut suppression = model.suppressions().get(id)?.clone();
                    suppression.roles.retain(|role| !path.roles.contains(role));
                    Way::new(
                        policies::change(model, Rule::Suppression(suppression), "whom it is about"),
                        "a role is no longer suppressed",
                    )
                }
            }
        }
        Drop::Replaced(id) => {
            let bearer = Bearer::Set(id.clone());
            let rank = model.ladder_of(&path.permission)?.rank(&path.level)?;
            Way::new(
                grants::set_level(model, &bearer, &path.permission, rank),
                "the set that replaces the role gives it too",
            )
        }
        Drop::Window(..) => {
            let open = |window: Window| Window {
                from: window.from.filter(|from| *from <= day),
                until: window.until.filter(|until| day <= *until),
            };
            let what = format!("let the days hold {}", day);
            let change = match &path.source {
                Source::Assignment(id) => roles::edit_assignment(model, id, &what, |one| {
                    one.window = open(one.window);
                }),
                Source::Direct(id) => roles::edit_direct(model, id, &what, |one| {
                    one.window = open(one.window);
                }),
                _ => None,
            };
            Way::new(change, "it is written down, for other days")
        }
    }
}

/// The permission that decides what is seen lets the item be seen.
fn show_item(model: &Model, question: &Question) -> Option<Way> {
    let module = model.modules().get(&question.permission.module())?;
    let view = module.view_set.clone()?;
    let level = model.ladder_of(&view)?.level(1)?.clone();
    let to = Subject::User(question.actor.clone());
    let (change, _) = roles::grant_directly(model, &to, &view, &level, just_this(question));
    Way::new(Some(change), "what decides who sees it shows just this one")
}

/// Roles and sets that are held already, given it too: for everyone who holds them.
fn by_held(engine: &Engine, question: &Question) -> Vec<Way> {
    let model = engine.model();
    let module = question.permission.module();
    let Some(ladder) = model.ladder_of(&question.permission) else {
        return Vec::new();
    };
    let Some(rank) = ladder.rank(&question.level) else {
        return Vec::new();
    };
    let groups = engine.groups_of(&question.actor);
    let is_mine = |of: &Subject| match of {
        Subject::User(id) => *id == question.actor,
        Subject::Group(id) => groups.contains(id),
    };
    let sets = model.custom_sets().iter();
    let sets = sets.filter(|set| set.module == module && is_mine(&set.of));
    let roles = engine.roles_of(&question.actor).into_iter();
    let bearers = sets
        .map(|set| Bearer::Set(set.id.clone()))
        .chain(roles.map(Bearer::Role));
    bearers
        .take(MOST_OF_A_KIND)
        .filter_map(|bearer| {
            Way::new(
                grants::set_level(model, &bearer, &question.permission, rank),
                "what is held already gives it too, to everyone who holds it",
            )
        })
        .collect()
}

/// Roles that give it, everywhere and on just this target.
fn by_role(model: &Model, question: &Question) -> Vec<Way> {
    let to = Subject::User(question.actor.clone());
    let mut ways = Vec::new();
    for role in giving(model, &question.permission, &question.level)
        .into_iter()
        .take(MOST_OF_A_KIND)
    {
        let (change, id) = roles::assign(model, &to, &role);
        let mut limited = model.clone();
        let scoped = limited.apply(&change).ok().and_then(|_| {
            let scope = just_this(question);
            if scope.is_unset() {
                return None;
            }
            let only = roles::edit_assignment(&limited, &id, "limit", |one| one.scope = scope)?;
            let title = question.target.title(model);
            Some(Change::new(
                format!("{}, for {title} only", change.label),
                only.edits,
            ))
        });
        let here = Way::new(scoped, "a role that gives it, limited to this");
        ways.extend(here.map(|way| way.that_ends(RemedySort::RoleHere)));
        let whole = Way::new(Some(change), "a role that gives it, with all it holds");
        ways.extend(whole.map(|way| way.that_ends(RemedySort::Role)));
    }
    ways
}

/// Roles that give it, those with the fewest grants first. Roles held by condition are left out:
/// nobody is given them.
fn giving(model: &Model, permission: &PermissionId, level: &LevelId) -> Vec<RoleId> {
    let gives = |grants: &[crate::model::Grant]| {
        grants.iter().any(|grant| {
            let ladder = model.ladder_of(&grant.permission.base());
            let rank = |level| ladder.and_then(|ladder| ladder.rank(level));
            model.covers(&grant.permission, permission) && rank(&grant.level) >= rank(level)
        })
    };
    let mut found: Vec<(usize, RoleId)> = model
        .roles()
        .iter()
        .filter(|role| role.derived.is_none() && gives(&role.grants))
        .map(|role| (role.grants.len() + 100 * role.nested.len(), role.id.clone()))
        .collect();
    found.sort_by_key(|(n, _)| *n);
    found.into_iter().map(|(_, id)| id).collect()
}

/// Groups that are given it.
fn by_group(engine: &Engine, question: &Question) -> Vec<Way> {
    let model = engine.model();
    let roles = giving(model, &question.permission, &question.level);
    let mut given: Vec<GroupId> = Vec::new();
    let mut add = |to: &Subject| {
        if let Subject::Group(id) = to
            && !given.contains(id)
        {
            given.push(id.clone());
        }
    };
    let assignments = model.assignments().iter();
    assignments
        .filter(|one| roles.contains(&one.role))
        .for_each(|one| add(&one.to));
    let direct = model.direct_grants().iter();
    direct
        .filter(|one| model.covers(&one.permission, &question.permission))
        .for_each(|one| add(&one.to));
    let sets = model.custom_sets().iter();
    sets.filter(|set| set.module == question.permission.module())
        .for_each(|set| add(&set.of));
    let mine = engine.groups_of(&question.actor);
    given.retain(|id| !mine.contains(id));
    given.sort_by_key(|id| engine.members(id).len());
    given.truncate(MOST_OF_A_KIND);
    given
        .iter()
        .filter_map(|id| {
            let n = engine.members(id).len();
            let members = if n == 1 {
                "1 member"
            } else {
                &format!("{n} members")
            };
            Way::new(
                groups::list(model, id, &question.actor, true),
                format!("a group that is given it, with all it holds; {members} now"),
            )
        })
        .collect()
}

/// A grant of just this, without a role.
fn by_grant(model: &Model, question: &Question) -> Option<Way> {
    let to = Subject::User(question.actor.clone());
    let scope = just_this(question);
    let (mut change, _) = roles::grant_directly(
        model,
        &to,
        &question.permission,
        &question.level,
        scope.clone(),
    );
    if !scope.is_unset() {
        let title = question.target.title(model);
        change.label = format!("{}, for {title} only", change.label);
    }
    Way::new(
        Some(change),
        "without a role: the least there is, and easily forgotten",
    )
}
