//! The commands that make a text: `parse`, `next`, `new` and `schema`.

use bulletin::{Bulletin, Finding, schema};

use crate::args::{FindingStyle, Made, Next, Parse, SchemaOf};
use crate::format::{Format, json};
use crate::input::{self, Input, of_error};
use crate::lang::Lang;
use crate::outcome::Outcome;
use crate::output::write_made;
use crate::render::has_error;
use crate::show::{Found, show};

/// The draft of `bulletin new`.
const DRAFT: &str = include_str!("draft.txt");

/// `bulletin parse`: the model, and what is doubtful in the input.
pub(crate) fn parse(lang: Lang, request: Parse) -> Outcome {
    let Parse { input, from, format, made, style } = request;
    let made_of = |bulletin: &Bulletin, _: Format| write_made(&made, format.write(bulletin)?);
    read(lang, style, &input, from, made_of)
}

/// `bulletin next`: the skeleton of the issue after the last.
pub(crate) fn next(lang: Lang, request: Next) -> Outcome {
    let Next { last, from, format, date, made, style } = request;
    let made_of = |bulletin: &Bulletin, of_last: Format| {
        let next = bulletin.next_issue(date);
        write_made(&made, format.unwrap_or(of_last).write(&next)?)
    };
    read(lang, style, &last, from, made_of)
}

/// `bulletin new`: a draft to start from.
pub(crate) fn new(lang: Lang, made: &Made) -> Outcome {
    ended(lang, write_made(made, DRAFT.to_owned()))
}

/// `bulletin schema`.
pub(crate) fn schema(lang: Lang, of: SchemaOf, made: &Made) -> Outcome {
    let schema = match of {
        SchemaOf::Bulletin => schema::bulletin(),
        SchemaOf::Theme => schema::theme(),
    };
    ended(lang, json(&schema).and_then(|text| write_made(made, text)))
}

/// Reads a bulletin, makes a text of it and shows the findings. One that is not valid is an error
/// among them; what was read is written all the same, so that it can be mended.
fn read(
    lang: Lang,
    style: FindingStyle,
    path: &std::path::Path,
    from: Option<Format>,
    make: impl FnOnce(&Bulletin, Format) -> Result<(), Finding>,
) -> Outcome {
    let name = input::name(lang, path);
    let mut text = String::new();
    let mut findings = Vec::new();
    let made = || {
        let (input, mut noticed) = Input::read(path, from)?;
        findings.append(&mut noticed);
        text.clone_from(&input.text);
        let (bulletin, mut noticed) = input.bulletin()?;
        findings.append(&mut noticed);
        findings.extend(bulletin.validate().map_err(of_error).err());
        make(&bulletin, input.format)
    };
    let made = made();
    let mut outcome = if has_error(&findings) { Outcome::Stopped } else { Outcome::Done };
    if let Err(finding) = made {
        findings.push(finding);
        outcome = Outcome::Failed;
    }
    show(lang, style, &[Found { name: &name, text: &text, findings: &findings }]);
    outcome
}

/// The outcome of writing; why it failed is shown.
fn ended(lang: Lang, written: Result<(), Finding>) -> Outcome {
    match written {
        Ok(()) => Outcome::Done,
        Err(finding) => {
            let found = Found { name: "bulletin", text: "", findings: &[finding] };
            show(lang, FindingStyle::Text, &[found]);
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
