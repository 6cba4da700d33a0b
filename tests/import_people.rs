//! People from tables: what is guessed, what is named, what can be chosen, and the one change.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::ops::ControlFlow;

use sightline::engine::Engine;
use sightline::io::table::{self, Asked, Source};
use sightline::model::*;
use sightline::session::edits::blank;
use sightline::session::intake::{
    Choices, Goes, Hitch, Leavers, Mapping, Plan, Repair, RowPlan, guess, plan,
};

fn source(text: &str) -> Source {
    table::read(text.as_bytes(), &Asked::default(), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap()
}

fn planned(model: &Model, text: &str, choices: &Choices) -> Plan {
    let source = source(text);
    plan(model, &source, &guess(model, &source), choices, "list.csv")
}

fn plain(model: &Model, text: &str) -> Plan {
    planned(model, text, &Choices::default())
}

fn with(hitch: &Hitch, repair: Repair) -> Choices {
    let mut choices = Choices::default();
    choices.repairs.insert(hitch.clone(), repair);
    choices
}

/// The model after a plan; undoing it brings back the old one.
#[track_caller]
fn taken(model: &Model, plan: &Plan) -> Model {
    assert_eq!(plan.problem, None);
    let mut after = model.clone();
    let undo = after.apply(plan.change.as_ref().unwrap()).unwrap();
    assert_eq!(plan.after.as_ref(), Some(&after));
    let mut back = after.clone();
    back.apply(&undo).unwrap();
    assert_eq!(back, *model);
    after
}

fn person<'m>(model: &'m Model, id: &str) -> &'m Principal {
    model.principals().get(&id.into()).unwrap()
}

fn field(person: &Principal, id: &str) -> String {
    person
        .fields
        .named(id)
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn managers<'p>(person: &'p Principal, line: &str) -> Vec<&'p str> {
    let edges = person.managers.iter().filter(|edge| edge.0 == *line);
    edges.map(|edge| edge.1.as_str()).collect()
}

fn goes(mapping: &Mapping, model: &Model) -> Vec<String> {
    mapping
        .columns
        .iter()
        .map(|column| column.goes.words(model))
        .collect()
}

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
    let shifts = plan.shifts(&Engine::new(&model, day), day).unwrap();
    let words: Vec<String> = shifts
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
fn managers_who_are_missing_or_of_two_are_named_with_what_can_be_done() {
    let model = blank();
    let text = "ID,Name,Manager\n1,Ann Lee,\n2,Ann Lee,1\n3,Bob Ray,Ann Lee\n4,Cay Ott,Bob Rai\n5,Dan Fox,Bob Rai\n";
    let plan = plain(&model, text);
    assert_eq!(plan.counts(), (5, 0, 0, 0));
    let several = Hitch::Several("Manager".to_owned(), "Ann Lee".to_owned());
    let nobody = Hitch::Nobody("Manager".to_owned(), "Bob Rai".to_owned());
    let [one, other] = plan.troubles.as_slice() else {
        panic!("{:?}", plan.troubles);
    };
    assert_eq!(
        (&one.hitch, &one.rows, &one.chosen),
        (&several, &vec![4], &Repair::LeaveBlank)
    );
    let offers: Vec<&str> = one
        .offers
        .iter()
        .map(|offer| offer.words.as_str())
        .collect();
    assert_eq!(
        offers,
        [
            "Leave it empty",
            "Take Ann Lee (1)",
            "Take Ann Lee (2)",
            "Leave those rows out"
        ]
    );
    assert_eq!((&other.hitch, &other.rows), (&nobody, &vec![5, 6]));
    let offers: Vec<&str> = other
        .offers
        .iter()
        .map(|offer| offer.words.as_str())
        .collect();
    assert_eq!(
        offers,
        ["Leave it empty", "Take Bob Ray (3)", "Leave those rows out"]
    );
    assert!(managers(person(&taken(&model, &plan), "3"), "primary").is_empty());
    let chosen = planned(&model, text, &with(&nobody, Repair::Take("3".into())));
    let after = taken(&model, &chosen);
    assert_eq!(managers(person(&after, "5"), "primary"), ["3"]);
    let refused = planned(&model, text, &with(&nobody, Repair::Refuse));
    assert_eq!(refused.counts(), (3, 0, 0, 2));
    let why: Vec<(usize, &str)> = refused.refused().map(|(row, why)| (row.nth, why)).collect();
    assert_eq!(
        why,
        [
            (5, "Manager: Nobody is called “Bob Rai”"),
            (6, "Manager: Nobody is called “Bob Rai”")
        ]
    );
    // Of two of a name it is the one who is not oneself.
    let plan = plain(&model, "ID,Name,Manager\n1,Ann Lee,\n2,Ann Lee,Ann Lee\n");
    let after = taken(&model, &plan);
    assert_eq!(managers(person(&after, "2"), "primary"), ["1"]);
}

