//! Issue lines: 2024年第8期（总第479期）, 〔2024〕第8—9期, 试刊第1期, 2025年度第53期, NO.12 and their damage. A
//! line is read whole or not at all.

use super::chars::{before, behind, in_simplified, narrow, strip_blanks};
use super::cursor::{Cursor, Damage, chinese, chinese_value, is_dash};
use crate::model::{Issue, IssueForm, IssueNumber, IssueUnit, Series};

/// Reads a text that is an issue line as a whole.
pub(super) fn whole(text: &str) -> Option<(Issue, Damage)> {
    let mut reading = Reading { cursor: Cursor::new(text), ..Reading::default() };
    const LABELS: [&str; 11] = [
        "年度期号",
        "年度期次",
        "年度期数",
        "期号",
        "期次",
        "期数",
        "刊期",
        "期别",
        "刊号",
        "issue",
        "number",
    ];
    const YEARS: [&str; 3] = ["年度", "年份", "所属年度"];
    const TOTALS: [&str; 5] = ["总期数", "总期号", "总期次", "累计期数", "总刊期"];
    let mut ahead = reading.cursor.clone();
    let bracket = ahead.one_of("【[");
    let of_total = TOTALS.iter().any(|label| ahead.word(label));
    let of_issue = LABELS.iter().any(|label| ahead.word(label));
    let of_year = !of_total && !of_issue && YEARS.iter().any(|label| ahead.word(label));
    if of_total || of_issue || of_year {
        // In a table a tab parts the label from the issue.
        let tabbed = ahead.rest().starts_with('\t');
        let closed = if bracket { ahead.one_of("】]") } else { ahead.one_of(":") || tabbed };
        if !closed {
            return None;
        }
        if bracket {
            ahead.one_of(":");
        }
        reading.cursor = ahead;
        // 期号：3
        let mut bare = reading.cursor.clone();
        if of_year {
            let year = bare.number().and_then(|year| i32::try_from(year).ok());
            let year = year.filter(|year| (1900..=2999).contains(year))?;
            let _ = bare.word("年度") || bare.word("年");
            let read = bare.at_end() && !bare.damage.alike;
            let issue = Issue { year: Some(year), ..Issue::default() };
            return read.then_some((issue, Damage { blank: false, ..bare.damage }));
        }
        // 总期号：总第63期
        if of_total {
            bare.word("总");
            bare.word("第");
        }
        if let Some(number) = bare.number().filter(|number| (1..1000).contains(number))
            && (bare.at_end() || of_total && bare.word("期") && bare.at_end())
            && !bare.damage.alike
        {
            let number = Some(number.into());
            let issue = match of_total {
                true => Issue { total: number, ..Issue::default() },
                false => Issue { number, ..Issue::default() },
            };
            return Some((issue, Damage { blank: false, ..bare.damage }));
        }
    }
    if of_total {
        return None;
    }
    let words = reading.cursor.rest().trim();
    while !reading.cursor.at_end() {
        reading.part()?;
    }
    let Reading { mut issue, open, counted, own, cursor, .. } = reading;
    let series = !issue.series.is_regular() && issue.number.is_none();
    let traditional = in_simplified(words) != words;
    if own || traditional {
        // What the parts cannot say is kept as it is written, which damage must not be.
        if cursor.damage.alike || cursor.damage.wide {
            return None;
        }
        issue.line = Some(words.to_owned());
    }
    let unit = issue.unit == IssueUnit::Issue || issue.year.is_some() || issue.total.is_some();
    (!open && unit && (counted || series)).then_some((issue, cursor.damage))
}

/// Reads NO.12, which is the number of an issue or of a copy: the issue, and the figures.
pub(super) fn latin(text: &str) -> Option<(Issue, &str)> {
    let rest = ["NO", "No", "no", "№"].iter().find_map(|label| text.strip_prefix(label))?;
    let figures = rest.trim_start().trim_start_matches([':', '：', '.', '．']).trim_start();
    let whole = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    let number = whole.then(|| IssueNumber::of(figures)).flatten();
    let issue = Issue { number, line: Some(text.to_owned()), ..Issue::default() };
    whole.then_some((issue, figures))
}

