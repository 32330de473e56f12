//! Marks of the wrong width or form beside Chinese: one table of rules, and the scanner that runs it
//! over a text. A rule begins at a sign, looks at what stands around it and gives a [`Mark`]: where, by
//! which rule, and the repair where only one is possible and the meaning stays. What no rule touches is
//! in `kept`; what a rule leaves alone stands in its row.
//!
//! Scanning is cheap for clean texts: one look into a table of bytes for each, and more only at signs.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::kept::{Facts, is_han};
use super::messages::CheckMessage;

/// A row of the table.
#[derive(Debug)]
pub(super) struct Rule {
    /// Its number in the lists of proof-reading; rows of one number differ in how certain they are.
    pub(super) id: &'static str,
    /// Whether the repair is certain. What is not is found and left to a person.
    pub(super) is_certain: bool,
    /// Where it is looked for.
    scope: Scope,
    /// The bytes with which what it looks for begins.
    signs: &'static [u8],
    /// What is found.
    pub(super) says: fn() -> CheckMessage,
    find: Find,
}

impl Rule {
    /// Whether the reader of drafts says it itself.
    pub(super) fn is_of_the_reader(&self) -> bool {
        self.id == "P16" && !self.is_certain
    }
}

/// Looks at a sign, which stands at a byte of the text.
type Find = for<'t> fn(&Scan<'t>, usize) -> Option<Found>;

/// In which texts a rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    All,
    /// Running text: in headings, cells and names a blank may spread or divide words.
    Prose,
    /// The beginning of a paragraph.
    Start,
}

/// The rules of marks. The first that finds something at a sign has it.
pub(super) static RULES: &[Rule] = &[
    // 1、加强 → 1.加强; 一.加强 → 一、加强; （一）、加强 → （一）加强; (1)加强 → （1）加强 (GB/T 15834-2011,
    // B.3). Left alone: numbers that go on (3、4季度, 十.五规划).
    Rule {
        id: "P15",
        is_certain: true,
        scope: Scope::Start,
        signs: b"0123456789(\xE4\xE5\xE3\xEF",
        says: || CheckMessage::ItemMark {},
        find: item,
    },
    // 动员...抓好 → 动员……抓好; the same for one or three … and for 。。。 (GB/T 15834-2011, 4.11.2). Left
    // alone: leaders before a page number, longer rows of dots.
    Rule {
        id: "P05",
        is_certain: true,
        scope: Scope::All,
        signs: b".\xE2\xE3",
        says: || CheckMessage::Ellipsis {},
        find: ellipsis,
    },
    // 本周,共计 → 本周，共计; 好! → 好！ Left alone: times, ratios, figures, marks between words that are not
    // Chinese.
    Rule {
        id: "P01",
        is_certain: true,
        scope: Scope::All,
        signs: b",;:?!",
        says: || CheckMessage::Point {},
        find: point,
    },
    // 部门(单位) → 部门（单位）. Left alone: brackets without Chinese within, alone, or of a link.
    Rule {
        id: "P02",
        is_certain: true,
        scope: Scope::All,
        signs: b"(",
        says: || CheckMessage::Brackets {},
        find: brackets,
    },
    // 抓好春耕. → 抓好春耕。 Left alone: 一. alone, endings of files, decimals.
    Rule {
        id: "P03",
        is_certain: true,
        scope: Scope::All,
        signs: b".",
        says: || CheckMessage::Stop {},
        find: stop,
    },
    // 抓好春耕.各镇: a full stop, or the dot of a name (卡尔.某某).
    Rule {
        id: "P03",
        is_certain: false,
        scope: Scope::All,
        signs: b".",
        says: || CheckMessage::StopOrDot {},
        find: stop_or_dot,
    },
    // 10~20人 → 10～20人, 1月~3月, 周一~周五. Left alone: ~ before a path, behind a word, doubled.
    Rule {
        id: "P20",
        is_certain: true,
        scope: Scope::All,
        signs: b"~",
        says: || CheckMessage::Wave {},
        find: wave,
    },
    // 3-5人, 1月-3月, 北京-上海, 甲--乙: a range, a connection or a dash. Left alone: dates, numbers of
    // standards, telephones and rooms, words that are not Chinese.
    Rule {
        id: "P20",
        is_certain: false,
        scope: Scope::All,
        signs: b"-",
        says: || CheckMessage::Hyphen {},
        find: hyphen,
    },
    // 共 96 件 → 共96件, 动员， 抓好 → 动员，抓好. Left alone: several blanks, blanks beside other words.
    Rule {
        id: "P16",
        is_certain: true,
        scope: Scope::Prose,
        signs: b" ",
        says: || CheckMessage::Blank {},
        find: blank,
    },
    // 张三 李四: parts words, or is a slip. The reader of drafts says so itself.
    Rule {
        id: "P16",
        is_certain: false,
        scope: Scope::Prose,
        signs: b" ",
        says: || CheckMessage::BlankKept {},
        find: blank_between_words,
    },
];

