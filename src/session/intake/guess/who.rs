//! Columns that tell whom a row is about, and whom it names.

use rustc_hash::FxHashSet;

use super::Guess;
use crate::model::{Field, FieldType, Value, norm};
use crate::session::intake::content::is_email;
use crate::session::intake::goes::{Goes, NamePart, new_field};
use crate::session::intake::words::{self, Meaning, meaning};

impl Guess<'_> {
    /// Of several ids the one that most rows have and all rows have differently.
    pub(super) fn ids(&mut self) {
        let mut list = self.meant(|meaning| match meaning {
            Meaning::Id(rank) => Some(rank),
            _ => None,
        });
        let wanted = self.references();
        let unfit = |at: usize| {
            let (n_filled, n_distinct, n_wanted) = self.distinct(at, &wanted);
            let n_rows = self.source.body().len();
            let has_gaps = n_filled * 100 < n_rows * 90 || n_distinct * 100 < n_filled * 95;
            (has_gaps, n_wanted == 0)
        };
        list.sort_by_cached_key(|(at, rank)| (unfit(*at), *rank, *at));
        let mut list = list.into_iter();
        if let Some((at, _)) = list.next() {
            self.put(at, Goes::Id, "by its name");
        }
    }

    /// What the columns of managers hold.
    pub(super) fn references(&self) -> FxHashSet<String> {
        let columns = self.meant(|meaning| match meaning {
            Meaning::Manager(rank) | Meaning::Additional(rank) => Some(rank),
            _ => None,
        });
        let rows = self.source.body().take(2000);
        rows.flat_map(|row| columns.iter().map(move |(at, _)| norm(row.cell(*at))))
            .filter(|cell| !cell.is_empty())
            .collect()
    }

    pub(super) fn distinct(&self, at: usize, wanted: &FxHashSet<String>) -> (usize, usize, usize) {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let (mut n_filled, mut n_wanted) = (0, 0);
        for row in self.source.body() {
            let cell = row.cell(at);
            if !cell.is_empty() {
                n_filled += 1;
                seen.insert(cell);
                n_wanted += usize::from(!wanted.is_empty() && wanted.contains(&norm(cell)));
            }
        }
        (n_filled, seen.len(), n_wanted)
    }

    pub(super) fn names(&mut self) {
        let first = |list: Vec<(usize, u8)>| list.first().map(|(at, _)| *at);
        let is = |wanted: Meaning| move |meaning: Meaning| (meaning == wanted).then_some(0);
        let mut whole = first(self.meant(is(Meaning::Name)));
        let turned = first(self.meant(is(Meaning::TurnedName)));
        let given = first(self.meant(is(Meaning::FirstName)));
        let middle = first(self.meant(is(Meaning::MiddleName)));
        let mut family = first(self.meant(is(Meaning::LastName)));
        // In German lists, Name beside Vorname is the family name.
        if given.is_some() && family.is_none() {
            let is_name = whole.filter(|at| self.plain.get(*at).is_some_and(|head| head == "name"));
            if is_name.is_some() {
                (family, whole) = (whole, None);
            }
        }
        let n = |at: Option<usize>| at.map_or(0, |at| self.profile(at).n_filled);
        let has_parts = given.is_some() && family.is_some();
        let has_remarks = whole.is_some_and(|at| self.profile(at).n_remarks > 0);
        let by_parts = has_parts && (n(family) > n(whole) || has_remarks || whole.is_none());
        let by_parts = by_parts && (turned.is_none() || n(family) > n(turned));
        let parts = [
            (given, NamePart::First),
            (middle, NamePart::Middle),
            (family, NamePart::Last),
        ];
        let is_alone = whole.is_none() && turned.is_none();
        if by_parts || (is_alone && (given.is_some() || family.is_some())) {
            for (at, part) in parts {
                if let Some(at) = at {
                    self.put(at, Goes::Name(part), "by its name");
                }
            }
            self.leave([whole, turned], "the parts of the name say it");
            for (at, _) in self.meant(is(Meaning::Name)) {
                self.put(at, Goes::Nowhere, "the parts of the name say it");
            }
            return;
        }
        let best = whole.or(turned);
        if let Some(at) = best {
            let is_turned =
                Some(at) == turned || self.profile(at).mostly(self.profile(at).n_turned, 80);
            let part = if is_turned {
                NamePart::Turned
            } else {
                NamePart::Whole
            };
            self.put(at, Goes::Name(part), "by its name");
            self.leave([given, middle], "the name says it");
            self.leave([family, turned], "the name says it");
        }
        for (at, _) in self.meant(is(Meaning::Name)) {
            self.put(at, Goes::Nowhere, "the name says it");
        }
    }

    pub(super) fn emails(&mut self) {
        let mut list = self.meant(|meaning| match meaning {
            Meaning::Email(rank) => Some(rank),
            _ => None,
        });
        list.retain(|(at, _)| self.profile(*at).mostly(self.profile(*at).n_emails, 80));
        let n_rows = self.source.body().len();
        let is_sparse = |at: usize| self.profile(at).n_filled * 2 < n_rows;
        list.sort_by_key(|(at, rank)| (is_sparse(*at), *rank, *at));
        if let Some((at, _)) = list.first() {
            let field = self.known_email();
            let goes = Goes::Field(field.unwrap_or_else(|| {
                new_field(self.model, &self.new_ones(), "Email", FieldType::Email)
            }));
            if !self.is_taken(&goes) {
                self.put(*at, goes, "by its name");
            }
        }
        // An account name without an address tells people apart as well.
        if !self.is_taken(&Goes::Id) {
            let logins = self.meant(|meaning| (meaning == Meaning::Email(1)).then_some(0));
            if let Some((at, _)) = logins.first() {
                self.put(*at, Goes::Id, "by its name");
            }
        }
    }

    /// The model's own field for the address at work that no column goes into yet.
    pub(super) fn known_email(&self) -> Option<Field> {
        let fields = self.model.fields().iter();
        let fields = fields.filter(|field| field.kind == FieldType::Email);
        let free = fields.filter(|field| !self.is_taken(&Goes::Field((*field).clone())));
        let ranked = free.filter_map(|field| match meaning(&words::plain(&field.name)) {
            Some(Meaning::Email(rank)) => Some((rank, field)),
            _ => None,
        });
        let best = ranked.min_by_key(|(rank, _)| *rank);
        best.map(|(_, field)| field.clone())
    }

    pub(super) fn managers(&mut self) {
        let rank = |meaning| match meaning {
            Meaning::Manager(rank) => Some(rank),
            _ => None,
        };
        let mut list = self.meant(rank);
        let bearers = self.bearers();
        list.sort_by_cached_key(|(at, rank)| {
            let share = self.share_of(*at, &bearers);
            (std::cmp::Reverse(share / 10), *rank, *at)
        });
        let goes = self.line(true).map(|line| Goes::Manager(line.id.clone()));
        if let Some(goes) = goes.filter(|goes| !self.is_taken(goes)) {
            let mut list = list.into_iter();
            if let Some((at, _)) = list.next() {
                self.put(at, goes, "by its name");
                let said = self.head(at);
                list.for_each(|(other, _)| {
                    self.put(other, Goes::Nowhere, format!("{said} says it"));
                });
            }
        }
        let more = self.meant(|meaning| match meaning {
            Meaning::Additional(rank) => Some(rank),
            _ => None,
        });
        if let Some(line) = self.line(false).map(|line| line.id.clone()) {
            for (at, _) in more {
                self.put(at, Goes::Managers(line.clone()), "by its name");
            }
        }
    }

    /// Every id, address and name of the file and the model, as other cells may name people.
    pub(super) fn bearers(&self) -> FxHashSet<String> {
        let mut set: FxHashSet<String> = FxHashSet::default();
        for person in self.model.principals().iter() {
            set.insert(norm(person.id.as_str()));
            set.insert(norm(&person.name));
            let texts = person.fields.0.iter().filter_map(|(_, value)| match value {
                Value::Text(text) if is_email(text) => Some(norm(text)),
                _ => None,
            });
            set.extend(texts);
        }
        let is_whole = |goes: &Goes| {
            let is_email = goes
                .field()
                .is_some_and(|field| field.kind == FieldType::Email);
            matches!(
                goes,
                Goes::Id | Goes::Name(NamePart::Whole | NamePart::Turned)
            ) || is_email
        };
        let at = |is: &dyn Fn(&Goes) -> bool| -> Vec<usize> {
            let goes = self.goes.iter().enumerate();
            let goes = goes.filter(|(_, goes)| goes.as_ref().is_some_and(|(goes, _)| is(goes)));
            goes.map(|(at, _)| at).collect()
        };
        let whole = at(&is_whole);
        let parts = [NamePart::First, NamePart::Middle, NamePart::Last];
        let parts = parts.map(|part| at(&|goes: &Goes| *goes == Goes::Name(part)));
        for row in self.source.body() {
            set.extend(whole.iter().map(|at| norm(row.cell(*at))));
            let name = parts.iter().flatten().map(|at| row.cell(*at));
            let name: Vec<&str> = name.filter(|part| !part.is_empty()).collect();
            if name.len() > 1 {
                set.insert(norm(&name.join(" ")));
            }
        }
        set.remove("");
        set
    }

    /// How many of a hundred filled cells name someone.
    pub(super) fn share_of(&self, at: usize, bearers: &FxHashSet<String>) -> usize {
        let cells = self.source.body().map(|row| row.cell(at));
        let cells = cells.filter(|cell| !cell.is_empty()).take(1000);
        let (mut n, mut n_known) = (0, 0);
        for cell in cells {
            n += 1;
            let turned = cell
                .split_once(',')
                .map(|(last, first)| format!("{} {}", first.trim(), last.trim()));
            let one = cell
                .split([';', '|', '\n', '(', '['])
                .next()
                .unwrap_or(cell);
            let texts = [Some(cell.to_owned()), turned, Some(one.to_owned())];
            let mut texts = texts.iter().flatten();
            n_known += usize::from(texts.any(|text| bearers.contains(&norm(text))));
        }
        match n {
            0 => 0,
            n => n_known * 100 / n,
        }
    }
}
