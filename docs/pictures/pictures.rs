//! Makes the pictures of the guides by the library alone: of every section of a guide with a picture the
//! bulletin that stands there, in its theme; of docs/themes.md every page of the bulletins of examples/themes.
//!
//! `cargo run --release --example pictures -- FOLDER`, which `docs/pictures/make` does. What is shown of a page
//! of a guide is its upper part: more of it where it shows tables, all of it with an imprint, and of tables.md
//! the table.

use std::error::Error;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Fonts, NamedTheme, PngOptions, PngSize, Theme, Typeset};

#[path = "../../examples/guide.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is a program of its own")]
mod guide;

/// Pixels in an inch: a page is 529 wide, which a guide has room for.
const DPI: u32 = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("usage: pictures FOLDER")?;
    fs::create_dir_all(&folder)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shown = root.join("docs/pictures");
    let fonts = Fonts::embedded();
    for file in ["docs/model.md", "docs/tables.md"] {
        for section in guide::sections(&fs::read_to_string(root.join(file))?) {
            let (Some(name), Some(text)) = (section.picture, section.bulletins.first()) else {
                continue;
            };
            let theme =
                section.theme.as_deref().map_or_else(|| Ok(Theme::gbt9704()), Theme::from_toml)?;
            let set = set(text, &shown, &theme, &fonts)?;
            let (top, height) = part(&name);
            write(&folder.join(name), &page(&set, 0)?.rows(top, height))?;
        }
    }
    for named in NamedTheme::ALL.iter().filter(|named| named.name() != "gbt9704") {
        let file = root.join("examples/themes").join(named.name()).with_extension("toml");
        let set = set(&fs::read_to_string(file)?, &shown, &named.theme(), &fonts)?;
        for number in 0..set.pages().pages.len() {
            let name = format!("theme-{}-{}", named.name(), number + 1);
            write(&folder.join(name), &page(&set, number)?)?;
        }
    }
    Ok(())
}

/// Where what is shown of a page begins, and how high it is, in pixels.
fn part(name: &str) -> (usize, usize) {
    let ends = |with: &[&str]| with.iter().any(|end| name.ends_with(end));
    match name {
        _ if name.starts_with("tables-") => (76, 190),
        _ if ends(&["-whole", "-imprint", "-chart"]) => (0, 749),
        _ if ends(&["-table", "-sections", "-text", "-sign", "-beside"]) => (0, 540),
        _ => (0, 400),
    }
}

fn set(
    text: &str,
    pictures: &Path,
    theme: &Theme,
    fonts: &Fonts,
) -> Result<Typeset, Box<dyn Error>> {
    let mut bulletin = Bulletin::from_toml(text)?;
    bulletin.load_images(|file| fs::read(pictures.join(file)))?;
    Ok(bulletin.typeset(theme, fonts)?)
}

/// Rows of pixels, as the library has drawn them: in grey, or in red, green and blue.
struct Picture {
    width: u32,
    color: png::ColorType,
    bytes: usize,
    samples: Vec<u8>,
}

impl Picture {
    /// Some of the rows.
    fn rows(mut self, top: usize, height: usize) -> Picture {
        self.samples.truncate((top + height) * self.bytes);
        self.samples.drain(..(top * self.bytes).min(self.samples.len()));
        self
    }
}

fn page(set: &Typeset, number: usize) -> Result<Picture, Box<dyn Error>> {
    let mut options = PngOptions::default();
    options.size = PngSize::Dpi(DPI);
    let file = set.pages().png(number, &options)?;
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info()?;
    let mut samples = vec![0; reader.output_buffer_size().ok_or("a picture beyond measure")?];
    let info = reader.next_frame(&mut samples)?;
    Ok(Picture { width: info.width, color: info.color_type, bytes: info.line_size, samples })
}

fn write(file: &Path, picture: &Picture) -> Result<(), Box<dyn Error>> {
    let height = u32::try_from(picture.samples.len() / picture.bytes)?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, height);
    encoder.set_color(picture.color);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.samples)?;
    writer.finish()?;
    Ok(fs::write(file.with_extension("png"), bytes)?)
}
