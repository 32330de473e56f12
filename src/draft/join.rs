//! Paragraphs: which lines belong together because a page or a line ended in the middle of one,
//! and which spaces within a line mean nothing. What can be read in two ways is kept and reported.

use std::borrow::Cow;

use super::chars::{is_chinese_mark, is_final, is_han, narrow};
use super::lines::Line;
use super::messages::DraftMessage;
use super::repair::{Repaired, repair};
use super::report::Report;
use super::spot::{Passage, Spot};

/// A paragraph while its lines are put together.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    passage: Passage,
    /// How many brackets and quotations are open.
    brackets: usize,
    has_stop: bool,
    has_comma: bool,
    /// Whether only a remark in brackets follows the last sentence.
    remarked: bool,
    characters: usize,
    /// Whether its first line is indented.
    indented: bool,
}

impl Paragraph {
    /// A paragraph whose first line is indented or is not.
    pub(super) fn begun(indented: bool) -> Paragraph {
        Paragraph { indented, ..Paragraph::default() }
    }

    /// Adds a line of it, or the part of its first line after the label, which begins at a place.
    pub(super) fn add(&mut self, piece: &str, start: Spot, report: &mut Report) {
        let repaired = repair(piece);
        let tidied = tidy(&repaired.text);
        tell_figures(&repaired, start, report);
        if let Some(characters) = remark_of_reviewer(piece) {
            report.say(start.right(characters), DraftMessage::ReviewerRemark {});
        }
        tidied.tell(start, report);
        let mut joint = "";
        if let (Some(last), Some(next)) =
            (self.passage.text.chars().next_back(), piece.chars().next())
        {
            report.say(start, DraftMessage::Joined {});
            if last.is_ascii_digit() && next.is_ascii_digit() {
                report.say(start, DraftMessage::BrokenFigure {});
            } else if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() {
                joint = " ";
            }
        }
        self.passage.text.push_str(joint);
        let from = self.passage.text.len();
        self.passage.push(&tidied.text, start);
        for removed in &tidied.removed {
            self.passage.goes_on(from + removed.at, start.right(removed.behind));
        }
        self.measure(&tidied.text);
    }

    fn measure(&mut self, piece: &str) {
        let mut previous = ' ';
        for character in piece.chars() {
            match character {
                '“' | '‘' | '（' | '《' | '「' | '『' | '【' | '〔' | '(' => {
                    let remark = matches!(character, '（' | '(' | '【') && self.brackets == 0;
                    self.remarked = remark && matches!(previous, '。' | '！' | '？');
                    self.brackets += 1
                }
                '”' | '’' | '）' | '》' | '」' | '』' | '】' | '〕' | ')' => {
                    self.brackets = self.brackets.saturating_sub(1);
                }
                _ if self.brackets == 0 => self.remarked = false,
                _ => {}
            }
            previous = character;
            match character {
                '。' | '；' => self.has_stop = true,
                '，' | ',' => self.has_comma = true,
                _ => {}
            }
            self.characters += 1;
        }
    }

    /// Whether the paragraph certainly continues after its last line. A labelled one that merely
    /// lacks its final mark is a heading.
    fn is_open(&self, labelled: bool) -> bool {
        if super::chars::ends_sentence(&self.passage.text) {
            return false;
        }
        // A remark in brackets may follow the last sentence and end it: …。（附后）
        if self.brackets == 0 && self.remarked {
            return false;
        }
        let pauses = self.passage.text.ends_with(['，', '、', ',']);
        if self.brackets > 0 || pauses || self.has_stop {
            return true;
        }
        let (many, some) = if labelled { (56, usize::MAX) } else { (27, 19) };
        let long = self.characters > many || (self.has_comma && self.characters > some);
        long && !is_fields(&self.passage.text)
    }

