//! JSON to a tree. `serde_json` checks the whole text at once, without recursion, and gives raw
//! slices of it; where a slice begins in the text is where its value stands.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::messages::{Notation, NotationMessage};
use super::tree::{Entry, Node, Value, Way, Wrong, key, whole};
use crate::place::{ModelPath, Segment};

pub(super) fn tree(text: &str) -> Result<Node<'_>, Wrong> {
    let raw: &RawValue =
        serde_json::from_str(text).map_err(|error| wrong(text, 0, ModelPath::root(), error))?;
    Maker { text, way: Way::default() }.node(raw.get())
}

/// What `serde_json` says of a slice that begins at a byte of the text.
fn wrong(slice: &str, at: usize, path: ModelPath, error: serde_json::Error) -> Wrong {
    let message = if error.is_eof() {
        NotationMessage::Incomplete { notation: Notation::Json }
    } else {
        // The place stands behind the sentence, and is told apart from it.
        let said = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let reason = said.strip_suffix(&place).unwrap_or(&said).to_owned();
        NotationMessage::Syntax { notation: Notation::Json, reason }
    };
    // The column is the number of bytes up to and with the one that is wrong; the end of the text
    // has none.
    let line = slice.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = line.map(str::len).sum();
    let column = if error.is_eof() { error.column() } else { error.column().saturating_sub(1) };
    Wrong::new(message, at + start + column, path).caused_by(error)
}

struct Maker<'a> {
    text: &'a str,
    way: Way,
}

impl<'a> Maker<'a> {
    /// The byte of the text at which a slice of it begins.
    fn at(&self, slice: &str) -> usize {
        slice.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }

    fn node(&mut self, slice: &'a str) -> Result<Node<'a>, Wrong> {
        let at = self.at(slice);
        let failed = |maker: &Maker<'_>, error| wrong(slice, at, maker.way.path(), error);
        let value = match slice.as_bytes().first() {
            Some(b'{') => {
                let entries = serde_json::Deserializer::from_str(slice).deserialize_map(Entries);
                self.table(entries.map_err(|error| failed(self, error))?)?
            }
            Some(b'[') => {
                let elements = serde_json::Deserializer::from_str(slice).deserialize_seq(Elements);
                self.list(elements.map_err(|error| failed(self, error))?)?
            }
            Some(b'"') => Value::Text(self.text(slice)?),
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'n') | None => Value::Null,
            Some(_) => self.number(slice)?,
        };
        Ok(Node { at, value })
    }

    fn text(&self, slice: &'a str) -> Result<Cow<'a, str>, Wrong> {
        // Without escapes it is a part of the text.
        let inner = slice.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
        match inner {
            Some(inner) if !inner.contains('\\') => Ok(Cow::Borrowed(inner)),
            _ => serde_json::from_str::<String>(slice)
                .map(Cow::Owned)
                .map_err(|error| wrong(slice, self.at(slice), self.way.path(), error)),
        }
    }

    fn number(&self, slice: &'a str) -> Result<Value<'a>, Wrong> {
        let value = if slice.contains(['.', 'e', 'E']) {
            slice.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Float)
        } else {
            slice.parse().ok().and_then(whole)
        };
        let digits = NotationMessage::Digits { number: slice.to_owned() };
        value.ok_or_else(|| self.way.wrong(digits, self.at(slice)))
    }

    fn list(&mut self, slices: Vec<&'a RawValue>) -> Result<Value<'a>, Wrong> {
        let mut elements = Vec::with_capacity(slices.len());
        for (index, slice) in slices.into_iter().enumerate() {
            let slice = slice.get();
            self.way.down(Segment::Index(index), self.at(slice))?;
            elements.push(self.node(slice)?);
            self.way.up();
        }
        Ok(Value::List(elements))
    }

    fn table(&mut self, slices: Vec<(&'a RawValue, &'a RawValue)>) -> Result<Value<'a>, Wrong> {
        let mut entries = Vec::with_capacity(slices.len());
        let mut known = BTreeSet::new();
        for (name, slice) in slices {
            let (at, name, slice) = (self.at(name.get()), self.text(name.get())?, slice.get());
            self.way.down(key(&name), self.at(slice))?;
            if !known.insert(name.clone()) {
                let duplicate = NotationMessage::DuplicateKey { key: name.into_owned() };
                return Err(self.way.wrong(duplicate, at));
            }
            let node = self.node(slice)?;
            self.way.up();
            entries.push(Entry { at, key: name, node });
        }
        Ok(Value::Table(entries))
    }
}

struct Elements;

impl<'de> Visitor<'de> for Elements {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut slices = Vec::new();
        while let Some(slice) = list.next_element()? {
            slices.push(slice);
        }
        Ok(slices)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(&'de RawValue, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Self::Value, A::Error> {
        let mut slices = Vec::new();
        while let Some(entry) = table.next_entry()? {
            slices.push(entry);
        }
        Ok(slices)
    }
}
