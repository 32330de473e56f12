//! What speaks for and against each reading of unlabelled words: the grounds, in one table, and the
//! sum of those that hold. Words without enough grounds for a role do not get it; where another role
//! is as likely, that is said.

use super::pieces::{Piece, is_notice, pieces};
use super::words::{
    LONGEST_SOURCE, is_meeting, is_name, is_organ, is_supplier, is_title, resembles_field,
};
use crate::draft::chars::{self, ends_sentence, in_simplified, is_han, longer_than, narrow};
use crate::draft::classify::{LineKind, bold_words};
use crate::draft::label::{self, Within, is_sign};
use crate::draft::lines::Line;
use crate::draft::messages::Role;
use crate::draft::{date, imprint, join, rows};

/// Words of the head and what is known of their place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Candidate<'w> {
    pub(super) words: &'w str,
    /// The first words that may be a name.
    pub(super) first: bool,
    /// They are a heading of the first level in Markdown.
    pub(super) marked: bool,
    /// The issue stands directly below.
    pub(super) above_issue: bool,
    /// A field of the masthead has been read.
    pub(super) fields: bool,
    /// A field follows on this line or a later one.
    pub(super) inside: bool,
    pub(super) beside_date: bool,
    /// They stand above the line of the name and are alone on their line.
    pub(super) above_name: bool,
    /// The name is the next line.
    pub(super) over_name: bool,
    /// Nobody has been named as issuer, and they stand directly below the last field or no date was
    /// read.
    pub(super) wanted: bool,
}

