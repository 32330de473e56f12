//! What applying a theme can say.

use std::fmt;

use crate::length::Length;
use crate::message::{Argument, CodePoint, Language, Say, terms};

terms! {
    /// Why a picture beside the name cannot be shown.
    pub(crate) enum LogoFault {
        NotLoaded = "its file has not been loaded", "文件没有载入";
        Format = "it is neither a PNG nor a JPEG file", "不是 PNG 或 JPEG 格式";
        Unreadable = "it cannot be read", "读不出来";
    }
}

/// A number of a theme: a count or a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// So many rows, characters or percent.
    Count(i128),
    /// A length.
    Length(Length),
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Measure::Count(count) => write!(f, "{count}"),
            Measure::Length(length) => write!(f, "{length}"),
        }
    }
}

impl Say for Measure {
    fn say(&self, _: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }

    fn argument(&self) -> Argument {
        match self {
            Measure::Count(count) => i64::try_from(*count)
                .map_or_else(|_| Argument::Text(count.to_string()), Argument::Number),
            Measure::Length(length) => length.argument(),
        }
    }
}

crate::messages! {
    /// What applying a theme to a bulletin can say, and what is wrong with a theme.
    pub(crate) enum StyleMessage {
        /// A heading that runs into its text ends with no mark, so that a reader cannot tell where
        /// the heading stops.
        RunIn = Warning "section.run-in" {}
        en "the heading runs into its text without a mark between them",
            "end the heading with 。"
        zh "标题与正文之间没有标点", "标题末尾加“。”";

        /// A text refers to an id that no appendix, table or picture has; the id itself is printed.
        Reference = Warning "text.reference" { id: String = "scores".to_owned() }
        en "nothing has the id `{id}` that the text refers to",
            "give the appendix, table or picture this id, or correct the reference"
        zh "文中引用的 id“{id}”不存在", "给附件、表格或图片写上这个 id，或改正引用";

        /// A mark of a table is for rows or columns that the table does not have.
        MarkNowhere = Warning "table.mark-nowhere" { range: String = "9".to_owned() }
        en "the table has no rows or columns {range}; nothing is marked",
            "correct the numbers, which count from 1 or, with a minus, from the end"
        zh "表格没有第 {range} 行（栏），没有标出", "改正编号，编号从 1 起，负数从末尾数起";

        /// A word of a table is wider than its column, so that it is cut.
        WideWord = Warning "table.word" { columns: usize = 31 }
        en "a word does not fit into its column and is cut; the table has {columns} columns",
            "shorten it, take columns out, or set `size` or `width`"
        zh "有的词比所在的栏宽，会断开（共 {columns} 栏）", "缩短文字、减少栏数，或写 size、width";

        /// A name in the masthead is so long that it stands in its line only in small type.
        NameSmall = Warning "masthead.small-name" {
            size: Length = Length::pt(19.0), least: Length = Length::pt(22.0),
        }
        en "the name is so long that it is set in {size}, smaller than {least}",
            "look whether all of it is the name; a shorter one is larger"
        zh "名称过长，字号只有 {size}，小于 {least}", "检查是否都是名称，名称短些字号才大";

        /// A name in the masthead is so long that it could stand in its line only in type that
        /// nobody can read.
        NameIllegible = Error "masthead.illegible-name" {
            size: Length = Length::pt(6.0), least: Length = Length::pt(9.0),
        }
        en "the name is so long that it would be set in {size}; expected no less than {least}",
            "look whether all of it is the name, and shorten it"
        zh "名称过长，字号只能是 {size}，不能小于 {least}", "检查是否都是名称，并改短";

        /// The theme's rows have no slot for a part of the masthead, so that it is not printed.
        Unplaced = Warning "masthead.no-slot" {}
        en "the theme has no place for this part of the masthead; it is not printed",
            "give it a slot in `masthead.rows` of the theme"
        zh "版式没有安排报头的这一项，没有印出", "在版式的 masthead.rows 里给它安排位置";

        /// The picture beside the name was not loaded or cannot be read. It is left out.
        Logo = Error "masthead.logo" { why: LogoFault = LogoFault::NotLoaded }
        en "the picture beside the name is left out: {why}"
        zh "名称旁的图没有印出：{why}";

        /// A picture is named by its file, and the file was never read. An empty frame with its
        /// words stands in its place.
        FigureNotLoaded = Error "figure.not-loaded" { file: String = "hall.png".to_owned() }
        en "the picture {file} has not been loaded; an empty frame stands in its place",
            "load the pictures before the theme is applied"
        zh "图片 {file} 没有载入，原处留空框", "套用版式之前先载入图片";

        /// The bytes of a picture are of a format that the files cannot hold. An empty frame with
        /// its words stands in its place.
        FigureFormat = Error "figure.format" {}
        en "the picture is neither a PNG nor a JPEG file; an empty frame stands in its place",
            "save it as PNG or JPEG"
        zh "图片不是 PNG 或 JPEG 格式，原处留空框", "另存为 PNG 或 JPEG";

        /// The headers of a PNG or JPEG file are damaged or cut off, or of a kind that nobody shows.
        /// An empty frame with the words of the picture stands in its place.
        FigureUnreadable = Error "figure.unreadable" {}
        en "the picture cannot be read; an empty frame stands in its place",
            "open it in a picture editor and save it again"
        zh "图片读不出来，原处留空框", "用看图软件打开，重新保存一次";

        /// A PNG or JPEG file is cut off or damaged within the picture, or it does not have as many
        /// pixels as it says. An empty frame with the words of the picture stands in its place.
        FigureDamaged = Error "figure.damaged" {}
        en "the picture is cut off or damaged; an empty frame stands in its place",
            "fetch the file again from where it came from"
        zh "图片不完整或已损坏，原处留空框", "重新取得原文件，再放一次";

        /// A JPEG file is in the colours of printing inks (CMYK) and brings no profile that says which
        /// inks. The PDF shows each of red, green and blue as (1 − its ink) × (1 − black), of sRGB,
        /// and so keeps to PDF/A; the DOCX has the file as it is.
        FigureInks = Note "figure.inks" {}
        en "the picture is in CMYK without a profile; its colours in the PDF are computed and may \
            differ a little",
            "save it in RGB, or in CMYK with its profile"
        zh "图片为 CMYK 颜色而没有色彩配置文件，PDF 中的颜色由换算得出，可能略有出入",
            "另存为 RGB，或保存时嵌入色彩配置文件";

        /// There is no ready theme of that name.
        NoTheme = Error "theme.name" {
            name: String = "daily".to_owned(), names: Vec<&'static str> = vec!["gbt9704", "weekly"],
        }
        en "there is no theme “{name}”; expected one of {names}"
        zh "没有名为“{name}”的版式，可以是：{names}";

        /// What a theme builds on stands behind what it says itself, in a reader that reads in order.
        BaseNotFirst = Error "theme.base-not-first" {}
        en "`base` stands behind other keys", "write it first"
        zh "base 写在了其他键的后面", "请把它写在最前";

        /// A chart has no number at all: its frame is empty.
        ChartEmpty = Warning "chart.empty" {}
        en "the chart has no numbers yet", "fill them in, or take the chart out"
        zh "图表还没有数", "填入数，或删去图表";

        /// A number of a chart has no room to be written on it.
        ChartValues = Note "chart.crowded" {}
        en "there is no room to write every value on the chart",
            "make it wider, take fewer categories, or choose bars"
        zh "图表上位置不够，没有把数值都标上", "加宽图表、减少类别，或改用条形图";

        /// The names on a chart are so long that they are cut off, or it would be taller than a page.
        ChartNames = Warning "chart.names" {}
        en "the names on the chart are cut off, or it would be taller than a page", "shorten them"
        zh "图表上的名称过长，已截短，否则图表超过一页", "改短名称";

        /// There is no room for the name of every category of a chart.
        ChartCategories = Note "chart.categories" { every: usize = 2 }
        en "there is room for the name of one category in {every} only",
            "shorten the names, make the chart wider, or choose bars"
        zh "类别名称放不下，每 {every} 个只印一个", "改短名称、加宽图表，或改用条形图";

        /// What should stand beside each other does not fit on a page so, or a table is wider than its
        /// share.
        BesideStacked = Note "beside.stacked" {}
        en "this does not fit beside each other; it stands one below the other",
            "give it fewer columns, shorter text or smaller pictures"
        zh "并排放不下，改为上下排列", "减少栏数、缩短文字或缩小图片";

        /// A picture has no words that stand for it: who cannot see it learns nothing of it.
        FigureAlt = Note "figure.alt" {}
        en "nothing says what the picture shows", "say it in `alt`"
        zh "没有说明图片的内容", "在 alt 中写明";

        /// A number of a theme is too small or too large.
        Range = Error "theme.range" {
            value: Measure = Measure::Length(Length::pt(1.0)),
            least: Measure = Measure::Length(Length::pt(4.0)),
            most: Measure = Measure::Length(Length::pt(200.0)),
        }
        en "{value} is out of range: expected {least} to {most}"
        zh "{value} 超出范围，应当在 {least} 到 {most} 之间";

        /// The words that a theme prints hold a character that no file can carry, or a line end.
        Character = Error "theme.character" { character: CodePoint = CodePoint('\n') }
        en "the character {character} cannot stand here: expected words on one line"
        zh "这里不能有字符 {character}，应当是一行文字";

        /// The type area and the white beside it are larger than the sheet.
        TypeArea = Error "theme.type-area" {
            white: Length = Length::mm(28.0),
            area: Length = Length::mm(300.0),
            paper: Length = Length::mm(210.0),
        }
        en "the type area does not fit on the paper: {white} of white and {area} of type area are \
            more than {paper}"
        zh "版心超出纸张：留白 {white} 加版心 {area}，大于 {paper}";

        /// The rows of the grid stand closer than the type of the body is high.
        RowPitch = Error "theme.row-pitch" {
            pitch: Length = Length::mm(3.0), size: Length = Length::pt(16.0),
        }
        en "rows {pitch} apart are too close: expected at least the size of the body, {size}",
            "ask for fewer rows, or for smaller type"
        zh "行距 {pitch} 太小，至少应当等于正文字号 {size}", "减少行数，或改用小一些的字号";

        /// The rows of the grid are together higher than the type area.
        Rows = Error "theme.rows" {
            height: Length = Length::mm(300.0), area: Length = Length::mm(225.0),
        }
        en "the rows are together {height} high, more than the type area of {area}",
            "ask for fewer rows, or for a smaller pitch"
        zh "各行共高 {height}，大于版心高度 {area}", "减少行数，或改小行距";

        /// The characters of a line stand so close that they overlap.
        Columns = Error "theme.columns" {
            cell: Length = Length::mm(3.0), size: Length = Length::pt(16.0),
        }
        en "characters of {size} overlap by more than a quarter, for each has {cell}",
            "ask for fewer characters in a line, or for smaller type"
        zh "每字只有 {cell}，{size} 的字重叠超过四分之一", "减少每行字数，或改用小一些的字号";
    }
}
