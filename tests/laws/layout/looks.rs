//! How pages look: some of the cases of `tests/cases/page` as small pictures in `tests/golden/looks`, and
//! the pictures of the READMEs. A page that looks different fails, and a picture of the difference is
//! written: what was, what is, and where they differ.
//!
//! The pixels are compared one by one, for a page is the same on any machine: outlines are whole numbers,
//! and what is reckoned from them are sums, products, quotients and square roots of single precision,
//! which IEEE 754 defines to the last bit. The bytes of the files may differ, as deflating may.
//!
//! `BLESS=1 cargo test -p bulletin-laws --test layout looks` makes them anew; look at them before they are
//! committed.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use bulletin::{Fonts, Pages, PngOptions, PngSize};

use crate::cases::case;
use crate::support::{pages, root, weekly};

/// The cases that have pictures, each with the page that is shown.
const SHOWN: [(&str, usize); 20] = [
    ("articles", 0),
    ("beside-chart-text", 0),
    ("beside-tables", 0),
    ("bold-run", 0),
    ("chart-columns", 0),
    ("chart-lines", 0),
    ("chart-shares", 0),
    ("contents-numbers", 0),
    ("figure", 0),
    ("footnotes", 0),
    ("imprint-picture", 0),
    ("masthead-logo", 0),
    ("masthead-name-two-lines", 0),
    ("masthead-whole", 0),
    ("ranking-marked", 0),
    ("sign-off", 0),
    ("table-groups", 0),
    ("table-marks", 0),
    ("table-three-lines", 0),
    ("table-turned", 1),
];

/// A picture: its width, and its pixels by rows.
#[derive(PartialEq)]
struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    fn of(pages: &Pages, page: usize, dpi: u32) -> Picture {
        let mut options = PngOptions::default();
        options.size = PngSize::Dpi(dpi);
        Picture::read(&pages.png(page, &options).unwrap())
    }

    fn read(file: &[u8]) -> Picture {
        let mut decoder = png::Decoder::new(Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut samples = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut samples).unwrap();
        let pixels = match info.color_type {
            png::ColorType::Grayscale => samples.iter().map(|grey| [*grey; 3]).collect(),
            png::ColorType::Rgb => samples.as_chunks::<3>().0.to_vec(),
            other => panic!("{other:?}"),
        };
        Picture { width: usize::try_from(info.width).unwrap(), pixels }
    }

    /// In sixteen levels of grey, which take a quarter of the room and show as much.
    fn grey(mut self) -> Picture {
        for pixel in &mut self.pixels {
            let [red, green, blue] = pixel.map(u32::from);
            let grey = (red * 299 + green * 587 + blue * 114 + 500) / 1000;
            *pixel = [u8::try_from((grey + 8) / 17 * 17).unwrap(); 3];
        }
        self
    }

    fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// The file; with half a byte a pixel where it is in sixteen levels of grey.
    fn file(&self) -> Vec<u8> {
        let is_grey = self
            .pixels
            .iter()
            .all(|[red, green, blue]| red == green && green == blue && red % 17 == 0);
        let mut file = Vec::new();
        let side = |side: usize| u32::try_from(side).unwrap();
        let mut encoder = png::Encoder::new(&mut file, side(self.width), side(self.height()));
        encoder.set_compression(png::Compression::High);
        let samples = if is_grey {
            encoder.set_color(png::ColorType::Grayscale);
            encoder.set_depth(png::BitDepth::Four);
            encoder.set_filter(png::Filter::NoFilter);
            let pair =
                |pair: &[[u8; 3]]| pair[0][0] / 17 * 16 + pair.get(1).map_or(0, |it| it[0] / 17);
            self.pixels.chunks(self.width).flat_map(|row| row.chunks(2).map(pair)).collect()
        } else {
            encoder.set_color(png::ColorType::Rgb);
            self.pixels.as_flattened().to_vec()
        };
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&samples).unwrap();
        writer.finish().unwrap();
        file
    }

    /// This, another, and red wherever they differ, beside each other.
    fn beside(&self, other: &Picture) -> Picture {
        let width = self.width.max(other.width);
        let height = self.height().max(other.height());
        let at = |picture: &Picture, x: usize, y: usize| {
            (x < picture.width && y < picture.height())
                .then(|| picture.pixels[y * picture.width + x])
        };
        let mut pixels = Vec::new();
        for y in 0..height {
            pixels.extend((0..width).map(|x| at(self, x, y).unwrap_or([200; 3])));
            pixels.extend((0..width).map(|x| at(other, x, y).unwrap_or([200; 3])));
            pixels.extend((0..width).map(|x| match (at(self, x, y), at(other, x, y)) {
                (Some(one), Some(other)) if one == other => one.map(|part| part / 2 + 127),
                _ => [255, 0, 0],
            }));
        }
        Picture { width: 3 * width, pixels }
    }
}

