//! What findings say, in Chinese. The library speaks English; its sentences are known here by their
//! forms, in which `{}` stands for what differs. A sentence that is not known stays as it is.

use bulletin::Finding;

use crate::lang::Lang;

/// The message of a finding in the language of the clerk.
pub(crate) fn message(lang: Lang, finding: &Finding) -> String {
    match lang {
        Lang::Chinese => known(&finding.message).unwrap_or_else(|| finding.message.clone()),
        Lang::English => finding.message.clone(),
    }
}

/// Its hint, if it has one.
pub(crate) fn hint(lang: Lang, finding: &Finding) -> Option<String> {
    finding.hint.as_ref().map(|hint| match lang {
        Lang::Chinese => known(hint).unwrap_or_else(|| hint.clone()),
        Lang::English => hint.clone(),
    })
}

/// Each form with its Chinese; the first that fits is taken. `{0}` is what the first `{}` stands for.
const FORMS: &[(&str, &str)] = &[
    // Reading drafts.
    ("“{}” is read as “number {}”: {}", "“{0}”的序号按 {1} 读取（{2}）"),
    ("“{}” is read as “{} copies”: {}", "“{0}”按 {1} 份读取（{2}）"),
    ("“{}” is read as “{}”: {}", "“{0}”按“{1}”读取（{2}）"),
    ("“{}” is read as “{}”", "“{0}”按“{1}”读取"),
    ("the signer is read as “{}”, without blanks", "签发人按“{0}”读取，已去掉空格"),
    (
        "{} blanks beside figures or marks removed, the first here",
        "已去掉数字或标点旁的 {0} 处空格，第一处在这里",
    ),
    ("a blank beside a figure or mark removed", "已去掉数字或标点旁的空格"),
    (
        "a blank between Chinese characters is kept: it may divide words, or be residue",
        "汉字之间的空格予以保留：可能用来分词，也可能是残留",
    ),
    ("a figure is damaged or divided; it is kept as it is", "数字可能有损坏或被隔断，照原样保留"),
    (
        "a figure may be broken between this line and the one before it",
        "本行与上一行之间可能断开了一个数字",
    ),
    ("the full-width figure “{}” is kept as it is written", "全角数字“{0}”照原样保留"),
    ("the comment is left out", "注释不排入正文"),
    (
        "the list of contents is empty; it is made from the headings",
        "本期要目为空，按各部分标题生成",
    ),
    (
        "the numbers from here on are of level {} and are printed as “{}”",
        "从这里起的序号属第 {0} 级，印作“{1}”",
    ),
    (
        "the guarded line has no place here, or its value cannot be read; it is kept as text",
        "这一行标注放在这里无效，或内容读不懂，作为正文保留",
    ),
    ("a row that a line end broke is put together again", "被换行断开的表行已接上"),
    (
        "the line continues the paragraph before it, which a line or page end broke",
        "本行接上一段（原被换行或换页断开）",
    ),
    ("the line continues the recipients above it", "本行接上面的报送单位"),
    ("“{}：” is printed as “{}：”", "“{0}：”印作“{1}：”"),
    ("“{}” says again what was said above; it is kept as text", "“{0}”与前面重复，作为正文保留"),
    (
        "the line stands behind the imprint; it is kept as a paragraph of the text",
        "本行在版记之后，作为正文段落保留",
    ),
    (
        "“{}” could not be placed in the masthead; it is kept as text",
        "“{0}”放不进报头，作为正文保留",
    ),
    ("the bulletin has no name", "没有找到简报名称"),
    ("the mark behind the name in the list of annexes is left out", "附件名称后面的标点不印"),
    ("the annex has no title", "附件没有标题"),
    (
        "“{}” names an annex that the draft does not hold, or holds under another title; it is kept as text",
        "“{0}”所说的附件文稿里没有，或者标题不同，作为正文保留",
    ),
    ("the page number “{}” is left out", "页码“{0}”不排入正文"),
    ("the repeated head of the table is left out", "重复的表头不排入正文"),
    ("the running head “{}” is left out", "页眉“{0}”不排入正文"),
    ("the rule “{}” is left out", "横线“{0}”不排入正文"),
    ("“{}” is left out", "“{0}”不排入正文"),
    ("“{}” may be a page number; it is kept as text", "“{0}”可能是页码，作为正文保留"),
    ("“{}” may be a running head; it is kept as text", "“{0}”可能是页眉，作为正文保留"),
    ("“{}” may name recipients; it is kept as text", "“{0}”可能是报送单位，作为正文保留"),
    ("the marks of bold or italics in the masthead are left out", "报头里的加粗、斜体记号已去掉"),
    ("the page behind the line is left out", "要目这一行末尾的页码不印"),
    ("the figure “{}” may be damaged; it is kept as it is", "数字“{0}”可能有损坏，照原样保留"),
    (
        "the years of the period “{}” do not follow from the draft, or its days do not exist; it is kept as text",
        "起止日期“{0}”的年份无法确定，或日期不存在，作为正文保留",
    ),
    (
        "“{}” is not the next number, {}; the line is kept as text",
        "“{0}”不是应有的序号 {1}，本行作为正文保留",
    ),
    (
        "“{}” is section {} here and is printed with that number",
        "“{0}”在这里是第 {1} 部分，按此编号",
    ),
    (
        "“{}” before another numeral is read as text, not as a heading",
        "“{0}”后面又是数字，按正文读取，不作标题",
    ),
    ("a line between two rows is put into the last cell above it", "两行之间的一行并入上一行末格"),
    ("the row has {} cells, the table {} columns", "本行有 {0} 格，而表有 {1} 栏"),
    ("the table has no head; its columns are without headings", "表格没有表头，各栏没有名称"),
    // Hints.
    ("compare it with the original", "请与原件核对"),
    ("delete one of the two", "删去其中一处"),
    ("move it before 报：, or delete it", "移到“报：”之前，或者删去"),
    ("delete it if it is one", "如果是，请删去"),
    (
        "write 报：, 送： and 发： on lines of their own at the end",
        "在末尾把“报：”“送：”“发：”各写一行",
    ),
    ("add the annex, or correct the list", "补上附件，或者更正附件说明"),
    ("number the annexes in order from 1", "附件从 1 起依次编号"),
    ("write its title below 附件", "在“附件”下面写上标题"),
    ("correct it or delete it", "更正或者删去"),
    ("write both dates with their years", "两个日期都写上年份"),
    ("write a row of headings above it", "在表格上面写一行表头"),
    ("write it with half-width digits", "改用半角数字"),
    ("install or give the face {}", "请安装或提供字体 {0}"),
    ("save it as UTF-8", "另存为 UTF-8"),
    ("save it as a text file in UTF-8", "另存为 UTF-8 编码的文本文件"),
    ("say the format with --from", "用 --from 指明格式"),
    ("--force replaces it", "加 --force 则替换"),
    ("number the sections in order from 1", "各部分从一起依次编号"),
    ("write a date that exists as 2024年3月12日", "日期写成“2024年3月12日”的样子，并且确有这一天"),
    ("write its name on the first line", "第一行写简报名称"),
    ("write the issue as 2024年第8期（总第479期）", "期号写成“2024年第8期（总第479期）”的样子"),
    ("add a font that has it to the font set", "换用有这个字的字体"),
    (
        "give a PNG or JPEG file; its words stand in its place",
        "请用 PNG 或 JPEG 图片；现以图说代替",
    ),
    ("make the inner sections paragraphs", "把里层改为普通段落"),
    ("end the heading with 。", "标题末尾加“。”"),
    ("remove it from the text", "从文中删去"),
    // Setting.
    ("no face has the character {} (U+{})", "各种字体都没有“{0}”字（U+{1}）"),
    (
        "{} (U+{}) is set in {}, for the face of {} lacks it",
        "“{0}”（U+{1}）用 {2} 排印，因为{3}没有这个字",
    ),
    (
        "the control character U+{} cannot be printed; U+FFFD stands in its place",
        "控制字符 U+{0} 印不出来，以 U+FFFD 代替",
    ),
    ("the font set has no face for {}", "没有可用作{0}的字体"),
    ("{}: no face", "{0}：缺字体"),
    ("{}: {}, a face of another kind, stands in", "{0} 由 {1} 代替（不是同类字体）"),
    ("{} is no face of an official document", "{0} 不是公文用的字体"),
    ("the heading runs into its text without a mark between them", "标题与正文之间没有标点"),
    ("the picture {} has not been loaded", "图片 {0} 没有载入"),
    // Files.
    ("the file does not exist", "文件不存在"),
    ("the file may not be read", "没有读取权限"),
    ("it is a folder; expected a file", "这是文件夹，应当是文件"),
    ("the file cannot be read: {}", "文件读不出来：{0}"),
    (
        "the ending says no format that is read; expected .txt, .md, .json, .toml or .yaml",
        "看扩展名不是能读的格式，应当是 .txt、.md、.json、.toml 或 .yaml",
    ),
    ("the file is read as {}", "文件按 {0} 编码读取"),
    ("the file begins as {} but is not that throughout", "文件开头是 {0} 编码，后面却不是"),
    (
        "the file is no text in UTF-8, UTF-16 or GB 18030",
        "文件不是 UTF-8、UTF-16 或 GB 18030 编码的文字",
    ),
    ("{} exists and is kept", "{0} 已存在，予以保留"),
    ("{} cannot be written: {}", "{0} 写不进去：{1}"),
    ("standard output cannot be written: {}", "标准输出写不进去：{0}"),
    ("{} and {} would both become {}", "{0} 和 {1} 都会生成 {2}"),
    ("the folder of fonts cannot be read: {}", "字体文件夹读不出来：{0}"),
    ("standard input can be named only once", "标准输入只能用一次"),
];