/// A ground: for which role it speaks, how much, and when it holds.
type Ground = (Role, i32, fn(&Candidate<'_>) -> bool);

/// What speaks for which role.
const GROUNDS: [Ground; 17] = [
    // The name: its last word, its place.
    (Role::Name, 6, |it| is_name(it.words)),
    (Role::Name, 3, |it| it.first),
    (Role::Name, 2, |it| it.above_issue),
    (Role::Name, 2, |it| it.marked),
    (Role::Name, 1, |it| it.fields),
    (Role::Name, -3, |it| it.fields && !it.inside),
    (Role::Name, -3, |it| is_organ(it.words)),
    (Role::Name, -20, |it| is_stray(it.words) || !is_title(it.words)),
    // An issuer: the last word of an organisation or the date beside it, and the fields around it.
    (Role::Issuer, 4, |it| is_organ(it.words) || it.beside_date && it.words.contains(is_han)),
    (Role::Issuer, 2, |it| it.inside),
    (Role::Issuer, 2, |it| !it.inside && it.wanted),
    (Role::Issuer, -20, |it| is_stray(it.words)),
    // A line above the name: an organisation that stands there.
    (Role::LineAbove, 4, |it| is_organ(it.words) || is_meeting(it.words)),
    (Role::LineAbove, 3, |it| it.above_name && !it.beside_date),
    // What else stands directly above it belongs to it: 某市2025年春运.
    (Role::LineAbove, 3, |it| it.over_name && is_title(it.words) && it.words.contains(is_han)),
    (Role::LineAbove, -20, |it| is_stray(it.words)),
    // The title: short words behind all fields; what follows them is looked at by `title`.
    (Role::Title, 6, |it| !it.inside && is_title(it.words)),
];

/// The least that the grounds of a role must come to.
fn least(role: Role) -> i32 {
    if role == Role::Name { 4 } else { 6 }
}

impl Candidate<'_> {
    /// What the grounds of a role come to; none if that is too little.
    pub(super) fn score(&self, role: Role) -> Option<i32> {
        let grounds = GROUNDS.iter().filter(|(of, _, holds)| *of == role && holds(self));
        let sum = grounds.map(|(_, weight, _)| weight).sum::<i32>();
        (sum >= least(role)).then_some(sum)
    }

    /// The role that most speaks for, among these.
    pub(super) fn role(&self, roles: &[Role]) -> Option<Role> {
        let scored = roles.iter().filter_map(|role| Some((self.score(*role)?, *role)));
        scored.max_by_key(|(score, _)| *score).map(|(_, role)| role)
    }
}

/// Whether words may be the name of the bulletin or the title by their look.
pub(super) fn can_be_name(words: &str) -> bool {
    !is_organ(words) && is_title(words) && !is_stray(words)
}

/// Whether words are a label, a notice or a field that was not read: never a name, a title, an issuer.
pub(super) fn is_stray(words: &str) -> bool {
    const LABELS: [&str; 17] = [
        "编号",
        "份号",
        "期号",
        "来源",
        "作者",
        "供稿",
        "主编",
        "副主编",
        "责任编辑",
        "编辑",
        "审核",
        "签发",
        "主办",
        "承办",
        "日期",
        "密级",
        "抄送",
    ];
    let plain = in_simplified(words);
    let label = plain.split(['：', ':']).next().unwrap_or_default().trim();
    // 联系人 方某某 8888888
    let first = plain.split_once(char::is_whitespace).map(|(first, _)| first);
    let staff = first.is_some_and(|first| imprint::staff_label(first).is_some());
    LABELS.contains(&label)
        || staff
        || is_notice(words)
        || resembles_field(words)
        || is_dated(words)
}

/// Whether words are who issues a bulletin and a day, or begin with a day, and have more that is not
/// read: 某局 2025年5月16日 农历四月十九, 某局 5月16日.
pub(super) fn is_dated(words: &str) -> bool {
    if !words.contains('月') || longer_than(words, 60) {
        return false;
    }
    let parted = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let first = date::begins_with_day(words).is_some_and(|(full, rest)| full && parted(rest));
    let mut blanks = words.char_indices().filter(|(_, c)| c.is_whitespace());
    first
        || blanks.any(|(at, _)| {
            let organ = chars::before(words, at).trim_end();
            let day = date::begins_with_day(chars::behind(words, at).trim_start());
            day.is_some() && is_organ(organ)
        })
}

/// Whether a full date stands in words directly behind an organisation.
pub(super) fn has_date(words: &str) -> bool {
    let figures = |at: usize| {
        let before = chars::before(words, at);
        before.len() - before.trim_end_matches(|c: char| narrow(c).is_ascii_digit()).len()
    };
    words.match_indices('年').any(|(at, _)| {
        let from = at - figures(at);
        let dated = date::begins_with_day(chars::behind(words, from));
        dated.is_some_and(|(full, _)| full) && is_organ(chars::before(words, from).trim_end())
    })
}

/// Whether words are a label and nothing else: what it is of stands below.
pub(super) fn is_lone_label(words: &str) -> bool {
    is_stray(words)
        && !words.contains(['：', ':'])
        && !words.contains(char::is_whitespace)
        && !is_notice(words)
        && !resembles_field(words)
        && !is_dated(words)
}

/// What the lines from one on are: how many of them are the title, and whether that is doubtful.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::draft) struct TitleLines {
    pub(in crate::draft) count: usize,
    /// What else they may be, if that is as likely.
    pub(in crate::draft) other: Option<Role>,
}

