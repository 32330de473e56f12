//! The commands and their options as clap knows them, with the help in the language of the clerk.

use std::path::PathBuf;

use bulletin::{NaiveDate, Severity};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, value_parser};

use super::{FindingStyle, SchemaOf};
use crate::format::{Format, Output};
use crate::lang::Lang;

/// The severity at which to stop; none for never.
#[derive(Clone, Copy)]
pub(super) struct StopAt(pub(super) Option<Severity>);

/// A value that is one of a few words.
fn choice<T: Clone + Send + Sync + 'static>(
    words: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(word, _)| *word)).try_map(move |given| {
        let found = words.iter().find(|(word, _)| *word == given);
        found.map(|(_, value)| value.clone()).ok_or("not one of the words")
    })
}

const FORMATS: [(&str, Format); 4] = [
    ("draft", Format::Draft),
    ("json", Format::Json),
    ("toml", Format::Toml),
    ("yaml", Format::Yaml),
];
const OUTPUTS: [(&str, Output); 2] = [("docx", Output::Docx), ("pdf", Output::Pdf)];
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
pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("bulletin")
        .version(env!("CARGO_PKG_VERSION"))
        .about(lang.say(
            "把简报、工作周报的文稿排成 DOCX 和 PDF（GB/T 9704—2012）",
            "Sets drafts of Chinese official bulletins as DOCX and PDF (GB/T 9704-2012)",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(lang.say("命令", "Commands"))
        .subcommand_value_name(lang.say("命令", "COMMAND"))
        .after_help(lang.say(
            "退出码：0 完成；1 有须先处理的问题；2 用法、输入或输出有误。\n\
             先试一试：bulletin new --out 周报.txt，然后 bulletin render 周报.txt",
            "Exit codes: 0 done; 1 stopped by findings; 2 wrong usage, input or output.\n\
             Try: bulletin new --out weekly.txt, then bulletin render weekly.txt",
        ))
        .subcommands([render(lang), parse(lang), next(lang), new(lang), schema(lang), fonts(lang)]);
    localised(command, lang)
}

fn render(lang: Lang) -> Command {
    Command::new("render")
        .override_usage(
            lang.say("bulletin render [选项] <文稿>...", "bulletin render [OPTIONS] <INPUT>..."),
        )
        .about(lang.say("排成 DOCX 和 PDF", "Set as DOCX and PDF"))
        .arg(input(lang).num_args(1..).help(lang.say(
            "文稿（.txt、.md）或 JSON、TOML、YAML 文件，可以多个；- 为标准输入",
            "Drafts (.txt, .md), JSON, TOML or YAML files; - for standard input",
        )))
        .arg(from(lang))
        .arg(
            option("to", lang.say("格式", "FORMATS"))
                .value_delimiter(',')
                .default_value("docx,pdf")
                .value_parser(choice(&OUTPUTS))
                .help(lang.say(
                    "生成哪些格式：docx、pdf（默认两种都要）",
                    "Which formats to write: docx, pdf (default both)",
                )),
        )
        .arg(
            option("out", lang.say("文件夹", "DIR"))
                .short('o')
                .value_parser(value_parser!(PathBuf))
                .help(lang.say(
                    "存放到哪个文件夹（默认与文稿同处）",
                    "Folder for the documents (default beside the input)",
                )),
        )
        .arg(option("theme", lang.say("文件", "FILE")).value_parser(value_parser!(PathBuf)).help(
            lang.say(
                "本单位的版式文件（TOML、JSON、YAML）",
                "The office's own theme (TOML, JSON or YAML)",
            ),
        ))
        .arg(font_option(lang).help(lang.say(
            "字体：embedded 内置（默认）、installed 本机安装的，或字体文件夹",
            "Fonts: embedded (default), installed, or a folder of font files",
        )))
        .arg(force(lang))
        .arg(option("stop-at", lang.say("级别", "LEVEL")).value_parser(choice(&STOPS)).help(
            lang.say(
                "遇到哪一级问题就不出文件：error（默认）、warning、never",
                "The level of findings that stops a document: error (default), warning, never",
            ),
        ))
        .arg(findings(lang))
}

fn parse(lang: Lang) -> Command {
    Command::new("parse")
        .override_usage(
            lang.say("bulletin parse [选项] <文稿>", "bulletin parse [OPTIONS] <INPUT>"),
        )
        .about(lang.say(
            "读文稿，输出读懂的结构，并指出疑问",
            "Read a draft, write the model, say what is doubtful",
        ))
        .arg(input(lang).help(lang.say(
            "文稿或 JSON、TOML、YAML 文件；- 为标准输入",
            "A draft, or a JSON, TOML or YAML file; - for standard input",
        )))
        .arg(from(lang))
        .arg(format(lang).help(lang.say(
            "输出格式：json、toml（默认）、yaml、draft",
            "The format to write: json, toml (default), yaml, draft",
        )))
        .args(made_options(lang))
        .arg(findings(lang))
}

fn next(lang: Lang) -> Command {
    Command::new("next")
        .override_usage(lang.say("bulletin next [选项] <上一期>", "bulletin next [OPTIONS] <LAST>"))
        .about(
            lang.say(
                "由上一期生成下一期的底稿",
                "Make the skeleton of the next issue from the last",
            ),
        )
        .arg(input(lang).value_name(lang.say("上一期", "LAST")).help(lang.say(
            "上一期的文稿或 JSON、TOML、YAML 文件；- 为标准输入",
            "The last issue: a draft, JSON, TOML or YAML; - for standard input",
        )))
        .arg(from(lang))
        .arg(option("date", lang.say("日期", "DATE")).value_parser(date).help(lang.say(
            "下一期的日期，如 2024-03-19 或 2024年3月19日（默认按上一期推算）",
            "The date of the next issue, such as 2024-03-19 (default: moved on from the last)",
        )))
        .arg(format(lang).help(lang.say(
            "输出格式：draft、json、toml、yaml（默认与上一期相同）",
            "The format to write: draft, json, toml, yaml (default: that of the last issue)",
        )))
        .args(made_options(lang))
        .arg(findings(lang))
}

fn new(lang: Lang) -> Command {
    Command::new("new")
        .override_usage(lang.say("bulletin new [选项]", "bulletin new [OPTIONS]"))
        .about(lang.say("给出一份带说明的空白文稿", "Write a draft to start from, with comments"))
        .args(made_options(lang))
}

fn schema(lang: Lang) -> Command {
    Command::new("schema")
        .override_usage(lang.say("bulletin schema [选项] [对象]", "bulletin schema [OPTIONS] [OF]"))
        .about(lang.say(
            "输出文稿结构或版式的 JSON Schema",
            "Write the JSON Schema of bulletins or themes",
        ))
        .arg(
            Arg::new("of")
                .value_name(lang.say("对象", "OF"))
                .value_parser(choice(&SCHEMAS))
                .hide_possible_values(true)
                .help_heading(lang.say("参数", "Arguments"))
                .help(
                    lang.say(
                        "bulletin 文稿结构（默认）或 theme 版式",
                        "bulletin (default) or theme",
                    ),
                ),
        )
        .args(made_options(lang))
}

fn fonts(lang: Lang) -> Command {
    Command::new("fonts")
        .override_usage(lang.say("bulletin fonts [选项]", "bulletin fonts [OPTIONS]"))
        .about(lang.say(
            "说明各种字体由谁担当、缺什么",
            "Say which face serves which role, and what is missing",
        ))
        .arg(font_option(lang).help(lang.say(
            "看哪里的字体：embedded 内置、installed 本机安装的，或字体文件夹（默认前两种）",
            "Which fonts: embedded, installed, or a folder of font files (default the first two)",
        )))
        .arg(findings(lang))
}

fn input(lang: Lang) -> Arg {
    Arg::new("input")
        .value_name(lang.say("文稿", "INPUT"))
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help_heading(lang.say("参数", "Arguments"))
}

fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).hide_possible_values(true).hide_default_value(true)
}

