//! Blocks beside each other.

use super::Block;
use crate::length::Length;
use crate::place::ModelPath;

/// Blocks beside each other, on one page. The white above it is that of the blocks in it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Beside {
    /// Where it comes from in the bulletin.
    pub path: ModelPath,
    /// Its cells from left to right; their upper edges are at one height.
    pub cells: Vec<BesideCell>,
    /// The space below it, where a cell ends with a table: word processors leave none below that.
    pub space_after: Length,
    /// Whether the next block begins on the same page.
    pub keep_with_next: bool,
}

/// A cell of what stands beside each other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BesideCell {
    /// The distance of its left edge from that of the type area.
    pub left: Length,
    /// Its width: the measure of its blocks.
    pub width: Length,
    /// Its blocks, one below the other; none of them stands beside others.
    pub blocks: Vec<Block>,
}