/// What is printed of an issue, where it differs from what was written by more than blanks and widths.
pub(super) fn changed(issue: &Issue, written: &str) -> Option<String> {
    let bare = |text: &str| {
        let words = strip_blanks(text);
        let inner = words.strip_prefix(['（', '(']).and_then(|it| it.strip_suffix(['）', ')']));
        inner.filter(|inner| !inner.contains(['（', '('])).map(str::to_owned).unwrap_or(words)
    };
    let fold = |text: &str| -> String { bare(text).chars().map(narrow).collect() };
    let printed = issue.to_string();
    (fold(&printed) != fold(written)).then_some(printed)
}

/// The issue line at the end of a name: 窗口工作周报（第8期）. The offset is where it begins.
pub(super) fn at_end(text: &str, is_name: impl Fn(&str) -> bool) -> Option<(usize, Issue, Damage)> {
    let begins = |character: char| {
        "（(〔[【第增专特试创总專總試".contains(character)
            || narrow(character).is_ascii_digit()
            || chinese(character).is_some()
    };
    let starts = text.char_indices().filter(|(offset, character)| {
        let within = before(text, *offset).chars().next_back();
        // No number begins within another.
        *offset > 0 && begins(*character) && !within.is_some_and(is_numeral)
    });
    starts.take(8).find_map(|(offset, _)| {
        let (issue, damage) = whole(behind(text, offset))?;
        let name = before(text, offset).trim_end();
        // 专刊 at the end of a name is part of it.
        let numbered = issue.number.is_some() || issue.total.is_some();
        (numbered && (is_name(name) || !is_part(name))).then_some((offset, issue, damage))
    })
}

/// Whether what stands before an issue line may be a part of it that was not read.
fn is_part(words: &str) -> bool {
    words
        .chars()
        .any(|c| is_dash(c) || narrow(c).is_ascii_digit() || "、，,/／～~至第年度总總".contains(c))
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
    let form = if one.year.is_some() { one.form } else { other.form };
    Some(Issue {
        year: either(one.year, other.year)?,
        number: either(one.number, other.number)?,
        total: either(one.total, other.total)?,
        unit: match (one.unit, other.unit) {
            (IssueUnit::Issue, unit) | (unit, IssueUnit::Issue) => unit,
            (one, other) if one == other => one,
            _ => return None,
        },
        series: match (one.series, other.series) {
            (Series::Regular, series) | (series, Series::Regular) => series,
            _ => return None,
        },
        form,
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
    /// Whether the parts cannot say how it is written.
    own: bool,
}

/// The series that a line may name.
const SERIES: [(&str, Series); 5] = [
    ("增刊", Series::Supplement),
    ("专刊", Series::Special),
    ("特刊", Series::SpecialEdition),
    ("创刊号", Series::Inaugural),
    ("试刊", Series::Trial),
];

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
        let dated = self.issue.year.is_some();
        self.said(behind_series)?;
        if self.open && self.cursor.one_of(CLOSING) {
            self.open = false;
            // A year alone in its brackets: 〔2025〕.
            if opens && !dated && self.issue.year.is_some() && self.issue.number.is_none() {
                self.issue.form = IssueForm::Bracketed;
            }
            self.cursor.word("年");
        }
        Some(())
    }

    fn said(&mut self, behind_series: bool) -> Option<()> {
        let Reading { cursor, issue, .. } = self;
        if cursor.word("总") {
            cursor.word("第");
            let total = numbers(cursor)?;
            let unit = unit(cursor)?;
            let agrees = issue.number.is_none() || issue.unit == unit;
            issue.unit = unit;
            self.counted = true;
            return (issue.total.replace(total).is_none() && agrees).then_some(());
        }
        if let Some((_, series)) = SERIES.into_iter().find(|(word, _)| cursor.word(word)) {
            self.behind_series = true;
            return std::mem::replace(&mut issue.series, series).is_regular().then_some(());
        }
        let ordinal = cursor.word("第");
        let mut ahead = cursor.clone();
        if let Some(several) = numbers(&mut ahead)
            && let Some(unit) = unit(&mut ahead)
        {
            *cursor = ahead;
            let agrees = issue.total.is_none() || issue.unit == unit;
            issue.unit = unit;
            self.counted = true;
            return (issue.number.replace(several).is_none() && agrees).then_some(());
        }
        let number = cursor.number().filter(|number| *number > 0)?;
        let ends = |cursor: &Cursor<'_>| cursor.peek().is_none_or(|c| CLOSING.contains(c));
        // 增刊（二） is 增刊第二期.
        if behind_series && !ordinal && number < 100 && ends(cursor) {
            self.counted = true;
            return issue.number.replace(number.into()).is_none().then_some(());
        }
        let year = i32::try_from(number).ok().filter(|year| (1900..=2999).contains(year))?;
        // 2024第8期 lacks its 年; around a year the bracket stands for it.
        let said = if cursor.word("年度") {
            self.own = true;
            true
        } else if cursor.word("年") {
            true
        } else if number_behind_dash(cursor) {
            self.own = true;
            cursor.take(is_dash).is_some()
        } else {
            cursor.peek().is_some_and(|c| {
                "第增专专特试創创試專".contains(c) || (self.open && CLOSING.contains(c))
            })
        };
        (said && !ordinal && issue.year.replace(year).is_none()).then_some(())
    }
}

