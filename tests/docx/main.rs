//! DOCX files as they leave the library: the parts of two bulletins as goldens, what a reader
//! finds in them, and the same bytes from every process.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use bulletin::flow::{Block, Flow, ImprintPlace, Inline, Merge, Paragraph};
use bulletin::{Bulletin, DocxOptions, Imprint, Logo, Theme, docx};
use support::changed;
use support::golden::Goldens;

mod numbers;
mod styles;
#[path = "../support/mod.rs"]
mod support;

/// A short bulletin with one of everything.
const SMALL: &str = r#"
[masthead]
title = "简讯"
notice = "内部资料"
issue = { year = 2025, number = 3 }
issuers = ["示例市综合科", "示例市信息科"]
date = "2025-02-07"

[[sections]]
heading = "一周要闻"
blocks = ["周一，**综合科**<A&B>召开'例会'，讨论\"三项\"安排。"]

[[sections.sections]]
heading = "接待情况"
blocks = ["接待来访12批次。", { figure = { data = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPYCwAAvwC+p6qWKwAAAABJRU5ErkJggg==", alt = "一块\"灰色\"", caption = "大厅一角" } }]

[[appendices]]
title = "各窗口得分"

[[appendices.blocks]]
[appendices.blocks.table]
unit = "分"
columns = ["名次", "窗口", "得分"]
rows = [[1, "甲", 9.5], ["above", "乙", 9.5], [3, "丙", 8]]

[imprint]
report = "示例市办公室。"
printed_by = "示例市综合科"
printed_on = "2025-02-07"
print_count = 20
"#;

fn small() -> Flow {
    toml::from_str::<Bulletin>(SMALL).unwrap().flow(&Theme::gbt9704()).unwrap()
}

fn weekly() -> Flow {
    support::weekly().flow(&Theme::gbt9704()).unwrap()
}

fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().to_owned(), bytes)
        })
        .collect()
}

fn part(file: &[u8], path: &str) -> String {
    String::from_utf8(parts(file).remove(path).unwrap()).unwrap()
}

/// A paragraph, run, row or style a line, so that a difference is a line.
fn lines(xml: &str) -> String {
    let mut lines = xml.to_owned();
    for element in ["p", "r", "tbl", "tr", "tc", "sectPr", "style", "font"] {
        for end in [">", " "] {
            lines = lines.replace(&format!("<w:{element}{end}"), &format!("\n<w:{element}{end}"));
        }
    }
    for element in ["<Override", "<Relationship ", "<w:body>", "<dc", "<w:compat>"] {
        lines = lines.replace(element, &format!("\n{element}"));
    }
    lines + "\n"
}

#[test]
fn the_parts_are_those_of_the_goldens() {
    let mut goldens = Goldens::new("docx");
    let mut check = |name: &str, flow: &Flow, wanted: &dyn Fn(&str) -> bool| {
        let file = docx(flow, &DocxOptions::default()).unwrap();
        for (path, bytes) in parts(&file).into_iter().filter(|(path, _)| wanted(path)) {
            let part = path.rsplit('/').next().unwrap().replace(['[', ']'], "");
            goldens.check(&format!("{name}-{part}"), &lines(&String::from_utf8(bytes).unwrap()));
        }
    };
    check("small", &small(), &|path| !path.ends_with(".png"));
    let large = ["word/document.xml", "word/styles.xml"];
    check("weekly", &weekly(), &|path| large.contains(&path));
    goldens.finish();
}

