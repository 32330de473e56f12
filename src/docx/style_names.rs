//! How the styles are called, and how a word processor offers them: by names in Chinese, in the order in which
//! a clerk needs them, each with what comes below it.

use crate::style::flow::Role;

/// What a style is called beside its name: in English, or as the word processor does not call its own style;
/// none of those that it translates itself.
pub(super) fn alias(role: Role) -> Option<&'static str> {
    Some(match role {
        Role::LineAbove => "Line Above Name",
        Role::Mark => "Bulletin Name",
        Role::NamePart => "Bulletin Name Part",
        Role::LineBelow => "Line Below Name",
        Role::Notice => "Notice",
        Role::Issue => "Issue Number",
        Role::Period => "Period",
        Role::Field => "Masthead Field",
        Role::Issuer => "Issuer",
        Role::Author => "Author",
        Role::Addressee => "Addressee",
        Role::SignOff => "Sign-off",
        Role::SignOffDate => "Sign-off Date",
        Role::EditorNote => "Editor's Note",
        Role::ContentsHeading => "Contents Heading",
        Role::ContentsItem => "要目,Contents Item",
        Role::Source => "Source",
        Role::Body => "Bulletin Body",
        Role::Note => "Paragraph Note",
        Role::Column => "Column Heading",
        Role::AppendixList => "Appendix List",
        Role::AppendixLabel => "Appendix Label",
        Role::AppendixTitle => "Appendix Title",
        Role::TableCaption => "表题,Table Caption",
        Role::TableUnit => "Table Unit",
        Role::TableHead => "Table Head",
        Role::TableCell => "Table Text",
        Role::TableNote => "Table Note",
        Role::FigureCaption => "Figure Caption",
        Role::Distribution => "Distribution",
        Role::Staff => "Staff",
        Role::ImprintLine => "Imprint Line",
        Role::PrintCount => "Print Count",
        Role::Printed => "Printed By",
        Role::Title | Role::Subtitle | Role::Heading(_) | Role::Footnote | Role::PageNumber => {
            return None;
        }
    })
}

/// Where a style stands in the list that a word processor offers: what a clerk needs for the text first,
/// then the masthead, the tables, the imprint.
pub(super) fn priority(role: Role) -> u8 {
    match role {
        Role::Body => 1,
        Role::Heading(level) => 1 + level.clamp(1, 5),
        Role::Title | Role::Subtitle | Role::Author | Role::Addressee => 7,
        Role::EditorNote | Role::Column | Role::Source | Role::Note => 8,
        Role::SignOff | Role::SignOffDate => 9,
        Role::AppendixList | Role::AppendixLabel | Role::AppendixTitle => 10,
        Role::TableCaption
        | Role::TableUnit
        | Role::TableHead
        | Role::TableCell
        | Role::TableNote
        | Role::FigureCaption => 20,
        Role::LineAbove
        | Role::Mark
        | Role::NamePart
        | Role::LineBelow
        | Role::Notice
        | Role::Issue
        | Role::Period
        | Role::Field
        | Role::Issuer => 30,
        Role::ContentsHeading | Role::ContentsItem => 31,
        Role::Distribution | Role::Staff | Role::ImprintLine | Role::PrintCount | Role::Printed => {
            40
        }
        Role::Footnote | Role::PageNumber => 99,
    }
}

/// What comes below a paragraph of a role when Enter is pressed at its end; none for the same again.
pub(super) fn followers(role: Role) -> &'static [Role] {
    match role {
        Role::LineAbove => &[Role::Mark],
        Role::Mark | Role::NamePart | Role::LineBelow => &[Role::Issue, Role::Period, Role::Issuer],
        Role::Issue => &[Role::Period, Role::Issuer],
        Role::Period => &[Role::Issuer, Role::Body],
        Role::Issuer | Role::Field => &[Role::Body],
        Role::Title => &[Role::Subtitle, Role::Author, Role::Addressee, Role::Body],
        Role::Subtitle => &[Role::Author, Role::Body],
        Role::Author
        | Role::Addressee
        | Role::Heading(_)
        | Role::Column
        | Role::Source
        | Role::EditorNote
        | Role::Note
        | Role::AppendixTitle
        | Role::TableNote
        | Role::FigureCaption => &[Role::Body],
        Role::SignOff => &[Role::SignOffDate],
        Role::ContentsHeading => &[Role::ContentsItem],
        Role::AppendixLabel => &[Role::AppendixTitle, Role::Body],
        Role::TableCaption => &[Role::TableUnit, Role::Body],
        _ => &[],
    }
}

