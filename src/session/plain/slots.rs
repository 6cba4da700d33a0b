//! The slots of a question: which names fit, and what a verb makes of them.

use super::lexicon::{Entry, Lexicon, Sort};
use super::pattern::Slot;
use super::question::{Actor, Doing, Verb, Whom};
use super::rules::Bound;
use super::tokens;
use super::verbs;
use super::walk::{Then, Walk};
use crate::model::{Key, LevelId};

impl<'l> Walk<'l> {
    pub(super) fn slot(
        &mut self,
        slot: Slot,
        at: usize,
        bound: &mut Vec<Bound>,
        then: Then<'_, 'l>,
    ) {
        let lexicon = self.lexicon;
        match slot {
            Slot::Whom => {
                self.miss(at, slot.words(), &[Sort::Principal, Sort::Item]);
                self.rules(&lexicon.grammar.whom, at, &mut |walk, next, whom: Whom| {
                    with(bound, Bound::Whom(whom), |bound| then(walk, next, bound));
                });
            }
            Slot::Actor => {
                self.miss(at, slot.words(), &[Sort::Principal]);
                self.rules(
                    &lexicon.grammar.actors,
                    at,
                    &mut |walk, next, actor: Actor| {
                        with(bound, Bound::Actor(actor), |bound| then(walk, next, bound));
                    },
                );
            }
            Slot::Verb => {
                let what = bound.iter().find_map(|one| match one {
                    Bound::What(_, entries) => Some(entries.clone()),
                    _ => None,
                });
                let can_say = |verb: &Verb| match &what {
                    Some(what) => verbs::doing(lexicon, verb, what).is_some(),
                    None => true,
                };
                self.verb(at, &can_say, &mut |walk, next, verb| {
                    let value = match &what {
                        Some(what) => walk.doing_of(at, verb, what).map(Bound::Doing),
                        None => Some(Bound::Verb(verb.clone())),
                    };
                    if let Some(value) = value {
                        with(bound, value, |bound| then(walk, next, bound));
                    }
                });
            }
            Slot::What => {
                let verb = bound.iter().find_map(|one| match one {
                    Bound::Verb(verb) => Some(verb.clone()),
                    _ => None,
                });
                match verb {
                    Some(verb) => self.object_of(at, &verb, &mut |walk, next, doing| {
                        with(bound, Bound::Doing(doing), |bound| then(walk, next, bound));
                    }),
                    None => self.what(at, &Verb::Use, &mut |walk, next, entries| {
                        let Some(doing) = verbs::doing(lexicon, &Verb::Use, entries) else {
                            return;
                        };
                        let value = Bound::What(doing.deeds, entries.to_vec());
                        with(bound, value, |bound| then(walk, next, bound));
                    }),
                }
            }
            Slot::Doing => self.doing(at, &mut |walk, next, doing| {
                with(bound, Bound::Doing(doing), |bound| then(walk, next, bound));
            }),
            Slot::Level => self.level(at, bound, then),
            _ => self.named(slot, at, bound, then),
        }
    }

    /// A slot that a name fills.
    fn named(&mut self, slot: Slot, at: usize, bound: &mut Vec<Bound>, then: Then<'_, 'l>) {
        let sorts = sorts_of(slot);
        let lexicon = self.lexicon;
        let is_wanted = |entry: Entry| {
            slot != Slot::PersonField || lexicon.field(entry).is_some_and(|field| field.of_people)
        };
        self.names(
            slot,
            at,
            sorts,
            (&is_wanted, &is_wanted),
            &mut |walk, next, entries| {
                if let Some(value) = value_of(lexicon, slot, entries) {
                    with(bound, value, |bound| then(walk, next, bound));
                } else if let [_, _, ..] = entries {
                    walk.ambiguous(at, next, entries);
                }
            },
        );
    }

