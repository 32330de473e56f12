//! Texts, numbers, and the lines that the model prints.

use bulletin::{ErrorKind, Issue, NaiveDate, Number, Period, Series, Span, Text, chinese_date};
use proptest::prelude::*;

use crate::support::model::{changed, text, words};

#[test]
fn issue_lines() {
    let issue = |year, number: Option<u32>, total: Option<u32>, series| {
        changed(Issue::default(), |issue| {
            issue.year = year;
            issue.number = number.map(Into::into);
            issue.total = total.map(Into::into);
            issue.series = series;
        })
        .to_string()
    };
    use Series::{Regular, Special, Supplement};
    assert_eq!(issue(Some(2024), Some(8), Some(479), Regular), "2024年第8期（总第479期）");
    assert_eq!(issue(Some(2024), Some(8), None, Regular), "2024年第8期");
    assert_eq!(issue(None, Some(8), None, Regular), "第8期");
    assert_eq!(issue(None, None, Some(479), Regular), "总第479期");
    assert_eq!(issue(None, Some(2), None, Supplement), "增刊第2期");
    assert_eq!(issue(Some(2024), Some(2), None, Supplement), "2024年增刊第2期");
    assert_eq!(issue(None, Some(1), None, Special), "专刊第1期");
    assert_eq!(issue(None, None, None, Regular), "");
}

