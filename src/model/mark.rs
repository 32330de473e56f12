//! Marks: how many cells of a table look at once, by the numbers of their rows and columns.

use std::fmt;

use serde::de::{Deserializer, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::messages::Fault;
use super::{CellLook, limits, strict};
use crate::info::Color;
use crate::raise::expecting;

/// How some cells of a table look: those in these rows and in these columns. Of two marks of a cell
/// the later one holds, and what the cell itself says holds before both.
///
/// ```
/// use bulletin::{Table, TableRange};
///
/// // The first three rows red, the last on a grey ground.
/// let file = r##"
///     columns = ["名次", "单位"]
///     rows = [[1, "甲"], [2, "乙"], [3, "丙"], [4, "丁"]]
///     marks = [{ rows = "1..3", color = "#C00000" }, { rows = -1, fill = "#F2F2F2" }]
/// "##;
/// let table: Table = toml::from_str(file)?;
/// assert_eq!(table.marks[0].rows, [TableRange::new(1, 3)]);
/// assert!(table.marks[1].columns.is_empty());
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableMark {
    /// Whether the head is meant. With `rows` these too; without, the head alone.
    pub head: bool,
    /// The rows below the head; empty for all of them, or for none where the head is meant.
    pub rows: Vec<TableRange>,
    /// The columns; empty for all of them.
    pub columns: Vec<TableRange>,
    /// How they look; it says something.
    pub look: CellLook,
}

/// Rows or columns of a table that follow one another, counted from 1, or from the end with -1 for the
/// last one: `3`, `"2..4"`, `"-2..-1"`, `"4..-1"`.
///
/// ```
/// use bulletin::TableRange;
///
/// let last_two: TableRange = serde_json::from_str(r#""-2..-1""#)?;
/// assert_eq!((last_two.first, last_two.last), (-2, -1));
/// assert_eq!(TableRange::from(3).to_string(), "3");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TableRange {
    /// The first of them; never 0.
    pub first: i32,
    /// The last of them; never 0.
    pub last: i32,
}

/// How far rows can be counted, from either end.
const FAR: i32 = 100_000;

impl From<i32> for TableRange {
    fn from(only: i32) -> TableRange {
        TableRange { first: only, last: only }
    }
}

/// As files write it.
impl fmt::Display for TableRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}..{}", self.first, self.last)
        }
    }
}

impl TableRange {
    /// From the first to the last, both of them picked.
    ///
    /// ```
    /// assert_eq!(bulletin::TableRange::new(2, -1).to_string(), "2..-1");
    /// ```
    pub fn new(first: i32, last: i32) -> TableRange {
        TableRange { first, last }
    }

    /// The rule of a range: its ends count from one end or the other, and do not cross.
    pub(super) fn check(self) -> Result<(), Fault> {
        let TableRange { first, last } = self;
        let known = |end: i32| end != 0 && (-FAR..=FAR).contains(&end);
        let in_order = (first > 0) != (last > 0) || first <= last;
        if known(first) && known(last) && in_order {
            return Ok(());
        }
        Err(Fault::MarkRange { range: self.to_string() })
    }

    /// Reads what [`Display`](fmt::Display) writes.
    pub(crate) fn read(words: &str) -> Option<TableRange> {
        let number = |words: &str| {
            let digits = words.strip_prefix('-').unwrap_or(words);
            let plain = digits.starts_with(|c: char| c.is_ascii_digit());
            plain.then(|| words.parse::<i32>().ok()).flatten()
        };
        let range = match words.split_once("..") {
            Some((first, last)) => TableRange { first: number(first)?, last: number(last)? },
            None => number(words)?.into(),
        };
        range.check().ok().map(|()| range)
    }

    /// Which of so many it picks, from 0; none where there are no such.
    pub(crate) fn among(self, count: usize) -> Option<std::ops::Range<usize>> {
        let at = |end: i32| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let end = i64::from(end);
            if end > 0 { end - 1 } else { count + end }
        };
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let (first, last) = (at(self.first).max(0), at(self.last).min(count - 1));
        let index = |end: i64| usize::try_from(end).ok();
        (first <= last).then_some(())?;
        Some(index(first)?..index(last)? + 1)
    }
}

