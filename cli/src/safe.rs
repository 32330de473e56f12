//! Words of other people on a terminal: what would move the cursor, turn the direction of the text
//! or not be seen is written as an escape. The library says which characters those are.

use std::fmt::{self, Write as _};
use std::path::Path;

use bulletin::{Language, Say};

/// A value as it stands in a sentence of a language.
pub(crate) struct Spoken<'a, T: ?Sized>(pub(crate) &'a T, pub(crate) Language);

impl<T: Say + ?Sized> fmt::Display for Spoken<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.say(self.1, f)
    }
}

/// All of a text, with escapes; unlike a quotation it is not cut short.
pub(crate) struct Safe<'a>(pub(crate) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| character.say(Language::English, f))
    }
}

/// The name of a file, with escapes.
pub(crate) fn shown(path: &Path) -> String {
    Safe(&path.to_string_lossy()).to_string()
}

/// Whether a character is seen as itself.
pub(crate) fn is_visible(character: char) -> bool {
    /// Takes the character and nothing else.
    struct Itself(char);

    impl fmt::Write for Itself {
        fn write_str(&mut self, said: &str) -> fmt::Result {
            if said == self.0.encode_utf8(&mut [0; 4]) { Ok(()) } else { Err(fmt::Error) }
        }
    }

    write!(Itself(character), "{}", Spoken(&character, Language::English)).is_ok()
}

/// JSON that says the same and in which every character is seen: the others can stand in strings
/// alone, and there JSON has its own escape for them.
pub(crate) fn json(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '\n' || is_visible(character) {
            safe.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    const ODD: &str = "周报\u{202e}txt.\n\u{1b}[2J\u{7f}\u{9b}\u{e0041}";

    #[test]
    fn nothing_hidden_is_left_of_a_name() {
        let name = shown(Path::new(ODD));
        assert_eq!(name, "周报\\u{202e}txt.\\n\\u{1b}[2J\\u{7f}\\u{9b}\\u{e0041}");
        assert_eq!(shown(Path::new(&"长".repeat(200))), "长".repeat(200));
    }

    #[test]
    fn json_says_the_same() {
        let written = serde_json::to_string(ODD).unwrap();
        let safe = json(&written);
        assert!(safe.chars().all(is_visible), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), ODD);
    }
}
