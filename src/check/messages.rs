//! What looking at a bulletin can say.

crate::messages! {
    /// What looking at a bulletin can say.
    pub(crate) enum CheckMessage {
        /// A half-width comma, semicolon, colon, question or exclamation mark stands beside Chinese.
        Point = Warning "check.half-width-mark" { }
        en "a half-width mark stands beside Chinese", "write the full-width “，；：？！”"
        zh "汉字旁边用了半角标点", "改用全角的“，；：？！”";

        /// Half-width brackets stand around Chinese.
        Brackets = Warning "check.half-width-brackets" { }
        en "half-width brackets stand around Chinese", "write “（” and “）”"
        zh "汉字外面用了半角括号", "改用全角的“（”“）”";

        /// A half-width dot ends a Chinese sentence.
        Stop = Warning "check.half-width-stop" { }
        en "a half-width dot ends a Chinese sentence", "write “。”"
        zh "句末用了半角圆点", "改用句号“。”";

        /// A half-width dot stands between Chinese words: a full stop, or the dot of a name.
        StopOrDot = Review "check.dot" { }
        en "a half-width dot stands between Chinese words",
           "write “。” where a sentence ends, “·” in a name"
        zh "汉字之间用了半角圆点", "一句完了用“。”，人名当中用“·”";

        /// An ellipsis is written with dots, or with one or three characters instead of two
        /// (GB/T 15834-2011, 4.11.2).
        Ellipsis = Warning "check.ellipsis" { }
        en "an ellipsis is not written as “……”", "write “……”"
        zh "省略号写得不对", "写成“……”，占两个字";

        /// The label at the beginning of a paragraph has another mark than the standard's: 一、 （一） 1.
        /// （1） (GB/T 15834-2011, appendix B.3).
        ItemMark = Warning "check.item-mark" { }
        en "the number at the beginning has the wrong mark", "write “一、”, “（一）”, “1.” or “（1）”"
        zh "段首序号的标点不对", "写成“一、”“（一）”“1.”“（1）”的样子";

        /// A tilde stands in a range.
        Wave = Warning "check.tilde" { }
        en "a half-width tilde stands in a range", "write “～”, or “—” between years"
        zh "数值范围用了半角波纹号", "改用“～”，年份之间用“—”";

        /// A hyphen stands beside Chinese or between two numbers, where a range, a connection or a dash
        /// may be meant.
        Hyphen = Review "check.hyphen" { }
        en "a hyphen stands where a range or a dash may be meant",
           "write “～” or “—” for a range, “—” for a connection, “——” for a dash"
        zh "用了半角短横，可能是范围、连接或者破折号", "范围用“～”或“—”，连接用“—”，破折号用“——”";

        /// A space that means nothing stands beside a number or a mark.
        Blank = Warning "check.blank" { }
        en "a space that means nothing stands beside a number or a mark", "delete it"
        zh "数字或标点旁边有多余的空格", "删去空格";

        /// A space stands between Chinese characters, where it may separate words.
        BlankKept = Review "check.blank-between" { }
        en "a space stands between Chinese characters: it may separate words or be a slip",
           "delete it, or write “、” or “，”"
        zh "汉字之间有空格，可能用来分词，也可能是残留", "删去，或者改用“、”“，”";

        /// Words kept from the last issue name a day, month or year that is not one of this issue.
        StaleDate = Review "check.stale-date" { words: String = "5月31日".into() }
        en "“{words}” is kept from the last issue", "write the time of this issue, if it is meant"
        zh "“{words}”是上一期留下来的", "如果应当是本期的时间，请改过来";

        /// Words kept from the last issue compare numbers.
        StaleComparison = Review "check.stale-comparison" { words: String = "↑1".into() }
        en "“{words}” is kept from the last issue, and compares its numbers",
           "write the comparison of this issue, or delete it"
        zh "“{words}”是上一期的比较", "按本期的数字改，或者删去";

        /// A mark was replaced by the right one.
        Repaired = Note "check.repaired" {
            original: String = ",".into(),
            written: String = "，".into(),
        }
        en "“{original}” is now “{written}”"
        zh "“{original}”已改为“{written}”";

        /// A mark that is too much was removed.
        Removed = Note "check.removed" { original: String = "、".into() }
        en "“{original}” is removed"
        zh "“{original}”已删去";

        /// A space that means nothing was removed.
        BlankRemoved = Note "check.blank-removed" { }
        en "a space that means nothing is removed"
        zh "已删去多余的空格";
    }
}
