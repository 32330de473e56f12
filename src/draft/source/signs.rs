//! Signs that stand for others: radicals for characters, full-width letters and digits with the
//! marks between them, letters that OCR read for digits, marks without shape. Each is read as what it
//! stands for.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::radicals::SUPPLEMENT;
use super::tracked::Edit;
use crate::draft::chars::narrow;
use crate::draft::cursor::letter_for_digit;
use crate::draft::messages::{DraftMessage, Repair};

/// The longest number in which a letter is read as a digit, in characters on either side of it: a
/// number of an account has 19. No line is looked through twice.
const LONGEST: usize = 20;

/// What a sign is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Radical,
    Wide,
    Shapeless,
    Symbol,
}

impl Kind {
    fn message(self) -> DraftMessage {
        match self {
            Kind::Radical => DraftMessage::Radical {},
            Kind::Wide => DraftMessage::FullWidth {},
            Kind::Shapeless => DraftMessage::Shapeless {},
            Kind::Symbol => DraftMessage::SymbolFont {},
        }
    }
}

/// The signs of a text that stand for others. Of a run of one kind the first one tells.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut run: Option<(Kind, usize)> = None;
    // What stands before, as it is read.
    let mut before: [Option<char>; 4] = [None; 4];
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let behind = text.get(end..).unwrap_or_default();
        if let Some(digit) = letter_for_digit(character)
            && let Some((number, says)) = figure(text, at..end)
        {
            let mut edit = Edit::replace(at..end, digit);
            // It is said where the number begins, unless something was changed behind that.
            let is_free = edits.last().is_none_or(|edit| edit.range.end <= number);
            match says {
                Some(message) if is_free => edits.push(Edit::none(number..number).say(message)),
                Some(message) => edit = edit.say(message),
                None => {}
            }
            edits.push(edit);
            let [_, second, third, fourth] = before;
            before = [second, third, fourth, Some(digit)];
            continue;
        }
        let found = if character.is_ascii() { None } else { read(character, before, behind) };
        let read = match found {
            Some((_, read)) => read,
            None => Some(character),
        };
        if let Some((kind, read)) = found {
            let mut edit = match read {
                Some(read) => Edit::replace(at..end, read),
                None => Edit::delete(at..end),
            };
            if run != Some((kind, at)) {
                edit = edit.say(kind.message());
            }
            edits.push(edit);
            run = Some((kind, end));
        }
        if let Some(read) = read {
            let [_, second, third, fourth] = before;
            before = [second, third, fourth, Some(read)];
        }
    }
    edits
}

/// Reads a letter between two digits of a number as the digit that it looks like. The number is made
/// of digits and such letters alone, begins and ends with a digit, and stands in no word: 1O3份 and
/// 0839-3322l10, but neither O2O nor Al2O3. Where the number begins, and what is said of it at its first letter.
fn figure(text: &str, letter: Range<usize>) -> Option<(usize, Option<DraftMessage>)> {
    let is_word =
        |c: &char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ',' | ';' | '|' | '*');
    let left = text.get(..letter.start)?.chars().rev().map(narrow);
    let right = text.get(letter.end..)?.chars().map(narrow);
    let left: Vec<char> = left.take_while(is_word).take(LONGEST).collect();
    let right: Vec<char> = right.take_while(is_word).take(LONGEST).collect();
    let of_number = |c: &char| {
        c.is_ascii_digit()
            || letter_for_digit(*c).is_some()
            || matches!(c, '.' | '-' | '/' | '%' | ':')
    };
    let between = [&left, &right].into_iter().all(|side| {
        side.first().is_some_and(char::is_ascii_digit)
            && side.len() < LONGEST
            && side.iter().all(of_number)
    });
    if !between {
        return None;
    }
    let own = |side: &[char]| {
        side.iter().take_while(|c| c.is_ascii_digit() || letter_for_digit(**c).is_some()).count()
    };
    let (before, behind) = (own(&left), own(&right));
    let edge = |side: &[char], length: usize| {
        length.checked_sub(1).and_then(|last| side.get(last)).is_some_and(char::is_ascii_digit)
    };
    if !edge(&left, before) || !edge(&right, behind) {
        return None;
    }
    let start: usize =
        text.get(..letter.start)?.chars().rev().take(before).map(char::len_utf8).sum();
    let number = letter.start - start;
    if !left.iter().take(before).all(char::is_ascii_digit) {
        return Some((number, None));
    }
    let mut rest = text.get(letter.end..)?.chars();
    let length: usize = rest.by_ref().take(behind).map(char::len_utf8).sum();
    let original = text.get(number..letter.end + length)?.to_owned();
    let read = original.chars().map(|c| letter_for_digit(c).unwrap_or(narrow(c))).collect();
    let mut rest = rest.skip_while(|c| c.is_whitespace());
    let of_date = matches!(rest.next(), Some('年' | '月' | '日' | '期' | '號' | '号'));
    let says = match of_date {
        true => DraftMessage::Repaired { original, read, repairs: vec![Repair::LookAlikes] },
        false => DraftMessage::FigureRead { original, read },
    };
    Some((number, Some(says)))
}

/// What a sign is read as, if it is none that stands for itself.
fn read(character: char, before: [Option<char>; 4], behind: &str) -> Option<(Kind, Option<char>)> {
    if is_shapeless(character) {
        return Some((Kind::Shapeless, None));
    }
    if let Some(read) = symbol(character) {
        return Some((Kind::Symbol, Some(read)));
    }
    if let Some(read) = unified(character) {
        return Some((Kind::Radical, Some(read)));
    }
    let read = match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => narrow(character),
        '％' if before[3].is_some_and(|c| c.is_ascii_digit()) => '%',
        '：' if divides_time(before, behind) => ':',
        '：' if before[3].is_some_and(|c| c.is_ascii_alphabetic())
            && behind.starts_with("／／") =>
        {
            ':'
        }
        '．' | '－' | '／' | '＠' | '＿' | '＋' | '＝' | '＆'
            if divides_words(character, before, behind) =>
        {
            narrow(character)
        }
        _ => return None,
    };
    Some((Kind::Wide, Some(read)))
}

