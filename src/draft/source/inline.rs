//! What is Markdown or HTML within a line: links, code, emphasis, escapes, entities, footnotes, tags.
//! A kept parser finds it; what it says is written in the markup of [`Text`].
//!
//! [`Text`]: crate::Text

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag as Start};

use super::marks;
use super::tag::Tag;
use super::tracked::{Edit, Tracked};
use crate::draft::directive::{self, Key};
use crate::draft::messages::{DraftMessage, Mark};
use crate::draft::spot::Spot;
use crate::model::{Text, tag_length};

/// What the whole draft defines, and what has been said once.
#[derive(Debug, Default)]
pub(super) struct Known<'d> {
    /// The addresses of links, by their names.
    pub(super) links: BTreeMap<String, &'d str>,
    /// The footnotes, by their names, in markup.
    pub(super) notes: BTreeMap<String, String>,
    /// The lines, from 0, that say these; another with the same name is text.
    pub(super) defined: BTreeMap<String, usize>,
    /// The further lines of footnotes.
    pub(super) continued: BTreeSet<usize>,
    /// The kinds of tags that were told.
    tags: RefCell<BTreeSet<String>>,
    /// The footnotes that something refers to.
    used: RefCell<BTreeSet<String>>,
}

impl Known<'_> {
    /// Whether a kind of tag is met for the first time.
    fn is_new(&self, tag: &str) -> bool {
        self.tags.borrow_mut().insert(tag.to_owned())
    }

    /// The footnotes to which nothing refers.
    pub(super) fn unused(&self) -> BTreeSet<String> {
        let used = self.used.borrow();
        self.notes.keys().filter(|note| !used.contains(*note)).cloned().collect()
    }
}

/// The name of a link or a footnote as it is compared.
pub(super) fn name(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What ends a line without being its end.
pub(super) const BREAK: &str = "\u{0B}";

/// Reads the words of a line.
pub(super) fn line(
    words: Tracked,
    known: &Known<'_>,
    said: &mut Vec<(Spot, DraftMessage)>,
) -> Tracked {
    let edits = edits(&words.text, known, BREAK);
    words.edited(edits, said)
}

/// Reads the words of a cell. One that has a line feed is a directive.
pub(super) fn cell(
    words: Tracked,
    known: &Known<'_>,
    said: &mut Vec<(Spot, DraftMessage)>,
) -> Tracked {
    let trimmed = words.text.trim();
    if trimmed.starts_with('\\') && directive::read(trimmed).is_some() {
        return words;
    }
    let edits = edits(&words.text, known, "\n");
    let words = words.edited(edits, said);
    if !words.text.contains('\n') {
        return words;
    }
    let trimmed = words.text.trim();
    let lines: Vec<&str> =
        trimmed.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    let spot = words.first();
    match lines.as_slice() {
        [] => Tracked::at("", spot),
        [line] => {
            let mut cell = Tracked::default();
            cell.push(line, spot);
            cell
        }
        lines => {
            let mut cell = Tracked::default();
            cell.push(&directive::print(Key::Paragraph, ""), spot);
            cell.push(&directive::encode(&lines.join("\n")), spot);
            cell
        }
    }
}

/// A character that begins a paragraph, so that what follows is read as words, and beside which
/// emphasis may begin.
const GUARD: &str = "：";

/// What is open while the events of a text are read.
struct Open<'e> {
    range: Range<usize>,
    link: Option<(LinkType, CowStr<'e>)>,
    /// The index of the edit that takes its beginning away.
    edit: Option<usize>,
}

/// The edits of a text.
struct Edits<'t> {
    text: &'t str,
    edits: Vec<Edit>,
    /// Where words stand that no mark can be in.
    code: Vec<Range<usize>>,
}

