//! Selectors as conditions of Cedar. What Cedar compares as the model does is said on attributes;
//! the rest becomes a population of today, which is told.

use super::expr::{Expr, entity, pattern, string};
use super::facts::{Facts, Form, constant, wanted};
use super::lines::Lines;
use super::names::Names;
use crate::engine::scheme::{PlainItems, PlainReach};
use crate::engine::{Engine, ItemRef, Words};
use crate::io::export::{Fate, Loss};
use crate::model::{Clause, Condition, FieldId, GroupId, Join, KindId, Op, PrincipalId};

/// People or items that belong together today.
#[derive(Debug)]
pub(super) struct Population {
    pub id: String,
    pub title: String,
    pub people: Vec<PrincipalId>,
    pub items: Vec<ItemRef>,
}

/// What is met while policies are said: attributes, populations, lines.
#[derive(Debug)]
pub(super) struct Says<'e> {
    pub engine: &'e Engine,
    pub names: Names,
    pub facts: Facts<'e>,
    pub lines: Lines,
    pub populations: Vec<Population>,
    pub losses: Vec<Loss>,
    /// The kinds some permission is about, in the order in which they are met.
    pub kinds: Vec<KindId>,
    pub with_teams: bool,
    pub with_led_teams: bool,
    pub with_labels: bool,
    pub with_creators: bool,
    pub with_owners: bool,
    pub with_subjects: bool,
}

/// Up to so many people are listed in a policy; more become a population.
const MOST_LISTED: usize = 5;

const ME: &str = "principal.person";

