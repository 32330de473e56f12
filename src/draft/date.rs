//! Dates and periods as drafts write them: in either numerals, with one of three separators, with
//! both years, one or none, across New Year. Reading is tolerant of the form and strict about the
//! value: an impossible day is no date.

use chrono::{Datelike, NaiveDate};

use super::chars::{is_han, narrow};
use super::cursor::{Cursor, Damage, chinese};
use crate::model::Period;

/// A day whose year may not be given, nor its month at the end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    year: Option<i32>,
    month: Option<u32>,
    day: u32,
}

/// A period whose years may not be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaySpan {
    start: Day,
    end: Day,
}

/// Reads a full date; the cursor moves past it.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<NaiveDate> {
    let mut ahead = cursor.clone();
    let day = day(&mut ahead)?;
    let date = NaiveDate::from_ymd_opt(day.year?, day.month?, day.day)?;
    *cursor = ahead;
    Some(date)
}

/// Reads a text that is a date as a whole.
pub(super) fn whole(text: &str) -> Option<(NaiveDate, Damage)> {
    let mut cursor = Cursor::new(text);
    let date = date(&mut cursor)?;
    cursor.at_end().then_some((date, cursor.damage))
}

/// The date at the end of a text, and the byte offset at which it begins.
pub(super) fn at_end(text: &str) -> Option<(usize, NaiveDate, Damage)> {
    // The longest date with spaces between all its characters is well within these.
    let tail = text.char_indices().rev().take(40);
    let mut found = None;
    for (offset, character) in tail {
        let begins = character.is_ascii_digit() || matches!(character, '二' | '一' | '０'..='９');
        // No date begins within a number.
        let before = super::chars::before(text, offset).chars().next_back();
        let whole_number = !before
            .is_some_and(|c| narrow(c).is_alphanumeric() && !is_han(c) || chinese(c).is_some());
        if begins
            && whole_number
            && let Some((date, damage)) = whole(super::chars::behind(text, offset))
        {
            found = Some((offset, date, damage));
        }
    }
    found
}

/// Reads a text that is a period as a whole, perhaps in brackets.
pub(super) fn period(text: &str) -> Option<(DaySpan, Damage)> {
    let mut cursor = Cursor::new(text);
    let bracketed = cursor.one_of("(〔[");
    let start = day(&mut cursor)?;
    let mut dashes = 0;
    while dashes < 2 && cursor.one_of(DASHES) {
        dashes += 1;
    }
    if dashes == 0 {
        // OCR reads the dash as 一, which cannot stand between two days.
        if !cursor.word("一") {
            return None;
        }
        cursor.damage.alike = true;
    }
    let end = day(&mut cursor)?;
    if bracketed && !cursor.one_of(")〕]") {
        return None;
    }
    let start_has_month = start.month.is_some();
    (cursor.at_end() && start_has_month).then_some((DaySpan { start, end }, cursor.damage))
}

/// The marks between the days of a period.
const DASHES: &str = "—–-~至到―─〜∼‐‑‒−";

/// A day in either form. A day of a period may lack its year, its month, or the sign 日.
fn day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let mut ahead = cursor.clone();
    let first = ahead.number()?;
    let read = if ahead.word("年") {
        let year = year(first)?;
        let month = ahead.number().filter(|_| ahead.word("月"))?;
        Day { year: Some(year), month: Some(month), day: day_of_month(&mut ahead)? }
    } else if ahead.word("月") {
        Day { year: None, month: Some(first), day: day_of_month(&mut ahead)? }
    } else if ahead.day_sign() {
        Day { year: None, month: None, day: first }
    } else {
        let separator =
            ['-', '.', '/'].into_iter().find(|sign| ahead.one_of(sign.encode_utf8(&mut [0; 4])))?;
        let (year, month) = (year(first)?, ahead.number()?);
        if !ahead.one_of(separator.encode_utf8(&mut [0; 4])) {
            return None;
        }
        let day = ahead.number()?;
        ahead.day_sign();
        Day { year: Some(year), month: Some(month), day }
    };
    *cursor = ahead;
    Some(read)
}

/// The day of the month with its sign, which may be missing before the dash of a period.
fn day_of_month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let day = cursor.number()?;
    let signed = cursor.day_sign();
    let before_dash =
        cursor.peek().is_some_and(|next| DASHES.contains(next) || DASHES.contains(narrow(next)));
    (signed || before_dash).then_some(day)
}

/// A year of four digits; one of two can be read in two ways.
fn year(number: u32) -> Option<i32> {
    (1000..=9999).contains(&number).then(|| i32::try_from(number).ok()).flatten()
}

/// From what a period gets the years that it does not give.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchor {
    /// The date of issue: the period is the one that ends nearest to it.
    pub(super) date: Option<NaiveDate>,
    /// The year of the issue line, which does not tell which side of New Year it means.
    pub(super) year: Option<i32>,
}