fn from(lang: Lang) -> Arg {
    option("from", lang.say("格式", "FORMAT")).value_parser(choice(&FORMATS)).help(lang.say(
        "输入的格式：draft、json、toml、yaml（默认看扩展名，标准输入为 draft）",
        "The format of the input: draft, json, toml, yaml (default by its ending; draft for -)",
    ))
}

fn format(lang: Lang) -> Arg {
    option("format", lang.say("格式", "FORMAT")).value_parser(choice(&FORMATS))
}

fn font_option(lang: Lang) -> Arg {
    option("fonts", lang.say("字体", "FONTS")).value_parser(value_parser!(PathBuf))
}

fn force(lang: Lang) -> Arg {
    Arg::new("force").long("force").short('f').action(ArgAction::SetTrue).help(
        lang.say("替换已有的文件（默认保留）", "Replace files that exist (default: keep them)"),
    )
}

fn findings(lang: Lang) -> Arg {
    option("findings", lang.say("形式", "STYLE")).value_parser(choice(&STYLES)).help(lang.say(
        "问题的写法：text（默认）或 json（供程序读取），写到标准错误",
        "How findings are written to standard error: text (default) or json for programs",
    ))
}

fn made_options(lang: Lang) -> [Arg; 2] {
    let out =
        option("out", lang.say("文件", "FILE"))
            .short('o')
            .value_parser(value_parser!(PathBuf))
            .help(lang.say(
                "写到这个文件（默认写到标准输出）",
                "Write this file (default standard output)",
            ));
    [out, force(lang)]
}

/// A date in either form.
fn date(word: &str) -> Result<NaiveDate, String> {
    let forms = ["%Y-%m-%d", "%Y年%m月%d日"];
    let read = forms.iter().find_map(|form| NaiveDate::parse_from_str(word, form).ok());
    let four_digits = |date: &NaiveDate| bulletin::chinese_date(*date).find('年') == Some(4);
    read.filter(four_digits).ok_or_else(|| "2024-03-19".to_owned())
}

/// Headings, help and version in the language of the clerk; clap's own are English.
fn localised(command: Command, lang: Lang) -> Command {
    let options = lang.say("选项", "Options");
    let template = lang.say(
        "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help(lang.say("显示帮助", "Show this help"))
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
                .help(lang.say("显示版本", "Show the version"))
                .help_heading(options),
        );
    }
    for name in names {
        command = command.mut_subcommand(name, |sub| localised(sub, lang));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command(Lang::Chinese).debug_assert();
        command(Lang::English).debug_assert();
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
