//! Selectors, places and answers in the user's words.

use super::Engine;
use super::answer::{Answer, Denial};
use super::compose::{Place, Source};
use super::path::AccessPath;
use crate::model::{
    Account, Clause, Condition, Entity, FieldId, ItemSelector, Join, Model, Op, PermissionId,
    PrincipalId, PrincipalSort, Reach, Reports, Scope, Subject, Table, Who,
};

/// Says what a model means in the user's words.
#[derive(Clone, Copy, Debug)]
pub struct Words<'m> {
    model: &'m Model,
    most_names: usize,
}

fn title<T: Entity>(table: &Table<T>, id: &T::Id) -> String {
    table
        .get(id)
        .map_or_else(|| id.to_string(), |record| record.title())
}

fn join<T>(list: &[T], by: &str, one: impl Fn(&T) -> String) -> String {
    list.iter().map(one).collect::<Vec<_>>().join(by)
}

/// A text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A text with its first letter in lower case.
pub fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// At most this many names are spelled out.
const MOST_NAMES: usize = 4;

impl<'m> Words<'m> {
    /// Words for a model.
    pub fn new(model: &'m Model) -> Words<'m> {
        Words {
            model,
            most_names: MOST_NAMES,
        }
    }

    /// Words that leave no name out of a list, for what is read without the model at hand.
    pub fn in_full(model: &'m Model) -> Words<'m> {
        Words {
            model,
            most_names: usize::MAX,
        }
    }

    /// The model that is put into words.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// Name of a principal.
    pub fn person(&self, id: &PrincipalId) -> String {
        title(self.model.principals(), id)
    }

    /// Name of a permission.
    pub fn permission(&self, id: &PermissionId) -> String {
        title(self.model.permissions(), id)
    }

    fn names<T: Entity>(&self, table: &Table<T>, ids: &[T::Id]) -> String {
        let few: Vec<String> = ids
            .iter()
            .take(self.most_names)
            .map(|id| title(table, id))
            .collect();
        let rest = ids.len().saturating_sub(self.most_names);
        match (few.is_empty(), rest) {
            (true, _) => "nobody".to_owned(),
            (_, 0) => few.join(", "),
            (_, n) => format!("{} and {n} more", few.join(", ")),
        }
    }

    fn field(&self, id: &FieldId) -> String {
        if let Some(field) = self.model.fields().get(id) {
            return field.name.clone();
        }
        let of_items = self.model.kinds().iter().flat_map(|kind| &kind.fields);
        match of_items.into_iter().find(|field| field.id == *id) {
            Some(field) => field.name.clone(),
            None => match id.as_str() {
                "direct_reports" => "number of direct reports".to_owned(),
                "leads" => "team led".to_owned(),
                other => other.replace('_', " "),
            },
        }
    }

    /// One clause: "Site is London or Leeds".
    pub fn clause(&self, clause: &Clause) -> String {
        let name = self.field(&clause.field);
        if clause.field == "direct_reports" && clause.op == Op::AtLeast {
            return format!(
                "has at least {} direct reports",
                join(&clause.values, " or ", |v| v.to_string())
            );
        }
        if clause.op.takes_values() {
            let values = join(&clause.values, " or ", ToString::to_string);
            format!("{name} {} {values}", clause.op.words())
        } else {
            format!("{name} {}", clause.op.words())
        }
    }

    /// A condition as a sentence part: "Site is London and Status is not Hired".
    pub fn condition(&self, condition: &Condition) -> String {
        if condition.clauses.is_empty() {
            return "anything".to_owned();
        }
        let by = match condition.join.unwrap_or(self.model.settings().join) {
            Join::All => " and ",
            Join::Any => " or ",
        };
        join(&condition.clauses, by, |clause| self.clause(clause))
    }

    /// A reach: "direct reports", "members of HR Finland".
    pub fn reach(&self, reach: &Reach) -> String {
        match reach {
            Reach::Anyone => "anyone".to_owned(),
            Reach::Everyone => "everyone".to_owned(),
            Reach::Nobody => "nobody".to_owned(),
            Reach::Oneself => "oneself".to_owned(),
            Reach::Reports(reports) => self.reports(reports),
            Reach::Team(id) => format!("team {}", title(self.model.teams(), id)),
            Reach::MyTeams => "members of one's own teams".to_owned(),
            Reach::LedTeams => "members of teams one leads".to_owned(),
            Reach::Group(id) => format!("members of {}", title(self.model.groups(), id)),
            Reach::Where(condition) => format!("people whose {}", self.condition(condition)),
            Reach::Listed(ids) => self.names(self.model.principals(), ids),
            Reach::SameField(field) => format!("people with the same {}", self.field(field)),
            Reach::Named(id) => title(self.model.reaches(), id),
            Reach::Union(list) => join(list, " or ", |one| self.reach(one)),
            Reach::Intersection(list) => join(list, " who are also ", |one| self.reach(one)),
            Reach::Except(from, minus) => {
                format!("{} except {}", self.reach(from), self.reach(minus))
            }
        }
    }

    fn reports(&self, reports: &Reports) -> String {
        let mut text = match reports.depth {
            Some(1) => "direct reports".to_owned(),
            Some(n) => format!("reports down to level {n}"),
            None => "all reports".to_owned(),
        };
        if let Some(lines) = &reports.lines
            && lines.len() < self.model.settings().lines.len()
        {
            let names = join(lines, " and ", |id| {
                let line = self.model.settings().line(id);
                line.map_or_else(|| id.to_string(), |line| line.name.to_lowercase())
            });
            text.push_str(&format!(" by {names}"));
        }
        let setting = self.model.settings().reports_include_oneself;
        if reports.oneself.unwrap_or(setting) {
            text.push_str(" and oneself");
        }
        text
    }

    /// A selector of items: "created by oneself", "labelled Finland".
    pub fn items(&self, items: &ItemSelector) -> String {
        match items {
            ItemSelector::Any => "any".to_owned(),
            ItemSelector::Nothing => "none at all".to_owned(),
            ItemSelector::Kind(id) => format!("of kind {}", title(self.model.kinds(), id)),
            ItemSelector::CreatedByMe => "added by oneself".to_owned(),
            ItemSelector::OwnedByMe => "owned by oneself".to_owned(),
            ItemSelector::Labelled(ids) => {
                format!(
                    "labelled {}",
                    join(ids, " or ", |id| title(self.model.labels(), id))
                )
            }
            ItemSelector::Listed(ids) => self.names(self.model.items(), ids),
            ItemSelector::Where(condition) => format!("whose {}", self.condition(condition)),
            ItemSelector::FieldIsMine { field, mine } => {
                format!(
                    "whose {} matches one's own {}",
                    self.field(field),
                    self.field(mine)
                )
            }
            ItemSelector::About(reach) => format!("about {}", self.reach(reach)),
            ItemSelector::Union(list) => join(list, " or ", |one| self.items(one)),
            ItemSelector::Intersection(list) => join(list, " and ", |one| self.items(one)),
            ItemSelector::Except(from, minus) => {
                format!("{} except {}", self.items(from), self.items(minus))
            }
        }
    }

    /// A scope: both axes, or "no limit".
    pub fn scope(&self, scope: &Scope) -> String {
        match (&scope.people, &scope.items) {
            (None, None) => "no limit".to_owned(),
            (Some(people), None) => self.reach(people),
            (None, Some(items)) => format!("items {}", self.items(items)),
            (Some(people), Some(items)) => {
                format!("{}; items {}", self.reach(people), self.items(items))
            }
        }
    }

    /// A selector of principals: "holders of Manager", "members of HR".
    pub fn who(&self, who: &Who) -> String {
        match who {
            Who::Anyone => "anyone".to_owned(),
            Who::Sort(PrincipalSort::Person) => "people".to_owned(),
            Who::Sort(PrincipalSort::ServiceUser) => "service users".to_owned(),
            Who::Sort(PrincipalSort::External) => "external users".to_owned(),
            Who::Listed(ids) => self.names(self.model.principals(), ids),
            Who::Member(id) => format!("members of {}", title(self.model.groups(), id)),
            Who::Holds(roles) if roles.is_empty() => "nobody".to_owned(),
            Who::Holds(roles) => format!(
                "holders of {}",
                join(roles, " or ", |id| title(self.model.roles(), id))
            ),
            Who::Owns(kind) => format!("owners of a {}", title(self.model.kinds(), kind)),
            Who::Where(condition) => format!("people whose {}", self.condition(condition)),
            Who::Not(one) => format!("not {}", self.who(one)),
            Who::AllOf(list) => join(list, " who are also ", |one| self.who(one)),
            Who::AnyOf(list) => join(list, " or ", |one| self.who(one)),
        }
    }

    /// A user or a group.
    pub fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::User(id) => self.person(id),
            Subject::Group(id) => format!("the group {}", title(self.model.groups(), id)),
        }
    }

