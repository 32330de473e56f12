//! What each directive means, for the command's help and the documents.

use super::directive::{Key, WORDS};
use crate::message::Language;

/// A directive of the draft language: a line `\文：…` that names outright what it is.
///
/// ```
/// use bulletin::{Language, draft};
///
/// let all: Vec<_> = draft::directives().collect();
/// let name = all.iter().find(|directive| directive.word() == "名称").unwrap();
/// assert_eq!(name.meaning(Language::English), "the name of the bulletin");
/// assert_eq!(name.to_string(), r"\名称：");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Directive {
    key: Key,
    word: &'static str,
}

impl Directive {
    /// The word between the backslash and the colon: 名称.
    pub fn word(self) -> &'static str {
        self.word
    }

    /// What its line says, in a language.
    pub fn meaning(self, language: Language) -> &'static str {
        let (english, chinese) = meaning(self.key);
        if language == Language::Chinese { chinese } else { english }
    }
}

/// How its line begins.
impl std::fmt::Display for Directive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\\{}：", self.word)
    }
}

/// All directives of the draft language, in the order of a draft.
pub fn directives() -> impl Iterator<Item = Directive> {
    WORDS.iter().map(|(key, word)| Directive { key: *key, word })
}

/// What a key means, in English and in Chinese.
fn meaning(key: Key) -> (&'static str, &'static str) {
    match key {
        Key::Name => ("the name of the bulletin", "简报名称"),
        Key::NoName => ("the bulletin has no name", "没有名称"),
        Key::NamePart => ("the second part of the name", "名称的第二部分"),
        Key::LineAbove => ("a line above the name", "名称上面的一行"),
        Key::LineBelow => ("a line below the name", "名称下面的一行"),
        Key::LogoFile => ("the file of the picture beside the name", "名称旁标识图的文件"),
        Key::LogoData => ("the picture beside the name as Base64", "名称旁标识图的数据（Base64）"),
        Key::LogoAlt => ("what the picture beside the name shows", "名称旁标识图的文字说明"),
        Key::FieldLabel => {
            ("the label of a further line of the masthead", "报头另加一行的标签，如主办")
        }
        Key::FieldValue => ("what stands behind that label", "上面标签后面的内容"),
        Key::Issue => {
            ("the issue: year, number, total, series", "期号：年份、期号、总期号、增刊等")
        }
        Key::IssueLine => ("the line of the issue as it is printed", "期号一行照印的文字"),
        Key::Period => ("the days that the issue reports on", "起止日期"),
        Key::PeriodWords => ("the period in words", "用文字写的时段"),
        Key::Issuer => ("an issuer; a line for each", "编发单位，每个一行"),
        Key::Date => ("the date of issue", "编发日期"),
        Key::Secrecy => ("secrecy and its term", "密级和保密期限"),
        Key::Urgency => ("urgency", "紧急程度"),
        Key::Notice => ("a line of care, such as 内部资料", "“内部资料”之类的提示"),
        Key::CopyNumber => ("the number of the copy", "份号或编号"),
        Key::Signer => ("who signed the issue off", "签发人"),
        Key::EditorNote => ("a paragraph of the editor's note", "编者按的一段"),
        Key::ContentsAuto => ("contents made from the headings", "要目按标题生成"),
        Key::ContentsEmpty => ("contents without a line", "要目没有条目"),
        Key::ContentsLine => ("a line of the contents", "要目的一行"),
        Key::Title => ("the title of the text", "正文标题"),
        Key::Paragraph => ("a paragraph as it stands", "照原样的一段正文"),
        Key::Column => ("the heading of a column 【】", "【】栏目"),
        Key::Heading(0) => ("a heading of level 1", "一级标题，独占一行"),
        Key::Heading(1) => ("a heading of level 2", "二级标题，独占一行"),
        Key::Heading(2) => ("a heading of level 3", "三级标题，独占一行"),
        Key::Heading(3) => ("a heading of level 4", "四级标题，独占一行"),
        Key::Heading(_) => ("a heading of level 5", "五级标题，独占一行"),
        Key::RunIn(0) => {
            ("a heading of level 1; its text follows on the line", "一级标题，后面接正文")
        }
        Key::RunIn(1) => {
            ("a heading of level 2; its text follows on the line", "二级标题，后面接正文")
        }
        Key::RunIn(2) => {
            ("a heading of level 3; its text follows on the line", "三级标题，后面接正文")
        }
        Key::RunIn(3) => {
            ("a heading of level 4; its text follows on the line", "四级标题，后面接正文")
        }
        Key::RunIn(_) => {
            ("a heading of level 5; its text follows on the line", "五级标题，后面接正文")
        }
        Key::Numbered(0) => ("a number of level 1 without a heading", "一级序号，没有标题"),
        Key::Numbered(1) => ("a number of level 2 without a heading", "二级序号，没有标题"),
        Key::Numbered(2) => ("a number of level 3 without a heading", "三级序号，没有标题"),
        Key::Numbered(3) => ("a number of level 4 without a heading", "四级序号，没有标题"),
        Key::Numbered(_) => ("a number of level 5 without a heading", "五级序号，没有标题"),
        Key::Number => ("the form of the number above", "上面序号的写法"),
        Key::Center => ("a paragraph in the middle", "居中的一段"),
        Key::Right => ("a paragraph at the right", "靠右的一段"),
        Key::BlockNote => ("a note on what stands above", "对上面内容的注"),
        Key::Id => {
            ("the mark by which what stands above is referred to", "上面内容的标记，供文中引用")
        }
        Key::Article => ("an article begins, with its title", "一篇文章开始，后面是标题"),
        Key::Source => ("who supplied the article", "文章的来源"),
        Key::Subtitle => ("the subtitle", "副标题"),
        Key::Author => ("the author", "作者"),
        Key::ContentsHeading => ("the words above the contents", "要目上面的字样"),
        Key::Addressee => ("to whom the bulletin is addressed", "主送机关"),
        Key::SignOff => ("an organisation that signs", "落款的单位"),
        Key::SignOffDate => ("the date below it", "落款的日期"),
        Key::SignOffSeal => ("room for a seal", "留出盖章的位置"),
        Key::Caption => ("the title of the table below", "下面表格的标题"),
        Key::Unit => ("the unit of the table below", "下面表格的单位"),
        Key::Note => ("the note of the table above", "上面表格的注"),
        Key::TableForm => ("the rules of the table above", "上面表格的框线"),
        Key::TableSize => ("the type size of the table above", "上面表格的字号"),
        Key::TableMark => ("how some cells of the table above look", "上面表格某些格的样子"),
        Key::Cell => ("at the start of a cell: how it looks", "写在格的开头：这一格的样子"),
        Key::Ranking => ("the table below is a ranking", "下面的表格是排名"),
        Key::RankTies => ("how ranks go on behind a tie", "并列以后名次怎样接"),
        Key::RankOrder => ("whether the highest or the lowest is first", "由高到低还是由低到高"),
        Key::RankBy => ("by which column it is ranked", "按哪一栏排名"),
        Key::RankColumn => ("what a column of the ranking is", "排名表某一栏的作用"),
        Key::RankSummary => ("the last row of the ranking", "排名表末尾的汇总行"),
        Key::Chart => ("the table below is drawn as a chart", "下面的表格画成图表"),
        Key::ChartBare => ("no values on the chart", "图表上不标数值"),
        Key::Beside => ("what stands beside each other begins", "并排的内容开始"),
        Key::BesideCell => ("the next of what stands beside each other", "并排的下一项"),
        Key::BesideEnd => ("its end", "并排的内容结束"),
        Key::RankTop => ("how the first names look", "排名前列的样子"),
        Key::RankBottom => ("how the last names look", "排名末列的样子"),
        Key::FigureFile => ("a picture by its file", "图片文件"),
        Key::FigureData => ("a picture as Base64", "图片数据（Base64）"),
        Key::FigureAlt => ("what the picture shows", "图片的文字说明"),
        Key::FigureCaption => ("the title of the picture", "图片的标题"),
        Key::FigureWidth => ("its width in hundredths of the line", "图片宽度，占行宽的百分之几"),
        Key::Appendix => ("an annex begins, with its title", "一个附件开始，后面是标题"),
        Key::Report => ("to superiors (报)", "版记“报”的单位"),
        Key::Send => ("to peers (送)", "版记“送”的单位"),
        Key::IssueTo => ("to subordinates (发)", "版记“发”的单位"),
        Key::Copy => ("for information (抄送)", "版记“抄送”的单位"),
        Key::EntryLabel => {
            ("the label of a further row of the imprint", "版记另加一行的标签，如主送")
        }
        Key::EntryValue => ("what stands behind that label", "上面标签后面的内容"),
        Key::EntryLine => ("a line of the imprint without a label", "版记里没有标签的一行"),
        Key::ImprintFile => ("the file of the picture in the imprint", "版记里图片的文件"),
        Key::ImprintData => ("the picture in the imprint as Base64", "版记里图片的数据（Base64）"),
        Key::ImprintAlt => ("what the picture in the imprint shows", "版记里图片的文字说明"),
        Key::ImprintCaption => ("the title of the picture in the imprint", "版记里图片的标题"),
        Key::ImprintWidth => ("the width of the picture in the imprint", "版记里图片的宽度"),
        Key::ImprintId => ("the mark of the picture in the imprint", "版记里图片的标记"),
        Key::PrintCount => ("how many copies are printed", "印数"),
        Key::StaffLabel => {
            ("what a person in the imprint does", "版记里人员的职务或联系方式的名称")
        }
        Key::StaffValue => ("the name or number behind it", "上面职务的姓名或号码"),
        Key::PrintedBy => ("who prints and sends it", "印发机关"),
        Key::PrintedOn => ("when it is printed and sent", "印发日期"),
    }
}
