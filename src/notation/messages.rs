//! What is said of a text that is no JSON, TOML or YAML, and of values that are not those asked for.

use std::borrow::Cow;
use std::fmt;

use crate::message::{Argument, Language, Said, Say, terms};
use crate::model::messages::{Counted, Whole};

terms! {
    /// The notations, by their names.
    pub(crate) enum Notation {
        Json = "JSON", "JSON";
        Toml = "TOML", "TOML";
        Yaml = "YAML", "YAML";
    }
}

crate::messages! {
    /// What is said of a text that is no JSON, TOML or YAML, and of values that are not those asked
    /// for.
    pub(crate) enum NotationMessage {
        /// The text does not keep the rules of its notation: a comma, a quotation mark or a bracket
        /// too many or too few, or a wrong indent.
        Syntax = Error "notation.syntax"
        { notation: Notation = Notation::Json, reason: String = "expected `,` or `}`".to_owned() }
        en "this is not {notation}: {reason}",
            "look at the quotation marks, brackets, commas and indents here and on the line before"
        zh "从这里起不合 {notation} 的写法", "检查此处及前一行的引号、括号、逗号和缩进";

        /// The text ends while something is still open.
        Incomplete = Error "notation.incomplete" { notation: Notation = Notation::Json }
        en "the {notation} ends before it is complete", "close the quotation marks and brackets that are open"
        zh "{notation} 内容不完整，到此中断", "补齐没有闭合的引号或括号";

        /// Lists and tables lie within each other deeper than the limit.
        Deep = Error(Limit) "notation.depth" { limit: usize = 64 }
        en "nested more than {limit} levels deep"
        zh "嵌套超过 {limit} 层";

        /// Aliases of YAML repeat more values than the limit.
        Repeated = Error(Limit) "notation.repeated" { limit: usize = 1_000_000 }
        en "aliases repeat more than {limit} values or characters"
        zh "别名重复引用的内容超过 {limit} 项或 {limit} 字";

        /// A key stands twice in one table.
        DuplicateKey = Error "notation.duplicate-key" { key: String = "title".to_owned() }
        en "the key `{key}` stands here for the second time", "delete one of the two"
        zh "“{key}”重复出现", "两处只留一处";

        /// A key of a YAML map is not a text: a list or a map.
        Key = Error "notation.key" {}
        en "a key must be a word, not a list or a map"
        zh "键应当是文字，不能是列表或键值表";

        /// A tag of YAML that is not one of the core schema, or does not fit its value.
        Tag = Error "notation.tag" { tag: String = "!secret".to_owned() }
        en "the tag {tag} means nothing here", "delete it"
        zh "标签“{tag}”在此不可用", "删去该标签";

        /// The text holds several YAML documents.
        Documents = Error "notation.documents" {}
        en "a second document begins here; expected one",
            "delete the line ---, or divide the file"
        zh "从这里起是第二份文档，一次只能有一份", "删去分隔线 ---，或分成几个文件";

        /// An alias of YAML names an anchor that is not there.
        Alias = Error "notation.alias" {}
        en "this alias has no anchor before it"
        zh "前面没有这个别名对应的锚点";

        /// A number has more digits than can be kept.
        Digits = Error "notation.digits" { number: String = "1e999".to_owned() }
        en "{number} has more digits than can be kept", "put it in quotation marks"
        zh "数字 {number} 位数过多，无法原样保留", "给数字加上引号";

        /// A table has a key that it does not know; often a slip of the pen.
        UnknownKey = Error "input.unknown-key"
        { key: String = "name".to_owned(), expected: Vec<&'static str> = vec!["title", "date"] }
        en "unknown key `{key}`; expected one of {expected}"
        zh "没有“{key}”这一项；可用的有 {expected}";

        /// A table lacks a key that it must have.
        MissingKey = Error "input.missing-key" { key: &'static str = "title" }
        en "the key `{key}` is missing"
        zh "缺少“{key}”一项";

        /// A value is of another type than the one expected: a list in place of a text.
        Type = Error "input.type"
        {
            found: Found = Found::Whole(Whole(1)),
            expected: Expected = Expected::Text,
        }
        en "found {found}; expected {expected}"
        zh "此处{found}，应当是{expected}";

        /// A word is not one of those that can stand there.
        Word = Error "input.word"
        { word: String = "up".to_owned(), expected: Vec<&'static str> = vec!["left", "right"] }
        en "`{word}` is not one of {expected}"
        zh "“{word}”不可用；可用的有 {expected}";

        /// A value that a type of the program refuses in its own words.
        Refused = Error "input.refused" { reason: String = "expected an even number".to_owned() }
        en "{reason}"
        zh "此处的值不合要求";
    }
}

/// What was found in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    Nothing,
    Bool(bool),
    Whole(Whole),
    Float(f64),
    Text(String),
    List,
    Table,
    /// So many values.
    Count(usize),
    /// Something else, as serde calls it.
    Other,
}

impl Say for Found {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chinese = language == Language::Chinese;
        match self {
            Found::Nothing => f.write_str(if chinese { "是空的" } else { "nothing" }),
            Found::Bool(value) if chinese => write!(f, "是 {value}"),
            Found::Bool(value) => write!(f, "{value}"),
            Found::Whole(Whole(number)) if chinese => write!(f, "是数字 {number}"),
            Found::Whole(Whole(number)) => write!(f, "the number {number}"),
            Found::Float(number) if chinese => write!(f, "是数字 {number}"),
            Found::Float(number) => write!(f, "the number {number}"),
            Found::Text(text) => {
                f.write_str(if chinese { "是文字“" } else { "the text \"" })?;
                text.say(language, f)?;
                f.write_str(if chinese { "”" } else { "\"" })
            }
            Found::List => f.write_str(if chinese { "是列表" } else { "a list" }),
            Found::Table => f.write_str(if chinese { "是键值表" } else { "a table of keys" }),
            Found::Count(count) if chinese => write!(f, "有 {count} 项"),
            Found::Count(count) => Counted::values(*count).say(language, f),
            Found::Other => f.write_str(if chinese { "是别的值" } else { "another value" }),
        }
    }

    fn argument(&self) -> Argument {
        Argument::Text(Said(self, Language::English).to_string())
    }
}

/// What was expected in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// What a visitor of ours says, in English and in Chinese.
    Words(String, String),
    Bool,
    Whole(i128, i128),
    Number,
    Character,
    Text,
    List,
    /// A list of so many values.
    ListOf(usize),
    Table,
    /// One of these words, or a table with one of them.
    Word(&'static [&'static str]),
    Nothing,
    /// Another value, of which no more is known.
    Other,
}

