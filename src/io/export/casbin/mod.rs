//! Casbin: a model that is the same for every organisation, and the policy of today.
//!
//! A request is `(sub, act, person, item)`: `user:ann`, `permission@level`, `person:bob` and
//! `item:goal-1`, `account:bob` or `record:role-1`, with `none` for what the permission is not about;
//! the person an item is about need not be named. A rule is a line for each level it gives; a guard
//! is lines that deny.
//!
//! Some implementations keep all role definitions in one graph, and none follows a chain beyond ten
//! names. So names of one meaning lead only to names that end there: people and items to sets, to
//! `self|user`, and to `above|user`, which alone leads on to `above|user`; and chains that are longer
//! are written out.

mod guards;
mod sets;

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::engine::Engine;
use crate::engine::scheme::{HolderSet, Origin, PlainItems, PlainReach, Scheme};
use crate::io::csv;
use crate::io::export::policy::{holder_id, scheme_losses};
use crate::io::export::{Parcel, ParcelFile};
use crate::model::{About, Permission};
use sets::Sets;

const MODEL: &str = r#"# Who acts: user:id. What: permission@level. On whom and on what: person:id, item:id, none.
[request_definition]
r = sub, act, person, item

# On which people and items: * is no limit; self and below are read from who acts.
[policy_definition]
p = sub, act, people, items, eft

# g: who holds what. g2: sets. g3: everyone above. g4: sets that depend on who acts.
[role_definition]
g = _, _
g2 = _, _
g3 = _, _
g4 = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.act == p.act && (p.sub == "*" || g(r.sub, p.sub)) && (p.people == "*" || g2(r.person, p.people) || g4(r.person, p.people + "|" + r.sub) || (p.people == "below" && g3(r.person, "above|" + r.sub)) || (p.people == "below or self" && (g3(r.person, "above|" + r.sub) || g4(r.person, "self|" + r.sub)))) && (p.items == "*" || g2(r.item, p.items) || g4(r.item, p.items + "|" + r.sub) || (p.items == "below" && g3(r.item, "above|" + r.sub)) || (p.items == "below or self" && (g3(r.item, "above|" + r.sub) || g4(r.item, "self|" + r.sub))))
"#;

/// The access of the model, for Casbin.
pub fn casbin(engine: &Engine) -> Parcel {
    let scheme = engine.scheme();
    let mut policy = Policy {
        engine,
        scheme: &scheme,
        sets: Sets::new(engine),
        subjects: Vec::new(),
        text: String::new(),
        written: BTreeSet::new(),
    };
    policy.rules();
    policy.guards();
    policy.holders();
    policy.sets.write(&mut policy.text);
    let mut losses = std::mem::take(&mut policy.sets.losses);
    losses.extend(scheme_losses(engine, &scheme));
    Parcel {
        files: vec![
            ParcelFile::new("model.conf", MODEL),
            ParcelFile::new("policy.csv", policy.text),
        ],
        losses,
    }
}

struct Policy<'e> {
    engine: &'e Engine,
    scheme: &'e Scheme,
    sets: Sets<'e>,
    /// Subjects met, beside users: name and members.
    subjects: Vec<(String, Vec<crate::model::PrincipalId>)>,
    text: String,
    written: BTreeSet<[String; 5]>,
}

/// Whom or what a line is limited to, on both axes.
#[derive(Clone, Debug, Default, PartialEq)]
struct Within {
    people: Option<PlainReach>,
    items: Option<PlainItems>,
}

impl Within {
    /// The limits as a request can meet them: for an item and the person it is about, that person
    /// is no coordinate of the request.
    fn of(
        permission: &Permission,
        people: &Option<PlainReach>,
        items: &Option<PlainItems>,
    ) -> Within {
        let is_about = matches!(permission.about, About::ItemOfPerson(_));
        match people {
            Some(reach) if is_about && permission.about.has_item() => {
                let about = match reach {
                    PlainReach::Nobody => PlainItems::Nothing,
                    reach => PlainItems::About(reach.clone()),
                };
                let all = items.iter().cloned().chain([about]);
                Within {
                    people: None,
                    items: Some(PlainItems::all_of(all)),
                }
            }
            _ => Within {
                people: people.clone(),
                items: items.clone(),
            },
        }
    }
}

impl Policy<'_> {
    fn rules(&mut self) {
        let scheme = self.scheme;
        let model = self.engine.model();
        for rule in &scheme.rules {
            let (Some(permission), Some(holders)) = (
                model.permissions().get(&rule.permission),
                scheme.holders.get(rule.holders),
            ) else {
                continue;
            };
            let within = Within::of(permission, &rule.people, &rule.items);
            let subject = self.subject(rule.holders);
            let levels = model.ladder_of(&permission.id).map(|ladder| &ladder.levels);
            let acts = levels.into_iter().flatten().enumerate();
            let acts = acts.filter(|(rank, _)| (1..=rule.rank).contains(rank));
            let acts = acts.map(|(_, level)| format!("{}@{level}", permission.id));
            self.comment(&rule.note);
            self.lines(
                holders,
                &subject,
                &acts.collect::<Vec<_>>(),
                &within,
                "allow",
            );
        }
    }

    /// The subject of a set of holders.
    fn subject(&mut self, at: usize) -> String {
        let sets = &self.scheme.holders;
        let kind = match sets.get(at).map(|set| &set.origin) {
            Some(Origin::Role(_)) => "role",
            Some(Origin::Group(_)) => "group",
            Some(Origin::Principal(_)) => "user",
            Some(Origin::Several) => "holders",
            Some(Origin::Everyone) | None => return "*".to_owned(),
        };
        let name = format!("{kind}:{}", holder_id(sets, at));
        if kind != "user"
            && let Some(set) = sets.get(at)
            && !self.subjects.iter().any(|(known, _)| *known == name)
        {
            self.subjects.push((name.clone(), set.principals.clone()));
        }
        name
    }

    fn comment(&mut self, text: &str) {
        let text: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let _ = writeln!(self.text, "# {text}");
    }

    fn lines(
        &mut self,
        holders: &HolderSet,
        subject: &str,
        acts: &[String],
        within: &Within,
        effect: &str,
    ) {
        for people in self.sets.people_parts(within.people.as_ref()) {
            for items in self.sets.items_parts(within.items.as_ref()) {
                let (Some(people), Some(items)) = (
                    self.sets.people(people.as_ref(), &holders.principals),
                    self.sets.items(items.as_ref(), &holders.principals),
                ) else {
                    continue;
                };
                for act in acts {
                    let cells = [subject, act, &people, &items, effect].map(str::to_owned);
                    if self.written.insert(cells.clone()) {
                        let head = ["p".to_owned()];
                        csv::row(&mut self.text, head.iter().chain(&cells));
                    }
                }
            }
        }
    }

    fn holders(&mut self) {
        for (name, members) in &self.subjects {
            for who in members {
                let user = format!("user:{who}");
                csv::row(&mut self.text, ["g", &user, name]);
            }
        }
    }
}
