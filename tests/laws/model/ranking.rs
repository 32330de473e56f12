//! The laws of rankings.

use std::collections::BTreeMap;

use bulletin::{Block, Bulletin, Cell, Number, RankRule, Ranking, Table, TieStyle};
use proptest::prelude::*;

use crate::support::model::number;

/// Scores in tenths, so that a sum is easy to check.
fn scores() -> impl Strategy<Value = Vec<Vec<i64>>> {
    (1..4_usize).prop_flat_map(|columns| {
        prop::collection::vec(prop::collection::vec(-25..25_i64, columns), 1..12)
    })
}

fn in_tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

fn ranked(rule: RankRule, ties: TieStyle, scores: &[Vec<i64>]) -> Table {
    let width = scores[0].len() + 3;
    let mut ranking = Ranking::new(rule, vec!["列"; width]);
    ranking.ties = ties;
    for (index, row) in scores.iter().enumerate() {
        let written: Vec<String> = row.iter().copied().map(in_tenths).collect();
        ranking.push(format!("单位{index}"), written.iter().map(String::as_str)).unwrap();
    }
    ranking.to_table().unwrap()
}

fn whole(cell: &Cell) -> usize {
    match cell {
        Cell::Number(number) => number.as_str().parse().unwrap(),
        other => panic!("{other:?} is no rank"),
    }
}

proptest! {
    #[test]
    fn rankings_keep_their_laws(scores in scores(), dense in any::<bool>()) {
        let rule = if dense { RankRule::Dense } else { RankRule::Competition };
        let table = ranked(rule, TieStyle::Repeat, &scores);

        // Every name once, with its own scores and their sum.
        let mut rows = BTreeMap::new();
        for row in &table.rows {
            let Cell::Text(name) = &row[1] else { panic!("no name: {row:?}") };
            let index: usize = name.to_plain().trim_start_matches("单位").parse().unwrap();
            let sum: i64 = scores[index].iter().sum();
            let printed: Vec<Cell> =
                scores[index].iter().map(|score| Cell::from(in_tenths(*score).as_str())).collect();
            prop_assert_eq!(&row[2..row.len() - 1], printed.as_slice());
            let shortest = in_tenths(sum);
            let shortest = shortest.strip_suffix(".0").unwrap_or(&shortest);
            prop_assert_eq!(row.last(), Some(&Cell::from(shortest)));
            prop_assert!(rows.insert(index, (whole(&row[0]), sum)).is_none());
        }
        prop_assert_eq!(rows.len(), scores.len());

        // The rank is one more than the number of those (or of the totals) that are better.
        for (rank, sum) in rows.values() {
            let mut better: Vec<i64> =
                rows.values().map(|(_, other)| *other).filter(|other| other > sum).collect();
            if dense {
                better.sort_unstable();
                better.dedup();
            }
            prop_assert_eq!(*rank, better.len() + 1);
        }

        // Ranks never fall, and inside a tie the order of the input is kept.
        let order: Vec<(usize, usize)> = table
            .rows
            .iter()
            .map(|row| {
                let Cell::Text(name) = &row[1] else { panic!("no name: {row:?}") };
                let index = name.to_plain().trim_start_matches("单位").parse().unwrap();
                (whole(&row[0]), index)
            })
            .collect();
        prop_assert!(order.is_sorted(), "{order:?}");

        // Merging shows a rank once and changes nothing else.
        let merged = ranked(rule, TieStyle::Merge, &scores);
        for (index, (row, repeated)) in merged.rows.iter().zip(&table.rows).enumerate() {
            let tied = index > 0 && table.rows[index - 1][0] == repeated[0];
            let rank = if tied { &Cell::Above } else { &repeated[0] };
            prop_assert_eq!(&row[0], rank);
            prop_assert_eq!(&row[1..], &repeated[1..]);
        }
    }

    #[test]
    fn totals_are_exact_or_an_error(one in number(), other in number()) {
        let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "一", "二", "总分"]);
        ranking.push("甲", [one.as_str(), other.as_str()]).unwrap();
        // Nine digits and four decimals, in ten-thousandths.
        let value = |number: &Number| -> i64 {
            let text = number.as_str().replace(',', "").replace(['%', '‰', '+'], "");
            let text = text.replace('−', "-");
            let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
            let sign = if whole.starts_with('-') { -1 } else { 1 };
            let decimals: i64 = format!("{decimals:0<4}").parse().unwrap();
            whole.parse::<i64>().unwrap() * 10_000 + sign * decimals
        };
        let suffix = |number: &Number| number.as_str().chars().last().filter(|c| "%‰".contains(*c));
        match ranking.to_table() {
            Err(error) => {
                prop_assert_ne!(suffix(&one), suffix(&other));
                prop_assert_eq!(error.place().to_string(), "rows[0]");
            }
            Ok(table) => {
                prop_assert_eq!(suffix(&one), suffix(&other));
                let Some(Cell::Number(total)) = table.rows[0].last() else { panic!("no total") };
                prop_assert_eq!(value(total), value(&one) + value(&other));
                prop_assert_eq!(suffix(total), suffix(&one));
                let digits = total.as_str().trim_end_matches(['%', '‰']);
                prop_assert!(!digits.contains('.') || !digits.ends_with('0'), "{}", digits);
            }
        }
    }
}

