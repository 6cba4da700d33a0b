//! From what someone types to what is in the model: ids, exact names, and the nearest names for
//! what is not there.

use crate::engine::delegate::ActSubject;
use crate::engine::{ItemRef, Target};
use crate::model::{
    Act, Entity, Key, LevelId, Model, PermissionId, PrincipalId, Role, RoleId, Table,
};

/// How many near names are offered.
const MOST_OFFERED: usize = 3;

/// Everything a name may mean, to choose from or to offer.
struct Candidate {
    id: String,
    title: String,
}

fn candidates<T: Entity>(table: &Table<T>) -> impl Iterator<Item = Candidate> + '_ {
    table.iter().map(|row| Candidate {
        id: row.id().to_string(),
        title: row.title(),
    })
}

/// The record an id or an exact name means; none if there is none, a complaint if there are several.
fn find<'m, T: Entity>(table: &'m Table<T>, text: &str) -> Result<Option<&'m T>, String> {
    if let Some(row) = table.iter().find(|row| row.id().to_string() == text) {
        return Ok(Some(row));
    }
    let named: Vec<&T> = table.iter().filter(|row| row.title() == text).collect();
    let named = if named.is_empty() {
        let lower = text.to_lowercase();
        let folded = |row: &&T| row.title().to_lowercase() == lower;
        table.iter().filter(folded).collect()
    } else {
        named
    };
    match named.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        several => {
            let ids: Vec<String> = several.iter().map(|r| format!("`{}`", r.id())).collect();
            Err(format!(
                "several are called `{text}`: {}; give the id",
                ids.join(", ")
            ))
        }
    }
}

/// "there is no … `x`; did you mean …?"
fn unknown(word: &str, text: &str, known: impl Iterator<Item = Candidate>) -> String {
    let wanted = text.to_lowercase();
    let distance = |name: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &wanted);
    let mut near: Vec<(usize, Candidate)> = known
        .map(|one| {
            let last = one.id.rsplit('.').next().map_or(usize::MAX, distance);
            let nearest = distance(&one.id).min(distance(&one.title)).min(last);
            (nearest, one)
        })
        .collect();
    near.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    let limit = (wanted.chars().count() / 3).max(1);
    let n_close = near.iter().take_while(|(d, _)| *d <= limit).count();
    let offered: Vec<String> = near
        .iter()
        .take(n_close.clamp(1, MOST_OFFERED))
        .map(|(_, one)| {
            if one.title == one.id {
                format!("`{}`", one.id)
            } else {
                format!("`{}` ({})", one.id, one.title)
            }
        })
        .collect();
    let none = format!("there is no {word} `{text}`");
    match offered.split_last() {
        None => none,
        Some((last, [])) => format!("{none}; did you mean {last}?"),
        Some((last, rest)) => format!("{none}; did you mean {} or {last}?", rest.join(", ")),
    }
}

/// Who acts.
pub fn actor(model: &Model, text: &str) -> Result<PrincipalId, String> {
    match find(model.principals(), text)? {
        Some(principal) => Ok(principal.id.clone()),
        None => Err(unknown(
            "person or account",
            text,
            candidates(model.principals()),
        )),
    }
}

/// A role.
pub fn role<'m>(model: &'m Model, text: &str) -> Result<&'m Role, String> {
    find(model.roles(), text)?.ok_or_else(|| unknown("role", text, candidates(model.roles())))
}

/// A permission by its id, its exact name, or the end of its path where that is unique.
pub fn permission(model: &Model, text: &str) -> Result<PermissionId, String> {
    let table = model.permissions();
    let by_name = find(table, text);
    if let Ok(Some(permission)) = by_name {
        return Ok(permission.id.clone());
    }
    let end = format!(".{text}");
    let ending: Vec<&PermissionId> = table
        .ids()
        .filter(|id| id.as_str().ends_with(&end))
        .collect();
    match ending.as_slice() {
        [one] => return Ok((*one).clone()),
        [] => {}
        several => {
            let ids: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            return Err(format!(
                "several permissions end in `{text}`: {}; give the whole path",
                ids.join(", ")
            ));
        }
    }
    by_name?;
    Err(unknown("permission", text, candidates(table)))
}

