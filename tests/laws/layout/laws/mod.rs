//! Laws of lines, for random text from all classes of characters: what the standards ask of every
//! paragraph, whatever is in it. Each holds for the modest number of texts that a quick run sets;
//! `PROPTEST_CASES=5000 cargo test -p bulletin-laws --test layout laws` sets more.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

mod lines;
mod text;

use bulletin::Length;
use lines::{Lines, Placed, em, is_blank, least_em, right_edge};
use proptest::prelude::*;
use text::{forbidden, has_white, is_han, plain_words, rules, title, words};

/// A difference that only roundings make.
const HAIR: i64 = 2;

fn cases() -> ProptestConfig {
    let default = ProptestConfig::default();
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if asked { default.cases } else { 150 },
        failure_persistence: None,
        ..default
    }
}

/// The characters that pages show: blanks and joiners are none, and a letter with its accent is one.
fn text_of(words: &str) -> Vec<char> {
    let words = words.replace("e\u{301}", "é");
    words.chars().filter(|character| !is_blank(*character) && *character != '\u{200d}').collect()
}

/// The break before `at` in the line from `start` is one that nothing could help: the characters
/// that belong together are longer than a line may be, or begin the line.
fn forced(text: &[char], start: usize, at: usize) -> bool {
    let latin = |place: &usize| text.get(*place).is_some_and(|c| !is_han(*c) && !has_white(*c));
    let word =
        (start..at).rev().take_while(latin).count() + (at..text.len()).take_while(latin).count();
    if word >= 24 {
        return true;
    }
    let begin = (start..at).rev().find(|place| !forbidden(text, *place)).unwrap_or(start);
    let end = (at..=text.len()).find(|place| !forbidden(text, *place)).unwrap_or(text.len());
    begin <= start || end - begin >= 24
}

/// Whether a last line has one ideograph and nothing else but marks.
fn is_orphan(line: &[char]) -> bool {
    let weighty = |c: &&char| c.is_alphanumeric() || !c.is_ascii() && !has_white(**c);
    line.iter().filter(weighty).count() == 1 && line.iter().any(|c| is_han(*c))
}

