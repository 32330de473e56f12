//! The text of a file: by its byte order mark, else UTF-8 if it is that, else GB 18030, in which most
//! old drafts are, or Big5 where that gives more usual characters. What is in another form of Unicode
//! is named, for it is one step from being read.

use bulletin::{Error, Finding, Place};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::input::fault;
use crate::messages::InputMessage;

/// What DOS and its editors end a text with; it is none of the text.
const END_OF_FILE: char = '\u{1A}';

/// The text of a file. A finding says when it is not in UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Option<Finding>), Error> {
    let (mut text, finding) = text(bytes)?;
    let rest = text.trim_end_matches(END_OF_FILE).len();
    text.truncate(rest);
    Ok((text, finding))
}

fn text(bytes: &[u8]) -> Result<(String, Option<Finding>), Error> {
    // The mark of UTF-32 begins as that of UTF-16.
    if is_utf_32(bytes) {
        return Err(fault(InputMessage::Unicode { encoding: "UTF-32" }));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let body = bytes.get(mark..).unwrap_or_default();
        let text = encoding
            .decode_without_bom_handling_and_without_replacement(body)
            .ok_or_else(|| damaged(encoding, body))?;
        let noted = (encoding != UTF_8).then(|| read_as(encoding));
        return Ok((text.into_owned(), noted));
    }
    if is_utf_16(bytes) {
        return Err(fault(InputMessage::Unicode { encoding: "UTF-16" }));
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), None)),
        Err(error) => error.valid_up_to(),
    };
    let read = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        let usual = usual(&text)?;
        Some((usual, text.into_owned(), encoding))
    };
    // A few characters alone may be usual by chance, and most files are in GB 18030.
    const CERTAIN: usize = 6;
    const MARGIN: usize = 150;
    let likelier = match (read(GB18030), read(BIG5)) {
        (Some(gb), Some(big5))
            if big5.0 > gb.0 + MARGIN
                && big5.1.chars().filter(|c| !c.is_ascii()).count() >= CERTAIN =>
        {
            Some(big5)
        }
        (gb, big5) => gb.or(big5),
    };
    if let Some((_, text, encoding)) = likelier {
        return Ok((text, Some(read_as(encoding))));
    }
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    Err(Error::new(InputMessage::NotText {}, end(&before)))
}

/// How usual the characters of a text are that are not ASCII, in thousandths; none for a text that has
/// a byte of zero. Usual are the characters and marks that most texts have, in either form.
fn usual(text: &str) -> Option<usize> {
    const USUAL: &str = "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主\
        发發年动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經三之进進着著等部度家电電力里裡如水化高自二\
        理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日社义義事平\
        形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又利比或但质質第向道命此变變条條只没沒结結解问問意建月公\
        无無系情者最立代想已通并並提直题題党黨程展五果料员員革位入常文总總次品式活设設及管特件长長求基资資流路级級少图圖\
        统統接知较較将將组組计計手期根论論运運农農指六九区區强強决決被做先回则則任取据據处處理府县縣市镇鎮报報简簡办辦务\
        務单單号號编編送抄附责責局院共印份受窗口周项項目服情况況查会議议，。、；：“”（）《》—…　";
    if text.contains('\0') {
        return None;
    }
    let others = text.chars().filter(|c| !c.is_ascii());
    let (mut all, mut known) = (0_usize, 0_usize);
    for character in others {
        all += 1;
        known += usize::from(USUAL.contains(character));
    }
    Some(known.saturating_mul(1000) / all.max(1))
}

/// Whether it is UTF-32: by its mark, else when each four bytes are a character of a text, and there
/// is one.
fn is_utf_32(bytes: &[u8]) -> bool {
    let (units, rest) = bytes.as_chunks::<4>();
    let all = |read: fn([u8; 4]) -> u32| {
        !units.is_empty()
            && rest.is_empty()
            && units.iter().all(|unit| char::from_u32(read(*unit)).is_some_and(is_of_text))
    };
    bytes.starts_with(&[0xFF, 0xFE, 0, 0])
        || bytes.starts_with(&[0, 0, 0xFE, 0xFF])
        || all(u32::from_le_bytes)
        || all(u32::from_be_bytes)
}

/// Whether it is UTF-16 without its mark: it has bytes of zero, which no text in UTF-8 or GB 18030
/// has, and none when it is read in twos.
fn is_utf_16(bytes: &[u8]) -> bool {
    let (units, rest) = bytes.as_chunks::<2>();
    let all = |read: fn([u8; 2]) -> u16| {
        char::decode_utf16(units.iter().map(|unit| read(*unit)))
            .all(|character| character.is_ok_and(is_of_text))
    };
    bytes.contains(&0) && rest.is_empty() && (all(u16::from_le_bytes) || all(u16::from_be_bytes))
}

/// Whether a character may stand in a text.
fn is_of_text(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | END_OF_FILE) || !character.is_control()
}

/// That a text does not keep the encoding of its mark, where it first fails to.
fn damaged(encoding: &'static Encoding, body: &[u8]) -> Error {
    let (units, _) = body.as_chunks::<2>();
    let utf_16 = |read: fn([u8; 2]) -> u16| -> String {
        char::decode_utf16(units.iter().map(|unit| read(*unit))).map_while(Result::ok).collect()
    };
    let before = if encoding == UTF_16LE {
        utf_16(u16::from_le_bytes)
    } else if encoding == UTF_16BE {
        utf_16(u16::from_be_bytes)
    } else {
        let valid = std::str::from_utf8(body).map_or_else(|error| error.valid_up_to(), str::len);
        String::from_utf8_lossy(body.get(..valid).unwrap_or_default()).into_owned()
    };
    Error::new(InputMessage::Damaged { encoding: label(encoding) }, end(&before))
}

