//! The objects of a file as its bytes (ISO 32000-1, 7.5). Objects that are no streams are put together
//! in streams and deflated with them (7.5.7), and so is the table of where they are (7.5.8): that takes
//! a tenth off a short file and three quarters off a table of thousands of rows. Written for people to
//! read, each object stands by itself and the table is one of old (7.5.4).
//!
//! Everything is written once, when it is made, and then it is bytes: of a file of thousands of pages nothing
//! else is kept. The identifier of the file (14.4) is a digest of the check sums of its objects,
//! for a digest of all the bytes would cost more than writing them.

use std::io::Write as _;

use flate2::Crc;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use md5::{Digest, Md5};

use super::deflate::Deflater;
use crate::font::Subset;

/// Four bytes that show the file to be binary (7.5.2).
const BINARY: &[u8] = b"%\xE2\xE3\xCF\xD3\n";

/// How the objects of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Streams are deflated; else people can read them.
    pub(super) deflated: bool,
    /// PDF 1.4, each object by itself: what PDF/A-1 asks for (ISO 19005-1, 6.1). Else 1.7, and where streams are
    /// deflated, objects are put together in some.
    pub(super) of_old: bool,
}

impl Form {
    fn version(self) -> &'static [u8] {
        if self.of_old { b"%PDF-1.4\n" } else { b"%PDF-1.7\n" }
    }

    fn is_packed(self) -> bool {
        self.deflated && !self.of_old
    }
}

/// The most objects of one stream. A reader unpacks a stream to see one of its objects.
const PER_STREAM: usize = 200;

/// Where an object is.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// No object has this number.
    Free,
    /// At this byte.
    At(usize),
    /// In the stream of this number, at this index.
    In(u32, u16),
}

/// A file on its way into its bytes. Each object is written when it comes, in any order, and not kept.
pub(super) struct Writer {
    form: Form,
    bytes: Vec<u8>,
    deflater: Option<Deflater>,
    /// The check sum of each object (CRC-32), one after the other.
    sums: Md5,
    /// By the numbers of objects; that of number 0 is free.
    entries: Vec<Entry>,
    pack: Pack,
}

/// The objects of the next stream of objects.
#[derive(Default)]
struct Pack {
    numbers: Vec<usize>,
    /// The number of each and where it begins, as the stream has it.
    offsets: Vec<u8>,
    content: Vec<u8>,
}

impl Writer {
    pub(super) fn new(form: Form) -> Writer {
        Writer {
            form,
            bytes: [form.version(), BINARY].concat(),
            deflater: form.deflated.then(Deflater::new),
            sums: Md5::new(),
            entries: vec![Entry::Free],
            pack: Pack::default(),
        }
    }

