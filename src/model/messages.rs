//! What is said of a bulletin that does not keep the rules, from whatever it was read or made.

use std::fmt;

use chrono::NaiveDate;

use crate::error::Error;
use crate::message::{Argument, CodePoint, Language, Say, terms};
use crate::place::{ModelPath, Place, Walk};
use crate::raise::raise_below;

terms! {
    /// How many of two things there are, where one is expected.
    pub(crate) enum Given {
        Neither = "neither", "都没有";
        Both = "both", "都有";
    }
}

terms! {
    /// What a limit counts.
    pub(crate) enum Counts {
        SectionLevels = "levels of sections", "章节层次";
        NumberCharacters = "characters of the form of a number", "序号样式的字数";
        Sections = "sections beside each other", "同级章节数";
        Blocks = "blocks in one list", "同一处的段落和图表数";
        Rows = "rows of a table", "表格行数";
        Columns = "columns of a table", "表格栏数";
        Categories = "categories of a chart", "图表类别数";
        ChartName = "characters of a name in a chart", "图表中一个名称的字数";
        Series = "series of a chart", "图表数据系列数";
        Shares = "shares of a whole", "饼图份数";
        Groups = "groups above a column", "栏上的组数";
        Marks = "marks of a table", "表格的标记数";
        MarkRanges = "ranges of a mark", "一个标记的范围数";
        Characters = "characters of one text", "一段文字的字数";
        ImageBytes = "bytes of one image", "一幅图片的字节数";
        Pixels = "pixels of one picture", "一幅图片的像素数";
        AllSections = "sections in all", "章节总数";
        AllBlocks = "blocks in all", "段落和图表总数";
        AllCells = "cells of all tables", "表格单元格总数";
        AllCharacters = "characters in all", "总字数";
        AllImageBytes = "bytes of all images", "图片总字节数";
        AllPixels = "pixels of all pictures", "图片总像素数";
        Articles = "articles", "文章篇数";
        Appendices = "appendices", "附件数";
        Issuers = "issuers", "编发单位数";
        LinesAbove = "lines above the name", "报头名称以上的行数";
        LinesBelow = "lines below the name", "报头名称以下的行数";
        Notices = "notices", "提示行数";
        Fields = "lines with a label", "带标签的行数";
        Note = "paragraphs of the editor's note", "编者按段数";
        Contents = "lines of the contents", "目录行数";
        Staff = "entries of the staff line", "责任人员项数";
        ImprintEntries = "entries of the imprint", "版记自列项数";
        Signers = "organisations in the sign-off", "署名单位数";
    }
}

terms! {
    /// Why a file could not be read.
    pub(crate) enum Unread {
        Missing = "there is no such file", "没有这个文件";
        Denied = "it may not be read", "没有读取权限";
        Other = "reading failed", "读取失败";
    }
}

impl From<&std::io::Error> for Unread {
    fn from(error: &std::io::Error) -> Unread {
        match error.kind() {
            std::io::ErrorKind::NotFound => Unread::Missing,
            std::io::ErrorKind::PermissionDenied => Unread::Denied,
            _ => Unread::Other,
        }
    }
}

