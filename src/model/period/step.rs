//! How a bulletin moves on from issue to issue, by what its issues report on.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Period;
use crate::model::rules;

/// How far a bulletin moves on from issue to issue.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) enum Stride {
    Weeks(u64),
    Months(u32),
    /// Thirds of months (旬).
    Thirds,
}

impl Stride {
    /// The stride of a bulletin that reports on such a period.
    pub(in crate::model) fn of(period: Option<&Period>) -> Stride {
        match period {
            None | Some(Period::Words(_) | Period::Week { .. }) => Stride::Weeks(1),
            Some(Period::Days { start, end }) => {
                if start.day() == 1 && is_last_of_month(*end) {
                    return Stride::Months(months_between(*start, *end) + 1);
                }
                let days = (*end - *start).num_days().unsigned_abs() + 1;
                Stride::Weeks(days.div_ceil(7))
            }
            Some(Period::Months { first, last, .. }) => {
                Stride::Months(last.saturating_sub(*first).saturating_add(1))
            }
            Some(Period::TenDays { .. }) => Stride::Thirds,
            Some(Period::Quarter { .. }) => Stride::Months(3),
            Some(Period::Half { .. }) => Stride::Months(6),
            Some(Period::Year { .. }) => Stride::Months(12),
        }
    }

    /// How many strides from one day come nearest to another, at least one.
    pub(in crate::model) fn steps(self, from: NaiveDate, date: NaiveDate) -> u32 {
        if date <= from {
            return 1;
        }
        let days = (date - from).num_days().unsigned_abs();
        let steps = match self {
            Stride::Weeks(weeks) => (days + weeks * 7 / 2) / (weeks * 7),
            Stride::Months(months) => u64::from(months_between(from, date) / months),
            Stride::Thirds => (days + 5) / 10,
        };
        u32::try_from(steps.max(1)).unwrap_or(1)
    }

    /// A day so many strides later.
    pub(in crate::model) fn moved(self, day: NaiveDate, steps: u32) -> NaiveDate {
        let moved = match self {
            Stride::Weeks(weeks) => {
                day.checked_add_days(Days::new(weeks.saturating_mul(7 * u64::from(steps))))
            }
            Stride::Months(months) => {
                day.checked_add_months(Months::new(months.saturating_mul(steps)))
            }
            Stride::Thirds => moved_by_thirds(day, steps),
        };
        in_range(moved, day)
    }

    /// The last day of a period so many strides later: the last day of a month stays one.
    fn moved_end(self, day: NaiveDate, steps: u32) -> NaiveDate {
        let moved = self.moved(day, steps);
        match self {
            Stride::Weeks(_) | Stride::Thirds => moved,
            Stride::Months(_) => {
                let first_of_next =
                    moved.with_day(1).and_then(|day| day.checked_add_months(Months::new(1)));
                in_range(first_of_next.and_then(|day| day.pred_opt()), moved)
            }
        }
    }
}

impl Period {
    /// The period so many strides later. `year` is that in which this one lies, for weeks without
    /// one. None for words, and for months that would lie in two years.
    pub(in crate::model) fn moved(&self, steps: u32, year: Option<i32>) -> Option<Period> {
        let stride = Stride::of(Some(self));
        Some(match self {
            Period::Days { start, end } => {
                let start = stride.moved(*start, steps);
                Period::spanning(start, stride.moved_end(*end, steps))
            }
            Period::Months { year: of, first, last } => {
                let length = last.saturating_sub(*first).saturating_add(1);
                let (of, first) = counted_on(*of, *first, length.saturating_mul(steps), 12);
                let last = first.saturating_add(length - 1);
                if last > 12 {
                    return None;
                }
                Period::Months { year: of, first, last }
            }
            Period::Week { year: of, number } => {
                let (mut in_year, mut number) = (of.or(year), number.saturating_add(steps));
                let mut years = 0;
                while number > weeks_of(in_year) {
                    number -= weeks_of(in_year);
                    in_year = in_year.map(|year| year.saturating_add(1));
                    years += 1;
                }
                Period::Week { year: of.map(|of| of.saturating_add(years)), number }
            }
            Period::TenDays { year: of, month, third } => {
                let count = month.saturating_sub(1).saturating_mul(3).saturating_add(*third);
                let (of, count) = counted_on(*of, count, steps, 36);
                Period::TenDays { year: of, month: (count - 1) / 3 + 1, third: (count - 1) % 3 + 1 }
            }
            Period::Quarter { year: of, number } => {
                let (of, number) = counted_on(*of, *number, steps, 4);
                Period::Quarter { year: of, number }
            }
            Period::Half { year: of, number } => {
                let (of, number) = counted_on(*of, *number, steps, 2);
                Period::Half { year: of, number }
            }
            Period::Year { year } => {
                let year = year.saturating_add(i32::try_from(steps).unwrap_or(i32::MAX));
                Period::Year { year }
            }
            Period::Words(_) => return None,
        })
        .filter(|period| period.fault().is_none())
    }

    /// The year in which it ends, if it says one.
    pub(in crate::model) fn year(&self) -> Option<i32> {
        match self {
            Period::Days { end, .. } => Some(end.year()),
            Period::Months { year, .. }
            | Period::Week { year, .. }
            | Period::TenDays { year, .. }
            | Period::Quarter { year, .. }
            | Period::Half { year, .. } => *year,
            Period::Year { year } => Some(*year),
            Period::Words(_) => None,
        }
    }

    /// Its last day, if it is one of days.
    pub(in crate::model) fn end(&self) -> Option<NaiveDate> {
        match self {
            Period::Days { end, .. } => Some(*end),
            _ => None,
        }
    }
}

/// A number from 1 to `most` so many steps later, and the year in which it is then.
fn counted_on(year: Option<i32>, number: u32, steps: u32, most: u32) -> (Option<i32>, u32) {
    let count = number.saturating_sub(1).saturating_add(steps);
    let years = i32::try_from(count / most).unwrap_or(i32::MAX);
    (year.map(|year| year.saturating_add(years)), count % most + 1)
}

/// How many weeks a year has: 53 when its last days lie in one (ISO 8601); 52 of an unknown year.
fn weeks_of(year: Option<i32>) -> u32 {
    let last = year.and_then(|year| NaiveDate::from_ymd_opt(year, 12, 28));
    last.map_or(52, |last| last.iso_week().week())
}

/// A day as far within a third of a month so many thirds later.
fn moved_by_thirds(day: NaiveDate, steps: u32) -> Option<NaiveDate> {
    let third = (day.day0() / 10).min(2);
    let within = day.day0() - third * 10;
    let count = day.month0() * 3 + third;
    let count = count.checked_add(steps)?;
    let year = day.year().checked_add(i32::try_from(count / 36).ok()?)?;
    let (month, third) = (count % 36 / 3 + 1, count % 3);
    // The third of the month has eight to eleven days.
    let wanted = third * 10 + 1 + if third < 2 { within.min(9) } else { within };
    (0..4).find_map(|less| NaiveDate::from_ymd_opt(year, month, wanted - less))
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
pub(in crate::model) fn in_range(day: Option<NaiveDate>, otherwise: NaiveDate) -> NaiveDate {
    day.filter(|day| rules::date(*day).is_ok()).unwrap_or(otherwise)
}
