//! Words for the law of drafts: words of offices, words that look like labels, forms and markup, and
//! characters of no kind at all; in drafts, and in every field of a bulletin.

use bulletin::{Bulletin, NaiveDate, Number, Position, Span, Text};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::model::{Vocabulary, bulletin_of};

/// Words that a draft may hold; many look like something else than words.
pub(crate) const FRAGMENTS: [&str; 202] = [
    "本周，区政务服务大厅受理事项96件，全部办结。",
    "工作动态",
    "政务服务",
    "主要做法。",
    "一是目录先行。",
    "启动，",
    "材料",
    "一、",
    "二、",
    "三、",
    "十一、",
    "（一）",
    "（二）",
    "(1)",
    "（3）",
    "1.",
    "2.",
    "1.5",
    "2024.3公里",
    "①",
    "②",
    "—、",
    "第8期",
    "2024年第8期（总第479期）",
    "增刊第2期",
    "总第4l7期",
    "（2月26日—3月1日）",
    "2024年3月12日",
    "2月30日",
    "二〇二四年三月十二日",
    "第8—9期",
    "2025-12期",
    "〔2025〕第6期",
    "第8、9期",
    "NO.12",
    "（星期五）",
    "16时",
    "编印",
    "编发单位：",
    "日期：",
    "主办：",
    "本期时间：",
    "（第9周）",
    "仅供参考",
    "呈报：",
    "本期增发：",
    "地址：",
    "區水利局",
    "清江之声",
    "存在问题",
    "窗口工作周报",
    "信 息 专 报",
    "清江区政务服务局",
    "某某中心",
    "编号：0007",
    "签发：易某",
    "秘密★1年",
    "特急",
    "内部资料",
    "注意保存",
    "编者按：",
    "【编者按】",
    "本期要目",
    "【经验交流】",
    "附件：",
    "附件",
    "附件1",
    "附件：1.",
    "报：",
    "送：",
    "发：",
    "抄送：",
    "省领导。",
    "责任编辑：",
    "（共印5份）",
    "共印",
    "2024年3月12日印发",
    "单位：万元",
    "注：",
    "续表",
    "表1",
    "序号\t部门\t得分",
    "1\t甲厅\t100",
    "\t乙厅\t99.5",
    "合计\t\t199.5",
    "|",
    "| 甲 | 乙 |",
    "|---|---|",
    "**",
    "*",
    "\\",
    "\\文：",
    "\\表题：",
    "\\篇：",
    "\\来源：",
    "\\n",
    "#",
    "## ",
    "![图](a.png)",
    "---",
    "— 3 —",
    "3",
    "第3页",
    "“",
    "”",
    "（",
    "）",
    "。",
    "，",
    "；",
    "：",
    " ",
    "  ",
    "　",
    "abc",
    "x1",
    "^^",
    "<sup>",
    "</sup>",
    "<sub>2</sub>",
    "10~20",
    "[网站](https://x.example/a)",
    "[网站][1]",
    "[1]: https://x.example",
    "[a](b)",
    "<https://x.example>",
    "`",
    "`A-01`",
    "```",
    "&amp;",
    "&lt;sup&gt;",
    "&nbsp;",
    "~~",
    "~~作废~~",
    "<b>",
    "</b>",
    "<div>",
    "<br>",
    "<!--",
    "-->",
    "<!-- 批注 -->",
    "- ",
    "+ ",
    "> ",
    "[x] ",
    "[^1]",
    "[^1]: 注释。",
    "_重点_",
    "*重点*",
    "\\[",
    "\\#",
    "<table><tr><td>",
    "</td></tr></table>",
    "===",
    "⽉",
    "⻓期",
    "９：３０",
    "３．５％",
    "\u{200B}",
    "🀄",
    "■ 情况",
    "● ",
    "第一部分 ",
    "第二章",
    "1.1 ",
    "1.2 受理",
    "2.5月底前",
    "1.6月",
    "一，",
    "（一）、",
    "1、",
    "2）",
    "1.\t",
    "科室,门诊,住院",
    "甲科,97.2,98.1",
    "\"甲",
    "甲\"\t",
    "附：",
    "附表",
    "附件1 表（另发）",
    "目录",
    "（甲镇）",
    "工作动态…………3",
    "图1　分布",
    "邮箱：",
    "标题：",
    "副标题：",
    "刊名：",
    "会议名称：",
    "正文：",
    "主送：",
    "各县（区）政府，市直各部门：",
    "区教育局：",
    "记者 柳某",
    "——以清江区为例",
    "发布时间：",
    "【期号】",
    "填报单位：",
    "印发单位：",
    "打印时间：2025年7月11日",
    "责编：易某；审核：何某",
    "办件12件，全部办结。（清江区政务服务局）",
];

/// Words of fragments, of a kind that offices write, or of any characters.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => vec(prop::sample::select(FRAGMENTS.to_vec()), 1..4).prop_map(|parts| parts.concat().replace('\t', " ")),
        2 => prop::sample::select(FRAGMENTS.to_vec()).prop_map(|part| part.replace('\t', " ")),
        2 => "[一-龥]{1,12}",
        1 => "[一-龥，、]{20,70}[。！]",
        1 => "\\PC{1,12}",
        1 => any::<String>().prop_map(printable),
    ]
}

