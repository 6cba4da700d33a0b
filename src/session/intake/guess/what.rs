//! Columns that tell the state of an account, and those of which only the cells tell anything.

use rustc_hash::FxHashSet;

use super::Guess;
use crate::model::{Account, FieldType};
use crate::session::intake::goes::{Goes, NamePart, new_field};
use crate::session::intake::words::{self, Meaning};

impl Guess<'_> {
    pub(super) fn states(&mut self) {
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

    /// What no head told: an address, someone's name, whom another column names.
    pub(super) fn by_content(&mut self) {
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
}