#[test]
fn a_total_is_never_rounded() {
    let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "一", "二", "总分"]);
    let great = "9".repeat(28);
    ranking.push("甲", [great.as_str(), "0.1"]).unwrap();
    match ranking.to_table() {
        Ok(table) => {
            let exact = format!("{great}.1");
            assert_eq!(table.rows[0].last(), Some(&Cell::from(exact.as_str())));
        }
        Err(error) => {
            assert!(error.message(bulletin::Language::English).contains("digits"), "{error}")
        }
    }
}

#[test]
fn a_ranking_in_a_file_is_printed_as_its_table() {
    let toml = r#"
        masthead.title = "周报"
        [[body]]
        [body.ranking]
        rule = "competition"
        caption = "考核结果"
        unit = "分"
        note = "并列的按报送顺序排列。"
        columns = ["序号", { heading = "部门", width = 3 }, "基础分", "减分", "加分", "实得分"]
        rows = [
            ["商务厅", 100, 0, "7.00"],
            ["水利厅", 100, -2, 9.5],
            ["药监局", 100, 0, 7],
            ["110", 90, 0, 0],
        ]
    "#;
    let bulletin: Bulletin = toml::from_str(toml).unwrap();
    let Block::Ranking(ranking) = &bulletin.body[0] else { panic!("{bulletin:?}") };
    let table = ranking.to_table().unwrap();
    let cells = |row: [&str; 6]| row.map(Cell::from).to_vec();
    let mut expected = vec![
        cells(["1", "水利厅", "100", "-2", "9.5", "107.5"]),
        cells(["2", "商务厅", "100", "0", "7.00", "107"]),
        cells(["", "药监局", "100", "0", "7", "107"]),
        cells(["4", "", "90", "0", "0", "90"]),
    ];
    expected[2][0] = Cell::Above;
    expected[3][1] = Cell::Text("110".into());
    assert_eq!(table.rows, expected);
    assert_eq!(table.caption, Some("考核结果".into()));
    assert_eq!(table.unit.as_deref(), Some("分"));
    assert_eq!(table.note, Some("并列的按报送顺序排列。".into()));
    assert_eq!(table.columns[1].width, Some(3));
    assert_eq!(bulletin.validate(), Ok(()));

    let wrong = toml.replace("[\"药监局\", 100, 0, 7]", "[\"药监局\", 100, 0]");
    let error = toml::from_str::<Bulletin>(&wrong).unwrap_err().to_string();
    assert!(error.starts_with("body[0].ranking"), "{error}");
    assert!(error.contains("rows[2]"), "{error}");
    let wrong = toml.replace("rule = \"competition\"", "");
    let error = toml::from_str::<Bulletin>(&wrong).unwrap_err().to_string();
    assert!(error.contains("missing field `rule`"), "{error}");
}

