//! Expectations: sentences that must hold, with those who break them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::engine::answer::Target;
use crate::engine::rows::Row;
use crate::engine::set::Set;
use crate::engine::words::Words;
use crate::engine::{Engine, ItemRef};
use crate::model::{
    Date, Expectation, ExpectationId, ItemSelector, Model, On, PrincipalId, Verdict, Who,
};

/// Someone who breaks an expectation, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breaker {
    /// Who.
    pub who: PrincipalId,
    /// On what.
    pub target: Target,
    /// True if they can and should not.
    pub can: bool,
}

/// Whether an expectation holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectationResult {
    /// Which.
    pub id: ExpectationId,
    /// The sentence.
    pub sentence: String,
    /// It holds. One that says someone *can* and speaks of no one does not.
    pub holds: bool,
    /// How many principals it speaks of.
    pub n_who: usize,
    /// How many questions were asked for it.
    pub n_cells: usize,
    /// Who breaks it, each once per target; at most [`MOST_BREAKERS`] are kept, and of one
    /// principal at most [`MOST_OF_ONE`].
    pub breakers: Vec<Breaker>,
    /// Everyone who breaks it, with on how many targets.
    pub people: Vec<(PrincipalId, usize)>,
    /// How many break it in all.
    pub n_breakers: usize,
}

/// As many breakers as are kept for one expectation.
pub const MOST_BREAKERS: usize = 200;

/// As many breakers as are kept for one principal.
pub const MOST_OF_ONE: usize = 5;

/// Runs every expectation of the model.
pub fn run_expectations(engine: &Engine) -> Vec<ExpectationResult> {
    let mut other_days: BTreeMap<Date, Engine> = BTreeMap::new();
    let mut results = Vec::new();
    for expectation in engine.model().expectations().iter() {
        let day = expectation.date.unwrap_or(engine.day());
        results.push(if day == engine.day() {
            run_expectation(engine, expectation)
        } else {
            let engine = other_days
                .entry(day)
                .or_insert_with(|| engine.again(engine.model(), day));
            run_expectation(engine, expectation)
        });
    }
    results
}

/// Runs one expectation, whether or not the model holds it, on the day of the engine.
pub fn run_expectation(engine: &Engine, expectation: &Expectation) -> ExpectationResult {
    let who: BTreeSet<PrincipalId> = engine.who(&expectation.who).into_iter().collect();
    let mut tally = Tally::default();
    for actor in &who {
        let should = expectation.verdict != Verdict::Cannot;
        ask(engine, expectation, actor, should, &mut tally);
    }
    let n_asked = tally.n_cells;
    if expectation.verdict == Verdict::OnlyTheyCan {
        for actor in engine.who(&Who::Anyone) {
            if !who.contains(&actor) {
                ask(engine, expectation, &actor, false, &mut tally);
            }
        }
    }
    let speaks_of_someone = n_asked > 0 || expectation.verdict == Verdict::Cannot;
    ExpectationResult {
        id: expectation.id.clone(),
        sentence: sentence(engine.model(), expectation),
        holds: tally.n_breakers == 0 && speaks_of_someone,
        n_who: who.len(),
        n_cells: tally.n_cells,
        breakers: tally.breakers,
        people: tally.people,
        n_breakers: tally.n_breakers,
    }
}

#[derive(Default)]
struct Tally {
    n_cells: usize,
    n_breakers: usize,
    breakers: Vec<Breaker>,
    people: Vec<(PrincipalId, usize)>,
}

impl Tally {
    /// Someone breaks it on these targets.
    fn add(&mut self, actor: &PrincipalId, targets: Vec<Target>, can: bool) {
        if targets.is_empty() {
            return;
        }
        self.n_breakers += targets.len();
        self.people.push((actor.clone(), targets.len()));
        let room = MOST_BREAKERS.saturating_sub(self.breakers.len());
        let kept = targets.into_iter().take(room.min(MOST_OF_ONE));
        self.breakers.extend(kept.map(|target| Breaker {
            who: actor.clone(),
            target,
            can,
        }));
    }
}

fn ask(
    engine: &Engine,
    expectation: &Expectation,
    actor: &PrincipalId,
    should: bool,
    tally: &mut Tally,
) {
    if let Some((n_cells, breakers)) = by_sets(engine, expectation, actor, should) {
        tally.n_cells += n_cells;
        tally.add(actor, breakers, !should);
        return;
    }
    let mut breakers = Vec::new();
    for target in targets(engine, expectation, actor) {
        tally.n_cells += 1;
        let can = engine.allows(actor, &expectation.permission, &expectation.level, &target);
        if can != should {
            breakers.push(target);
        }
    }
    tally.add(actor, breakers, !should);
}

