//! Words kept from an issue to the next that speak of the time of the last.

use chrono::{Datelike as _, NaiveDate};

use super::CheckMessage;
use crate::finding::Finding;
use crate::model::words::Words;
use crate::model::{Bulletin, Period};
use crate::place::{Place, Walk};

/// What looks stale in the words of the skeleton of an issue, as
/// [`Bulletin::next_issue`] makes it: days, months and years that are not those of its period and date
/// (5月31日, 2025年4月, 一季度), and comparisons with numbers (↑1, 增长5.3%). Each is a review at its
/// place; a person knows whether it still holds.
///
/// ```
/// use bulletin::{Bulletin, NaiveDate, Section, check};
///
/// let mut last = Bulletin::new("工作快报");
/// last.masthead.date = NaiveDate::from_ymd_opt(2025, 5, 9).map(Into::into);
/// last.sections = vec![Section::new("截至4月30日办件情况")];
/// let next = last.next_issue(None);
/// let findings = check::stale(&next);
/// assert_eq!(findings[0].code(), "check.stale-date");
/// assert_eq!(findings[0].place().to_string(), "sections[0].heading");
/// ```
pub fn stale(bulletin: &Bulletin) -> Vec<Finding> {
    let time = Time::of(bulletin);
    // There is one walk over words, and it may change them; pictures are shared, not copied.
    let mut copy = bulletin.clone();
    let mut findings = Vec::new();
    copy.each_words(&mut |path: &Walk<'_>, words| {
        let text = match words {
            Words::Prose(text) | Words::Text(text) => text.to_plain(),
            Words::Plain(words) => words.clone(),
        };
        for (words, kind) in found(&text, &time) {
            let place = Place::path(path.path()).words(words.clone());
            let message = match kind {
                Kind::Time => CheckMessage::StaleDate { words },
                Kind::Comparison => CheckMessage::StaleComparison { words },
            };
            findings.push(Finding::new(message, place));
        }
    });
    findings
}

/// The time of an issue, as far as it is known.
#[derive(Default)]
struct Time {
    /// The first and the last day.
    days: Option<(NaiveDate, NaiveDate)>,
    date: Option<NaiveDate>,
    /// Its period as it is printed, without blanks.
    period: String,
}

impl Time {
    fn of(bulletin: &Bulletin) -> Time {
        let masthead = &bulletin.masthead;
        let period = masthead.period.as_ref();
        let days = match period {
            Some(Period::Days { start, end }) => Some((*start, *end)),
            _ => None,
        };
        let date = masthead.date.map(|date| date.day);
        Time { days, date, period: period.map(Period::words).unwrap_or_default() }
    }

    /// Whether a day, month or year is one of the issue.
    fn has(&self, (year, month, day): Parts) -> bool {
        let is = |it: NaiveDate| {
            year.is_none_or(|year| it.year() == year)
                && month.is_none_or(|month| it.month() == month)
                && day.is_none_or(|day| it.day() == day)
        };
        let within = |(start, end): (NaiveDate, NaiveDate)| {
            // Every month is named within a year, every day within a month.
            start.iter_days().take_while(|day| *day <= end).take(366).any(is)
        };
        self.date.is_some_and(is) || self.days.is_some_and(within)
    }
}

/// What words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Time,
    Comparison,
}

/// The words of a text that look stale.
fn found(text: &str, time: &Time) -> Vec<(String, Kind)> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut before = None;
    while let Some(character) = rest.chars().next() {
        let read = date(rest, before)
            .map(|(length, parts)| (length, Kind::Time, time.has(parts)))
            .or_else(|| {
                part_of_year(rest)
                    .map(|words| (words.len(), Kind::Time, time.period.contains(words)))
            })
            .or_else(|| comparison(rest).map(|length| (length, Kind::Comparison, false)));
        let length = match read {
            Some((length, kind, holds)) => {
                let words = rest.get(..length).unwrap_or_default();
                if !holds {
                    found.push((words.to_owned(), kind));
                }
                length
            }
            None => character.len_utf8(),
        };
        let (passed, behind) = rest.split_at(length);
        before = passed.chars().next_back();
        rest = behind;
    }
    found
}

