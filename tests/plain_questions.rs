//! Plain questions: what is understood, what is answered, what is offered while one types.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::{change, engine, sample, world};
use proptest::prelude::*;
use sightline::engine::{Engine, Target};
use sightline::model::{Condition, Edit, Model, Op, PrincipalId, Reach, Who};
use sightline::session::plain::{
    Actor, Completion, Doing, Door, Giver, Holding, Kept, Lexicon, NotUnderstood, PlainAnswer,
    PlainQuestion as Q, Verb, Whom, answer, complete, examples, parse,
};

/// A model with the names of its questions and the engine that answers them.
struct Asked {
    model: Model,
    engine: Engine,
    lexicon: Lexicon,
}

impl Asked {
    fn of(model: Model) -> Asked {
        Asked {
            engine: engine(&model),
            lexicon: Lexicon::new(&model),
            model,
        }
    }

    #[track_caller]
    fn parse(&self, text: &str) -> Q {
        parse(&self.lexicon, text).unwrap_or_else(|stop| panic!("{text}: {}", stop.text()))
    }

    #[track_caller]
    fn answer(&self, text: &str) -> PlainAnswer {
        answer(&self.engine, &self.parse(text))
    }

    #[track_caller]
    fn refused(&self, text: &str) -> NotUnderstood {
        match parse(&self.lexicon, text) {
            Ok(question) => panic!("{text}: {question:?}"),
            Err(stop) => stop,
        }
    }

    /// The sentence and the first rows, a line each.
    fn said(&self, text: &str) -> String {
        let answer = self.answer(text);
        let verdict = match answer.verdict {
            Some(true) => "yes: ",
            Some(false) => "no: ",
            None => "",
        };
        let mut lines = vec![format!("{verdict}{}", answer.sentence)];
        lines.extend(answer.notes.iter().map(|note| format!("({note})")));
        let rows = answer.rows.iter().take(3);
        lines.extend(rows.map(|row| match row.detail.as_str() {
            "" => format!("- {}", row.text),
            detail => format!("- {}: {detail}", row.text),
        }));
        if answer.rows.len() > 3 {
            lines.push(format!("- {} rows in all", answer.rows.len()));
        }
        lines.join("\n")
    }

