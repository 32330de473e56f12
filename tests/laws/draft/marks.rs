//! Marks of the wrong width or form: each rule by its rows, in bulletins and in drafts, and the laws of
//! repairing.

use bulletin::check::{self, Tidy};
use bulletin::draft::{self, Options};
use bulletin::{Block, Bulletin, Cell, Finding, Severity, Span, Table, Text};
use proptest::prelude::*;

use crate::support::model::changed;
use crate::{arbitrary, law};

/// A paragraph alone.
fn paragraph(text: &str) -> Bulletin {
    changed(Bulletin::new("工作简报"), |it| it.body = vec![Block::Paragraph(Text::plain(text))])
}

fn body(bulletin: &Bulletin) -> String {
    let Some(Block::Paragraph(text)) = bulletin.body.first() else { panic!("no paragraph") };
    text.to_plain()
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}

/// What a rule finds, and in what form it is repaired.
fn is_repaired(code: &str, rows: &[(&str, &str)]) {
    for (text, tidied) in rows {
        let mut bulletin = paragraph(text);
        let found = check::bulletin(&bulletin);
        assert_eq!(codes(&found), [code], "{text}");
        assert!(found.iter().all(|it| it.severity() == Severity::Warning));
        let notes = bulletin.tidy(Tidy::marks());
        assert_eq!(body(&bulletin), *tidied);
        assert!(notes.iter().all(|note| note.severity() == Severity::Note), "{notes:?}");
        let counted = |findings: &[Finding]| findings.iter().map(Finding::count).sum::<usize>();
        assert_eq!(counted(&notes), counted(&found), "{text}");
        assert_eq!(check::bulletin(&bulletin), [], "{tidied}");
    }
}

/// What a rule finds and leaves to a person.
fn is_told(code: &str, rows: &[&str]) {
    for text in rows {
        let mut bulletin = paragraph(text);
        let found = check::bulletin(&bulletin);
        assert_eq!(codes(&found), [code], "{text}");
        assert!(found.iter().all(|it| it.severity() == Severity::Review));
        assert_eq!(bulletin.tidy(Tidy::marks()), [], "{text}");
        assert_eq!(body(&bulletin), *text);
    }
}

/// What no rule finds.
fn is_left_alone(rows: &[&str]) {
    for text in rows {
        let mut bulletin = paragraph(text);
        assert_eq!(check::bulletin(&bulletin), [], "{text}");
        assert_eq!(bulletin.tidy(Tidy::marks()), [], "{text}");
        assert_eq!(body(&bulletin), *text);
    }
}

#[test]
fn half_width_marks_beside_chinese() {
    is_repaired(
        "check.half-width-mark",
        &[
            ("本周,共计96件", "本周，共计96件"),
            ("何时办好?不得有误!!各镇", "何时办好？不得有误！！各镇"),
            ("好!?", "好！？"),
            ("时间:9:00", "时间：9:00"),
            ("甲;乙", "甲；乙"),
            ("增长5%,同比", "增长5%，同比"),
            ("《办法》,另发", "《办法》，另发"),
            ("甲 , 乙, English", "甲，乙，English"),
            ("GDP,同比", "GDP，同比"),
            ("见http://a.cn/办事,请", "见http://a.cn/办事，请"),
            ("联系a@b.cn,电话", "联系a@b.cn，电话"),
            ("升级到V2.0,新增", "升级到V2.0，新增"),
        ],
    );
    is_left_alone(&[
        "受理1,550件",
        "上午9:30至11:00",
        "比例为3:1",
        "GDP,CPI同比",
        "Word, 以及",
        "We visited 武汉, Wuhan, on Monday.",
        "见https://x.cn/搜索?q=办事",
        "运行`f(甲,乙);丙`",
        "甲&nbsp;乙",
        r"D:\资料",
        r"\单位:某局",
        "姓名：甲，乙；丙：丁？戊！",
        "下载报告(终稿,第2版).docx",
    ]);
}

#[test]
fn half_width_brackets_around_chinese() {
    is_repaired(
        "check.half-width-brackets",
        &[
            ("部门(单位)", "部门（单位）"),
            ("部门 (单位) 完成", "部门（单位）完成"),
            ("((甲)乙)", "（（甲）乙）"),
            ("1)甲(乙)", "1)甲（乙）"),
            ("合同(2024年)", "合同（2024年）"),
        ],
    );
    is_left_alone(&[
        "国内生产总值(GDP)增长",
        "鄂政发(2024)5号",
        "见[通知](附件)",
        "下载报告(终稿).docx",
        "运行`f(甲)`",
        "(甲",
        "甲)",
        "部门（单位）",
        "They met (王某 and others) yesterday.",
    ]);
}

