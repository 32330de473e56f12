//! What the command says of its own: of arguments, of files, of what it has done. What a bulletin
//! says wrongly, the library says.

use std::fmt;

use bulletin::{Argument, Finding, Language, Message, Place, Say};

use crate::language::Choose as _;
use crate::trouble::Trouble;

/// A sentence in a language.
pub(crate) fn sentence(language: Language, message: impl Message + 'static) -> String {
    Finding::new(message, Place::default()).message(language)
}

bulletin::messages! {
    /// Of inputs.
    pub(crate) enum InputMessage {
        /// The ending of the file's name belongs to no format that is read.
        Ending = Error "input.ending" { ending: String = "csv".to_owned() }
        en "“.{ending}” files are not read; expected .txt, .md, .json, .toml or .yaml",
           "name the format with --from"
        zh "不读“.{ending}”文件，应当是 .txt、.md、.json、.toml 或 .yaml", "用 --from 指明格式";
        /// The file comes from a word processor, whose files are not read.
        WordProcessor = Error "input.word-processor" { ending: String = "docx".to_owned() }
        en "“.{ending}” is a file of a word processor; expected plain text",
           "save it there as plain text (.txt)"
        zh "“.{ending}”是文字处理软件的文件，应当是纯文本", "请在该软件里另存为纯文本（.txt）";
        /// There is no such file.
        Missing = Error(Io) "input.missing" {}
        en "the file does not exist", "check the name and the folder"
        zh "文件不存在", "请检查文件名和所在文件夹";
        /// Neither a file nor a ready theme has the name that is asked for.
        NoTheme = Error(Io) "input.theme" { names: Vec<&'static str> = vec!["gbt9704", "weekly"] }
        en "the file does not exist, and no theme has this name; the themes are {names}",
           "“bulletin themes” says what each is for"
        zh "没有这个文件，也没有这个名称的版式；现成的有：{names}", "各个版式的用途，见“bulletin themes”";
        /// It is a folder, where a file is expected.
        Folder = Error(Io) "input.folder" {}
        en "it is a folder; expected a file", "name the files in it"
        zh "这是文件夹，应当是文件", "请写出其中的文件";
        /// The system does not let the file be read.
        Unreadable = Error(Io) "input.unreadable" {
            reason: Trouble = std::io::ErrorKind::PermissionDenied.into()
        }
        en "the file cannot be read: {reason}"
        zh "文件读不出来：{reason}";
        /// The profile of the inks cannot be read.
        Profile = Error(Io) "input.profile" {
            profile: String = "press.icc".to_owned(),
            reason: Trouble = std::io::ErrorKind::NotFound.into(),
        }
        en "the profile “{profile}” cannot be read: {reason}"
        zh "特性文件“{profile}”读不出来：{reason}";
        /// The file is larger than any draft.
        TooLarge = Error(Limit) "input.too-large" { megabytes: u64 = 256 }
        en "the file has more than {megabytes} MB"
        zh "文件超过 {megabytes} MB";
        /// The file is not in UTF-8; it was read in the encoding that it seems to be in.
        ReadAs = Note "input.encoding" { encoding: &'static str = "GB 18030" }
        en "the file is read as {encoding}", "save it as UTF-8"
        zh "文件按 {encoding} 编码读取", "另存为 UTF-8";
        /// The file begins with the mark of an encoding that it does not keep.
        Damaged = Error "input.damaged" { encoding: &'static str = "UTF-16" }
        en "the file begins as {encoding} but is not {encoding} throughout",
           "save it as UTF-8"
        zh "文件开头是 {encoding} 编码，后面却不是", "另存为 UTF-8";
        /// The file is no text, or text in an encoding that is not read.
        NotText = Error "input.not-text" {}
        en "the file is not text in UTF-8, UTF-16 or GB 18030", "save it as text in UTF-8"
        zh "文件不是 UTF-8、UTF-16 或 GB 18030 编码的文字", "另存为 UTF-8 编码的文本文件";
        /// The text is in a form of Unicode that is not read: UTF-32, or UTF-16 without its mark.
        Unicode = Error "input.unicode" { encoding: &'static str = "UTF-32" }
        en "the file seems to be in {encoding}; expected UTF-8, UTF-16 with a byte order mark or \
            GB 18030", "save it as UTF-8"
        zh "文件像是 {encoding} 编码，应当是 UTF-8、带字节顺序标记的 UTF-16 或 GB 18030",
           "另存为 UTF-8";
        /// The name of a picture leads out of the folder of the input.
        PictureOutside = Error(Io) "input.picture-outside" { file: String = "../hall.png".to_owned() }
        en "the picture “{file}” is not below the folder of the input",
           "put it there, or allow it with --allow-outside"
        zh "图片“{file}”不在文稿所在的文件夹里", "请把图片放进该文件夹，或者加 --allow-outside";
        /// A picture is named by an address. Nothing is fetched from a network.
        PictureAddress = Error(Io) "input.picture-address" {
            file: String = "https://gov.cn/hall.png".to_owned()
        }
        en "the picture “{file}” is an address; expected the name of a file",
           "save the picture beside the input and name that file"
        zh "图片“{file}”是网址，应当是文件名", "请把图片存到文稿旁边，再写它的文件名";
        /// A picture is named by what is no file: a folder, a pipe, a device.
        PictureNoFile = Error(Io) "input.picture-no-file" { file: String = "/dev/zero".to_owned() }
        en "the picture “{file}” is not a file, but a folder or device",
           "name a PNG or JPEG file"
        zh "图片“{file}”不是普通文件，而是文件夹或设备", "请写 PNG 或 JPEG 文件的名称";
        /// Two names among the inputs are those of one file.
        Twice = Error "input.twice" {
            first: String = "weekly.txt".to_owned(), second: String = "./weekly.txt".to_owned(),
        }
        en "“{first}” and “{second}” are the same file", "name it once"
        zh "“{first}”和“{second}”是同一个文件", "只写一次";
        /// Standard input is named twice among the inputs, and can be read once.
        StandardInputTwice = Error "input.standard-input" {}
        en "standard input can be named only once"
        zh "标准输入只能用一次";
    }
}

bulletin::messages! {
    /// Of outputs.
    pub(crate) enum OutputMessage {
        /// A file stands where one is to be written, and stays as it is.
        Exists = Error(Io) "output.exists" {}
        en "the file exists and is kept", "--force replaces it"
        zh "文件已存在，予以保留", "加 --force 则替换";
        /// A document stands where it is to be written anew, which the command wrote from the same input
        /// and somebody has edited since. It stays as it is.
        Edited = Error(Io) "output.edited" {}
        en "the file was edited after it was made from this input, and is kept",
           "--force replaces it; to keep the edits, give it another name"
        zh "文件由这份文稿生成之后改动过，予以保留", "加 --force 则替换；要保留改动，请先改名";
        /// The system does not let a file or folder be written.
        Unwritable = Error(Io) "output.unwritable" {
            reason: Trouble = std::io::ErrorKind::StorageFull.into()
        }
        en "cannot be written: {reason}"
        zh "写不进去：{reason}";
        /// The system does not take what goes to standard output.
        StandardOutput = Error(Io) "output.standard-output" {
            reason: Trouble = std::io::ErrorKind::StorageFull.into()
        }
        en "standard output cannot be written: {reason}"
        zh "标准输出写不进去：{reason}";
        /// Two inputs have the same name but for the ending, and would become one document.
        Same = Error "output.same" {
            first: String = "weekly.txt".to_owned(),
            second: String = "weekly.md".to_owned(),
            document: String = "weekly.*".to_owned(),
        }
        en "“{first}” and “{second}” would both become “{document}”", "rename one of them"
        zh "“{first}”和“{second}”都会生成“{document}”", "请改其中一个的文件名";
        /// Two documents would go into one file, because a link leads from one name to the other.
        SameFile = Error "output.same-file" {
            first: String = "a/weekly.pdf".to_owned(), second: String = "b/weekly.pdf".to_owned(),
        }
        en "“{first}” and “{second}” are one file, for two documents",
           "remove the link, or write into another folder"
        zh "“{first}”和“{second}”是同一个文件，却要写入两份文档", "请去掉链接，或者用 --out 换一个文件夹";
        /// A document would replace a file that is read: an input or the theme.
        Input = Error "output.input" { document: String = "weekly.pdf".to_owned() }
        en "the document “{document}” would replace a file that is read",
           "rename the input, or write into another folder with --out"
        zh "文档“{document}”会覆盖要读的文件", "请改输入文件的名称，或者用 --out 换一个文件夹";
        /// An option is given for formats that are not asked for.
        Unused = Error "output.unused" {
            option: &'static str = "--width", formats: Vec<String> = vec!["PNG".to_owned()],
        }
        en "{option} is for {formats}, which nobody asks for", "name the format in --to"
        zh "{option} 只用于 {formats}，而没有要求生成", "请在 --to 中写上这种格式";
        /// None of the pages that are to become pictures is there.
        NoSuchPages = Error "output.no-such-pages" { pages: usize = 4 }
        en "none of the pages asked for is there; the bulletin has {pages}"
        zh "所要的页都没有，简报共有 {pages} 页";
        /// Of files that belong together some are new and could not be made as they were.
        Partly = Error(Io) "output.partly" {
            reason: Trouble = std::io::ErrorKind::StorageFull.into(),
            written: Vec<String> = vec!["weekly.docx".to_owned()],
        }
        en "cannot be written: {reason}; new all the same: {written}",
           "write both again with --force"
        zh "写不进去：{reason}；已经换新的有：{written}", "请加 --force 重新生成";
        /// Another program has the file open, so that Windows does not let it be replaced.
        Open = Error(Io) "output.open" {}
        en "another program has the file open", "close it there and try again"
        zh "文件正由其他程序打开", "请先在那里关闭，再试一次";
        /// The file replaced one of another user, who may not be able to read the new one.
        Owner = Warning "output.owner" {}
        en "the file belonged to another user and is yours now; its rights are as they were",
           "have the owner restored if that user must read it"
        zh "文件原属其他用户，现在归您；权限未变", "如果原用户需要读取，请管理员改回所有者";
        /// The list of written files is read by lines, and a name holds a line break.
        OddName = Note "output.odd-name" { document: String = "a\nb.pdf".to_owned() }
        en "the name “{document}” holds a line break and stands in the list with escapes",
           "--null ends the names with a zero byte instead"
        zh "文件名“{document}”含有换行，清单里用转义写法", "加 --null 则以零字节分隔文件名";
        /// Windows has no files of that name.
        Name = Error "output.name" { name: String = "con.pdf".to_owned() }
        en "Windows cannot have a file or folder named “{name}”",
           "rename it: no name of a device (CON, NUL, COM1), none of <>:\"/\\|?*, no dot or blank at \
            the end"
        zh "Windows 不允许使用“{name}”这个名称",
           "请改名：不能是设备名（CON、NUL、COM1），不能含 <>:\"/\\|?*，末尾不能是点或空格";
        /// The value cannot be said in the format: a fault of this program.
        Unencodable = Error(Internal) "output.format" { format: &'static str = "TOML" }
        en "this cannot be written as {format}"
        zh "写不成 {format}";
    }
}

bulletin::messages! {
    /// Of arguments.
    pub(crate) enum UsageMessage {
        /// No command is named.
        NoCommand = Error "usage.no-command" { commands: Vec<String> = vec!["render".to_owned()] }
        en "a command is missing; expected one of {commands}"
        zh "缺少命令，可以是：{commands}";
        /// There is no command of that name.
        UnknownCommand = Error "usage.unknown-command" { command: String = "draw".to_owned() }
        en "there is no command “{command}”"
        zh "没有“{command}”这个命令";
        /// There is no command of that name, but one much like it.
        MisspeltCommand = Error "usage.misspelt-command" {
            command: String = "rendr".to_owned(),
            similar: Vec<String> = vec!["render".to_owned()],
        }
        en "there is no command “{command}”", "perhaps “{similar}” is meant"
        zh "没有“{command}”这个命令", "是否想写“{similar}”";
        /// There is no option of that name.
        UnknownOption = Error "usage.unknown-option" { option: String = "--colour".to_owned() }
        en "there is no option “{option}”"
        zh "没有“{option}”这个选项";
        /// There is no option of that name, but one much like it.
        MisspeltOption = Error "usage.misspelt-option" {
            option: String = "--forse".to_owned(), similar: String = "--force".to_owned(),
        }
        en "there is no option “{option}”", "perhaps “{similar}” is meant"
        zh "没有“{option}”这个选项", "是否想写“{similar}”";
        /// A word stands where the command takes no more.
        Unexpected = Error "usage.unexpected" { word: String = "weekly.txt".to_owned() }
        en "“{word}” is one word too many"
        zh "多出“{word}”，这里不需要";
        /// An argument that the command needs is not there.
        Missing = Error "usage.missing" { arguments: Vec<String> = vec!["<INPUT>".to_owned()] }
        en "missing: {arguments}"
        zh "缺少 {arguments}";
        /// An option needs a value, and none follows.
        NoValue = Error "usage.no-value" { option: String = "--out <DIR>".to_owned() }
        en "no value follows {option}"
        zh "{option} 后面缺少内容";
        /// An option needs one of a few words, and none follows.
        NoChoice = Error "usage.no-choice" {
            option: String = "--to <FORMATS>".to_owned(),
            possible: Vec<String> = vec!["docx".to_owned(), "pdf".to_owned()],
        }
        en "no value follows {option}; expected one of {possible}"
        zh "{option} 后面缺少内容，可以是：{possible}";
        /// An option takes one of a few words, and this is none of them.
        Choice = Error "usage.choice" {
            option: String = "--to <FORMATS>".to_owned(),
            value: String = "doc".to_owned(),
            possible: Vec<String> = vec!["docx".to_owned(), "pdf".to_owned()],
        }
        en "“{value}” cannot be used for {option}; expected one of {possible}"
        zh "“{value}”不能用于 {option}，可以是：{possible}";
        /// A date is not written as one, or does not exist.
        Date = Error "usage.date" {
            option: String = "--date <DATE>".to_owned(), value: String = "2025-13-01".to_owned(),
        }
        en "“{value}” is not a date for {option}; expected one that exists, written as 2024-03-12 \
            or 2024年3月12日"
        zh "“{value}”不能用于 {option}：应写作 2024-03-12 或 2024年3月12日，并且确有这一天";
        /// Pages are not named by their numbers, which begin with 1.
        Pages = Error "usage.pages" {
            option: String = "--pages <PAGES>".to_owned(), value: String = "3-1".to_owned(),
        }
        en "“{value}” names no pages for {option}; expected numbers from 1, such as 1-3 or 1,5"
        zh "“{value}”不能用于 {option}：应写页码（从 1 起），如 1-3 或 1,5";
        /// The value of an option is not what the option takes.
        Value = Error "usage.value" {
            option: String = "--fonts <FONTS>".to_owned(), value: String = "?".to_owned(),
        }
        en "“{value}” cannot be used for {option}"
        zh "“{value}”不能用于 {option}";
        /// An option takes fewer values.
        TooManyValues = Error "usage.too-many-values" {
            option: String = "--out <DIR>".to_owned(), value: String = "b".to_owned(),
        }
        en "“{value}” is one value too many for {option}"
        zh "{option} 后面多出“{value}”";
        /// An option takes another number of values.
        ValueCount = Error "usage.value-count" {
            option: String = "--out <DIR>".to_owned(), expected: i64 = 1, given: i64 = 2,
        }
        en "{option} has a count of {given} values; expected {expected}"
        zh "{option} 后面有 {given} 项内容，应当有 {expected} 项";
        /// The option is a switch, without a value.
        NoSuchValue = Error "usage.switch" {
            option: String = "--force".to_owned(), value: String = "yes".to_owned(),
        }
        en "“{value}” follows {option}, which takes no value"
        zh "{option} 后面不需要“{value}”";
        /// The value must stand behind an equals sign.
        NoEquals = Error "usage.no-equals" { option: String = "--out".to_owned() }
        en "an equals sign is expected between {option} and its value"
        zh "{option} 与内容之间应当有等号";
        /// An option that can be given once is given again.
        Repeated = Error "usage.repeated" { option: String = "--out <DIR>".to_owned() }
        en "{option} is given twice; expected once"
        zh "{option} 写了两次，只能写一次";
        /// Two arguments exclude each other.
        Conflict = Error "usage.conflict" {
            option: String = "--out <DIR>".to_owned(),
            others: Vec<String> = vec!["--force".to_owned()],
        }
        en "{option} cannot be given together with {others}"
        zh "{option} 不能与 {others} 同用";
        /// An argument is not text in the encoding of the system.
        NotText = Error "usage.not-text" {}
        en "an argument is not text in UTF-8"
        zh "有一项参数不是 UTF-8 文字";
        /// The arguments are wrong in a way that the parser of arguments does not explain.
        Other = Error "usage.other" {}
        en "the arguments cannot be understood"
        zh "看不懂这些参数";
    }
}

bulletin::messages! {
    /// Of what was done: no findings, but lines at the end.
    pub(crate) enum Remark {
        /// Where the use of a command is explained.
        Help = Note "remark.help" { command: String = "bulletin render".to_owned() }
        en "usage: {command} --help"
        zh "查看用法：{command} --help";
        /// Of many findings the first are shown.
        More = Note "remark.more" { count: usize = 12 }
        en "{count} more; --findings json lists all of them"
        zh "还有 {count} 条，--findings json 全部列出";
        /// In how many places a finding is, with the first of them.
        Places = Note "remark.places" { count: usize = 96, first: String = "3:1, 4:2".to_owned() }
        en "in {count} places: {first}"
        zh "共 {count} 处：{first}";
        /// How many of several inputs became documents.
        Done = Note "remark.done" { done: usize = 3, all: usize = 4 }
        en "{done} of {all} done"
        zh "共 {all} 份，完成 {done} 份";
        /// The page of a finding.
        Page = Note "remark.page" { page: u32 = 2 }
        en "page {page}"
        zh "第 {page} 页";
    }
}

/// Words of our own that stand alone or in lists, in both languages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    english: &'static str,
    chinese: &'static str,
}

impl Say for Words {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.of(language))
    }

    fn argument(&self) -> Argument {
        Argument::Text(self.english.to_owned())
    }
}

impl Words {
    const fn new(english: &'static str, chinese: &'static str) -> Words {
        Words { english, chinese }
    }

    pub(crate) fn of(self, language: Language) -> &'static str {
        language.choose(self.chinese, self.english)
    }
}

/// The words.
pub(crate) mod words {
    use super::Words;

    pub(crate) const STANDARD_INPUT: Words = Words::new("standard input", "标准输入");
    pub(crate) const HINT: Words = Words::new("hint: ", "建议：");
    pub(crate) const COLON: Words = Words::new(": ", "：");
    pub(crate) const SEMICOLON: Words = Words::new("; ", "；");
    pub(crate) const BRACKETS: [Words; 2] = [Words::new(" (", "（"), Words::new(")", "）")];
    pub(crate) const COMMA: Words = Words::new(", ", "、");

    pub(crate) const PROGRESS: Words =
        Words::new("{bar:40} {pos}/{len}", "{bar:40} {pos}/{len} 份");
    pub(crate) const FAILED: Words = Words::new("failed", "失败");
    pub(crate) const STOPPED: Words =
        Words::new("not written, see its findings", "有问题须先处理，未生成文件");

    pub(crate) const EMBEDDED: Words = Words::new("embedded", "内置字体");
    pub(crate) const INSTALLED: Words = Words::new("installed", "本机字体");
    pub(crate) const NO_FACE: Words = Words::new("(none)", "（缺）");
    pub(crate) const SUBSTITUTE: Words = Words::new(" (substitute)", "（同类代用）");
    pub(crate) const OTHER_KIND: Words = Words::new(" (of another kind)", "（他类代替）");
    pub(crate) const NAMES: Words = Words::new("name and titles", "简报名称、标题");
    pub(crate) const BODY: Words =
        Words::new("body, headings 3 to 5, imprint", "正文、三级以下标题、版记");
    pub(crate) const HEADINGS: Words =
        Words::new("headings 1, secrecy, 附件, table heads", "一级标题、密级、附件、表头");
    pub(crate) const SECOND_HEADINGS: Words =
        Words::new("headings 2, issue line, editor's note", "二级标题、期号、编者按");
    pub(crate) const PAGE_NUMBERS: Words = Words::new("page numbers", "页码");
    pub(crate) const LATIN: Words = Words::new("Latin letters and digits", "西文和数字");
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all() -> Vec<Finding> {
        let mut all: Vec<Finding> = InputMessage::samples().into_iter().map(plain).collect();
        all.extend(OutputMessage::samples().into_iter().map(plain));
        all.extend(UsageMessage::samples().into_iter().map(plain));
        all.extend(Remark::samples().into_iter().map(plain));
        all
    }

    fn plain(message: impl Message + 'static) -> Finding {
        Finding::new(message, Place::default())
    }

    #[test]
    fn no_code_means_two_things() {
        let mut seen: BTreeSet<&str> =
            bulletin::catalogue().iter().map(|message| message.code()).collect();
        for finding in all() {
            assert!(seen.insert(finding.code()), "{}", finding.code());
        }
    }

    #[test]
    fn every_message_is_whole_in_both_languages() {
        let han = |text: &str| text.chars().any(|character| character >= '\u{4E00}');
        for finding in all() {
            let (english, chinese) =
                (finding.message(Language::English), finding.message(Language::Chinese));
            assert!(han(&chinese), "{chinese}");
            assert!(!english.is_empty() && !chinese.contains('{'), "{english}");
            let hint = finding.hint(Language::Chinese);
            assert_eq!(hint.is_some(), finding.hint(Language::English).is_some(), "{chinese}");
            assert!(hint.as_deref().is_none_or(han), "{hint:?}");
        }
    }
}
