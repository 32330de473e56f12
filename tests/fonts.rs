//! Fonts: which face serves which typeface, from the program, from a folder and joined; that a
//! rare character finds a face; that a file that is no font is named and never used in silence;
//! and that the faces in the repository are the ones that were built.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bulletin::{
    Block, Bulletin, DocxOptions, ErrorKind, Face, Fit, Fonts, Language, PdfOptions, Severity,
    Text, Theme, Typeface,
};
use support::face::Tables;

mod support;

const FANGSONG_KAI: &str = "assets/fonts/fangsong-kai/faces";
const SONG_HEI: &str = "assets/fonts/song-hei/faces";
const SONG_MORE: &str = "assets/fonts/song-more/faces";

fn names(fonts: &Fonts, typeface: Typeface) -> Vec<&str> {
    fonts.chain(typeface).iter().map(|face| face.name()).collect()
}

fn has(face: &Face, character: char) -> bool {
    Tables::of(face).has(character)
}

fn rules(fonts: &Fonts) -> Vec<&'static str> {
    fonts.findings().iter().map(|finding| finding.code()).collect()
}

/// The faces of the repository but 仿宋, in a folder for a test.
fn without_fang_song(name: &str) -> PathBuf {
    let path = folder(name);
    for from in [FANGSONG_KAI, SONG_HEI] {
        for entry in fs::read_dir(from).unwrap() {
            let file = entry.unwrap().path();
            if !file.ends_with("BulletinFangSong-Regular.ttf") {
                fs::copy(&file, path.join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    path
}

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fonts").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn the_embedded_faces_serve_every_typeface() {
    let fonts = Fonts::embedded();
    let served: Vec<_> = fonts.report().iter().map(ToString::to_string).collect();
    assert_eq!(
        served,
        [
            "方正小标宋简体: BulletinSong-Bold (substitute)",
            "仿宋_GB2312: BulletinFangSong-Regular (substitute)",
            "黑体: BulletinHei-Medium (substitute)",
            "楷体_GB2312: BulletinKai-Light (substitute)",
            "宋体: BulletinSong-Regular (substitute)",
            "Times New Roman: BulletinLatin-Regular (substitute)",
        ]
    );
    assert_eq!(fonts.findings(), []);
    assert_eq!(
        names(&fonts, Typeface::FangSong)[..3],
        ["BulletinFangSong-Regular", "BulletinKai-Light", "BulletinSong-Regular"]
    );
    let bold = |typeface| fonts.chain(typeface)[0].is_bold();
    assert!(bold(Typeface::XiaoBiaoSong) && !bold(Typeface::Song));
}

#[test]
fn a_character_that_fang_song_lacks_is_in_its_chain() {
    let fonts = Fonts::embedded();
    let chain = fonts.chain(Typeface::FangSong);
    for character in "①⑪⑳㈠Ⅰ★●㎥❶✓☑☐☒✔➢⁻⁽".chars() {
        let first = chain.iter().find(|face| has(face, character));
        assert!(!has(&chain[0], character), "{character} is in 仿宋");
        assert!(first.is_some(), "{character} is in no face");
    }
    for character in "镕喆堃赟犇䶮".chars() {
        assert!(has(&chain[0], character), "{character} is not in 仿宋");
    }
}

/// All that GBK can write: in 仿宋 or behind it, with the face of rare ideographs.
#[cfg(feature = "song-more")]
#[test]
fn what_gbk_can_write_is_in_the_chain() {
    let fonts = Fonts::embedded();
    let chain = fonts.chain(Typeface::FangSong);
    let last = chain.last().unwrap();
    assert_eq!(last.name(), "BulletinSongMore-Regular");
    for character in ('\u{4E00}'..='\u{9FA5}').step_by(7).chain("龑減頔頫囍".chars()) {
        assert!(chain.iter().any(|face| has(face, character)), "{character} is in no face");
    }
    assert!(has(last, '龑') && !has(last, '中'), "it has what the others lack");
}

#[test]
fn every_chain_ends_in_every_other_face_once() {
    let fonts = Fonts::embedded();
    for typeface in Typeface::ALL {
        let mut names = names(&fonts, typeface);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), fonts.chain(typeface).len());
        assert_eq!(names.len(), if cfg!(feature = "song-more") { 8 } else { 7 }, "{typeface:?}");
        assert!(names.contains(&"BulletinSymbols-Regular"), "{typeface:?}");
    }
}

#[test]
fn a_folder_without_fang_song_has_kai_stand_in_and_says_so() {
    let fonts = Fonts::from_dir(without_fang_song("kai-stands-in")).unwrap();
    assert_eq!(
        names(&fonts, Typeface::FangSong)[..2],
        ["BulletinKai-Light", "BulletinSong-Regular"]
    );
    assert_eq!(names(&fonts, Typeface::XiaoBiaoSong)[0], "BulletinSong-Bold");
    assert_eq!(names(&fonts, Typeface::Song)[0], "BulletinSong-Regular");
    assert_eq!(fonts.serving(Typeface::FangSong).fit, Fit::Other);
    let findings = fonts.findings();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(
        findings[0].to_string(),
        "warning: BulletinKai-Light, a face of another kind, stands in for 仿宋_GB2312 \
         (install 仿宋_GB2312, or add its font file to the font set) [font.stand-in]"
    );
    assert_eq!(
        findings[0].message(Language::Chinese),
        "“仿宋_GB2312”由“BulletinKai-Light”代替（不是同类字体）"
    );
    assert_eq!(
        fonts.serving(Typeface::FangSong).message(Language::Chinese),
        findings[0].message(Language::Chinese)
    );
}

#[test]
fn a_fallback_set_fills_what_is_lacking_before_another_typeface_does() {
    let first = Fonts::from_dir(without_fang_song("fallback")).unwrap();
    let fonts = first.with_fallback(Fonts::from_dir(FANGSONG_KAI).unwrap());
    assert_eq!(names(&fonts, Typeface::FangSong)[0], "BulletinFangSong-Regular");
    assert_eq!(fonts.findings(), []);
}

#[test]
fn files_that_are_no_fonts_are_named_and_the_others_used() {
    let path = folder("broken");
    let kai = fs::read(format!("{FANGSONG_KAI}/BulletinKai-Light.ttf")).unwrap();
    fs::write(path.join("a-empty.ttf"), []).unwrap();
    fs::write(path.join("b-cut.ttf"), &kai[..700]).unwrap();
    fs::write(path.join("c-text.OTF"), "这是一段文字，不是字体。").unwrap();
    fs::write(path.join("d-kai.ttf"), &kai).unwrap();
    fs::write(path.join("notes.txt"), "字体说明").unwrap();
    let fonts = Fonts::from_dir(&path).unwrap();
    assert_eq!(names(&fonts, Typeface::Kai), ["BulletinKai-Light"]);
    let unusable: Vec<_> = fonts
        .findings()
        .into_iter()
        .filter(|finding| finding.code() == "font.unusable-file")
        .collect();
    let files: Vec<_> = unusable
        .iter()
        .map(|finding| finding.place().file.as_deref().unwrap())
        .map(|file| Path::new(file).file_name().unwrap().to_owned())
        .collect();
    assert_eq!(files, ["a-empty.ttf", "b-cut.ttf", "c-text.OTF"]);
    assert!(unusable.iter().all(|finding| finding.severity() == Severity::Warning));
}

#[test]
fn a_folder_without_fonts_is_an_error_that_names_it() {
    let missing = Fonts::from_dir("assets/no-such-folder").unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::Io);
    assert_eq!(missing.place().file.as_deref(), Some("assets/no-such-folder"));
    assert_eq!(missing.message(Language::Chinese), "字体文件夹读不出来：文件夹不存在");
    assert!(missing.source().is_some(), "what the system says is kept");

    let path = folder("nothing");
    fs::write(path.join("broken.ttf"), "字").unwrap();
    let nothing = Fonts::from_dir(&path).unwrap_err();
    assert_eq!(nothing.kind(), ErrorKind::Font);
    let message = nothing.to_string();
    assert!(message.contains("仿宋_GB2312"), "{message}");
    assert!(message.contains("broken.ttf"), "{message}");
    let cause = nothing.source().unwrap().to_string();
    assert!(cause.contains("it is damaged, or not a font file"), "{cause}");
}

