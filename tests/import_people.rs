//! People from tables: what is guessed, who joins, moves and leaves, and the one change.

#![allow(clippy::unwrap_used, clippy::panic)]

mod import_common;

use import_common::*;
use sightline::engine::Engine;
use sightline::model::*;
use sightline::session::edits::blank;
use sightline::session::intake::{Choices, Goes, Leavers, RowPlan, guess, plan};

const LIST: &str = "Employee ID,First name,Last name,Email,Manager,Dotted line,Team,Start date,Salary,Grade,Remote,Skills,Status\n\
    007,Ann,Lee,ann@x.example,,,,2015-01-02,9000,7,no,law; tax,Active\n\
    008,Bob,Ray,bob@x.example,Ann Lee,,Sales,2016-01-02,7000,6,yes,law; sales,Active\n\
    009,Cay,Ott,cay@x.example,\"Ray, Bob\",ann@x.example,Sales,2017-01-02,5000,5,yes,,On leave\n\
    010,Dan,Fox,dan@x.example,008,Ann Lee; Cay Ott,Sales; Events,2018-01-02,4000,4,no,sales; tax,Terminated\n";

#[test]
fn a_list_becomes_a_company() {
    let model = blank();
    let plan = plain(&model, LIST);
    assert_eq!(plan.counts(), (4, 0, 0, 0));
    assert!(plan.troubles.is_empty(), "{:?}", plan.troubles);
    let after = taken(&model, &plan);
    let dan = person(&after, "010");
    assert_eq!(dan.name, "Dan Fox");
    assert_eq!(managers(dan, "primary"), ["008"]);
    assert_eq!(managers(dan, "additional"), ["007", "009"]);
    assert_eq!(dan.account, Account::Ended);
    assert_eq!(
        dan.teams.iter().map(TeamId::as_str).collect::<Vec<_>>(),
        ["sales", "events"]
    );
    let cay = person(&after, "009");
    assert_eq!(
        (managers(cay, "primary"), managers(cay, "additional")),
        (vec!["008"], vec!["007"])
    );
    assert_eq!(
        (cay.account, field(cay, "status").as_str()),
        (Account::Active, "On leave")
    );
    assert_eq!(field(cay, "start-date"), "2017-01-02");
    let kinds: Vec<(&str, FieldType)> = after
        .fields()
        .iter()
        .map(|field| (field.id.as_str(), field.kind.clone()))
        .collect();
    let kind = |id: &str| kinds.iter().find(|(one, _)| *one == id).unwrap().1.clone();
    assert_eq!(kind("email"), FieldType::Email);
    assert_eq!(kind("start-date"), FieldType::Date);
    assert_eq!(kind("salary"), FieldType::Number);
    assert_eq!(kind("remote"), FieldType::Flag);
    assert_eq!(kind("skills"), FieldType::List);
    assert_eq!(
        plan.change.as_ref().unwrap().label,
        "add 4 people from list.csv"
    );
}

#[test]
fn the_same_list_again_changes_nothing() {
    let model = blank();
    let after = taken(&model, &plain(&model, LIST));
    let again = plain(&after, LIST);
    assert_eq!(again.counts(), (0, 0, 4, 0), "{:?}", again.rows);
    assert_eq!(
        (again.change, again.leavers.len(), again.troubles.len()),
        (None, 0, 0)
    );
}

#[test]
fn importing_again_shows_joiners_movers_and_leavers() {
    let model = taken(&blank(), &plain(&blank(), LIST));
    let text = "Employee ID,First name,Last name,Email,Manager,Salary\n\
        007,Ann,Lee,ann@x.example,,9100\n\
        ,Robert,Ray,BOB@x.example,Ann Lee,7000\n\
        011,Eve,Sun,eve@x.example,Robert Ray,3000\n";
    let plan = plain(&model, text);
    assert_eq!(plan.counts(), (1, 2, 0, 0), "{:?}", plan.rows);
    let RowPlan::Changed(cells) = &plan.rows[1].plan else {
        panic!("{:?}", plan.rows[1]);
    };
    let cells: Vec<String> = cells
        .iter()
        .map(|c| format!("{}: {} → {}", c.column, c.from, c.to))
        .collect();
    assert_eq!(
        cells,
        [
            "Name: Bob Ray → Robert Ray",
            "Email: bob@x.example → BOB@x.example"
        ]
    );
    // Whose account ended leaves no more.
    assert_eq!(
        plan.leavers
            .iter()
            .map(PrincipalId::as_str)
            .collect::<Vec<_>>(),
        ["009"]
    );
    let kept = taken(&model, &plan);
    assert_eq!(kept.principals().len(), 5);
    assert_eq!(managers(person(&kept, "011"), "primary"), ["008"]);
    assert_eq!(field(person(&kept, "007"), "salary"), "9100");
    // What the file says nothing of stays.
    assert_eq!(field(person(&kept, "007"), "start-date"), "2015-01-02");
    let leave = |leavers| Choices {
        leavers,
        ..Choices::default()
    };
    let ended = planned(&model, text, &leave(Leavers::End));
    assert_eq!(
        ended.change.as_ref().unwrap().label,
        "add 1 person and change 2 people by list.csv, end 1 person not in list.csv"
    );
    assert_eq!(
        person(&taken(&model, &ended), "009").account,
        Account::Ended
    );
    let removed = taken(&model, &planned(&model, text, &leave(Leavers::Remove)));
    assert!(!removed.principals().contains(&"009".into()));
    assert_eq!(managers(person(&removed, "010"), "additional"), ["007"]);
}

