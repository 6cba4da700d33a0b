//! Fields, conditions, reaches and item selectors, each looked at for one person or item at a time.

use std::collections::BTreeSet;

use sightline::model::*;

use super::members;

/// One of the universe of items: an item, a principal or a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    Item(ItemId),
    Account(PrincipalId),
    Role(RoleId),
}

/// The universe of items.
pub fn things(model: &Model) -> Vec<Thing> {
    let items = model.items().ids().cloned().map(Thing::Item);
    let accounts = model.principals().ids().cloned().map(Thing::Account);
    let roles = model.roles().ids().cloned().map(Thing::Role);
    items.chain(accounts).chain(roles).collect()
}

pub fn kind_of(model: &Model, thing: &Thing) -> KindId {
    match thing {
        Thing::Item(id) => model.items().get(id).unwrap().kind.clone(),
        Thing::Account(_) => ACCOUNT_KIND.into(),
        Thing::Role(_) => ROLE_KIND.into(),
    }
}

/// The person a thing is about; a service user is not one.
pub fn subject_of(model: &Model, thing: &Thing) -> Option<PrincipalId> {
    let subject = match thing {
        Thing::Item(id) => model.items().get(id).unwrap().subject.clone(),
        Thing::Account(id) => Some(id.clone()),
        Thing::Role(_) => None,
    };
    subject.filter(|id| model.principals().get(id).unwrap().has_record())
}

/// The labels on a thing and all labels above them.
fn labels_of(model: &Model, thing: &Thing) -> BTreeSet<LabelId> {
    let own = match thing {
        Thing::Item(id) => &model.items().get(id).unwrap().labels,
        Thing::Account(id) => &model.principals().get(id).unwrap().labels,
        Thing::Role(id) => &model.roles().get(id).unwrap().labels,
    };
    let mut all = BTreeSet::new();
    for label in own {
        let mut at = Some(label.clone());
        while let Some(id) = at {
            at = model.labels().get(&id).unwrap().parent.clone();
            all.insert(id);
        }
    }
    all
}

fn keys_of_texts(texts: Vec<String>) -> Vec<String> {
    let normal = texts.iter().map(|text| norm(text));
    normal.filter(|text| !text.is_empty()).collect()
}

/// The keys of a person's field. A service user has none, not even an id.
pub fn actor_facts(model: &Model, p: &Principal, field: &str) -> Vec<String> {
    if !p.has_record() {
        return Vec::new();
    }
    let texts = match field {
        "id" => vec![p.id.to_string()],
        "name" => vec![p.name.clone()],
        "sort" => vec![
            match p.sort {
                PrincipalSort::Person => "person",
                PrincipalSort::External => "external",
                PrincipalSort::ServiceUser => "service_user",
            }
            .to_owned(),
        ],
        "account" => vec![
            match p.account {
                Account::Active => "active",
                Account::Blocked => "blocked",
                Account::NotStarted => "not_started",
                Account::Ended => "ended",
            }
            .to_owned(),
        ],
        "manager" => p.managers.iter().map(|edge| edge.1.to_string()).collect(),
        "team" => p.teams.iter().map(TeamId::to_string).collect(),
        "leads" => p.leads.iter().map(TeamId::to_string).collect(),
        "direct_reports" => {
            let all = model.principals().iter();
            let below = all.filter(|q| q.managers.iter().any(|edge| edge.1 == p.id));
            vec![below.count().to_string()]
        }
        own => {
            let value = p.fields.get(&own.into());
            return value.map(Value::keys).unwrap_or_default();
        }
    };
    keys_of_texts(texts)
}