/// Holds a picture to the one that is kept, or keeps it. What is wrong, if anything is.
fn held(kept: &Path, now: &Picture, most: usize) -> Option<String> {
    let name = kept.file_name().unwrap().to_string_lossy();
    if std::env::var_os("BLESS").is_some() {
        let file = now.file();
        if fs::read(kept).map_or(true, |before| Picture::read(&before) != *now) {
            fs::create_dir_all(kept.parent().unwrap()).unwrap();
            fs::write(kept, &file).unwrap();
        }
    }
    let Ok(file) = fs::read(kept) else {
        return Some(format!("{name} is not there; BLESS=1 makes it"));
    };
    if file.len() > most {
        return Some(format!("{name} has {} bytes; at most {most} are kept", file.len()));
    }
    let before = Picture::read(&file);
    if before == *now {
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("looks");
    fs::create_dir_all(&folder).unwrap();
    let difference: PathBuf = folder.join(&*name);
    fs::write(&difference, before.beside(now).file()).unwrap();
    Some(format!("{name} looks different: see {}", difference.display()))
}

#[test]
fn pages_look_as_they_did() {
    let folder = root().join("tests/golden/looks");
    let fonts = Fonts::embedded();
    let mut wrong = Vec::new();
    let mut kept = BTreeSet::new();
    for (name, page) in SHOWN {
        let picture = Picture::of(&case(name, &fonts), page, 50).grey();
        let file = format!("{name}.png");
        wrong.extend(held(&folder.join(&file), &picture, 10_000));
        kept.insert(file);
    }
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if !kept.contains(&name) {
            wrong.push(format!("{name} is of no case"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_readmes_show_what_the_library_makes() {
    let pages = pages(&weekly());
    let mut wrong = Vec::new();
    for page in [1, 5] {
        let kept = root().join(format!("assets/pictures/weekly-{page}.png"));
        wrong.extend(held(&kept, &Picture::of(&pages, page - 1, 75), 200_000));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_change_is_seen_and_shown() {
    let (white, dark) = ([255; 3], [0; 3]);
    let before = Picture { width: 3, pixels: vec![white, white, dark, white, dark, white] };
    let now = Picture { width: 3, pixels: vec![white, dark, dark, white, dark, white] };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("looks-kept");
    fs::create_dir_all(&folder).unwrap();
    let kept = folder.join("a-change-is-seen.png");
    fs::write(&kept, before.file()).unwrap();
    assert_eq!(held(&kept, &before, 1000), None);
    // Where everything is made anew nothing is different.
    if std::env::var_os("BLESS").is_none() {
        let wrong = held(&kept, &now, 1000).unwrap();
        let shown = wrong.split_once(": see ").unwrap().1;
        let shown = Picture::read(&fs::read(shown).unwrap());
        assert_eq!((shown.width, shown.height()), (9, 2));
        let red: Vec<usize> = (0..18).filter(|at| shown.pixels[*at] == [255, 0, 0]).collect();
        assert_eq!(red, [7], "only the pixel that changed");
        assert!(held(&kept, &before, 10).unwrap().contains("at most 10 are kept"));
    }
    fs::remove_dir_all(folder).unwrap();
}