    /// Whether a plain line after this paragraph continues it.
    pub(super) fn continues(&self, next: &Line<'_>, labelled: bool) -> bool {
        // Bold may begin with the line.
        let words = next.text.trim_start_matches("**");
        // A row of cells goes on with no paragraph.
        let row = next.text.matches('\t').count() > 2;
        let Some(first) = words.chars().next().filter(|_| !next.item && !row) else {
            return false;
        };
        let word =
            is_han(first) || first.is_alphanumeric() || matches!(first, '%' | '～' | '~' | '℃');
        let closing = is_final(first) || "，、）”’》」』】〕,)".contains(first);
        let opening = "“‘（《「『(".contains(first)
            && (self.brackets > 0
                || self.passage.text.ends_with(['，', '、', ','])
                || !next.after_blank);
        // A page ended in an indented paragraph, and the next line is not indented.
        let turned = self.indented
            && next.after_page
            && next.indent() == 0
            && !labelled
            && self.characters > 15
            && !self.remarked
            && !super::chars::ends_sentence(&self.passage.text);
        // An English sentence goes on: The office opened on / Monday.
        let english =
            !labelled && !next.after_blank && goes_on_in_english(&self.passage.text, words);
        (self.is_open(labelled) || turned || english) && (word || closing || opening)
    }

    /// The markup of the paragraph.
    pub(super) fn into_passage(self) -> Passage {
        self.passage
    }
}

/// Whether the words of a line go on with an English sentence above: that has words and ends with one,
/// and no mark or Chinese stands between.
pub(super) fn goes_on_in_english(above: &str, line: &str) -> bool {
    let words = above.split(' ').filter(|word| word.bytes().all(|b| b.is_ascii_alphabetic()));
    let ends = above.ends_with(|c: char| c.is_ascii_lowercase() || c == ',');
    ends && words.take(3).count() > 2
        && line.starts_with(|c: char| c.is_ascii_alphanumeric())
        && line.contains(' ')
}

/// Whether a text, printed as a line, would be read as it stands: nothing to tidy, not open.
pub(super) fn is_closed(text: &str, labelled: bool) -> bool {
    let passage = Passage::new(text, Spot::START);
    let mut paragraph = Paragraph { passage, ..Paragraph::default() };
    paragraph.measure(text);
    let Tidied { removed, kept, divided, .. } = tidy(text);
    // A blank that may mean something would be told again.
    let quiet = removed.is_empty() && kept.is_none() && divided.is_none();
    !paragraph.is_open(labelled)
        && quiet
        && repair(text).repairs.is_empty()
        && remark_of_reviewer(text).is_none()
}

/// How many characters stand before what a reviewer or a word processor wrote about the text, where a line
/// has that: 批注 [某1]: …, // 待核, [李四 2025-01-02 批注：请核], 带格式的: …
fn remark_of_reviewer(piece: &str) -> Option<usize> {
    const WORDS: [&str; 6] =
        ["批注", "带格式的", "设置了格式", "删除的内容", "插入的内容", "格式化的"];
    let begins = |text: &str| {
        WORDS.iter().find_map(|word| text.strip_prefix(word)).is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit());
            rest.starts_with(['[', '：', ':', '【'])
        })
    };
    if begins(piece) || piece.starts_with("//") && !piece.starts_with("///") {
        return Some(0);
    }
    // 待 and 请 are in few lines, 核 in fewer.
    const WITHIN: [&str; 7] = ["批注", "待核", "待补充", "待确认", "待查证", "待完善", "请核"];
    let bracketed = piece.contains(['[', '【', '（', '(', '#']);
    let words = WITHIN.iter().filter(|_| bracketed);
    let at = words.flat_map(|word| piece.match_indices(word)).map(|(at, _)| at).find(|at| {
        let before = super::chars::before(piece, *at);
        // Within brackets that are open there, or behind a sign of a program.
        let open = before.rfind(['[', '【', '（', '(']);
        let closed = before.rfind([']', '】', '）', ')']);
        // （截至5月底，待核销资金12万元）
        let short = open
            .is_some_and(|open| !super::chars::longer_than(super::chars::behind(before, open), 24));
        let behind = super::chars::behind(piece, *at);
        let said = begins(behind)
            || !behind.starts_with("批注")
                && ["核实", "核", "补充", "确认", "查证", "完善"].iter().any(|word| {
                    let rest = behind.trim_start_matches(['待', '请']).strip_prefix(word);
                    rest.is_some_and(|rest| {
                        rest.is_empty() || rest.starts_with([']', '】', '）', ')', '。', '！'])
                    })
                });
        said && (open > closed && short || before.ends_with('#'))
    })?;
    Some(super::chars::before(piece, at).chars().count())
}

