//! What every message has to keep, in both languages.

use std::collections::BTreeSet;
use std::fmt;

use bulletin::{Argument, Language, Message, Severity, said};

/// Names in Latin letters that stand in Chinese sentences: formats, encodings and what else has no
/// Chinese name.
const LATIN: [&str; 43] = [
    "A-1b", "A-2b", "A-2u", "A-3b", "ICC", "UA-1", "icc", "A4", "Base64", "CFF", "CMYK", "CSV",
    "DOCX", "EMU", "GB", "HTML", "JPEG", "JSON", "MB", "Markdown", "OCR", "OTF", "PDF", "PNG",
    "RGB", "SVG", "TOML", "TTC", "TTF", "Unicode", "UTF-8", "FF0000", "emu", "twip", "UTF-16",
    "XML", "YAML", "ZIP", "cm", "in", "mm", "pt", "px",
];

/// What an English sentence tells to write, besides what stands in “ ”: a draft is Chinese.
const CHINESE: [&str; 9] = [
    "2024年第8期（总第479期）",
    "2024年3月12日",
    "\\单位：…",
    "报：",
    "送：",
    "发：",
    "附件",
    "三号",
    "。",
];

/// The codes whose sentences count rows, columns or pages of something that has no place.
const COUNTED: [&str; 2] = ["docx.cell-place", "view.no-page"];

/// What is wrong with a message, with its code in front. `names` are names of keys, values and
/// options, which stand in Chinese sentences as they are.
pub(crate) fn faults(message: &dyn Message, names: &BTreeSet<String>) -> Vec<String> {
    let mut faults = Vec::new();
    let code = message.code();
    let mut fault = |what: String| faults.push(format!("{code}: {what}"));
    if !is_code(code) {
        fault("the code is not made as module.what".into());
    }
    let meaning = message.meaning();
    if !meaning.ends_with('.') || !meaning.starts_with(char::is_uppercase) {
        fault(format!("the meaning is no sentence: {meaning:?}"));
    }
    if message.severity() == Severity::Review
        && message.hint(Language::Chinese).is_none()
        && message.hint(Language::English).is_none()
    {
        fault("somebody has to decide, and is not told what".into());
    }
    let sentences =
        [Language::English, Language::Chinese].map(|language| sentences_of(message, language));
    let [english, chinese] = &sentences;
    if english.len() != chinese.len() {
        fault("a hint in one language only".into());
    }
    let words = words_of_arguments(message);
    for (english, sentence) in english.iter().zip(chinese) {
        let [english, chinese] = [english, sentence].map(|sentence| without(sentence, &words));
        if english.contains(char::is_alphabetic) && !chinese.contains(is_han) {
            fault(format!("no Chinese: {sentence}"));
        }
    }
    for sentence in english.iter().chain(chinese) {
        let literal = without(sentence, &words);
        let told = |what: &str| format!("{what}: {sentence}");
        if sentence.trim().is_empty() || sentence.trim() != sentence {
            fault(told("blank, or with blanks at an end"));
        }
        if sentence.chars().any(is_hidden) {
            fault(told("a character that is not seen"));
        }
        if literal.contains(['{', '}']) {
            fault(told("a template that is not filled"));
        }
        if !COUNTED.contains(&code)
            && let Some(place) = place_in(&literal)
        {
            fault(told(&format!("the place {place:?}")));
        }
    }
    for sentence in english {
        if sentence.ends_with(['.', '!']) {
            fault(format!("a full stop: {sentence}"));
        }
        if let Some(words) = chinese_in(&without(sentence, &words)) {
            fault(format!("Chinese {words:?} in English: {sentence}"));
        }
        if sentence.contains("(s)") {
            fault(format!("one form for one and for many: {sentence}"));
        }
    }
    for sentence in chinese {
        if sentence.ends_with(['。', '！', '.']) {
            fault(format!("a full stop: {sentence}"));
        }
        // What another library says is English, and is left out.
        let prose = |word: &String| is_prose(word) && sentence.contains(word.as_str());
        if let Some(word) = words.iter().find(|word| prose(word)) {
            fault(format!("English {word:?} in Chinese: {sentence}"));
        }
        let literal = without(sentence, &words);
        for word in latin_in(&literal) {
            let named = |part| names.contains(part);
            if !LATIN.contains(&&*word) && !word.split('.').all(named) {
                fault(format!("English {word:?} in Chinese: {sentence}"));
            }
        }
        if let Some(mark) = narrow_in(&literal) {
            fault(format!("the half-width mark {mark:?}: {sentence}"));
        }
    }
    faults
}

/// The codes that stand more than once in a list.
pub(crate) fn repeated<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    codes.into_iter().filter(|code| !seen.insert(*code)).collect()
}

