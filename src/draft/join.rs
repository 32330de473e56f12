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
}

impl Paragraph {
    /// Adds a line of it, or the part of its first line after the label, which begins at a place.
    pub(super) fn add(&mut self, piece: &str, start: Spot, report: &mut Report) {
        let repaired = repair(piece);
        let tidied = tidy(&repaired.text);
        tell_figures(&repaired, start, report);
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
                    let remark = matches!(character, '（' | '(') && self.brackets == 0;
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
        self.characters > many || (self.has_comma && self.characters > some)
    }

    /// Whether a plain line after this paragraph continues it.
    pub(super) fn continues(&self, next: &Line<'_>, labelled: bool) -> bool {
        // Bold may begin with the line.
        let words = next.text.trim_start_matches("**");
        let Some(first) = words.chars().next().filter(|_| !next.item) else {
            return false;
        };
        let word =
            is_han(first) || first.is_alphanumeric() || matches!(first, '%' | '～' | '~' | '℃');
        let closing = is_final(first) || "，、）”’》」』】〕,)".contains(first);
        let opening = "“‘（《「『(".contains(first)
            && (self.brackets > 0
                || self.passage.text.ends_with(['，', '、', ','])
                || !next.after_blank);
        self.is_open(labelled) && (word || closing || opening)
    }

    /// The markup of the paragraph.
    pub(super) fn into_passage(self) -> Passage {
        self.passage
    }
}

/// Whether a text, printed as a line, would be read as it stands: nothing to tidy, not open.
pub(super) fn is_closed(text: &str, labelled: bool) -> bool {
    let passage = Passage::new(text, Spot::START);
    let mut paragraph = Paragraph { passage, ..Paragraph::default() };
    paragraph.measure(text);
    !paragraph.is_open(labelled) && tidy(text).removed.is_empty() && repair(text).repairs.is_empty()
}

/// A line without the spaces that certainly mean nothing.
struct Tidied<'a> {
    text: Cow<'a, str>,
    /// The spaces that were removed.
    removed: Vec<Removed>,
    /// How many characters stand before a space between ideographs, which may mean something.
    kept: Option<usize>,
    /// How many characters stand before a space within a number, which may be two.
    divided: Option<usize>,
}

/// A space that was removed.
struct Removed {
    /// The byte of the tidied text at which it stood.
    at: usize,
    /// How many characters stood before it.
    before: usize,
    /// How many characters stood before what follows it.
    behind: usize,
}

/// A text without the spaces that certainly mean nothing.
pub(super) fn tidied(text: &str) -> String {
    tidy(text).text.into_owned()
}

/// Removes the spaces that certainly mean nothing: between an ideograph and a number, and beside a
/// Chinese mark.
fn tidy(piece: &str) -> Tidied<'_> {
    let mut tidied =
        Tidied { text: Cow::Borrowed(piece), removed: Vec::new(), kept: None, divided: None };
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
        let kept = is_behind_caption(&text) || labelled && is_before_label(blank, next_on);
        match (left.map(beside), right.map(beside)) {
            _ if kept => text.push_str(blank),
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
            _ => tidied.removed.push(Removed { at: text.len(), before, behind: characters }),
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

/// Whether a blank parts a value from the label of the next: 电话：…　邮箱：…
fn is_before_label(blank: &str, next: &str) -> bool {
    let wide = blank.contains(['\u{3000}', '\t']) || blank.chars().count() > 1;
    let label = next.chars().take_while(|c| is_han(*c)).take(9).count();
    wide && (1..9).contains(&label) && matches!(next.chars().nth(label), Some('：' | ':'))
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
        for removed in &self.removed {
            report.say(start.right(removed.before), DraftMessage::Blank {});
        }
        if let Some(characters) = self.kept {
            report.say(start.right(characters), DraftMessage::BlankKept {});
        }
        if let Some(characters) = self.divided {
            report.say(start.right(characters), DraftMessage::DividedFigure {});
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
