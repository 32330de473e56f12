//! The command `bulletin`.

fn main() {}
