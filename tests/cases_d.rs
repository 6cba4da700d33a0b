//! World D, the worked cases of admins, roles and scopes: each test bears the id of its case, or
//! of the rule where no case states it. Not here: how the window shows them.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "common/cases.rs"]
mod cases;

use cases::*;
use sightline::engine::checks::findings;
use sightline::engine::delegate::{self, ActSubject};
use sightline::engine::gate::Verdict;
use sightline::engine::{Engine, compare};
use sightline::model::*;

fn group(id: &str) -> Scope {
    Scope::people(Reach::Group(id.into()))
}

fn labels(of: &[&str]) -> Scope {
    let of = of.iter().map(|l| LabelId::from(*l)).collect();
    Scope::items(ItemSelector::Labelled(of))
}

fn scope_tab(who: &str, scope: Scope) -> Edit {
    Edit::put(PrincipalScope {
        principal: who.into(),
        scope,
    })
}

fn with(edits: Vec<Edit>) -> Model {
    let mut model = world("d");
    change(&mut model, edits);
    model
}

const FOUR: [&str; 4] = ["fi1", "fi2", "se1", "de1"];

#[test]
fn d1_direct_report_within_the_scope_tab() {
    let model = with(vec![
        direct("r", to_user("aino"), "lms.report", labels(&["mandatory"])),
        scope_tab("aino", group("FI")),
    ]);
    let engine = engine(&model);
    assert_eq!(
        sees(&engine, "aino", "lms.report"),
        ids(&["c1", "fi1", "fi2"])
    );
    for who in FOUR {
        assert_eq!(
            can(&engine, "aino", "lms.report", &format!("{who}+c1")),
            who.starts_with("fi")
        );
        assert!(!can(&engine, "aino", "lms.report", &format!("{who}+c2")));
    }
}

#[test]
fn d2_scope_on_the_role_binds_everyone_who_holds_it() {
    let model = with(vec![
        role("r", group("FI"), vec![grant("lms.user.view")]),
        assign(to_user("aino"), "r", Scope::UNSET),
        assign(to_user("bo"), "r", Scope::UNSET),
    ]);
    for who in ["aino", "bo"] {
        assert_eq!(
            sees(&engine(&model), who, "lms.user.view"),
            ids(&["fi1", "fi2"])
        );
    }
}

#[test]
fn d3_scope_of_an_assignment_binds_that_assignment_only() {
    let model = with(vec![
        role("r1", Scope::UNSET, vec![grant("lms.user.edit")]),
        role("r2", Scope::UNSET, vec![grant("lms.user.view")]),
        assign(to_user("aino"), "r1", group("FI")),
        assign(to_user("aino"), "r2", Scope::UNSET),
    ]);
    assert_eq!(
        sees(&engine(&model), "aino", "lms.user.edit"),
        ids(&["fi1", "fi2"])
    );
    assert_eq!(sees(&engine(&model), "aino", "lms.user.view"), ids(&FOUR));
}

/// D10: the scope tab binds all roles and all direct permissions.
#[test]
fn rule_d10_scope_tab_binds_roles_and_direct_permissions() {
    let model = with(vec![
        role("r", Scope::UNSET, vec![grant("lms.user.view")]),
        assign(to_user("aino"), "r", Scope::UNSET),
        direct("e", to_user("aino"), "lms.user.edit", Scope::UNSET),
        scope_tab("aino", group("SE")),
        assign(to_user("bo"), "r", Scope::UNSET),
    ]);
    assert_eq!(
        sees(&engine(&model), "aino", "lms.user.view"),
        ids(&["se1"])
    );
    assert_eq!(
        sees(&engine(&model), "aino", "lms.user.edit"),
        ids(&["se1"])
    );
    assert_eq!(
        sees(&engine(&model), "bo", "lms.user.view"),
        ids(&FOUR),
        "only hers"
    );
}

#[test]
fn d5_direct_permission_on_a_label() {
    let model = with(vec![direct(
        "e",
        to_user("aino"),
        "lms.content.edit",
        labels(&["mandatory"]),
    )]);
    let engine = engine(&model);
    assert!(can(&engine, "aino", "lms.content.edit", "c1"));
    assert!(!can(&engine, "aino", "lms.content.edit", "c2"));
    assert!(!can(&engine, "aino", "lms.content.edit", "c3"));
}

#[test]
fn d6_direct_permission_on_one_content() {
    let one = Scope::items(ItemSelector::Listed(vec!["c2".into()]));
    let model = with(vec![direct("e", to_user("aino"), "lms.content.edit", one)]);
    assert_eq!(
        sees(&engine(&model), "aino", "lms.content.edit"),
        ids(&["c2"])
    );
}

