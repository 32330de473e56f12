//! The layout. `cases` are pages that show one thing each (the files in `tests/cases/page`); `lines`,
//! `masthead`, `tables`, `cells`, `tall` and `pages` what a theme can ask of each, and their laws; `charts` of drawings and of what stands beside each other; `decisions` what the pages tell
//! the DOCX; `looks` how some of these pages look; `laws` those of any text; `tags` the structure of it; `whole`
//! those of any bulletin, and the goldens.

mod cases;
mod cells;
mod charts;
mod decisions;
mod laws;
mod lines;
mod looks;
mod masthead;
mod pages;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod tags;
mod tall;
mod whole;
