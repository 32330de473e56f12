//! The lines of each part of a masthead.

use super::MASTHEAD;
use crate::decode::Fault;
use crate::finding::Finding;
use crate::length::{Length, Point, Rect, Size};
use crate::model::{Logo, Masthead, Period};
use crate::place::{ModelPath, Place};
use crate::style::flow::{Align, Inline, Role, SidePicture};
use crate::style::messages::{LogoFault, StyleMessage};
use crate::style::resolve::{Resolver, figure};
use crate::style::runs;
use crate::style::theme::{MastheadField, MastheadItem, TypeRole};

/// A line of a slot.
#[derive(Clone, Debug)]
pub(super) struct SlotLine {
    pub(super) role: Role,
    /// The role whose type its paragraph has.
    pub(super) style: TypeRole,
    pub(super) path: ModelPath,
    pub(super) content: Vec<Inline>,
    /// The largest type in it, and the height of its box where the theme does not state it.
    pub(super) size: Length,
    pub(super) line: Option<Length>,
}

impl SlotLine {
    /// Its width in halves of a cell of the grid; smaller type counts as type on the grid.
    pub(super) fn half_cells(&self, page_size: Length) -> i64 {
        half_cells(&self.content, page_size)
    }

    /// Where it stands by itself: what is in the middle or at the left in the standard's masthead.
    pub(super) fn own_align(&self) -> Align {
        match self.role {
            Role::Notice | Role::Issuer | Role::Field => Align::Left,
            _ => Align::Center,
        }
    }
}

fn half_cells(content: &[Inline], page_size: Length) -> i64 {
    content
        .iter()
        .map(|inline| {
            let cells = runs::half_cells(std::slice::from_ref(inline));
            match inline {
                Inline::Run(run) if run.font.size > page_size => {
                    let width = run.font.size * cells;
                    let tracking = run.font.tracking.max(Length::ZERO)
                        * i64::try_from(run.text.chars().count()).unwrap_or_default();
                    (width + tracking * 2).whole_times(page_size) + 1
                }
                _ => cells,
            }
        })
        .sum()
}

/// Whether a copy number is a 份号: six digits.
fn is_serial(number: &str) -> bool {
    number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The parts of a masthead that a slot is needed for, and whether it says them.
pub(super) fn said(masthead: &Masthead) -> [(MastheadField, bool); 16] {
    use MastheadField as Field;
    let serial = masthead.copy_number.as_deref().map(is_serial);
    [
        (Field::SerialNumber, serial == Some(true)),
        (Field::CopyNumber, serial == Some(false)),
        (Field::Secrecy, masthead.secrecy.is_some()),
        (Field::Urgency, masthead.urgency.is_some()),
        (Field::Notice, !masthead.notice.is_empty()),
        (Field::Logo, masthead.logo.is_some()),
        (Field::LinesAbove, !masthead.lines_above.is_empty()),
        (Field::Title, !masthead.title.is_empty()),
        (Field::TitlePart, masthead.title_part.is_some()),
        (Field::LinesBelow, !masthead.lines_below.is_empty()),
        (Field::Issue, masthead.issue.is_some()),
        (Field::Period, masthead.period.is_some()),
        (Field::Issuers, !masthead.issuers.is_empty()),
        (Field::Fields, !masthead.fields.is_empty()),
        (Field::Signer, masthead.signer.is_some()),
        (Field::Date, masthead.date.is_some()),
    ]
}

/// The key of a part in the model.
pub(super) fn name(field: MastheadField) -> &'static str {
    match field {
        MastheadField::SerialNumber | MastheadField::CopyNumber => "copy_number",
        MastheadField::Secrecy => "secrecy",
        MastheadField::Urgency => "urgency",
        MastheadField::Notice => "notice",
        MastheadField::Logo => "logo",
        MastheadField::LinesAbove => "lines_above",
        MastheadField::Title => "title",
        MastheadField::TitlePart => "title_part",
        MastheadField::LinesBelow => "lines_below",
        MastheadField::Issue | MastheadField::IssueNumber | MastheadField::IssueTotal => "issue",
        MastheadField::Period => "period",
        MastheadField::Issuers => "issuers",
        MastheadField::Fields => "fields",
        MastheadField::Signer => "signer",
        MastheadField::Date => "date",
    }
}

