//! What files say that they keep, and what each level asks of them.

use lopdf::Dictionary;

use super::*;
use crate::info::{Color, InfoField};
use crate::length::Length;

/// A sheet with a line of red and black, an element each.
fn sheet(text: &str) -> Sample {
    let mut sample = Sample::new();
    for (color, y) in [(Color::RED, 50.0), (Color::BLACK, 60.0)] {
        sample.color = color;
        let element = sample.element(ElementKind::Paragraph, Some(0));
        sample.text(Tag::Element(element), Typeface::Song, [30.0, y], 16.0, text);
    }
    sample
}

fn with(set: impl FnOnce(&mut PdfOptions)) -> PdfOptions {
    let mut options = PdfOptions::default();
    set(&mut options);
    options
}

fn of(level: PdfLevel) -> PdfOptions {
    with(|options| options.level = level)
}

fn made(sample: &Sample, options: &PdfOptions) -> Reader {
    Reader::new(&pdf(&sample.pages, options).unwrap())
}

/// What the file says, after `prefix:`: part and conformance.
fn said(reader: &Reader) -> String {
    let xmp = xmp(reader);
    let value = |key: &str| {
        let open = format!("<{key}>");
        let rest = &xmp[xmp.find(&open)? + open.len()..];
        rest.split('<').next().map(str::to_owned)
    };
    let [part, level, ua] = ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part"]
        .map(|key| value(key).unwrap_or_default());
    format!("{part}{level} {ua}")
}

#[test]
fn each_level_is_said_and_none_is_not() {
    let levels = [
        (PdfLevel::A2a, "2A 1"),
        (PdfLevel::A2u, "2U "),
        (PdfLevel::A2b, "2B "),
        (PdfLevel::A1b, "1B "),
        (PdfLevel::A3b, "3B "),
        (PdfLevel::None, " "),
    ];
    for (level, wanted) in levels {
        assert_eq!(said(&made(&sheet("行"), &of(level))), wanted, "{level:?}");
        let claims = pdf_claims(&sheet("行").pages, &of(level));
        assert_eq!((claims.level, claims.accessible), (level, level == PdfLevel::A2a));
        assert!(claims.findings.is_empty());
    }
}

/// What stands in the way is said with its place, and the file says what is left.
#[test]
fn what_a_bulletin_cannot_keep_is_a_finding() {
    let check = |sample: &Sample, level: PdfLevel, wanted: &str, codes: &[&str]| {
        let claims = pdf_claims(&sample.pages, &of(level));
        let found: Vec<&str> = claims.findings.iter().map(|it| it.code()).collect();
        assert_eq!(found, codes);
        assert_eq!(said(&made(sample, &of(level))), wanted, "{codes:?}");
        assert!(claims.findings.iter().all(|it| !it.message(Language::Chinese).is_empty()));
    };
    let missing = sheet("缺\u{20BB7}");
    check(&missing, PdfLevel::A2a, " ", &["pdf.level-glyph"]);
    check(&missing, PdfLevel::A1b, " ", &["pdf.level-glyph"]);
    check(&missing, PdfLevel::None, " ", &[]);
    let mut private = sheet("行");
    private.run().glyphs[0].text = Some('\u{E001}');
    check(&private, PdfLevel::A2a, "2U ", &["pdf.level-private"]);
    check(&private, PdfLevel::A2u, "2U ", &[]);
    let mut silent = sheet("行");
    let figure = silent.element(ElementKind::Figure, Some(0));
    silent.picture(
        Tag::Element(figure),
        [50.0, 160.0, 60.0, 100.0],
        &sample::png(true),
        ImageFormat::Png,
    );
    check(&silent, PdfLevel::A2a, "2U ", &["pdf.level-alternative"]);
    silent.pages.elements[figure].alt = Some("  ".into());
    check(&silent, PdfLevel::A2a, "2U ", &["pdf.level-alternative"]);
    check(&silent, PdfLevel::A2b, "2B ", &[]);
    silent.pages.elements[figure].alt = Some("箭头".into());
    check(&silent, PdfLevel::A2a, "2A 1", &[]);
    let mut nameless = sheet("行");
    nameless.pages.info.title = " ".into();
    nameless.pages.info.language.clear();
    check(&nameless, PdfLevel::A2a, "2U ", &["pdf.level-title", "pdf.level-language"]);
    let mut large = sheet("行");
    for _ in 0..8191 {
        large.element(ElementKind::Paragraph, Some(0));
    }
    check(&large, PdfLevel::A1b, " ", &["pdf.level-too-large"]);
    check(&large, PdfLevel::A2a, "2A 1", &[]);
}

