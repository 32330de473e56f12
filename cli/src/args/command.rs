//! The commands and their options as clap knows them, with the help in the language of the clerk.

use std::fmt;
use std::path::PathBuf;

use bulletin::{Language, Length, NaiveDate, NamedTheme, PdfLevel, Severity};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, value_parser};

use super::{FindingStyle, PageChoice, SchemaOf};
use crate::format::{Format, Output};
use crate::language::Choose as _;
use crate::pdf::Attached;

/// The severity at which to stop; none for never.
#[derive(Clone, Copy)]
pub(super) struct StopAt(pub(super) Option<Severity>);

/// A word is none of those that an option takes; clap has said so before.
#[derive(Debug)]
struct NotAChoice;

impl fmt::Display for NotAChoice {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for NotAChoice {}

/// A word names no pages; what was expected, the messages say.
#[derive(Debug)]
pub(crate) struct NoPages;

impl fmt::Display for NoPages {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for NoPages {}

/// A word is no date; what was expected, the messages say.
#[derive(Debug)]
pub(crate) struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for NotADate {}

/// A value that is one of a few words.
fn choice<T: Clone + Send + Sync + 'static>(
    words: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word)).try_map(move |given| {
        let found = words.iter().find(|(word, _)| *word == given);
        found.map(|(_, value)| value.clone()).ok_or(NotAChoice)
    })
}

const FORMATS: [(&str, Format); 4] = [
    ("draft", Format::Draft),
    ("json", Format::Json),
    ("toml", Format::Toml),
    ("yaml", Format::Yaml),
];
const OUTPUTS: [(&str, Output); 4] =
    [("docx", Output::Docx), ("pdf", Output::Pdf), ("svg", Output::Svg), ("png", Output::Png)];
const LEVELS: [(&str, PdfLevel); 6] = [
    ("2a", PdfLevel::A2a),
    ("2u", PdfLevel::A2u),
    ("2b", PdfLevel::A2b),
    ("1b", PdfLevel::A1b),
    ("3b", PdfLevel::A3b),
    ("none", PdfLevel::None),
];
const ATTACHED: [(&str, Attached); 2] = [("model", Attached::Model), ("docx", Attached::Docx)];
const STYLES: [(&str, FindingStyle); 2] =
    [("text", FindingStyle::Text), ("json", FindingStyle::Json)];
const SCHEMAS: [(&str, SchemaOf); 2] =
    [("bulletin", SchemaOf::Bulletin), ("theme", SchemaOf::Theme)];
const STOPS: [(&str, StopAt); 3] = [
    ("error", StopAt(Some(Severity::Error))),
    ("warning", StopAt(Some(Severity::Warning))),
    ("never", StopAt(None)),
];

