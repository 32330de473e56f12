//! The ranges of a theme's numbers and what its words may hold, each stated once: reading a file,
//! validating a theme made by a program and the JSON Schema keep the same.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Visitor};

use crate::error::Error;
use crate::length::Length;
use crate::message::CodePoint;
use crate::place::{ModelPath, Place, Walk};
use crate::raise::{expecting, raise};
use crate::style::messages::{Measure, StyleMessage};

/// A rule that was not kept, and where.
#[derive(Debug)]
pub(in crate::style) struct Fault {
    // Boxed, so that a result of it is small.
    pub(in crate::style) message: Box<StyleMessage>,
    pub(in crate::style) path: ModelPath,
}

impl Fault {
    pub(in crate::style) fn new(message: StyleMessage, path: &Walk<'_>) -> Fault {
        Fault { message: Box::new(message), path: path.path() }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        Error::new(*fault.message, Place::path(fault.path))
    }
}

/// From the least value to the most, both of them allowed.
#[derive(Clone, Copy)]
struct Range<T> {
    least: T,
    most: T,
}

impl<T: Number> Range<T> {
    fn check(self, value: T) -> Result<(), StyleMessage> {
        if self.least <= value && value <= self.most {
            Ok(())
        } else {
            Err(out_of_range(value.measure(), self))
        }
    }
}

fn out_of_range<T: Number>(value: Measure, range: Range<T>) -> StyleMessage {
    StyleMessage::Range { value, least: range.least.measure(), most: range.most.measure() }
}

/// What has a range.
trait Number: Copy + PartialOrd {
    fn measure(self) -> Measure;

    /// Reads one. What is no such number at all, the reader says; that it is out of range, we do.
    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
        range: Range<Self>,
    ) -> Result<Self, D::Error>;

    #[cfg(feature = "schema")]
    fn schema(range: Range<Self>) -> schemars::Schema;
}

impl Number for Length {
    fn measure(self) -> Measure {
        Measure::Length(self)
    }

    fn read<'de, D: Deserializer<'de>>(d: D, range: Range<Length>) -> Result<Length, D::Error> {
        let length = Length::deserialize(d)?;
        range.check(length).map_err(raise)?;
        Ok(length)
    }

    #[cfg(feature = "schema")]
    fn schema(range: Range<Length>) -> schemars::Schema {
        // A pattern can tell nought and what is less; the ends are annotations, for forms.
        schemars::json_schema!({
            "type": "string",
            "pattern": Length::pattern(range.least > Length::ZERO),
            "x-minimum": range.least.to_string(),
            "x-maximum": range.most.to_string(),
        })
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Number for $number {
            fn measure(self) -> Measure {
                Measure::Count(self.into())
            }

            fn read<'de, D: Deserializer<'de>>(
                d: D,
                range: Range<$number>,
            ) -> Result<$number, D::Error> {
                d.deserialize_any(Whole { range })
            }

            #[cfg(feature = "schema")]
            fn schema(range: Range<$number>) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "integer",
                    "minimum": range.least,
                    "maximum": range.most,
                })
            }
        }
    )*};
}

whole_numbers!(u8, u16, u32);

/// Reads a whole number whatever its size, so that the range is what a message names, not a type.
struct Whole<T> {
    range: Range<T>,
}

impl<T: Number + TryFrom<i128>> Whole<T> {
    fn of<E: serde::de::Error>(&self, number: i128) -> Result<T, E> {
        match T::try_from(number).ok().filter(|number| self.range.check(*number).is_ok()) {
            Some(number) => Ok(number),
            None => Err(raise(out_of_range(Measure::Count(number), self.range))),
        }
    }
}

impl<T: Number + TryFrom<i128>> Visitor<'_> for Whole<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Range { least, most } = self.range;
        let (least, most) = (least.measure(), most.measure());
        expecting(
            f,
            format_args!("a whole number from {least} to {most}"),
            format_args!("{least} 到 {most} 的整数"),
        )
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<T, E> {
        self.of(number.into())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<T, E> {
        self.of(number.into())
    }
}

