//! How long reading a draft takes, by its size: `cargo bench --manifest-path benches/Cargo.toml --bench
//! draft`. A megabyte is to take less than 50 ms, and ten of them ten times as long.

use std::fmt::Write as _;

fn main() {
    divan::main();
}

/// A weekly draft of about so many bytes: the mixture of an office, over and over.
fn draft(bytes: usize) -> String {
    let mut text = String::from(
        "清江政务周报\n2025年第7期（总第131期）\n（2月10日—2月16日）\n清江区政务服务局\n2025年2月18日\n\n",
    );
    let mut section = 0_usize;
    while text.len() < bytes {
        section += 1;
        let _ = write!(
            text,
            "本周，区政务服务大厅共受理事项 {section} 件，其中延时服务 12 件，全部在承诺时限内办结。**区水务局**\
             窗口在审批中发现两家单位提交的申请材料不齐\n\n全，已一次性告知。\n\
             十一、十二月的积压件已经清零，2024.3公里管线完成移交，2O24年的旧件另行登记。\n\
             序号\t窗口\t受理\t办结\n1\t水务\t{section}\t15.5\n\t林草\t{section}\t15.5\n3\t民政\t8\t7\n\n— {section} —\n"
        );
    }
    text.push_str("报：区政务服务领导小组。\n（共印30份）\n");
    text
}

#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000], sample_count = 10)]
fn parse(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let text = draft(bytes);
    bencher
        .counter(divan::counter::BytesCount::new(text.len()))
        .bench(|| bulletin::draft::parse(&text));
}

#[divan::bench(args = [10_000, 1_000_000], sample_count = 10)]
fn print(bencher: divan::Bencher<'_, '_>, bytes: usize) {
    let bulletin = bulletin::draft::parse(&draft(bytes)).bulletin;
    bencher.bench(|| bulletin::draft::print(&bulletin));
}
