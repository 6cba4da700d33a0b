//! Manager lines: as relations that follow managers upwards, or, where that is deeper than the target
//! follows or goes round in a circle, as everyone above, written out.

use std::collections::BTreeMap;

use super::build::Builder;
use super::graph::{Expr, Subject};
use super::names::{PERSON, USER, relation};
use super::text::one_line;
use crate::engine::scheme::PlainReach;
use crate::io::export::{Fate, Loss};
use crate::model::{LineId, PrincipalId};

impl Builder<'_> {
    /// The relation of a person to everyone who has them among their reports.
    pub(super) fn reports(&mut self, lines: &[LineId], depth: Option<u32>) -> Expr {
        let word = lines.iter().map(LineId::as_str).collect::<Vec<_>>();
        let word = word.join("_");
        let key = format!("line {lines:?} {depth:?}");
        let wanted = match depth {
            None => format!("line_{word}"),
            Some(1) => format!("direct_{word}"),
            Some(n) => format!("line_{word}_{n}"),
        };
        let name = self.names.relation(&key, &wanted);
        if self.is_new(&key) {
            let steps = depth.map_or(usize::MAX, |n| n as usize);
            let longest = if steps == 1 {
                Some(1)
            } else {
                self.longest(lines)
            };
            let follows = self.longest_followed();
            match longest {
                Some(longest)
                    if longest.min(steps) <= follows && (steps <= follows || depth.is_none()) =>
                {
                    self.follow(&name, lines, depth);
                }
                longest => self.write_out(&name, lines, depth, longest),
            }
        }
        Expr::same(&name)
    }

    /// Managers on a line as relations of people.
    fn boss(&mut self, line: &LineId) -> String {
        let key = format!("boss {line}");
        let name = self.names.relation(&key, &format!("boss_{line}"));
        if !self.is_new(&key) {
            return name;
        }
        self.myself();
        let title = self.model.settings().line(line);
        let title = title.map_or_else(String::new, |line| one_line(&line.name));
        self.graph.direct(PERSON, &name, &[PERSON], &title);
        for (person, manager) in self.edges(std::slice::from_ref(line)) {
            let person = self.person(&person);
            // A manager without a record is no target, but leads all the same.
            let id = self.principal(&manager);
            let above = (PERSON.to_owned(), id.clone());
            let is_self = Subject::one((USER.to_owned(), id));
            self.graph.put(&above, relation::SELF, is_self);
            self.graph.put(&person, &name, Subject::one(above));
        }
        name
    }

    fn follow(&mut self, name: &str, lines: &[LineId], depth: Option<u32>) {
        let bosses: Vec<String> = lines.iter().map(|line| self.boss(line)).collect();
        let up = |name: &str| -> Vec<Expr> {
            let over = bosses.iter().map(|boss| Expr::there(boss, name));
            over.collect()
        };
        let last = depth.unwrap_or(1).max(1);
        let mut below: Option<String> = None;
        for step in 1..=last {
            let mut parts = up(relation::SELF);
            let called = match step == last {
                true => name.to_owned(),
                false => {
                    let key = format!("{name} step {step}");
                    self.names.relation(&key, &format!("{name}_step_{step}"))
                }
            };
            if let Some(below) = &below {
                parts.extend(up(below));
            } else if depth.is_none() {
                parts.extend(up(&called));
            }
            if let Some(expr) = Expr::any(parts) {
                self.graph.worked(PERSON, &called, expr, Vec::new());
            }
            below = Some(called);
        }
    }

    fn write_out(
        &mut self,
        name: &str,
        lines: &[LineId],
        depth: Option<u32>,
        longest: Option<usize>,
    ) {
        let titles: Vec<String> = lines
            .iter()
            .filter_map(|line| self.model.settings().line(line))
            .map(|line| line.name.clone())
            .collect();
        let deep = depth.map_or_else(String::new, |n| format!(", {n} deep"));
        let what = format!("Reports by {}{deep}", titles.join(" and "));
        let target = self.dialect.target;
        let reason = match (longest, depth) {
            (None, _) => "managers go round in a circle".to_owned(),
            (_, Some(n)) => format!("{n} steps are more than {target} follows"),
            (Some(n), None) => {
                format!("{n} managers above one another are more than {target} follows")
            }
        };
        let why = format!("{reason}: everyone above someone is written out, as of today");
        self.graph.direct(PERSON, name, &[USER], &one_line(&why));
        self.losses.push(Loss::new(Fate::Frozen, what, why));
        let reach = PlainReach::Reports {
            lines: lines.to_vec(),
            depth,
        };
        let from = self.engine.people_from(&reach);
        for actor in self.model.principals().ids() {
            for person in from.of(actor) {
                let person = self.person(&person);
                let user = self.user(actor);
                self.graph.put(&person, name, Subject::one(user));
            }
        }
    }

    /// Who reports to whom on some lines: (person, manager), once each.
    fn edges(&self, lines: &[LineId]) -> Vec<(PrincipalId, PrincipalId)> {
        let mut list = Vec::new();
        let people = self.model.principals().iter().filter(|p| p.has_record());
        for person in people {
            for edge in &person.managers {
                let pair = (person.id.clone(), edge.1.clone());
                if lines.contains(&edge.0)
                    && edge.1 != person.id
                    && self.model.principals().contains(&edge.1)
                {
                    list.push(pair);
                }
            }
        }
        list
    }

    /// The most managers above one another; none if they go round in a circle.
    fn longest(&self, lines: &[LineId]) -> Option<usize> {
        let edges = self.edges(lines);
        let mut n_above: BTreeMap<&PrincipalId, usize> = BTreeMap::new();
        let mut below: BTreeMap<&PrincipalId, Vec<&PrincipalId>> = BTreeMap::new();
        for (person, manager) in &edges {
            *n_above.entry(person).or_default() += 1;
            n_above.entry(manager).or_default();
            below.entry(manager).or_default().push(person);
        }
        let tops = n_above.iter().filter(|(_, n)| **n == 0);
        let mut todo: Vec<(&PrincipalId, usize)> = tops.map(|(id, _)| (*id, 0)).collect();
        let mut height: BTreeMap<&PrincipalId, usize> = BTreeMap::new();
        let (mut longest, mut n_done) = (0, 0);
        while let Some((at, up)) = todo.pop() {
            n_done += 1;
            longest = longest.max(up);
            for person in below.get(at).into_iter().flatten() {
                let height = height.entry(person).or_default();
                *height = (*height).max(up + 1);
                if let Some(n) = n_above.get_mut(person) {
                    *n -= 1;
                    if *n == 0 {
                        todo.push((person, *height));
                    }
                }
            }
        }
        (n_done == n_above.len()).then_some(longest)
    }
}