/// The role of a part's lines, the type of their paragraph and that of their words.
fn roles(field: MastheadField) -> (Role, TypeRole, TypeRole) {
    use MastheadField as Field;
    match field {
        Field::SerialNumber | Field::CopyNumber => {
            (Role::Notice, TypeRole::Notice, TypeRole::CopyNumber)
        }
        Field::Secrecy | Field::Urgency | Field::Notice => {
            (Role::Notice, TypeRole::Notice, TypeRole::Notice)
        }
        Field::LinesAbove => (Role::LineAbove, TypeRole::LineAbove, TypeRole::LineAbove),
        Field::Title | Field::Logo => (Role::Mark, TypeRole::Mark, TypeRole::Mark),
        Field::TitlePart => (Role::NamePart, TypeRole::NamePart, TypeRole::NamePart),
        Field::LinesBelow => (Role::LineBelow, TypeRole::LineBelow, TypeRole::LineBelow),
        Field::Issue | Field::IssueNumber | Field::IssueTotal => {
            (Role::Issue, TypeRole::Issue, TypeRole::Issue)
        }
        Field::Period => (Role::Period, TypeRole::Period, TypeRole::Period),
        Field::Fields => (Role::Field, TypeRole::Field, TypeRole::Field),
        Field::Signer => (Role::Issuer, TypeRole::Field, TypeRole::Signer),
        Field::Issuers => (Role::Issuer, TypeRole::Issuer, TypeRole::Issuer),
        Field::Date => (Role::Issuer, TypeRole::Date, TypeRole::Date),
    }
}