/// How many of these lines are the title of the text. `most` lines from `at` on are short and without
/// a stop, and something stands below them.
pub(in crate::draft) fn title(
    lines: &[Line<'_>],
    kinds: &[LineKind<'_>],
    at: usize,
    most: usize,
) -> TitleLines {
    let block = lines.iter().skip(at).take(most);
    let words = |line: &Line<'_>| may_be_title(line.text.trim_start_matches(['#', ' ']));
    let first_indent = lines.get(at).map_or(0, Line::indent);
    // Below the first line an indented one begins the text, and one with commas is text.
    let goes_on = |(index, line): &(usize, &Line<'_>)| {
        let commas = line.text.contains(',') && line.text.contains(is_han);
        words(line)
            && (*index == 0
                || !commas && (is_subtitle(line.text) || line.indent() < first_indent + 4))
    };
    let mut count = block.clone().enumerate().take_while(goes_on).count();
    let headings = lost_headings(lines, kinds, at);
    let length = |index: usize| lines.get(index).map_or(0, |line| line.text.chars().count());
    let siblings: Vec<usize> =
        headings.iter().copied().filter(|index| *index >= at + count.max(1)).collect();
    let last = (at + count).saturating_sub(1);
    // The last of them looks like the headings that follow, which have lost their numbers.
    let alike = count > 0 && headings.contains(&last) && !siblings.is_empty();
    // An English sentence goes on below its first line.
    let text_of = |index: usize| lines.get(index).map_or("", |line| line.text);
    if count == 1 && join::goes_on_in_english(text_of(at), text_of(at + 1)) {
        return TitleLines::default();
    }
    let longest = siblings.iter().map(|index| length(*index)).max().unwrap_or(0);
    let mut doubtful = alike;
    if alike && (count > 1 || length(last) <= longest.max(4) + 4) {
        count -= 1;
        doubtful = false;
    }
    let mut title = block.take(count);
    let apart = title.clone().skip(1).any(|line| line.after_blank);
    // 要闻 above the title is a heading of its own.
    let headed = count > 1 && lines.get(at).is_some_and(|line| !longer_than(line.text, 4));
    doubtful |= apart || headed || title.any(|line| line.text.contains(['：', ':']));
    let other = match count {
        0 => None,
        _ if doubtful || counts_on(lines, at) => Some(Role::Heading),
        1 if may_be_wrapped(lines, kinds, at) => Some(Role::Text),
        _ => None,
    };
    TitleLines { count, other }
}

/// Whether a line may be the first of a paragraph that a line break split: it is long, and directly below
/// it stands text that begins as it does and ends a sentence.
fn may_be_wrapped(lines: &[Line<'_>], kinds: &[LineKind<'_>], at: usize) -> bool {
    /// The characters of a line that may be full.
    const FULL: usize = 22;
    let (Some(line), Some(below)) = (lines.get(at), lines.get(at + 1)) else { return false };
    longer_than(line.text, FULL)
        && matches!(kinds.get(at + 1), Some(LineKind::Plain))
        && !below.after_blank
        && below.indent() == line.indent()
        && ends_sentence(below.text)
        && !longer_than(below.text, line.text.chars().count())
}

/// Whether a line begins with 1 and a word, and one below it with 2: 1总体情况.
fn counts_on(lines: &[Line<'_>], at: usize) -> bool {
    /// In how many lines the next number is looked for.
    const MOST: usize = 200;
    let number = |text: &str, number: char| {
        let mut characters = text.chars();
        characters.next().map(narrow) == Some(number)
            && characters.next().is_some_and(|c| is_han(c) && !"月日年季号个项件次".contains(c))
    };
    let mut below = lines.iter().skip(at + 1).take(MOST);
    lines.get(at).is_some_and(|line| number(line.text, '1'))
        && below.any(|line| number(line.text, '2'))
}

/// The number that a line begins with which is none of those of sections, or needs others around it:
/// 一,情况 has lost its mark, 1.1情况 its section, 1 情况 and A、情况 are not counted here.
pub(in crate::draft) fn is_numbered(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = chars::behind(text, first.len_utf8());
    let label = |rest: &str| Some(chars::before(text, text.len() - rest.len()).trim_end());
    if "一二三四五六七八九十".contains(first)
        && let Some(rest) = rest.strip_prefix([',', '，', '.', '．'])
    {
        return label(rest);
    }
    if narrow(first).is_ascii_uppercase()
        && let Some(rest) = rest.strip_prefix(['、', '.', '．', ')', '）'])
        && rest.trim_start().starts_with(is_han)
    {
        return label(rest);
    }
    match label::within(text)? {
        Within::Decimal(decimal) => label(decimal.rest),
        Within::Spaced(spaced) => label(spaced.rest),
        Within::Dated(_) => None,
    }
}

/// Whether a line can be a line of the title: no label, no field, no item of a list.
pub(in crate::draft) fn may_be_title(text: &str) -> bool {
    // 时间：3月3日 has a label; 民生关注：停车难怎么解 may be a title, which is doubtful.
    let labelled = text.split_once(['：', ':']).is_some_and(|(label, value)| {
        !longer_than(label, 6) && (!longer_than(label, 1) || !longer_than(value, 5))
    });
    // —— begins a subtitle.
    let item = !text.starts_with("——")
        && text.starts_with(|c: char| {
            is_sign(c) || matches!(c, '·' | '-' | '—' | '*' | '➢' | '－' | '【')
        });
    is_title(text)
        && !is_author(text)
        && !labelled
        && !item
        && is_numbered(text).is_none()
        && !says_source(text)
        && !is_stray(text)
        && pieces(text).iter().all(Piece::is_name)
}

/// Whether a line says who supplied a text, in whatever form: （某局供稿）, 来源 某报, （某报 1月5日）.
fn says_source(text: &str) -> bool {
    const WORDS: [&str; 8] =
        ["来源", "信息来源", "供稿", "供稿单位", "报送单位", "转自", "摘自", "编辑"];
    if longer_than(text, LONGEST_SOURCE) {
        return false;
    }
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let words = in_simplified(inner.unwrap_or(text));
    let mut parts = words.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let second = parts.next();
    let labelled = second.is_some() && WORDS.contains(&first);
    let dated =
        inner.is_some() && second.is_some_and(|second| date::begins_with_day(second).is_some());
    labelled || dated || is_supplier(text)
}

/// Whether a line below a title names the author: 记者 柳某, perhaps in brackets.
pub(in crate::draft) fn is_author(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "本报记者",
        "本刊记者",
        "本网记者",
        "特约记者",
        "见习记者",
        "实习记者",
        "记者",
        "特约通讯员",
        "通讯员",
        "撰稿人",
        "撰稿",
        "作者",
    ];
    if longer_than(text, 30) {
        return false;
    }
    let bare = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let words = in_simplified(bare.unwrap_or(text));
    let names = WORDS.iter().find_map(|word| words.strip_prefix(word));
    names.is_some_and(|names| {
        let named = |c: char| is_han(c) || c.is_whitespace() || matches!(c, '、' | '·');
        names.starts_with(|c: char| c.is_whitespace()) && names.chars().all(named)
    })
}

/// Whether a line of a title is its subtitle: —— and words.
pub(in crate::draft) fn is_subtitle(text: &str) -> bool {
    text.strip_prefix("——").is_some_and(|words| words.contains(is_han))
}

/// Offices to whom a text is addressed, on a line that ends with a colon: 各县区政府，市直各部门：. Without
/// the colon.
pub(in crate::draft) fn addressee(text: &str) -> Option<&str> {
    let offices = text.strip_suffix(['：', ':'])?.trim_end();
    let bare = offices.chars().count();
    if !(2..=120).contains(&bare) || offices.contains(['。', '；', '：', ':', '“', '\t', '\\'])
    {
        return None;
    }
    addressed(offices).then_some(offices)
}

/// Whether words name offices to whom a text may be addressed.
fn addressed(offices: &str) -> bool {
    const READERS: [&str; 12] = [
        "部门", "单位", "机关", "企业", "学校", "党委", "成员", "领导", "同志", "代表", "人大",
        "政协",
    ];
    // 各镇, 各社区: what is one of several of a kind, not 各项工作.
    const KINDS: [&str; 16] = [
        "区", "县", "市", "州", "旗", "盟", "镇", "乡", "村", "社区", "街道", "园", "校", "站",
        "行", "户",
    ];
    let each = |words: &str| {
        words.starts_with('各')
            && !longer_than(words, 14)
            && KINDS.iter().any(|last| words.ends_with(last))
    };
    // Marks within brackets part no names: 各县（市、区）政府.
    let mut depth = 0_usize;
    let divides = |c: char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '、' | '，' | ',')
    };
    let reader = |name: &str| {
        let name = name.trim().trim_end_matches(['）', ')']);
        let words = in_simplified(name);
        longer_than(name, 1)
            && !longer_than(name, 40)
            && name.starts_with(is_han)
            && (is_organ(name) || each(&words) || READERS.iter().any(|last| words.ends_with(last)))
    };
    // Beside a certain one others may have any name: 各派出所，各警种.
    let likely = |name: &str| {
        const FIRST: [&str; 8] = ["各", "市直", "区直", "县直", "省直", "州直", "有关", "机关各"];
        let words = in_simplified(name.trim());
        const NONE: [&str; 6] = ["各地", "各项", "各类", "各种", "各方", "各级各"];
        !longer_than(&words, 14)
            && longer_than(&words, 2)
            && FIRST.iter().any(|first| words.starts_with(first))
            && !NONE.iter().any(|first| words.starts_with(first))
    };
    let names: Vec<&str> = offices.split(divides).collect();
    names.iter().any(|name| reader(name)) && names.iter().all(|name| reader(name) || likely(name))
}