/// What is found by a rule.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) rule: &'static Rule,
    /// Where it stands in the text, without the blanks around it.
    pub(super) at: Range<usize>,
    /// What repairs it; nothing where a person must decide.
    pub(super) repair: Vec<Edit>,
}

/// A stretch of the text and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: Range<usize>,
    pub(super) to: Cow<'static, str>,
}

/// What a rule found: the stretch, and its repair.
struct Found {
    at: Range<usize>,
    repair: Vec<Edit>,
}

impl Found {
    /// What a person must decide.
    fn only(at: Range<usize>) -> Option<Found> {
        Some(Found { at, repair: Vec::new() })
    }
}

/// What kind of text is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph.
    Prose,
    /// Any other words: a heading, a cell, a name.
    Words,
}

/// Whether a rule begins at a byte.
#[expect(clippy::indexing_slicing, reason = "a byte is less than 256")]
const SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let mut all: &[u8] = b",;:?!(.~- \xE2\xE3";
    while let [first, rest @ ..] = all {
        signs[*first as usize] = true;
        all = rest;
    }
    signs
};

/// Whether a rule may find something in a text, unless it is at the beginning of a paragraph.
pub(super) fn has_sign(text: &str) -> bool {
    text.bytes().any(is_sign)
}

fn is_sign(byte: u8) -> bool {
    SIGNS.get(usize::from(byte)).copied().unwrap_or_default()
}

/// The marks of a text, in order. `wanted` says which rules are asked.
pub(super) fn find(text: &str, kind: Kind, wanted: impl Fn(&Rule) -> bool) -> Vec<Mark> {
    let scan = Scan { text, facts: OnceCell::new() };
    let mut marks: Vec<Mark> = Vec::new();
    let mut from = 0;
    let mut look = |at: usize, sign: u8, start: bool| {
        if at < from {
            return;
        }
        let applies = |rule: &&'static Rule| {
            rule.signs.contains(&sign)
                && match rule.scope {
                    Scope::All => !start,
                    Scope::Prose => !start && kind == Kind::Prose,
                    Scope::Start => start,
                }
                && wanted(rule)
        };
        let found = RULES
            .iter()
            .filter(applies)
            .find_map(|rule| (rule.find)(&scan, at).map(|found| (rule, found)));
        if let Some((rule, Found { at, repair })) = found
            && !scan.facts().keeps(&at)
        {
            from = at.end;
            marks.push(Mark { rule, at, repair });
        }
    };
    if kind == Kind::Prose
        && let Some(first) = text.bytes().next()
    {
        look(0, first, true);
    }
    for (at, byte) in text.bytes().enumerate() {
        if is_sign(byte) {
            look(at, byte, false);
        }
    }
    marks
}

/// A text while it is looked at.
pub(super) struct Scan<'t> {
    text: &'t str,
    /// What is known of the whole, once somebody asks.
    facts: OnceCell<Facts>,
}

/// The character beside a sign, and how many blanks stand between.
#[derive(Clone, Copy)]
struct Beside {
    character: Option<char>,
    /// The byte at which it begins.
    at: usize,
    blanks: usize,
}

/// More blanks than these beside a mark were put there on purpose.
const BLANKS: usize = 2;

