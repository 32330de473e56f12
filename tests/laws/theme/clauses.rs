//! What GB/T 9704-2012 asks of the theme and the flow, clause by clause: the proofs that
//! `src/style/GBT9704.md` names and no other test has.

use bulletin::flow::{
    Align, Block, Flow, Font, ImprintBlock, Inline, Paragraph, Role, RuleForm, Run, Script,
};
use bulletin::{Bulletin, Color, Length, Theme, Typeface};

const BULLETIN: &str = r#"
title = "关于试行情况的报告"
body = ["正文2024年。"]
[masthead]
title = "数据工作专报"
issue = { number = 3 }
issuers = ["甲局"]
date = "2024-03-05"
secrecy = "秘密★1年"
urgency = "特急"
copy_number = "000017"
signer = "周某"
[[sections]]
heading = "一级"
[[sections.sections]]
heading = "二级"
[[sections.sections.sections]]
heading = "三级"
[[sections.sections.sections.sections]]
heading = "四级"
blocks = ["正文。"]
[[appendices]]
title = "名单"
blocks = ["甲。"]
[imprint]
copy = "各处室。"
printed_by = "甲局办公室"
printed_on = "2024-03-05"
"#;

fn flow() -> Flow {
    toml::from_str::<Bulletin>(BULLETIN).unwrap().flow(&Theme::gbt9704()).unwrap()
}

fn paragraphs(flow: &Flow) -> Vec<&Paragraph> {
    let blocks = flow.parts.iter().flat_map(|part| &part.blocks);
    let paragraphs = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    paragraphs.collect()
}

fn of_role(flow: &Flow, role: Role) -> Paragraph {
    let all = paragraphs(flow);
    let found = all.into_iter().find(|paragraph| paragraph.role == role);
    found.unwrap_or_else(|| panic!("no {role:?}")).clone()
}

fn runs(content: &[Inline]) -> Vec<&Run> {
    let runs = content.iter().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run),
        _ => None,
    });
    runs.collect()
}

fn text(content: &[Inline]) -> String {
    runs(content).into_iter().map(|run| run.text.as_str()).collect()
}

/// The font of the first run with these words.
fn font(content: &[Inline], words: &str) -> Font {
    let run = runs(content).into_iter().find(|run| run.text.contains(words));
    run.unwrap_or_else(|| panic!("no {words}")).font
}

fn imprint(flow: &Flow) -> &ImprintBlock {
    flow.imprint.as_ref().unwrap()
}

/// From the ink of one paragraph to that of another below it, with what stands between.
fn ink_between(flow: &Flow, upper: Role, lower: Role) -> Length {
    let leading = |paragraph: &Paragraph| (paragraph.line - paragraph.size) / 2;
    let all = paragraphs(flow);
    let at = |role| all.iter().position(|paragraph| paragraph.role == role).unwrap();
    let (from, to) = (at(upper), at(lower));
    let mut between = leading(all[from]) + all[from].space_after;
    for paragraph in &all[from + 1..to] {
        between += paragraph.space_before + paragraph.line + paragraph.space_after;
    }
    between + all[to].space_before + leading(all[to])
}

#[test]
fn the_sheet_is_a4_with_the_whites_of_the_standard() {
    let page = flow().page;
    assert_eq!((page.paper.width, page.paper.height), (Length::mm(210.0), Length::mm(297.0)));
    let area = page.type_area;
    assert_eq!((area.origin.x, area.origin.y), (Length::mm(28.0), Length::mm(37.0)));
    assert_eq!((area.size.width, area.size.height), (Length::mm(156.0), Length::mm(225.0)));
    assert_eq!((page.rows, page.columns), (22, 28));
}

#[test]
fn the_body_is_fangsong_of_size_3_in_black() {
    let flow = flow();
    let body = of_role(&flow, Role::Body);
    let font = font(&body.content, "正文");
    assert_eq!((font.han, font.latin), (Typeface::FangSong, Typeface::Latin));
    assert_eq!((font.size, font.color), (Length::pt(16.0), Color::BLACK));
    // Everything but the name and the red rule is black.
    for paragraph in paragraphs(&flow) {
        for run in runs(&paragraph.content) {
            let expected = if paragraph.role == Role::Mark { Color::RED } else { Color::BLACK };
            assert_eq!(run.font.color, expected, "{}", paragraph.path);
        }
    }
}

#[test]
fn secrecy_and_urgency_are_hei_of_size_3_and_the_copy_number_is_not() {
    let flow = flow();
    let all = paragraphs(&flow);
    let notices: Vec<&&Paragraph> =
        all.iter().filter(|paragraph| paragraph.role == Role::Notice).collect();
    let lines: Vec<String> = notices.iter().map(|notice| text(&notice.content)).collect();
    assert_eq!(lines, ["000017", "秘密★1年", "特急"]);
    for (notice, words) in notices.iter().zip(["000017", "秘密", "特急"]) {
        let font = font(&notice.content, words);
        let face = if words == "000017" { Typeface::FangSong } else { Typeface::Hei };
        assert_eq!((font.han, font.size), (face, Length::pt(16.0)), "{words}");
        assert_eq!(notice.align, Align::Left);
        assert_eq!(notice.indent, Default::default());
    }
}

