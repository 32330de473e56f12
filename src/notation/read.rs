//! From the tree to the value that serde asks for.

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer,
    MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::fault::ReadError;
use super::messages::{Expected, Found};
use super::tree::{Entry, Node, Value, Wrong, key};
use crate::error::{Document, Error};
use crate::place::Segment;

/// Reads a value from a text whose notation makes a tree.
#[cfg(any(feature = "json", feature = "toml", feature = "yaml"))]
pub(super) fn read<T: serde::de::DeserializeOwned>(
    text: &str,
    tree: impl for<'a> Fn(&'a str) -> Result<Node<'a>, Wrong>,
) -> Result<T, Error> {
    read_with(text, tree, |reader| T::deserialize(reader))
}

/// The same of a whole document.
pub(super) fn document<T: Document>(
    text: &str,
    tree: impl for<'a> Fn(&'a str) -> Result<Node<'a>, Wrong>,
) -> Result<T, Error> {
    read_with(text, tree, |reader| T::read(reader))
}

fn read_with<T>(
    text: &str,
    tree: impl for<'a> Fn(&'a str) -> Result<Node<'a>, Wrong>,
    value: impl for<'a> FnOnce(Reader<'a>) -> Result<T, ReadError>,
) -> Result<T, Error> {
    // The byte order mark that Windows puts before a text is no part of it.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let node = tree(text).map_err(|wrong| wrong.error(text))?;
    let read = value(Reader { node: &node }).map_err(|error| error.at(&node));
    read.map_err(|error| error.wrong().error(text))
}

/// The key of what a theme builds on, which it must know before it reads the others.
const BASE: &str = "base";

/// Reads a node.
#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node<'a>,
}

impl<'a> Reader<'a> {
    /// Gives the visitor what is there, whatever was asked for.
    fn give<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.node.own() {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Whole(number) => match (i64::try_from(*number), u64::try_from(*number)) {
                (Ok(number), _) => visitor.visit_i64(number),
                (_, Ok(number)) => visitor.visit_u64(number),
                _ => visitor.visit_i128(*number),
            },
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Text(text) => visitor.visit_str(text),
            Value::List(elements) => {
                let mut list = List { elements: elements.iter().enumerate() };
                let value = visitor.visit_seq(&mut list)?;
                match list.elements.next() {
                    None => Ok(value),
                    Some(_) => Err(ReadError::of(Found::Count(elements.len()))),
                }
            }
            Value::Table(entries) => {
                visitor.visit_map(Table { entries: entries.iter(), entry: None })
            }
            // `own` looks through these.
            Value::Shared(node) => Reader { node }.give(visitor),
        }
    }

    /// Gives what is there to a visitor who expects this.
    fn asked<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        expected: Expected,
    ) -> Result<V::Value, ReadError> {
        self.give(visitor).map_err(|error| error.expected(expected))
    }
}

macro_rules! whole {
    ($($method:ident: $type:ty,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            #[allow(clippy::cast_lossless, reason = "the same for every type")]
            self.asked(visitor, Expected::Whole(<$type>::MIN as i128, <$type>::MAX as i128))
        }
    )*};
}