impl Resolver<'_> {
    /// The lines of a part, but for the name. `measure` is what the lines around the name may take,
    /// `largest` their largest type.
    pub(super) fn item(
        &self,
        item: &MastheadItem,
        masthead: &Masthead,
        measure: Length,
        largest: Length,
    ) -> Vec<SlotLine> {
        let field = item.field;
        let (role, style, words) = roles(field);
        let part = MASTHEAD.field(name(field));
        // The words before a signer are not in the type of a name.
        let labels = if field == MastheadField::Signer { style } else { words };
        let before = |default: &str| self.label(labels, item.before.as_deref().unwrap_or(default));
        let after = |default: &str| self.label(labels, item.after.as_deref().unwrap_or(default));
        let line = |path: ModelPath, label: (&str, &str), text: &str, end: (bool, bool)| {
            let mut content = if end.0 { before(label.0) } else { Vec::new() };
            content.append(&mut self.words(words, text));
            if end.1 {
                content.append(&mut after(label.1));
            }
            let size = self.style(style).size;
            SlotLine { role, style, path, content, size, line: None }
        };
        // Words of one or several lines, what stands before them on the first, behind on the last.
        let lines = |path: ModelPath, label: (&str, &str), text: &str| -> Vec<SlotLine> {
            let count = text.split('\n').count();
            text.split('\n')
                .enumerate()
                .map(|(index, text)| {
                    line(path.clone(), label, text, (index == 0, index + 1 == count))
                })
                .collect()
        };
        let one = |label: (&str, &str), text: Option<&str>| {
            text.map(|text| lines(part.path(), label, text)).unwrap_or_default()
        };
        let none = ("", "");
        let around = |list: &[String]| -> Vec<SlotLine> {
            let texts = list.iter().enumerate();
            texts
                .map(|(index, text)| {
                    self.around_name(item, part.index(index).path(), text, measure, largest)
                })
                .collect()
        };
        let issue = masthead.issue.as_ref();
        match field {
            MastheadField::SerialNumber => {
                one(none, masthead.copy_number.as_deref().filter(|number| is_serial(number)))
            }
            MastheadField::CopyNumber => {
                let number = masthead.copy_number.as_deref();
                one(("编号：", ""), number.filter(|number| !is_serial(number)))
            }
            MastheadField::Secrecy => one(none, masthead.secrecy.as_deref()),
            MastheadField::Urgency => one(none, masthead.urgency.as_deref()),
            MastheadField::Notice => {
                let notices = masthead.notice.iter().enumerate();
                let path = |index| part.index(index).path();
                notices.flat_map(|(index, text)| lines(path(index), none, text)).collect()
            }
            MastheadField::Logo | MastheadField::Title => Vec::new(),
            MastheadField::LinesAbove => around(&masthead.lines_above),
            MastheadField::LinesBelow => around(&masthead.lines_below),
            MastheadField::TitlePart => masthead
                .title_part
                .iter()
                .map(|text| self.around_name(item, part.path(), text, measure, largest))
                .collect(),
            MastheadField::Issue => {
                let line = issue.map(ToString::to_string).filter(|line| !line.is_empty());
                one(none, line.as_deref())
            }
            MastheadField::IssueNumber => {
                let number = issue.map(|issue| {
                    let mut number = issue.clone();
                    number.total = None;
                    number.to_string()
                });
                one(none, number.as_deref().filter(|line| !line.is_empty()))
            }
            MastheadField::IssueTotal => {
                let total = issue.filter(|issue| issue.line.is_none()).and_then(|issue| {
                    let total = issue.total?;
                    Some(format!("总第{total}{}", issue.unit.word()))
                });
                one(none, bracketed(item, total).as_deref())
            }
            MastheadField::Period => {
                let period = masthead.period.as_ref();
                let words = period.map(Period::words);
                let is_bracketed = period.is_some_and(Period::is_bracketed);
                let line = if is_bracketed { bracketed(item, words) } else { words };
                one(none, line.as_deref())
            }
            MastheadField::Issuers => {
                let issuers = masthead.issuers.iter().enumerate();
                let path = |index| part.index(index).path();
                issuers.flat_map(|(index, text)| lines(path(index), none, text)).collect()
            }
            MastheadField::Fields => {
                let fields = masthead.fields.iter().enumerate();
                fields
                    .flat_map(|(index, field)| {
                        let text = format!("{}：{}", field.label, field.value);
                        lines(part.index(index).path(), none, &text)
                    })
                    .collect()
            }
            MastheadField::Signer => one(("签发人：", ""), masthead.signer.as_deref()),
            MastheadField::Date => one(none, masthead.date.map(|date| date.to_string()).as_deref()),
        }
    }

    /// A line around the name, in the largest type of its role that has room.
    fn around_name(
        &self,
        item: &MastheadItem,
        path: ModelPath,
        text: &str,
        measure: Length,
        largest: Length,
    ) -> SlotLine {
        let (role, style, _) = roles(item.field);
        let text = crate::style::resolve::one_line(text);
        let text = [item.before.as_deref(), Some(&text), item.after.as_deref()];
        let text: String = text.into_iter().flatten().collect();
        let (content, size) = self.fitted_line(style, &text, measure, largest);
        SlotLine { role, style, path, content, size, line: Some(size.scale(5, 4)) }
    }

    /// The lines of the name, in a measure.
    pub(super) fn name(&self, masthead: &Masthead, measure: Length) -> Vec<SlotLine> {
        let (lines, size) = self.name_lines(&masthead.title, measure);
        let path = MASTHEAD.field("title").path();
        lines
            .into_iter()
            .map(|line| SlotLine {
                role: Role::Mark,
                style: TypeRole::Mark,
                path: path.clone(),
                content: line.content,
                size,
                // Room for the ink of any face above and below the em square.
                line: Some(size.scale(13, 10)),
            })
            .collect()
    }

    /// The picture beside the name in its size, at the corner of the sheet.
    pub(super) fn logo(&mut self, logo: &Logo) -> Result<SidePicture, LogoFault> {
        let crate::model::Image::Data(data) = &logo.image else {
            return Err(LogoFault::NotLoaded);
        };
        let picture = self.decoded(data).map_err(|fault| match fault {
            Fault::Format => LogoFault::Format,
            Fault::Headers | Fault::Samples(_) => LogoFault::Unreadable,
        })?;
        if picture.has_unknown_inks {
            let place = Place::path(MASTHEAD.field("logo").path());
            self.findings.push(Finding::new(StyleMessage::FigureInks {}, place));
        }
        let format = figure::format(picture.pixels);
        let (width, height) = figure::upright_size(&picture);
        let least = Length::pt(1.0);
        let widest = self.page.type_area.size.width / 4;
        let high = self.theme.masthead.logo_height.min(self.page.type_area.size.height / 4);
        let wide = high.scale(width, height).max(least);
        let size = if wide <= widest {
            Size { width: wide, height: high }
        } else {
            Size { width: widest, height: widest.scale(height, width).max(least) }
        };
        Ok(SidePicture {
            path: MASTHEAD.field("logo").path(),
            data: picture.data,
            format,
            turn: picture.turn,
            rect: Rect { origin: Point { x: Length::ZERO, y: Length::ZERO }, size },
            below: Length::ZERO,
            alt: crate::style::resolve::one_line(&logo.alt),
        })
    }
}

/// Words in their own brackets, unless the theme says what stands around them.
fn bracketed(item: &MastheadItem, words: Option<String>) -> Option<String> {
    let own = |side: &Option<String>, bracket| if side.is_none() { bracket } else { "" };
    words.map(|words| format!("{}{words}{}", own(&item.before, "（"), own(&item.after, "）")))
}
