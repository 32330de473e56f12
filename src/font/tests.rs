//! What is read of faces, against what fonttools reads of them; and files that are not whole.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use skrifa::string::StringId;

use super::tables::{Bounds, Tables};
use super::{Face, cff};

fn tables(face: &Face) -> Tables<'_> {
    Tables::new(face.data(), 0).unwrap()
}

#[test]
fn the_box_around_a_cff_glyph_is_that_of_its_points() {
    let expected = [
        (cff::song(), '周', 10, 1000, [38, -77, 915, 809]),
        (cff::song(), '“', 24, 1000, [571, 573, 924, 854]),
        (cff::song(), '，', 23, 1000, [76, -196, 229, 118]),
        (cff::song(), '—', 2, 890, [43, 242, 846, 293]),
        (cff::latin(), 'A', 2, 1479, [20, 0, 1464, 1352]),
        (cff::latin(), '0', 8, 1024, [78, -20, 946, 1362]),
        (cff::latin(), '.', 19, 512, [135, -29, 377, 213]),
    ];
    for (face, character, glyph, advance, [x_min, y_min, x_max, y_max]) in &expected {
        let tables = tables(face);
        assert_eq!(tables.glyph(*character), Some(*glyph), "{character}");
        assert_eq!(tables.advance(*glyph), *advance, "{character}");
        let bounds = Bounds { x_min: *x_min, y_min: *y_min, x_max: *x_max, y_max: *y_max };
        assert_eq!(tables.bounds(*glyph), Some(bounds), "{character}");
    }
    assert_eq!(tables(&cff::song()).glyph('丁'), None);
    let blank = tables(&cff::latin()).glyph(' ').unwrap();
    assert_eq!(tables(&cff::latin()).bounds(blank), None, "a blank has no ink");
}

#[test]
fn no_damage_to_a_file_makes_reading_panic() {
    for face in [cff::song(), cff::latin()] {
        let whole = face.data();
        // Numbers that are far too large, at every place; and every way to end too early.
        let damaged = (0..whole.len()).flat_map(|at| {
            [0x00, 0x7F, 0xFF].map(|byte| {
                let mut file = whole.to_vec();
                file[at] = byte;
                file
            })
        });
        let cut = (0..whole.len()).map(|length| whole[..length].to_vec());
        for file in damaged.chain(cut) {
            let Ok(tables) = Tables::new(&file, 0) else { continue };
            for glyph in (0..30).chain([u16::MAX]) {
                let _ = (tables.bounds(glyph), tables.advance(glyph));
            }
            for character in ['周', 'A', '\u{FFFF}', '\u{20BB7}'] {
                let _ = tables.glyph(character);
            }
            let _ = (
                tables.names(&[StringId::FAMILY_NAME, StringId::POSTSCRIPT_NAME]),
                tables.measures(),
            );
        }
    }
}

#[test]
fn licences_that_forbid_embedding_are_seen() {
    let restricted = |licence: u16| {
        let mut file = cff::latin().data().to_vec();
        let at = (0..usize::from(u16::from_be_bytes([file[4], file[5]])))
            .map(|number| 12 + 16 * number)
            .find(|at| file[*at..*at + 4] == *b"OS/2")
            .unwrap();
        let table = u32::from_be_bytes(file[at + 8..at + 12].try_into().unwrap()) as usize;
        file[table + 8..table + 10].copy_from_slice(&licence.to_be_bytes());
        Face::new(file, 0).unwrap().is_restricted()
    };
    for free in [0x0000, 0x0004, 0x0008, 0x0006, 0x0108] {
        assert!(!restricted(free), "{free:04X}");
    }
    for barred in [0x0002, 0x0102, 0x0200, 0x0208] {
        assert!(restricted(barred), "{barred:04X}");
    }
}