macro_rules! ranges {
    ($($(#[$about:meta])* $name:ident: $number:ty = $least:expr, $most:expr;)+) => {$(
        $(#[$about])*
        pub(in crate::style) mod $name {
            use super::*;

            const RANGE: Range<$number> = Range { least: $least, most: $most };

            /// One of them in a file.
            struct InFile($number);

            impl<'de> Deserialize<'de> for InFile {
                fn deserialize<D: Deserializer<'de>>(d: D) -> Result<InFile, D::Error> {
                    Number::read(d, RANGE).map(InFile)
                }
            }

            pub(in crate::style) fn read<'de, D: Deserializer<'de>>(
                d: D,
            ) -> Result<$number, D::Error> {
                InFile::deserialize(d).map(|InFile(number)| number)
            }

            #[allow(dead_code, reason = "not every range is of something optional")]
            pub(in crate::style) fn read_some<'de, D: Deserializer<'de>>(
                d: D,
            ) -> Result<Option<$number>, D::Error> {
                Ok(Option::<InFile>::deserialize(d)?.map(|InFile(number)| number))
            }

            pub(in crate::style) fn check(value: $number, path: &Walk<'_>) -> Result<(), Fault> {
                RANGE.check(value).map_err(|message| Fault::new(message, path))
            }

            #[cfg(feature = "schema")]
            pub(in crate::style) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                Number::schema(RANGE)
            }
        }
    )+};
}

ranges! {
    /// The sides of a sheet.
    paper: Length = Length::mm(10.0), Length::mm(5000.0);
    /// The sides of the type area.
    area: Length = Length::mm(1.0), Length::mm(5000.0);
    /// The white around the type area.
    white: Length = Length::ZERO, Length::mm(5000.0);
    /// Lines in a page.
    rows: u32 = 1, 200;
    /// Characters in a line.
    columns: u32 = 4, 200;
    /// From line to line.
    pitch: Length = Length::pt(4.0), Length::mm(200.0);
    /// Type sizes.
    size: Length = Length::pt(4.0), Length::pt(200.0);
    /// Gaps between the parts of a page.
    gap: Length = Length::ZERO, Length::mm(200.0);
    /// The side of the square that a picture fits into.
    picture: Length = Length::mm(5.0), Length::mm(200.0);
    /// The thickness of rules.
    rule: Length = Length::ZERO, Length::mm(10.0);
    /// Blank rows.
    blank_rows: u8 = 0, 20;
    /// White between rows of the masthead in percent of a row of the grid.
    row_gap: u16 = 0, 2000;
    /// Indents in characters.
    characters: u8 = 0, 50;
    /// The height of charts in percent of their width.
    chart_height: u16 = 20, 200;
    /// How much of their height rows and pictures keep that are fitted to a page, in percent.
    fit: u8 = 70, 100;
    /// How much of a line is filled, in percent.
    fill: u8 = 1, 100;
    /// From line to line in percent of the type size.
    leading: u16 = 100, 400;
    /// White beside text in percent of the type size.
    padding: u16 = 0, 400;
    /// The gap between Chinese and Latin in percent of an em.
    script_gap: u8 = 0, 50;
}

/// The colours of charts: some, and not many.
pub(in crate::style) mod colors {
    use super::*;
    use crate::info::Color;

    const COUNT: Range<u8> = Range { least: 1, most: 12 };

    fn fault(colors: &[Color]) -> Option<StyleMessage> {
        let count = colors.len();
        let within = u8::try_from(count).is_ok_and(|count| COUNT.check(count).is_ok());
        let count = Measure::Count(i128::try_from(count).unwrap_or(i128::MAX));
        (!within).then(|| out_of_range(count, COUNT))
    }

    pub(in crate::style) fn read<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Color>, D::Error> {
        let colors = Vec::<Color>::deserialize(d)?;
        fault(&colors).map_or(Ok(colors), |message| Err(raise(message)))
    }