/// A table is called by its caption, or by the title or heading that it stands directly below; by nothing that
/// is text, and by no heading that another table stands below.
#[test]
fn a_table_is_called_by_what_stands_above_it() {
    let bulletin: Bulletin = toml::from_str(
        r#"
        masthead.title = '简报'
        body = ['下表一。', { table = { columns = ['甲'], rows = [[1]] } }, { table = { caption = '总表', unit = '件', columns = ['乙'], rows = [[1]] } }]
        [[sections]]
        heading = '排名'
        blocks = [
            { ranking = { rule = 'competition', columns = ['名次', '窗口', '得分', '总分'], rows = [['甲', 9], ['乙', 8]] } },
            { table = { columns = ['丙'], rows = [[1]] } },
        ]
        [[appendices]]
        title = '各窗口得分'
        blocks = [{ table = { unit = '分', columns = ['丁'], rows = [[1]] } }]
        "#,
    )
    .unwrap();
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let document = part(&docx(&flow, &DocxOptions::default()).unwrap(), "word/document.xml");
    let value = |properties: &str, name: &str| {
        let value = properties.split(&format!("<w:{name} w:val=\"")).nth(1);
        value.map_or(String::new(), |value| value.split('"').next().unwrap().to_owned())
    };
    let properties = document.split("<w:tblPr>").skip(1);
    let captions: Vec<String> = properties
        .map(|rest| value(rest.split("</w:tblPr>").next().unwrap(), "tblCaption"))
        .collect();
    assert_eq!(captions, ["", "总表", "一、排名", "", "各窗口得分"]);
}

/// Every word of the flow in reading order, the hidden cells of merged ones left out.
fn words(flow: &Flow) -> String {
    let mut all = String::new();
    let mut add = |paragraph: &Paragraph| {
        let sides = paragraph.middle.iter().chain(&paragraph.tail);
        for inline in paragraph.content.iter().chain(sides) {
            if let Inline::Run(run) = inline {
                all.push_str(&run.text);
            }
        }
    };
    for block in flow.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            Block::Paragraph(paragraph) => add(paragraph),
            Block::Table(table) => {
                for cell in table.head.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                    if cell.merge != Merge::Continue {
                        add(&cell.content);
                    }
                }
            }
            _ => {}
        }
    }
    flow.imprint.iter().flat_map(|imprint| &imprint.rows).for_each(|row| add(&row.content));
    all
}

#[test]
fn raised_and_lowered_words_are_runs_with_vert_align() {
    let text = "减排CO<sub>2</sub>，绿化**3km<sup>2</sup>**，10~20人，30~40人。";
    let mut bulletin = Bulletin::new("简讯");
    bulletin.body = vec![text.into()];
    let file = docx(&bulletin.flow(&Theme::gbt9704()).unwrap(), &DocxOptions::default()).unwrap();
    let xml = part(&file, "word/document.xml");
    let raised: Vec<(&str, &str)> = xml
        .split("<w:r>")
        .filter_map(|run| {
            let (_, behind) = run.split_once("<w:vertAlign w:val=\"")?;
            let words = run.split_once("preserve\">")?.1.split("</w:t>").next()?;
            Some((behind.split('"').next()?, words))
        })
        .collect();
    assert_eq!(raised, [("subscript", "2"), ("superscript", "2")]);
    assert_eq!(xml.matches('~').count(), 2);
    // No style is raised.
    let whole = "<sup>全文</sup>";
    bulletin.body = vec![whole.into()];
    let file = docx(&bulletin.flow(&Theme::gbt9704()).unwrap(), &DocxOptions::default()).unwrap();
    assert!(!part(&file, "word/styles.xml").contains("vertAlign"));
    assert!(part(&file, "word/document.xml").contains("w:val=\"superscript\""));
}

/// A masthead with three slots on one line, a picture, and a name in two types.
fn slots() -> Flow {
    let theme = Theme::from_toml(
        r#"
        [masthead]
        rows = [
            { left = ["logo"], center = ["title", { field = "title-part", join = true }] },
            { left = ["issue"], center = ["period"], right = ["date"] },
        ]
        "#,
    )
    .unwrap();
    let mut bulletin = toml::from_str::<Bulletin>(SMALL).unwrap();
    let masthead = &mut bulletin.masthead;
    masthead.title_part = Some("增刊".into());
    masthead.period = Some("第6周".parse().unwrap());
    let small = small();
    let data = small.parts.iter().flat_map(|part| &part.blocks).find_map(|block| match block {
        Block::Figure(figure) => Some(figure.data.clone()),
        _ => None,
    });
    masthead.logo = Some(Logo::new(data.unwrap(), "单位标识"));
    bulletin.flow(&theme).unwrap()
}

