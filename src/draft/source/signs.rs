//! Signs that stand for others: radicals for characters, full-width letters and digits with the
//! marks between them, marks without shape. Each is read as what it stands for.

use unicode_normalization::UnicodeNormalization;

use super::radicals::SUPPLEMENT;
use super::tracked::Edit;
use crate::draft::chars::narrow;
use crate::draft::messages::DraftMessage;

/// What a sign is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Radical,
    Wide,
    Shapeless,
}

impl Kind {
    fn message(self) -> DraftMessage {
        match self {
            Kind::Radical => DraftMessage::Radical {},
            Kind::Wide => DraftMessage::FullWidth {},
            Kind::Shapeless => DraftMessage::Shapeless {},
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

/// What a sign is read as, if it is none that stands for itself.
fn read(character: char, before: [Option<char>; 4], behind: &str) -> Option<(Kind, Option<char>)> {
    if is_shapeless(character) {
        return Some((Kind::Shapeless, None));
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
        ] {
            assert_eq!(read(text), (text.to_owned(), Vec::new()));
        }
    }
}
