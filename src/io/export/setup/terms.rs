//! What each system calls things, where they are found in it, in which order they are needed, and
//! what it has no place for. Facts about the systems, no model.

use super::wording::Wording;

/// A part of a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Modules,
    Switches,
    Labels,
    Reaches,
    Accounts,
    Teams,
    Groups,
    Implications,
    Requirements,
    Roles,
    Assignments,
    Limits,
    Direct,
    Sets,
    Suppressions,
    Guards,
    Delegation,
}

impl Part {
    pub const ALL: [Part; 17] = [
        Part::Modules,
        Part::Switches,
        Part::Labels,
        Part::Reaches,
        Part::Accounts,
        Part::Teams,
        Part::Groups,
        Part::Implications,
        Part::Requirements,
        Part::Roles,
        Part::Assignments,
        Part::Limits,
        Part::Direct,
        Part::Sets,
        Part::Suppressions,
        Part::Guards,
        Part::Delegation,
    ];
}

/// Where something is keyed in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub title: &'static str,
    /// The way there in the system.
    pub path: &'static str,
    /// How it is done there.
    pub how: &'static [&'static str],
}

/// What a system can say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Can {
    pub group_conditions: bool,
    pub nested_groups: bool,
    pub nested_roles: bool,
    pub derived_roles: bool,
    pub role_scopes: bool,
    pub assignment_scopes: bool,
    pub windows: bool,
    /// Roles are those of the system and are not edited.
    pub fixed_roles: bool,
    /// A role is what a group is given; it is no thing of its own.
    pub roles_in_groups: bool,
    /// More levels than two, and which.
    pub levels: Option<&'static [&'static str]>,
    pub items: bool,
}

/// A system.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    pub places: &'static [(Part, Place)],
    /// Why a part has no place.
    pub missing: fn(Part) -> &'static str,
    pub can: Can,
    pub group: &'static str,
    /// Roles that come with the product, in lower case; one that begins with `*` is an ending.
    pub product_roles: &'static [&'static str],
    /// How a group is made, before its name.
    pub make_group: &'static str,
}

const fn place(title: &'static str, path: &'static str, how: &'static [&'static str]) -> Place {
    Place { title, path, how }
}

pub(super) fn terms(wording: Wording) -> Terms {
    match wording {
        Wording::Neutral => NEUTRAL,
        Wording::Hibob => HIBOB,
        Wording::Datafisher => DATAFISHER,
        Wording::Sherp => SHERP,
        Wording::Leena => LEENA,
        Wording::Leapsome => LEAPSOME,
    }
}

const NEUTRAL: Terms = Terms {
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

const HIBOB: Terms = Terms {
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

const DATAFISHER: Terms = Terms {
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

const SHERP: Terms = Terms {
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

const LEENA: Terms = Terms {
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

const LEAPSOME: Terms = Terms {
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
