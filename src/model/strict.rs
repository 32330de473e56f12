//! Reading what the types of the model are made of: words, whole numbers, days and lists, each
//! checked where it stands, so that an error has the path, the line and the column of the value
//! itself. (For that reason nothing in the model is `untagged` or `flatten`ed: serde forgets places
//! there.)

use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use super::limits::Limit;
use super::messages::{Fault, Whole as WholeNumber};
use super::{rules, total};
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

/// Words that keep this rule.
pub(super) fn words_by<'de, D: Deserializer<'de>>(
    deserializer: D,
    rule: fn(&str) -> Result<(), Fault>,
) -> Result<String, D::Error> {
    deserializer.deserialize_string(WordsVisitor { rule })
}

/// Words that can be printed.
pub(super) fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    words_by(deserializer, rules::words)
}

/// Words that are not blank.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    words_by(deserializer, rules::name)
}

/// [`name`] as a type of its own, for where one is optional or in a list.
pub(super) struct Name(pub(super) String);

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

// Whole numbers

/// A whole number that has been read, within its range.
pub(super) fn whole<N: Into<i128> + Copy, T: TryFrom<i128>, E: serde::de::Error>(
    number: N,
    from: i64,
    to: i64,
) -> Result<T, E> {
    let whole: i128 = number.into();
    let within = (i128::from(from)..=i128::from(to)).contains(&whole);
    let number = T::try_from(whole).ok().filter(|_| within);
    number.ok_or_else(|| out_of_range(whole, from, to))
}

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
    raise(Fault::Range {
        number: whole(number.into()),
        from: whole(from.into()),
        to: whole(to.into()),
    })
}

/// A whole number from `MIN` to `MAX`, where there may be none.
pub(super) fn optional_whole<'de, D, T, const MIN: i64, const MAX: i64>(
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

// Days

/// The key under which the `toml` crate hands over a date that stands without quotes.
const TOML_DATE: &str = "$__toml_private_datetime";

/// A day, `2024-03-12` or `2024年3月12日`; in TOML also without quotes.
struct Day(NaiveDate);

struct DayVisitor;

impl<'de> Visitor<'de> for DayVisitor {
    type Value = Day;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, "a date such as 2024-03-12", "日期，写作 2024-03-12")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Day, E> {
        rules::day(text).map(Day).map_err(fault)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Day, A::Error> {
        let text = toml_date(map, &self)?;
        self.visit_str(&text)
    }
}

/// The date that the `toml` crate hands over as a map.
pub(super) fn toml_date<'de, A: MapAccess<'de>>(
    mut map: A,
    expected: &impl serde::de::Expected,
) -> Result<String, A::Error> {
    match map.next_key::<String>()? {
        Some(key) if key == TOML_DATE => map.next_value(),
        _ => Err(A::Error::invalid_type(Unexpected::Map, expected)),
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        deserializer.deserialize_any(DayVisitor)
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

// Lists

/// What is expected, in English and in Chinese.
pub(super) type Expected = (&'static str, &'static str);

/// A list of at most as many elements as the limit allows; it stops reading there.
pub(super) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
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

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Vec<T>, A::Error> {
        elements(list, self.limit)
    }
}

/// The elements of a [`list`] that a visitor was given.
pub(super) fn elements<'de, A: SeqAccess<'de>, T: Deserialize<'de>>(
    mut elements: A,
    limit: &Limit,
) -> Result<Vec<T>, A::Error> {
    let mut list = Vec::new();
    while let Some(element) = elements.next_element()? {
        list.push(element);
        limit.check(list.len()).and_then(|()| total::element(limit)).map_err(fault)?;
    }
    Ok(list)
}

/// A [`list`] of [`name`]s.
pub(super) fn names<'de, D: Deserializer<'de>>(
    deserializer: D,
    limit: &'static Limit,
    expected: Expected,
) -> Result<Vec<String>, D::Error> {
    let names: Vec<Name> = list(deserializer, limit, expected)?;
    Ok(names.into_iter().map(|name| name.0).collect())
}

/// [`names`], or a single one that stands alone.
pub(super) fn one_or_names<'de, D: Deserializer<'de>>(
    deserializer: D,
    limit: &'static Limit,
    expected: Expected,
) -> Result<Vec<String>, D::Error> {
    deserializer.deserialize_any(NamesVisitor { limit, expected })
}

struct NamesVisitor {
    limit: &'static Limit,
    expected: Expected,
}

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f, self.expected.0, self.expected.1)
    }

    fn visit_str<E: serde::de::Error>(self, one: &str) -> Result<Vec<String>, E> {
        name(serde::de::value::StrDeserializer::new(one)).map(|one| vec![one])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Vec<String>, A::Error> {
        let names: Vec<Name> = elements(list, self.limit)?;
        Ok(names.into_iter().map(|name| name.0).collect())
    }
}

/// A list, or the only element.
pub(super) fn one_or_several<T: Serialize, S: Serializer>(
    elements: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match elements {
        [element] => element.serialize(serializer),
        elements => serializer.collect_seq(elements),
    }
}

// Maps

/// Fills a slot that is still empty.
pub(super) fn once<T, E: serde::de::Error>(
    slot: &mut Option<T>,
    key: &'static str,
    value: T,
) -> Result<(), E> {
    if slot.replace(value).is_some() { Err(E::duplicate_field(key)) } else { Ok(()) }
}
