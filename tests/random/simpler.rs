//! Every way to take one thing away from a model.

use sightline::model::*;

/// All parts that lack one thing: a record, or a part of a record. Not all of them are sound.
pub fn all(parts: &Parts) -> Vec<Parts> {
    let mut all = Vec::new();
    without_a_record(parts, &mut all);
    smaller_records(parts, &mut all);
    all
}

macro_rules! each_table {
    ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
        fn without_a_record(parts: &Parts, all: &mut Vec<Parts>) {
            $(
                for n in 0..parts.$table.len() {
                    let mut less = parts.clone();
                    less.$table.remove(n);
                    all.push(less);
                }
            )*
        }
    };
}
sightline::with_tables!(each_table);

/// Changes one record of one table in one way, if that changes it.
macro_rules! change {
    ($all:ident, $parts:ident, $table:ident, |$r:ident| $change:expr) => {
        for n in 0..$parts.$table.len() {
            let mut less = $parts.clone();
            {
                let $r = &mut less.$table[n];
                $change;
            }
            if less.$table[n] != $parts.$table[n] {
                $all.push(less);
            }
        }
    };
}

/// Takes one entry out of one list of one record.
macro_rules! shorten {
    ($all:ident, $parts:ident, $table:ident, |$r:ident| $list:expr) => {
        for n in 0..$parts.$table.len() {
            let n_entries = {
                let $r = &$parts.$table[n];
                $list.len()
            };
            for entry in 0..n_entries {
                let mut less = $parts.clone();
                {
                    let $r = &mut less.$table[n];
                    $list.remove(entry);
                }
                $all.push(less);
            }
        }
    };
}

/// Replaces one scope of one record by the simpler ones.
macro_rules! scopes {
    ($all:ident, $parts:ident, $table:ident, |$r:ident| $scopes:expr) => {
        for n in 0..$parts.$table.len() {
            let n_scopes = {
                let mut copy = $parts.$table[n].clone();
                let $r = &mut copy;
                let scopes = $scopes;
                scopes.len()
            };
            for at in 0..n_scopes {
                let simpler = {
                    let mut copy = $parts.$table[n].clone();
                    let $r = &mut copy;
                    let scopes = $scopes;
                    simpler_scopes(scopes[at])
                };
                for scope in simpler {
                    let mut less = $parts.clone();
                    {
                        let $r = &mut less.$table[n];
                        #[allow(unused_mut)]
                        let mut scopes = $scopes;
                        *scopes[at] = scope;
                    }
                    $all.push(less);
                }
            }
        }
    };
}

fn smaller_records(parts: &Parts, all: &mut Vec<Parts>) {
    shorten!(all, parts, roles, |r| r.grants);
    shorten!(all, parts, roles, |r| r.nested);
    shorten!(all, parts, roles, |r| r.labels);
    change!(all, parts, roles, |r| r.derived = None);
    change!(all, parts, roles, |r| r.handed_out_by = None);
    change!(all, parts, roles, |r| r.locked = false);
    change!(all, parts, roles, |r| r
        .grants
        .iter_mut()
        .for_each(|g| g.switch = None));
    change!(all, parts, roles, |r| r.derived =
        r.derived.take().map(|w| inner_who(&w)));
    change!(all, parts, modules, |r| r.users = None);
    change!(all, parts, modules, |r| r.view_set = None);
    change!(all, parts, modules, |r| r.on = true);
    change!(all, parts, modules, |r| r.merge = None);
    change!(all, parts, permissions, |r| r.about = About::Nothing);
    change!(all, parts, permissions, |r| r.about = About::Person);
    change!(all, parts, permissions, |r| {
        let kinds = r.about.kinds().to_vec();
        if !kinds.is_empty() {
            r.about = About::Item(kinds);
        }
    });
    change!(all, parts, assignments, |r| r.window = Window::default());
    change!(all, parts, direct_grants, |r| r.window = Window::default());
    change!(all, parts, direct_grants, |r| r.switch = None);
    shorten!(all, parts, custom_sets, |r| r.grants);
    shorten!(all, parts, groups, |r| r.listed);
    shorten!(all, parts, groups, |r| r.groups);
    change!(all, parts, groups, |r| r.condition = None);
    shorten!(all, parts, guards, |r| r.except);
    change!(all, parts, guards, |r| r.who = Who::Anyone);
    change!(all, parts, guards, |r| r.who = inner_who(&r.who));
    change!(all, parts, guards, |r| r.level = None);
    change!(all, parts, guards, |r| r.switch = None);
    shorten!(all, parts, suppressions, |r| r.roles);
    change!(all, parts, suppressions, |r| r.switch = None);
    shorten!(all, parts, delegation, |r| r.acts);
    change!(all, parts, delegation, |r| r.holding = None);
    change!(all, parts, delegation, |r| r.subject = None);
    change!(all, parts, delegation, |r| r.roles = None);
    change!(all, parts, delegation, |r| r.by = Who::Anyone);
    change!(all, parts, expectations, |r| r.who = Who::Anyone);
    shorten!(all, parts, requirements, |r| r.dependents);
    change!(all, parts, switches, |r| r.flipped_by = None);
    change!(all, parts, labels, |r| r.parent = None);
    shorten!(all, parts, principals, |r| r.fields.0);
    shorten!(all, parts, principals, |r| r.managers);
    shorten!(all, parts, principals, |r| r.teams);
    shorten!(all, parts, principals, |r| r.leads);
    shorten!(all, parts, principals, |r| r.labels);
    change!(all, parts, principals, |r| r.account = Account::Active);
    change!(all, parts, principals, |r| r.sort = PrincipalSort::Person);
    shorten!(all, parts, items, |r| r.fields.0);
    shorten!(all, parts, items, |r| r.labels);
    change!(all, parts, items, |r| r.creator = None);
    change!(all, parts, items, |r| r.owner = None);
    change!(all, parts, items, |r| r.subject = None);
    scopes!(all, parts, roles, |r| {
        let mut scopes = vec![&mut r.scope];
        scopes.extend(r.nested.iter_mut().map(|n| &mut n.scope));
        scopes.extend(r.grants.iter_mut().map(|g| &mut g.on));
        scopes
    });
    scopes!(all, parts, assignments, |r| [&mut r.scope]);
    scopes!(all, parts, direct_grants, |r| [&mut r.scope]);
    scopes!(all, parts, principal_scopes, |r| [&mut r.scope]);
    scopes!(all, parts, custom_sets, |r| {
        let scopes: Vec<&mut Scope> = r.grants.iter_mut().map(|g| &mut g.on).collect();
        scopes
    });
    scopes!(all, parts, guards, |r| {
        let mut scopes = vec![&mut r.on];
        scopes.extend(r.except.iter_mut().map(|e| &mut e.on));
        scopes
    });
    for (n, named) in parts.reaches.iter().enumerate() {
        for reach in simpler_reaches(&named.reach) {
            let mut less = parts.clone();
            less.reaches[n].reach = reach;
            all.push(less);
        }
    }
    let mut less = parts.clone();
    less.settings.everyone_omits = None;
    if less.settings != parts.settings {
        all.push(less);
    }
}

