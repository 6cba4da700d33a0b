//! Where the columns of a file go: guessed by their heads and by what they hold.

mod what;
mod who;

use super::content::{Profile, profiles};
use super::goes::{Goes, field_name, new_field};
use super::mapping::{Mapped, Mapping};
use super::words::{self, Meaning, is_same, meaning, plain, title};
use crate::io::table::Source;
use crate::model::{Field, Line, Model, norm};
use crate::session::cells::{Column, Of};

/// As many new fields as are proposed unasked.
const MOST_NEW: usize = 100;

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

    fn leave<const N: usize>(&mut self, list: [Option<usize>; N], why: &str) {
        for at in list.into_iter().flatten() {
            if self.is_open(at) {
                self.put(at, Goes::Nowhere, why);
            }
        }
    }

    fn line(&self, single: bool) -> Option<&Line> {
        let mut lines = self.model.settings().lines.iter();
        lines.find(|line| line.single == single)
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
