//! What one waits for in the simulator: another person's eyes, why and why not, what would grant it,
//! who can, two side by side, the settings that decide, plain questions, what if. On the generated
//! company of the frames, without a window: `cargo bench --bench simulate [-- N …]`.
//!
//! Times are of this thread's CPU for one answer, over some people and permissions; the median and
//! the worst. The search for what would grant something shares its work between the cores: there the
//! CPU of all its threads counts. Nothing is asserted here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may stop"
)]

#[path = "frames/company.rs"]
#[allow(dead_code, reason = "the frames use all of it")]
mod company;

use std::time::Duration;

use sightline::engine::{Comparison, Engine, Question, Target};
use sightline::model::*;
use sightline::session::edits::moves;
use sightline::session::plain::{self, Lexicon};
use sightline::session::remedies::remedies;
use sightline::ui::simulate::rows::{self, Wanted};
use sightline::ui::simulate::{side, who};

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = match sizes.is_empty() {
        true => vec![300, 10_000],
        false => sizes,
    };
    println!("| people | what | median ms | worst ms |");
    println!("|---:|---|---:|---:|");
    for n in sizes {
        measure(n);
    }
}

/// Time this thread has used so far.
#[cfg(unix)]
fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// Time on the wall, where that of a thread cannot be asked for.
#[cfg(not(unix))]
fn cpu() -> Duration {
    static BEGAN: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    BEGAN.get_or_init(std::time::Instant::now).elapsed()
}

/// Time all threads have used so far.
#[cfg(unix)]
fn cpu_of_all() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// Time on the wall, where that of threads cannot be asked for.
#[cfg(not(unix))]
fn cpu_of_all() -> Duration {
    cpu()
}

/// One line: every case once.
fn line<C>(n: usize, what: &str, cases: &[C], work: impl FnMut(&C)) {
    timed(n, what, cases, cpu, work);
}

/// The same by a clock.
fn timed<C>(n: usize, what: &str, cases: &[C], clock: fn() -> Duration, mut work: impl FnMut(&C)) {
    let mut times: Vec<Duration> = cases
        .iter()
        .map(|case| {
            let start = clock();
            work(case);
            clock() - start
        })
        .collect();
    times.sort();
    let ms = |at: usize| times.get(at).map_or(0.0, |t| t.as_secs_f64() * 1e3);
    let (median, worst) = (ms(times.len() / 2), ms(times.len().saturating_sub(1)));
    println!("| {n} | {what} | {median:.2} | {worst:.2} |");
}

fn measure(n: usize) {
    let model = company::company(n);
    let day = Date::new(2026, 11, 21).expect("a day");
    let engine = Engine::new(&model, day);
    let people: Vec<PrincipalId> = model.principals().ids().cloned().collect();
    let some: Vec<&PrincipalId> = people.iter().step_by((n / 40).max(1)).collect();
    let questions = questions(&model, &some);
    // As in the window, everyone's answers are counted once before anyone asks.
    let first = questions.first().expect("a question");
    engine.who_can(&first.permission, &first.level, None);

    line(n, "another person's eyes", &some, |actor| {
        let wanted = Wanted {
            revision: (0, 0),
            actor: (*actor).clone(),
            module: None,
            list: None,
            target: None,
        };
        std::hint::black_box(rows::page(&engine, wanted));
    });
    line(n, "why, and why not", &questions, |q| {
        std::hint::black_box(engine.decide(&q.actor, &q.permission, &q.level, &q.target));
    });
    let refused: Vec<&Question> = questions
        .iter()
        .filter(|q| {
            let answer = engine.decide(&q.actor, &q.permission, &q.level, &q.target);
            !answer.allowed
        })
        .take(12)
        .collect();
    timed(n, "what would grant it", &refused, cpu_of_all, |q| {
        std::hint::black_box(remedies(&engine, q));
    });
    let few: Vec<&Question> = questions.iter().step_by(8).collect();
    line(n, "settings that decide", &few, |q| {
        std::hint::black_box(engine.settings_deciding(q));
    });
    for (what, is_one) in [
        ("who can, of one person", true),
        ("who can, of anyone", false),
    ] {
        line(n, what, &few, |q| {
            let wanted = who::rows::Wanted {
                revision: (0, 0),
                what: who::rows::What::Permission(q.permission.clone(), q.level.clone()),
                on: match is_one {
                    true => who::rows::On::One(q.target.clone()),
                    false => who::rows::On::Anything,
                },
            };
            std::hint::black_box(who::rows::who_can(&engine, &wanted));
        });
    }
    let pairs: Vec<(&PrincipalId, &PrincipalId)> = some
        .iter()
        .zip(some.iter().skip(1))
        .map(|(a, b)| (*a, *b))
        .step_by(5)
        .collect();
    line(n, "two side by side", &pairs, |(a, b)| {
        let side = |who| side::rows::Side {
            engine: &engine,
            who,
        };
        std::hint::black_box(side::rows::compare([side(a), side(b)]));
    });
    plain_questions(n, &engine, &questions);
    what_if(n, &engine, &some);
}

fn questions(model: &Model, some: &[&PrincipalId]) -> Vec<Question> {
    let permissions: Vec<&Permission> = model.permissions().iter().collect();
    let mut questions = Vec::new();
    for (nth, actor) in some.iter().enumerate() {
        for step in 0..2 {
            let permission = permissions[(nth * 7 + step * 3) % permissions.len()];
            let ladder = model.ladder_of(&permission.id).expect("a ladder");
            let target = some[(nth * 11 + 5) % some.len()];
            questions.push(Question {
                actor: (*actor).clone(),
                permission: permission.id.clone(),
                level: ladder.levels[1].clone(),
                target: Target::of_person(model, target),
            });
        }
    }
    questions
}

fn plain_questions(n: usize, engine: &Engine, questions: &[Question]) {
    let model = engine.model();
    let lexicon = Lexicon::new(model);
    let name = |id: &PrincipalId| model.title(&Key::Principal(id.clone()));
    let deed = |q: &Question| model.title(&Key::Permission(q.permission.clone()));
    let texts: Vec<String> = questions
        .iter()
        .step_by(8)
        .flat_map(|q| {
            let target = q.target.title(model);
            [
                format!("who can see {} of {target}", deed(q)),
                format!("can {} see {} of {target}", name(&q.actor), deed(q)),
            ]
        })
        .collect();
    line(n, "a plain question completed", &texts, |text| {
        let begun: String = text.chars().take(text.len() * 2 / 3).collect();
        std::hint::black_box(plain::complete(&lexicon, &begun));
    });
    line(n, "a plain question answered", &texts, |text| {
        if let Ok(question) = plain::parse(&lexicon, text) {
            std::hint::black_box(plain::begin(engine, &question, 8));
        }
    });
}

fn what_if(n: usize, engine: &Engine, some: &[&PrincipalId]) {
    let model = engine.model();
    let primary = "primary".into();
    let moved: Vec<&PrincipalId> = some.iter().skip(3).step_by(8).copied().collect();
    line(
        n,
        "a move thought out, and its outcome counted",
        &moved,
        |who| {
            let under = some.first().copied().cloned();
            let people = vec![(*who).clone()];
            let change = moves::under(model, &people, &primary, under.as_ref());
            let Some(change) = change else { return };
            let mut after = model.clone();
            if after.apply(&change).is_ok() {
                let after = engine.again(&after, engine.day());
                std::hint::black_box(Comparison::new(engine, &after).count());
            }
        },
    );
}