/// Whether a mark stands within a number, an address or the like.
fn divides_words(mark: char, before: [Option<char>; 4], behind: &str) -> bool {
    let slash = mark == '／';
    let part = |c: char| c.is_ascii_alphanumeric();
    let left = before[3].is_some_and(|c| part(c) || slash && matches!(c, ':' | '/'));
    let right = behind.chars().next().is_some_and(|c| part(narrow(c)) || slash && c == '／');
    // 1．2 is a number, but 1．2024年 a label before a year.
    let label = mark == '．' && {
        let digits = behind.chars().map(narrow).take_while(char::is_ascii_digit).count();
        digits == 4 && behind.chars().nth(4) == Some('年')
    };
    left && right && !label
}

/// Whether a colon stands within the time of a day: ９：００, but not 附件１：２０ …
fn divides_time(before: [Option<char>; 4], behind: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let [_, third, second, first] = before;
    let label = if digit(second) { third } else { second };
    let hour = digit(first)
        && !digit(label)
        && !label.is_some_and(|c| {
            matches!(c, '件' | '图' | '表' | '第' | '注' | '附' | '比' | '例' | '.')
        });
    let mut minutes = behind.chars().map(narrow);
    let tens = minutes.next().is_some_and(|c| matches!(c, '0'..='5'));
    let ones = minutes.next().is_some_and(|c| c.is_ascii_digit());
    hour && tens && ones && !minutes.next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether a mark has no shape: it joins, divides or turns what stands beside it, or chooses among
/// its forms.
fn is_shapeless(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

/// The sign that a character of a symbol font shows. Word writes those of Symbol and Wingdings to its
/// private range, and pastes them as they are: bullets, boxes, arrows.
fn symbol(character: char) -> Option<char> {
    Some(match character {
        '\u{F0B7}' | '\u{F09F}' => '•',
        '\u{F06C}' => '●',
        '\u{F0A1}' | '\u{F06D}' => '○',
        '\u{F06E}' => '■',
        '\u{F0A7}' => '▪',
        '\u{F06F}' | '\u{F0A8}' | '\u{F071}' => '□',
        '\u{F075}' => '◆',
        '\u{F076}' => '❖',
        '\u{F0D8}' => '➢',
        '\u{F0FC}' => '✓',
        '\u{F0FB}' => '✗',
        '\u{F0FE}' => '☑',
        '\u{F0E0}' => '→',
        _ => return None,
    })
}

/// The ideograph for which a radical or a compatibility form stands.
fn unified(character: char) -> Option<char> {
    match character {
        '\u{2E80}'..='\u{2EF3}' => {
            let code = u32::from(character);
            let at = SUPPLEMENT.binary_search_by_key(&code, |(radical, _)| *radical).ok()?;
            SUPPLEMENT.get(at).and_then(|(_, code)| char::from_u32(*code))
        }
        // 户, which faces of simplified characters have in this place; its decomposition is 戶.
        '\u{2F3E}' => Some('户'),
        '\u{2F00}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            let mut read = std::iter::once(character).nfkc();
            read.next().filter(|read| *read != character)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::source::tracked::Tracked;
    use crate::draft::spot::Spot;

    fn read(text: &str) -> (String, Vec<&'static str>) {
        let mut said = Vec::new();
        let read = Tracked::at(text, Spot::START).edited(edits(text), &mut said);
        let message = |(_, message): &(Spot, DraftMessage)| crate::message::Message::code(message);
        (read.text, said.iter().map(message).collect())
    }

    #[test]
    fn signs_are_read_as_what_they_stand_for() {
        for (text, as_read, count) in [
            ("⼀、本⽉⼯作情况", "一、本月工作情况", 2),
            ("（⼆）⻓期未办结事项", "（二）长期未办结事项", 2),
            ("办结率97．3％，9：00开门", "办结率97.3%，9:00开门", 3),
            ("电话：0751－8881234", "电话：0751-8881234", 1),
            ("ｆｕｗｕ＠ｅｘａｍｐｌｅ．ｏｒｇ", "fuwu@example.org", 1),
            ("ｈｔｔｐ：／／ｘ．ｃｎ／ａ", "http://x.cn/a", 1),
            ("要\u{200B}闻\u{FE0F}，\u{202A}2\u{AD}件", "要闻，2件", 4),
            ("\u{F914}觀", "樂觀", 1),
            (
                "2O25年共1O3份，率1O0.5%，电话0839-3322l10",
                "2025年共103份，率100.5%，电话0839-3322110",
                4,
            ),
            ("\u{F06C}\t要闻，\u{F0FE}已办", "●\t要闻，☑已办", 2),
            ("共2O1O1件，１O３件", "共20101件，103件", 4),
        ] {
            let (words, said) = read(text);
            assert_eq!((words.as_str(), said.len()), (as_read, count), "{text}");
        }
    }

    #[test]
    fn signs_of_their_own_stay() {
        for text in [
            "一、工作情况：",
            "附件1：20件，约15～20人，（1）甲；乙？",
            "1．2024年全年",
            "图2：10月，比例1：10",
            "时间：9时，Ⅲ级、①、㎡、ⅰ",
            "5，6月",
            "O2O模式，2O，l2件，Al2O3，A-1l2，1O3mm，http://x.example/1O3",
        ] {
            assert_eq!(read(text), (text.to_owned(), Vec::new()));
        }
    }
}
