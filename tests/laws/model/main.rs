//! The model: its forms in files and in print, the errors of what is wrong in a file, its limits,
//! and the laws of texts and rankings.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod faults;
mod files;
mod limits;
mod next;
mod ranking;
mod words;

use bulletin::{Bulletin, Masthead};

/// The least bulletin.
fn titled() -> Bulletin {
    Bulletin {
        masthead: Masthead { title: "快报".into(), ..Masthead::default() },
        ..Bulletin::default()
    }
}

/// Writes a bulletin as JSON, TOML and YAML and reads each back.
fn round_trips(bulletin: &Bulletin) -> [(&'static str, Result<Bulletin, String>); 3] {
    let json = serde_json::to_string_pretty(bulletin).unwrap();
    let toml = toml::to_string_pretty(bulletin).unwrap();
    let yaml = serde_norway::to_string(bulletin).unwrap();
    [
        ("json", serde_json::from_str(&json).map_err(|error| format!("{error}\n{json}"))),
        ("toml", toml::from_str(&toml).map_err(|error| format!("{error}\n{toml}"))),
        ("yaml", serde_norway::from_str(&yaml).map_err(|error| format!("{error}\n{yaml}"))),
    ]
}
