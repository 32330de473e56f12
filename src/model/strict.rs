//! Reading leaves: words, dates, numbers and lists, each checked where it stands, so that an error
//! has the path, the line and the column of the value itself. (For that reason nothing in the model
//! is `untagged` or `flatten`ed: serde forgets places there.)

use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::Serializer;

use super::limits::{self, Limit};
use super::messages::{ModelMessage, Whole as WholeNumber};
use super::ranking::RankedRow;
use super::rules::{self, Fault};
use super::{Appendix, Article, Block, Cell, Number, StaffEntry, TableColumn, Text};
use crate::raise::{expecting, raise};

/// Turns a broken rule into the error of a format.
pub(super) fn fault<E: serde::de::Error>(fault: Fault) -> E {
    raise(fault)
}

/// Reads a value and makes another of it, which may break a rule. (Behind serde's own `try_from` the
/// message would be a string.)
pub(super) fn made<'de, D: Deserializer<'de>, F: Deserialize<'de>, T>(
    deserializer: D,
    make: impl FnOnce(F) -> Result<T, Fault>,
) -> Result<T, D::Error> {
    make(F::deserialize(deserializer)?).map_err(fault)
}

// Words

/// Reads words that keep a rule. The rule is asked inside the visitor: outside of it, formats have
/// already gone on to the next line.
struct WordsVisitor {
    rule: fn(&str) -> Result<(), Fault>,
}

impl Visitor<'_> for WordsVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "text", "文字")
    }

    fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<String, E> {
        // The line ends of Windows are line feeds.
        let words = words.replace("\r\n", "\n");
        (self.rule)(&words).map_err(fault)?;
        Ok(words)
    }
}

/// Words that can be printed.
pub(super) fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_string(WordsVisitor { rule: rules::words })
}

/// Words that are not blank.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    deserializer.deserialize_string(WordsVisitor { rule: rules::name })
}

/// [`name`] as a type of its own, for where one is optional or in a list.
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        name(deserializer).map(Name)
    }
}

/// A [`name`], where there may be none.
pub(super) fn optional_words<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Ok(Option::<Name>::deserialize(deserializer)?.map(|name| name.0))
}

/// A text from a string that a visitor was given.
pub(super) fn text<E: serde::de::Error>(markup: &str) -> Result<Text, E> {
    Text::deserialize(serde::de::value::StrDeserializer::new(markup))
}

/// A title or heading: a text that is not blank.
pub(super) fn heading<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    let rule = |markup: &str| {
        rules::words(markup)?;
        rules::heading(&Text::from(markup))
    };
    deserializer.deserialize_string(WordsVisitor { rule }).map(Text::from)
}

/// A [`heading`] as a type of its own, for where one is optional or behind a key.
pub(super) struct Heading(pub(super) Text);

impl<'de> Deserialize<'de> for Heading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Heading, D::Error> {
        heading(deserializer).map(Heading)
    }
}

pub(super) fn optional_heading<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Text>, D::Error> {
    Ok(Option::<Heading>::deserialize(deserializer)?.map(|heading| heading.0))
}

// Whole numbers

/// A whole number from `MIN` to `MAX`.
struct Whole<const MIN: i64, const MAX: i64>(i64);

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(WholeVisitor::<MIN, MAX>)
    }
}

struct WholeVisitor<const MIN: i64, const MAX: i64>;

impl<const MIN: i64, const MAX: i64> Visitor<'_> for WholeVisitor<MIN, MAX> {
    type Value = Whole<MIN, MAX>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            format_args!("a whole number from {MIN} to {MAX}"),
            format_args!("{MIN} 至 {MAX} 的整数"),
        )
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
        rules::within(value, MIN..=MAX).map_err(fault)?;
        Ok(Whole(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Err(out_of_range(value, MIN, MAX)),
        }
    }
}

fn out_of_range<E: serde::de::Error>(number: impl Into<i128>, from: i64, to: i64) -> E {
    let whole = |number: i128| WholeNumber(number);
    raise(ModelMessage::Range {
        number: whole(number.into()),
        from: whole(from.into()),
        to: whole(to.into()),
    })
}

fn optional_whole<'de, D, T, const MIN: i64, const MAX: i64>(
    deserializer: D,
) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<i64>,
{
    let whole = Option::<Whole<MIN, MAX>>::deserialize(deserializer)?;
    let number = |Whole(number)| T::try_from(number).map_err(|_| out_of_range(number, MIN, MAX));
    whole.map(number).transpose()
}

pub(super) fn year<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i32>, D::Error> {
    optional_whole::<D, i32, { *rules::YEARS.start() as i64 }, { *rules::YEARS.end() as i64 }>(
        deserializer,
    )
}

pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    optional_whole::<D, u32, 1, { u32::MAX as i64 }>(deserializer)
}

pub(super) fn percent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    optional_whole::<D, u32, { *rules::PERCENT.start() as i64 }, { *rules::PERCENT.end() as i64 }>(
        deserializer,
    )
}

pub(super) fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    optional_whole::<D, u32, { *rules::SHARE.start() as i64 }, { *rules::SHARE.end() as i64 }>(
        deserializer,
    )
}

// Days

/// The key under which the `toml` crate hands over a date that stands without quotes.
const TOML_DATE: &str = "$__toml_private_datetime";

/// A day, `2024-03-12`; in TOML also without quotes.
struct Day(NaiveDate);

struct DayVisitor;

