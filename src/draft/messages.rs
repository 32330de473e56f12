//! What reading a draft can say.

use crate::message::terms;

terms! {
    /// What was repaired in characters to read them.
    pub(crate) enum Repair {
        /// l for 1, O for 0, 曰 for 日.
        LookAlikes = "look-alike characters", "形近字";
        /// ２０２４
        WideDigits = "full-width digits", "全角数字";
        /// 第08期
        LeadingZeros = "leading zeros", "数字前的零";
        /// 4 7 9
        Blanks = "spaces", "空格";
    }
}

terms! {
    /// What words of the head may be.
    pub(crate) enum Role {
        /// 窗口工作周报
        Name = "the name of the bulletin", "简报名称";
        /// Who issues it.
        Issuer = "an issuer", "编发单位";
        /// An organisation above the name.
        LineAbove = "a line above the name", "名称上面的一行";
        /// The title of the text.
        Title = "the title of the text", "正文标题";
        /// A heading within the text.
        Heading = "a heading in the text", "正文小标题";
        /// NO.12
        Issue = "the number of the issue", "期号";
        /// NO.0012
        CopyNumber = "the number of the copy", "份号";
        /// 费知行
        Author = "the author", "作者";
        /// 甲镇抓春耕
        Article = "the title of an article", "一篇的标题";
        /// 赠阅
        Line = "a line of the masthead", "报头里的一行";
        /// The first line of a paragraph.
        Text = "text", "正文";
    }
}

terms! {
    /// What of Markdown or HTML was read.
    pub(crate) enum Mark {
        /// `- 甲`
        Bullet = "bullets of a list", "列表符号";
        /// `[x] 甲`
        Task = "boxes of tasks", "任务方框";
        /// `> 甲`
        Quote = "a quotation", "引用";
        /// `[甲](https://…)`
        Link = "links", "链接";
        /// Words between backticks.
        Code = "code", "代码";
        /// Lines between ``` and ```.
        CodeBlock = "a block of code", "代码块";
        /// `*甲*`
        Emphasis = "marks of emphasis", "强调记号";
        /// `\[`
        Escape = "backslashes before marks", "记号前的反斜杠";
        /// `&lt;`
        Entity = "characters by name", "字符名";
        /// `[^1]`
        Footnote = "footnotes", "脚注";
        /// `<br>`
        Break = "line breaks", "换行记号";
        /// === or --- under a heading.
        Underline = "lines under headings", "标题下的横线";
        /// `<table>`
        Table = "a table", "表格";
        /// `## 甲` with another blank, none, or on the line of what stands before it.
        Heading = "signs of headings", "标题记号";
        /// 📌 before the words of a heading.
        Ornament = "ornaments before headings", "标题前的图案";
        /// `key: value` between lines of dashes at the beginning.
        FrontMatter = "front matter", "文前字段";
        /// Labels and values of the masthead in a table.
        FieldTable = "a table of fields", "字段表";
    }
}

impl DraftMessage {
    /// Whether it says that a line, or a part of it, was left out.
    pub(super) fn leaves_out(&self) -> bool {
        matches!(
            self,
            DraftMessage::PageNumber {}
                | DraftMessage::EndMark {}
                | DraftMessage::Export { .. }
                | DraftMessage::Chat {}
                | DraftMessage::Form {}
                | DraftMessage::RunningHead {}
                | DraftMessage::RepeatedHead {}
                | DraftMessage::Continuation {}
                | DraftMessage::Rule {}
                | DraftMessage::Comment {}
                | DraftMessage::LinkAddress {}
                | DraftMessage::Markdown {
                    mark: Mark::CodeBlock | Mark::Ornament | Mark::FrontMatter | Mark::FieldTable
                }
                | DraftMessage::Tag { .. }
                | DraftMessage::AnnexMark {}
                | DraftMessage::Contents {}
                | DraftMessage::ContentsPage {}
                | DraftMessage::IssuerTwice { .. }
                | DraftMessage::AddresseeTwice {}
        )
    }
}