#[test]
fn scores_are_numbers_of_any_type() {
    let mut ranking = Ranking::new(RankRule::Dense, ["名次", "单位", "得分", "总分"]);
    ranking.push("甲", [7]).unwrap();
    ranking.push("乙", [7_u64]).unwrap();
    ranking.push("丙", [7.25]).unwrap();
    ranking.push("丁", ["7.250"]).unwrap();
    ranking.push("戊", vec!["1,550".to_owned()]).unwrap();
    ranking.push("己", [rust_decimal::Decimal::new(700, 2)]).unwrap();
    ranking.push("庚", [Number::from(1)]).unwrap();
    let written: Vec<&str> = ranking.rows.iter().map(|row| row.scores[0].as_str()).collect();
    assert_eq!(written, ["7", "7", "7.25", "7.250", "1,550", "7.00", "1"]);

    let count = ranking.rows.len();
    for error in [
        ranking.push("辛", [f64::NAN]).unwrap_err(),
        ranking.push("辛", [1.0, f64::INFINITY]).unwrap_err(),
        ranking.push("辛", ["优"]).unwrap_err(),
    ] {
        assert_eq!(error.kind(), bulletin::ErrorKind::Input, "{error}");
    }
    assert_eq!(ranking.rows.len(), count, "what fails adds nothing");
}

#[test]
fn a_ranking_comes_back_and_becomes_a_block() {
    let mut ranking = Ranking::new(RankRule::Competition, ["名次", "单位", "得分", "总分"]);
    ranking.push("甲", ["7.50"]).unwrap();
    ranking.push("乙", [8]).unwrap();
    ranking.ties = TieStyle::Repeat;
    ranking.unit = Some("分".into());
    let json = serde_json::to_string(&ranking).unwrap();
    assert_eq!(
        json,
        r#"{"rule":"competition","ties":"repeat","columns":["名次","单位","得分","总分"],"#
            .to_owned()
            + r#""rows":[["甲","7.50"],["乙",8]],"unit":"分"}"#
    );
    assert_eq!(serde_json::from_str::<Ranking>(&json).unwrap(), ranking);

    let block = format!(r#"{{"ranking":{json}}}"#);
    let read: Block = serde_json::from_str(&block).unwrap();
    assert_eq!(Block::from(ranking.clone()), read);
    assert_eq!(Table::try_from(ranking.clone()), ranking.to_table());

    ranking.push("丙", [1, 2]).unwrap();
    let error = ranking.to_table().unwrap_err();
    assert_eq!((error.code(), error.place().to_string()), ("input.scores", "rows[2]".to_owned()));
    let mut bulletin = Bulletin::new("简报");
    bulletin.body = vec![ranking.into()];
    let error = bulletin.validate().unwrap_err();
    assert_eq!(
        (error.code(), error.place().to_string()),
        ("input.scores", "body[0].ranking.rows[2]".to_owned())
    );
}

/// A ranking in TOML, and its table as text: a row a line, its cells apart by blanks.
fn table_of(toml: &str) -> String {
    let ranking: Ranking = toml::from_str(toml).unwrap();
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) if text.is_empty() => "·".to_owned(),
        Cell::Text(text) => text.to_plain(),
        Cell::Number(number) => number.to_string(),
        Cell::Above => "^".to_owned(),
        Cell::Left => "<".to_owned(),
        other => panic!("{other:?}"),
    };
    let row = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
    ranking.to_table().unwrap().rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

#[test]
fn scores_count_by_their_weights_and_groups_have_subtotals() {
    let table = table_of(
        r#"
        rule = "competition"
        summary = ["total", "mean"]
        columns = [
            "名次",
            "单位",
            { heading = "办结率", group = "窗口", weight = "60%" },
            { heading = "满意率", group = "窗口", weight = 0.4 },
            { heading = "小计", group = "窗口", role = "subtotal" },
            { heading = "加分", role = "score" },
            "总分",
        ]
        rows = [["水利厅", 95, 90, 1], ["商务厅", 99, 98.5, "0.50"], ["公安厅", 95, 90, 1]]
        "#,
    );
    assert_eq!(
        table,
        "1 商务厅 99 98.5 98.8 0.50 99.3\n\
         2 水利厅 95 90 93 1 94\n\
         ^ 公安厅 95 90 93 1 94\n\
         合计 < 289 278.5 284.8 2.5 287.3\n\
         平均 < 96.3 92.83 94.93 0.83 95.77"
    );
}

