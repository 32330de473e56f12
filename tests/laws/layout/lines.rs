//! Lines: what a theme can ask of them, what stays together, what marks without width do.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use crate::support::dump::text_lines;
use crate::support::model::changed;
use bulletin::flow::Role;
use bulletin::pages::{Content, Tag};
use bulletin::{Block, Bulletin, Fonts, Length, Pages, Text, Theme};

/// The pages of one paragraph under a theme that says this of its lines.
fn set(words: &str, lines: &str) -> Pages {
    let theme: Theme = toml::from_str(&format!("[lines]\n{lines}")).unwrap();
    let bulletin = changed(Bulletin::new("简报"), |bulletin| {
        bulletin.body = vec![Block::Paragraph(Text::plain(words))]
    });
    bulletin.flow(&theme).unwrap().pages(&Fonts::embedded()).unwrap()
}

/// The lines of that paragraph.
fn lines(words: &str, rules: &str) -> Vec<String> {
    let lines = text_lines(&set(words, rules));
    lines.into_iter().skip(1).map(|(_, line)| line.text).collect()
}

/// The left ends of the paragraph's glyphs with their characters.
fn placed(pages: &Pages) -> Vec<(Option<char>, Length, usize)> {
    let mut placed = Vec::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Tag::Element(element), Content::Glyphs(run)) = (item.mark, &item.content)
            && pages.elements[element].path.to_string().starts_with("body")
        {
            let at = |glyph: &bulletin::pages::Glyph| run.origin.x + glyph.x;
            placed.extend(run.glyphs.iter().map(|glyph| (glyph.text, at(glyph), element)));
        }
    }
    placed
}

/// Cells of the grid.
fn cells(count: i64) -> Length {
    Length::mm(156.0) * count / 28
}

fn han(count: usize) -> String {
    "国".repeat(count)
}

#[test]
fn the_level_says_which_marks_begin_and_end_no_line() {
    // The first line has 26 characters, two cells of indent before them.
    let comma = format!("{}，{}", han(26), han(10));
    assert!(lines(&comma, "prohibition = 'none'")[1].starts_with('，'));
    for level in ["basic", "gb", "strict"] {
        let lines = lines(&comma, &format!("prohibition = '{level}'"));
        assert!(lines[1].starts_with('国'), "{level}: {lines:?}");
    }
    let dash = format!("{}——{}", han(26), han(10));
    for (level, begins) in [("none", true), ("basic", true), ("gb", true), ("strict", false)] {
        let lines = lines(&dash, &format!("prohibition = '{level}'"));
        assert_eq!(lines[1].starts_with("——"), begins, "{level}: {lines:?}");
        assert!(!lines[0].ends_with('—') && lines.concat() == dash, "{level}: {lines:?}");
    }
    // A slash takes half a cell.
    let slash = format!("{}／{}", han(25), han(10));
    for (level, ends) in [("none", true), ("basic", true), ("gb", false), ("strict", false)] {
        let lines = lines(&slash, &format!("prohibition = '{level}'"));
        assert_eq!(lines[0].ends_with('／'), ends, "{level}: {lines:?}");
    }
    let open = format!("{}（{}）", han(25), han(10));
    for (level, ends) in [("none", true), ("basic", false), ("gb", false), ("strict", false)] {
        let lines = lines(&open, &format!("prohibition = '{level}'"));
        assert_eq!(lines[0].ends_with('（'), ends, "{level}: {lines:?}");
    }
}

#[test]
fn an_opening_mark_at_a_line_start_loses_its_white_where_the_theme_asks() {
    // The ink of this mark stands far in the right half of its square in all faces, so the glyph moves
    // by all that goes.
    let words = format!("{}（{}）{}", han(26), han(4), han(8));
    let start = |rules: &str| {
        let pages = set(&words, rules);
        placed(&pages).iter().find(|(text, ..)| *text == Some('（')).unwrap().1
    };
    let moved = start("trim_line_start = false") - start("trim_line_start = true");
    assert!((moved - cells(1) / 2).to_mm().abs() < 0.2, "{moved}");
}