/// The keys of a thing's field.
fn keys_of_thing(model: &Model, thing: &Thing, field: &str) -> Vec<String> {
    let ids = |id: &Option<PrincipalId>| id.iter().map(PrincipalId::to_string).collect();
    let (id, name) = match thing {
        Thing::Item(id) => (id.to_string(), model.items().get(id).unwrap().name.clone()),
        Thing::Account(id) => {
            let name = model.principals().get(id).unwrap().name.clone();
            (id.to_string(), name)
        }
        Thing::Role(id) => (id.to_string(), model.roles().get(id).unwrap().name.clone()),
    };
    let item = match thing {
        Thing::Item(id) => model.items().get(id),
        _ => None,
    };
    keys_of_texts(match (field, item) {
        ("id", _) => vec![id],
        ("name", _) => vec![name],
        ("kind", _) => vec![kind_of(model, thing).to_string()],
        ("subject", _) => ids(&subject_of(model, thing)),
        ("label", _) => {
            let labels = labels_of(model, thing);
            labels.iter().map(LabelId::to_string).collect()
        }
        ("creator", Some(item)) => ids(&item.creator),
        ("owner", Some(item)) => ids(&item.owner),
        (own, Some(item)) => {
            let value = item.fields.get(&own.into());
            value.map(Value::keys).unwrap_or_default()
        }
        (_, None) => Vec::new(),
    })
}

/// True if a condition holds for a person.
pub fn holds_for(model: &Model, condition: &Condition, person: &Principal) -> bool {
    holds(model, condition, &|f| actor_facts(model, person, f))
}

fn holds(model: &Model, condition: &Condition, keys: &dyn Fn(&str) -> Vec<String>) -> bool {
    if condition.clauses.is_empty() {
        return true;
    }
    let mut clauses = condition.clauses.iter();
    match condition.join.unwrap_or(model.settings().join) {
        Join::All => clauses.all(|c| clause_holds(c, &keys(c.field.as_str()))),
        Join::Any => clauses.any(|c| clause_holds(c, &keys(c.field.as_str()))),
    }
}

fn clause_holds(clause: &Clause, keys: &[String]) -> bool {
    let any = |test: &dyn Fn(&str, &str) -> bool| {
        clause.values.iter().any(|value| {
            let value = norm(&value.to_string());
            !value.is_empty() && keys.iter().any(|key| test(key, &value))
        })
    };
    match clause.op {
        Op::Is => any(&|key, value| key == value),
        Op::IsNot => !any(&|key, value| key == value),
        Op::IsEmpty => keys.is_empty(),
        Op::IsNotEmpty => !keys.is_empty(),
        Op::Contains => any(&|key, value| key.contains(value)),
        Op::StartsWith => any(&|key, value| key.starts_with(value)),
        Op::Less => any(&|key, value| compare(key, value).is_lt()),
        Op::AtMost => any(&|key, value| compare(key, value).is_le()),
        Op::More => any(&|key, value| compare(key, value).is_gt()),
        Op::AtLeast => any(&|key, value| compare(key, value).is_ge()),
    }
}

fn compare(key: &str, value: &str) -> std::cmp::Ordering {
    let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
    match (number(key), number(value)) {
        (Some(key), Some(value)) => key.partial_cmp(&value).unwrap(),
        _ => key.cmp(value),
    }
}

/// True if two lists of keys share one.
fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|key| b.contains(key))
}

/// REPORTS: step by step along manager edges.
pub fn reports(model: &Model, actor: &PrincipalId, which: &Reports) -> BTreeSet<PrincipalId> {
    let settings = model.settings();
    let lines: Vec<LineId> = match &which.lines {
        Some(lines) => lines.clone(),
        None => settings.lines.iter().map(|line| line.id.clone()).collect(),
    };
    let below = |manager: &PrincipalId, only_cascading: bool| -> Vec<PrincipalId> {
        let follows = |edge: &ManagerEdge| {
            edge.1 == *manager
                && lines.contains(&edge.0)
                && (!only_cascading || settings.line(&edge.0).unwrap().cascades)
        };
        let people = model.principals().iter();
        people
            .filter(|p| p.managers.iter().any(follows))
            .map(|p| p.id.clone())
            .collect()
    };
    let mut all: BTreeSet<PrincipalId> = below(actor, false).into_iter().collect();
    // Who was reached by cascading lines only, within so many steps.
    let mut cascading = BTreeSet::new();
    let n_steps = which
        .depth
        .map_or(model.principals().len(), |depth| depth as usize);
    for step in 0..n_steps.min(model.principals().len()) {
        let from: Vec<PrincipalId> = match step {
            0 => vec![actor.clone()],
            _ => cascading.iter().cloned().collect(),
        };
        for manager in from {
            cascading.extend(below(&manager, true));
        }
    }
    all.extend(cascading);
    all.remove(actor);
    if which.oneself.unwrap_or(settings.reports_include_oneself) {
        all.insert(actor.clone());
    }
    all
}