    /// A number for an object, which must be written. Numbers have no gaps, from 1, and are of
    /// generation 0.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.entries.push(Entry::Free);
        (u32::try_from(self.entries.len() - 1).unwrap_or(u32::MAX), 0)
    }

    /// Writes an object under a reserved number.
    pub(super) fn write(&mut self, id: ObjectId, mut object: Object) {
        match (&mut object, &mut self.deflater) {
            (Object::Stream(stream), Some(deflater)) => deflater.stream(stream),
            _ if self.form.is_packed() => return self.pack(id, |content| put(content, &object)),
            _ => {}
        }
        self.object(id, |content| put(content, &object));
    }

    /// Writes a font program, which is deflated once for all files that have the same.
    pub(super) fn write_program(&mut self, id: ObjectId, mut facts: Dictionary, subset: &Subset) {
        let bytes = subset.program.bytes();
        let deflated = self.deflater.as_mut().and_then(|deflater| {
            subset.deflated.get_or_init(|| deflater.outlines(bytes)).as_deref()
        });
        if deflated.is_some() {
            facts.set("Filter", "FlateDecode");
        }
        let program = Stream::new(facts, deflated.unwrap_or(bytes).to_vec());
        self.object(id, |bytes| put(bytes, &program.into()));
    }

    /// Writes a dictionary that is in its bytes already.
    pub(super) fn write_entries(&mut self, id: ObjectId, entries: Entries) {
        let bytes = entries.finish();
        if self.form.is_packed() {
            self.pack(id, |content| content.extend(bytes));
        } else {
            self.object(id, |content| content.extend(bytes));
        }
    }

    /// Writes the rest, and gives the bytes of the file.
    pub(super) fn finish(mut self, trailer: Dictionary) -> Vec<u8> {
        self.close_pack();
        match self.deflater.take() {
            Some(deflater) if self.form.is_packed() => self.table_as_stream(trailer, deflater),
            _ => self.table(trailer),
        }
        self.bytes
    }

    fn object(&mut self, id: ObjectId, put: impl FnOnce(&mut Vec<u8>)) {
        let at = self.bytes.len();
        self.enter(number(id), Entry::At(at));
        let _ = writeln!(self.bytes, "{} 0 obj", id.0);
        put(&mut self.bytes);
        self.bytes.extend_from_slice(b"\nendobj\n");
        let mut sum = Crc::new();
        sum.update(self.bytes.get(at..).unwrap_or_default());
        self.sums.update(sum.sum().to_be_bytes());
    }

    /// Notes where the object of this number is.
    fn enter(&mut self, number: usize, at: Entry) {
        if let Some(entry) = self.entries.get_mut(number) {
            *entry = at;
        }
    }

    /// Puts an object into the next stream of objects.
    fn pack(&mut self, id: ObjectId, put: impl FnOnce(&mut Vec<u8>)) {
        let Pack { numbers, offsets, content } = &mut self.pack;
        let _ = write!(offsets, "{} {} ", id.0, content.len());
        put(content);
        content.push(b'\n');
        numbers.push(number(id));
        if numbers.len() == PER_STREAM {
            self.close_pack();
        }
    }

    /// Writes the stream of the objects so far.
    fn close_pack(&mut self) {
        let Pack { numbers, mut offsets, mut content } = std::mem::take(&mut self.pack);
        if numbers.is_empty() {
            return;
        }
        let own = self.reserve();
        for (index, object) in (0..).zip(&numbers) {
            self.enter(*object, Entry::In(own.0, index));
        }
        let first = offsets.len();
        offsets.append(&mut content);
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "ObjStm");
        dictionary.set("N", integer(numbers.len()));
        dictionary.set("First", integer(first));
        self.write(own, Stream::new(dictionary, offsets).into());
    }

    /// The identifier: a digest of all that is written so far.
    fn identify(&mut self, trailer: &mut Dictionary) {
        self.sums.update(self.bytes.len().to_be_bytes());
        let digest = self.sums.finalize_reset().to_vec();
        let id = Object::String(digest, StringFormat::Hexadecimal);
        trailer.set("ID", Object::Array(vec![id.clone(), id]));
    }

    /// The table as a stream, and the end of the file.
    fn table_as_stream(&mut self, mut trailer: Dictionary, mut deflater: Deflater) {
        self.identify(&mut trailer);
        let own = self.reserve();
        let start = self.bytes.len();
        self.enter(number(own), Entry::At(start));
        let width = if start < 1 << 24 { 3 } else { 4 };
        let columns = 1 + width + 2;
        let mut before = vec![0; columns];
        let mut rows = Vec::with_capacity((columns + 1) * self.entries.len());
        for entry in &self.entries {
            let (kind, second, third): (u8, u32, u16) = match *entry {
                Entry::Free => (0, 0, u16::MAX),
                Entry::At(at) => (1, u32::try_from(at).unwrap_or(u32::MAX), 0),
                Entry::In(stream, index) => (2, stream, index),
            };
            let mut row = vec![kind];
            row.extend(second.to_be_bytes().iter().skip(4 - width));
            row.extend(third.to_be_bytes());
            // Each row as its difference from the one above it (PNG, Up).
            rows.push(2);
            rows.extend(row.iter().zip(&before).map(|(byte, above)| byte.wrapping_sub(*above)));
            before = row;
        }
        let mut parameters = Dictionary::new();
        parameters.set("Predictor", 12);
        parameters.set("Columns", integer(columns));
        trailer.set("Type", "XRef");
        trailer.set("Size", integer(self.entries.len()));
        trailer.set("W", vec![Object::from(1), integer(width), Object::from(2)]);
        let mut stream = Stream::new(trailer, rows);
        deflater.always(&mut stream);
        stream.dict.set("DecodeParms", parameters);
        self.object(own, |bytes| put(bytes, &Object::Stream(stream)));
        self.end(start);
    }

    /// The table of old, the trailer, and the end of the file.
    fn table(&mut self, mut trailer: Dictionary) {
        self.identify(&mut trailer);
        let start = self.bytes.len();
        trailer.set("Size", integer(self.entries.len()));
        let _ = writeln!(self.bytes, "xref\n0 {}", self.entries.len());
        for entry in &self.entries {
            let _ = match entry {
                Entry::At(at) => writeln!(self.bytes, "{at:010} 00000 n "),
                _ => writeln!(self.bytes, "{:010} 65535 f ", 0),
            };
        }
        self.bytes.extend_from_slice(b"trailer\n");
        put_dictionary(&mut self.bytes, &trailer);
        self.bytes.push(b'\n');
        self.end(start);
    }

    fn end(&mut self, table: usize) {
        let _ = write!(self.bytes, "startxref\n{table}\n%%EOF\n");
    }
}

