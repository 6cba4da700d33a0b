//! Work on a list that is shared between the cores; what comes of it stands in the order of the list.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More threads than these have little left to share.
const MOST_THREADS: usize = 4;

/// What comes of each of a list.
pub(super) fn each<T: Send, R: Send>(list: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    let n_threads = n_threads.min(MOST_THREADS).min(list.len());
    if n_threads < 2 {
        return list.into_iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let open: Vec<Mutex<Option<T>>> = list.into_iter().map(|one| Mutex::new(Some(one))).collect();
    let take = || loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let one = open.get(at)?.lock().ok()?.take();
        if let Some(one) = one {
            return Some((at, one));
        }
    };
    let share = || {
        let mut done = Vec::new();
        while let Some((at, one)) = take() {
            done.push((at, work(one)));
        }
        done
    };
    let mut all: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..n_threads).map(|_| scope.spawn(share)).collect();
        let mut all = share();
        for other in others {
            match other.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn what_comes_of_each_stands_in_its_place() {
        let squares = each((0..1000u64).collect(), |n| n * n);
        assert_eq!(squares, (0..1000u64).map(|n| n * n).collect::<Vec<_>>());
        assert!(each(Vec::<u8>::new(), |n| n).is_empty());
    }
}
