//! What stands beside each other: two or three figures, charts, small tables, or text beside one of
//! them.

use std::convert::Infallible;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::Block;
use crate::model::messages::{Fault, Misplaced};
use crate::model::{limits, strict};
use crate::place::{ModelPath, Walk};
use crate::raise::expecting;

/// Two or three cells beside each other, of equal width: pictures, charts or small tables with their
/// captions, or paragraphs of text. In files a list, each cell a block or a list of blocks. It is kept
/// on one page; what does not fit there is set one below the other.
///
/// ```
/// use bulletin::{Beside, Block, Figure};
///
/// let mut figure = Figure::file("hall.png", "政务服务大厅");
/// figure.caption = Some("大厅一角".into());
/// let beside = Beside::new([vec![figure.into()], vec!["文字。".into(), "又一段。".into()]]);
///
/// let read: Beside = serde_json::from_str(
///     r#"[{"figure":{"file":"hall.png","alt":"政务服务大厅","caption":"大厅一角"}},["文字。","又一段。"]]"#,
/// )
/// .unwrap();
/// assert_eq!(read, beside);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Beside {
    /// Its cells from left to right, two or three; in each at least one block: a paragraph, a picture, a
    /// chart, a table or a ranking.
    pub cells: Vec<Vec<Block>>,
}

impl Beside {
    /// Cells beside each other.
    ///
    /// ```
    /// use bulletin::Beside;
    ///
    /// let beside = Beside::new([vec!["左。".into()], vec!["右。".into()]]);
    /// assert_eq!(beside.cells.len(), 2);
    /// ```
    pub fn new(cells: impl IntoIterator<Item = Vec<Block>>) -> Beside {
        Beside { cells: cells.into_iter().collect() }
    }

    /// Whether it keeps the rule of what stands beside each other.
    pub(crate) fn keeps_rules(&self) -> bool {
        self.check().is_ok()
    }

    /// The rule of what stands beside each other.
    pub(in crate::model) fn check(&self) -> Result<(), Misplaced> {
        if !(2..=3).contains(&self.cells.len()) {
            return Err(Misplaced::new(Fault::Beside {}, ModelPath::root()));
        }
        for (index, cell) in self.cells.iter().enumerate() {
            let at = ModelPath::root().index(index);
            if cell.is_empty() {
                return Err(Misplaced::new(Fault::BesideCell {}, at));
            }
            for (number, block) in cell.iter().enumerate() {
                if !may_stand(block) {
                    let at = if cell.len() == 1 { at } else { at.index(number) };
                    return Err(Misplaced::new(Fault::BesideCell {}, at));
                }
            }
        }
        Ok(())
    }

    /// Visits each block with its path: a cell of one block is that block.
    pub(crate) fn each<'b>(&'b self, path: &Walk<'_>, mut visit: impl FnMut(&'b Block, &Walk<'_>)) {
        let done: Result<(), Infallible> = self.try_each(path, |block, path| {
            visit(block, path);
            Ok(())
        });
        match done {
            Ok(()) => {}
            Err(never) => match never {},
        }
    }

    /// As [`Beside::each`], until a visit fails.
    pub(crate) fn try_each<'b, E>(
        &'b self,
        path: &Walk<'_>,
        mut visit: impl FnMut(&'b Block, &Walk<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for (index, cell) in self.cells.iter().enumerate() {
            let path = path.index(index);
            match cell.as_slice() {
                [block] => visit(block, &path)?,
                blocks => {
                    for (number, block) in blocks.iter().enumerate() {
                        visit(block, &path.index(number))?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether a block may stand beside others.
fn may_stand(block: &Block) -> bool {
    match block {
        Block::Paragraph(_)
        | Block::Table(_)
        | Block::Ranking(_)
        | Block::Figure(_)
        | Block::Chart(_) => true,
        Block::Column(_)
        | Block::Center(_)
        | Block::Right(_)
        | Block::Note(_)
        | Block::Beside(_) => false,
    }
}

impl Serialize for Beside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.cells.iter().map(|cell| CellFile(cell.clone())))
    }
}

impl<'de> Deserialize<'de> for Beside {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Beside, D::Error> {
        let expected = ("a list of two or three blocks", "两项或三项的列表");
        let cells: Vec<CellFile> = strict::list(deserializer, &limits::BLOCKS, expected)?;
        let beside = Beside { cells: cells.into_iter().map(|cell| cell.0).collect() };
        beside.check().map_err(Misplaced::raise)?;
        Ok(beside)
    }
}

/// A cell in a file: a block, or a list of blocks.
struct CellFile(Vec<Block>);

impl Serialize for CellFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [block] => block.serialize(serializer),
            blocks => serializer.collect_seq(blocks),
        }
    }
}

impl<'de> Deserialize<'de> for CellFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CellFile, D::Error> {
        struct CellVisitor;

        impl<'de> Visitor<'de> for CellVisitor {
            type Value = CellFile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "a block, or a list of blocks", "一段文字或一个图表，或它们的列表")
            }

            fn visit_str<E: serde::de::Error>(self, markup: &str) -> Result<CellFile, E> {
                let block = serde::de::value::StrDeserializer::new(markup);
                Ok(CellFile(vec![Block::deserialize(block)?]))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<CellFile, A::Error> {
                let block = serde::de::value::MapAccessDeserializer::new(map);
                Ok(CellFile(vec![Block::deserialize(block)?]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<CellFile, A::Error> {
                strict::elements(list, &limits::BLOCKS).map(CellFile)
            }
        }

        deserializer.deserialize_any(CellVisitor)
    }
}