#[test]
fn the_name_is_centred_in_red_xiaobiaosong() {
    let name = of_role(&flow(), Role::Mark);
    let font = font(&name.content, "数据");
    assert_eq!((font.han, font.color), (Typeface::XiaoBiaoSong, Color::RED));
    assert_eq!(name.align, Align::Center);
}

#[test]
fn the_issue_line_stands_a_blank_row_below_the_name() {
    let flow = flow();
    assert_eq!(ink_between(&flow, Role::Mark, Role::Issue), flow.page.row_pitch);
}

#[test]
fn the_name_of_the_signer_is_kai() {
    let issuer = of_role(&flow(), Role::Issuer);
    assert_eq!(text(&issuer.tail), "签发人：周某");
    assert_eq!(font(&issuer.tail, "签发人").han, Typeface::FangSong);
    assert_eq!(font(&issuer.tail, "周某").han, Typeface::Kai);
}

#[test]
fn the_red_rule_stands_4_mm_below_the_masthead() {
    let flow = flow();
    let all = paragraphs(&flow);
    let above = all.iter().rfind(|paragraph| paragraph.role == Role::Issuer).unwrap();
    let rule = above.rule_below.as_deref().unwrap();
    assert_eq!((rule.gap, rule.color, rule.form), (Length::mm(4.0), Color::RED, RuleForm::Single));
}

#[test]
fn the_title_is_xiaobiaosong_of_size_2_two_rows_below_the_rule() {
    let flow = flow();
    let title = of_role(&flow, Role::Title);
    let font = font(&title.content, "报告");
    assert_eq!((font.han, font.size), (Typeface::XiaoBiaoSong, Length::pt(22.0)));
    assert_eq!(title.align, Align::Center);
    let all = paragraphs(&flow);
    let above = all.iter().rfind(|paragraph| paragraph.role == Role::Issuer).unwrap();
    let rule = above.rule_below.as_deref().unwrap();
    let leading = |paragraph: &Paragraph| (paragraph.line - paragraph.size) / 2;
    let below_text = leading(above) + above.space_after + title.space_before + leading(&title);
    assert_eq!(below_text - rule.gap - rule.thickness, flow.page.row_pitch * 2);
}

#[test]
fn headings_are_hei_then_kai_then_fangsong() {
    let flow = flow();
    let expected = [
        ("一、一级", Typeface::Hei),
        ("（一）二级", Typeface::Kai),
        ("1.三级", Typeface::FangSong),
        ("（1）四级", Typeface::FangSong),
    ];
    for (level, (words, face)) in (1..).zip(expected) {
        let heading = of_role(&flow, Role::Heading(level));
        assert_eq!(text(&heading.content), words);
        let han = runs(&heading.content).into_iter().filter(|run| run.script == Script::Han);
        for run in han {
            assert_eq!((run.font.han, run.font.size), (face, Length::pt(16.0)), "{words}");
        }
        // In characters of the grid.
        assert_eq!(heading.indent.first, flow.page.cell() * 2);
    }
}

#[test]
fn dates_have_arabic_digits_without_leading_noughts() {
    let flow = flow();
    let row = &imprint(&flow).rows.last().unwrap().content;
    assert_eq!(text(&row.tail), "2024年3月5日印发");
    let all = paragraphs(&flow);
    let dated = all.iter().any(|paragraph| text(&paragraph.tail).contains("2024年3月5日"));
    assert!(dated || all.iter().any(|paragraph| text(&paragraph.content) == "2024年3月5日"));
}

#[test]
fn an_appendix_has_its_label_in_hei_and_its_title_as_titles_are() {
    let flow = flow();
    let label = of_role(&flow, Role::AppendixLabel);
    let font_of_label = font(&label.content, "附件");
    assert_eq!((font_of_label.han, font_of_label.size), (Typeface::Hei, Length::pt(16.0)));
    let title = of_role(&flow, Role::AppendixTitle);
    let font_of_title = font(&title.content, "名单");
    assert_eq!((font_of_title.han, font_of_title.size), (Typeface::XiaoBiaoSong, Length::pt(22.0)));
}

#[test]
fn the_rules_of_the_imprint_are_thick_outside_and_thin_inside() {
    let flow = flow();
    let imprint = imprint(&flow);
    let above: Vec<Length> = imprint.rows.iter().map(|row| row.rule_above).collect();
    assert_eq!(above, [Length::mm(0.35), Length::mm(0.25)]);
    assert_eq!(imprint.last_rule, Length::mm(0.35));
}

