//! Answers that are kept hold, and every answer is the engine's.

use super::*;

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
