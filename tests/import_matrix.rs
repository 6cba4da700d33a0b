//! Roles and permissions from a matrix: what each row, column and cell became, and what could not be
//! read.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::ops::ControlFlow;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use sightline::engine::Engine;
use sightline::io::table::{self, Asked, Source};
use sightline::model::*;
use sightline::session::edits::blank;
use sightline::session::intake::matrix::{MatrixPlan, Part, guess, plan};

fn source(bytes: &[u8]) -> Source {
    table::read(bytes, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap()
}

fn fixture() -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/import/matrix.csv");
    table::read_file(&path, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap()
}

fn planned(model: &Model, source: &Source) -> MatrixPlan {
    plan(model, source, &guess(source).unwrap(), "matrix.csv")
}

/// The grants of a role in short: `core-hr.salary@edit on all`.
fn grants(model: &Model, role: &str) -> Vec<String> {
    let role = model.roles().get(&role.into()).unwrap();
    let grants = role.grants.iter().map(|grant| {
        let on = match &grant.on.people {
            None => String::new(),
            Some(Reach::Named(id)) => format!(" on {id}"),
            Some(other) => format!(" on {other:?}"),
        };
        format!("{}@{}{on}", grant.permission, grant.level)
    });
    grants.collect()
}

#[test]
fn a_matrix_becomes_modules_permissions_roles_and_grants() {
    let model = blank();
    let source = fixture();
    let plan = planned(&model, &source);
    let parts: Vec<Part> = plan.mapping.columns.iter().map(|(_, part)| *part).collect();
    use Part::{Description, Permission, Role};
    assert_eq!(parts, [Permission, Role, Role, Role, Role, Description]);
    let modules: Vec<&str> = plan
        .modules
        .iter()
        .map(|(_, name, _)| name.as_str())
        .collect();
    assert_eq!(modules, ["Core HR", "Time off"]);
    let permissions: Vec<String> = plan
        .permissions
        .iter()
        .map(|p| format!("{} {} {}", p.nth, p.id, p.ladder))
        .collect();
    assert_eq!(
        permissions,
        [
            "3 core-hr.see-profile yes-no",
            "4 core-hr.edit-personal-data yes-no",
            "5 core-hr.salary view-edit",
            "7 time-off.request-time-off yes-no",
            "8 time-off.approve-time-off yes-no",
            "9 time-off.see-balances view-edit",
            "10 time-off.run-payroll yes-no",
            "11 time-off.export-payroll yes-no",
        ]
    );
    let [unread] = plan.unread.as_slice() else {
        panic!("{:?}", plan.unread);
    };
    assert_eq!(
        (unread.nth, unread.column.as_str(), unread.text.as_str()),
        (11, "HR partner", "ask Finance")
    );
    let mut after = model.clone();
    let undo = after.apply(plan.change.as_ref().unwrap()).unwrap();
    assert_eq!(plan.after.as_ref(), Some(&after));
    assert_eq!(
        grants(&after, "hr-partner"),
        [
            "core-hr.see-profile@yes on all",
            "core-hr.edit-personal-data@yes on all",
            "core-hr.salary@view on all",
            "core-hr.salary@edit on sub",
            "time-off.request-time-off@yes",
            "time-off.approve-time-off@yes",
            "time-off.see-balances@edit",
        ]
    );
    assert_eq!(grants(&after, "employee")[2], "core-hr.salary@view on own");
    let salary = after.permissions().get(&"core-hr.salary".into()).unwrap();
    assert_eq!(
        (salary.about.clone(), salary.description.as_str()),
        (About::Person, "Sensitive")
    );
    let names: Vec<&str> = after
        .reaches()
        .iter()
        .map(|reach| reach.name.as_str())
        .collect();
    assert_eq!(names, ["own", "sub", "all"]);
    after.apply(&undo).unwrap();
    assert_eq!(after, model);
    let again = planned(plan.after.as_ref().unwrap(), &source);
    assert_eq!(again.change, None);
    assert!(
        again.permissions.iter().all(|one| !one.is_new)
            && again.roles.iter().all(|one| !one.is_new)
    );
}

/// What the cells say is what the engine answers.
#[test]
fn the_matrix_means_what_it_says() {
    let plan = planned(&blank(), &fixture());
    let mut model = plan.after.unwrap();
    let mut edits = Vec::new();
    for (id, manager) in [("top", ""), ("mid", "top"), ("low", "mid"), ("far", "")] {
        let mut person = Principal::new(id, id);
        if !manager.is_empty() {
            person
                .managers
                .push(ManagerEdge("primary".into(), manager.into()));
        }
        edits.push(Edit::put(person));
    }
    for (who, role) in [
        ("top", "hr-partner"),
        ("mid", "line-manager"),
        ("low", "employee"),
    ] {
        edits.push(Edit::put(Assignment {
            id: format!("{who}-{role}").into(),
            to: Subject::User(who.into()),
            role: role.into(),
            scope: Scope::UNSET,
            window: Window::default(),
        }));
    }
    model.apply(&Change::new("people", edits)).unwrap();
    let day = Date::new(2026, 11, 21).unwrap();
    let engine = Engine::new(&model, day);
    let can = |who: &str, level: &str| -> Vec<String> {
        let held = engine.held(&who.into()).into_iter();
        let held = held.filter(|one| one.permission == *"core-hr.salary" && one.level == *level);
        let mut list: Vec<String> = held
            .flat_map(|one| one.people)
            .map(|id| id.to_string())
            .collect();
        list.sort();
        list.dedup();
        list
    };
    assert_eq!(can("top", "view"), ["far", "low", "mid", "top"]);
    assert_eq!(can("top", "edit"), ["low", "mid", "top"]);
    assert_eq!(can("mid", "view"), ["low", "mid"]);
    assert_eq!(can("mid", "edit"), Vec::<String>::new());
    assert_eq!(can("low", "view"), ["low"]);
}

#[test]
fn a_spreadsheet_with_merged_module_names_and_a_title() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Rollen & Rechte").unwrap();
    for (at, head) in ["Modul", "Berechtigung", "Leitung", "HR", "Assistenz"]
        .iter()
        .enumerate()
    {
        sheet.write(2, at as u16, *head).unwrap();
    }
    let plain = Format::new();
    sheet.merge_range(3, 0, 4, 0, "Personal", &plain).unwrap();
    for (row, cells) in [
        (3, ["Stammdaten", "Lesen", "Lesen/Schreiben", ""]),
        (4, ["Gehalt", "", "Lesen, Schreiben", ""]),
        (5, ["Urlaub", "x", "x", ""]),
    ] {
        for (at, cell) in cells.iter().enumerate() {
            sheet.write(row, at as u16 + 1, *cell).unwrap();
        }
    }
    sheet.write(5, 0, "Zeit").unwrap();
    let plan = planned(&blank(), &source(&book.save_to_buffer().unwrap()));
    assert!(plan.unread.is_empty(), "{:?}", plan.unread);
    let ids: Vec<&str> = plan.permissions.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(
        ids,
        ["personal.stammdaten", "personal.gehalt", "zeit.urlaub"]
    );
    let after = plan.after.unwrap();
    assert_eq!(
        grants(&after, "hr"),
        [
            "personal.stammdaten@edit",
            "personal.gehalt@edit",
            "zeit.urlaub@yes"
        ]
    );
    // A role that has nothing is one all the same.
    assert!(grants(&after, "assistenz").is_empty());
}

