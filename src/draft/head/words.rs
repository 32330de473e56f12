//! Names, told apart by their words: of a bulletin, of an organisation, or a title.

pub(in crate::draft) use crate::draft::chars::is_title;
use crate::draft::chars::{before, behind, in_simplified, is_han, longer_than, narrow};
use crate::draft::cursor::{chinese, looks_like_digit};
use crate::draft::issue;

/// Whether words are the name of a bulletin, judged by the last of them.
pub(in crate::draft) fn is_name(words: &str) -> bool {
    const NOUNS: [&str; 30] = [
        "简报",
        "周报",
        "月报",
        "季报",
        "年报",
        "日报",
        "旬报",
        "专报",
        "快报",
        "通报",
        "动态",
        "信息",
        "参考",
        "内参",
        "要情",
        "要讯",
        "快讯",
        "通讯",
        "摘报",
        "简讯",
        "反映",
        "交流",
        "要报",
        "专刊",
        "参阅",
        "导刊",
        "晨报",
        "晚报",
        "公报",
        "半月报",
    ];
    let words = &in_simplified(words.trim_end_matches(['》', '”']));
    !longer_than(words, 24)
        && !words.contains(['，', '。', '：', '；', '—', '（', '“', '《', ' ', '\u{3000}'])
        && NOUNS.iter().any(|noun| words.ends_with(noun))
}

/// The words that say what an organisation has to do with the bulletin.
const ROLES: [&str; 8] = ["主办", "承办", "编印", "编发", "编制", "编辑", "编", "印"];

/// The name of an organisation without 主办 or 编印 behind it.
pub(in crate::draft) fn bare_organ(words: &str) -> &str {
    let role = ROLES.iter().find_map(|role| words.strip_suffix(role));
    role.map(str::trim_end).filter(|organ| ends_as_organ(organ)).unwrap_or(words)
}

/// Whether words are the name of an organisation, judged by the last of them.
pub(in crate::draft) fn is_organ(words: &str) -> bool {
    ends_as_organ(bare_organ(words)) || words.ends_with('编') && ends_as_organ(words)
}

fn ends_as_organ(words: &str) -> bool {
    const ORGANS: [&str; 39] = [
        "局",
        "厅",
        "委",
        "部",
        "办",
        "中心",
        "委员会",
        "办公室",
        "政府",
        "处",
        "科",
        "院",
        "会",
        "司",
        "署",
        "集团",
        "公司",
        "组",
        "专班",
        "指挥部",
        "所",
        "站",
        "社",
        "队",
        "馆",
        "学校",
        "大学",
        "医院",
        "银行",
        "支部",
        "街道",
        "镇",
        "乡",
        "室",
        "办事处",
        "机构",
        "联盟",
        "党组",
        "编",
    ];
    let words = &in_simplified(words);
    !longer_than(words, 40)
        && !words.contains(['，', '。', '：', ':', '；', '—'])
        && ORGANS.iter().any(|organ| words.ends_with(organ))
}

/// Whether words are the name of a meeting, judged by the last of them.
pub(super) fn is_meeting(words: &str) -> bool {
    const MEETINGS: [&str; 7] = ["会议", "大会", "全会", "论坛", "例会", "座谈会", "博览会"];
    let words = &in_simplified(words);
    !longer_than(words, 40)
        && longer_than(words, 3)
        && !words.contains(['，', '。', '：', '；', '—'])
        && MEETINGS.iter().any(|last| words.ends_with(last))
}

