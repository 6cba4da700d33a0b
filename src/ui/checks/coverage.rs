//! What no expectation touches: permissions, sensitive ones among them, and people.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::Engine;
use crate::model::{ExpectationId, Key, PermissionId, PrincipalId, Verdict, Who};

/// How much of one thing expectations touch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// How many there are.
    pub n_all: usize,
    /// Those that no expectation touches, in the order of the model.
    pub untouched: Vec<Key>,
}

impl Part {
    /// How many are touched.
    pub fn n_touched(&self) -> usize {
        self.n_all.saturating_sub(self.untouched.len())
    }
}

/// What expectations touch and what not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Permissions.
    pub permissions: Part,
    /// Sensitive permissions.
    pub sensitive: Part,
    /// People and service users.
    pub people: Part,
}

/// Whom each expectation speaks of.
pub fn spoken_of(engine: &Engine) -> BTreeMap<ExpectationId, Vec<PrincipalId>> {
    let expectations = engine.model().expectations().iter();
    expectations
        .map(|one| (one.id.clone(), engine.who(&one.who)))
        .collect()
}

/// Works it out. An expectation on a permission touches that permission, not its parts.
pub fn coverage(engine: &Engine, spoken: &BTreeMap<ExpectationId, Vec<PrincipalId>>) -> Coverage {
    let model = engine.model();
    let named: BTreeSet<&PermissionId> =
        model.expectations().iter().map(|e| &e.permission).collect();
    let only = |verdict: Verdict| verdict == Verdict::OnlyTheyCan;
    let is_about_all = model
        .expectations()
        .iter()
        .any(|e| only(e.verdict) || e.who == Who::Anyone);
    let touched: BTreeSet<&PrincipalId> = spoken.values().flatten().collect();
    let untouched = |wanted: &dyn Fn(bool) -> bool| -> Part {
        let of_sort = || model.permissions().iter().filter(|p| wanted(p.sensitive));
        Part {
            n_all: of_sort().count(),
            untouched: of_sort()
                .filter(|p| !named.contains(&p.id))
                .map(|p| Key::Permission(p.id.clone()))
                .collect(),
        }
    };
    let people = model.principals().ids();
    Coverage {
        permissions: untouched(&|_| true),
        sensitive: untouched(&|sensitive| sensitive),
        people: Part {
            n_all: people.len(),
            untouched: people
                .filter(|id| !is_about_all && !touched.contains(id))
                .map(|id| Key::Principal(id.clone()))
                .collect(),
        },
    }
}
