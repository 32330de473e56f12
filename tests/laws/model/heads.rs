//! Issues, periods and dates in the forms that offices write, in files and in the next issue.

use bulletin::{
    Bulletin, Date, Issue, IssueForm, IssueNumber, IssueUnit, NaiveDate, Period, Series, draft,
};

use crate::support::model::changed;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A bulletin of which the file says this in the masthead.
fn of(masthead: &str) -> Result<Bulletin, bulletin::Error> {
    Bulletin::from_toml(&format!("[masthead]\ntitle = '简报'\n{masthead}"))
}

fn printed_issue(masthead: &str) -> String {
    of(masthead).unwrap().masthead.issue.unwrap().to_string()
}

fn printed_period(masthead: &str) -> String {
    of(masthead).unwrap().masthead.period.unwrap().to_string()
}

#[test]
fn an_issue_is_read_as_it_is_printed() {
    for line in [
        "2025年第8—9期",
        "2025年第10、11、12期（总第480、481、482期）",
        "〔2025〕第6期",
        "〔2025〕专刊第6号（总第12号）",
        "第9周",
        "2025年第3月",
        "创刊号",
        "2025年创刊号（总第1期）",
        "试刊第1期",
        "2025年特刊第2期",
        "总第479期",
    ] {
        assert_eq!(printed_issue(&format!("issue = '{line}'")), line);
        let issue: Issue = line.parse().unwrap();
        let said = of(&format!("issue = '{line}'")).unwrap();
        assert_eq!(said.masthead.issue, Some(issue.clone()), "{line}");
        // And again in every notation and in the draft.
        let mut bulletin = Bulletin::new("简报");
        bulletin.masthead.issue = Some(issue);
        assert_eq!(
            Bulletin::from_json(&serde_json::to_string(&bulletin).unwrap()).unwrap(),
            bulletin
        );
        assert_eq!(draft::parse(&bulletin.to_draft()).bulletin, bulletin);
    }
}

#[test]
fn an_issue_is_read_from_its_parts() {
    let parts = "issue = { year = 2025, number = '8-9', unit = '号', series = '防汛专辑', form = 'bracketed' }";
    assert_eq!(printed_issue(parts), "〔2025〕防汛专辑第8—9号");
    assert_eq!(
        printed_issue("issue = { number = '10、11', total = 480 }"),
        "第10、11期（总第480期）"
    );
    let line = "issue = { number = 53, line = '2025年度第53期（内部刊物）' }";
    assert_eq!(printed_issue(line), "2025年度第53期（内部刊物）");
    // A line as it is printed may also stand behind the guard of a draft.
    let read = draft::parse("简报\n\\期号：2025年第8—9期\n").bulletin.masthead.issue.unwrap();
    assert_eq!(read.number, Some(IssueNumber::Range(8, 9)));
}

#[test]
fn what_is_no_issue_is_refused_with_what_was_expected() {
    for (masthead, code, sentence) in [
        ("issue = '8/2025'", "input.issue-form", "2025年第8期（总第480期）"),
        ("issue = '2025年第9—8期'", "input.issue-numbers", "8—9"),
        ("issue = '2025年第8—9号（总第1期）'", "input.issue-form", "2025年第8期"),
        ("issue.number = '9—8'", "input.issue-numbers", "8—9"),
        ("issue.number = '1、3'", "input.issue-numbers", "10、11"),
        ("issue.number = 'eight'", "input.issue-numbers", "8—9"),
        ("issue.series = 'suplement'", "input.series", "supplement"),
        ("issue.number = 0", "input.range", "from 1 to"),
    ] {
        let error = of(masthead).unwrap_err();
        assert_eq!(error.code(), code, "{masthead}");
        assert!(error.to_string().contains(sentence), "{error}");
        assert!(error.place().path.to_string().starts_with("masthead.issue"), "{error}");
    }
}