#[test]
fn what_belongs_together_is_not_parted_where_the_theme_asks() {
    let whole = |group: &str, rules: &str, before: usize| {
        let lines = lines(&format!("{}{group}{}", han(before), han(40)), rules);
        lines.iter().any(|line| line.contains(group))
    };
    for group in [
        "第8期",
        "第八期",
        "5月8日",
        "25万元",
        "2.5亿元",
        "3.5公里",
        "25 kg",
        "3—5天",
        "12号",
        "附件12",
        "表3",
    ] {
        for before in 18..27 {
            assert!(whole(group, "keep = true", before), "{group} behind {before} characters");
        }
        // Word processors do not know of it.
        assert!((18..27).any(|before| !whole(group, "", before)), "{group}");
    }
}

#[test]
fn what_no_line_parts_is_whole_in_any_theme() {
    for group in ["99.5%", "±0.5", "￥1,200", "36.5℃", "１２３", "12,345.6", "〔2024〕"] {
        for before in 18..27 {
            let words = format!("{}{group}{}", han(before), han(40));
            let lines = lines(&words, "");
            let whole = lines.iter().any(|line| line.contains(group));
            assert!(whole, "{group} behind {before} characters: {lines:?}");
        }
    }
}

#[test]
fn long_words_are_hyphenated_where_the_theme_asks() {
    let words = format!("{}interoperability{}", han(21), han(40));
    let whole = lines(&words, "");
    assert!(whole[1].starts_with("interoperability"), "{whole:?}");
    let pages = set(&words, "hyphenation = true");
    let lines: Vec<String> =
        text_lines(&pages).into_iter().skip(1).map(|(_, line)| line.text).collect();
    assert!(lines[0].ends_with("interoper"), "{lines:?}");
    assert!(lines[1].starts_with("ability"), "{lines:?}");
    // The hyphen is on the page, and no character of the text.
    let hyphens = placed(&pages).iter().filter(|(text, ..)| text.is_none()).count();
    assert_eq!(hyphens, 1);
    for whole in ["INTEROPERABILITY", "gov.interoperability.cn", "https://interoperability"] {
        let words = format!("{}{whole}{}", han(21), han(40));
        let pages = set(&words, "hyphenation = true");
        assert!(placed(&pages).iter().all(|(text, ..)| text.is_some()), "{whole}");
    }
}

#[test]
fn the_gap_between_chinese_and_latin_is_a_quarter_em_and_gives_way() {
    let gap_of = |words: &str, rules: &str| {
        let glyphs = placed(&set(words, rules));
        let at = |letter| glyphs.iter().find(|(text, ..)| *text == Some(letter)).unwrap().1;
        at('A') - at('国')
    };
    let (with, without) =
        (gap_of("国A件", "han_latin_gap = 25"), gap_of("国A件", "han_latin_gap = 0"));
    assert!((with - without - Length::pt(4.0)).to_emu().abs() < 10, "{}", with - without);
    // None beside marks.
    let beside = |rules: &str| {
        let glyphs = placed(&set("（A）", rules));
        glyphs[1].1 - glyphs[0].1
    };
    assert_eq!(beside("han_latin_gap = 25"), beside("han_latin_gap = 0"));
    // Lines still end at the edge, gaps no wider than a third of an em, no narrower than an eighth.
    let words = "各窗口受理615件，办结598件，按时on time办理".repeat(9);
    let lines = text_lines(&set(&words, "han_latin_gap = 25"));
    assert!(lines.len() > 6, "{}", lines.len());
}

#[test]
fn marks_without_width_allow_and_bar_a_line_end() {
    let joined = format!("{}甲\u{2060}乙{}", han(25), han(40));
    let set_joined = lines(&joined, "");
    assert!(set_joined[1].starts_with("甲"), "{set_joined:?}");
    let url = "x".repeat(30);
    let allowed = format!("{}{url}\u{200B}{url}", han(8));
    let set_allowed = lines(&allowed, "");
    assert!(set_allowed.iter().any(|line| line.ends_with('\u{200B}')), "{set_allowed:?}");
    assert_eq!(set_allowed.concat(), allowed);
}

