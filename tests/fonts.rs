//! Fonts: which face serves which typeface, from the program, from a folder and joined; that a
//! rare character finds a face; that a file that is no font is named and never used in silence;
//! and that the faces in the repository are the ones that were built.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bulletin::{ErrorKind, Face, Fit, Fonts, Language, Severity, Typeface};

const FANGSONG: &str = "assets/fonts/fangsong/faces";
const OFL: &str = "assets/fonts/ofl/faces";

fn names(fonts: &Fonts, typeface: Typeface) -> Vec<&str> {
    fonts.chain(typeface).iter().map(|face| face.name()).collect()
}

fn has(face: &Face, character: char) -> bool {
    let face = ttf_parser::Face::parse(face.data(), face.index()).unwrap();
    face.glyph_index(character).is_some_and(|glyph| glyph.0 != 0)
}

fn rules(fonts: &Fonts) -> Vec<&'static str> {
    fonts.findings().iter().map(|finding| finding.code()).collect()
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
    for character in "镕喆堃赟犇䶮⑪⑳".chars() {
        let first = chain.iter().find(|face| has(face, character));
        assert!(!has(&chain[0], character), "{character} is in 仿宋");
        assert!(first.is_some(), "{character} is in no face");
    }
}

#[test]
fn every_chain_ends_in_every_other_face_once() {
    let fonts = Fonts::embedded();
    for typeface in Typeface::ALL {
        let mut names = names(&fonts, typeface);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), fonts.chain(typeface).len());
        assert_eq!(names.len(), 6, "{typeface:?}");
    }
}

#[test]
fn a_folder_without_fang_song_has_kai_stand_in_and_says_so() {
    let fonts = Fonts::from_dir(OFL).unwrap();
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
    let first = Fonts::from_dir(OFL).unwrap();
    let fonts = first.with_fallback(Fonts::from_dir(FANGSONG).unwrap());
    assert_eq!(names(&fonts, Typeface::FangSong)[0], "BulletinFangSong-Regular");
    assert_eq!(fonts.findings(), []);
}

#[test]
fn files_that_are_no_fonts_are_named_and_the_others_used() {
    let path = folder("broken");
    let kai = fs::read(format!("{OFL}/BulletinKai-Light.ttf")).unwrap();
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
    let latin = fs::read(format!("{OFL}/BulletinLatin-Regular.ttf")).unwrap();
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
    let kai = fs::read(format!("{OFL}/BulletinKai-Light.ttf")).unwrap();
    let latin = fs::read(format!("{OFL}/BulletinLatin-Regular.ttf")).unwrap();
    fs::write(path.join("two.ttc"), collection(&[&kai, &latin])).unwrap();
    let fonts = Fonts::from_dir(&path).unwrap();
    assert_eq!(names(&fonts, Typeface::Kai)[0], "BulletinKai-Light");
    let latin = &fonts.chain(Typeface::Latin)[0];
    assert_eq!((latin.name(), latin.index()), ("BulletinLatin-Regular", 1));
    assert!(has(latin, 'A'));
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

#[test]
fn a_face_of_no_known_family_is_left_out_and_named() {
    let mut renamed = fs::read(format!("{OFL}/BulletinLatin-Regular.ttf")).unwrap();
    // The same font under another name, of the same length in UTF-16.
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let (old, new) = (utf16("Bulletin"), utf16("Tulletin"));
    for at in 0..renamed.len() - old.len() {
        if renamed[at..].starts_with(&old) {
            renamed[at..at + new.len()].copy_from_slice(&new);
        }
    }
    let face = Arc::new(Face::new(renamed, 0).unwrap());
    assert_eq!(face.name(), "TulletinLatin-Regular");
    let fonts = Fonts::from_faces([Arc::clone(&face)]);
    assert!(fonts.chain(Typeface::Latin).is_empty());
    assert_eq!(rules(&fonts)[..6], ["font.no-face"; 6]);
    assert_eq!(rules(&fonts)[6..], ["font.unused"]);

    // The caller knows better: the face serves where it is put, and stands in elsewhere.
    let mut fonts = Fonts::empty();
    fonts.add(Typeface::Song, face);
    assert_eq!(fonts.serving(Typeface::Song).fit, Fit::Substitute);
    assert_eq!(fonts.serving(Typeface::Kai).fit, Fit::Other);
    assert_eq!(rules(&fonts), ["font.stand-in"; 5]);
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
    for folder in [OFL, FANGSONG] {
        let sums = fs::read_to_string(format!("{folder}/SHA256SUMS")).unwrap();
        for line in sums.lines() {
            let (sum, file) = line.split_once("  ").unwrap();
            let digest = Sha256::digest(fs::read(format!("{folder}/{file}")).unwrap());
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, sum, "{file}");
            checked += 1;
        }
    }
    assert_eq!(checked, 6);
}
