//! Selectors as conditions of Cedar. What Cedar compares as the model does is said on attributes;
//! the rest becomes a population of today, which is told.

use std::collections::BTreeSet;

use super::clauses::{alone, clause_expr, contains, form_for, joined, matching, shared};
use super::expr::{Expr, entity};
use super::facts::{Facts, wanted};
use super::lines::Lines;
use super::names::Names;
use crate::engine::scheme::{PlainItems, PlainReach};
use crate::engine::{Engine, ItemRef, Words};
use crate::io::export::{Fate, Loss};
use crate::model::{Clause, Condition, FieldId, GroupId, KindId, PrincipalId};

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
                contains(it, "in_teams", &entity("Team", id.as_str()))
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
        let mut listed: BTreeSet<&PrincipalId> = BTreeSet::new();
        let mut parts = Vec::new();
        while let Some(group) = met.get(next).and_then(|id| model.groups().get(id)) {
            next += 1;
            listed.extend(&group.listed);
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
        let is_of_items = people.is_empty();
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
        let population = entity("Population", &id);
        match is_of_items {
            true => Expr::atom(format!("{it} in {population}")),
            // Reports stand below their manager and would inherit what the manager is in.
            false => contains(it, "in_populations", &population),
        }
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