proptest! {
    #![proptest_config(cases())]

    /// Every character stands on the page once, and in its order.
    #[test]
    fn characters_are_placed_once_and_in_order(words in words()) {
        let (set, _) = Lines::of(&words).text_and_ends();
        prop_assert_eq!(set, text_of(&words));
    }

    /// No line begins or ends with what may not stand there, and none parts what belongs together
    /// (GB/T 15834-2011, 5.1; CLREQ, prohibition rules and unbreakable units), unless a group is
    /// longer than a line.
    #[test]
    fn no_line_ends_where_none_may(words in words()) {
        let (text, ends) = Lines::of(&words).text_and_ends();
        let mut start = 0;
        for end in ends.iter().take(ends.len().saturating_sub(1)) {
            let line: String = text[start..*end].iter().collect();
            let next: String = text[*end..].iter().take(8).collect();
            let wrong = forbidden(&text, *end) && !blank_at(&words, *end) && !forced(&text, start, *end);
            prop_assert!(!wrong, "{} | {} of {}", line, next, words);
            start = *end;
        }
    }

    /// Every line but the last fills the measure to a hair: its last ideograph's square ends at the
    /// right edge, its last mark has half a square there (GB/T 15834-2011, 5.1.10).
    #[test]
    fn full_lines_fill_the_measure(words in words()) {
        let lines = Lines::of(&words);
        for line in lines.full() {
            let Some(last) = line.iter().rfind(|one| !" \u{a0}".contains(one.character)) else { continue };
            if !line.iter().any(|one| is_han(one.character)) || !stretches(line) {
                continue;
            }
            // A line that nearly fills the measure may not be opened to the grid in full.
            let tight = (em() - least_em()).to_emu();
            let looser = Length::pt(16.0) - Length::twips(6) + lines.tracking - em();
            let looser = looser.to_emu();
            let (room, less, more) = match last.character {
                c if is_han(c) => (em(), HAIR.max(looser), tight),
                c if "，。、；：）》”".contains(c) => {
                    // Ink that reaches over the half of its square stays in the middle of what is left.
                    let middle = last.ink.map_or(last.x, |(left, right)| (left + right) / 2) - last.x;
                    let moved = (middle - Length::pt(16.0) * 3 / 10).max(Length::ZERO);
                    (em() / 2, (em() / 40 + moved).to_emu(), tight)
                }
                _ => continue,
            };
            let off = (last.x + room - right_edge()).to_emu();
            prop_assert!(off >= -less && off <= more, "off by {} EMU: {}", off, lines::words(line));
        }
    }

    /// No ideograph stands closer to the next than the tracking has it, and none farther in one gap
    /// than in another of its line: gaps open evenly.
    #[test]
    fn gaps_between_ideographs_open_evenly(words in words()) {
        for line in &Lines::of(&words).lines {
            let gaps: Vec<i64> = line
                .windows(2)
                .filter(|pair| pair.iter().all(|one| is_han(one.character) && one.face == line_face(line)))
                .map(|pair| (pair[1].x - pair[0].x - least_em()).to_emu())
                .collect();
            let (least, most) =
                (gaps.iter().min().copied().unwrap_or(0), gaps.iter().max().copied().unwrap_or(0));
            prop_assert!(least >= -HAIR, "{} EMU too close: {}", least, lines::words(line));
            prop_assert!(most - least <= HAIR, "{} to {}: {}", least, most, lines::words(line));
        }
    }

    /// A mark gives up half of its square at most: between two ideographs with so many marks
    /// between them are an em and half an em for each. And in lines that are not stretched no more
    /// than an em for each.
    #[test]
    fn marks_keep_half_their_square(words in plain_words()) {
        let lines = Lines::of(&words);
        let count = lines.lines.len();
        for (number, line) in lines.lines.iter().enumerate() {
            for (one, other, between) in stretches_of_marks(line) {
                let distance = (other.x - one.x).to_emu();
                let least = (em() + em() / 2 * between).to_emu() - HAIR;
                prop_assert!(distance >= least, "{} of {}: {}", distance, least, lines::words(line));
                let most = (em() + em() * between).to_emu() + HAIR;
                let last = number + 1 == count;
                prop_assert!(!last || distance <= most, "{} of {}: {}", distance, most, lines::words(line));
            }
        }
    }

    /// The ink of no character touches that of its neighbour, however the line is squeezed: but the
    /// halves of dashes, and marks that stand on their letter.
    #[test]
    fn no_ink_touches_its_neighbours(words in words()) {
        for line in &Lines::of(&words).lines {
            let inked: Vec<(char, (Length, Length))> = line
                .iter()
                .filter(|one| one.glyph != 0 && !"\u{301}\u{93f}\u{200d}—".contains(one.character))
                .filter_map(|one| Some((one.character, one.ink?)))
                .collect();
            for pair in inked.windows(2) {
                let [(one, (_, end)), (other, (begin, _))] = pair[..] else { continue };
                // Letters of a word stand as their face has them, and overhang their room by a hair.
                let chinese = [one, other].iter().filter(|c| is_han(**c) || has_white(**c)).count();
                let least = [f64::MIN, -0.1, 0.0][chinese];
                let room = (begin - end).to_mm();
                prop_assert!(room > least, "{}{} by {} mm: {}", one, other, room, lines::words(line));
            }
        }
    }

    /// Digits of a number stand as their face has them, however the line is stretched; but for those
    /// of an address, which opens where the line would be torn.
    #[test]
    fn words_and_numbers_are_not_spread(words in words()) {
        for line in &Lines::of(&words).lines {
            if !stretches(line) {
                continue;
            }
            let short = line
                .chunk_by(|one, other| part_of_word(one.character) == part_of_word(other.character))
                .filter(|word| word.len() < 16);
            for pair in short.flat_map(|word| word.windows(2)) {
                if pair.iter().all(|one| one.character.is_ascii_digit()) {
                    let off = (pair[1].x - pair[0].x - em() / 2).to_emu();
                    // Half a cell, or what the tracking leaves in a line that nearly fills its measure.
                    let least = (Length::pt(8.0) - Length::twips(9) - em() / 2).to_emu();
                    prop_assert!(off <= HAIR && off >= least - HAIR, "off by {}: {}", off, lines::words(line));
                }
            }
        }
    }

    /// The last line is not stretched.
    #[test]
    fn the_last_line_is_not_stretched(words in plain_words()) {
        let lines = Lines::of(&words);
        let last = lines.lines.last().cloned().unwrap_or_default();
        for pair in last.windows(2) {
            if pair.iter().all(|one| is_han(one.character)) {
                let looser = em().max(Length::pt(16.0) - Length::twips(6) + lines.tracking);
                let off = (pair[1].x - pair[0].x - looser).to_emu();
                // Tighter only where marks have given all their white.
                let tight = (em() - least_em()).to_emu();
                prop_assert!(off <= HAIR && off >= -tight, "off by {}: {}", off, lines::words(&last));
            }
        }
    }

    /// No last line has one character without a word about it (CLREQ, orphans).
    #[test]
    fn no_orphan_without_a_word(words in words()) {
        let lines = Lines::of(&words);
        let (text, ends) = lines.text_and_ends();
        let [.., end, _] = ends[..] else { return Ok(()) };
        let orphan = is_orphan(&text[end..]) && !blank_at(&words, end);
        let last: String = text[end..].iter().collect();
        prop_assert!(!orphan || lines.orphan, "{} of {}", last, words);
    }

    /// The tracking of a paragraph is changed for its last line alone, by 0.15 pt at most.
    #[test]
    fn only_an_orphan_changes_the_tracking(words in words()) {
        let tracking = Lines::of(&words).tracking.to_emu();
        prop_assert!(tracking.abs() <= Length::pt(0.15).to_emu(), "{} for {}", tracking, words);
    }

    /// Whatever a theme asks of lines: every character is there in its order, and no line is wider
    /// than the measure.
    #[test]
    fn any_rules_keep_every_character_and_the_measure(words in words(), rules in rules()) {
        let lines = Lines::under(rules, &words);
        prop_assert_eq!(lines.text_and_ends().0, text_of(&words), "{:?}", rules);
        for line in &lines.lines {
            for one in line.iter().filter(|one| !is_blank(one.character)) {
                let room = if is_han(one.character) { least_em() } else { Length::ZERO };
                let over = (one.x + room - right_edge()).to_emu();
                prop_assert!(over <= HAIR, "{} over: {} {:?}", over, lines::words(line), rules);
            }
        }
    }

    /// No line ends beside a space that binds.
    #[test]
    fn no_line_ends_at_a_binding_space(words in prop::collection::vec("[国务院办公厅]{1,9}", 2..20)) {
        let lines = Lines::of(&words.join("\u{a0}"));
        for pair in lines.lines.windows(2) {
            let (end, begin) = (pair[0].last().unwrap(), pair[1].first().unwrap());
            let bound = [end, begin].iter().any(|one| one.character == '\u{a0}');
            prop_assert!(!bound, "{} | {}", lines::words(&pair[0]), lines::words(&pair[1]));
        }
    }

    /// White is taken of brackets and quotation marks first, then of points in a sentence, then of
    /// those that end one, of all of a kind alike (CLREQ, reduction of white).
    #[test]
    fn white_goes_in_its_order(words in plain_words()) {
        let kinds = ["“”‘’（）《》〈〉【】〔〕", "、，；：", "。？！"];
        for line in &Lines::of(&words).lines {
            let mut given = [const { Vec::new() }; 3];
            for (one, other, _) in stretches_of_marks(line).into_iter().filter(|found| found.2 == 1) {
                let at = line.iter().position(|placed| *placed == one).unwrap() + 1;
                let kind = kinds.iter().position(|kind| kind.contains(line[at].character)).unwrap();
                given[kind].push((em() * 2 - (other.x - one.x)).to_emu());
            }
            for kind in 0..3 {
                let (least, most) = (given[kind].iter().min(), given[kind].iter().max());
                let (least, most) = (least.copied().unwrap_or(0), most.copied().unwrap_or(0));
                prop_assert!(most - least <= HAIR, "{:?}: {}", given, lines::words(line));
                let before = given[..kind].iter().flatten().min().copied().unwrap_or(i64::MAX);
                // The white of a mark is a little less than half an em.
                let all = (em() * 45 / 100).to_emu();
                prop_assert!(most <= HAIR || before >= all, "{:?}: {}", given, lines::words(line));
            }
        }
    }

    /// A title stands on the page whole and in its order, within the type area, each line centred;
    /// no line parts a number, begins or ends as none may, or stands within a name in 《》 (GB/T
    /// 9704-2012, 7.3.1), for every one of these names is shorter than a line.
    #[test]
    fn titles_part_no_names(title in title()) {
        let lines = Lines::of_title(&title);
        let (text, ends) = lines.text_and_ends();
        prop_assert_eq!(&text, &text_of(&title));
        for line in &lines.lines {
            let (first, last) = (line.first().unwrap(), line.last().unwrap());
            // The squares of ideographs; marks at an end have white outside.
            let size = Length::pt(22.0);
            let before = first.x - (right_edge() - Length::mm(156.0));
            let behind = right_edge() - last.x - size;
            // A line may be set three per cent tighter; its last square stands out by as much.
            prop_assert!(!is_han(first.character) || before.to_emu() >= -HAIR);
            prop_assert!(!is_han(last.character) || behind + size * 3 / 100 >= Length::ZERO);
            if is_han(first.character) && is_han(last.character) {
                let off = (before - behind).to_mm();
                prop_assert!(off.abs() <= 0.3, "{} mm off: {}", off, lines::words(line));
            }
        }
        for end in ends.iter().take(ends.len().saturating_sub(1)) {
            let (line, next): (String, String) =
                (text[..*end].iter().collect(), text[*end..].iter().collect());
            let depth = line.matches('《').count() - line.matches('》').count();
            prop_assert!(!forbidden(&text, *end) && depth == 0, "{} | {}", line, next);
        }
    }

    /// No line of a title is shorter than a fifth of the longest where it can be divided otherwise, as
    /// ideographs always can; and none fills the measure alone.
    #[test]
    fn no_line_of_a_title_is_a_sliver(title in "[国务院办公厅关于推进政务服务增长一季度教职工代表大会]{1,78}") {
        let lines = Lines::of_title(&title);
        let lengths: Vec<usize> = lines.lines.iter().map(Vec::len).collect();
        let (shortest, longest) = (lengths.iter().min(), lengths.iter().max());
        prop_assert!(shortest.unwrap() * 5 >= *longest.unwrap(), "{:?}", lengths);
        prop_assert!(lengths.len() > 1 || lengths[0] < 20, "{:?}", lengths);
    }

    /// Bold stretches change no line end and no place.
    #[test]
    fn stretches_change_nothing(words in words(), cuts in prop::collection::vec(1_usize..20, 1..12)) {
        let whole = Lines::of(&words);
        let parts = Lines::of_stretches(&words, &cuts);
        let places = |lines: &Lines| -> Vec<Vec<(char, Length)>> {
            lines.lines.iter().map(|line| line.iter().map(|one| (one.character, one.x)).collect()).collect()
        };
        let read = |lines: &Lines| -> Vec<String> { lines.lines.iter().map(|line| lines::words(line)).collect() };
        prop_assert_eq!(read(&whole), read(&parts), "cut at {:?}", cuts);
        prop_assert_eq!(places(&whole), places(&parts), "cut at {:?}", cuts);
    }
}

