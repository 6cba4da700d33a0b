//! Datafisher: admins with roles and permissions, scoped by labels and user groups.

use super::{Can, Part, Terms, place};

pub(super) const TERMS: Terms = Terms {
    group: "user group",
    product_roles: &[],
    make_group: "Create the user group",
    missing: |part| match part {
        Part::Modules => "the guide knows no modules that are switched on for some",
        Part::Switches => "there are no switches",
        Part::Reaches => "people are scoped by user groups, not by levels of access",
        Part::Teams => "there are no leads of teams",
        Part::Implications => {
            "permissions do not bring each other along: each is a line of its own in the steps"
        }
        Part::Requirements => "permissions are not held to each other: keep it by hand",
        Part::Sets => "nothing replaces a role: what is given adds up",
        Part::Suppressions => "nothing takes a permission away",
        Part::Guards => "nothing takes a permission away",
        _ => "there is no place for it",
    },
    can: Can {
        group_conditions: true,
        nested_groups: true,
        nested_roles: false,
        derived_roles: false,
        role_scopes: true,
        assignment_scopes: true,
        windows: false,
        fixed_roles: false,
        roles_in_groups: false,
        levels: Some(&["yes"]),
        items: true,
    },
    places: &[
        (
            Part::Labels,
            place(
                "Permission labels",
                "Labels",
                &["A right on a label reaches the labels below it"],
            ),
        ),
        (
            Part::Groups,
            place(
                "User groups",
                "Users → Groups",
                &[
                    "Set the criteria by attributes such as department or country, or build the structure from the groups below it",
                ],
            ),
        ),
        (
            Part::Roles,
            place(
                "Roles",
                "Permissions → Roles",
                &[
                    "Set the scope in the role wherever it is the same for all who hold it: that is the recommended place",
                ],
            ),
        ),
        (
            Part::Accounts,
            place(
                "Administrators that are no employees",
                "Permissions → Admins → Add new user",
                &["Fill in person details and employee ID, select roles and permission labels"],
            ),
        ),
        (
            Part::Assignments,
            place(
                "Assigned roles",
                "Permissions → Admins → the admin → Assigned roles",
                &[
                    "An admin who is not in the list is added first: Permissions → Admins → Add new user",
                    "A scope set here applies only to the permissions granted by this assigned role",
                ],
            ),
        ),
        (
            Part::Limits,
            place(
                "Scope of an admin",
                "Permissions → Admins → the admin → Scope",
                &["It applies to all roles and permissions of the admin"],
            ),
        ),
        (
            Part::Direct,
            place(
                "Assigned permissions",
                "Permissions → Admins → the admin → Assigned permissions",
                &["Domain: a single content or a label. Use roles instead whenever possible"],
            ),
        ),
        (
            Part::Delegation,
            place(
                "Who may see, edit and add admins",
                "Permissions → Admins",
                &[
                    "Give the permissions on administrators as part of roles, scoped by permission labels",
                ],
            ),
        ),
    ],
};
