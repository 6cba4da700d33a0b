//! What is offered while one types.

use super::*;

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
