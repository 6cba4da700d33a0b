//! THE GRAMMAR: every question there is, in one table of pattern and meaning. What is understood,
//! what is offered while one types, and the list of what can be asked all come from it.

use super::lexicon::Entry;
use super::pattern::{Part, compile};
use super::question::{Actor, Deed, Doing, Giver, Holding, Kept, PlainQuestion, Verb, Whom};
use crate::model::{
    Account, Clause, Condition, FieldId, GroupId, ItemId, ItemSelector, Join, Key, KindId, LabelId,
    LevelId, ModuleId, Op, PrincipalId, PrincipalSort, Reach, Reports, RoleId, TeamId, Value, Who,
};

/// What a slot was filled with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bound {
    Person(PrincipalId),
    Actor(Actor),
    Whom(Whom),
    Verb(Verb),
    Doing(Doing),
    /// The permissions a name or a field means, at their lowest level.
    What(Vec<Deed>, Vec<Entry>),
    Role(RoleId),
    Group(GroupId),
    Team(TeamId),
    Module(ModuleId),
    Field(FieldId),
    Kind(KindId),
    /// The fields that have the value.
    Values(Vec<(FieldId, String)>),
    Label(LabelId),
    Item(ItemId),
    Level(LevelId),
    Records(Vec<Key>),
}

type Build<T> = fn(&[Bound]) -> Option<T>;

/// One question of the table.
pub(super) struct Rule<T: 'static> {
    /// Its words and slots.
    pub pattern: &'static str,
    /// What it asks, for the list; empty for another way to say the one before.
    pub meaning: &'static str,
    build: Build<T>,
}

/// A rule that is ready to be matched.
#[derive(Debug)]
pub(super) struct Ready<T: 'static> {
    pub parts: Vec<Part>,
    pub meaning: &'static str,
    pub build: Build<T>,
}

/// Everything that can be asked.
#[derive(Debug)]
pub(super) struct Grammar {
    pub questions: Vec<Ready<PlainQuestion>>,
    pub whom: Vec<Ready<Whom>>,
    pub actors: Vec<Ready<Actor>>,
}

impl Grammar {
    pub fn new() -> Grammar {
        Grammar {
            questions: ready(QUESTIONS),
            whom: ready(WHOM),
            actors: ready(ACTORS),
        }
    }
}

fn ready<T>(rules: &'static [Rule<T>]) -> Vec<Ready<T>> {
    let one = |rule: &'static Rule<T>| Ready {
        parts: compile(rule.pattern),
        meaning: rule.meaning,
        build: rule.build,
    };
    rules.iter().map(one).collect()
}

macro_rules! rules {
    ($($pattern:literal, $meaning:literal, $bound:pat => $value:expr;)*) => {
        &[$(Rule {
            pattern: $pattern,
            meaning: $meaning,
            build: |bound| match bound {
                $bound => Some($value),
                #[allow(unreachable_patterns)]
                _ => None,
            },
        },)*]
    };
}

use Bound as B;
use PlainQuestion as Q;

