//! The lines of a title: balanced, broken where the words allow it, none inside a name in 《》
//! where another break exists (GB/T 9704-2012, 7.3.1: 梯形 or 菱形). Decided in cells, so that the
//! DOCX has the same lines as the PDF.

mod cost;
mod dictionary;
mod shape;
mod words;

use crate::length::Length;
use crate::punct::{self, Class};
use crate::style::flow::{Inline, Run, Script};
use crate::typeface::Typeface;

/// One character of a title and the run it came from.
struct Piece {
    character: char,
    class: Class,
    /// Its width in hundredths of an em.
    width: i64,
    run: usize,
}

/// The room that a title has, and what an office knows of its words.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) measure: Length,
    /// The type size.
    pub(super) size: Length,
    /// Terms of the office, within which no line ends.
    pub(super) terms: &'a [String],
    /// Whether a line has white at its ends: one that fills the measure is set in two.
    pub(super) white: bool,
}

/// The white that a line of a title has at each end, in hundredths of an em.
const WHITE: i64 = 50;
/// How much wider than the measure a line may be, in percent: it is set that much tighter.
const TIGHTER: i64 = 3;
/// The longest title that is balanced, in characters; a longer one is no title, and is filled line
/// by line.
const LONGEST: usize = 300;

/// Puts line ends into a title that is too wide for its room; those it has stay. A line that is a
/// little too wide is set a little tighter.
pub(super) fn balance(content: Vec<Inline>, setting: Setting<'_>) -> Vec<Inline> {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    for inline in content {
        match (inline, lines.last_mut()) {
            (Inline::Break, _) => lines.push(Vec::new()),
            (run, Some(line)) => line.push(run),
            (_, None) => {}
        }
    }
    let mut balanced = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            balanced.push(Inline::Break);
        }
        balanced.extend(balance_line(line, setting));
    }
    balanced
}

/// How many lines a title has.
pub(super) fn line_count(content: &[Inline]) -> i64 {
    let breaks = content.iter().filter(|inline| matches!(inline, Inline::Break)).count();
    i64::try_from(breaks).unwrap_or(i64::MAX).saturating_add(1)
}

fn balance_line(content: Vec<Inline>, setting: Setting<'_>) -> Vec<Inline> {
    let Setting { measure, size, terms, white } = setting;
    let limit = measure.scale(100, size.to_emu()).to_emu().max(200);
    let one_line = if white { limit - WHITE * 2 } else { limit };
    let pieces = pieces(&content);
    let total: i64 = pieces.iter().map(|piece| piece.width).sum();
    if total <= one_line {
        return content;
    }
    let text: String = pieces.iter().map(|piece| piece.character).collect();
    let costs = cost::of_breaks(&pieces, &words::seams(&text, terms));
    let widest = limit + limit * TIGHTER / 100;
    // As few lines as hold it; more when no break fits into so few, or none that parts no name and
    // leaves no line very short.
    let fewest = ((total + widest - 1) / widest).max(if white { 2 } else { 1 });
    let mut tried = (fewest..fewest + 3)
        .take_while(|_| pieces.len() <= LONGEST)
        .filter_map(|lines| shape::best(&pieces, &costs, widest, lines));
    let whole = |breaks: &Vec<usize>| {
        !breaks.iter().any(|at| cost::parts_a_name(&pieces, *at))
            && !shape::has_sliver(&pieces, breaks)
    };
    let first = tried.next();
    let breaks =
        if first.as_ref().is_some_and(whole) { first } else { tried.find(whole).or(first) };
    let breaks = breaks.unwrap_or_else(|| shape::greedy(&pieces, &costs, limit));
    let mut lines = rebuild(&content, &pieces, &breaks);
    for line in lines.split_mut(|inline| matches!(inline, Inline::Break)) {
        tighten(line, limit, size);
    }
    lines
}