#[test]
fn the_first_part_is_a_file_of_its_time() {
    let mut sample = sheet("一部分的字");
    let figure = sample.element(ElementKind::Figure, Some(0));
    sample.picture(
        Tag::Element(figure),
        [50.0, 160.0, 60.0, 100.0],
        &sample::png(true),
        ImageFormat::Png,
    );
    for compress in [true, false] {
        let mut options = of(PdfLevel::A1b);
        options.compress = compress;
        let bytes = pdf(&sample.pages, &options).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.4\n%"));
        let reader = Reader::new(&bytes);
        let kinds = |kind: &str| {
            let is = |dict: &Dictionary| dict.get(b"Type").is_ok_and(|it| *it == file::name(kind));
            let objects = reader.document.objects.values();
            objects.filter(|it| it.as_stream().is_ok_and(|it| is(&it.dict))).count()
        };
        assert_eq!((kinds("ObjStm"), kinds("XRef")), (0, 0));
        // Every character of the subset has its bit.
        let fonts: Vec<&Dictionary> = reader
            .document
            .objects
            .values()
            .filter_map(|it| it.as_dict().ok().filter(|it| it.has(b"CIDSet")))
            .collect();
        assert_eq!(fonts.len(), 1);
        let kept = reader.at(fonts[0], "CIDSet").as_stream().unwrap().get_plain_content().unwrap();
        assert_eq!(kept, [0b1111_1100], "five characters and the sign for a missing one");
        let picture = reader.document.objects.values().filter_map(|it| it.as_stream().ok());
        let picture =
            picture.filter(|it| it.dict.get(b"Subtype").is_ok_and(|it| *it == file::name("Image")));
        let picture: Vec<_> = picture.collect();
        assert_eq!(picture.len(), 1, "nothing is seen through");
        assert!(!picture[0].dict.has(b"SMask"));
        // Black, 155/255 of it, on white; green, 240 of it.
        let samples = picture[0].get_plain_content().unwrap();
        assert_eq!(samples[..3], [100, 246, 100]);
        let intents = reader.at(reader.catalog(), "OutputIntents").as_array().unwrap();
        let profile = reader.at(intents[0].as_dict().unwrap(), "DestOutputProfile");
        assert_eq!(profile.as_stream().unwrap().get_plain_content().unwrap()[8], 2);
    }
    let of_now = made(&sample, &PdfOptions::default());
    assert!(
        !of_now.document.objects.values().any(|it| it.as_dict().is_ok_and(|it| it.has(b"CIDSet")))
    );
}

#[test]
fn what_xmp_has_of_its_own_is_described() {
    let mut sample = sheet("行");
    let field =
        |key, name, value: &str, is_number| InfoField { key, name, value: value.into(), is_number };
    sample.pages.info.fields =
        vec![field("issue", "期号", "2024年第8期", false), field("total", "总期号", "479", true)];
    sample.pages.info.keywords = vec!["周报".into(), "窗口 <一>".into()];
    let reader = made(&sample, &PdfOptions::default());
    let xmp = xmp(&reader);
    for fact in [
        "<bulletin:issue>2024年第8期</bulletin:issue>",
        "<bulletin:total>479</bulletin:total>",
        "<pdfaProperty:name>total</pdfaProperty:name><pdfaProperty:valueType>Integer<",
        "<pdfaProperty:description>期号<",
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
        "<pdf:Keywords>周报；窗口 &lt;一&gt;</pdf:Keywords>",
    ] {
        assert!(xmp.contains(fact), "{fact} is missing from {xmp}");
    }
    let facts = reader.at(&reader.document.trailer, "Info").as_dict().unwrap();
    assert_eq!(string(reader.at(facts, "Keywords")), "周报；窗口 <一>");
    assert!(!self::xmp(&made(&sample, &of(PdfLevel::None))).contains("pdfaExtension"));
    assert!(!self::xmp(&made(&sample, &of(PdfLevel::A2b))).contains("prefix>pdfuaid"));
}