/// The sentence of a message in a language.
pub(crate) struct Sentence<'a>(pub(crate) &'a dyn Message, pub(crate) Language);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.say(self.1, f)
    }
}

/// The sentence and, behind it, the hint.
fn sentences_of(message: &dyn Message, language: Language) -> Vec<String> {
    let sentence = Sentence(message, language).to_string();
    std::iter::once(sentence).chain(message.hint(language)).collect()
}

/// The words of the arguments as they are shown, the longest first.
fn words_of_arguments(message: &dyn Message) -> Vec<String> {
    fn add(argument: Argument, words: &mut Vec<String>) {
        match argument {
            Argument::Text(text) => words.push(said(&*text, Language::English).to_string()),
            Argument::List(list) => list.into_iter().for_each(|argument| add(argument, words)),
            _ => {}
        }
    }
    let mut words = Vec::new();
    for (_, argument) in message.arguments() {
        add(argument, &mut words);
    }
    words.retain(|word| !word.is_empty());
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// The sentence without the words of its arguments, but for those that are English or a place
/// themselves: these should not be there.
fn without(sentence: &str, words: &[String]) -> String {
    let mut sentence = sentence.to_owned();
    for word in words.iter().filter(|word| place_in(word).is_none()) {
        sentence = sentence.replace(word.as_str(), "·");
    }
    sentence
}

/// `draft.joined-row`
fn is_code(code: &str) -> bool {
    let named = |part: &str, more: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_lowercase() || more.contains(c))
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let mut parts = code.split('.');
    let module = parts.next().is_some_and(|module| named(module, ""));
    let rest: Vec<&str> = parts.collect();
    module && !rest.is_empty() && rest.iter().all(|part| named(part, "-0123456789"))
}

/// Two English words one behind the other.
fn is_prose(words: &str) -> bool {
    let lower = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let words: Vec<&str> = words.split(' ').collect();
    words.windows(2).any(|pair| pair.iter().all(lower))
}

/// Words of Latin letters, of more than one letter; names of types such as u8 too.
fn latin_in(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    for word in text.split(|c| !inside(c)) {
        // Options and names of endings bring their marks with them.
        let word = word.trim_matches(['-', '.']);
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        let digits = word.chars().any(|c| c.is_ascii_digit());
        if word.starts_with(|c: char| c.is_ascii_alphabetic()) && (letters > 1 || digits) {
            words.push(word.to_owned());
        }
    }
    words
}

/// A Chinese character outside of “ ”.
fn chinese_in(text: &str) -> Option<String> {
    let mut bare = String::new();
    let mut depth = 0;
    for character in text.chars() {
        depth += i32::from(character == '“');
        if depth == 0 {
            bare.push(character);
        }
        depth -= i32::from(character == '”');
    }
    for allowed in CHINESE {
        bare = bare.replace(allowed, "");
    }
    let chinese =
        |c: char| is_han(c) || matches!(c, '，' | '。' | '：' | '；' | '、' | '（' | '）');
    let found: String = bare.chars().filter(|c| chinese(*c)).collect();
    (!found.is_empty()).then_some(found)
}

/// A path, or a line, column, row or page by its number.
fn place_in(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let number =
        |from: usize| characters.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    for (at, character) in characters.iter().enumerate() {
        let digits = number(at + 1);
        let behind = characters.get(at + 1 + digits);
        let text = |to: usize| characters.iter().skip(at).take(to).collect::<String>();
        // `[0]`
        if *character == '[' && digits > 0 && behind == Some(&']') {
            return Some(text(digits + 2));
        }
        // 第 3 行
        let blank = usize::from(characters.get(at + 1) == Some(&' '));
        let digits = number(at + 1 + blank);
        let mut behind = characters.iter().skip(at + 1 + blank + digits).filter(|c| **c != ' ');
        if *character == '第' && digits > 0 && matches!(behind.next(), Some('行' | '列' | '页'))
        {
            return Some(text(blank + digits + 3));
        }
    }
    for name in ["line ", "column ", "page ", "row "] {
        for (at, _) in text.match_indices(name) {
            let rest = text.get(at + name.len()..).unwrap_or_default();
            let word = !text.get(..at).unwrap_or_default().ends_with(char::is_alphanumeric);
            if word && rest.starts_with(|c: char| c.is_ascii_digit()) {
                return Some(format!("{name}{}", rest.split(' ').next().unwrap_or_default()));
            }
        }
    }
    None
}

/// A half-width mark behind a Chinese character.
fn narrow_in(text: &str) -> Option<char> {
    let pairs = text.chars().zip(text.chars().skip(1));
    let mut narrow = pairs.filter(|(one, other)| is_han(*one) && ",;:!?()\"'".contains(*other));
    narrow.next().map(|(_, mark)| mark)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A character that moves the cursor, turns the text or is not seen.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
