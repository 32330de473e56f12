//! Links as annotations (ISO 32000-1, 12.5.6.5): one for each line of an element that leads somewhere,
//! over its words, with nothing drawn. A reader of the structure finds each in its element, and hears
//! what it says (ISO 14289-1, 7.18.5).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, ascii, dictionary, name, text};
use super::font::{EM, EmbeddedFont, meaning};
use super::number::corners;
use super::outline::destination;
use crate::error::Error;
use crate::layout::page::{
    Content, Element, ElementKind, GlyphRun, Page, Pages, Tag, Target, Turn,
};
use crate::length::{Length, Point, Rect, Size};

/// A link on a page.
#[derive(Debug)]
pub(super) struct Link {
    /// Its element.
    pub(super) element: usize,
    /// Its page, from 0.
    pub(super) page: usize,
    /// Its number in the file.
    pub(super) id: ObjectId,
}

/// The words of a link on one line.
struct Area {
    element: usize,
    rect: Rect,
}

/// The links of all pages, as they are put into the file.
pub(super) struct Links<'a> {
    pages: &'a Pages,
    fonts: &'a [Option<EmbeddedFont>],
    /// What each says.
    words: BTreeMap<usize, String>,
    /// What the annotations of each that is on a page have in common.
    common: BTreeMap<usize, Common>,
    /// Those so far. Behind the pages, their numbers in the tree of parents are their places in the list.
    pub(super) made: Vec<Link>,
}

impl<'a> Links<'a> {
    pub(super) fn new(pages: &'a Pages, fonts: &'a [Option<EmbeddedFont>]) -> Links<'a> {
        let is_link = |element: &Element| element.kind == ElementKind::Link;
        let has_some = pages.elements.iter().any(is_link);
        let words = if has_some { words(pages) } else { BTreeMap::new() };
        Links { pages, fonts, words, common: BTreeMap::new(), made: Vec::new() }
    }

    /// Puts the links of a page into the file, and gives their annotations.
    pub(super) fn of_page(
        &mut self,
        file: &mut File,
        page: &Page,
        index: usize,
    ) -> Result<Vec<Object>, Error> {
        if self.words.is_empty() {
            return Ok(Vec::new());
        }
        let areas = areas(self.pages, page, self.fonts);
        let mut annotations: Vec<Object> = Vec::with_capacity(areas.len());
        for Area { element, rect } in areas {
            let Some(common) = self.common(file, element)? else { continue };
            let key = self.pages.pages.len() + self.made.len();
            let id = file.add(annotation((page, rect), common, key));
            annotations.push(id.into());
            self.made.push(Link { element, page: index, id });
        }
        Ok(annotations)
    }

    /// What the annotations of a link say, each on its line; none of what leads nowhere. What is long, they
    /// share: an address may go over thousands of lines.
    fn common(&mut self, file: &mut File, element: usize) -> Result<Option<Common>, Error> {
        if let Some(common) = self.common.get(&element) {
            return Ok(Some(common.clone()));
        }
        let target = self.pages.elements.get(element).and_then(|it| it.target.as_ref());
        let Some(target) = target else { return Ok(None) };
        let words = self.words.get(&element).map_or("", String::as_str);
        let leads = match target {
            Target::Address(address) => {
                let action = [("S", name("URI")), ("URI", ascii(&uri(address)))];
                ("A", dictionary(action).into())
            }
            Target::Place { page, y } => ("Dest", destination(file, self.pages, *page, *y, words)?),
        };
        let is_long = words.len() > LONG;
        let mut shared = |object: Object| if is_long { file.add(object).into() } else { object };
        let common = [("Contents", text(words)), leads].map(|(key, object)| (key, shared(object)));
        self.common.insert(element, common.clone());
        Ok(Some(common))
    }
}