/// Whether a blank is typed before a character, counted without blanks.
fn blank_at(words: &str, count: usize) -> bool {
    let mut seen = 0;
    let mut blank = false;
    for character in words.chars() {
        if is_blank(character) {
            blank = true;
            continue;
        }
        if seen == count {
            return blank;
        }
        seen += 1;
        blank = false;
    }
    false
}

/// Whether a line has a gap that may open: two neighbours that are not of one word.
fn stretches(line: &[Placed]) -> bool {
    line.windows(2).any(|pair| pair.iter().all(|one| is_han(one.character)))
}

/// The face of most ideographs of a line: that of its first.
fn line_face(line: &[Placed]) -> usize {
    line.iter().find(|one| is_han(one.character)).map_or(0, |one| one.face)
}

/// Two ideographs with nothing but marks between them, and how many.
fn stretches_of_marks(line: &[Placed]) -> Vec<(Placed, Placed, i64)> {
    let mut found = Vec::new();
    let mut begin: Option<(Placed, i64)> = None;
    for one in line {
        if is_han(one.character) {
            if let Some((first, between)) = begin
                && between > 0
            {
                found.push((first, *one, between));
            }
            begin = Some((*one, 0));
        } else if has_white(one.character) {
            begin = begin.map(|(first, between)| (first, between + 1));
        } else {
            begin = None;
        }
    }
    found
}

