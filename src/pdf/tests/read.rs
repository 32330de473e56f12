//! A reader of PDF, as small as the tests need it: what is painted where, and what it says.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// A file that was read back.
pub(super) struct Reader {
    pub(super) document: Document,
    pub(super) pages: Vec<ObjectId>,
}

/// A glyph as a reader paints it.
#[derive(Clone, Debug)]
pub(super) struct Painted {
    pub(super) code: u16,
    /// What the font says it stands for.
    pub(super) text: String,
    /// Where its origin is, in points from the bottom left corner.
    pub(super) at: [f64; 2],
}

/// A font as a reader uses it.
struct ReadFont {
    widths: BTreeMap<u16, f64>,
    texts: BTreeMap<u16, String>,
}

impl Reader {
    pub(super) fn new(bytes: &[u8]) -> Reader {
        let document = Document::load_mem(bytes).unwrap();
        let pages = document.get_pages().into_values().collect();
        Reader { document, pages }
    }

    pub(super) fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    /// The object itself, or the one that a reference names.
    pub(super) fn get<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).unwrap().1
    }

    /// The value of a key, found.
    pub(super) fn at<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> &'a Object {
        self.get(dictionary.get(key.as_bytes()).unwrap_or_else(|_| panic!("no {key}")))
    }

    pub(super) fn dictionary(&self, id: ObjectId) -> &Dictionary {
        self.document.get_dictionary(id).unwrap()
    }

    pub(super) fn operations(&self, page: usize) -> Vec<(String, Vec<Object>)> {
        let content = self.document.get_page_content(self.pages[page]);
        let operations = Content::decode(&content).unwrap().operations;
        operations.into_iter().map(|it| (it.operator, it.operands)).collect()
    }

    /// The fonts of a page by their names.
    fn fonts(&self, page: usize) -> BTreeMap<Vec<u8>, ReadFont> {
        let resources = self.at(self.dictionary(self.pages[page]), "Resources").as_dict().unwrap();
        let Ok(fonts) = resources.get(b"Font") else { return BTreeMap::new() };
        let fonts = self.get(fonts).as_dict().unwrap().iter();
        fonts.map(|(name, font)| (name.clone(), self.font(self.get(font)))).collect()
    }

    fn font(&self, font: &Object) -> ReadFont {
        let font = font.as_dict().unwrap();
        let descendant = &self.at(font, "DescendantFonts").as_array().unwrap()[0];
        let descendant = self.get(descendant).as_dict().unwrap();
        let mut widths = BTreeMap::new();
        let table = self.at(descendant, "W").as_array().unwrap();
        for pair in table.chunks(2) {
            let first = pair[0].as_i64().unwrap();
            for (code, width) in (first..).zip(pair[1].as_array().unwrap()) {
                widths.insert(u16::try_from(code).unwrap(), f64::from(width.as_float().unwrap()));
            }
        }
        let cmap = self.at(font, "ToUnicode").as_stream().unwrap().get_plain_content().unwrap();
        let mut texts = BTreeMap::new();
        for line in String::from_utf8(cmap).unwrap().lines() {
            let Some((code, text)) = line.strip_prefix('<').and_then(|it| it.split_once("> <"))
            else {
                continue;
            };
            // The range of all codes looks the same but for its neighbours.
            if (code, text) == ("0000", "FFFF>") {
                continue;
            }
            let units: Vec<u16> =
                text.trim_end_matches('>').as_bytes().chunks(4).map(hex).collect();
            texts.insert(hex(code.as_bytes()), String::from_utf16(&units).unwrap());
        }
        ReadFont { widths, texts }
    }

    /// Every glyph of a page in the order of painting.
    pub(super) fn painted(&self, page: usize) -> Vec<Painted> {
        let fonts = self.fonts(page);
        let mut painted = Vec::new();
        let (mut font, mut size, mut matrix, mut pen) = (Vec::new(), 0.0, [0.0; 6], 0.0);
        let mut spacing = 0.0;
        for (operator, operands) in self.operations(page) {
            let number = |index: usize| f64::from(operands[index].as_float().unwrap());
            match operator.as_str() {
                "Tc" => spacing = number(0),
                "Tf" => (font, size) = (operands[0].as_name().unwrap().to_vec(), number(1)),
                "Tm" => (matrix, pen) = ([0, 1, 2, 3, 4, 5].map(number), 0.0),
                "TJ" => {
                    let known = &fonts[&font];
                    for item in operands[0].as_array().unwrap() {
                        let Object::String(codes, _) = item else {
                            pen -= f64::from(item.as_float().unwrap()) / 1000.0 * size;
                            continue;
                        };
                        for code in codes.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            let [a, b, .., x, y] = matrix;
                            painted.push(Painted {
                                code,
                                text: known.texts.get(&code).cloned().unwrap_or_default(),
                                at: [x + a * pen, y + b * pen],
                            });
                            let width = known.widths.get(&code).unwrap_or(&1000.0) / 1000.0;
                            pen += width * size + spacing;
                        }
                    }
                }
                "Tj" | "'" | "\"" | "Td" | "TD" | "T*" | "Tw" | "Tz" => {
                    panic!("{operator} is not expected")
                }
                _ => {}
            }
        }
        painted
    }

    /// The text of a page, without breaks.
    pub(super) fn text(&self, page: usize) -> String {
        self.painted(page).into_iter().map(|glyph| glyph.text).collect()
    }

    /// The elements of the structure, parents first: their numbers and entries.
    pub(super) fn elements(&self) -> Vec<(ObjectId, &Dictionary)> {
        let root = self.at(self.catalog(), "StructTreeRoot").as_dict().unwrap();
        let mut found = Vec::new();
        if let Ok(kids) = root.get(b"K") {
            self.below(kids, &mut found);
        }
        found
    }

    fn below<'a>(&'a self, kids: &'a Object, found: &mut Vec<(ObjectId, &'a Dictionary)>) {
        match kids {
            Object::Array(kids) => kids.iter().for_each(|kid| self.below(kid, found)),
            Object::Reference(id) => {
                let element = self.dictionary(*id);
                found.push((*id, element));
                if let Ok(kids) = element.get(b"K") {
                    self.below(kids, found);
                }
            }
            _ => {}
        }
    }

    /// The parts of content of an element: pages and numbers.
    pub(super) fn parts(&self, element: &Dictionary) -> Vec<(ObjectId, i64)> {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.as_slice(),
            Ok(kid) => std::slice::from_ref(kid),
            Err(_) => &[],
        };
        let part = |kid: &Object| match kid {
            Object::Integer(number) => Some((page.unwrap(), *number)),
            Object::Dictionary(part) if part.has(b"MCID") => Some((
                part.get(b"Pg").unwrap().as_reference().unwrap(),
                part.get(b"MCID").unwrap().as_i64().unwrap(),
            )),
            _ => None,
        };
        kids.iter().filter_map(part).collect()
    }
}

/// A text string.
pub(super) fn string(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => {
            let units: Vec<u16> =
                units.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

pub(super) fn name(object: &Object) -> &str {
    std::str::from_utf8(object.as_name().unwrap()).unwrap()
}

fn hex(digits: &[u8]) -> u16 {
    u16::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap()
}
