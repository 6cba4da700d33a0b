//! What is understood, and what is said of what is not.

use super::*;

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
