//! Emphasis that Markdown puts around words which have a form of their own in a bulletin: the labels of
//! the imprint, 附件, 单位：, 表1 … There it means nothing, and hides what the line is.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::blocks::block_mark;
use super::lines;
use super::tracked::Edit;
use crate::draft::chars::{longer_than, strip_blanks};
use crate::draft::classify::{self, LineKind};
use crate::draft::messages::{DraftMessage, Mark};
use crate::draft::{head, imprint};

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 1200;
/// The marks of bold.
const BOLD: &str = "**";

/// The edits that take bold off a line which it hides; `imprint` says that the line is one of those.
pub(super) fn edits(text: &str, imprint: bool) -> Vec<Edit> {
    let start = text.len() - text.trim_start().len();
    let bare = text.trim();
    if !bare.starts_with(BOLD) || bare.len() > LONGEST {
        return Vec::new();
    }
    let marks: Vec<usize> = bare.match_indices(BOLD).map(|(at, _)| at).collect();
    let four = bare.contains("****") || bare.contains("***") || bare.contains(r"\*");
    if four || !marks.len().is_multiple_of(2) {
        return Vec::new();
    }
    let words = bare.replace(BOLD, "");
    // Words that stand behind a label in bold keep theirs, unless all of the line has a form.
    let Some((label, behind)) = bare.get(BOLD.len()..).and_then(|rest| rest.split_once(BOLD))
    else {
        return Vec::new();
    };
    let labelled = label.trim_end().ends_with(['：', ':']) || behind.starts_with(['：', ':']);
    let whole = behind.trim().is_empty();
    let form = has_form(words.trim(), imprint) || whole && stands_alone(words.trim());
    if !(labelled || whole || imprint) || !form {
        return Vec::new();
    }
    let says = DraftMessage::Markdown { mark: Mark::Emphasis };
    let mut edits: Vec<Edit> =
        marks.iter().map(|at| Edit::delete(start + at..start + at + BOLD.len())).collect();
    if let Some(first) = edits.first_mut() {
        first.says = Some(says);
    }
    edits
}

/// Whether words without their emphasis are a line that has a form of its own.
fn has_form(words: &str, of_imprint: bool) -> bool {
    let label = words.split(['：', ':']).next().unwrap_or_default();
    let label = strip_blanks(label);
    let colon = words.contains(['：', ':']);
    imprint::names_recipients(words)
        || of_imprint && imprint::read(words).is_some()
        || matches!(classify::kind(words), LineKind::Annex(_))
        || colon && matches!(label.as_str(), "单位" | "注" | "备注")
        || words.starts_with(['（', '(']) && imprint::ends_with_count(words)
}

/// Whether words alone on their line head a column, the list of contents or the text: 【经验交流】, 本期要目,
/// 各有关单位：
fn stands_alone(words: &str) -> bool {
    // （某镇供稿）
    let bracketed = words.starts_with('（') && words.ends_with('）');
    let remark = bracketed && !longer_than(words, 20) && !words.contains(['，', '。', '；']);
    remark
        || head::addressee(words).is_some()
        || matches!(classify::kind(words), LineKind::Column(_) | LineKind::Contents)
}

/// The lines that are of the imprint by their look: those at the end, and others around one that names
/// recipients.
pub(super) fn imprints(lines: &[(usize, &str)]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut run: Vec<usize> = Vec::new();
    let mut named = false;
    for (at, (_, line)) in lines.iter().enumerate() {
        let bare = without_marks(line);
        if bare.is_empty() || lines::is_left_out(&bare) || bare.starts_with("<!--") {
            continue;
        }
        if imprint::read(&bare).is_some() {
            named |= imprint::names_recipients(&bare);
            run.push(at);
        } else {
            if std::mem::take(&mut named) {
                found.extend(run.iter().copied());
            }
            run.clear();
        }
    }
    found.extend(run);
    found
}

/// A line without marks of items, quotations and bold.
fn without_marks(line: &str) -> Cow<'_, str> {
    let mut bare = line.trim();
    if bare.len() > LONGEST {
        return bare.into();
    }
    while let Some((_, length)) = block_mark(bare) {
        bare = bare.get(length..).unwrap_or_default();
    }
    let bare = bare.trim_matches('*');
    if bare.contains('*') { bare.replace(BOLD, "").into() } else { bare.into() }
}

/// The bars between the parts of a line of the imprint, which blanks take the place of.
pub(super) fn bars(text: &str) -> Vec<Edit> {
    let parting = |(at, bar): &(usize, &str)| {
        let before = text.get(..*at).unwrap_or_default();
        let behind = text.get(at + bar.len()..).unwrap_or_default();
        before.ends_with(char::is_whitespace)
            && behind.starts_with(char::is_whitespace)
            && imprint::read(behind.trim()).is_some()
    };
    let bars = text.match_indices(['|', '｜', '·', '•', '丨']).filter(parting);
    let edits = bars.map(|(at, bar)| Edit::replace(at..at + bar.len(), "\u{3000}"));
    edits.map(|edit| edit.say(DraftMessage::Rule {})).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str, tail: bool) -> String {
        let mut words = text.to_owned();
        for edit in edits(text, tail).into_iter().rev() {
            words.replace_range(edit.range, "");
        }
        words
    }

    #[test]
    fn emphasis_around_a_form_goes() {
        for (text, words) in [
            ("**报：** 市委。", "报： 市委。"),
            ("**报**：市委。", "报：市委。"),
            ("**附件**", "附件"),
            ("**附件1　名单**", "附件1　名单"),
            ("**附件：** 名单", "附件： 名单"),
            ("**（共印20份）**", "（共印20份）"),
            ("**单位：** 万元", "单位： 万元"),
            ("**【经验交流】**", "【经验交流】"),
            ("**本期要目：**", "本期要目："),
            ("**（甲镇供稿）**", "（甲镇供稿）"),
            ("**各镇，区直各部门：**", "各镇，区直各部门："),
        ] {
            assert_eq!(bare(text, false), words, "{text}");
        }
        assert_eq!(bare("**签发：** 牛某", true), "签发： 牛某");
    }

    #[test]
    fn emphasis_of_the_text_stays() {
        for text in [
            "**签发：** 牛某",
            "**附件材料**齐全。",
            "**报送及时。** 各单位按时报送。",
            "**一、动态**",
            "本周，**水利厅**印发通知。",
            "**要求：** 抓早。",
            "**主要做法：**",
        ] {
            assert_eq!(bare(text, false), text);
        }
    }

    #[test]
    fn lines_of_the_imprint_are_known_by_their_neighbours() {
        let lines = |text: &'static str| text.lines().map(|line| (0, line)).collect::<Vec<_>>();
        let found = imprints(&lines(
            "**审核：** 甲\n正文。\n**编辑：** 乙\n---\n- **报：** 丙\n\n附件\n**校对：** 丁",
        ));
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [2, 4, 7]);
        assert_eq!(bars("编辑：甲 | 审核：乙 | 丙").len(), 1);
    }
}
