//! YAML to a tree, from the events of `granit-parser`; by the core schema of YAML 1.2.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, Tag, options};

use super::messages::{Notation, NotationMessage};
use super::tree::{DEPTH, Entry, Node, Value, Way, Wrong, key, too_deep, whole};
use crate::place::{ModelPath, Segment};

/// The most values, and the most characters, that aliases may repeat in all: each time that one is
/// used counts, so that a few lines cannot unfold into a flood.
const REPEATED: usize = 1_000_000;

pub(super) fn tree(text: &str) -> Result<Node<'_>, Wrong> {
    let options = options! { flow_nesting_limit: DEPTH, block_nesting_limit: DEPTH };
    let mut maker = Maker::default();
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| wrong(text, error))?;
        maker.tag_at = span.tag_span().unwrap_or(span).start.byte_offset().unwrap_or_default();
        maker.take(event, byte(text, span))?;
    }
    // A text without a document says nothing.
    Ok(maker.whole.map_or(Node { at: 0, value: Value::Null }, |(node, _)| node))
}

/// The byte at which a span begins.
fn byte(text: &str, span: Span) -> usize {
    span.start.byte_offset().unwrap_or(text.len())
}

/// What the parser says of a text.
fn wrong(text: &str, error: ScanError) -> Wrong {
    let at = error.marker().byte_offset().unwrap_or(text.len());
    let notation = Notation::Yaml;
    let message = match error.kind() {
        ErrorKind::RecursionLimitExceeded => NotationMessage::Deep { limit: DEPTH },
        ErrorKind::UnknownAnchor => NotationMessage::Alias {},
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnclosedQuotedScalar => NotationMessage::Incomplete { notation },
        kind => NotationMessage::Syntax { notation, reason: kind.to_string() },
    };
    Wrong::new(message, at, ModelPath::root()).caused_by(error)
}

/// How much a node holds.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    values: usize,
    characters: usize,
    /// Levels of lists and tables.
    levels: usize,
}

impl Weight {
    /// A list or table takes in what it holds.
    fn hold(&mut self, other: Weight) {
        self.values = self.values.saturating_add(other.values);
        self.characters = self.characters.saturating_add(other.characters);
        self.levels = self.levels.max(other.levels + 1);
    }
}

/// A list or table that is not complete yet.
struct Open<'a> {
    at: usize,
    anchor: usize,
    weight: Weight,
    holds: Holds<'a>,
}

