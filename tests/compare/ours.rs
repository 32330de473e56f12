//! Sets a text, one paragraph a line, in the type of the body: what `compare.py` compares with
//! Typst.
//!
//! `cargo run --release --example compared -- TEXT PDF [TIMES]` does it so many times, for clocks. With
//! `--keep` behind, numbers stay with their units where they can (`lines.keep`).

use std::error::Error;
use std::fs;

use bulletin::{Block, Bulletin, Fonts, Theme};

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, arguments): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let [text, file, times @ ..] = arguments.as_slice() else {
        return Err("usage: compared TEXT PDF [TIMES] [--keep]".into());
    };
    let text = fs::read_to_string(text)?;
    let times: u32 = times.first().map_or(Ok(1), |times| times.parse())?;
    let mut bulletin = Bulletin::new("简报");
    bulletin.body = text.lines().map(Block::from).collect();
    let mut theme = Theme::gbt9704();
    theme.lines.keep = flags.iter().any(|flag| flag == "--keep");
    for _ in 0..times {
        let set = bulletin.typeset(&theme, &Fonts::embedded())?;
        fs::write(file, set.pdf(&Default::default())?)?;
    }
    Ok(())
}