#[test]
fn half_width_dots_that_end_a_sentence() {
    is_repaired(
        "check.half-width-stop",
        &[
            ("抓好春耕.", "抓好春耕。"),
            ("抓好春耕. 各镇", "抓好春耕。各镇"),
            ("“抓好春耕.”", "“抓好春耕。”"),
            ("印发《办法》.", "印发《办法》。"),
        ],
    );
    is_told("check.dot", &["抓好春耕.各镇", "卡尔.某某", "印发《办法》.各镇"]);
    is_left_alone(&[
        "通知.docx",
        "增长1.5倍",
        "一.",
        "1.加强领导",
        "见www.a.cn",
        "第3.2节",
        "甲..",
        "抓好春耕.2025年",
        "Mr. Wang visited 武汉.",
    ]);
}

#[test]
fn ellipses_of_another_form() {
    is_repaired(
        "check.ellipsis",
        &[
            ("动员...抓好", "动员……抓好"),
            ("动员。。。", "动员……"),
            ("动员…", "动员……"),
            ("动员………抓好", "动员……抓好"),
            ("“……”，...抓好", "“……”，……抓好"),
        ],
    );
    is_left_alone(&[
        "动员……抓好",
        "概况...3",
        "概况........12",
        "wait...",
        "a...b",
        "动员…………",
        "1...9",
    ]);
}

#[test]
fn marks_of_items() {
    is_repaired(
        "check.item-mark",
        &[
            ("1、加强领导", "1.加强领导"),
            ("12,加强领导", "12.加强领导"),
            ("一.加强领导", "一、加强领导"),
            ("一,情况", "一、情况"),
            ("（一）、加强领导", "（一）加强领导"),
            ("（3），加强领导", "（3）加强领导"),
            ("(1)加强领导", "（1）加强领导"),
        ],
    );
    is_left_alone(&[
        "3、4季度",
        "1.加强领导",
        "一、加强领导",
        "（一）加强领导",
        "二、三产业",
        "第一、第二产业",
        "1.5倍",
        "（1）加强领导",
        "123、甲",
        "2、第三季度",
    ]);
}

#[test]
fn blanks_beside_numbers_and_marks() {
    is_repaired(
        "check.blank",
        &[
            ("共 96 件", "共96件"),
            ("2024 年 3 月 12 日", "2024年3月12日"),
            ("动员， 抓好", "动员，抓好"),
            ("印发 《办法》", "印发《办法》"),
            ("增长 5.2 个百分点", "增长5.2个百分点"),
        ],
    );
    is_told("check.blank-between", &["张三 李四", "市水务局 供稿", "本周 要点"]);
    is_left_alone(&[
        "表1 月份数据",
        "图2 近10周分布",
        "电话：000-8888888 邮箱：a@b.cn",
        "主编：方某   责编：苗某",
        "用A4 纸",
        "姓名：     电话：",
        "Office 365 软件",
        "使用 Word 编辑",
    ]);
}

#[test]
fn tildes_and_hyphens_in_ranges() {
    is_repaired(
        "check.tilde",
        &[
            ("10~20人", "10～20人"),
            ("1月~3月", "1月～3月"),
            ("周一~周五", "周一～周五"),
            ("10%~20%", "10%～20%"),
        ],
    );
    is_told(
        "check.hyphen",
        &["3-5人", "2021-2025年", "1月-3月", "北京-上海", "甲--乙", "甲 -- 乙", "第1-3期"],
    );
    is_left_alone(&[
        "2024-03-12",
        "GB/T 9704-2012",
        "GB/T 1-2020",
        "电话027-88888888",
        "COVID-19疫情",
        "用--tidy整理",
        "即办<!-- 待核 -->件",
        "9:00-11:00",
        "5-3",
        "编号A-3",
        "~/资料",
        "好的~",
        "10～20人",
        "3—5日",
    ]);
}

/// What another look parts is read as one; a reference and a footnote keep their places.
#[test]
fn looks_do_not_hide_marks() {
    let mut bulletin = paragraph("");
    let text = Text::from(
        "**本周**,见<ref>t</ref>,共<u>96</u>件(含<sup>*</sup>网**上)**.<note>甲,乙</note>",
    );
    bulletin.body = vec![Block::Paragraph(text)];
    bulletin.tidy(Tidy::marks());
    let tidied = Text::from(
        "**本周**，见<ref>t</ref>，共<u>96</u>件（含<sup>*</sup>网**上）**。<note>甲，乙</note>",
    );
    assert_eq!(bulletin.body, [Block::Paragraph(tidied)]);
    let mut bulletin = paragraph("");
    let spans = [Span::new("动员.", true), Span::new("..", false), Span::new("抓好", false)];
    bulletin.body = vec![Block::Paragraph(Text::from_iter(spans))];
    bulletin.tidy(Tidy::marks());
    assert_eq!(bulletin.body, [Block::Paragraph(Text::from("**动员……**抓好"))]);
}

