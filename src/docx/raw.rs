//! A part between `document`, which has docx-rs write it, and `conform`, which finishes it: what
//! docx-rs has no words for travels beside the XML.

/// What stands behind the name of a style where a paragraph does not stay with the next, as its style would
/// have it: docx-rs has no word for a rule that is switched off.
pub(super) const UNKEPT: &str = " unkept";

/// A part as docx-rs wrote it, and what it lacks.
#[derive(Debug)]
pub(super) struct RawXml {
    /// Its XML, not yet in the order of the schema.
    pub(super) xml: Vec<u8>,
    /// What it lacks.
    pub(super) additions: Additions,
}

/// What stands between the tag of a content control and its name for people.
pub(super) const CONTROL_NAME: char = '#';
/// What stands behind that name if the control is for text of several looks, such as a name that is spread: one
/// for plain text gives all of it one look, and LibreOffice spreads the place before it too.
pub(super) const CONTROL_RICH: char = '#';

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
    /// What is said of tables, which name it behind the id of their style.
    pub(super) tables: Vec<TableWords>,
}

/// What is said of a table to those who do not see it, and to its style.
#[derive(Clone, Debug)]
pub(super) struct TableWords {
    /// Its title; empty for none.
    pub(super) caption: String,
    /// What is in it; empty for nothing.
    pub(super) description: String,
    /// Of a table with rows and columns, whether it has a head.
    pub(super) look: Option<bool>,
}

/// What stands between the id of a table's style and the number of its words.
pub(super) const TABLE_WORDS: char = '#';

impl Additions {
    /// Notes what is said of a table; gives what stands behind the id of its style for it.
    pub(super) fn describe(&mut self, words: TableWords) -> String {
        self.tables.push(words);
        format!("{TABLE_WORDS}{}", self.tables.len() - 1)
    }
}