impl TableMark {
    /// The rule of a mark: it says something, of ranges that there can be.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        if self.look.is_empty() {
            return Err(Fault::Mark {});
        }
        limits::MARK_RANGES.check(self.rows.len())?;
        limits::MARK_RANGES.check(self.columns.len())?;
        self.rows.iter().chain(&self.columns).try_for_each(|range| range.check())
    }

    /// Whether it speaks of rows below the head.
    pub(crate) fn marks_rows(&self) -> bool {
        !self.head || !self.rows.is_empty()
    }
}

impl Serialize for TableRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.first == self.last {
            serializer.serialize_i32(self.first)
        } else {
            serializer.collect_str(self)
        }
    }
}

impl<'de> Deserialize<'de> for TableRange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TableRange, D::Error> {
        deserializer.deserialize_any(RangeVisitor)
    }
}

struct RangeVisitor;

impl Visitor<'_> for RangeVisitor {
    type Value = TableRange;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(
            f,
            "a number such as 3 or -1, or a range such as \"2..4\"",
            "数（如 3、-1）或范围（如 \"2..4\"）",
        )
    }

    fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<TableRange, E> {
        let fault = || Fault::MarkRange { range: words.to_owned() };
        TableRange::read(words).ok_or_else(|| strict::fault(fault()))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<TableRange, E> {
        let fault = || strict::fault(Fault::MarkRange { range: number.to_string() });
        let range = TableRange::from(i32::try_from(number).map_err(|_| fault())?);
        range.check().map(|()| range).map_err(strict::fault)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<TableRange, E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(strict::fault(Fault::MarkRange { range: number.to_string() })),
        }
    }
}

/// Ranges; a single one may stand alone.
fn read_ranges<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<TableRange>, D::Error> {
    struct RangesVisitor;

    impl<'de> Visitor<'de> for RangesVisitor {
        type Value = Vec<TableRange>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            expecting(
                f,
                "a number such as 3 or -1, a range such as \"2..4\", or a list of these",
                "数（如 3、-1）、范围（如 \"2..4\"），或它们的列表",
            )
        }

        fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<Self::Value, E> {
            RangeVisitor.visit_str(words).map(|range| vec![range])
        }

        fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Self::Value, E> {
            RangeVisitor.visit_i64(number).map(|range| vec![range])
        }

        fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Self::Value, E> {
            RangeVisitor.visit_u64(number).map(|range| vec![range])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, ranges: A) -> Result<Self::Value, A::Error> {
            strict::elements(ranges, &limits::MARK_RANGES)
        }
    }

    d.deserialize_any(RangesVisitor)
}

/// The fields of a mark in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "mark")]
struct MarkFile {
    #[serde(default, skip_serializing_if = "is_false")]
    head: bool,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "strict::one_or_several",
        deserialize_with = "read_ranges"
    )]
    rows: Vec<TableRange>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "strict::one_or_several",
        deserialize_with = "read_ranges"
    )]
    columns: Vec<TableRange>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bold: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    color: Option<Color>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fill: Option<Color>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Serialize for TableMark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let TableMark { head, rows, columns, look: CellLook { bold, color, fill } } = self.clone();
        MarkFile { head, rows, columns, bold, color, fill }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TableMark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TableMark, D::Error> {
        strict::made(deserializer, |file: MarkFile| {
            let MarkFile { head, rows, columns, bold, color, fill } = file;
            let mark = TableMark { head, rows, columns, look: CellLook { bold, color, fill } };
            mark.check().map(|()| mark)
        })
    }
}

/// The marks of a table.
pub(super) fn read_marks<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<TableMark>, D::Error> {
    strict::list(d, &limits::MARKS, ("a list of marks", "标记的列表"))
}
