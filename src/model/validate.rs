//! The checks of a whole bulletin: depth and size, and for one that a program made what reading
//! checks in a file.

use super::{Block, Bulletin, Contents, Section, Text, strict};
use crate::error::{Error, ErrorKind};

impl Bulletin {
    /// Checks what reading a file checks: limits of depth and size, tables that are none, words
    /// that cannot be printed. A bulletin that fails can still be applied a theme to; what cannot
    /// be done as asked is then among the findings.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`] or [`ErrorKind::Input`] with the path of the first value that is not
    /// as it must be.
    pub fn validate(&self) -> Result<(), Error> {
        self.check_masthead()?;
        let mut blocks = 0;
        for (path, list) in self.block_lists()? {
            blocks += 1 + list.len();
            if blocks > strict::MAX_BLOCKS {
                let message = format!(
                    "more than {} sections, blocks and appendices, the limit",
                    strict::MAX_BLOCKS
                );
                return Err(Error::new(ErrorKind::Limit, path, message));
            }
            for (index, block) in list.iter().enumerate() {
                check_block(block, &format!("{path}[{index}]"))?;
            }
        }
        Ok(())
    }

    fn check_masthead(&self) -> Result<(), Error> {
        let masthead = &self.masthead;
        if masthead.title.trim().is_empty() {
            let message = "nothing but white space, expected the name of the bulletin";
            return Err(Error::new(ErrorKind::Input, "masthead.title", message));
        }
        if let Some(period) = masthead.period
            && let Err(error) = super::Period::new(period.start, period.end)
        {
            return Err(Error::new(error.kind(), "masthead.period", error.message()));
        }
        let imprint = &self.imprint;
        let words = [
            ("masthead.title", Some(&masthead.title)),
            ("masthead.secrecy", masthead.secrecy.as_ref()),
            ("masthead.urgency", masthead.urgency.as_ref()),
            ("masthead.notice", masthead.notice.as_ref()),
            ("masthead.copy_number", masthead.copy_number.as_ref()),
            ("masthead.signer", masthead.signer.as_ref()),
            ("imprint.report", imprint.report.as_ref()),
            ("imprint.send", imprint.send.as_ref()),
            ("imprint.issue", imprint.issue.as_ref()),
            ("imprint.copy", imprint.copy.as_ref()),
            ("imprint.printed_by", imprint.printed_by.as_ref()),
        ];
        for (path, words) in words {
            check_words(words.map_or("", String::as_str), path)?;
        }
        for (index, issuer) in masthead.issuers.iter().enumerate() {
            check_words(issuer, &format!("masthead.issuers[{index}]"))?;
        }
        for (index, entry) in imprint.staff.iter().enumerate() {
            check_words(&entry.label, &format!("imprint.staff[{index}].label"))?;
            check_words(&entry.value, &format!("imprint.staff[{index}].value"))?;
        }
        for (index, note) in self.editor_note.iter().enumerate() {
            check_text(note, &format!("editor_note[{index}]"))?;
        }
        if let Some(Contents::Manual(lines)) = &self.contents {
            for (index, line) in lines.iter().enumerate() {
                check_text(line, &format!("contents[{index}]"))?;
            }
        }
        self.title.iter().try_for_each(|title| check_text(title, "title"))
    }

    /// The lists of blocks with their paths, in reading order. Sections are walked without
    /// recursion, so that no depth can exhaust the stack.
    fn block_lists(&self) -> Result<Vec<(String, &[Block])>, Error> {
        let mut lists = vec![("body".to_owned(), self.body.as_slice())];
        let mut waiting: Vec<(String, usize, &Section)> = Vec::new();
        push_sections(&mut waiting, &self.sections, "sections", 1);
        while let Some((path, depth, section)) = waiting.pop() {
            if depth > strict::MAX_DEPTH {
                let message = format!(
                    "a section at depth {depth}, deeper than the limit {}",
                    strict::MAX_DEPTH
                );
                return Err(Error::new(ErrorKind::Limit, path, message));
            }
            if let Some(heading) = &section.heading {
                check_text(heading, &format!("{path}.heading"))?;
            }
            lists.push((format!("{path}.blocks"), section.blocks.as_slice()));
            push_sections(&mut waiting, &section.sections, &format!("{path}.sections"), depth + 1);
        }
        for (index, appendix) in self.appendices.iter().enumerate() {
            check_text(&appendix.title, &format!("appendices[{index}].title"))?;
            lists.push((format!("appendices[{index}].blocks"), appendix.blocks.as_slice()));
        }
        Ok(lists)
    }
}