macro_rules! others {
    ($($method:ident: $expected:expr,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            self.asked(visitor, $expected)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = ReadError;

    whole! {
        deserialize_i8: i8,
        deserialize_i16: i16,
        deserialize_i32: i32,
        deserialize_i64: i64,
        deserialize_i128: i64,
        deserialize_u8: u8,
        deserialize_u16: u16,
        deserialize_u32: u32,
        deserialize_u64: u64,
        deserialize_u128: u64,
    }

    others! {
        deserialize_any: Expected::Other,
        deserialize_bool: Expected::Bool,
        deserialize_f32: Expected::Number,
        deserialize_f64: Expected::Number,
        deserialize_char: Expected::Character,
        deserialize_str: Expected::Text,
        deserialize_string: Expected::Text,
        deserialize_identifier: Expected::Text,
        deserialize_bytes: Expected::List,
        deserialize_byte_buf: Expected::List,
        deserialize_unit: Expected::Nothing,
        deserialize_seq: Expected::List,
        deserialize_map: Expected::Table,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.node.own() {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.asked(visitor, Expected::Nothing)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.asked(visitor, Expected::ListOf(count))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.asked(visitor, Expected::ListOf(count))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        // A list in place of a struct would be read by the order of its fields, of which no text
        // says anything.
        match self.node.own() {
            Value::List(_) => Err(ReadError::of(Found::List).expected(Expected::Table)),
            Value::Table(entries) => {
                let base = entries.iter().position(|entry| entry.key == BASE);
                let base = base.filter(|_| fields.first() == Some(&BASE));
                let (before, rest) = entries.split_at(base.unwrap_or_default());
                let (base, rest) = rest.split_at(usize::from(base.is_some()));
                let entries = base.iter().chain(before).chain(rest);
                let table = Table { entries, entry: None };
                visitor.visit_map(table).map_err(|error| error.expected(Expected::Table))
            }
            _ => self.asked(visitor, Expected::Table),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let node = self.node;
        let value = match node.own() {
            Value::Text(word) => visitor.visit_enum(Choice { at: node.at, word, node: None }),
            Value::Table(entries) => match entries.as_slice() {
                [entry] => visitor.visit_enum(Choice {
                    at: entry.at,
                    word: &entry.key,
                    node: Some(&entry.node),
                }),
                _ => Err(ReadError::of(Found::Table)),
            },
            _ => self.give(visitor),
        };
        value.map_err(|error| error.expected(Expected::Word(variants)))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }
}

/// The elements of a list.
struct List<'a> {
    elements: std::iter::Enumerate<std::slice::Iter<'a, Node<'a>>>,
}

impl<'de> SeqAccess<'de> for &mut List<'_> {
    type Error = ReadError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, ReadError> {
        let Some((index, node)) = self.elements.next() else { return Ok(None) };
        let value = seed.deserialize(Reader { node });
        value.map(Some).map_err(|error| error.at(node).below(Segment::Index(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.elements.len())
    }
}

/// The keys and values of a table.
struct Table<'a, I> {
    entries: I,
    /// The one whose value comes next.
    entry: Option<&'a Entry<'a>>,
}

impl<'de, 'a, I: Iterator<Item = &'a Entry<'a>>> MapAccess<'de> for Table<'a, I> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ReadError> {
        self.entry = self.entries.next();
        let Some(entry) = self.entry else { return Ok(None) };
        seed.deserialize(Key(entry))
            .map(Some)
            .map_err(|error: ReadError| error.at_byte(entry.at).below(key(&entry.key)))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, ReadError> {
        let Some(entry) = self.entry.take() else {
            return Err(ReadError::custom("a value was asked for before its key"));
        };
        let value = seed.deserialize(Reader { node: &entry.node });
        value.map_err(|error| error.at(&entry.node).below(key(&entry.key)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.size_hint().0)
    }
}

/// A key: a word, or a number for those who ask for one.
struct Key<'a>(&'a Entry<'a>);

macro_rules! numbers {
    ($($method:ident: $type:ty => $visit:ident,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            #[allow(clippy::cast_lossless, reason = "the same for every type")]
            let expected = Expected::Whole(<$type>::MIN as i128, <$type>::MAX as i128);
            let value = match self.0.key.parse::<$type>() {
                Ok(number) => visitor.$visit(number),
                Err(_) => visitor.visit_str(&self.0.key),
            };
            value.map_err(|error: ReadError| error.expected(expected))
        }
    )*};
}

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_str(&self.0.key)
    }

    numbers! {
        deserialize_i8: i8 => visit_i8,
        deserialize_i16: i16 => visit_i16,
        deserialize_i32: i32 => visit_i32,
        deserialize_i64: i64 => visit_i64,
        deserialize_u8: u8 => visit_u8,
        deserialize_u16: u16 => visit_u16,
        deserialize_u32: u32 => visit_u32,
        deserialize_u64: u64 => visit_u64,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        visitor.visit_enum(Choice { at: self.0.at, word: &self.0.key, node: None })
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// One of several: a word alone, or the only key of a table with what belongs to it.
struct Choice<'a> {
    at: usize,
    word: &'a str,
    node: Option<&'a Node<'a>>,
}

impl<'de, 'a> EnumAccess<'de> for Choice<'a> {
    type Error = ReadError;
    type Variant = Choice<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Choice<'a>), ReadError> {
        let word: StrDeserializer<'_, ReadError> = self.word.into_deserializer();
        let value = seed.deserialize(word).map_err(|error| error.at_byte(self.at))?;
        Ok((value, self))
    }
}

impl<'de> Choice<'_> {
    /// What belongs to the word.
    fn content<T>(
        self,
        read: impl FnOnce(Reader<'_>) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        match self.node {
            Some(node) => {
                read(Reader { node }).map_err(|error| error.at(node).below(key(self.word)))
            }
            None => Err(ReadError::of(Found::Text(self.word.to_owned())).expected(Expected::Table)),
        }
    }

    fn visit<V: Visitor<'de>>(self, visitor: V, expected: Expected) -> Result<V::Value, ReadError> {
        self.content(|reader| reader.asked(visitor, expected))
    }
}

impl<'de> VariantAccess<'de> for Choice<'_> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.node {
            None => Ok(()),
            Some(_) => self.content(|reader| {
                <()>::deserialize(reader).map_err(|error| error.expected(Expected::Nothing))
            }),
        }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, ReadError> {
        self.content(|reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.visit(visitor, Expected::ListOf(count))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.visit(visitor, Expected::Table)
    }
}
