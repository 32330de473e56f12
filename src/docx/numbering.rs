//! `word/numbering.xml`: the numbers of headings as a list of several levels, which the word processor counts
//! itself (ECMA-376-1, 17.9). Each level is that of a style of headings, so that a heading put in by hand has
//! its number, and those behind it move on.
//!
//! The flow has each number as words. A level takes its form from its first heading; a heading whose number
//! is not the next begins a list of the same levels anew with its own (after another article, in an
//! appendix), and one of another form keeps its words. Text that a heading runs into, or that has a number
//! and no heading, counts with the headings beside it, whose form it has: else a number would be there twice as
//! soon as somebody puts a heading in.

use std::collections::BTreeMap;

use super::style_names::id_and_name;
use super::xml::{W, XmlWriter, plain};
use super::{DocxOptions, Numbering, place};
use crate::error::Error;
use crate::place::ModelPath;
use crate::style::flow::{Block, Flow, Inline, Paragraph, Purpose, Role};
use crate::style::numbering;

/// The id of the list that the styles of headings name.
const FIRST: usize = 1;
/// The largest number in a circle.
const LARGEST_CIRCLED: u32 = 20;

/// The lists of a flow.
#[derive(Debug, Default)]
pub(super) struct Lists<'a> {
    /// The form of each level that has one, from 0, and the path of the heading that it was taken from.
    levels: BTreeMap<u8, (Form, &'a ModelPath)>,
    /// For each list behind the first, the level at which it begins anew, and with which number.
    restarts: Vec<(u8, u32)>,
    /// What headings and numbered texts have, by their paths.
    headings: BTreeMap<&'a ModelPath, Numbered>,
}

/// What a heading has of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The id of its list, if it is not that of its style; 0 for none.
    pub(super) list: Option<usize>,
    /// Its level, from 0.
    pub(super) level: u8,
    /// How many runs at its head are the words of a number that the list counts.
    pub(super) label: usize,
}

/// How a level writes its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    before: String,
    numeral: Numeral,
    after: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numeral {
    Chinese,
    Arabic,
    Circled,
}

impl<'a> Lists<'a> {
    /// The lists of a flow; none where numbers are words.
    pub(super) fn of(flow: &'a Flow, options: &DocxOptions) -> Lists<'a> {
        let mut lists = Lists::default();
        if options.numbering == Numbering::Text {
            return lists;
        }
        // A heading that runs into its text may stand before the first on a line of its own.
        for paragraph in paragraphs(flow) {
            if let (Some(level), Some((form, ..))) = (level(paragraph.role), labelled(paragraph)) {
                lists.levels.entry(level).or_insert((form, &paragraph.path));
            }
        }
        let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
        for paragraph in paragraphs(flow) {
            let labelled = labelled(paragraph);
            let own = level(paragraph.role);
            let runs_in = || {
                let (form, ..) = labelled.as_ref().filter(|_| is_numbered_text(paragraph))?;
                lists.level_of(form)
            };
            let Some(level) = own.or_else(runs_in) else { continue };
            let numbered = match labelled {
                Some((form, number, label)) if lists.has(level, &form) => {
                    let next = counts.get(&level).map_or(1, |count| count + 1);
                    if number != next {
                        lists.restarts.push((level, number));
                    }
                    counts.insert(level, number);
                    counts.retain(|deeper, _| *deeper <= level);
                    let list = FIRST + lists.restarts.len();
                    let is_by_style = own.is_some() && list == FIRST;
                    Numbered { list: (!is_by_style).then_some(list), level, label }
                }
                _ => Numbered { list: Some(0), level, label: 0 },
            };
            lists.headings.insert(&paragraph.path, numbered);
        }
        lists
    }

    /// Whether a level has this form.
    fn has(&self, level: u8, form: &Form) -> bool {
        self.levels.get(&level).is_some_and(|(own, _)| own == form)
    }

    /// The level that has this form.
    fn level_of(&self, form: &Form) -> Option<u8> {
        self.levels.iter().find(|(_, (own, _))| own == form).map(|(level, _)| *level)
    }

    /// What the heading of this path has of them. A heading whose style is of no list has nothing.
    pub(super) fn get(&self, path: &ModelPath) -> Option<Numbered> {
        let numbered = self.headings.get(path).copied()?;
        self.levels.contains_key(&numbered.level).then_some(numbered)
    }

    /// The level of a role's style, and the id of its list.
    pub(super) fn of_style(&self, role: Role) -> Option<(u8, usize)> {
        let level = level(role)?;
        self.levels.contains_key(&level).then_some((level, FIRST))
    }
}

/// The paragraphs of a flow that stand by themselves.
fn paragraphs(flow: &Flow) -> impl Iterator<Item = &Paragraph> {
    let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
    blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) | Block::Figure(_) | Block::Chart(_) | Block::Beside(_) => None,
    })
}

/// The level of a role, from 0; none of what is no heading on a line of its own.
fn level(role: Role) -> Option<u8> {
    match role {
        Role::Heading(level) => Some(level.clamp(1, 5) - 1),
        _ => None,
    }
}

/// Whether text begins with the number of its section: below a heading that runs into it, or without one.
fn is_numbered_text(paragraph: &Paragraph) -> bool {
    paragraph.role == Role::Body && (paragraph.outline.is_some() || paragraph.is_item)
}

/// The form and the number of a heading's label, and of how many runs that is.
fn labelled(paragraph: &Paragraph) -> Option<(Form, u32, usize)> {
    let mut label = String::new();
    let mut count = 0;
    for inline in &paragraph.content {
        match inline {
            Inline::Run(run) if run.purpose == Purpose::Label => label.push_str(&run.text),
            _ => break,
        }
        count += 1;
    }
    let (form, number) = Form::read(&label)?;
    Some((form, number, count))
}

