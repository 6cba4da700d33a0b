//! The sets that lines are limited to: `self` and `below`, which follow from who acts; sets that mean
//! the same for all; and, worked out for each who holds the line, what depends on who acts.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::scheme::{PlainItems, PlainReach};
use crate::engine::{Engine, ItemRef, Words};
use crate::io::csv;
use crate::io::export::policy::tree;
use crate::io::export::{Alphabet, Fate, Loss, Slugs};
use crate::model::{ItemSelector, LineId, PrincipalId, Reach};

const SET: Alphabet = Alphabet {
    longest: 60,
    shortest: 1,
    also: "-.",
    keeps_case: false,
    may_start_with_digit: true,
    reserved: &[],
};

/// Whoever is above each.
type Managers = BTreeMap<PrincipalId, Vec<PrincipalId>>;

/// A set worked out, by what it means.
struct Made<S> {
    means: S,
    name: String,
    /// Those from whose place it is read; none where it is the same for all.
    from: Option<BTreeSet<PrincipalId>>,
}

pub(super) struct Sets<'e> {
    engine: &'e Engine,
    slugs: Slugs,
    people: Vec<Made<PlainReach>>,
    items: Vec<Made<PlainItems>>,
    /// Manager lines without circles, and whoever is directly above by them.
    tree: Option<(Vec<LineId>, Managers)>,
    /// Items some permission is about.
    all_items: Vec<ItemRef>,
    is_self_used: bool,
    pub losses: Vec<Loss>,
}

/// A chain of more steps is not followed by the role managers of Casbin: they stop at ten names, and
/// some count the first.
const MOST_STEPS: usize = 9;

fn person(id: &PrincipalId) -> String {
    format!("person:{id}")
}

fn item(item: &ItemRef) -> String {
    let kind = match item {
        ItemRef::Item(_) => "item",
        ItemRef::Account(_) => "account",
        ItemRef::Role(_) => "record",
    };
    format!("{kind}:{}", item.id())
}

