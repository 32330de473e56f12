//! Random text from all classes of characters, in bold and other runs, and the rules of its breaks,
//! written down a second time: not those of the layout, but those of the standards.

use bulletin::{LineRules, Prohibition};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::model::changed;

/// Text of up to fifty pieces, each of one class of characters.
pub(crate) fn words() -> impl Strategy<Value = String> {
    vec(piece(), 1..50).prop_map(|pieces| pieces.concat())
}

/// Text of ideographs, points, numbers and brackets alone, as most paragraphs are.
pub(crate) fn plain_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => han(),
        2 => mark(),
        2 => "[1-9][0-9]{0,4}",
        1 => "（[国务院办公厅]{1,6}）|“[国务院办公厅]{1,6}”|《[国务院办公厅]{1,6}》",
    ];
    vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

/// What a theme may ask of lines.
pub(crate) fn rules() -> impl Strategy<Value = LineRules> {
    use Prohibition::{Basic, Gb, None, Strict};
    let levels = prop::sample::select(vec![None, Basic, Gb, Strict]);
    let gaps = prop::sample::select(vec![0, 13, 25, 50]);
    let choices = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (levels, choices, gaps).prop_map(|(prohibition, choices, han_latin_gap)| {
        changed(LineRules::default(), |rules| {
            rules.prohibition = prohibition;
            (rules.trim_line_start, rules.hyphenation, rules.keep, rules.hanging) = choices;
            rules.han_latin_gap = han_latin_gap;
        })
    })
}

/// A title of official phrases, some of them names in 《》.
pub(crate) fn title() -> impl Strategy<Value = String> {
    let phrases: &[&str] = &[
        "江州省",
        "人民政府",
        "办公厅",
        "关于",
        "印发",
        "进一步",
        "优化",
        "营商环境",
        "提升",
        "行政效能",
        "推进",
        "政务服务",
        "公共资源交易",
        "中心",
        "的",
        "通知",
        "工作方案",
        "实施意见",
        "若干措施",
        "情况通报",
        "和",
        "2024年",
        "第3批",
        "12月",
        "（试行）",
        "《政务服务条例》",
        "《行政许可法》",
        "《优化营商环境条例实施细则》",
        "“一网通办”",
    ];
    vec(prop::sample::select(phrases), 1..14).prop_map(|phrases| phrases.concat())
}

fn han() -> impl Strategy<Value = String> {
    "[国务院办公厅关于推进政务服务]{1,12}"
}

fn mark() -> impl Strategy<Value = String> {
    "[，。、；：！？]"
}

fn piece() -> impl Strategy<Value = String> {
    let one_of = |texts: &'static [&'static str]| prop::sample::select(texts);
    prop_oneof![
        12 => han(),
        4 => mark(),
        2 => "（[国务院办公厅]{1,6}）|“[国务院办公厅]{1,6}。?”|《[国务院办公厅]{1,6}》|【[国务]{2}】",
        1 => "[“”‘’（）《》〈〉【】〔〕]{1,3}",
        1 => one_of(&["——", "……", "………", "—", "～", "·", "／", "？！", "！！！"]).prop_map(str::to_owned),
        3 => number(),
        2 => one_of(&[
            "2024年5月8日", "第8期", "〔2024〕8号", "2019—2023年", "15%～30%", "25℃", "￥300", "$12.5",
            "±0.5", "3‰", "100-1=0", "8:30", "5个", "12万元", "A4", "4.0版", "①", "Ⅳ", "No.7",
        ]).prop_map(str::to_owned),
        2 => "[A-Za-z]{1,14}( [a-z]{1,9}){0,3}",
        1 => "[A-Z]{1,4}-?[0-9]{1,4}",
        1 => "https://[a-z]{3,9}\\.gov\\.cn/[a-z]{2,8}/[a-z]{2,9}\\.html(\\?page=[0-9])?",
        1 => "[a-z]{2,6}@[a-z]{3,7}\\.cn",
        1 => one_of(&[" ", "　", "  "]).prop_map(str::to_owned),
        1 => one_of(&[
            "𠮷", "镕", "㐂", "😀", "👨\u{200d}👩\u{200d}👧", "e\u{301}", "क\u{93f}", "שלום", "سلام",
            "Ａ４", "ａ", "ｱ", "가", "あ", "ß", "Ж", "Ω", "×", "≤", "′", "°", "♥", "☆", "※",
        ]).prop_map(str::to_owned),
    ]
}

fn number() -> impl Strategy<Value = String> {
    "[0-9]{1,7}(\\.[0-9]{1,3})?%?|[1-9][0-9]{0,2}(,[0-9]{3}){1,2}(\\.[0-9]{2})?"
}

const OPENING: &str = "“‘（《〈【〔";
const CLOSING: &str = "”’）》〉】〕";
const POINTS: &str = "、，；：。？！";

/// Whether a character is of the ideographs that every face of the test has.
pub(crate) fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// Whether a character is a full-width mark whose white may go.
pub(crate) fn has_white(character: char) -> bool {
    OPENING.contains(character) || CLOSING.contains(character) || POINTS.contains(character)
}

/// Whether a line may not end between two neighbours: what GB/T 15834-2011, 5.1 and CLREQ
/// (prohibition rules, unbreakable units) forbid of text without blanks.
pub(crate) fn forbidden(text: &[char], at: usize) -> bool {
    let (Some(before), Some(behind)) =
        (at.checked_sub(1).and_then(|at| text.get(at)), text.get(at))
    else {
        return false;
    };
    let (before, behind) = (*before, *behind);
    // Quotation marks, dashes and ellipses among Latin words are Latin: they are not judged here.
    let latin = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|c| c.is_ascii() || !is_chinese(*c))
    };
    let unsure = |c: char| "“”‘’—…·".contains(c);
    if unsure(before) && (latin(at.checked_sub(2)) || latin(Some(at)))
        || unsure(behind) && (latin(at.checked_sub(1)) || latin(at.checked_add(1)))
    {
        return false;
    }
    let pair = before == behind && "—…".contains(before);
    let connector = behind == '—' && text.get(at + 1) != Some(&'—') && before != '—';
    let digits = before.is_ascii_digit() && behind.is_ascii_digit();
    let inside = ".,".contains(before)
        && behind.is_ascii_digit()
        && at >= 2
        && text.get(at - 2).is_some_and(char::is_ascii_digit);
    let sign = before.is_ascii_digit() && "%‰℃.,".contains(behind);
    let letters = before.is_ascii_alphabetic() && behind.is_ascii_lowercase();
    (CLOSING.contains(behind) || POINTS.contains(behind) || "·～／".contains(behind))
        || (OPENING.contains(before) || before == '／')
        || pair
        || connector
        || digits
        || inside
        || sign
        || letters
        || "\u{301}\u{200d}\u{93f}".contains(behind)
}

fn is_chinese(character: char) -> bool {
    is_han(character) || has_white(character) || "—…·～／".contains(character)
}