impl<'t> Scan<'t> {
    fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| Facts::of(self.text))
    }

    fn until(&self, at: usize) -> &'t str {
        self.text.get(..at).unwrap_or_default()
    }

    fn from(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The character before a byte.
    fn before(&self, at: usize) -> Option<char> {
        self.until(at).chars().next_back()
    }

    /// The character at a byte.
    fn at(&self, at: usize) -> Option<char> {
        self.from(at).chars().next()
    }

    /// The character at the left of a byte, behind one or two blanks.
    fn left(&self, at: usize) -> Beside {
        let all = self.until(at);
        let blanks = all.bytes().rev().take(BLANKS + 1).take_while(|byte| *byte == b' ').count();
        let blanks = if blanks > BLANKS { 0 } else { blanks };
        let words = self.until(at - blanks);
        match words.chars().next_back() {
            None | Some('\n') => Beside { character: None, at, blanks: 0 },
            Some(c) => Beside { character: Some(c), at: words.len() - c.len_utf8(), blanks },
        }
    }

    /// The character at or behind a byte, behind one or two blanks.
    fn right(&self, at: usize) -> Beside {
        let blanks =
            self.from(at).bytes().take(BLANKS + 1).take_while(|byte| *byte == b' ').count();
        let blanks = if blanks > BLANKS { 0 } else { blanks };
        match self.at(at + blanks) {
            None | Some('\n') => Beside { character: None, at, blanks: 0 },
            character => Beside { character, at: at + blanks, blanks },
        }
    }

    /// Whether Chinese ends with this character: an ideograph, or a closing mark, be it one that is
    /// about to become Chinese.
    fn ends(&self, beside: Beside) -> bool {
        match beside.character {
            Some(')') => self.facts().is_bracket(beside.at),
            character => character.is_some_and(|c| is_han(c) || is_closing(c)),
        }
    }

    /// Whether Chinese begins with this character.
    fn begins(&self, beside: Beside) -> bool {
        match beside.character {
            Some('(') => self.facts().is_bracket(beside.at),
            character => character.is_some_and(|c| is_han(c) || is_opening(c)),
        }
    }
}

fn is_closing(character: char) -> bool {
    matches!(character, '”' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕')
}

fn is_opening(character: char) -> bool {
    matches!(character, '“' | '（' | '《' | '〈' | '「' | '『' | '【' | '〔')
}

fn is_point(character: char) -> bool {
    matches!(character, '，' | '。' | '、' | '：' | '；' | '？' | '！')
}

/// Whether a character is Chinese, or a mark of Chinese.
fn is_chinese(character: char) -> bool {
    is_han(character) || is_closing(character) || is_opening(character) || is_point(character)
}

fn is_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百".contains(character)
}

fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_digit())
}

/// A mark becomes another, and the blanks beside it go.
fn replaced(
    left: Beside,
    at: Range<usize>,
    right: Beside,
    to: impl Into<Cow<'static, str>>,
) -> Found {
    let edit = Edit { at: at.start - left.blanks..at.end + right.blanks, to: to.into() };
    Found { at, repair: vec![edit] }
}

fn wide(mark: char) -> char {
    match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => mark,
    }
}

fn point(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let loud = |c: char| matches!(c, '?' | '!');
    let mark = scan.at(at)?;
    // Several of these in a row are one.
    let run: String = match loud(mark) {
        true if scan.before(at).is_some_and(loud) => return None,
        true => scan.from(at).chars().take_while(|c| loud(*c)).collect(),
        false => mark.into(),
    };
    let (left, right) = (scan.left(at), scan.right(at + run.len()));
    let goes_on = loud(mark) && matches!(left.character, Some('？' | '！'));
    let before = scan.ends(left) || goes_on;
    // A blank behind the mark is that of another language.
    let behind = right.blanks == 0 && scan.begins(right);
    (before || behind).then(|| {
        replaced(left, at..at + run.len(), right, run.chars().map(wide).collect::<String>())
    })
}

fn brackets(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let close = scan.facts().closing(at)?;
    let drawn = |beside: Beside| match beside.character {
        Some(c) if is_chinese(c) || c.is_ascii_digit() || matches!(c, '(' | ')') => beside.blanks,
        _ => 0,
    };
    let edit = |at: usize, to: &'static str| {
        let (left, right) = (drawn(scan.left(at)), drawn(scan.right(at + 1)));
        Edit { at: at - left..at + 1 + right, to: to.into() }
    };
    Some(Found { at: at..at + 1, repair: vec![edit(at, "（"), edit(close, "）")] })
}

/// The one dot at a byte, with what stands beside it; its left is Chinese.
fn dot(scan: &Scan<'_>, at: usize) -> Option<(Beside, Beside)> {
    let (left, right) = (scan.left(at), scan.right(at + 1));
    let alone = scan.before(at) != Some('.') && scan.at(at + 1) != Some('.');
    let is_label = || scan.until(at).chars().all(is_numeral);
    (alone && left.blanks == 0 && scan.ends(left) && !is_label()).then_some((left, right))
}

fn stop(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (left, right) = dot(scan, at)?;
    let ends = match right.character {
        None => true,
        Some(c) if is_closing(c) || matches!(c, ')' | '’' | '“') => true,
        Some(c) => right.blanks > 0 && !c.is_ascii_digit(),
    };
    ends.then(|| replaced(left, at..at + 1, right, "。"))
}

fn stop_or_dot(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (_, right) = dot(scan, at)?;
    scan.begins(right).then_some(())?;
    Found::only(at..at + 1)
}

