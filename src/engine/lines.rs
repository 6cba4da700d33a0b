//! Manager lines: who reports to whom, how deep, along which lines.
//!
//! On a line that is a forest "all reports of a" is an interval of the preorder, so a single
//! question costs two comparisons. Anything else (several cascading lines, loops) is walked.

use rustc_hash::FxHashSet;

use super::set::Set;
use crate::model::{LineId, Model, Reports};

/// All manager lines of a model.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<OneLine>,
    n_people: usize,
    n_direct: Vec<u32>,
}

#[derive(Debug)]
struct OneLine {
    id: LineId,
    cascades: bool,
    /// Managers of each principal on this line.
    managers: Vec<Vec<u32>>,
    reports: Vec<Vec<u32>>,
    forest: Option<Forest>,
}

/// Preorder of a line on which each has one manager at most and nobody is above themselves.
#[derive(Debug)]
struct Forest {
    /// Principals in preorder.
    order: Vec<u32>,
    /// Place of each in the preorder.
    first: Vec<u32>,
    /// Place after the last of those below.
    end: Vec<u32>,
    depth: Vec<u32>,
}

/// The reports of one person: an interval of a preorder, and those outside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Region {
    pub run: Option<Run>,
    /// Smallest first, none of them inside the run.
    pub points: Vec<u32>,
}

/// An interval of the preorder of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub line: usize,
    from: u32,
    to: u32,
}

impl Run {
    /// The places in the preorder.
    pub(super) fn places(&self) -> std::ops::Range<usize> {
        self.from as usize..self.to as usize
    }

    pub(super) fn len(&self) -> usize {
        (self.to - self.from) as usize
    }
}

/// One person on the way down a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub person: u32,
    /// Under whom they were met.
    pub manager: Option<u32>,
    /// Managers above.
    pub depth: u32,
    /// Someone reports to them.
    pub leads: bool,
}

impl Step {
    fn alone(person: u32) -> Step {
        Step {
            person,
            manager: None,
            depth: 0,
            leads: false,
        }
    }
}

/// Which reports, with the settings filled in and lines by number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ReportsSpec {
    depth: Option<u32>,
    lines: Vec<usize>,
    pub oneself: bool,
}

impl ReportsSpec {
    /// The same reports, oneself left out.
    pub(super) fn without_oneself(&self) -> ReportsSpec {
        ReportsSpec {
            oneself: false,
            ..self.clone()
        }
    }
}

impl Lines {
    pub(super) fn new(model: &Model) -> Lines {
        let n_people = model.principals().len();
        let mut lines: Vec<OneLine> = model
            .settings()
            .lines
            .iter()
            .map(|line| OneLine {
                id: line.id.clone(),
                cascades: line.cascades,
                managers: vec![Vec::new(); n_people],
                reports: vec![Vec::new(); n_people],
                forest: None,
            })
            .collect();
        let mut n_direct = vec![0u32; n_people];
        for (n, person) in (0u32..).zip(model.principals().iter()) {
            if !person.has_record() {
                continue;
            }
            let mut counted: Vec<usize> = Vec::new();
            for edge in &person.managers {
                let Some(manager) = model.principals().position(&edge.1) else {
                    continue;
                };
                if manager == n as usize {
                    continue;
                }
                let Some(line) = lines.iter_mut().find(|line| line.id == edge.0) else {
                    continue;
                };
                if let (Some(up), Some(down)) = (
                    line.managers.get_mut(n as usize),
                    line.reports.get_mut(manager),
                ) && !up.contains(&(manager as u32))
                {
                    up.push(manager as u32);
                    down.push(n);
                }
                if !counted.contains(&manager)
                    && let Some(count) = n_direct.get_mut(manager)
                {
                    *count += 1;
                    counted.push(manager);
                }
            }
        }
        for line in &mut lines {
            line.forest = Forest::new(&line.managers, &line.reports);
        }
        Lines {
            lines,
            n_people,
            n_direct,
        }
    }

    /// Number of direct reports on all lines, each counted once.
    pub(super) fn n_direct(&self, actor: u32) -> u32 {
        self.n_direct.get(actor as usize).copied().unwrap_or(0)
    }

    /// Fills in what the settings decide.
    pub(super) fn spec(&self, reports: &Reports, includes_oneself: bool) -> ReportsSpec {
        let lines = match &reports.lines {
            None => (0..self.lines.len()).collect(),
            Some(ids) => {
                let mut chosen: Vec<usize> = ids
                    .iter()
                    .filter_map(|id| self.lines.iter().position(|line| line.id == *id))
                    .collect();
                chosen.sort_unstable();
                chosen.dedup();
                chosen
            }
        };
        ReportsSpec {
            depth: reports.depth,
            lines,
            oneself: reports.oneself.unwrap_or(includes_oneself),
        }
    }

    fn chosen<'a>(&'a self, spec: &'a ReportsSpec) -> impl Iterator<Item = &'a OneLine> {
        spec.lines.iter().filter_map(|n| self.lines.get(*n))
    }

