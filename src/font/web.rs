//! Faces for web pages: a font file with some characters of a face, whole enough for a browser.

use std::collections::{BTreeMap, BTreeSet};

use super::face::Face;
use crate::error::Error;

/// A table with its name.
type Table = ([u8; 4], Vec<u8>);

impl Face {
    /// A font file in which each of these characters has this glyph of the face.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Font`](crate::ErrorKind::Font) when the face has no such glyph, or its outlines
    /// cannot be subset.
    pub(crate) fn web(&self, characters: &BTreeMap<char, u16>) -> Result<Vec<u8>, Error> {
        let glyphs: BTreeSet<u16> = characters.values().copied().collect();
        let (file, numbers) = self.cut(&glyphs)?;
        let mut tables = tables(&file);
        let number = |glyph: &u16| numbers.get(glyph).copied().unwrap_or(0);
        let map = characters.iter().map(|(character, glyph)| (*character, number(glyph)));
        tables.push((*b"cmap", cmap(map)));
        let open = self.open()?;
        let weights = open.tables().table(b"OS/2").map(<[u8]>::to_vec);
        tables.push((*b"OS/2", weights.unwrap_or_else(unknown)));
        tables.sort();
        Ok(assembled(file.get(..4).unwrap_or_default(), tables))
    }
}

/// The tables of a font file (OpenType, the table directory).
fn tables(file: &[u8]) -> Vec<Table> {
    let records = file.get(12..).unwrap_or_default().as_chunks::<16>().0;
    let count = file.get(4..).and_then(<[u8]>::first_chunk::<2>);
    let count = count.map_or(0, |count| usize::from(u16::from_be_bytes(*count)));
    let table = |record: &[u8; 16]| {
        let (name, rest) = record.split_first_chunk::<4>()?;
        let place = |at: usize| {
            let number = rest.get(at..)?.first_chunk::<4>()?;
            usize::try_from(u32::from_be_bytes(*number)).ok()
        };
        let (from, length) = (place(4)?, place(8)?);
        Some((*name, file.get(from..from.checked_add(length)?)?.to_vec()))
    };
    records.iter().take(count).filter_map(table).collect()
}

/// Which glyph each character has (`cmap`, format 12), for any Unicode character on any system.
fn cmap(characters: impl Iterator<Item = (char, u16)>) -> Vec<u8> {
    // Stretches of characters and glyphs that both go up by one.
    let mut groups: Vec<[u32; 3]> = Vec::new();
    for (character, glyph) in characters {
        let (character, glyph) = (u32::from(character), u32::from(glyph));
        match groups.last_mut() {
            Some([first, last, begin])
                if *last + 1 == character && *begin + (character - *first) == glyph =>
            {
                *last = character;
            }
            _ => groups.push([character, character, glyph]),
        }
    }
    let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
    // One table, for Windows and all of Unicode, behind the twelve bytes of the header.
    let mut table: Vec<u8> =
        [0_u16, 1, 3, 10, 0, 12].iter().flat_map(|it| it.to_be_bytes()).collect();
    table.extend([0, 12, 0, 0]);
    let length = count.saturating_mul(12).saturating_add(16);
    table.extend([length, 0, count].iter().flat_map(|it| it.to_be_bytes()));
    table.extend(groups.as_flattened().iter().flat_map(|it| it.to_be_bytes()));
    table
}

/// What a face says of itself that has no table `OS/2`: a regular weight and width, to be embedded.
fn unknown() -> Vec<u8> {
    let mut table = vec![0; 78];
    for (at, value) in [(4, 400_u16), (6, 5), (62, 0x40)] {
        if let Some(place) = table.get_mut(at..).and_then(<[u8]>::first_chunk_mut) {
            *place = value.to_be_bytes();
        }
    }
    table
}