/// A year, a month and a day, as far as they are said.
type Parts = (Option<i32>, Option<u32>, Option<u32>);

/// A date at the beginning of words: 2025年4月30日, 2025年4月, 4月30日, 2025年, 4月. Its length, and what
/// it says. 5个月 and 15年 are no dates.
fn date(words: &str, before: Option<char>) -> Option<(usize, Parts)> {
    if before.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == '第') {
        return None;
    }
    let mut at = 0;
    let mut parts: Parts = (None, None, None);
    let mut number = |sign: char, most: usize| {
        let rest = words.get(at..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(digits..)?.strip_prefix(sign)?;
        let number: u32 = rest.get(..digits)?.parse().ok()?;
        if digits == 0 || digits > most {
            return None;
        }
        at = words.len() - behind.len();
        Some(number)
    };
    parts.0 = number('年', 4)
        .filter(|year| (1000..10_000).contains(year))
        .and_then(|year| year.try_into().ok());
    parts.1 = number('月', 2).filter(|month| (1..=12).contains(month));
    parts.2 = number('日', 2).filter(|day| (1..=31).contains(day));
    let said = parts.0.is_some() || parts.1.is_some();
    said.then_some((at, parts))
}

/// A part of a year in words.
fn part_of_year(words: &str) -> Option<&str> {
    const PARTS: [&str; 10] = [
        "第一季度",
        "第二季度",
        "第三季度",
        "第四季度",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "上半年",
        "下半年",
    ];
    PARTS.into_iter().find(|part| words.starts_with(part)).and_then(|part| words.get(..part.len()))
}

/// A comparison with a number: ↑1, ▼2, 增长5.3%, 下降 12 个百分点. Its length up to the number's end.
fn comparison(words: &str) -> Option<usize> {
    const SIGNS: [&str; 6] = ["↑", "↓", "▲", "▼", "△", "▽"];
    const VERBS: [&str; 12] = [
        "增长", "下降", "上升", "提高", "减少", "增加", "回落", "提升", "上涨", "下跌", "降低",
        "多增",
    ];
    let sign = SIGNS.iter().chain(&VERBS).find(|sign| words.starts_with(**sign))?;
    let rest = words.get(sign.len()..)?;
    let number = rest.trim_start_matches([' ', '了']);
    let digits: usize =
        number.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let percent = number.get(digits..).is_some_and(|rest| rest.starts_with(['%', '％']));
    let mark = match percent {
        true => number.get(digits..)?.chars().next()?.len_utf8(),
        false => 0,
    };
    number
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| words.len() - number.len() + digits + mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, month, day).unwrap_or_default()
    }

    fn stale(text: &str) -> Vec<String> {
        let time = Time {
            days: Some((day(5, 26), day(6, 1))),
            date: Some(day(6, 3)),
            period: "5月26日—6月1日".to_owned(),
        };
        found(text, &time).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn times_of_another_issue_are_found() {
        for (text, words) in [
            ("截至5月18日办件情况（2025年4月）", vec!["5月18日", "2025年4月"]),
            ("2024年考核结果", vec!["2024年"]),
            ("一季度指标", vec!["一季度"]),
            ("排名 ↑1，增长5.3%", vec!["↑1", "增长5.3%"]),
        ] {
            assert_eq!(stale(text), words, "{text}");
        }
    }

    #[test]
    fn what_holds_or_is_no_time_is_left() {
        for text in [
            "5月31日至6月1日值班安排",
            "6月份重点工作",
            "2025年改革任务",
            "近3个月，15年，第5月，增长点，↑，提高认识",
            "",
        ] {
            assert_eq!(stale(text), Vec::<String>::new(), "{text}");
        }
    }
}
