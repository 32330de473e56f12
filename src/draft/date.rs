//! Dates and periods as drafts write them: in either numerals, with one of three separators, with
//! both years, one or none, across New Year. Reading is tolerant of the form and strict about the
//! value: an impossible day is no date.

use chrono::{Datelike, NaiveDate};

use super::chars::{is_han, narrow, strip_blanks};
use super::cursor::{Cursor, Damage, chinese};
use crate::model::{Date, Period};

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

/// A date of issue with its trimmings: 2025年5月16日（星期五）, 2025年1月2日16时, 2025年5月16日编印.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) date: Date,
    /// The weekday that is said, where it is not that of the day: 星期四.
    pub(super) wrong: Option<String>,
    /// The word behind the date: 编印.
    pub(super) trimming: &'static str,
    /// The time of day behind it that no bulletin prints: 11:20:35.
    pub(super) clock: String,
}

/// A day without trimmings.
impl From<NaiveDate> for Issued {
    fn from(day: NaiveDate) -> Issued {
        Issued { date: day.into(), wrong: None, trimming: "", clock: String::new() }
    }
}

/// Reads a text that is a date of issue as a whole, perhaps in brackets.
pub(super) fn issued(text: &str) -> Option<(Issued, Damage)> {
    let bare = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let mut cursor = Cursor::new(bare.unwrap_or(text));
    let day = date(&mut cursor)?;
    let mut issued = Issued::from(day);
    let damage = cursor.damage;
    let said = weekday(&mut cursor);
    let before = cursor.clone();
    issued.date.hour = hour(&mut cursor);
    // 8时30分, and 00:00 behind a date in figures, which a program puts there, are no hour.
    let minutes = issued.date.hour.is_some() && cursor.clone().number().is_some();
    let filled = issued.date.hour == Some(0) && !text.contains('年');
    if minutes || filled {
        (cursor, issued.date.hour) = (before, None);
    }
    if issued.date.hour.is_none() {
        issued.clock = clock(&mut cursor).unwrap_or_default();
    }
    let said = said.or_else(|| weekday(&mut cursor));
    if let Some(said) = said {
        issued.date.weekday = true;
        if said != day.weekday().number_from_monday() {
            issued.wrong =
                WEEKDAYS.chars().nth(said as usize - 1).map(|name| format!("星期{name}"));
        }
    }
    const TRIMMINGS: [&str; 18] = [
        "编印", "编发", "印发", "签发", "编制", "印制", "制发", "发布", "出版", "出刊", "刊发",
        "刊出", "报送", "编", "印", "发", "制", "刊",
    ];
    issued.trimming = TRIMMINGS.into_iter().find(|word| cursor.word(word)).unwrap_or_default();
    // A blank before the weekday or the hour is no damage.
    let damage = Damage { blank: damage.blank, ..cursor.damage };
    cursor.at_end().then_some((issued, damage))
}

/// The days of a week, from Monday.
const WEEKDAYS: &str = "一二三四五六日";

/// Reads a weekday, perhaps in brackets, as its number from Monday: 星期四, （周四）.
fn weekday(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = cursor.clone();
    let bracket = ahead.one_of("(");
    if !["星期", "礼拜", "周"].iter().any(|word| ahead.word(word)) {
        return None;
    }
    let name = ahead.take(|c| WEEKDAYS.contains(c) || c == '天')?;
    if bracket && !ahead.one_of(")") {
        return None;
    }
    *cursor = ahead;
    let number = WEEKDAYS.chars().position(|day| day == name).unwrap_or(6);
    u32::try_from(number + 1).ok()
}

/// Reads a time of day with minutes: 11:20, 11:20:35, 11时20分.
fn clock(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut ahead = cursor.clone();
    let hour = ahead.number().filter(|hour| *hour < 24)?;
    if ahead.word("时") {
        let minute = ahead.number().filter(|minute| *minute < 60 && ahead.word("分"))?;
        *cursor = ahead;
        return Some(format!("{hour}时{minute}分"));
    }
    let mut words = format!("{hour:02}");
    for _ in 0..2 {
        if !words.is_empty() && !ahead.one_of(":") {
            break;
        }
        let part = ahead.number_of(2).filter(|part| *part < 60)?;
        words += &format!(":{part:02}");
    }
    words.contains(':').then(|| {
        *cursor = ahead;
        words
    })
}