fn ellipsis(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let sign = scan.at(at)?;
    if scan.before(at) == Some(sign) {
        return None;
    }
    // A row of any length is counted no further than the longest that is read.
    let count = scan.from(at).chars().take(8).take_while(|c| *c == sign).count();
    let is_one = match sign {
        '.' | '。' => (3..=6).contains(&count),
        '…' => count == 1 || count == 3,
        _ => false,
    };
    let end = at + count * sign.len_utf8();
    let (left, right) = (scan.left(at), scan.right(end));
    let beside = |beside: Beside| beside.character.is_some_and(is_chinese);
    // 概况...3: the number of a page.
    let leads = is_digit(right.character)
        && scan.from(right.at).trim_end().bytes().take(4).all(|byte| byte.is_ascii_digit());
    (is_one && (beside(left) || beside(right)) && !leads).then(|| {
        let tight = |beside: Beside| match beside.character {
            Some(c) if is_chinese(c) => beside,
            _ => Beside { blanks: 0, ..beside },
        };
        replaced(tight(left), at..end, tight(right), "……")
    })
}

fn wave(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (before, behind) = (scan.before(at)?, scan.at(at + 1)?);
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '%' | '％' | '‰' | '℃');
    let counted = || is_han(before) && is_digit(scan.before(at - before.len_utf8()));
    let range = match (before, behind) {
        (before, behind) if figure(before) || is_han(before) && counted() => {
            behind.is_ascii_digit() || is_han(behind)
        }
        (before, behind) => is_han(before) && is_han(behind),
    };
    let none = Beside { character: None, at, blanks: 0 };
    range.then(|| replaced(none, at..at + 1, none, "～"))
}

fn hyphen(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.before(at) == Some('-') {
        return None;
    }
    let count = scan.from(at).bytes().take(5).take_while(|byte| *byte == b'-').count();
    let (left, right) = (scan.left(at), scan.right(at + count));
    if count > 1 {
        let chinese = |beside: Beside| beside.character.is_some_and(is_chinese);
        // --tidy, <!-- … -->
        let option = right.character.is_some_and(|c| c.is_ascii_alphabetic() || c == '>')
            || left.character == Some('!');
        return (count < 5 && (chinese(left) || chinese(right)) && !option)
            .then(|| Found::only(at..at + count))
            .flatten();
    }
    let (before, behind) = (scan.before(at)?, scan.at(at + 1)?);
    let counted = || is_digit(scan.before(at - before.len_utf8()));
    let connects = is_han(before) && (is_han(behind) || behind.is_ascii_digit() && counted());
    (connects || is_range(scan, at)).then(|| Found::only(at..at + 1)).flatten()
}

/// Whether a hyphen stands between two numbers that can only be a range: 3-5人, 2021-2025年.
fn is_range(scan: &Scan<'_>, at: usize) -> bool {
    let is_number = |c: &char| c.is_ascii_digit();
    // No longer number is a range, nor one that begins with 0.
    let before = scan.until(at).chars().rev().take(5).take_while(is_number).count();
    let behind = scan.from(at + 1).chars().take(5).take_while(is_number).count();
    let start = at - before;
    let end = at + 1 + behind;
    let number = |range: Range<usize>| {
        let digits = scan.text.get(range).filter(|digits| digits.len() < 5);
        digits.filter(|digits| !digits.starts_with('0')).and_then(|it| it.parse::<u32>().ok())
    };
    let (Some(first), Some(last)) = (number(start..at), number(at + 1..end)) else { return false };
    let word = |c: char| c.is_ascii_alphabetic();
    let own = |c: char| matches!(c, '-' | '/' | '.' | ':' | '_' | '#' | '[' | '〔' | '+' | '=');
    // GB/T 1-2020, 第2号楼3-5室.
    let named = scan.left(start).character.is_some_and(|c| word(c) || own(c));
    let goes_on = scan.at(end).is_some_and(|c| word(c) || own(c) && c != '.');
    let decimal = scan.at(end) == Some('.') && is_digit(scan.at(end + 1));
    first < last && !named && !goes_on && !decimal
}

/// Units and counters, of which each begins what is counted.
const UNITS: [&str; 52] = [
    "年", "月", "日", "号", "时", "分", "秒", "周", "天", "个", "件", "次", "人", "元", "万", "亿",
    "%", "％", "家", "项", "起", "份", "户", "名", "位", "条", "篇", "页", "期", "届", "级", "类",
    "种", "台", "辆", "座", "栋", "处", "所", "吨", "米", "里", "亩", "倍", "批", "场", "岁",
    "公里", "公斤", "公顷", "平方", "千米",
];