impl<'e> Sets<'e> {
    pub(super) fn new(engine: &'e Engine) -> Sets<'e> {
        let permissions = engine.model().permissions().iter();
        let kinds: BTreeSet<&str> = permissions
            .flat_map(|permission| permission.about.kinds())
            .map(|kind| kind.as_str())
            .collect();
        let items = engine.all_items().into_iter();
        Sets {
            engine,
            slugs: Slugs::new(SET),
            people: Vec::new(),
            items: Vec::new(),
            tree: None,
            all_items: items
                .filter(|item| kinds.contains(engine.kind_of(item)))
                .collect(),
            is_self_used: false,
            losses: Vec::new(),
        }
    }

    /// A limit of people as limits of which any will do: a line each.
    pub(super) fn people_parts(&mut self, reach: Option<&PlainReach>) -> Vec<Option<PlainReach>> {
        match reach {
            Some(whole @ PlainReach::AnyOf(list)) if self.word(whole).is_none() => {
                list.iter().cloned().map(Some).collect()
            }
            other => vec![other.cloned()],
        }
    }

    /// The same of a limit of items.
    pub(super) fn items_parts(&mut self, items: Option<&PlainItems>) -> Vec<Option<PlainItems>> {
        match items {
            Some(PlainItems::AnyOf(list)) => list
                .iter()
                .flat_map(|one| self.items_parts(Some(one)))
                .collect(),
            Some(PlainItems::About(reach)) => {
                let parts = self.people_parts(Some(reach)).into_iter().flatten();
                parts.map(|one| Some(PlainItems::About(one))).collect()
            }
            other => vec![other.cloned()],
        }
    }

    /// What a line says for a limit of people that is read from these; none lets nobody in.
    pub(super) fn people(
        &mut self,
        reach: Option<&PlainReach>,
        from: &[PrincipalId],
    ) -> Option<String> {
        let reach = match reach {
            None | Some(PlainReach::Anyone) => return Some("*".to_owned()),
            Some(PlainReach::Nobody) => return None,
            Some(reach) => reach,
        };
        if let Some(word) = self.word(reach) {
            return Some(word.to_owned());
        }
        let depends = reach.depends_on_actor();
        if let Some(made) = self.people.iter_mut().find(|made| made.means == *reach) {
            made.read_from(from);
            return Some(made.name.clone());
        }
        let words = Words::new(self.engine.model()).reach(&Reach::from(reach));
        let name = self.name("people", &words, depends);
        self.people.push(Made::new(reach, &name, depends, from));
        Some(name)
    }

    /// What a line says for a limit of items that is read from these; none lets nothing in.
    pub(super) fn items(
        &mut self,
        items: Option<&PlainItems>,
        from: &[PrincipalId],
    ) -> Option<String> {
        let items = match items {
            None | Some(PlainItems::Any) => return Some("*".to_owned()),
            Some(PlainItems::Nothing) => return None,
            Some(items) => items,
        };
        if let PlainItems::About(reach) = items
            && let Some(word) = self.word(reach)
        {
            return Some(word.to_owned());
        }
        let depends = items.depends_on_actor();
        if let Some(made) = self.items.iter_mut().find(|made| made.means == *items) {
            made.read_from(from);
            return Some(made.name.clone());
        }
        let words = Words::new(self.engine.model()).items(&ItemSelector::from(items));
        let name = self.name("items", &words, depends);
        self.items.push(Made::new(items, &name, depends, from));
        Some(name)
    }

    fn name(&mut self, of: &str, words: &str, depends: bool) -> String {
        let key = format!("{of} {} {}", self.people.len(), self.items.len());
        let name = format!("{of}:{}", self.slugs.name(&key, words));
        let of_whom = if depends {
            " for each who holds it"
        } else {
            ""
        };
        self.losses.push(Loss::new(
            Fate::Frozen,
            format!(
                "{} {words}",
                if of == "people" { "People" } else { "Items" }
            ),
            format!("becomes the set {name} of today{of_whom}"),
        ));
        name
    }

    /// The word for oneself and for all below, where a line has one.
    fn word(&mut self, reach: &PlainReach) -> Option<&'static str> {
        match reach {
            PlainReach::Oneself => {
                self.is_self_used = true;
                Some("self")
            }
            PlainReach::Reports { lines, depth: None } => self.is_tree(lines).then_some("below"),
            PlainReach::AnyOf(list) => match list.as_slice() {
                [
                    PlainReach::Oneself,
                    PlainReach::Reports { lines, depth: None },
                ]
                | [
                    PlainReach::Reports { lines, depth: None },
                    PlainReach::Oneself,
                ] if self.is_tree(lines) => {
                    self.is_self_used = true;
                    Some("below or self")
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn is_tree(&mut self, lines: &[LineId]) -> bool {
        if self.tree.is_none() {
            self.tree = tree(self.engine, lines).map(|parents| (lines.to_vec(), parents));
        }
        self.tree.as_ref().is_some_and(|(known, _)| known == lines)
    }

    /// Adds the lines of all sets that are used.
    pub(super) fn write(&mut self, text: &mut String) {
        self.write_people(text);
        self.write_items(text);
        self.write_above(text);
        if self.is_self_used {
            for id in self.engine.people() {
                let me = format!("self|user:{id}");
                csv::row(text, ["g4", &person(&id), &me]);
            }
            for one in &self.all_items {
                if let Some(id) = self.engine.subject_of(one) {
                    let me = format!("self|user:{id}");
                    csv::row(text, ["g4", &item(one), &me]);
                }
            }
        }
    }

    fn write_people(&self, text: &mut String) {
        for made in &self.people {
            let means = self.engine.people_from(&made.means);
            match &made.from {
                None => {
                    for id in means.same_for_all().unwrap_or_default() {
                        csv::row(text, ["g2", &person(&id), &made.name]);
                    }
                }
                Some(from) => {
                    for actor in from {
                        let set = format!("{}|user:{actor}", made.name);
                        for id in means.of(actor) {
                            csv::row(text, ["g4", &person(&id), &set]);
                        }
                    }
                }
            }
        }
    }

    fn write_items(&self, text: &mut String) {
        let is_asked: BTreeSet<&ItemRef> = self.all_items.iter().collect();
        for made in &self.items {
            let means = self.engine.items_from(&made.means);
            match &made.from {
                None => {
                    let all = means.same_for_all().unwrap_or_default();
                    for one in all.iter().filter(|one| is_asked.contains(one)) {
                        csv::row(text, ["g2", &item(one), &made.name]);
                    }
                }
                Some(from) => {
                    for actor in from {
                        let set = format!("{}|user:{actor}", made.name);
                        let all = means.of(actor);
                        for one in all.iter().filter(|one| is_asked.contains(one)) {
                            csv::row(text, ["g4", &item(one), &set]);
                        }
                    }
                }
            }
        }
    }

    /// The chain of managers, or everyone above each where it is too long.
    fn write_above(&mut self, text: &mut String) {
        let Some((lines, parents)) = &self.tree else {
            return;
        };
        let reach = PlainReach::Reports {
            lines: lines.clone(),
            depth: None,
        };
        let above = |id: &PrincipalId| format!("above|user:{id}");
        let is_long = steps(parents) > MOST_STEPS;
        let mut over: Managers = BTreeMap::new();
        if is_long {
            let from = self.engine.people_from(&reach);
            for actor in self.engine.model().principals().ids() {
                for id in from.of(actor) {
                    over.entry(id).or_default().push(actor.clone());
                }
            }
            self.losses.push(Loss::new(
                Fate::Frozen,
                "Manager lines",
                format!(
                    "deeper than {MOST_STEPS} levels, where Casbin stops: everyone above each \
                     person is written out"
                ),
            ));
        } else {
            over.clone_from(parents);
        }
        for id in self.engine.people() {
            for manager in over.get(&id).into_iter().flatten() {
                csv::row(text, ["g3", &person(&id), &above(manager)]);
                if !is_long {
                    csv::row(text, ["g3", &above(&id), &above(manager)]);
                }
            }
        }
        for one in &self.all_items {
            let subject = self.engine.subject_of(one);
            for manager in subject.and_then(|id| over.get(id)).into_iter().flatten() {
                csv::row(text, ["g3", &item(one), &above(manager)]);
            }
        }
    }
}

impl<S: Clone> Made<S> {
    fn new(means: &S, name: &str, depends: bool, from: &[PrincipalId]) -> Made<S> {
        Made {
            means: means.clone(),
            name: name.to_owned(),
            from: depends.then(|| from.iter().cloned().collect()),
        }
    }

    fn read_from(&mut self, more: &[PrincipalId]) {
        if let Some(from) = &mut self.from {
            from.extend(more.iter().cloned());
        }
    }
}

/// The most managers above anyone on one way up; the lines go round in no circle.
fn steps(parents: &Managers) -> usize {
    let mut depth: BTreeMap<&PrincipalId, usize> = BTreeMap::new();
    for start in parents.keys() {
        // An own stack: a line of 100,000 managers must not end the program.
        let mut stack = vec![start];
        while let Some(at) = stack.last().copied() {
            let up = parents.get(at).map(Vec::as_slice).unwrap_or_default();
            let open = up.iter().find(|manager| !depth.contains_key(manager));
            match open {
                Some(manager) => stack.push(manager),
                None => {
                    let above = up.iter().filter_map(|manager| depth.get(manager));
                    let own = above.max().map_or(0, |most| most + 1);
                    depth.insert(at, own);
                    stack.pop();
                }
            }
        }
    }
    depth.values().max().copied().unwrap_or(0)
}
