//! The widths of text without a font, in thousandths of an em: what both writers must agree on in
//! tables is reckoned with them. An ideograph takes one em. Letters and digits take what they take
//! in a face of the Times kind; in a strong Chinese face as much as the widest of those in use, so
//! that what has room here has room on every page.

use super::flow::{Inline, Script};
use crate::punct::{self, Class, Prohibition};
use crate::typeface::Typeface;

/// Thousandths of an em in an em.
pub(super) const EM: i64 = 1000;

/// Times, from the space to the tilde (the metrics of its Adobe Font Metrics file).
#[rustfmt::skip]
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The width of a character of a Latin run.
pub(super) fn latin(character: char, face: Typeface) -> i64 {
    match (face, character) {
        (Typeface::Latin, '−' | '×' | '÷') => 564,
        (Typeface::Latin, '±') => 549,
        (Typeface::Latin, '°') => 400,
        (Typeface::Latin, '–') => 500,
        (Typeface::Latin, ' '..='~') => {
            let index = usize::try_from(u32::from(character) - 0x20).unwrap_or(0);
            TIMES.get(index).copied().map_or(EM, i64::from)
        }
        (_, 'M' | 'W' | 'm' | 'w' | '%' | '@' | '#') => 1020,
        (_, 'A'..='Z' | '+' | '<' | '=' | '>' | '&' | '_') => 790,
        (_, '!'..='~') => 640,
        (_, ' ') => 350,
        // A character that another face may have to serve.
        _ => EM,
    }
}

/// The width of a character of a run.
pub(super) fn character(character: char, script: Script, latin_face: Typeface) -> i64 {
    if punct::is_combining(character) || punct::is_break_mark(character) {
        return 0;
    }
    match script {
        Script::Han => punct::half_cells(character, true) * EM / 2,
        Script::Latin => latin(character, latin_face),
    }
}

/// The width of words whose characters go to the Latin face where it has them: of numbers.
pub(super) fn number(words: &str, latin_face: Typeface, gap: i64) -> i64 {
    let script = |c: char| if punct::is_latin(c) { Script::Latin } else { Script::Han };
    sum(words.chars().map(|c| (c, script(c), character(c, script(c), latin_face))), gap)
}

/// The width of inlines on one line, with so much between a Chinese and a Latin character.
pub(super) fn line(inlines: &[Inline], gap: i64) -> i64 {
    sum(characters(inlines), gap)
}

/// The width of the widest line of inlines that are broken only where they say so.
pub(super) fn widest_line(inlines: &[Inline], gap: i64) -> i64 {
    let lines = inlines.split(|inline| matches!(inline, Inline::Break));
    lines.map(|inlines| line(inlines, gap)).max().unwrap_or(0)
}

fn sum(characters: impl Iterator<Item = (char, Script, i64)>, gap: i64) -> i64 {
    let mut width = 0;
    let mut before = None;
    for (character, script, own) in characters {
        let class = class(character, script);
        let pair = (before, class);
        let word = |class| matches!(class, Class::Letter | Class::Digit);
        if matches!(pair, (Some(Class::Han), behind) if word(behind))
            || matches!(pair, (Some(before), Class::Han) if word(before))
        {
            width += gap;
        }
        width += own;
        before = Some(class);
    }
    width
}

fn class(character: char, script: Script) -> Class {
    match script {
        Script::Han => punct::han_class(character, false),
        Script::Latin => punct::latin_class(character),
    }
}

/// The width of the widest piece between two places where a line may end: what a column must be
/// wide enough for.
pub(super) fn widest_word(inlines: &[Inline]) -> i64 {
    let mut widest = 0;
    for line in inlines.split(|inline| matches!(inline, Inline::Break)) {
        let mut word = 0;
        let mut before: Option<(char, Script)> = None;
        for (character, script, width) in characters(line) {
            if before.is_some_and(|before| may_part(before, (character, script))) {
                word = 0;
            }
            // A space at a line end takes no room.
            if character != ' ' {
                word += width;
            }
            widest = widest.max(word);
            before = Some((character, script));
        }
    }
    widest
}

