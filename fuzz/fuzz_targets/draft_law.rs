//! Any valid bulletin: what is printed of it is read as the same bulletin.
#![no_main]

mod any;

use bulletin::draft::{parse, print};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: any::Input| {
    // What cannot be set, a draft need not say: a name of a chart longer than the limit.
    if input.0.validate().is_err() {
        return;
    }
    let canonical = print(&input.0);
    assert_eq!(parse(&canonical).bulletin, input.0, "{canonical}");
});