/// Words of tables, names and headings are looked at too; blanks in them may spread or divide.
#[test]
fn all_words_are_looked_at() {
    let mut bulletin = paragraph("甲");
    let mut table = Table::new(["部门(单位)", "件数"]);
    table.rows = vec![vec![Cell::plain("张 三,李 四"), 5.into()]];
    bulletin.body.push(Block::Table(table));
    bulletin.imprint.report = Some("市委,市政府.".to_owned());
    bulletin.masthead.issuers = vec!["某局(代)".to_owned()];
    let found = check::bulletin(&bulletin);
    let places: Vec<Vec<String>> =
        found.iter().map(|it| it.places().map(ToString::to_string).collect()).collect();
    assert_eq!(
        places,
        [
            vec!["masthead.issuers[0]", "body[1].table.columns[0].heading"],
            vec!["body[1].table.rows[0][0]", "imprint.report"],
            vec!["imprint.report"],
        ]
    );
    bulletin.tidy(Tidy::marks());
    assert_eq!(check::bulletin(&bulletin), []);
    assert_eq!(bulletin.validate(), Ok(()));
    assert_eq!(bulletin.imprint.report.as_deref(), Some("市委，市政府。"));
}

#[test]
fn marks_of_drafts_have_their_places() {
    let text = "工作简报\n第1期\n\n一、情况\n\n本周，共计5件,**甲**,乙各单位积极行动起来认真抓好各项工作\n镇(街道)也,已全部办结,通过.\n\n\
                二、问题\n\n3-5日. 各镇\n";
    let shown = |findings: &[Finding]| -> Vec<String> {
        let shown = |it: &Finding| {
            let places: Vec<String> = it.places().map(ToString::to_string).collect();
            format!("{} {}", places.join(" "), it.code())
        };
        findings.iter().map(shown).collect()
    };
    let kept = draft::parse(text);
    assert_eq!(
        shown(&kept.findings),
        [
            "6:8 6:14 7:7 7:13 check.half-width-mark",
            "7:1 draft.joined",
            "7:2 check.half-width-brackets",
            "7:16 11:5 check.half-width-stop",
            "11:2 check.hyphen",
        ]
    );
    assert_eq!(kept.findings.first().unwrap().place().words, ",");
    let tidied = draft::parse_with(text, &Options::tidy(Tidy::marks()));
    assert_eq!(
        shown(&tidied.findings),
        [
            "6:8 6:14 7:7 7:13 check.repaired",
            "7:1 draft.joined",
            "7:2 check.repaired",
            "7:16 11:5 check.repaired",
            "11:2 check.hyphen",
        ]
    );
    assert!(draft::print(&tidied.bulletin).contains("镇（街道）也，已全部办结，通过。"));
}

/// The marks of the table, and what they become.
fn without_marks(bulletin: &Bulletin) -> Vec<char> {
    let text = serde_json::to_value(bulletin).unwrap();
    let mut kept = Vec::new();
    fn add(value: &serde_json::Value, kept: &mut Vec<char>) {
        match value {
            serde_json::Value::String(text) => {
                kept.extend(
                    text.chars().filter(|c| !" ,;:?!.()~…。，；：？！（）～、．*\\".contains(*c)),
                );
            }
            serde_json::Value::Array(list) => list.iter().for_each(|it| add(it, kept)),
            serde_json::Value::Object(fields) => fields.values().for_each(|it| add(it, kept)),
            _ => {}
        }
    }
    add(&text, &mut kept);
    kept
}

/// Tidying changes marks alone, leaves nothing that it repairs, and a second time changes nothing.
fn is_tidied_once(bulletin: Bulletin) -> Result<(), TestCaseError> {
    let mut tidied = bulletin.clone();
    let notes = tidied.tidy(Tidy::marks());
    prop_assert_eq!(notes.is_empty(), tidied == bulletin, "{:?}", notes);
    prop_assert_eq!(without_marks(&tidied), without_marks(&bulletin));
    let left = check::bulletin(&tidied);
    let left: Vec<&Finding> = left.iter().filter(|it| it.severity() != Severity::Review).collect();
    prop_assert!(left.is_empty(), "{:?}", left);
    let mut again = tidied.clone();
    prop_assert_eq!(again.tidy(Tidy::marks()), Vec::<Finding>::new());
    prop_assert_eq!(again, tidied);
    Ok(())
}

#[test]
fn tidying_changes_marks_alone_and_once() {
    law(arbitrary::marked_bulletin, is_tidied_once);
}

#[test]
fn tidying_bulletins_of_any_words_changes_marks_alone_and_once() {
    law(crate::support::model::arbitrary_bulletin, is_tidied_once);
}

/// A draft is tidied as the bulletin that is read of it is; its findings have their places.
#[test]
fn a_draft_is_tidied_as_its_bulletin_is() {
    law(arbitrary::marked_draft, |text| {
        let mut read = draft::parse(&text).bulletin;
        let tidied = draft::parse_with(&text, &Options::tidy(Tidy::marks()));
        read.tidy(Tidy::marks());
        prop_assert_eq!(&read, &tidied.bulletin);
        prop_assert!(
            tidied
                .findings
                .iter()
                .all(|it| !it.code().starts_with("check.") || it.severity() <= Severity::Review),
            "{:?}",
            tidied.findings
        );
        let again = draft::parse(&draft::print(&tidied.bulletin));
        prop_assert_eq!(again.bulletin, tidied.bulletin);
        Ok(())
    });
}
