//! HiBob: permission groups, their members, access rights and permissions.

use super::{Can, Part, Terms, place};

pub(super) const TERMS: Terms = Terms {
    group: "permission group",
    product_roles: &[],
    make_group: "Create the permission group",
    missing: |part| match part {
        Part::Modules => "permission groups do not switch modules",
        Part::Switches => "permission groups know no switches: check or leave a permission by hand",
        Part::Labels => "permission groups know no labels",
        Part::Reaches => "a permission group names its people outright",
        Part::Teams => "permission groups know no leads of teams",
        Part::Implications => {
            "permissions do not bring each other along: each is a line of its own in the steps"
        }
        Part::Requirements => "HiBob does not hold permissions to each other: keep it by hand",
        Part::Limits => "a user has no limit of their own; only a permission group has",
        Part::Direct => "permissions come by permission groups only: make one for this user",
        Part::Sets => "nothing replaces what a permission group gives",
        Part::Suppressions => "a permission group takes nothing away from another",
        Part::Guards => "a permission group takes nothing away from another",
        Part::Delegation => "who may edit permission groups is itself a permission there",
        _ => "permission groups have no place for it",
    },
    can: Can {
        group_conditions: true,
        nested_groups: false,
        nested_roles: false,
        derived_roles: false,
        role_scopes: true,
        assignment_scopes: true,
        windows: false,
        fixed_roles: false,
        roles_in_groups: true,
        levels: Some(&["view", "edit", "yes"]),
        items: false,
    },
    places: &[
        (
            Part::Accounts,
            place(
                "Service users",
                "Settings → Integrations → Service users",
                &["Note its ID and token for the integration, then choose “done”"],
            ),
        ),
        (
            Part::Groups,
            place(
                "Permission groups and their members",
                "System settings → Account → Permission groups",
                &[
                    "Create a group: group name and description are mandatory",
                    "Tab “Group members”: toggle “Select people by condition”, choose “Select people”, set the conditions",
                    "Service users: under “Service users” toggle the service user on and choose “Apply”",
                ],
            ),
        ),
        (
            Part::Roles,
            place(
                "Access rights and permissions",
                "System settings → Account → Permission groups → the group → People’s data",
                &[
                    "Section “Access rights”: “Everyone”, or “Select people by condition” → “Edit” → the condition → “Apply”. “Everyone” may leave people out by their lifecycle status; a condition with every status does not",
                    "Type the name of each permission into “Search permission”, choose it and check it",
                    "“Save”",
                ],
            ),
        ),
    ],
};
