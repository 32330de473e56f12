//! The three forms of a section, told apart by the words after its number: a heading on its own
//! line, a heading that runs into its text, a numbered paragraph.

use super::chars::{before, behind, ends_sentence, longer_than};

/// What a labelled paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form<'a> {
    /// The whole is a heading.
    Heading(&'a str),
    /// A heading and the text after it.
    RunIn(&'a str, &'a str),
    /// A paragraph.
    Numbered(&'a str),
}

/// The longest run-in heading, in characters.
const LONGEST_RUN_IN: usize = 25;
/// The longest heading on a line of its own.
const LONGEST_HEADING: usize = 60;
/// Words that begin a sentence about when something happened; no heading begins with them.
const TIMES: [&str; 10] =
    ["本周", "本月", "今年", "截至", "目前", "近日", "日前", "上周", "当前", "本期"];

/// The form of a text (markup); `leads` says that a deeper number follows it.
pub(super) fn read(text: &str, leads: bool) -> Form<'_> {
    if let Some(form) = bold(text) {
        return form;
    }
    match first_stop(text) {
        None if ends_sentence(text) && !text.ends_with('：') => Form::Numbered(text),
        None if longer_than(text, LONGEST_HEADING) => Form::Numbered(text),
        None => Form::Heading(text),
        Some(stop) => {
            let (sentence, rest) = (before(text, stop), behind(text, stop));
            if !is_heading_sentence(sentence) {
                Form::Numbered(text)
            } else if rest.trim_start().is_empty() {
                if leads { Form::Heading(text) } else { Form::Numbered(text) }
            } else {
                Form::RunIn(sentence, rest.trim_start())
            }
        }
    }
}

/// A bold beginning that is a heading: all of it, or the first sentence with its mark.
fn bold(text: &str) -> Option<Form<'_>> {
    let (heading, rest) = text.strip_prefix("**")?.split_once("**")?;
    if heading.is_empty() || heading.contains('\\') {
        return None;
    }
    match rest.trim_start() {
        "" => Some(Form::Heading(heading)),
        rest if heading.ends_with(['。', '：']) => Some(Form::RunIn(heading, rest)),
        _ => None,
    }
}

/// The byte offset after the first 。！？ outside quotations and brackets.
fn first_stop(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, character) in text.char_indices() {
        match character {
            '“' | '‘' | '（' | '《' | '(' => depth += 1,
            '”' | '’' | '）' | '》' | ')' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' if depth == 0 => return Some(offset + character.len_utf8()),
            _ => {}
        }
    }
    None
}

/// Whether a first sentence can be a heading: short, of one clause, without a date.
fn is_heading_sentence(sentence: &str) -> bool {
    let clauses = sentence.contains(['，', '；', '：', '、', ',', '*', '\\', '！', '？']);
    let mut previous = ' ';
    let tells_day = sentence.chars().any(|character| {
        let day = matches!(character, '月' | '日') && previous.is_ascii_digit();
        previous = character;
        day
    });
    !longer_than(sentence, LONGEST_RUN_IN)
        && !clauses
        && !tells_day
        && !TIMES.iter().any(|time| sentence.starts_with(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_are_told_apart() {
        use Form::*;
        for (text, form) in [
            ("政务工作动态", Heading("政务工作动态")),
            ("主要措施如下：", Heading("主要措施如下：")),
            ("主要做法。一是目录先行。", RunIn("主要做法。", "一是目录先行。")),
            ("**加强领导：**成立专班。", RunIn("加强领导：", "成立专班。")),
            ("**政务工作动态**", Heading("政务工作动态")),
            ("**水利厅**印发通知。", Numbered("**水利厅**印发通知。")),
            ("2月29日召开会议。会议指出。", Numbered("2月29日召开会议。会议指出。")),
            ("本周召开会议。会议指出。", Numbered("本周召开会议。会议指出。")),
            ("省级出台定价指引。", Numbered("省级出台定价指引。")),
            ("数据权属不清，定价没有依据。略。", Numbered("数据权属不清，定价没有依据。略。")),
            ("提升效能；", Numbered("提升效能；")),
        ] {
            assert_eq!(read(text, false), form, "{text}");
        }
        assert_eq!(read("有关建议。", true), Heading("有关建议。"));
        assert_eq!(read("有关建议。", false), Numbered("有关建议。"));
    }
}
