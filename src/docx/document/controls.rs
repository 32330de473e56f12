//! Content controls (ECMA-376-1, 17.5.2) around what the masthead says: a program finds the issue and the
//! issuers by the tags, a clerk sees what a field is for when it is clicked on. They look like text.

use docx_rs::{ParagraphChild, Run, StructuredDataTag};

use crate::docx::raw::{CONTROL_NAME, CONTROL_RICH};
use crate::docx::text::Piece;
use crate::info::{Info, InfoField};
use crate::style::flow::Role;

/// A stretch of a paragraph's text, in bytes, that says a field.
struct Said<'a> {
    start: usize,
    end: usize,
    field: &'a InfoField,
}

/// The runs of a paragraph of the masthead, with a control around each of those that say a field.
pub(super) fn children(
    pieces: Vec<Piece>,
    role: Role,
    info: &Info,
    run: impl Fn(&Piece) -> Run,
) -> Vec<ParagraphChild> {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let said = said(&text, role, info);
    let mut children = Vec::new();
    let mut open: Option<(usize, StructuredDataTag)> = None;
    let mut at = 0;
    for mut piece in pieces {
        loop {
            // The stretch that this piece is in or comes before, and where it is cut for that.
            let here = said.iter().position(|said| said.end > at);
            let stretch = here.and_then(|index| Some((index, said.get(index)?)));
            let inside = stretch.filter(|(_, said)| said.start <= at);
            let cut = match (inside, stretch) {
                (Some((_, said)), _) => said.end - at,
                (None, Some((_, said))) => said.start - at,
                (None, None) => piece.text.len(),
            };
            let rest = (cut < piece.text.len()).then(|| piece.text.split_off(cut));
            at += piece.text.len();
            let run = run(&piece);
            match inside {
                Some((index, said)) => {
                    let control = match open.take() {
                        Some((number, control)) if number == index => control,
                        other => {
                            children.extend(other.map(closed));
                            let InfoField { key, name, .. } = said.field;
                            StructuredDataTag::new().alias(format!("{key}{CONTROL_NAME}{name}"))
                        }
                    };
                    open = Some((index, control.add_run(run)));
                }
                None => {
                    children.extend(open.take().map(closed));
                    children.push(ParagraphChild::Run(Box::new(run)));
                }
            }
            match rest {
                Some(rest) => piece.text = rest,
                None => break,
            }
        }
    }
    children.extend(open.map(closed));
    children
}

/// A control with all its runs: for plain text if it is of one look.
fn closed((_, mut control): (usize, StructuredDataTag)) -> ParagraphChild {
    if control.children.len() > 1
        && let Some(alias) = &mut control.property.alias
    {
        alias.push(CONTROL_RICH);
    }
    ParagraphChild::StructuredDataTag(Box::new(control))
}

/// Where a text says which fields, in its order.
fn said<'a>(text: &str, role: Role, info: &'a Info) -> Vec<Said<'a>> {
    let mut found: Vec<Said<'a>> = Vec::new();
    for field in info.fields.iter().filter(|field| may_say(role, field.key)) {
        for (needle, before) in needles(text, field) {
            let is_free = |start: usize, end: usize| {
                found.iter().all(|other| end <= other.start || other.end <= start)
            };
            let hit = text.match_indices(needle.as_str()).find_map(|(start, hit)| {
                let (start, end) = (start + before, start + hit.len());
                is_free(start, end).then_some(Said { start, end, field })
            });
            found.extend(hit);
        }
    }
    found.sort_by_key(|said| said.start);
    found
}

/// Whether a field is said in paragraphs of a role.
fn may_say(role: Role, key: &str) -> bool {
    match role {
        Role::Mark => key == "title",
        Role::Notice => matches!(key, "copy_number" | "secrecy" | "urgency"),
        Role::Issue | Role::Period | Role::Issuer | Role::Field => {
            matches!(key, "issue" | "total" | "period" | "issuers" | "signer" | "date")
        }
        _ => false,
    }
}

/// What is looked for, and how many bytes at its head are not of the field.
fn needles(text: &str, field: &InfoField) -> Vec<(String, usize)> {
    const TOTAL: &str = "总第";
    match field.key {
        "total" => vec![(format!("{TOTAL}{}", field.value), TOTAL.len())],
        // A line of a name that is set in several is part of it.
        "title" if !text.is_empty() && field.value.contains(text) => vec![(text.to_owned(), 0)],
        "issuers" => {
            let whole = std::iter::once(field.value.as_str());
            whole.chain(field.value.split('、')).map(|name| (name.to_owned(), 0)).collect()
        }
        _ => vec![(field.value.clone(), 0)],
    }
}