#[test]
fn grants_of_a_model_are_set_and_others_stay() {
    let mut model = planned(&blank(), &fixture()).after.unwrap();
    let mut locked = model.roles().get(&"payroll".into()).unwrap().clone();
    locked.locked = true;
    model
        .apply(&Change::new("lock", vec![Edit::put(locked)]))
        .unwrap();
    let text = "Permission,HR partner,Payroll,Auditor\nSalary,view all,x,view all\nSee profile,,,all\nRun payroll,edit,,\nSalary,,,\n";
    let plan = planned(&model, &source(text.as_bytes()));
    let unread: Vec<(usize, &str, &str)> = plan
        .unread
        .iter()
        .map(|one| (one.nth, one.column.as_str(), one.why.as_str()))
        .collect();
    assert_eq!(
        unread,
        [
            (
                0,
                "Payroll",
                "the permissions of a predefined role stay as they are"
            ),
            (4, "HR partner", "it does not say which level: yes"),
            (5, "", "a row above is of the same permission"),
        ]
    );
    let after = plan.after.unwrap();
    let hr = grants(&after, "hr-partner");
    assert_eq!(
        hr[..2],
        [
            "core-hr.edit-personal-data@yes on all",
            "core-hr.salary@view on all"
        ]
    );
    assert!(
        hr.contains(&"time-off.see-balances@edit".to_owned()),
        "{hr:?}"
    );
    assert_eq!(
        grants(&after, "auditor"),
        [
            "core-hr.salary@view on all",
            "core-hr.see-profile@yes on all"
        ]
    );
    assert_eq!(
        after.roles().get(&"payroll".into()),
        model.roles().get(&"payroll".into())
    );
}

#[test]
fn what_is_no_matrix_is_not_taken_for_one() {
    for text in [
        "Name,Remote,Active\nAnn Lee,x,yes\nBob Ray,,no\n",
        "First name,Last name,Admin\nAnn,Lee,x\n",
        "Employee ID,Town,Key\n1,Oslo,yes\n2,Rome,no\n",
        "Name,Town\nAnn,Oslo\n",
    ] {
        assert_eq!(guess(&source(text.as_bytes())), None, "{text}");
    }
}
