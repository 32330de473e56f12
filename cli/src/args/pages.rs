//! Which pages of a bulletin become pictures: `1-3`, `1,5`, `7-`.

use super::NoPages;

/// Pages, counted from 1 as people do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageChoice(Vec<(usize, usize)>);

impl PageChoice {
    /// Reads a word.
    pub(super) fn read(word: &str) -> Result<PageChoice, NoPages> {
        let number = |digits: &str| match digits.trim().parse::<usize>() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(NoPages),
        };
        // Full-width commas and long dashes are what a Chinese keyboard gives.
        let parts = word.split([',', '，', '、']);
        let ranges = parts.map(|part| match part.split_once(['-', '—', '–', '~', '～']) {
            None => number(part).map(|page| (page, page)),
            Some((first, "")) => Ok((number(first)?, usize::MAX)),
            Some((first, last)) => {
                let (first, last) = (number(first)?, number(last)?);
                if first <= last { Ok((first, last)) } else { Err(NoPages) }
            }
        });
        ranges.collect::<Result<Vec<_>, NoPages>>().map(PageChoice)
    }

    /// Whether a page is among them.
    pub(crate) fn has(&self, page: usize) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_people_write_them() {
        for (word, pages) in [
            ("1", &[1][..]),
            ("1-3", &[1, 2, 3]),
            ("1,5", &[1, 5]),
            ("2—3，6", &[2, 3, 6]),
            ("7-", &[7, 8]),
            (" 4 - 4 , 2", &[2, 4]),
        ] {
            let choice = PageChoice::read(word).ok();
            let has = |page: &usize| choice.as_ref().is_some_and(|choice| choice.has(*page));
            assert_eq!((1..=8).filter(has).collect::<Vec<_>>(), pages, "{word}");
        }
        for word in ["", "0", "-3", "3-1", "a", "1-2-3", "1,,2", "1.5", "99999999999999999999"] {
            assert!(PageChoice::read(word).is_err(), "{word}");
        }
    }
}