/// A dictionary that is put together in its bytes: one of lopdf takes five times the work, and there may be
/// thousands of elements.
pub(super) struct Entries(Vec<u8>);

impl Entries {
    pub(super) fn new() -> Entries {
        Entries(b"<<".to_vec())
    }

    /// Sets a key that is not set yet.
    pub(super) fn set(&mut self, key: &str, value: impl Into<Object>) {
        let Entries(bytes) = self;
        let value = value.into();
        put_name(bytes, key.as_bytes());
        if is_regular(&value) {
            bytes.push(b' ');
        }
        put(bytes, &value);
    }

    /// Sets a key that is not set yet to a name.
    pub(super) fn set_name(&mut self, key: &str, name: &str) {
        let Entries(bytes) = self;
        put_name(bytes, key.as_bytes());
        put_name(bytes, name.as_bytes());
    }

    fn finish(self) -> Vec<u8> {
        let Entries(mut bytes) = self;
        bytes.extend_from_slice(b">>");
        bytes
    }
}

/// The number of an object, to look it up by.
fn number((number, _): ObjectId) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Puts an object as it is written (7.3).
fn put(bytes: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => bytes.extend_from_slice(b"null"),
        Object::Boolean(true) => bytes.extend_from_slice(b"true"),
        Object::Boolean(false) => bytes.extend_from_slice(b"false"),
        Object::Integer(number) => put_integer(bytes, *number),
        Object::Real(number) => {
            let _ = write!(bytes, "{number}");
        }
        Object::Name(name) => put_name(bytes, name),
        Object::String(text, format) => put_string(bytes, text, format),
        Object::Array(array) => {
            bytes.push(b'[');
            for (index, object) in array.iter().enumerate() {
                if index > 0 && is_regular(object) {
                    bytes.push(b' ');
                }
                put(bytes, object);
            }
            bytes.push(b']');
        }
        Object::Dictionary(dictionary) => put_dictionary(bytes, dictionary),
        Object::Stream(stream) => {
            put_dictionary(bytes, &stream.dict);
            bytes.extend_from_slice(b"stream\n");
            bytes.extend_from_slice(&stream.content);
            bytes.extend_from_slice(b"\nendstream");
        }
        Object::Reference((number, generation)) => {
            put_integer(bytes, i64::from(*number));
            bytes.push(b' ');
            put_integer(bytes, i64::from(*generation));
            bytes.extend_from_slice(b" R");
        }
    }
}

/// Whether an object begins with a character that another before it must be parted from.
fn is_regular(object: &Object) -> bool {
    matches!(
        object,
        Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Reference(_)
    )
}

fn put_dictionary(bytes: &mut Vec<u8>, dictionary: &Dictionary) {
    bytes.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        put_name(bytes, key);
        if is_regular(value) {
            bytes.push(b' ');
        }
        put(bytes, value);
    }
    bytes.extend_from_slice(b">>");
}