/// The tracking of a paragraph of these words, and whether its last line is reported.
fn mended(words: &str) -> (Length, bool) {
    let pages = set(words, "");
    let orphan = pages.findings.iter().any(|finding| finding.code() == "lines.orphan");
    (pages.decisions().trackings.values().next().copied().unwrap_or_default(), orphan)
}

#[test]
fn the_last_line_has_company_by_one_tracking_of_the_paragraph() {
    // Half of a comma and a little of each character: the last one is pulled up.
    let tighter = format!("{}8件，{}", han(24), "国".repeat(28));
    assert_eq!(mended(&tighter), (Length::ZERO, false));
    // No character less fits a line of ideographs, but one more goes down.
    let looser = format!("{}。", han(27));
    assert_eq!(
        lines(&looser, "").iter().map(|line| line.chars().count()).collect::<Vec<_>>(),
        [25, 3]
    );
    assert_eq!(mended(&looser), (Length::twips(3), false));
    // Where every line of the paragraph holds what it held, nothing helps, and that is said.
    let marks = format!("{}，好。", han(25));
    assert_eq!(mended(&marks), (Length::ZERO, true));
    // A paragraph of one line has no last line to mend.
    assert_eq!(mended("好。"), (Length::ZERO, false));
}

#[test]
fn a_point_hangs_where_the_theme_asks() {
    // 26 characters fill the first line.
    let words = format!("{}，{}", han(26), han(20));
    assert_eq!(lines(&words, "")[0].chars().count(), 25);
    assert_eq!(lines(&words, "hanging = true")[0], format!("{}，", han(26)));
    let pages = set(&words, "hanging = true");
    let comma = placed(&pages).iter().find(|(text, ..)| *text == Some('，')).unwrap().1;
    assert!((comma - Length::mm(184.0)).to_emu().abs() <= 2, "{comma}");
    // Half a square is room enough: nothing hangs.
    let half = format!("{}8，{}", han(25), han(20));
    let pages = set(&half, "hanging = true");
    let comma = placed(&pages).iter().find(|(text, ..)| *text == Some('，')).unwrap().1;
    assert!(comma < Length::mm(182.0), "{comma}");
    // Neither brackets hang, nor points behind other marks.
    for marks in ["）", "），"] {
        let words = format!("{}{marks}{}", han(26), han(20));
        let first = &lines(&words, "hanging = true")[0];
        assert!(!first.ends_with(marks), "{first}");
    }
}

#[test]
fn every_character_is_tracked_alike_and_full_lines_stand_on_the_grid() {
    // 28 ideographs need less than the measure, so that no program pushes the last one out.
    let pages = set(&han(26 + 28), "");
    let glyphs = placed(&pages);
    assert_eq!(lines(&han(26 + 28), "").len(), 2);
    for pair in glyphs[26..].windows(2) {
        assert!((pair[1].1 - pair[0].1 - cells(1)).to_emu().abs() <= 2);
    }
    let bulletin = changed(Bulletin::new("简报"), |bulletin| {
        bulletin.body = vec![Block::Paragraph(Text::plain("国8A，"))];
    });
    let flow = bulletin.flow(&Theme::gbt9704()).unwrap();
    let fonts: Vec<Length> = flow
        .parts
        .iter()
        .flat_map(|part| &part.blocks)
        .filter_map(|block| match block {
            bulletin::flow::Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        })
        .filter(|paragraph| paragraph.role == Role::Body)
        .flat_map(|paragraph| &paragraph.content)
        .filter_map(|inline| match inline {
            bulletin::flow::Inline::Run(run) => Some(run.font.tracking),
            _ => None,
        })
        .collect();
    assert!(fonts.len() > 1 && fonts.iter().all(|tracking| *tracking == Length::twips(-6)));
}

