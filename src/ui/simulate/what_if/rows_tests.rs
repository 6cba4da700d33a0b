use super::*;
use crate::engine::Comparison;
use crate::model::Edit;
use crate::session::time_line;

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

fn acme() -> Model {
    let text = include_str!("../../../../samples/acme/model.ron");
    crate::io::native::parse(text).unwrap().model
}

/// Acme now, and with the module of people switched off.
fn switched_off() -> (Engine, Engine) {
    let model = acme();
    let mut after = model.clone();
    let off = crate::session::edits::rules::set_module_on(&model, &"people".into(), false);
    after.apply(&off.unwrap()).unwrap();
    let now = Engine::new(&model, day(2026, 11, 21));
    let then = now.again(&after, day(2026, 11, 21));
    (now, then)
}

#[test]
fn what_is_too_much_to_list_is_counted_and_the_first_few_are_named() {
    let (now, then) = switched_off();
    let cut = Gains::within(&now, &then, 1_000);
    assert!(cut.is_cut);
    assert!(cut.groups.len() <= MOST_GROUPS && !cut.groups.is_empty());
    assert_eq!(cut.n_gains, 0);
    let count = Comparison::new(&now, &then).count();
    assert_eq!(cut.n_losses as u64, count.n_losses);
    assert_eq!(cut.n_people, count.n_lose);
    assert_eq!(cut.n_more, count.n_lose - MOST_GROUPS);
}

#[test]
fn every_line_asks_a_question_that_tells_before_from_after() {
    let (now, then) = switched_off();
    let gains = Gains::new(&now, &then);
    assert!(!gains.is_cut && gains.n_losses > 0);
    for group in [0, gains.groups.len() / 2, gains.groups.len() - 1] {
        for line in 0..gains.n_listed(group).min(5) {
            let question = gains.question(group, line).unwrap();
            let [(was, _), (is, said)] = why(&now, &then, &question);
            assert!(was && !is, "{question:?}");
            assert!(said.contains("module is off"), "{said}");
        }
    }
}

#[test]
fn the_gate_is_asked_before_anything_is_applied() {
    let model = acme();
    let now = Engine::new(&model, day(2026, 11, 21));
    let gone = Change::new(
        "remove",
        vec![Edit::Remove(Key::Role("system-owner".into()))],
    );
    let gains = Gains::default().tried(&now, &gone, day(2026, 11, 21));
    assert!(gains.refusal.is_some());
    let nothing = Change::new("nothing", Vec::new());
    let gains = Gains::default().tried(&now, &nothing, day(2026, 11, 21));
    assert_eq!(gains.refusal, None);
}

#[test]
fn days_stand_on_the_axis_in_proportion() {
    let (from, to) = (day(2026, 12, 1), day(2026, 12, 11));
    assert_eq!(place(from, from, to), 0.0);
    assert_eq!(place(day(2026, 12, 6), from, to), 0.5);
    assert_eq!(place(to, from, to), 1.0);
    assert_eq!(place(from, from, from), 0.5);
}

#[test]
fn a_time_line_is_told_in_words() {
    let model = acme();
    let now = Engine::new(&model, day(2026, 11, 21));
    let line = time_line(&now, &"jan.bakker".into());
    let said: Vec<String> = line.turns.iter().map(causes).collect();
    let wanted = [
        "The role HR Business Partner begins",
        "The role HR Business Partner ends",
    ];
    assert_eq!(said, wanted);
    let days: Vec<Date> = line.turns.iter().map(|turn| turn.day).collect();
    assert_eq!(days, [day(2026, 12, 1), day(2027, 3, 1)]);
    let first = line.turns.first().unwrap();
    assert!(turn(first).starts_with("2026-12-01: "));
    assert!(shift_lines(&model, first).iter().all(|(gain, _)| *gain));
    let also = [day(2026, 11, 21)];
    assert_eq!(
        axis(&line, &also),
        Some((day(2026, 11, 21), day(2027, 3, 1)))
    );
}
