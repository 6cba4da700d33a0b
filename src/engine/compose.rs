//! The order of composition: from assignments, direct grants, custom sets and derived roles to
//! the list of powers, in ONE function with numbered steps.
//!
//! Principals who hold the same things (one [`Profile`]) share one list: what differs between them
//! is only the place their selectors are read from. Limits are held by number, so that powers stay
//! what they are while only the meaning of limits changes with the people.

mod bases;
mod closure;
mod kept;
mod prepare;

use std::sync::Arc;

pub(super) use kept::Kept;

use bases::{set_paired_bases, set_pooled_bases};
use closure::closure;

use super::classes::Classes;
use super::holders::Holders;
use super::limits::{ItemsNo, PeopleNo, ScopeExpr};
use super::rights::Rights;
use super::world::World;
use crate::model::{
    AssignmentId, CustomSetId, Date, DirectGrantId, PrincipalId, RoleId, Subject, SuppressionId,
    SwitchId,
};

/// Where a right comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// An assignment of a role.
    Assignment(AssignmentId),
    /// A role held by condition.
    Derived(RoleId),
    /// A custom set.
    Custom(CustomSetId),
    /// A direct grant.
    Direct(DirectGrantId),
}

/// Which of the places a limit was set in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The scope of the one who acts (D10).
    Principal(PrincipalId),
    /// The assignment (D11).
    Assignment(AssignmentId),
    /// The role (D9).
    Role(RoleId),
    /// The place of a role inside another.
    Nested(RoleId, RoleId),
    /// The direct grant (D12).
    Direct(DirectGrantId),
    /// The grant's own criterion.
    Grant,
}

/// Why something that is written down gives nothing now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Drop {
    /// The assignment or direct grant does not count on this day.
    Window(Option<Date>, Option<Date>),
    /// A custom set replaces it (L26).
    Replaced(CustomSetId),
    /// The switch it needs is off.
    SwitchOff(SwitchId),
    /// A suppression takes it away (P7).
    Suppressed(SuppressionId),
}

/// One source with the roles that lead to its grants, and the limits on the way.
#[derive(Debug)]
pub(super) struct Bundle {
    pub source: Source,
    pub to: Option<Subject>,
    /// From the role assigned or derived down to the role that contains the grant, by number.
    pub chain: Vec<usize>,
    pub people: Vec<(Place, PeopleNo)>,
    pub items: Vec<(Place, ItemsNo)>,
}

/// Items that some source lets one see: a union of intersections. An empty intersection is no limit.
pub(super) type Base = Vec<Vec<ItemsNo>>;

/// A right at a rank, with everything that limits it.
#[derive(Clone, Debug)]
pub(super) struct Power {
    pub right: usize,
    pub rank: usize,
    pub bundle: Arc<Bundle>,
    /// Place of the grant in its role or custom set.
    pub grant: usize,
    /// Implications that lead from the grant to this right.
    pub implied: Vec<usize>,
    pub own_people: Option<PeopleNo>,
    pub own_items: Option<ItemsNo>,
    /// What the module's view set leaves, for rights on items.
    pub base: Option<Arc<Base>>,
    /// What it would leave if sources were paired; differs from `base` only in pooled modules.
    pub paired_base: Option<Arc<Base>>,
    /// Empty unless composed for "why not".
    pub drops: Vec<Drop>,
}

/// All powers of one profile, by right.
#[derive(Debug, Default)]
pub(super) struct Powers {
    list: Vec<Power>,
    starts: Vec<u32>,
}

