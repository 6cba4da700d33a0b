//! Own parts of one principal in both models: where shapes are the same, rows differ at most at the
//! targets that an own part holds in one of both only.

use rustc_hash::FxHashMap;

use super::numbers::{Differ, Level, RegionDiffers};
use super::{Comparison, Found};
use crate::engine::Engine;
use crate::engine::lines::Region;
use crate::engine::matrix::ground::Common;
use crate::engine::matrix::{Own, Shape};
use crate::engine::rows::Row;
use crate::engine::set::Set;

/// What the own parts mean to one who acts, each looked up once.
pub(super) struct OwnParts<'c, 'e> {
    comparison: &'c Comparison<'e>,
    before: Side<'e>,
    after: Side<'e>,
    known: FxHashMap<(u16, u16), RegionDiffers>,
}

/// One of both models.
struct Side<'e> {
    engine: &'e Engine,
    actor: u32,
    regions: FxHashMap<u16, Region>,
}

impl<'e> Side<'e> {
    fn new(engine: &'e Engine, actor: u32) -> Side<'e> {
        Side {
            engine,
            actor,
            regions: FxHashMap::default(),
        }
    }

    fn own(&self, own: u16) -> Option<&'e Own> {
        self.engine.matrix().owns.get(own as usize)
    }

    fn region(&mut self, own: u16) -> &Region {
        let (engine, actor) = (self.engine, self.actor);
        self.regions.entry(own).or_insert_with(|| {
            let own = engine.matrix().owns.get(own as usize);
            own.map(|own| own.region(&engine.world, actor))
                .unwrap_or_default()
        })
    }

    /// The shape of a level for a class.
    fn shape(&self, class: u32, at: Option<(usize, usize)>) -> Option<&'e Shape> {
        let matrix = self.engine.matrix();
        let (right, rank) = at?;
        matrix.entry(class, right, rank).shape(matrix)
    }

    fn has(&mut self, shape: &Shape, target: u32) -> bool {
        let mut pattern = 0;
        for (bit, own) in shape.owns.iter().enumerate() {
            let lines = &self.engine.world.lines;
            pattern |= usize::from(lines.is_in_region(self.region(*own), target)) << bit;
        }
        shape.has(pattern, target)
    }
}

impl<'c, 'e> OwnParts<'c, 'e> {
    pub(super) fn new(comparison: &'c Comparison<'e>, before: u32, after: u32) -> OwnParts<'c, 'e> {
        OwnParts {
            comparison,
            before: Side::new(comparison.old, before),
            after: Side::new(comparison.new, after),
            known: FxHashMap::default(),
        }
    }

    /// False if all of these own parts are the same.
    pub(super) fn may_differ(&mut self, owns: &[(u16, u16)]) -> bool {
        owns.iter().any(|own| match self.differ(&[*own]) {
            RegionDiffers::At(targets) => !targets.is_empty(),
            RegionDiffers::Somewhere => true,
        })
    }

    /// Where some of these own parts differ.
    pub(super) fn differ(&mut self, owns: &[(u16, u16)]) -> RegionDiffers {
        let mut all = Vec::new();
        for own in owns {
            if !self.known.contains_key(own) {
                let differs = self.one_differs(*own);
                self.known.insert(*own, differs);
            }
            match self.known.get(own) {
                Some(RegionDiffers::At(targets)) => all.extend(targets),
                _ => return RegionDiffers::Somewhere,
            }
        }
        all.sort_unstable();
        all.dedup();
        RegionDiffers::At(all)
    }

    fn one_differs(&mut self, own: (u16, u16)) -> RegionDiffers {
        let numbers = &self.comparison.numbers;
        let Some(part) = self.after.own(own.1) else {
            return RegionDiffers::Somewhere;
        };
        // Numbers of people are the same where it is known who has moved.
        let moved = self.comparison.moved.as_ref();
        let has_moved = moved.is_none_or(|moved| moved.contains(self.after.actor));
        let common = Common {
            lines: !has_moved,
            ..self.comparison.common
        };
        if !numbers.has_moved(part.is_of_items()) && part.is_kept(common) {
            return RegionDiffers::At(Vec::new());
        }
        let (old, new) = (self.before.engine, self.after.engine);
        let before = (&old.world, self.before.region(own.0));
        let after = (&new.world, self.after.region(own.1));
        numbers.region_differs(part.is_of_items(), before, after)
    }

    /// What differs at a level of the same shape in both, at targets with the same numbers.
    pub(super) fn row_differs<'l>(
        &mut self,
        level: &'l Level,
        classes: (u32, u32),
        targets: &[u32],
    ) -> Found<'l> {
        let old = self.before.shape(classes.0, level.old);
        let new = self.after.shape(classes.1, level.new);
        let of_items = new.is_some_and(|shape| shape.of_items);
        let world = &self.after.engine.world;
        let bound = if of_items {
            world.n_items
        } else {
            world.n_people
        };
        let (mut gained, mut lost) = (Set::none(bound), Set::none(bound));
        for target in targets {
            let had = old.is_some_and(|shape| self.before.has(shape, *target));
            let has = new.is_some_and(|shape| self.after.has(shape, *target));
            gained.put(*target, has && !had);
            lost.put(*target, had && !has);
        }
        let row = if of_items { Row::Items } else { Row::People };
        Found::Rows(
            level,
            Differ {
                gained: row(gained),
                lost: row(lost),
                gone: row(Set::none(bound)),
            },
        )
    }
}