/// The lines from one on that are headings without a number: short lines without a stop, each with
/// text below it, where no line has a number. One alone is none.
pub(in crate::draft) fn lost_headings(
    lines: &[Line<'_>],
    kinds: &[LineKind<'_>],
    from: usize,
) -> Vec<usize> {
    let body = kinds.iter().enumerate().skip(from);
    let end = body
        .clone()
        .find(|(_, kind)| matches!(kind, LineKind::Annex(_) | LineKind::Imprint))
        .map_or(kinds.len(), |(index, _)| index);
    let numbered = body.take_while(|(index, _)| *index < end).any(|(_, kind)| {
        matches!(
            kind,
            LineKind::Label { .. }
                | LineKind::MarkdownHeading(..)
                | LineKind::Directive(..)
                | LineKind::Contents
        )
    });
    if numbered {
        return Vec::new();
    }
    let heading = |index: &usize| {
        let index = *index;
        let (Some(line), Some(LineKind::Plain)) = (lines.get(index), kinds.get(index)) else {
            return false;
        };
        let free = line.after_blank
            || index == from
            || lines.get(index.wrapping_sub(1)).is_some_and(|above| ends_sentence(above.text));
        let words = bold_words(line.text).unwrap_or(line.text);
        free && is_short(words)
            && is_text(lines, kinds, index + 1)
            && !rows::begins(lines, index)
            && pieces(words).iter().all(Piece::is_name)
    };
    let found: Vec<usize> = (from..end.min(lines.len())).filter(heading).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// Whether a line is short enough for a heading, and no sentence, label, caption or signature.
fn is_short(text: &str) -> bool {
    !longer_than(text, 20)
        && longer_than(text, 1)
        && may_be_title_by_look(text)
        && !text.contains(['：', ':', '、', '“', '）', '|', '\t'])
        && !text.starts_with(['表', '图', '附', '（', '('])
        && text.starts_with(is_han)
}

fn may_be_title_by_look(text: &str) -> bool {
    is_title(text) && !is_stray(text) && !is_organ(text)
}

/// Whether a line is text: a sentence, or long.
fn is_text(lines: &[Line<'_>], kinds: &[LineKind<'_>], index: usize) -> bool {
    let plain = matches!(kinds.get(index), Some(LineKind::Plain));
    plain
        && lines
            .get(index)
            .is_some_and(|line| ends_sentence(line.text) || longer_than(line.text, 30))
}
