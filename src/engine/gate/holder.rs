//! Whether a role plainly has a holder: given to someone active by name, or to a group that lists
//! one. Not here: conditions, derived roles and roles inside others; those take the engine.

use crate::model::{Account, Date, Model, PrincipalId, RoleId, Subject};

/// True if someone active holds it in a way that is seen without working anything out. False says
/// nothing.
pub(super) fn is_given(model: &Model, role: &RoleId, day: Date) -> bool {
    let is_active = |id: &PrincipalId| {
        let person = model.principals().get(id);
        person.is_some_and(|person| person.account == Account::Active)
    };
    model
        .assignments()
        .iter()
        .filter(|one| one.role == *role && one.window.contains(day))
        .any(|one| match &one.to {
            Subject::User(id) => is_active(id),
            Subject::Group(id) => {
                let group = model.groups().get(id);
                group.is_some_and(|group| group.listed.iter().any(is_active))
            }
        })
}
