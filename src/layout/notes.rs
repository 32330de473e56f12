//! Footnotes at the foot of the page on which their numbers stand, below a short rule. They take at most
//! half of a page; what they have more goes on at the foot of the next.

use super::inline::{self, Line, NoteLines};
use super::page::Item;
use super::paint;
use super::shaper::Shaper;
use super::tags::TextTags;
use crate::error::Error;
use crate::info::Color;
use crate::length::{Length, Point, Rect};
use crate::style::flow::Paragraph;

/// The white between the text and the footnotes, with the rule in its middle.
const APART: Length = Length::pt(12.0);
/// The thickness of the rule, which is a third of the measure long.
const RULE: Length = Length::pt(0.5);

/// A line of a footnote that waits for the end of its page.
struct NoteRow {
    /// Its height.
    pitch: Length,
    /// What is painted, from the upper edge of its box.
    items: Vec<Item>,
}

/// Breaks the lines of the footnotes whose numbers stand in lines of a paragraph.
pub(super) fn measure(
    paragraph: &Paragraph,
    lines: &mut [Line],
    measure: Length,
    shaper: &mut Shaper<'_>,
) -> Result<(), Error> {
    for note in lines.iter_mut().flat_map(|line| &mut line.notes) {
        if let Some(content) = paragraph.notes.get(note.index) {
            note.lines = inline::lines(content, measure, shaper)?;
            note.pitch = content.line;
        }
    }
    Ok(())
}

/// The height of the footnotes of some lines.
fn height<'l>(lines: impl Iterator<Item = &'l Line>) -> Length {
    lines.flat_map(|line| &line.notes).map(NoteLines::height).sum()
}

/// The footnotes of a page, in lines.
#[derive(Default)]
pub(super) struct Notes {
    rows: Vec<NoteRow>,
}

impl Notes {
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What they take, with so much more and the rule above.
    fn all(&self, more: Length) -> Length {
        let rows = self.rows.iter().map(|row| row.pitch).sum::<Length>() + more;
        if rows > Length::ZERO { rows + APART } else { Length::ZERO }
    }

    /// What they take of a page that has so much for them at most.
    pub(super) fn height(&self, most: Length) -> Length {
        self.all(Length::ZERO).min(most)
    }

    /// What the footnotes of some lines take besides.
    pub(super) fn more<'l>(&self, lines: impl Iterator<Item = &'l Line>, most: Length) -> Length {
        self.all(height(lines)).min(most) - self.height(most)
    }

    /// Whether the page has room for all of them.
    pub(super) fn fit(&self, most: Length) -> bool {
        self.all(Length::ZERO) <= most
    }

    /// The same with nothing to paint.
    pub(super) fn heights(&self) -> Notes {
        let bare = |row: &NoteRow| NoteRow { pitch: row.pitch, items: Vec::new() };
        Notes { rows: self.rows.iter().map(bare).collect() }
    }

    /// Takes room for the lines of a footnote that is not painted.
    pub(super) fn reserve(&mut self, note: &NoteLines) {
        let bare = |_: &Line| NoteRow { pitch: note.pitch, items: Vec::new() };
        self.rows.extend(note.lines.iter().map(bare));
    }

    /// Adds a footnote, whose lines begin at the left edge of the type area.
    pub(super) fn push(
        &mut self,
        note: &NoteLines,
        tags: &TextTags,
        left: Length,
        shaper: &Shaper<'_>,
    ) {
        for line in &note.lines {
            let mut items = Vec::new();
            paint::line(line, left, note.pitch / 2, tags, shaper, &mut items);
            self.rows.push(NoteRow { pitch: note.pitch, items });
        }
    }

    /// Takes the items of those that a page has room for, their last line `above` the lower edge of the
    /// type area. The others stay for the next page.
    pub(super) fn take(&mut self, area: Rect, above: Length, most: Length) -> Vec<Item> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let bottom = area.bottom() - above;
        let top = bottom - self.height(most);
        let mut room = bottom - top - APART;
        let fit = self.rows.iter().take_while(|row| {
            room -= row.pitch;
            room >= Length::ZERO
        });
        let fit = fit.count().clamp(1, self.rows.len());
        let rest = self.rows.split_off(fit);
        let rows = std::mem::replace(&mut self.rows, rest);
        // The last line stands at the foot.
        let mut y = bottom - rows.iter().map(|row| row.pitch).sum::<Length>();
        let rule_at = Point { x: area.origin.x, y: y - (APART + RULE) / 2 };
        let mut items = vec![paint::rule(rule_at, area.size.width / 3, RULE, Color::BLACK)];
        for row in rows {
            for mut item in row.items {
                item.content.shift(Length::ZERO, y);
                items.push(item);
            }
            y += row.pitch;
        }
        items
    }
}
