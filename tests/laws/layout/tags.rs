//! What the pages say of the structure of the text: which element each line is of, in which that is, and
//! in what order they are read.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::support::pages;
use bulletin::pages::{Content, ElementKind, Tag, Target};
use bulletin::{Bulletin, Pages};

fn of(toml: &str) -> Pages {
    pages(&toml::from_str::<Bulletin>(toml).unwrap())
}

/// The elements that have words in them, each with its own words and then what is in it:
/// `Paragraph "见" [Link "http://a.cn"]`. Words of one element are put together.
fn tree(pages: &Pages) -> String {
    let mut words = vec![String::new(); pages.elements.len()];
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content) {
            let text = run.glyphs.iter().filter_map(|glyph| glyph.text);
            words[run.span.unwrap_or(element)].extend(text);
        }
    }
    let mut below: Vec<Vec<String>> = vec![Vec::new(); pages.elements.len()];
    for (index, element) in pages.elements.iter().enumerate().rev() {
        let mut own = match element.kind {
            ElementKind::Cell { heads_row: true, .. } => "RowHead".to_owned(),
            ElementKind::Cell { .. } => "Cell".to_owned(),
            ElementKind::HeadCell { .. } => "Head".to_owned(),
            ElementKind::List { numbered: true } => "List".to_owned(),
            ElementKind::List { numbered: false } => "Signs".to_owned(),
            kind => format!("{kind:?}"),
        };
        if !words[index].is_empty() {
            own += &format!(" “{}”", words[index]);
        }
        let inner = std::mem::take(&mut below[index]);
        let is_empty = words[index].is_empty() && inner.is_empty();
        if !inner.is_empty() {
            let inner: Vec<String> = inner.into_iter().rev().collect();
            own += &format!(" [{}]", inner.join(", "));
        }
        match element.parent {
            Some(parent) if !is_empty || own == "Cell" => below[parent].push(own),
            Some(_) => {}
            None => return own,
        }
    }
    String::new()
}

/// The part of a tree from the first of some words on to the end of others.
fn part<'t>(tree: &'t str, from: &str, to: &str) -> &'t str {
    let start = tree.find(from).unwrap_or_else(|| panic!("no {from} in {tree}"));
    let end = tree[start..].find(to).unwrap_or_else(|| panic!("no {to} in {tree}"));
    &tree[start..start + end + to.len()]
}