fn edits(text: &str, known: &Known<'_>, line_feed: &str) -> Vec<Edit> {
    if !is_suspect(text) {
        return Vec::new();
    }
    let guarded = format!("{GUARD}{text}");
    let options = Options::ENABLE_STRIKETHROUGH;
    let parser = Parser::new_with_broken_link_callback(&guarded, options, Some(defined(known)));
    let mut found = Edits { text, edits: Vec::new(), code: Vec::new() };
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut anchors: Vec<Option<String>> = Vec::new();
    // Where the next event begins, unless something stands between that has none of its own.
    let mut expected = 0;
    // What stands within a footnote's mark or a picture is no text.
    let mut skipped: Option<usize> = None;
    for (event, range) in parser.into_offset_iter() {
        let range = range.start.saturating_sub(GUARD.len())..range.end.saturating_sub(GUARD.len());
        let from = expected;
        expected = range.end;
        if let Some(end) = skipped {
            expected = end;
            if range.end < end || !matches!(event, Event::End(_)) {
                continue;
            }
            skipped = None;
            continue;
        }
        match event {
            Event::Start(Start::Emphasis | Start::Strong | Start::Strikethrough) => {
                let (edit, width) = found.opening(&range);
                open.push(Open { range: range.clone(), link: None, edit });
                expected = range.start + width;
            }
            Event::Start(Start::Link { link_type, dest_url, .. }) => {
                let address = dest_url.to_string();
                let note =
                    address.strip_prefix('^').and_then(|note| known.notes.get_key_value(note));
                if let Some((label, note)) = note {
                    known.used.borrow_mut().insert(label.clone());
                    let words = format!("<note>{note}</note>");
                    let edit = Edit::replace(range.clone(), words).say(markdown(Mark::Footnote));
                    found.edits.push(edit);
                    skipped = Some(range.end);
                    continue;
                }
                let edit = is_address(&address).then_some(found.edits.len());
                if edit.is_some() {
                    let edit = Edit::delete(range.start..range.start + 1).say(markdown(Mark::Link));
                    found.edits.push(edit);
                }
                open.push(Open { range: range.clone(), link: Some((link_type, dest_url)), edit });
                expected = range.start + 1;
            }
            Event::Start(Start::Image { .. }) => {
                found.keep(range.clone(), "![]()");
                found.code.push(range.clone());
                skipped = Some(range.end);
            }
            Event::End(_) => {
                // The guard is in a paragraph, which has no mark.
                if range.end >= text.len() && open.is_empty() {
                    continue;
                }
                if let Some(open) = open.pop() {
                    found.closing(open, from);
                }
            }
            Event::Code(words) => {
                found.code.push(range.clone());
                found.code_span(range, &words);
            }
            Event::InlineHtml(_) | Event::Html(_) => {
                found.tag(range, known, line_feed, &mut anchors)
            }
            Event::Text(words) => found.words(from, range, &words),
            _ => {}
        }
    }
    found.tell_what_is_left();
    found.keep_apart();
    found.edits
}

/// What the draft defines under the name of a link.
fn defined<'g>(
    known: &'g Known<'_>,
) -> impl FnMut(BrokenLink<'g>) -> Option<(CowStr<'g>, CowStr<'g>)> {
    |link| {
        let label = name(&link.reference);
        let found = match label.strip_prefix('^') {
            Some(note) => known.notes.contains_key(note).then(|| label.clone()),
            None => known.links.get(&label).map(|address| (*address).to_owned()),
        };
        found.map(|address| (address.into(), "".into()))
    }
}

/// Whether a text can hold anything but words.
fn is_suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or_default();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'`' | b'[' | b'<' | b'$' | b'^' | b'{' => true,
        b'=' | b'%' => next(at) == *byte,
        b':' => at == 0 && bytes.starts_with(b":::"),
        b'~' if next(at).is_ascii_digit() => {
            at.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic)
        }
        b'&' => next(at).is_ascii_alphabetic() || next(at) == b'#',
        b'~' => next(at) == b'~',
        b'_' => true,
        b'\\' if next(at).is_ascii_alphabetic() => text.contains('{'),
        b'\\' => next(at).is_ascii_punctuation() && next(at) != b'\\' && next(at) != b'*',
        b'*' => {
            let before =
                at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or_default();
            let run = bytes.iter().skip(at).take_while(|byte| **byte == b'*').count();
            before != b'*' && before != b'\\' && (run == 1 || run == 3)
        }
        _ => false,
    }) || marks::lone_bold(text).is_some()
        || text.contains('†')
}

fn markdown(mark: Mark) -> DraftMessage {
    DraftMessage::Markdown { mark }
}

/// Whether what stands behind a link can be an address.
fn is_address(address: &str) -> bool {
    address.is_empty() || address.contains(['.', '/', ':', '#', '@'])
}

