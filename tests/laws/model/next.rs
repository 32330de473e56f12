//! The skeleton of the next issue.

use bulletin::{
    Appendix, Article, Beside, Block, Bulletin, Cell, Chart, ChartKind, Contents, Imprint, Issue,
    IssueNumber, Masthead, NaiveDate, Period, Section, Series, Table, TableColumn, draft,
};
use proptest::prelude::*;

use crate::support::model::{arbitrary_bulletin, changed};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn issued(issue: Issue, period: Option<(NaiveDate, NaiveDate)>, date: NaiveDate) -> Bulletin {
    let period = period.map(|(start, end)| Period::spanning(start, end));
    let masthead = changed(Masthead::new("窗口工作周报"), |masthead| {
        masthead.issue = Some(issue);
        masthead.period = period;
        masthead.date = Some(date.into());
    });
    changed(Bulletin::default(), |bulletin| bulletin.masthead = masthead)
}

/// Issue line, period and date of the next issue.
fn next(last: &Bulletin, date: Option<NaiveDate>) -> (String, String, String) {
    let masthead = last.next_issue(date).masthead;
    (
        masthead.issue.unwrap().to_string(),
        masthead.period.map(|period| period.to_string()).unwrap_or_default(),
        masthead.date.unwrap().day.to_string(),
    )
}

fn said(issue: &str, period: &str, date: &str) -> (String, String, String) {
    (issue.into(), period.into(), date.into())
}

#[test]
fn a_weekly_moves_on_by_a_week() {
    let period = Some((day(2024, 2, 26), day(2024, 3, 1)));
    let last = issued(
        changed(Issue::new(2024, 8), |issue| issue.total = Some(479.into())),
        period,
        day(2024, 3, 12),
    );
    let week = said("2024年第9期（总第480期）", "（3月4日—3月8日）", "2024-03-19");
    assert_eq!(next(&last, None), week);
    let later = said("2024年第9期（总第480期）", "（3月11日—3月15日）", "2024-03-27");
    assert_eq!(next(&last, Some(day(2024, 3, 27))), later);
    let soon = said("2024年第9期（总第480期）", "（3月4日—3月8日）", "2024-03-13");
    assert_eq!(next(&last, Some(day(2024, 3, 13))), soon);
}

#[test]
fn a_chart_is_kept_without_its_numbers_and_what_stands_beside_it_is_not() {
    let mut chart = Chart::new(ChartKind::Columns, ["一月", "二月"]);
    chart.push("受理", [Some(12), Some(7)]).unwrap();
    chart.alt = Some("受理十二件".into());
    let mut last = Bulletin::new("工作简报");
    let text = || Block::from("文字。");
    last.body = vec![
        chart.clone().into(),
        Beside::new([vec![chart.clone().into()], vec![text()]]).into(),
        Beside::new([vec![chart.clone().into(), text()], vec![chart.clone().into()]]).into(),
    ];
    let mut empty = Chart::new(ChartKind::Columns, ["一月", "二月"]);
    empty.push("受理", [None::<u32>, None]).unwrap();
    let next = last.next_issue(None);
    assert_eq!(next.validate(), Ok(()));
    let empty = || Block::from(empty.clone());
    assert_eq!(next.body, [empty(), empty(), Beside::new([vec![empty()], vec![empty()]]).into()]);
}

#[test]
fn a_monthly_moves_on_by_a_month() {
    let january = Some((day(2024, 1, 1), day(2024, 1, 31)));
    let last = issued(Issue::new(2024, 1), january, day(2024, 2, 5));
    assert_eq!(next(&last, None), said("2024年第2期", "（2月1日—2月29日）", "2024-03-05"));
    let quarter = Some((day(2024, 10, 1), day(2024, 12, 31)));
    let last = issued(Issue::new(2024, 4), quarter, day(2024, 12, 31));
    assert_eq!(next(&last, None), said("2025年第1期", "（1月1日—3月31日）", "2025-03-31"));
}

#[test]
fn the_number_begins_anew_in_a_new_year() {
    let period = Some((day(2024, 12, 23), day(2024, 12, 27)));
    let issue = changed(Issue::new(2024, 51), |issue| issue.total = Some(522.into()));
    let last = issued(issue, period, day(2024, 12, 30));
    let anew = said("2025年第1期（总第523期）", "（12月30日—1月3日）", "2025-01-06");
    let (issue, _, date) = next(&last, None);
    assert_eq!((issue, date), (anew.0, anew.2));
    let without_year = changed(Issue::default(), |issue| issue.number = Some(51.into()));
    assert_eq!(next(&issued(without_year, None, day(2024, 12, 30)), None).0, "第1期");
    // The last issue of a year may come out in January.
    let late = issued(Issue::new(2024, 52), None, day(2025, 1, 3));
    assert_eq!(next(&late, None).0, "2025年第1期");
    let extra = changed(Issue::new(2024, 2), |issue| issue.series = Series::Supplement);
    assert_eq!(next(&issued(extra, None, day(2024, 3, 1)), None).0, "2024年增刊第3期");
}