const QUESTIONS: &[Rule<PlainQuestion>] = rules! {
    "what can {person} {verb} that {person} can not [(do|see|view|edit)]",
        "What one can do and another cannot",
        [B::Person(who), B::Verb(verb), B::Person(other)] => Q::Difference {
            who: who.clone(), other: other.clone(), verb: any(verb), both: false
        };
    "what can {person} {verb}", "Everything someone can see, edit or do",
        [B::Person(who), B::Verb(verb)] => Q::WhatCan { who: who.clone(), verb: any(verb) };
    "what does {person} (see|view)", "",
        [B::Person(who)] => Q::WhatCan { who: who.clone(), verb: Verb::See };
    "what (is|are) {person} allowed to {verb}", "",
        [B::Person(who), B::Verb(verb)] => Q::WhatCan { who: who.clone(), verb: any(verb) };
    "what can {person} {verb} (of|about|on|in|to|with|for) {whom}",
        "What someone can see or do of one person, one item or some people",
        [B::Person(who), B::Verb(verb), B::Whom(whom)] => Q::WhatCanTo {
            who: who.clone(), verb: any(verb), whom: whom.clone()
        };
    "who can (see|view|do|access) nothing", "Everyone who can do nothing at all",
        [] => Q::WhoHas(Holding::Nothing);
    "who has no (access|rights|permissions)", "", [] => Q::WhoHas(Holding::Nothing);
    "who can {doing}", "Everyone who can do something",
        [B::Doing(doing)] => Q::WhoCan { doing: doing.clone(), whom: Whom::Anyone };
    "who can {doing} (of|for|about|on|to|from) {whom}",
        "Everyone who can do it to one person, one item or some people",
        [B::Doing(doing), B::Whom(whom)] => Q::WhoCan { doing: doing.clone(), whom: whom.clone() };
    "who can {verb} {whom} ['s] {what}", "",
        [B::Verb(_), B::Whom(whom), B::Doing(doing)] => Q::WhoCan {
            doing: doing.clone(), whom: whom.clone()
        };
    "who can {verb} (their own|own) {what}", "Everyone who can do it to themselves",
        [B::Verb(_), B::Doing(doing)] => Q::WhoCan {
            doing: doing.clone(), whom: Whom::People(Reach::Oneself)
        };
    "(who|which people|how many people|how many) (is|are) allowed to {doing} [of anyone]", "",
        [B::Doing(doing)] => Q::WhoCan { doing: doing.clone(), whom: Whom::Anyone };
    "(who|which people|how many people|how many) (is|are) allowed to {doing} (of|for|about|on|to|from) {whom}", "",
        [B::Doing(doing), B::Whom(whom)] => Q::WhoCan { doing: doing.clone(), whom: whom.clone() };
    "how many people can {doing}", "",
        [B::Doing(doing)] => Q::WhoCan { doing: doing.clone(), whom: Whom::Anyone };
    "how many people can {doing} (of|for|about|on|to|from) {whom}", "",
        [B::Doing(doing), B::Whom(whom)] => Q::WhoCan { doing: doing.clone(), whom: whom.clone() };
    "who can not {doing}", "Everyone who cannot",
        [B::Doing(doing)] => Q::WhoCannot { doing: doing.clone(), whom: Whom::Anyone };
    "who can not {doing} (of|for|about|on|to|from) {whom}", "",
        [B::Doing(doing), B::Whom(whom)] => Q::WhoCannot {
            doing: doing.clone(), whom: whom.clone()
        };
    "who can not {verb} (their own|own) {what}", "",
        [B::Verb(_), B::Doing(doing)] => Q::WhoCannot {
            doing: doing.clone(), whom: Whom::People(Reach::Oneself)
        };
    "can {actor} {doing}", "Whether someone can, everyone can, or all holders of a role can",
        [B::Actor(who), B::Doing(doing)] => Q::Can {
            who: who.clone(), doing: doing.clone(), whom: Whom::Anyone
        };
    "can {actor} {doing} (of|for|about|on|to|from) {whom}", "",
        [B::Actor(who), B::Doing(doing), B::Whom(whom)] => Q::Can {
            who: who.clone(), doing: doing.clone(), whom: whom.clone()
        };
    "can {actor} {verb} {whom} ['s] {what}", "",
        [B::Actor(who), B::Verb(_), B::Whom(whom), B::Doing(doing)] => Q::Can {
            who: who.clone(), doing: doing.clone(), whom: whom.clone()
        };
    "can {actor} {verb} (their own|own) {what}", "",
        [B::Actor(who), B::Verb(_), B::Doing(doing)] => Q::Can {
            who: who.clone(), doing: doing.clone(), whom: Whom::People(Reach::Oneself)
        };
    "(is|are) {actor} allowed to {doing} (of|for|about|on|to|from) {whom}", "",
        [B::Actor(who), B::Doing(doing), B::Whom(whom)] => Q::Can {
            who: who.clone(), doing: doing.clone(), whom: whom.clone()
        };
    "(is|are) {actor} allowed to {doing}", "",
        [B::Actor(who), B::Doing(doing)] => Q::Can {
            who: who.clone(), doing: doing.clone(), whom: Whom::Anyone
        };
    "why can {person} {doing} (of|for|about|on|to|from) {whom}", "What makes it so",
        [B::Person(who), B::Doing(doing), B::Whom(whom)] => why(who, doing, whom, true);
    "why can {person} {doing}", "",
        [B::Person(who), B::Doing(doing)] => why(who, doing, &Whom::Anyone, true);
    "why can {person} {verb} {whom} ['s] {what}", "",
        [B::Person(who), B::Verb(_), B::Whom(whom), B::Doing(doing)] => why(who, doing, whom, true);
    "why can {person} {verb} (their own|own) {what}", "",
        [B::Person(who), B::Verb(_), B::Doing(doing)] => why(who, doing, &OWN, true);
    "why (can not {person}|can {person} not|is {person} not allowed to) {doing} (of|for|about|on|to|from) {whom}",
        "What is missing",
        [B::Person(who), B::Doing(doing), B::Whom(whom)] => why(who, doing, whom, false);
    "why (can not {person}|can {person} not|is {person} not allowed to) {doing}", "",
        [B::Person(who), B::Doing(doing)] => why(who, doing, &Whom::Anyone, false);
    "why (can not {person}|can {person} not) {verb} {whom} ['s] {what}", "",
        [B::Person(who), B::Verb(_), B::Whom(whom), B::Doing(doing)] => why(who, doing, whom, false);
    "why (can not {person}|can {person} not) {verb} (their own|own) {what}", "",
        [B::Person(who), B::Verb(_), B::Doing(doing)] => why(who, doing, &OWN, false);
    "compare {person} (and|with|to) {person}", "Where two people differ",
        [B::Person(who), B::Person(other)] => both(who, other);
    "[what is] [the] difference between {person} and {person}", "",
        [B::Person(who), B::Person(other)] => both(who, other);
    "how (do|does) {person} (and|differ from) {person} [differ]", "",
        [B::Person(who), B::Person(other)] => both(who, other);
    "whose {what} can {person} {verb}", "On whom someone can do one thing",
        [B::What(..), B::Person(who), B::Doing(doing)] => Q::Whose {
            who: who.clone(), doing: doing.clone()
        };
    "which {kind} can {person} {verb}", "The items someone can see or edit",
        [B::Kind(kind), B::Person(who), B::Verb(verb)] => Q::Which {
            who: who.clone(), verb: any(verb), kind: kind.clone()
        };
    "who has [(a|any)] direct (grants|grant)", "Everyone who was granted something without a role",
        [] => Q::WhoHas(Holding::Direct);
    "who has [(a|any)] direct (grants|grant) (of|on|for) {what}", "",
        [B::What(what, _)] => Q::WhoHas(Holding::DirectOf(permissions(what)));
    "who (has|holds) [the] [role] {role}", "Everyone who holds a role",
        [B::Role(role)] => Q::WhoHas(Holding::Role(role.clone()));
    "who (is|are) [(a|an|the)] {role}", "", [B::Role(role)] => Q::WhoHas(Holding::Role(role.clone()));
    "who has no (role|roles)", "Everyone without a role", [] => Q::WhoHas(Holding::NoRole);
    "who has [a] custom (sets|set)", "Everyone whose roles a custom set replaces",
        [] => Q::WhoHas(Holding::CustomSet);
    "who has temporary (access|rights)", "Whatever begins or ends on a day",
        [] => Q::WhoHas(Holding::Temporary);
    "whose access (ends|begins|is temporary)", "", [] => Q::WhoHas(Holding::Temporary);
    "who has {what} at {level}", "Everyone who has a permission at a level of its ladder",
        [B::What(..), B::Level(_), B::Doing(doing)] => Q::WhoCan {
            doing: doing.clone(), whom: Whom::Anyone
        };
    "who has {what} at {level} (of|for|about|on) {whom}", "",
        [B::What(..), B::Level(_), B::Doing(doing), B::Whom(whom)] => Q::WhoCan {
            doing: doing.clone(), whom: whom.clone()
        };
    "who (has access to|can use|can open|uses) {module}", "Everyone who can do anything in a module",
        [B::Module(module)] => Q::UsersOf(module.clone());
    "who (is|are) [(a member|the members|members)] (in|of) [the] team {team}", "",
        [B::Team(team)] => Q::WhoHas(Holding::Team(team.clone()));
    "who (is|are) [(a member|the members|members)] (in|of) [the] group {group}", "",
        [B::Group(group)] => Q::WhoHas(Holding::Group(group.clone()));
    "who (is|are) [(a member|the members|members)] (in|of) [the] {circle}",
        "The members of a group or a team", [circle] => in_circle(circle)?;
    "who belongs to {circle}", "", [circle] => in_circle(circle)?;
    "who leads [the] [team] {team}", "The leads of a team",
        [B::Team(team)] => Q::WhoHas(Holding::Leads(team.clone()));
    "who (manages|is the manager of|are the managers of) {person}", "The managers of someone",
        [B::Person(of)] => Q::WhoHas(Holding::Manages(of.clone()));
    "who does {person} report to", "", [B::Person(of)] => Q::WhoHas(Holding::Manages(of.clone()));
    "who reports directly to {person}", "Everyone who reports to someone",
        [B::Person(to)] => Q::WhoHas(Holding::ReportsTo(to.clone(), Some(1)));
    "who reports to {person}", "", [B::Person(to)] => Q::WhoHas(Holding::ReportsTo(to.clone(), None));
    "who (is blocked|is locked out)", "Accounts that cannot be used",
        [] => Q::WhoHas(Holding::Account(Account::Blocked));
    "whose account has ended", "", [] => Q::WhoHas(Holding::Account(Account::Ended));
    "whose account has not started", "", [] => Q::WhoHas(Holding::Account(Account::NotStarted));
    "(who|which users) (is|are) external", "Everyone from outside",
        [] => Q::WhoHas(Holding::Sort(PrincipalSort::External));
    "(which|what) service users are there", "The service users",
        [] => Q::WhoHas(Holding::Sort(PrincipalSort::ServiceUser));
    "(who|whom) does everyone (leave out|omit)", "Whom “everyone” leaves out",
        [] => Q::WhoHas(Holding::LeftOut);
    "(which|what) (roles|role) (does {person} have|does {person} hold|has {person}|holds {person})",
        "The roles someone holds", [B::Person(who)] => of(who, Kept::Roles);
    "(which|what) (groups|group) is {person} (in|a member of)", "The groups someone is in",
        [B::Person(who)] => of(who, Kept::Groups);
    "(which|what) (teams|team) is {person} (in|on|a member of)", "The teams someone is in",
        [B::Person(who)] => of(who, Kept::Teams);
    "(which|what) direct grants does {person} have", "What someone was granted without a role",
        [B::Person(who)] => of(who, Kept::Direct);
    "what does [the] [(role|group)] {giver} (give|grant|allow)", "What a role or a group gives",
        [giver] => gives(giver)?;
    "what can [the] [(role|holders of)] {role} do", "", [giver] => gives(giver)?;
    "(which|what) roles (let people|give|allow) {doing}", "Every role and grant that gives something",
        [B::Doing(doing)] => Q::GivenBy(doing.clone());
    "what (lets people|gives|allows) {doing}", "", [B::Doing(doing)] => Q::GivenBy(doing.clone());
    "(which|what) permissions show {field}", "Every permission that shows a field",
        [B::Field(field)] => Q::Shows(field.clone());
    "what shows {field}", "", [B::Field(field)] => Q::Shows(field.clone());
    "(what|who) (is|are) {record}", "What a name stands for",
        [B::Records(keys)] => Q::WhatIs(keys.clone());
};