/// Whether an address says no more than the words of its link.
fn says_the_same(words: &str, address: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_end_matches('/');
        let schemes = ["mailto:", "tel:", "https://", "http://"];
        let text = schemes.iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or(text);
        text.replace(['\\', '*'], "").to_lowercase()
    };
    address.is_empty() || address.starts_with('#') || bare(words) == bare(address)
}

impl Edits<'_> {
    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    fn character(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn keep(&mut self, range: Range<usize>, mark: &'static str) {
        self.edits.push(Edit::none(range).say(DraftMessage::MarkKept { mark }));
    }

    /// The marks at the beginning of emphasis: the edit that takes them away, if they are meant, and
    /// how many bytes they are.
    fn opening(&mut self, range: &Range<usize>) -> (Option<usize>, usize) {
        let marks = self.slice(range.clone());
        let width = |mark: char| marks.chars().take_while(|c| *c == mark).count();
        let index = self.edits.len();
        if marks.starts_with('~') {
            let width = width('~').min(2);
            if width == 2 {
                let edit = Edit::delete(range.start..range.start + 2).say(DraftMessage::Struck {});
                self.edits.push(edit);
                return (Some(index), 2);
            }
            return (None, width);
        }
        let strong =
            |mark: &str| marks.starts_with(mark) && marks.len() > 4 && marks.ends_with(mark);
        if strong("**") && width('*') != 3 {
            return (None, 2);
        }
        if marks.starts_with('_') {
            // A row of low lines is a blank to be filled in.
            let run =
                width('_') > 2 || self.before(range.start) == Some('_') || marks.contains("___");
            let width = width('_').min(2);
            if run {
                return (None, width);
            }
            let with = if width == 2 { "**" } else { "" };
            let mut edit = Edit::replace(range.start..range.start + width, with);
            if width == 1 {
                edit = edit.say(markdown(Mark::Emphasis));
            }
            self.edits.push(edit);
            return (Some(index), width);
        }
        // One mark of a longer row, as in ****, is none.
        let row = width('*') > 1 && !(width('*') == 3 && marks.ends_with("***"));
        let beside = [self.before(range.start), self.character(range.end)];
        if row || beside.contains(&Some('*')) {
            return (None, 1);
        }
        // 长*宽*高 is no emphasis.
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if word(self.before(range.start)) && word(self.character(range.end)) {
            self.keep(range.start..range.start, "*");
            return (None, 1);
        }
        self.edits.push(Edit::delete(range.start..range.start + 1).say(markdown(Mark::Emphasis)));
        (Some(index), 1)
    }

    /// Takes away what ends an emphasis or a link, and writes the address of one that differs from
    /// its words. They end at `from`.
    fn closing(&mut self, open: Open<'_>, from: usize) {
        let Open { range, link, edit } = open;
        let Some(edit) = edit else { return };
        let Some((link_type, address)) = link else {
            let opened = self.edits.get(edit);
            let width = opened.map_or(1, |edit| edit.range.len());
            let words = opened.and_then(|edit| edit.words.clone()).unwrap_or_default();
            self.edits.push(Edit::replace(range.end.saturating_sub(width)..range.end, words));
            return;
        };
        if matches!(link_type, LinkType::Autolink | LinkType::Email) {
            self.edits.push(Edit::delete(range.end.saturating_sub(1)..range.end));
            return;
        }
        let from = from.clamp(range.start + 1, range.end);
        let address = address.to_string();
        let behind = match says_the_same(self.slice(range.start + 1..from), &address) {
            true => String::new(),
            false => {
                let address = address.strip_prefix("mailto:").unwrap_or(&address);
                format!("（{}）", Text::plain(address))
            }
        };
        self.edits.push(Edit::replace(from..range.end, behind));
    }

    /// Words between backticks, in which no mark means anything.
    fn code_span(&mut self, range: Range<usize>, words: &str) {
        let markup = Text::plain(words).to_string();
        let at = self.slice(range.clone()).find(words).filter(|_| markup == words);
        let Some(from) = at.map(|at| range.start + at) else {
            return self.edits.push(Edit::replace(range, markup).say(markdown(Mark::Code)));
        };
        self.edits.push(Edit::delete(range.start..from).say(markdown(Mark::Code)));
        self.edits.push(Edit::delete(from + words.len()..range.end));
    }

    /// Words: perhaps behind an escape, perhaps an entity.
    fn words(&mut self, from: usize, range: Range<usize>, words: &str) {
        let escaped = range.start == from + 1 && self.slice(from..range.start) == "\\";
        let character = self.character(range.start);
        if let Some(character) = character.filter(|_| escaped) {
            let behind = range.start..range.start + character.len_utf8();
            self.code.push(from..behind.end);
            let own = match character {
                '*' | '\\' => true,
                '<' => tag_length(self.slice(range.start..self.text.len())).is_some(),
                // The bars of a table are told apart by its reader.
                '|' => true,
                _ => false,
            };
            if !own {
                let edit = Edit::replace(from..behind.end, character);
                self.edits.push(edit.say(markdown(Mark::Escape)));
            }
            return;
        }
        let written = self.slice(range.clone());
        if written.starts_with('&') && written != words {
            let words = match words {
                "<" if opens_tag(self.slice(range.end..self.text.len())) => r"\<".to_owned(),
                "\u{A0}" => " ".to_owned(),
                words => Text::plain(words).to_string(),
            };
            self.code.push(range.clone());
            self.edits.push(Edit::replace(range, words).say(markdown(Mark::Entity)));
        }
    }

    /// A tag of HTML.
    fn tag(
        &mut self,
        range: Range<usize>,
        known: &Known<'_>,
        line_feed: &str,
        anchors: &mut Vec<Option<String>>,
    ) {
        let written = self.text.get(range.clone()).unwrap_or_default();
        self.code.push(range.clone());
        // Tags of the draft language are as they are.
        if tag_length(written) == Some(written.len()) {
            return;
        }
        let Some(tag) = Tag::read(written) else {
            return self.keep(range, "<>");
        };
        let words = match tag.name.as_str() {
            "br" => line_feed.to_owned(),
            "b" | "strong" => "**".to_owned(),
            name @ ("sup" | "sub" | "u") if tag.closing => format!("</{name}>"),
            name @ ("sup" | "sub" | "u") => format!("<{name}>"),
            "ins" if tag.closing => "</u>".to_owned(),
            "ins" => "<u>".to_owned(),
            "i" | "em" | "del" | "s" | "strike" => String::new(),
            "a" if !tag.closing => {
                anchors.push(tag.attribute("href").map(str::to_owned));
                String::new()
            }
            "a" => match anchors.pop().flatten() {
                Some(address) if address.contains("://") => format!("（{}）", Text::plain(address)),
                _ => String::new(),
            },
            name if ELEMENTS.contains(&name) => String::new(),
            _ => return self.keep(range, "<>"),
        };
        let message = match tag.name.as_str() {
            _ if tag.closing => None,
            "br" => Some(markdown(Mark::Break)),
            "i" | "em" => Some(markdown(Mark::Emphasis)),
            "a" => Some(markdown(Mark::Link)),
            "del" | "s" | "strike" => Some(DraftMessage::Struck {}),
            "b" | "strong" | "sup" | "sub" | "u" | "ins" => None,
            name => known.is_new(name).then(|| DraftMessage::Tag { tag: name.to_owned() }),
        };
        self.edits.push(Edit { range, words: Some(words), says: message });
    }

    /// Escapes signs that would make a mark with others that did not stand beside them: the words of
    /// `` `<`u> `` and `<_u_>` are no tag.
    fn keep_apart(&mut self) {
        if self.edits.iter().all(|edit| edit.words.is_none()) {
            return;
        }
        let mut joined = Joined::default();
        let mut from = 0;
        for (index, edit) in self.edits.iter().enumerate() {
            let Some(words) = &edit.words else { continue };
            let kept = self.text.get(from..edit.range.start).unwrap_or_default();
            joined.push(kept, Piece::Kept(from));
            joined.push(words, Piece::Changed(index));
            from = edit.range.end.max(from);
        }
        joined.push(self.text.get(from..).unwrap_or_default(), Piece::Kept(from));
        for at in joined.accidents().into_iter().rev() {
            match joined.piece(at) {
                Some((Piece::Kept(from), within)) => {
                    self.edits.push(Edit::replace(from + within..from + within, r"\"));
                }
                Some((Piece::Changed(index), within)) => {
                    let words = self.edits.get_mut(index).and_then(|edit| edit.words.as_mut());
                    if let Some(words) = words {
                        words.insert(within, '\\');
                    }
                }
                None => {}
            }
        }
        self.edits.sort_by_key(|edit| (edit.range.start, edit.words.is_some()));
    }

    /// Says of each kind of mark that is left that it is kept.
    fn tell_what_is_left(&mut self) {
        const MARKS: [(&str, &str); 4] = [("`", "`"), ("~~", "~~"), ("](", "[]()"), ("[^", "[^]")];
        let mut taken: Vec<Range<usize>> = self.code.clone();
        let changed = self.edits.iter().filter(|edit| edit.words.is_some());
        taken.extend(changed.map(|edit| edit.range.clone()));
        taken.sort_by_key(|range| range.start);
        for (sign, mark) in MARKS {
            let left = self.text.match_indices(sign).find(|(at, _)| {
                let behind = taken.partition_point(|range| range.start <= *at);
                let within = behind.checked_sub(1).and_then(|index| taken.get(index));
                !within.is_some_and(|range| range.contains(at))
            });
            let meant = |at: usize| {
                let behind = self.slice(at + sign.len()..self.text.len());
                match sign {
                    // [^1] without a footnote.
                    "[^" => behind.chars().take(24).any(|c| c == ']'),
                    // But 发改办[2025](3)号.
                    "](" => {
                        !behind.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(')')
                    }
                    _ => true,
                }
            };
            if let Some((at, _)) = left.filter(|(at, _)| meant(*at)) {
                self.keep(at..at, mark);
            }
        }
        for (at, mark) in marks::others(self.text) {
            let behind = taken.partition_point(|range| range.start <= at);
            let within = behind.checked_sub(1).and_then(|index| taken.get(index));
            if !within.is_some_and(|range| range.contains(&at)) {
                self.keep(at..at, mark);
            }
        }
        self.edits.sort_by_key(|edit| (edit.range.start, edit.words.is_some()));
    }
}

/// What a text will be, in pieces that stood apart or were changed.
#[derive(Default)]
struct Joined {
    text: String,
    /// Where the pieces begin in the text, and the bytes of the draft or the edit that they are of.
    pieces: Vec<(usize, Piece)>,
}

#[derive(Clone, Copy, Debug)]
enum Piece {
    /// Words that stay, from this byte on.
    Kept(usize),
    /// What an edit puts there, by its index.
    Changed(usize),
}

impl Joined {
    fn push(&mut self, words: &str, piece: Piece) {
        if !words.is_empty() {
            self.pieces.push((self.text.len(), piece));
            self.text.push_str(words);
        }
    }

    /// The piece that holds a byte, and how far within it that is.
    fn piece(&self, at: usize) -> Option<(Piece, usize)> {
        let behind = self.pieces.partition_point(|(from, _)| *from <= at);
        let (from, piece) = self.pieces.get(behind.checked_sub(1)?)?;
        Some((*piece, at - from))
    }

    /// Where a mark begins that no piece has: two pieces make it together.
    fn accidents(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(sign) = self.text.get(at..).and_then(|rest| rest.chars().next()) {
            let behind = self.text.get(at + 1..).unwrap_or_default();
            let escapes = behind.starts_with(['*', '\\']) || tag_length(behind).is_some();
            let length = match sign {
                '\\' if escapes => 2,
                '<' => tag_length(self.text.get(at..).unwrap_or_default()).unwrap_or(1),
                '*' if behind.starts_with('*') => 2,
                sign => sign.len_utf8(),
            };
            let parted = self.pieces.partition_point(|(from, _)| *from <= at);
            let next = self.pieces.get(parted).map_or(usize::MAX, |(from, _)| *from);
            if matches!(sign, '<' | '*') && next < at + length {
                found.push(at);
                at += 1;
            } else {
                at += length;
            }
        }
        found
    }
}

/// Whether what stands behind `&lt;` would make a tag of it.
fn opens_tag(behind: &str) -> bool {
    let behind: String = behind.chars().take(16).collect();
    tag_length(&format!("<{}", behind.replace("&gt;", ">"))).is_some()
}

/// The elements of HTML whose tags are left out; the words in them stay.
const ELEMENTS: [&str; 62] = [
    "abbr",
    "address",
    "article",
    "aside",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "kbd",
    "label",
    "legend",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "samp",
    "section",
    "small",
    "span",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "ul",
    "var",
    "wbr",
];