#[test]
fn periods_and_dates() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let period = |start, end| Period::new(start, end).unwrap().to_string();
    assert_eq!(period(day(2024, 2, 26), day(2024, 3, 1)), "（2月26日—3月1日）");
    assert_eq!(period(day(2024, 3, 1), day(2024, 3, 1)), "（3月1日）");
    assert_eq!(period(day(2023, 12, 25), day(2024, 1, 5)), "（2023年12月25日—2024年1月5日）");
    assert_eq!(chinese_date(day(2024, 3, 2)), "2024年3月2日");
    let error = Period::new(day(2024, 3, 2), day(2024, 3, 1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
}

#[test]
fn markup_drops_nothing() {
    for (markup, plain, canonical) in [
        ("a**b**c", "abc", "a**b**c"),
        ("**b", "**b", r"\*\*b"),
        ("a**b**c**d", "abc**d", r"a**b**c\*\*d"),
        ("2*3", "2*3", r"2\*3"),
        (r"\**b\**", "**b**", r"\*\*b\*\*"),
        (r"C:\dir\", r"C:\dir\", r"C:\\dir\\"),
        (r"\\**b**", r"\b", r"\\**b**"),
        ("密码****", "密码****", r"密码\*\*\*\*"),
        ("**a****b**", "ab", "**ab**"),
        ("a\tb\r\nc", "a b\nc", "a b\nc"),
        ("", "", ""),
        ("CO<sub>2</sub>", "CO2", "CO<sub>2</sub>"),
        ("6.8×10<sup>4</sup>吨", "6.8×104吨", "6.8×10<sup>4</sup>吨"),
        ("**m<sup>2</sup>**", "m2", "**m<sup>2</sup>**"),
        ("<sup>**a**b</sup>", "ab", "**<sup>a</sup>**<sup>b</sup>"),
        ("<sup>**2</sup>甲**", "2甲", "**<sup>2</sup>甲**"),
        ("<sup>2", "<sup>2", r"\<sup>2"),
        ("2</sub>", "2</sub>", r"2\</sub>"),
        ("<sup>2</sub>", "<sup>2</sub>", r"\<sup>2\</sub>"),
        ("<sup></sup>", "<sup></sup>", r"\<sup>\</sup>"),
        ("<sup>**</sup>甲**", "<sup></sup>甲", r"\<sup>**\</sup>甲**"),
        ("**<sup></sup>**", "<sup></sup>", r"**\<sup>\</sup>**"),
        ("<sup>a<sub>b</sub>c</sup>", "<sup>abc</sup>", r"\<sup>a<sub>b</sub>c\</sup>"),
        (r"\<sup>2</sup>", "<sup>2</sup>", r"\<sup>2\</sup>"),
        (r"\\<sup>2</sup>", r"\2", r"\\<sup>2</sup>"),
        (r"<b>\<b>", r"<b>\<b>", r"<b>\\<b>"),
        ("10~20人，30~40人", "10~20人，30~40人", "10~20人，30~40人"),
        ("x^2^", "x^2^", "x^2^"),
        ("<u>不得</u>迟报", "不得迟报", "<u>不得</u>迟报"),
        ("<u></u><u>", "<u></u><u>", r"\<u>\</u>\<u>"),
        ("<u>a**b</u>c**", "abc", "<u>a</u>**<u>b</u>c**"),
        ("<#c00000>红</#>", "红", "<#C00000>红</#>"),
        ("<#c00000>红", "<#c00000>红", r"\<#c00000>红"),
        ("<#C0000>红</#>", "<#C0000>红</#>", r"<#C0000>红\</#>"),
        ("<#FF0000>a<u>b</#>c</u>", "abc", "<#FF0000>a</#><#FF0000><u>b</u></#><u>c</u>"),
        ("<u><sup></u></sup>", "<u></u>", r"\<u><sup>\</u></sup>"),
        ("见<ref>kh</ref>", "见kh", "见<ref>kh</ref>"),
        ("件<note>含**线上**</note>。", "件。", "件<note>含</note>**<note>线上</note>**。"),
        ("<note>a<ref>b</note>", "<note>a<ref>b</note>", r"\<note>a\<ref>b\</note>"),
    ] {
        let text = Text::from(markup);
        assert_eq!(text.to_plain(), plain, "{markup}");
        assert_eq!(text.to_string(), canonical, "{markup}");
        assert_eq!(Text::from(canonical), text, "{markup}");
    }
}

proptest! {
    #[test]
    fn printing_a_text_and_reading_it_gives_the_text(text in text()) {
        prop_assert_eq!(Text::from(text.to_string()), text);
    }

    #[test]
    fn reading_markup_gives_a_canonical_text(markup in words()) {
        let text = Text::from(markup.as_str());
        prop_assert_eq!(Text::from(text.to_string()), text.clone());
        prop_assert!(text.spans().iter().all(|span| !span.text.is_empty()));
        let look = |span: &Span| {
            (span.bold, span.position, span.underline, span.color, span.kind)
        };
        prop_assert!(text.spans().windows(2).all(|pair| look(&pair[0]) != look(&pair[1])));
    }

    #[test]
    fn any_string_at_all_is_some_text(markup in any::<String>(), more in any::<String>()) {
        let mut text = Text::from(markup.as_str());
        text.push(&more, true);
        prop_assert_eq!(Text::from(text.to_string()), text);
    }

    #[test]
    fn joining_spans_keeps_every_word(spans in prop::collection::vec((words(), any::<bool>()), 0..5)) {
        let words: String = spans.iter().map(|(words, _)| words.as_str()).collect();
        let spans = spans.into_iter().map(|(text, bold)| Span::new(text, bold));
        prop_assert_eq!(Text::from_iter(spans).to_plain(), words);
    }
}

#[test]
fn what_is_a_number_and_what_is_not() {
    for text in ["0", "007", "+1", "-2", "−2", "1,550", "12,345,678.90", "0.5", "68.75%", "3‰"]
    {
        assert_eq!(text.parse::<Number>().unwrap().as_str(), text);
    }
    for text in [
        "", "-", "%", ".5", "5.", "1,55", "1234,567", ",123", "1,,234", "1.2.3", "1.234,5", "1e3",
        " 1", "1 ", "+-1", "1%%", "１", "12,3456", "0x1", "1%‰",
    ] {
        let error = text.parse::<Number>().expect_err(text).to_string();
        assert!(error.contains("expected"), "{error}");
    }
}

#[test]
fn values_of_a_program_are_cells() {
    use bulletin::Cell;
    use rust_decimal::Decimal;

    let number = |text: &str| Cell::Number(text.parse().unwrap());
    for (cell, expected) in [
        (Cell::from(-12_i64), number("-12")),
        (Cell::from(12_usize), number("12")),
        (Cell::from(0.5), number("0.5")),
        (Cell::from(20.0), number("20.0")),
        (Cell::from(Decimal::new(2000, 2)), number("20.00")),
        (Cell::from(Some(3)), number("3")),
        (Cell::from(Some(0.5)), number("0.5")),
        (Cell::from(Some("甲")), Cell::Text("甲".into())),
        (Cell::from(None::<i64>), Cell::Text("".into())),
        (Cell::from(f64::NAN), Cell::Text("NaN".into())),
        (Cell::from(f64::NEG_INFINITY), Cell::Text("-inf".into())),
        (Cell::plain("2024"), Cell::Text(Text::plain("2024"))),
        (Cell::plain("above"), Cell::Text(Text::plain("above"))),
        (Cell::plain("**a**"), Cell::Text(Text::plain("**a**"))),
    ] {
        assert_eq!(cell, expected);
    }
    assert_eq!(Number::try_from(f64::INFINITY).unwrap_err().code(), "input.finite");
}