/// The sum of a table, of whole numbers of four bytes.
fn sum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0, |sum: u32, chunk| {
        let bytes = [0, 1, 2, 3].map(|at| chunk.get(at).copied().unwrap_or(0));
        sum.wrapping_add(u32::from_be_bytes(bytes))
    })
}

/// A font file of tables in the order of their names.
fn assembled(kind: &[u8], mut tables: Vec<Table>) -> Vec<u8> {
    // The sum of the whole file stands in `head`, and is taken as if it did not.
    let adjustment = 8;
    for (name, table) in &mut tables {
        if name == b"head"
            && let Some(place) = table.get_mut(adjustment..).and_then(<[u8]>::first_chunk_mut::<4>)
        {
            *place = [0; 4];
        }
    }
    let count = u16::try_from(tables.len()).unwrap_or(u16::MAX);
    let power = count.checked_ilog2().unwrap_or(0);
    let range = 16_u16 << power;
    let search =
        [count, range, u16::try_from(power).unwrap_or(0), (count * 16).wrapping_sub(range)];
    let mut file = kind.to_vec();
    file.extend(search.iter().flat_map(|it| it.to_be_bytes()));
    let mut from = file.len() + tables.len() * 16;
    let mut head = None;
    for (name, table) in &tables {
        if name == b"head" {
            head = Some(from + adjustment);
        }
        let place = [from, table.len()].map(|it| u32::try_from(it).unwrap_or(u32::MAX));
        file.extend(name);
        file.extend([sum(table), place[0], place[1]].iter().flat_map(|it| it.to_be_bytes()));
        from += table.len().next_multiple_of(4);
    }
    for (_, table) in &tables {
        file.extend(table);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    let whole = 0xB1B0_AFBA_u32.wrapping_sub(sum(&file));
    let place = head.and_then(|at| file.get_mut(at..)).and_then(<[u8]>::first_chunk_mut);
    if let Some(place) = place {
        *place = whole.to_be_bytes();
    }
    file
}

#[cfg(all(test, feature = "embedded-fonts"))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::font::{Fonts, cff};
    use crate::typeface::Typeface;

    #[test]
    fn a_file_for_the_web_has_the_outlines_of_its_characters() {
        let fonts = Fonts::embedded();
        let song = fonts.chain(Typeface::Song).first().unwrap();
        for face in [&**song, &cff::song()] {
            let open = face.open().unwrap();
            let mut characters: BTreeMap<char, u16> =
                "周报工作".chars().map(|it| (it, open.glyph(it).unwrap())).collect();
            // Any character may have any glyph.
            characters.insert('\u{20000}', open.glyph('报').unwrap());
            let file = face.web(&characters).unwrap();
            assert_eq!(sum(&file), 0xB1B0_AFBA, "the sum of a font file");
            assert_eq!(file, face.web(&characters).unwrap());
            let web = Face::new(file, 0).unwrap();
            let read = web.open().unwrap();
            for (character, glyph) in characters {
                let shown = read.glyph(character).unwrap();
                assert_eq!(read.outline(shown), open.outline(glyph), "{character}");
                assert!(!open.outline(glyph).0.is_empty());
            }
            assert_eq!(read.glyph('甲'), None);
            let names: Vec<String> = tables(web.data())
                .iter()
                .map(|(name, _)| String::from_utf8_lossy(name).into())
                .collect();
            for needed in ["OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post"] {
                assert!(names.iter().any(|name| name == needed), "{needed}: {names:?}");
            }
            assert!(names.is_sorted(), "{names:?}");
        }
    }

    #[test]
    fn characters_in_a_row_are_one_stretch() {
        let table = cmap([('a', 1), ('b', 2), ('c', 4), ('d', 5), ('f', 6)].into_iter());
        let groups = table.get(28..).unwrap().as_chunks::<12>().0;
        assert_eq!(groups.len(), 3);
        assert_eq!(*groups.get(1).unwrap(), [0, 0, 0, b'c', 0, 0, 0, b'd', 0, 0, 0, 4]);
    }
}