#[test]
fn the_sides_of_a_line_are_read_apart() {
    let tree = tree(&of(r#"
        [masthead]
        title = "简报"
        issuers = ["示例市综合科"]
        date = "2025-02-07"
        [imprint]
        printed_by = "市办公室"
        printed_on = "2025-02-08"
    "#));
    let masthead = "Group [Tag “简报”, Paragraph “示例市综合科”, Paragraph “2025年2月7日”]";
    assert!(tree.contains(masthead), "{tree}");
    assert!(tree.contains("Paragraph “市办公室”, Paragraph “2025年2月8日印发”"), "{tree}");
}

#[test]
fn a_name_of_several_lines_is_read_as_one() {
    let tree = tree(&of(
        "body = [\"正文。\"]\n[masthead]\ntitle = \"清江市人民政府办公室\\n工作\\n简报\"",
    ));
    assert!(tree.contains("[Tag “清江市人民政府办公室工作简报”]"), "{tree}");
}

#[test]
fn a_caption_is_in_its_table_before_the_rows() {
    let rows: Vec<String> = (1..60).map(|row| format!("[{row}, \"甲乙窗口\", {row}]")).collect();
    let pages = of(&format!(
        "[masthead]\ntitle = \"简报\"\n[[body]]\ntable = {{ caption = \"办件量\", id = \"a\", unit = \"件\", \
         columns = [\"序号\", \"窗口\", \"件数\"], rows = [{}], note = \"数据来自窗口。\" }}",
        rows.join(",")
    ));
    assert!(pages.pages.len() > 2);
    let tree = tree(&pages);
    let wanted = "Table [Caption “表1　办件量” [Paragraph “单位：件”], TableHead [TableRow [Head “序号”, \
                  Head “窗口”, Head “件数”]], TableBody [TableRow [RowHead “1”, RowHead “甲乙窗口”, Cell “1”]";
    assert!(tree.contains(wanted), "{tree}");
    assert!(tree.ends_with("Cell “59”]]], Paragraph “注：数据来自窗口。”]"), "{tree}");
    // 续表 and the head above it on later pages are there already.
    assert_eq!(tree.matches("续表").count(), 0);
    assert_eq!(tree.matches("“序号”").count(), 1);
    // Without a caption the unit is a line above the table.
    let bare = self::tree(&of(
        "[masthead]\ntitle = \"简报\"\n[[body]]\ntable = { unit = \"件\", columns = [\"甲\"], rows = [[1]] }",
    ));
    assert!(bare.contains("Paragraph “单位：件”, Table [TableHead"), "{bare}");
}

#[test]
fn a_caption_is_in_its_picture() {
    let tree = tree(&of(r#"
        body = [
            { figure = { file = "a.png", alt = "大厅", caption = "大厅一角" } },
            { chart = { kind = "columns", categories = ["甲"], series = [{ name = "办件", values = [3] }], caption = "办件量" } },
            { beside = [
                [{ figure = { file = "b.png", alt = "左", caption = "左图" } }],
                [{ figure = { file = "c.png", alt = "右", caption = "右图" } }],
            ] },
        ]
        [masthead]
        title = "简报"
    "#));
    for caption in ["大厅一角", "办件量", "左图", "右图"] {
        let at = tree
            .find(&format!("Caption “{caption}”]"))
            .unwrap_or_else(|| panic!("{caption}: {tree}"));
        let before = &tree[..at];
        let open = before.rfind('[').unwrap();
        assert!(
            before[..open].rfind("Figure").is_some_and(|it| !before[it..open].contains(']')),
            "{tree}"
        );
    }
}

#[test]
fn numbered_paragraphs_are_items_and_headings_are_not() {
    let tree = tree(&of(r#"
        [masthead]
        title = "简报"
        [[sections]]
        heading = "动态"
        [[sections.sections]]
        blocks = ["第一项。", "第一项的第二段。", { table = { columns = ["甲", "乙"], rows = [["丙丁", 1]] } }]
        [[sections.sections]]
        blocks = ["第二项。"]
        [[sections.sections.sections]]
        blocks = ["其一。"]
        [[sections.sections.sections]]
        blocks = ["其二。"]
        [[sections.sections]]
        heading = "独立的标题"
        blocks = ["段落。"]
        [[sections.sections]]
        blocks = ["第四项。"]
        [[sections]]
        heading = "行内标题。"
        run_in = true
        blocks = ["正文。"]
        [[sections]]
        number = ""
        blocks = ["没有编号。"]
        [[sections]]
        number = "■"
        blocks = ["有记号。"]
        [[appendices]]
        title = "甲"
        [[appendices]]
        title = "乙"
    "#));
    let first = "List [ListItem [ListLabel “（一）”, ListBody [Paragraph “第一项。”, \
                 Paragraph “第一项的第二段。”, Table [";
    assert!(tree.contains(first), "{tree}");
    let second = "ListItem [ListLabel “（二）”, ListBody [Paragraph “第二项。”, List [ListItem [ListLabel “1.”, \
                  ListBody [Paragraph “其一。”]], ListItem [ListLabel “2.”, ListBody [Paragraph “其二。”]]]]]], \
                  Heading(2) “（三）独立的标题”, Paragraph “段落。”, List [ListItem [ListLabel “（四）”, \
                  ListBody [Paragraph “第四项。”]]], Paragraph “二、行内标题。正文。”, Paragraph “没有编号。”, Signs [ListItem [ListLabel “■”, ListBody [Paragraph “有记号。”]]], \
                  List [ListItem [ListLabel “附件：1.”, ListBody [Paragraph “甲”]], ListItem [ListLabel “2.”, \
                  ListBody [Paragraph “乙”]]], Group";
    assert!(tree.contains(second), "{tree}");
}

#[test]
fn addresses_are_links_and_nothing_else_is() {
    let long = "https://www.example.gov.cn/col/col1229/index.html?page=2&size=20&from=bulletin&issue=2025-03";
    let pages = of(&format!(
        "body = [\"见{long}，有事请写信至service@example.gov.cn。\", \
         \"javascript:alert(1)、file:///etc、www.a.cn、ftp://a.cn都不是。\", \
         {{ table = {{ columns = [\"窗口\", \"网址\"], rows = [[\"税务窗口\", \"http://a.cn/b\"]], \
         note = \"见http://c.cn。\" }} }}, \"注在后<note>见http://d.cn/。</note>。\"]\n\
         [masthead]\ntitle = \"简报\"\n[imprint]\nsend = \"市办。\"\n"
    ));
    let tree = tree(&pages);
    let links: Vec<&str> = pages
        .elements
        .iter()
        .filter_map(|element| match &element.target {
            Some(Target::Address(address)) => Some(address.as_str()),
            _ => None,
        })
        .collect();
    let wanted = [long, "service@example.gov.cn", "http://a.cn/b", "http://c.cn", "http://d.cn/"];
    assert_eq!(links, wanted, "{tree}");
    assert_eq!(tree.matches("Link “").count(), links.len());
    assert!(
        tree.contains("[Link “https") && tree.contains("Cell [Link “http://a.cn/b”]"),
        "{tree}"
    );
    assert!(tree.contains("Note “1 见。” [Link “http://d.cn/”]"), "{tree}");
    assert!(tree.contains("Paragraph “注在后。” [Reference “1”]"), "{tree}");
}

#[test]
fn the_lines_of_the_contents_lead_to_what_they_name() {
    for numbers in ["never", "always"] {
        let theme = format!("[contents]\npage_numbers = \"{numbers}\"");
        let theme: bulletin::Theme = toml::from_str(&theme).unwrap();
        let text: String = "很长的一段话。".repeat(300);
        let bulletin: Bulletin = toml::from_str(&format!(
            "contents = [\"一、要闻\", \"名次\", \"别的\"]\n[masthead]\ntitle = \"简报\"\n[[sections]]\n\
             heading = \"要闻\"\nblocks = [\"{text}\"]\n[[sections]]\nheading = \"名次\"\nblocks = [\"甲。\"]"
        ))
        .unwrap();
        let pages = bulletin.flow(&theme).unwrap().pages(&bulletin::Fonts::embedded()).unwrap();
        let places: Vec<(usize, bulletin::Length)> = pages
            .elements
            .iter()
            .filter_map(|it| match it.target {
                Some(Target::Place { page, y }) => Some((page, y)),
                _ => None,
            })
            .collect();
        let headings: Vec<_> =
            pages.outline.iter().map(|heading| (heading.page, heading.y)).collect();
        assert_eq!(places, headings);
        assert!(places[1].0 > places[0].0, "{places:?}");
        let tree = tree(&pages);
        let number = |page: usize| {
            if numbers == "never" { String::new() } else { format!(" {}", page + 1) }
        };
        let wanted = format!(
            "Contents [ContentsItem [Reference [Link “一、要闻{}”]], ContentsItem [Reference [Link “名次{}”]], \
             ContentsItem [Paragraph “别的”]], Heading(1)",
            number(places[0].0),
            number(places[1].0)
        );
        assert!(tree.contains(&wanted), "{tree}");
    }
}

#[test]
fn cells_that_name_their_rows_are_the_heads_of_them() {
    let heads = |columns: &str, rows: &str| {
        let tree = tree(&of(&format!(
            "[masthead]\ntitle = \"简报\"\n[[body]]\ntable = {{ columns = [{columns}], rows = [{rows}] }}"
        )));
        let cells = part(&tree, "TableBody", "]]]").split("“").skip(1);
        let body = part(&tree, "TableBody", "]]]");
        let named: Vec<String> = body
            .split("RowHead “")
            .skip(1)
            .map(|it| it.split('”').next().unwrap().to_owned())
            .collect();
        (named.join(" "), cells.count())
    };
    // The number of a row, its rank and its name; a total across both.
    let (named, cells) = heads(
        "'序号','单位','得分'",
        "[1,'自然资源厅',120],['above','水利厅',120],['合计','left',240]",
    );
    assert_eq!((named.as_str(), cells), ("1 自然资源厅 水利厅 合计", 7));
    // A figure before the name is none.
    assert_eq!(
        heads("'得分','单位','名次'", "[120,'自然资源厅',1],[98,'水利厅',2]").0,
        "自然资源厅 水利厅"
    );
    // Where nothing names a row, its number does.
    assert_eq!(heads("'序号','办理情况'", "[1,'已经办结'],[2,'正在办理']").0, "1 2");
    assert_eq!(heads("'受理','办结'", "[12,9],[13,8]").0, "");
    // Names of one character, times, numbers of every form below a heading that says so.
    assert_eq!(heads("'','人数'", "['男',12],['女',10]").0, "男 女");
    assert_eq!(heads("'项目','金额'", "['甲',12],['乙',30]").0, "甲 乙");
    assert_eq!(heads("'年度','件数'", "['2023年',12],['2024年',10]").0, "2023年 2024年");
    assert_eq!(heads("'','件数'", "['1月',12],['第一季度',10]").0, "1月 第一季度");
    assert_eq!(heads("'年份','件数'", "[2024,12],[2023,10]").0, "2024 2023");
    assert_eq!(
        heads("'序号','单位','得分'", "['二','水利厅',12],['一','商务厅',10]").0,
        "二 水利厅 一 商务厅"
    );
    assert_eq!(
        heads("'名次','单位','得分'", "[2,'水利厅',12],[1,'商务厅',10]").0,
        "2 水利厅 1 商务厅"
    );
    assert_eq!(heads("'得分','名次'", "['12件',1],['10件',2]").0, "");
    assert_eq!(heads("'年份'", "[2024],[2023]").0, "");
    // Groups of rows, and the names within them.
    let grouped =
        "['川南片区','自贡市',3],['above','泸州市',4],['川北片区','广元市',5],['above','南充市',6]";
    assert_eq!(
        heads("'片区','市州','件数'", grouped).0,
        "川南片区 自贡市 泸州市 川北片区 广元市 南充市"
    );
    // An empty cell heads nothing.
    assert_eq!(heads("'单位','件数'", "['水利厅',1],['',2],['财政厅',3]").0, "水利厅 财政厅");
}