#[test]
fn slots_stand_at_tabs_and_a_picture_at_its_place_on_the_sheet() {
    let file = docx(&slots(), &DocxOptions::default()).unwrap();
    let xml = part(&file, "word/document.xml");
    // 156 mm are 8844 twips.
    let line = xml.split("<w:p>").find(|line| line.contains("第6周")).unwrap();
    let (center, right) = (
        line.find("<w:tab w:val=\"center\" w:pos=\"4422\""),
        line.find("w:val=\"right\" w:pos=\"8844\""),
    );
    assert!(center.unwrap() < right.unwrap(), "{line}");
    assert_eq!(line.matches("<w:tab />").count() + line.matches("<w:tab/>").count(), 2, "{line}");
    let name = xml.split("<w:p>").find(|line| line.contains("增刊")).unwrap();
    assert!(name.contains("<w:textAlignment w:val=\"center\""), "{name}");
    assert!(name.contains("<wp:anchor") && name.contains("descr=\"单位标识\""), "{name}");
    assert!(name.contains("relativeFrom=\"page\"><wp:posOffset>1008000<"), "{name}");
}

#[test]
fn every_word_comes_through_in_order() {
    for flow in [weekly(), small(), slots()] {
        let file = docx(&flow, &DocxOptions::default()).unwrap();
        let xml = part(&file, "word/document.xml");
        let mut text = String::new();
        for run in xml.split("<w:t xml:space=\"preserve\">").skip(1) {
            let run = run.split("</w:t>").next().unwrap();
            text += &quick_xml::escape::unescape(run).unwrap();
        }
        assert_eq!(text, words(&flow));
    }
}

/// How many runs a paragraph asks for: one, and one more for each change of emphasis or type.
fn asked_runs(paragraph: &Paragraph) -> usize {
    let sides = paragraph.middle.iter().chain(&paragraph.tail);
    let runs: Vec<_> = (paragraph.content.iter().chain(sides))
        .filter_map(|inline| match inline {
            Inline::Run(run) => Some((run.bold, run.font)),
            _ => None,
        })
        .collect();
    if runs.is_empty() { 0 } else { runs.chunk_by(|one, next| one == next).count() }
}

#[test]
fn a_run_is_a_change_of_emphasis_or_type() {
    for (flow, most) in [(weekly(), 40), (small(), 25)] {
        let file = docx(&flow, &DocxOptions::default()).unwrap();
        let document = part(&file, "word/document.xml");
        let (mut text, mut cells) = (0, Vec::new());
        for (index, block) in document.split("<w:tbl>").enumerate() {
            let (table, after) = block.split_once("</w:tbl>").unwrap_or(("", block));
            assert_eq!(table.is_empty(), index == 0);
            cells.extend(table.split("<w:tc>").skip(1).map(|cell| cell.matches("<w:r>").count()));
            text += after.matches("<w:r>").count();
        }
        let (mut asked, mut asked_cells) = (0, 0);
        for block in flow.parts.iter().flat_map(|part| &part.blocks) {
            match block {
                Block::Paragraph(paragraph) => asked += asked_runs(paragraph),
                Block::Table(table) => {
                    let rows = table.head.iter().chain(&table.rows);
                    asked_cells += rows.map(|row| row.cells.len()).sum::<usize>();
                }
                Block::Figure(_) => asked += 1,
                _ => {}
            }
        }
        // A content control cuts a run before it and behind it.
        let text = text.saturating_sub(document.matches("<w:sdt>").count() * 2);
        assert!(text <= most, "{text} runs of text");
        assert!(cells.len() >= asked_cells && cells.iter().all(|runs| *runs <= 1), "{cells:?}");
        assert!(text <= asked, "{text} runs where the text asks for {asked}");
    }
}

