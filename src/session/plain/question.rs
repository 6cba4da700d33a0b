//! A plain question as a value: what was understood, before anything is answered.

use crate::model::{
    Account, FieldId, GroupId, ItemId, ItemSelector, Key, KindId, LevelId, ModuleId, PermissionId,
    PrincipalId, PrincipalSort, Reach, RoleId, TeamId, Who,
};

/// What was asked.
#[derive(Debug, Clone, PartialEq)]
pub enum PlainQuestion {
    /// Everything someone can do, or can do in one way.
    WhatCan {
        /// Who.
        who: PrincipalId,
        /// In which way.
        verb: Verb,
    },
    /// The same, to one person, one item or some of them.
    WhatCanTo {
        /// Who.
        who: PrincipalId,
        /// In which way.
        verb: Verb,
        /// To whom or what.
        whom: Whom,
    },
    /// On whom someone can do one thing.
    Whose {
        /// Who.
        who: PrincipalId,
        /// What.
        doing: Doing,
    },
    /// The items of a kind someone can do something with.
    Which {
        /// Who.
        who: PrincipalId,
        /// In which way.
        verb: Verb,
        /// Items of which kind.
        kind: KindId,
    },
    /// Everyone who can.
    WhoCan {
        /// What.
        doing: Doing,
        /// To whom or what.
        whom: Whom,
    },
    /// Everyone who cannot.
    WhoCannot {
        /// What.
        doing: Doing,
        /// To whom or what.
        whom: Whom,
    },
    /// Yes or no.
    Can {
        /// Who.
        who: Actor,
        /// What.
        doing: Doing,
        /// To whom or what.
        whom: Whom,
    },
    /// What makes it so, or not so.
    Why {
        /// Who.
        who: PrincipalId,
        /// What.
        doing: Doing,
        /// To whom or what.
        whom: Whom,
        /// The one who asks holds that it is so.
        can: bool,
    },
    /// What one can do and the other cannot.
    Difference {
        /// The one.
        who: PrincipalId,
        /// The other.
        other: PrincipalId,
        /// In which way.
        verb: Verb,
        /// What the other can do and the one cannot, as well.
        both: bool,
    },
    /// Everyone of whom something holds.
    WhoHas(Holding),
    /// What is kept of someone.
    Of {
        /// Who.
        who: PrincipalId,
        /// What is asked about.
        what: Kept,
    },
    /// What a role, or a group, gives.
    Gives(Giver),
    /// Where something may come from.
    GivenBy(Doing),
    /// The permissions that show a field: every side door.
    Shows(FieldId),
    /// Who uses a module.
    UsersOf(ModuleId),
    /// What a name stands for; several records may bear it.
    WhatIs(Vec<Key>),
}

/// In which way something is done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Verb {
    /// In any way.
    Any,
    /// The lowest level that shows the value: masked shows that there is one, not which.
    See,
    /// The level named edit; for a yes or no, yes.
    Edit,
    /// The level named propose.
    Propose,
    /// The lowest level above none.
    Use,
    /// A level by its own name.
    At(LevelId),
}

/// A permission at a level.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Deed {
    /// The permission.
    pub permission: PermissionId,
    /// The level.
    pub level: LevelId,
}

/// What is done. A field may be shown by several permissions: any of them will do.
#[derive(Debug, Clone, PartialEq)]
pub struct Doing {
    /// The permissions, each from a level up; never empty.
    pub deeds: Vec<Deed>,
    /// As people say it: "edit Salary".
    pub said: String,
    /// The field it was asked by.
    pub field: Option<FieldId>,
}

/// To whom or what. People are read from the place of the one who acts.
#[derive(Debug, Clone, PartialEq)]
pub enum Whom {
    /// Anyone or anything at all.
    Anyone,
    /// One person.
    Person(PrincipalId),
    /// One item.
    Item(ItemId),
    /// Some people.
    People(Reach),
    /// Those below someone, by how many steps at most.
    ReportsOf(PrincipalId, Option<u32>),
    /// Some items.
    Items(ItemSelector),
}

/// Who acts.
#[derive(Debug, Clone, PartialEq)]
pub enum Actor {
    /// One.
    One(PrincipalId),
    /// Each of these.
    Each(Who),
    /// At least one of these.
    Any(Who),
}

/// What may hold of someone.
#[derive(Debug, Clone, PartialEq)]
pub enum Holding {
    /// A role, by assignment, through nesting or derived.
    Role(RoleId),
    /// Something granted without a role.
    Direct,
    /// One of these permissions granted without a role.
    DirectOf(Vec<PermissionId>),
    /// A set of their own, or of a group of theirs.
    CustomSet,
    /// Something that begins or ends on a day.
    Temporary,
    /// Nothing they could do.
    Nothing,
    /// No role.
    NoRole,
    /// Membership of a group.
    Group(GroupId),
    /// Membership of a team.
    Team(TeamId),
    /// The lead of a team.
    Leads(TeamId),
    /// Someone they manage, directly.
    Manages(PrincipalId),
    /// A manager, by how many steps at most.
    ReportsTo(PrincipalId, Option<u32>),
    /// An account that cannot be used, for this reason.
    Account(Account),
    /// A sort of account.
    Sort(PrincipalSort),
    /// No place in what the model calls everyone.
    LeftOut,
}

/// What is kept of someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kept {
    /// Roles.
    Roles,
    /// Groups.
    Groups,
    /// Teams.
    Teams,
    /// What was granted without a role.
    Direct,
}

/// Who or what gives rights.
#[derive(Debug, Clone, PartialEq)]
pub enum Giver {
    /// A role.
    Role(RoleId),
    /// A group.
    Group(GroupId),
}