impl DaySpan {
    /// The period, when its years are given or follow from the anchor.
    pub(super) fn resolve(self, anchor: Anchor) -> Option<Period> {
        let (first, last) = (self.start, self.end);
        let start_month = first.month?;
        let end_month = last.month.unwrap_or(start_month);
        let turns = (end_month, last.day) < (start_month, first.day);
        let after = i32::from(turns);
        let (start_year, end_year) = match (first.year, last.year) {
            (Some(start), Some(end)) => (start, end),
            (Some(start), None) => (start, start.checked_add(after)?),
            (None, Some(end)) => (end.checked_sub(after)?, end),
            (None, None) => {
                let end = end_year(end_month, last.day, turns, anchor)?;
                (end.checked_sub(after)?, end)
            }
        };
        let start = NaiveDate::from_ymd_opt(start_year, start_month, first.day)?;
        let end = NaiveDate::from_ymd_opt(end_year, end_month, last.day)?;
        // No bulletin covers half a year across New Year: such days are the wrong way round.
        let turned = turns && first.year.is_none_or(|_| last.year.is_none());
        let likely = !turned || (end - start).num_days() <= 183;
        if likely { Period::new(start, end).ok() } else { None }
    }
}

/// The year in which a period without years ends.
fn end_year(month: u32, day: u32, turns: bool, anchor: Anchor) -> Option<i32> {
    let Some(date) = anchor.date else {
        return anchor.year.filter(|_| !turns);
    };
    let years = [date.year().checked_sub(1)?, date.year(), date.year().checked_add(1)?];
    let ends = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let nearest = ends.min_by_key(|end| (*end - date).num_days().abs())?;
    // Half a year away, the year before is as near as the year after.
    ((nearest - date).num_days().abs() <= 150).then(|| nearest.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for text in [
            "2024年3月12日",
            "２０２４年３月１２日",
            "2024 年 3 月 12 日",
            "2024-03-12",
            "2024.3.12",
            "2024/3/12",
            "二〇二四年三月十二日",
            "二O二四年三月十二日",
            "2O24年3月l2日",
            "2 0 2 4 年 3 月 1 2 曰",
            "二О二四年三月十二日",
        ] {
            assert_eq!(whole(text).map(|read| read.0), Some(ymd(2024, 3, 12)), "{text}");
        }
        for text in ["2024年2月30日", "24年3月12日", "3月12日", "2024年3月", "2024-3.12", "3月12"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_found_at_the_end_of_a_line() {
        let found = at_end("清江区政务服务局2025年1月2日").map(|(offset, date, _)| (offset, date));
        assert_eq!(found, Some(("清江区政务服务局".len(), ymd(2025, 1, 2))));
        assert_eq!(at_end("清江区政务服务局"), None);
    }

    fn resolved(text: &str, anchor: Anchor) -> Option<(NaiveDate, NaiveDate)> {
        let (span, _) = period(text)?;
        match span.resolve(anchor)? {
            Period::Days { start, end } => Some((start, end)),
            _ => None,
        }
    }

    #[test]
    fn periods_take_their_years_from_the_date_of_issue() {
        let march = Anchor { date: Some(ymd(2024, 3, 12)), year: Some(2024) };
        for text in [
            "（2月26日—3月1日）",
            "(2月26日-3月1日)",
            "2月26日～3月1日",
            "2月26日至3月1日",
            "2月26日〜3月1日",
            "2月26日一3月1日",
            "（2024年2月26日——3月1日）",
            "（2024年2月26日—2024年3月1日）",
        ] {
            assert_eq!(resolved(text, march), Some((ymd(2024, 2, 26), ymd(2024, 3, 1))), "{text}");
        }
        assert_eq!(resolved("（3月4—8日）", march), Some((ymd(2024, 3, 4), ymd(2024, 3, 8))));
    }

    #[test]
    fn periods_cross_new_year() {
        let january = Anchor { date: Some(ymd(2025, 1, 6)), year: None };
        let turn = Some((ymd(2024, 12, 30), ymd(2025, 1, 5)));
        assert_eq!(resolved("（12月30日—1月5日）", january), turn);
        assert_eq!(resolved("（2024年12月30日—1月5日）", Anchor::default()), turn);
        assert_eq!(resolved("（12月30日—2025年1月5日）", Anchor::default()), turn);
        let year_only = Anchor { date: None, year: Some(2025) };
        assert_eq!(resolved("（12月30日—1月5日）", year_only), None);
        assert_eq!(
            resolved("（3月3日—3月9日）", year_only),
            Some((ymd(2025, 3, 3), ymd(2025, 3, 9)))
        );
        assert_eq!(resolved("（3月3日—3月9日）", Anchor::default()), None);
        assert_eq!(resolved("（1月5日—1月1日）", january), None);
    }
}