/// Whether a year goes on as 2025-12期 does.
fn number_behind_dash(cursor: &Cursor<'_>) -> bool {
    let mut ahead = cursor.clone();
    let dash = ahead.take(is_dash).is_some() && ahead.peek().is_some_and(|c| c.is_ascii_digit());
    dash && ahead.number().is_some() && ahead.word("期")
}

/// What issues are counted in: 期, or 号.
fn unit(cursor: &mut Cursor<'_>) -> Option<IssueUnit> {
    if cursor.word("期") {
        return Some(IssueUnit::Issue);
    }
    cursor.word("号").then_some(IssueUnit::Number)
}

/// One number or several: 8, 8—9, 8、9, 八—九.
fn numbers(cursor: &mut Cursor<'_>) -> Option<IssueNumber> {
    const DASHES: &str = "—–-―～~至到";
    if let Some(range) = chinese_range(cursor) {
        return Some(range);
    }
    let first = cursor.number().filter(|number| *number > 0)?;
    let mut ahead = cursor.clone();
    let mut dashes = 0;
    while dashes < 2 && ahead.one_of(DASHES) {
        dashes += 1;
    }
    let several = if dashes > 0 {
        ahead.word("第");
        IssueNumber::Range(first, ahead.number()?)
    } else {
        let mut last = first;
        let mut next = ahead.clone();
        while next.one_of("、，,") && next.number() == last.checked_add(1) {
            last += 1;
            ahead = next.clone();
        }
        if last == first {
            return Some(IssueNumber::One(first));
        }
        IssueNumber::Listed(first, last)
    };
    *cursor = ahead;
    // Only what the model allows: the first is the smaller.
    IssueNumber::of(&several.to_string())
}

/// Two numbers in Chinese numerals, where the dash between them could be 一 misread: 八—九.
fn chinese_range(cursor: &mut Cursor<'_>) -> Option<IssueNumber> {
    let rest = cursor.rest();
    let words = before(rest, rest.find(['期', '号', '號'])?);
    if super::chars::longer_than(words, 12) {
        return None;
    }
    let (first, last) = words.trim().split_once(is_dash)?;
    let (first, last) = (chinese_value(first.trim())?, chinese_value(last.trim())?);
    if first == 0 || first >= last {
        return None;
    }
    for wanted in words.chars().filter(|c| !c.is_whitespace()) {
        cursor.take(|c| c == wanted)?;
    }
    Some(IssueNumber::Range(first, last))
}