fn characters(inlines: &[Inline]) -> impl Iterator<Item = (char, Script, i64)> {
    let runs = inlines.iter().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run),
        Inline::Break => None,
    });
    runs.flat_map(|run| {
        let (script, face) = (run.script, run.font.latin);
        run.text.chars().map(move |c| (c, script, character(c, script, face)))
    })
}

/// Whether a line may end between two characters: not within a word of letters or digits but at
/// the joints of an address, not before a mark that closes, not behind one that opens.
fn may_part((before, script): (char, Script), (behind, next): (char, Script)) -> bool {
    let (first, second) = (class(before, script), class(behind, next));
    if second == Class::Space || punct::is_combining(behind) {
        return false;
    }
    // What any level keeps together.
    let level = Prohibition::Strict;
    if first == Class::BreakMark || second == Class::BreakMark {
        return before == '\u{200B}';
    }
    if punct::never_last(first, level) || punct::never_first(second, level) {
        return false;
    }
    match (script, next) {
        (Script::Latin, Script::Latin) => {
            first == Class::Space || punct::parts_word(before, second)
        }
        (Script::Han, Script::Han) => !matches!(first, Class::Ellipsis) || before != behind,
        // A Latin mark clings to what it belongs to, a sign and a unit to their number.
        (Script::Han, Script::Latin) => {
            second != Class::LatinMark
                && !(second == Class::Digit && punct::is_number_prefix(before))
        }
        (Script::Latin, Script::Han) => {
            first == Class::Space
                || first == Class::Letter
                || first == Class::Digit && !punct::is_unit_sign(behind)
                || matches!(before, '%' | '‰' | ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?')
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::style::runs::Typesetter;
    use crate::{Fonts, Theme, TypeRole};

    fn set(words: &str) -> Vec<Inline> {
        let theme = Theme::gbt9704();
        let setter = Typesetter { style: &theme.types[TypeRole::TableCell], cell: None };
        setter.words(words)
    }

    #[test]
    fn words_and_addresses_are_whole_and_chinese_is_not() {
        assert_eq!(widest_word(&set("政务服务")), EM);
        assert_eq!(widest_word(&set("服务，（线上）")), 2 * EM);
        assert_eq!(widest_word(&set("1,550.25%")), line(&set("1,550.25%"), 0));
        assert_eq!(widest_word(&set("https://a.gov/abc")), line(&set("https://"), 0));
        assert_eq!(widest_word(&set("on time")), line(&set("time"), 0));
        // What a line never parts: a sign before a number, a unit behind it.
        for whole in ["￥1,550", "55‰", "36℃", "120㎡"] {
            assert_eq!(widest_word(&set(whole)), line(&set(whole), 0), "{whole}");
        }
        assert_eq!(widest_line(&set("一二三\n四"), 0), 3 * EM);
        assert_eq!(line(&set("第8期"), 250), 3 * EM);
    }

    /// No character is wider in the embedded faces than it is taken for; digits, points and signs
    /// in the face of cells are exactly as wide, so that decimal points meet.
    #[test]
    fn the_embedded_faces_are_no_wider() {
        let fonts = Fonts::embedded();
        let advance = |typeface: Typeface, character: char| {
            let face = fonts.chain(typeface).first().unwrap();
            let open = face.open().unwrap();
            let em = crate::Length::emu(1000);
            open.glyph(character).map(|glyph| open.advance(glyph, em).to_emu())
        };
        for typeface in [Typeface::Latin, Typeface::Hei, Typeface::Kai, Typeface::FangSong] {
            for character in (' '..='~').chain("−±°×–".chars()) {
                let Some(real) = advance(typeface, character) else { continue };
                let taken = latin(character, typeface);
                assert!(real <= taken, "{character} of {typeface:?}: {real}, taken for {taken}");
            }
        }
        for character in "0123456789.,-−+%‰±".chars() {
            assert_eq!(
                advance(Typeface::Latin, character),
                Some(latin(character, Typeface::Latin))
            );
        }
    }
}
