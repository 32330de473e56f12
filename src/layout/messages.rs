//! What the layout says: of characters that the faces lack, and of its own faults.

use crate::message::CodePoint;

crate::messages! {
    /// What is said of pages.
    pub(crate) enum LayoutMessage {
        /// No face of the font set has a character. In the PDF the sign 〓 stands in its place, and who
        /// copies the text gets the character; the DOCX has the character itself.
        MissingCharacter = Warning(Font) "font.missing-character" {
            character: char = '😀',
            code: CodePoint = CodePoint('😀'),
        }
        en "no face has the character {character} ({code}); the PDF shows 〓 in its place",
            "add a font that has it to the font set"
        zh "所有字体都没有“{character}”这个字（{code}），PDF 里显示为〓", "请加入有这个字的字体";

        /// Marks that have no shape, such as joiners and marks of direction from copied text, are not
        /// on the pages. The DOCX has them.
        Shapeless = Note "text.shapeless" {
            marks: Vec<CodePoint> = vec![CodePoint('\u{200E}'), CodePoint('\u{FE0F}')],
        }
        en "marks without shape are left out of the pages: {marks}"
        zh "没有字形的标记不印在页上：{marks}";

        /// The face of a text lacks a character; it is set in another face.
        Fallback = Note "font.fallback" {
            character: char = '镕',
            code: CodePoint = CodePoint('镕'),
            used: String = "BulletinKai-Light".to_owned(),
            wanted: &'static str = "仿宋_GB2312",
        }
        en "{character} ({code}) is set in {used}, for the face of {wanted} lacks it"
        zh "“{character}”（{code}）用“{used}”排印，因为“{wanted}”没有这个字";

        /// Letters of a script that runs from right to left are set in the order of reading from
        /// left to right, and are not joined.
        RightToLeft = Warning "text.right-to-left" {}
        en "words that run from right to left are set from left to right, their letters not joined",
            "show such words as a picture"
        zh "从右向左书写的文字按从左向右排印，字母也没有连写", "请把这些文字做成图片";

        /// The last line of a paragraph has one character, with or without a mark (孤字), and no
        /// tracking of the paragraph, at most 0.15 pt a character tighter or looser, helps.
        Orphan = Note "lines.orphan" {}
        en "the last line of the paragraph has one character",
            "add a word or take one away"
        zh "段落最后一行只有一个字", "请增减几个字";

        /// Something lies outside its page, in part or in whole: a line, a rule, a picture or a page
        /// number. The values of the theme do not fit together, each of them allowed.
        Outside = Error "layout.outside" {}
        en "something lies outside the page",
            "give the theme smaller sizes and gaps, or larger paper"
        zh "有内容超出纸张", "请改小版式的字号和间距，或改用大一些的纸张";

        /// A list of contents asks for the page of a heading that is on no page.
        HeadingNowhere = Error(Internal) "layout.heading-nowhere" {}
        en "the contents name a heading that is on no page"
        zh "目录所指的标题不在任何一页上";
    }
}