    fn check(&self, table: &[(&str, &str)]) {
        let mut wrong = Vec::new();
        for (question, expected) in table {
            let said = self.said(question);
            if said != *expected {
                wrong.push(format!("# {question}\n{said}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

/// World P with two people named as the questions of the issue name them.
fn reviews() -> Asked {
    let mut model = world("p");
    let mut edits = Vec::new();
    for (id, name) in [
        ("mgr", "Employee 2"),
        ("rep", "Employee 7"),
        ("ana", "Ann van Can"),
    ] {
        let mut person = model.principals().get(&id.into()).unwrap().clone();
        person.name = name.to_owned();
        edits.push(Edit::put(person));
    }
    change(&mut model, edits);
    Asked::of(model)
}

fn doing(asked: &Asked, text: &str) -> Doing {
    match asked.parse(&format!("who can {text}")) {
        Q::WhoCan { doing, .. } => doing,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn questions_are_understood_as_they_are_meant() {
    let acme = Asked::of(sample("acme"));
    let id = |text: &str| PrincipalId::from(text);
    let (carla, tim) = (id("carla.neumann"), id("tim.engel"));
    let salary = doing(&acme, "see salary");
    assert_eq!(salary.deeds.len(), 1);
    assert_eq!(salary.deeds[0].level, "view", "masked is not seen");
    let edit = doing(&acme, "edit salary");
    let berlin = Reach::Where(Condition::one("site", Op::Is, &["Berlin"]));
    let own = || Whom::People(Reach::Oneself);
    let everyone = |whom| Q::WhoCan {
        doing: edit.clone(),
        whom,
    };
    let table: Vec<(&str, Q)> = vec![
        (
            "what can Carla Neumann see",
            Q::WhatCan {
                who: carla.clone(),
                verb: Verb::See,
            },
        ),
        (
            "What can carla.neumann do?",
            Q::WhatCan {
                who: carla.clone(),
                verb: Verb::Any,
            },
        ),
        (
            "what does carla neumann see",
            Q::WhatCan {
                who: carla.clone(),
                verb: Verb::See,
            },
        ),
        ("who can edit salary", everyone(Whom::Anyone)),
        (
            "who can change the salary of anyone",
            everyone(Whom::Anyone),
        ),
        (
            "who can edit salary of people in Berlin",
            everyone(Whom::People(berlin.clone())),
        ),
        (
            "who can edit salary of everyone at the Berlin site",
            everyone(Whom::People(berlin.clone())),
        ),
        (
            "who can edit salary of people whose site is Berlin",
            everyone(Whom::People(berlin)),
        ),
        (
            "who can edit salary of people in group Germany",
            everyone(Whom::People(Reach::Group("germany".into()))),
        ),
        (
            "who can edit salary of the team Payroll",
            everyone(Whom::People(Reach::Team("payroll".into()))),
        ),
        (
            "who can edit salary of the direct reports of Tim Engel",
            everyone(Whom::ReportsOf(tim.clone(), Some(1))),
        ),
        (
            "who can edit Tim Engel's salary",
            everyone(Whom::Person(tim.clone())),
        ),
        ("who can edit their own salary", everyone(own())),
        ("who can edit salary of themselves", everyone(own())),
        (
            "can Carla Neumann see Tim Engel’s salary?",
            Q::Can {
                who: Actor::One(carla.clone()),
                doing: salary.clone(),
                whom: Whom::Person(tim.clone()),
            },
        ),
        (
            "can every manager see salary of their direct reports",
            Q::Can {
                who: Actor::Each(Who::Holds(vec!["manager".into()])),
                doing: salary.clone(),
                whom: Whom::People(Reach::direct_reports()),
            },
        ),
        (
            "why can't Tim Engel see the salary of Carla Neumann",
            Q::Why {
                who: tim.clone(),
                doing: salary.clone(),
                whom: Whom::Person(carla.clone()),
                can: false,
            },
        ),
        (
            "why can Carla Neumann see Tim Engel's salary",
            Q::Why {
                who: carla.clone(),
                doing: salary.clone(),
                whom: Whom::Person(tim.clone()),
                can: true,
            },
        ),
        (
            "what can Carla Neumann do that Tim Engel can't",
            Q::Difference {
                who: carla.clone(),
                other: tim.clone(),
                verb: Verb::Any,
                both: false,
            },
        ),
        (
            "compare Carla Neumann with Tim Engel",
            Q::Difference {
                who: carla.clone(),
                other: tim.clone(),
                verb: Verb::Any,
                both: true,
            },
        ),
        (
            "whose salary can Carla Neumann see",
            Q::Whose {
                who: carla.clone(),
                doing: salary,
            },
        ),
        ("who has direct grants", Q::WhoHas(Holding::Direct)),
        ("who has a direct grant", Q::WhoHas(Holding::Direct)),
        ("who can see nothing", Q::WhoHas(Holding::Nothing)),
        (
            "who has the role Payroll",
            Q::WhoHas(Holding::Role("payroll".into())),
        ),
        (
            "who is in Germany",
            Q::WhoHas(Holding::Group("germany".into())),
        ),
        (
            "who leads Delivery guild",
            Q::WhoHas(Holding::Leads("delivery-guild".into())),
        ),
        (
            "who manages Tim Engel",
            Q::WhoHas(Holding::Manages(tim.clone())),
        ),
        (
            "who reports to Tim Engel",
            Q::WhoHas(Holding::ReportsTo(tim.clone(), None)),
        ),
        (
            "which roles does Tim Engel have",
            Q::Of {
                who: tim,
                what: Kept::Roles,
            },
        ),
        (
            "what does HR Business Partner give",
            Q::Gives(Giver::Role("hr-business-partner".into())),
        ),
        ("what shows salary", Q::Shows("salary".into())),
        ("who has access to Payroll", Q::UsersOf("payroll".into())),
        ("who does everyone leave out", Q::WhoHas(Holding::LeftOut)),
    ];
    for (text, expected) in table {
        assert_eq!(acme.parse(text), expected, "{text}");
    }
}

#[test]
fn the_company_answers() {
    let asked = Asked::of(sample("acme"));
    asked.check(&[
        (
            "who can edit salary of people in Berlin",
            "Sofia Almeida and Beatriz Carvalho can edit Salary of people whose Site is Berlin\n\
             - Sofia Almeida: 40 people · the role Compensation and benefits\n\
             - Beatriz Carvalho: 40 people · the role Compensation and benefits",
        ),
        (
            "what can Carla Neumann see of Tim Engel",
            "Carla Neumann can see Profile, Contact details and 23 more of Tim Engel\n\
             - View Profile: the role HR Business Partner\n\
             - View Contact details: the role HR Business Partner\n\
             - View Job: the role HR Business Partner\n\
             - 25 rows in all",
        ),
        (
            "why can't Tim Engel see the salary of Carla Neumann",
            "no: Tim Engel cannot view Salary of Carla Neumann: by the role Employee, held by people: the person is outside oneself\n\
             (Who sees it only masked does not count)\n\
             - The role Employee, held by people: the person is outside oneself",
        ),
        (
            "can Carla Neumann see Tim Engel's salary",
            "yes: Carla Neumann can view Salary of Tim Engel because of the role HR Business Partner, whose reach is members of Germany\n\
             (Who sees it only masked does not count)\n\
             - The role HR Business Partner: through Compensation · reaches members of Germany",
        ),
        (
            "can Carla Neumann see the salary of people in London",
            "no: Carla Neumann cannot view Salary of people whose Site is London, none of 45\n\
             (Who sees it only masked does not count)\n\
             - Daniel Okafor: cannot · by the role HR Business Partner: the person is outside members of Germany, set by the assignment of HR Business Partner to Carla Neumann (has United Kingdom; wanted: Country is Germany)\n\
             - Chloe Greaves: cannot · by the role HR Business Partner: the person is outside members of Germany, set by the assignment of HR Business Partner to Carla Neumann (has United Kingdom; wanted: Country is Germany)\n\
             - Beatrice Mistry: cannot · by the role HR Business Partner: the person is outside members of Germany, set by the assignment of HR Business Partner to Carla Neumann (has United Kingdom; wanted: Country is Germany)\n\
             - 45 rows in all",
        ),
        (
            "can every manager see the salary of their direct reports",
            "no: No, not all holders of Manager can view Salary of direct reports: 3 can, 49 cannot\n\
             (Who sees it only masked does not count)\n\
             - Helene Brandt: cannot · by the role Employee, held by people: the person is outside oneself\n\
             - Ingrid Voss: cannot · by the role Employee, held by people: the person is outside oneself\n\
             - Daniel Okafor: cannot · by the role Employee, held by people: the person is outside oneself\n\
             - 52 rows in all",
        ),
        (
            "can every manager see masked salary of their direct reports",
            "yes: Yes, all holders of Manager can see Salary masked of direct reports: 52 people\n\
             - Helene Brandt: can · the role Manager, held by everyone with a direct report\n\
             - Ingrid Voss: can · the role Manager, held by everyone with a direct report\n\
             - Daniel Okafor: can · the role Manager, held by everyone with a direct report\n\
             - 52 rows in all",
        ),
        (
            "can anyone edit their own salary",
            "no: No, no one can edit Salary of themselves",
        ),
        (
            "can everyone edit their own bank details",
            "yes: Yes, all people with an active account can edit Bank details of themselves: 298 people\n\
             - Helene Brandt: can · the role Employee, held by people\n\
             - Ingrid Voss: can · the role Employee, held by people\n\
             - Daniel Okafor: can · the role Employee, held by people\n\
             - 298 rows in all",
        ),
        (
            "who has direct grants",
            "9 direct grants: 7 to people, 2 to groups\n\
             - Carla Neumann: view Calibration · of everyone\n\
             - The group Engineering leads: view Calibration · of all reports\n\
             - Greta Haas: edit Courses · of items Handling of electronics\n\
             - 9 rows in all",
        ),
        (
            "who has a direct grant on goals",
            "1 direct grant of Goals, to people\n\
             - Amelia Whitaker: view Goals · of team Delivery guild",
        ),
        (
            "who can see nothing",
            "Damian Gajda, Ulrike Busch and Gareth Pike can do nothing\n\
             - Damian Gajda: System administrator · Terminated · Poland\n\
             - Ulrike Busch: Senior product manager · Hired · Germany\n\
             - Gareth Pike: Former IT contractor · Terminated · United Kingdom",
        ),
        (
            "who can approve a pay run",
            "Ingrid Voss and Birgit Vogt can approve a pay run\n\
             - Ingrid Voss: the group Payroll approvers, which holds Payroll approver\n\
             - Birgit Vogt: the group Payroll approvers, which holds Payroll approver",
        ),
        (
            "who can approve time off of Jakob Ebert",
            "Tim Engel can approve time off of Jakob Ebert\n\
             (The model holds no absence of Jakob Ebert: this is how it would be)\n\
             - Tim Engel: the role Manager, held by everyone with a direct report",
        ),
        (
            "who can see job title of Tim Engel",
            "298 people and 5 service users can see job title of Tim Engel\n\
             (Job title is shown by Job title (view), Profile (view))\n\
             - Helene Brandt: by Job title and Profile · the role Employee, held by people\n\
             - Ingrid Voss: by Job title and Profile · the role Employee, held by people\n\
             - Daniel Okafor: by Job title and Profile · the role Employee, held by people\n\
             - 303 rows in all",
        ),
        (
            "who has salary at masked of Tim Engel",
            "10 people and 1 service user can see Salary masked of Tim Engel\n\
             - Ingrid Voss: the role Manager, held by everyone with a direct report\n\
             - Sofia Almeida: the role Compensation and benefits\n\
             - Tim Engel: the role Employee, held by people\n\
             - 11 rows in all",
        ),
        (
            "who can't see their own salary",
            "8 people cannot view Salary of themselves\n\
             (Who sees it only masked does not count)\n\
             - Damian Gajda: the account has ended\n\
             - Ulrike Busch: the account is not yet active\n\
             - Vera Lindqvist: Salary is not granted; held by Employee, HR Business Partner, Compensation and benefits, Payroll\n\
             - 8 rows in all",
        ),
        (
            "whose salary can Carla Neumann see",
            "Carla Neumann can view Salary of 89 people\n\
             (Who sees it only masked does not count)\n\
             - Helene Brandt: the role HR Business Partner\n\
             - Ingrid Voss: the role HR Business Partner\n\
             - Tim Engel: the role HR Business Partner\n\
             - 89 rows in all",
        ),
        (
            "which candidates can Tiago Nogueira see",
            "Tiago Nogueira can see 18 candidates\n\
             - Nora Feldmann: 9 permissions · the role Onboarding admin\n\
             - Arda Yücel: 9 permissions · the role Onboarding admin\n\
             - Mikołaj Bąk: 9 permissions · the role Onboarding admin\n\
             - 18 rows in all",
        ),
        (
            "what can Carla Neumann do that Amelia Whitaker can't",
            "Carla Neumann can do 41 things that Amelia Whitaker cannot\n\
             (Each with their own data counts as the same)\n\
             - Edit Profile: 88 people · Amelia Whitaker of others only\n\
             - Edit Contact details: 88 people · Amelia Whitaker of others only\n\
             - Edit Job: 88 people · Amelia Whitaker of others only\n\
             - 41 rows in all",
        ),
        (
            "who has the role Payroll",
            "5 people and 1 service user hold Payroll\n\
             - Lena Hoffmann: by the group Payroll\n\
             - Stefan Hoffmann: by the group Payroll\n\
             - Iga Chmiel: by the group Payroll\n\
             - 6 rows in all",
        ),
        (
            "who is in HR business partners",
            "6 people are in HR business partners\n\
             - Carla Neumann: HR Business Partner lead · Active · Germany\n\
             - Amelia Whitaker: HR Business Partner · Active · United Kingdom\n\
             - Agata Wrona: HR Business Partner · Active · Poland\n\
             - 6 rows in all",
        ),
        (
            "who leads Delivery guild",
            "Anke de Boer leads Delivery guild\n\
             - Anke de Boer: Head of Product · Active · Netherlands",
        ),
        (
            "who manages Tim Engel",
            "Ingrid Voss manages Tim Engel\n\
             - Ingrid Voss: Primary manager",
        ),
        (
            "who reports directly to Tim Engel",
            "7 people report directly to Tim Engel\n\
             - Jakob Ebert: Senior accountant · Active · Germany\n\
             - Jagoda Dudek: Accountant · Active · Poland\n\
             - Uwe Lorenz: Accounts payable clerk · Active · Germany\n\
             - 7 rows in all",
        ),
        (
            "which roles does Carla Neumann have",
            "Carla Neumann holds Employee, Manager and 4 more\n\
             - Employee: role\n\
             - Manager: role\n\
             - Team lead: role\n\
             - 6 rows in all",
        ),
        (
            "what direct grants does Carla Neumann have",
            "Carla Neumann has 2 direct grants\n\
             - Carla Neumann: view Calibration · of everyone\n\
             - The group Cost owners: use Headcount report",
        ),
        (
            "which roles let people edit salary",
            "1 grant lets people edit Salary\n\
             - The role Compensation and benefits: edit Compensation · anyone · 2 holders",
        ),
        (
            "what shows salary",
            "1 permission shows Salary\n\
             - Salary: People · 299 holders at any level",
        ),
        (
            "what does Auditor give",
            "Auditor gives 1 thing to 1 holder\n\
             - Use Audit log",
        ),
        (
            "who has temporary access",
            "4 rights begin or end on a day\n\
             - Jan Bakker: HR Business Partner · from 2026-12-01 until 2027-02-28 · not on this day\n\
             - Omar Haddad: Course editor · until 2027-06-30\n\
             - Vera Lindqvist: Auditor · from 2026-11-01 until 2027-01-31\n\
             - 4 rows in all",
        ),
        (
            "who has access to Payroll",
            "7 people and 1 service user can do something in Payroll\n\
             - Ingrid Voss: 1 permission\n\
             - Birgit Vogt: 1 permission\n\
             - Lena Hoffmann: 2 permissions\n\
             - 8 rows in all",
        ),
        (
            "who does everyone leave out",
            "8 people are left out by “everyone”\n\
             - Damian Gajda: System administrator · Terminated · Poland\n\
             - Ulrike Busch: Senior product manager · Hired · Germany\n\
             - Vera Lindqvist: External auditor · Active · Germany\n\
             - 8 rows in all",
        ),
        (
            "who is blocked",
            "Gareth Pike is blocked\n\
             - Gareth Pike: Former IT contractor · Terminated · United Kingdom",
        ),
        (
            "what is Payroll",
            "Payroll is a group, a role and 2 more\n\
             - Payroll: group · payroll\n\
             - Payroll: role · payroll\n\
             - Payroll: team · payroll\n\
             - 4 rows in all",
        ),
    ]);
}

#[test]
fn the_onboarding_sample_answers() {
    let asked = Asked::of(sample("leena"));
    asked.check(&[
        (
            "what can Employee 1 see",
            "Employee 1 can see 9 things in Onboarding and Unified dashboard\n\
             - Open Onboarding: Onboarding\n\
             - View candidate: Onboarding · 7 candidates\n\
             - View Section details: Onboarding · 7 candidates\n\
             - 9 rows in all",
        ),
        (
            "what can Employee 1 do that Employee 2 can't",
            "Employee 1 can do nothing that Employee 2 cannot\n\
             (Each with their own data counts as the same)",
        ),
        (
            "what can Employee 2 do that Employee 1 can't",
            "Employee 2 can do 34 things that Employee 1 cannot\n\
             (Each with their own data counts as the same)\n\
             - Update candidate: 17 candidates · Employee 1 of others only\n\
             - Download report: Employee 1 not at all\n\
             - View candidate: 17 candidates · Employee 1 of others only\n\
             - 34 rows in all",
        ),
        (
            "which candidates can Employee 1 see",
            "Employee 1 can see 7 candidates\n\
             - Candidate Y: 7 permissions · the custom set of the group Group A\n\
             - Candidate Z: 7 permissions · the custom set of the group Group B\n\
             - Zoya Petrova: 7 permissions · the custom set of the group Group A\n\
             - 7 rows in all",
        ),
        (
            "why can't Employee 1 edit job details of Candidate Z",
            "yes: Employee 1 can edit Job details of Candidate Z because of the custom set of the group Group B\n\
             (It is the other way round: they can)\n\
             - The custom set of the group Group B: through Add candidate\n\
             - The custom set of the group Group B: through Section details",
        ),
        (
            "can Employee 1 edit job details of Candidate Y",
            "yes: Employee 1 can edit Job details of Candidate Y because of the custom set of the group Group B\n\
             - The custom set of the group Group B: through Add candidate\n\
             - The custom set of the group Group B: through Section details",
        ),
        (
            "who can edit job details of Candidate Y",
            "8 people can edit Job details of Candidate Y\n\
             - Employee 1: the custom set of the group Group B\n\
             - Employee 2: the role Onboarding Agent\n\
             - Employee 3: the custom set of the group Group C\n\
             - 8 rows in all",
        ),
        (
            "who has direct grants",
            "No one has a direct grant",
        ),
        (
            "who has custom sets",
            "13 custom sets\n\
             - The group Group A: Onboarding · 2 grants\n\
             - The group Group B: Onboarding · 5 grants\n\
             - The group Group C: Onboarding · 5 grants\n\
             - 13 rows in all",
        ),
        (
            "what does Group A give",
            "Group A gives 3 things to 1 member\n\
             - The role Onboarding Viewer\n\
             - View candidate: custom set in Onboarding · items whose Manager email matches one's own Email\n\
             - Edit Onboarding status: custom set in Onboarding",
        ),
    ]);
}

#[test]
fn the_reviews_answer() {
    let asked = reviews();
    asked.check(&[
        (
            "why can't Employee 2 view the goals of Employee 7",
            "yes: Employee 2 can view goals of Employee 7 because of the role Manager, held by everyone with a direct report, whose reach is direct reports\n\
             (It is the other way round: they can)\n\
             - The role Manager, held by everyone with a direct report: through Manage goals · reaches direct reports",
        ),
        (
            "why can't Employee 7 view the goals of Employee 2",
            "no: Employee 7 cannot view goals of Employee 2: by the role Manager, held by everyone with a direct report: the person is outside direct reports\n\
             - The role Manager, held by everyone with a direct report: the person is outside direct reports",
        ),
        (
            "who can view the goals of Employee 7",
            "Employee 2 can view goals of Employee 7\n\
             - Employee 2: the role Manager, held by everyone with a direct report",
        ),
        (
            "what can Super admin do that Admin can't",
            "Super admin can do 8 things that Admin cannot\n\
             (Each with their own data counts as the same)\n\
             - View review results: 3 assessments · Admin of others only\n\
             - Write assessments: 4 assessments · Admin of others only\n\
             - View goals: 4 people · Admin of others only\n\
             - 8 rows in all",
        ),
        (
            "who can read private feedback of Employee 7",
            "Employee 7 and OKR champion can read private feedback of Employee 7\n\
             - Employee 7: the role User, held by people\n\
             - OKR champion: the role User, held by people",
        ),
        (
            "can Employee 2 see review results of Employee 7",
            "yes: Employee 2 can view review results of Assessment of Report because of the role Manager, held by everyone with a direct report, whose reach is direct reports\n\
             - The role Manager, held by everyone with a direct report: reaches direct reports",
        ),
        (
            "who can see review results of people in Berlin",
            "OKR champion can view review results of people whose Location is Berlin; 2 more, of some of them\n\
             - OKR champion: 2 assessments · the role Cycle owner, held by owners of a Assessment\n\
             - Employee 7: 1 of 2 · the role Manager, held by everyone with a direct report\n\
             - Team lead: 1 of 2 · the role Manager, held by everyone with a direct report",
        ),
        (
            "can every manager view the goals of their direct reports",
            "yes: Yes, all holders of Manager can view goals of direct reports: 6 people\n\
             - Super admin: can · the role Manager, held by everyone with a direct report\n\
             - Admin: can · the role Manager, held by everyone with a direct report\n\
             - Employee 2: can · the role Manager, held by everyone with a direct report\n\
             - 6 rows in all",
        ),
        (
            "who can see anything of Employee 7",
            "5 people can see anything of Employee 7\n\
             - Super admin: by Meeting analytics · the role Super admin, which contains Admin\n\
             - Admin: by View review results and Meeting analytics · the role Cycle owner, held by owners of a Assessment\n\
             - Employee 2: by View review results, View goals and 2 more · the role Manager, held by everyone with a direct report\n\
             - 5 rows in all",
        ),
        (
            "who can manage goals",
            "6 people can manage goals\n\
             - Super admin: 4 people · the role Manager, held by everyone with a direct report\n\
             - Employee 2: 2 people · the role Manager, held by everyone with a direct report\n\
             - Admin: the role Manager, held by everyone with a direct report\n\
             - 6 rows in all",
        ),
    ]);
}

#[test]
fn the_onboarding_world_answers() {
    let asked = Asked::of(world("l"));
    asked.check(&[
        (
            "who can edit status of everyone",
            "No one can edit Onboarding status of everyone\n\
             (Onboarding status is about a candidate, not about people)",
        ),
        (
            "what can Employee A do",
            "Employee A can do 39 things in Onboarding\n\
             - Open Onboarding: Onboarding\n\
             - View candidate: Onboarding · 1 candidate\n\
             - Add candidate: Onboarding\n\
             - 39 rows in all",
        ),
        (
            "who can't add candidate",
            "4 people cannot add candidate\n\
             - Onboarding viewer: Add candidate is not granted; held by Onboarding Admin, Onboarding Agent\n\
             - Employee 1: Add candidate is not granted; held by Onboarding Admin, Onboarding Agent\n\
             - Employee 2: Add candidate is not granted; held by Onboarding Admin, Onboarding Agent\n\
             - 4 rows in all",
        ),
        (
            "which candidates can Employee B edit",
            "Employee B can edit 2 candidates\n\
             - Candidate Z: 12 permissions · the role Onboarding Agent\n\
             - Candidate P: 12 permissions · the role Onboarding Agent",
        ),
        (
            "why can Employee A edit status of Y",
            "yes: Employee A can edit Onboarding status of Candidate Y because of the role Onboarding Agent\n\
             - The role Onboarding Agent",
        ),
    ]);
}
#[test]
fn names_may_hold_words_of_the_grammar_accents_and_parts() {
    let reviews = reviews();
    let who = |text: &str| match reviews.parse(text) {
        Q::WhatCan { who, .. } => who.to_string(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(who("what can Ann van Can see"), "ana");
    assert_eq!(
        who("what can van can see"),
        "ana",
        "a part that only one name has"
    );
    assert_eq!(who("what can employee 2 do"), "mgr");
    let acme = Asked::of(sample("acme"));
    for text in [
        "who is Emre Yıldız",
        "who is emre yildiz",
        "WHO IS EMRE.YILDIZ?",
        "who is Yildiz",
    ] {
        let Q::WhatIs(keys) = acme.parse(text) else {
            panic!("{text}")
        };
        let ids: Vec<String> = keys.iter().map(|key| key.id()).collect();
        assert_eq!(ids, ["emre.yildiz"], "{text}");
    }
}

#[test]
fn a_field_is_found_behind_every_door_that_shows_it() {
    let acme = Asked::of(sample("acme"));
    let doing = doing(&acme, "see job title");
    let doors: Vec<&str> = doing
        .deeds
        .iter()
        .map(|deed| deed.permission.as_str())
        .collect();
    assert_eq!(doors, ["people.job.title", "people.profile"]);
    assert!(doing.field.is_some());
    let notes = acme.answer("who can see job title of Tim Engel").notes;
    assert_eq!(
        notes,
        ["Job title is shown by Job title (view), Profile (view)"]
    );
}

#[test]
fn what_is_not_understood_says_where_and_what_would_be() {
    let acme = Asked::of(sample("acme"));
    let stop = acme.refused("who can see salry of Tim Engel");
    assert_eq!(stop.word, "salry");
    assert_eq!(stop.near, ["Salary"]);
    assert!(
        stop.text()
            .starts_with("It stops at “salry”; expected a permission or a field"),
        "{}",
        stop.text()
    );
    let stop = acme.refused("what can Tim see");
    assert_eq!(
        stop.text(),
        "“Tim” may be Tim Engel (tim.engel) or Tim Marquardt (tim.marquardt); the whole name or the \
         id tells them apart"
    );
    assert_eq!(stop.near, ["Tim Engel", "Tim Marquardt"]);
    assert_eq!(
        acme.refused("who can propose audit log").text(),
        "“Audit log” has no level at which one can propose it"
    );
    assert!(
        acme.refused("who can see salary of")
            .text()
            .starts_with("It goes on with ")
    );
    assert!(acme.refused("").text().starts_with("It goes on with "));
    let stop = acme.refused("who can see salary today");
    assert_eq!(stop.word, "today");
}

/// Every text a completion leads to is a question, or the beginning of one.
fn is_beginning(lexicon: &Lexicon, text: &str) -> bool {
    parse(lexicon, text).is_ok() || !complete(lexicon, &format!("{text} ")).is_empty()
}

#[test]
fn what_may_come_next_is_offered() {
    let acme = Asked::of(sample("acme"));
    let offered = |text: &str| -> Vec<String> {
        let list = complete(&acme.lexicon, text);
        list.into_iter().map(|one: Completion| one.text).collect()
    };
    assert!(offered("who c").contains(&"who can".to_owned()));
    assert_eq!(offered("who can edit sal"), ["who can edit Salary"]);
    assert!(offered("who can edit salary").contains(&"who can edit salary of".to_owned()));
    assert!(offered("what can sofia alm").contains(&"what can Sofia Almeida".to_owned()));
    assert!(offered("what can almei").contains(&"what can Sofia Almeida".to_owned()));
    let value = "who can edit salary of people in Berlin".to_owned();
    assert!(offered("who can edit salary of people in ber").contains(&value));
    let level = "who can propose Bonus".to_owned();
    assert!(offered("who can propose bo").contains(&level));
    assert!(
        !offered("who can propose ")
            .iter()
            .any(|text| text.contains("Audit log"))
    );
}

#[test]
fn every_example_can_be_asked_of_its_model() {
    for name in ["acme", "leena", "hibob", "datafisher", "sherp", "leapsome"] {
        let asked = Asked::of(sample(name));
        let list = examples(&asked.lexicon);
        assert!(list.len() > 25, "{name} offers {}", list.len());
        for example in list {
            let answer = asked.answer(&example.text);
            assert!(!answer.sentence.is_empty(), "{}", example.text);
        }
    }
}

/// Some texts a person may stop at: every beginning of every example.
#[test]
fn every_completion_leads_to_a_question() {
    for name in ["acme", "leena", "sherp"] {
        let asked = Asked::of(sample(name));
        let mut n_offered = 0;
        for example in examples(&asked.lexicon) {
            let words: Vec<&str> = example.text.split(' ').collect();
            for n in 0..=words.len() {
                let whole = words[..n].join(" ");
                let begun: String = whole
                    .chars()
                    .take(whole.chars().count().saturating_sub(2))
                    .collect();
                for text in [whole.clone(), format!("{whole} "), begun] {
                    for one in complete(&asked.lexicon, &text) {
                        n_offered += 1;
                        assert!(
                            is_beginning(&asked.lexicon, &one.text),
                            "{text:?} to {:?}",
                            one.text
                        );
                    }
                }
            }
        }
        assert!(n_offered > 500);
    }
}

#[test]
fn an_answer_that_can_be_kept_holds_once_it_is_kept() {
    use sightline::engine::checks::run_expectations;
    let reviews = reviews();
    let questions = [
        "who can view goals of Employee 7",
        "can Employee 2 view goals of Employee 7",
        "can Employee 7 view goals of Employee 2",
        "why can't Employee 7 view goals of Employee 2",
        "who can read private feedback of Employee 7",
        "who can see review results of people in Berlin",
        "can every manager view goals of their direct reports",
        "can everyone manage goals of themselves",
        "whose goals can Employee 2 view",
        "who can create surveys",
        "can Employee 2 view goals of anyone",
        "can Employee 7 see review results of Employee 2",
    ];
    let mut n_kept = 0;
    for question in questions {
        let Some(keep) = reviews.answer(question).keep else {
            continue;
        };
        n_kept += 1;
        let mut model = reviews.model.clone();
        model.apply(&keep).unwrap();
        for result in run_expectations(&engine(&model)) {
            assert!(result.holds, "{question}: {}", result.sentence);
        }
    }
    assert!(n_kept >= 9, "{n_kept}");
}

/// All answers about one target are those of the engine.
#[test]
fn who_can_is_everyone_the_engine_allows() {
    let acme = Asked::of(sample("acme"));
    for (what, permission, level) in [
        ("see salary", "people.pay.salary", "view"),
        ("edit bank details", "people.bank", "edit"),
        ("propose bonus", "people.pay.bonus", "propose"),
        ("see sick notes", "people.sick_notes", "view"),
    ] {
        for name in ["Tim Engel", "Carla Neumann", "Helene Brandt"] {
            let answer = acme.answer(&format!("who can {what} of {name}"));
            let Some(Door::WhoCan { target, .. }) = &answer.door else {
                panic!("{what} of {name}")
            };
            let mut expected: Vec<String> = acme
                .engine
                .who_can(&permission.into(), &level.into(), target.as_ref())
                .iter()
                .map(|id| acme.model.principals().get(id).unwrap().name.clone())
                .collect();
            let mut said: Vec<String> = answer.rows.iter().map(|row| row.text.clone()).collect();
            expected.sort();
            said.sort();
            assert_eq!(said, expected, "{what} of {name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_ends_in_a_question_or_a_reason(text in "\\PC{0,60}") {
        let asked = leena();
        match parse(&asked.lexicon, &text) {
            Ok(question) => drop(answer(&asked.engine, &question)),
            Err(stop) => prop_assert!(!stop.text().is_empty()),
        }
        for one in complete(&asked.lexicon, &text) {
            prop_assert!(is_beginning(&asked.lexicon, &one.text), "{:?}", one.text);
        }
    }

    #[test]
    fn words_of_questions_in_any_order_do_no_harm(
        words in proptest::collection::vec(
            prop_oneof![
                Just("who"), Just("what"), Just("can"), Just("can't"), Just("see"), Just("edit"),
                Just("of"), Just("people"), Just("in"), Just("the"), Just("Employee 1"), Just("'s"),
                Just("Pune"), Just("own"), Just("their"), Just("reports"), Just("job details"),
                Just("Candidate Y"), Just("why"), Just("group"), Just("Group A"), Just("has"),
            ],
            0..12,
        ),
    ) {
        let asked = leena();
        let text = words.join(" ");
        if let Ok(question) = parse(&asked.lexicon, &text) {
            drop(answer(&asked.engine, &question));
        }
        for one in complete(&asked.lexicon, &text) {
            prop_assert!(is_beginning(&asked.lexicon, &one.text), "{text:?} to {:?}", one.text);
        }
    }

    #[test]
    fn yes_and_no_are_those_of_the_engine(
        who in 0usize..200, whom in 0usize..200, what in 0usize..200, verb in 0usize..2,
    ) {
        let asked = reviews_once();
        let people = asked.model.principals();
        let who = people.at(who % people.len()).unwrap();
        let whom = people.at(whom % people.len()).unwrap();
        let permissions: Vec<_> = asked
            .model
            .permissions()
            .iter()
            .filter(|permission| permission.about == sightline::model::About::Person)
            .collect();
        let permission = permissions[what % permissions.len()];
        let verb = ["use", "have"][verb];
        let text = format!("can {} {verb} {} of {}", who.name, permission.name, whom.name);
        let said = asked.answer(&text);
        let target = Target::of_person(&asked.model, &whom.id);
        let allowed = asked.engine.allows(&who.id, &permission.id, &"yes".into(), &target);
        prop_assert_eq!(said.verdict, Some(allowed), "{}", text);
    }
}

fn leena() -> &'static Asked {
    static LEENA: std::sync::OnceLock<Asked> = std::sync::OnceLock::new();
    LEENA.get_or_init(|| Asked::of(sample("leena")))
}

fn reviews_once() -> &'static Asked {
    static REVIEWS: std::sync::OnceLock<Asked> = std::sync::OnceLock::new();
    REVIEWS.get_or_init(reviews)
}

#[test]
fn how_far_someone_gets_is_what_the_engine_decides_target_by_target() {
    use sightline::model::{ItemSelector, On};
    let acme = sample("acme");
    let engine = engine(&acme);
    let berlin = Reach::Where(Condition::one("site", Op::Is, &["Berlin"]));
    let one = Reach::Listed(vec!["tim.engel".into(), "jakob.ebert".into()]);
    let cases = [
        ("people.pay.salary", "view", On::People(berlin.clone())),
        ("people.pay.salary", "view", On::People(one.clone())),
        ("people.job", "propose", On::People(Reach::direct_reports())),
        ("people.bank", "edit", On::People(Reach::Oneself)),
        (
            "reviews.result",
            "view",
            On::Items(ItemSelector::About(berlin)),
        ),
        (
            "reviews.result",
            "view",
            On::Items(ItemSelector::About(one.clone())),
        ),
        ("onb.status", "edit", On::Items(ItemSelector::Any)),
        ("learning.admin.see", "yes", On::People(one)),
        ("platform.audit", "yes", On::Nothing),
    ];
    for (permission, level, on) in cases {
        let all = engine.all_among(&permission.into(), &level.into(), &on);
        assert_eq!(all.len(), acme.principals().len(), "{permission}");
        for among in all {
            let targets = engine.named_targets(&among.who, &permission.into(), &on);
            let can = |target: &&Target| {
                engine.allows(&among.who, &permission.into(), &level.into(), target)
            };
            let n = targets.iter().filter(can).count();
            let said = (among.n, among.of);
            assert_eq!(
                said,
                (n, targets.len()),
                "{permission} {on:?} {}",
                among.who
            );
            assert_eq!(among.reached.is_some(), n > 0, "{permission} {}", among.who);
            assert_eq!(
                among.missed.is_some(),
                n < targets.len(),
                "{permission} {}",
                among.who
            );
            let alone = engine.among(&among.who, &permission.into(), &level.into(), &on);
            assert_eq!(alone, Some(among));
        }
    }
}
