//! The pages: laws of where they may end, whatever stands on them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::support::dump::content;
use crate::support::model::changed;
use crate::support::pages;
use bulletin::flow::ImprintPlace;
use bulletin::pages::{Content, ElementKind, Tag};
use bulletin::{
    Article, Block, Bulletin, Cell, Chart, ChartKind, Contents, ContentsNumbers, Fonts, Imprint,
    Masthead, Pages, Section, SignOff, Table, TableColumn, Text, Theme,
};
use chrono::NaiveDate;
use proptest::prelude::*;

/// A line of type: its page and its element.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Line {
    page: usize,
    element: usize,
}

/// The lines of text below the masthead and above the imprint, cells of a row as one.
fn lines(pages: &Pages) -> Vec<Line> {
    let mut lines: Vec<(Line, i64)> = Vec::new();
    for (page, sheet) in pages.pages.iter().enumerate() {
        for item in &sheet.items {
            let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content) else {
                continue;
            };
            let path = pages.elements[element].path.to_string();
            if path.starts_with("masthead") || path.starts_with("imprint") {
                continue;
            }
            let y = run.origin.y.to_emu();
            let is_cell = |element: usize| {
                matches!(
                    pages.elements[element].kind,
                    ElementKind::Cell { .. } | ElementKind::HeadCell { .. }
                )
            };
            let same = |(last, at): &(Line, i64)| {
                let one_row = is_cell(last.element) && is_cell(element);
                last.page == page && (last.element == element || one_row) && (at - y).abs() < 90_000
            };
            if !lines.last().is_some_and(same) {
                lines.push((Line { page, element }, y));
            }
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// How many lines of each paragraph stand on each page, in order.
fn shares(pages: &Pages) -> Vec<(usize, Vec<usize>)> {
    let mut shares: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    for line in lines(pages) {
        if pages.elements[line.element].kind != ElementKind::Paragraph {
            continue;
        }
        match shares.last_mut() {
            Some((element, page, counts)) if *element == line.element => {
                if *page == line.page {
                    *counts.last_mut().unwrap() += 1;
                } else {
                    *page = line.page;
                    counts.push(1);
                }
            }
            _ => shares.push((line.element, line.page, vec![1])),
        }
    }
    shares.into_iter().map(|(element, _, counts)| (element, counts)).collect()
}

/// No line of a paragraph stands alone on a page but where that ends the pages better, which the DOCX is
/// told.
fn no_line_is_alone(pages: &Pages) -> Result<(), TestCaseError> {
    let decisions = pages.decisions();
    for (element, counts) in shares(pages) {
        let parted = counts.len() > 1;
        let (first, last) = (counts[0], counts[counts.len() - 1]);
        let path = &pages.elements[element].path;
        let may_be = decisions.single_lines.contains(path);
        prop_assert!(!parted || may_be || first > 1 && last > 1, "{path}: {counts:?}");
    }
    Ok(())
}

/// The block behind a heading begins on its page.
fn no_heading_is_last(pages: &Pages) -> Result<(), TestCaseError> {
    let lines = lines(pages);
    for pair in lines.windows(2) {
        let (one, next) = (&pages.elements[pair[0].element], pair[1]);
        if matches!(one.kind, ElementKind::Heading(_) | ElementKind::Title | ElementKind::Caption) {
            prop_assert_eq!(pair[0].page, next.page, "{}", one.path);
        }
    }
    Ok(())
}

/// The page of the imprint, and how many lines of text stand on it.
fn above_imprint(pages: &Pages) -> (usize, usize) {
    let on = |page: &bulletin::pages::Page| {
        page.items.iter().any(|item| {
            matches!(item.mark, Tag::Element(element)
                if pages.elements[element].path.to_string().starts_with("imprint"))
        })
    };
    let page = pages.pages.iter().position(on).unwrap();
    (page, lines(pages).iter().filter(|line| line.page == page).count())
}

fn masthead() -> Masthead {
    changed(Masthead::new("工作简报"), |masthead| {
        masthead.issuers = vec!["市政务服务中心".into()]
    })
}

fn imprint(lists: usize) -> Imprint {
    let names = "市委办公室、市政府办公室、市人大常委会办公室、市政协办公室。";
    let list = |number: usize| (number < lists).then(|| names.repeat(1 + number % 2));
    changed(Imprint::default(), |imprint| {
        imprint.report = list(0);
        imprint.send = list(1);
        imprint.issue = list(2);
        imprint.copy = list(3);
    })
}

fn paragraph() -> impl Strategy<Value = String> {
    // One to nine lines.
    (1..250_usize, 0..3_usize).prop_map(|(count, mark)| {
        let words: String =
            "各窗口受理事项按时办结，群众评价良好".chars().cycle().take(count).collect();
        format!("{words}{}", ["。", "2024年。", "（完）。"][mark])
    })
}

fn blocks(most: usize) -> impl Strategy<Value = Vec<Block>> {
    let table = (1..12_usize, any::<bool>(), any::<bool>()).prop_map(|(rows, caption, note)| {
        let columns = ["部门", "得分"].map(TableColumn::from).to_vec();
        let rows = (0..rows)
            .map(|row| vec![Cell::from("政务处"), Cell::from(i64::try_from(row).unwrap())]);
        Block::Table(changed(Table::default(), |table| {
            table.columns = columns;
            table.rows = rows.collect();
            table.caption = caption.then(|| Text::plain("表1 得分"));
            table.note = note.then(|| Text::plain("以窗口上报为准。"));
        }))
    });
    let block = prop_oneof![
        5 => paragraph().prop_map(|words| Block::Paragraph(Text::plain(words))),
        1 => table,
        1 => Just(Block::Column("经验交流".into())),
    ];
    prop::collection::vec(block, 0..most)
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    let inner = (any::<bool>(), blocks(3)).prop_map(|(headed, blocks)| {
        changed(Section::default(), |section| {
            section.heading = headed.then(|| Text::plain("小标题"));
            section.blocks = blocks;
        })
    });
    let outer = (blocks(3), prop::collection::vec(inner, 0..3)).prop_map(|(blocks, sections)| {
        changed(Section::new("工作动态"), |section| {
            section.blocks = blocks;
            section.sections = sections;
        })
    });
    prop::collection::vec(outer, 0..5)
}

fn bulletin() -> impl Strategy<Value = Bulletin> {
    (any::<bool>(), blocks(6), sections(), 0..5_usize).prop_map(
        |(titled, body, sections, lists)| {
            changed(Bulletin::default(), |bulletin| {
                bulletin.masthead = masthead();
                bulletin.title = titled.then(|| "关于近期工作的通报".into());
                bulletin.body = body;
                bulletin.sections = sections;
                bulletin.imprint = imprint(lists);
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn pages_end_where_they_may(bulletin in bulletin()) {
        let pages = pages(&bulletin);
        no_line_is_alone(&pages)?;
        no_heading_is_last(&pages)?;
    }

    #[test]
    fn two_lines_stand_above_the_imprint(bulletin in bulletin(), lists in 1..5_usize) {
        let bulletin = changed(bulletin, |bulletin| bulletin.imprint = imprint(lists));
        let pages = pages(&bulletin);
        let (page, count) = above_imprint(&pages);
        prop_assert_eq!(page + 1, pages.pages.len());
        prop_assert!(count >= 2 || page == 0, "{} lines on page {}\n{}", count, page + 1, crate::support::dump::dump(&pages));
    }

    #[test]
    fn nothing_is_lost_or_doubled(bulletin in bulletin()) {
        let all = content(&pages(&bulletin));
        // Without page ends: the same words on sheets that no text fills.
        let mut theme = Theme::gbt9704();
        theme.geometry.paper_height = bulletin::Length::mm(4900.0);
        theme.geometry.height = bulletin::Length::mm(4800.0);
        theme.geometry.rows = 200;
        theme.geometry.row_pitch = Some(bulletin::Length::pt(29.6));
        let whole = bulletin.flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap();
        prop_assert_eq!(whole.pages.len(), 1);
        prop_assert_eq!(all, content(&whole));
    }

    #[test]
    fn the_same_pages_twice(bulletin in bulletin()) {
        let (one, other) = (pages(&bulletin), pages(&bulletin));
        prop_assert_eq!(&one.pages, &other.pages);
        prop_assert_eq!(&one.elements, &other.elements);
        prop_assert_eq!(&one.outline, &other.outline);
    }
}

fn with_body(paragraphs: impl IntoIterator<Item = String>) -> Bulletin {
    let body = paragraphs.into_iter().map(|words| Block::Paragraph(Text::plain(words)));
    changed(Bulletin::default(), |bulletin| {
        bulletin.masthead = masthead();
        bulletin.body = body.collect();
    })
}

/// A paragraph of so many lines, its last one full.
fn of_lines(count: usize) -> String {
    "国".repeat(28 * count - 3) + "。"
}

/// Every number in the contents, with the page of what it names.
fn numbers(pages: &Pages) -> Vec<(String, usize)> {
    let mut numbers = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content) else {
            continue;
        };
        let path = pages.elements[element].path.to_string();
        let text: String = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
        let is_number = text.chars().all(|c| c.is_ascii_digit());
        let at_right = run.origin.x > bulletin::Length::mm(170.0);
        if let (Some(index), true, true) = (path.strip_prefix("contents["), is_number, at_right) {
            let index: usize = index.trim_end_matches(']').parse().unwrap();
            numbers.push((text, index));
        }
    }
    numbers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_imprint_stands_on_an_even_page_if_asked(bulletin in bulletin(), lists in 1..5_usize) {
        let bulletin = changed(bulletin, |bulletin| bulletin.imprint = imprint(lists));
        let mut theme = Theme::gbt9704();
        theme.imprint.even_page = true;
        let set = bulletin.flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap();
        let (page, count) = above_imprint(&set);
        prop_assert_eq!(page % 2, 1);
        prop_assert_eq!(page + 1, set.pages.len());
        let is_blank = |page: usize| {
            set.pages[page].items.iter().all(|item| item.mark == Tag::Pagination)
        };
        let place = match (count, is_blank(page - 1)) {
            (1.., _) => ImprintPlace::SamePage,
            (0, false) => ImprintPlace::NewPage,
            (0, true) => ImprintPlace::AfterBlankPage,
        };
        prop_assert_eq!(set.decisions().imprint, place);
        let unnumbered = if place == ImprintPlace::AfterBlankPage { 2 } else { 0 };
        for (index, sheet) in set.pages.iter().enumerate() {
            let number = u32::try_from(index + 1).ok();
            let expected = number.filter(|_| index + unnumbered < set.pages.len());
            prop_assert_eq!(sheet.number, expected);
            let printed = sheet.items.iter().any(|item| item.mark == Tag::Pagination);
            prop_assert_eq!(printed, expected.is_some());
        }
        prop_assert_eq!(content(&set), content(&pages(&bulletin)));
    }

    #[test]
    fn the_contents_name_the_pages(bulletin in bulletin(), articles in 0..4_usize) {
        let mut bulletin = changed(bulletin, |bulletin| bulletin.contents = Some(Contents::Auto));
        for number in 0..articles {
            let sections = bulletin.sections.clone();
            let body = bulletin.body.clone();
            let title = format!("第{number}篇稿件");
            bulletin.articles.push(changed(Article::new(title.as_str()), |article| {
                article.sections = sections;
                article.body = body;
            }));
        }
        let mut theme = Theme::gbt9704();
        theme.contents.page_numbers = ContentsNumbers::Always;
        let pages = bulletin.flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap();
        let top: Vec<_> = pages.outline.iter().filter(|heading| heading.level == 1).collect();
        // Beside articles, headings without a title above them are not listed, nor is a title
        // without a text of its own.
        let empty = bulletin.body.is_empty() && bulletin.sections.is_empty();
        let own = bulletin.title.as_ref().filter(|_| empty).map(|title| title.to_plain());
        let listed: Vec<_> = top
            .into_iter()
            .filter(|heading| articles == 0 || !heading.title.contains('、'))
            .filter(|heading| articles == 0 || own.as_ref() != Some(&heading.title))
            .collect();
        let numbers = numbers(&pages);
        prop_assert_eq!(numbers.len(), listed.len());
        for (number, index) in numbers {
            let page = u32::try_from(listed[index].page + 1).unwrap();
            prop_assert_eq!(&number, &page.to_string());
            prop_assert!(pages.decisions().headings.values().any(|decided| *decided == page));
        }
    }

    #[test]
    fn mirrored_pages_are_the_same_but_moved(bulletin in bulletin()) {
        let mut theme = Theme::gbt9704();
        theme.geometry.mirrored = true;
        let mirrored = bulletin.flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap();
        let plain = pages(&bulletin);
        prop_assert_eq!(mirrored.pages.len(), plain.pages.len());
        for (index, (one, other)) in mirrored.pages.iter().zip(&plain.pages).enumerate() {
            let left = |page: &bulletin::pages::Page| -> Vec<i64> {
                let of = |item: &bulletin::pages::Item| match &item.content {
                    Content::Glyphs(run) => run.origin.x,
                    Content::Rule(rule) => rule.rect.origin.x,
                    Content::Image(image) => image.rect.origin.x,
                    _ => bulletin::Length::ZERO,
                };
                page.items.iter().map(|item| of(item).to_emu()).collect()
            };
            // 订口 28 mm, the other side 26 mm.
            let shift = if index % 2 == 1 { 2 * 36_000 } else { 0 };
            let moved: Vec<i64> = left(one).into_iter().map(|x| x + shift).collect();
            prop_assert_eq!(moved, left(other));
        }
    }
}

/// Four pages of text have no numbers in their contents, more have.
#[test]
fn long_bulletins_have_numbers_in_their_contents() {
    let set = |paragraphs: usize| {
        let blocks = vec![Block::from(of_lines(5).as_str()); paragraphs];
        let sections =
            vec![changed(Section::new("工作动态"), |section| section.blocks = blocks)];
        let contents = Some(Contents::Auto);
        let bulletin = changed(Bulletin::default(), |bulletin| {
            bulletin.masthead = masthead();
            bulletin.contents = contents;
            bulletin.sections = sections;
        });
        let pages = pages(&bulletin);
        (pages.pages.len(), numbers(&pages).len())
    };
    let longest = (10..30).map(set).filter(|(_, numbers)| *numbers == 0).max().unwrap();
    let shortest = (10..30).map(set).filter(|(_, numbers)| *numbers > 0).min().unwrap();
    assert_eq!((longest.0, shortest), (4, (5, 1)));
}

#[test]
fn a_source_stands_on_the_page_where_its_article_ends() {
    for before in 1..40 {
        let body = (0..before).map(|_| Block::from(of_lines(1).as_str()));
        let article = changed(Article::new("河道治理"), |article| {
            article.source = Some("市水务局供稿".into());
            article.body = body.chain([Block::from(of_lines(4).as_str())]).collect();
        });
        let bulletin = changed(Bulletin::default(), |bulletin| {
            bulletin.masthead = masthead();
            bulletin.articles = vec![article];
        });
        let pages = pages(&bulletin);
        let [.., text, source] = lines(&pages)[..] else { panic!("no lines") };
        assert!(pages.elements[source.element].path.to_string().ends_with(".source"));
        assert_eq!(text.page, source.page, "{before} lines before");
        no_line_is_alone(&pages).unwrap();
    }
}

#[test]
fn a_single_line_at_the_foot_or_the_head_is_kept_with_another() {
    let parted = |before: usize, lines: usize| {
        let pages = pages(&with_body((0..before).map(|_| of_lines(1)).chain([of_lines(lines)])));
        shares(&pages).pop().unwrap().1
    };
    let full = (1..40).find(|before| {
        parted(*before, 1) == [1] && {
            let pages = pages(&with_body((0..before + 1).map(|_| of_lines(1))));
            pages.pages.len() == 2
        }
    });
    // So many lines fill the first page.
    let full = full.unwrap();
    assert_eq!(parted(full - 1, 6), [6], "the first line alone goes with the others");
    assert_eq!(parted(full - 2, 6), [2, 4]);
    assert_eq!(parted(full - 5, 6), [4, 2], "the last line takes another along");
    assert_eq!(parted(full - 2, 3), [3], "three lines stay whole");
    assert_eq!(parted(full - 1, 2), [2]);
    // Without the rule a page is full.
    let mut theme = Theme::gbt9704();
    theme.page.widow_control = false;
    let bulletin = with_body((0..full - 5).map(|_| of_lines(1)).chain([of_lines(6)]));
    let pages = bulletin.flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap();
    assert_eq!(shares(&pages).pop().unwrap().1, [5, 1]);
}

#[test]
fn the_imprint_takes_the_last_lines_along() {
    let mut moved = 0;
    for before in 1..40 {
        let mut bulletin = with_body((0..before).map(|_| of_lines(1)));
        bulletin.imprint = imprint(3);
        let pages = pages(&bulletin);
        let (page, count) = above_imprint(&pages);
        assert!(count >= 2 || page == 0, "{before}: {count} lines");
        moved += usize::from(page == 1 && count == 2);
    }
    assert!(moved >= 2, "{moved}");
}

#[test]
fn the_imprint_takes_the_last_rows_of_a_table_along() {
    let mut moved = 0;
    for count in 1..60 {
        let columns = ["部门", "得分"].map(TableColumn::from).to_vec();
        let rows = (0..count).map(|row| vec![Cell::from("政务处"), Cell::from(row)]).collect();
        let mut bulletin = with_body([of_lines(2)]);
        bulletin.body.push(Block::Table(changed(Table::default(), |table| {
            table.columns = columns;
            table.rows = rows;
        })));
        bulletin.imprint = imprint(3);
        let pages = pages(&bulletin);
        let (page, lines) = above_imprint(&pages);
        assert_eq!(page + 1, pages.pages.len());
        assert!(lines >= 2, "{count} rows: {lines}");
        let repeated = pages.pages[page].items.iter().any(|item| item.mark == Tag::Repeated);
        assert_eq!(repeated, page > 0, "{count} rows: the head is repeated");
        moved += usize::from(page > 0 && lines == 2);
    }
    assert!(moved >= 2, "{moved}");
}

#[test]
fn the_first_page_shows_text_beside_a_tall_imprint() {
    let mut bulletin = with_body([of_lines(2)]);
    bulletin.imprint.report = Some("各厅、".repeat(180));
    let pages = pages(&bulletin);
    assert_eq!(pages.pages.len(), 2);
    assert_eq!(lines(&pages).iter().filter(|line| line.page == 0).count(), 2);
}

#[test]
fn headings_of_all_levels_stay_with_the_text_below() {
    let mut section =
        changed(Section::new("末级"), |section| section.blocks = vec!["正文。".into()]);
    for _ in 0..4 {
        section = changed(Section::new("上级"), |it| it.sections = vec![section]);
    }
    for before in 1..40 {
        let bulletin = changed(with_body((0..before).map(|_| of_lines(1))), |bulletin| {
            bulletin.sections = vec![section.clone()]
        });
        let pages = pages(&bulletin);
        let page = |path: &str| {
            let element =
                pages.elements.iter().position(|element| element.path.to_string() == path).unwrap();
            lines(&pages).iter().find(|line| line.element == element).unwrap().page
        };
        let first = page("sections[0].heading");
        let inner = "sections[0].sections[0].sections[0].sections[0].sections[0]";
        assert_eq!(page(&format!("{inner}.heading")), first, "{before}");
        assert_eq!(page(&format!("{inner}.blocks[0]")), first, "{before}");
    }
}

#[test]
fn the_list_of_appendices_is_whole_and_has_text_above() {
    let appendix = |number: usize| {
        changed(
            bulletin::Appendix::new(Text::plain(format!("第{number}季度考核结果"))),
            |appendix| appendix.blocks = vec!["附件正文。".into()],
        )
    };
    let mut moved = 0;
    for before in 1..24 {
        let text = (0..before).map(|_| of_lines(1)).chain([of_lines(5)]);
        let bulletin = changed(with_body(text), |bulletin| {
            bulletin.appendices = (1..5).map(appendix).collect()
        });
        let pages = pages(&bulletin);
        let path = |line: &Line| pages.elements[line.element].path.to_string();
        let lines = lines(&pages);
        let is_listed = |line: &&Line| {
            path(line).starts_with("appendices") && line.page < pages.pages.len() - 4
        };
        let listed: Vec<usize> = lines.iter().filter(is_listed).map(|line| line.page).collect();
        assert_eq!(listed, [listed[0]; 4], "{before} lines before");
        let above =
            lines.iter().filter(|line| line.page == listed[0] && path(line).starts_with("body"));
        let above = above.count();
        assert!(above >= 2, "{before} lines before: {above} above");
        moved += usize::from(above == 2);
        no_line_is_alone(&pages).unwrap();
    }
    assert!(moved >= 2, "{moved}");
}

#[test]
fn a_sign_off_has_two_lines_of_text_on_its_page() {
    let day = bulletin::NaiveDate::from_ymd_opt(2025, 1, 6).unwrap();
    for last in [1, 5] {
        let mut moved = 0;
        for before in 1..24 {
            let text = (0..before).map(|_| of_lines(1)).chain([of_lines(last)]);
            let bulletin = changed(with_body(text), |bulletin| {
                bulletin.sign_off = Some(bulletin::SignOff::new("瀚原省政务服务局", day))
            });
            let pages = pages(&bulletin);
            let path = |line: &&Line| pages.elements[line.element].path.to_string();
            let lines = lines(&pages);
            let signed = lines.iter().filter(|line| path(line).starts_with("sign_off"));
            let signed: Vec<usize> = signed.map(|line| line.page).collect();
            assert_eq!(signed, [signed[0]; 2], "{before} lines before");
            let text = lines.iter().filter(|line| path(line).starts_with("body"));
            let above = text.filter(|line| line.page == signed[0]).count();
            assert!(above >= 2, "{before} lines before: {above} above");
            moved += usize::from(above == 2);
        }
        assert!(moved >= 2, "{moved}");
    }
}

#[test]
fn a_footnote_begins_on_the_page_of_its_number_and_none_is_lost() {
    // The last of so many paragraphs stand around the foot of a page.
    for before in 0..24 {
        let noted = |number: usize| {
            Block::from(format!(
                "第{number}段，各窗口要对照清单逐项整改<note>脚注{number}，{}完。</note>，明确责任。",
                "见清单".repeat(number * 4)
            ))
        };
        let text = (0..before).map(|_| of_lines(1));
        let bulletin = changed(with_body(text), |bulletin| {
            bulletin.body.extend((1..4).map(noted));
            bulletin.imprint = changed(Imprint::default(), |imprint| {
                imprint.report = Some("省政府办公厅。".into())
            })
        });
        let pages = pages(&bulletin);
        let mut notes = [const { (String::new(), Vec::new()) }; 3];
        let mut numbers = [usize::MAX; 3];
        for (page, sheet) in pages.pages.iter().enumerate() {
            for item in &sheet.items {
                let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content)
                else {
                    continue;
                };
                let words: String = run.glyphs.iter().filter_map(|glyph| glyph.text).collect();
                let element = &pages.elements[element];
                let path = element.path.to_string();
                let index = path.strip_prefix("body[").and_then(|path| path.split(']').next());
                let index = index.and_then(|index| index.parse::<usize>().ok());
                let Some(index) = index.and_then(|index| index.checked_sub(before)) else {
                    continue;
                };
                if element.kind == ElementKind::Note {
                    notes[index].0.push_str(&words);
                    notes[index].1.push(page);
                    // Above the imprint, below the text.
                    assert!(run.origin.y < bulletin::Length::mm(262.0), "{words}");
                } else if words == (index + 1).to_string() && run.size < bulletin::Length::pt(10.0)
                {
                    numbers[index] = page;
                }
            }
        }
        for (index, (words, on)) in notes.iter().enumerate() {
            let expected =
                format!("{0} 脚注{0}，{1}完。", index + 1, "见清单".repeat((index + 1) * 4));
            assert_eq!(*words, expected, "{before} lines before");
            assert_eq!(on[0], numbers[index], "{before} lines before");
        }
    }
}

/// The row of the grid on which each line of the main text stands, counted from 1, with its page.
fn rows_of_body(pages: &Pages) -> Vec<(usize, i64)> {
    let mut rows = Vec::new();
    for (page, sheet) in pages.pages.iter().enumerate() {
        for item in &sheet.items {
            let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content) else {
                continue;
            };
            let path = pages.elements[element].path.to_string();
            // The grid begins 37 mm from the top less half the leading; a row is a twenty-second of 225 mm and
            // the type's height (GB/T 9704-2012, 5.2.1).
            let (from, row) = (run.origin.y - bulletin::Length::pt(104.88 - 12.8), 29.6);
            if path.starts_with("body") && !path.contains("chart") || path.starts_with("sign_off") {
                rows.push((page, from.whole_times(bulletin::Length::pt(row)) + 1));
            }
        }
    }
    rows
}

#[test]
fn what_stays_together_fills_the_page_to_its_last_row() {
    let mut moved = 0;
    let mut last_rows = 0;
    for categories in 1..7_u32 {
        let names = (1..=categories).map(|number| format!("第{number}处"));
        let mut chart = Chart::new(ChartKind::Bars, names);
        chart.push("", (0..categories).map(Some)).unwrap();
        chart.caption = Some("办件".into());
        for before in 1..22 {
            let mut bulletin = with_body(std::iter::repeat_n("国".to_owned(), before));
            bulletin.body.push(chart.clone().into());
            bulletin.body.push(Block::Paragraph("见图。".into()));
            let date = NaiveDate::from_ymd_opt(2025, 1, 6).unwrap();
            bulletin.sign_off = Some(SignOff::new("政务服务中心", date));
            let pages = pages(&bulletin);
            let rows = rows_of_body(&pages);
            let (last_page, last_row) = *rows.last().unwrap();
            assert!(last_row <= 22);
            if last_page == 0 {
                last_rows += usize::from(last_row == 22);
                continue;
            }
            // What is kept together begins the page. On the page before it would have begun below that
            // page's last line and gone as many rows down.
            let above = rows.iter().filter(|(page, _)| page + 1 == last_page);
            let free = 22 - above.map(|(_, row)| *row).max().unwrap_or_default();
            assert!(last_row > free, "{categories} bars, {before} lines before: {rows:?}");
            moved += 1;
        }
    }
    assert!(moved > 0 && last_rows > 0, "{moved} moved, {last_rows} full pages");
}