/// True if a person is in a reach read from the actor's place.
pub fn in_reach(model: &Model, reach: &Reach, actor: &PrincipalId, person: &PrincipalId) -> bool {
    let target = model.principals().get(person).unwrap();
    let me = model.principals().get(actor).unwrap();
    if !target.has_record() {
        return false;
    }
    let settings = model.settings();
    match reach {
        Reach::Anyone => true,
        Reach::Everyone => {
            let hidden = match &settings.everyone_omits {
                None => false,
                Some(condition) => holds_for(model, condition, target),
            };
            let external = target.sort == PrincipalSort::External;
            let left_out = external && settings.everyone_omits_externals;
            !hidden && !left_out
        }
        Reach::Nobody => false,
        Reach::Oneself => person == actor,
        Reach::Reports(which) => reports(model, actor, which).contains(person),
        Reach::Team(team) => target.teams.contains(team),
        Reach::MyTeams => target.teams.iter().any(|team| me.teams.contains(team)),
        Reach::LedTeams => target.teams.iter().any(|team| me.leads.contains(team)),
        Reach::Group(group) => members(model, group).contains(person),
        Reach::Where(condition) => holds_for(model, condition, target),
        Reach::Listed(ids) => ids.contains(person),
        Reach::SameField(field) => {
            let of = |p| actor_facts(model, p, field.as_str());
            share(&of(target), &of(me))
        }
        Reach::Named(id) => {
            let named = model.reaches().get(id).unwrap();
            in_reach(model, &named.reach, actor, person)
        }
        Reach::Union(list) => list.iter().any(|r| in_reach(model, r, actor, person)),
        Reach::Intersection(list) => list.iter().all(|r| in_reach(model, r, actor, person)),
        Reach::Except(from, minus) => {
            in_reach(model, from, actor, person) && !in_reach(model, minus, actor, person)
        }
    }
}

/// True if a thing is in a selector read from the actor's place.
pub fn in_items(
    model: &Model,
    selector: &ItemSelector,
    actor: &PrincipalId,
    thing: &Thing,
) -> bool {
    let item = match thing {
        Thing::Item(id) => model.items().get(id),
        Thing::Account(_) | Thing::Role(_) => None,
    };
    let again = |selector: &ItemSelector| in_items(model, selector, actor, thing);
    match selector {
        ItemSelector::Any => true,
        ItemSelector::Nothing => false,
        ItemSelector::Kind(kind) => kind_of(model, thing) == *kind,
        ItemSelector::CreatedByMe => item.is_some_and(|i| i.creator.as_ref() == Some(actor)),
        ItemSelector::OwnedByMe => item.is_some_and(|i| i.owner.as_ref() == Some(actor)),
        ItemSelector::Labelled(labels) => {
            let on_it = labels_of(model, thing);
            labels.iter().any(|label| on_it.contains(label))
        }
        ItemSelector::Listed(ids) => item.is_some_and(|i| ids.contains(&i.id)),
        ItemSelector::Where(condition) => {
            holds(model, condition, &|f| keys_of_thing(model, thing, f))
        }
        ItemSelector::FieldIsMine { field, mine } => {
            let me = model.principals().get(actor).unwrap();
            let mine = actor_facts(model, me, mine.as_str());
            share(&keys_of_thing(model, thing, field.as_str()), &mine)
        }
        ItemSelector::About(reach) => {
            subject_of(model, thing).is_some_and(|person| in_reach(model, reach, actor, &person))
        }
        ItemSelector::Union(list) => list.iter().any(again),
        ItemSelector::Intersection(list) => list.iter().all(again),
        ItemSelector::Except(from, minus) => again(from) && !again(minus),
    }
}