crate::messages! {
    /// What is said of a bulletin that does not keep the rules.
    pub(crate) enum ModelMessage {
        /// A name, a heading or another text that must say something is empty or white space.
        Blank = Error "input.blank" {}
        en "nothing but white space; expected words"
        zh "只有空白，应当有文字";

        /// A bulletin has neither a name nor anything else.
        Empty = Error "input.empty" {}
        en "a bulletin that says nothing; expected a name or text"
        zh "简报没有内容，应当有名称或正文";

        /// A text holds a character that can neither be printed nor written to a file.
        Character = Error "input.character"
        { position: usize = 3, character: CodePoint = CodePoint('\u{7}') }
        en "character {position} is {character}; expected text without control characters other than line feed and tab", "delete it"
        zh "第 {position} 个字符 {character} 是无法印出的控制字符", "删去该字符";

        /// A whole number is smaller or larger than it can be there.
        Range = Error "input.range"
        { number: Whole = Whole(0), from: Whole = Whole(1), to: Whole = Whole(100) }
        en "{number} is out of range; expected a whole number from {from} to {to}"
        zh "{number} 超出范围，应当是 {from} 至 {to} 的整数";

        /// A text that should be a date is none: written in another way, or a day that there is
        /// not.
        Date = Error "input.date" { text: String = "2024-02-30".to_owned() }
        en "`{text}` is not a date; expected year-month-day, such as 2024-03-12 or 2024年3月12日"
        zh "“{text}”不是日期，日期应写作 2024-03-12 或 2024年3月12日";

        /// The weekday beside a date is not that of the day.
        Weekday = Error "input.weekday"
        {
            day: NaiveDate = NaiveDate::from_ymd_opt(2025, 1, 2).unwrap_or_default(),
            said: String = "星期五".to_owned(),
            weekday: String = "星期四".to_owned(),
        }
        en "{day} is no {said}; expected {weekday}", "correct the day or the weekday"
        zh "{day} 不是{said}，是{weekday}", "改正日期或星期";

        /// The year of a date has not four digits.
        Year = Error "input.year" { year: i32 = 24 }
        en "the year {year} does not have four digits"
        zh "年份 {year} 不是四位数";

        /// A period ends before it starts.
        Period = Error "input.period"
        {
            start: NaiveDate = NaiveDate::from_ymd_opt(2024, 3, 2).unwrap_or_default(),
            end: NaiveDate = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap_or_default(),
        }
        en "the period ends on {end}, before it starts on {start}; expected a start not after the end"
        zh "起止日期颠倒：起于 {start}，止于 {end}";

        /// A period is none of the forms that periods have, nor words.
        PeriodLine = Error "input.period-form" { line: String = "2025-W09".to_owned() }
        en "`{line}` is not a period; expected a form such as “第9周”, “4月份” or 2025-01-02/2025-01-08"
        zh "“{line}”不是起止日期，应写作 第9周、4月份 或 2025-01-02/2025-01-08";

        /// A period has both words and days.
        PeriodParts = Error "input.period-parts" {}
        en "a period with `words` and days; expected one of them"
        zh "words 与 start、end 只能写一种";

        /// An issue says neither year nor number, total or series.
        Issue = Error "input.issue" {}
        en "an issue that says nothing; expected at least one of `year`, `number`, `total` and `series`"
        zh "期号没有内容，year、number、total、series 至少写一项";

        /// A line is none of the forms that issues have.
        IssueLine = Error "input.issue-form" { line: String = "8/2025".to_owned() }
        en "`{line}` is not an issue; expected a form such as “2025年第8期（总第480期）”", "write `line` for a line that is printed as it is"
        zh "“{line}”不是期号，应写作 2025年第8期（总第480期）", "照原样印的一行写在 line 里";

        /// The numbers of a joint issue do not rise, or the list of them is too long.
        IssueNumbers = Error "input.issue-numbers" { numbers: String = "9—8".to_owned() }
        en "`{numbers}` are not the numbers of one issue; expected a form such as 8—9, or “10、11” for up to ten"
        zh "“{numbers}”不是一期的期号，应写作 8—9，或者 10、11（最多十个）";

        /// The series of an issue is neither a name that there is nor a Chinese word.
        Series = Error "input.series" { word: String = "suplement".to_owned() }
        en "`{word}` is no series; expected `regular`, `supplement`, `special`, `special-edition`, `inaugural`, `trial` or a Chinese word"
        zh "没有“{word}”这种刊别，应写作 regular、supplement、special、special-edition、inaugural、trial 之一，或者自定的词";

        /// A picture has no data.
        Picture = Error "input.picture" {}
        en "a picture without data; expected the bytes of a PNG or JPEG file"
        zh "图片没有数据，应当是 PNG 或 JPEG 文件的内容";

        /// A figure in a file names its picture neither by `file` nor by `data`, or by both.
        PictureSource = Error "input.picture-source" { given: Given = Given::Neither }
        en "a figure with {given} of `file` and `data`; expected one of them"
        zh "file 和 data {given}，应当只写一项";

        /// The data of a picture is not Base64.
        Base64 = Error "input.base64" {}
        en "this is not Base64; expected the bytes of an image in Base64"
        zh "不是 Base64 编码，图片数据应当用 Base64 写";

        /// The file of a picture cannot be read.
        Unreadable = Error(Io) "input.unreadable-picture"
        { file: String = "hall.png".to_owned(), why: Unread = Unread::Missing }
        en "cannot read the picture {file}: {why}", "look whether the path is right and counts from where the program looks"
        zh "无法读取图片文件“{file}”：{why}", "检查文件名和所在文件夹";

        /// A section lets its text run into a heading that it does not have.
        RunIn = Error "input.run-in" {}
        en "`run_in` is set; expected a `heading` for it"
        zh "写了 run_in 而没有 heading，接排的标题不能缺";

        /// The form of a section's number is not on one line.
        NumberForm = Error "input.number-form" {}
        en "the form of a number has a line feed or a tab; expected it on one line"
        zh "序号样式中有换行或制表符，应当写在一行，如“第一部分”";

        /// A subtitle or an author stands below a title that the bulletin does not have.
        BelowTitle = Error "input.below-title" {}
        en "a subtitle or an author without a title; expected a `title` above it"
        zh "有副标题或作者而没有 title，应当写明标题";

        /// A sign-off names no organisation and no date.
        SignOff = Error "input.sign-off" {}
        en "a sign-off that says nothing; expected `signers` or a `date`"
        zh "落款没有内容，signers、date 至少写一项";

        /// Two appendices, tables or pictures have the same id.
        Id = Error "input.id" { id: String = "scores".to_owned() }
        en "`{id}` is the id of something before it; expected another"
        zh "id“{id}”前面已有，应当另取";

        /// A table has no columns.
        Columns = Error "input.columns" {}
        en "a table without columns; expected at least one"
        zh "表格没有栏，至少要有一栏";

        /// A row of a table has more or fewer cells than the table has columns.
        Cells = Error "input.cells" { cells: Counted = Counted::cells(3), columns: Counted = Counted::columns(4) }
        en "{cells} for {columns}; expected one cell for each column"
        zh "本行有 {cells} 格，表格有 {columns} 栏，每栏应当一格";

        /// A cell of the first row continues the cell above, and there is none.
        Above = Error "input.above" {}
        en "`above` in the first row, where nothing is above it; expected text or a number"
        zh "第一行之上没有格，不能写 above";

        /// A cell of the first column continues the cell at its left, and there is none.
        Left = Error "input.left" {}
        en "`left` in the first column, where nothing is at the left; expected text or a number"
        zh "第一栏左边没有格，不能写 left";

        /// A cell and those that continue it do not fill a rectangle, or something else stands in it.
        Rectangle = Error "input.rectangle" {}
        en "merged cells that are not a rectangle; expected as many columns in each of their rows",
            "write `left` in the first row of the cell, `above` in its first column, either inside"
        zh "合并的格不是矩形，各行应当同样宽", "首行各格写 left，首栏各格写 above，其余写哪个都可以";

        /// A cell in a file has neither `text` nor `value`, or both.
        CellValue = Error "input.cell" { given: Given = Given::Neither }
        en "a cell with {given} of `text` and `value`; expected one of them"
        zh "text 和 value {given}，应当只写一项";

        /// A cell that continues another has a look of its own.
        CellGoesOn = Error "input.cell-goes-on" {}
        en "a cell that continues another looks as that one; expected `above` or `left` alone"
        zh "接续的格与所接的格同样式，above、left 应当单独写";

        /// A mark says of no cell how it looks.
        Mark = Error "input.mark" {}
        en "a mark that says nothing; expected at least one of `bold`, `color` and `fill`"
        zh "标记没有内容，bold、color、fill 至少写一项";

        /// The rows or columns of a mark are no numbers that count from 1 or, with a minus, from the
        /// end, or their ends cross.
        MarkRange = Error "input.mark-range" { range: String = "4..2".to_owned() }
        en "`{range}` are no rows or columns; expected a number such as 3 or -1, or a range such as 2..4"
        zh "“{range}”不是行或栏的编号，应写作 3、-1（倒数第一）或 2..4";

        /// A text that should be a number is none.
        Number = Error "input.number" { text: String = "1,55".to_owned() }
        en "`{text}` is not a number; expected a form such as -1,550.25%"
        zh "“{text}”不是数，数应写作 1550、1,550.25 或 68.75%";

        /// A number is infinite or not a number, as from a division by nought.
        Finite = Error "input.finite" {}
        en "a number without a value, as from a division by nought; expected a finite one"
        zh "数没有确定的值（例如除以零的结果）";

        /// A block in a file has no key or several.
        Block = Error "input.block" { keys: Counted = Counted::keys(2) }
        en "a block with {keys}; expected text, or exactly one of `table`, `ranking`, `figure`, `chart`, `beside`, `column`, `center`, `right` and `note`"
        zh "此处有 {keys} 个键，应当是文字，或 table、ranking、figure、chart、beside、column、center、right、note 之一";

        /// A name of a ranking has more or fewer scores than there are columns for them.
        Scores = Error "input.scores" { scores: Counted = Counted::scores(1), columns: Counted = Counted::columns(3) }
        en "{scores} for {columns} of scores; expected one for each, or none while there are none yet", "the columns are the rank, the name, each score and the total, unless `role` says otherwise"
        zh "有 {scores} 个得分、{columns} 个得分栏，应当每栏一个得分，尚未评分的都不写", "各栏依次是名次、名称、每个得分、总分，另有规定的写 role";

        /// A ranking has no column for the rank or the name, or several.
        RankColumns = Error "input.rank-columns" {}
        en "expected one column for the rank and one for the name"
        zh "名次栏和名称栏应当各有一栏";

        /// A ranking is ranked by a score that has no column.
        RankBy = Error "input.rank-by" { heading: String = "得分".to_owned() }
        en "no column of scores has the heading {heading}; expected the heading of one"
        zh "没有标题为“{heading}”的得分栏，by 应当写某个得分栏的标题";

        /// A name has a rank before, and no column shows it.
        PreviousRank = Error "input.previous-rank" {}
        en "a rank before that no column shows; expected a column with the role `previous` or `change`"
        zh "写了 previous 而没有栏显示它，应当有 role 为 previous 或 change 的栏";

        /// A column that holds no scores has a weight.
        Weight = Error "input.weight" {}
        en "a weight where there are no scores; expected it at a column of scores"
        zh "不是得分栏，不能写 weight";

        /// A column of subtotals belongs to no group of scores.
        Subtotal = Error "input.subtotal" {}
        en "a subtotal without `group`; expected the group of the scores that it adds up"
        zh "小计栏没有写 group，应当写所小计的得分组";

        /// A ranking adds percentages to other numbers.
        ScoreSigns = Error "input.score-signs" { score: String = "7%".to_owned() }
        en "`{score}` cannot be added to the scores before it; expected all or none with `%` or `‰`"
        zh "“{score}”不能与前面的得分相加，百分号应当都有或都没有";

        /// A score has too many digits to be added up.
        ScoreDigits = Error "input.score-digits" { score: String = "0.1".repeat(12) }
        en "`{score}` cannot be added up; expected a decimal of at most 28 digits"
        zh "“{score}”位数过多，最多 28 位";

        /// The sum of scores has too many digits to be exact.
        TotalDigits = Error "input.total-digits" { score: String = "0.1".repeat(9) }
        en "`{score}` makes a sum of more than 28 digits, which is not exact"
        zh "加上“{score}”后总分超过 28 位，不能准确相加";

        /// A chart has no categories or no series.
        ChartEmpty = Error "input.chart-empty" {}
        en "a chart without categories or series; expected at least one of each"
        zh "图表没有类别或数据系列，应当各有至少一个";

        /// A series of a chart has more or fewer values than there are categories.
        ChartValues = Error "input.chart-values" { values: Counted = Counted::values(3), categories: Counted = Counted::categories(4) }
        en "{values} for {categories}; expected one for each", "write \"\" for a value that is missing"
        zh "有 {values} 个数、{categories} 个类别，应当每个类别一个数", "缺的数写空的引号 \"\"";

        /// One of several series of a chart has no name.
        ChartName = Error "input.chart-name" {}
        en "a series without a name beside others; expected a `name` for each"
        zh "有几个数据系列时每个都应当写 name";

        /// A value of a chart has more digits than a spreadsheet keeps.
        ChartDigits = Error "input.chart-digits" { value: String = "0.1".repeat(9) }
        en "`{value}` cannot be drawn; expected at most 15 digits"
        zh "“{value}”位数过多，图表中的数最多 15 位";

        /// The values of a chart are percentages and other numbers together.
        ChartSigns = Error "input.chart-signs" { value: String = "7%".to_owned() }
        en "`{value}` cannot stand in one chart with the values before it; expected all or none with `%` or `‰`"
        zh "“{value}”不能与前面的数画在一张图中，百分号应当都有或都没有";

        /// Shares of a whole are negative, all nought, or of several series.
        ChartShares = Error "input.chart-shares" {}
        en "these are not shares of a whole; expected one series of numbers not less than nought, and not all nought"
        zh "不能画成饼图，应当只有一个数据系列，数不小于零且不全为零";

        /// Fewer than two or more than three things stand beside each other.
        Beside = Error "input.beside" {}
        en "expected two or three things beside each other"
        zh "并排的应当是两项或三项";

        /// What stands beside others is empty, or a block that cannot stand there.
        BesideCell = Error "input.beside-cell" {}
        en "this cannot stand beside others; expected text, a figure, a chart, a table or a ranking"
        zh "这里不能并排，应当是文字、图片、图表、表格或排名";

        /// The bulletin is larger or deeper than a limit, which is named.
        Limit = Error(Limit) "limit.exceeded"
        { limit: &'static str = "ROWS", max: usize = 100_000, counts: Counts = Counts::Rows }
        en "more than {max} {counts}: the limit {limit} is {max}"
        zh "{counts}超过上限 {max}";
    }
}

/// A rule that was not kept: the message, without its place.
pub(super) type Fault = ModelMessage;

/// A rule that was not kept somewhere below a value. Boxed, so that a result of it is small.
#[derive(Debug)]
pub(super) struct Misplaced(Box<(Fault, ModelPath)>);

impl Misplaced {
    pub(super) fn new(fault: Fault, below: ModelPath) -> Misplaced {
        Misplaced(Box::new((fault, below)))
    }

    /// The error of a reader.
    pub(super) fn raise<E: serde::de::Error>(self) -> E {
        let (fault, below) = *self.0;
        raise_below(fault, below)
    }

    /// The error of a value at this path.
    pub(super) fn at(self, path: &Walk<'_>) -> Error {
        let (fault, below) = *self.0;
        Error::new(fault, Place::path(below.below(&path.path())))
    }
}

/// A whole number of any type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Whole(pub(crate) i128);

impl Say for Whole {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }

    fn argument(&self) -> Argument {
        i64::try_from(self.0).map_or_else(|_| Argument::Text(self.0.to_string()), Argument::Number)
    }
}

/// A number of things: "1 cell", "3 cells". In Chinese the number alone, for the sentence has the
/// measure word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    count: usize,
    /// What one is called, and what several are.
    names: (&'static str, &'static str),
}

impl Counted {
    pub(crate) fn cells(count: usize) -> Counted {
        Counted { count, names: ("cell", "cells") }
    }

    pub(crate) fn columns(count: usize) -> Counted {
        Counted { count, names: ("column", "columns") }
    }

    pub(crate) fn keys(count: usize) -> Counted {
        Counted { count, names: ("key", "keys") }
    }

    pub(crate) fn scores(count: usize) -> Counted {
        Counted { count, names: ("score", "scores") }
    }

    pub(crate) fn categories(count: usize) -> Counted {
        Counted { count, names: ("category", "categories") }
    }

    pub(crate) fn values(count: usize) -> Counted {
        Counted { count, names: ("value", "values") }
    }
}

impl Say for Counted {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, several) = self.names;
        match language {
            Language::Chinese => write!(f, "{}", self.count),
            Language::English if self.count == 1 => write!(f, "1 {one}"),
            Language::English => write!(f, "{} {several}", self.count),
        }
    }

    fn argument(&self) -> Argument {
        self.count.argument()
    }
}