/// The usual shapes at once: the row of the one who acts against the set of targets. Returns how
/// many targets there are and those that break it.
fn by_sets(
    engine: &Engine,
    expectation: &Expectation,
    actor: &PrincipalId,
    should: bool,
) -> Option<(usize, Vec<Target>)> {
    let world = &engine.world;
    let at = engine.actor(actor)?;
    let right = engine.right(&expectation.permission)?;
    let rank = engine
        .rank(&expectation.permission, &expectation.level)
        .filter(|rank| *rank > 0)?;
    let entry = engine.rights.list.get(right)?;
    let wanted = match &expectation.on {
        On::People(reach) if entry.has_person && !entry.has_item => {
            Row::People(world.reach(reach).set(world, at))
        }
        On::Items(items) if entry.has_item && !entry.is_pair => {
            let mut set = world.items(items).set(world, at);
            set.keep(&entry.of_kind);
            Row::Items(set)
        }
        _ => return None,
    };
    let broken = match (&wanted, engine.row(at, right, rank, false)) {
        (Row::People(wanted), Row::People(row)) => Row::People(breaking(wanted, &row, should)),
        (Row::Items(wanted), Row::Items(row)) => Row::Items(breaking(wanted, &row, should)),
        // A gate that is shut leaves no row at all.
        (Row::People(wanted), _) if should => Row::People(wanted.clone()),
        (Row::Items(wanted), _) if should => Row::Items(wanted.clone()),
        _ => Row::Nothing(false),
    };
    Some((wanted.len(), engine.row_targets(&broken)))
}

fn breaking(wanted: &Set, row: &Set, should: bool) -> Set {
    let mut set = wanted.clone();
    if should {
        set.drop(row);
    } else {
        set.keep(row);
    }
    set
}

/// What an expectation speaks of from someone's place.
fn targets(engine: &Engine, expectation: &Expectation, actor: &PrincipalId) -> Vec<Target> {
    let model = engine.model();
    match &expectation.on {
        On::Nothing => vec![Target::NONE],
        On::People(reach) => engine
            .reached(reach, actor)
            .iter()
            .map(|id| Target::of_person(model, id))
            .collect(),
        On::Items(items) => of_kind(engine, expectation, items, actor)
            .map(|item| of_item(model, item))
            .collect(),
        On::Pairs(reach, items) => {
            let items: Vec<ItemRef> = of_kind(engine, expectation, items, actor).collect();
            let people = engine.reached(reach, actor);
            items
                .iter()
                .flat_map(|item| {
                    people
                        .iter()
                        .map(|person| Target::pair(person.clone(), item.clone()))
                })
                .collect()
        }
    }
}

fn of_item(model: &Model, item: ItemRef) -> Target {
    match &item {
        ItemRef::Item(id) => Target::of_item(model, id),
        ItemRef::Account(id) => Target::of_person(model, id),
        ItemRef::Role(id) => Target::of_role(id),
    }
}

/// The selected items of the kinds the permission is about.
fn of_kind(
    engine: &Engine,
    expectation: &Expectation,
    items: &ItemSelector,
    actor: &PrincipalId,
) -> impl Iterator<Item = ItemRef> {
    let model = engine.model();
    let kinds = model
        .permissions()
        .get(&expectation.permission)
        .map(|p| p.about.kinds().to_vec())
        .unwrap_or_default();
    engine
        .selected_items(items, actor)
        .into_iter()
        .filter(move |item| {
            let kind = match item {
                ItemRef::Item(id) => model.items().get(id).map_or("", |i| i.kind.as_str()),
                ItemRef::Account(_) => crate::model::ACCOUNT_KIND,
                ItemRef::Role(_) => crate::model::ROLE_KIND,
            };
            kinds.iter().any(|k| k.as_str() == kind)
        })
}

/// The expectation as a sentence: its own words, or made from its parts.
pub fn sentence(model: &Model, expectation: &Expectation) -> String {
    if !expectation.name.is_empty() {
        return expectation.name.clone();
    }
    let words = Words::new(model);
    let who = words.who(&expectation.who);
    let deed = words.deed(&expectation.permission, expectation.level.as_str());
    let can = match expectation.verdict {
        Verdict::Can => "can",
        Verdict::Cannot => "cannot",
        Verdict::OnlyTheyCan => "and no one else can",
    };
    let on = match &expectation.on {
        On::Nothing => String::new(),
        On::People(reach) => format!(" of {}", words.reach(reach)),
        On::Items(items) => format!(" on items {}", words.items(items)),
        On::Pairs(reach, items) => {
            format!(" of {} on items {}", words.reach(reach), words.items(items))
        }
    };
    let mut text = format!("{who} {can} {deed}{on}");
    if let Some(first) = text.get(..1) {
        text = first.to_uppercase() + text.get(1..).unwrap_or_default();
    }
    text
}