/// The place behind a text.
fn end(text: &str) -> Place {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    match (u32::try_from(line), u32::try_from(column)) {
        (Ok(line), Ok(column)) => Place::at(line, column),
        _ => Place::default(),
    }
}

fn read_as(encoding: &'static Encoding) -> Finding {
    Finding::new(InputMessage::ReadAs { encoding: label(encoding) }, Place::at(1, 1))
}

/// An encoding by the name that people know.
fn label(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "gb18030" => "GB 18030",
        "UTF-16LE" | "UTF-16BE" => "UTF-16",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use bulletin::Language;

    use super::*;

    const TEXT: &str = "窗口工作周报：𠮷，第8期\r\n";

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn utf_32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().map(u32::from).flat_map(bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let (gb, _, _) = GB18030.encode(TEXT);
        let little = [&[0xFF, 0xFE][..], &utf_16(TEXT, u16::to_le_bytes)].concat();
        let big = [&[0xFE, 0xFF][..], &utf_16(TEXT, u16::to_be_bytes)].concat();
        let marked = [&[0xEF, 0xBB, 0xBF], TEXT.as_bytes()].concat();
        for (bytes, noted) in [
            (TEXT.as_bytes(), None),
            (marked.as_slice(), None),
            (gb.as_ref(), Some("the file is read as GB 18030")),
            (little.as_slice(), Some("the file is read as UTF-16")),
            (big.as_slice(), Some("the file is read as UTF-16")),
        ] {
            let (read, finding) = decode(bytes).unwrap();
            assert_eq!(read, TEXT);
            assert_eq!(finding.map(|finding| finding.message(Language::English)).as_deref(), noted);
        }
    }

    #[test]
    fn big5_is_told_from_gb_18030() {
        for text in ["工作簡報\r\n第3期\r\n", "本週，某縣受理12件，辦結9件。", "報：縣委、縣政府。"]
        {
            let (big5, _, lost) = BIG5.encode(text);
            assert!(!lost);
            let (read, finding) = decode(&big5).unwrap();
            assert_eq!(read, text);
            let said = finding.map(|finding| finding.message(Language::English));
            assert_eq!(said.as_deref(), Some("the file is read as Big5"));
        }
        for text in ["简报", "窗口工作周报", "工作簡報", "瀚原省政务服务局", "易某", "报：区委。"]
        {
            let (gb, _, _) = GB18030.encode(text);
            assert_eq!(decode(&gb).unwrap().0, text);
        }
    }

    #[test]
    fn other_forms_of_unicode_are_named() {
        for text in [TEXT, "a\n", "masthead:\n  title: 快报\n"] {
            for (bytes, name) in [
                (utf_16(text, u16::to_le_bytes), "UTF-16"),
                (utf_16(text, u16::to_be_bytes), "UTF-16"),
                (utf_32(text, u32::to_le_bytes), "UTF-32"),
                (utf_32(text, u32::to_be_bytes), "UTF-32"),
                (utf_32(&format!("\u{FEFF}{text}"), u32::to_le_bytes), "UTF-32"),
                (utf_32(&format!("\u{FEFF}{text}"), u32::to_be_bytes), "UTF-32"),
            ] {
                let error = decode(&bytes).unwrap_err();
                assert_eq!(error.code(), "input.unicode");
                assert!(error.message(Language::Chinese).contains(name), "{error}");
            }
        }
        // A byte of zero alone makes no UTF-16.
        assert_eq!(decode("周报\0第8期\n".as_bytes()).unwrap().0, "周报\0第8期\n");
        assert_eq!(decode(b"").unwrap().0, "");
    }

    #[test]
    fn a_mark_of_the_end_is_none_of_the_text() {
        for end in ["\u{1A}", "\u{1A}\u{1A}"] {
            assert_eq!(decode(format!("{TEXT}{end}").as_bytes()).unwrap().0, TEXT);
            let (gb, _, _) = GB18030.encode(TEXT);
            assert_eq!(decode(&[gb.as_ref(), end.as_bytes()].concat()).unwrap().0, TEXT);
        }
        assert_eq!(decode(b"a\x1Ab").unwrap().0, "a\u{1A}b");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        let place = |bytes: &[u8]| decode(bytes).unwrap_err().place().to_string();
        assert_eq!(place(&["周报\n第8期".as_bytes(), &[0xFF, 0xFF, 0x00]].concat()), "2:4");
        assert_eq!(place(&[0xEF, 0xBB, 0xBF, b'a', 0xC3]), "1:2");
        // Half of a pair, and half of a unit.
        for (mark, bytes) in [
            ([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]),
            ([0xFE, 0xFF], u16::to_be_bytes),
        ] {
            let body = utf_16("周报\n第", bytes);
            let lone = [&mark[..], &body, &bytes(0xD800), &bytes(0x41)].concat();
            assert_eq!(place(&lone), "2:2");
            assert_eq!(place(&[&mark[..], &body, b"\n"].concat()), "2:2");
        }
    }
}