enum Holds<'a> {
    List(Vec<Node<'a>>),
    /// The entries, their keys, and the key whose value comes next.
    Table(Vec<Entry<'a>>, BTreeSet<Cow<'a, str>>, Option<(usize, Cow<'a, str>)>),
}

#[derive(Default)]
struct Maker<'a> {
    way: Way,
    open: Vec<Open<'a>>,
    anchors: BTreeMap<usize, (Rc<Node<'a>>, Weight)>,
    repeated: Weight,
    /// Where the tag of the node stands, if it has one.
    tag_at: usize,
    whole: Option<(Node<'a>, Weight)>,
}

impl<'a> Maker<'a> {
    fn take(&mut self, event: Event<'a>, at: usize) -> Result<(), Wrong> {
        match event {
            Event::DocumentStart(..) if self.whole.is_some() => {
                Err(self.way.wrong(NotationMessage::Documents {}, at))
            }
            Event::Scalar(text, style, anchor, tag) => {
                if self.awaits_key() {
                    self.tagged(tag.as_deref(), &Value::Text(Cow::Borrowed("")))?;
                    let node = Node { at, value: Value::Text(text.clone()) };
                    self.anchor(
                        anchor,
                        &node,
                        Weight { values: 1, characters: text.len(), levels: 0 },
                    );
                    return self.key(text, at);
                }
                self.begin(at)?;
                let weight = Weight { values: 1, characters: text.len(), levels: 0 };
                let value = self.scalar(text, style, tag.as_deref(), at)?;
                self.end(Node { at, value }, weight, anchor)
            }
            Event::Alias(anchor) => self.alias(anchor, at),
            Event::SequenceStart(_, anchor, tag) => {
                self.start(Holds::List(Vec::new()), anchor, tag.as_deref(), at)
            }
            Event::MappingStart(_, anchor, tag) => {
                let table = Holds::Table(Vec::new(), BTreeSet::new(), None);
                self.start(table, anchor, tag.as_deref(), at)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { at, anchor, weight, holds }) = self.open.pop() else {
                    return Ok(());
                };
                let value = match holds {
                    Holds::List(elements) => Value::List(elements),
                    Holds::Table(entries, ..) => Value::Table(entries),
                };
                self.end(Node { at, value }, weight, anchor)
            }
            _ => Ok(()),
        }
    }

    /// Whether the next node is a key.
    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { holds: Holds::Table(.., None), .. }))
    }

    fn start(
        &mut self,
        holds: Holds<'a>,
        anchor: usize,
        tag: Option<&Tag>,
        at: usize,
    ) -> Result<(), Wrong> {
        if self.awaits_key() {
            return Err(self.way.wrong(NotationMessage::Key {}, at));
        }
        let empty = match holds {
            Holds::List(_) => Value::List(Vec::new()),
            Holds::Table(..) => Value::Table(Vec::new()),
        };
        self.begin(at)?;
        self.tagged(tag, &empty)?;
        let weight = Weight { values: 1, characters: 0, levels: 1 };
        self.open.push(Open { at, anchor, weight, holds });
        Ok(())
    }

    /// A value begins: goes down to it.
    fn begin(&mut self, at: usize) -> Result<(), Wrong> {
        match self.open.last() {
            None => Ok(()),
            Some(Open { holds: Holds::List(elements), .. }) => {
                self.way.down(Segment::Index(elements.len()), at)
            }
            Some(Open { holds: Holds::Table(.., name), .. }) => {
                self.way.down(key(name.as_ref().map_or("", |(_, name)| name)), at)
            }
        }
    }

    /// A value is complete: puts it where it belongs and goes up again.
    fn end(&mut self, node: Node<'a>, weight: Weight, anchor: usize) -> Result<(), Wrong> {
        self.anchor(anchor, &node, weight);
        let Some(open) = self.open.last_mut() else {
            self.whole = Some((node, weight));
            return Ok(());
        };
        open.weight.hold(weight);
        match &mut open.holds {
            Holds::List(elements) => elements.push(node),
            Holds::Table(entries, _, name) => {
                if let Some((at, key)) = name.take() {
                    entries.push(Entry { at, key, node });
                }
            }
        }
        self.way.up();
        Ok(())
    }

    fn anchor(&mut self, anchor: usize, node: &Node<'a>, weight: Weight) {
        if anchor > 0 {
            self.anchors.insert(anchor, (Rc::new(node.clone()), weight));
        }
    }

    fn alias(&mut self, anchor: usize, at: usize) -> Result<(), Wrong> {
        let is_key = self.awaits_key();
        if !is_key {
            self.begin(at)?;
        }
        // An anchor around its own alias is not complete yet.
        let Some((node, weight)) = self.anchors.get(&anchor) else {
            return Err(self.way.wrong(NotationMessage::Alias {}, at));
        };
        let (node, weight) = (Rc::clone(node), *weight);
        self.repeated.hold(weight);
        if self.repeated.values.max(self.repeated.characters) > REPEATED {
            return Err(self.way.wrong(NotationMessage::Repeated { limit: REPEATED }, at));
        }
        if is_key {
            return match node.own() {
                Value::Text(text) => self.key(text.clone(), at),
                _ => Err(self.way.wrong(NotationMessage::Key {}, at)),
            };
        }
        if self.open.len() + weight.levels > DEPTH {
            return Err(too_deep(at));
        }
        self.end(Node { at, value: Value::Shared(node) }, weight, 0)
    }

    fn key(&mut self, text: Cow<'a, str>, at: usize) -> Result<(), Wrong> {
        let Some(Open { holds: Holds::Table(_, known, name), .. }) = self.open.last_mut() else {
            return Ok(());
        };
        if !known.insert(text.clone()) {
            self.way.down(key(&text), at)?;
            let duplicate = NotationMessage::DuplicateKey { key: text.into_owned() };
            return Err(self.way.wrong(duplicate, at));
        }
        *name = Some((at, text));
        Ok(())
    }

    /// The value of a scalar: what is quoted, or a block, is text.
    fn scalar(
        &self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        at: usize,
    ) -> Result<Value<'a>, Wrong> {
        let plain = style == ScalarStyle::Plain;
        match tag.map(Tag::core_suffix) {
            Some(Some("str")) => Ok(Value::Text(text)),
            Some(_) => {
                let digits = text.clone();
                let value = plain_value(text).ok_or_else(|| self.digits(digits, at))?;
                self.tagged(tag, &value)?;
                Ok(value)
            }
            None if plain => {
                let digits = text.clone();
                plain_value(text).ok_or_else(|| self.digits(digits, at))
            }
            None => Ok(Value::Text(text)),
        }
    }

    fn digits(&self, number: Cow<'a, str>, at: usize) -> Wrong {
        self.way.wrong(NotationMessage::Digits { number: number.into_owned() }, at)
    }

    /// Whether a tag, if there is one, is one of the core schema and fits the value.
    fn tagged(&self, tag: Option<&Tag>, value: &Value<'_>) -> Result<(), Wrong> {
        let Some(tag) = tag else { return Ok(()) };
        let fits = matches!(
            (tag.core_suffix(), value),
            (Some("str"), Value::Text(_))
                | (Some("null"), Value::Null)
                | (Some("bool"), Value::Bool(_))
                | (Some("int"), Value::Whole(_))
                | (Some("float"), Value::Float(_) | Value::Whole(_))
                | (Some("seq"), Value::List(_))
                | (Some("map"), Value::Table(_))
        );
        if fits {
            return Ok(());
        }
        Err(self.way.wrong(NotationMessage::Tag { tag: tag.original() }, self.tag_at))
    }
}

