//! What stands behind the text: the annexes and the imprint.

use super::Assembly;
use crate::draft::annex::{self, List};
use crate::draft::classify::{Annex, LineKind};
use crate::draft::imprint::{self, ImprintItem, Recipients};
use crate::draft::lines::Line;
use crate::draft::{chars, fields, head, join, rich};
use crate::model::{Appendix, Block, StaffEntry, chinese_date};

impl<'a> Assembly<'_, 'a> {
    /// 附件: the list behind the body, or the beginning of an appendix.
    pub(super) fn annex(&mut self, line: &Line<'a>, annex: &Annex<'a>) {
        let lists =
            !annex.title.is_empty() && self.list.is_empty() && self.bulletin.appendices.is_empty();
        if lists && let Some(end) = annex::list_end(self.lines, self.kinds, self.at) {
            self.list = List::read(self.lines, self.kinds, self.at, end);
            self.at = end;
            return;
        }
        if self.in_imprint {
            self.in_imprint = false;
        }
        while !self.open.is_empty() {
            self.close();
        }
        let index = self.bulletin.appendices.len();
        if let Some(number) = annex.number
            && usize::try_from(number) != Ok(index + 1)
        {
            let message = format!(
                "annex {number} is the annex {} of this draft and is printed with that number",
                index + 1
            );
            self.report.warn(
                "draft.annex",
                line.spot(),
                message,
                "number the annexes in order from 1",
            );
        }
        let number = annex.number.unwrap_or_default();
        self.report.repaired(line.spot(), annex.damage, line.text, &format!("附件{number}"));
        let (title, next) = if annex.title.is_empty() {
            annex::title(self.lines, self.kinds, self.at + 1, self.list.title(index))
        } else {
            (annex.title.to_owned(), self.at + 1)
        };
        let lines = self.lines.get(self.at + 1..next).unwrap_or_default();
        let written: String = lines.iter().map(|line| line.text).collect();
        if let Some(first) = lines.first().filter(|_| written != title) {
            let message = format!("“{written}” is read as “{title}”");
            self.report.note("draft.blank", first.spot(), message);
        }
        let title = match self.list.title(index) {
            // Below 附件 stands no title, but the list has one.
            Some(listed) if title.is_empty() => listed.to_owned(),
            _ => title,
        };
        if title.is_empty() {
            let message = "the annex has no title".into();
            self.report.warn("draft.annex", line.spot(), message, "write its title below 附件");
        }
        self.bulletin.appendices.push(Appendix { title: rich(&title), blocks: Vec::new() });
        self.at = next;
    }

    /// Whether an imprint line is one in its place: it names recipients, or nothing else follows.
    pub(super) fn is_imprint(&self, line: &Line<'a>) -> bool {
        imprint::names_recipients(line.text) || self.tail.get(self.at) == Some(&true)
    }

    pub(super) fn imprint(&mut self, line: &Line<'a>) {
        self.in_imprint = true;
        self.at += 1;
        let text = self.with_wrapped(line);
        let read = imprint::read(&text);
        // Where the lines together are none, what the first one says last goes on over the others.
        let rest = if read.is_none() { chars::behind(&text, line.text.len()) } else { "" };
        let parts = read.or_else(|| imprint::read(line.text)).unwrap_or_default();
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            match part.item {
                ImprintItem::List(to, label, value) => {
                    let rest = if index == last { rest } else { "" };
                    self.list_recipients(line, part.offset, to, label, format!("{value}{rest}"));
                }
                ImprintItem::Count(count, damage) => {
                    let said = chars::behind(&text, part.offset);
                    let read = format!("{count} copies");
                    self.report.repaired(line.spot_at(part.offset), damage, said, &read);
                    if !fields::set(&mut self.bulletin.imprint.print_count, Some(count)) {
                        self.said_twice(line, said.to_owned());
                    }
                }
                ImprintItem::Staff(label, value) => {
                    let joined = chars::unspread(value);
                    if let Some(joined) = &joined {
                        let message = format!("“{value}” is read as “{joined}”");
                        self.report.note("draft.blank", line.spot_at(part.offset), message);
                    }
                    let value = joined.unwrap_or_else(|| value.to_owned());
                    self.bulletin.imprint.staff.push(StaffEntry { label: label.to_owned(), value });
                }
                ImprintItem::Printed(by, date, damage) => {
                    self.report.repaired(
                        line.spot_at(part.offset),
                        damage,
                        line.text,
                        &chinese_date(date),
                    );
                    let imprint = &mut self.bulletin.imprint;
                    let named = !by.is_empty();
                    if named && imprint.printed_by.is_some() || imprint.printed_on.is_some() {
                        self.said_twice(line, line.text.to_owned());
                    } else {
                        imprint.printed_on = Some(date);
                        if named {
                            imprint.printed_by = Some(by.to_owned());
                        }
                    }
                }
            }
        }
    }

    /// Whether this line says who printed the bulletin, and the next one when.
    pub(super) fn is_printer(&self, line: &Line<'_>) -> bool {
        let dated = || {
            let next = self.lines.get(self.at + 1).and_then(|next| imprint::read(next.text));
            matches!(next.as_deref(), Some([part, ..]) if matches!(part.item, ImprintItem::Printed("", ..)))
        };
        self.in_imprint
            && self.bulletin.imprint.printed_by.is_none()
            && head::is_organ(line.text)
            && dated()
    }

    /// A line of the imprint, with the lines on which the recipients that end it go on.
    fn with_wrapped(&mut self, label: &Line<'_>) -> String {
        let mut text = label.text.to_owned();
        let parts = imprint::read(label.text).unwrap_or_default();
        if !matches!(parts.last().map(|part| &part.item), Some(ImprintItem::List(..))) {
            return text;
        }
        while let (Some(line), Some(LineKind::Plain)) =
            (self.lines.get(self.at), self.kinds.get(self.at))
        {
            // A line below that stands further in goes on whatever mark it follows.
            let further_in = !line.after_blank && line.indent() > label.indent() + 1;
            if !further_in
                && (imprint::is_complete(&text)
                    || line.after_blank && !text.ends_with(['，', '、', ',', '；']))
            {
                break;
            }
            text.push_str(line.text);
            self.report.note(
                "draft.joined",
                line.spot(),
                "the line continues the recipients above it".into(),
            );
            self.at += 1;
            if imprint::ends_with_count(line.text) {
                break;
            }
        }
        text
    }

    pub(super) fn list_recipients(
        &mut self,
        line: &Line<'a>,
        offset: usize,
        to: Recipients,
        label: &str,
        value: String,
    ) {
        let tidied = chars::together(&join::tidied(&value));
        if tidied != value {
            let message = format!("“{value}” is read as “{tidied}”");
            self.report.note("draft.blank", line.spot_at(offset), message);
        }
        let value = tidied;
        let imprint = &mut self.bulletin.imprint;
        let (field, printed) = match to {
            Recipients::Report => (&mut imprint.report, "报"),
            Recipients::Send => (&mut imprint.send, "送"),
            Recipients::Issue => (&mut imprint.issue, "发"),
            Recipients::Copy => (&mut imprint.copy, "抄送"),
        };
        if field.is_some() {
            return self.said_twice(line, format!("{label}：{value}"));
        }
        *field = Some(value);
        if label != printed {
            let at = line.spot_at(offset);
            self.report.note("draft.label", at, format!("“{label}：” is printed as “{printed}：”"));
        }
    }

    pub(super) fn said_twice(&mut self, line: &Line<'a>, words: String) {
        let message = format!("“{words}” says again what was said above; it is kept as text");
        self.report.warn("draft.twice", line.spot(), message, "delete one of the two");
        self.push(Block::Paragraph(rich(&words)));
    }
}
