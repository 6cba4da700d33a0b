//! Leena AI: predefined onboarding roles, and permissions set by user or group.

use super::{Can, Part, Terms, place};

pub(super) const TERMS: Terms = Terms {
    group: "group",
    product_roles: &[
        "onboarding admin",
        "onboarding agent",
        "onboarding viewer",
        "dashboard admin",
        "default access",
    ],
    make_group: "Create the group",
    missing: |part| match part {
        Part::Switches => "it depends on how the bot was set up: ask for it",
        Part::Labels => "there are no labels",
        Part::Reaches => "candidates are chosen by who added them and by matching criteria",
        Part::Teams => "there are no leads of teams",
        Part::Requirements => "permissions are not held to each other: keep it by hand",
        Part::Limits => "a user has no limit of their own",
        Part::Direct => "permissions are set for a user or group as a whole",
        Part::Suppressions => "nothing takes a permission away",
        Part::Guards => "nothing takes a permission away",
        _ => "there is no place for it",
    },
    can: Can {
        group_conditions: false,
        nested_groups: false,
        nested_roles: false,
        derived_roles: true,
        role_scopes: false,
        assignment_scopes: false,
        windows: false,
        fixed_roles: true,
        roles_in_groups: false,
        levels: Some(&["view", "edit", "yes"]),
        items: true,
    },
    places: &[
        (Part::Modules, place("Modules", "Unified dashboard", &[])),
        (
            Part::Accounts,
            place(
                "Users that are no employees",
                "Unified dashboard → Global settings → Add user",
                &[],
            ),
        ),
        (
            Part::Groups,
            place(
                "Groups",
                "Unified dashboard → Global settings → Add group",
                &["Name the group, add the details of its users, define its role"],
            ),
        ),
        (
            Part::Roles,
            place(
                "Predefined roles",
                "Onboarding & Offboarding",
                &[
                    "Onboarding Admin, Agent and Viewer come with the product. Check that they give this; an Admin’s permissions cannot be changed",
                ],
            ),
        ),
        (
            Part::Assignments,
            place(
                "Users and groups on the dashboard",
                "Unified dashboard → Global settings → Add user",
                &[
                    "Add user → add user details → define the role. A group is given its role where it was made",
                ],
            ),
        ),
        (
            Part::Implications,
            place(
                "What comes along",
                "Onboarding & Offboarding → Permissions",
                &["These are ticked together. Check that the dashboard does the same"],
            ),
        ),
        (
            Part::Sets,
            place(
                "Permissions of a user or group",
                "Onboarding & Offboarding → Permissions → the user or group",
                &[
                    "Saving replaces what the predefined role of this user or group gave",
                    "View Candidate: all, only those added by the user, or custom access with a matching criterion; exclude pending candidates. Section details and Forms: all, or custom, one by one",
                ],
            ),
        ),
        (
            Part::Delegation,
            place(
                "Who may add users and set permissions",
                "Unified dashboard → Global settings",
                &[],
            ),
        ),
    ],
};