const WHOM: &[Rule<Whom>] = rules! {
    "{person}", "", [B::Person(id)] => Whom::Person(id.clone());
    "{item}", "", [B::Item(id)] => Whom::Item(id.clone());
    "(themselves|themself|oneself|self)", "", [] => OWN;
    "(anyone|anybody|someone|somebody|anything|something)", "", [] => Whom::Anyone;
    "[all] (everyone|everybody|people|employees)", "", [] => Whom::People(Reach::Everyone);
    "[all] [the] (people|employees|everyone|everybody|anyone|someone|those|staff|colleagues) (in|at|from|of) [the] {value} [(department|site|office|location)]", "",
        [B::Values(values)] => Whom::People(values_are(values));
    "[all] (people|employees|everyone|everybody|anyone|someone|those|staff) (whose|with|where) {person field} [is] {value}", "",
        [B::Field(field), B::Values(values)] => Whom::People(Reach::Where(one_of(field, values)?));
    "[all] [the] [(people|employees|everyone|everybody|anyone|someone|members) (in|of|from)] [the] team {team}", "",
        [B::Team(team)] => Whom::People(Reach::Team(team.clone()));
    "[all] [the] [(people|employees|everyone|everybody|anyone|someone|members) (in|of|from)] [the] group {group}", "",
        [B::Group(group)] => Whom::People(Reach::Group(group.clone()));
    "[all] [the] (people|employees|everyone|everybody|anyone|someone|members) (in|of|from) [the] {circle}", "",
        [circle] => people_in(circle)?;
    "[the] direct reports of {person}", "", [B::Person(id)] => Whom::ReportsOf(id.clone(), Some(1));
    "[the] [all] reports of {person}", "", [B::Person(id)] => Whom::ReportsOf(id.clone(), None);
    "(people|everyone|anyone|someone) (below|under|reporting to) {person}", "",
        [B::Person(id)] => Whom::ReportsOf(id.clone(), None);
    "their [own] direct reports", "", [] => Whom::People(Reach::direct_reports());
    "their [own] [all] reports", "",
        [] => Whom::People(Reach::Reports(Reports { oneself: Some(false), ..Reports::default() }));
    "their [own] (team|teams|colleagues)", "", [] => Whom::People(Reach::MyTeams);
    "[(people in|members of)] [the] teams they lead", "", [] => Whom::People(Reach::LedTeams);
    "(people|those|anyone|everyone) with the same {person field}", "",
        [B::Field(field)] => Whom::People(Reach::SameField(field.clone()));
    "[(all|any|every)] {kind}", "", [B::Kind(kind)] => Whom::Items(ItemSelector::Kind(kind.clone()));
    "{kind} labelled {label}", "",
        [B::Kind(kind), B::Label(label)] => Whom::Items(ItemSelector::Intersection(vec![
            ItemSelector::Kind(kind.clone()), ItemSelector::Labelled(vec![label.clone()]),
        ]));
    "{kind} (they added|added by themselves)", "",
        [B::Kind(kind)] => Whom::Items(ItemSelector::Intersection(vec![
            ItemSelector::Kind(kind.clone()), ItemSelector::CreatedByMe,
        ]));
    "{kind} (they own|owned by themselves)", "",
        [B::Kind(kind)] => Whom::Items(ItemSelector::Intersection(vec![
            ItemSelector::Kind(kind.clone()), ItemSelector::OwnedByMe,
        ]));
};