#[test]
fn copies_hang_behind_their_label_in_fangsong_of_size_4() {
    let flow = flow();
    let row = &imprint(&flow).rows[0].content;
    assert_eq!(text(&row.content), "抄送：各处室。");
    let font = font(&row.content, "各处室");
    let character = Length::pt(14.0);
    assert_eq!((font.han, font.size), (Typeface::FangSong, character));
    // One character in at both sides; lines after the first behind the three of the label.
    assert_eq!(row.indent.right, character);
    assert_eq!(row.indent.left, character * 4);
    assert_eq!(row.indent.first, -(character * 3));
}

#[test]
fn the_printer_stands_left_and_the_date_right_on_one_row() {
    let flow = flow();
    let row = &imprint(&flow).rows[1].content;
    assert_eq!((row.role, text(&row.content).as_str()), (Role::Printed, "甲局办公室"));
    assert_eq!(text(&row.tail), "2024年3月5日印发");
}

#[test]
fn page_numbers_are_song_of_size_4_seven_millimetres_below() {
    let flow = flow();
    let number = flow.page_number.as_ref().unwrap();
    assert_eq!((number.font.han, number.font.size), (Typeface::Song, Length::pt(14.0)));
    assert_eq!((number.before.as_str(), number.after.as_str()), ("— ", " —"));
    assert_eq!(number.center, Length::mm(37.0 + 225.0 + 7.0));
    assert_eq!(number.indent, flow.page.cell());
}

/// A bulletin that is addressed and signed.
fn signed(sign_off: &str) -> Flow {
    let toml = format!(
        "title = '关于督查情况的通报'\nsubtitle = '（征求意见稿）'\naddressee = '各县（市、区）'\n\
         body = ['现将情况通报如下。', '特此通报。']\nsign_off = {sign_off}\n\
         [masthead]\ntitle = '督查通报'"
    );
    toml::from_str::<Bulletin>(&toml).unwrap().flow(&Theme::gbt9704()).unwrap()
}

#[test]
fn an_addressee_stands_flush_left_above_the_text() {
    let flow = signed("{ signers = '甲局' }");
    let (addressee, all) = (of_role(&flow, Role::Addressee), paragraphs(&flow));
    assert_eq!(text(&addressee.content), "各县（市、区）：");
    assert_eq!((addressee.indent.left, addressee.indent.first), (Length::ZERO, Length::ZERO));
    let at = all.iter().position(|one| one.role == Role::Addressee).unwrap();
    assert_eq!((all[at - 1].role, all[at + 1].role), (Role::Subtitle, Role::Body));
}

#[test]
fn a_sign_off_without_a_seal_stands_as_the_standard_has_it() {
    let cell = signed("{ signers = '甲局' }").page.cell();
    // 2025年1月6日 is six characters wide.
    for (signer, of_signer, of_date) in [
        // The date begins two characters right of a longer name, which ends two from the edge.
        ("清江市政务服务和数据局", 2, 5),
        ("清江市数据局", 2, 0),
        // A longer date ends two from the edge.
        ("甲局", 8, 2),
    ] {
        let flow = signed(&format!("{{ signers = '{signer}', date = '2025-01-06' }}"));
        let (name, date) = (of_role(&flow, Role::SignOff), of_role(&flow, Role::SignOffDate));
        assert_eq!(
            (text(&name.content), text(&date.content)),
            (signer.into(), "2025年1月6日".into())
        );
        assert_eq!((name.align, date.align), (Align::Right, Align::Right));
        assert_eq!(name.indent.right, cell * of_signer, "{signer}");
        assert_eq!(date.indent.right, cell * of_date, "{signer}");
        assert_eq!(name.space_before, flow.page.row_pitch);
    }
}

#[test]
fn a_sign_off_leaves_room_for_a_seal() {
    let sealed = |signer: &str| {
        signed(&format!("{{ signers = '{signer}', date = '2025-01-06', seal = true }}"))
    };
    let cell = sealed("甲局").page.cell();
    // In the middle over the date, which ends four characters from the edge; a long name ends at it.
    for (signer, of_signer, of_date) in
        [("甲局", 6, 4), ("清江市政务服务局", 3, 4), ("清江市经济社会发展统计调查队办公室", 0, 5)]
    {
        let flow = sealed(signer);
        let (name, date) = (of_role(&flow, Role::SignOff), of_role(&flow, Role::SignOffDate));
        assert_eq!(name.indent.right, cell * of_signer, "{signer}");
        let off = date.indent.right - cell * of_date;
        assert!(off >= Length::ZERO && off < cell, "{signer}");
        assert_eq!(name.space_before, flow.page.row_pitch * 2);
    }
}
