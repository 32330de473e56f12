//! What only a layout can know, told to a writer that has none: a plain value, keyed by paths. The
//! layout makes it, the DOCX writer reads it, and neither knows the other.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::ImprintPlace;
use crate::length::{Length, Size};
use crate::place::ModelPath;

/// What the layout decided and a word processor has to be told: it is asked for the file before it
/// has counted the pages. [`Pages::decisions`](crate::Pages::decisions) gives it for
/// [`DocxOptions::decisions`](crate::DocxOptions#structfield.decisions). The default holds no
/// decision: the DOCX is then written from the flow alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decisions {
    /// Where the imprint stands; by default on the page where the text ends.
    pub imprint: ImprintPlace,
    /// Whether footnotes stand at the foot of the page of the imprint, above it. A word processor sets
    /// footnotes at the foot of the page, where it has the imprint afloat: the imprint then stands below
    /// the text.
    pub imprint_below_notes: bool,
    /// The white below each part of the flow, in their order: down to the foot of the type area, or to the
    /// least that the theme asks for above the imprint. Where it is of several rows, the end of the text need
    /// not be told to stay with what stands below it.
    pub white_at_ends: Vec<Length>,
    /// The number of the page, from 1, on which each heading begins, by the path of its paragraph.
    /// A list of contents shows these numbers until the word processor counts the pages itself;
    /// for a heading that is not here it shows an estimate.
    pub headings: BTreeMap<ModelPath, u32>,
    /// What is added behind each character of a paragraph, by its path, so that its last line does
    /// not have one character alone (孤字): at most 0.15 pt more or less.
    pub trackings: BTreeMap<ModelPath, Length>,
    /// The rows of tables that a page break cuts, for they are taller than half a page, by the path of
    /// their first cell. A word processor may cut these and no others.
    pub cut_rows: BTreeSet<ModelPath>,
    /// The least height of the rows of a table, by its path, that was fitted to its pages: lower than the
    /// flow's.
    pub row_heights: BTreeMap<ModelPath, Length>,
    /// The size of a picture, by its path, that was shrunk to the room left on its page: smaller than the
    /// flow's.
    pub figure_sizes: BTreeMap<ModelPath, Size>,
    /// The paragraphs of which a single line may stand at the foot or head of a page (孤行), for that saves a
    /// page or blank rows at its foot.
    pub single_lines: BTreeSet<ModelPath>,
    /// The paragraphs of text that stay with what follows and begin a page or go on on one: without that the
    /// page before might have taken them.
    pub carried: BTreeSet<ModelPath>,
    /// The paragraphs that are parted from what follows them by a page end, though the flow keeps them
    /// together: text above the list of appendices.
    pub parted: BTreeSet<ModelPath>,
}