    /// A place where a limit can be set.
    pub fn place(&self, place: &Place) -> String {
        let role = |id| title(self.model.roles(), id);
        match place {
            Place::Principal(id) => format!("the scope of {}", self.person(id)),
            Place::Assignment(id) => match self.model.assignments().get(id) {
                Some(a) => format!(
                    "the assignment of {} to {}",
                    role(&a.role),
                    self.subject(&a.to)
                ),
                None => format!("the assignment {id}"),
            },
            Place::Role(id) => format!("the role {}", role(id)),
            Place::Nested(outer, inner) => format!("{} inside {}", role(inner), role(outer)),
            Place::Direct(id) => format!("the direct grant {id}"),
            Place::Grant => "the grant itself".to_owned(),
        }
    }

    /// Where a right begins: "the group HR Finland, which holds HR Partner".
    pub fn source(&self, path: &AccessPath) -> String {
        let role = |n: usize| path.roles.get(n).map(|id| title(self.model.roles(), id));
        let inner = match path.roles.len() {
            0 | 1 => String::new(),
            n => format!(", which contains {}", role(n - 1).unwrap_or_default()),
        };
        let first = role(0).unwrap_or_default();
        match (&path.source, &path.to) {
            (Source::Assignment(_), Some(Subject::Group(group))) => format!(
                "the group {}, which holds {first}{inner}",
                title(self.model.groups(), group)
            ),
            (Source::Assignment(_), _) => format!("the role {first}{inner}"),
            (Source::Derived(id), _) => {
                let why = self.model.roles().get(id).and_then(|r| r.derived.as_ref());
                let why = why.map(|who| self.derived(who)).unwrap_or_default();
                format!("the role {first}, held by {why}{inner}")
            }
            (Source::Custom(_), Some(Subject::Group(group))) => format!(
                "the custom set of the group {}",
                title(self.model.groups(), group)
            ),
            (Source::Custom(_), _) => "their own custom set".to_owned(),
            (Source::Direct(_), Some(Subject::Group(group))) => format!(
                "a direct grant to the group {}",
                title(self.model.groups(), group)
            ),
            (Source::Direct(_), _) => "a direct grant".to_owned(),
        }
    }