impl Powers {
    fn new(mut list: Vec<Power>, n_rights: usize) -> Powers {
        list.sort_by_key(|power| power.right);
        let mut starts = vec![0u32; n_rights + 1];
        for power in &list {
            if let Some(count) = starts.get_mut(power.right + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Powers { list, starts }
    }

    /// The powers on a right.
    pub(super) fn on(&self, right: usize) -> &[Power] {
        match (self.starts.get(right), self.starts.get(right + 1)) {
            (Some(from), Some(to)) => self
                .list
                .get(*from as usize..*to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }
}

/// What a principal holds: the key under which powers are shared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub(super) struct Profile {
    assignments: Vec<u32>,
    derived: Vec<u32>,
    direct: Vec<u32>,
    customs: Vec<u32>,
    scope: Option<u32>,
    /// Suppressions that reach this principal whatever the path.
    suppressed: Vec<u32>,
}

impl Profile {
    /// One role by itself, with nothing beside it and no limit from outside.
    pub(super) fn of_role(role: u32) -> Profile {
        Profile {
            derived: vec![role],
            ..Profile::default()
        }
    }
}

/// A role with everything nested in it, each role once per path.
#[derive(Debug)]
struct Expanded {
    chain: Vec<usize>,
    people: Vec<(Place, PeopleNo)>,
    items: Vec<(Place, ItemsNo)>,
}

/// More paths than this through nested roles add nothing a person could read.
const MOST_PATHS: usize = 4096;

/// Everything composing needs, made once per model and day.
#[derive(Debug)]
pub(super) struct Composer {
    roles: Vec<Vec<Expanded>>,
    role_grants: Vec<Vec<GrantExpr>>,
    custom_grants: Vec<Vec<GrantExpr>>,
    assignments: Vec<AssignmentExpr>,
    directs: Vec<DirectExpr>,
    scopes: Vec<ScopeExpr>,
    scope_of: Vec<Option<u32>>,
    by_user: Holdings,
    by_group: Holdings,
    /// Groups that are given anything.
    giving_groups: Vec<usize>,
}

#[derive(Debug)]
struct AssignmentExpr {
    role: usize,
    scope: ScopeExpr,
    is_current: bool,
    /// Modules in which a custom set of the subject replaces it: (module, custom set).
    replaced_in: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct DirectExpr {
    grant: GrantExpr,
    scope: ScopeExpr,
    is_current: bool,
}

#[derive(Debug)]
struct GrantExpr {
    covered: Vec<usize>,
    rank: usize,
    people: Option<PeopleNo>,
    items: Option<ItemsNo>,
    switch_off: Option<SwitchId>,
}

/// What is given to each user, or to each group, by number.
#[derive(Debug, Default)]
struct Holdings {
    assignments: Vec<Vec<u32>>,
    directs: Vec<Vec<u32>>,
    customs: Vec<Vec<u32>>,
}

impl Holdings {
    fn has_any(&self, at: usize) -> bool {
        [&self.assignments, &self.directs, &self.customs]
            .iter()
            .any(|table| table.get(at).is_some_and(|list| !list.is_empty()))
    }

    fn new(n: usize) -> Holdings {
        Holdings {
            assignments: vec![Vec::new(); n],
            directs: vec![Vec::new(); n],
            customs: vec![Vec::new(); n],
        }
    }
}

impl Composer {
    /// Principals who hold the same things on the day, found by what tells them apart.
    pub(super) fn holdings(&self, world: &World, rights: &Rights, holders: &Holders) -> Classes {
        let mut classes = Classes::new(world.n_people);
        for group in self
            .giving_groups
            .iter()
            .filter_map(|at| world.groups.get(*at))
        {
            classes.split_by_set(group);
        }
        for role in 0..self.roles.len() {
            if let Some(set) = holders.derived(role) {
                classes.split_by_set(set);
            }
        }
        for suppression in rights.suppressions.iter().filter(|s| s.is_active) {
            if let Some(set) = &suppression.holders {
                classes.split_by_set(set);
            }
        }
        for at in 0..world.n_people {
            let has_scope = self.scope_of.get(at).is_some_and(Option::is_some);
            if has_scope || self.by_user.has_any(at) {
                classes.split_off(at as u32);
            }
        }
        classes
    }

    /// What a principal holds on the day. With `all`, also what does not count on it.
    pub(super) fn profile(
        &self,
        world: &World,
        rights: &Rights,
        holders: &Holders,
        actor: u32,
        all: bool,
    ) -> Profile {
        let at = actor as usize;
        let mut profile = Profile {
            scope: self.scope_of.get(at).copied().flatten(),
            ..Profile::default()
        };
        let groups = self.giving_groups.iter().filter(|group| {
            world
                .groups
                .get(**group)
                .is_some_and(|set| set.contains(actor))
        });
        let subjects = std::iter::once((&self.by_user, at))
            .chain(groups.map(|group| (&self.by_group, *group)));
        for (holdings, at) in subjects {
            profile
                .assignments
                .extend(
                    holdings
                        .assignments
                        .get(at)
                        .into_iter()
                        .flatten()
                        .filter(|n| {
                            all || self
                                .assignments
                                .get(**n as usize)
                                .is_some_and(|a| a.is_current)
                        }),
                );
            profile.direct.extend(
                holdings.directs.get(at).into_iter().flatten().filter(|n| {
                    all || self.directs.get(**n as usize).is_some_and(|d| d.is_current)
                }),
            );
            profile
                .customs
                .extend(holdings.customs.get(at).into_iter().flatten());
        }
        // Order never matters (law 5); sorting makes equal holdings equal keys.
        profile.assignments.sort_unstable();
        profile.direct.sort_unstable();
        profile.customs.sort_unstable();
        profile.derived = (0..self.roles.len() as u32)
            .filter(|role| {
                holders
                    .derived(*role as usize)
                    .is_some_and(|s| s.contains(actor))
            })
            .collect();
        profile.suppressed = (0u32..)
            .zip(&rights.suppressions)
            .filter(|(_, s)| s.is_active && s.holders.as_ref().is_some_and(|h| h.contains(actor)))
            .map(|(n, _)| n)
            .collect();
        profile
    }

    /// The order of composition of `model.md`. With `trace`, what is dropped stays in the list with
    /// the reason; that is what "why not" looks through.
    pub(super) fn compose(
        &self,
        world: &World,
        rights: &Rights,
        profile: &Profile,
        trace: bool,
    ) -> Powers {
        // Steps 0 to 2 are done before: the model is checked at the edit; account and modules are
        // gates of the question; groups and derived roles are in the profile.
        // Step 3: sources, each subject's own. Step 7: the scopes along each path.
        let sources = self.sources(world, profile, trace);

        let mut powers: Vec<Power> = Vec::new();
        for source in &sources {
            let first = powers.len();
            for (n, grant) in source.grants.iter().enumerate() {
                let mut drops = source.drops.clone();
                // Step 4: a custom set replaces what the subject's own unlocked roles give.
                drops.extend(self.replaced(world, rights, source, grant));
                // Step 5: switches, then suppressions.
                drops.extend(grant.switch_off.clone().map(Drop::SwitchOff));
                if !drops.is_empty() && !trace {
                    continue;
                }
                // Step 6: implications inside the source, the criterion copied.
                for found in closure(world, rights, profile, &source.bundle.chain, grant, trace) {
                    powers.push(Power {
                        right: found.right,
                        rank: found.rank,
                        bundle: source.bundle.clone(),
                        grant: n,
                        implied: found.implied,
                        own_people: grant.people,
                        own_items: grant.items,
                        base: None,
                        paired_base: None,
                        drops: drops.iter().cloned().chain(found.drops).collect(),
                    });
                }
            }
            // Step 8, paired half: what this source lets one see.
            set_paired_bases(rights, powers.get_mut(first..).unwrap_or_default());
        }
        // Step 8, pooled half: what any source lets one see.
        set_pooled_bases(rights, &mut powers);
        // Step 9, the union, is the list itself; step 10, guards, and 11, reasons, belong to the
        // question.
        Powers::new(powers, rights.list.len())
    }

    fn sources<'a>(&'a self, world: &World, profile: &Profile, trace: bool) -> Vec<SourceExpr<'a>> {
        let model = &world.model;
        let mut sources = Vec::new();
        let mut top = (Vec::new(), Vec::new());
        if let Some(n) = profile.scope
            && let (Some(scope), Some(record)) = (
                self.scopes.get(n as usize),
                model.principal_scopes().at(n as usize),
            )
        {
            push_scope(&mut top, scope, || {
                Place::Principal(record.principal.clone())
            });
        }
        for n in &profile.assignments {
            let at = *n as usize;
            let (Some(expr), Some(record)) = (self.assignments.get(at), model.assignments().at(at))
            else {
                continue;
            };
            let mut limits = top.clone();
            push_scope(&mut limits, &expr.scope, || {
                Place::Assignment(record.id.clone())
            });
            let drops: Vec<Drop> = (!expr.is_current)
                .then_some(Drop::Window(record.window.from, record.window.until))
                .into_iter()
                .collect();
            let source = Source::Assignment(record.id.clone());
            let to = Some(record.to.clone());
            self.expansion(expr.role, &limits, |bundle, grants| {
                sources.push(SourceExpr {
                    bundle: Arc::new(Bundle {
                        source: source.clone(),
                        to: to.clone(),
                        ..bundle
                    }),
                    grants,
                    drops: drops.clone(),
                    replaced_in: &expr.replaced_in,
                });
            });
        }
        for n in &profile.derived {
            let at = *n as usize;
            let Some(role) = model.roles().at(at) else {
                continue;
            };
            self.expansion(at, &top, |bundle, grants| {
                sources.push(SourceExpr {
                    bundle: Arc::new(Bundle {
                        source: Source::Derived(role.id.clone()),
                        ..bundle
                    }),
                    grants,
                    drops: Vec::new(),
                    replaced_in: &[],
                });
            });
        }
        for n in &profile.customs {
            let at = *n as usize;
            let (Some(grants), Some(record)) =
                (self.custom_grants.get(at), model.custom_sets().at(at))
            else {
                continue;
            };
            sources.push(SourceExpr {
                bundle: Arc::new(Bundle {
                    source: Source::Custom(record.id.clone()),
                    to: Some(record.of.clone()),
                    chain: Vec::new(),
                    people: top.0.clone(),
                    items: top.1.clone(),
                }),
                grants,
                drops: Vec::new(),
                replaced_in: &[],
            });
        }
        for n in &profile.direct {
            let at = *n as usize;
            let (Some(expr), Some(record)) = (self.directs.get(at), model.direct_grants().at(at))
            else {
                continue;
            };
            let mut limits = top.clone();
            push_scope(&mut limits, &expr.scope, || {
                Place::Direct(record.id.clone())
            });
            sources.push(SourceExpr {
                bundle: Arc::new(Bundle {
                    source: Source::Direct(record.id.clone()),
                    to: Some(record.to.clone()),
                    chain: Vec::new(),
                    people: limits.0,
                    items: limits.1,
                }),
                grants: std::slice::from_ref(&expr.grant),
                drops: (!expr.is_current)
                    .then_some(Drop::Window(record.window.from, record.window.until))
                    .into_iter()
                    .collect(),
                replaced_in: &[],
            });
        }
        sources.retain(|source| trace || source.drops.is_empty());
        sources
    }

    fn expansion<'a>(
        &'a self,
        role: usize,
        limits: &Limits,
        mut each: impl FnMut(Bundle, &'a [GrantExpr]),
    ) {
        for expanded in self.roles.get(role).into_iter().flatten() {
            let innermost = expanded.chain.last().copied().unwrap_or(role);
            let mut people = limits.0.clone();
            let mut items = limits.1.clone();
            people.extend(expanded.people.iter().cloned());
            items.extend(expanded.items.iter().cloned());
            let bundle = Bundle {
                // Overwritten by the caller, who knows where the role comes from.
                source: Source::Custom("".into()),
                to: None,
                chain: expanded.chain.clone(),
                people,
                items,
            };
            if let Some(grants) = self.role_grants.get(innermost) {
                each(bundle, grants);
            }
        }
    }

    fn replaced(
        &self,
        world: &World,
        rights: &Rights,
        source: &SourceExpr<'_>,
        grant: &GrantExpr,
    ) -> Option<Drop> {
        let module = rights.list.get(*grant.covered.first()?)?.module;
        let (_, custom) = source.replaced_in.iter().find(|(m, _)| *m == module)?;
        let record = world.model.custom_sets().at(*custom)?;
        Some(Drop::Replaced(record.id.clone()))
    }
}

type Limits = (Vec<(Place, PeopleNo)>, Vec<(Place, ItemsNo)>);

struct SourceExpr<'a> {
    bundle: Arc<Bundle>,
    grants: &'a [GrantExpr],
    drops: Vec<Drop>,
    replaced_in: &'a [(usize, usize)],
}

fn push_scope(limits: &mut Limits, scope: &ScopeExpr, place: impl Fn() -> Place) {
    if let Some(people) = scope.people_no() {
        limits.0.push((place(), people));
    }
    if let Some(items) = scope.items_no() {
        limits.1.push((place(), items));
    }
}
