//! The number of an issue, or the numbers of a joint one (合刊).

use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::messages::Fault;
use crate::model::scan::{DASHES, Scan};
use crate::model::{rules, strict};
use crate::raise::expecting;

/// The number of an issue; of a joint issue (合刊) its first and its last. In files a whole number,
/// `"8—9"` (also `"8-9"`) or `"10、11"`.
///
/// ```
/// use bulletin::IssueNumber;
///
/// assert_eq!(IssueNumber::from(8), IssueNumber::One(8));
/// assert_eq!(IssueNumber::Range(8, 9).to_string(), "8—9");
/// assert_eq!(IssueNumber::Listed(10, 11).to_string(), "10、11");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IssueNumber {
    /// One issue: 第8期.
    One(u32),
    /// A joint issue, by its first and its last number: 第8—9期.
    Range(u32, u32),
    /// A joint issue of up to ten, each named: 第10、11期.
    Listed(u32, u32),
}

/// How many numbers are listed at most.
const LISTED: u32 = 10;

impl From<u32> for IssueNumber {
    fn from(number: u32) -> IssueNumber {
        IssueNumber::One(number)
    }
}

impl IssueNumber {
    /// The last of the numbers.
    ///
    /// ```
    /// use bulletin::IssueNumber;
    ///
    /// assert_eq!(IssueNumber::Range(8, 9).last(), 9);
    /// ```
    pub fn last(self) -> u32 {
        match self {
            IssueNumber::One(last) | IssueNumber::Range(_, last) | IssueNumber::Listed(_, last) => {
                last
            }
        }
    }

    /// The number of the issue that follows.
    pub(super) fn following(self) -> IssueNumber {
        IssueNumber::One(self.last().saturating_add(1))
    }

    /// The rules of a number: it counts from one, several rise, and a list is short.
    pub(super) fn check(self) -> Result<(), Fault> {
        match self {
            IssueNumber::One(number) => rules::from_one(number),
            IssueNumber::Range(first, last) | IssueNumber::Listed(first, last) => {
                rules::from_one(first)?;
                let most = match self {
                    IssueNumber::Listed(first, _) => first.saturating_add(LISTED - 1),
                    _ => u32::MAX,
                };
                if first < last && last <= most {
                    return Ok(());
                }
                Err(Fault::IssueNumbers { numbers: format!("{first}—{last}") })
            }
        }
    }

    /// The numbers that a text holds, and nothing else.
    pub(crate) fn of(text: &str) -> Option<IssueNumber> {
        let mut scan = Scan::new(text);
        IssueNumber::read(&mut scan).filter(|number| scan.at_end() && number.check().is_ok())
    }

    /// Reads one number or several.
    pub(super) fn read(scan: &mut Scan<'_>) -> Option<IssueNumber> {
        let mut ahead = *scan;
        let first = ahead.number()?;
        let number = if ahead.one_of(DASHES) {
            IssueNumber::Range(first, ahead.number()?)
        } else {
            let mut last = first;
            while ahead.one_of("、，,") {
                let next = ahead.number()?;
                if last.checked_add(1) != Some(next) {
                    return None;
                }
                last = next;
            }
            if last > first { IssueNumber::Listed(first, last) } else { IssueNumber::One(first) }
        };
        *scan = ahead;
        Some(number)
    }
}

impl fmt::Display for IssueNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            IssueNumber::One(number) => write!(f, "{number}"),
            IssueNumber::Range(first, last) => write!(f, "{first}—{last}"),
            IssueNumber::Listed(first, last) => {
                write!(f, "{first}")?;
                let numbers = first.saturating_add(1)..=last;
                numbers.take(LISTED as usize - 1).try_for_each(|number| write!(f, "、{number}"))
            }
        }
    }
}

impl Serialize for IssueNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            IssueNumber::One(number) => serializer.serialize_u32(*number),
            several => serializer.collect_str(several),
        }
    }
}

impl<'de> Deserialize<'de> for IssueNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<IssueNumber, D::Error> {
        struct NumberVisitor;

        impl Visitor<'_> for NumberVisitor {
            type Value = IssueNumber;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(
                    f,
                    format_args!(
                        "a whole number from 1 to {}, or several such as \"8—9\" and \"10、11\"",
                        u32::MAX
                    ),
                    format_args!("1 至 {} 的整数，或者写作 \"8—9\"、\"10、11\" 的几个", u32::MAX),
                )
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<IssueNumber, E> {
                strict::whole(value, 1, u32::MAX.into()).map(IssueNumber::One)
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<IssueNumber, E> {
                strict::whole(value, 1, u32::MAX.into()).map(IssueNumber::One)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<IssueNumber, E> {
                let mut scan = Scan::new(text);
                let number = IssueNumber::read(&mut scan).filter(|_| scan.at_end());
                let none = || Fault::IssueNumbers { numbers: text.to_owned() };
                let number = number.ok_or_else(|| strict::fault(none()))?;
                number.check().map_err(strict::fault)?;
                Ok(number)
            }
        }

        deserializer.deserialize_any(NumberVisitor)
    }
}

/// The places of a number in a line, where no other digit stands beside it.
fn places<'a>(line: &'a str, number: &'a str) -> impl Iterator<Item = usize> + 'a {
    line.match_indices(number).map(|(at, _)| at).filter(move |at| {
        let (before, behind) = line.split_at_checked(*at).unwrap_or_default();
        let behind = behind.strip_prefix(number).unwrap_or_default();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !digit(before.chars().next_back()) && !digit(behind.chars().next())
    })
}

/// Whether a number stands in a line.
pub(super) fn stands_in(line: &str, number: &str) -> bool {
    places(line, number).next().is_some()
}

/// A line with the second of each pair in place of the first; the longer ones first where several
/// begin at one place.
pub(super) fn replaced(line: &str, pairs: &[(String, String)]) -> String {
    let mut found: Vec<(usize, &str, &str)> = Vec::new();
    for (was, is) in pairs {
        found.extend(places(line, was).map(|at| (at, was.as_str(), is.as_str())));
    }
    found.sort_by_key(|(at, was, _)| (*at, std::cmp::Reverse(was.len())));
    let mut new = String::new();
    let mut done = 0;
    for (at, was, is) in found {
        if at >= done {
            new.push_str(line.get(done..at).unwrap_or_default());
            new.push_str(is);
            done = at + was.len();
        }
    }
    new + line.get(done..).unwrap_or_default()
}