fn pieces(content: &[Inline]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, inline) in content.iter().enumerate() {
        let Inline::Run(run) = inline else { continue };
        let han = run.script == Script::Han;
        let mut characters = run.text.chars().peekable();
        let mut before = None;
        while let Some(character) = characters.next() {
            let doubled = before == Some(character) || characters.peek() == Some(&character);
            let class = match run.script {
                Script::Han => punct::han_class(character, doubled),
                Script::Latin => punct::latin_class(character),
            };
            pieces.push(Piece { character, class, width: width(character, han, run), run: index });
            before = Some(character);
        }
    }
    pieces
}

/// The width of a character in hundredths of an em. The Latin of a strong Chinese face is wider
/// than half an em.
fn width(character: char, han: bool, run: &Run) -> i64 {
    let half = if han || run.font.latin == Typeface::Latin { 50 } else { 60 };
    punct::half_cells(character, han) * half
}

/// Sets a line tighter that is wider than the limit.
fn tighten(line: &mut [Inline], limit: i64, size: Length) {
    let mut total = 0;
    for inline in line.iter() {
        if let Inline::Run(run) = inline {
            let han = run.script == Script::Han;
            total += run.text.chars().map(|character| width(character, han, run)).sum::<i64>();
        }
    }
    if total <= limit {
        return;
    }
    // Each character gives the same, in whole twips.
    let characters = |inline: &Inline| match inline {
        Inline::Run(run) => run.text.chars().count(),
        Inline::Break => 0,
    };
    let count = i64::try_from(line.iter().map(characters).sum::<usize>()).unwrap_or(i64::MAX);
    let excess = size.scale(total - limit, 100).to_emu();
    let twip = Length::twips(1).to_emu();
    let tracking = -Length::twips(excess / (twip * count.max(1)) + 1);
    for inline in line {
        if let Inline::Run(run) = inline {
            run.font.tracking += tracking;
        }
    }
}

/// The runs again, with line ends at the breaks; a space at a line end goes.
fn rebuild(content: &[Inline], pieces: &[Piece], breaks: &[usize]) -> Vec<Inline> {
    let mut inlines: Vec<Inline> = Vec::new();
    let mut run_of_last = None;
    for (index, piece) in pieces.iter().enumerate() {
        if breaks.contains(&index) {
            trim_end(&mut inlines);
            inlines.push(Inline::Break);
            run_of_last = None;
        }
        if let (Some(Inline::Run(run)), true) = (inlines.last_mut(), run_of_last == Some(piece.run))
        {
            run.text.push(piece.character);
        } else if let Some(Inline::Run(run)) = content.get(piece.run) {
            let text = piece.character.to_string();
            inlines.push(Inline::Run(Run { text, ..run.clone() }));
            run_of_last = Some(piece.run);
        }
    }
    inlines
}

