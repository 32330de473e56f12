//! What several test binaries share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod dump;
pub(crate) mod golden;
pub(crate) mod model;

use bulletin::{Bulletin, Fonts, Pages, Theme};

/// The bulletin of the example `weekly`.
pub(crate) fn weekly() -> Bulletin {
    toml::from_str(include_str!("../../examples/weekly.toml")).expect("weekly.toml is a bulletin")
}

/// The pages of a bulletin in the standard's theme with the embedded faces.
pub(crate) fn pages(bulletin: &Bulletin) -> Pages {
    bulletin.flow(&Theme::gbt9704()).pages(&Fonts::embedded()).expect("embedded faces serve")
}