#[test]
fn files_are_attached_where_the_level_allows_it() {
    let file =
        |name: &str| Attachment::new(name, "application/toml", AttachmentKind::Source, "标题 = 1");
    let attached = |level: PdfLevel, files: &[Attachment]| {
        let options = with(|options| {
            options.level = level;
            options.attachments = files.to_vec();
        });
        pdf(&sheet("行").pages, &options)
    };
    let mut second = file("第8期.docx");
    second.kind = AttachmentKind::Alternative;
    second.description = "可编辑的文件".into();
    let reader = Reader::new(&attached(PdfLevel::A3b, &[second, file("a.toml")]).unwrap());
    let all = reader.at(reader.catalog(), "AF").as_array().unwrap();
    assert_eq!(all.len(), 2);
    let names = reader.at(reader.catalog(), "Names").as_dict().unwrap();
    let names = reader.at(names, "EmbeddedFiles").as_dict().unwrap();
    let names = reader.at(names, "Names").as_array().unwrap();
    assert_eq!([string(&names[0]), string(&names[2])], ["a.toml", "第8期.docx"], "sorted");
    let [first, second] = [1, 3].map(|at: usize| reader.get(&names[at]).as_dict().unwrap());
    assert_eq!(name(reader.at(first, "AFRelationship")), "Source");
    assert_eq!(name(reader.at(second, "AFRelationship")), "Alternative");
    assert_eq!(string(reader.at(second, "Desc")), "可编辑的文件");
    let stream = reader.at(reader.at(first, "EF").as_dict().unwrap(), "UF").as_stream().unwrap();
    assert_eq!(stream.get_plain_content().unwrap(), "标题 = 1".as_bytes());
    assert_eq!(name(reader.at(&stream.dict, "Subtype")), "application/toml");
    let facts = reader.at(&stream.dict, "Params").as_dict().unwrap();
    assert_eq!(facts.get(b"Size").unwrap(), &Object::Integer(10));
    assert!(attached(PdfLevel::None, &[file("a")]).is_ok());
    let wrong = |level, files: &[Attachment]| {
        let error = attached(level, files).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        error.code()
    };
    assert_eq!(wrong(PdfLevel::A2a, &[file("a")]), "pdf.attachment-level");
    for name in ["", " ", "a/b", "a\\b", "\0"] {
        assert_eq!(wrong(PdfLevel::A3b, &[file(name)]), "pdf.attachment-name", "{name}");
    }
    assert_eq!(wrong(PdfLevel::A3b, &[file("a"), file("a")]), "pdf.attachment-name");
    for media_type in ["toml", "a/", "/b", "a/b/c", "中/文"] {
        let mut file = file("a");
        file.media_type = media_type.into();
        assert_eq!(wrong(PdfLevel::A3b, &[file]), "pdf.attachment-type", "{media_type}");
    }
}