#[test]
fn no_cut_of_a_font_file_panics() {
    let latin = fs::read(format!("{SONG_HEI}/BulletinLatin-Regular.ttf")).unwrap();
    let mut refused = 0;
    for length in (0..latin.len()).step_by(97) {
        match Face::new(latin[..length].to_vec(), 0) {
            Ok(face) => assert_eq!(face.name(), "BulletinLatin-Regular"),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Font);
                refused += 1;
            }
        }
    }
    assert!(refused > 0);
    assert!(Face::new(latin, 1).is_err(), "it is no collection");
}

#[test]
fn faces_of_a_collection_are_each_looked_at() {
    let path = folder("collection");
    let kai = fs::read(format!("{FANGSONG_KAI}/BulletinKai-Light.ttf")).unwrap();
    let latin = fs::read(format!("{SONG_HEI}/BulletinLatin-Regular.ttf")).unwrap();
    fs::write(path.join("two.ttc"), collection(&[&kai, &latin])).unwrap();
    let fonts = Fonts::from_dir(&path).unwrap();
    assert_eq!(names(&fonts, Typeface::Kai)[0], "BulletinKai-Light");
    let latin = &fonts.chain(Typeface::Latin)[0];
    assert_eq!((latin.name(), latin.index()), ("BulletinLatin-Regular", 1));
}