fn d8() -> Model {
    with(vec![
        role("r", group("FI"), vec![grant("lms.user.view")]),
        assign(to_user("aino"), "r", group("SE")),
    ])
}

#[test]
fn d8_scopes_that_leave_nothing_between_them() {
    let engine = engine(&d8());
    assert_eq!(sees(&engine, "aino", "lms.user.view"), ids(&[]));
    for who in FOUR {
        let answer = ask(&engine, "aino", "lms.user.view", who);
        let near: Vec<String> = answer.near.iter().map(|n| n.text(&engine)).collect();
        assert!(!answer.allowed && !near.is_empty(), "{near:?}");
    }
}

#[test]
fn d8_is_found_as_granted_but_reaching_nobody() {
    let engine = engine(&d8());
    let found = findings(&engine);
    let told = found.iter().find(|f| {
        let text = format!("{} {}", f.title, f.detail).to_lowercase();
        text.contains("nobody") && text.contains("role") && text.contains("assignment")
    });
    assert!(told.is_some(), "{found:#?}");
}

/// A-D2: a scope that is set and empty is not the same as none.
#[test]
fn d8_unset_is_not_empty() {
    let none = with(vec![direct(
        "v",
        to_user("aino"),
        "lms.user.view",
        Scope::UNSET,
    )]);
    let empty = with(vec![direct(
        "v",
        to_user("aino"),
        "lms.user.view",
        Scope::people(Reach::Nobody),
    )]);
    assert_eq!(sees(&engine(&none), "aino", "lms.user.view"), ids(&FOUR));
    assert_eq!(sees(&engine(&empty), "aino", "lms.user.view"), ids(&[]));
}

fn new_admin(role: &str) -> Vec<Edit> {
    let account = Principal {
        sort: PrincipalSort::ServiceUser,
        labels: vec!["finland".into()],
        ..Principal::new("new", "New administrator")
    };
    vec![
        Edit::put(account),
        assign(to_user("new"), role, Scope::UNSET),
    ]
}

#[test]
fn d9_company_super_admin_adds_all_but_their_like() {
    let model = world("d");
    assert!(attempt(&model, new_admin("local"), Some("csa")).is_accepted());
    let verdict = attempt(&model, new_admin("csa"), Some("csa"));
    let Verdict::Refused { message, .. } = verdict else {
        panic!("{verdict:?}")
    };
    assert!(message.contains("company super administrator"), "{message}");

    let engine = engine(&model);
    assert!(may(
        &engine,
        "csa",
        Act::AddUser,
        &ActSubject::NewUser,
        Some("local")
    ));
    assert!(!may(
        &engine,
        "csa",
        Act::AddUser,
        &ActSubject::NewUser,
        Some("csa")
    ));
    for subject in ["aino", "bo", "cai", "dee", "csa"] {
        for act in [
            Act::SeeAdmin,
            Act::EditScope,
            Act::TakeRole,
            Act::GrantDirectly,
        ] {
            assert!(
                may(&engine, "csa", act, &user(subject), Some("local")),
                "{act:?} {subject}"
            );
        }
        assert!(can(&engine, "csa", "lms.admin.edit", subject));
    }
    let edits = vec![
        assign(to_user("dee"), "local", group("FI")),
        scope_tab("bo", group("SE")),
    ];
    assert!(attempt(&model, edits, Some("csa")).is_accepted());
}

/// D4: see, edit and add are three rights; without them none of it.
#[test]
fn rule_d4_seeing_editing_and_adding_are_three_rights() {
    let acts = [
        ("lms.admin.see", Act::SeeAdmin),
        ("lms.admin.edit", Act::EditScope),
        ("lms.admin.add", Act::AddUser),
    ];
    let none = engine(&world("d"));
    for (given, _) in acts {
        let engine = engine(&with(vec![direct(
            "g",
            to_user("aino"),
            given,
            Scope::UNSET,
        )]));
        for (needed, act) in acts {
            let subject = if act == Act::AddUser {
                ActSubject::NewUser
            } else {
                user("bo")
            };
            assert!(!may(&none, "aino", act, &subject, Some("local")));
            assert_eq!(
                may(&engine, "aino", act, &subject, Some("local")),
                given == needed
            );
            assert!(!may(
                &engine,
                "aino",
                Act::AddUser,
                &ActSubject::NewUser,
                Some("csa")
            ));
        }
    }
}

