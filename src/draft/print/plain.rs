//! Which words may stand on a plain line, because the reader reads back exactly these.

use crate::draft::chars::{ends_sentence, unspread};
use crate::draft::classify::{self, LineKind, Weight};
use crate::draft::directive;
use crate::draft::form::{self, Form};
use crate::draft::head::{self, Piece};
use crate::draft::join::is_closed;
use crate::draft::label::{self, NUMBERINGS};
use crate::draft::{imprint, lines, rich, source};
use crate::model::{Block, Section};

/// Whether words stand on one line of a draft without being changed or trimmed.
pub(super) fn is_line(words: &str) -> bool {
    let bare = words.replace('\\', "");
    !words.is_empty()
        && !lines::is_left_out(words)
        && directive::encode(&bare) == bare
        && !words.contains("  ")
        && source::is_clean(words)
        && !source::is_form_row(words)
}

/// The same for a line of the masthead, where marks of emphasis are left out.
pub(super) fn is_head_line(words: &str) -> bool {
    is_line(words) && !words.contains(['*', ','])
}

/// Whether markup can be a paragraph of its own that no other line continues.
pub(super) fn is_plain_text(markup: &str) -> bool {
    is_line(markup)
        && ends_sentence(markup)
        && is_closed(markup, false)
        && !markup.contains("****")
        && head::supplied_sentence(markup).is_none()
        && !directive::resembles(markup)
        && !imprint::resembles_recipients(markup)
}

/// Whether the name of the bulletin is read as its name wherever it stands.
pub(super) fn is_plain_name(title: &str) -> bool {
    is_head_line(title)
        && head::is_name(title)
        && !head::is_organ(title)
        && !head::resembles_field(title)
        && !title.contains(char::is_whitespace)
        && classify::kind(title) == LineKind::Plain
        && head::pieces(title) == [Piece::Name(title)]
        && !head::is_sentence(title)
}

/// Whether an issuer above the date is read as one.
pub(super) fn is_plain_issuer(issuer: &str) -> bool {
    is_head_line(issuer)
        && head::is_organ(issuer)
        && !head::is_name(issuer)
        && !head::resembles_field(issuer)
        && !issuer.contains(char::is_whitespace)
        && head::organs(issuer) == [issuer]
        && classify::kind(issuer) == LineKind::Plain
        && head::pieces(issuer) == [Piece::Name(issuer)]
        && !head::is_sentence(issuer)
}

/// The line that opens a section and how many of its blocks stand on it, if it is read back so.
pub(super) fn plain_opening(
    section: &Section,
    index: usize,
    depth: usize,
) -> Option<(String, usize)> {
    let kind = *NUMBERINGS.get(depth)?;
    let number = u32::try_from(index + 1).ok()?;
    let mark = label::print(kind, number)?;
    let first = match section.blocks.first() {
        Some(Block::Paragraph(text)) => Some(text),
        _ => None,
    };
    let (markup, blocks) = match (&section.heading, section.run_in) {
        (Some(heading), false) => (heading.to_string(), 0),
        (Some(heading), true) => (format!("{heading}{}", first?), 1),
        (None, _) => (first?.to_string(), 1),
    };
    let leads = section.blocks.len() == blocks && !section.sections.is_empty();
    let same = match form::read(&markup, leads) {
        Form::Heading(words) => blocks == 0 && section.heading.as_ref() == Some(&rich(words)),
        Form::RunIn(words, rest) => {
            section.run_in
                && section.heading.as_ref() == Some(&rich(words))
                && first == Some(&rich(rest))
        }
        Form::Numbered(words) => section.heading.is_none() && first == Some(&rich(words)),
    };
    let line = format!("{mark}{markup}");
    let read = classify::kind(&line);
    let labelled = matches!(&read, LineKind::Label { label, weight: Weight::Normal }
        if label.kind == kind && label.number == number && label.rest == markup && !label.doubtful);
    (same
        && labelled
        && unspread(&markup).is_none()
        && is_line(&markup)
        && head::supplied_sentence(&markup).is_none()
        && source::is_clean(&line)
        && is_closed(&markup, true))
    .then_some((line, blocks))
}
