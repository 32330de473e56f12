//! Sentences that are not data yet. Goes when the last module has its `messages.rs`.
#![allow(missing_docs, reason = "goes")]

use std::fmt;

use crate::error::Error;
use crate::finding::Finding;
use crate::message::{Argument, ErrorKind, Language, Message, Severity};
use crate::place::{ModelPath, Place, Segment};

#[derive(Debug, Clone)]
struct Legacy {
    code: &'static str,
    severity: Severity,
    kind: ErrorKind,
    text: String,
    hint: Option<String>,
}

impl Message for Legacy {
    fn code(&self) -> &'static str {
        self.code
    }
    fn severity(&self) -> Severity {
        self.severity
    }
    fn kind(&self) -> ErrorKind {
        self.kind
    }
    fn meaning(&self) -> &'static str {
        ""
    }
    fn arguments(&self) -> Vec<(&'static str, Argument)> {
        vec![("text", Argument::Text(self.text.clone()))]
    }
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
    fn hint(&self, _: Language) -> Option<String> {
        self.hint.clone()
    }
}

impl Finding {
    #[doc(hidden)]
    pub fn legacy(
        code: &'static str,
        severity: Severity,
        place: Place,
        text: impl Into<String>,
    ) -> Finding {
        let kind = ErrorKind::Input;
        Finding::new(Legacy { code, severity, kind, text: text.into(), hint: None }, place)
    }

    #[doc(hidden)]
    pub fn legacy_hint(self, hint: impl Into<String>) -> Finding {
        let text = self.message(Language::English);
        let (code, severity, kind) = (self.code(), self.severity(), ErrorKind::Input);
        Finding::new(
            Legacy { code, severity, kind, text, hint: Some(hint.into()) },
            self.place().clone(),
        )
    }
}

impl Error {
    pub(crate) fn legacy(
        kind: ErrorKind,
        place: impl Into<String>,
        text: impl Into<String>,
    ) -> Error {
        let severity = Severity::Error;
        Error::new(
            Legacy { code: "legacy", severity, kind, text: text.into(), hint: None },
            Place::legacy(place),
        )
    }
}

impl Place {
    #[doc(hidden)]
    pub fn legacy(path: impl Into<String>) -> Place {
        let path = path.into();
        Place::path(if path.is_empty() { ModelPath::root() } else { ModelPath::root().field(path) })
    }
}

/// The steps of a path that was composed as a string. Goes with the strings: where a path is a
/// `ModelPath`, `ModelPath::from(&path)` is `path.clone()`.
impl From<&str> for ModelPath {
    fn from(path: &str) -> ModelPath {
        let fields = path.split('.').filter(|field| !field.is_empty());
        fields
            .flat_map(|field| {
                let mut steps = field.split('[');
                let name = steps.next().filter(|name| !name.is_empty()).map(str::to_owned);
                let indices = steps.filter_map(|index| index.trim_end_matches(']').parse().ok());
                let name = name.map(|name| Segment::Field(name.into()));
                name.into_iter().chain(indices.map(Segment::Index)).collect::<Vec<_>>()
            })
            .collect()
    }
}

impl From<&String> for ModelPath {
    fn from(path: &String) -> ModelPath {
        path.as_str().into()
    }
}

impl From<&ModelPath> for ModelPath {
    fn from(path: &ModelPath) -> ModelPath {
        path.clone()
    }
}