/// A level of a permission's ladder.
pub fn level(model: &Model, permission: &PermissionId, text: &str) -> Result<LevelId, String> {
    let levels = model.ladder_of(permission).map(|ladder| &ladder.levels);
    let levels = levels.map_or(&[][..], Vec::as_slice);
    if let Some(level) = levels.iter().find(|level| **level == *text) {
        return Ok(level.clone());
    }
    let known: Vec<String> = levels.iter().map(|level| format!("`{level}`")).collect();
    Err(format!(
        "`{permission}` has no level `{text}`; it has {}",
        known.join(", ")
    ))
}

/// What is done: a permission and the level asked for, if one was.
pub struct Deed {
    /// The permission.
    pub permission: PermissionId,
    /// The level that was given.
    pub given: Option<LevelId>,
    /// The level meant: the one given, or the lowest above the bottom.
    pub level: LevelId,
}

/// `PERMISSION[@LEVEL]`.
pub fn deed(model: &Model, text: &str) -> Result<Deed, String> {
    let (name, wanted) = match text.rsplit_once('@') {
        Some((name, level)) if permission(model, text).is_err() => (name, Some(level)),
        _ => (text, None),
    };
    let permission = permission(model, name)?;
    let given = wanted
        .map(|wanted| level(model, &permission, wanted))
        .transpose()?;
    let lowest = model
        .ladder_of(&permission)
        .and_then(|ladder| ladder.level(1))
        .cloned();
    let bottom = model
        .ladder_of(&permission)
        .and_then(|ladder| ladder.level(0));
    if given.is_some() && given.as_ref() == bottom {
        return Err(format!(
            "`{}` is the bottom level of `{permission}` and means nothing is allowed; ask for a higher one",
            wanted.unwrap_or_default()
        ));
    }
    match given.clone().or(lowest) {
        Some(level) => Ok(Deed {
            permission,
            given,
            level,
        }),
        None => Err(format!("`{permission}` has no level above the bottom")),
    }
}

enum Thing {
    Person(PrincipalId),
    Item(Target),
}

/// A person, item or role. `role:x`, `item:x` and `person:x` say which is meant.
fn thing(model: &Model, text: &str) -> Result<Thing, String> {
    let (sort, name) = sorted(text, &["person", "item", "role"]);
    let may_be = |one: &str| sort.is_none_or(|sort| sort == one);
    let mut complaint = None;
    if may_be("person") {
        match find(model.principals(), name) {
            Ok(Some(person)) => return Ok(Thing::Person(person.id.clone())),
            Ok(None) => {}
            Err(said) => complaint = Some(said),
        }
    }
    if may_be("item") {
        match find(model.items(), name) {
            Ok(Some(item)) => return Ok(Thing::Item(Target::of_item(model, &item.id))),
            Ok(None) => {}
            Err(said) => complaint = Some(said),
        }
    }
    if may_be("role")
        && let Ok(Some(role)) = find(model.roles(), name)
    {
        return Ok(Thing::Item(Target::of_role(&role.id)));
    }
    let known = candidates(model.principals()).chain(candidates(model.items()));
    Err(complaint.unwrap_or_else(|| unknown("person or item", text, known)))
}

fn sorted<'t>(text: &'t str, sorts: &[&str]) -> (Option<&'t str>, &'t str) {
    match text.split_once(':') {
        Some((sort, name)) if sorts.contains(&sort) => (Some(sort), name),
        _ => (None, text),
    }
}

/// Anything a graph has a node for. `role:x`, `group:x` and so on say which is meant.
pub fn record(model: &Model, text: &str) -> Result<Key, String> {
    let sorts = ["person", "group", "role", "permission", "module", "custom"];
    let (sort, name) = sorted(text, &sorts);
    let mut complaint = None;
    for one in sorts {
        if sort.is_some_and(|sort| sort != one) {
            continue;
        }
        let found = match one {
            "person" => {
                find(model.principals(), name).map(|r| r.map(|p| Key::Principal(p.id.clone())))
            }
            "group" => find(model.groups(), name).map(|r| r.map(|g| Key::Group(g.id.clone()))),
            "role" => find(model.roles(), name).map(|r| r.map(|r| Key::Role(r.id.clone()))),
            "permission" => Ok(permission(model, name).ok().map(Key::Permission)),
            "module" => find(model.modules(), name).map(|r| r.map(|m| Key::Module(m.id.clone()))),
            _ => find(model.custom_sets(), name).map(|r| r.map(|c| Key::CustomSet(c.id.clone()))),
        };
        match found {
            Ok(Some(key)) => return Ok(key),
            Ok(None) => {}
            Err(said) => complaint = Some(said),
        }
    }
    let known = candidates(model.principals())
        .chain(candidates(model.groups()))
        .chain(candidates(model.roles()))
        .chain(candidates(model.permissions()))
        .chain(candidates(model.modules()));
    let word = "person, group, role, permission or module";
    Err(complaint.unwrap_or_else(|| unknown(word, text, known)))
}