/// A line without the spaces that certainly mean nothing.
struct Tidied<'a> {
    text: Cow<'a, str>,
    /// The spaces that were removed, or became others.
    removed: Vec<Removed>,
    /// How many characters stand before a space between ideographs, which may mean something.
    kept: Option<usize>,
    /// How many characters stand before a space within a number, which may be two.
    divided: Option<usize>,
    /// How many characters stand before a tab, which may part the cells of a row.
    tabbed: Option<usize>,
}

/// A space that was removed.
struct Removed {
    /// The byte of the tidied text at which it stood.
    at: usize,
    /// How many characters stood before it.
    before: usize,
    /// How many characters stood before what follows it.
    behind: usize,
    /// Whether that is told as a space that means nothing.
    told: bool,
}

/// A text without the spaces that certainly mean nothing.
pub(super) fn tidied(text: &str) -> String {
    tidy(text).text.into_owned()
}

/// Removes the spaces that certainly mean nothing: between an ideograph and a number, and beside a
/// Chinese mark.
fn tidy(piece: &str) -> Tidied<'_> {
    let mut tidied = Tidied {
        text: Cow::Borrowed(piece),
        removed: Vec::new(),
        kept: None,
        divided: None,
        tabbed: None,
    };
    if !piece.contains(char::is_whitespace) {
        return tidied;
    }
    let mut text = String::with_capacity(piece.len());
    let mut rest = piece;
    let mut characters = 0;
    let mut labelled = false;
    while let Some(at) = rest.find(char::is_whitespace) {
        let (word, blank_on) = rest.split_at(at);
        let next_on = blank_on.trim_start();
        let (blank, _) = blank_on.split_at(blank_on.len() - next_on.len());
        let before = characters + word.chars().count();
        characters = before + blank.chars().count();
        text.push_str(word);
        let (left, right) = (text.chars().next_back(), next_on.chars().next());
        labelled |= word.contains(['：', ':']);
        // Behind a label a wide blank parts its value from what follows: 来源：某报　2025-01-05.
        let behind_colon = word.ends_with(['：', ':']) || text.ends_with(['：', ':']);
        let kept = is_behind_caption(&text) || labelled && !behind_colon && is_wide(blank);
        match (left.map(beside), right.map(beside)) {
            _ if kept => text.push_str(blank),
            // A tab behind a sign is that of a list.
            (Some(_), Some(_))
                if blank.contains('\t') && !left.is_some_and(super::label::is_sign) =>
            {
                tidied.tabbed.get_or_insert(before);
                text.push('\u{3000}');
                let at = text.len();
                tidied.removed.push(Removed { at, before, behind: characters, told: false });
            }
            (Some(Beside::Han), Some(Beside::Han)) => {
                tidied.kept.get_or_insert(before);
                text.push_str(blank);
            }
            (Some(Beside::Digit), Some(Beside::Digit)) => {
                tidied.divided.get_or_insert(before);
                text.push_str(blank);
            }
            (Some(Beside::Other) | None, _) | (_, Some(Beside::Other) | None) => {
                text.push_str(blank);
            }
            _ => tidied.removed.push(Removed {
                at: text.len(),
                before,
                behind: characters,
                told: true,
            }),
        }
        rest = next_on;
    }
    if !tidied.removed.is_empty() {
        text.push_str(rest);
        tidied.text = Cow::Owned(text);
    }
    tidied
}

