//! Rules as relations: whoever holds a rule is related to the company, to a population or to a label;
//! what leads from an object to these, and how the one who acts is related to the object, decides.

use std::collections::BTreeSet;

use super::build::{Builder, Thing};
use super::graph::{Expr, Subject};
use super::names::{COMPANY, LABEL, PERSON, POPULATION, relation};
use super::shape::{Fixed, Shape, Way};
use super::text::one_line;
use crate::engine::scheme::{PlainItems, PlainReach};
use crate::engine::{ItemRef, Words, capital};
use crate::io::export::{Fate, Loss};
use crate::model::{GroupId, ItemSelector, Reach};

/// What a permission is asked about, one type of objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Nothing: the company stands for it.
    Nothing,
    /// A person.
    Person,
    /// An item of a kind.
    Item(String),
    /// A person and an item of a kind.
    Pair(String),
}

/// Rules of one form, held by some and limited to something each.
pub(super) struct Alike {
    pub shape: Shape,
    /// Each with who holds it.
    pub members: Vec<(Shape, usize)>,
    pub notes: Vec<String>,
}

/// A rule while it is made: the relation of those who hold it, and how far it was spelled out.
struct Making {
    key: String,
    base: String,
    n_fixed: usize,
    n_helpers: usize,
}

impl Spot {
    /// What limits on the two axes leave of the objects.
    pub(super) fn shape(&self, people: Option<&PlainReach>, items: Option<&PlainItems>) -> Shape {
        let people = people.map(Shape::of_people);
        match self {
            Spot::Nothing => Shape::Every,
            Spot::Person => people.unwrap_or(Shape::Every),
            Spot::Item(kind) => {
                let items = items.map(|items| Shape::of_items(items, kind));
                let people = people.map(|people| Shape::over(Way::Subject, people));
                Shape::all(items.into_iter().chain(people).collect())
            }
            Spot::Pair(kind) => {
                let items = items.map(|items| Shape::of_items(items, kind));
                let items = items.map(|items| Shape::over(Way::PairItem, items));
                let people = people.map(|people| Shape::over(Way::PairPerson, people));
                Shape::all(items.into_iter().chain(people).collect())
            }
        }
    }
}

