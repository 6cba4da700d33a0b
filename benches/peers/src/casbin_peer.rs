//! casbin at its best: one enforcer for each permission and level, so that a question meets only
//! the lines that matter; roles in one shared role manager; whom a line reaches worked out by a
//! function of ours in Rust and not in its expression language.

use std::future::Future;
use std::pin::pin;
use std::sync::OnceLock;
use std::task::{Poll, Waker};

use casbin::function_map::OperatorFunction;
use casbin::prelude::*;
use casbin::rhai::{Dynamic, ImmutableString};
use sightline_bench::company::N_PERMISSIONS;
use sightline_bench::company::questions::Question;

use crate::facts::{Facts, Rule};

/// What the function reads that casbin calls: it takes plain functions only, so there is one
/// company in a process.
static COMPANY: OnceLock<(Facts, Vec<Rule>)> = OnceLock::new();

const MODEL: &str = "
[request_definition]
r = sub, obj

[policy_definition]
p = role, reach

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = reaches(r.sub, r.obj, p.reach) && g(r.sub, p.role)
";

/// A line of the guarded permission may also say no, to everyone.
const GUARDED_MODEL: &str = "
[request_definition]
r = sub, obj

[policy_definition]
p = role, reach, eft

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = reaches(r.sub, r.obj, p.reach) && (p.role == \"anyone\" || g(r.sub, p.role))
";

/// The enforcer of a question, and who does it to whom.
pub type Asked = (usize, Vec<ImmutableString>);

/// The plain company in casbin.
pub struct Casbin {
    /// By permission and level.
    enforcers: Vec<Enforcer>,
    n_people: usize,
}

impl Casbin {
    /// Translates a company. One in a process.
    pub fn new(facts: &Facts) -> Casbin {
        let rules: Vec<Rule> = facts
            .grants
            .iter()
            .map(|grant| grant.rule.clone())
            .collect();
        COMPANY
            .set((facts.clone(), rules))
            .unwrap_or_else(|_| panic!("one company in a process"));
        let mut enforcers: Vec<Enforcer> = Vec::new();
        for permission in 0..N_PERMISSIONS {
            for level in ["view", "edit"] {
                let mut enforcer = ready(enforcer(facts, permission, level));
                if let Some(first) = enforcers.first() {
                    let shared = first.get_role_manager();
                    enforcer.set_role_manager(shared).expect("roles");
                }
                enforcers.push(enforcer);
            }
        }
        // setting a role manager empties it, so that it is filled last
        let roles = enforcers[0].get_role_manager();
        let mut links = roles.write();
        for (g, role) in facts.role_of.iter().enumerate() {
            links.add_link(&format!("g{g}"), &format!("r{role}"), None);
        }
        for (at, person) in facts.people.iter().enumerate() {
            for g in &person.groups {
                links.add_link(&format!("p{at}"), &format!("g{g}"), None);
            }
        }
        drop(links);
        Casbin {
            enforcers,
            n_people: facts.people.len(),
        }
    }

    /// A question as it is asked; made before any time is taken.
    pub fn request(&self, q: &Question) -> Asked {
        let slice = q.permission * 2 + usize::from(q.level == "edit");
        let id = |at: usize| ImmutableString::from(format!("p{at}"));
        (slice, vec![id(q.actor), id(q.target)])
    }

    /// Is it allowed?
    pub fn check(&self, (slice, request): &Asked) -> bool {
        self.enforcers[*slice]
            .enforce(request.clone())
            .expect("an answer")
    }

    /// What someone sees with one permission at one level, person by person: there is no other way.
    pub fn sees(&self, q: &Question) -> Vec<usize> {
        (0..self.n_people)
            .filter(|target| {
                let one = Question {
                    target: *target,
                    ..q.clone()
                };
                self.check(&self.request(&one))
            })
            .collect()
    }
}

async fn enforcer(facts: &Facts, permission: usize, level: &str) -> Enforcer {
    let is_guarded = permission == facts.guarded;
    let text = if is_guarded { GUARDED_MODEL } else { MODEL };
    let model = DefaultModel::from_str(text).await.expect("a model");
    let mut enforcer = Enforcer::new(model, MemoryAdapter::default())
        .await
        .expect("an enforcer");
    enforcer.add_function("reaches", OperatorFunction::Arg3(reaches));
    let mut add = |mut line: Vec<String>, effect: &str| {
        if is_guarded {
            line.push(effect.to_owned());
        }
        enforcer.get_mut_model().add_policy("p", "p", line);
    };
    for (at, grant) in facts.grants.iter().enumerate() {
        if grant.permission == permission && (level == "view" || grant.is_edit) {
            add(vec![format!("r{}", grant.role), at.to_string()], "allow");
        }
    }
    if is_guarded {
        add(vec!["anyone".to_owned(), OTHERS.to_owned()], "deny");
    }
    enforcer
}

/// The reach of the guard: anyone but oneself.
const OTHERS: &str = "others";

/// Whether the rule of a line reaches a target.
fn reaches(actor: Dynamic, target: Dynamic, rule: Dynamic) -> Dynamic {
    let text = |value: Dynamic| value.into_immutable_string().unwrap_or_default();
    let number = |value: Dynamic| -> usize {
        let text = text(value);
        text.get(1..)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(usize::MAX)
    };
    let (facts, rules) = COMPANY.get().expect("a company");
    let (actor, target, rule) = (number(actor), number(target), text(rule));
    let is_reached = match rule.as_str() {
        OTHERS => actor != target,
        at => rules
            .get(at.parse::<usize>().unwrap_or(usize::MAX))
            .is_some_and(|rule| facts.reaches(rule, actor, target)),
    };
    is_reached.into()
}

/// Runs to its end what waits for nothing: casbin only reads text here.
fn ready<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = std::task::Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(made) = work.as_mut().poll(&mut context) {
            return made;
        }
    }
}
