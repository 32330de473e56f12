//! Which lines can hold something to clean: a look at each byte, so that all others cost nothing.

/// What a byte can begin.
const PLAIN: u8 = 0;
/// A mark of Markdown or HTML, wherever it stands.
const MARK: u8 = 1;
/// The first byte of signs that stand for others; those behind it decide.
const SIGN: u8 = 2;
/// A letter that OCR reads for a digit; what stands beside it decides.
const ALIKE: u8 = 3;

const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let classes = of_class([PLAIN; 256], b"<[`~&_\\*#|$^{=%:", MARK);
    let classes = of_class(classes, b"OolI", ALIKE);
    of_class(classes, &[0xC2, 0xE1, 0xE2, 0xEF, 0xF0, 0xF3], SIGN)
}

/// The classes with these bytes in one of them.
const fn of_class(mut classes: [u8; 256], bytes: &[u8], class: u8) -> [u8; 256] {
    let mut at = 0;
    while at < bytes.len() {
        #[expect(clippy::indexing_slicing, reason = "the index is below the length")]
        let byte = bytes[at];
        #[expect(clippy::indexing_slicing, reason = "every byte is below 256")]
        {
            classes[byte as usize] = class;
        }
        at += 1;
    }
    classes
}

/// Whether a line can hold something to clean.
pub(super) fn is_suspect(line: &str) -> bool {
    begins_block(line) || holds_any(line)
}

/// Whether a line, or a piece behind a break, begins with a mark of Markdown, or holds the signs of a
/// heading.
fn begins_block(line: &str) -> bool {
    let bare = line.trim_start();
    match bare.bytes().next() {
        Some(b'-' | b'+' | b'>' | b'#') => true,
        // Bold may hide what a line is.
        Some(b'*') => bare.starts_with("**"),
        // The line under the head of a table, whose rows may stand apart.
        Some(b'|' | b':') => bare.contains("--"),
        // ＃
        Some(0xEF) => bare.starts_with('＃'),
        _ => false,
    }
}

/// Whether a line has a character that can be, or begin, something to clean.
fn holds_any(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    // Whether two asterisks stand alone.
    let mut open = false;
    while let Some(byte) = bytes.get(at) {
        let class = CLASSES.get(usize::from(*byte)).copied().unwrap_or(PLAIN);
        if class == MARK && is_mark(bytes, at, *byte)
            || class == SIGN && is_sign(*byte, bytes.get(at + 1), bytes.get(at + 2))
            || class == ALIKE && is_between_digits(bytes, at)
        {
            return true;
        }
        at += 1;
        // Two asterisks are the draft's own mark of bold.
        if *byte == b'*' && bytes.get(at) == Some(&b'*') {
            at += 1;
            open = !open;
        }
    }
    open
}

/// Whether a digit stands on either side. Beside a full-width digit the line is looked at in any case.
fn is_between_digits(bytes: &[u8], at: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    at.checked_sub(1).is_some_and(digit) && digit(at + 1)
}

fn is_mark(bytes: &[u8], at: usize, byte: u8) -> bool {
    let next = bytes.get(at + 1).copied().unwrap_or_default();
    match byte {
        b'*' => next != b'*' || bytes.get(at + 2) == Some(&b'*'),
        b'#' | b'=' | b'%' | b':' => next == byte,
        b'~' => next == byte || next.is_ascii_digit(),
        // Between blanks it may part the fields of a line; at the beginning it begins a row.
        b'|' => {
            let before = at.checked_sub(1).and_then(|at| bytes.get(at));
            before == Some(&b' ') && next == b' ' && bytes.first() != Some(&b'|')
        }
        b'&' => next.is_ascii_alphabetic() || next == b'#',
        b'\\' => next.is_ascii_graphic() && !next.is_ascii_digit(),
        _ => true,
    }
}

/// Whether three bytes begin a sign that stands for another, or a break behind which a block can
/// begin.
fn is_sign(first: u8, second: Option<&u8>, third: Option<&u8>) -> bool {
    let (Some(second), Some(third)) = (second.copied(), third.copied()) else {
        return first == 0xC2 && second == Some(&0xAD);
    };
    match first {
        0xC2 => second == 0xAD,
        0xE1 => second == 0xA0 && third == 0x8E,
        0xE2 => match second {
            0x80 => matches!(third, 0x8B..=0x8F | 0xA0 | 0xAA..=0xAE),
            0x81 => third >= 0xA0,
            0xBA..=0xBF => true,
            _ => false,
        },
        0xEF => match second {
            // The private characters of symbol fonts.
            0x81..=0x83 => true,
            0xA4..=0xAB => true,
            0xB8 => third < 0x90,
            0xBB => third == 0xBF,
            // Marks only where they stand between letters and digits, which are looked at in full.
            0xBC => matches!(third, 0x85 | 0x86 | 0x8B | 0x8D..=0x99 | 0x9D | 0xA0..=0xBA | 0xBF),
            0xBD => matches!(third, 0x81..=0x9A),
            _ => false,
        },
        0xF0 => second == 0xAF,
        0xF3 => second == 0xA0,
        _ => false,
    }
}