fn is_unit(text: &str) -> bool {
    UNITS.iter().any(|unit| text.starts_with(unit))
}

fn blank(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.before(at) == Some(' ') {
        return None;
    }
    let count = scan.from(at).bytes().take(BLANKS + 1).take_while(|byte| *byte == b' ').count();
    let (left, right) = (scan.before(at)?, scan.at(at + count)?);
    let mark = |c: char| is_point(c) || is_opening(c) || is_closing(c);
    let plain = |c: char| is_han(c) || c.is_ascii_digit() || mark(c);
    let beside_mark = (mark(left) || mark(right)) && plain(left) && plain(right);
    let tight = count == 1
        && (is_han(left) && right.is_ascii_digit() && is_counted(scan, at + 1)
            || left.is_ascii_digit() && is_unit(scan.from(at + 1)) && is_count(scan, at));
    (count <= BLANKS && (beside_mark || tight)).then(|| {
        let at = at..at + count;
        Found { at: at.clone(), repair: vec![Edit { at, to: "".into() }] }
    })
}

/// Whether what stands before a number makes it one of a table or a picture: 表 1 月份数据.
fn is_of_a_label(character: Option<char>) -> bool {
    matches!(character, Some('表' | '图' | '件'))
}

/// Whether a number at a byte is that of something: 96 件, 5.2%.
fn is_counted(scan: &Scan<'_>, at: usize) -> bool {
    let rest = scan.from(at);
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    // No number that is counted is longer.
    let length = rest.bytes().take(20).take_while(|byte| number(char::from(*byte))).count();
    let behind = scan.from(at + length);
    let behind = behind.strip_prefix(' ').unwrap_or(behind);
    length < 20 && is_unit(behind) && !is_of_a_label(scan.before(at - 1))
}

/// Whether the digits before a byte are a number and not a part of a name: A4 纸.
fn is_count(scan: &Scan<'_>, at: usize) -> bool {
    let number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let length = scan.until(at).chars().rev().take(20).take_while(number).count();
    let before = scan.before(at - length);
    let before =
        before.filter(|c| *c != ' ').or_else(|| scan.before((at - length).checked_sub(1)?));
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ':');
    length < 20 && !before.is_some_and(named) && !is_of_a_label(before)
}

fn blank_between_words(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (left, right) = (scan.before(at)?, scan.at(at + 1)?);
    (is_han(left) && is_han(right)).then(|| Found::only(at..at + 1)).flatten()
}

/// The label of an item at the beginning of a paragraph.
fn item(scan: &Scan<'_>, _: usize) -> Option<Found> {
    let text = scan.text;
    let put = |at: Range<usize>, to: &'static str| {
        Some(Found { at: at.clone(), repair: vec![Edit { at, to: to.into() }] })
    };
    let words = |at: usize| scan.at(at).is_some_and(|c| is_han(c) && !is_numeral(c) && c != '第');
    let mark = |at: usize, marks: &str| {
        scan.at(at).filter(|c| marks.contains(*c)).map(|c| at..at + c.len_utf8())
    };
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let mark = mark(digits, "、,，．").filter(|mark| words(mark.end))?;
        return put(mark, ".");
    }
    let numerals: usize =
        text.chars().take(4).take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
    if (3..=9).contains(&numerals) {
        let mark = mark(numerals, ".．,，").filter(|mark| words(mark.end))?;
        return put(mark, "、");
    }
    let inner = |text: &str| {
        let length: usize = text
            .chars()
            .take(4)
            .take_while(|c| is_numeral(*c) || c.is_ascii_digit())
            .map(char::len_utf8)
            .sum();
        length
    };
    if let Some(rest) = text.strip_prefix('(') {
        let close = 1 + inner(rest);
        let digits = rest.bytes().take(close - 1).all(|byte| byte.is_ascii_digit());
        return (digits && close > 1 && scan.at(close) == Some(')') && words(close + 1)).then(
            || {
                let edit = |at: usize, to: &'static str| Edit { at: at..at + 1, to: to.into() };
                Found { at: 0..1, repair: vec![edit(0, "（"), edit(close, "）")] }
            },
        );
    }
    let open = '（'.len_utf8();
    let close = open + inner(text.strip_prefix('（')?);
    let from = close + '）'.len_utf8();
    (close > open && scan.at(close) == Some('）')).then_some(())?;
    let length: usize =
        scan.from(from).chars().take_while(|c| "、，．,.".contains(*c)).map(char::len_utf8).sum();
    let behind = from + length;
    (length > 0 && words(behind)).then(|| put(from..behind, "")).flatten()
}
