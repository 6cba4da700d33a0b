//! Takes the mentions of one record out of another, as far as lists and grants allow.

use std::sync::Arc;

use crate::model::{
    Grant, ItemSelector, Key, Named, On, Path, PermissionRef, Principal, Reach, Record, Refs,
    RoleId, Scope, Who,
};

/// True if a record still names another.
pub fn names(record: &Record, key: &Key) -> bool {
    let mut found = false;
    Refs::new(Path::default(), &mut |_, named| {
        found |= matches!(&named, Named::Key(one) if one == key);
    })
    .record(record);
    found
}

/// The record without those mentions of `key` that are entries of a list or grants of it.
pub fn strip(record: &Record, key: &Key) -> Record {
    macro_rules! edited {
        ($row:ident, $change:expr) => {{
            let mut $row = (**$row).clone();
            $change;
            $row.into()
        }};
    }
    match record {
        Record::Principal(row) => edited!(row, principal(&mut row, key)),
        Record::Item(row) => edited!(row, {
            for slot in [&mut row.creator, &mut row.owner, &mut row.subject] {
                if slot
                    .as_ref()
                    .is_some_and(|id| is(key, &Key::Principal(id.clone())))
                {
                    *slot = None;
                }
            }
            row.labels.retain(|id| !is(key, &Key::Label(id.clone())));
        }),
        Record::Label(row) => edited!(row, {
            if row
                .parent
                .as_ref()
                .is_some_and(|id| is(key, &Key::Label(id.clone())))
            {
                row.parent = None;
            }
        }),
        Record::Group(row) => edited!(row, {
            row.listed
                .retain(|id| !is(key, &Key::Principal(id.clone())));
            row.groups.retain(|id| !is(key, &Key::Group(id.clone())));
        }),
        Record::Role(row) => edited!(row, {
            row.nested
                .retain(|nested| !is(key, &Key::Role(nested.role.clone())));
            row.labels.retain(|id| !is(key, &Key::Label(id.clone())));
            if let Some(list) = &mut row.handed_out_by {
                roles(list, key);
            }
            if let Some(derived) = &mut row.derived {
                who(derived, key);
            }
            scope(&mut row.scope, key);
            for nested in &mut row.nested {
                scope(&mut nested.scope, key);
            }
            grants(&mut row.grants, key);
        }),
        Record::CustomSet(row) => edited!(row, grants(&mut row.grants, key)),
        Record::Assignment(row) => edited!(row, scope(&mut row.scope, key)),
        Record::DirectGrant(row) => edited!(row, scope(&mut row.scope, key)),
        Record::PrincipalScope(row) => edited!(row, scope(&mut row.scope, key)),
        Record::Reach(row) => edited!(row, reach(&mut row.reach, key)),
        Record::Module(row) => edited!(row, {
            if row
                .view_set
                .as_ref()
                .is_some_and(|id| is(key, &Key::Permission(id.clone())))
            {
                row.view_set = None;
            }
            if let Some(users) = &mut row.users {
                who(users, key);
            }
        }),
        Record::Permission(row) => edited!(row, {
            row.fields.retain(|id| !is(key, &Key::Field(id.clone())));
        }),
        Record::Switch(row) => edited!(row, {
            if let Some(list) = &mut row.flipped_by {
                roles(list, key);
            }
        }),
        Record::Requirement(row) => edited!(row, {
            row.dependents
                .retain(|one| !is(key, &Key::Permission(one.permission.clone())));
        }),
        Record::Suppression(row) => edited!(row, {
            if row.roles.len() > 1 {
                roles(&mut row.roles, key);
            }
        }),
        Record::Guard(row) => edited!(row, {
            who(&mut row.who, key);
            scope(&mut row.on, key);
            for exception in &mut row.except {
                who(&mut exception.who, key);
                scope(&mut exception.on, key);
            }
        }),
        Record::DelegationRule(row) => edited!(row, {
            who(&mut row.by, key);
            if let Some(subject) = &mut row.subject {
                who(subject, key);
            }
            if let Some(list) = &mut row.roles {
                roles(list, key);
            }
        }),
        Record::Expectation(row) => edited!(row, {
            who(&mut row.who, key);
            match &mut row.on {
                On::Nothing => {}
                On::People(people) => reach(people, key),
                On::Items(list) => items(list, key),
                On::Pairs(people, list) => {
                    reach(people, key);
                    items(list, key);
                }
            }
        }),
        Record::DutyRule(row) => edited!(row, {
            for exception in &mut row.exceptions {
                who(&mut exception.who, key);
            }
        }),
        Record::Field(_)
        | Record::Ladder(_)
        | Record::Team(_)
        | Record::Kind(_)
        | Record::Implication(_) => record.clone(),
    }
}

