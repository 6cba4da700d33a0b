//! What is not clear in a list of people: how it is named, what can be done, and what is done.

#![allow(clippy::unwrap_used, clippy::panic)]

mod import_common;

use import_common::*;
use sightline::model::*;
use sightline::session::edits::blank;
use sightline::session::intake::{Hitch, Repair};

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
fn a_comma_parts_teams_only_where_a_part_is_a_team_elsewhere() {
    let text = "ID,Name,Team\n1,Ann Lee,\"Research, Development\"\n2,Bob Ray,\"Sales, Events\"\n3,Cay Ott,Sales\n";
    let plan = plain(&blank(), text);
    let teams: Vec<&str> = plan
        .new_teams
        .iter()
        .map(|team| team.name.as_str())
        .collect();
    assert_eq!(teams, ["Research, Development", "Sales", "Events"]);
}

#[test]
fn a_thousand_missing_managers_are_named_without_waiting() {
    let mut text = "ID,Name,Manager\n".to_owned();
    for n in 0..1_000 {
        text.push_str(&format!("{n},Person Number{n},Nobody Known{n}\n"));
    }
    let start = std::time::Instant::now();
    let plan = plain(&blank(), &text);
    assert_eq!((plan.counts().0, plan.troubles.len()), (1_000, 1_000));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