#[test]
fn a_ranking_by_one_column_needs_no_total_and_can_begin_with_the_lowest() {
    let table = table_of(
        r#"
        rule = "dense"
        ties = "repeat"
        order = "ascending"
        by = "超期"
        columns = ["名次", "单位", "办件", "超期"]
        rows = [["甲", 120, 3], ["乙", 80, 0], ["丙", 90, 3], ["丁", 70, 4]]
        "#,
    );
    assert_eq!(table, "1 乙 80 0\n2 甲 120 3\n2 丙 90 3\n3 丁 70 4");
}

#[test]
fn ranks_before_and_what_became_of_them_are_shown() {
    let toml = r#"
        rule = "competition"
        columns = [
            "名次", "单位", "得分", "总分",
            { heading = "上期", role = "previous" }, { heading = "升降", role = "change" },
        ]
        rows = [
            { name = "甲", scores = [9], previous = 3 },
            { name = "乙", scores = [8], previous = 2 },
            { name = "丙", scores = [7], previous = 1 },
            ["丁", 6],
            { name = "戊", previous = 4 },
        ]
        "#;
    assert_eq!(
        table_of(toml),
        "1 甲 9 9 3 ↑2\n2 乙 8 8 2 —\n3 丙 7 7 1 ↓2\n4 丁 6 6 — 新\n· 戊 · · 4 ·"
    );

    // The next issue begins with the ranks of this one, and nobody is scored yet.
    let mut bulletin = Bulletin::new("简报");
    bulletin.body = vec![toml::from_str::<Ranking>(toml).unwrap().into()];
    let next = bulletin.next_issue(None);
    let Block::Ranking(ranking) = &next.body[0] else { panic!("{next:?}") };
    let rows: Vec<_> = ranking
        .rows
        .iter()
        .map(|row| (row.name.to_plain(), row.scores.len(), row.previous))
        .collect();
    let expected =
        [("甲", Some(1)), ("乙", Some(2)), ("丙", Some(3)), ("丁", Some(4)), ("戊", None)];
    assert_eq!(rows, expected.map(|(name, rank)| (name.to_owned(), 0, rank)));
    assert_eq!(next.validate(), Ok(()));
}

#[test]
fn columns_that_do_not_fit_together_are_named() {
    for (columns, more, code, place) in [
        (r#"["名次"]"#, "", "input.rank-columns", "columns"),
        (r#"["名次", "单位", "得分", "总分"]"#, r#"by = "扣分""#, "input.rank-by", "by"),
        (
            r#"["名次", "单位", "得分", { heading = "总分", role = "total", weight = 2 }]"#,
            "",
            "input.weight",
            "columns[3].weight",
        ),
        (
            r#"["名次", "单位", "得分", { heading = "小计", role = "subtotal" }, "总分"]"#,
            "",
            "input.subtotal",
            "columns[3]",
        ),
        (
            r#"["名次", "单位", "得分", "总分"]"#,
            r#"rows = [{ name = "甲", scores = [1], previous = 1 }]"#,
            "input.previous-rank",
            "rows[0].previous",
        ),
    ] {
        let rows = if more.contains("rows") { "" } else { "rows = []" };
        let toml = format!("rule = \"dense\"\n{more}\n{rows}\ncolumns = {columns}");
        let file = format!("masthead.title = \"简报\"\n[[body]]\n[body.ranking]\n{toml}");
        let error = Bulletin::from_toml(&file).unwrap_err();
        let at = (error.code(), error.place().path.to_string());
        assert_eq!(at, (code, format!("body[0].ranking.{place}")), "{error}");
    }
}
