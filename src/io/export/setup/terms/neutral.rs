//! No system in particular: everything has its place.

use super::{Can, Part, Terms, place};

pub(super) const TERMS: Terms = Terms {
    group: "group",
    product_roles: &[],
    make_group: "Create the group",
    missing: |_| "the system has no place for it",
    can: Can {
        group_conditions: true,
        nested_groups: true,
        nested_roles: true,
        derived_roles: true,
        role_scopes: true,
        assignment_scopes: true,
        windows: true,
        fixed_roles: false,
        roles_in_groups: false,
        levels: None,
        items: true,
    },
    places: &[
        (
            Part::Modules,
            place("Modules", "Where parts of the system are switched on", &[]),
        ),
        (
            Part::Switches,
            place(
                "Switches",
                "Where options of the whole account are set",
                &[],
            ),
        ),
        (Part::Labels, place("Labels", "Where labels are kept", &[])),
        (
            Part::Reaches,
            place("Levels of access", "Where it is said on whose data", &[]),
        ),
        (
            Part::Accounts,
            place(
                "Accounts that are no employees",
                "Where users are added",
                &[],
            ),
        ),
        (
            Part::Teams,
            place("Teams and their leads", "Where teams are kept", &[]),
        ),
        (Part::Groups, place("Groups", "Where groups are kept", &[])),
        (
            Part::Implications,
            place("What brings what", "Where permissions are set up", &[]),
        ),
        (
            Part::Requirements,
            place("What needs what", "Where permissions are set up", &[]),
        ),
        (
            Part::Roles,
            place("Roles", "Where roles and their permissions are kept", &[]),
        ),
        (
            Part::Assignments,
            place("Who holds which role", "Where roles are given", &[]),
        ),
        (
            Part::Limits,
            place(
                "Limits on everything someone has",
                "Where a user’s own limit is set",
                &[],
            ),
        ),
        (
            Part::Direct,
            place(
                "Permissions without a role",
                "Where a user’s own permissions are set",
                &[],
            ),
        ),
        (
            Part::Sets,
            place(
                "Own sets, in place of the roles",
                "Where the permissions of one user or group are set",
                &[],
            ),
        ),
        (
            Part::Suppressions,
            place(
                "What some roles do not give",
                "Where exceptions are set",
                &[],
            ),
        ),
        (
            Part::Guards,
            place("Final noes", "Where exceptions are set", &[]),
        ),
        (
            Part::Delegation,
            place("Who may administer", "Where administrators are named", &[]),
        ),
    ],
};