/// D4, D5, D22: who may add admins within a label adds those who carry it, roles and all.
#[test]
fn rule_d22_adding_is_one_act_with_roles_and_labels() {
    let may_add = |label: &str| {
        with(vec![direct(
            "g",
            to_user("aino"),
            "lms.admin.add",
            labels(&[label]),
        )])
    };
    let inside = may_add("nordics");
    assert!(attempt(&inside, new_admin("local"), Some("aino")).is_accepted());
    assert!(!attempt(&inside, new_admin("csa"), Some("aino")).is_accepted());
    let later = vec![assign(to_user("dee"), "local", Scope::UNSET)];
    assert!(
        !attempt(&inside, later, Some("aino")).is_accepted(),
        "adding is not editing"
    );
    assert!(!attempt(&may_add("divHR"), new_admin("local"), Some("aino")).is_accepted());
    assert!(!attempt(&world("d"), new_admin("local"), Some("aino")).is_accepted());
}

/// D5, D6: labels on an admin decide who has rights over them; any common label will do.
#[test]
fn rule_d5_labels_on_admins_decide_who_has_rights_over_them() {
    let over = |label: &str| {
        let edit = direct("s", to_user("aino"), "lms.admin.see", labels(&[label]));
        let engine = engine(&with(vec![edit]));
        let rule = delegate::may(&engine, &"aino".into(), Act::SeeAdmin, &user("cai"), None);
        assert_eq!(rule.allowed, can(&engine, "aino", "lms.admin.see", "cai"));
        sees(&engine, "aino", "lms.admin.see")
    };
    assert_eq!(over("divSales"), ids(&["bo", "cai"]));
    assert_eq!(over("divHR"), ids(&["dee"]));
    assert_eq!(over("finland"), ids(&["cai"]));
    assert_eq!(over("nordics"), ids(&["cai"]));
    assert_eq!(over("sweden"), ids(&[]));
}

#[test]
fn d11_effective_permissions_list_each_with_its_path() {
    let model = with(vec![
        assign(to_user("aino"), "local", group("FI")),
        direct(
            "e",
            to_user("aino"),
            "lms.content.edit",
            labels(&["mandatory"]),
        ),
    ]);
    let engine = engine(&model);
    let list = engine.effective(&"aino".into());
    let names: Vec<&str> = list.iter().map(|e| e.permission.as_str()).collect();
    assert_eq!(names, ["lms.report", "lms.content.edit", "lms.user.view"]);
    let keys = |of: usize| -> Vec<String> { list[of].paths.iter().map(|p| p.key()).collect() };
    assert_eq!(keys(0), ["assignment:aino-local/local/0"]);
    assert_eq!(keys(1), ["assignment:aino-local/local/1", "direct:e//0"]);
    assert_eq!(keys(2), ["assignment:aino-local/local/2"]);
}

#[test]
fn d12_labels_reach_downward_only() {
    let on = |label: &str| {
        let edit = direct("e", to_user("aino"), "lms.content.edit", labels(&[label]));
        sees(&engine(&with(vec![edit])), "aino", "lms.content.edit")
    };
    assert_eq!(on("nordics"), ids(&["c1", "c2"]));
    assert_eq!(on("finland"), ids(&["c1"]));
}

#[test]
fn d13_nested_groups_in_a_user_scope() {
    let see = |of: &str| {
        let edit = direct("v", to_user("aino"), "lms.user.view", group(of));
        sees(&engine(&with(vec![edit])), "aino", "lms.user.view")
    };
    assert_eq!(see("Co"), ids(&["fi1", "fi2", "se1"]));
    assert_eq!(see("NORD"), ids(&["fi1", "fi2", "se1"]));
}

/// D16: a role scope on both axes.
#[test]
fn rule_d16_role_scope_on_users_and_contents() {
    let both = Scope {
        people: Some(Reach::Group("FI".into())),
        items: Some(ItemSelector::Labelled(vec!["finland".into()])),
    };
    let grants = ["lms.report", "lms.user.view", "lms.content.edit"];
    let model = with(vec![
        role("r", both, grants.map(grant).to_vec()),
        assign(to_user("bo"), "r", Scope::UNSET),
    ]);
    let engine = engine(&model);
    assert_eq!(
        sees(&engine, "bo", "lms.report"),
        ids(&["c1", "fi1", "fi2"])
    );
    assert_eq!(sees(&engine, "bo", "lms.user.view"), ids(&["fi1", "fi2"]));
    assert_eq!(
        sees(&engine, "bo", "lms.content.edit"),
        ids(&["c1"]),
        "A-D5"
    );
}

#[test]
fn d17_blocked_admin_has_nothing() {
    let mut model = with(vec![assign(to_user("aino"), "local", Scope::UNSET)]);
    assert!(can(&engine(&model), "aino", "lms.user.view", "fi1"));
    let blocked = person(&model, "aino", |p| p.account = Account::Blocked);
    change(&mut model, vec![blocked]);
    let engine = engine(&model);
    assert!(engine.effective(&"aino".into()).is_empty());
    let answer = ask(&engine, "aino", "lms.user.view", "fi1");
    assert!(answer.sentence(&engine).to_lowercase().contains("blocked"));
}

