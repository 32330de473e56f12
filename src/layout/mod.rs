//! Flow → Pages: breaks lines, fills pages, places every glyph.

pub(crate) mod page;