#[test]
fn a_period_is_read_as_it_is_printed() {
    for (line, printed) in [
        ("第9周", "（第9周）"),
        ("（2025年第9周）", "（2025年第9周）"),
        ("4月份", "（4月份）"),
        ("2025年4月", "（2025年4月份）"),
        ("1—2月份", "（1—2月份）"),
        ("1月上旬", "（1月上旬）"),
        ("2025年12月下旬", "（2025年12月下旬）"),
        ("一季度", "（第一季度）"),
        ("2025年第4季度", "（2025年第四季度）"),
        ("2025年上半年", "（2025年上半年）"),
        ("下半年", "（下半年）"),
        ("2025年度", "（2025年度）"),
        ("2025-02-26/2025-03-01", "（2月26日—3月1日）"),
        ("2025年2月26日—3月1日", "（2月26日—3月1日）"),
        ("2025年2月26日—28日", "（2月26日—28日）"),
        ("2025-01-02", "（1月2日）"),
        ("2月26日8时—3月1日17时", "2月26日8时—3月1日17时"),
        ("本期时间：2月26日—3月1日", "本期时间：2月26日—3月1日"),
    ] {
        let printed = printed.replace("26日—28日", "26日—2月28日");
        assert_eq!(printed_period(&format!("period = '{line}'")), printed, "{line}");
        let bulletin = of(&format!("period = '{line}'")).unwrap();
        assert_eq!(Bulletin::from_toml(&toml::to_string(&bulletin).unwrap()).unwrap(), bulletin);
        assert_eq!(draft::parse(&bulletin.to_draft()).bulletin, bulletin, "{line}");
    }
    assert_eq!(printed_period("period = { words = '第9周' }"), "第9周");
    assert_eq!(
        printed_period("period = { start = '2025年2月26日', end = 2025-03-01 }"),
        "（2月26日—3月1日）"
    );
}

#[test]
fn what_is_no_period_is_refused() {
    for (masthead, code) in [
        ("period = '2025-W09'", "input.period-form"),
        ("period = '2025-03-01/2025-02-26'", "input.period"),
        ("period = '2025年2月30日—3月1日'", "input.date"),
        ("period = '13月份'", "input.range"),
        ("period = '第54周'", "input.range"),
        ("period = '5—3月份'", "input.range"),
        ("period = ' '", "input.blank"),
        ("period = { start = 2025-01-02, end = 2025-01-03, words = '一' }", "input.period-parts"),
        ("period = { start = 2025-01-02 }", "input.missing-key"),
    ] {
        let error = of(masthead).unwrap_err();
        assert_eq!(error.code(), code, "{masthead}: {error}");
        assert!(error.place().path.to_string().starts_with("masthead.period"), "{error}");
    }
}

#[test]
fn a_date_has_its_hour_and_its_weekday() {
    let date = |text: &str| of(&format!("date = {text}")).map(|read| read.masthead.date.unwrap());
    let plain = Date::from(day(2025, 1, 2));
    let at_four = changed(plain, |date| date.hour = Some(16));
    let thursday = changed(at_four, |date| date.weekday = true);
    for (text, wanted) in [
        ("2025-01-02", plain),
        ("'2025-01-02'", plain),
        ("'2025年1月2日'", plain),
        ("'2025年01月02日'", plain),
        ("2025-01-02T16:00:00", at_four),
        ("'2025-01-02 16:00'", at_four),
        ("'2025年1月2日16时'", at_four),
        ("'2025年1月2日16时（周四）'", thursday),
        ("'2025年1月2日（星期四）16时'", thursday),
    ] {
        assert_eq!(date(text).unwrap(), wanted, "{text}");
    }
    assert_eq!(thursday.to_string(), "2025年1月2日（星期四）16时");
    for (text, code) in [
        ("'2025年1月2日（星期五）'", "input.weekday"),
        ("'2025年2月30日'", "input.date"),
        ("'2025年1月2日25时'", "input.range"),
        ("'2025年1月2日下午'", "input.date"),
        ("'2025-01-02T16:30'", "input.date"),
    ] {
        assert_eq!(date(text).unwrap_err().code(), code, "{text}");
    }
    assert_eq!(
        date("'2025年1月2日（星期五）'").unwrap_err().to_string(),
        "3:8, masthead.date: 2025-01-02 is no 星期五; expected 星期四"
    );
    let printed = "imprint.printed_on = '2025年1月3日'\n[masthead]\ntitle = '简报'";
    let read = Bulletin::from_toml(printed).unwrap();
    assert_eq!(read.imprint.printed_on, Some(day(2025, 1, 3)));
}