#[test]
fn docx_rs_reads_what_it_wrote() {
    let file = docx(&weekly(), &DocxOptions::default()).unwrap();
    let read = docx_rs::read_docx(&file).unwrap();
    let headings = read.document.children.iter().filter(|child| match child {
        docx_rs::DocumentChild::Paragraph(paragraph) => {
            paragraph.property.style.as_ref().is_some_and(|style| style.val == "Heading1")
        }
        _ => false,
    });
    assert_eq!(headings.count(), 6);
}

#[test]
fn uncompressed_parts_are_the_same_parts() {
    let mut options = DocxOptions::default();
    let small_file = docx(&small(), &options).unwrap();
    options.compress = false;
    let large_file = docx(&small(), &options).unwrap();
    assert_eq!(parts(&small_file), parts(&large_file));
    assert!(large_file.len() > 3 * small_file.len());
    assert!(docx(&weekly(), &DocxOptions::default()).unwrap().len() < 30_000);
}

/// The last text stays with the imprint, but not where it is so long that LibreOffice would move it
/// whole and leave a page white.
#[test]
fn only_a_short_last_paragraph_is_kept_with_the_imprint() {
    for (count, kept) in [(100, true), (3000, false)] {
        let text = "国".repeat(count);
        let bulletin: Bulletin = toml::from_str(&format!(
            "body = ['{text}']\n[masthead]\ntitle = '简报'\n[imprint]\nreport = '各厅。'\n"
        ))
        .unwrap();
        let file =
            docx(&bulletin.flow(&Theme::gbt9704()).unwrap(), &DocxOptions::default()).unwrap();
        let body = style(&file, "BulletinBody");
        assert!(!body.contains("keepNext"), "what is typed anywhere would be kept: {body}");
        let document = part(&file, "word/document.xml");
        assert_eq!(document.contains("w:val=\"BulletinBodyKept\""), kept, "{count} characters");
        if kept {
            let style = style(&file, "BulletinBodyKept");
            for piece in
                ["w:basedOn w:val=\"BulletinBody\"", "w:next w:val=\"BulletinBody\"", "keepNext"]
            {
                assert!(style.contains(piece), "{piece} in {style}");
            }
        }
    }
}

/// The style of this id, as it stands in the file.
fn style(file: &[u8], id: &str) -> String {
    let styles = part(file, "word/styles.xml");
    let (_, style) = styles.split_once(&format!("w:styleId=\"{id}\"")).unwrap();
    style.split("</w:style>").next().unwrap().to_owned()
}

/// Where the imprint has rows of room nothing is told to stay with it, so that nothing that is typed behind
/// the text drags pages along. What a style says and the layout does not is switched off.
#[test]
fn a_rule_is_told_where_something_hangs_on_it() {
    let bulletin: Bulletin = toml::from_str(
        "body = ['正文。']\nsections = [{ heading = '小结', blocks = ['完。'] }]\n\
         [masthead]\ntitle = '简报'\n[imprint]\nreport = '各厅。'\n",
    )
    .unwrap();
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let mut options = DocxOptions::default();
    let kept = |options: &DocxOptions| {
        part(&docx(&flow, options).unwrap(), "word/document.xml").matches("Kept\"").count()
    };
    assert_eq!(kept(&options), 1);
    options.decisions.white_at_ends = vec![flow.page.row_pitch * 6];
    assert_eq!(kept(&options), 0);
    let heading = flow.parts.iter().flat_map(|part| &part.blocks).find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.keep_with_next => Some(paragraph.path.clone()),
        _ => None,
    });
    options.decisions.parted.insert(heading.unwrap());
    let document = part(&docx(&flow, &options).unwrap(), "word/document.xml");
    assert_eq!(document.matches("<w:keepNext w:val=\"0\"/>").count(), 1, "{document}");
}