impl<'e> Says<'e> {
    pub(super) fn new(engine: &'e Engine) -> Says<'e> {
        Says {
            engine,
            names: Names::new(),
            facts: Facts::new(engine),
            lines: Lines::default(),
            populations: Vec::new(),
            losses: Vec::new(),
            kinds: kinds(engine),
            with_teams: false,
            with_led_teams: false,
            with_labels: false,
            with_creators: false,
            with_owners: false,
            with_subjects: false,
        }
    }

    /// That the person `it` is in a reach.
    pub(super) fn reach(&mut self, reach: &PlainReach, it: &str) -> Expr {
        match reach {
            PlainReach::Anyone => Expr::True,
            PlainReach::Nobody => Expr::False,
            PlainReach::Oneself => Expr::all([
                Expr::atom("principal has person"),
                Expr::atom(format!("{it} == {ME}")),
            ]),
            PlainReach::Reports { lines, depth } => {
                let said = self
                    .lines
                    .below(self.engine, &mut self.names, lines, *depth);
                said.text(it, false)
            }
            PlainReach::Team(id) => {
                self.with_teams = true;
                Expr::atom(format!("{it} in {}", entity("Team", id.as_str())))
            }
            PlainReach::MyTeams => {
                self.with_teams = true;
                shared(it, "in_teams", "in_teams")
            }
            PlainReach::LedTeams => {
                self.with_teams = true;
                self.with_led_teams = true;
                shared(it, "in_teams", "leads_teams")
            }
            PlainReach::Group(id) => self.group(id, it),
            PlainReach::Where(condition) => self.people_where(condition, it),
            PlainReach::Listed(ids) => self.listed(ids, it),
            PlainReach::SameField(field) => {
                let form = self.facts.of_people(field).form();
                let theirs = self.facts.person(&mut self.names, field, form);
                let mine = self.facts.user(&mut self.names, field, form);
                matching(it, (&theirs, form), (&mine, form))
            }
            PlainReach::AnyOf(list) => self.any_of(list, it),
            PlainReach::AllOf(list) => Expr::all(list.iter().map(|one| self.reach(one, it))),
            PlainReach::Except(from, minus) => {
                let from = self.reach(from, it);
                Expr::all([from, Expr::not(self.reach(minus, it))])
            }
        }
    }

    /// Reports and oneself together are what `in` means.
    fn any_of(&mut self, list: &[PlainReach], it: &str) -> Expr {
        let with_oneself = list.contains(&PlainReach::Oneself);
        let mut is_said = false;
        let mut parts = Vec::new();
        for one in list {
            if let PlainReach::Reports { lines, depth } = one
                && with_oneself
            {
                let said = self
                    .lines
                    .below(self.engine, &mut self.names, lines, *depth);
                is_said |= said.is_tree();
                parts.push(said.text(it, true));
            }
        }
        for one in list {
            match one {
                PlainReach::Reports { .. } if with_oneself => {}
                PlainReach::Oneself if is_said => {}
                one => parts.push(self.reach(one, it)),
            }
        }
        Expr::any(parts)
    }

    fn listed(&mut self, ids: &[PrincipalId], it: &str) -> Expr {
        let model = self.engine.model();
        let has_record = |id: &&PrincipalId| {
            let principal = model.principals().get(*id);
            principal.is_some_and(|p| p.has_record())
        };
        let people: Vec<PrincipalId> = ids.iter().filter(has_record).cloned().collect();
        if people.len() > MOST_LISTED {
            let words = Words::new(model).reach(&crate::model::Reach::Listed(people.clone()));
            return self.population(format!("Listed {words}"), people, Vec::new(), it);
        }
        let one = |id: &PrincipalId| {
            let person = entity("Person", id.as_str());
            Expr::atom(format!("{it} == {person}"))
        };
        Expr::any(people.iter().map(one))
    }

    /// A group is all that leads into it: listed and by condition, its own and that of the groups
    /// nested in it.
    fn group(&mut self, id: &GroupId, it: &str) -> Expr {
        let model = self.engine.model();
        let mut met: Vec<GroupId> = vec![id.clone()];
        let mut next = 0;
        let mut listed: Vec<PrincipalId> = Vec::new();
        let mut parts = Vec::new();
        while let Some(group) = met.get(next).and_then(|id| model.groups().get(id)) {
            next += 1;
            listed.extend(group.listed.iter().cloned());
            for nested in &group.groups {
                if !met.contains(nested) {
                    met.push(nested.clone());
                }
            }
            if let Some(condition) = &group.condition {
                let condition = Condition {
                    join: Some(condition.join.unwrap_or(model.settings().join)),
                    clauses: condition.clauses.clone(),
                };
                match condition.clauses.is_empty() {
                    true => parts.push(Expr::True),
                    false => parts.push(self.people_where(&condition, it)),
                }
            }
        }
        let in_order = model.principals().iter();
        let people: Vec<PrincipalId> = in_order
            .filter(|p| p.has_record() && listed.contains(&p.id))
            .map(|p| p.id.clone())
            .collect();
        if !people.is_empty() {
            let name = model.groups().get(id).map(|group| group.name.clone());
            let title = format!("Group {}", name.unwrap_or_default());
            parts.push(self.population(title, people, Vec::new(), it));
        }
        Expr::any(parts)
    }

    /// That `it` is in a population; one with the same members is the same.
    fn population(
        &mut self,
        title: String,
        people: Vec<PrincipalId>,
        items: Vec<ItemRef>,
        it: &str,
    ) -> Expr {
        if people.is_empty() && items.is_empty() {
            return Expr::False;
        }
        let known = self
            .populations
            .iter()
            .find(|known| known.people == people && known.items == items);
        let id = match known {
            Some(known) => known.id.clone(),
            None => {
                let id = self
                    .names
                    .population(&self.populations.len().to_string(), &title);
                self.populations.push(Population {
                    id: id.clone(),
                    title,
                    people,
                    items,
                });
                id
            }
        };
        Expr::atom(format!("{it} in {}", entity("Population", &id)))
    }

    fn people_where(&mut self, condition: &Condition, it: &str) -> Expr {
        let clauses = condition.clauses.iter();
        let parts: Vec<Expr> = clauses
            .map(|clause| self.person_clause(clause, it))
            .collect();
        joined(condition, parts)
    }

    fn person_clause(&mut self, clause: &Clause, it: &str) -> Expr {
        let column = self.facts.of_people(&clause.field);
        let Some(form) = form_for(
            clause,
            column.form(),
            column.ordered(&wanted(&clause.values)),
        ) else {
            let alone = alone(clause);
            let people = self.engine.people_from(&PlainReach::Where(alone));
            let people = people.same_for_all().unwrap_or_default();
            let title = self.freeze(clause, people.len(), "people");
            return self.population(title, people, Vec::new(), it);
        };
        let name = self.facts.person(&mut self.names, &clause.field, form);
        clause_expr(clause, form, it, &name)
    }

    fn freeze(&mut self, clause: &Clause, n: usize, of: &str) -> String {
        let title = Words::new(self.engine.model()).clause(clause);
        let why = format!("Cedar cannot compare this: becomes the {n} {of} of today");
        let loss = Loss::new(Fate::Frozen, format!("Condition {title}"), why);
        if !self.losses.contains(&loss) {
            self.losses.push(loss);
        }
        title
    }

    /// That the resource is among the items.
    pub(super) fn items(&mut self, items: &PlainItems) -> Expr {
        let is_mine = |name: &str| {
            Expr::all([
                Expr::atom(format!("resource has {name}")),
                Expr::atom(format!("resource.{name} == principal")),
            ])
        };
        match items {
            PlainItems::Any => Expr::True,
            PlainItems::Nothing => Expr::False,
            PlainItems::Kind(kind) if !self.kinds.contains(kind) => Expr::False,
            PlainItems::Kind(kind) => {
                let kind = self.names.kind(kind);
                Expr::atom(format!("resource is {kind}"))
            }
            PlainItems::CreatedByMe => {
                self.with_creators = true;
                is_mine("creator_user")
            }
            PlainItems::OwnedByMe => {
                self.with_owners = true;
                is_mine("owner_user")
            }
            PlainItems::Labelled(ids) => {
                self.with_labels = true;
                let one = |id: &crate::model::LabelId| {
                    Expr::atom(format!("resource in {}", entity("Label", id.as_str())))
                };
                Expr::any(ids.iter().map(one))
            }
            PlainItems::Listed(_) => {
                let all = self.engine.items_from(items).same_for_all();
                let words = Words::new(self.engine.model()).items(&items.into());
                let title = format!("Listed {words}");
                self.population(title, Vec::new(), all.unwrap_or_default(), "resource")
            }
            PlainItems::Where(condition) => {
                let clauses = condition.clauses.iter();
                let parts = clauses.map(|clause| self.item_clause(clause)).collect();
                joined(condition, parts)
            }
            PlainItems::FieldIsMine { field, mine } => self.field_is_mine(field, mine),
            PlainItems::About(reach) => {
                let about = self.reach(reach, "resource.about");
                self.about(about)
            }
            PlainItems::AnyOf(list) => Expr::any(list.iter().map(|one| self.items(one))),
            PlainItems::AllOf(list) => Expr::all(list.iter().map(|one| self.items(one))),
            PlainItems::Except(from, minus) => {
                let from = self.items(from);
                Expr::all([from, Expr::not(self.items(minus))])
            }
        }
    }

    /// That the resource is about someone of whom this holds.
    pub(super) fn about(&mut self, of_person: Expr) -> Expr {
        self.with_subjects = true;
        Expr::all([Expr::atom("resource has about"), of_person])
    }

    fn field_is_mine(&mut self, field: &FieldId, mine: &FieldId) -> Expr {
        let of_mine = self.facts.of_people(mine).form();
        let of_item = self.facts.of_items(field).form();
        let mine = self.facts.user(&mut self.names, mine, of_mine);
        let field = self.facts.item(&mut self.names, field, of_item);
        matching("resource", (&field, of_item), (&mine, of_mine))
    }

    fn item_clause(&mut self, clause: &Clause) -> Expr {
        let column = self.facts.of_items(&clause.field);
        let Some(form) = form_for(
            clause,
            column.form(),
            column.ordered(&wanted(&clause.values)),
        ) else {
            let items = self.engine.items_from(&PlainItems::Where(alone(clause)));
            let items = items.same_for_all().unwrap_or_default();
            let title = self.freeze(clause, items.len(), "items");
            return self.population(title, Vec::new(), items, "resource");
        };
        let name = self.facts.item(&mut self.names, &clause.field, form);
        clause_expr(clause, form, "resource", &name)
    }

    /// The type of a kind of items.
    pub(super) fn kind(&mut self, kind: &KindId) -> String {
        self.names.kind(kind)
    }
}

fn kinds(engine: &Engine) -> Vec<KindId> {
    let mut list: Vec<KindId> = Vec::new();
    for permission in engine.model().permissions().iter() {
        for kind in permission.about.kinds() {
            if !list.contains(kind) {
                list.push(kind.clone());
            }
        }
    }
    list
}

fn alone(clause: &Clause) -> Condition {
    Condition {
        join: Some(Join::All),
        clauses: vec![clause.clone()],
    }
}

fn joined(condition: &Condition, parts: Vec<Expr>) -> Expr {
    match condition.join {
        Some(Join::Any) => Expr::any(parts),
        _ => Expr::all(parts),
    }
}

/// The form in which Cedar compares as the clause does, if there is one.
fn form_for(clause: &Clause, form: Form, ordered: Option<Form>) -> Option<Form> {
    match clause.op {
        Op::Is | Op::IsNot | Op::IsEmpty | Op::IsNotEmpty => Some(form),
        Op::Contains | Op::StartsWith => Some(form).filter(|form| *form == Form::Text),
        Op::Less | Op::AtMost | Op::More | Op::AtLeast => ordered,
    }
}

/// A clause on an attribute that is there where the field is not empty.
fn clause_expr(clause: &Clause, form: Form, it: &str, name: &str) -> Expr {
    let values = wanted(&clause.values);
    let has = Expr::atom(format!("{it} has {name}"));
    let of = |op: &dyn Fn(&str) -> String| {
        let each = values.iter().map(|value| Expr::atom(op(value)));
        Expr::all([has.clone(), Expr::any(each.collect::<Vec<_>>())])
    };
    let ordered = |infix: &str, method: &str| {
        of(&|value| {
            let value = constant(form, value).unwrap_or_default();
            match form {
                Form::Decimal => format!("{it}.{name}.{method}({value})"),
                _ => format!("{it}.{name} {infix} {value}"),
            }
        })
    };
    match clause.op {
        Op::Is => is_one_of(has.clone(), form, it, name, &values),
        Op::IsNot => Expr::not(is_one_of(has.clone(), form, it, name, &values)),
        Op::IsEmpty => Expr::not(has),
        Op::IsNotEmpty => has,
        Op::Contains => of(&|value| format!("{it}.{name} like \"*{}*\"", pattern(value))),
        Op::StartsWith => of(&|value| format!("{it}.{name} like \"{}*\"", pattern(value))),
        Op::Less => ordered("<", "lessThan"),
        Op::AtMost => ordered("<=", "lessThanOrEqual"),
        Op::More => ordered(">", "greaterThan"),
        Op::AtLeast => ordered(">=", "greaterThanOrEqual"),
    }
}

fn is_one_of(has: Expr, form: Form, it: &str, name: &str, values: &[String]) -> Expr {
    let texts: Vec<String> = values.iter().map(|value| string(value)).collect();
    let test = match (form, texts.as_slice()) {
        (_, []) => return Expr::False,
        (Form::Texts, [one]) => format!("{it}.{name}.contains({one})"),
        (Form::Texts, more) => format!("{it}.{name}.containsAny([{}])", more.join(", ")),
        (_, [one]) => format!("{it}.{name} == {one}"),
        (_, more) => format!("[{}].contains({it}.{name})", more.join(", ")),
    };
    Expr::all([has, Expr::atom(test)])
}

/// That an attribute of `it` shares a text with an attribute of the one who acts.
fn matching(it: &str, theirs: (&str, Form), mine: (&str, Form)) -> Expr {
    let (a, b) = (
        format!("{it}.{}", theirs.0),
        format!("principal.{}", mine.0),
    );
    let test = match (theirs.1, mine.1) {
        (Form::Texts, Form::Texts) => format!("{a}.containsAny({b})"),
        (Form::Texts, _) => format!("{a}.contains({b})"),
        (_, Form::Texts) => format!("{b}.contains({a})"),
        _ => format!("{a} == {b}"),
    };
    Expr::all([
        Expr::atom(format!("{it} has {}", theirs.0)),
        Expr::atom(format!("principal has {}", mine.0)),
        Expr::atom(test),
    ])
}

/// That a set of `it` shares an entity with a set of the one who acts.
fn shared(it: &str, theirs: &str, mine: &str) -> Expr {
    Expr::all([
        Expr::atom(format!("{it} has {theirs}")),
        Expr::atom(format!("principal has {mine}")),
        Expr::atom(format!("{it}.{theirs}.containsAny(principal.{mine})")),
    ])
}