/// The value of a plain scalar by the core schema; none for a number that cannot be kept.
fn plain_value(text: Cow<'_, str>) -> Option<Value<'_>> {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return Some(Value::Float(f64::NAN)),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        let infinity = if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
        return Some(Value::Float(infinity));
    }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        let digits = text.strip_prefix(prefix);
        if let Some(digits) = digits.filter(|digits| all(digits, |digit| digit.is_digit(radix))) {
            return i128::from_str_radix(digits, radix).ok().and_then(whole);
        }
    }
    let decimal = |text: &str| all(text, |digit| digit.is_ascii_digit());
    if decimal(unsigned) {
        // 000123 is a number of some thing, not a quantity.
        if unsigned.starts_with('0') && unsigned.len() > 1 {
            return Some(Value::Text(text));
        }
        return text.parse().ok().and_then(whole);
    }
    if is_float(unsigned, decimal) {
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        return number.map(Value::Float);
    }
    Some(Value::Text(text))
}

/// Whether there is at least one character, and all are such.
fn all(text: &str, is: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is)
}

/// `12.5`, `.5`, `12.`, `1e5`, `1.5E-7`; without the sign.
fn is_float(unsigned: &str, decimal: impl Fn(&str) -> bool) -> bool {
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let empty_or_decimal = |text: &str| text.is_empty() || decimal(text);
    let number = (!whole.is_empty() || !part.is_empty())
        && empty_or_decimal(whole)
        && empty_or_decimal(part);
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    number && exponent.is_none_or(decimal)
}