/// The organisations that are named together, with 、, ；, ， or blanks between them: each ends as an office does.
/// One alone where they are none: in 县委、县政府督查室 the last word belongs to all.
pub(in crate::draft) fn organs(words: &str) -> Vec<&str> {
    let bare = bare_organ(words);
    // What has all the words before it in common.
    const SHARED: [&str; 12] = [
        "党委", "省委", "市委", "县委", "区委", "州委", "旗委", "工委", "政府", "人大", "政协",
        "纪委",
    ];
    let parts: Vec<&str> = bare
        .split(|c: char| matches!(c, '、' | '；' | ';' | '，' | ',') || c.is_whitespace())
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let last = parts.len().saturating_sub(1);
    let whole = parts.iter().enumerate().all(|(index, part)| {
        let simplified = in_simplified(part);
        let shared = index < last && SHARED.iter().any(|end| simplified.ends_with(end));
        longer_than(part, 4) && ends_as_organ(part) && !shared
    });
    if whole && parts.len() > 1 { parts } else { vec![words] }
}

/// The longest name of who supplied an article, in characters.
pub(in crate::draft) const LONGEST_SOURCE: usize = 30;

/// How long the sentence is behind which who supplied it stands in brackets, in bytes.
pub(in crate::draft) fn supplied_sentence(text: &str) -> Option<usize> {
    let inner = text.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let sentence = before(text, open);
    let ended = sentence.ends_with(['。', '！', '”']) && longer_than(sentence, 5);
    // （来源：…） behind a sentence tells where its figures are from.
    let said = supplier(behind(text, open)).is_some_and(|it| source_label(it.words).is_none());
    (ended && said).then_some(open)
}

/// Who supplied a text, as a line of its own says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::draft) struct Supplier<'a> {
    /// What is printed in brackets behind the text.
    pub(in crate::draft) words: &'a str,
    /// The label that stands before them without brackets: 来源：某局.
    pub(in crate::draft) label: Option<&'a str>,
}

/// Who supplied a text, if a line says it: an organisation in brackets, （来源：…）, 供稿：….
pub(in crate::draft) fn supplier(line: &str) -> Option<Supplier<'_>> {
    let inner = line.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    let words = inner.unwrap_or(line).trim();
    if longer_than(words, LONGEST_SOURCE) || words.contains(['。', '，', '；', '（', '）', '|'])
    {
        return None;
    }
    let labelled = source_label(words);
    match (inner, labelled) {
        (Some(_), _) => (labelled.is_some() || is_organ(words) || words.ends_with("供稿"))
            .then_some(Supplier { words, label: None }),
        (None, Some((label, words))) => Some(Supplier { words, label: Some(label) }),
        (None, None) => None,
    }
}

/// 来源：, 供稿： and the words behind it.
fn source_label(words: &str) -> Option<(&str, &str)> {
    const LABELS: [&str; 8] =
        ["来源", "信息来源", "稿件来源", "供稿", "供稿单位", "报送单位", "来稿单位", "撰稿单位"];
    let (label, source) = words.split_once(['：', ':'])?;
    let (name, source) = (in_simplified(label.trim()), source.trim());
    let divided = source.contains(['：', ':', '\t']);
    (LABELS.contains(&name.as_str()) && !source.is_empty() && !divided)
        .then_some((label.trim(), source))
}

/// Whether a line says who supplied a text.
pub(in crate::draft) fn is_supplier(line: &str) -> bool {
    supplier(line).is_some()
}

/// Whether words look like an issue line or a date, even if they cannot be read as one.
pub(in crate::draft) fn resembles_field(words: &str) -> bool {
    let figures = words.starts_with(|c: char| narrow(c).is_ascii_digit());
    issue::resembles(words) || resembles_date(words) || (figures && !words.contains(is_han))
}

/// Whether words are made of what dates are made of: year and month, numerals, look-alikes, a
/// weekday.
fn resembles_date(words: &str) -> bool {
    let of_date = |c: char| {
        matches!(c, '年' | '月' | '日' | '曰' | '号' | '星' | '期' | '周' | '（' | '）' | '(' | ')')
            || c.is_whitespace()
            || chinese(c).is_some()
            || looks_like_digit(c)
            || narrow(c).is_ascii_alphanumeric()
    };
    !longer_than(words, 24)
        && words.contains('年')
        && words.contains('月')
        && words.chars().all(of_date)
}
