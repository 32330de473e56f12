//! Words of a Chinese title: where it may be broken without parting one. A dictionary finds them;
//! what it leaves as single characters goes with the word that it belongs to.

use std::ops::Range;

use super::dictionary;

/// How well a title breaks between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seam {
    /// Inside a word.
    Inside,
    /// Between words that belong together: 办公│室, 和│落实.
    Loose,
    /// Between words.
    Open,
}

/// Single characters that end a word or a name: 办公室, 交通运输厅, 满意度.
const SUFFIXES: &str = "室厅局处科委办部省市县区乡镇村路街院所站队组会司馆校厂性率度化员者长家人期次号版级类型式法案书表册报网库点线项件名位";
/// Single characters that begin one: 各单位, 副秘书长, 省自然资源厅.
const PREFIXES: &str = "省市县区各副总新老全本该第非每某不再";
/// Words that what comes before goes with.
const CLOSING: &str = "的地得了着过等";
/// Words that join what stands on both sides.
const JOINING: &str = "和与及暨或并";
/// Words that what comes after goes with.
const OPENING: &str = "在对为以将把被向从由至按经因就";

/// Words of official papers that the dictionary parts or joins to their neighbours.
const TERMS: &str = "政务服务大厅 政务服务中心 市民服务大厅 服务大厅 服务中心 服务窗口 秘书长 办公室 办公厅 第三方 专项 调研 印发 入驻 优化 营商环境 放管服 一季度 二季度 \
    三季度 四季度 上半年 下半年 满意度 阶段性 常态化 规范化 标准化 信息化 数字化 现代化 一体化 市场化 法治化 \
    便利化 长效机制 作风建设 明察暗访 督查 督办 通报 简报 专报 周报 月报 季报 要情 快报 考核 排名 测评 评议 \
    评价 群众 办件 办结率 受理 进驻 窗口 审批 政务服务 一网通办 一窗受理 跨省通办 好差评 互联网 大数据 电子证照 \
    人民政府 自然资源 交通运输 住房和城乡建设 农业农村 生态环境 应急管理 市场监督管理 市场监管 文化和旅游 \
    卫生健康 退役军人 医疗保障 人力资源和社会保障 发展和改革 工业和信息化 行政审批 公共资源交易 安全生产 \
    防汛抗旱 疫情防控 乡村振兴 脱贫攻坚 招商引资 项目建设 重点工作 党风廉政 党建 主题教育 党委 党组 纪委 监委 \
    政协 人大 常委会 指挥部 领导小组 工作专班 联席会议 电视电话会议 现场会 推进会 座谈会 动员会 若干措施 \
    实施方案 实施意见 管理办法 工作要点 行动计划 有关情况 工作情况 进展情况 落实情况";

/// Makes every term one word. Where the dictionary had joined a part of it to a neighbour, the two
/// may part, if not gladly.
fn outline_terms(text: &str, seams: &mut [Seam]) {
    let characters: Vec<char> = text.chars().collect();
    let (mut at, mut end) = (0, 0);
    while at < characters.len() {
        let rest = characters.get(at..).unwrap_or_default();
        let begins = |term: &&str| {
            term.chars().count() <= rest.len() && term.chars().zip(rest).all(|(a, b)| a == *b)
        };
        let lengths = TERMS.split_whitespace().filter(begins).map(|term| term.chars().count());
        let Some(length) = lengths.max() else {
            at += 1;
            continue;
        };
        if let Some(seam) = seams.get_mut(at).filter(|seam| **seam == Seam::Inside) {
            *seam = Seam::Loose;
        }
        if let Some(seam) = seams.get_mut(at).filter(|_| at == end && at > 0) {
            *seam = Seam::Open;
        }
        for seam in seams.iter_mut().skip(at + 1).take(length - 1) {
            *seam = Seam::Inside;
        }
        at += length;
        end = at;
        if let Some(seam) = seams.get_mut(at).filter(|seam| **seam == Seam::Inside) {
            *seam = Seam::Loose;
        }
    }
}

/// The seam before each character of a line; the first is open.
pub(super) fn seams(text: &str) -> Vec<Seam> {
    let mut seams = vec![Seam::Inside; text.chars().count()];
    let segmenter = dictionary::segmenter();
    let words = segmenter
        .map_or_else(Vec::new, |segmenter| words(text, segmenter.as_borrowed().segment_str(text)));
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| words.get(before));
        if let Some(seam) = seams.get_mut(word.at) {
            *seam = before.map_or(Seam::Open, |before| between(before, word));
        }
    }
    outline_terms(text, &mut seams);
    seams
}

/// A word, the number of its first character, and whether it goes with a neighbour.
struct Word {
    at: usize,
    side: Side,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// It stands for itself.
    None,
    /// It goes with the word before it.
    Before,
    /// It goes with the word behind it.
    Behind,
    /// It goes with one of them, but nobody knows with which.
    Either,
}

fn words(text: &str, ends: impl Iterator<Item = usize>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut follows_a_word = false;
    for end in ends.filter(|end| *end > 0) {
        let word = text.get(Range { start, end }).unwrap_or_default();
        let count = word.chars().count();
        let side = match word.chars().next() {
            Some(single) if count == 1 => side(single, follows_a_word),
            _ => Side::None,
        };
        words.push(Word { at, side });
        follows_a_word = count > 1 && word.chars().all(char::is_alphanumeric);
        (start, at) = (end, at + count);
    }
    words
}

fn side(single: char, follows_a_word: bool) -> Side {
    if CLOSING.contains(single) || JOINING.contains(single) {
        return Side::Before;
    }
    if OPENING.contains(single) {
        return Side::Behind;
    }
    if follows_a_word && SUFFIXES.contains(single) {
        Side::Before
    } else if PREFIXES.contains(single) {
        Side::Behind
    } else if single.is_alphabetic() {
        Side::Either
    } else {
        Side::None
    }
}

fn between(before: &Word, behind: &Word) -> Seam {
    match (before.side, behind.side) {
        (Side::Behind | Side::Either, _) | (_, Side::Before | Side::Either) => Seam::Loose,
        _ => Seam::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with │ at the open seams.
    fn parted(text: &str) -> String {
        let mut parted = String::new();
        for (index, (character, seam)) in text.chars().zip(seams(text)).enumerate() {
            if index > 0 && seam == Seam::Open {
                parted.push('│');
            }
            parted.push(character);
        }
        parted
    }

    #[test]
    fn words_and_what_belongs_to_them_stay_whole() {
        for (text, expected) in [
            ("全市安全生产和消防工作", "全市│安全生产和│消防│工作"),
            ("省政府秘书长调研", "省政府│秘书长│调研"),
            ("各单位办事满意度的通报", "各单位│办事│满意度的│通报"),
        ] {
            assert_eq!(parted(text), expected);
        }
    }

    #[test]
    fn every_character_has_a_seam() {
        for text in ["", "a", "Rust语言🙂ab c", "甲\u{301}乙", "ทุกสองสัปดาห์在中国"]
        {
            assert_eq!(seams(text).len(), text.chars().count(), "{text}");
        }
    }
}
