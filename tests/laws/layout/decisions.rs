//! What the pages hand to the DOCX: the numbers in its contents are those that the PDF prints.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use bulletin::flow::{Block, Flow, Role};
use bulletin::pages::{Content, Tag};
use bulletin::{Bulletin, ContentsNumbers, DocxOptions, Fonts, Pages, Theme};

/// So many sections of five paragraphs.
fn sections(count: usize) -> String {
    let paragraph = "各窗口按照要求完成本周工作，办件质量稳中有升。".repeat(5);
    let section = |number| {
        let blocks = format!("\"{paragraph}\", ").repeat(5);
        format!("{{ heading = \"第{number}项工作\", blocks = [{blocks}] }}")
    };
    (0..count).map(section).collect::<Vec<_>>().join(", ")
}

fn read(text: &str) -> (Flow, Pages) {
    let bulletin: Bulletin = toml::from_str(text).unwrap();
    let mut theme = Theme::gbt9704();
    theme.contents.page_numbers = ContentsNumbers::Always;
    let flow = bulletin.flow(&theme).unwrap();
    let pages = flow.pages(&Fonts::embedded()).unwrap();
    (flow, pages)
}

/// The numbers that the contents of a DOCX show before the word processor counts.
fn stored(flow: &Flow, options: DocxOptions) -> Vec<u32> {
    let mut options = options;
    options.compress = false;
    let file = bulletin::docx(flow, &options).unwrap();
    let file = String::from_utf8_lossy(&file);
    let fields = file.split("PAGEREF _Toc").skip(1);
    let number = |field: &str| {
        let (_, result) = field.split_once("\"separate\"").unwrap();
        let (_, text) = result.split_once("<w:t").unwrap();
        let (_, text) = text.split_once('>').unwrap();
        text.split_once('<').unwrap().0.parse().unwrap()
    };
    fields.map(number).collect()
}

/// The numbers of the pages that what the contents name is printed on.
fn printed(flow: &Flow, pages: &Pages) -> Vec<u32> {
    let named = flow.parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.page_ref.as_ref(),
        _ => None,
    });
    let page_of = |path: String| {
        let page = pages.pages.iter().find(|page| {
            page.items.iter().any(|item| {
                matches!((item.mark, &item.content), (Tag::Element(element), Content::Glyphs(_))
                    if pages.elements[element].path.to_string() == path)
            })
        });
        page.unwrap().number.unwrap()
    };
    named.map(|number| page_of(number.target.to_string())).collect()
}

fn with_decisions(pages: &Pages) -> DocxOptions {
    let mut options = DocxOptions::default();
    options.decisions = pages.decisions();
    options
}

#[test]
fn the_contents_of_a_docx_show_the_pages_of_the_pdf() {
    let masthead = "[masthead]\ntitle = \"简报\"\n";
    // Letters that are narrower than the flow reckons, without a font.
    let narrow = "illi till ".repeat(200);
    let cases = [
        format!("contents = \"auto\"\nsections = [{}]\n{masthead}", sections(7)),
        format!(
            "contents = \"auto\"\ntitle = \"综述\"\nbody = [\"{narrow}\"]\n{masthead}\
             [[articles]]\ntitle = \"河道治理\"\nsections = [{}]\n\
             [[articles]]\ntitle = \"窗口服务\"\nsections = [{}]\n",
            sections(3),
            sections(2)
        ),
        format!(
            "contents = [\"第0项工作\", \"二、第1项工作\", \"三、第2项工作\"]\n\
             sections = [{}]\n{masthead}\
             [[appendices]]\ntitle = \"得分\"\nblocks = [\"附件正文。\"]\n\
             [[appendices]]\ntitle = \"名单\"\nblocks = [\"附件正文。\"]\n",
            sections(3)
        ),
    ];
    let mut estimates_that_differ = 0;
    for (text, count) in cases.iter().zip([7, 3, 3]) {
        let (flow, pages) = read(text);
        let printed = printed(&flow, &pages);
        assert_eq!(printed.len(), count);
        assert_eq!(stored(&flow, with_decisions(&pages)), printed);
        let estimate = stored(&flow, DocxOptions::default());
        assert_eq!(estimate.len(), count, "the file is written without decisions too");
        estimates_that_differ += usize::from(estimate != printed);
    }
    assert!(estimates_that_differ > 0, "nothing was decided that the flow did not guess");
}

#[test]
fn a_heading_of_the_contents_that_is_on_no_page_is_an_error() {
    let text = format!("contents = \"auto\"\nsections = [{}]\n[masthead]\ntitle = \"简报\"", {
        sections(1)
    });
    let (mut flow, _) = read(&text);
    flow.parts[0].blocks.retain(
        |block| !matches!(block, Block::Paragraph(paragraph) if paragraph.outline.is_some()),
    );
    let error = flow.pages(&Fonts::embedded()).unwrap_err();
    assert_eq!(error.code(), "layout.heading-nowhere");
    assert_eq!(error.place().path.to_string(), "sections[0].heading");
}

/// A ranking whose rows are fitted.
fn fitted() -> (Flow, Pages) {
    let rows: Vec<String> = (1..=21).map(|at| format!("[\"第{at}市\", {}]", 100 - at)).collect();
    read(&format!(
        "[masthead]\ntitle = \"简报\"\n[[appendices]]\ntitle = \"排名\"\n\
         blocks = [{{ ranking = {{ rule = \"competition\", \
         columns = [\"名次\", \"市\", \"得分\", \"总分\"], rows = [{}], summary = [\"total\"] }} }}]\n",
        rows.join(", ")
    ))
}

