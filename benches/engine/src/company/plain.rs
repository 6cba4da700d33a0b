//! The company every engine compared can express: 20 countries, 40 departments, 50 groups by
//! condition, 20 roles, 60 permissions of 3 levels about people, 360 grants of eight reaches, and
//! a guard.

use sightline::model::{
    About, Condition, Grant, Guard, GuardException, Ladder, Model, Module, Op, Parts, Permission,
    Reach, Role, Scope, Who,
};

use super::people::{self, N_COUNTRIES, N_GROUPS, N_ROLES};
use super::{Company, Random};

/// How many permissions there are, all about people.
pub const N_PERMISSIONS: usize = 60;
const GRANTS_PER_ROLE: usize = 18;

/// The plain company of so many people.
pub fn plain(n: usize) -> Model {
    let mut random = Random::new(0x5157_11AE);
    let mut parts = Parts {
        name: format!("Generated, {}, {n} people", Company::Plain.name()),
        ..Parts::default()
    };
    people::fields(&mut parts);
    permissions(&mut parts);
    people::people(n, &mut random, &mut parts);
    people::groups(&mut random, &mut parts);
    roles(&mut random, &mut parts);
    people::assignments(&mut parts);
    guard(&mut parts);
    parts.into_model().0
}

/// Sixty permissions on people, in one module.
pub fn permissions(parts: &mut Parts) {
    parts.ladders.push(Ladder {
        id: "nve".into(),
        levels: vec!["none".into(), "view".into(), "edit".into()],
    });
    parts.modules.push(Module {
        id: "hr".into(),
        name: "HR".to_owned(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    });
    for p in 0..N_PERMISSIONS {
        parts.permissions.push(Permission {
            id: format!("hr.p{p}").into(),
            name: format!("Permission {p}"),
            ladder: "nve".into(),
            about: About::Person,
            fields: Vec::new(),
            sensitive: false,
            description: String::new(),
        });
    }
}

/// Twenty roles of eighteen grants each.
pub fn roles(random: &mut Random, parts: &mut Parts) {
    for r in 0..N_ROLES {
        let mut role = Role::new(format!("r{r}"), format!("Role {r}"));
        for _ in 0..GRANTS_PER_ROLE {
            role.grants.push(Grant {
                on: Scope::people(reach(random)),
                permission: format!("hr.p{}", random.below(N_PERMISSIONS))
                    .as_str()
                    .into(),
                level: if random.once_in(3) { "edit" } else { "view" }.into(),
                switch: None,
            });
        }
        parts.roles.push(role);
    }
}

/// One of the eight reaches.
fn reach(random: &mut Random) -> Reach {
    match random.below(8) {
        0 => Reach::Oneself,
        1 => Reach::direct_reports(),
        2 => Reach::all_reports(),
        3 => Reach::SameField("country".into()),
        4 => Reach::SameField("department".into()),
        5 => {
            let country = format!("c{}", random.below(N_COUNTRIES));
            Reach::Where(Condition::one("country", Op::Is, &[&country]))
        }
        6 => Reach::Group(format!("g{}", random.below(N_GROUPS)).into()),
        _ => Reach::Everyone,
    }
}

/// Private feedback is for its recipient only, whatever is granted.
pub fn guard(parts: &mut Parts) {
    parts.guards.push(Guard {
        id: "private".into(),
        name: "Private feedback is for its recipient only".to_owned(),
        permission: format!("hr.p{}", N_PERMISSIONS - 1).as_str().into(),
        level: None,
        who: Who::Anyone,
        on: Scope::UNSET,
        except: vec![GuardException {
            who: Who::Anyone,
            on: Scope::people(Reach::Oneself),
        }],
        switch: None,
    });
}