/// Word takes two tables that touch for one.
#[test]
fn a_table_does_not_touch_the_imprint() {
    let bulletin: Bulletin = toml::from_str(
        "body = [{ table = { columns = ['甲', '乙'], rows = [[1, 2]] } }]\n\
         [masthead]\ntitle = '简报'\n[imprint]\nreport = '各厅。'\n",
    )
    .unwrap();
    let file = docx(&bulletin.flow(&Theme::gbt9704()).unwrap(), &DocxOptions::default()).unwrap();
    let document = part(&file, "word/document.xml");
    assert!(!document.contains("</w:tbl><w:tbl>"), "{document}");
    assert!(
        document.contains("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"BeforeImprint\""),
        "{document}"
    );
    let between = style(&file, "BeforeImprint");
    assert!(between.contains("w:line=\"20\" w:lineRule=\"exact\""), "{between}");
}

/// The parts of a file without compression, as text.
fn stored(bulletin: &Bulletin, theme: &Theme, imprint: ImprintPlace) -> String {
    let mut options = DocxOptions::default();
    options.compress = false;
    options.decisions.imprint = imprint;
    let file = docx(&bulletin.flow(theme).unwrap(), &options).unwrap();
    String::from_utf8_lossy(&file).into_owned()
}

#[test]
fn the_contents_ask_for_pages_by_bookmarks() {
    let bulletin: Bulletin = toml::from_str(
        r#"
        contents = "auto"
        title = "综述"
        body = ["正文。"]
        [masthead]
        title = "简报"
        [[articles]]
        title = "河道治理"
        source = "市水务局供稿"
        sections = [{ heading = "做法", blocks = ["正文。"] }]
        "#,
    )
    .unwrap();
    let mut theme = Theme::gbt9704();
    theme.contents.page_numbers = bulletin::ContentsNumbers::Always;
    let file = stored(&bulletin, &theme, ImprintPlace::SamePage);
    for number in [1, 2] {
        assert_eq!(file.matches(&format!("PAGEREF _Toc00000000{number} \\h <")).count(), 1);
        assert_eq!(file.matches(&format!("w:name=\"_Toc00000000{number}\"")).count(), 1);
        assert_eq!(file.matches(&format!("w:anchor=\"_Toc00000000{number}\"")).count(), 1);
    }
    assert_eq!(file.matches(" TOC ").count(), 1);
    assert!(file.contains("w:leader=\"dot\""));
    // Titles are in the navigation pane, and the headings of the articles below them.
    let level = |style: &str| {
        let from = file.find(&format!("w:styleId=\"{style}\"")).unwrap();
        let outline = file[from..].find("w:outlineLvl w:val=").unwrap() + from;
        file[outline..].chars().nth("w:outlineLvl w:val=\"".len()).unwrap()
    };
    assert_eq!((level("Title"), level("Heading1")), ('0', '1'));
    let plain = stored(&bulletin, &Theme::gbt9704(), ImprintPlace::SamePage);
    assert!(!plain.contains("PAGEREF") && plain.contains("w:anchor=\"_Toc000000001\""));
}

/// What a field of contents says, and how many bookmarks there are: none for a list that it would not
/// gather again.
fn contents_field(bulletin: &str, numbers: bulletin::ContentsNumbers) -> (Option<String>, usize) {
    let bulletin: Bulletin = toml::from_str(bulletin).unwrap();
    let mut theme = Theme::gbt9704();
    theme.contents.page_numbers = numbers;
    let file = docx(&bulletin.flow(&theme).unwrap(), &DocxOptions::default()).unwrap();
    let document = part(&file, "word/document.xml");
    let field = document.split("\"> TOC ").nth(1).or_else(|| document.split("> TOC ").nth(1));
    let field = field.map(|rest| rest.split('<').next().unwrap().replace("&quot;", "\""));
    let (begins, ends) = (
        document.matches("w:fldCharType=\"begin\"").count(),
        document.matches("w:fldCharType=\"end\"").count(),
    );
    assert_eq!(begins, ends, "{document}");
    (field, document.matches("<w:bookmarkStart").count())
}