const ACTORS: &[Rule<Actor>] = rules! {
    "{person}", "", [B::Person(id)] => Actor::One(id.clone());
    "(everyone|everybody|all people|all employees)", "", [] => Actor::Each(everyone());
    "(anyone|anybody|someone|somebody)", "", [] => Actor::Any(Who::Anyone);
    "[(every|all|each|the)] [holders of] {role}", "",
        [B::Role(role)] => Actor::Each(Who::Holds(vec![role.clone()]));
    "any [holder of] {role}", "", [B::Role(role)] => Actor::Any(Who::Holds(vec![role.clone()]));
    "[(every|all|each|the)] (member|members) of [the] [group] {group}", "",
        [B::Group(group)] => Actor::Each(Who::Member(group.clone()));
    "[the] group {group}", "", [B::Group(group)] => Actor::Each(Who::Member(group.clone()));
    "[(every|all)] (service users|service user)", "",
        [] => Actor::Each(Who::Sort(PrincipalSort::ServiceUser));
    "[(every|all)] (external users|external user)", "",
        [] => Actor::Each(Who::Sort(PrincipalSort::External));
};

const OWN: Whom = Whom::People(Reach::Oneself);

/// "Do" is any way of doing.
fn any(verb: &Verb) -> Verb {
    match verb {
        Verb::Use => Verb::Any,
        verb => verb.clone(),
    }
}

