//! What a line that is read as text may be as well.

use super::Assembly;
use crate::draft::chars::{self, is_title};
use crate::draft::lines::Line;
use crate::draft::messages::{DraftMessage, Role};
use crate::draft::{directive, head, imprint};
use crate::model::limits;

impl<'a> Assembly<'_, 'a> {
    /// Says what else a line may be that becomes a paragraph.
    pub(super) fn tell_doubts(&mut self, line: &Line<'a>) {
        let words = || line.text.to_owned();
        // Most lines end a sentence, and are none of what titles and labels may be.
        let short = !chars::ends_sentence(line.text) && is_title(line.text);
        let (cells, most) = (line.text.matches('\t').count() + 1, limits::COLUMNS.max());
        if cells > most {
            self.report.say(line.spot(), DraftMessage::TableWide { cells, most });
        }
        if directive::resembles(line.text) {
            self.report.say(line.spot(), DraftMessage::Directive {});
        }
        if imprint::resembles_recipients(line.text) {
            self.report.say(line.spot(), DraftMessage::Recipients { words: words() });
        }
        // Who supplied a text stands above it: an article may begin here.
        let below = self.lines.get(self.at + 1).filter(|below| !below.after_blank);
        if short
            && line.after_blank
            && below.is_some_and(|below| head::is_supplier(below.text))
            && self.is_over_sentence(self.at + 1)
            && head::may_be_title(line.text)
        {
            let (words, taken, other) = (words(), Role::Text, Role::Article);
            self.report.say(line.spot(), DraftMessage::TwoRoles { words, taken, other });
        }
        // 1.1 情况 without 1, A、情况. Within a section such a line stands as it is typed.
        if short
            && self.open.is_empty()
            && let Some(label) = head::is_numbered(line.text)
            && self.is_over_sentence(self.at)
        {
            let label = label.to_owned();
            self.report.say(line.spot(), DraftMessage::LabelDoubt { label });
        }
        if line.text.chars().all(|c| chars::narrow(c).is_ascii_digit()) {
            self.report.say(line.spot(), DraftMessage::PageNumberKept { words: words() });
        }
    }
}
