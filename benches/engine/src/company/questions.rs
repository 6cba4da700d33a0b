//! Questions to time: drawn so that near and far targets, and the guarded permission, all come up.

use sightline::model::{Model, PermissionId, PrincipalId};

use super::{N_PERMISSIONS, Random};

/// May this person do this to that person?
#[derive(Clone, Debug)]
pub struct Question {
    /// Number of the one who acts, in the order of the model.
    pub actor: usize,
    /// Number of the permission, `hr.p0` being 0.
    pub permission: usize,
    /// `view` or `edit`.
    pub level: &'static str,
    /// Number of the person acted on.
    pub target: usize,
}

impl Question {
    /// Id of the one who acts.
    pub fn actor_id(&self) -> PrincipalId {
        format!("p{}", self.actor).into()
    }

    /// Id of the permission.
    pub fn permission_id(&self) -> PermissionId {
        format!("hr.p{}", self.permission).into()
    }

    /// Id of the person acted on.
    pub fn target_id(&self) -> PrincipalId {
        format!("p{}", self.target).into()
    }
}

/// So many questions on people. Half of the targets are anyone; the others are oneself, one's
/// manager, or someone shortly after oneself, which in this numbering is often a report.
pub fn questions(model: &Model, n_questions: usize, seed: u64) -> Vec<Question> {
    let n = model.principals().len();
    let mut random = Random::new(seed);
    (0..n_questions)
        .map(|_| {
            // every other one is a manager: low numbers have reports
            let among = if random.once_in(2) { n } else { n.div_ceil(8) };
            let actor = random.below(among);
            let target = match random.below(8) {
                0 => actor,
                1 => manager_of(model, actor).unwrap_or(actor),
                2 => child_of(model, actor, &mut random),
                3 => {
                    let child = child_of(model, actor, &mut random);
                    child_of(model, child, &mut random)
                }
                _ => random.below(n),
            };
            Question {
                actor,
                permission: random.below(N_PERMISSIONS),
                level: if random.once_in(3) { "edit" } else { "view" },
                target,
            }
        })
        .collect()
}

fn manager_of(model: &Model, person: usize) -> Option<usize> {
    let manager = &model.principals().at(person)?.managers.first()?.1;
    model.principals().position(manager)
}

/// Someone who reports to a person, if a few tries find one. Reports of the person at `k` stand
/// near `8 k`, for a manager has 8 reports on average.
fn child_of(model: &Model, person: usize, random: &mut Random) -> usize {
    let n = model.principals().len();
    let mut at = (person * 8).saturating_sub(40).max(1) + random.below(12);
    for _ in 0..40 {
        if at < n && manager_of(model, at) == Some(person) {
            return at;
        }
        at += 1 + random.below(3);
    }
    random.below(n)
}