/// The whole command line.
pub(super) fn command(language: Language) -> Command {
    let command = Command::new("bulletin")
        .version(env!("CARGO_PKG_VERSION"))
        .about(language.choose(
            "把简报、工作周报的文稿排成 DOCX 和 PDF（GB/T 9704—2012）",
            "Sets drafts of Chinese official bulletins as DOCX and PDF (GB/T 9704-2012)",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(language.choose("命令", "Commands"))
        .subcommand_value_name(language.choose("命令", "COMMAND"))
        .after_help(language.choose(
            "退出码：0 完成；1 有须先处理的问题；2 用法、输入或输出有误。\n\
             先试一试：bulletin new --out 周报.txt，然后 bulletin render 周报.txt",
            "Exit codes: 0 done; 1 stopped by findings; 2 wrong usage, input or output.\n\
             Try: bulletin new --out weekly.txt, then bulletin render weekly.txt",
        ))
        .subcommands([
            render(language),
            parse(language),
            next(language),
            new(language),
            schema(language),
            themes(language),
            directives(language),
            fonts(language),
        ]);
    localised(command, language)
}

fn render(language: Language) -> Command {
    Command::new("render")
        .override_usage(
            language
                .choose("bulletin render [选项] <文稿>...", "bulletin render [OPTIONS] <INPUT>..."),
        )
        .about(language.choose("排成 DOCX 和 PDF", "Set as DOCX and PDF"))
        .arg(input(language).num_args(1..).help(language.choose(
            "文稿（.txt、.md）或 JSON、TOML、YAML 文件，可以多个；- 为标准输入",
            "Drafts (.txt, .md), JSON, TOML or YAML files; - for standard input",
        )))
        .arg(from(language))
        .arg(
            option("to", language.choose("格式", "FORMATS"))
                .value_delimiter(',')
                .default_value("docx,pdf")
                .value_parser(choice(&OUTPUTS))
                .help(language.choose(
                    "生成哪些格式：docx、pdf（默认这两种），svg、png（每页一个图片文件：周报-1.png……）",
                    "Which formats to write: docx, pdf (default these two), svg, png (a file for each page: \
                     weekly-1.png, …)",
                )),
        )
        .arg(option("pages", language.choose("页码", "PAGES")).value_parser(PageChoice::read).help(
            language.choose(
                "svg、png 画哪几页，如 1-3 或 1,5（默认全部；没有的页略过）",
                "Which pages become svg and png, such as 1-3 or 1,5 (default all; those that are not there \
                 are left out)",
            ),
        ))
        .arg(
            option("dpi", language.choose("点数", "N")).value_parser(value_parser!(u32)).help(
                language.choose("png 每英寸多少像素（默认 150）", "Pixels of a png in an inch (default 150)"),
            ),
        )
        .arg(
            option("width", language.choose("像素", "N"))
                .value_parser(value_parser!(u32))
                .conflicts_with("dpi")
                .help(language.choose(
                    "png 的宽度，如 320 作缩略图（高度按比例）",
                    "How wide a png is in pixels, such as 320 for thumbnails; its height follows",
                )),
        )
        .arg(
            option("out", language.choose("文件夹", "DIR"))
                .short('o')
                .value_parser(value_parser!(PathBuf))
                .help(language.choose(
                    "存放到哪个文件夹（默认与文稿同处）",
                    "Folder for the documents (default beside the input)",
                )),
        )
        .arg(
            option("theme", language.choose("版式", "THEME"))
                .value_parser(value_parser!(PathBuf))
                .help(language.choose(
                    "现成版式的名称（见 bulletin themes），或本单位的版式文件（TOML、JSON、YAML）",
                    "The name of a ready theme (see bulletin themes), or the file of the office's own \
                     (TOML, JSON or YAML)",
                )),
        )
        .arg(font_option(language).help(language.choose(
            "字体：embedded 内置（默认）、installed 本机安装的，或字体文件夹（排在内置字体之前）",
            "Fonts: embedded (default), installed, or a folder of font files, which come before the embedded ones",
        )))
        .arg(name(language))
        .arg(tidy(language))
        .arg(switch("split").help(language.choose(
            "一份文稿里有几期简报的，分成几份文件（周报-1.docx、周报-2.docx……）",
            "Make documents of each bulletin where a draft holds several (weekly-1.docx, weekly-2.docx, …)",
        )))
        .arg(force(language.choose(
            "替换已有的文件（默认保留；由同一份文稿生成而没有改动过的，照常换新）",
            "Replace files that exist (default: keep them, but for documents made from the same input and not \
             edited since)",
        )))
        .arg(switch("allow-outside").help(language.choose(
            "图片可以在文稿所在的文件夹之外（默认不可以）",
            "Let pictures lie outside of the input's folder (default: only below it)",
        )))
        .arg(switch("automatic-numbers").help(language.choose(
            "DOCX 中标题的序号由文字处理软件自动编排（默认是文字）",
            "Let the word processor count the headings of the DOCX (default: numbers are words)",
        )))
        .args(pdf_options(language))
        .arg(switch("null").short('0').help(language.choose(
            "所生成文件的清单以零字节分隔（默认每行一个）",
            "End each name in the list of written files with a zero byte (default: a line feed)",
        )))
        .arg(option("stop-at", language.choose("级别", "LEVEL")).value_parser(choice(&STOPS)).help(
            language.choose(
                "遇到哪一级问题就不出文件：error（默认）、warning、never",
                "The level of findings that stops a document: error (default), warning, never",
            ),
        ))
        .arg(findings(language))
}

/// What is asked of a PDF beside its pages.
fn pdf_options(language: Language) -> [Arg; 5] {
    [
        option("pdf", language.choose("级别", "LEVEL")).value_parser(choice(&LEVELS)).help(
            language.choose(
                "PDF 的归档级别：2a（默认，PDF/A-2a 和 PDF/UA-1）、2u、2b、1b（旧档案系统）、3b、none",
                "The archive level of the PDF: 2a (default, PDF/A-2a with PDF/UA-1), 2u, 2b, 1b (for old \
                 archives), 3b, none",
            ),
        ),
        option("attach", language.choose("附件", "FILES"))
            .value_delimiter(',')
            .value_parser(choice(&ATTACHED))
            .help(language.choose(
                "PDF 里附带：model（简报内容，JSON）、docx（级别随之为 3b）",
                "What the PDF carries: model (the bulletin as JSON), docx (its level is then 3b)",
            )),
        option("cmyk", language.choose("特性文件", "PROFILE"))
            .value_parser(value_parser!(PathBuf))
            .help(language.choose(
                "PDF 用印刷四色，按印刷厂的 ICC 特性文件（红色为 Y80 M80）",
                "Say the colours of the PDF in the four inks of this ICC profile (red is Y80 M80)",
            )),
        option("spot", language.choose("专色", "INK"))
            .help(language.choose(
                "PDF 的红色用这一专色，如“PANTONE 485 C”",
                "Print the red of the PDF in an ink of this name, such as “PANTONE 485 C”",
            )),
        option("bleed", language.choose("宽度", "WIDTH"))
            .value_parser(|width: &str| width.parse::<Length>())
            .help(language.choose(
                "PDF 的出血宽度，如 3mm（默认没有）",
                "How far the sheets of the PDF go on beyond their edge, such as 3mm (default: not)",
            )),
    ]
}

fn parse(language: Language) -> Command {
    Command::new("parse")
        .override_usage(
            language.choose("bulletin parse [选项] <文稿>", "bulletin parse [OPTIONS] <INPUT>"),
        )
        .about(language.choose(
            "读文稿，输出读懂的结构，并指出疑问",
            "Read a draft, write the model, say what is doubtful",
        ))
        .arg(input(language).help(language.choose(
            "文稿或 JSON、TOML、YAML 文件；- 为标准输入",
            "A draft, or a JSON, TOML or YAML file; - for standard input",
        )))
        .arg(from(language))
        .arg(format(language).help(language.choose(
            "输出格式：json、toml（默认）、yaml、draft",
            "The format to write: json, toml (default), yaml, draft",
        )))
        .arg(name(language))
        .arg(tidy(language))
        .args(made_options(language))
        .arg(findings(language))
}

fn next(language: Language) -> Command {
    Command::new("next")
        .override_usage(
            language.choose("bulletin next [选项] <上一期>", "bulletin next [OPTIONS] <LAST>"),
        )
        .about(language.choose(
            "由上一期生成下一期的底稿",
            "Make the skeleton of the next issue from the last",
        ))
        .arg(input(language).value_name(language.choose("上一期", "LAST")).help(language.choose(
            "上一期的文稿或 JSON、TOML、YAML 文件；- 为标准输入",
            "The last issue: a draft, JSON, TOML or YAML; - for standard input",
        )))
        .arg(from(language))
        .arg(option("date", language.choose("日期", "DATE")).value_parser(date).help(
            language.choose(
                "下一期的日期，如 2024-03-19 或 2024年3月19日（默认按上一期推算）",
                "The date of the next issue, such as 2024-03-19 (default: moved on from the last)",
            ),
        ))
        .arg(format(language).help(language.choose(
            "输出格式：draft、json、toml、yaml（默认与上一期相同）",
            "The format to write: draft, json, toml, yaml (default: that of the last issue)",
        )))
        .arg(tidy(language))
        .args(made_options(language))
        .arg(findings(language))
}

fn new(language: Language) -> Command {
    Command::new("new")
        .override_usage(language.choose("bulletin new [选项]", "bulletin new [OPTIONS]"))
        .about(
            language
                .choose("给出一份带说明的空白文稿", "Write a draft to start from, with comments"),
        )
        .args(made_options(language))
}

fn schema(language: Language) -> Command {
    Command::new("schema")
        .override_usage(
            language.choose("bulletin schema [选项] [对象]", "bulletin schema [OPTIONS] [OF]"),
        )
        .about(language.choose(
            "输出文稿结构或版式的 JSON Schema",
            "Write the JSON Schema of bulletins or themes",
        ))
        .arg(
            Arg::new("of")
                .value_name(language.choose("对象", "OF"))
                .value_parser(choice(&SCHEMAS))
                .hide_possible_values(true)
                .help_heading(language.choose("参数", "Arguments"))
                .help(language.choose(
                    "bulletin 文稿结构（默认）或 theme 版式",
                    "bulletin (default) or theme",
                )),
        )
        .args(made_options(language))
}

fn themes(language: Language) -> Command {
    let names = PossibleValuesParser::new(NamedTheme::ALL.iter().map(NamedTheme::name));
    Command::new("themes")
        .override_usage(language.choose("bulletin themes [选项]", "bulletin themes [OPTIONS]"))
        .about(language.choose(
            "列出现成的版式，或给出其中一个以供修改",
            "List the ready themes, or write one to start your own from",
        ))
        .arg(option("show", language.choose("名称", "NAME")).value_parser(names).help(
            language.choose(
                "给出这个版式的文件（TOML），带说明",
                "Write the file of this theme (TOML), with comments",
            ),
        ))
        .args(made_options(language))
}

fn directives(language: Language) -> Command {
    Command::new("directives")
        .override_usage(
            language.choose("bulletin directives [选项]", "bulletin directives [OPTIONS]"),
        )
        .about(language.choose(
            "列出文稿里的指令行（“\\名称：”等）各是什么意思",
            "List the directives of drafts (“\\名称：” and so on) and what each means",
        ))
        .args(made_options(language))
        .after_help(listed_directives(language))
}

/// A line for each directive: how it begins, and what it says.
pub(crate) fn listed_directives(language: Language) -> String {
    let line = |it: bulletin::draft::Directive| format!("{it}\t{}\n", it.meaning(language));
    bulletin::draft::directives().map(line).collect()
}

fn fonts(language: Language) -> Command {
    Command::new("fonts")
        .override_usage(language.choose("bulletin fonts [选项]", "bulletin fonts [OPTIONS]"))
        .about(language.choose(
            "说明各种字体由谁担当、缺什么",
            "Say which face serves which role, and what is missing",
        ))
        .arg(font_option(language).help(language.choose(
            "看哪里的字体：embedded 内置、installed 本机安装的，或字体文件夹（默认前两种）",
            "Which fonts: embedded, installed, or a folder of font files (default the first two)",
        )))
        .arg(findings(language))
}

fn input(language: Language) -> Arg {
    Arg::new("input")
        .value_name(language.choose("文稿", "INPUT"))
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help_heading(language.choose("参数", "Arguments"))
}

fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).hide_possible_values(true).hide_default_value(true)
}

