//! The lines of the imprint.

use super::plain::is_line;
use super::{IMPRINT_PICTURE, Writer};
use crate::draft::classify::{self, LineKind};
use crate::draft::directive::Key;
use crate::draft::imprint::{self, ImprintItem};
use crate::draft::{chars, head, join, source};
use crate::model::{Imprint, chinese_date};

impl Writer {
    pub(super) fn imprint(&mut self, imprint: &Imprint) {
        if !imprint.is_empty() {
            self.gap();
        }
        let lists = [
            (Key::Report, "报", &imprint.report),
            (Key::Send, "送", &imprint.send),
            (Key::IssueTo, "发", &imprint.issue),
            (Key::Copy, "抄送", &imprint.copy),
        ];
        for (key, label, value) in lists {
            let Some(value) = value else {
                continue;
            };
            let wanted = ImprintItem::List(label.to_owned(), value);
            let plain =
                imprint::is_complete(value) && chars::together(&join::tidied(value)) == *value;
            self.item(&format!("{label}：{value}"), plain.then_some(&wanted), |writer| {
                writer.directive(key, value)
            });
        }
        for entry in &imprint.entries {
            match &entry.label {
                Some(label) => {
                    self.directive(Key::EntryLabel, label);
                    self.directive(Key::EntryValue, &entry.value);
                }
                None => self.directive(Key::EntryLine, &entry.value),
            }
        }
        if let Some(picture) = &imprint.picture {
            self.picture(picture, &IMPRINT_PICTURE);
        }
        for entry in &imprint.staff {
            let line = format!("{}：{}", entry.label, entry.value);
            let read = imprint::read(&line);
            let wanted = ImprintItem::Staff(entry.label.clone(), &entry.value);
            let plain = matches!(read.as_deref(), Some([part]) if part.item == wanted);
            if plain
                && is_line(&line)
                && chars::unspread(&entry.value).is_none()
                && classify::kind(&line) == LineKind::Imprint
                && !head::is_field(&line)
            {
                self.line(&line);
            } else {
                self.directive(Key::StaffLabel, &entry.label);
                self.directive(Key::StaffValue, &entry.value);
            }
        }
        if let (Some(by), Some(on)) = (&imprint.printed_by, imprint.printed_on) {
            let line = format!("{by}　{}印发", chinese_date(on));
            let wanted = ImprintItem::Printed(by, on, Default::default());
            self.item(&line, Some(&wanted), |writer| {
                writer.directive(Key::PrintedBy, by);
                writer.directive(Key::PrintedOn, &on.to_string());
            });
        } else {
            if let Some(by) = &imprint.printed_by {
                self.directive(Key::PrintedBy, by);
            }
            if let Some(on) = imprint.printed_on {
                self.directive(Key::PrintedOn, &on.to_string());
            }
        }
        if let Some(count) = imprint.print_count {
            let wanted = ImprintItem::Count(count, Default::default());
            self.item(&format!("（共印{count}份）"), Some(&wanted), |writer| {
                writer.directive(Key::PrintCount, &count.to_string())
            });
        }
    }

    /// A line of the imprint, plain if it is read back as the wanted item.
    fn item(
        &mut self,
        line: &str,
        wanted: Option<&ImprintItem<'_>>,
        directives: impl Fn(&mut Writer),
    ) {
        let read = imprint::read(line);
        let same = matches!((read.as_deref(), wanted), (Some([part]), Some(wanted)) if part.item == *wanted);
        if same
            && is_line(&line.replace('　', ""))
            && source::is_clean(line)
            && line.trim() == line
            && classify::kind(line) == LineKind::Imprint
        {
            self.line(line);
        } else {
            directives(self);
        }
    }
}