#[test]
fn headings_stay_and_texts_go() {
    let table = changed(Table::default(), |table| {
        table.columns = vec![
            "名次".into(),
            "单位".into(),
            changed(TableColumn::from("得分"), |column| column.group = vec!["考核".into()]),
        ];
        table.rows = vec![
            vec![1.into(), "水利厅".into(), "99.5".into()],
            vec![Cell::Above, "林业局".into(), "99.5".into()],
        ];
    });
    let words = changed(Table::default(), |table| {
        table.columns = vec!["事项".into()];
        table.rows = vec![vec!["已办结".into()]];
    });
    let last = changed(issued(Issue::new(2024, 8), None, day(2024, 3, 12)), |bulletin| {
        bulletin.editor_note = vec!["按语。".into()];
        bulletin.contents = Some(Contents::Manual(vec!["动态".into()]));
        bulletin.title = Some("一周工作情况".into());
        bulletin.body = vec!["导语。".into(), Block::Column("要闻".into())];
        bulletin.sections = vec![changed(Section::new("工作动态"), |section| {
            section.blocks = vec!["正文。".into()];
            section.sections = vec![
                Section::run_in("目录先行。", "梳理目录。"),
                Section::numbered("2月29日，召开会议。"),
            ];
        })];
        bulletin.articles = vec![changed(Article::new("河道治理"), |article| {
            article.source = Some("水利厅供稿".into());
            article.body = vec!["正文。".into()];
            article.sections = vec![Section::numbered("一是"), Section::new("做法")];
        })];
        bulletin.appendices = vec![changed(Appendix::new("考核结果"), |appendix| {
            appendix.blocks = vec![table.into(), words.into()]
        })];
        bulletin.imprint = changed(Imprint::default(), |imprint| {
            imprint.report = Some("领导小组。".into());
            imprint.print_count = Some(103);
            imprint.printed_on = Some(day(2024, 3, 13));
        });
    });
    let next = last.next_issue(None);
    assert_eq!(next.contents, Some(Contents::Auto));
    assert_eq!((next.title, next.editor_note), (None, vec![]));
    assert_eq!(next.body, [Block::Column("要闻".into())]);
    let sections = [changed(Section::new("工作动态"), |section| {
        section.sections = vec![Section::new("目录先行。")]
    })];
    assert_eq!(next.sections, sections);
    let article = changed(Article::new("河道治理"), |article| {
        article.sections = vec![Section::new("做法")]
    });
    assert_eq!(next.articles, [article]);
    let [Block::Table(scores), Block::Table(words)] = next.appendices[0].blocks.as_slice() else {
        panic!("two tables")
    };
    assert_eq!(scores.columns[2].group, ["考核".into()]);
    let empty = || Cell::from("");
    assert_eq!(scores.rows[0], [empty(), "水利厅".into(), empty()]);
    assert_eq!(scores.rows[1], [empty(), "林业局".into(), empty()]);
    assert_eq!((words.columns.len(), words.rows.len()), (1, 0));
    assert_eq!(next.imprint.print_count, Some(103));
    assert_eq!(next.imprint.printed_on, Some(day(2024, 3, 20)));
}

proptest! {
    /// A valid bulletin has a valid successor, which its draft says whole; and issues count.
    #[test]
    fn the_next_of_a_valid_bulletin_is_valid(last in arbitrary_bulletin(), days in 0..4000u64) {
        let date = last.masthead.date.map(|date| date.day + chrono::Days::new(days));
        for date in [None, date.filter(|date| *date < day(9999, 1, 1))] {
            let next = last.next_issue(date);
            prop_assert_eq!(next.validate(), Ok(()));
            prop_assert_eq!(&draft::parse(&next.to_draft()).bulletin, &next);
            let total = |bulletin: &Bulletin| {
                let total = bulletin.masthead.issue.as_ref().and_then(|issue| issue.total);
                total.map(IssueNumber::last)
            };
            prop_assert_eq!(total(&next), total(&last).map(|total| total.saturating_add(1)));
        }
    }
}
