//! Names as they are written: of pictures in a bulletin, and of files that Windows cannot have. Nothing
//! here asks a system, so that what holds on Windows is tested everywhere.

/// The system whose rules a name must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    Windows,
    Other,
}

impl System {
    /// The one that the program runs on.
    pub(crate) const THIS: System = if cfg!(windows) { System::Windows } else { System::Other };
}

/// Where a picture's name leads, as far as the words say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leads {
    /// Below the folder that it starts from, if no link leads elsewhere.
    Below,
    /// Out of it: from the root, from a drive, to another computer, or above by `..`.
    Outside,
    /// To the network, or to data in the name itself: `https://…`, `data:…`.
    Address,
    /// To a device or to a name that no file has.
    NoFile,
}

/// Where a picture's name leads. On Windows the mere look at `\\server\share` sends the user's name
/// there, so this is asked before any file is.
pub(crate) fn leads(name: &str, system: System) -> Leads {
    if is_address(name) {
        return Leads::Address;
    }
    let windows = system == System::Windows;
    let is_separator = |character| character == '/' || windows && character == '\\';
    if name.starts_with(is_separator) || windows && has_drive(name) {
        return Leads::Outside;
    }
    let mut depth = 0_i64;
    for part in name.split(is_separator) {
        match part {
            "" | "." => {}
            ".." => depth -= 1,
            _ if windows && fault(part).is_some() => return Leads::NoFile,
            _ => depth += 1,
        }
        if depth < 0 {
            return Leads::Outside;
        }
    }
    Leads::Below
}

/// Whether it begins as an address: `https://`, `file:///`, `data:`, `cid:`. One letter before a colon
/// is a drive.
fn is_address(name: &str) -> bool {
    let Some((scheme, rest)) = name.split_once(':') else { return false };
    let known = |scheme: &str| ["data", "cid", "mailto", "blob"].contains(&scheme);
    scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && (rest.starts_with("//") || known(&scheme.to_ascii_lowercase()))
}

/// `C:\hall.png`, and `C:hall.png`, which starts from wherever that drive stands.
fn has_drive(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic()) && characters.next() == Some(':')
}

/// Why Windows cannot have a file of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is that of a device, with any ending: `con`, `NUL.txt`, `com1.pdf`.
    Device,
    /// It holds one of `< > : " / \ | ? *` or a control character.
    Character(char),
    /// It ends with a dot or a blank, which Windows drops.
    End,
}

/// Why Windows cannot have a file of this name, without its folder.
/// (learn.microsoft.com, “Naming Files, Paths, and Namespaces”.)
pub(crate) fn fault(name: &str) -> Option<Fault> {
    let odd = |c: &char| *c < ' ' || r#"<>:"/\|?*"#.contains(*c);
    if let Some(character) = name.chars().find(odd) {
        return Some(Fault::Character(character));
    }
    // Blanks before the ending do not make another name of it.
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ');
    let stem = stem.to_ascii_uppercase();
    let numbered = |stem: &str| {
        let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
        number.is_some_and(|number| {
            let mut digits = number.chars();
            digits.next().is_some_and(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'))
                && digits.next().is_none()
        })
    };
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&&*stem) || numbered(&stem) {
        return Some(Fault::Device);
    }
    name.ends_with(['.', ' ']).then_some(Fault::End)
}

/// A name as file systems compare it that take capitals and small letters, or the two spellings of an
/// accent, for the same.
pub(crate) fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    // Small letters of capitals: ß and ſ, which have the capitals of others.
    name.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_where_it_says() {
        use Leads::{Address, Below, NoFile, Outside};
        for (name, other, windows) in [
            ("hall.png", Below, Below),
            ("图/大厅.png", Below, Below),
            ("./a/../hall.png", Below, Below),
            ("a//b/hall.png", Below, Below),
            ("..hall.png", Below, Below),
            ("../hall.png", Outside, Outside),
            ("a/../../in/hall.png", Outside, Outside),
            ("/etc/hall.png", Outside, Outside),
            ("..\\hall.png", Below, Outside),
            ("a\\..\\..\\hall.png", Below, Outside),
            ("\\hall.png", Below, Outside),
            ("\\\\server\\share\\hall.png", Below, Outside),
            ("//server/share/hall.png", Outside, Outside),
            ("\\\\?\\C:\\hall.png", Below, Outside),
            ("\\\\.\\pipe\\x", Below, Outside),
            ("C:\\hall.png", Below, Outside),
            ("c:hall.png", Below, Outside),
            ("hall.png:stream", Below, NoFile),
            ("con", Below, NoFile),
            ("图/NUL.png", Below, NoFile),
            ("hall.png ", Below, NoFile),
            ("https://gov.cn/hall.png", Address, Address),
            ("HTTP://gov.cn/hall.png", Address, Address),
            ("file:///etc/hall.png", Address, Address),
            ("data:image/png;base64,AA", Address, Address),
            ("第1期:大厅.png", Below, NoFile),
            ("", Below, Below),
        ] {
            assert_eq!(leads(name, System::Other), other, "{name}");
            assert_eq!(leads(name, System::Windows), windows, "{name}");
        }
    }

    #[test]
    fn names_that_windows_cannot_have_are_known() {
        for device in
            ["CON", "con.pdf", "nul", "NUL.tar.gz", "com1.docx", "LPT9", "Aux .pdf", "COM²"]
        {
            assert_eq!(fault(device), Some(Fault::Device), "{device}");
        }
        for character in ['<', '>', ':', '"', '/', '\\', '|', '?', '*', '\n', '\u{1f}'] {
            let name = format!("周{character}报.pdf");
            assert_eq!(fault(&name), Some(Fault::Character(character)), "{name:?}");
        }
        for end in ["周报.", "周报 ", "周报.pdf.", "…. "] {
            assert_eq!(fault(end), Some(Fault::End), "{end:?}");
        }
        for plain in
            ["周报.pdf", "console.pdf", "com10.pdf", "com.pdf", ".con", "周 报.docx", "con1"]
        {
            assert_eq!(fault(plain), None, "{plain}");
        }
    }

    #[test]
    fn names_are_compared_without_case_and_spelling_of_accents() {
        for (one, other) in [("A.PDF", "a.pdf"), ("Straße", "STRASSE"), ("e\u{301}.pdf", "É.pdf")]
        {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("周报.pdf"), folded("週報.pdf"));
    }
}
