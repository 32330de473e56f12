//! The list of written files on standard output: for programs as the names are, on a terminal with
//! escapes, for a name may hold anything.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use bulletin::{Error, Finding, Place};

use super::to_stdout;
use crate::console;
use crate::messages::OutputMessage;
use crate::safe::shown;

/// How the names in a list end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    Line,
    /// With a zero byte, which no name holds.
    Null,
}

/// Lists files; with what a reader of lines must know of their names.
pub(crate) fn list(paths: &[&Path], ends: Ends) -> Result<Vec<Finding>, Error> {
    let (text, findings) = listed(paths, ends, io::stdout().is_terminal());
    to_stdout(&text).map(|()| findings)
}

fn listed(paths: &[&Path], ends: Ends, terminal: bool) -> (Vec<u8>, Vec<Finding>) {
    let (mut text, mut findings) = (Vec::new(), Vec::new());
    for path in paths {
        let name = path.as_os_str().as_encoded_bytes();
        match ends {
            Ends::Null => text.extend_from_slice(&[name, b"\0"].concat()),
            Ends::Line if terminal => {
                text.extend_from_slice(&console::encoded(&(shown(path) + "\n")));
            }
            Ends::Line if name.contains(&b'\n') || name.contains(&b'\r') => {
                text.extend_from_slice((shown(path) + "\n").as_bytes());
                let document = path.to_string_lossy().into_owned();
                let odd = OutputMessage::OddName { document };
                findings.push(Finding::new(odd, Place::default()));
            }
            Ends::Line => text.extend_from_slice(&[name, b"\n"].concat()),
        }
    }
    (text, findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_or_ends_with_zero() {
        let names = ["周报.pdf", "a\nb.pdf", "c\u{1b}[2J.pdf"].map(Path::new);
        let (lines, findings) = listed(&names, Ends::Line, false);
        assert_eq!(lines, "周报.pdf\na\\nb.pdf\nc\u{1b}[2J.pdf\n".as_bytes());
        assert_eq!(findings.iter().map(Finding::code).collect::<Vec<_>>(), ["output.odd-name"]);
        for terminal in [false, true] {
            let (null, findings) = listed(&names, Ends::Null, terminal);
            assert_eq!(null, "周报.pdf\0a\nb.pdf\0c\u{1b}[2J.pdf\0".as_bytes());
            assert_eq!(findings, []);
        }
        let (seen, findings) = listed(&names, Ends::Line, true);
        assert_eq!(seen, "周报.pdf\na\\nb.pdf\nc\\u{1b}[2J.pdf\n".as_bytes());
        assert_eq!(findings, []);
    }
}
