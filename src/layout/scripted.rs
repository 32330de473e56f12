//! Superscript and subscript characters (Unicode, compatibility decompositions `<super>` and `<sub>`:
//! ⁿ ⁺ ₓ ₘ) that no face has: set from the letter, digit or sign that they are made of.

use unicode_normalization::char::decompose_compatible;

use crate::style::flow::Position;

/// The character that a superscript or subscript character is made of, and where it stands.
pub(super) fn parts(character: char) -> Option<(char, Position)> {
    let position = match u32::from(character) {
        // Digits, operators, and the letters of the phonetic alphabets.
        0xAA | 0xB2 | 0xB3 | 0xB9 | 0xBA | 0x2070..=0x207F => Position::Superscript,
        0x2B0..=0x2B8 | 0x2E0..=0x2E4 | 0x1D2C..=0x1D61 | 0x1D78 | 0x1D9B..=0x1DBF => {
            Position::Superscript
        }
        // The marks of reading order beside ideographs.
        0x3192..=0x319F => Position::Superscript,
        0x2080..=0x209C | 0x1D62..=0x1D6A | 0x2C7C => Position::Subscript,
        _ => return None,
    };
    let (mut base, mut count) = (character, 0);
    decompose_compatible(character, |part| {
        base = part;
        count += 1;
    });
    (count == 1 && base != character).then_some((base, position))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_or_lowered_character_is_one_character_at_a_place() {
        for (character, expected) in [
            ('ⁿ', Some(('n', Position::Superscript))),
            ('⁻', Some(('\u{2212}', Position::Superscript))),
            ('²', Some(('2', Position::Superscript))),
            ('ₓ', Some(('x', Position::Subscript))),
            ('₌', Some(('=', Position::Subscript))),
            // Two letters, a letter that is not raised, and one that decomposes otherwise.
            ('™', None),
            ('n', None),
            ('㎡', None),
        ] {
            assert_eq!(parts(character), expected, "{character}");
        }
    }
}