    /// The line whose intervals answer for all that cascades, if there is such a one.
    fn only_forest<'a>(&'a self, spec: &'a ReportsSpec) -> Option<Option<&'a Forest>> {
        let mut cascading = self.chosen(spec).filter(|line| line.cascades);
        match (cascading.next(), cascading.next()) {
            (None, _) => Some(None),
            (Some(line), None) => line.forest.as_ref().map(Some),
            _ => None,
        }
    }

    /// True if `person` is among the reports of `actor`. Oneself is not looked at here.
    pub(super) fn reaches(&self, spec: &ReportsSpec, actor: u32, person: u32) -> bool {
        if actor == person || spec.depth == Some(0) {
            return false;
        }
        let is_direct = self.chosen(spec).any(|line| {
            line.managers
                .get(person as usize)
                .is_some_and(|up| up.contains(&actor))
        });
        if is_direct || spec.depth == Some(1) {
            return is_direct;
        }
        match self.only_forest(spec) {
            Some(None) => false,
            // Someone reached by a line that does not cascade is not expanded, so the cascading
            // line alone decides what lies deeper.
            Some(Some(forest)) => forest.is_below(actor, person, spec.depth),
            None => self.walk(spec, actor).binary_search(&person).is_ok(),
        }
    }

    /// Everyone of a line that is a forest, in preorder.
    pub(super) fn order(&self, line: usize) -> &[u32] {
        let forest = self.lines.get(line).and_then(|line| line.forest.as_ref());
        forest
            .map(|forest| forest.order.as_slice())
            .unwrap_or_default()
    }

    /// True if the run holds the person.
    pub(super) fn is_in(&self, run: &Run, person: u32) -> bool {
        let forest = self
            .lines
            .get(run.line)
            .and_then(|line| line.forest.as_ref());
        forest
            .and_then(|forest| forest.first.get(person as usize))
            .is_some_and(|at| (run.from..run.to).contains(at))
    }

    /// True if the region holds the person.
    pub(super) fn is_in_region(&self, region: &Region, person: u32) -> bool {
        region.run.is_some_and(|run| self.is_in(&run, person))
            || region.points.binary_search(&person).is_ok()
    }

    /// The reports of `actor`, without oneself, as a run where they are one.
    pub(super) fn region(&self, spec: &ReportsSpec, actor: u32) -> Region {
        if spec.depth == Some(0) || !self.leads(spec, actor) {
            return Region::default();
        }
        let (None, Some((line, forest))) = (spec.depth, self.only_forest_at(spec)) else {
            return Region {
                run: None,
                points: self.walk(spec, actor),
            };
        };
        let at = actor as usize;
        let run = match (forest.first.get(at), forest.end.get(at)) {
            (Some(first), Some(end)) if first + 1 < *end => Some(Run {
                line,
                from: first + 1,
                to: *end,
            }),
            _ => None,
        };
        let mut points: Vec<u32> = self
            .chosen(spec)
            .filter(|line| !line.cascades)
            .flat_map(|line| line.reports.get(at).into_iter().flatten().copied())
            .filter(|person| run.is_none_or(|run| !self.is_in(&run, *person)))
            .collect();
        points.sort_unstable();
        points.dedup();
        Region { run, points }
    }

    /// The only cascading line of a choice, if there is one and it is a forest.
    fn only_forest_at(&self, spec: &ReportsSpec) -> Option<(usize, &Forest)> {
        let is_cascading = |n: &&usize| self.lines.get(**n).is_some_and(|line| line.cascades);
        let mut cascading = spec.lines.iter().filter(is_cascading);
        let (Some(line), None) = (cascading.next(), cascading.next()) else {
            return None;
        };
        Some((*line, self.lines.get(*line)?.forest.as_ref()?))
    }

    /// Everyone along the first line, each before those who report to them. Whoever is reached
    /// twice, or goes round in a circle, stands where they are met first.
    pub(super) fn walk_down(&self) -> Vec<Step> {
        let mut steps = Vec::with_capacity(self.n_people);
        let Some(line) = self.lines.first() else {
            return (0..self.n_people as u32).map(Step::alone).collect();
        };
        let mut met = vec![false; self.n_people];
        let is_top = |at: &u32| line.managers.get(*at as usize).is_none_or(Vec::is_empty);
        let all = 0..self.n_people as u32;
        for start in all.clone().filter(is_top).chain(all) {
            let mut stack = vec![Step::alone(start)];
            while let Some(mut step) = stack.pop() {
                let at = step.person as usize;
                match met.get_mut(at) {
                    Some(met) if !*met => *met = true,
                    _ => continue,
                }
                let below = line.reports.get(at).map(Vec::as_slice).unwrap_or_default();
                step.leads = !below.is_empty();
                steps.push(step);
                stack.extend(below.iter().rev().map(|person| Step {
                    person: *person,
                    manager: Some(step.person),
                    depth: step.depth + 1,
                    leads: false,
                }));
            }
        }
        steps
    }