#[test]
fn the_contents_are_a_field_where_it_finds_the_same_lines() {
    use bulletin::ContentsNumbers::{Always, Never};
    let sections = "masthead.title = '简报'\nsections = [\
        { heading = '一段', blocks = ['正文。'] }, { heading = '二段', blocks = ['正文。'] }]\n";
    let auto = format!("contents = 'auto'\n{sections}");
    let field = |switches: &str| Some(format!("\\o \"1-1\" {switches}\\h \\z "));
    assert_eq!(contents_field(&auto, Always), (field(""), 2));
    assert_eq!(contents_field(&auto, Never), (field("\\n "), 2));
    // Headings of appendices are not gathered.
    let appendix = format!(
        "{auto}[[appendices]]\ntitle = '细则'\nsections = [{{ heading = '总则', blocks = ['正文。'] }}]\n"
    );
    assert_eq!(contents_field(&appendix, Never), (field("\\b _TocRange \\n "), 3));
    // A list of one's own keeps its words.
    let manual = format!("contents = ['一、一段']\n{sections}");
    assert_eq!(contents_field(&manual, Never), (None, 1));
    let articles = "contents = 'auto'\nmasthead.title = '简报'\n\
        [[articles]]\ntitle = '治理'\nbody = ['正文。']\n[[articles]]\ntitle = '服务'\nbody = ['正文。']\n";
    assert_eq!(
        contents_field(articles, Never),
        (Some("\\t \"Title,1,标题,1\" \\n \\h \\z ".to_owned()), 2)
    );
    // Each paragraph that it is to gather is of the style that it names; the lines of the list of contents are
    // of another.
    let bulletin: Bulletin = toml::from_str(articles).unwrap();
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let file = docx(&flow, &DocxOptions::default()).unwrap();
    let document = part(&file, "word/document.xml");
    for words in ["治理", "服务"] {
        let named = document.split("<w:p>").filter(|paragraph| paragraph.contains(words));
        let of_style = |paragraph: &&str| paragraph.contains("w:pStyle w:val=\"Title\"");
        assert_eq!(named.filter(of_style).count(), 1, "{words} in {document}");
    }
    assert!(style(&file, "Title").contains("<w:keepNext/>"));
    // A name is in one language.
    for name in part(&file, "word/styles.xml").split("<w:name w:val=\"").skip(1) {
        let name = name.split('"').next().unwrap();
        let is_kept = name.ends_with("（与下段同页）");
        assert!(!is_kept || !name.contains(|c: char| c.is_ascii_alphabetic()), "{name}");
    }
}

#[test]
fn the_masthead_is_in_controls_and_in_properties() {
    let file = docx(&small(), &DocxOptions::default()).unwrap();
    let document = part(&file, "word/document.xml");
    let controls: Vec<(&str, String)> = document
        .split("<w:sdt>")
        .skip(1)
        .map(|control| {
            let control = control.split("</w:sdt>").next().unwrap();
            let tag = control.split("<w:tag w:val=\"").nth(1).unwrap().split('"').next().unwrap();
            let runs = control.split("preserve\">").skip(1);
            (tag, runs.map(|run| run.split('<').next().unwrap()).collect())
        })
        .collect();
    let said: Vec<(&str, &str)> =
        controls.iter().map(|(tag, text)| (*tag, text.as_str())).collect();
    assert_eq!(
        said,
        [
            ("title", "简讯"),
            ("issue", "2025年第3期"),
            ("issuers", "示例市综合科"),
            ("issuers", "示例市信息科"),
            ("date", "2025年2月7日"),
        ]
    );
    let custom = part(&file, "docProps/custom.xml");
    for piece in [
        "pid=\"3\" name=\"期号\"><vt:lpwstr>2025年第3期</vt:lpwstr>",
        "name=\"编发单位\"><vt:lpwstr>示例市综合科、示例市信息科</vt:lpwstr>",
        "name=\"印数\"><vt:i4>20</vt:i4>",
    ] {
        assert!(custom.contains(piece), "{piece} in {custom}");
    }
    let core = part(&file, "docProps/core.xml");
    assert!(core.contains("<cp:keywords>简讯；一周要闻</cp:keywords>"), "{core}");
    // What a bulletin is about is its title; name and issue are those of the file.
    assert!(!core.contains("dc:subject"), "{core}");
    let titled = changed(small_text(), |it| it.title = Some("关于<防汛>\n值守的通报".into()));
    let file = docx(&titled.flow(&Theme::gbt9704()).unwrap(), &DocxOptions::default()).unwrap();
    let core = part(&file, "docProps/core.xml");
    assert!(core.contains("<dc:subject>关于&lt;防汛&gt;值守的通报</dc:subject>"), "{core}");
}

