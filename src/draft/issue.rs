//! Issue lines: 2024年第8期（总第479期）, 〔2024〕第8期, 第8期, 总479期, 增刊第2期 and their damage.

use super::chars::{behind, narrow};
use super::cursor::{Cursor, Damage, chinese};
use crate::model::{Issue, Series};

/// Reads a text that is an issue line as a whole.
pub(super) fn whole(text: &str) -> Option<(Issue, Damage)> {
    let mut reading = Reading { cursor: Cursor::new(text), ..Reading::default() };
    if reading.cursor.word("期号") && !reading.cursor.one_of(":") {
        return None;
    }
    while !reading.cursor.at_end() {
        reading.part()?;
    }
    let Reading { issue, open, counted, cursor, .. } = reading;
    let series = issue.series != Series::Regular && issue.number.is_none();
    (!open && (counted || series)).then_some((issue, cursor.damage))
}

/// The issue line at the end of a name: 窗口工作周报（第8期）. The offset is where it begins.
pub(super) fn at_end(text: &str) -> Option<(usize, Issue, Damage)> {
    let begins = |character: char| {
        "（(〔[【第增专总".contains(character)
            || narrow(character).is_ascii_digit()
            || chinese(character).is_some()
    };
    let starts = text.char_indices().filter(|(offset, character)| {
        let within = super::chars::before(text, *offset).chars().next_back();
        // No number begins within another.
        *offset > 0 && begins(*character) && !within.is_some_and(is_numeral)
    });
    starts.take(8).find_map(|(offset, _)| {
        let (issue, damage) = whole(behind(text, offset))?;
        // 专刊 at the end of a name is part of it.
        (issue.number.is_some() || issue.total.is_some()).then_some((offset, issue, damage))
    })
}

fn is_numeral(character: char) -> bool {
    narrow(character).is_ascii_digit() || chinese(character).is_some()
}

/// Two issue lines as one, when neither repeats the other.
pub(super) fn together(one: Issue, other: Issue) -> Option<Issue> {
    fn either<T>(one: Option<T>, other: Option<T>) -> Option<Option<T>> {
        match (one, other) {
            (Some(_), Some(_)) => None,
            (one, other) => Some(one.or(other)),
        }
    }
    if one.line.is_some() || other.line.is_some() {
        return None;
    }
    Some(Issue {
        year: either(one.year, other.year)?,
        number: either(one.number, other.number)?,
        total: either(one.total, other.total)?,
        series: match (one.series, other.series) {
            (Series::Regular, series) | (series, Series::Regular) => series,
            _ => return None,
        },
        ..Issue::default()
    })
}

/// An issue line while it is read.
#[derive(Default)]
struct Reading<'a> {
    cursor: Cursor<'a>,
    issue: Issue,
    /// Whether a bracket is open.
    open: bool,
    /// Whether a number or a total has been said.
    counted: bool,
    /// Whether the part before this one is 增刊 or 专刊.
    behind_series: bool,
}

impl Reading<'_> {
    /// Reads one part: the total, the series, the year or the number, each once; they stand in
    /// brackets or not, with a mark between them or not.
    fn part(&mut self) -> Option<()> {
        let behind_series = std::mem::take(&mut self.behind_series);
        let opens = !self.open && self.cursor.one_of(OPENING);
        self.open |= opens;
        if !opens && self.issue != Issue::default() {
            self.cursor.one_of("·，、,/|");
        }
        self.said(behind_series)?;
        if self.open && self.cursor.one_of(CLOSING) {
            self.open = false;
            self.cursor.word("年");
        }
        Some(())
    }

    fn said(&mut self, behind_series: bool) -> Option<()> {
        let Reading { cursor, issue, .. } = self;
        if cursor.word("总") {
            cursor.word("第");
            let number = cursor.number().filter(|number| *number > 0 && cursor.word("期"))?;
            self.counted = true;
            return issue.total.replace(number.into()).is_none().then_some(());
        }
        let series = [("增刊", Series::Supplement), ("专刊", Series::Special)];
        if let Some((_, series)) = series.into_iter().find(|(word, _)| cursor.word(word)) {
            self.behind_series = true;
            return (std::mem::replace(&mut issue.series, series) == Series::Regular).then_some(());
        }
        let ordinal = cursor.word("第");
        let number = cursor.number().filter(|number| *number > 0)?;
        let ends = |cursor: &Cursor<'_>| cursor.peek().is_none_or(|c| CLOSING.contains(c));
        // 增刊（二） is 增刊第二期.
        if cursor.word("期") || (behind_series && !ordinal && number < 100 && ends(cursor)) {
            self.counted = true;
            return issue.number.replace(number.into()).is_none().then_some(());
        }
        let year = i32::try_from(number).ok().filter(|year| (1900..=2999).contains(year))?;
        // 2024第8期 lacks its 年; around a year the bracket stands for it.
        let said = cursor.word("年")
            || cursor.peek().is_some_and(|c| {
                matches!(c, '第' | '增' | '专') || (self.open && CLOSING.contains(c))
            });
        (said && !ordinal && issue.year.replace(year).is_none()).then_some(())
    }
}