/// A collection (OpenType, "TTC Header") of font files: their tables' offsets moved.
fn collection(files: &[&[u8]]) -> Vec<u8> {
    let number = |bytes: &[u8]| u32::from_be_bytes(bytes.try_into().unwrap());
    let mut out = b"ttcf\0\x01\0\0".to_vec();
    out.extend(u32::try_from(files.len()).unwrap().to_be_bytes());
    let mut start = 12 + 4 * files.len();
    for file in files {
        out.extend(u32::try_from(start).unwrap().to_be_bytes());
        start += file.len();
    }
    for file in files {
        let start = u32::try_from(out.len()).unwrap();
        let mut file = file.to_vec();
        for table in 0..usize::from(u16::from_be_bytes([file[4], file[5]])) {
            let offset = 12 + 16 * table + 8;
            let moved = number(&file[offset..offset + 4]) + start;
            file[offset..offset + 4].copy_from_slice(&moved.to_be_bytes());
        }
        out.extend(file);
    }
    out
}

/// A face of this repository under another name, of the same length in UTF-16.
fn renamed(file: &str, old: &str, new: &str) -> Vec<u8> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let (old, new) = (utf16(old), utf16(new));
    assert_eq!(old.len(), new.len());
    let mut file = fs::read(file).unwrap();
    for at in 0..file.len() - old.len() {
        if file[at..].starts_with(&old) {
            file[at..at + new.len()].copy_from_slice(&new);
        }
    }
    file
}

/// The licence bits of a font file (`OS/2.fsType`) set to these.
fn licensed(mut file: Vec<u8>, licence: u16) -> Vec<u8> {
    let mut entries = (0..usize::from(file[5])).map(|number| 12 + 16 * number);
    let entry = entries.find(|at| file[*at..*at + 4] == *b"OS/2").unwrap();
    let table = u32::from_be_bytes(file[entry + 8..entry + 12].try_into().unwrap()) as usize;
    file[table + 8..table + 10].copy_from_slice(&licence.to_be_bytes());
    file
}

