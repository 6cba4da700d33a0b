//! A shape: the row of one right at one rank, the same for a whole class of principals but for the
//! parts that are each one's own.
//!
//! With k own parts it is 2^k sets: the set to look in for a target is chosen by which of the own
//! parts hold it. Any combination of scopes, pools and guards is such a choice, so nothing that a
//! model can say needs another form.

use std::sync::Arc;

use super::own::run_of;
use crate::engine::lines::{Region, Run};
use crate::engine::pool::SetNo;
use crate::engine::set::Set;
use crate::engine::world::World;

/// A set of a shape, with what is asked of it most.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Choice {
    pub no: SetNo,
    pub set: Arc<Set>,
    pub len: usize,
}

/// A row but for the own parts.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Shape {
    pub of_items: bool,
    /// Own parts by number.
    pub owns: Box<[u16]>,
    /// One set for each pattern of own parts; the lowest bit stands for the first part.
    pub choices: Box<[Choice]>,
}

/// What the own parts of one shape mean for one who acts.
pub(super) struct Parts<'p> {
    regions: Vec<&'p Region>,
    /// The part that is taken as an interval; intervals of other parts are spread out.
    run: Option<(usize, Run)>,
    /// Every target that is in some part and not in the run alone, smallest first.
    points: Vec<u32>,
}

impl<'p> Parts<'p> {
    pub(super) fn new(world: &World, regions: Vec<&'p Region>) -> Parts<'p> {
        let mut run: Option<(usize, Run)> = None;
        let mut points: Vec<u32> = Vec::new();
        for (at, region) in regions.iter().enumerate() {
            points.extend(&region.points);
            match (region.run, &run) {
                (Some(own), Some((_, taken))) if own != *taken => {
                    points.extend(run_of(world, &own));
                }
                (Some(own), None) => run = Some((at, own)),
                _ => {}
            }
        }
        points.sort_unstable();
        points.dedup();
        Parts {
            regions,
            run,
            points,
        }
    }

    fn pattern(&self, world: &World, target: u32) -> usize {
        let parts = self.regions.iter().enumerate();
        parts.fold(0, |pattern, (at, region)| {
            pattern | usize::from(world.lines.is_in_region(region, target)) << at
        })
    }

    /// The pattern of targets of the run that are no points.
    fn run_pattern(&self) -> usize {
        let Some((_, run)) = &self.run else {
            return 0;
        };
        let parts = self.regions.iter().enumerate();
        parts.fold(0, |pattern, (at, region)| {
            pattern | usize::from(region.run.as_ref() == Some(run)) << at
        })
    }
}

impl Shape {
    pub(super) fn choice(&self, pattern: usize) -> Option<&Choice> {
        self.choices.get(pattern)
    }

    /// True if the set of a pattern holds the target.
    pub(in crate::engine) fn has(&self, pattern: usize, target: u32) -> bool {
        self.choice(pattern)
            .is_some_and(|choice| choice.set.contains(target))
    }

    /// Members outside all own parts.
    pub(in crate::engine) fn base(&self) -> Option<&Choice> {
        self.choice(0)
    }

    /// True if own parts take nothing away.
    pub(super) fn only_adds(&self) -> bool {
        let mut choices = self.choices.iter();
        let Some(base) = choices.next() else {
            return false;
        };
        choices.all(|choice| choice.no == base.no || base.set.is_within(&choice.set))
    }

    /// The row of one who acts.
    pub(super) fn set(&self, world: &World, parts: &Parts<'_>) -> Set {
        let Some(base) = self.base() else {
            return Set::none(0);
        };
        let mut set = (*base.set).clone();
        if let Some((_, run)) = &parts.run {
            let pattern = parts.run_pattern();
            for target in run_of(world, run) {
                set.put(*target, self.has(pattern, *target));
            }
        }
        for target in &parts.points {
            set.put(*target, self.has(parts.pattern(world, *target), *target));
        }
        set
    }

    /// True if the row of one who acts has the target.
    pub(super) fn contains(&self, world: &World, parts: &Parts<'_>, target: u32) -> bool {
        self.has(parts.pattern(world, target), target)
    }
}