    fn verb(
        &mut self,
        at: usize,
        can_say: &dyn Fn(&Verb) -> bool,
        each: &mut dyn FnMut(&mut Walk<'l>, usize, &Verb),
    ) {
        let lexicon = self.lexicon;
        for (said, verb) in &verbs::SAID {
            let n = said.split(' ').count();
            let is_said = said
                .split(' ')
                .zip(at..)
                .all(|(word, at)| self.token(at) == word);
            if is_said {
                each(self, at + n, verb);
            }
        }
        for level in lexicon.levels() {
            let words = tokens::tokens(level);
            let is_said = words
                .iter()
                .zip(at..)
                .all(|(word, at)| self.token(at) == word.text);
            let is_known = verbs::SAID.iter().any(|(said, _)| said == level);
            if is_said && !is_known && !words.is_empty() {
                let verb = Verb::At(LevelId::from(level.as_str()));
                each(self, at + words.len(), &verb);
            }
        }
        for (said, verb) in verbs::offered(lexicon) {
            if can_say(verb) {
                self.offer(at, said, "");
            }
        }
        self.miss(at, Slot::Verb.words(), &[]);
    }

    /// A verb with what it is done to, or the name of an act.
    fn doing(&mut self, at: usize, each: &mut dyn FnMut(&mut Walk<'l>, usize, Doing)) {
        self.verb(at, &|_| true, &mut |walk, next, verb| {
            let verb = verb.clone();
            walk.object_of(next, &verb, each);
        });
        let lexicon = self.lexicon;
        let is_act = |entry: Entry| {
            let permission = lexicon.model().permissions().at(entry.at as usize);
            permission.is_some_and(verbs::says_it)
        };
        self.names(
            Slot::Doing,
            at,
            &[Sort::Permission],
            (&is_act, &is_act),
            &mut |walk, next, entries| {
                if let Some(doing) = verbs::doing(lexicon, &Verb::Use, entries) {
                    each(walk, next, doing);
                }
            },
        );
    }

    /// What a verb that was read is done to.
    fn object_of(
        &mut self,
        at: usize,
        verb: &Verb,
        each: &mut dyn FnMut(&mut Walk<'l>, usize, Doing),
    ) {
        let lexicon = self.lexicon;
        let masked = Verb::At("masked".into());
        if *verb == Verb::See && self.token(at) == "masked" {
            self.object_of(at + 1, &masked, each);
        }
        if matches!(self.token(at), "anything" | "everything" | "something")
            && let Some(doing) = verbs::anything(lexicon, verb)
        {
            each(self, at + 1, doing);
        }
        if verbs::anything(lexicon, verb).is_some() {
            self.offer(at, "anything", "");
        }
        self.what(at, verb, &mut |walk, next, entries| {
            if *verb == Verb::See
                && walk.token(next) == "masked"
                && let Some(doing) = verbs::doing(lexicon, &masked, entries)
            {
                each(walk, next + 1, doing);
            }
            if let Some(doing) = walk.doing_of(at, verb, entries) {
                each(walk, next, doing);
            }
        });
    }

    fn doing_of(&mut self, at: usize, verb: &Verb, entries: &[Entry]) -> Option<Doing> {
        let doing = verbs::doing(self.lexicon, verb, entries);
        if doing.is_none()
            && let Some(entry) = entries.first()
        {
            let name = self.lexicon.title(*entry);
            let verb = verbs::word(verb);
            self.object(
                at,
                format!("“{name}” has no level at which one can {verb} it"),
            );
        }
        doing
    }

    /// Permissions and fields; only those a verb can be said of are offered.
    fn what(
        &mut self,
        at: usize,
        verb: &Verb,
        each: &mut dyn FnMut(&mut Walk<'l>, usize, &[Entry]),
    ) {
        let lexicon = self.lexicon;
        let is_shown = |entry: Entry| match lexicon.field(entry) {
            Some(field) => {
                let mut permissions = lexicon.model().permissions().iter();
                permissions.any(|permission| permission.fields.contains(&field.id))
            }
            None => true,
        };
        let sorts = [Sort::Permission, Sort::Field];
        let is_said = |entry: Entry| verbs::doing(lexicon, verb, &[entry]).is_some();
        self.names(Slot::What, at, &sorts, (&is_shown, &is_said), each);
    }

    fn level(&mut self, at: usize, bound: &mut Vec<Bound>, then: Then<'_, 'l>) {
        let lexicon = self.lexicon;
        let what = bound.iter().find_map(|one| match one {
            Bound::What(_, entries) => Some(entries.clone()),
            _ => None,
        });
        let Some(what) = what else { return };
        let of = |entry: Entry| {
            let level = lexicon.level(entry)?;
            let level = LevelId::from(level);
            let doing = verbs::doing(lexicon, &Verb::At(level.clone()), &what)?;
            Some((level, doing))
        };
        let is_its = |entry: Entry| of(entry).is_some();
        self.names(
            Slot::Level,
            at,
            &[Sort::Level],
            (&is_its, &is_its),
            &mut |walk, next, entries| {
                if let Some((level, doing)) = entries.first().and_then(|entry| of(*entry)) {
                    with(bound, Bound::Level(level), |bound| {
                        with(bound, Bound::Doing(doing), |bound| then(walk, next, bound));
                    });
                }
            },
        );
    }
}

/// The sorts of names a slot takes.
pub(super) fn sorts_of(slot: Slot) -> &'static [Sort] {
    use Sort as S;
    match slot {
        Slot::Person | Slot::Actor | Slot::Whom => &[S::Principal],
        Slot::Item => &[S::Item],
        Slot::Role => &[S::Role],
        Slot::Circle => &[S::Group, S::Team],
        Slot::Group => &[S::Group],
        Slot::Team => &[S::Team],
        Slot::Giver => &[S::Role, S::Group],
        Slot::Module => &[S::Module],
        Slot::Field | Slot::PersonField => &[S::Field],
        Slot::Kind => &[S::Kind],
        Slot::Value => &[S::Value],
        Slot::Label => &[S::Label],
        Slot::Doing | Slot::What => &[S::Permission],
        Slot::Verb | Slot::Level => &[S::Level],
        Slot::Record => &[
            S::Principal,
            S::Group,
            S::Role,
            S::Permission,
            S::Team,
            S::Module,
            S::Item,
            S::Switch,
            S::Label,
            S::Kind,
        ],
    }
}

fn value_of(lexicon: &Lexicon, slot: Slot, entries: &[Entry]) -> Option<Bound> {
    if slot == Slot::Value {
        let values = entries.iter().filter_map(|entry| lexicon.value(*entry));
        return Some(Bound::Values(values.cloned().collect()));
    }
    if slot == Slot::Record {
        // Several records of one name are all meant; of several names the first is.
        let title = lexicon.title(*entries.first()?);
        let alike = entries
            .iter()
            .filter(|entry| lexicon.title(**entry) == title);
        let keys = alike.filter_map(|entry| lexicon.key(*entry));
        return Some(Bound::Records(keys.collect()));
    }
    if let Some(field) = entries.first().and_then(|entry| lexicon.field(*entry)) {
        return Some(Bound::Field(field.id.clone()));
    }
    // Several of one name are not told apart by guessing; of two sorts the first is meant.
    let first = *entries.first()?;
    if entries
        .iter()
        .filter(|entry| entry.sort == first.sort)
        .count()
        > 1
    {
        return None;
    }
    Some(match lexicon.key(first)? {
        Key::Principal(id) => Bound::Person(id),
        Key::Item(id) => Bound::Item(id),
        Key::Group(id) => Bound::Group(id),
        Key::Role(id) => Bound::Role(id),
        Key::Team(id) => Bound::Team(id),
        Key::Module(id) => Bound::Module(id),
        Key::Kind(id) => Bound::Kind(id),
        Key::Label(id) => Bound::Label(id),
        _ => return None,
    })
}

/// Does something while a value is bound.
fn with(bound: &mut Vec<Bound>, value: Bound, go_on: impl FnOnce(&mut Vec<Bound>)) {
    bound.push(value);
    go_on(bound);
    bound.pop();
}
