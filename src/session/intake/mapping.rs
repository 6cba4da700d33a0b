//! Which column of a file goes where: guessed by its head and by what it holds, and shown so that
//! it can be said otherwise.

use rustc_hash::FxHashSet;

use super::content::{Profile, is_email, profiles};
use super::goes::{Goes, NamePart, field_name, new_field};
use super::words::{self, Meaning, is_same, meaning, plain, title};
use crate::io::table::Source;
use crate::model::{Account, Field, FieldType, Line, Model, Value, norm};
use crate::session::cells::{Column, Of};

/// As many new fields as are proposed unasked.
const MOST_NEW: usize = 100;

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// Its head, or its number.
    pub head: String,
    /// Where it goes.
    pub goes: Goes,
    /// Why there, in a few words.
    pub why: String,
}

/// Where every column of a file goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// One a column, in the order of the file.
    pub columns: Vec<Mapped>,
}

impl Mapping {
    /// Sends a column somewhere. Another that went there is left out, where only one can go.
    pub fn set(&mut self, nth: usize, goes: Goes) {
        for other in &mut self.columns {
            let is_there = other.goes == goes
                || matches!((other.goes.field(), goes.field()), (Some(a), Some(b)) if a.id == b.id);
            if is_there && goes.takes_one() {
                other.goes = Goes::Nowhere;
                "another column goes there".clone_into(&mut other.why);
            }
        }
        if let Some(column) = self.columns.get_mut(nth) {
            column.goes = goes;
            "said so".clone_into(&mut column.why);
        }
    }

    /// The column of a head, or of a number from 1.
    pub fn find(&self, text: &str) -> Result<usize, String> {
        let wanted = norm(text);
        let mut columns = self.columns.iter();
        if let Some(at) = columns.position(|column| norm(&column.head) == wanted) {
            return Ok(at);
        }
        if let Some(at) = wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1))
            && at < self.columns.len()
        {
            return Ok(at);
        }
        let heads = self.columns.iter().map(|column| column.head.as_str());
        Err(match crate::model::nearest(text, heads) {
            Some(near) => format!("there is no column “{text}”; did you mean “{near}”?"),
            None => format!("there is no column “{text}”"),
        })
    }

    /// The places of the columns that go somewhere.
    pub fn places(&self, is_meant: impl Fn(&Goes) -> bool) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let meant = columns.filter(|(_, column)| is_meant(&column.goes));
        meant.map(|(at, _)| at).collect()
    }

    /// The fields that columns fill, each once.
    pub fn fields(&self) -> Vec<&Field> {
        let mut list: Vec<&Field> = Vec::new();
        for field in self.columns.iter().filter_map(|column| column.goes.field()) {
            if !list.iter().any(|known| known.id == field.id) {
                list.push(field);
            }
        }
        list
    }
}

/// Guesses where the columns of a file go.
pub fn guess(model: &Model, source: &Source) -> Mapping {
    let heads = source.heads();
    let profiles = profiles(source);
    let is_named = source.reading.head_row.is_some();
    let plain: Vec<String> = match is_named {
        true => heads.iter().map(|head| plain(head)).collect(),
        false => vec![String::new(); heads.len()],
    };
    let mut guess = Guess {
        model,
        source,
        meanings: plain.iter().map(|head| meaning(head)).collect(),
        goes: vec![None; heads.len()],
        heads,
        plain,
        profiles,
    };
    guess.blanks();
    guess.known_fields();
    guess.ids();
    guess.names();
    guess.emails();
    guess.managers();
    guess.states();
    guess.several();
    guess.by_content();
    guess.new_fields();
    guess.mapping()
}

struct Guess<'m> {
    model: &'m Model,
    source: &'m Source,
    heads: Vec<String>,
    plain: Vec<String>,
    profiles: Vec<Profile<'m>>,
    meanings: Vec<Option<Meaning>>,
    goes: Vec<Option<(Goes, String)>>,
}

