//! What stands beside each other: the blocks between two directives, parted by others.

use super::Assembly;
use crate::draft::classify::LineKind;
use crate::draft::directive::Key;
use crate::draft::lines::Line;
use crate::draft::source::Source;
use crate::draft::spot::Spot;
use crate::model::{Beside, Block};

/// What stands beside each other, not ended yet.
pub(super) struct OpenBeside {
    /// How many blocks there were before each cell.
    begins: Vec<usize>,
    /// How many sections, appendices and articles there were.
    around: [usize; 3],
    line: (String, Spot),
}

impl<'a> Assembly<'_, 'a> {
    fn around(&self) -> [usize; 3] {
        [self.open.len(), self.bulletin.appendices.len(), self.bulletin.articles.len()]
    }

    /// Begins the first cell. False when it is not ended where it begins.
    pub(super) fn begin_beside(&mut self, line: &Line<'a>) -> bool {
        let mut ahead = self.kinds.iter().skip(self.at).filter_map(|kind| match kind {
            LineKind::Directive(key, _) => Some(*key),
            _ => None,
        });
        let next = ahead.find(|key| matches!(key, Key::Beside | Key::BesideEnd));
        if self.beside.is_some() || next != Some(Key::BesideEnd) {
            return false;
        }
        let begins = vec![self.blocks().len()];
        let line = (line.text.to_owned(), line.spot());
        self.beside = Some(OpenBeside { begins, around: self.around(), line });
        true
    }

    /// Begins the next cell.
    pub(super) fn next_beside(&mut self) -> bool {
        let blocks = self.blocks().len();
        match &mut self.beside {
            Some(open) => {
                open.begins.push(blocks);
                true
            }
            None => false,
        }
    }

    /// Ends what stands beside each other. Where its blocks cannot, they stay as they are, and the line
    /// that began it is kept as text with this one.
    pub(super) fn end_beside(&mut self, line: &Line<'a>) -> bool {
        let Some(open) = self.beside.take() else { return false };
        let first = open.begins.first().copied().unwrap_or_default();
        if open.around != self.around() || first > self.blocks().len() {
            self.refuse(vec![open.line]);
            return false;
        }
        let mut blocks = self.blocks().split_off(first);
        let mut sources = self.blocks_source().split_off(first);
        sources.resize_with(blocks.len(), Source::default);
        let mut cells = Vec::new();
        let mut source = Source::default();
        source.add(open.line.1.extent().with(line.spot().extent()));
        for (index, begin) in open.begins.iter().enumerate().rev() {
            let at = begin.saturating_sub(first).min(blocks.len());
            let cell = blocks.split_off(at);
            let of_cell = sources.split_off(at.min(sources.len()));
            let here = source.field("beside").item(index);
            match <[Source; 1]>::try_from(of_cell) {
                Ok([only]) => *here = only,
                Err(several) => {
                    for (number, one) in several.into_iter().enumerate() {
                        *here.item(number) = one;
                    }
                }
            }
            cells.push(cell);
        }
        cells.reverse();
        let beside = Beside::new(cells);
        if beside.keeps_rules() {
            self.push_from(Block::Beside(beside), source);
            return true;
        }
        for (index, cell) in beside.cells.into_iter().enumerate() {
            let one = cell.len() == 1;
            for (number, block) in cell.into_iter().enumerate() {
                let here = source.field("beside").item(index);
                let here = if one { here } else { here.item(number) };
                let here = std::mem::take(here);
                self.push_from(block, here);
            }
        }
        self.refuse(vec![open.line]);
        false
    }
}
