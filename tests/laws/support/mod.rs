//! What the laws share: with the other tests, and bulletins of every shape.
#![allow(dead_code, unused_imports, reason = "each test binary uses a part of it")]

pub(crate) mod model;
pub(crate) mod schema;
#[path = "../../support/mod.rs"]
mod shared;

pub(crate) use shared::{cases, dump, face, golden, pages, root, weekly};