impl Builder<'_> {
    /// The type of the objects a permission is asked about.
    pub(super) fn type_of(&mut self, spot: &Spot) -> String {
        match spot {
            Spot::Nothing => COMPANY.to_owned(),
            Spot::Person => {
                self.people();
                PERSON.to_owned()
            }
            Spot::Item(kind) => self.kind(kind),
            Spot::Pair(kind) => self.pair(kind),
        }
    }

    /// Rules alike on one type: the relation of an object to everyone they let in.
    pub(super) fn rule(&mut self, key: &str, wanted: &str, alike: &Alike, spot: &Spot) -> Expr {
        let base = self.names.relation(key, wanted);
        let mut making = Making {
            key: key.to_owned(),
            base: base.clone(),
            n_fixed: 0,
            n_helpers: 0,
        };
        let of = self.type_of(spot);
        let is_on_company = alike.shape.has_every() || !alike.shape.asks_for_holder();
        let mut expr = self.said(&alike.shape, &of, spot, &mut making);
        if !alike.shape.asks_for_holder() {
            self.lead_to_company(&of);
            let holds = Expr::there(relation::COMPANY, &base);
            expr = Expr::all(vec![holds, expr.clone()]).unwrap_or(expr);
        }
        for (shape, holders) in &alike.members {
            let Some(holder) = self.holder(*holders) else {
                continue;
            };
            if is_on_company {
                let company = self.company();
                self.graph.put(&company, &base, holder.clone());
            }
            for (nth, (way, fixed)) in shape.fixed().into_iter().enumerate() {
                let name = self.fixed_name(&making, nth);
                let there = self.there(way, spot, &of);
                self.put_fixed(fixed, &name, &there, &holder);
            }
        }
        for note in &alike.notes {
            let note = one_line(note);
            for at in [COMPANY, POPULATION, LABEL] {
                let is_there = self.graph.typed(at).relations.contains_key(&base);
                if is_there {
                    self.graph.direct(at, &base, &[], &note);
                    break;
                }
            }
        }
        expr
    }

    /// The type a way leads to.
    fn there(&mut self, way: Option<Way>, spot: &Spot, of: &str) -> String {
        match (way, spot) {
            (None, _) => of.to_owned(),
            (Some(Way::PairItem), Spot::Pair(kind)) => {
                let kind = kind.clone();
                self.kind(&kind)
            }
            (Some(_), _) => PERSON.to_owned(),
        }
    }

    fn fixed_name(&mut self, making: &Making, nth: usize) -> String {
        match nth {
            0 => making.base.clone(),
            nth => {
                let key = format!("{} fixed {nth}", making.key);
                let wanted = format!("{}_{}", making.base, nth + 1);
                self.names.relation(&key, &wanted)
            }
        }
    }

    fn said(&mut self, shape: &Shape, of: &str, spot: &Spot, making: &mut Making) -> Expr {
        let nobody = || Expr::same(relation::SELF);
        match shape {
            // Never asked for: what lets nothing in is no rule.
            Shape::None => nobody(),
            Shape::Every if of == COMPANY => Expr::same(&making.base),
            Shape::Every => {
                self.lead_to_company(of);
                Expr::there(relation::COMPANY, &making.base)
            }
            Shape::Own(own) => self.own(own, of),
            Shape::Fixed(fixed) => {
                let name = self.fixed_name(making, making.n_fixed);
                making.n_fixed += 1;
                self.said_fixed(fixed, &name, of)
            }
            Shape::Over(way, there) => self.said_over(*way, there, of, spot, making),
            Shape::Any(list) => {
                let list = list.iter().map(|one| self.said(one, of, spot, making));
                let list = list.collect();
                Expr::any(list).unwrap_or_else(nobody)
            }
            Shape::All(list) => {
                let list = list.iter().map(|one| self.said(one, of, spot, making));
                let list = list.collect();
                Expr::all(list).unwrap_or_else(nobody)
            }
            Shape::Minus(from, less) => {
                let from = self.said(from, of, spot, making);
                let less = self.said(less, of, spot, making);
                Expr::minus(from, less)
            }
        }
    }

    fn said_over(
        &mut self,
        way: Way,
        there: &Shape,
        of: &str,
        spot: &Spot,
        making: &mut Making,
    ) -> Expr {
        let over = match way {
            Way::Subject => {
                self.subjects(of);
                relation::SUBJECT
            }
            Way::PairPerson => relation::PERSON,
            Way::PairItem => relation::ITEM,
        };
        let type_there = self.there(Some(way), spot, of);
        let expr = self.said(there, &type_there, spot, making);
        if let Expr::Same(name) = &expr {
            return Expr::there(over, name);
        }
        making.n_helpers += 1;
        let key = format!("{} helper {}", making.key, making.n_helpers);
        let helper = format!("{}_there", making.base);
        let helper = self.names.relation(&key, &helper);
        self.graph.worked(&type_there, &helper, expr, Vec::new());
        Expr::there(over, &helper)
    }

    fn said_fixed(&mut self, fixed: &Fixed, name: &str, of: &str) -> Expr {
        if matches!(fixed, Fixed::Labels(_)) && self.follows_labels() {
            self.labels(of);
            let below = self
                .names
                .relation(&format!("{name} below"), &format!("{name}_below"));
            self.graph.direct(LABEL, name, &[], "");
            let here = vec![Expr::same(name), Expr::there(relation::PARENT, &below)];
            if let Some(expr) = Expr::any(here) {
                self.graph.worked(LABEL, &below, expr, Vec::new());
            }
            return Expr::there(relation::LABEL, &below);
        }
        self.graph
            .direct(of, relation::POPULATION, &[POPULATION], "");
        self.graph.direct(POPULATION, name, &[], "");
        Expr::there(relation::POPULATION, name)
    }

    fn put_fixed(&mut self, fixed: &Fixed, name: &str, of: &str, holder: &Subject) {
        if let Fixed::Labels(labels) = fixed
            && self.follows_labels()
        {
            let model = self.model;
            for label in labels.iter().filter(|id| model.labels().contains(*id)) {
                let label = self.label(label);
                self.graph.put(&label, name, holder.clone());
            }
            return;
        }
        let population = self.population(fixed, of);
        self.graph.put(&population, name, holder.clone());
    }

    /// The objects of a type that a fixed limit means, as a population they lead to.
    fn population(&mut self, fixed: &Fixed, of: &str) -> (String, String) {
        let key = format!("{fixed:?}");
        let words = Words::new(self.model);
        let title = match fixed {
            Fixed::People(reach) => words.reach(&Reach::from(reach)),
            Fixed::Items(items) => words.items(&ItemSelector::from(items)),
            Fixed::Labels(labels) => words.items(&ItemSelector::Labelled(labels.clone())),
        };
        let wanted: String = title.chars().take(60).collect();
        let id = self.names.id(POPULATION, &key, &wanted);
        let population = (POPULATION.to_owned(), id);
        if !self.is_new(&format!("{key} on {of}")) {
            return population;
        }
        let is_inside = self.inside(fixed);
        let mut n = 0;
        for (object, thing) in self.all(of) {
            if is_inside.contains(&thing) {
                n += 1;
                let there = Subject::one(population.clone());
                self.graph.put(&object, relation::POPULATION, there);
            }
        }
        if self.is_frozen(fixed) {
            let word = match (fixed, n) {
                (Fixed::People(_), 1) => "1 person".to_owned(),
                (Fixed::People(_), n) => format!("{n} people"),
                (_, 1) => "1 item".to_owned(),
                (_, n) => format!("{n} items"),
            };
            let why = format!(
                "becomes the {word} of today, as population {}",
                population.1
            );
            let what = one_line(&capital(&title));
            self.losses.push(Loss::new(Fate::Frozen, what, why));
        }
        population
    }

    fn inside(&self, fixed: &Fixed) -> BTreeSet<Thing> {
        let items = |items: &PlainItems| -> Vec<ItemRef> {
            let same = self.engine.items_from(items).same_for_all();
            same.unwrap_or_default()
        };
        match fixed {
            Fixed::People(reach) => {
                let same = self.engine.people_from(reach).same_for_all();
                let people = same.unwrap_or_default().into_iter();
                people.map(Thing::Person).collect()
            }
            Fixed::Items(selector) => items(selector).into_iter().map(Thing::Item).collect(),
            Fixed::Labels(labels) => items(&PlainItems::Labelled(labels.clone()))
                .into_iter()
                .map(Thing::Item)
                .collect(),
        }
    }

    /// True if what is meant may change without anyone naming it.
    fn is_frozen(&self, fixed: &Fixed) -> bool {
        match fixed {
            Fixed::People(reach) => self.is_frozen_reach(reach),
            Fixed::Items(items) => is_frozen_list(items),
            Fixed::Labels(_) => true,
        }
    }

    fn is_frozen_reach(&self, reach: &PlainReach) -> bool {
        match reach {
            PlainReach::Where(_) => true,
            PlainReach::Group(id) => self.has_condition(id, &mut Vec::new()),
            PlainReach::AnyOf(list) | PlainReach::AllOf(list) => {
                list.iter().any(|one| self.is_frozen_reach(one))
            }
            // Whoever joins later is not taken away from.
            PlainReach::Except(..) => true,
            _ => false,
        }
    }

    fn has_condition(&self, id: &GroupId, met: &mut Vec<GroupId>) -> bool {
        let Some(group) = self.model.groups().get(id).filter(|_| !met.contains(id)) else {
            return false;
        };
        met.push(id.clone());
        group.condition.is_some() || group.groups.iter().any(|id| self.has_condition(id, met))
    }
}

fn is_frozen_list(items: &PlainItems) -> bool {
    match items {
        PlainItems::Listed(_) => false,
        PlainItems::AnyOf(list) | PlainItems::AllOf(list) => list.iter().any(is_frozen_list),
        _ => true,
    }
}