fn why(who: &PrincipalId, doing: &Doing, whom: &Whom, can: bool) -> PlainQuestion {
    PlainQuestion::Why {
        who: who.clone(),
        doing: doing.clone(),
        whom: whom.clone(),
        can,
    }
}

fn both(who: &PrincipalId, other: &PrincipalId) -> PlainQuestion {
    PlainQuestion::Difference {
        who: who.clone(),
        other: other.clone(),
        verb: Verb::Any,
        both: true,
    }
}

fn of(who: &PrincipalId, what: Kept) -> PlainQuestion {
    PlainQuestion::Of {
        who: who.clone(),
        what,
    }
}

fn permissions(what: &[Deed]) -> Vec<crate::model::PermissionId> {
    what.iter().map(|deed| deed.permission.clone()).collect()
}

fn in_circle(circle: &Bound) -> Option<PlainQuestion> {
    Some(PlainQuestion::WhoHas(match circle {
        Bound::Group(id) => Holding::Group(id.clone()),
        Bound::Team(id) => Holding::Team(id.clone()),
        _ => return None,
    }))
}

fn people_in(circle: &Bound) -> Option<Whom> {
    Some(Whom::People(match circle {
        Bound::Group(id) => Reach::Group(id.clone()),
        Bound::Team(id) => Reach::Team(id.clone()),
        _ => return None,
    }))
}