#[test]
fn an_address_breaks_as_word_processors_have_it() {
    let broken = |word: &str| {
        let lines = lines(&format!("{}{word}{}", han(18), han(30)), "");
        lines[0].trim_start_matches('国').to_owned()
    };
    assert_eq!(broken("www.a.cn/zwfw/list?tag=guide"), "www.a.cn/zwfw/");
    // At no other mark; behind a hyphen too.
    assert_eq!(broken("www.a.cn/zwfw/2024/03/index"), "www.a.cn/zwfw/");
    assert_eq!(broken("xk@example.gov.cn?a=1&b=2"), "");
    assert_eq!(broken("0801-8765432-12345678"), "0801-8765432-");
    assert_eq!(broken("12345678901234567-5"), "");
    // 10～20 ends a line behind the ～, never before it.
    for before in 20..27 {
        let words = format!("{}10～20{}", han(before), han(20));
        assert!(lines(&words, "").iter().all(|line| !line.starts_with('～')), "{before}");
    }
}

#[test]
fn words_from_right_to_left_are_reported_and_placed() {
    let pages = set("市民שלום留言", "");
    let found: Vec<String> = pages
        .findings
        .iter()
        .filter(|finding| finding.code() == "text.right-to-left")
        .map(ToString::to_string)
        .collect();
    assert!(matches!(found.as_slice(), [one] if one.contains("body[0]")), "{found:?}");
    let text: String = placed(&pages).iter().filter_map(|(text, ..)| *text).collect();
    assert_eq!(text, "市民שלום留言");
}

#[test]
fn a_gap_wider_than_half_an_em_is_refused() {
    let error = toml::from_str::<Theme>("[lines]\nhan_latin_gap = 51").unwrap_err().to_string();
    assert!(
        error.contains("lines.han_latin_gap") && error.contains("51 is out of range"),
        "{error}"
    );
    let error = toml::from_str::<Theme>("[lines]\nprohibition = 'hard'").unwrap_err().to_string();
    assert!(error.contains("lines.prohibition") && error.contains("strict"), "{error}");
}

#[test]
fn question_and_exclamation_marks_in_a_row_take_less_room() {
    // GB/T 15834, 5.1.2: two take one character's room, three take two.
    for (marks, room) in [("？！", 1), ("！！", 1), ("？？？", 2)] {
        let glyphs = placed(&set(&format!("国{marks}永"), ""));
        let at = |letter| glyphs.iter().find(|(text, ..)| *text == Some(letter)).unwrap().1;
        let taken = at('永') - at('国') - cells(1);
        assert!((taken - cells(room)).to_mm().abs() < 0.05, "{marks}: {taken}");
    }
}

#[test]
fn no_line_is_torn_for_a_long_word_where_the_theme_asks() {
    for (word, begins) in
        [("x".repeat(70), true), ("http://portal.example.gov.cn:8080".into(), true)]
    {
        let set = lines(&format!("甲乙丙{word}"), "keep = true");
        assert_eq!(set[0].len() > "甲乙丙".len(), begins, "{set:?}");
        assert!(!set[0].ends_with("://"), "{set:?}");
    }
}

#[test]
fn a_blank_between_ideographs_opens_no_further_than_other_gaps() {
    let words = format!("{} {}interoperability国", han(12), han(10));
    let glyphs = placed(&set(&words, ""));
    let lefts: Vec<Length> = glyphs.iter().take(12).map(|(_, left, _)| *left).collect();
    let gap = lefts[1] - lefts[0] - cells(1);
    // The blank itself is a quarter em wide.
    let across = glyphs[13].1 - glyphs[11].1 - cells(1) - Length::pt(4.0);
    assert!((across - gap * 2).to_mm().abs() < 0.1, "{across}, {gap}");
}

#[test]
fn an_address_opens_where_the_line_would_be_torn() {
    let words =
        format!("请登录https://hall.example.gov.cn/portal/index.html?area={}", "8".repeat(12));
    let glyphs = placed(&set(&words, ""));
    let gap = glyphs[1].1 - glyphs[0].1 - cells(1);
    assert!(gap < cells(1) / 4, "{gap}");
}