#[test]
fn circles_are_opened_where_it_is_said() {
    let model = blank();
    let text = "ID,Name,Manager\n1,Ann Lee,3\n2,Bob Ray,1\n3,Cay Ott,2\n4,Dan Fox,1\n5,Eve Sun,5\n";
    let plan = plain(&model, text);
    let circle = Hitch::Circle(vec!["1".into(), "2".into(), "3".into()]);
    let trouble = plan
        .troubles
        .iter()
        .find(|one| one.hitch == circle)
        .unwrap();
    assert_eq!(
        trouble.words,
        "Managers go round in a circle: Ann Lee → Cay Ott → Bob Ray → Ann Lee"
    );
    assert_eq!(trouble.rows, [2, 3, 4]);
    // Ann has the most people below her.
    assert_eq!(trouble.chosen, Repair::CutAt("1".into()));
    assert_eq!(
        trouble.offers[0].words,
        "Leave the manager of Ann Lee (1) empty"
    );
    let after = taken(&model, &plan);
    assert!(managers(person(&after, "1"), "primary").is_empty());
    assert_eq!(managers(person(&after, "3"), "primary"), ["2"]);
    let own = Hitch::OwnManager("5".into());
    assert!(
        plan.troubles
            .iter()
            .any(|one| one.hitch == own && one.rows == [6])
    );
    let other = planned(&model, text, &with(&circle, Repair::CutAt("3".into())));
    let after = taken(&model, &other);
    assert_eq!(managers(person(&after, "1"), "primary"), ["3"]);
    assert!(managers(person(&after, "3"), "primary").is_empty());
    // Those of whom a refused row tells are named by the others: that is told once.
    let refused = planned(&model, text, &with(&circle, Repair::Refuse));
    assert_eq!(refused.counts(), (2, 0, 0, 3));
    let untaken = Hitch::NotTaken("1".into());
    let trouble = refused
        .troubles
        .iter()
        .find(|one| one.hitch == untaken)
        .unwrap();
    assert_eq!(
        (&trouble.rows, &trouble.chosen),
        (&vec![5], &Repair::LeaveBlank)
    );
    let mut choices = with(&circle, Repair::Refuse);
    choices.repairs.insert(untaken, Repair::Refuse);
    assert_eq!(planned(&model, text, &choices).counts(), (1, 0, 0, 4));
}

#[test]
fn rows_about_the_same_person_are_taken_once() {
    let model = blank();
    let text =
        "ID,Name,Email\n1,Ann Lee,a@x.example\n1,Ann Leigh,b@x.example\n2,Bob Ray,A@x.example\n";
    let plan = plain(&model, text);
    assert_eq!(plan.counts(), (2, 0, 0, 1));
    let (row, why) = plan.refused().next().unwrap();
    assert_eq!((row.nth, why), (3, "Row 2 is about the same person"));
    let same_mail = Hitch::SameEmail("a@x.example".to_owned());
    let trouble = plan
        .troubles
        .iter()
        .find(|one| one.hitch == same_mail)
        .unwrap();
    assert_eq!(
        (&trouble.rows, &trouble.chosen),
        (&vec![2, 4], &Repair::All)
    );
    let last = planned(
        &model,
        text,
        &with(&Hitch::SamePerson("1".into()), Repair::Last),
    );
    assert_eq!(person(&taken(&model, &last), "1").name, "Ann Leigh");
    assert_eq!(last.refused().next().unwrap().0.nth, 2);
    // Without ids and addresses a name is all there is.
    let text = "Name,Team\nAnn Lee,A\nann lee,B\n";
    assert_eq!(plain(&model, text).counts(), (1, 0, 0, 1));
    let both = planned(
        &model,
        text,
        &with(&Hitch::SameName("ann lee".to_owned()), Repair::All),
    );
    assert_eq!(
        taken(&model, &both)
            .principals()
            .ids()
            .map(PrincipalId::as_str)
            .collect::<Vec<_>>(),
        ["ann-lee", "ann-lee-2"]
    );
}

