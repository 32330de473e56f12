//! The commands that make a text: `parse`, `next`, `new`, `schema`, `themes` and `directives`.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

use bulletin::check::{self, Tidy};
use bulletin::{Bulletin, Error, Finding, Language, NamedTheme, Place, draft};
use flate2::read::ZlibDecoder;

use crate::args::{FindingStyle, Made, Next, Parse, SchemaOf, listed_directives};
use crate::format::{Format, Reading};
use crate::input::{self, Input, Source};
use crate::messages::OutputMessage;
use crate::outcome::Outcome;
use crate::output::write_made;
use crate::render::has_error;
use crate::show::{Found, show, show_own};

/// The draft of `bulletin new`.
const DRAFT: &str = include_str!("draft.txt");

/// The JSON Schemas, deflated. To make them from the types, as the library's feature `schema` does,
/// would add a third of a megabyte to the program; `tests/laws/schema.rs` holds the two equal.
const SCHEMA_OF_BULLETINS: &[u8] = include_bytes!("../schema/bulletin.json.zlib");
const SCHEMA_OF_THEMES: &[u8] = include_bytes!("../schema/theme.json.zlib");

/// `bulletin parse`: the model, and what is doubtful in the input.
pub(crate) fn parse(language: Language, request: Parse) -> Outcome {
    let Parse { input, from, format, name, tidy, made, style } = request;
    let made_of = |bulletin: &Bulletin, _: Format| write_made(&made, format.write(bulletin)?);
    read(language, style, (&input, from, tidy, name.as_deref()), made_of)
}

/// `bulletin next`: the skeleton of the issue after the last.
pub(crate) fn next(language: Language, request: Next) -> Outcome {
    let Next { last, from, format, date, tidy, made, style } = request;
    let made_of = |bulletin: &Bulletin, of_last: Format| {
        let next = bulletin.next_issue(date);
        let format = format.unwrap_or(of_last);
        let text = format.write(&next)?;
        let mut stale = check::stale(&next);
        // They are about the new file, not the last.
        if let Some(file) = &made.file {
            if format == Format::Draft && !stale.is_empty() {
                stale = draft::parse(&text).map.locate_findings(stale);
            }
            let file = file.to_string_lossy();
            let of_file = |mut place: Place| {
                place.file = Some(file.to_string());
                place
            };
            stale = stale.into_iter().map(|finding| finding.with_places(of_file)).collect();
        }
        let mut noticed = write_made(&made, text)?;
        noticed.append(&mut stale);
        Ok(noticed)
    };
    read(language, style, (&last, from, tidy, None), made_of)
}

/// `bulletin new`: a draft to start from.
pub(crate) fn new(language: Language, made: &Made) -> Outcome {
    ended(language, write_made(made, DRAFT.to_owned()))
}

/// `bulletin schema`.
pub(crate) fn schema(language: Language, of: SchemaOf, made: &Made) -> Outcome {
    let deflated = match of {
        SchemaOf::Bulletin => SCHEMA_OF_BULLETINS,
        SchemaOf::Theme => SCHEMA_OF_THEMES,
    };
    let mut text = String::new();
    let inflated = ZlibDecoder::new(deflated).read_to_string(&mut text).map_err(|error| {
        let message = OutputMessage::Unencodable { format: "JSON Schema" };
        Error::new(message, Place::default()).caused_by(error)
    });
    ended(language, inflated.and_then(|_| write_made(made, text)))
}

/// `bulletin themes`: the file of one, or a line for each: `weekly  周报  …`.
pub(crate) fn themes(language: Language, show: Option<&str>, made: &Made) -> Outcome {
    let mut text = String::new();
    for theme in NamedTheme::ALL {
        let name = theme.name();
        if show == Some(name) {
            text.push_str(theme.file());
        } else if show.is_none() {
            let (title, meaning) = (theme.title(Language::Chinese), theme.meaning(language));
            let _ = writeln!(text, "{name}\t{title}\t{meaning}");
        }
    }
    ended(language, write_made(made, text))
}

/// `bulletin directives`: a line for each directive of drafts.
pub(crate) fn directives(language: Language, made: &Made) -> Outcome {
    ended(language, write_made(made, listed_directives(language)))
}

/// `bulletin help`: how a command is used, or what the directives mean.
pub(crate) fn help(language: Language, text: &str) -> Outcome {
    let made = Made { file: None, force: false };
    ended(language, write_made(&made, text.to_owned()))
}

/// Reads a bulletin, makes a text of it and shows the findings. One that is not valid is an error
/// among them; what was read is written all the same, so that it can be mended.
fn read(
    language: Language,
    style: FindingStyle,
    (path, from, tidy, named): (&Path, Option<Format>, Tidy, Option<&str>),
    make: impl FnOnce(&Bulletin, Format) -> Result<Vec<Finding>, Error>,
) -> Outcome {
    let name = input::name(language, path);
    let mut source = Source::default();
    let mut findings = Vec::new();
    let mut noticed_in_making = Vec::new();
    let made = || -> Result<(), Error> {
        let (input, mut noticed) = Input::read(path, from)?;
        findings.append(&mut noticed);
        source.text.clone_from(&input.text);
        let Reading { bulletin, findings: mut noticed, map } = input.bulletin(tidy)?.named(named);
        source.map = map;
        findings.append(&mut noticed);
        findings.extend(bulletin.validate().map_err(Finding::from).err());
        noticed_in_making = make(&bulletin, input.format)?;
        Ok(())
    };
    let made = made();
    let mut outcome = if has_error(&findings) { Outcome::Stopped } else { Outcome::Done };
    if let Err(error) = made {
        findings.push(error.into());
        outcome = Outcome::Failed;
    }
    let mut findings = source.located(findings);
    findings.append(&mut noticed_in_making);
    let found = Found { name: &name, source: &source, findings: &findings };
    show(language, style, &[found]);
    outcome
}

/// The outcome of writing; why it failed is shown.
fn ended(language: Language, written: Result<Vec<Finding>, Error>) -> Outcome {
    match written {
        Ok(noticed) => {
            show_own(language, FindingStyle::Text, &noticed);
            Outcome::Done
        }
        Err(error) => {
            let findings = [error.into()];
            show_own(language, FindingStyle::Text, &findings);
            Outcome::Failed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draft_to_start_from_is_read_without_doubt() {
        let draft = bulletin::draft::parse(DRAFT);
        let (bulletin, findings) = (draft.bulletin, draft.findings);
        let doubts: Vec<_> = findings.iter().filter(|f| f.code() != "draft.comment").collect();
        assert!(doubts.is_empty(), "{doubts:?}");
        assert_eq!(bulletin.validate(), Ok(()));
        assert_eq!(bulletin.masthead.title, "窗口工作周报");
        assert!(bulletin.masthead.issue.is_some() && bulletin.masthead.date.is_some());
        assert!(bulletin.masthead.period.is_some() && !bulletin.masthead.issuers.is_empty());
        assert_eq!((bulletin.sections.len(), bulletin.appendices.len()), (3, 1));
        assert!(bulletin.imprint.report.is_some() && bulletin.imprint.print_count.is_some());
    }
}
