//! Sherp: roles with levels of access and permission dependencies.

use super::{Can, Part, Terms, place};

pub(super) const TERMS: Terms = Terms {
    group: "user group",
    product_roles: &[],
    make_group: "Create the user group",
    missing: |part| match part {
        Part::Modules => "permissions management does not switch modules",
        Part::Switches => "there are no switches",
        Part::Labels => "there are no labels",
        Part::Teams => "subordinates come from the relations API, not from teams",
        Part::Implications => {
            "permissions do not bring each other along: each is a line of its own in the steps"
        }
        Part::Limits => "a user has no limit of their own: the level of access is set on the role",
        Part::Direct => "permissions come by roles only: make a role for it",
        Part::Sets => "nothing replaces a role",
        Part::Suppressions => "nothing takes a permission away",
        Part::Guards => "nothing takes a permission away",
        _ => "there is no place for it",
    },
    can: Can {
        group_conditions: false,
        nested_groups: false,
        nested_roles: false,
        derived_roles: false,
        role_scopes: false,
        assignment_scopes: false,
        windows: false,
        fixed_roles: false,
        roles_in_groups: false,
        levels: Some(&["yes"]),
        items: false,
    },
    places: &[
        (
            Part::Reaches,
            place(
                "Levels of access",
                "Permissions management → Level of access",
                &[
                    "none, own, sub or all; sub goes by the relations API. Check that they mean the same",
                ],
            ),
        ),
        (
            Part::Accounts,
            place("Users that are no associates", "Users", &[]),
        ),
        (Part::Groups, place("User groups", "User groups", &[])),
        (
            Part::Requirements,
            place(
                "Permission dependencies",
                "Permissions management → Permission dependencies",
                &[
                    "A dependent permission must have the same or a higher level of access than its main one. Check that the system knows the same",
                ],
            ),
        ),
        (
            Part::Roles,
            place(
                "Roles",
                "Permissions management → Roles",
                &[
                    "Set the permissions in the order given: dependents before what needs them. Otherwise the change is not applied and the dependents are highlighted",
                ],
            ),
        ),
        (
            Part::Assignments,
            place(
                "Who holds which role",
                "Permissions management → Roles → the role → users or user groups",
                &[],
            ),
        ),
        (
            Part::Delegation,
            place(
                "Community administrators",
                "Permissions management",
                &["Community administrators group permissions into roles and assign them"],
            ),
        ),
    ],
};