#[test]
fn the_docx_has_the_rows_as_low_as_the_pages() {
    let (flow, pages) = fitted();
    let decisions = pages.decisions();
    assert_eq!(decisions.row_heights.len(), 1, "{decisions:?}");
    let height = *decisions.row_heights.values().next().unwrap();
    assert!(
        height < bulletin::Length::pt(24.0) && height >= bulletin::Length::pt(21.6),
        "{height}"
    );
    let mut options = with_decisions(&pages);
    options.compress = false;
    let file = bulletin::docx(&flow, &options).unwrap();
    let file = String::from_utf8_lossy(&file);
    let twips = height.to_emu() / 635;
    let row = format!("<w:trHeight w:val=\"{twips}\"");
    // The head, 21 names and their total.
    assert_eq!(file.matches(&row).count(), 23);
}

#[test]
fn the_docx_gives_up_the_rules_that_the_pages_give_up() {
    let three = "各窗口按照要求完成本周工作，办件质量稳中有升，群众评价良好。".repeat(2) + "完成。";
    let section = format!("[[sections]]\nheading = \"情况\"\nblocks = [\"{three}\"]\n");
    let text = format!("body = [\"如下。\"]\n[masthead]\ntitle = \"简报\"\n{}", section.repeat(9));
    let (flow, pages) = read(&text);
    // With every rule kept there are three.
    assert_eq!(pages.pages.len(), 2);
    let mut options = with_decisions(&pages);
    assert_eq!(options.decisions.single_lines.len(), 1, "{:?}", options.decisions);
    options.compress = false;
    let count = |options: &DocxOptions| {
        let file = bulletin::docx(&flow, options).unwrap();
        String::from_utf8_lossy(&file).matches("<w:widowControl w:val=\"").count()
    };
    let told = count(&options);
    options.decisions = Default::default();
    assert_eq!(told, count(&options) + 1);
}

#[test]
fn a_list_of_appendices_may_leave_its_text_where_that_saves_blank_rows() {
    // Three lines of text, then a list of nine lines that has no room below them.
    let three = "各窗口按照要求完成本周工作，办件质量稳中有升，群众评价良好。".repeat(2) + "完成。";
    let text = |count: usize| {
        let body = vec![format!("\"{three}\""); count].join(", ");
        let appendix = "[[appendices]]\ntitle = \"名单\"\nblocks = [\"正文。\"]\n".repeat(9);
        format!("body = [{body}]\n[masthead]\ntitle = \"简报\"\n{appendix}")
    };
    let parted = (3..12).filter(|count| {
        let (flow, pages) = read(&text(*count));
        let decisions = pages.decisions();
        for path in &decisions.parted {
            let is_kept = |block: &Block| {
                matches!(block, Block::Paragraph(paragraph)
                    if paragraph.path == *path && paragraph.keep_with_next)
            };
            assert!(flow.parts[0].blocks.iter().any(is_kept), "{path}");
        }
        !decisions.parted.is_empty()
    });
    assert!(parted.count() > 0);
}

/// What is typed behind text that is kept with what follows takes both to the next page in LibreOffice. So
/// text is kept with a list of appendices only where the pages took it to the next page for that.
#[test]
fn the_docx_keeps_text_with_a_list_where_the_pages_carried_it() {
    let (mut kept, mut free) = (0, 0);
    for count in 2..48 {
        let body = (0..count).map(
            |_| "\"各窗口按照要求完成本周工作，办件质量稳中有升，群众评价良好，群众普遍满意。\"",
        );
        let text = format!(
            "body = [{}]\n[masthead]\ntitle = \"简报\"\n[[appendices]]\ntitle = \"名单\"\nblocks = [\"正文。\"]",
            body.collect::<Vec<_>>().join(", ")
        );
        let (flow, pages) = read(&text);
        let mut options = with_decisions(&pages);
        options.compress = false;
        let file = bulletin::docx(&flow, &options).unwrap();
        let is_kept =
            String::from_utf8_lossy(&file).contains("<w:pStyle w:val=\"BulletinBodyKept\"");
        // The path of the text at the head of the page on which the list stands.
        let paths = |page: usize| {
            let items = pages.pages[page]
                .items
                .iter()
                .filter(|item| matches!(item.content, Content::Glyphs(_)));
            let element = |tag: Tag| match tag {
                Tag::Element(element) => Some(pages.elements[element].path.to_string()),
                _ => None,
            };
            items.filter_map(|item| element(item.mark)).collect::<Vec<_>>()
        };
        let list = flow.parts[0].blocks.iter().find_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.role == Role::AppendixList => {
                Some(paragraph.path.to_string())
            }
            _ => None,
        });
        let list = list.unwrap();
        let page = (0..pages.pages.len()).find(|page| paths(*page).contains(&list)).unwrap();
        let head = paths(page)[0].clone();
        // One paragraph that is kept with the next, by the flow.
        let is_last = |block: &Block| {
            matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::Body
                && paragraph.keep_with_next && paragraph.path.to_string() == head)
        };
        let carried = page > 0 && flow.parts[0].blocks.iter().any(is_last);
        assert_eq!(is_kept, carried, "{count} paragraphs, {head} at the head of page {}", page + 1);
        if is_kept { kept += 1 } else { free += 1 }
    }
    assert!(kept > 0 && free > 0, "{kept} kept, {free} free");
}
