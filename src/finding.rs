//! Findings: what a reader should know about a bulletin or its pages that is not an error. They
//! are data: all of them are reported, and nothing stops.

use std::fmt;

use serde::Serialize;

/// One thing that somebody should look at. A program that reads or checks bulletins itself makes
/// findings of its own, to be shown with those of the library.
///
/// ```
/// use bulletin::{Finding, Place, Severity};
///
/// let finding = Finding::new("input.encoding", Severity::Note, Place::at(1, 1), "read as GB18030")
///     .hint("save it as UTF-8");
/// assert_eq!(
///     finding.to_string(),
///     "note: 1:1: read as GB18030 (save it as UTF-8) [input.encoding]"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that noticed it: a short, stable name such as `font.missing-character`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is the matter, in one sentence.
    pub message: String,
    /// What would mend it, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong, or not as the standard recommends (一般).
    Warning,
    /// Certainly wrong, or against a requirement of the standard (应当).
    Error,
}

/// A place in a bulletin, in a draft text or on a page; whichever of them is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// The path in the model, such as `sections[2].blocks[0]`; empty for the whole.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// The line of the draft, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column of the draft in characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The sheet of the document, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

impl Place {
    /// A place in the model.
    pub fn path(path: impl Into<String>) -> Place {
        Place { path: path.into(), ..Place::default() }
    }

    /// A place in a draft; both count from 1.
    pub fn at(line: u32, column: u32) -> Place {
        Place { line: Some(line), column: Some(column), ..Place::default() }
    }
}

impl Finding {
    /// A finding without a hint.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        place: Place,
        message: impl Into<String>,
    ) -> Finding {
        Finding { rule, severity, place, message: message.into(), hint: None }
    }

    /// The same finding with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Finding {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(line) = self.line {
            parts.push(format!("{line}:{}", self.column.unwrap_or(1)));
        }
        if !self.path.is_empty() {
            parts.push(self.path.clone());
        }
        if let Some(page) = self.page {
            parts.push(format!("page {page}"));
        }
        f.write_str(&parts.join(", "))
    }
}

/// `warning: sections[0].heading: message (hint) [rule]`
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.severity)?;
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, " ({hint})")?;
        }
        write!(f, " [{}]", self.rule)
    }
}