#[test]
fn who_gains_and_who_loses_is_known_before() {
    let mut model = taken(&blank(), &plain(&blank(), LIST));
    let mut role = Role::new("boss", "Boss");
    let permission = Permission {
        id: "pay.see".into(),
        name: "Salary".to_owned(),
        ladder: "yes-no".into(),
        about: About::Person,
        fields: Vec::new(),
        sensitive: false,
        description: String::new(),
    };
    let module = Module {
        id: "pay".into(),
        name: "Pay".to_owned(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    };
    role.grants.push(Grant {
        permission: "pay.see".into(),
        level: "yes".into(),
        on: Scope::people(Reach::Reports(Reports::default())),
        switch: None,
    });
    let given = Assignment {
        id: "a".into(),
        to: Subject::User("008".into()),
        role: "boss".into(),
        scope: Scope::UNSET,
        window: Window::default(),
    };
    let edits = vec![
        Edit::put(module),
        Edit::put(permission),
        Edit::put(role),
        Edit::put(given),
    ];
    model.apply(&Change::new("give", edits)).unwrap();
    let plan = plain(&model, "Employee ID,Name,Manager\n009,Cay Ott,Ann Lee\n");
    let day = Date::new(2026, 11, 21).unwrap();
    let changes = plan.changes(&Engine::new(&model, day), day).unwrap();
    let words: Vec<String> = changes
        .shifts
        .lines
        .iter()
        .map(|line| {
            let verb = if line.gain { "gains" } else { "loses" };
            format!("{} {verb} {}", line.who, line.words(&model))
        })
        .collect();
    assert_eq!(words, ["008 loses use Salary of Cay Ott"], "{words:?}");
}

#[test]
fn a_column_goes_where_it_is_sent() {
    let model = blank();
    let source = source("Nr,Wer,Wo\n1,Ann Lee,Oslo\n2,Bob Ray,Rome\n");
    let mut mapping = guess(&model, &source);
    for (column, to) in [("Nr", "id"), ("wer", "name"), ("3", "Town:choice")] {
        let nth = mapping.find(column).unwrap();
        let goes = Goes::parse(&model, column, to).unwrap();
        mapping.set(nth, goes);
    }
    let plan = plan(&model, &source, &mapping, &Choices::default(), "x");
    let after = taken(&model, &plan);
    assert_eq!(field(person(&after, "2"), "town"), "Rome");
    assert!(
        mapping
            .find("Wen")
            .unwrap_err()
            .contains("did you mean “Wer”?")
    );
    assert!(Goes::parse(&model, "Wo", "nowhere land").is_err());
    mapping.set(1, Goes::Id);
    assert_eq!(mapping.columns[0].goes, Goes::Nowhere);
}

#[test]
fn columns_are_guessed_by_what_they_hold() {
    let model = blank();
    let text = "A,B,C,D\n1,Ann Lee,ann@x.example,\n2,Bob Ray,bob@x.example,Ann Lee\n3,Cay Ott,cay@x.example,Ann Lee\n4,Dan Fox,dan@x.example,Ann Lee\n5,Eve Sun,eve@x.example,Bob Ray\n";
    let plan = plain(&model, text);
    assert_eq!(
        goes(&plan.mapping, &model)[1..],
        ["name", "new field Email (email)", "Primary manager"]
    );
    // Without a head as well.
    let plan = plain(&model, text.split_once('\n').unwrap().1);
    assert_eq!(
        goes(&plan.mapping, &model)[1..],
        ["name", "new field Email (email)", "Primary manager"]
    );
    assert_eq!(plan.counts().0, 5);
}