impl Form {
    /// The form of a label with one number, and the number.
    fn read(label: &str) -> Option<(Form, u32)> {
        let start = label.find(|character| Numeral::of(character).is_some())?;
        let (before, rest) = label.split_at(start);
        let numeral = Numeral::of(rest.chars().next()?)?;
        let end = rest.find(|character| Numeral::of(character) != Some(numeral));
        let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
        // A form of several numbers (1.1), or a sign of lists among its words.
        let is_plain = |words: &str| {
            !words.contains('%') && !words.contains(|character| Numeral::of(character).is_some())
        };
        if !is_plain(before) || !is_plain(after) {
            return None;
        }
        let number = numeral.value(digits)?;
        let form = Form { before: before.to_owned(), numeral, after: after.to_owned() };
        (number > 0).then_some((form, number))
    }
}

impl Numeral {
    fn of(character: char) -> Option<Numeral> {
        match character {
            '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
            | '千' => Some(Numeral::Chinese),
            '0'..='9' => Some(Numeral::Arabic),
            '\u{2460}'..='\u{2473}' => Some(Numeral::Circled),
            _ => None,
        }
    }

    /// The number of these numerals; none for one that a word processor would write otherwise.
    fn value(self, digits: &str) -> Option<u32> {
        match self {
            Numeral::Arabic => {
                digits.parse().ok().filter(|number: &u32| number.to_string() == digits)
            }
            Numeral::Circled => {
                let mut digits = digits.chars();
                let number = u32::from(digits.next()?) - 0x2460 + 1;
                (digits.next().is_none() && number <= LARGEST_CIRCLED).then_some(number)
            }
            Numeral::Chinese => {
                let (mut sum, mut digit) = (0, 0);
                for character in digits.chars() {
                    let unit = match character {
                        '十' => 10,
                        '百' => 100,
                        '千' => 1000,
                        character => {
                            digit = u32::try_from(
                                "零一二三四五六七八九".chars().position(|one| one == character)?,
                            )
                            .ok()?;
                            continue;
                        }
                    };
                    sum += digit.max(1) * unit;
                    digit = 0;
                }
                let number: u32 = sum + digit;
                let written = numbering::chinese(usize::try_from(number).ok()?);
                (written == digits).then_some(number)
            }
        }
    }

    /// Its name (ECMA-376-1, 17.18.59).
    fn name(self) -> &'static str {
        match self {
            Numeral::Chinese => "chineseCountingThousand",
            Numeral::Arabic => "decimal",
            Numeral::Circled => "decimalEnclosedCircle",
        }
    }
}

/// Writes the part; none for a flow without lists.
pub(super) fn xml(lists: &Lists<'_>) -> Result<Option<Vec<u8>>, Error> {
    let Some(deepest) = lists.levels.keys().next_back().copied() else {
        return Ok(None);
    };
    let mut part = XmlWriter::new()?;
    part.element("w:numbering", &[("xmlns:w", W)], |part| {
        part.element("w:abstractNum", &[("w:abstractNumId", "0")], |part| {
            part.val("w:multiLevelType", "multilevel")?;
            (0..=deepest).try_for_each(|level| write_level(part, level, lists.levels.get(&level)))
        })?;
        let first = std::iter::once(None);
        let lists = first.chain(lists.restarts.iter().map(Some)).enumerate();
        for (index, restart) in lists {
            let id = (FIRST + index).to_string();
            part.element("w:num", &[("w:numId", &id)], |part| {
                part.val("w:abstractNumId", "0")?;
                let Some((level, number)) = restart else { return Ok(()) };
                let level = level.to_string();
                part.element("w:lvlOverride", &[("w:ilvl", &level)], |part| {
                    part.val("w:startOverride", &number.to_string())
                })
            })?;
        }
        Ok(())
    })?;
    Ok(Some(part.finish()))
}

fn write_level(
    part: &mut XmlWriter,
    level: u8,
    form: Option<&(Form, &ModelPath)>,
) -> Result<(), Error> {
    part.element("w:lvl", &[("w:ilvl", &level.to_string())], |part| {
        part.val("w:start", "1")?;
        match form {
            None => {
                part.val("w:numFmt", "none")?;
                part.val("w:suff", "nothing")?;
                part.val("w:lvlText", "")?;
            }
            Some((form, path)) => {
                part.val("w:numFmt", form.numeral.name())?;
                part.val("w:pStyle", id_and_name(Role::Heading(level + 1)).0)?;
                // No tab and no blank behind it: its own words end it.
                part.val("w:suff", "nothing")?;
                let text = format!("{}%{}{}", form.before, level + 1, form.after);
                part.val("w:lvlText", plain(&text, || place(path))?)?;
            }
        }
        part.val("w:lvlJc", "left")
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_label_is_a_number_in_a_form() {
        for (label, before, numeral, after, number) in [
            ("一、", "", Numeral::Chinese, "、", 1),
            ("（十二）", "（", Numeral::Chinese, "）", 12),
            ("一百零五、", "", Numeral::Chinese, "、", 105),
            ("3.", "", Numeral::Arabic, ".", 3),
            ("⑳", "", Numeral::Circled, "", 20),
            ("第二部分　", "第", Numeral::Chinese, "部分　", 2),
        ] {
            let form = Form { before: before.into(), numeral, after: after.into() };
            assert_eq!(Form::read(label).unwrap(), (form, number), "{label}");
        }
        // A word processor would write 十一 and 1 for these.
        for label in ["1.1", "■", "", "㉑", "50%、", "一一、", "01."] {
            assert_eq!(Form::read(label), None, "{label}");
        }
    }
}
