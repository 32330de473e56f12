//! Work on many inputs side by side, told in the order of the inputs: each as soon as those before it
//! are told. What is done and not yet told is bounded, so that a batch of any length keeps little.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Does `work` for every number below `count` on so many threads, and hands what comes of it to
/// `tell`, on the thread of the caller and in the order of the numbers. No work begins that is
/// [`ahead`] of what has been told.
pub(crate) fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut tell: impl FnMut(usize, T),
) {
    let threads = threads.clamp(1, count.max(1));
    let bench =
        Bench { count, ahead: ahead(threads), state: Mutex::default(), turn: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let _wake = Wake(&bench);
                while let Some(number) = bench.take() {
                    let made = work(number);
                    bench.put(number, made);
                }
            });
        }
        let _wake = Wake(&bench);
        for number in 0..count {
            let Some(made) = bench.made(number) else { break };
            tell(number, made);
            bench.told();
        }
    });
}

/// How far the work of so many threads may run ahead of what is told: one long input leaves the others
/// something to do.
pub(crate) fn ahead(threads: usize) -> usize {
    4 * threads
}

/// What the threads share.
struct Bench<T> {
    count: usize,
    ahead: usize,
    state: Mutex<State<T>>,
    /// Something has changed.
    turn: Condvar,
}

struct State<T> {
    /// The number that is begun next.
    next: usize,
    told: usize,
    made: BTreeMap<usize, T>,
    /// A thread has panicked: nobody waits for what will not come.
    broken: bool,
}

impl<T> Default for State<T> {
    fn default() -> State<T> {
        State { next: 0, told: 0, made: BTreeMap::new(), broken: false }
    }
}

impl<T> Bench<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state when it is as wanted.
    fn when(&self, wanted: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        let waits = |state: &mut State<T>| !state.broken && !wanted(state);
        self.turn.wait_while(self.lock(), waits).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next number to work on; none when there is no more.
    fn take(&self) -> Option<usize> {
        let mut state =
            self.when(|state| state.next >= self.count || state.next < state.told + self.ahead);
        if state.broken || state.next >= self.count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    fn put(&self, number: usize, made: T) {
        self.lock().made.insert(number, made);
        self.turn.notify_all();
    }

    fn made(&self, number: usize) -> Option<T> {
        self.when(|state| state.made.contains_key(&number)).made.remove(&number)
    }

    fn told(&self) {
        self.lock().told += 1;
        self.turn.notify_all();
    }
}

/// Wakes the others when a thread ends by a panic.
struct Wake<'a, T>(&'a Bench<T>);

impl<T> Drop for Wake<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.lock().broken = true;
            self.0.turn.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use super::*;

    #[test]
    fn all_is_told_in_order() {
        for count in [0, 1, 2, 3, 100] {
            for threads in [0, 1, 2, 16] {
                let mut told = Vec::new();
                in_order(
                    count,
                    threads,
                    |number| number * 3,
                    |number, made| {
                        told.push((number, made));
                    },
                );
                let expected: Vec<_> = (0..count).map(|number| (number, number * 3)).collect();
                assert_eq!(told, expected, "{count} on {threads}");
            }
        }
    }

    /// What was made, counted as long as it is there.
    struct Kept<'a>(&'a AtomicUsize);

    impl Drop for Kept<'_> {
        fn drop(&mut self) {
            self.0.fetch_sub(1, SeqCst);
        }
    }

    #[test]
    fn what_is_not_yet_told_is_bounded() {
        let (kept, told, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let threads = 4;
        let work = |number: usize| {
            // Each begins only when those so far before it have been told.
            assert!(number < told.load(SeqCst) + ahead(threads), "{number}");
            most.fetch_max(kept.fetch_add(1, SeqCst) + 1, SeqCst);
            // The first of each ten is slow: the others catch up with it.
            if number.is_multiple_of(10) {
                (0..1000).for_each(|_| thread::yield_now());
            }
            Kept(&kept)
        };
        in_order(2_000, threads, work, |_, made| {
            told.fetch_add(1, SeqCst);
            drop(made);
        });
        assert_eq!((told.load(SeqCst), kept.load(SeqCst)), (2_000, 0));
        assert!(most.load(SeqCst) <= ahead(threads), "{most:?}");
    }

    #[test]
    fn a_panic_ends_it() {
        let ended = |panics_at: usize, in_telling: bool| {
            std::panic::catch_unwind(|| {
                in_order(
                    50,
                    2,
                    |number| assert!(in_telling || number != panics_at),
                    |number, ()| assert!(!in_telling || number != panics_at),
                );
            })
        };
        assert!(ended(3, false).is_err() && ended(3, true).is_err() && ended(50, true).is_ok());
    }
}
