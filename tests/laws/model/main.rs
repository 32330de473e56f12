//! The model: its forms in files and in print, the errors of what is wrong in a file, its limits,
//! and the laws of texts and rankings.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod faults;
mod files;
mod heads;
mod limits;
mod next;
mod notation;
mod ranking;
mod words;

use bulletin::{Bulletin, Error};

/// The least bulletin.
fn titled() -> Bulletin {
    Bulletin::new("快报")
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

/// As [`round_trips`], read by the library's own readers. JSON is YAML too.
fn own_round_trips(bulletin: &Bulletin) -> [(&'static str, Result<Bulletin, Error>); 5] {
    let json = serde_json::to_string_pretty(bulletin).unwrap();
    let yaml = serde_norway::to_string(bulletin).unwrap();
    // YAML 1.1, which `serde_norway` writes, ended lines at these; YAML 1.2 does not. And it leaves
    // bare what is a number without end, which our reader asks to be put in quotation marks.
    let endless = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit()) && word.parse().is_ok_and(f64::is_infinite)
    };
    let foreign = yaml.contains(['\u{2028}', '\u{2029}']) || yaml.split_whitespace().any(endless);
    let yaml = if foreign { &json } else { &yaml };
    [
        ("json", Bulletin::from_json(&json)),
        ("toml", Bulletin::from_toml(&toml::to_string_pretty(bulletin).unwrap())),
        ("yaml", Bulletin::from_yaml(yaml)),
        // As the command writes it.
        ("safe yaml", Bulletin::from_yaml(&serde_saphyr::to_string(bulletin).unwrap())),
        ("json as yaml", Bulletin::from_yaml(&json)),
    ]
}
