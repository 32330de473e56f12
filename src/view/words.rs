//! The words of a page, for those who cannot see it.

use super::View;
use crate::layout::page::{Content, ElementKind, Tag, Turn};

/// The words of the page in the order of reading, each element of the document on a line of its own;
/// pictures by their alternative texts. Page numbers and what is repeated are left out.
pub(crate) fn words(view: &View<'_>) -> String {
    let mut words = String::new();
    let mut last = None;
    let mut baseline = None;
    for item in &view.page.items {
        let Tag::Element(element) = item.mark else { continue };
        let is_new = last != Some(element);
        match &item.content {
            Content::Glyphs(run) => {
                // A line whose baseline is level has its height, one that runs upwards its side.
                let line = match run.turn {
                    Turn::None => (run.turn, run.origin.y),
                    Turn::Left => (run.turn, run.origin.x),
                };
                let is_new_line = baseline.replace(line) != Some(line);
                let mut text = run.glyphs.iter().filter_map(|glyph| glyph.text).peekable();
                let Some(first) = text.peek().copied() else { continue };
                let is_latin = |it: char| it.is_ascii_alphanumeric();
                if is_new && !words.is_empty() {
                    words.push('\n');
                } else if is_new_line
                    && is_latin(first)
                    && words.chars().next_back().is_some_and(is_latin)
                {
                    // The space that the end of a line stands for.
                    words.push(' ');
                }
                words.extend(text);
            }
            Content::Image(_) if is_new => {
                let Some(alt) = alternative(view, item.mark) else { continue };
                if !words.is_empty() {
                    words.push('\n');
                }
                words.push_str(alt);
            }
            _ => continue,
        }
        last = Some(element);
    }
    words
}

/// What stands for a picture with this mark: the alternative text of its figure.
pub(crate) fn alternative<'a>(view: &View<'a>, mark: Tag) -> Option<&'a str> {
    let Tag::Element(mut element) = mark else { return None };
    // A part of a figure may be marked instead of the figure.
    loop {
        let found = view.pages.elements.get(element)?;
        if found.kind == ElementKind::Figure || found.alt.is_some() {
            return found.alt.as_deref().filter(|alt| !alt.is_empty());
        }
        // Each element stands behind its parent.
        element = found.parent.filter(|parent| *parent < element)?;
    }
}