fn put_integer(bytes: &mut Vec<u8>, number: i64) {
    let Ok(mut rest) = u64::try_from(number) else {
        let _ = write!(bytes, "{number}");
        return;
    };
    let start = bytes.len();
    loop {
        bytes.push(b'0' + u8::try_from(rest % 10).unwrap_or_default());
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    bytes.get_mut(start..).unwrap_or_default().reverse();
}

fn put_name(bytes: &mut Vec<u8>, name: &[u8]) {
    let is_plain = |byte: &u8| matches!(byte, b'!'..=b'~') && !b"()<>[]{}/%#".contains(byte);
    bytes.push(b'/');
    if name.iter().all(u8::is_ascii_alphanumeric) {
        bytes.extend_from_slice(name);
        return;
    }
    for byte in name {
        if is_plain(byte) {
            bytes.push(*byte);
        } else {
            let _ = write!(bytes, "#{byte:02X}");
        }
    }
}

fn put_string(bytes: &mut Vec<u8>, text: &[u8], format: &StringFormat) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |half: u8| DIGITS.get(usize::from(half)).copied().unwrap_or(b'0');
    match format {
        StringFormat::Hexadecimal => {
            bytes.push(b'<');
            for byte in text {
                bytes.extend([digit(byte >> 4), digit(byte & 0xF)]);
            }
            bytes.push(b'>');
        }
        StringFormat::Literal => {
            bytes.push(b'(');
            for byte in text {
                match byte {
                    b'\r' => bytes.extend_from_slice(b"\\r"),
                    b'(' | b')' | b'\\' => bytes.extend([b'\\', *byte]),
                    _ => bytes.push(*byte),
                }
            }
            bytes.push(b')');
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::Document;

    use super::*;

    fn written(object: impl Into<Object>) -> String {
        let mut bytes = Vec::new();
        put(&mut bytes, &object.into());
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[test]
    fn objects_are_written_as_the_standard_says() {
        assert_eq!(
            written(Object::Array(vec![1.into(), (-20).into(), Object::Null])),
            "[1 -20 null]"
        );
        assert_eq!(written(Object::Array(vec![Object::Real(0.5), (7, 0).into()])), "[0.5 7 0 R]");
        assert_eq!(written(Object::Name(b"A B#\xE4".to_vec())), "/A#20B#23#E4");
        let literal = Object::String(b"a(b)\\\r".to_vec(), StringFormat::Literal);
        assert_eq!(written(literal), "(a\\(b\\)\\\\\\r)");
        let hexadecimal = Object::String(vec![0xFE, 0x0F], StringFormat::Hexadecimal);
        assert_eq!(written(hexadecimal), "<FE0F>");
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "Page");
        dictionary.set("N", 3);
        dictionary.set("K", vec![Object::Boolean(true)]);
        assert_eq!(written(dictionary), "<</Type/Page/N 3/K[true]>>");
        let mut entries = Entries::new();
        entries.set_name("Type", "Page");
        entries.set("N", 3);
        entries.set("K", vec![Object::Boolean(true)]);
        assert_eq!(entries.finish(), b"<</Type/Page/N 3/K[true]>>", "in its bytes it is the same");
        assert_eq!(
            [0, 7, 10, 907, i64::MAX].map(written),
            ["0", "7", "10", "907", "9223372036854775807"]
        );
    }

    fn file(form: Form) -> Vec<u8> {
        let mut writer = Writer::new(form);
        let numbers: Vec<ObjectId> = (0..450).map(|_| writer.reserve()).collect();
        // They are written in another order than that of their numbers.
        let (stream, root) = (writer.reserve(), writer.reserve());
        for (number, id) in (0_i64..).zip(numbers) {
            writer.write(id, Object::Array(vec![number.into()]));
        }
        let mut catalog = Dictionary::new();
        catalog.set("Type", "Catalog");
        writer.write(root, catalog.into());
        let content = Stream::new(Dictionary::new(), vec![b'x'; 5000]).with_compression(false);
        writer.write(stream, content.into());
        let mut trailer = Dictionary::new();
        trailer.set("Root", root);
        writer.finish(trailer)
    }

    #[test]
    fn the_forms_say_the_same() {
        let read = |deflated: bool, of_old: bool| {
            let form = Form { deflated, of_old };
            let bytes = file(form);
            assert!(bytes == file(form), "the same bytes");
            (Document::load_mem(&bytes).expect("a reader of others reads it"), bytes.len())
        };
        let (packed, short) = read(true, false);
        let (plain, long) = read(false, false);
        let old = read(true, true).0;
        assert_eq!((packed.version.as_str(), old.version.as_str()), ("1.7", "1.4"));
        assert!(short * 2 < long, "{short} {long}");
        for number in 1..=452 {
            let id: ObjectId = (number, 0);
            let one = packed.get_object(id).expect("an object");
            assert_eq!(one, plain.get_object(id).expect("an object"), "{number}");
        }
        assert_eq!(packed.trailer.get(b"Root").ok(), plain.trailer.get(b"Root").ok());
        assert!(packed.trailer.has(b"ID") && plain.trailer.has(b"ID"));
    }
}
