//! Pages as text, a line for each line of type and each rule: what golden files hold and laws are
//! checked on.

use bulletin::pages::{Content, Item, Page, Pages, Tag};
use bulletin::{Color, Length};

/// A line of type as it can be read from a page.
pub(crate) struct TextLine {
    /// The left end of its first glyph.
    pub(crate) left: Length,
    /// The height of its baselines.
    pub(crate) baseline: Length,
    /// Its characters in order.
    pub(crate) text: String,
}

/// The pages as text.
pub(crate) fn dump(pages: &Pages) -> String {
    let mut out = String::new();
    for (index, page) in pages.pages.iter().enumerate() {
        let number = page.number.map_or("none".to_owned(), |number| number.to_string());
        out.push_str(&format!("== page {} numbered {number}\n", index + 1));
        for line in lines(pages, page) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.push_str("== outline\n");
    for heading in &pages.outline {
        let (indent, page) = ("  ".repeat(usize::from(heading.level) - 1), heading.page + 1);
        out.push_str(&format!("{indent}{} (page {page})\n", heading.title));
    }
    out.push_str("== findings\n");
    for finding in &pages.findings {
        out.push_str(&format!("{finding}\n"));
    }
    out
}

fn lines(pages: &Pages, page: &Page) -> Vec<String> {
    let mut lines: Vec<(Tag, Length, String)> = Vec::new();
    for item in &page.items {
        let (y, words) = describe(pages, item);
        match lines.last_mut() {
            // Runs of one element side by side are one line of type.
            Some((mark, last, line))
                if *mark == item.mark
                    && matches!(item.content, Content::Glyphs(_))
                    && near(*last, y) =>
            {
                line.push_str(&words);
            }
            _ => lines.push((item.mark, y, words)),
        }
    }
    let named = |(mark, y, words): (Tag, Length, String)| {
        let what = match mark {
            Tag::Element(index) => {
                pages.elements.get(index).map_or(String::new(), |element| element.path.to_string())
            }
            other => format!("{other:?}").to_lowercase(),
        };
        format!("{:>7.2} {what}: {words}", y.to_mm())
    };
    lines.into_iter().map(named).collect()
}

fn near(one: Length, other: Length) -> bool {
    (one - other).to_emu().abs() < Length::mm(1.5).to_emu()
}

fn describe(pages: &Pages, item: &Item) -> (Length, String) {
    match &item.content {
        Content::Glyphs(run) => {
            let face = pages.faces.get(run.face).map_or("?", |face| face.name());
            let face = face.trim_start_matches("Bulletin");
            let bold = if run.stroke > Length::ZERO { " bold" } else { "" };
            let color =
                if run.color == Color::BLACK { String::new() } else { format!(" {}", run.color) };
            let text: String = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
            let x = run.origin.x.to_mm();
            (run.origin.y, format!("[{x:.2} {face} {}{bold}{color}]{text}", run.size))
        }
        Content::Rule(rule) => {
            let (x, width) = (rule.rect.origin.x.to_mm(), rule.rect.size.width.to_mm());
            let height = rule.rect.size.height.to_mm();
            (rule.rect.origin.y, format!("rule {x:.2} + {width:.2} × {height:.2} {}", rule.color))
        }
        Content::Image(image) => {
            let (x, width) = (image.rect.origin.x.to_mm(), image.rect.size.width.to_mm());
            let height = image.rect.size.height.to_mm();
            (image.rect.origin.y, format!("image {x:.2} + {width:.2} × {height:.2}"))
        }
        _ => (Length::ZERO, "something else".to_owned()),
    }
}

/// The lines of type that are content, in reading order: glyphs of one element on one baseline.
pub(crate) fn text_lines(pages: &Pages) -> Vec<(usize, TextLine)> {
    let mut lines: Vec<(Tag, usize, TextLine)> = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let (Tag::Element(_), Content::Glyphs(run)) = (item.mark, &item.content) else {
                continue;
            };
            let text: String = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
            match lines.last_mut() {
                Some((mark, page, line))
                    if *mark == item.mark
                        && *page == number
                        && near(line.baseline, run.origin.y) =>
                {
                    line.text.push_str(&text);
                }
                _ => {
                    let (left, baseline) = (run.origin.x, run.origin.y);
                    lines.push((item.mark, number, TextLine { left, baseline, text }));
                }
            }
        }
    }
    lines.into_iter().map(|(_, page, line)| (page, line)).collect()
}

/// Every character that is content, in reading order, without white space.
pub(crate) fn content(pages: &Pages) -> String {
    let mut text = String::new();
    for page in &pages.pages {
        for item in &page.items {
            if let (Tag::Element(_), Content::Glyphs(run)) = (item.mark, &item.content) {
                text.extend(run.glyphs.iter().filter_map(|glyph| glyph.text));
            }
        }
    }
    text.retain(|character| !character.is_whitespace());
    text
}