fn trim_end(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Run(run)) = inlines.last_mut() {
        run.text.truncate(run.text.trim_end_matches(' ').len());
        if run.text.is_empty() {
            inlines.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::style::runs::Typesetter;
    use crate::{Theme, TypeRole};

    fn lines(title: &str) -> Vec<String> {
        lines_of(title, &[])
    }

    fn lines_of(title: &str, terms: &[String]) -> Vec<String> {
        let (measure, size) = (Length::mm(156.0), Length::pt(22.0));
        let theme = Theme::gbt9704();
        let setter = Typesetter { style: &theme.types[TypeRole::Title], cell: None };
        let mut lines = vec![String::new()];
        for inline in balance(setter.words(title), Setting { measure, size, terms, white: true }) {
            match inline {
                Inline::Run(run) => {
                    lines.last_mut().unwrap_or(&mut String::new()).push_str(&run.text)
                }
                Inline::Break => lines.push(String::new()),
            }
        }
        lines
    }

    #[test]
    fn a_title_breaks_between_words_in_lines_of_like_length() {
        for expected in [
            &["2024年5月市民服务大厅", "各入驻单位（部门）窗口测评结果"][..],
            &["关于开展全市政务服务事项", "办事指南编制规范检查的通报"],
            &["省政府办公厅到示例市调研", "营商环境专项整治行动进展情况"],
            &["窗口单位作风建设不松劲", "——一季度明察暗访情况通报"],
        ] {
            assert_eq!(lines(&expected.concat()), expected);
        }
    }

    #[test]
    fn no_title_of_the_cases_is_cut_within_a_term() {
        let cases = include_str!("cases.txt").lines().filter(|line| !line.starts_with('#'));
        let (mut count, mut cut) = (0, Vec::new());
        for case in cases {
            let title: String = case.split(' ').collect();
            let mut ends: Vec<usize> = Vec::new();
            for unit in case.split(' ') {
                ends.push(ends.last().copied().unwrap_or(0) + unit.chars().count());
            }
            let lines = lines(&title);
            assert_eq!(lines.concat(), title);
            let mut at = 0;
            let is_whole = lines.iter().all(|line| {
                at += line.chars().count();
                ends.contains(&at)
            });
            if !is_whole {
                cut.push(lines.join("│"));
            }
            let lengths = lines.iter().map(|line| line.chars().count());
            let (shortest, longest) = (lengths.clone().min(), lengths.max());
            assert!(shortest.unwrap_or(0) * 5 >= longest.unwrap_or(0), "{lines:?}");
            count += usize::from(lines.len() > 1);
        }
        assert_eq!(cut, Vec::<String>::new());
        // The four kinds that were wrong once, and forty more.
        assert!(count >= 44, "{count} titles of several lines");
    }

    #[test]
    fn an_office_adds_its_terms() {
        let title = "全市政务服务系统云上金川百日攻坚专班工作推进会议纪要";
        let term = "系统云上金川百日攻坚专班";
        assert!(!lines(title).iter().any(|line| line.contains(term)), "{:?}", lines(title));
        let lines = lines_of(title, &[term.to_owned()]);
        assert!(lines.iter().any(|line| line.contains(term)), "{lines:?}");
    }

    #[test]
    fn a_title_that_fills_the_measure_is_set_in_two_lines() {
        let title = "全市政务服务窗口作风建设工作推进会议召开";
        assert_eq!(title.chars().count(), 20);
        assert_eq!(lines(title).len(), 2);
        let shorter: String = title.chars().skip(1).collect();
        assert_eq!(lines(&shorter), std::slice::from_ref(&shorter));
    }

    #[test]
    fn a_mark_says_where_to_break_and_where_not() {
        let title = "窗口单位作风建设专项\u{200B}整治行动取得阶段性明显成效";
        assert!(lines(title).contains(&"窗口单位作风建设专项\u{200B}".to_owned()));
        let joined = "窗口单位作风建设专项整治\u{2060}行动取得阶段性明显成效";
        assert!(
            !lines(joined).iter().any(|line| line.ends_with('\u{2060}')),
            "{:?}",
            lines(joined)
        );
    }

    #[test]
    fn three_lines_make_no_hourglass() {
        let title = "关于全市政务服务系统深化“放管服”改革和优化营商环境重点任务落实情况的专项督查通报（第二批）";
        let widths: Vec<usize> = lines(title).iter().map(|line| line.chars().count()).collect();
        let [first, second, third] = widths.as_slice() else { panic!("{:?}", lines(title)) };
        assert!(*second + 1 > *first.min(third), "{:?}", lines(title));
    }

    #[test]
    fn a_short_title_stays_on_its_line_and_a_line_feed_breaks() {
        assert_eq!(lines("本周要情"), ["本周要情"]);
        assert_eq!(lines("本周\n要情"), ["本周", "要情"]);
    }

    #[test]
    fn no_line_is_wider_than_the_limit_and_nothing_is_lost() {
        let title =
            "关于进一步做好《全市政务服务事项办事指南编制规范》宣传贯彻和落实工作有关情况的通报";
        let lines = lines(title);
        assert_eq!(lines.concat(), title);
        assert!(lines.iter().all(|line| line.chars().count() <= 20), "{lines:?}");
        assert!(lines.len() <= 3, "{lines:?}");
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        let word = "x".repeat(100);
        let lines = lines(&word);
        assert_eq!(lines.concat(), word);
        assert!(lines.iter().all(|line| line.len() <= 36), "{lines:?}");
    }
}
