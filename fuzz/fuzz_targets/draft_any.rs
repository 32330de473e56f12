//! Any text: no panic, nothing lost, its canonical draft is read the same, and reading it twice and
//! four times over takes time in proportion.
#![no_main]

#[path = "../../tests/laws/draft/kept.rs"]
mod kept;

use std::time::{Duration, Instant};

use bulletin::draft::{parse, print};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let draft = parse(text);
    let lost = kept::lost(text, &draft.bulletin, &draft.map, &draft.findings);
    assert!(lost.is_empty(), "lost {lost:?}");
    let figures = kept::lost_figures(text, &draft.bulletin, &draft.map);
    assert!(figures.is_empty(), "lost {figures:?}");
    let bulletin = draft.bulletin;
    let canonical = print(&bulletin);
    assert_eq!(parse(&canonical).bulletin, bulletin, "{canonical}");
    // Measuring takes a thousand times as long as reading, so one text in a hundred is measured.
    if text.bytes().map(usize::from).sum::<usize>() % 100 == 0 {
        grows_in_proportion(text);
    }
});

/// Reads N, 2N and 4N characters. Quadratic growth would be 16 times. Short times say nothing, and
/// neither does one bad measure on a busy machine: only what is slow every time is a finding.
fn grows_in_proportion(text: &str) {
    if text.is_empty() {
        return;
    }
    let once = text.repeat(4_096_usize.div_ceil(text.len()));
    let texts = [once.clone(), once.repeat(2), once.repeat(4)];
    #[expect(clippy::disallowed_methods, reason = "time is what is measured")]
    let time = |text: &String| {
        let start = Instant::now();
        std::hint::black_box(parse(text));
        start.elapsed()
    };
    let floor = Duration::from_millis(20);
    let mut times = [Duration::ZERO; 3];
    let slow = |[one, two, four]: [Duration; 3]| two > one * 8 + floor || four > one * 14 + floor;
    let slow_every_time = (0..20).all(|_| {
        times = [time(&texts[0]), time(&texts[1]), time(&texts[2])];
        slow(times)
    });
    assert!(!slow_every_time, "{times:?}");
}