#[test]
fn a_table_says_what_it_is_and_has_its_looks_by_its_style() {
    let file = docx(&small(), &DocxOptions::default()).unwrap();
    let document = part(&file, "word/document.xml");
    let table = document.split("<w:tblPr>").nth(1).unwrap().split("</w:tblPr>").next().unwrap();
    assert!(table.starts_with("<w:tblStyle w:val=\"BulletinTable\"/>"), "{table}");
    assert!(!table.contains("tblBorders") && !table.contains("tblCellMar"), "{table}");
    assert!(table.contains("w:firstRow=\"1\"") && table.contains("w:firstColumn=\"1\""), "{table}");
    assert!(table.ends_with("<w:tblDescription w:val=\"3行3列：名次、窗口、得分\"/>"), "{table}");
    let style = style(&file, "BulletinTable");
    assert!(
        style.contains("<w:insideH w:val=\"single\"") && style.contains("<w:tblHeader/>"),
        "{style}"
    );
}

#[test]
fn the_imprint_stands_where_the_pages_have_it() {
    let imprint = changed(Imprint::default(), |imprint| imprint.print_count = Some(3));
    let bulletin = changed(small_text(), |bulletin| bulletin.imprint = imprint);
    let breaks = |place| {
        let file = stored(&bulletin, &Theme::gbt9704(), place);
        let sections = file.matches("<w:sectPr").count();
        let footers = file.matches("<w:ftr").count();
        (file.matches("<w:pageBreakBefore").count(), sections, footers)
    };
    assert_eq!(breaks(ImprintPlace::SamePage), (0, 1, 2));
    assert_eq!(breaks(ImprintPlace::NewPage), (1, 1, 2));
    // Behind a blank page, in a section whose footer is empty.
    assert_eq!(breaks(ImprintPlace::AfterBlankPage), (1, 2, 3));
}

#[test]
fn margins_change_sides_and_rules_have_forms() {
    let bulletin = small_text();
    let mut theme = Theme::gbt9704();
    let plain = stored(&bulletin, &theme, ImprintPlace::SamePage);
    assert!(!plain.contains("w:mirrorMargins") && !plain.contains('★'));
    assert!(plain.contains("w:widowControl w:val=\"1\""));
    theme.geometry.mirrored = true;
    theme.page.widow_control = false;
    theme.masthead.rule = bulletin::MastheadRule::Star;
    let starred = stored(&bulletin, &theme, ImprintPlace::SamePage);
    assert!(starred.contains("<w:mirrorMargins/>") && starred.contains('★'));
    assert!(starred.contains("w:widowControl w:val=\"0\""));
    theme.masthead.rule = bulletin::MastheadRule::Double;
    let double = stored(&bulletin, &theme, ImprintPlace::SamePage);
    assert!(double.contains("thickThinSmallGap") && !double.contains('★'));
}

fn small_text() -> Bulletin {
    let masthead = changed(bulletin::Masthead::new("简报"), |masthead| {
        masthead.issuers = vec!["市政务服务中心".into()]
    });
    changed(Bulletin::default(), |bulletin| {
        bulletin.masthead = masthead;
        bulletin.body = vec!["正文。".into()];
    })
}

const CHARTED: &str = r#"
masthead.title = "统计快报"
body = [
    { chart = { kind = "columns", categories = ["一月", "二<月>"], unit = "件", series = [
        { name = "受理", values = ["1,250.50", ""] },
        { name = "办结", values = ["-7.0", "+3"] },
    ] } },
    { beside = [
        { chart = { kind = "shares", categories = ["甲", "乙", "丙"], series = [{ values = [1, 1, 1] }] } },
        "文字。",
    ] },
]
"#;