impl Say for Expected {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if language == Language::Chinese {
            let words = self.chinese();
            // Han stands beside Latin letters and digits with a space between.
            let space = if words.starts_with(|first: char| first.is_ascii()) { " " } else { "" };
            return write!(f, "{space}{words}");
        }
        match self {
            Expected::Words(words, _) => f.write_str(words),
            Expected::Bool => f.write_str("true or false"),
            Expected::Whole(from, to) => write!(f, "a whole number from {from} to {to}"),
            Expected::Number => f.write_str("a number"),
            Expected::Character => f.write_str("one character"),
            Expected::Text => f.write_str("text"),
            Expected::List => f.write_str("a list"),
            Expected::ListOf(count) => {
                write!(f, "a list of {}", Said(&Counted::values(*count), language))
            }
            Expected::Table => f.write_str("a table of keys"),
            Expected::Word(words) => write!(f, "one of {}", Said(&words.to_vec(), language)),
            Expected::Nothing => f.write_str("nothing"),
            Expected::Other => f.write_str("another kind of value"),
        }
    }

    fn argument(&self) -> Argument {
        Argument::Text(Said(self, Language::English).to_string())
    }
}

impl Expected {
    fn chinese(&self) -> Cow<'_, str> {
        match self {
            Expected::Words(_, words) => words.into(),
            Expected::Bool => "true 或 false".into(),
            Expected::Whole(from, to) => format!("{from} 至 {to} 的整数").into(),
            Expected::Number => "数字".into(),
            Expected::Character => "一个字符".into(),
            Expected::Text => "文字".into(),
            Expected::List => "列表".into(),
            Expected::ListOf(count) => format!("{count} 项的列表").into(),
            Expected::Table => "键值表".into(),
            Expected::Word(words) => {
                format!("下列之一：{}", Said(&words.to_vec(), Language::Chinese)).into()
            }
            Expected::Nothing => "空值".into(),
            Expected::Other => "另一种值".into(),
        }
    }
}