/// The target of a question: nothing, a person, an item with its subject, or a person and an item.
pub fn target(model: &Model, texts: &[String]) -> Result<Target, String> {
    let things: Result<Vec<Thing>, String> = texts.iter().map(|text| thing(model, text)).collect();
    match things?.as_slice() {
        [] => Ok(Target::NONE),
        [Thing::Person(id)] => Ok(Target::of_person(model, id)),
        [Thing::Item(target)] => Ok(target.clone()),
        [Thing::Person(person), Thing::Item(target)]
        | [Thing::Item(target), Thing::Person(person)] => match &target.item {
            Some(item) => Ok(Target::pair(person.clone(), item.clone())),
            None => Ok(Target::of_person(model, person)),
        },
        _ => Err("`--on` takes a person, an item, or one of each".to_owned()),
    }
}

/// The target as one would give it to `--on`: two ids, with a space between, for a pair.
pub fn target_text(model: &Model, target: &Target) -> String {
    if let (Some(person), Some(item @ ItemRef::Item(id))) = (&target.person, &target.item)
        && model
            .items()
            .get(id)
            .is_some_and(|i| i.subject.as_ref() != Some(person))
    {
        return format!("{person} {}", item.id());
    }
    target.id()
}

/// An administrative act.
pub fn act(text: &str) -> Result<Act, String> {
    let wanted = text.replace([' ', '-'], "_").to_lowercase();
    let words = |act: &Act| act.words().replace(' ', "_") == wanted;
    if let Some(act) = Act::ALL.iter().find(|act| act.id() == wanted || words(act)) {
        return Ok(*act);
    }
    let known = Act::ALL.iter().map(|act| Candidate {
        id: act.id().to_owned(),
        title: act.words().to_owned(),
    });
    Err(unknown("act", text, known))
}

/// On whom or what an act is done.
pub fn subject(model: &Model, act: Act, text: &str) -> Result<ActSubject, String> {
    const SORTS: [&str; 7] = [
        "person", "user", "group", "role", "team", "module", "switch",
    ];
    let (sort, name) = sorted(text, &SORTS);
    let order: [&str; 6] = match act {
        Act::EditRoles => ["role", "person", "group", "team", "module", "switch"],
        Act::EditGroups => ["group", "person", "role", "team", "module", "switch"],
        Act::EditTeams | Act::SetTeamLead => {
            ["team", "person", "group", "role", "module", "switch"]
        }
        Act::SetModule => ["module", "person", "group", "role", "team", "switch"],
        Act::FlipSwitch => ["switch", "person", "group", "role", "team", "module"],
        _ => ["person", "group", "role", "team", "module", "switch"],
    };
    let sort = sort.map(|sort| if sort == "user" { "person" } else { sort });
    for one in order {
        if sort.is_some_and(|sort| sort != one) {
            continue;
        }
        let found = match one {
            "person" => find(model.principals(), name)?.map(|p| ActSubject::User(p.id.clone())),
            "group" => find(model.groups(), name)?.map(|g| ActSubject::Group(g.id.clone())),
            "role" => find(model.roles(), name)?.map(|r| ActSubject::Role(r.id.clone())),
            "team" => find(model.teams(), name)?.map(|t| ActSubject::Team(t.id.clone())),
            "module" => find(model.modules(), name)?.map(|m| ActSubject::Module(m.id.clone())),
            _ => find(model.switches(), name)?.map(|s| ActSubject::Switch(s.id.clone())),
        };
        if let Some(subject) = found {
            return Ok(subject);
        }
    }
    if sort.is_none() && name == "new" {
        return Ok(ActSubject::NewUser);
    }
    let known = candidates(model.principals())
        .chain(candidates(model.groups()))
        .chain(candidates(model.roles()))
        .chain(candidates(model.teams()))
        .chain(candidates(model.modules()))
        .chain(candidates(model.switches()));
    let said = unknown("person, group, role, team, module or switch", text, known);
    if act == Act::AddUser {
        return Err(format!(
            "{said} For someone who is not there yet write `new`"
        ));
    }
    Err(said)
}

/// The id of a role given by id or name.
pub fn role_id(model: &Model, text: &str) -> Result<RoleId, String> {
    role(model, text).map(|role| role.id.clone())
}
