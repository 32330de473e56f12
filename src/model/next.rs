//! The skeleton of the next issue: what stays from week to week is kept, what moves on is moved on,
//! what has to be written anew is left empty.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{
    Block, Bulletin, Cell, Contents, Issue, Masthead, Period, Section, SignOff, Text, rules,
};

impl Bulletin {
    /// The skeleton of the issue that follows this one.
    ///
    /// - **Number.** The number and the running total are one higher. When the new date lies in a
    ///   new year, the number begins again at 1; the running total goes on.
    /// - **Period and date.** A period of whole months moves on by as many months, any other by
    ///   the least number of whole weeks that holds it; the date and the day of printing (印发日期)
    ///   keep their distance. Without a period the date moves on by a week. When `date` is given it
    ///   is the new date, and the period moves on by as many steps as come nearest to it, at least
    ///   one. What would leave the years 1000 to 9999 stays where it is.
    /// - **Kept**: the name, issuers, notices, headings, column headings, the heads of tables and
    ///   the words in tables that hold figures, titles of articles and appendices, the imprint,
    ///   to whom it is addressed and who signs it.
    /// - **Rankings** stay rankings: the names in the order of the ranks that they reached, these as
    ///   the ranks before where a column shows them, and no scores.
    /// - **Left empty**: paragraphs, numbered paragraphs, pictures, figures and ranks in tables and
    ///   the rows of tables without figures, the title of the body, subtitles,
    ///   authors and sources, the editor's note, the copy number. A list of contents is made from the headings again.
    ///
    /// ```
    /// use bulletin::{Bulletin, Issue, NaiveDate, Period};
    ///
    /// let day = |month, day| NaiveDate::from_ymd_opt(2024, month, day).unwrap();
    /// let mut issue = Issue::new(2024, 8);
    /// issue.total = Some(479);
    /// let mut last = Bulletin::new("窗口工作周报");
    /// last.masthead.issue = Some(issue);
    /// last.masthead.period = Some(Period::spanning(day(2, 26), day(3, 1)));
    /// last.masthead.date = Some(day(3, 12));
    /// let next = last.next_issue(None);
    /// assert_eq!(next.masthead.issue.unwrap().to_string(), "2024年第9期（总第480期）");
    /// assert_eq!(next.masthead.period.unwrap().to_string(), "（3月4日—3月8日）");
    /// assert_eq!(next.masthead.date, Some(day(3, 19)));
    /// ```
    #[must_use]
    pub fn next_issue(&self, date: Option<NaiveDate>) -> Bulletin {
        let last = &self.masthead;
        let stride = Stride::of(last.period);
        let steps = date.map_or(1, |date| stride.steps(last, date));
        let moved = |day: NaiveDate| stride.moved(day, steps);

        let mut next = self.clone();
        next.masthead.period = last.period.map(|period| {
            Period::spanning(moved(period.start), stride.moved_end(period.end, steps))
        });
        next.masthead.date = date.or(last.date.map(moved));
        next.masthead.issue = last.issue.map(|issue| following(issue, last, &next.masthead));
        next.masthead.copy_number = None;
        next.imprint.printed_on =
            self.imprint.printed_on.map(|printed| match (last.date, next.masthead.date) {
                (Some(last), Some(date)) => in_range(date.checked_add_signed(printed - last), date),
                _ => moved(printed),
            });

        next.sign_off = next.sign_off.map(|sign_off| SignOff {
            date: sign_off.date.map(|signed| match (last.date, next.masthead.date) {
                (Some(last), Some(date)) => in_range(date.checked_add_signed(signed - last), date),
                _ => moved(signed),
            }),
            ..sign_off
        });

        next.editor_note.clear();
        (next.title, next.subtitle, next.author, next.source) = (None, None, None, None);
        next.contents = next.contents.map(|_| Contents::Auto);
        empty(&mut next.body);
        empty_sections(&mut next.sections);
        for article in &mut next.articles {
            (article.subtitle, article.author, article.source) = (None, None, None);
            empty(&mut article.body);
            empty_sections(&mut article.sections);
        }
        for appendix in &mut next.appendices {
            empty(&mut appendix.blocks);
            empty_sections(&mut appendix.sections);
        }
        next
    }
}