    /// Why a role is held without an assignment.
    pub fn derived(&self, who: &Who) -> String {
        match who {
            Who::Anyone => "everyone".to_owned(),
            Who::Where(condition)
                if condition.clauses.len() == 1
                    && condition
                        .clauses
                        .iter()
                        .all(|c| c.field == "direct_reports" && c.op == Op::AtLeast) =>
            {
                "everyone with a direct report".to_owned()
            }
            other => self.who(other),
        }
    }

    /// One path as steps, from the one who acts to what is reached.
    pub fn steps(&self, path: &AccessPath) -> Vec<String> {
        let mut steps = vec![match (&path.source, &path.to) {
            (Source::Custom(_), Some(to)) => format!("Custom set of {}", self.subject(to)),
            (Source::Direct(_), Some(to)) => format!("Direct grant to {}", self.subject(to)),
            (Source::Assignment(_), Some(Subject::Group(group))) => {
                format!("Member of {}", title(self.model.groups(), group))
            }
            (Source::Assignment(_), _) => "Assigned to them".to_owned(),
            (Source::Derived(id), _) => {
                let who = self.model.roles().get(id).and_then(|r| r.derived.as_ref());
                format!(
                    "Held by {}",
                    who.map(|w| self.derived(w)).unwrap_or_default()
                )
            }
            _ => "Given".to_owned(),
        }];
        for role in &path.roles {
            steps.push(format!("Role {}", title(self.model.roles(), role)));
        }
        let granted = self.permission(&path.granted.base());
        steps.push(if path.granted.is_parts_only() {
            format!("Grants every part of {granted} at {}", path.granted_level)
        } else {
            format!("Grants {granted} at {}", path.granted_level)
        });
        for id in &path.implied_by {
            if let Some(i) = self.model.implications().get(id) {
                steps.push(format!(
                    "Because of {}: {} at {}",
                    self.permission(&i.permission),
                    self.permission(&i.implies.base()),
                    i.at
                ));
            }
        }
        for (place, limit) in &path.limits {
            steps.push(match place {
                Place::Grant => format!("Reaches {limit}"),
                place => format!("Within {limit}, set by {}", self.place(place)),
            });
        }
        if path.by_pooling {
            steps.push("Reached only because this module pools its sources".to_owned());
        }
        steps
    }