/// A chart is one of the word processor, and its numbers are in a workbook as they are written.
#[test]
fn charts_have_their_numbers_and_a_workbook() {
    let flow = toml::from_str::<Bulletin>(CHARTED).unwrap().flow(&Theme::gbt9704()).unwrap();
    let file = docx(&flow, &DocxOptions::default()).unwrap();
    let document = part(&file, "word/document.xml");
    assert_eq!(document.matches("drawingml/2006/chart\" xmlns:r=").count(), 2);
    assert!(!document.contains("pic:pic"), "a picture is left");
    assert!(
        document.contains("descr=\"柱形图（单位：件）。受理：一月 1,250.50，二&lt;月&gt; 缺。")
    );
    let columns = part(&file, "word/charts/chart1.xml");
    for piece in [
        "<c:v>一月</c:v>",
        "<c:v>二&lt;月&gt;</c:v>",
        "<c:formatCode>#,##0.00</c:formatCode>",
        "<c:v>1250.5</c:v>",
        "<c:v>-7</c:v>",
        "<a:t>单位：件</a:t>",
        "<c:f>Sheet1!$C$2:$C$3</c:f>",
    ] {
        assert!(columns.contains(piece), "{piece} of {columns}");
    }
    let shares = part(&file, "word/charts/chart2.xml");
    for percent in ["33.4%", "33.3%"] {
        assert!(shares.contains(&format!("<a:t>{percent}</a:t>")), "{percent} of {shares}");
    }
    let relations = part(&file, "word/charts/_rels/chart2.xml.rels");
    assert!(relations.contains("Target=\"../embeddings/chart2.xlsx\""), "{relations}");

    let workbook = parts(&file).remove("word/embeddings/chart1.xlsx").unwrap();
    let sheet = part(&workbook, "xl/worksheets/sheet1.xml");
    for piece in ["<v>1250.5</v>", "<v>-7</v>", "<v>3</v>", "二&lt;月&gt;</t>", "办结</t>"] {
        assert!(sheet.contains(piece), "{piece} of {sheet}");
    }
    assert!(!sheet.contains("r=\"B3\""), "a number that is missing has a cell: {sheet}");
    assert!(part(&workbook, "xl/styles.xml").contains("formatCode=\"#,##0.00\""));
    assert_eq!(docx(&flow, &DocxOptions::default()).unwrap(), file);
}

/// What stands beside each other is a table without rules, as wide as the line.
#[test]
fn cells_beside_each_other_are_a_table_without_rules() {
    let flow = toml::from_str::<Bulletin>(CHARTED).unwrap().flow(&Theme::gbt9704()).unwrap();
    let xml = part(&docx(&flow, &DocxOptions::default()).unwrap(), "word/document.xml");
    let table = xml.split("<w:tbl>").nth(1).unwrap().split("</w:tbl>").next().unwrap();
    let widths = table.split("<w:gridCol w:w=\"").skip(1);
    let widths: Vec<u32> =
        widths.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    // 13 characters, 2 of white, 13 characters; 156 mm are 8844 twips.
    assert_eq!((widths.len(), widths.iter().sum::<u32>()), (3, 8844));
    assert!(!table.contains("w:val=\"single\""), "{table}");
    assert!(table.contains("<w:cantSplit"), "{table}");
}

/// A picture that was shrunk to the room left on its page has that size in the DOCX.
#[test]
fn a_picture_has_the_size_that_the_layout_found() {
    let mut flow = small();
    let blocks = flow.parts.iter_mut().flat_map(|part| &mut part.blocks);
    let figure = blocks.filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    let path = figure.map(|figure| figure.path.clone()).next().unwrap();
    let mut options = DocxOptions::default();
    let size = bulletin::Size {
        width: bulletin::Length::emu(360_000),
        height: bulletin::Length::emu(720_000),
    };
    options.decisions.figure_sizes.insert(path, size);
    let xml = part(&docx(&flow, &options).unwrap(), "word/document.xml");
    assert!(xml.contains("<wp:extent cx=\"360000\" cy=\"720000\""), "{xml}");
}
