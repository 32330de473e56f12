//! Makes a bulletin with the Rust API alone: a run-in heading, a numbered paragraph, a ranking that
//! computes its totals, order and ranks.
//!
//! `cargo run --release --example by_hand [FOLDER]` writes by_hand.docx and by_hand.pdf into the
//! folder, `out/` by default.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use bulletin::{
    Appendix, Bulletin, Fonts, Imprint, Issue, Masthead, NaiveDate, Period, RankRule, Ranking,
    Section, StaffEntry, Theme,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let bulletin = bulletin()?;
    bulletin.validate()?;

    let set = bulletin.typeset(&Theme::gbt9704(), &Fonts::embedded())?;
    for finding in set.findings() {
        eprintln!("{finding}");
    }
    fs::write(folder.join("by_hand.docx"), set.docx(&Default::default())?)?;
    fs::write(folder.join("by_hand.pdf"), set.pdf(&Default::default())?)?;
    println!("{}: by_hand.docx, by_hand.pdf ({} pages)", folder.display(), set.pages().pages.len());
    Ok(())
}

fn bulletin() -> Result<Bulletin, Box<dyn Error>> {
    let day = |year, month, day| {
        NaiveDate::from_ymd_opt(year, month, day).ok_or("no such day in the calendar")
    };
    let mut masthead = Masthead::new("政务服务简报");
    masthead.issue = Some(Issue::new(2025, 1));
    masthead.period = Some(Period::new(day(2024, 12, 23)?, day(2025, 1, 3)?)?);
    masthead.issuers = vec!["澜川市政务服务管理局".into(), "澜川市公共资源交易中心".into()];
    masthead.date = Some(day(2025, 1, 6)?.into());
    masthead.notice = vec!["内部资料\n注意保存".into()];
    masthead.copy_number = Some("0012".into());

    let mut overview = Section::new("总体情况");
    overview.blocks =
        vec!["两周来，全市各级窗口受理事项**4.2万件**，办结4.1万件，办结率97.6%。".into()];

    let mut progress = Section::new("重点工作进展");
    progress.sections = vec![
        Section::run_in(
            "“一件事”扩面提速。",
            "新生儿出生、企业开办等8个“一件事”全部上线，平均跑动次数由3.5次减到1次。",
        ),
        Section::numbered("完成市级事项清单年度调整，划入25项，取消6项。"),
        Section::numbered("开放公共数据目录214项，其中61项按“可用不可见”的原则供企业申请。"),
    ];

    let mut ranking =
        Ranking::new(RankRule::Competition, ["名次", "窗口单位", "基础分", "加分", "扣分", "总分"]);
    for (name, scores) in [
        ("市公安局", ["100", "7", "0"]),
        ("市住房城乡建设局", ["100", "4.5", "-2"]),
        ("市市场监管局", ["100", "11", "0"]),
        ("市人力资源社会保障局", ["100", "7", "0"]),
        ("市自然资源局", ["100", "2.5", "0"]),
        ("市税务局", ["100", "0.5", "-1.5"]),
    ] {
        ranking.push(name, scores)?;
    }
    let mut table = ranking.to_table()?;
    table.caption = Some("12月窗口考核得分".into());
    table.unit = Some("分".into());
    table.note = Some("总分相同的并列，其后名次顺延。".into());

    let mut appendix = Appendix::new("2024年12月窗口考核结果");
    appendix.blocks.push(table.into());

    let mut imprint = Imprint::default();
    imprint.report = Some("市委、市政府领导。".into());
    imprint.send = Some("市直各部门，各县（区）政务服务局。".into());
    imprint.staff =
        vec![StaffEntry::new("责任编辑", "林某"), StaffEntry::new("联系电话", "0000-1234567")];
    imprint.print_count = Some(60);

    let mut bulletin = Bulletin::default();
    bulletin.masthead = masthead;
    bulletin.sections = vec![overview, progress];
    bulletin.appendices = vec![appendix];
    bulletin.imprint = imprint;
    Ok(bulletin)
}