/// What chooses the colours of a page: operators with their operands.
fn choices(reader: &Reader) -> Vec<String> {
    let operations = reader.operations(0).into_iter();
    let chosen = operations.filter(|(operator, _)| {
        ["g", "rg", "k", "cs", "scn", "G", "RG", "K", "CS", "SCN"].contains(&operator.as_str())
    });
    chosen
        .map(|(operator, operands)| {
            let operands = operands.iter().map(|it| match it {
                Object::Name(name) => String::from_utf8(name.clone()).unwrap(),
                number => number.as_float().unwrap().to_string(),
            });
            operands.chain([operator]).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn red_is_said_in_inks() {
    let profile = pictures::profile(b"CMYK");
    let inks = with(|options| options.colors = PdfColors::Cmyk { profile: profile.clone() });
    let mut sample = sheet("行");
    sample.stroke = Length::pt(0.5);
    sample.color = Color { red: 0, green: 0, blue: 255 };
    sample.text(Tag::Layout, Typeface::Song, [30.0, 70.0], 16.0, "蓝");
    assert_eq!(
        choices(&made(&sample, &PdfOptions::default())),
        ["1 0 0 rg", "0 g", "0 0 1 rg", "0 0 1 RG"]
    );
    let reader = made(&sample, &inks);
    assert_eq!(choices(&reader), ["0 0.8 0.8 0 k", "0 g", "1 1 0 0 k", "1 1 0 0 K"]);
    let intents = reader.at(reader.catalog(), "OutputIntents").as_array().unwrap();
    let kept = reader.at(intents[0].as_dict().unwrap(), "DestOutputProfile").as_stream().unwrap();
    assert_eq!(kept.get_plain_content().unwrap(), profile);
    assert_eq!(kept.dict.get(b"N").unwrap(), &Object::Integer(4));
    // What light there is, in pictures, is sRGB.
    let resources = reader.at(reader.dictionary(reader.pages[0]), "Resources").as_dict().unwrap();
    let spaces = reader.at(resources, "ColorSpace").as_dict().unwrap();
    assert_eq!(name(&reader.at(spaces, "DefaultRGB").as_array().unwrap()[0]), "ICCBased");
    let changed = |at: usize, to: &[u8]| {
        let mut profile = profile.clone();
        profile[at..at + to.len()].copy_from_slice(to);
        profile
    };
    let cut = profile[..profile.len() - 1].to_vec();
    for wrong in [
        Vec::new(),
        pictures::profile(b"RGB "),
        profile[..100].to_vec(),
        cut,
        changed(8, &[5]),
        changed(12, b"scnr"),
        changed(36, b"acsq"),
        changed(132, b"B2A0"),
        changed(143, &[5]),
    ] {
        let options = with(|options| options.colors = PdfColors::Cmyk { profile: wrong });
        assert_eq!(pdf(&sample.pages, &options).unwrap_err().code(), "pdf.profile");
    }
}

#[test]
fn the_first_part_holds_profiles_of_version_2_alone() {
    let of_version = |version: u8| {
        let mut profile = pictures::profile(b"CMYK");
        profile[8] = version;
        let mut options = with(|options| options.colors = PdfColors::Cmyk { profile });
        options.level = PdfLevel::A1b;
        options
    };
    let sample = sheet("行");
    let old = of_version(2);
    assert_eq!(pdf_claims(&sample.pages, &old).level, PdfLevel::A1b);
    let reader = made(&sample, &old);
    // That of the inks, and that of the light in pictures.
    let versions: Vec<u8> = reader
        .document
        .objects
        .values()
        .filter_map(|it| it.as_stream().ok()?.get_plain_content().ok())
        .filter(|content| content.get(36..40) == Some(b"acsp"))
        .map(|profile| profile[8])
        .collect();
    assert_eq!(versions, [2, 2]);
    let claims = pdf_claims(&sample.pages, &of_version(4));
    assert_eq!(claims.level, PdfLevel::None);
    assert_eq!(claims.findings[0].code(), "pdf.level-profile");
    let mut later = of_version(4);
    later.level = PdfLevel::A2b;
    assert_eq!(pdf_claims(&sample.pages, &later).level, PdfLevel::A2b);
}

#[test]
fn red_is_an_ink_of_its_own() {
    let spot = |name: &str| with(|options| options.spot = Some(name.to_owned()));
    let mut sample = sheet("行");
    sample.stroke = Length::pt(0.5);
    sample.color = Color::RED;
    sample.text(Tag::Layout, Typeface::Song, [30.0, 70.0], 16.0, "红");
    let space = |options: &PdfOptions| {
        let reader = made(&sample, options);
        let wanted = ["Red cs", "1 scn", "0 g", "Red cs", "1 scn", "Red CS", "1 SCN"];
        assert_eq!(choices(&reader), wanted);
        let resources =
            reader.at(reader.dictionary(reader.pages[0]), "Resources").as_dict().unwrap();
        let space = reader.at(reader.at(resources, "ColorSpace").as_dict().unwrap(), "Red");
        let space = space.as_array().unwrap().clone();
        let full = reader.at(reader.get(&space[3]).as_dict().unwrap(), "C1").as_array().unwrap();
        let full: Vec<f32> = full.iter().map(|it| it.as_float().unwrap()).collect();
        ([0, 1, 2].map(|it| name(&space[it]).to_owned()), full)
    };
    let (words, full) = space(&spot("PANTONE 485 C"));
    assert_eq!(words, ["Separation", "PANTONE 485 C", "DeviceRGB"]);
    assert_eq!(full, [1.0, 0.0, 0.0]);
    let mut inks = spot("大红");
    inks.colors = PdfColors::Cmyk { profile: pictures::profile(b"CMYK") };
    let (words, full) = space(&inks);
    assert_eq!(words, ["Separation", "大红", "DeviceCMYK"]);
    assert_eq!(full, [0.0, 0.8, 0.8, 0.0]);
    for wrong in ["", " ", "All", "None", &"红".repeat(43)] {
        assert_eq!(pdf(&sample.pages, &spot(wrong)).unwrap_err().code(), "pdf.spot", "{wrong}");
    }
}

#[test]
fn a_sheet_has_an_edge_to_cut_off() {
    let boxes = |bleed: Length| {
        let reader = made(&sheet("行"), &with(|options| options.bleed = bleed));
        let page = reader.dictionary(reader.pages[0]).clone();
        ["MediaBox", "BleedBox", "TrimBox", "CropBox"].map(|name| {
            let edges = page.get(name.as_bytes()).ok()?.as_array().ok()?;
            edges.iter().map(|it| it.as_float().ok()).collect::<Option<Vec<f32>>>()
        })
    };
    let page = Some(vec![0.0, 0.0, 595.276, 841.89]);
    assert_eq!(boxes(Length::ZERO), [page.clone(), None, page.clone(), page.clone()]);
    let wide = Some(vec![-8.504, -8.504, 603.78, 850.394]);
    assert_eq!(boxes(Length::mm(3.0)), [wide.clone(), wide, page.clone(), page]);
    for wrong in [-1.0, 101.0] {
        let options = with(|options| options.bleed = Length::mm(wrong));
        assert_eq!(pdf(&sheet("行").pages, &options).unwrap_err().code(), "pdf.bleed");
    }
}