/// The brackets around a part.
const OPENING: &str = "(〔[【";
const CLOSING: &str = ")）〕]】";

/// Whether a text looks like an issue line, even if it cannot be read as one.
pub(super) fn resembles(text: &str) -> bool {
    if super::chars::longer_than(text, 30) {
        return false;
    }
    let text = in_simplified(text);
    text.contains('期') && (text.contains('第') || text.contains("增刊") || text.contains('总'))
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
            "二〇二四年第八期（总第四百七十九期）",
            "2024年 第 8 期 （总第 479 期）",
            "２０２４年第８期（总第４７９期）",
            "2O24年第8期（总第479期）",
            "2024第8期（总第479期）",
            "（2024年第8期　总第479期）",
            "2024年第8期·总第479期",
            "期号：2024年第8期（总第479期）",
            "【期数】2024年第8期（总第479期）",
        ] {
            assert_eq!(whole(text).map(|read| read.0), Some(full.clone()), "{text}");
        }
        let bracketed = Issue { form: IssueForm::Bracketed, ..full };
        for text in [
            "〔2024〕第8期（总479期）",
            "（2024）第8期 总第479期",
            "【2024】第8期，总第479期",
            "〔2024〕年第8期（总第479期）",
        ] {
            assert_eq!(whole(text).map(|read| read.0), Some(bracketed.clone()), "{text}");
        }
        let number = |text| whole(text).map(|(issue, _)| (issue.number, issue.total));
        assert_eq!(number("期号：20"), Some((Some(20.into()), None)));
        assert_eq!(number("总期号：120"), Some((None, Some(120.into()))));
        assert_eq!(number("期号：2025年"), None);
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
    fn several_numbers_and_other_series_are_read_whole() {
        for (text, printed) in [
            ("第8—9期", "第8—9期"),
            ("2025年第8-9期", "2025年第8—9期"),
            ("2025年第8、9期（总第480、481期）", "2025年第8、9期（总第480、481期）"),
            ("第八—九期", "第8—9期"),
            ("试刊第1期", "试刊第1期"),
            ("特刊第2期", "特刊第2期"),
            ("创刊号", "创刊号"),
            ("〔2025〕第6期", "〔2025〕第6期"),
            ("〔2025〕第6号", "〔2025〕第6号"),
            ("2025年度第53期", "2025年度第53期"),
            ("2025-12期", "2025-12期"),
            ("【第12期】", "第12期"),
            ("2025年第12期（總第480期）", "2025年第12期（總第480期）"),
        ] {
            let read = whole(text).map(|(issue, _)| issue.to_string());
            assert_eq!(read.as_deref(), Some(printed), "{text}");
        }
        for text in
            ["第9—8期", "第8、10期", "第8／9期", "2O25年度第53期", "第12期（总第480期）注意保存"]
        {
            assert_eq!(whole(text), None, "{text}");
            assert_eq!(at_end(text, |_| false), None, "{text}");
        }
        let (issue, figures) = latin("NO.12").expect("a number");
        assert_eq!(
            (issue.number, issue.to_string().as_str(), figures),
            (Some(12.into()), "NO.12", "12")
        );
    }

    #[test]
    fn an_issue_is_found_behind_a_name() {
        let found = at_end("窗口工作周报（第8期）", |_| true)
            .map(|(offset, issue, _)| (offset, issue.number));
        assert_eq!(found, Some(("窗口工作周报".len(), Some(8.into()))));
        let found = at_end("窗口工作周报2024年第8期", |_| true)
            .map(|(offset, issue, _)| (offset, issue.year));
        assert_eq!(found, Some(("窗口工作周报".len(), Some(2024))));
        assert_eq!(at_end("清江工作专刊", |_| true), None);
    }
}