/// How a style is called in Chinese, where that is a part of another name: a word processor translates its
/// own names only as a whole.
pub(super) fn chinese_name(role: Role) -> &'static str {
    match role {
        Role::Title => "标题",
        Role::Subtitle => "副标题",
        Role::ContentsItem => "要目",
        Role::Heading(0 | 1) => "标题 1",
        Role::Heading(2) => "标题 2",
        Role::Heading(3) => "标题 3",
        Role::Heading(4) => "标题 4",
        Role::Heading(_) => "标题 5",
        Role::TableCaption => "表题",
        Role::Footnote => "脚注文本",
        Role::PageNumber => "页脚",
        _ => id_and_name(role).1,
    }
}

/// The id of a role's style, and the name that a word processor shows: for those that it has
/// itself the name by which it knows them, and translates.
pub(super) fn id_and_name(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::LineAbove => ("LineAbove", "报头前行"),
        Role::Mark => ("Mark", "报头名称"),
        Role::NamePart => ("NamePart", "报头副名称"),
        Role::LineBelow => ("LineBelow", "报头后行"),
        Role::Notice => ("Notice", "报头标识"),
        Role::Issue => ("Issue", "期号"),
        Role::Period => ("Period", "起止日期"),
        Role::Field => ("Field", "报头项目"),
        Role::Issuer => ("Issuer", "编发单位"),
        Role::Title => ("Title", "Title"),
        Role::Subtitle => ("Subtitle", "Subtitle"),
        Role::Author => ("Author", "作者"),
        Role::Addressee => ("Addressee", "主送机关"),
        Role::SignOff => ("SignOff", "署名"),
        Role::SignOffDate => ("SignOffDate", "成文日期"),
        Role::EditorNote => ("EditorNote", "编者按"),
        Role::ContentsHeading => ("ContentsHeading", "要目标题"),
        Role::ContentsItem => ("TOC1", "toc 1"),
        Role::Source => ("Source", "供稿"),
        Role::Heading(0 | 1) => ("Heading1", "heading 1"),
        Role::Heading(2) => ("Heading2", "heading 2"),
        Role::Heading(3) => ("Heading3", "heading 3"),
        Role::Heading(4) => ("Heading4", "heading 4"),
        Role::Heading(_) => ("Heading5", "heading 5"),
        Role::Body => ("BulletinBody", "简报正文"),
        Role::Note => ("Note", "注"),
        Role::Footnote => ("FootnoteText", "footnote text"),
        Role::Column => ("Column", "栏目"),
        Role::AppendixList => ("AppendixList", "附件说明"),
        Role::AppendixLabel => ("AppendixLabel", "附件标识"),
        Role::AppendixTitle => ("AppendixTitle", "附件标题"),
        Role::TableCaption => ("Caption", "caption"),
        Role::TableUnit => ("TableUnit", "表格单位"),
        Role::TableHead => ("TableHead", "表头"),
        Role::TableCell => ("TableCell", "表格文字"),
        Role::TableNote => ("TableNote", "表注"),
        Role::FigureCaption => ("FigureCaption", "图题"),
        Role::Distribution => ("Distribution", "分送范围"),
        Role::Staff => ("Staff", "编审人员"),
        Role::ImprintLine => ("ImprintLine", "版记行"),
        Role::PrintCount => ("PrintCount", "印数"),
        Role::Printed => ("Printed", "印发"),
        Role::PageNumber => ("Footer", "footer"),
    }
}