fn simpler_scopes(scope: &Scope) -> Vec<Scope> {
    let mut all = Vec::new();
    if let Some(reach) = &scope.people {
        let reaches = simpler_reaches(reach).into_iter().map(Some);
        all.extend([None].into_iter().chain(reaches).map(|people| Scope {
            people,
            items: scope.items.clone(),
        }));
    }
    if let Some(selector) = &scope.items {
        let selectors = simpler_selectors(selector).into_iter().map(Some);
        all.extend([None].into_iter().chain(selectors).map(|items| Scope {
            people: scope.people.clone(),
            items,
        }));
    }
    all
}

fn simpler_conditions(condition: &Condition) -> Vec<Condition> {
    let mut all = Vec::new();
    for n in 0..condition.clauses.len() {
        let mut less = condition.clone();
        less.clauses.remove(n);
        all.push(less);
        for value in 0..condition.clauses[n].values.len() {
            let mut less = condition.clone();
            less.clauses[n].values.remove(value);
            all.push(less);
        }
    }
    all
}

fn simpler_reaches(reach: &Reach) -> Vec<Reach> {
    let mut all = Vec::new();
    match reach {
        Reach::Anyone => {}
        Reach::Union(list) | Reach::Intersection(list) => all.extend(list.iter().cloned()),
        Reach::Except(from, minus) => {
            all.extend([(**from).clone(), (**minus).clone()]);
            for less in simpler_reaches(minus) {
                all.push(Reach::Except(from.clone(), Box::new(less)));
            }
            for less in simpler_reaches(from) {
                all.push(Reach::Except(Box::new(less), minus.clone()));
            }
        }
        Reach::Where(c) => all.extend(simpler_conditions(c).into_iter().map(Reach::Where)),
        Reach::Reports(which) if *which != Reports::default() => {
            for less in [
                Reports {
                    depth: None,
                    ..which.clone()
                },
                Reports {
                    lines: None,
                    ..which.clone()
                },
                Reports {
                    oneself: None,
                    ..which.clone()
                },
            ] {
                if less != *which {
                    all.push(Reach::Reports(less));
                }
            }
        }
        _ => all.push(Reach::Anyone),
    }
    all
}

fn simpler_selectors(selector: &ItemSelector) -> Vec<ItemSelector> {
    let mut all = Vec::new();
    match selector {
        ItemSelector::Any => {}
        ItemSelector::Union(list) | ItemSelector::Intersection(list) => {
            all.extend(list.iter().cloned());
        }
        ItemSelector::Except(from, minus) => {
            all.extend([(**from).clone(), (**minus).clone()]);
            for less in simpler_selectors(minus) {
                all.push(ItemSelector::Except(from.clone(), Box::new(less)));
            }
            for less in simpler_selectors(from) {
                all.push(ItemSelector::Except(Box::new(less), minus.clone()));
            }
        }
        ItemSelector::Where(c) => {
            all.extend(simpler_conditions(c).into_iter().map(ItemSelector::Where));
        }
        ItemSelector::About(reach) => {
            all.extend(simpler_reaches(reach).into_iter().map(ItemSelector::About));
        }
        _ => all.push(ItemSelector::Any),
    }
    all
}

fn inner_who(who: &Who) -> Who {
    match who {
        Who::Not(one) => (**one).clone(),
        Who::AllOf(list) | Who::AnyOf(list) => list.first().cloned().unwrap_or(Who::Anyone),
        Who::Where(c) => match simpler_conditions(c).first() {
            Some(less) => Who::Where(less.clone()),
            None => who.clone(),
        },
        _ => who.clone(),
    }
}