impl Guess<'_> {
    fn is_open(&self, at: usize) -> bool {
        matches!(self.goes.get(at), Some(None))
    }

    fn put(&mut self, at: usize, goes: Goes, why: impl Into<String>) {
        if let Some(slot) = self.goes.get_mut(at) {
            *slot = Some((goes, why.into()));
        }
    }

    /// The open columns of a meaning, with its rank.
    fn meant(&self, rank: impl Fn(Meaning) -> Option<u8>) -> Vec<(usize, u8)> {
        let meanings = self.meanings.iter().enumerate();
        let meant = meanings.filter_map(|(at, meaning)| Some((at, rank((*meaning)?)?)));
        meant.filter(|(at, _)| self.is_open(*at)).collect()
    }

    fn profile(&self, at: usize) -> &Profile<'_> {
        // One a column, always.
        static NONE: std::sync::LazyLock<Profile<'static>> =
            std::sync::LazyLock::new(Profile::default);
        self.profiles.get(at).unwrap_or(&NONE)
    }

    fn head(&self, at: usize) -> String {
        self.heads.get(at).cloned().unwrap_or_default()
    }

    fn blanks(&mut self) {
        for at in 0..self.goes.len() {
            let is_kept = matches!(
                self.meanings.get(at),
                Some(Some(Meaning::Name | Meaning::FirstName | Meaning::LastName))
            );
            if self.profile(at).is_blank() && !is_kept && self.source.body().len() > 0 {
                self.put(at, Goes::Nowhere, "nothing is in it");
            }
        }
    }

    /// Fields and manager lines that the model has, by name, by id, or by another word for them.
    fn known_fields(&mut self) {
        let columns = Of::People.columns(self.model);
        let is_own = |column: &&Column| {
            matches!(
                column,
                Column::Field(_) | Column::Manager(_) | Column::Managers(_)
            )
        };
        for exact in [true, false] {
            for column in columns.iter().filter(is_own) {
                let goes = Goes::column(self.model, column);
                if self.is_taken(&goes) {
                    continue;
                }
                let found = (0..self.goes.len())
                    .find(|at| self.is_open(*at) && self.is_called(*at, column, exact));
                if let Some(at) = found {
                    self.put_known(at, goes);
                }
            }
        }
    }

    fn is_called(&self, at: usize, column: &Column, exact: bool) -> bool {
        let (Some(head), Some(plain)) = (self.heads.get(at), self.plain.get(at)) else {
            return false;
        };
        if plain.is_empty() {
            return false;
        }
        let title = column.title(self.model, &Of::People);
        let id = match column {
            Column::Field(id) => id.to_string(),
            Column::Manager(line) | Column::Managers(line) => line.to_string(),
            _ => String::new(),
        };
        match exact {
            true => [&title, &id].iter().any(|own| norm(own) == norm(head)),
            false => [&title, &id]
                .iter()
                .any(|own| is_same(&words::plain(own), plain)),
        }
    }

    /// A status of the model's own says the state of the account as well, where its words do.
    fn put_known(&mut self, at: usize, goes: Goes) {
        let says_state = self.meanings.get(at) == Some(&Some(Meaning::Status))
            && self
                .profile(at)
                .all_are(|word| words::account(word).is_some());
        let goes = match goes {
            Goes::Field(field) if says_state => Goes::Status(Some(field)),
            other => other,
        };
        self.put(at, goes, "by its name");
    }

    fn is_taken(&self, goes: &Goes) -> bool {
        let taken = self.goes.iter().flatten();
        let mut taken = taken.map(|(goes, _)| goes);
        taken.any(|other| {
            other == goes
                || matches!((other.field(), goes.field()), (Some(a), Some(b)) if a.id == b.id)
        })
    }

    /// Of several ids the one that most rows have and all rows have differently.
    fn ids(&mut self) {
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
    fn references(&self) -> FxHashSet<String> {
        let columns = self.meant(|meaning| match meaning {
            Meaning::Manager(rank) | Meaning::Additional(rank) => Some(rank),
            _ => None,
        });
        let rows = self.source.body().take(2000);
        rows.flat_map(|row| columns.iter().map(move |(at, _)| norm(row.cell(*at))))
            .filter(|cell| !cell.is_empty())
            .collect()
    }

    fn distinct(&self, at: usize, wanted: &FxHashSet<String>) -> (usize, usize, usize) {
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

    fn names(&mut self) {
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

    fn leave<const N: usize>(&mut self, list: [Option<usize>; N], why: &str) {
        for at in list.into_iter().flatten() {
            if self.is_open(at) {
                self.put(at, Goes::Nowhere, why);
            }
        }
    }

    fn emails(&mut self) {
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
    fn known_email(&self) -> Option<Field> {
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

    fn line(&self, single: bool) -> Option<&Line> {
        let mut lines = self.model.settings().lines.iter();
        lines.find(|line| line.single == single)
    }

    fn managers(&mut self) {
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
    fn bearers(&self) -> FxHashSet<String> {
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
    fn share_of(&self, at: usize, bearers: &FxHashSet<String>) -> usize {
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

    fn states(&mut self) {
        let meant = |wanted: Meaning| move |meaning: Meaning| (meaning == wanted).then_some(0);
        for (at, _) in self.meant(meant(Meaning::Status)) {
            let profile = self.profile(at);
            if self.is_taken(&Goes::Status(None))
                || !profile.all_are(|word| words::account(word).is_some())
            {
                continue;
            }
            let is_plain = profile.all_are(|word| {
                let word = words::plain(word);
                [
                    "active",
                    "inactive",
                    "aktiv",
                    "inaktiv",
                    "blocked",
                    "not started",
                    "ended",
                ]
                .contains(&word.as_str())
            });
            let kept = (!is_plain).then(|| {
                let kind = profile.kind("");
                new_field(self.model, &self.new_ones(), &self.head(at), kind)
            });
            self.put(at, Goes::Status(kept), "by its words");
        }
        for (meaning, state) in [
            (Meaning::Enabled, Account::Blocked),
            (Meaning::Employed, Account::Ended),
        ] {
            for (at, _) in self.meant(meant(meaning)) {
                let is_flag = self.profile(at).all_are(|word| words::flag(word).is_some());
                let taken = self
                    .goes
                    .iter()
                    .flatten()
                    .any(|(goes, _)| matches!(goes, Goes::Status(_) | Goes::Unless(_)));
                if is_flag && !taken {
                    self.put(at, Goes::Unless(state), "by its name");
                }
            }
        }
        for (at, _) in self.meant(meant(Meaning::Sort)) {
            if self.profile(at).all_are(|word| words::sort(word).is_some()) {
                self.put(at, Goes::Sort, "by its words");
            }
        }
    }

    fn several(&mut self) {
        for (meaning, goes) in [
            (Meaning::Teams, Goes::Teams),
            (Meaning::Leads, Goes::Leads),
            (Meaning::Groups, Goes::Groups),
        ] {
            let list = self.meant(|one| (one == meaning).then_some(0));
            for (at, _) in list {
                self.put(at, goes.clone(), "by its name");
            }
        }
    }

    /// What no head told: an address, someone's name, whom another column names.
    fn by_content(&mut self) {
        let open: Vec<usize> = (0..self.goes.len())
            .filter(|at| self.is_open(*at))
            .collect();
        let has_name = self
            .goes
            .iter()
            .flatten()
            .any(|(goes, _)| matches!(goes, Goes::Name(_)));
        if !has_name {
            let is_name = |at: &&usize| {
                let profile = self.profile(**at);
                let (n_filled, n_distinct, _) = self.distinct(**at, &FxHashSet::default());
                profile.mostly(profile.n_names, 70) && n_distinct * 10 >= n_filled * 8
            };
            if let Some(at) = open.iter().find(is_name).copied() {
                let profile = self.profile(at);
                let part = match profile.mostly(profile.n_turned, 80) {
                    true => NamePart::Turned,
                    false => NamePart::Whole,
                };
                self.put(at, Goes::Name(part), "by what it holds");
            }
        }
        let has_email = |guess: &Self| {
            let fields = guess
                .goes
                .iter()
                .flatten()
                .filter_map(|(goes, _)| goes.field());
            fields
                .into_iter()
                .any(|field| field.kind == FieldType::Email)
        };
        for at in open
            .iter()
            .copied()
            .filter(|at| self.is_open(*at))
            .collect::<Vec<_>>()
        {
            let profile = self.profile(at);
            let is_private = self.plain.get(at).is_some_and(|head| {
                ["home", "private", "privat", "personal"]
                    .iter()
                    .any(|word| head.contains(word))
            });
            if profile.mostly(profile.n_emails, 95) && !is_private && !has_email(self) {
                let field = new_field(self.model, &self.new_ones(), "Email", FieldType::Email);
                self.put(at, Goes::Field(field), "by what it holds");
            }
        }
        let goes = self.line(true).map(|line| Goes::Manager(line.id.clone()));
        let Some(goes) = goes.filter(|goes| !self.is_taken(goes)) else {
            return;
        };
        let bearers = self.bearers();
        let names_people = |at: &usize| {
            let (n_filled, n_distinct, _) = self.distinct(*at, &FxHashSet::default());
            let repeats = n_filled > 3 && n_distinct * 4 <= n_filled * 3;
            self.is_open(*at) && repeats && self.share_of(*at, &bearers) >= 90
        };
        if let Some(at) = open.iter().copied().find(names_people) {
            self.put(at, goes, "by what it holds: people of the list");
        }
    }

    fn new_ones(&self) -> Vec<Field> {
        let goes = self.goes.iter().flatten();
        goes.filter_map(|(goes, _)| goes.field().cloned()).collect()
    }

    fn new_fields(&mut self) {
        let mut n_new = 0;
        for at in 0..self.goes.len() {
            if !self.is_open(at) {
                continue;
            }
            if n_new >= MOST_NEW {
                self.put(
                    at,
                    Goes::Nowhere,
                    "there are too many new columns; say which are needed",
                );
                continue;
            }
            n_new += 1;
            let head = title(&self.head(at));
            // What was added by the same file before.
            let name = norm(&field_name(&head));
            let known = self
                .model
                .fields()
                .iter()
                .find(|field| norm(&field.name) == name);
            if let Some(goes) = known.cloned().map(Goes::Field)
                && !self.is_taken(&goes)
            {
                self.put(at, goes, "by its name");
                continue;
            }
            let kind = self
                .profile(at)
                .kind(self.plain.get(at).map_or("", String::as_str));
            let field = new_field(self.model, &self.new_ones(), &head, kind);
            self.put(at, Goes::Field(field), "the model has no such field");
        }
    }

    fn mapping(self) -> Mapping {
        let columns = self.heads.into_iter().zip(self.goes);
        let columns = columns.map(|(head, goes)| {
            let (goes, why) = goes.unwrap_or((Goes::Nowhere, String::new()));
            Mapped { head, goes, why }
        });
        Mapping {
            columns: columns.collect(),
        }
    }
}
