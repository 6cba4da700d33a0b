//! What every benchmark measures with: times, memory, the machine, and tables to print.

pub mod child;
pub mod file;
pub mod machine;
pub mod memory;
pub mod table;
pub mod words;

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Work that takes long is repeated less: no further run begins after this.
const ENOUGH: Duration = Duration::from_secs(2);
const RUNS: usize = 9;

/// The median time of a piece of work. What it returns is dropped outside the time taken.
pub fn time<T>(mut work: impl FnMut() -> T) -> Duration {
    time_on(|| (), |()| work())
}

/// The median time of work on something that is made for each run outside the time taken.
pub fn time_on<M, T>(mut make: impl FnMut() -> M, mut work: impl FnMut(&M) -> T) -> Duration {
    let mut times = Vec::with_capacity(RUNS);
    let begun = Instant::now();
    while times.is_empty() || (times.len() < RUNS && begun.elapsed() < ENOUGH) {
        let thing = make();
        let start = Instant::now();
        let made = black_box(work(&thing));
        times.push(start.elapsed());
        drop(made);
    }
    median(times)
}

/// The time of one piece of work once.
pub fn once<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = black_box(work());
    (made, start.elapsed())
}

/// The mean time a question takes: the median over several passes through all of them.
pub fn each<Q, T>(questions: &[Q], mut ask: impl FnMut(&Q) -> T) -> Duration {
    let pass = time(|| {
        for question in questions {
            black_box(ask(question));
        }
    });
    pass / u32::try_from(questions.len().max(1)).unwrap_or(u32::MAX)
}

/// The time that 99 in 100 questions do not pass, each timed by itself, the clock included.
pub fn slowest_but_one_in_100<Q, T>(questions: &[Q], mut ask: impl FnMut(&Q) -> T) -> Duration {
    let mut times: Vec<Duration> = questions
        .iter()
        .map(|question| {
            let start = Instant::now();
            black_box(ask(question));
            start.elapsed()
        })
        .collect();
    times.sort();
    times
        .get(times.len() * 99 / 100)
        .copied()
        .unwrap_or_default()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The sizes named on the command line, or these.
pub fn sizes(otherwise: &[usize]) -> Vec<usize> {
    let named: Vec<usize> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    if named.is_empty() {
        otherwise.to_vec()
    } else {
        named
    }
}

/// True if the command line has a word.
pub fn asked_for(word: &str) -> bool {
    std::env::args().any(|arg| arg == word)
}
