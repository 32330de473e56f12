//! What is wrong with the arguments, in the language of the clerk. Clap's own sentences are
//! English; its facts are what the Chinese ones are made of.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::lang::Lang;
use crate::outcome::Outcome;

/// Prints help, the version or an error.
pub(crate) fn print(lang: Lang, error: &clap::Error) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let written = write!(io::stdout().lock(), "{}", error.render());
            if written.is_ok() { Outcome::Done } else { Outcome::Failed }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(io::stderr().lock(), "{}", error.render());
            Outcome::Failed
        }
        _ => {
            let message = match lang {
                Lang::Chinese => chinese(error),
                Lang::English => error.render().to_string(),
            };
            let _ = writeln!(io::stderr().lock(), "{}", message.trim_end());
            Outcome::Failed
        }
    }
}

fn chinese(error: &clap::Error) -> String {
    let fact = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join("、"),
        _ => String::new(),
    };
    let argument = fact(ContextKind::InvalidArg);
    let value = fact(ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面缺少内容"),
        ErrorKind::InvalidValue => {
            let valid = fact(ContextKind::ValidValue);
            format!("“{value}”不能用于 {argument}，可以是：{valid}")
        }
        ErrorKind::ValueValidation => format!("“{value}”不能用于 {argument}，写法如 2024-03-19"),
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项"),
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令", fact(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => {
            format!("{argument} 不能重复，也不能与 {} 同用", fact(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字".to_owned(),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        _ => error.render().to_string(),
    };
    format!("错误：{sentence}\n查看用法：bulletin --help")
}
