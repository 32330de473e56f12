//! A part between `document`, which has docx-rs write it, and `conform`, which finishes it: what
//! docx-rs has no words for travels beside the XML.

/// A part as docx-rs wrote it, and what it lacks.
#[derive(Debug)]
pub(super) struct RawXml {
    /// Its XML, not yet in the order of the schema.
    pub(super) xml: Vec<u8>,
    /// What it lacks.
    pub(super) additions: Additions,
}

/// What is added to a part, each list in the order of the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Additions {
    /// For each row of each table, whether it belongs to the head that repeats.
    pub(super) head_rows: Vec<bool>,
    /// For each picture, what it shows.
    pub(super) alternatives: Vec<String>,
    /// For each picture, the number of the chart that stands in its place, if one does.
    pub(super) charts: Vec<Option<usize>>,
    /// For each picture that is none of a chart, whether left and right change sides before it is turned.
    pub(super) mirrored: Vec<bool>,
    /// For each floating table, the twips of white above it.
    pub(super) floating: Vec<u32>,
}