crate::messages! {
    /// What reading a draft can say.
    pub(crate) enum DraftMessage {
        /// A number or a date was read in spite of its damage: look-alike characters, full-width
        /// digits, leading zeros, spaces.
        Repaired = Note "draft.repaired" {
            original: String = "4l7".into(),
            read: String = "417".into(),
            repairs: Vec<Repair> = vec![Repair::LookAlikes],
        }
        en "“{original}” is read as “{read}”: {repairs}"
        zh "“{original}”按“{read}”读取（{repairs}）";

        /// The number of a section was read in spite of its damage.
        RepairedNumber = Note "draft.repaired-number" {
            original: String = "—、".into(),
            number: u32 = 1,
            repairs: Vec<Repair> = vec![Repair::LookAlikes],
        }
        en "“{original}” is read as number {number}: {repairs}"
        zh "“{original}”按序号 {number} 读取（{repairs}）";

        /// The number of copies was read in spite of its damage.
        RepairedCopies = Note "draft.repaired-copies" {
            original: String = "（共印3O份）".into(),
            copies: u32 = 30,
            repairs: Vec<Repair> = vec![Repair::LookAlikes],
        }
        en "“{original}” is read as {copies} copies: {repairs}"
        zh "“{original}”按 {copies} 份读取（{repairs}）";

        /// Lines that a line break or a page break had split were joined into one paragraph.
        Joined = Note "draft.joined" { }
        en "the line is joined to the paragraph above, which a line or page break had split"
        zh "本行接上一段（原被换行或换页断开）";

        /// A list of recipients continues on the next line.
        JoinedRecipients = Note "draft.joined-recipients" { }
        en "the line is joined to the recipients above"
        zh "本行接上面的报送单位";

        /// A line of recipients ended without a mark, and the next begins with another recipient. The
        /// mark that the list uses was put between them.
        JoinedMark = Review "draft.joined-mark" { mark: String = "、".into() }
        en "the line is joined to the recipients above with “{mark}”",
           "check that these are two recipients"
        zh "本行与上面的报送单位之间补了“{mark}”", "请核对是否为两个单位";

        /// The lines of a table row that line breaks had split were joined.
        JoinedRow = Note "draft.joined-row" { }
        en "a row that line breaks had split is one row again"
        zh "被换行断开的表行已接上";

        /// A line looks like the rest of the table row above it and was joined to that row.
        CompletedRow = Review "draft.completed-row" { }
        en "the line is taken for the rest of the row above", "compare it with the original"
        zh "本行作为上一行的后半行读取", "请与原件核对";

        /// A line between two table rows was added to the cell above it.
        JoinedCell = Review "draft.joined-cell" { }
        en "the line between two rows is added to the cell above", "compare it with the original"
        zh "两行之间的一行并入上一行的格子", "请与原件核对";

        /// A space that means nothing was removed: beside a number or a mark, or at an end.
        Blank = Note "draft.blank" { }
        en "a space that means nothing is removed"
        zh "已去掉多余的空格";

        /// The spaces that spread a name or a heading over its line (工 作 简 报) were removed.
        Spread = Note "draft.spread" { }
        en "the spaces between the characters are removed"
        zh "字与字之间的空格已去掉";

        /// A space between Chinese characters was kept, for it may separate words.
        BlankKept = Note "draft.blank-kept" { }
        en "a space between Chinese characters is kept: it may separate words or be a slip"
        zh "汉字之间的空格予以保留：可能用来分词，也可能是残留";

        /// A number in the text seems to contain a wrong character. It is kept as it is.
        Figure = Warning "draft.figure" { }
        en "the number looks damaged; it is kept as it is", "compare it with the original"
        zh "数字可能有损坏，照原样保留", "请与原件核对";

        /// A sign of a symbol font, of which Word pastes a private character, was read as the sign that
        /// it shows.
        SymbolFont = Note "draft.symbol-font" { }
        en "a sign of a symbol font is read as the usual one"
        zh "符号字体里的符号按通用符号读取";

        /// A letter between two digits of a number was read as the digit that it looks like.
        FigureRead = Review "draft.figure-read" {
            original: String = "1O3".into(),
            read: String = "103".into(),
        }
        en "the number “{original}” is read as “{read}”", "compare it with the original"
        zh "数字“{original}”按“{read}”读取", "请与原件核对";

        /// A space stands between digits, which may be one number or two. It is kept.
        DividedFigure = Warning "draft.figure-divided" { }
        en "a space splits the number, unless these are two numbers; it is kept as it is",
           "compare it with the original"
        zh "数字中间有空格，可能是一个数，也可能是两个，照原样保留", "请与原件核对";

        /// A tab stands within a line of text, as between the cells of a row that belongs to no table. It is
        /// set as a wide blank.
        TabKept = Warning "draft.tab-kept" { }
        en "a tab stands within the line, as between cells of a table; it is set as a wide blank",
           "if the line is a row of a table, put it below the other rows"
        zh "行内有制表符，像表格里隔开各格的，按全角空格排", "如果是表格的一行，移到表格其他各行下面";

        /// A line ends with a digit and the next begins with one; they may be one number or two.
        BrokenFigure = Warning "draft.figure-broken" { }
        en "the line break above may have split a number in two", "compare it with the original"
        zh "本行与上一行之间可能断开了一个数字", "请与原件核对";

        /// A number in a table seems to contain a wrong character. It is kept as it is.
        DamagedFigure = Warning "draft.figure-damaged" { figure: String = "1O3".into() }
        en "the number “{figure}” looks damaged; it is kept as it is",
           "compare it with the original"
        zh "数字“{figure}”可能有损坏，照原样保留", "请与原件核对";

        /// A page number was left out.
        PageNumber = Note "draft.page" { }
        en "a page number is left out"
        zh "页码不排入正文";

        /// A line that a program added when it printed or exported the draft was left out: who did it, when,
        /// a serial number, the page.
        Export = Note "draft.export" { label: String = "打印时间".into() }
        en "a line that a program added (“{label}”) is left out"
        zh "系统添加的“{label}”一行不排入正文";

        /// A line that whoever made the draft says to its reader (以下是整理后的简报：) stands above or below
        /// the bulletin. It is left out.
        Chat = Warning "draft.chat" { }
        en "the line speaks to the reader of the draft and is left out of the bulletin",
           "write it otherwise if it is to be printed"
        zh "本行是写稿人（或程序）对读稿人说的话，不排入正文", "确要排入的，请改写本行";

        /// Fields of the masthead or the imprint stood in a form, as office systems export them: a label and its
        /// value on a row, with a tab, a comma or bars between them. They are read as fields.
        Form = Note "draft.form" { }
        en "a row of a form is read as a field with its label"
        zh "表单的一行读作带标签的字段";

        /// The mark U+001A, with which old editors end a file, was left out.
        EndMark = Note "draft.end-mark" { }
        en "the mark at the end of the file (U+001A) is left out"
        zh "文件末尾的标记（U+001A）不排入正文";

        /// A running head was left out.
        RunningHead = Note "draft.running-head" { }
        en "a running head is left out"
        zh "页眉不排入正文";

        /// A table head that was repeated on the next page was left out.
        RepeatedHead = Note "draft.repeated-head" { }
        en "the repeated head of a table is left out"
        zh "重复的表头不排入正文";

        /// A line that only says that a table continues (续表) was left out.
        Continuation = Note "draft.continuation" { }
        en "the line saying that a table continues is left out"
        zh "“续表”一行不排入正文";

        /// A line that may be a page number was kept.
        PageNumberKept = Review "draft.page-kept" { words: String = "3".into() }
        en "“{words}” may be a page number; it is kept as text", "delete it if it is one"
        zh "“{words}”可能是页码，作为正文保留", "如果是，请删去";

        /// A line that repeats one of the masthead, and may be a running head, was kept.
        RunningHeadKept = Review "draft.running-head-kept" { words: String = "工作简报".into() }
        en "“{words}” may be a running head; it is kept as text", "delete it if it is one"
        zh "“{words}”可能是页眉，作为正文保留", "如果是，请删去";

        /// A drawn line, or the border of a drawn table, was left out.
        Rule = Note "draft.rule" { }
        en "a drawn line is left out"
        zh "横线不排入正文";

        /// The marks of bold or italic in the masthead were left out.
        Markup = Note "draft.markup" { }
        en "the marks of bold or italic in the masthead are left out"
        zh "报头里的加粗、斜体记号已去掉";

        /// A comment, `<!-- … -->` or `[//]: # (…)`, was left out.
        Comment = Note "draft.comment" { }
        en "a comment is left out"
        zh "注释不排入正文";

        /// The bulletin has no name. It is set without a masthead's name and red rule.
        Nameless = Warning "draft.title" { }
        en "the bulletin has no name and is set without one and without the red rule",
           "write its name on the first line, or “\\名称无：” where it has none"
        zh "没有找到简报名称，不排名称和红线", "第一行写简报名称；没有名称的，写一行“\\名称无：”";

        /// Words fit two roles. They got the one for which more speaks.
        TwoRoles = Warning "draft.two-roles" {
            words: String = "清江之声".into(),
            taken: Role = Role::Name,
            other: Role = Role::Title,
        }
        en "“{words}” is read as {taken}, but may be {other}", "compare it with the original"
        zh "“{words}”作为{taken}读取，也可能是{other}", "请与原件核对";

        /// A short line without a number stands before text as others do. It is set as a heading
        /// without a number, for its number may have been lost when the text was pasted.
        LostHeading = Review "draft.heading" { words: String = "总体情况".into() }
        en "“{words}” is read as a heading without a number",
           "write its number, or join it to the text"
        zh "“{words}”作为没有序号的小标题读取", "有序号的补上“一、”，不是标题的与正文接起来";

        /// Another bulletin begins within the draft; it is set as text of the first.
        Second = Warning "draft.second" { }
        en "another bulletin begins here; it is set as text of the first",
           "make a file of each, or have the command split it"
        zh "从这里起像是另一期简报，按前一期的正文排", "每一期单独存成一个文件，或者让命令分开排";

        /// The issue is printed in another form than it is written in.
        IssueForm = Note "draft.issue-form" {
            written: String = "2025 年 第6期 总第30期".into(),
            printed: String = "2025年第6期（总第30期）".into(),
        }
        en "the issue “{written}” is printed as “{printed}”"
        zh "期号“{written}”印作“{printed}”";

        /// The weekday or the hour behind the date is printed in another form than it is written in.
        DateForm = Note "draft.date-form" {
            written: String = "2025年5月16日（周五）".into(),
            printed: String = "2025年5月16日（星期五）".into(),
        }
        en "the date “{written}” is printed as “{printed}”"
        zh "日期“{written}”印作“{printed}”";

        /// The weekday is not that of the date. The weekday of the date is printed.
        Weekday = Warning "draft.weekday" {
            said: String = "星期四".into(),
            day: String = "2025年5月16日".into(),
            printed: String = "2025年5月16日（星期五）".into(),
        }
        en "{day} is not “{said}”; “{printed}” is printed", "correct the date or the weekday"
        zh "{day}不是{said}，印作“{printed}”", "更正日期或者星期";

        /// A label in the masthead, or a word behind the date, is not printed.
        LabelLeftOut = Note "draft.label-left-out" { label: String = "编发日期".into() }
        en "the word “{label}” beside the field of the masthead is not printed"
        zh "报头里的“{label}”字样不印";

        /// A time of day with minutes stands behind the date of issue. A bulletin prints the hour at most.
        Clock = Review "draft.clock" { clock: String = "16:42".into() }
        en "the time of day “{clock}” behind the date is not printed",
           "write the hour alone if it is to be printed"
        zh "日期后面的时刻“{clock}”不印", "要印的，写成“16时”";

        /// An issuer stands twice in the masthead. It is printed once.
        IssuerTwice = Note "draft.issuer-twice" { words: String = "清江区政府办公室".into() }
        en "the issuer “{words}” stands there twice and is printed once"
        zh "编发单位“{words}”重复，只印一次";

        /// To whom the bulletin is addressed stands above the text twice, under a label and without one. It is
        /// printed once.
        AddresseeTwice = Note "draft.addressee-twice" { }
        en "to whom it is addressed stands there twice and is printed once"
        zh "主送机关重复，只印一次";

        /// A remark in brackets stands below the signature. It is printed as the last line of the text.
        BehindSignature = Review "draft.behind-signature" { words: String = "（此件公开发布）".into() }
        en "“{words}” stands behind the signature and is printed above it",
           "delete it if it need not be printed"
        zh "“{words}”在署名日期之后，印在署名之前", "不需要印的，请删去";

        /// Marks of Markdown or HTML were read and written as what they mean.
        Markdown = Note "draft.markdown" { mark: Mark = Mark::Bullet }
        en "marks of Markdown or HTML are read: {mark}"
        zh "已读取标记语言的记号：{mark}";

        /// The address of a link, on a line of its own, stands behind the words that it belongs to.
        LinkAddress = Note "draft.link-address" { }
        en "the line with the address of a link is left out"
        zh "链接地址一行不排入正文";

        /// Words that are struck through were kept.
        Struck = Review "draft.struck" { }
        en "words that are struck through are kept", "delete them if they no longer hold"
        zh "加了删除线的文字予以保留", "如果已作废，请删去";

        /// Tags of HTML for which a bulletin has no use were left out; the words in them are kept.
        Tag = Review "draft.tag" { tag: String = "div".into() }
        en "the tags “{tag}” are left out and the words in them kept",
           "compare the words with the original"
        zh "标签“{tag}”已去掉，其中的文字保留", "请与原稿核对";

        /// What looks like a mark of Markdown or HTML, but has no counterpart or cannot be read, was
        /// kept as text.
        MarkKept = Review "draft.mark-kept" { mark: &'static str = "~~" }
        en "what may be the mark “{mark}” is kept as text", "delete it if it is no text"
        zh "“{mark}”像标记语言的记号，照原样保留", "如果不是正文，请删去";

        /// What a reviewer wrote about the text, or a word processor of its form, was kept as text.
        ReviewerRemark = Warning "draft.reviewer-remark" { }
        en "this may be a reviewer's comment on the draft; it is kept as text",
           "delete it if it is not to be printed"
        zh "这里像是审稿人的批注，作为正文保留", "不排印的，请删去";

        /// Radicals or compatibility forms, which look like usual characters but are others, were read
        /// as the usual ones.
        Radical = Note "draft.radical" { }
        en "radicals and compatibility forms are read as the usual characters"
        zh "部首字符和兼容字符已按通用汉字读取";

        /// Full-width letters, digits and the marks between them were read as half-width ones.
        FullWidth = Note "draft.full-width" { }
        en "full-width letters, digits and marks between them are read as half-width ones"
        zh "全角字母、数字及其间的符号已按半角读取";

        /// Marks that cannot be seen, which come along when text is copied, were left out.
        Shapeless = Note "draft.shapeless" { }
        en "marks that cannot be seen are left out"
        zh "看不见的字符已去掉";

        /// Words in the masthead fit none of its fields. They were kept as a paragraph.
        Unplaced = Warning "draft.unplaced" { words: String = "第二版".into() }
        en "“{words}” fits no field of the masthead; it is kept as text",
           "if it belongs there, write a directive such as \\单位：…"
        zh "“{words}”放不进报头，作为正文保留", "如果属于报头，写成“\\单位：……”这样的指令行";

        /// Words in the masthead look like an issue but cannot be read as one.
        UnplacedIssue = Warning "draft.unplaced-issue" { words: String = "第某期".into() }
        en "“{words}” may be meant as an issue but cannot be read as one; it is kept as text",
           "write the issue as 2024年第8期（总第479期）"
        zh "“{words}”像期号但读不出来，作为正文保留", "期号写成“2024年第8期（总第479期）”的样子";

        /// Words in the masthead look like a date but cannot be read as one.
        UnplacedDate = Warning "draft.unplaced-date" { words: String = "2024年2月30日".into() }
        en "“{words}” may be meant as a date but cannot be read as one; it is kept as text",
           "write a date that exists as 2024年3月12日"
        zh "“{words}”像日期但读不出来，作为正文保留",
           "日期写成“2024年3月12日”的样子，并且确有这一天";

        /// A line comes after the imprint. It was kept as a paragraph.
        BehindImprint = Warning "draft.behind-imprint" { }
        en "the line comes after the imprint; it is kept as a paragraph",
           "move it above 报：, or delete it"
        zh "本行在版记之后，作为正文段落保留", "移到“报：”之前，或者删去";

        /// A line seems to name recipients, but under a label that is not known.
        Recipients = Review "draft.recipients" { words: String = "报、送：省领导。".into() }
        en "“{words}” may name recipients; it is kept as text",
           "write 报：, 送： and 发： on lines of their own at the end"
        zh "“{words}”可能是报送单位，作为正文保留", "在末尾把“报：”“送：”“发：”各写一行";

        /// Something that can be said only once is repeated. It was kept as a paragraph.
        Twice = Warning "draft.twice" { words: String = "2024年3月12日".into() }
        en "“{words}” repeats what was said above; it is kept as text",
           "delete one of the two"
        zh "“{words}”与前面重复，作为正文保留", "删去其中一处";

        /// The years of the period do not follow from the draft, or its days do not exist.
        Period = Warning "draft.period" { words: String = "（12月30日—1月5日）".into() }
        en "the period “{words}” leaves its years open or names days that do not exist; \
            it is kept as text",
           "write both dates with their years"
        zh "起止日期“{words}”的年份无法确定，或日期不存在，作为正文保留", "两个日期都写上年份";

        /// A section is not numbered in order. Its number is kept as typed.
        Renumbered = Warning "draft.number" { label: String = "四、".into(), number: u32 = 3 }
        en "“{label}” stands where number {number} comes next; it is kept as typed",
           "number the sections in order from 1"
        zh "“{label}”这里应为第 {number} 项，序号照原样保留", "请核对序号";

        /// A line begins with a number that is out of order. It was kept as text.
        NumberKept = Warning "draft.number-kept" { label: String = "七、".into(), number: u32 = 2 }
        en "“{label}” is out of order, for {number} comes next; the line is kept as text",
           "number the sections in order from 1"
        zh "“{label}”不是应有的序号 {number}，本行作为正文保留", "各部分从一起依次编号";

        /// A section has a number of another level than that at which it stands. The number is kept
        /// as typed.
        Level = Note "draft.level" { label: String = "1.".into() }
        en "numbers such as “{label}” do not belong to this level; they are kept as typed"
        zh "“{label}”这样的序号不属于这一级，照原样保留";

        /// The items of a list begin anew at 1. They are kept as typed.
        NumbersAnew = Note "draft.numbers-anew" { label: String = "1.".into() }
        en "the numbers begin anew at “{label}”; they are kept as typed"
        zh "从“{label}”起重新编号，照原样保留";

        /// The number at the start of a line is printed with the mark that the standard has.
        LabelForm = Note "draft.label-form" {
            written: &'static str = "一，",
            printed: &'static str = "一、",
        }
        en "numbers such as “{written}” are printed as “{printed}”"
        zh "“{written}”这样的序号印作“{printed}”";

        /// A line begins with a numeral and a comma, which may be a number or the beginning of a
        /// sentence. It was kept as text.
        LabelDoubt = Warning "draft.label-doubt" { label: String = "一，".into() }
        en "“{label}” may be a number or the beginning of a sentence; the line is kept as text",
           "if it is a number, put the mark of a list behind it"
        zh "“{label}”可能是序号，也可能是句子开头，本行作为正文保留", "如果是序号，写作“一、”";

        /// An item begins with a month, so that its number looks like a decimal.
        NumberDated = Note "draft.number-dated" {
            words: String = "2.5月".into(),
            number: u32 = 2,
        }
        en "“{words}” is read as item {number}, which begins with a month"
        zh "“{words}”按第 {number} 项读取，后面是月份";

        /// An item begins with a day or a year, so that its number may be a decimal.
        NumberOrDecimal = Warning "draft.number-or-decimal" {
            words: String = "2.5日".into(),
            number: u32 = 2,
        }
        en "“{words}” may be item {number} with a date, or a decimal; it is read as item {number}",
           "compare it with the original"
        zh "“{words}”可能是第 {number} 项加日期，也可能是小数，现按第 {number} 项读取", "请与原件核对";

        /// A number would open a sixth level of sections. The line was kept as text.
        NumberDeep = Warning "draft.number-deep" { label: String = "①".into() }
        en "“{label}” would begin a sixth level of sections; the line is kept as text",
           "use five levels at most"
        zh "“{label}”会成为第六级标题，本行作为正文保留", "标题最多五级";

        /// A short line behind a sign stands over text and is a heading with this sign.
        SignHeading = Note "draft.sign-heading" { sign: String = "■".into() }
        en "short lines behind “{sign}” over text are headings with this sign"
        zh "正文上面带“{sign}”的短行作为小标题，符号保留";

        /// A line of the list of contents stands alone below. It is the title of an article.
        Article = Note "draft.article" { }
        en "the line is listed in the contents and begins an article"
        zh "本行列在要目里，作为一篇的标题";

        /// A short line stands over text behind which an organisation stands alone in brackets, and so do
        /// others. It is read as the title of an article.
        ArticleGuessed = Warning "draft.article-guessed" { }
        en "the line may be text or the title of an article, for who supplied it stands below; \
            it is read as a title",
           "correct it, or list the titles in the contents"
        zh "本行下文末尾有供稿单位，作为一篇的标题读取，也可能只是正文", "请核对，或在要目里列出标题";

        /// The list of contents names an article that does not follow under this title.
        ArticleMissing = Review "draft.article-missing" { words: String = "甲镇抓春耕".into() }
        en "no article below has the title “{words}”", "correct the list or the title"
        zh "下文没有标题为“{words}”的篇目", "请核对要目和标题";

        /// Words in brackets behind an article say who supplied it.
        ArticleSource = Note "draft.article-source" { words: String = "甲镇".into() }
        en "“{words}” behind the article is read as who supplied it"
        zh "篇末的“{words}”作为供稿单位";

        /// The number at the start of a line is followed by another (一、二级…), so the line is text.
        NotALabel = Note "draft.not-a-label" { label: String = "一、".into() }
        en "“{label}” stands before another numeral and is read as text, not as a number"
        zh "“{label}”后面又是数字，按正文读取，不作标题";

        /// The list of contents is empty and is made from the headings.
        Contents = Note "draft.contents" { }
        en "the list of contents is empty; it is made from the headings"
        zh "本期要目为空，按各部分标题生成";

        /// The page number at the end of a line of the contents was left out, for the pages are
        /// counted anew.
        ContentsPage = Note "draft.contents-page" { }
        en "the page number at the end of a line of the contents is left out"
        zh "要目这一行末尾的页码不印";

        /// An annex is not numbered in order. It is printed with the number that comes next.
        AnnexNumber = Warning "draft.annex-number" { number: u32 = 3, printed: usize = 2 }
        en "annex {number} is annex {printed} of this draft and is printed with that number",
           "number the annexes in order from 1"
        zh "附件 {number} 在本稿中是第 {printed} 个附件，按此编号", "附件从 1 起依次编号";

        /// The list of annexes names one that the draft lacks, or has under another title.
        AnnexMissing = Warning "draft.annex-missing" { words: String = "1.考核结果".into() }
        en "the draft has no annex “{words}”, or has it under another title; \
            the line is kept as text",
           "add the annex, or correct the list"
        zh "“{words}”所说的附件文稿里没有，或者标题不同，作为正文保留",
           "补上附件，或者更正附件说明";

        /// An annex has no title.
        AnnexUntitled = Warning "draft.annex-untitled" { }
        en "the annex has no title", "write its title below 附件"
        zh "附件没有标题", "在“附件”下面写上标题";

        /// The punctuation after a name in the list of annexes was left out (GB/T 9704-2012,
        /// 7.3.4).
        AnnexMark = Note "draft.annex-mark" { }
        en "the punctuation after the name of an annex is left out"
        zh "附件名称后面的标点不印";

        /// A line with the number of a table stands below it. It is set above the table as its caption.
        CaptionBelow = Note "draft.caption-below" { }
        en "the caption below the table is set above it"
        zh "表格下面的表题排在表格上面";

        /// A table has no head.
        TableHeadless = Warning "draft.table-headless" { }
        en "the table has no head; its columns have no headings",
           "write a row of headings above it"
        zh "表格没有表头，各栏没有名称", "在表格上面写一行表头";

        /// Words stand within a table and in none of its cells: a tag is broken. They are kept above it.
        TableWords = Warning "draft.table-words" { }
        en "words of the table stand in none of its cells; they are kept above it",
           "compare it with the original"
        zh "表格里有文字不在任何一格内，保留在表格上面", "请与原件核对";

        /// A cell continues another, and all that do so do not fill a rectangle. The sign stays as it is.
        TableMerged = Warning "draft.table-merged" { }
        en "the cells that are one are no rectangle; the sign is kept as it is",
           "merge as many cells in each row"
        zh "合并的格不是矩形，照原样保留", "各行合并同样多的格";

        /// A table row has more or fewer cells than the table has columns.
        TableCells = Warning "draft.table" { cells: usize = 3, columns: usize = 4 }
        en "the row has {cells} cells for {columns} columns", "compare it with the original"
        zh "本行有 {cells} 格，而表有 {columns} 栏", "请与原件核对";

        /// A row has more cells than a table can have columns. It was kept as text.
        TableWide = Warning "draft.table-wide" { cells: usize = 64, most: usize = 63 }
        en "the row has {cells} cells, and a table has {most} columns at most; it is kept as text",
           "divide the table"
        zh "本行有 {cells} 格，表格最多 {most} 栏，按正文保留", "请把表格拆开";

        /// Lines with commas between their words are a table.
        TableCommas = Note "draft.table-commas" { }
        en "lines with commas between their words are read as a table"
        zh "用逗号分隔的各行按表格读取";

        /// Two lines with commas between their words are a table of one row below its head.
        TableCommasFew = Review "draft.table-commas-few" { }
        en "two lines with commas between their words are read as a head and a row of a table",
           "compare them with the original"
        zh "用逗号分隔的两行按表头和一行表格读取", "请与原件核对";

        /// A line with 附件 stands within a numbered text that goes on below, or says that the annex is
        /// sent apart. It was kept as text and opens no annex.
        AnnexInText = Review "draft.annex-in-text" { }
        en "the annex is named within the text and does not begin here; the line is kept as text",
           "if an annex begins here, move it behind the text"
        zh "正文里提到的附件不从这里开始，本行作为正文保留",
           "如果是附件的开头，请移到正文之后";

        /// A label is printed in another form.
        Label = Note "draft.label" {
            written: String = "报送".into(),
            printed: &'static str = "报",
        }
        en "“{written}：” is printed as “{printed}：”"
        zh "“{written}：”印作“{printed}：”";

        /// A directive does not belong where it stands, or its value cannot be read. It was kept
        /// as text.
        Directive = Warning "draft.directive" { }
        en "the directive does not belong here, or its value cannot be read; it is kept as text",
           "correct it or delete it"
        zh "这一行指令放在这里无效，或内容读不懂，作为正文保留", "更正或者删去";
    }
}