/// The words before an hour, and whether it is counted from noon.
const HALVES: [(&str, bool); 9] = [
    ("上午", false),
    ("凌晨", false),
    ("早上", false),
    ("早", false),
    ("中午", false),
    ("下午", true),
    ("傍晚", true),
    ("晚上", true),
    ("晚", true),
];

/// Reads an hour: 16时, 16时00分, 16:00, 下午4时, 16点.
fn hour(cursor: &mut Cursor<'_>) -> Option<u8> {
    let mut ahead = cursor.clone();
    let half = HALVES.iter().find(|(word, _)| ahead.word(word));
    let hour =
        ahead.number().and_then(|hour| u8::try_from(hour).ok()).filter(|hour| *hour <= 24)?;
    let hour = match half {
        Some((_, true)) if hour < 12 => hour + 12,
        _ => hour,
    };
    let full = |ahead: &mut Cursor<'_>| {
        ahead.one_of(":")
            && ahead.take(|c| c == '0').is_some()
            && ahead.take(|c| c == '0').is_some()
    };
    let said = ahead.word("时") || ahead.word("点");
    if said {
        let mut minutes = ahead.clone();
        if minutes.number_of(2) == Some(0) && minutes.word("分") || minutes.word("整") {
            ahead = minutes;
        }
    }
    // 16:00:05 is a time of day.
    let seconds = |ahead: &Cursor<'_>| ahead.clone().one_of(":");
    (said || full(&mut ahead) && !seconds(&ahead)).then(|| {
        *cursor = ahead;
        hour
    })
}

/// Reads a period that is not two days: （第9周）, 4月份, or days with weekdays and hours, in words. It
/// is kept as it is written.
pub(super) fn named_period(text: &str) -> Option<Period> {
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let words = strip_blanks(inner.unwrap_or(text));
    let certain = ["周", "月份", "季度", "半年", "旬"].iter().any(|unit| words.ends_with(unit))
        || inner.is_some() && ["月", "年度"].iter().any(|unit| words.ends_with(unit));
    if certain
        && let Ok(period) = words.parse::<Period>()
        && !matches!(period, Period::Words(_) | Period::Days { .. })
    {
        let same = period.words() == words;
        return Some(if same { period } else { Period::Words(text.to_owned()) });
    }
    let bare = without_trimmings(&words)?;
    period(&bare).map(|_| Period::Words(text.to_owned()))
}

/// Two days without their weekdays and hours; none when they have none.
fn without_trimmings(words: &str) -> Option<String> {
    let mut bare = String::new();
    let mut cursor = Cursor::new(words);
    let mut found = false;
    while let Some(next) = cursor.peek() {
        let behind_day = bare.ends_with(['日', '号']);
        if behind_day && (weekday(&mut cursor).is_some() || hour(&mut cursor).is_some()) {
            found = true;
            continue;
        }
        cursor.take(|c| c == next)?;
        bare.push(next);
    }
    found.then_some(bare)
}

/// Whether a text begins with a day, and what stands behind it; whether its year is given.
pub(super) fn begins_with_day(text: &str) -> Option<(bool, &str)> {
    let mut cursor = Cursor::new(text);
    if date(&mut cursor).is_some() {
        return Some((true, cursor.rest()));
    }
    let mut cursor = Cursor::new(text);
    let read = day(&mut cursor).filter(|day| day.year.is_none() && day.month.is_some())?;
    let month = read.month.is_some_and(|month| (1..=12).contains(&month));
    (month && (1..=31).contains(&read.day)).then(|| (false, cursor.rest()))
}

/// The date at the end of a text, and the byte offset at which it begins.
pub(super) fn at_end(text: &str) -> Option<(usize, NaiveDate, Damage)> {
    ending(text, whole)
}