/// The brackets around a part.
const OPENING: &str = "(〔[【";
const CLOSING: &str = ")）〕]】";

/// Whether a text looks like an issue line, even if it cannot be read as one.
pub(super) fn resembles(text: &str) -> bool {
    let short = !super::chars::longer_than(text, 30);
    short
        && text.contains('期')
        && (text.contains('第') || text.contains("增刊") || text.contains('总'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issue_lines_are_read_in_every_form() {
        let full = Issue {
            year: Some(2024),
            number: Some(8.into()),
            total: Some(479.into()),
            ..Issue::default()
        };
        for text in [
            "2024年第8期（总第479期）",
            "2024年第08期(总第479期)",
            "〔2024〕第8期（总479期）",
            "（2024）第8期 总第479期",
            "二〇二四年第八期（总第四百七十九期）",
            "2024年 第 8 期 （总第 479 期）",
            "２０２４年第８期（总第４７９期）",
            "2O24年第8期（总第479期）",
            "2024第8期（总第479期）",
            "（2024年第8期　总第479期）",
            "2024年第8期·总第479期",
            "【2024】第8期，总第479期",
            "期号：2024年第8期（总第479期）",
        ] {
            assert_eq!(whole(text).map(|read| read.0), Some(full.clone()), "{text}");
        }
        let damaged = whole("第8期（总第4l7期）");
        let wanted = Issue { number: Some(8.into()), total: Some(417.into()), ..Issue::default() };
        assert_eq!(damaged, Some((wanted, Damage { alike: true, ..Damage::default() })));
    }

    #[test]
    fn series_stand_before_or_behind() {
        for text in ["增刊第2期", "第2期（增刊）", "增刊 2期", "增刊（二）"] {
            let wanted =
                Issue { number: Some(2.into()), series: Series::Supplement, ..Issue::default() };
            assert_eq!(whole(text).map(|read| read.0), Some(wanted), "{text}");
        }
        let special = Issue {
            series: Series::Special,
            ..Issue { year: Some(2024), number: Some(3.into()), ..Issue::default() }
        };
        assert_eq!(whole("2024年专刊第3期").map(|read| read.0), Some(special.clone()));
        let alone = Issue { number: None, ..special };
        assert_eq!(whole("2024年专刊").map(|read| read.0), Some(alone));
    }

    #[test]
    fn what_is_no_issue_line_is_not_read() {
        for text in [
            "",
            "第期",
            "第0期",
            "2024年",
            "第8号",
            "第8期第9期",
            "第8期启动",
            "第8期（总第479期",
            "（）第8期",
            "第8期（）",
            "2024",
            "第8期·",
            "第S期",
            "2024.3公里",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn an_issue_is_found_behind_a_name() {
        let found =
            at_end("窗口工作周报（第8期）").map(|(offset, issue, _)| (offset, issue.number));
        assert_eq!(found, Some(("窗口工作周报".len(), Some(8.into()))));
        let found =
            at_end("窗口工作周报2024年第8期").map(|(offset, issue, _)| (offset, issue.year));
        assert_eq!(found, Some(("窗口工作周报".len(), Some(2024))));
        assert_eq!(at_end("清江工作专刊"), None);
    }
}