impl<'de> Visitor<'de> for DayVisitor {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "a date such as 2024-03-12", "日期，写作 2024-03-12")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Day, E> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        // chrono also reads 2024-3-1 and spaces, which no other reader of ISO dates does.
        let date = date.filter(|date| date.to_string() == text && rules::date(*date).is_ok());
        date.map(Day).ok_or_else(|| raise(ModelMessage::Date { text: text.to_owned() }))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Day, A::Error> {
        match map.next_key::<String>()? {
            Some(key) if key == TOML_DATE => self.visit_str(&map.next_value::<String>()?),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        deserializer.deserialize_any(DayVisitor)
    }
}

/// A date, `2024-03-12`.
pub(super) mod date {
    use super::{Day, Deserialize, Deserializer, NaiveDate, Serializer};

    pub(in crate::model) fn serialize<S: Serializer>(
        date: &NaiveDate,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<NaiveDate, D::Error> {
        Day::deserialize(deserializer).map(|day| day.0)
    }
}

/// A date that may be missing.
pub(super) mod optional_date {
    use super::{Day, Deserialize, Deserializer, NaiveDate, Serializer};

    pub(in crate::model) fn serialize<S: Serializer>(
        date: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => serializer.collect_str(date),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
    }
}

// Numbers and cells

/// Reads a number, or a string that is one.
pub(super) struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a number, or one in quotation marks such as \"68.75%\"",
            "数字，或加引号的数字，如 \"68.75%\"",
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Number, E> {
        rules::words(text).map_err(fault)?;
        Number::read(text).map_err(fault)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
        Number::finite(value).map_err(fault)
    }
}

/// The word for [`Cell::Above`] in files.
pub(super) const ABOVE: &str = "above";

/// Reads a cell; the first row has nothing above it.
pub(super) struct CellVisitor {
    pub(super) first_row: bool,
}

impl CellVisitor {
    fn checked<E: serde::de::Error>(&self, cell: Cell) -> Result<Cell, E> {
        if self.first_row {
            rules::cell_of_first_row(&cell).map_err(fault)?;
        }
        Ok(cell)
    }
}

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a cell: text, a number, \"above\" or { text = \"…\" }",
            "文字、数字、\"above\" 或 { text = \"…\" }",
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Cell, E> {
        let words = text.replace("\r\n", "\n");
        rules::words(&words).map_err(fault)?;
        self.checked(if words == ABOVE { Cell::Above } else { Cell::from(words.as_str()) })
    }

    fn visit_i64<E>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Cell, E> {
        Ok(Cell::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Cell, E> {
        Number::finite(value).map(Cell::Number).map_err(fault)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cell, A::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Forced {
            text: Text,
        }
        let forced = Forced::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(Cell::Text(forced.text))
    }
}

// Lists

/// What is expected, in English and in Chinese.
type Expected = (&'static str, &'static str);

/// A list of at most as many elements as the limit allows; it stops reading there.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
    limit: &'static Limit,
    expected: Expected,
) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(ListVisitor { limit, expected, element: PhantomData })
}

struct ListVisitor<T> {
    limit: &'static Limit,
    expected: Expected,
    element: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, self.expected.0, self.expected.1)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element()? {
            list.push(element);
            self.limit.check(list.len()).map_err(fault)?;
        }
        Ok(list)
    }
}

pub(super) fn issuers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    let issuers: Vec<Name> = list(d, &limits::ISSUERS, ("a list of organisations", "单位的列表"))?;
    Ok(issuers.into_iter().map(|name| name.0).collect())
}

pub(super) fn lines_above<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    let lines: Vec<Name> = list(d, &limits::LINES_ABOVE, ("a list of lines", "逐行的列表"))?;
    Ok(lines.into_iter().map(|name| name.0).collect())
}

pub(super) fn staff<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<StaffEntry>, D::Error> {
    list(d, &limits::STAFF, ("a list of { label, value }", "{ label, value } 的列表"))
}

pub(super) fn blocks<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Block>, D::Error> {
    list(d, &limits::BLOCKS, ("a list of blocks", "段落和图表的列表"))
}

pub(super) fn articles<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Article>, D::Error> {
    list(d, &limits::ARTICLES, ("a list of articles", "文章的列表"))
}

pub(super) fn appendices<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Appendix>, D::Error> {
    list(d, &limits::APPENDICES, ("a list of appendices", "附件的列表"))
}

pub(super) fn columns<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<TableColumn>, D::Error> {
    list(d, &limits::COLUMNS, ("a list of columns", "栏的列表"))
}

pub(super) fn ranked<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<RankedRow>, D::Error> {
    list(
        d,
        &limits::ROWS,
        ("a list of rows, each a name and its scores", "逐行的列表，每行一个名称和得分"),
    )
}

/// The paragraphs of the editor's note; a single one may stand alone.
pub(super) fn editor_note<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Text>, D::Error> {
    d.deserialize_any(TextsVisitor {
        limit: &limits::EDITOR_NOTE,
        expected: ("a text, or a list of texts, one for each paragraph", "文字，或每段一项的列表"),
    })
}

struct TextsVisitor {
    limit: &'static Limit,
    expected: Expected,
}

impl<'de> Visitor<'de> for TextsVisitor {
    type Value = Vec<Text>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, self.expected.0, self.expected.1)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Vec<Text>, E> {
        self::text(text).map(|text| vec![text])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<Vec<Text>, A::Error> {
        ListVisitor { limit: self.limit, expected: self.expected, element: PhantomData }
            .visit_seq(elements)
    }
}

/// The lines of a list of contents made by hand.
pub(super) fn contents<'de, A: SeqAccess<'de>>(lines: A) -> Result<Vec<Text>, A::Error> {
    ListVisitor {
        limit: &limits::CONTENTS,
        expected: ("lines", "逐行的列表"),
        element: PhantomData,
    }
    .visit_seq(lines)
}