/// The date of issue at the end of a text, with its trimmings.
pub(super) fn issued_at_end(text: &str) -> Option<(usize, Issued, Damage)> {
    ending(text, issued)
}

fn ending<T>(text: &str, read: impl Fn(&str) -> Option<(T, Damage)>) -> Option<(usize, T, Damage)> {
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
            && let Some((date, damage)) = read(super::chars::behind(text, offset))
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
        let day = day_behind(&mut ahead)?;
        // The zeros belong to the form.
        ahead.damage.zeros = cursor.damage.zeros;
        ahead.day_sign();
        Day { year: Some(year), month: Some(month), day }
    };
    *cursor = ahead;
    Some(read)
}

/// The day of a date in figures. A time of day may stand behind it, with a blank between: 2025-04-18 11:20.
fn day_behind(cursor: &mut Cursor<'_>) -> Option<u32> {
    let rest = cursor.rest().trim_start();
    let digits = rest.chars().take_while(|c| narrow(*c).is_ascii_digit()).count();
    let behind: String = rest.chars().skip(digits).map(narrow).take(8).collect();
    let behind = behind.trim_start();
    let hour = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let timed = hour.len() < behind.len() && hour.starts_with([':', '时']);
    if digits == 2 || timed && digits == 1 { cursor.number_of(digits) } else { cursor.number() }
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

    #[test]
    fn dates_of_issue_have_trimmings() {
        for (text, printed, trimming) in [
            ("2025年5月16日（星期五）", "2025年5月16日（星期五）", ""),
            ("2025年5月16日 周五", "2025年5月16日（星期五）", ""),
            ("2025年1月2日16时", "2025年1月2日16时", ""),
            ("2025年1月2日（星期四）16:00", "2025年1月2日（星期四）16时", ""),
            ("2025年1月2日上午9时", "2025年1月2日9时", ""),
            ("2025年1月2日 下午4点", "2025年1月2日16时", ""),
            ("2025年1月2日08时发布", "2025年1月2日8时", "发布"),
            ("2025年5月16日出版", "2025年5月16日", "出版"),
            ("2025年5月16日编印", "2025年5月16日", "编印"),
            ("（2025年5月16日）", "2025年5月16日", ""),
            ("2025-05-16 11:20:35", "2025年5月16日", ""),
            ("2025/5/6 9:05", "2025年5月6日", ""),
            ("2025年5月16日16时00分（星期五）", "2025年5月16日（星期五）16时", ""),
            ("2025-05-16 星期五", "2025年5月16日（星期五）", ""),
            ("2025-05-16 00:00", "2025年5月16日", ""),
            ("2025年5月16日16时30分", "2025年5月16日", ""),
        ] {
            let read =
                issued(text).map(|(read, _)| (read.date.to_string(), read.wrong, read.trimming));
            assert_eq!(read, Some((printed.to_owned(), None, trimming)), "{text}");
        }
        let wrong = issued("2025年5月16日（星期四）").and_then(|(read, _)| read.wrong);
        assert_eq!(wrong.as_deref(), Some("星期四"));
        for text in
            ["2025年5月16日16时70分", "2025年5月16日25时", "2025年5月16日召开", "5月16日（周五）"]
        {
            assert_eq!(issued(text), None, "{text}");
        }
    }

    #[test]
    fn periods_have_names_and_trimmings() {
        for text in ["（第9周）", "4月份", "（2025年4月份）", "2025年上半年", "第一季度"]
        {
            let read = named_period(text).map(|read| read.words());
            assert_eq!(read.as_deref(), Some(text.trim_matches(['（', '）'])), "{text}");
        }
        for text in
            ["（2月26日（周三）—3月1日（周六））", "（2月26日8时—3月1日17时）", "（2025年4月）"]
        {
            assert_eq!(named_period(text), Some(Period::Words(text.to_owned())), "{text}");
        }
        for text in ["（2月26日—3月1日）", "2025年4月", "（2025年）", "工作周", "（略）"]
        {
            assert_eq!(named_period(text), None, "{text}");
        }
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
