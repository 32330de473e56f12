//! Renders the weekly example many times in one process, both files, on as many threads as there are
//! processors, and fails where memory grows: a server that runs for months makes that many.
//!
//! `renders COUNT [--kept]` prints the peak memory after 100 renders, after ten times as many and so on, and
//! after COUNT. With `--kept` the program keeps what it makes, as one would that leaks: it must fail then.

use std::error::Error;
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bulletin::{Bulletin, Fonts, Theme};

/// After so many renders all that is made once is there: glyphs that were measured, arenas of threads.
const FIRST: usize = 100;
/// In kB: what the peak may grow by from there. A page of memory lost in each of 10,000 renders is ten times
/// that. Threads meet at their peaks more often the longer they run, so it is not zero.
const MOST: u64 = 4_000;

fn main() -> Result<(), Box<dyn Error>> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let Some(count) = count.filter(|count| *count > FIRST) else {
        return Err(format!("usage: renders COUNT [--kept], with more than {FIRST}").into());
    };
    let leaks = std::env::args().any(|argument| argument == "--kept");
    let work = Work {
        bulletin: Bulletin::from_toml(include_str!("../../examples/weekly.toml"))?,
        fonts: Fonts::embedded(),
        kept: leaks.then(Mutex::default),
    };
    let expected = work.render()?;
    let steps = std::iter::successors(Some(FIRST), |step| Some(step * 10));
    let steps = steps.take_while(|step| *step < count).chain([count]);
    let (mut done, mut first, mut last) = (0, None, 0);
    for step in steps {
        work.repeat(step - done, &expected)?;
        done = step;
        last = peak()?;
        first.get_or_insert(last);
        println!("{last:8} kB at the peak of {done} renders");
    }
    let grown = last - first.unwrap_or(last);
    if grown > MOST {
        return Err(format!("memory grows: {grown} kB from {FIRST} renders on").into());
    }
    Ok(())
}

/// Both files.
type Files = [Vec<u8>; 2];

struct Work {
    bulletin: Bulletin,
    fonts: Fonts,
    kept: Option<Mutex<Vec<Files>>>,
}

impl Work {
    fn render(&self) -> Result<Files, bulletin::Error> {
        let set = self.bulletin.typeset(&Theme::gbt9704(), &self.fonts)?;
        Ok([set.docx(&Default::default())?, set.pdf(&Default::default())?])
    }

    /// Renders so many times; each time the files are the same.
    fn repeat(&self, count: usize, expected: &Files) -> Result<(), String> {
        let begun = AtomicUsize::new(0);
        let work = || {
            while begun.fetch_add(1, Ordering::Relaxed) < count {
                let files = self.render().map_err(|error| error.to_string())?;
                if files != *expected {
                    return Err("other bytes than the first time".to_owned());
                }
                if let Some(kept) = &self.kept {
                    kept.lock().map_err(|error| error.to_string())?.push(files);
                }
            }
            Ok(())
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let ended = |thread: thread::ScopedJoinHandle<'_, _>| {
                thread.join().map_err(|_| "a render panics".to_owned())?
            };
            threads.into_iter().try_for_each(ended)
        })
    }
}

/// The most memory that this process has had, in kB, as Linux says it.
fn peak() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()).ok_or("no VmHWM")?;
    Ok(number.parse()?)
}
