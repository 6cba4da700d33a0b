//! Exports of directories and HR systems as they really come, each taken as a whole.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::ops::ControlFlow;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sightline::io::table::{self, Asked, Charset, Source};
use sightline::model::*;
use sightline::session::edits::blank;
use sightline::session::intake::{Choices, Hitch, Plan, guess, plan};

fn file(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/files/import")
        .join(name);
    table::read_file(&path, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap()
}

fn planned(model: &Model, source: &Source) -> Plan {
    plan(
        model,
        source,
        &guess(model, source),
        &Choices::default(),
        "export",
    )
}

fn person<'m>(model: &'m Model, id: &str) -> &'m Principal {
    model
        .principals()
        .get(&id.into())
        .unwrap_or_else(|| panic!("{id} is not there"))
}

fn field(person: &Principal, id: &str) -> String {
    person
        .fields
        .named(id)
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn manager(person: &Principal) -> &str {
    person
        .managers
        .iter()
        .find(|edge| edge.0 == *"primary")
        .map_or("", |edge| edge.1.as_str())
}

fn goes(plan: &Plan) -> Vec<(&str, String)> {
    let columns = plan.mapping.columns.iter();
    columns
        .map(|column| (column.head.as_str(), column.goes.words(&blank())))
        .collect()
}

#[track_caller]
fn has(plan: &Plan, head: &str, words: &str) {
    let list = goes(plan);
    let found = list.iter().find(|(one, _)| *one == head);
    assert_eq!(
        found.map(|(_, goes)| goes.as_str()),
        Some(words),
        "{list:#?}"
    );
}

#[test]
fn entra_users() {
    let source = file("entra-users.csv");
    let plan = planned(&blank(), &source);
    assert_eq!(plan.counts(), (6, 0, 0, 0));
    has(&plan, "id", "ID");
    has(&plan, "displayName", "name");
    has(&plan, "surname", "left out");
    has(&plan, "mail", "new field Email (email)");
    has(&plan, "userType", "employee or external");
    has(&plan, "accountEnabled", "account, blocked unless yes");
    has(&plan, "jobTitle", "new field Job title (text)");
    has(&plan, "streetAddress", "left out");
    has(&plan, "postalCode", "new field Postal code (text)");
    has(
        &plan,
        "createdDateTime",
        "new field Created date time (date)",
    );
    let after = plan.after.as_ref().unwrap();
    let daan = person(after, "6f1c0a52-1111-4a6e-9f1e-000000000004");
    assert_eq!(
        (daan.name.as_str(), daan.account),
        ("Daan de Vos", Account::Blocked)
    );
    assert_eq!(field(daan, "postal-code"), "0411 XB");
    assert_eq!(field(daan, "telephone-number"), "+31 76 555 0104");
    assert_eq!(field(daan, "created-date-time"), "2018-06-20");
    let eva = person(after, "6f1c0a52-1111-4a6e-9f1e-000000000005");
    assert_eq!(eva.sort, PrincipalSort::External);
    assert_eq!(planned(after, &source).counts(), (0, 0, 6, 0));
}

#[test]
fn bamboohr_employees() {
    let source = file("bamboohr-employees.csv");
    let plan = planned(&blank(), &source);
    assert_eq!(plan.counts(), (7, 0, 0, 0));
    has(&plan, "Employee #", "ID");
    has(&plan, "Last name, First name", "name, last name first");
    has(&plan, "Reporting to", "Primary manager");
    has(&plan, "Hire Date", "new field Hire Date (date)");
    has(&plan, "Work Email", "new field Email (email)");
    has(&plan, "Home Email", "new field Home Email (email)");
    has(&plan, "Status", "account");
    has(&plan, "Pay rate", "new field Pay rate (number)");
    let after = plan.after.as_ref().unwrap();
    assert_eq!(person(after, "27").name, "Daniel Okoye");
    assert_eq!(manager(person(after, "27")), "12");
    // 11/02/2018: others have a thirteenth month.
    assert_eq!(field(person(after, "27"), "hire-date"), "2018-11-02");
    assert_eq!(field(person(after, "52"), "hire-date"), "");
    assert_eq!(field(person(after, "12"), "pay-rate"), "98500");
    assert_eq!(person(after, "45").account, Account::Ended);
    // Two Jane Smiths: one reports to the other, and whom Erik means is asked.
    assert_eq!(manager(person(after, "44")), "31");
    let hitches: Vec<(&Hitch, &[usize])> = plan
        .troubles
        .iter()
        .map(|one| (&one.hitch, one.rows.as_slice()))
        .collect();
    let jane = Hitch::Several("Reporting to".to_owned(), "Jane Smith".to_owned());
    let marla = Hitch::Nobody("Reporting to".to_owned(), "Marla Kent".to_owned());
    assert_eq!(hitches, [(&jane, &[7][..]), (&marla, &[8][..])]);
}

#[test]
fn personio_mitarbeitende() {
    let source = file("personio-mitarbeitende.csv");
    assert_eq!(source.reading.encoding, Some(Charset::WINDOWS_1252));
    assert_eq!(source.reading.delimiter, Some(';'));
    let plan = planned(&blank(), &source);
    assert_eq!(plan.counts(), (5, 0, 0, 0));
    assert!(plan.troubles.is_empty(), "{:?}", plan.troubles);
    has(&plan, "Personalnummer", "ID");
    has(&plan, "Vorgesetzter", "Primary manager");
    has(&plan, "Status", "new field Status and account");
    has(&plan, "Fixgehalt", "new field Fixgehalt (number)");
    has(
        &plan,
        "Anstellungsdatum",
        "new field Anstellungsdatum (date)",
    );
    has(&plan, "Kostenstelle", "new field Kostenstelle (text)");
    has(&plan, "Team", "teams");
    let after = plan.after.as_ref().unwrap();
    let soeren = person(after, "00101");
    assert_eq!(soeren.name, "Søren Kjær");
    assert_eq!(manager(soeren), "00017");
    assert_eq!(field(soeren, "wochenstunden"), "32.5");
    assert_eq!(field(soeren, "anstellungsdatum"), "2019-04-03");
    assert_eq!(field(soeren, "kostenstelle"), "0200");
    assert_eq!(
        (soeren.account, field(soeren, "status").as_str()),
        (Account::Active, "Auszeit")
    );
    let zoe = person(after, "00233");
    assert_eq!(field(zoe, "fixgehalt"), "1250.5");
    assert_eq!(zoe.account, Account::NotStarted);
    assert_eq!(zoe.teams.len(), 2);
    assert_eq!(person(after, "00034").account, Account::Ended);
    assert_eq!(planned(after, &source).counts(), (0, 0, 5, 0));
}

/// A worker report with its titles, days as serial numbers and ids with a number format.
fn workday() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Sheet1").unwrap();
    sheet.write(0, 0, "All Active Workers").unwrap();
    sheet.write(1, 0, "Effective as of").unwrap();
    sheet.write(1, 1, "11/21/2026").unwrap();
    let heads = [
        "Employee ID",
        "Worker",
        "Business Title",
        "Worker Type",
        "Supervisory Organization",
        "Manager",
        "Manager ID",
        "Matrix Manager",
        "Location",
        "Cost Center",
        "Hire Date",
        "Email - Primary Work",
        "Active Status",
        "Scheduled Weekly Hours",
    ];
    for (at, head) in heads.iter().enumerate() {
        sheet.write(3, at as u16, *head).unwrap();
    }
    let rows = [
        (
            4,
            "Maria Cardoza",
            "Chief Executive Officer",
            "Employee",
            "",
            0,
            "",
            (2010, 1, 4),
            "Yes",
            40.0,
        ),
        (
            131,
            "Betty Liu (On Leave)",
            "Chief Finance Officer",
            "Employee",
            "Maria Cardoza",
            4,
            "",
            (2012, 5, 1),
            "Yes",
            40.0,
        ),
        (
            132,
            "Logan McNeil",
            "VP, Human Resources",
            "Employee",
            "Maria Cardoza",
            4,
            "",
            (2011, 1, 1),
            "Yes",
            40.0,
        ),
        (
            205,
            "Anna Kent",
            "HR Partner",
            "Employee",
            "Logan McNeil",
            132,
            "Betty Liu (On Leave)",
            (2019, 8, 19),
            "Yes",
            37.5,
        ),
        (
            900,
            "Sam Poole [C]",
            "Contractor",
            "Contingent Worker",
            "Logan McNeil",
            132,
            "",
            (2024, 2, 1),
            "No",
            20.0,
        ),
    ];
    let code = Format::new().set_num_format("000000");
    let day = Format::new().set_num_format("mm/dd/yyyy");
    for (nth, (id, name, title, sort, manager, boss, matrix, (y, m, d), active, hours)) in
        rows.into_iter().enumerate()
    {
        let row = 4 + nth as u32;
        sheet.write_number_with_format(row, 0, id, &code).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, title).unwrap();
        sheet.write(row, 3, sort).unwrap();
        sheet
            .write(row, 4, format!("{title} organization"))
            .unwrap();
        sheet.write(row, 5, manager).unwrap();
        if boss > 0 {
            sheet.write_number_with_format(row, 6, boss, &code).unwrap();
        }
        sheet.write(row, 7, matrix).unwrap();
        sheet.write(row, 8, "San Francisco").unwrap();
        sheet.write(row, 9, "41600 HR Services").unwrap();
        let date = ExcelDateTime::from_ymd(y, m, d).unwrap();
        sheet
            .write_datetime_with_format(row, 10, &date, &day)
            .unwrap();
        sheet.write(row, 11, format!("{id}@gms.example")).unwrap();
        sheet.write(row, 12, active).unwrap();
        sheet.write(row, 13, hours).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn workday_workers() {
    let source = table::read(&workday(), &Asked::default(), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(source.reading.head_row, Some(4));
    let plan = planned(&blank(), &source);
    assert_eq!(plan.counts(), (5, 0, 0, 0), "{:?}", plan.rows);
    assert!(plan.troubles.is_empty(), "{:?}", plan.troubles);
    has(&plan, "Employee ID", "ID");
    has(&plan, "Worker", "name");
    has(&plan, "Manager ID", "Primary manager");
    has(&plan, "Manager", "left out");
    has(&plan, "Matrix Manager", "Additional manager");
    has(&plan, "Hire Date", "new field Hire Date (date)");
    has(&plan, "Active Status", "account, ended unless yes");
    has(&plan, "Email - Primary Work", "new field Email (email)");
    let after = plan.after.as_ref().unwrap();
    let anna = person(after, "000205");
    assert_eq!(manager(anna), "000132");
    assert_eq!(
        anna.managers[1],
        ManagerEdge("additional".into(), "000131".into())
    );
    assert_eq!(field(anna, "hire-date"), "2019-08-19");
    assert_eq!(field(anna, "scheduled-weekly-hours"), "37.5");
    assert_eq!(person(after, "000131").name, "Betty Liu");
    let sam = person(after, "000900");
    assert_eq!(
        (sam.name.as_str(), sam.account),
        ("Sam Poole", Account::Ended)
    );
}

#[test]
fn scim_users_and_groups() {
    for name in ["scim-list.json", "scim-lines.jsonl"] {
        let source = file(name);
        let plan = planned(&blank(), &source);
        assert_eq!(plan.counts(), (4, 0, 0, 0), "{name}");
        assert!(plan.troubles.is_empty(), "{name}: {:?}", plan.troubles);
        has(&plan, "id", "ID");
        has(&plan, "manager", "Primary manager");
        has(&plan, "active", "account, blocked unless yes");
        has(&plan, "emails", "new field Email (email)");
        let after = plan.after.as_ref().unwrap();
        let pia = person(after, "48af03ac");
        assert_eq!((pia.name.as_str(), manager(pia)), ("Pia Sund", "902c246b"));
        assert_eq!(field(pia, "email"), "pia@north.example");
        assert_eq!(field(pia, "employee-number"), "00503");
        assert_eq!(person(after, "5d48a0a8").account, Account::Blocked);
        if name == "scim-list.json" {
            let readers = after.groups().get(&"data-readers".into()).unwrap();
            assert_eq!(readers.listed, ["902c246b", "48af03ac"]);
            assert!(!readers.description.is_empty());
            assert_eq!(
                source.notes,
                ["The member not-there of Managers is not among the users"]
            );
            assert_eq!(plan.new_groups, ["Managers", "Data readers"]);
        }
        assert_eq!(planned(after, &source).counts(), (0, 0, 4, 0));
    }
}

#[test]
fn a_scim_bulk_request() {
    let source = file("scim-bulk.json");
    assert_eq!(source.notes.len(), 1);
    assert!(source.notes[0].starts_with("DELETE /Users/old-one was left out"));
    let plan = planned(&blank(), &source);
    assert!(plan.troubles.is_empty(), "{:?}", plan.troubles);
    let after = plan.after.as_ref().unwrap();
    assert_eq!(manager(person(after, "u2")), "u1");
    assert_eq!(
        after.groups().get(&"data-readers".into()).unwrap().listed,
        ["u2"]
    );
}

#[test]
fn the_sample_of_107_employees_becomes_a_company_from_either_file() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/import");
    let mut models = Vec::new();
    for name in ["people.csv", "people.xlsx"] {
        let read = table::read_file(&samples.join(name), &Asked::default(), &mut |_| {
            ControlFlow::Continue(())
        });
        let source = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        let plan = planned(&blank(), &source);
        assert_eq!(plan.counts(), (107, 0, 0, 0), "{name}");
        assert!(plan.troubles.is_empty(), "{name}: {:?}", plan.troubles);
        let after = plan.after.unwrap();
        assert_eq!(
            after.fields().get(&"annual-salary".into()).unwrap().kind,
            FieldType::Number
        );
        let without = after
            .principals()
            .iter()
            .filter(|p| manager(p).is_empty())
            .count();
        assert_eq!(without, 1, "{name}");
        assert!(after.principals().contains(&"00127".into()));
        let starts_later = |p: &Principal| p.account == Account::NotStarted;
        assert!(after.principals().iter().any(starts_later));
        models.push(after);
    }
    assert_eq!(models[0], models[1]);
}