    /// Why the answer is no.
    pub fn denial(&self, denial: &Denial) -> String {
        match denial {
            Denial::Unknown(what) => what.clone(),
            Denial::Account(Account::Blocked) => "the account is blocked".to_owned(),
            Denial::Account(Account::NotStarted) => "the account is not yet active".to_owned(),
            Denial::Account(_) => "the account has ended".to_owned(),
            Denial::ModuleOff(id) => {
                format!("module is off: {}", title(self.model.modules(), id))
            }
            Denial::NotForUser(id) => format!(
                "module {} is not available to this user",
                title(self.model.modules(), id)
            ),
            Denial::WrongKind(kinds) => format!(
                "it is about {}, and the target is something else",
                join(kinds, " or ", |id| title(self.model.kinds(), id)
                    .to_lowercase())
            ),
            Denial::Guard(id) => {
                format!("a guard stops it: {}", title(self.model.guards(), id))
            }
            Denial::NoPath(id) => {
                format!("no role or grant held gives {} here", self.permission(id))
            }
        }
    }

    /// A permission at a level, verb first where the level reads as one: "edit Salary".
    pub fn deed(&self, permission: &PermissionId, level: &str) -> String {
        let name = self.permission(permission);
        if let Some(deed) = said_by_name(&name, level) {
            return deed;
        }
        match level {
            "yes" => format!("use {name}"),
            "masked" => format!("see {name} masked"),
            "view" | "edit" => format!("{level} {name}"),
            "propose" => format!("propose changes to {name}"),
            other => format!("have {name} at {other}"),
        }
    }
}

/// Verbs with which the names of yes-or-no permissions begin.
const VERBS: [&str; 35] = [
    "add",
    "approve",
    "ask",
    "assign",
    "change",
    "create",
    "delete",
    "dismiss",
    "download",
    "edit",
    "export",
    "give",
    "import",
    "invite",
    "manage",
    "open",
    "publish",
    "push",
    "read",
    "remind",
    "remove",
    "request",
    "retrigger",
    "run",
    "see",
    "send",
    "set",
    "skip",
    "submit",
    "switch",
    "terminate",
    "update",
    "upload",
    "view",
    "write",
];

/// The name alone, where it says already what is done: "Edit in HRM" at yes, "View …" at view.
fn said_by_name(name: &str, level: &str) -> Option<String> {
    let first = name.split_whitespace().next()?;
    let verb = first.to_lowercase();
    let is_said = verb == level || (level == "yes" && VERBS.contains(&verb.as_str()));
    let rest = name.trim_start().get(first.len()..)?;
    is_said.then(|| format!("{verb}{rest}"))
}

impl Answer {
    /// The answer in one sentence.
    pub fn sentence(&self, engine: &Engine) -> String {
        let model = engine.model();
        let words = Words::new(model);
        let question = &self.question;
        let who = words.person(&question.actor);
        let deed = words.deed(&question.permission, question.level.as_str());
        let on = match question.target.title(model) {
            text if text.is_empty() => String::new(),
            _ if question.target.person.as_ref() == Some(&question.actor)
                && !matches!(question.target.item, Some(super::ItemRef::Item(_))) =>
            {
                " of themselves".to_owned()
            }
            text => format!(" of {text}"),
        };
        match (&self.denial, self.paths.first()) {
            (None, Some(path)) => {
                let because = words.source(path);
                let reach = path.limits.last().map(|(_, limit)| limit.clone());
                let reach = reach
                    .map(|limit| format!(", whose reach is {limit}"))
                    .unwrap_or_default();
                format!("{who} can {deed}{on} because of {because}{reach}")
            }
            (None, None) => format!("{who} can {deed}{on}"),
            (Some(Denial::NoPath(_)), _) if !self.near.is_empty() => {
                // The nearest miss is the cause a person can act on (A-H8).
                let miss = self.near.first().map(|miss| miss.text(engine));
                format!("{who} cannot {deed}{on}: {}", miss.unwrap_or_default())
            }
            (Some(denial), _) => {
                format!("{who} cannot {deed}{on}: {}", words.denial(denial))
            }
        }
    }
}
