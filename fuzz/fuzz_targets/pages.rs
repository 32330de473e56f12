//! Any valid bulletin, with any pictures, in any form of PDF: the file is read again, and is whole. It has the
//! pages, every object that it names, and every character of every page in the order of painting.
//!
//! With `BULLETIN_FUZZ_PDFS` naming a folder, every hundredth file is put into it for `fuzz/qpdf` to look at.
#![no_main]

mod any;

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use arbitrary::{Arbitrary, Result, Unstructured};
use bulletin::pages::{Content, Page};
use bulletin::{
    Attachment, AttachmentKind, Block, Bulletin, Figure, Fonts, Length, PdfColors, PdfLevel,
    PdfOptions, Text, Theme,
};
use libfuzzer_sys::fuzz_target;
use lopdf::{Dictionary, Document, Object};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::embedded);
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// Pictures as they come; what no picture is, `render` has.
const PICTURES: [&[u8]; 2] = [
    include_bytes!("../../docs/pictures/badge.png"),
    include_bytes!("../../docs/pictures/hospital.png"),
];

#[derive(Debug)]
struct Input {
    bulletin: Bulletin,
    theme: Theme,
    options: PdfOptions,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Input> {
        let any::Input(mut bulletin) = any::Input::arbitrary(u)?;
        // More than a page of something.
        if let Some(last) = bulletin.body.last().cloned() {
            let count = u.int_in_range(0..=12)?;
            bulletin.body.extend((0..count).map(|_| last.clone()));
        }
        if let Some(picture) = PICTURES.get(u.int_in_range(0..=3_usize)?) {
            let mut figure = Figure::new(picture.to_vec(), "图");
            figure.caption = u.arbitrary::<bool>()?.then(|| Text::plain("图注"));
            bulletin.body.push(Block::Figure(figure));
        }
        Ok(Input { bulletin, theme: theme(u)?, options: options(u)? })
    }
}

fn theme(u: &mut Unstructured<'_>) -> Result<Theme> {
    let mut theme = Theme::gbt9704();
    theme.lines.hanging = u.arbitrary()?;
    if u.ratio(1, 4)? {
        theme.geometry.columns = u.int_in_range(4..=60)?;
        theme.geometry.rows = u.int_in_range(3..=60)?;
    }
    Ok(theme)
}

fn options(u: &mut Unstructured<'_>) -> Result<PdfOptions> {
    let mut options = PdfOptions::default();
    options.compress = u.arbitrary()?;
    let levels =
        [PdfLevel::None, PdfLevel::A1b, PdfLevel::A2b, PdfLevel::A2u, PdfLevel::A2a, PdfLevel::A3b];
    options.level = *u.choose(&levels)?;
    if matches!(options.level, PdfLevel::None | PdfLevel::A3b) && u.arbitrary()? {
        let length = u.arbitrary_len::<u8>()?.min(64);
        let data = u.bytes(length)?.to_vec();
        options.attachments = vec![Attachment::new(
            "附件.bin",
            "application/octet-stream",
            AttachmentKind::Data,
            data,
        )];
    }
    if u.arbitrary()? {
        options.spot = Some("专色".to_owned());
    }
    if u.arbitrary()? {
        options.colors = PdfColors::Cmyk { profile: profile() };
    }
    options.bleed = Length::mm(f64::from(u.int_in_range(0..=100_u8)?));
    Ok(options)
}

/// The head of a profile of four inks, which is all that is looked at.
fn profile() -> Vec<u8> {
    let mut profile = vec![0; 200];
    for (at, word) in [(16, b"CMYK"), (36, b"acsp")] {
        profile[at..at + 4].copy_from_slice(word);
    }
    profile
}

fuzz_target!(|input: Input| {
    let Input { bulletin, theme, options } = input;
    let Ok(set) = bulletin.typeset(&theme, &FONTS) else { return };
    let pages = set.pages();
    let pdf = set.pdf(&options).expect("pages that were made can be written");
    keep(&pdf);
    let file = Document::load_mem(&pdf).expect("the PDF can be opened");
    assert_eq!(file.get_pages().len(), pages.pages.len());
    for object in file.objects.values() {
        whole(&file, object);
    }
    whole(&file, &Object::Dictionary(file.trailer.clone()));
    let texts = Texts::new(&file);
    for ((number, id), page) in file.get_pages().into_iter().zip(&pages.pages) {
        let content = file.get_page_content(id);
        assert_eq!(texts.of(&content), painted(page), "page {number}");
    }
    for file in &options.attachments {
        assert!(pdf_has(&pdf, &file.data), "{} is there", file.name);
    }
});