#[test]
fn d17_no_admin_becomes_company_super_admin() {
    let model = world("d");
    let edit = assign(to_user("aino"), "csa", Scope::UNSET);
    assert!(!attempt(&model, vec![edit], Some("csa")).is_accepted());
    assert!(!may(
        &engine(&model),
        "csa",
        Act::GiveRole,
        &user("aino"),
        Some("csa")
    ));
    assert!(may(
        &engine(&model),
        "csa",
        Act::GiveRole,
        &user("aino"),
        Some("local")
    ));
}

#[test]
fn d18_scope_comes_after_the_admin_is_there() {
    let mut model = world("d");
    change(&mut model, new_admin("local"));
    assert_eq!(sees(&engine(&model), "new", "lms.user.view"), ids(&FOUR));
    assert!(model.principal_scopes().get(&"new".into()).is_none());
    let scope = scope_tab("new", group("FI"));
    assert!(attempt(&model, vec![scope.clone()], Some("csa")).is_accepted());
    change(&mut model, vec![scope]);
    assert_eq!(
        sees(&engine(&model), "new", "lms.user.view"),
        ids(&["fi1", "fi2"])
    );
}

#[test]
fn d19_prefer_the_role() {
    let engine_of = |edits: Vec<Edit>| -> Engine { engine(&with(edits)) };
    let about_grant = |engine: &Engine| {
        findings(engine)
            .into_iter()
            .any(|f| f.key == Key::DirectGrant("e".into()) && f.detail.contains("role"))
    };
    let direct_edit = direct("e", to_user("aino"), "lms.content.edit", Scope::UNSET);
    assert!(about_grant(&engine_of(vec![direct_edit])));
}

/// A direct grant is offered for removal only if it is never missed: not today, and not on a day
/// when the role is over. One that gives nothing yet proves nothing.
#[test]
fn d19_a_direct_grant_goes_only_if_it_is_never_missed() {
    let repair = |own: Window, of_role: Window| {
        let direct_grant = Edit::put(DirectGrant {
            id: "e".into(),
            to: to_user("aino"),
            permission: "lms.user.view".into(),
            level: "yes".into(),
            scope: Scope::UNSET,
            switch: None,
            window: own,
        });
        let assignment = Edit::put(Assignment {
            id: "a".into(),
            to: to_user("aino"),
            role: "r".into(),
            scope: Scope::UNSET,
            window: of_role,
        });
        let same = role("r", Scope::UNSET, vec![grant("lms.user.view")]);
        let engine = engine(&with(vec![same, direct_grant, assignment]));
        let found = findings(&engine).into_iter();
        let mut found = found.filter(|f| f.key == Key::DirectGrant("e".into()));
        found.find(|f| f.code == "prefer-role").unwrap().repair
    };
    let day = |text: &str| Some(text.parse().unwrap());
    let always = Window::default;
    let later = Window {
        from: day("2099-01-01"),
        until: None,
    };
    let ends = Window {
        from: None,
        until: day("2099-01-01"),
    };
    assert!(repair(always(), always()).is_some());
    assert!(repair(always(), ends).is_none(), "the role ends");
    assert!(repair(later, always()).is_none(), "it gives nothing yet");
    assert!(repair(ends, ends).is_some(), "both end together");
}

#[test]
fn d20_place_one_and_place_two_decide_the_same() {
    let grants = ["lms.user.view", "lms.user.edit", "lms.report"];
    let give = |scope: Scope, tabs: bool| {
        let mut edits = vec![role("r", scope, grants.map(grant).to_vec())];
        for who in ["aino", "bo", "dee"] {
            edits.push(assign(to_user(who), "r", Scope::UNSET));
            if tabs {
                edits.push(scope_tab(who, group("FI")));
            }
        }
        engine(&with(edits))
    };
    let one = give(group("FI"), false);
    let two = give(Scope::UNSET, true);
    assert!(compare(&one, &two).is_empty());
    assert_eq!(sees(&one, "dee", "lms.user.edit"), ids(&["fi1", "fi2"]));
}

#[test]
fn d20_place_one_is_recommended() {
    let mut edits = vec![role("r", Scope::UNSET, vec![grant("lms.user.view")])];
    for who in ["aino", "bo", "dee"] {
        edits.push(assign(to_user(who), "r", Scope::UNSET));
        edits.push(scope_tab(who, group("FI")));
    }
    let found = findings(&engine(&with(edits)));
    let is_told = found.iter().any(|f| {
        f.key == Key::Role("r".into()) && format!("{} {}", f.title, f.detail).contains("scope")
    });
    assert!(is_told, "{found:#?}");
}