/// The issue and the period after those that a file says, and the issue after a date.
fn next(masthead: &str) -> (String, String) {
    let next = of(masthead).unwrap().next_issue(None).masthead;
    let line = |words: Option<String>| words.unwrap_or_default();
    (line(next.issue.map(|of| of.to_string())), line(next.period.map(|of| of.to_string())))
}

#[test]
fn the_next_issue_goes_on_in_every_form() {
    for (said, issue, period) in [
        ("issue = '2025年第8—9期（总第480、481期）'", "2025年第10期（总第482期）", ""),
        ("issue = '〔2025〕第6号'", "〔2025〕第7号", ""),
        ("issue = '2025年试刊第1期'", "2025年试刊第2期", ""),
        ("issue = '2025年创刊号（总第1期）'", "2025年第2期（总第2期）", ""),
        ("issue = '2025年第52期'\ndate = 2025-12-29", "2026年第1期", ""),
        ("issue = '2025年第9周'\nperiod = '第9周'", "2025年第10周", "（第10周）"),
        ("issue = { number = 53, year = 2025, line = '2025年度第53期' }", "2025年度第54期", ""),
        ("issue = { number = 53, line = '五十三' }", "第54期", ""),
        ("issue = { line = '特别一期' }", "", ""),
        ("period = '2025年12月份'", "", "（2026年1月份）"),
        ("period = '11—12月份'", "", "（1—2月份）"),
        ("period = '8—12月份'", "", "（1—5月份）"),
        ("period = '2—6月份'", "", "（7—11月份）"),
        ("period = '7—11月份'", "", ""),
        ("period = '2025年12月下旬'", "", "（2026年1月上旬）"),
        ("period = '第四季度'", "", "（第一季度）"),
        ("period = '2025年下半年'", "", "（2026年上半年）"),
        ("period = '2025年度'", "", "（2026年度）"),
        ("period = '2026年第53周'", "", "（2027年第1周）"),
        ("period = '2025年第52周'", "", "（2026年第1周）"),
        ("period = '第52周'\nissue.year = 2026", "2026年", "（第53周）"),
        ("period = '本周'", "", ""),
    ] {
        assert_eq!(next(said), (issue.to_owned(), period.to_owned()), "{said}");
    }
}

#[test]
fn the_next_date_keeps_its_hour_and_the_stride_of_its_period() {
    for (said, date) in [
        ("date = '2025年1月2日（星期四）16时'", "2025年1月9日（星期四）16时"),
        ("date = 2025-01-11\nperiod = '1月上旬'", "2025年1月21日"),
        ("date = 2025-01-31\nperiod = '1月下旬'", "2025年2月10日"),
        ("date = 2025-04-05\nperiod = '3月份'", "2025年5月5日"),
        ("date = 2025-04-05\nperiod = '第一季度'", "2025年7月5日"),
        ("date = 2025-01-05\nperiod = '2024年度'", "2026年1月5日"),
    ] {
        let next = of(said).unwrap().next_issue(None).masthead;
        assert_eq!(next.date.unwrap().to_string(), date, "{said}");
    }
    let weekly = of("date = 2025-01-02\nperiod = '第1周'").unwrap();
    let later = weekly.next_issue(Some(day(2025, 1, 16))).masthead;
    assert_eq!(later.period, Some(Period::Week { year: None, number: 3 }));
}

#[test]
fn series_and_units_have_their_words() {
    let words: Vec<&str> = [IssueUnit::Issue, IssueUnit::Number, IssueUnit::Week, IssueUnit::Month]
        .map(IssueUnit::word)
        .into();
    assert_eq!(words, ["期", "号", "周", "月"]);
    assert_eq!(Series::Own("增刊".into()), Series::Supplement);
    let issue = changed(Issue::new(2025, 6), |issue| {
        issue.form = IssueForm::Bracketed;
        issue.series = Series::Own("extra".into());
    });
    let mut bulletin = Bulletin::new("简报");
    bulletin.masthead.issue = Some(issue);
    assert_eq!(bulletin.validate().unwrap_err().code(), "input.series");
}