/// Queues sections so that the first is taken first.
fn push_sections<'a>(
    waiting: &mut Vec<(String, usize, &'a Section)>,
    sections: &'a [Section],
    path: &str,
    depth: usize,
) {
    let numbered = sections.iter().enumerate().rev();
    waiting.extend(numbered.map(|(index, section)| (format!("{path}[{index}]"), depth, section)));
}

fn check_block(block: &Block, path: &str) -> Result<(), Error> {
    match block {
        Block::Paragraph(text) => check_text(text, path),
        Block::Column(text) => check_text(text, &format!("{path}.column")),
        Block::Figure(figure) => {
            check_words(&figure.alt, &format!("{path}.figure.alt"))?;
            if figure.width.is_some_and(|width| !(1..=100).contains(&width)) {
                let message = "expected 1 to 100 percent of the line";
                return Err(Error::new(ErrorKind::Input, format!("{path}.figure.width"), message));
            }
            let mut caption = figure.caption.iter();
            caption.try_for_each(|text| check_text(text, &format!("{path}.figure.caption")))
        }
        Block::Table(table) => {
            let path = format!("{path}.table");
            table.check().map_err(|error| {
                Error::new(error.kind(), format!("{path}.{}", error.place()), error.message())
            })?;
            for (index, column) in table.columns.iter().enumerate() {
                check_text(&column.heading, &format!("{path}.columns[{index}]"))?;
            }
            for (index, row) in table.rows.iter().enumerate() {
                for (column, cell) in row.iter().enumerate() {
                    if let super::Cell::Text(text) = cell {
                        check_text(text, &format!("{path}.rows[{index}][{column}]"))?;
                    }
                }
            }
            check_words(table.unit.as_deref().unwrap_or_default(), &format!("{path}.unit"))?;
            let named = [("caption", &table.caption), ("note", &table.note)];
            for (field, text) in named {
                if let Some(text) = text {
                    check_text(text, &format!("{path}.{field}"))?;
                }
            }
            Ok(())
        }
    }
}

fn check_text(text: &Text, path: &str) -> Result<(), Error> {
    text.spans().iter().try_for_each(|span| check_words(&span.text, path))
}

fn check_words(words: &str, path: &str) -> Result<(), Error> {
    strict::printable(words).map_err(|message| Error::new(ErrorKind::Input, path, message))
}

/// Visits every block with its path, in any order.
pub(super) fn each_block(
    bulletin: &mut Bulletin,
    visit: &mut impl FnMut(&mut Block, &str) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut visit_all = |blocks: &mut [Block], path: &str| -> Result<(), Error> {
        for (index, block) in blocks.iter_mut().enumerate() {
            visit(block, &format!("{path}[{index}]"))?;
        }
        Ok(())
    };
    visit_all(&mut bulletin.body, "body")?;
    let sections = bulletin.sections.iter_mut().enumerate();
    let mut waiting: Vec<(String, &mut Section)> =
        sections.map(|(index, section)| (format!("sections[{index}]"), section)).collect();
    while let Some((path, section)) = waiting.pop() {
        visit_all(&mut section.blocks, &format!("{path}.blocks"))?;
        let inner = section.sections.iter_mut().enumerate();
        waiting
            .extend(inner.map(|(index, section)| (format!("{path}.sections[{index}]"), section)));
    }
    for (index, appendix) in bulletin.appendices.iter_mut().enumerate() {
        visit_all(&mut appendix.blocks, &format!("appendices[{index}].blocks"))?;
    }
    Ok(())
}
