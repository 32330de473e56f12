//! Between which characters a line may end: 避头尾 at the theme's level (CLREQ, prohibition rules;
//! GB/T 15834, 5.1), words and numbers whole, and what had better stay together.

use super::unit::Unit;
use crate::punct::{self, Class, Prohibition};
use crate::style::flow::LineRules;

/// Latin marks that begin no line.
const CLOSING: &str = ",.;:!?)]}%‰°’”·…";
/// Latin marks that end no line.
const OPENING: &str = "([{$€£¥#‘“+−±";
/// The longest unit symbol behind a number and a space: 25 kg, 3 min.
const LONGEST_UNIT: usize = 3;

/// Whether a line may end between two characters (UAX #14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakOpportunity {
    /// No line ends here.
    Prohibited,
    /// A line ends here if it would be loose otherwise: within an address.
    Emergency,
    /// A line ends here if no other place is near: within 第8期, 5月8日, 25万元 and ranges.
    Discouraged,
    /// A line may end here.
    Allowed,
}

/// The break opportunity before unit `at`.
pub(super) fn opportunity(units: &[Unit], at: usize, rules: LineRules) -> BreakOpportunity {
    let (Some(before), Some(behind)) =
        (at.checked_sub(1).and_then(|i| units.get(i)), units.get(at))
    else {
        return BreakOpportunity::Allowed;
    };
    if !before.han && !behind.han && !before.is_space() && is_shown(behind) && is_shown(before) {
        return latin_opportunity(units, at, rules.keep);
    }
    if !may_break(units, at, before, behind, rules.prohibition) {
        BreakOpportunity::Prohibited
    } else if rules.keep && is_kept_together(units, at, before, behind) {
        BreakOpportunity::Discouraged
    } else {
        BreakOpportunity::Allowed
    }
}

fn may_break(units: &[Unit], at: usize, before: &Unit, behind: &Unit, level: Prohibition) -> bool {
    if behind.is_blank() || behind.class == Class::BreakMark || behind.is_combining() {
        return false;
    }
    if is_bound(before) || is_bound(behind) {
        return false;
    }
    if before.class == Class::BreakMark {
        return before.character == '\u{200B}';
    }
    if before.han && punct::never_last(before.class, level)
        || behind.han && punct::never_first(behind.class, level)
    {
        return false;
    }
    if before.is_space() {
        // A space does not part an opening mark from its words, nor a sign from its number.
        let words = units.get(..at).unwrap_or_default().iter().rev().find(|unit| !unit.is_space());
        let opens = |word: &Unit| {
            word.han && punct::never_last(word.class, level) || OPENING.contains(word.character)
        };
        let counts =
            |word: &Unit| word.class == Class::Digit && punct::is_unit_sign(behind.character);
        return !words.is_some_and(|word| opens(word) || counts(word))
            && !CLOSING.contains(behind.character);
    }
    match (before.class, behind.class) {
        (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis) => false,
        _ => !clings(before, behind),
    }
}

/// Whether it is a space that binds what stands beside it.
fn is_bound(unit: &Unit) -> bool {
    matches!(unit.character, '\u{A0}' | '\u{202F}')
}

/// Whether it is neither a space nor something without width.
fn is_shown(unit: &Unit) -> bool {
    !unit.is_space() && !is_bound(unit) && unit.class != Class::BreakMark && !unit.is_combining()
}

/// Between two Latin characters a line ends only behind the hyphen of a word and at the slashes of an
/// address; where a line is not to be loose, also behind :// and at the other marks of one.
fn latin_opportunity(units: &[Unit], at: usize, keep: bool) -> BreakOpportunity {
    let ahead = |distance: usize| at.checked_sub(distance).and_then(|index| units.get(index));
    let (Some(before), Some(behind), third) = (ahead(1), units.get(at), ahead(2)) else {
        return BreakOpportunity::Prohibited;
    };
    if !matches!(behind.class, Class::Letter | Class::Digit) {
        return BreakOpportunity::Prohibited;
    }
    let resort = match before.character {
        '/' | '@' | ':' | '&' | '=' | '_' | '?' => true,
        '.' => is_word(third) && behind.class == Class::Letter,
        _ => false,
    };
    let scheme = before.character == '/' && third.is_some_and(|third| third.character == '/');
    let sign = before.character == '-' && !is_word(third);
    if punct::parts_word(before.character, behind.class) && !(scheme && keep) && !sign {
        BreakOpportunity::Allowed
    } else if resort && keep {
        BreakOpportunity::Emergency
    } else {
        BreakOpportunity::Prohibited
    }
}

fn is_word(unit: Option<&Unit>) -> bool {
    unit.is_some_and(|unit| matches!(unit.class, Class::Letter | Class::Digit))
}

/// A Latin mark that clings to the Chinese character beside it, a sign to its number, digits to
/// digits.
fn clings(before: &Unit, behind: &Unit) -> bool {
    let digit = |unit: &Unit| unit.class == Class::Digit || punct::is_wide_digit(unit.character);
    let closing = !behind.han && CLOSING.contains(behind.character);
    let opening = !before.han && OPENING.contains(before.character);
    let suffix = digit(before) && punct::is_unit_sign(behind.character);
    let prefix = punct::is_number_prefix(before.character) && digit(behind);
    let number = digit(before) && digit(behind);
    closing || opening || suffix || prefix || number
}

/// Whether the two had better stay together (practice, after CLREQ, unbreakable units).
fn is_kept_together(units: &[Unit], at: usize, before: &Unit, behind: &Unit) -> bool {
    let ahead = |distance: usize| at.checked_sub(distance).and_then(|index| units.get(index));
    let third = ahead(2);
    let is_digit = |unit: Option<&Unit>| unit.is_some_and(|unit| unit.class == Class::Digit);
    let is = |unit: Option<&Unit>, characters: &str| {
        unit.is_some_and(|unit| characters.contains(unit.character))
    };
    if behind.class == Class::Digit {
        // 第|8期, —|8日, 表|1, 附件|1, 5月|8日
        return matches!(before.character, '第' | '表' | '图')
            || before.class == Class::Connector
            || before.character == '件' && is(third, "附")
            || before.character == '月' && is_digit(third);
    }
    if before.is_space() && is_digit(third) && behind.class == Class::Letter {
        let word = units.get(at..).unwrap_or_default().iter().take(LONGEST_UNIT + 1);
        return word.take_while(|unit| unit.class == Class::Letter).count() <= LONGEST_UNIT;
    }
    if !behind.han || behind.class != Class::Han {
        return false;
    }
    if before.character == '附' && matches!(behind.character, '件' | '表') {
        return is_digit(units.get(at + 1));
    }
    let counts_up_to = || {
        let before = units.get(..at).unwrap_or_default().iter().rev();
        punct::is_ordinal(before.map(|unit| unit.character))
    };
    // 8|期, 25|万元, 25万|元, 第|八期, 第八|期
    before.class == Class::Digit
        || punct::is_large_unit(before.character) && is_digit(third)
        || punct::is_unit_word(before.character, behind.character) && is_digit(third)
        || before.character == '第' && punct::is_numeral(behind.character)
        || punct::is_numeral(before.character) && counts_up_to()
}