/// Puts some of the files into the folder that is asked for.
fn keep(pdf: &[u8]) {
    static FOLDER: LazyLock<Option<std::ffi::OsString>> =
        LazyLock::new(|| std::env::var_os("BULLETIN_FUZZ_PDFS"));
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    if let Some(folder) = &*FOLDER
        && number.is_multiple_of(100)
    {
        let path = std::path::Path::new(folder).join(format!("{}.pdf", number / 100));
        std::fs::write(path, pdf).expect("the folder can be written to");
    }
}

/// Every object that is named is there, and every stream can be inflated.
fn whole(file: &Document, object: &Object) {
    match object {
        Object::Reference(id) => {
            assert!(file.objects.contains_key(id), "{id:?} is named and not there");
        }
        Object::Array(items) => items.iter().for_each(|item| whole(file, item)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, item)| whole(file, item)),
        Object::Stream(stream) => {
            whole(file, &Object::Dictionary(stream.dict.clone()));
            let is_picture = stream
                .dict
                .get(b"Subtype")
                .is_ok_and(|kind| matches!(kind, Object::Name(name) if name == b"Image"));
            if !is_picture {
                stream.get_plain_content().expect("a stream can be inflated");
            }
        }
        _ => {}
    }
}

/// The characters of a page as they are put in; what is no character is a soft hyphen.
fn painted(page: &Page) -> String {
    let runs = page.items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(run),
        _ => None,
    });
    runs.flat_map(|run| &run.glyphs).map(|glyph| glyph.text.unwrap_or('\u{AD}')).collect()
}

/// What the codes of each font stand for, by the names that all pages share.
struct Texts(BTreeMap<Vec<u8>, BTreeMap<u16, String>>);

impl Texts {
    fn new(file: &Document) -> Texts {
        let mut texts = BTreeMap::new();
        for (_, id) in file.get_pages() {
            let fonts = file.get_page_fonts(id).expect("the fonts of a page");
            for (name, font) in fonts {
                texts.entry(name).or_insert_with(|| meanings(file, font));
            }
        }
        Texts(texts)
    }

    /// The characters that the operators show.
    fn of(&self, content: &[u8]) -> String {
        let content = lopdf::content::Content::decode(content).expect("operators");
        let (mut shown, mut font) = (String::new(), None);
        for lopdf::content::Operation { operator, operands } in content.operations {
            match operator.as_str() {
                "Tf" => font = self.0.get(operands[0].as_name().expect("a name of a font")),
                "TJ" => {
                    let font = font.expect("a font is chosen before text is shown");
                    for item in operands[0].as_array().expect("codes and their offsets") {
                        let Object::String(codes, _) = item else { continue };
                        for code in codes.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            shown += font.get(&code).expect("a code stands for something");
                        }
                    }
                }
                "Tj" | "'" | "\"" => panic!("{operator} is not expected"),
                _ => {}
            }
        }
        shown
    }
}

/// The table of texts of a font (ISO 32000-1, 9.10.3): lines `<code> <units>`.
fn meanings(file: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let table = font.get(b"ToUnicode").and_then(Object::as_reference).expect("a table of texts");
    let table = file.get_object(table).and_then(Object::as_stream).expect("a stream");
    let table = table.get_plain_content().expect("a table that can be inflated");
    let table = String::from_utf8(table).expect("a table in ASCII");
    let chars = table.split("endcodespacerange").nth(1).expect("codes behind their range");
    let hex = |digits: &str| u16::from_str_radix(digits, 16).expect("four digits");
    let lines = chars.lines().filter_map(|line| line.strip_prefix('<')?.strip_suffix('>'));
    lines
        .filter_map(|line| line.split_once("> <"))
        .map(|(code, units)| {
            let digits = units.as_bytes().chunks(4).map(|unit| std::str::from_utf8(unit));
            let units: Vec<u16> = digits.map(|unit| hex(unit.expect("ASCII"))).collect();
            (hex(code), String::from_utf16(&units).expect("a character"))
        })
        .collect()
}

/// Whether a stream of the file has these bytes.
fn pdf_has(pdf: &[u8], data: &[u8]) -> bool {
    let file = Document::load_mem(pdf).expect("the PDF can be opened");
    file.objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .any(|stream| stream.get_plain_content().is_ok_and(|content| content == data))
}