    pub(in crate::style) fn check(colors: &[Color], path: &Walk<'_>) -> Result<(), Fault> {
        fault(colors).map_or(Ok(()), |message| Err(Fault::new(message, path)))
    }

    #[cfg(feature = "schema")]
    pub(in crate::style) fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "array",
            "items": generator.subschema_for::<Color>(),
            "minItems": 1,
            "maxItems": 12,
        })
    }
}

/// Words of the theme itself: one line that every file can hold.
pub(in crate::style) mod words {
    use super::*;

    fn fault(words: &str) -> Option<StyleMessage> {
        let barred = |c: &char| c.is_control() || crate::punct::is_forbidden(*c);
        let character = CodePoint(words.chars().find(barred)?);
        Some(StyleMessage::Character { character })
    }

    pub(in crate::style) fn read<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
        struct Words;

        impl Visitor<'_> for Words {
            type Value = String;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "words", "文字")
            }

            fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<String, E> {
                fault(words).map_or_else(|| Ok(words.to_owned()), |message| Err(raise(message)))
            }
        }

        d.deserialize_str(Words)
    }

    pub(in crate::style) fn check(words: &str, path: &Walk<'_>) -> Result<(), Fault> {
        fault(words).map_or(Ok(()), |message| Err(Fault::new(message, path)))
    }

    #[cfg(feature = "schema")]
    pub(in crate::style) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^[^\\x00-\\x1F\\x7F-\\x9F\\uFFFE\\uFFFF]*$",
        })
    }
}

/// A list of such words: at most so many, each of so many characters.
pub(in crate::style) mod word_list {
    use super::*;

    /// How many there are at most, and the shortest and the longest of them, in characters.
    #[derive(Clone, Copy)]
    pub(in crate::style) struct Limits {
        pub(in crate::style) most: usize,
        pub(in crate::style) shortest: usize,
        pub(in crate::style) longest: usize,
    }

    impl Limits {
        fn count<T>(self, list: &[T]) -> Option<StyleMessage> {
            within(list.len(), 0, self.most)
        }

        fn length(self, words: &str) -> Option<StyleMessage> {
            within(words.chars().count(), self.shortest, self.longest)
        }
    }

    fn within(count: usize, least: usize, most: usize) -> Option<StyleMessage> {
        let of = |count: usize| Measure::Count(i128::try_from(count).unwrap_or(i128::MAX));
        let is_within = (least..=most).contains(&count);
        (!is_within).then(|| StyleMessage::Range {
            value: of(count),
            least: of(least),
            most: of(most),
        })
    }

    /// Whose words have limits: what a list is of.
    pub(in crate::style) trait Limited {
        const LIMITS: Limits;
    }

    /// One of the words, as a file has it.
    struct One<L>(String, PhantomData<L>);

    impl<'de, L: Limited> Deserialize<'de> for One<L> {
        fn deserialize<D: Deserializer<'de>>(d: D) -> Result<One<L>, D::Error> {
            let words = words::read(d)?;
            match L::LIMITS.length(&words) {
                Some(message) => Err(raise(message)),
                None => Ok(One(words, PhantomData)),
            }
        }
    }

    pub(in crate::style) fn read<'de, L: Limited, D: Deserializer<'de>>(
        d: D,
    ) -> Result<Vec<String>, D::Error> {
        let list = Vec::<One<L>>::deserialize(d)?;
        match L::LIMITS.count(&list) {
            Some(message) => Err(raise(message)),
            None => Ok(list.into_iter().map(|one| one.0).collect()),
        }
    }

    pub(in crate::style) fn check<L: Limited>(
        list: &[String],
        path: &Walk<'_>,
    ) -> Result<(), Fault> {
        if let Some(message) = L::LIMITS.count(list) {
            return Err(Fault::new(message, path));
        }
        for (index, words) in list.iter().enumerate() {
            let path = &path.index(index);
            words::check(words, path)?;
            if let Some(message) = L::LIMITS.length(words) {
                return Err(Fault::new(message, path));
            }
        }
        Ok(())
    }
}