/// How far a bulletin moves on from issue to issue.
#[derive(Clone, Copy)]
enum Stride {
    Weeks(u64),
    Months(u32),
}

impl Stride {
    /// The stride of a bulletin that reports on such a period.
    fn of(period: Option<Period>) -> Stride {
        let Some(Period { start, end }) = period else { return Stride::Weeks(1) };
        if start.day() == 1 && is_last_of_month(end) {
            return Stride::Months(months_between(start, end) + 1);
        }
        let days = (end - start).num_days().unsigned_abs() + 1;
        Stride::Weeks(days.div_ceil(7))
    }

    /// How many strides come nearest to a date, at least one.
    fn steps(self, last: &Masthead, date: NaiveDate) -> u32 {
        let Some(from) = last.date.or(last.period.map(|period| period.end)) else { return 1 };
        if date <= from {
            return 1;
        }
        let steps = match self {
            Stride::Weeks(weeks) => {
                let days = (date - from).num_days().unsigned_abs();
                (days + weeks * 7 / 2) / (weeks * 7)
            }
            Stride::Months(months) => u64::from(months_between(from, date) / months),
        };
        u32::try_from(steps.max(1)).unwrap_or(1)
    }

    /// A day so many strides later.
    fn moved(self, day: NaiveDate, steps: u32) -> NaiveDate {
        let moved = match self {
            Stride::Weeks(weeks) => {
                day.checked_add_days(Days::new(weeks.saturating_mul(7 * u64::from(steps))))
            }
            Stride::Months(months) => {
                day.checked_add_months(Months::new(months.saturating_mul(steps)))
            }
        };
        in_range(moved, day)
    }

    /// The last day of a period so many strides later: the last day of a month stays one.
    fn moved_end(self, day: NaiveDate, steps: u32) -> NaiveDate {
        let moved = self.moved(day, steps);
        match self {
            Stride::Weeks(_) => moved,
            Stride::Months(_) => {
                let first_of_next =
                    moved.with_day(1).and_then(|day| day.checked_add_months(Months::new(1)));
                in_range(first_of_next.and_then(|day| day.pred_opt()), moved)
            }
        }
    }
}

fn is_last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_some_and(|next| next.day() == 1)
}

/// How many months the second day is later than the first, days apart.
fn months_between(first: NaiveDate, second: NaiveDate) -> u32 {
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    u32::try_from(months(second) - months(first)).unwrap_or(0)
}

/// A day, if it is one that a bulletin can have; else another.
fn in_range(day: Option<NaiveDate>, otherwise: NaiveDate) -> NaiveDate {
    day.filter(|day| rules::date(*day).is_ok()).unwrap_or(otherwise)
}

/// The issue after this one.
fn following(issue: Issue, last: &Masthead, next: &Masthead) -> Issue {
    let year = |masthead: &Masthead| {
        let day = masthead.date.or(masthead.period.map(|period| period.end));
        day.map(|day| day.year())
    };
    let (was, is) = (issue.year.or(year(last)), year(next));
    let begins_anew = was.zip(is).is_some_and(|(was, is)| is > was);
    Issue {
        year: if begins_anew { issue.year.and(is) } else { issue.year },
        number: issue.number.map(|number| if begins_anew { 1 } else { number.saturating_add(1) }),
        total: issue.total.map(|total| total.saturating_add(1)),
        series: issue.series,
    }
}

/// Sections without their text; those that are numbered paragraphs are text.
fn empty_sections(sections: &mut Vec<Section>) {
    sections.retain(|section| section.heading.is_some());
    for section in sections {
        section.run_in = false;
        empty(&mut section.blocks);
        empty_sections(&mut section.sections);
    }
}

/// Blocks without their text.
fn empty(blocks: &mut Vec<Block>) {
    blocks.retain(|block| matches!(block, Block::Table(_) | Block::Ranking(_) | Block::Column(_)));
    for block in blocks {
        if let Block::Ranking(ranking) = block {
            ranking.move_on();
        }
        let Block::Table(table) = block else { continue };
        let figures = table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Number(_)));
        if !figures {
            table.rows.clear();
        }
        for cell in table.rows.iter_mut().flatten() {
            if !matches!(cell, Cell::Text(_)) {
                *cell = Cell::Text(Text::default());
            }
        }
    }
}