/// Whether a text is the number of a table or a figure, behind which a blank stands: 图1　分布.
fn is_behind_caption(text: &str) -> bool {
    let bare = text.trim_start_matches("**");
    let bare = bare.strip_prefix('附').unwrap_or(bare);
    let number = bare.strip_prefix(['图', '表']).map(str::trim_start);
    number.is_some_and(|number| {
        let of_number = |c: char| {
            narrow(c).is_ascii_digit()
                || super::cursor::chinese(c).is_some()
                || matches!(c, '-' | '.' | '—')
        };
        !number.is_empty() && !super::chars::longer_than(number, 6) && number.chars().all(of_number)
    })
}

/// Whether a blank is wider than the one between words: one of full width, a tab, several.
fn is_wide(blank: &str) -> bool {
    blank.contains(['\u{3000}', '\t']) || blank.chars().count() > 1
}

/// Whether a text is labels with their values, with wide blanks between: 电话：…　邮箱：…
fn is_fields(text: &str) -> bool {
    /// The longest such label.
    const LABEL: usize = 8;
    let labelled = |part: &&str| {
        let label = part.chars().take_while(|c| is_han(*c)).take(LABEL + 1).count();
        (1..=LABEL).contains(&label) && matches!(part.chars().nth(label), Some('：' | ':'))
    };
    let parts = super::chars::words(text, true);
    parts.len() > 1 && parts.iter().all(|(_, part)| labelled(part))
}

/// What stands beside a space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Han,
    Digit,
    Mark,
    Other,
}

fn beside(character: char) -> Beside {
    match character {
        c if is_han(c) => Beside::Han,
        c if narrow(c).is_ascii_digit() => Beside::Digit,
        c if is_chinese_mark(c) => Beside::Mark,
        _ => Beside::Other,
    }
}

impl Tidied<'_> {
    fn tell(&self, start: Spot, report: &mut Report) {
        for removed in self.removed.iter().filter(|removed| removed.told) {
            report.say(start.right(removed.before), DraftMessage::Blank {});
        }
        if let Some(characters) = self.kept {
            report.say(start.right(characters), DraftMessage::BlankKept {});
        }
        if let Some(characters) = self.divided {
            report.say(start.right(characters), DraftMessage::DividedFigure {});
        }
        if let Some(characters) = self.tabbed {
            report.say(start.right(characters), DraftMessage::TabKept {});
        }
    }
}

/// Reports which numbers were repaired, and which may be damaged.
fn tell_figures(repaired: &Repaired<'_>, start: Spot, report: &mut Report) {
    for figure in &repaired.repairs {
        let at = start.right(figure.at);
        report.repaired(at, figure.damage, &figure.original, &figure.read);
    }
    if let Some(characters) = repaired.doubtful {
        report.say(start.right(characters), DraftMessage::Figure {});
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_beside_figures_and_marks_go() {
        assert_eq!(tidied("2 月 29 日，印发 《办法》"), "2月29日，印发《办法》");
        assert_eq!(tidied("进驻部门（单位） 窗口"), "进驻部门（单位）窗口");
    }

    #[test]
    fn other_blanks_stay() {
        for text in
            ["张三 李四", "4 月 e 政务".get(8..).unwrap_or_default(), "1 2", "a b", "四川 e 就业"]
        {
            assert_eq!(tidied(text), text);
        }
        assert!(tidy("张三 李四").kept.is_some());
        assert!(tidy("1 2件").divided.is_some());
    }

    #[test]
    fn a_text_is_open_when_it_certainly_goes_on() {
        for open in [
            "梳理编制“教育一件事”“企",
            "启动，",
            "已经办结。另有",
            "已经办结。（略）另有",
            "某某厅在审批中发现有两家有限公司所提交的全部资质申请材料",
        ] {
            assert!(!is_closed(open, false), "{open}");
        }
        for closed in ["全部办结。", "政务工作动态", "（略）", "已经办结。（另附）"]
        {
            assert!(is_closed(closed, false), "{closed}");
        }
        assert!(is_closed("深入学习贯彻有关会议精神，扎实推进政务服务标准化规范化便利化", true));
    }
}
