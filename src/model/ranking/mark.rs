//! How the first and the last names of a ranking look.

use serde::{Deserialize, Serialize};

use crate::info::Color;
use crate::model::messages::Fault;
use crate::model::{CellLook, rules, strict};

/// How so many names at one end of a ranking look. Names that are tied with the last of them look so
/// too; names without scores never do.
///
/// ```
/// use bulletin::{Color, RankMark, RankRule, Ranking, TableRange};
///
/// let mut ranking = Ranking::new(RankRule::Competition, ["名次", "单位", "得分", "总分"]);
/// ranking.top = Some(RankMark::new(1).colored(Color::RED));
/// for (name, score) in [("甲", 7), ("乙", 9), ("丙", 9)] {
///     ranking.push(name, [score])?;
/// }
/// assert_eq!(ranking.to_table()?.marks[0].rows, [TableRange::new(1, 2)]);
/// # Ok::<(), bulletin::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RankMark {
    /// How many names, from 1.
    pub count: u32,
    /// How their rows look; it says something.
    pub look: CellLook,
}

impl RankMark {
    /// So many names, which look like the others until a look is stated.
    pub fn new(count: u32) -> RankMark {
        RankMark { count, look: CellLook::default() }
    }

    /// The same names in bold.
    #[must_use]
    pub fn bold(mut self) -> RankMark {
        self.look.bold = Some(true);
        self
    }

    /// The same names in a colour.
    #[must_use]
    pub fn colored(mut self, color: Color) -> RankMark {
        self.look.color = Some(color);
        self
    }

    /// The same names on a ground of this colour.
    #[must_use]
    pub fn filled(mut self, color: Color) -> RankMark {
        self.look.fill = Some(color);
        self
    }

    /// The rule of it: it says something of somebody.
    pub(crate) fn check(self) -> Result<(), Fault> {
        if self.look.is_empty() {
            return Err(Fault::Mark {});
        }
        rules::from_one(self.count)
    }
}

/// The fields in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "mark")]
struct MarkFile {
    #[serde(deserialize_with = "read_count")]
    count: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bold: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    color: Option<Color>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fill: Option<Color>,
}

fn read_count<'de, D: serde::Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    use serde::de::Error as _;
    strict::count(d)?.ok_or_else(|| D::Error::missing_field("count"))
}

impl Serialize for RankMark {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RankMark { count, look: CellLook { bold, color, fill } } = *self;
        MarkFile { count, bold, color, fill }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RankMark {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<RankMark, D::Error> {
        strict::made(deserializer, |file: MarkFile| {
            let MarkFile { count, bold, color, fill } = file;
            let mark = RankMark { count, look: CellLook { bold, color, fill } };
            mark.check().map(|()| mark)
        })
    }
}
