//! Whom a bulletin is addressed to, and who signs it (GB/T 9704-2012, 7.3.2, 7.3.5.1, 7.3.5.2 and
//! 7.3.5.5). The widths are counted in cells, so that both files have the same.

use super::Resolver;
use super::headings::ROOT;
use crate::length::Length;
use crate::model::{Bulletin, SignOff, chinese_date};
use crate::style::flow::{Align, Block, Inline, Paragraph, Role};
use crate::style::runs;
use crate::style::theme::TypeRole;

/// From the longer of organisation and date to the right edge without a seal, and how far the date
/// begins right of the organisation, in characters (7.3.5.2).
const APART: i64 = 2;
/// From the date to the right edge with a seal, in characters (7.3.5.1).
const SEALED: i64 = 4;
/// Blank rows above a sign-off, without a seal and with one: the upper half of a seal wants two.
const ROWS: (i64, i64) = (1, 2);

impl Resolver<'_> {
    /// 主送机关, flush left, with a colon behind the last name (7.3.2).
    pub(super) fn addressee(&self, bulletin: &Bulletin, blocks: &mut Vec<Block>) {
        let Some(addressee) = &bulletin.addressee else { return };
        let mut content = self.words(TypeRole::Addressee, addressee);
        if !addressee.trim_end().ends_with(['：', ':']) {
            content.append(&mut self.label(TypeRole::Addressee, "："));
        }
        let path = ROOT.field("addressee").path();
        let line = self.paragraph(Role::Addressee, TypeRole::Addressee, path, content);
        blocks.push(Block::Paragraph(line));
    }

    /// The organisations, a row each, and the date in the row below, on the page where the text ends
    /// with two lines of it (7.3.5.5).
    pub(super) fn sign_off(&self, bulletin: &Bulletin, blocks: &mut Vec<Block>) {
        let Some(sign_off) = &bulletin.sign_off else { return };
        let mut lines = self.signed(sign_off);
        let rows = if sign_off.seal { ROWS.1 } else { ROWS.0 };
        if let Some(first) = lines.first_mut() {
            first.space_before = self.page.row_pitch * rows;
        }
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.iter_mut().enumerate() {
            line.keep_together = true;
            line.keep_with_next = index < last;
        }
        self.keep_last_lines(blocks);
        blocks.extend(lines.into_iter().map(Block::Paragraph));
    }

    /// Organisations and date, each at its distance from the right edge.
    fn signed(&self, sign_off: &SignOff) -> Vec<Paragraph> {
        let path = ROOT.field("sign_off");
        let words = |words: &str| self.words(TypeRole::SignOff, words);
        let signers: Vec<Vec<Inline>> = sign_off.signers.iter().map(|name| words(name)).collect();
        let date = sign_off.date.map(|date| words(&chinese_date(date)));
        let widths: Vec<Length> = signers.iter().map(|signer| self.width_of(signer)).collect();
        let date_width = date.as_ref().map(|date| self.width_of(date));
        let longest = widths.iter().copied().max().unwrap_or_default();
        let character = self.character(self.style(TypeRole::SignOff));
        let place = Place { character, longest, date: date_width, sealed: sign_off.seal };
        let mut lines = Vec::new();
        for (index, (signer, width)) in signers.into_iter().zip(widths).enumerate() {
            let path = path.field("signers").index(index).path();
            lines.push((Role::SignOff, path, signer, place.of_signer(width)));
        }
        if let Some(date) = date {
            let path = path.field("date").path();
            lines.push((Role::SignOffDate, path, date, place.of_date()));
        }
        let line = |(role, path, content, right)| {
            let mut line = self.paragraph(role, TypeRole::SignOff, path, content);
            line.indent.right += right;
            line.aligned(Align::Right)
        };
        lines.into_iter().map(line).collect()
    }

    fn width_of(&self, inlines: &[Inline]) -> Length {
        let character = self.character(self.style(TypeRole::SignOff));
        character.scale(runs::half_cells(inlines), 2)
    }
}

/// What decides how far from the right edge the lines of a sign-off end.
struct Place {
    character: Length,
    /// The width of the longest organisation.
    longest: Length,
    date: Option<Length>,
    sealed: bool,
}

impl Place {
    /// How far from the right edge an organisation of this width ends.
    fn of_signer(&self, width: Length) -> Length {
        let apart = self.character * APART;
        match self.date {
            // In the middle over the date.
            Some(date) if self.sealed => (self.of_date() + date / 2 - width / 2).max(Length::ZERO),
            // A longer date ends two characters from the edge, and the organisation begins two left
            // of it.
            Some(date) if date > self.longest => apart * 2 + date - width,
            _ => apart,
        }
    }

    /// How far from the right edge the date ends.
    fn of_date(&self) -> Length {
        let apart = self.character * APART;
        let date = self.date.unwrap_or_default();
        if self.sealed {
            // So far that an organisation in the middle over it ends within the line.
            (self.character * SEALED).max((self.longest - date) / 2)
        } else if self.longest == Length::ZERO || date > self.longest {
            apart
        } else {
            // It begins two characters right of the organisation.
            (self.longest - date).max(Length::ZERO)
        }
    }
}
