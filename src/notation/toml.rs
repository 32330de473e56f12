//! TOML to a tree, from the spanned tree of the `toml` crate.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::messages::{Notation, NotationMessage};
use super::tree::{DEPTH, Entry, Node, Value, Way, Wrong, key, too_deep, whole};
use crate::place::{ModelPath, Segment};

pub(super) fn tree(text: &str) -> Result<Node<'_>, Wrong> {
    if let Some(at) = deepest(text) {
        return Err(too_deep(at));
    }
    let table = DeTable::parse(text).map_err(|error| wrong(text, error))?;
    let (at, table) = (table.span().start, table.into_inner());
    Ok(Node { at, value: Maker::default().table(table)? })
}

/// The first token that is nested too deep in one expression, counting brackets and the dots of
/// keys. Asked before anything recurses.
fn deepest(text: &str) -> Option<usize> {
    // The dots behind each open bracket.
    let mut open: Vec<usize> = Vec::new();
    let (mut dots, mut depth) = (0_usize, 0_usize);
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => {
                dots += 1;
                depth += 1;
            }
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                open.push(std::mem::take(&mut dots));
                depth += 1;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                depth = depth.saturating_sub(dots);
                if let Some(before) = open.pop() {
                    dots = before;
                    depth -= 1;
                }
            }
            TokenKind::Comma => depth = depth.saturating_sub(std::mem::take(&mut dots)),
            TokenKind::Newline if open.is_empty() => (dots, depth) = (0, 0),
            _ => {}
        }
        if depth > DEPTH {
            return Some(token.span().start());
        }
    }
    None
}

/// What the `toml` crate says of a text.
fn wrong(text: &str, error: Error) -> Wrong {
    let span = error.span().unwrap_or(text.len()..text.len());
    if let Some((key, path)) = duplicate(text, span.clone()) {
        let message = NotationMessage::DuplicateKey { key };
        return Wrong::new(message, span.start, path).caused_by(error);
    }
    let message = if text.get(span.start..).unwrap_or_default().trim().is_empty() {
        NotationMessage::Incomplete { notation: Notation::Toml }
    } else {
        let reason = error.message().to_owned();
        NotationMessage::Syntax { notation: Notation::Toml, reason }
    };
    Wrong::new(message, span.start, ModelPath::root()).caused_by(error)
}

/// The key at such a place of a text that is refused, and its path, if what could be read holds it
/// already.
fn duplicate(text: &str, span: std::ops::Range<usize>) -> Option<(String, ModelPath)> {
    let written = text.get(span.clone())?;
    let name = match written.as_bytes().first()? {
        b'"' | b'\'' => match DeValue::parse(written).ok()?.into_inner() {
            DeValue::String(name) => name.into_owned(),
            _ => return None,
        },
        _ => written.to_owned(),
    };
    let (table, _) = DeTable::parse_recoverable(text);
    let mut found = None;
    seek(table.get_ref(), &name, span.start, &mut Way::default(), &mut found);
    found.map(|(_, path)| (name, path))
}

/// Seeks the last key of a name up to a place, and its path.
fn seek(
    table: &DeTable<'_>,
    name: &str,
    before: usize,
    way: &mut Way,
    found: &mut Option<(usize, ModelPath)>,
) {
    for (name_here, value) in table {
        let at = name_here.span().start;
        let within = way.down(key(name_here.get_ref()), at).is_ok();
        let later = found.as_ref().is_none_or(|(other, _)| *other < at);
        if *name_here.get_ref() == name && at <= before && later {
            *found = Some((at, way.path()));
        }
        if within {
            seek_value(value.get_ref(), name, before, way, found);
        }
        way.up();
    }
}

fn seek_value(
    value: &DeValue<'_>,
    name: &str,
    before: usize,
    way: &mut Way,
    found: &mut Option<(usize, ModelPath)>,
) {
    match value {
        DeValue::Table(table) => seek(table, name, before, way, found),
        DeValue::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                if way.down(Segment::Index(index), element.span().start).is_ok() {
                    seek_value(element.get_ref(), name, before, way, found);
                }
                way.up();
            }
        }
        _ => {}
    }
}

#[derive(Default)]
struct Maker {
    way: Way,
}

impl Maker {
    fn table<'a>(&mut self, table: DeTable<'a>) -> Result<Value<'a>, Wrong> {
        let mut entries = Vec::with_capacity(table.len());
        for (name, value) in table {
            let (at, name) = (name.span().start, name.into_inner());
            self.way.down(key(&name), at)?;
            let node = self.node(value)?;
            self.way.up();
            entries.push(Entry { at, key: name, node });
        }
        // In the order of the text, so that the first fault in it is the one that is named.
        entries.sort_by_key(|entry| entry.at);
        Ok(Value::Table(entries))
    }

    fn node<'a>(&mut self, value: Spanned<DeValue<'a>>) -> Result<Node<'a>, Wrong> {
        let at = value.span().start;
        let digits = |number: &dyn std::fmt::Display, way: &Way| {
            way.wrong(NotationMessage::Digits { number: number.to_string() }, at)
        };
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix())
                .ok()
                .and_then(whole)
                .ok_or_else(|| digits(&number, &self.way))?,
            DeValue::Float(number) => {
                let value: Option<f64> = number.as_str().parse().ok();
                // Infinity is a number of TOML; a number too large for one is not it.
                let fits = |value: &f64| !value.is_infinite() || number.as_str().contains("inf");
                Value::Float(value.filter(fits).ok_or_else(|| digits(&number, &self.way))?)
            }
            DeValue::Boolean(value) => Value::Bool(value),
            DeValue::Datetime(date) => Value::Text(Cow::Owned(date.to_string())),
            DeValue::Table(table) => self.table(table)?,
            DeValue::Array(array) => {
                let mut elements = Vec::with_capacity(array.len());
                for (index, element) in array.into_iter().enumerate() {
                    self.way.down(Segment::Index(index), element.span().start)?;
                    elements.push(self.node(element)?);
                    self.way.up();
                }
                Value::List(elements)
            }
        };
        Ok(Node { at, value })
    }
}