fn switch(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn from(language: Language) -> Arg {
    option("from", language.choose("格式", "FORMAT")).value_parser(choice(&FORMATS)).help(
        language.choose(
            "输入的格式：draft、json、toml、yaml（默认看扩展名，标准输入为 draft）",
            "The format of the input: draft, json, toml, yaml (default by its ending; draft for -)",
        ),
    )
}

fn format(language: Language) -> Arg {
    option("format", language.choose("格式", "FORMAT")).value_parser(choice(&FORMATS))
}

fn name(language: Language) -> Arg {
    option("name", language.choose("名称", "NAME")).help(
        language.choose(
            "文稿没有名称时用的简报名称",
            "The name of the bulletin where the input has none",
        ),
    )
}

fn font_option(language: Language) -> Arg {
    option("fonts", language.choose("字体", "FONTS")).value_parser(value_parser!(PathBuf))
}

fn tidy(language: Language) -> Arg {
    switch("tidy").help(language.choose(
        "把汉字旁边的半角标点等改过来（只改有把握的，改了什么都说明；默认只指出）",
        "Repair half-width marks beside Chinese and the like: only what is certain, each said (default: \
         only point at them)",
    ))
}

fn force(help: &'static str) -> Arg {
    switch("force").short('f').help(help)
}

fn findings(language: Language) -> Arg {
    option("findings", language.choose("形式", "STYLE")).value_parser(choice(&STYLES)).help(
        language.choose(
            "问题的写法：text（默认）或 json（供程序读取），写到标准错误",
            "How findings are written to standard error: text (default) or json for programs",
        ),
    )
}

fn made_options(language: Language) -> [Arg; 2] {
    let out = option("out", language.choose("文件", "FILE"))
        .short('o')
        .value_parser(value_parser!(PathBuf))
        .help(language.choose(
            "写到这个文件（默认写到标准输出）",
            "Write this file (default standard output)",
        ));
    let kept = language
        .choose("替换已有的文件（默认保留）", "Replace files that exist (default: keep them)");
    [out, force(kept)]
}

/// A date in either form.
fn date(word: &str) -> Result<NaiveDate, NotADate> {
    let forms = ["%Y-%m-%d", "%Y年%m月%d日"];
    let read = forms.iter().find_map(|form| NaiveDate::parse_from_str(word, form).ok());
    let four_digits = |date: &NaiveDate| bulletin::chinese_date(*date).find('年') == Some(4);
    read.filter(four_digits).ok_or(NotADate)
}

/// Headings, help and version in the language of the clerk; clap's own are English.
fn localised(command: Command, language: Language) -> Command {
    let options = language.choose("选项", "Options");
    let template = language.choose(
        "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help(language.choose("显示帮助", "Show this help"))
        .help_heading(options);
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command =
        command
            .disable_help_flag(true)
            .help_template(template)
            .mut_args(|arg| {
                if arg.get_help_heading().is_none() { arg.help_heading(options) } else { arg }
            })
            .arg(help);
    if command.get_version().is_some() {
        command = command.disable_version_flag(true).arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(language.choose("显示版本", "Show the version"))
                .help_heading(options),
        );
    }
    for name in names {
        command = command.mut_subcommand(name, |sub| localised(sub, language));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command(Language::Chinese).debug_assert();
        command(Language::English).debug_assert();
    }

    #[test]
    fn dates_are_read_in_both_forms() {
        let day = NaiveDate::from_ymd_opt(2024, 3, 9);
        assert_eq!(date("2024-03-09").ok(), day);
        assert_eq!(date("2024年3月9日").ok(), day);
        for wrong in ["2024-02-30", "24-03-09", "99999-01-01", "明天", ""] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }
}