/// The words without what no document can hold.
fn printable(words: String) -> String {
    let allowed = |c: &char| {
        (!c.is_control() || matches!(c, '\n' | '\t'))
            && !matches!(u32::from(*c) & 0xFFFF, 0xFFFE..=0xFFFF)
    };
    words.chars().filter(allowed).collect()
}

fn text() -> impl Strategy<Value = Text> {
    let position =
        prop::sample::select(vec![Position::Baseline, Position::Superscript, Position::Subscript]);
    let span = (words(), any::<bool>(), position)
        .prop_map(|(text, bold, position)| Span::new(text, bold).at(position));
    prop_oneof![
        4 => words().prop_map(Text::plain),
        1 => words().prop_map(|words| Text::from(words.as_str())),
        1 => vec(span, 0..4).prop_map(Text::from_iter),
        1 => Just(Text::default()),
    ]
}

fn date() -> impl Strategy<Value = NaiveDate> {
    let usual = (2023..2027_i32, 1..=365_u32)
        .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day));
    let any =
        (-300_000..=3_000_000_i32).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt);
    prop_oneof![4 => usual, 1 => any]
}

fn number() -> impl Strategy<Value = Number> {
    prop::sample::select(vec!["0", "100", "-2", "115.50", "1,550", "68.75%", "+3‰"])
        .prop_map(|number| number.parse().expect("a number"))
}

/// Any bulletin, valid or not.
pub(crate) fn bulletin() -> impl Strategy<Value = Bulletin> {
    bulletin_of(&Vocabulary {
        words: words().boxed(),
        name: words().prop_filter("a name is not blank", |words| !words.trim().is_empty()).boxed(),
        source: words().boxed(),
        text: text().boxed(),
        heading: text()
            .prop_filter("a heading is not blank", |text| !text.to_plain().trim().is_empty())
            .boxed(),
        title: text().boxed(),
        day: date().boxed(),
        number: number().boxed(),
        image: vec(any::<u8>(), 0..20).boxed(),
        empty_issue: true,
    })
}

/// Pieces of prose with marks of either width among them, and what is left alone.
const PROSE: [&str; 54] = [
    "甲",
    "乙",
    "各镇",
    "抓好春耕",
    "一",
    "第",
    "表",
    "年",
    "件",
    "5",
    "96",
    "1,550",
    "9:30",
    "3.5",
    "a",
    "Word",
    "GDP",
    "we visit",
    ",",
    ";",
    ":",
    "?",
    "!",
    ".",
    "...",
    "(",
    ")",
    "(试行)",
    "~",
    "-",
    "--",
    " ",
    "  ",
    "…",
    "。",
    "。。。",
    "，",
    "（",
    "）",
    "、",
    "“",
    "”",
    "《",
    "》",
    "]",
    "`",
    "&amp;",
    "http://a.cn/",
    "www.",
    "a@b.cn",
    ".docx",
    "%",
    "\n",
    "**",
];

/// Prose in which marks stand anywhere.
pub(crate) fn prose() -> impl Strategy<Value = String> {
    vec(prop::sample::select(PROSE.to_vec()), 1..14).prop_map(|parts| parts.concat())
}

/// A text of such prose, in stretches of several looks, with references and footnotes.
fn prose_text() -> impl Strategy<Value = Text> {
    let span = (prose(), any::<bool>()).prop_map(|(words, bold)| Span::new(words, bold));
    let note = prose().prop_map(Span::note);
    let all = prop_oneof![6 => span, 1 => Just(Span::reference("甲")), 1 => note];
    prop_oneof![3 => prose().prop_map(Text::plain), 2 => vec(all, 0..5).prop_map(Text::from_iter)]
}

/// A bulletin with such prose in every field.
pub(crate) fn marked_bulletin() -> impl Strategy<Value = Bulletin> {
    bulletin_of(&Vocabulary {
        words: prose().boxed(),
        name: prose().prop_map(|words| words + "甲").boxed(),
        source: prose().prop_map(|words| words + "甲").boxed(),
        text: prose_text().boxed(),
        heading: prose_text()
            .prop_map(|text| {
                Text::from_iter(text.spans().iter().cloned().chain([Span::new("甲", false)]))
            })
            .boxed(),
        title: prose_text()
            .prop_map(|text| {
                Text::from_iter(text.spans().iter().cloned().chain([Span::new("甲", false)]))
            })
            .boxed(),
        day: date().boxed(),
        number: number().boxed(),
        image: vec(any::<u8>(), 1..20).boxed(),
        empty_issue: false,
    })
}

/// A draft of lines of such prose.
pub(crate) fn marked_draft() -> impl Strategy<Value = String> {
    let line = prop_oneof![6 => prose(), 1 => vec(prop::sample::select(FRAGMENTS.to_vec()), 0..4).prop_map(|parts| parts.concat())];
    vec((line, prop::sample::select(vec!["\n", "\n\n", "\r\n", "\u{0C}"])), 0..16)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

/// A draft of lines of fragments.
pub(crate) fn draft() -> impl Strategy<Value = String> {
    let line = vec(prop::sample::select(FRAGMENTS.to_vec()), 0..5).prop_map(|parts| parts.concat());
    let ending = prop::sample::select(vec!["\n", "\n", "\n\n", "\r\n", "\u{0C}", "\u{0B}"]);
    vec((line, ending), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, ending)| line + ending).collect())
}
