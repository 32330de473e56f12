//! The styles of a file: of what the bulletin has, and of what somebody may add.

use bulletin::{Bulletin, DocxOptions, Theme, docx};

use super::{part, style};

/// What somebody adds to the file has the styles of the theme, whether the bulletin has such paragraphs or
/// not, and each style that is named is there.
#[test]
fn every_file_has_the_styles_of_what_may_be_added() {
    let table =
        "body = [{ table = { columns = ['单位', '件数'], rows = [['甲', 12], ['乙', 7]] } }]\n";
    let mut theme = Theme::gbt9704();
    theme.types[bulletin::TypeRole::TableUnit].align = bulletin::flow::Align::Left;
    for (body, first) in [(table, "表格"), ("body = ['正文。']\n", "正文")] {
        let bulletin: Bulletin =
            toml::from_str(&format!("{body}masthead.title = '简报'\n")).unwrap();
        let flow = bulletin.flow(&theme).unwrap();
        let file = docx(&flow, &DocxOptions::default()).unwrap();
        let styles = part(&file, "word/styles.xml");
        let of = |id: &str| style(&file, id);
        for (id, pieces) in [
            ("BulletinBody", ["简报正文", "w:firstLineChars=\"200\"", "w:line=\"592\""]),
            ("Heading1", ["heading 1", "黑体", "w:val=\"BulletinBody\""]),
            ("Heading2", ["heading 2", "楷体", "w:outlineLvl w:val=\"1\""]),
            ("Heading3", ["heading 3", "仿宋", "w:outlineLvl w:val=\"2\""]),
            ("Heading4", ["heading 4", "<w:keepNext/>", "w:outlineLvl w:val=\"3\""]),
            ("Heading5", ["heading 5", "<w:keepLines/>", "w:outlineLvl w:val=\"4\""]),
            ("Title", ["w:sz w:val=\"44\"", "w:jc w:val=\"center\"", "小标宋"]),
            ("Caption", ["表题", "w:jc w:val=\"center\"", "<w:keepNext/>"]),
            ("TableUnit", ["表格单位", "w:jc w:val=\"left\"", "<w:keepNext/>"]),
            ("TableHead", ["表头", "w:jc w:val=\"center\"", "黑体"]),
            ("TableCell", ["表格文字", "w:right=\"0\"", "w:jc w:val=\"center\""]),
            ("TableNumber", ["表格数字", "w:right=\"0\"", "w:jc w:val=\"right\""]),
            ("TableNote", ["表注", "w:val=\"BulletinBody\"", "w:sz "]),
            ("FigureCaption", ["图题", "w:jc w:val=\"center\"", "w:sz "]),
            ("BulletinTable", ["公文表格", "w:insideV w:val=\"single\"", "<w:tblHeader/>"]),
        ] {
            for piece in pieces {
                assert!(of(id).contains(piece), "{first}: {piece} in {id}: {}", of(id));
            }
        }
        for named in ["w:next w:val=\"", "w:basedOn w:val=\""] {
            for id in styles.split(named).skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id} of {named}");
            }
        }
        // No typeface of a style is unknown to the file.
        let fonts = part(&file, "word/fontTable.xml");
        for face in
            styles.split("w:eastAsia=\"").skip(1).map(|rest| rest.split('"').next().unwrap())
        {
            assert!(face == "zh-CN" || fonts.contains(&format!("w:name=\"{face}\"")), "{face}");
        }
        // Styles that the flow does not fill change no paragraph.
        let mut bare = flow.clone();
        bare.repertoire.clear();
        let bare = docx(&bare, &DocxOptions::default()).unwrap();
        assert!(!part(&bare, "word/styles.xml").contains("w:styleId=\"Heading4\""));
    }
}

/// The style of what a bulletin does not have is the one that it would have if it did.
#[test]
fn a_spare_style_is_what_the_bulletin_would_have() {
    let file = |text: &str| {
        let bulletin: Bulletin = toml::from_str(text).unwrap();
        docx(&bulletin.flow(&Theme::gbt9704()).unwrap(), &DocxOptions::default()).unwrap()
    };
    let bare = file("masthead.title = '简报'\n");
    let full = file(
        r#"
        masthead.title = '简报'
        body = ['正文。', { table = { caption = '表', unit = '分', note = '略。', columns = ['甲', '乙'], rows = [['东', 1], ['西', 2]] } }]
        sections = [{ heading = '一', sections = [{ heading = '二', sections = [{ heading = '三', blocks = ['文。'] }] }] }]
        "#,
    );
    for id in [
        "BulletinBody",
        "Heading1",
        "Heading2",
        "Heading3",
        "Caption",
        "TableUnit",
        "TableHead",
        "TableCell",
        "TableNumber",
        "TableNote",
        "BulletinTable",
    ] {
        let looks = |file: &[u8]| {
            let style = style(file, id);
            style.find("Pr>").map(|at| style[at..].to_owned()).unwrap()
        };
        assert_eq!(looks(&bare), looks(&full), "{id}");
    }
}

/// A cell of words or of figures that is put in looks the same in any issue: what the first cell of a table
/// is does not matter.
#[test]
fn the_styles_of_cells_are_those_of_words_and_of_figures() {
    let cells = |rows: &str| {
        let bulletin: Bulletin = toml::from_str(&format!(
            "body = [{{ table = {{ columns = ['甲', '乙'], rows = {rows} }} }}]\nmasthead.title = '简报'\n"
        ))
        .unwrap();
        let file = docx(&bulletin.flow(&Theme::gbt9704()).unwrap(), &DocxOptions::default());
        let file = file.unwrap();
        (style(&file, "TableCell"), style(&file, "TableNumber"), part(&file, "word/document.xml"))
    };
    let (words, figures, document) = cells("[['东区', 12.5], ['西区', 7]]");
    let (words_second, figures_second, second) = cells("[[12.5, '东区'], [7, '西区']]");
    assert_eq!((&words, &figures), (&words_second, &figures_second));
    assert!(figures.contains("w:basedOn w:val=\"TableCell\""), "{figures}");
    for document in [document, second] {
        let of = |id: &str| document.matches(&format!("w:val=\"{id}")).count();
        assert_eq!((of("TableCell"), of("TableNumber")), (2, 2), "{document}");
        let figure = document.split("<w:p>").find(|it| it.contains("12.5")).unwrap();
        assert!(!figure.contains("w:jc") && figure.contains("w:right="), "{figure}");
    }
}