/// Words within what a sentence says of a repair.
const WORDS: &[(&str, &str)] = &[
    ("look-alike characters", "形近字"),
    ("full-width digits", "全角数字"),
    ("leading noughts", "数字前的零"),
    ("blanks", "空格"),
    (", ", "、"),
];

/// The Chinese of a sentence of a known form.
fn known(sentence: &str) -> Option<String> {
    FORMS.iter().find_map(|(form, chinese)| {
        let parts = fitted(form, sentence)?;
        let mut said = (*chinese).to_owned();
        for (index, part) in parts.iter().enumerate() {
            let of_words = WORDS.iter().any(|(word, _)| part.starts_with(word));
            let mut part = (*part).to_owned();
            if of_words {
                for (word, chinese) in WORDS {
                    part = part.replace(word, chinese);
                }
            }
            said = said.replace(&format!("{{{index}}}"), &part);
        }
        Some(said)
    })
}

/// What the gaps of a form stand for in a sentence, when it is of that form.
fn fitted<'a>(form: &str, sentence: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = form.split("{}");
    let mut rest = sentence.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let at = match (piece.is_empty(), pieces.peek()) {
            (true, _) => rest.len(),
            // The last piece ends the sentence, whatever the gap before it holds.
            (false, None) => {
                rest.len().checked_sub(piece.len()).filter(|_| rest.ends_with(piece))?
            }
            (false, Some(_)) => rest.find(piece)?,
        };
        parts.push(rest.get(..at)?);
        rest = rest.get(at + piece.len()..)?;
    }
    rest.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn a_form_gives_its_gaps() {
        assert_eq!(fitted("“{}” is {}", "“甲” is 3"), Some(vec!["甲", "3"]));
        assert_eq!(
            fitted("“{}” is left out", "“” is left out” is left out"),
            Some(vec!["” is left out"])
        );
        assert_eq!(fitted("the {} end", "the end"), None);
        assert_eq!(
            known("“4l7” is read as “417”: look-alike characters, blanks").unwrap(),
            "“4l7”按“417”读取（形近字、空格）"
        );
    }

    /// Every finding that the drafts among the library's cases have is said in Chinese.
    #[test]
    fn every_finding_of_a_draft_is_said_in_chinese() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/draft");
        let mut read = 0;
        let mut unknown = BTreeSet::new();
        for entry in fs::read_dir(folder).unwrap() {
            let case = fs::read_to_string(entry.unwrap().path()).unwrap();
            let draft = case.strip_prefix("--- draft ---\n").unwrap_or(&case);
            let draft = draft.split("\n--- bulletin ---").next().unwrap_or_default();
            for finding in bulletin::draft::parse(draft).1 {
                let said = [Some(&finding.message), finding.hint.as_ref()];
                unknown.extend(
                    said.into_iter().flatten().filter(|said| known(said).is_none()).cloned(),
                );
                read += 1;
            }
        }
        assert_eq!(unknown, BTreeSet::new());
        assert!(read > 100, "{read} findings");
    }
}