fn gives(giver: &Bound) -> Option<PlainQuestion> {
    Some(PlainQuestion::Gives(match giver {
        Bound::Role(id) => Giver::Role(id.clone()),
        Bound::Group(id) => Giver::Group(id.clone()),
        _ => return None,
    }))
}

/// Everyone employed who can log in.
pub(super) fn everyone() -> Who {
    let is = |field: &str, value: &str| clause(&field.into(), value);
    Who::Where(Condition {
        join: Some(Join::All),
        clauses: vec![is("sort", "person"), is("account", "active")],
    })
}

fn clause(field: &FieldId, value: &str) -> Clause {
    Clause {
        field: field.clone(),
        op: Op::Is,
        values: vec![Value::from(value)],
    }
}

/// People who have the value in any of the fields that know it.
fn values_are(values: &[(FieldId, String)]) -> Reach {
    let clauses = values.iter().map(|(field, value)| clause(field, value));
    Reach::Where(Condition {
        join: (values.len() > 1).then_some(Join::Any),
        clauses: clauses.collect(),
    })
}

fn one_of(field: &FieldId, values: &[(FieldId, String)]) -> Option<Condition> {
    let (_, value) = values.iter().find(|(of, _)| of == field)?;
    Some(Condition {
        join: None,
        clauses: vec![clause(field, value)],
    })
}
