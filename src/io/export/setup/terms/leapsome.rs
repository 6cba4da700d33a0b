//! Leapsome: platform roles, modules, optional permissions, HRBP rights.

use super::{Can, Part, Terms, place};

pub(super) const TERMS: Terms = Terms {
    group: "group",
    product_roles: &[
        "super admin",
        "admin",
        "manager",
        "team lead",
        "user",
        "*admin",
    ],
    make_group: "Note the members of the group",
    missing: |part| match part {
        Part::Labels => "there are no labels",
        Part::Reaches => "whose data one reaches follows from managers, teams and HRBP rights",
        Part::Implications => "it is built into the platform roles",
        Part::Requirements => "permissions are not held to each other: keep it by hand",
        Part::Limits => "a user has no limit of their own",
        Part::Sets => "nothing replaces a platform role",
        _ => "there is no place for it",
    },
    can: Can {
        group_conditions: false,
        nested_groups: false,
        nested_roles: true,
        derived_roles: true,
        role_scopes: false,
        assignment_scopes: false,
        windows: false,
        fixed_roles: true,
        roles_in_groups: false,
        levels: None,
        items: true,
    },
    places: &[
        (
            Part::Modules,
            place(
                "Modules",
                "Settings → Admin settings → the module",
                &[
                    "Super admins activate a module for all or for specific users, teams or locations",
                ],
            ),
        ),
        (
            Part::Accounts,
            place(
                "Users that are no employees",
                "Settings → Users & Teams",
                &["Limit their platform access to the modules named above"],
            ),
        ),
        (
            Part::Teams,
            place(
                "Team leads",
                "Settings → Users & Teams → the pen next to the team",
                &["Enter the names of the team leads"],
            ),
        ),
        (
            Part::Groups,
            place(
                "Who is meant by a group",
                "Settings → Users & Teams",
                &[
                    "There are no groups of permissions: wherever a group is named below, enter its members",
                ],
            ),
        ),
        (
            Part::Roles,
            place(
                "Platform roles",
                "Settings → Users & Teams",
                &[
                    "Super admin, admin, module admin, manager, team lead and user come with the platform. Check that they give this",
                ],
            ),
        ),
        (
            Part::Assignments,
            place(
                "Who has which platform role",
                "Settings → Users & Teams → Edit → Platform role",
                &[
                    "Select super admin, admin or user, then “Update user settings”; the user may have to log in again",
                    "Admin rights for one module: Settings → Admin settings → the module → enter the name, and update the access",
                ],
            ),
        ),
        (
            Part::Switches,
            place(
                "Optional permissions",
                "Settings → Admin settings",
                &["Super admins enable or disable them"],
            ),
        ),
        (
            Part::Suppressions,
            place(
                "Visibility that an option takes away",
                "Settings → Admin settings",
                &["It follows from the options above. Check that it does"],
            ),
        ),
        (
            Part::Direct,
            place(
                "HRBP rights",
                "Settings → Users & Teams → Edit next to the name",
                &["Give the rights either for other users or for entire teams"],
            ),
        ),
        (
            Part::Guards,
            place(
                "What no one sees whatever their role",
                "Settings → Admin settings",
                &["It is built into the platform. Check that it is so"],
            ),
        ),
        (
            Part::Delegation,
            place(
                "Who may administer",
                "Settings → Users & Teams",
                &["It follows from the platform roles. Check that it is so"],
            ),
        ),
    ],
};