fn is(key: &Key, other: &Key) -> bool {
    key == other
}

fn principal(row: &mut Principal, key: &Key) {
    row.managers
        .retain(|edge| !is(key, &Key::Principal(edge.1.clone())));
    row.teams.retain(|id| !is(key, &Key::Team(id.clone())));
    row.leads.retain(|id| !is(key, &Key::Team(id.clone())));
    row.labels.retain(|id| !is(key, &Key::Label(id.clone())));
    match key {
        Key::Field(id) => row.fields.set(id, None),
        Key::Principal(id) => row
            .fields
            .0
            .retain(|(_, value)| value.to_string() != id.as_str()),
        _ => {}
    }
}

fn roles(list: &mut Vec<RoleId>, key: &Key) {
    list.retain(|id| !is(key, &Key::Role(id.clone())));
}

fn grants(list: &mut Vec<Grant>, key: &Key) {
    for grant in list.iter_mut() {
        scope(&mut grant.on, key);
    }
    list.retain(|grant| {
        let named = Key::Permission(PermissionRef::base(&grant.permission));
        let switch = grant.switch.clone().map(Key::Switch);
        !is(key, &named) && switch.as_ref() != Some(key) && !scope_names(&grant.on, key)
    });
}

fn scope_names(scope: &Scope, key: &Key) -> bool {
    let probe = Record::PrincipalScope(Arc::new(crate::model::PrincipalScope {
        principal: "".into(),
        scope: scope.clone(),
    }));
    names(&probe, key)
}

fn scope(scope: &mut Scope, key: &Key) {
    if let Some(people) = &mut scope.people {
        reach(people, key);
    }
    if let Some(list) = &mut scope.items {
        items(list, key);
    }
}

fn reach(reach_: &mut Reach, key: &Key) {
    match reach_ {
        Reach::Listed(list) => list.retain(|id| !is(key, &Key::Principal(id.clone()))),
        Reach::Union(list) | Reach::Intersection(list) => {
            list.iter_mut().for_each(|one| reach(one, key));
        }
        Reach::Except(from, minus) => {
            reach(from, key);
            reach(minus, key);
        }
        _ => {}
    }
}

fn items(selector: &mut ItemSelector, key: &Key) {
    match selector {
        ItemSelector::Listed(list) => list.retain(|id| !is(key, &Key::Item(id.clone()))),
        ItemSelector::Labelled(list) => list.retain(|id| !is(key, &Key::Label(id.clone()))),
        ItemSelector::About(people) => reach(people, key),
        ItemSelector::Union(list) | ItemSelector::Intersection(list) => {
            list.iter_mut().for_each(|one| items(one, key));
        }
        ItemSelector::Except(from, minus) => {
            items(from, key);
            items(minus, key);
        }
        _ => {}
    }
}

fn who(selector: &mut Who, key: &Key) {
    match selector {
        Who::Listed(list) => list.retain(|id| !is(key, &Key::Principal(id.clone()))),
        Who::Holds(list) => roles(list, key),
        Who::Not(inner) => who(inner, key),
        Who::AllOf(list) | Who::AnyOf(list) => list.iter_mut().for_each(|one| who(one, key)),
        _ => {}
    }
}