/// What a link says and where it leads, with their keys.
type Common = [(&'static str, Object); 2];

/// From how many bytes of words on what a link says is an object of its own. A line has fewer.
const LONG: usize = 200;

/// A link on a page in a rectangle.
fn annotation((page, rect): (&Page, Rect), common: Common, key: usize) -> Dictionary {
    let rect = corners(page, &rect).map(|corner| corner.number().into());
    let own = [
        ("Type", name("Annot")),
        ("Subtype", name("Link")),
        ("Rect", Object::Array(rect.to_vec())),
        // Nothing is drawn; it is there in print too (ISO 19005-2, 6.3.2).
        ("Border", Object::Array(vec![0.into(); 3])),
        ("F", 4.into()),
        ("StructParent", i64::try_from(key).unwrap_or(i64::MAX).into()),
    ];
    own.into_iter().chain(common).map(|(key, value)| (key.as_bytes().to_vec(), value)).collect()
}

/// What each link says.
fn words(pages: &Pages) -> BTreeMap<usize, String> {
    let mut words: BTreeMap<usize, String> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Some(element), Content::Glyphs(run)) = (link(pages, item.smallest()), &item.content)
        {
            let text = run.glyphs.iter().filter_map(|glyph| glyph.text);
            words.entry(element).or_default().extend(text);
        }
    }
    words
}

/// The element that something belongs to, if that is a link.
fn link(pages: &Pages, tag: Tag) -> Option<usize> {
    let Tag::Element(index) = tag else { return None };
    let element = pages.elements.get(index)?;
    (element.kind == ElementKind::Link && element.target.is_some()).then_some(index)
}

/// The rectangles of the links of a page, line by line.
fn areas(pages: &Pages, page: &Page, fonts: &[Option<EmbeddedFont>]) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    for item in &page.items {
        let (Some(element), Content::Glyphs(run)) = (link(pages, item.smallest()), &item.content)
        else {
            continue;
        };
        let Some(rect) = extent(run, fonts) else { continue };
        match areas.last_mut() {
            Some(area) if area.element == element && is_one_line(page, &area.rect, &rect) => {
                area.rect = around(&area.rect, &rect);
            }
            _ => areas.push(Area { element, rect }),
        }
    }
    areas
}

/// The rectangle around the glyphs of a run: as high as the square of its type.
fn extent(run: &GlyphRun, fonts: &[Option<EmbeddedFont>]) -> Option<Rect> {
    let (first, last) = (run.glyphs.first()?, run.glyphs.last()?);
    let font = fonts.get(run.face)?.as_ref()?;
    let width = font.glyphs.get(&(last.id, meaning(last)))?.width;
    let (from, to) = (first.x, last.x + run.size.scale(width, EM));
    let (up, down) = (run.size.scale(22, 25), run.size.scale(3, 25));
    let Point { x, y } = run.origin;
    let (origin, size) = match run.turn {
        Turn::None => {
            (Point { x: x + from, y: y - up }, Size { width: to - from, height: up + down })
        }
        Turn::Left => {
            (Point { x: x - up, y: y - to }, Size { width: up + down, height: to - from })
        }
    };
    Some(Rect { origin, size })
}

/// Whether two rectangles stand on one line of a page: across it they overlap by more than half.
fn is_one_line(page: &Page, one: &Rect, other: &Rect) -> bool {
    let across = |rect: &Rect| match page.turn {
        Turn::None => (rect.origin.y, rect.bottom()),
        Turn::Left => (rect.origin.x, rect.right()),
    };
    let ((from, to), (next_from, next_to)) = (across(one), across(other));
    let shared: Length = to.min(next_to) - from.max(next_from);
    shared * 2 > (to - from).min(next_to - next_from)
}

/// The rectangle around two.
fn around(one: &Rect, other: &Rect) -> Rect {
    let origin = Point { x: one.origin.x.min(other.origin.x), y: one.origin.y.min(other.origin.y) };
    let (right, bottom) = (one.right().max(other.right()), one.bottom().max(other.bottom()));
    Rect { origin, size: Size { width: right - origin.x, height: bottom - origin.y } }
}

/// An address as a URI: one of electronic mail with its scheme, and what is not of ASCII as bytes of
/// UTF-8 (RFC 3986, 2.1; RFC 6068, 2).
fn uri(address: &str) -> String {
    let is_mail = !address.contains("://");
    let mut uri = String::from(if is_mail { "mailto:" } else { "" });
    for character in address.chars() {
        if character.is_ascii_graphic() && !(is_mail && character == '%') {
            uri.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn addresses_are_written_in_ascii() {
        assert_eq!(uri("http://a.cn/办?q=1%20"), "http://a.cn/%E5%8A%9E?q=1%20");
        assert_eq!(uri("a%b+c@x.cn"), "mailto:a%25b+c@x.cn");
    }
}