#[test]
fn a_face_of_no_known_family_is_asked_last_and_named() {
    let file = renamed(&format!("{SONG_HEI}/BulletinLatin-Regular.ttf"), "Bulletin", "Tulletin");
    let face = Arc::new(Face::new(file, 0).unwrap());
    assert_eq!(face.name(), "TulletinLatin-Regular");
    let fonts = Fonts::from_faces([Arc::clone(&face)]);
    assert!(fonts.chain(Typeface::Latin).is_empty(), "it serves no typeface");
    assert_eq!(rules(&fonts)[..6], ["font.no-face"; 6]);
    assert_eq!(rules(&fonts)[6..], ["font.last-resort"]);
    let fonts = fonts.with_fallback(Fonts::embedded());
    assert_eq!(rules(&fonts), ["font.last-resort"]);
    for typeface in Typeface::ALL {
        assert_eq!(names(&fonts, typeface).last(), Some(&"TulletinLatin-Regular"));
    }

    // The caller knows better: the face serves where it is put, and stands in elsewhere.
    let mut fonts = Fonts::empty();
    fonts.add(Typeface::Song, face);
    assert_eq!(fonts.serving(Typeface::Song).fit, Fit::Substitute);
    assert_eq!(fonts.serving(Typeface::Kai).fit, Fit::Other);
    assert_eq!(rules(&fonts), ["font.stand-in"; 5]);
}

#[test]
fn a_folder_goes_before_the_embedded_faces_and_need_not_have_all() {
    let path = folder("official");
    // 仿宋_GB2312 and a face for rare ideographs, as a computer with Windows has them.
    let official = renamed(
        &format!("{SONG_HEI}/BulletinLatin-Regular.ttf"),
        "Bulletin Latin",
        "FangSong_GB231",
    );
    fs::write(path.join("simfang.ttf"), official).unwrap();
    let rare = renamed(
        &format!("{SONG_MORE}/BulletinSongMore-Regular.ttf"),
        "Bulletin Song More",
        "SimSun-ExtB-------",
    );
    fs::write(path.join("simsunb.ttf"), rare).unwrap();
    let fonts = Fonts::from_dir(&path).unwrap().with_fallback(Fonts::embedded());
    assert_eq!(fonts.serving(Typeface::Kai).face.unwrap().name(), "BulletinKai-Light");
    assert!(fonts.chain(Typeface::Kai).len() >= 9, "{:?}", names(&fonts, Typeface::Kai));
}

#[test]
fn names_that_computers_have_are_known() {
    let latin = format!("{SONG_HEI}/BulletinLatin-Regular.ttf");
    for (family, typeface, fit) in [
        ("STFangsong----", Typeface::FangSong, Fit::Official),
        ("FangSong------", Typeface::FangSong, Fit::Official),
        ("朱雀仿宋----------", Typeface::FangSong, Fit::Substitute),
        ("KaiTi_GB2312--", Typeface::Kai, Fit::Official),
        ("STKaiti-------", Typeface::Kai, Fit::Official),
        ("方正楷体_GBK------", Typeface::Kai, Fit::Official),
        ("Songti SC-----", Typeface::Song, Fit::Official),
        ("FZShuSong-Z01S", Typeface::Song, Fit::Official),
        ("PingFang SC---", Typeface::Hei, Fit::Substitute),
        ("STHeiti-------", Typeface::Hei, Fit::Official),
        ("方正小标宋_GBK-----", Typeface::XiaoBiaoSong, Fit::Official),
        ("文星简小标宋--------", Typeface::XiaoBiaoSong, Fit::Official),
    ] {
        // Hyphens do not count in names.
        let face = Face::new(renamed(&latin, "Bulletin Latin", family), 0).unwrap();
        let serving = Fonts::from_faces([Arc::new(face)]).serving(typeface);
        assert_eq!(serving.fit, fit, "{family}");
    }
}