    fn leads(&self, spec: &ReportsSpec, actor: u32) -> bool {
        self.chosen(spec).any(|line| {
            line.reports
                .get(actor as usize)
                .is_some_and(|list| !list.is_empty())
        })
    }

    /// Everyone above `person` on any line.
    pub(super) fn all_above(&self, person: u32) -> Vec<u32> {
        let spec = ReportsSpec {
            depth: None,
            lines: (0..self.lines.len()).collect(),
            oneself: false,
        };
        self.above(&spec, person)
    }

    /// Everyone who may have `person` among their reports: all above, on any of the lines.
    pub(super) fn above(&self, spec: &ReportsSpec, person: u32) -> Vec<u32> {
        let mut met: FxHashSet<u32> = FxHashSet::default();
        let mut todo = vec![person];
        let mut list = Vec::new();
        while let Some(at) = todo.pop() {
            for line in self.chosen(spec) {
                for manager in line.managers.get(at as usize).into_iter().flatten() {
                    if met.insert(*manager) {
                        list.push(*manager);
                        todo.push(*manager);
                    }
                }
            }
        }
        list
    }

    /// The reports of `actor`, without oneself.
    pub(super) fn set(&self, spec: &ReportsSpec, actor: u32) -> Set {
        if spec.depth != Some(1)
            && let Some(Some(forest)) = self.only_forest(spec)
        {
            let mut set = forest.below(actor, spec.depth, self.n_people);
            for line in self.chosen(spec).filter(|line| !line.cascades) {
                for person in line.reports.get(actor as usize).into_iter().flatten() {
                    set.insert(*person);
                }
            }
            return set;
        }
        Set::of(self.n_people, self.walk(spec, actor))
    }

    /// Breadth first from the actor. A line that does not cascade counts for the first step only.
    /// Smallest first.
    fn walk(&self, spec: &ReportsSpec, actor: u32) -> Vec<u32> {
        let mut reached: FxHashSet<u32> = FxHashSet::default();
        let mut expanded: FxHashSet<u32> = FxHashSet::default();
        expanded.insert(actor);
        let mut front = vec![actor];
        let mut depth = 0;
        while !front.is_empty() && spec.depth.is_none_or(|most| depth < most) {
            let mut next = Vec::new();
            for line in self.chosen(spec).filter(|line| line.cascades || depth == 0) {
                for manager in &front {
                    for person in line.reports.get(*manager as usize).into_iter().flatten() {
                        if *person != actor {
                            reached.insert(*person);
                        }
                        if line.cascades && expanded.insert(*person) {
                            next.push(*person);
                        }
                    }
                }
            }
            front = next;
            depth += 1;
        }
        let mut reached: Vec<u32> = reached.into_iter().collect();
        reached.sort_unstable();
        reached
    }
}

impl Forest {
    fn new(managers: &[Vec<u32>], reports: &[Vec<u32>]) -> Option<Forest> {
        let n = managers.len();
        if managers.iter().any(|up| up.len() > 1) {
            return None;
        }
        let mut forest = Forest {
            order: Vec::with_capacity(n),
            first: vec![0; n],
            end: vec![0; n],
            depth: vec![0; n],
        };
        let roots = (0u32..).zip(managers).filter(|(_, up)| up.is_empty());
        for (root, _) in roots {
            // An own stack: a line of 100,000 managers must not end the program.
            let mut stack = vec![(root, 0u32, false)];
            while let Some((person, depth, is_done)) = stack.pop() {
                let at = person as usize;
                if is_done {
                    *forest.end.get_mut(at)? = forest.order.len() as u32;
                    continue;
                }
                *forest.first.get_mut(at)? = forest.order.len() as u32;
                *forest.depth.get_mut(at)? = depth;
                forest.order.push(person);
                stack.push((person, depth, true));
                for below in reports.get(at)?.iter().rev() {
                    stack.push((*below, depth + 1, false));
                }
            }
        }
        // Whoever is not reached from a root goes round in a circle.
        (forest.order.len() == n).then_some(forest)
    }

    fn is_below(&self, actor: u32, person: u32, depth: Option<u32>) -> bool {
        let (a, p) = (actor as usize, person as usize);
        let (Some(first), Some(end), Some(at)) =
            (self.first.get(a), self.end.get(a), self.first.get(p))
        else {
            return false;
        };
        first < at
            && at < end
            && depth.is_none_or(|most| match (self.depth.get(a), self.depth.get(p)) {
                (Some(top), Some(low)) => low - top <= most,
                _ => false,
            })
    }

    fn below(&self, actor: u32, depth: Option<u32>, bound: usize) -> Set {
        let a = actor as usize;
        let (Some(first), Some(end)) = (self.first.get(a), self.end.get(a)) else {
            return Set::none(bound);
        };
        let inside = self
            .order
            .get(*first as usize + 1..*end as usize)
            .unwrap_or_default();
        Set::of(
            bound,
            inside
                .iter()
                .copied()
                .filter(|p| depth.is_none() || self.is_below(actor, *p, depth)),
        )
    }
}
