//! What follows the text: the annexes and the imprint.

use super::Assembly;
use crate::draft::annex::{self, List};
use crate::draft::classify::{self, Annex, LineKind};
use crate::draft::date::Issued;
use crate::draft::directive::Key;
use crate::draft::imprint::{self, ImprintItem, Listed};
use crate::draft::lines::Line;
use crate::draft::messages::DraftMessage;
use crate::draft::signature::{self, Signature};
use crate::draft::source::Source;
use crate::draft::spot::{Extent, Passage, Spot};
use crate::draft::{chars, fields, head, join, label, rich};
use crate::model::{Appendix, Block, ImprintEntry, SignOff, StaffEntry, chinese_date};

/// The labels that the model has a place of its own for, in their order.
const USUAL: [(&str, &str); 4] =
    [("报", "report"), ("送", "send"), ("发", "issue"), ("抄送", "copy")];

impl<'a> Assembly<'_, 'a> {
    /// 附件: the list after the body, or the beginning of an appendix.
    pub(super) fn annex(&mut self, line: &Line<'a>, annex: &Annex<'a>) {
        // 附件： over numbered names is a list too, if the annexes follow.
        let below = self.kinds.get(self.at + 1);
        let items = annex.number.is_none()
            && matches!(below, Some(LineKind::Label { label, .. }) if label.number == 1)
            && self.kinds.iter().skip(self.at + 1).any(|kind| matches!(kind, LineKind::Annex(_)));
        let lists = (!annex.title.is_empty() || items)
            && self.list.is_empty()
            && self.bulletin.appendices.is_empty();
        let end = lists.then(|| annex::list_end(self.lines, self.kinds, self.at)).flatten();
        if self.is_annex_in_text(annex, end) {
            return self.annex_in_text(line, end);
        }
        if items && end.is_none() && line.text.ends_with(['：', ':']) {
            return self.plain_paragraph(line.text, line.spot(), false);
        }
        let opens_later = |kind: &LineKind<'_>| {
            matches!(kind, LineKind::Annex(_) | LineKind::Directive(Key::Appendix, _))
        };
        let mut end = end;
        if let Some(last) = end
            && !self.kinds.iter().skip(last).any(opens_later)
        {
            let below = self.lines.get(self.at + 1).filter(|_| last > self.at + 1);
            let numbered = items || label::read(annex.title).is_some();
            if numbered || below.is_none_or(|line| !line.after_blank) {
                return self.unmatched_list(last);
            }
            // What follows a single name behind an empty line is the annex itself.
            end = None;
        }
        let abbreviated = ["附表", "附"].into_iter().find(|label| {
            let words = chars::strip_blanks(line.text);
            words.starts_with(label) && !words.starts_with("附件")
        });
        if let Some(label) = abbreviated {
            let message = DraftMessage::Label { written: label.to_owned(), printed: "附件" };
            self.report.say(line.spot(), message);
        }
        if let Some(end) = end {
            self.list = List::read(self.lines, self.kinds, self.at, end);
            self.at = end;
            return;
        }
        if self.in_imprint {
            self.in_imprint = false;
        }
        self.close_all();
        let index = self.bulletin.appendices.len();
        if let Some(number) = annex.number
            && usize::try_from(number) != Ok(index + 1)
        {
            let message = DraftMessage::AnnexNumber { number, printed: index + 1 };
            self.report.say(line.spot(), message);
        }
        let number = annex.number.unwrap_or_default();
        let label = chars::before(line.text, line.text.len() - annex.title.len());
        let label = label.trim_start_matches(['#', ' ']);
        let label = label.trim_end().trim_end_matches(['：', ':', '、', '.', '．']);
        self.report.repaired(line.spot(), annex.damage, label, &format!("附件{number}"));
        let (title, next) = if annex.title.is_empty() {
            annex::title(self.lines, self.kinds, self.at + 1, self.list.title(index))
        } else {
            (annex.title.to_owned(), self.at + 1)
        };
        let lines = self.lines.get(self.at + 1..next).unwrap_or_default();
        let written: String = lines.iter().map(|line| classify::bare_words(line.text)).collect();
        if let Some(first) = lines.first().filter(|_| written != title) {
            self.report.say(first.spot(), DraftMessage::Blank {});
        }
        let mut at = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => {
                let spot = first.spot_of(classify::bare_words(first.text));
                Some(spot.to_line(last.number))
            }
            _ if title.is_empty() => None,
            _ => Some(line.spot_of(annex.title).extent()),
        };
        let title = match self.list.title(index) {
            // There is no title below 附件, but the list has one.
            Some(listed) if title.is_empty() => {
                at = self.list.extent(index);
                listed.to_owned()
            }
            _ => title,
        };
        if title.is_empty() {
            self.report.say(line.spot(), DraftMessage::AnnexUntitled {});
        }
        let source = self.source.field("appendices").item(index);
        source.add(line.spot().extent());
        if let Some(at) = at {
            source.field("title").add(at);
        }
        self.bulletin.appendices.push(Appendix::new(rich(&title)));
        self.at = next;
        self.find_top();
    }

    /// Whether 附件 stands within the text here: the numbers of the text go on below it, or it is
    /// said to be sent apart.
    fn is_annex_in_text(&self, annex: &Annex<'_>, list_end: Option<usize>) -> bool {
        let last = list_end.map_or(self.at, |end| end.saturating_sub(1));
        let apart = annex.title.ends_with(['）', ')'])
            && ["另发", "另附", "另行", "单独印发"].iter().any(|word| annex.title.contains(word));
        self.bulletin.appendices.is_empty()
            && (self.goes_on_behind(last) || apart && list_end.is_none())
    }

    /// Keeps the list of annexes that do not follow as text where it stands.
    fn unmatched_list(&mut self, end: usize) {
        while let Some(line) = self.lines.get(self.at).filter(|_| self.at < end) {
            let words = line.text.to_owned();
            self.report.say(line.spot(), DraftMessage::AnnexMissing { words });
            let words = classify::heading_words(line.text).map_or(line.text, |(_, words)| words);
            self.push(Block::Paragraph(rich(words)), line.spot_of(words).extent());
            self.at += 1;
        }
    }

    /// Keeps 附件 and the lines of its list as text.
    fn annex_in_text(&mut self, line: &Line<'a>, list_end: Option<usize>) {
        self.report.say(line.spot(), DraftMessage::AnnexInText {});
        let mut end = list_end.unwrap_or(self.at + 1);
        let items = self.kinds.iter().skip(end).zip(2_u32..).take_while(|(kind, number)| {
            matches!(kind, LineKind::Label { label, .. }
                if label.number == *number && label.kind == label::Numbering::Dot)
        });
        if list_end.is_none() && line.text.contains('1') {
            end += items.count();
        }
        while let Some(line) = self.lines.get(self.at).filter(|_| self.at < end) {
            let words = classify::heading_words(line.text).map_or(line.text, |(_, words)| words);
            self.push(Block::Paragraph(rich(words)), line.spot_of(words).extent());
            self.at += 1;
        }
    }

    /// Whether what looks like an imprint line is one here: it names recipients, or only the
    /// imprint follows.
    pub(super) fn is_imprint(&self, line: &Line<'a>) -> bool {
        // 报送： may be text, but not above 抄送：.
        let above = || {
            let below = self.lines.get(self.at + 1);
            imprint::resembles_recipients(line.text)
                && below.is_some_and(|below| imprint::names_recipients(below.text))
        };
        let tail = self.tail.get(self.at) == Some(&true) && !self.is_in_section(line);
        imprint::names_recipients(line.text) || tail || above()
    }

    /// Whether lines of staff are all that a section has: 二、联系方式 / 联系人：方某 / 电话：8888888.
    fn is_in_section(&self, line: &Line<'a>) -> bool {
        const WORDS: [&str; 12] = [
            "联系", "电话", "人员", "值班", "名单", "通讯", "地址", "咨询", "投稿", "分工", "方式",
            "负责",
        ];
        let staffed = |line: &Line<'_>| imprint::staff(line.text).is_some();
        let named = self.open.last().and_then(|open| open.section.heading.as_ref());
        let named = named.is_some_and(|heading| {
            let heading = heading.to_plain();
            WORDS.iter().any(|word| heading.contains(word))
        });
        let above = self.at.checked_sub(1).and_then(|above| self.lines.get(above));
        let first = self.open.last().is_some_and(|open| {
            let section = &open.section;
            section.blocks.is_empty() && section.sections.is_empty()
        });
        // They follow one another directly.
        let goes_on = !self.in_imprint && above.is_some_and(staffed);
        named && staffed(line) && !line.after_blank && (first || goes_on)
    }

    pub(super) fn imprint(&mut self, line: &Line<'a>) {
        self.in_imprint = true;
        self.at += 1;
        let passage = self.with_wrapped(line);
        let text = passage.text.as_str();
        let read = imprint::read(text);
        // When the lines together cannot be read, the last part of the first one continues over
        // them.
        let rest = if read.is_none() { chars::behind(text, line.text.len()) } else { "" };
        let parts = read.or_else(|| imprint::read(line.text)).unwrap_or_default();
        let last = parts.len().saturating_sub(1);
        for (index, part) in parts.into_iter().enumerate() {
            let spot = passage.spot(part.offset);
            // The words of a part, which follow its label.
            let extent = |words: &str| {
                let from = chars::behind(text, part.offset).find(words).unwrap_or_default();
                passage.extent(part.offset + from, part.offset + from + words.len())
            };
            match part.item {
                ImprintItem::List(label, value) => {
                    let rest = if index == last { rest } else { "" };
                    let at = match rest {
                        "" => extent(value),
                        _ => extent(value).first().to_line(passage.whole().last_line),
                    };
                    self.list_recipients(spot, at, label, format!("{value}{rest}"));
                }
                ImprintItem::Count(count, damage) => {
                    let said = chars::behind(text, part.offset);
                    if !damage.is_none() {
                        let original = said.trim().to_owned();
                        let repairs = damage.repairs();
                        let message =
                            DraftMessage::RepairedCopies { original, copies: count, repairs };
                        self.report.say(spot, message);
                    }
                    if fields::set(&mut self.bulletin.imprint.print_count, Some(count)) {
                        self.imprint_source("print_count").add(extent(said));
                    } else {
                        self.said_twice(extent(said), said.to_owned());
                    }
                }
                ImprintItem::Staff(label, value) => {
                    let joined = chars::unspread(value);
                    if joined.is_some() {
                        self.report.say(spot, DraftMessage::Spread {});
                    }
                    let at = extent(value);
                    let entry = self.bulletin.imprint.staff.len();
                    let entry = self.imprint_source("staff").item(entry);
                    entry.field("label").add(spot.extent());
                    entry.field("value").add(at);
                    let value = joined.unwrap_or_else(|| value.to_owned());
                    self.bulletin.imprint.staff.push(StaffEntry { label, value });
                }
                ImprintItem::Printer(by) => {
                    let at = extent(by);
                    if fields::set(&mut self.bulletin.imprint.printed_by, Some(by.to_owned())) {
                        self.imprint_source("printed_by").add(at);
                    } else {
                        let said = chars::behind(text, part.offset);
                        self.said_twice(extent(said), said.to_owned());
                    }
                }
                ImprintItem::PrintedOn(on, date, damage) => {
                    let at = extent(on);
                    self.report.repaired(at.first(), damage, on, &chinese_date(date));
                    if fields::set(&mut self.bulletin.imprint.printed_on, Some(date)) {
                        self.imprint_source("printed_on").add(at);
                    } else {
                        let said = chars::behind(text, part.offset);
                        self.said_twice(extent(said), said.to_owned());
                    }
                }
                ImprintItem::Printed(by, date, damage) => {
                    let on = chars::behind(line.text, by.len());
                    let on = on.trim_start_matches("印发：").trim_end_matches("印发").trim();
                    self.report.repaired(line.spot_of(on), damage, on, &chinese_date(date));
                    let imprint = &mut self.bulletin.imprint;
                    let named = !by.is_empty();
                    if named && imprint.printed_by.is_some() || imprint.printed_on.is_some() {
                        self.said_twice(line.spot().extent(), line.text.to_owned());
                    } else {
                        imprint.printed_on = Some(date);
                        if named {
                            imprint.printed_by = Some(by.to_owned());
                            self.imprint_source("printed_by").add(extent(by));
                        }
                        self.imprint_source("printed_on").add(line.spot_of(on).extent());
                    }
                }
            }
        }
    }

    fn imprint_source(&mut self, field: &'static str) -> &mut Source {
        self.source.field("imprint").field(field)
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

    /// A line of the imprint, with the lines on which its last recipients continue.
    fn with_wrapped(&mut self, label: &Line<'_>) -> Passage {
        let mut passage = Passage::new(label.text, label.spot());
        let parts = imprint::read(label.text).unwrap_or_default();
        if !matches!(parts.last().map(|part| &part.item), Some(ImprintItem::List(..))) {
            return passage;
        }
        while let (Some(line), Some(LineKind::Plain)) =
            (self.lines.get(self.at), self.kinds.get(self.at))
        {
            // A line that is indented further continues it, whatever mark ends the one above.
            let further_in = !line.after_blank && line.indent() > label.indent() + 1;
            let pauses = passage.text.ends_with(['，', '、', ',', '；']);
            if !further_in && (imprint::is_complete(&passage.text) || line.after_blank && !pauses) {
                break;
            }
            match mark_between(&passage.text, line.text) {
                Some(mark) => {
                    passage.push(mark, line.spot());
                    let mark = mark.to_owned();
                    self.report.say(line.spot(), DraftMessage::JoinedMark { mark });
                }
                None => self.report.say(line.spot(), DraftMessage::JoinedRecipients {}),
            }
            passage.push(line.text, line.spot());
            self.at += 1;
            if imprint::ends_with_count(line.text) {
                break;
            }
        }
        passage
    }

    /// Takes a list of recipients; its label stands at `spot`, its names at `names_at`.
    fn list_recipients(&mut self, spot: Spot, names_at: Extent, label: String, value: String) {
        let tidied = chars::together(&join::tidied(&value));
        if tidied != value {
            self.report.say(spot, DraftMessage::Blank {});
        }
        let imprint = &self.bulletin.imprint;
        let set = match label.as_str() {
            "报" => imprint.report.is_some(),
            "送" => imprint.send.is_some(),
            "发" => imprint.issue.is_some(),
            "抄送" => imprint.copy.is_some(),
            _ => false,
        };
        if set || self.recipients.iter().any(|listed| listed.label == label) {
            return self.said_twice(spot.to_line(names_at.last_line), format!("{label}：{tidied}"));
        }
        self.recipients.push(Listed { label, value: tidied, label_at: spot, value_at: names_at });
    }

    /// Places the lists of recipients: in the fields of the model when their labels and their order
    /// are the usual ones, else as rows of the office's own.
    pub(super) fn place_recipients(&mut self) {
        let lists = std::mem::take(&mut self.recipients);
        let place = |listed: &Listed| USUAL.iter().position(|(label, _)| *label == listed.label);
        let places: Option<Vec<usize>> = lists.iter().map(place).collect();
        let usual = places.is_some_and(|places| places.is_sorted());
        for Listed { label, value, label_at, value_at } in lists {
            // A directive below may have set the list.
            let imprint = &self.bulletin.imprint;
            let free = match label.as_str() {
                "报" => imprint.report.is_none(),
                "送" => imprint.send.is_none(),
                "发" => imprint.issue.is_none(),
                _ => imprint.copy.is_none(),
            };
            let known = USUAL.iter().find(|(known, _)| usual && free && *known == label);
            let Some((_, field)) = known else {
                let index = self.bulletin.imprint.entries.len();
                let entry = self.imprint_source("entries").item(index);
                entry.field("label").add(label_at.extent());
                entry.field("value").add(value_at);
                self.bulletin.imprint.entries.push(ImprintEntry::new(label, value));
                continue;
            };
            let imprint = &mut self.bulletin.imprint;
            let list = match *field {
                "report" => &mut imprint.report,
                "send" => &mut imprint.send,
                "issue" => &mut imprint.issue,
                _ => &mut imprint.copy,
            };
            *list = Some(value);
            self.imprint_source(field).add(value_at);
        }
    }

    /// Whether the bulletin is signed here: organisations, the day below them, and no text after that.
    pub(super) fn signs_off(&self) -> bool {
        let bulletin = &self.bulletin;
        let free = bulletin.sign_off.is_none()
            && bulletin.articles.is_empty()
            && bulletin.appendices.is_empty()
            && !self.is_front()
            && !self.in_imprint
            && self.beside.is_none();
        free && self.lines.get(self.at).is_some_and(|line| !chars::longer_than(line.text, 60))
            && signature::read(self.lines, self.kinds, self.at).is_some_and(
                |Signature { date, next, .. }| {
                    let next = next + usize::from(self.is_remark(next));
                    let ends = match self.kinds.get(next) {
                        None | Some(LineKind::Annex(_)) => true,
                        Some(LineKind::Imprint) => self.lines.get(next).is_some_and(|line| {
                            imprint::names_recipients(line.text)
                                || self.tail.get(next) == Some(&true)
                        }),
                        _ => false,
                    };
                    ends && date == Issued::from(date.date.day)
                },
            )
    }

    /// Whether a line is a remark in brackets, as it stands below a signature: （此件公开发布）.
    fn is_remark(&self, at: usize) -> bool {
        let plain = matches!(self.kinds.get(at), Some(LineKind::Plain));
        plain
            && self.lines.get(at).is_some_and(|line| {
                let inner = line.text.strip_prefix(['（', '(']);
                let inner = inner.and_then(|text| text.strip_suffix(['）', ')']));
                inner.is_some_and(|inner| !inner.contains(['（', '(']))
                    && !chars::longer_than(line.text, 40)
            })
    }

    pub(super) fn sign_off(&mut self) {
        let read = signature::read(self.lines, self.kinds, self.at);
        let Some(Signature { signers, date, spot, next }) = read else { return };
        for line in self.lines.get(self.at..next).unwrap_or_default() {
            let label = chars::before(line.text, signature::label(line.text));
            if !label.is_empty() {
                let label = label.trim_end().trim_end_matches(['：', ':']).to_owned();
                self.report.say(line.spot(), DraftMessage::LabelLeftOut { label });
            }
        }
        let source = self.source.field("sign_off");
        let mut sign_off = SignOff { date: Some(date.date.day), ..SignOff::default() };
        for (index, (organ, at)) in signers.into_iter().enumerate() {
            source.field("signers").item(index).add(at.extent());
            sign_off.signers.push(organ);
        }
        source.field("date").add(spot.extent());
        self.bulletin.sign_off = Some(sign_off);
        self.at = next;
        if self.is_remark(next)
            && let Some(line) = self.lines.get(next)
        {
            let words = line.text.to_owned();
            self.report.say(line.spot(), DraftMessage::BehindSignature { words });
            self.push(Block::Paragraph(rich(line.text)), line.spot().extent());
            self.at += 1;
        }
    }

    fn said_twice(&mut self, at: Extent, words: String) {
        self.push(Block::Paragraph(rich(&words)), at);
        self.report.say(at.first(), DraftMessage::Twice { words });
    }
}

/// The mark that belongs between recipients whose list breaks without one, where both are whole: the
/// one that the list uses.
fn mark_between(above: &str, line: &str) -> Option<&'static str> {
    const MARKS: [char; 5] = ['、', '，', ',', '；', ';'];
    let list = above.rsplit(['：', ':']).next().unwrap_or_default();
    let last = list.rsplit(MARKS).next().unwrap_or_default();
    let first = line.split(MARKS).next().unwrap_or_default().trim_end_matches('。');
    let whole = |words: &str| {
        head::is_organ(words)
            || ["领导", "同志", "委员", "代表"].iter().any(|it| words.ends_with(it))
    };
    let several = chars::longer_than(last, 1) && chars::longer_than(first, 2);
    if !(several && whole(last) && whole(first)) {
        return None;
    }
    let mark = list.chars().rev().chain(line.chars()).find(|c| MARKS.contains(c))?;
    Some(match mark {
        '，' => "，",
        '；' => "；",
        ',' => ",",
        ';' => ";",
        _ => "、",
    })
}
