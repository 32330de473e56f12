//! What a file says that it keeps: a level of PDF/A (ISO 19005), and PDF/UA-1 (ISO 14289-1). It is said
//! only where it is so, and what stands in the way is a finding.

use std::collections::BTreeMap;

use super::messages::PdfMessage;
use super::{PdfColors, PdfOptions, place};
use crate::decode;
use crate::finding::{Finding, join_equal};
use crate::layout::page::{Content, ElementKind, ImageFormat, Pages, Tag};
use crate::message::CodePoint;
use crate::place::Place;

/// The archive format that a PDF keeps (ISO 19005).
///
/// ```
/// use bulletin::{PdfLevel, PdfOptions};
///
/// let mut options = PdfOptions::default();
/// assert_eq!(options.level, PdfLevel::A2a);
/// options.level = PdfLevel::A1b; // for an archive of the first years
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PdfLevel {
    /// None is kept or said.
    None,
    /// PDF/A-1b of 2005: for archives that take nothing newer. The file is PDF 1.4 and a seventh
    /// larger, and a picture that can be seen through stands on white.
    A1b,
    /// PDF/A-2b: it looks the same for ever.
    A2b,
    /// PDF/A-2u: its text can be searched and copied besides.
    A2u,
    /// PDF/A-2a: its structure can be read besides, and PDF/UA-1 is kept and said with it. Where a
    /// bulletin cannot keep that, the file says the next level that it keeps.
    #[default]
    A2a,
    /// PDF/A-3b: as 2b, and files of any kind may be attached
    /// ([`PdfOptions::attachments`]).
    A3b,
}

impl PdfLevel {
    /// What it is called: PDF/A-2a.
    pub fn name(self) -> &'static str {
        match self {
            PdfLevel::None => "PDF",
            PdfLevel::A1b => "PDF/A-1b",
            PdfLevel::A2b => "PDF/A-2b",
            PdfLevel::A2u => "PDF/A-2u",
            PdfLevel::A2a => "PDF/A-2a",
            PdfLevel::A3b => "PDF/A-3b",
        }
    }

    /// Whether the file is of PDF 1.4 (ISO 19005-1).
    pub(super) fn is_old(self) -> bool {
        self == PdfLevel::A1b
    }

    /// The part of ISO 19005 and its level, as XMP has them.
    pub(super) fn part(self) -> Option<(&'static str, &'static str)> {
        match self {
            PdfLevel::None => None,
            PdfLevel::A1b => Some(("1", "B")),
            PdfLevel::A2b => Some(("2", "B")),
            PdfLevel::A2u => Some(("2", "U")),
            PdfLevel::A2a => Some(("2", "A")),
            PdfLevel::A3b => Some(("3", "B")),
        }
    }
}

/// What a PDF of some pages says that it keeps, and what stands in the way of more.
///
/// ```
/// use bulletin::{Bulletin, Fonts, PdfLevel, PdfOptions, Theme, pdf_claims};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bulletin = Bulletin::from_toml("body = ['正文。']\n[masthead]\ntitle = '简报'")?;
/// let pages = bulletin.flow(&Theme::gbt9704())?.pages(&Fonts::embedded())?;
/// let claims = pdf_claims(&pages, &PdfOptions::default());
/// assert_eq!(claims.level, PdfLevel::A2a);
/// assert!(claims.accessible && claims.findings.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PdfClaims {
    /// The level of PDF/A that the file says.
    pub level: PdfLevel,
    /// Whether it says PDF/UA-1 (ISO 14289-1), for readers who cannot see it.
    pub accessible: bool,
    /// Why the level is not the one asked for; empty when it is.
    pub findings: Vec<Finding>,
}