#[test]
fn a_face_whose_licence_forbids_embedding_is_refused() {
    let kai = fs::read(format!("{FANGSONG_KAI}/BulletinKai-Light.ttf")).unwrap();
    for licence in [0x0002, 0x0200] {
        let path = folder(&format!("restricted-{licence}"));
        fs::write(path.join("kai.ttf"), licensed(kai.clone(), licence)).unwrap();
        let fonts = Fonts::from_dir(&path).unwrap().with_fallback(Fonts::embedded());
        let findings = fonts.findings();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(
            (findings[0].code(), findings[0].severity()),
            ("font.not-embeddable", Severity::Warning)
        );
        assert!(findings[0].place().file.as_deref().unwrap().ends_with("kai.ttf"));
        assert_eq!(
            findings[0].message(Language::Chinese),
            "“BulletinKai-Light”的厂商不允许嵌入文档，没有使用"
        );

        let face = Arc::new(Face::new(licensed(kai.clone(), licence), 0).unwrap());
        let mut added = Fonts::empty();
        added.add(Typeface::Kai, Arc::clone(&face));
        for fonts in [added, Fonts::from_faces([face])] {
            assert!(fonts.chain(Typeface::Kai).is_empty());
            assert!(rules(&fonts).contains(&"font.not-embeddable"));
        }
    }
}

#[cfg(feature = "installed-fonts")]
#[test]
fn installed_fonts_serve_every_typeface_with_the_embedded_ones_behind() {
    let fonts = Fonts::installed();
    for serving in fonts.report() {
        assert!(serving.face.is_some(), "{serving}");
        assert_ne!(serving.fit, Fit::Other, "{serving}");
    }
    for character in "周镕䶮".chars() {
        let chain = fonts.chain(Typeface::FangSong);
        assert!(chain.iter().any(|face| has(face, character)), "{character}");
    }
}

#[test]
fn the_faces_are_those_that_were_built() {
    use sha2::{Digest, Sha256};
    let mut checked = 0;
    for folder in [FANGSONG_KAI, SONG_HEI, SONG_MORE] {
        let sums = fs::read_to_string(format!("{folder}/SHA256SUMS")).unwrap();
        for line in sums.lines() {
            let (sum, file) = line.split_once("  ").unwrap();
            let digest = Sha256::digest(fs::read(format!("{folder}/{file}")).unwrap());
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, sum, "{file}");
            checked += 1;
        }
    }
    assert_eq!(checked, 8);
}

/// Signs of technical reports, traditional and rare characters: both files are made in either build,
/// the text of both is whole, and each character that no face has is named.
#[test]
fn no_character_stops_a_document() {
    let text = "减排CO₂6.8×10⁴吨，㎥、✓、☑、▼、❶、𠮷、龑、減，xᵏₘ";
    let mut bulletin = Bulletin::new("简报");
    bulletin.body = vec![Block::Paragraph(Text::plain(text))];
    let small =
        || Fonts::from_dir(FANGSONG_KAI).unwrap().with_fallback(Fonts::from_dir(SONG_HEI).unwrap());
    let large = small().with_fallback(Fonts::from_dir(SONG_MORE).unwrap());
    for (fonts, missing) in [(small(), "𠮷龑減"), (large, "𠮷")] {
        let set = bulletin.typeset(&Theme::gbt9704(), &fonts).unwrap();
        let found: Vec<_> =
            set.findings().iter().filter(|it| it.code() == "font.missing-character").collect();
        let named: String = found.iter().map(|finding| finding.place().words.as_str()).collect();
        assert_eq!(named, missing);
        for (finding, character) in found.iter().zip(missing.chars()) {
            assert_eq!(finding.severity(), Severity::Warning, "it stops nothing");
            let line = finding.to_string();
            let code = format!("{character} (U+{:04X})", u32::from(character));
            assert!(line.contains("body[0], page 1") && line.contains(&code), "{line}");
        }
        let document =
            lopdf::Document::load_mem(&set.pdf(&PdfOptions::default()).unwrap()).unwrap();
        let copied: String = document.extract_text(&[1]).unwrap().split_whitespace().collect();
        assert!(copied.contains(text), "{copied}");
        let docx = set.docx(&DocxOptions::default()).unwrap();
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        let mut part = package.by_name("word/document.xml").unwrap();
        let mut written = String::new();
        std::io::Read::read_to_string(&mut part, &mut written).unwrap();
        let written: String = written
            .split('<')
            .filter_map(|tag| tag.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert!(written.contains(text), "{written}");
    }
}
