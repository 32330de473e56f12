//! The short way against the steps below it: the same bytes, every finding once, and writers of all
//! kinds.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::error::Error as _;
use std::io::{self, ErrorKind as Io, Write};
use std::sync::Arc;

use bulletin::{
    Bulletin, DocxOptions, ErrorKind, Fonts, Language, Theme, Typeface, Typeset, docx, docx_to,
    join_equal, pdf, pdf_to,
};

mod support;

fn short() -> Bulletin {
    let mut bulletin = support::weekly();
    bulletin.sections.truncate(1);
    bulletin.appendices.clear();
    bulletin
}

fn set(bulletin: &Bulletin) -> Typeset {
    bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded()).unwrap()
}

#[test]
fn the_short_way_writes_what_the_steps_write() {
    let (theme, fonts) = (Theme::gbt9704(), Fonts::embedded());
    let bulletin = support::weekly();
    let flow = bulletin.flow(&theme).unwrap();
    let pages = flow.pages(&fonts).unwrap();
    let set = bulletin.typeset(&theme, &fonts).unwrap();
    let mut options = DocxOptions::default();
    options.decisions = pages.decisions();
    assert!(set.docx(&Default::default()).unwrap() == docx(&flow, &options).unwrap());
    assert!(set.pdf(&Default::default()).unwrap() == pdf(&pages, &Default::default()).unwrap());
    assert_eq!(*set.flow(), flow);
    assert_eq!(set.pages().pages, pages.pages);
    let findings = set.findings().to_vec();
    let (kept, laid, noticed) = set.into_parts();
    assert_eq!((kept, laid.pages, noticed), (flow, pages.pages, findings));
}

/// Where the imprint stands by the parity of its page, the DOCX says what the pages found.
#[test]
fn what_only_the_pages_know_reaches_the_docx() {
    let mut theme = Theme::gbt9704();
    theme.imprint.even_page = true;
    let bulletin: Bulletin =
        toml::from_str("body = ['正文。']\n[masthead]\ntitle = '简报'\n[imprint]\nprint_count = 3")
            .unwrap();
    let set = bulletin.typeset(&theme, &Fonts::embedded()).unwrap();
    assert_eq!(set.pages().pages.len(), 2);
    let mut options = DocxOptions::default();
    let alone = docx(set.flow(), &options).unwrap();
    let told = set.docx(&options).unwrap();
    assert!(alone != told, "a flow alone has the imprint on page 1");
    options.decisions = set.pages().decisions();
    assert!(docx(set.flow(), &options).unwrap() == told);
    let mut written = Vec::new();
    set.write_docx(&DocxOptions::default(), &mut written).unwrap();
    assert!(written == told);
}

/// The embedded faces without 仿宋.
fn without_fangsong() -> Fonts {
    let all = Fonts::embedded();
    let kept = Typeface::ALL.into_iter().filter(|typeface| *typeface != Typeface::FangSong);
    let faces = kept.filter_map(|typeface| all.chain(typeface).first().map(Arc::clone));
    Fonts::from_faces(faces)
}

#[test]
fn every_finding_is_there_once() {
    // A GIF file, and a character that no face has.
    let bulletin: Bulletin = toml::from_str(
        r#"
        body = [{ figure = { data = "R0lGODlh", alt = "一张图" } }, "缺\U0010FFFD字。"]
        [masthead]
        title = "简报"
        "#,
    )
    .unwrap();
    let fonts = without_fangsong();
    let set = bulletin.typeset(&Theme::gbt9704(), &fonts).unwrap();
    let codes: Vec<&str> = set.findings().iter().map(|finding| finding.code()).collect();
    let times = |code: &str| codes.iter().filter(|other| **other == code).count();
    for code in ["figure.format", "font.stand-in", "font.missing-character"] {
        assert_eq!(times(code), 1, "{code} of {codes:?}");
    }
    let (of_flow, of_fonts) = (&set.flow().findings, fonts.findings());
    assert!(!of_flow.is_empty() && !of_fonts.is_empty());
    for finding in join_equal(of_flow.iter().chain(&of_fonts).cloned()) {
        let found = set.findings().iter().filter(|other| **other == finding).count();
        assert_eq!(found, 1, "{finding}");
    }
    assert_eq!(join_equal(set.findings().to_vec()), set.findings(), "equal notes are one");
    let again = bulletin.typeset(&Theme::gbt9704(), &fonts).unwrap();
    assert_eq!(again.findings(), set.findings(), "always in the same order");
}

/// Takes a byte at a time, and every other time none yet.
#[derive(Default)]
struct Slow {
    taken: Vec<u8>,
    interrupted: bool,
    flushed: bool,
}

impl Write for Slow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        match bytes.first() {
            _ if self.interrupted => Err(Io::Interrupted.into()),
            Some(byte) => {
                self.taken.push(*byte);
                Ok(1)
            }
            None => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushed = true;
        Ok(())
    }
}

/// Takes so many bytes, then fails.
struct Failing {
    room: usize,
    with: Io,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.room);
        self.room -= taken;
        if taken == 0 { Err(self.with.into()) } else { Ok(taken) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes nothing and says so.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Ok(0)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes everything and loses it.
struct Lossy;

impl Write for Lossy {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(Io::BrokenPipe.into())
    }
}

type Way<'a> = &'a dyn Fn(&mut dyn Write) -> Result<(), bulletin::Error>;

/// All ways to write into something, each with what it is to write and the code of its failure.
fn every_way(check: impl Fn(Way<'_>, &[u8], &str)) {
    let set = set(&short());
    let (docx, pdf) = (DocxOptions::default(), Default::default());
    let file = set.docx(&docx).unwrap();
    check(&|out| set.write_docx(&docx, out), &file, "docx.write");
    check(&|out| docx_to(set.flow(), &docx, out), &file, "docx.write");
    let file = set.pdf(&pdf).unwrap();
    check(&|out| set.write_pdf(&pdf, out), &file, "pdf.write");
    check(&|out| pdf_to(set.pages(), &pdf, out), &file, "pdf.write");
}

#[test]
fn a_slow_writer_gets_every_byte() {
    every_way(|write, file, _| {
        let mut slow = Slow::default();
        write(&mut slow).unwrap();
        assert!(slow.taken == file && slow.flushed);
    });
}

#[test]
fn a_writer_that_fails_is_an_error_with_its_cause() {
    every_way(|write, file, code| {
        let fails = |out: &mut dyn Write, with: Io| {
            let error = write(out).unwrap_err();
            assert_eq!((error.kind(), error.code()), (ErrorKind::Io, code));
            let cause = error.source().unwrap().downcast_ref::<io::Error>().unwrap();
            assert_eq!(cause.kind(), with);
            assert!(error.message(Language::English).contains(&cause.to_string()), "{error}");
            assert!(error.place().is_empty(), "the caller knows where it wrote to");
        };
        // Wherever it is: at the first byte, at the last, and at a hundred places between them.
        let places = (0..file.len()).step_by(file.len() / 100).chain([1, file.len() - 1]);
        for room in places {
            fails(&mut Failing { room, with: Io::StorageFull }, Io::StorageFull);
        }
        fails(&mut Full, Io::WriteZero);
        fails(&mut Lossy, Io::BrokenPipe);
        write(&mut Failing { room: file.len(), with: Io::StorageFull }).unwrap();
    });
}

/// A service keeps fonts and what it set on any thread.
#[test]
fn what_is_typeset_goes_to_any_thread() {
    fn sent<T: Send + Sync + 'static>(_: &T) {}
    sent(&set(&short()));
}