/// What a PDF of these pages says that it keeps. [`pdf()`](crate::pdf()) says the same in the file.
pub fn pdf_claims(pages: &Pages, options: &PdfOptions) -> PdfClaims {
    let asked = options.level;
    let mut found: Vec<(PdfMessage, Place)> = Vec::new();
    let mut level = asked;
    if asked != PdfLevel::None && lacks_glyph(pages) {
        level = PdfLevel::None;
        let message = PdfMessage::LevelGlyph { asked: asked.name() };
        found.push((message, Place::default()));
    }
    if level == PdfLevel::A1b {
        let before = found.len();
        in_the_way_of_the_first_part(pages, &mut found);
        if has_new_profile(pages, options) {
            found.push((PdfMessage::LevelProfile {}, Place::default()));
        }
        if found.len() > before {
            level = PdfLevel::None;
        }
    }
    if level == PdfLevel::A2a {
        let before = found.len();
        in_the_way_of_structure(pages, &mut found);
        if found.len() > before {
            level = PdfLevel::A2u;
        }
    }
    let findings = found.into_iter().map(|(message, place)| Finding::new(message, place));
    let accessible = level == PdfLevel::A2a;
    PdfClaims { level, accessible, findings: join_equal(findings) }
}

/// Whether the sign for a missing character is shown (ISO 19005-2, 6.2.11.8).
fn lacks_glyph(pages: &Pages) -> bool {
    pages.pages.iter().flat_map(|page| &page.items).any(|item| {
        matches!(&item.content,
            Content::Glyphs(run) if run.glyphs.iter().any(|glyph| glyph.id == 0))
    })
}

/// The most things in one array of PDF/A-1 (ISO 19005-1, 6.1.12).
const MOST: usize = 8191;

/// More in one array than the first part has.
fn in_the_way_of_the_first_part(pages: &Pages, found: &mut Vec<(PdfMessage, Place)>) {
    let mut children: BTreeMap<usize, usize> = BTreeMap::new();
    for element in &pages.elements {
        if let Some(parent) = element.parent {
            *children.entry(parent).or_default() += 1;
        }
    }
    let most = children.values().copied().max().unwrap_or(0);
    // Two entries for each page lead from its content to the elements, and two for each link, which has
    // no more lines than runs.
    let is_link = |tag: Tag| match tag {
        Tag::Element(element) => {
            pages.elements.get(element).is_some_and(|it| it.kind == ElementKind::Link)
        }
        _ => false,
    };
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let links = items.filter(|item| is_link(item.smallest())).count();
    if most.max(2 * (pages.pages.len() + links)) > MOST {
        found.push((PdfMessage::LevelTooLarge { most: MOST }, Place::default()));
    }
}

/// Whether the file would hold a profile that PDF/A-1 does not know: of the inks that it is given, or of a
/// picture (ISO 19005-1, 6.2.2 and 6.2.3.2). Those of our own are of the version that it knows.
fn has_new_profile(pages: &Pages, options: &PdfOptions) -> bool {
    let given = match &options.colors {
        PdfColors::Rgb => None,
        PdfColors::Cmyk { profile } => Some(profile),
    };
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let pictures = items.filter_map(|item| match &item.content {
        Content::Image(image) if image.format == ImageFormat::Jpeg => decode::profile(&image.data),
        _ => None,
    });
    given.cloned().into_iter().chain(pictures).any(|profile| !decode::is_of_old(&profile))
}

/// What readers who cannot see the pages would miss (ISO 14289-1, ISO 19005-2, 6.7).
fn in_the_way_of_structure(pages: &Pages, found: &mut Vec<(PdfMessage, Place)>) {
    // 14289-1, 7.1 (8) and (9): a title, which readers show.
    if pages.info.title.trim().is_empty() {
        found.push((PdfMessage::LevelTitle {}, Place::default()));
    }
    // 7.2: the language of all text can be known.
    if pages.info.language.is_empty() {
        found.push((PdfMessage::LevelLanguage {}, Place::default()));
    }
    // 7.3: words for pictures.
    for element in &pages.elements {
        let is_silent = element.alt.as_ref().is_none_or(|alt| alt.trim().is_empty());
        if element.kind == ElementKind::Figure && is_silent {
            found.push((PdfMessage::LevelAlternative {}, place(&element.path)));
        }
    }
    // 19005-2, 6.2.11.7.3: what a character for private use stands for.
    let runs =
        pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.content {
            Content::Glyphs(run) => Some(run),
            _ => None,
        });
    let mut private: Vec<char> =
        runs.flat_map(|run| &run.glyphs).filter_map(|it| it.text).filter(is_private).collect();
    private.sort_unstable();
    private.dedup();
    found.extend(private.into_iter().map(|character| {
        (PdfMessage::LevelPrivate { code: CodePoint(character) }, Place::default())
    }));
}

fn is_private(character: &char) -> bool {
    matches!(*character,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
