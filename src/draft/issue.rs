//! Issue lines: 2024年第8期（总第479期）, 〔2024〕第8期, 第8期, 总479期, 增刊第2期 and their damage.

use super::chars::behind;
use super::cursor::{Cursor, Damage};
use crate::model::{Issue, Series};

/// Reads a text that is an issue line from end to end.
pub(super) fn whole(text: &str) -> Option<(Issue, Damage)> {
    let mut cursor = Cursor::new(text);
    let mut issue = Issue::default();
    let mut counted = false;
    while !cursor.at_end() {
        let before = cursor.offset();
        part(&mut cursor, &mut issue, &mut counted)?;
        if cursor.offset() == before {
            return None;
        }
    }
    let says = counted && (issue.number.is_some() || issue.total.is_some());
    says.then_some((issue, cursor.damage))
}

/// The issue line at the end of a name: 窗口工作周报（第8期）. The offset is where it begins.
pub(super) fn at_end(text: &str) -> Option<(usize, Issue, Damage)> {
    let starts = text
        .char_indices()
        .filter(|(offset, character)| *offset > 0 && "（(〔[第增专总".contains(*character));
    starts.take(8).find_map(|(offset, _)| {
        whole(behind(text, offset)).map(|(issue, seen)| (offset, issue, seen))
    })
}

/// One part of the line: the total, the series, the year or the number, each once.
fn part(cursor: &mut Cursor<'_>, issue: &mut Issue, counted: &mut bool) -> Option<()> {
    let bracketed = cursor.one_of("(〔[");
    let closed = |cursor: &mut Cursor<'_>| cursor.one_of(")〕]");
    if cursor.word("总") {
        let number = numbered(cursor).filter(|_| issue.total.is_none() && cursor.word("期"))?;
        issue.total = Some(number);
        *counted = true;
        return (!bracketed || closed(cursor)).then_some(());
    }
    let series = [("增刊", Series::Supplement), ("专刊", Series::Special)];
    if let Some((_, series)) = series.into_iter().find(|(word, _)| cursor.word(word)) {
        if issue.series != Series::Regular {
            return None;
        }
        issue.series = series;
        return (!bracketed || closed(cursor)).then_some(());
    }
    let ordinal = cursor.word("第");
    let number = cursor.number().filter(|number| *number > 0)?;
    if cursor.word("期") {
        if issue.number.replace(number).is_some() {
            return None;
        }
        *counted = true;
        return (!bracketed || closed(cursor)).then_some(());
    }
    let year = i32::try_from(number).ok().filter(|year| (1900..=2999).contains(year))?;
    let said = if bracketed {
        closed(cursor) && {
            cursor.word("年");
            true
        }
    } else {
        cursor.word("年")
    };
    (said && !ordinal && issue.year.replace(year).is_none()).then_some(())
}

/// A number with or without 第 before it.
fn numbered(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.word("第");
    cursor.number().filter(|number| *number > 0)
}

/// Whether a text wants to be an issue line, though it may not be readable as one.
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
        let full =
            Issue { year: Some(2024), number: Some(8), total: Some(479), ..Issue::default() };
        for text in [
            "2024年第8期（总第479期）",
            "2024年第08期(总第479期)",
            "〔2024〕第8期（总479期）",
            "（2024）第8期 总第479期",
            "二〇二四年第八期（总第四百七十九期）",
            "2024年 第 8 期 （总第 479 期）",
            "２０２４年第８期（总第４７９期）",
            "2O24年第8期（总第479期）",
        ] {
            assert_eq!(whole(text).map(|read| read.0), Some(full), "{text}");
        }
        let damaged = whole("第8期（总第4l7期）");
        let wanted = Issue { number: Some(8), total: Some(417), ..Issue::default() };
        assert_eq!(damaged, Some((wanted, Damage { alike: true, ..Damage::default() })));
    }

    #[test]
    fn series_stand_before_or_behind() {
        for text in ["增刊第2期", "第2期（增刊）", "增刊 2期"] {
            let wanted = Issue { number: Some(2), series: Series::Supplement, ..Issue::default() };
            assert_eq!(whole(text).map(|read| read.0), Some(wanted), "{text}");
        }
        let special = Issue {
            series: Series::Special,
            ..Issue { year: Some(2024), number: Some(3), ..Issue::default() }
        };
        assert_eq!(whole("2024年专刊第3期").map(|read| read.0), Some(special));
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
        assert_eq!(found, Some(("窗口工作周报".len(), Some(8))));
    }
}
