//! The numbers of headings, where the word processor counts them.

use bulletin::{Bulletin, DocxOptions, Theme, docx};

use super::{part, parts, style};

/// The list that the word processor counts: what it shows is what the words were.
#[test]
fn headings_are_numbered_by_lists_where_that_is_asked() {
    let bulletin: Bulletin = toml::from_str(
        r#"
        masthead.title = '简报'
        sections = [
            { heading = '甲', blocks = ['正文。'], sections = [{ heading = '子', blocks = ['正文。'] }] },
            { heading = '乙', blocks = ['正文。'], sections = [
                { heading = '子', blocks = ['正文。'] },
                { heading = '丑', number = '■', blocks = ['正文。'] },
            ] },
        ]
        [[appendices]]
        title = '细则'
        sections = [{ heading = '丙', blocks = ['正文。'], sections = [{ heading = '子', blocks = ['正文。'] }] }]
        "#,
    )
    .unwrap();
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let mut options = DocxOptions::default();
    let plain = docx(&flow, &options).unwrap();
    assert!(!parts(&plain).contains_key("word/numbering.xml"));
    assert!(part(&plain, "word/document.xml").contains("一、"));
    options.numbering = bulletin::Numbering::Automatic;
    let file = docx(&flow, &options).unwrap();
    let document = part(&file, "word/document.xml");
    let headings: Vec<(String, &str)> = document
        .split("<w:p>")
        .filter(|paragraph| paragraph.contains("w:val=\"Heading"))
        .map(|paragraph| {
            let texts = paragraph.split("preserve\">").skip(1);
            let text = texts.map(|text| text.split('<').next().unwrap()).collect();
            let list = paragraph.split("<w:numId w:val=\"").nth(1);
            (text, list.map_or("", |list| list.split('"').next().unwrap()))
        })
        .collect();
    let headings: Vec<(&str, &str)> =
        headings.iter().map(|(text, list)| (text.as_str(), *list)).collect();
    assert_eq!(
        headings,
        [("甲", ""), ("子", ""), ("乙", ""), ("子", ""), ("■丑", "0"), ("丙", "2"), ("子", "2")]
    );
    let lists = part(&file, "word/numbering.xml");
    for piece in [
        "<w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"Heading1\"/>",
        "<w:lvlText w:val=\"%1、\"/>",
        "<w:lvlText w:val=\"（%2）\"/>",
        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
         <w:startOverride w:val=\"1\"/>",
    ] {
        assert!(lists.contains(piece), "{piece} in {lists}");
    }
    assert!(
        style(&file, "Heading2").contains("<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/>")
    );
}

/// Text that a heading runs into, and text with a number alone, count with the headings beside them: what is
/// put in before them moves them on. Those of a level without a heading on a line of its own keep their words.
#[test]
fn what_runs_into_text_is_counted_with_the_headings_beside_it() {
    let bulletin: Bulletin = toml::from_str(
        r#"
        masthead.title = '简报'
        [[sections]]
        heading = '甲'
        sections = [
            { heading = '子。', run_in = true, blocks = ['正文。'] },
            { heading = '丑', blocks = ['正文。'], sections = [{ heading = '细。', run_in = true, blocks = ['正文。'] }] },
            { heading = '寅。', run_in = true, blocks = ['正文。'] },
            { blocks = ['卯文。'] },
            { heading = '辰', blocks = ['正文。'] },
        ]
        [[sections]]
        heading = '乙'
        sections = [{ heading = '子。', run_in = true, blocks = ['正文。'] }]
        "#,
    )
    .unwrap();
    let mut options = DocxOptions::default();
    options.numbering = bulletin::Numbering::Automatic;
    let file = docx(&bulletin.flow(&Theme::gbt9704()).unwrap(), &options).unwrap();
    let document = part(&file, "word/document.xml");
    let paragraph = |words: &str| {
        let mut all = document.split("<w:p>");
        all.find(|paragraph| paragraph.contains(words))
            .unwrap_or_else(|| panic!("{words} in {document}"))
            .to_owned()
    };
    for words in ["子。<", "寅。<", "卯文。<"] {
        let paragraph = paragraph(words);
        for piece in ["<w:ilvl w:val=\"1\"", "<w:numId w:val=\"1\"", "w:val=\"BulletinBody\""] {
            assert!(paragraph.contains(piece), "{piece} in {paragraph}");
        }
        assert!(!paragraph.contains('（'), "{paragraph}");
    }
    // The number is in the type of the heading, and that of a text in the type of the text.
    let mark = |words: &str| {
        let paragraph = paragraph(words);
        let properties = paragraph.split("</w:pPr>").next().unwrap();
        properties.split_once("<w:rPr>").map(|(_, mark)| mark.to_owned()).unwrap_or_default()
    };
    assert!(mark("寅。<").contains("w:eastAsia=\"楷体_GB2312\""), "{}", mark("寅。<"));
    assert_eq!(mark("卯文。<"), "");
    assert!(document.contains(">1.细。"), "{document}");
    // All go on from one another: no list begins anew.
    let lists = part(&file, "word/numbering.xml");
    assert_eq!(lists.matches("<w:num ").count(), 1, "{lists}");
}
