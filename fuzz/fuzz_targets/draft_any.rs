//! Any text: no panic, nothing lost, its canonical draft is read the same, and reading it twice and
//! four times over takes time in proportion.
#![no_main]

#[path = "../../tests/draft/kept.rs"]
mod kept;

use std::time::{Duration, Instant};

use bulletin::draft::{parse, print};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (bulletin, findings) = parse(text);
    let lost = kept::lost(text, &bulletin, &findings);
    assert!(lost.is_empty(), "lost {lost:?}");
    let figures = kept::lost_figures(text, &bulletin, &findings);
    assert!(figures.is_empty(), "lost {figures:?}");
    let canonical = print(&bulletin);
    assert_eq!(parse(&canonical).0, bulletin, "{canonical}");
    grows_in_proportion(text);
});

/// Reads N, 2N and 4N characters. Quadratic growth would be 16 times; short times say nothing.
fn grows_in_proportion(text: &str) {
    if text.is_empty() {
        return;
    }
    let repeated = |bytes: usize| text.repeat(bytes.div_ceil(text.len()));
    let time = |text: &str| {
        let run = || {
            let start = Instant::now();
            std::hint::black_box(parse(text));
            start.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap_or_default()
    };
    let once = repeated(4_096);
    let [one, two, four] = [1, 2, 4].map(|times| time(&once.repeat(times)));
    let floor = Duration::from_millis(20);
    assert!(two < one * 8 + floor && four < one * 14 + floor, "{one:?}, {two:?}, {four:?}");
}
