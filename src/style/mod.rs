//! The theme, and the flow that comes of applying it to a bulletin.

pub(crate) mod flow;