/// Whether a character is of a Latin word or number.
fn part_of_word(character: char) -> bool {
    !is_han(character) && !has_white(character) && !character.is_whitespace()
}

/// The rules of this file see what breaks them.
#[test]
fn the_laws_can_be_broken() {
    let broken = |text: &str| {
        let (before, behind) = text.split_once('|').unwrap();
        forbidden(&text_of(&(before.to_owned() + behind)), before.chars().count())
    };
    for wrong in [
        "国|，国",
        "国（|国",
        "国|”国",
        "12|3国",
        "国1.|5",
        "国5|%",
        "国wor|ds",
        "国—|—国",
        "国…|…国",
        "国|—国",
        "国|～国",
        "国|·国",
        "国／|国",
        "国|／国",
        "国x|\u{301}",
    ] {
        assert!(broken(wrong), "{wrong}");
    }
    for right in ["国|国", "国，|国", "国|（国", "国|——国", "国—|国", "a国|2024", "国·|国", "5|国"]
    {
        assert!(!broken(right), "{right}");
    }
    assert!(
        is_orphan(&['国', '。']) && !is_orphan(&['国', '国']) && !is_orphan(&['国', '5', '。'])
    );
    let text = text_of("国国国。国国");
    assert!(!forced(&text, 0, 3) && forced(&text, 2, 3), "a line may give a character to a mark");
    let at = |index: i64| em() * index / 2;
    let line: Vec<Placed> = "国，国"
        .chars()
        .zip([0, 2, 3])
        .map(|(character, index)| Placed { character, x: at(index), glyph: 1, face: 0, ink: None })
        .collect();
    let [(one, other, between)] = stretches_of_marks(&line)[..] else { panic!("no mark") };
    assert_eq!((other.x - one.x, between), (em() * 3 / 2, 1));
}