#[test]
fn someone_of_the_same_name_is_the_same_unless_something_speaks_against_it() {
    let model = taken(&blank(), &plain(&blank(), "Name\nAnn Lee\nBob Ray\n"));
    let text = "Employee ID,Name,Email\n17,Ann Lee,ann@x.example\n";
    let plan = plain(&model, text);
    let namesake = Hitch::Namesake("Ann Lee".to_owned());
    assert_eq!(plan.troubles[0].hitch, namesake);
    assert_eq!(plan.counts(), (0, 1, 0, 0));
    assert_eq!(plan.leavers.len(), 1);
    let new = planned(&model, text, &with(&namesake, Repair::SomeoneNew));
    assert_eq!(new.counts(), (1, 0, 0, 0));
    let after = taken(&model, &plan);
    // Now she has another address: a namesake is someone else.
    let plan = plain(
        &after,
        "Employee ID,Name,Email\n18,Ann Lee,other@x.example\n",
    );
    assert_eq!(plan.troubles[0].chosen, Repair::SomeoneNew);
    assert_eq!(plan.counts().0, 1);
}

#[test]
fn days_and_numbers_that_can_be_two_are_asked_about() {
    let model = blank();
    let text = "ID,Name,Start,Pay\n1,Ann Lee,03/04/2020,4.200\n2,Bob Ray,05/06/2021,5.300\n";
    let plan = plain(&model, text);
    let (days, pay) = (
        Hitch::Days("Start".to_owned()),
        Hitch::Numbers("Pay".to_owned()),
    );
    let hitches: Vec<&Hitch> = plan.troubles.iter().map(|one| &one.hitch).collect();
    assert_eq!(hitches, [&days, &pay]);
    let after = taken(&model, &plan);
    assert_eq!(field(person(&after, "1"), "start"), "2020-03-04");
    assert_eq!(field(person(&after, "1"), "pay"), "4200");
    use sightline::session::intake::{DayOrder, Decimal};
    let mut choices = with(&days, Repair::Order(DayOrder::DayFirst));
    choices.repairs.insert(pay, Repair::Sign(Decimal::Point));
    let after = taken(&model, &planned(&model, text, &choices));
    assert_eq!(field(person(&after, "1"), "start"), "2020-04-03");
    assert_eq!(field(person(&after, "1"), "pay"), "4.2");
    // One that can be only one tells of all.
    let plan = plain(
        &model,
        "ID,Name,Start\n1,Ann Lee,03/04/2020\n2,Bob Ray,31/12/2021\n",
    );
    assert!(plan.troubles.is_empty());
    assert_eq!(
        field(person(&taken(&model, &plan), "1"), "start"),
        "2020-04-03"
    );
}

#[test]
fn cells_that_cannot_be_read_leave_the_row_out_or_blank() {
    let mut model = blank();
    let fields = vec![
        Edit::put(Field {
            id: "pay".into(),
            name: "Pay".to_owned(),
            kind: FieldType::Number,
        }),
        Edit::put(Field {
            id: "site".into(),
            name: "Site".to_owned(),
            kind: FieldType::Choice(vec!["Oslo".to_owned()]),
        }),
    ];
    model.apply(&Change::new("fields", fields)).unwrap();
    let text =
        "ID,Name,Pay,Standort\n1,Ann Lee,many,oslo\n2,Bob Ray,4200,Bergen\n3,Cay Ott,#REF!,\n";
    let plan = plain(&model, text);
    assert_eq!(goes(&plan.mapping, &model), ["ID", "name", "Pay", "Site"]);
    let why: Vec<(usize, &str)> = plan.refused().map(|(row, why)| (row.nth, why)).collect();
    assert_eq!(
        why,
        [
            (2, "Pay: “many” is not a number"),
            (4, "Pay: the spreadsheet says #REF!")
        ]
    );
    assert_eq!(
        plan.new_words,
        [("Site".to_owned(), vec!["Bergen".to_owned()])]
    );
    let after = taken(&model, &plan);
    assert_eq!(
        after.fields().get(&"site".into()).unwrap().kind,
        FieldType::Choice(vec!["Oslo".to_owned(), "Bergen".to_owned()])
    );
    let blank = with(&Hitch::Unreadable("Pay (3)".to_owned()), Repair::LeaveBlank);
    let plan = planned(&model, text, &blank);
    assert_eq!(plan.counts(), (3, 0, 0, 0));
    assert_eq!(field(person(&taken(&model, &plan), "1"), "site"), "Oslo");
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
