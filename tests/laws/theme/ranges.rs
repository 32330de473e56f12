//! The range of every number of a theme: kept by reading, by validating and by the JSON Schema, and
//! stated where the field is explained.

use bulletin::{
    Block, Color, Contents, Fonts, Language, Length, MastheadField, MastheadItem, MastheadRow,
    Table, Theme, TypeRole, docx, pdf, schema,
};
use serde_json::Value;

use crate::support::model::changed;
use crate::support::schema::is_valid;
use crate::{Change, full_masthead, refused};

/// Every number of a theme: its path, and values below and above its range, as a file states them
/// and as a program does.
#[rustfmt::skip]
const OUT_OF_RANGE: &[(&str, [(&str, Change); 2])] = &[
    ("geometry.paper_width", [("'9mm'", |t| t.geometry.paper_width = Length::mm(9.0)), ("'5001mm'", |t| t.geometry.paper_width = Length::mm(5001.0))]),
    ("geometry.paper_height", [("'9mm'", |t| t.geometry.paper_height = Length::mm(9.0)), ("'5001mm'", |t| t.geometry.paper_height = Length::mm(5001.0))]),
    ("geometry.top", [("'-1mm'", |t| t.geometry.top = Length::mm(-1.0)), ("'5001mm'", |t| t.geometry.top = Length::mm(5001.0))]),
    ("geometry.left", [("'-1mm'", |t| t.geometry.left = Length::mm(-1.0)), ("'5001mm'", |t| t.geometry.left = Length::mm(5001.0))]),
    ("geometry.width", [("'0mm'", |t| t.geometry.width = Length::ZERO), ("'5001mm'", |t| t.geometry.width = Length::mm(5001.0))]),
    ("geometry.height", [("'0mm'", |t| t.geometry.height = Length::ZERO), ("'5001mm'", |t| t.geometry.height = Length::mm(5001.0))]),
    ("geometry.rows", [("0", |t| t.geometry.rows = 0), ("201", |t| t.geometry.rows = 201)]),
    ("geometry.columns", [("0", |t| t.geometry.columns = 0), ("201", |t| t.geometry.columns = 201)]),
    ("geometry.row_pitch", [("'0pt'", |t| t.geometry.row_pitch = Some(Length::ZERO)), ("'201mm'", |t| t.geometry.row_pitch = Some(Length::mm(201.0)))]),
    ("masthead.name_top", [("'-1mm'", |t| t.masthead.name_top = Length::mm(-1.0)), ("'201mm'", |t| t.masthead.name_top = Length::mm(201.0))]),
    ("masthead.name_smallest", [("'3pt'", |t| t.masthead.name_smallest = Length::pt(3.0)), ("'201pt'", |t| t.masthead.name_smallest = Length::pt(201.0))]),
    ("masthead.name_largest", [("'3pt'", |t| t.masthead.name_largest = Length::pt(3.0)), ("'201pt'", |t| t.masthead.name_largest = Length::pt(201.0))]),
    ("masthead.name_fill", [("0", |t| t.masthead.name_fill = 0), ("101", |t| t.masthead.name_fill = 101)]),
    ("masthead.name_gap", [("2001", |t| t.masthead.name_gap = 2001), ("65535", |t| t.masthead.name_gap = 65_535)]),
    ("masthead.logo_height", [("'3pt'", |t| t.masthead.logo_height = Length::pt(3.0)), ("'201mm'", |t| t.masthead.logo_height = Length::mm(201.0))]),
    ("masthead.issue_rows", [("21", |t| t.masthead.issue_rows = 21), ("255", |t| t.masthead.issue_rows = 255)]),
    ("masthead.issuer_rows", [("21", |t| t.masthead.issuer_rows = 21), ("255", |t| t.masthead.issuer_rows = 255)]),
    ("masthead.rule_gap", [("'-1mm'", |t| t.masthead.rule_gap = Length::mm(-1.0)), ("'201mm'", |t| t.masthead.rule_gap = Length::mm(201.0))]),
    ("masthead.rule_thickness", [("'-1mm'", |t| t.masthead.rule_thickness = Length::mm(-1.0)), ("'11mm'", |t| t.masthead.rule_thickness = Length::mm(11.0))]),
    ("masthead.title_rows", [("21", |t| t.masthead.title_rows = 21), ("255", |t| t.masthead.title_rows = 255)]),
    ("types.body.size", [("'-5pt'", |t| t.types[TypeRole::Body].size = Length::pt(-5.0)), ("'5000pt'", |t| t.types[TypeRole::Body].size = Length::pt(5000.0))]),
    ("types.mark.first", [("51", |t| t.types[TypeRole::Mark].first = 51), ("255", |t| t.types[TypeRole::Mark].first = 255)]),
    ("types.table-cell.left", [("51", |t| t.types[TypeRole::TableCell].left = 51), ("255", |t| t.types[TypeRole::TableCell].left = 255)]),
    ("types.heading5.right", [("51", |t| t.types[TypeRole::Heading5].right = 51), ("255", |t| t.types[TypeRole::Heading5].right = 255)]),
    ("types.editor-note-label.pitch", [("'0pt'", |t| t.types[TypeRole::EditorNoteLabel].pitch = Some(Length::ZERO)), ("'201mm'", |t| t.types[TypeRole::EditorNoteLabel].pitch = Some(Length::mm(201.0)))]),
    ("table.size", [("'0pt'", |t| t.table.size = Length::ZERO), ("'201pt'", |t| t.table.size = Length::pt(201.0))]),
    ("table.smallest", [("'0pt'", |t| t.table.smallest = Length::ZERO), ("'201pt'", |t| t.table.smallest = Length::pt(201.0))]),
    ("table.row_height", [("'0pt'", |t| t.table.row_height = Length::ZERO), ("'201mm'", |t| t.table.row_height = Length::mm(201.0))]),
    ("table.leading", [("99", |t| t.table.leading = 99), ("401", |t| t.table.leading = 401)]),
    ("table.padding", [("401", |t| t.table.padding = 401), ("65535", |t| t.table.padding = 65_535)]),
    ("table.outer_rule", [("'-1pt'", |t| t.table.outer_rule = Length::pt(-1.0)), ("'11mm'", |t| t.table.outer_rule = Length::mm(11.0))]),
    ("table.inner_rule", [("'-1pt'", |t| t.table.inner_rule = Length::pt(-1.0)), ("'11mm'", |t| t.table.inner_rule = Length::mm(11.0))]),
    ("table.small", [("'3pt'", |t| t.table.small = Length::pt(3.0)), ("'201pt'", |t| t.table.small = Length::pt(201.0))]),
    ("table.thick_rule", [("'-1pt'", |t| t.table.thick_rule = Length::pt(-1.0)), ("'11mm'", |t| t.table.thick_rule = Length::mm(11.0))]),
    ("table.head_rule", [("'-1pt'", |t| t.table.head_rule = Length::pt(-1.0)), ("'11mm'", |t| t.table.head_rule = Length::mm(11.0))]),
    ("figure.shrink", [("0", |t| t.figure.shrink = 0), ("101", |t| t.figure.shrink = 101)]),
    ("chart.height", [("19", |t| t.chart.height = 19), ("201", |t| t.chart.height = 201)]),
    ("imprint.outer_rule", [("'-1pt'", |t| t.imprint.outer_rule = Length::pt(-1.0)), ("'11mm'", |t| t.imprint.outer_rule = Length::mm(11.0))]),
    ("imprint.inner_rule", [("'-1pt'", |t| t.imprint.inner_rule = Length::pt(-1.0)), ("'11mm'", |t| t.imprint.inner_rule = Length::mm(11.0))]),
    ("imprint.space_before", [("'-1mm'", |t| t.imprint.space_before = Length::mm(-1.0)), ("'201mm'", |t| t.imprint.space_before = Length::mm(201.0))]),
    ("imprint.picture", [("'4mm'", |t| t.imprint.picture = Length::mm(4.0)), ("'201mm'", |t| t.imprint.picture = Length::mm(201.0))]),
    ("page.fit", [("69", |t| t.page.fit = 69), ("101", |t| t.page.fit = 101)]),
    ("page_number.gap", [("'-1mm'", |t| t.page_number.gap = Length::mm(-1.0)), ("'201mm'", |t| t.page_number.gap = Length::mm(201.0))]),
    ("page_number.indent", [("51", |t| t.page_number.indent = 51), ("255", |t| t.page_number.indent = 255)]),
    ("lines.han_latin_gap", [("51", |t| t.lines.han_latin_gap = 51), ("255", |t| t.lines.han_latin_gap = 255)]),
];

#[test]
fn a_number_out_of_range_is_refused_in_a_file_and_in_a_program_alike() {
    for (path, sides) in OUT_OF_RANGE {
        for (value, change) in sides {
            let mut theme = Theme::gbt9704();
            change(&mut theme);
            let error = theme.validate().expect_err(path);
            assert_eq!((error.code(), error.place().to_string()), ("theme.range", (*path).into()));
            let file = refused(&format!("{path} = {value}"));
            for words in [path, error.message(Language::English).as_str(), "line 1"] {
                assert!(file.contains(words), "{path}: {file}");
            }
        }
    }
}

#[test]
fn a_chart_has_some_colours_and_not_many() {
    for count in [0, 13] {
        let mut theme = Theme::gbt9704();
        theme.chart.colors = vec![Color::RED; count];
        let error = theme.validate().unwrap_err();
        assert_eq!(
            (error.code(), error.place().to_string()),
            ("theme.range", "chart.colors".into())
        );
        let colors = vec!["'#FF0000'"; count].join(", ");
        let file = refused(&format!("chart.colors = [{colors}]"));
        assert!(file.contains("chart.colors") && file.contains("1 to 12"), "{file}");
    }
    assert!(refused("chart.colors = ['red']").contains("chart.colors"));
}

#[test]
fn the_rows_of_the_masthead_are_checked_in_a_file_and_in_a_program_alike() {
    let row = |change: fn(&mut MastheadRow)| {
        let mut theme = Theme::gbt9704();
        theme.masthead.rows = vec![changed(MastheadRow::default(), change)];
        theme.validate().unwrap_err()
    };
    let gap = row(|row| row.gap = Some(2001));
    assert_eq!(
        (gap.code(), gap.place().to_string()),
        ("theme.range", "masthead.rows[0].gap".into())
    );
    assert!(refused("masthead.rows = [{ gap = 2001 }]").contains("masthead.rows[0].gap"));
    let words = row(|row| {
        row.left = vec![changed(MastheadItem::from(MastheadField::Issue), |item| {
            item.before = Some("一\n二".into());
        })];
    });
    let place = "masthead.rows[0].left[0].before".to_owned();
    assert_eq!((words.code(), words.place().to_string()), ("theme.character", place));
    let many = row(|row| row.right = vec![MastheadField::Date.into(); 41]);
    assert_eq!(many.place().to_string(), "masthead.rows[0].right");
    let unknown = refused("masthead.rows = [{ left = ['titel'] }]");
    assert!(unknown.contains("masthead.rows[0].left[0]") && unknown.contains("title"), "{unknown}");
}

/// No number of the schema is without a range, and each is in the table above and in the words
/// that explain it.
#[test]
fn the_schema_has_the_range_of_every_number() {
    let schema = schema::theme();
    let mut ranges = Vec::new();
    numbers(schema.as_value(), schema.as_value(), "", &mut ranges);
    let mut paths: Vec<&str> = ranges.iter().map(|(path, _)| path.as_str()).collect();
    // Every role has the numbers of one.
    let of_roles = ["size", "first", "left", "right", "pitch"];
    paths.retain(|path| !path.starts_with("types.") || path.starts_with("types.body."));
    let mut expected: Vec<String> = of_roles.map(|field| format!("types.body.{field}")).into();
    let listed = OUT_OF_RANGE.iter().map(|(path, _)| *path);
    expected.extend(listed.filter(|path| !path.starts_with("types.")).map(str::to_owned));
    expected.sort();
    paths.sort_unstable();
    assert_eq!(paths, expected);
    for (path, property) in &ranges {
        let end = |keys: [&str; 2]| {
            let value = keys.iter().find_map(|key| property.get(key));
            let value = value.unwrap_or_else(|| panic!("{path} has no range: {property}"));
            value.as_str().map_or_else(|| value.to_string(), str::to_owned)
        };
        let range = format!("{}to{}", end(["minimum", "x-minimum"]), end(["maximum", "x-maximum"]));
        let words = property["description"].as_str().unwrap().replace(' ', "");
        assert!(words.contains(&range), "{path}: {range} in {words}");
    }
}

/// What validates can be set: both files are written at each end of each range.
#[test]
fn the_ends_of_every_range_make_both_files() {
    let fonts = Fonts::embedded();
    let table = changed(Table::default(), |table| {
        table.columns = vec!["单位".into(), "数量".into()];
        table.rows = vec![vec!["甲局".into(), 12.into()], vec!["乙局".into(), 7.into()]];
    });
    let mut bulletin =
        changed(full_masthead(), |bulletin| bulletin.title = Some("关于试行情况的报告".into()));
    bulletin.contents = Some(Contents::Auto);
    bulletin.sections = vec![bulletin::Section::new("主要做法")];
    bulletin.body = vec!["国".repeat(60).as_str().into(), Block::Table(table)];
    bulletin.imprint.report = Some("市委、市政府领导。".into());
    let schema = schema::theme();
    let mut ranges = Vec::new();
    numbers(schema.as_value(), schema.as_value(), "", &mut ranges);
    let mut written = 0;
    for (path, property) in &ranges {
        for end in ["minimum", "x-minimum", "maximum", "x-maximum"] {
            let Some(value) = property.get(end) else { continue };
            // Measures that do not go together are refused; that is tested elsewhere.
            let Ok(theme) = toml::from_str::<Theme>(&format!("{path} = {value}")) else { continue };
            let flow = bulletin.flow(&theme).unwrap();
            let case = format!("{path} = {value}");
            docx(&flow, &Default::default()).expect(&case);
            let pages = flow.pages(&fonts).expect(&case);
            pdf(&pages, &Default::default()).expect(&case);
            written += 1;
        }
    }
    assert!(written > ranges.len(), "{written}");
}

/// The numbers and lengths of a schema, with their paths.
fn numbers(value: &Value, root: &Value, path: &str, found: &mut Vec<(String, Value)>) {
    if let Some(name) = value.get("$ref").and_then(Value::as_str) {
        return numbers(&root["$defs"][name.rsplit('/').next().unwrap()], root, path, found);
    }
    for choice in value.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        numbers(choice, root, path, found);
    }
    for (name, property) in value.get("properties").and_then(Value::as_object).into_iter().flatten()
    {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let is_length = property.get("$ref").is_some_and(|name| name == "#/$defs/Length");
        if is_length || property.get("x-minimum").is_some() || property["type"] == "integer" {
            found.push((path, property.clone()));
        } else {
            numbers(property, root, &path, found);
        }
    }
}

#[test]
fn the_schema_refuses_what_a_pattern_or_a_number_can_tell() {
    let schema = schema::theme();
    let takes = |text: &str| {
        let value: Value =
            serde_json::to_value(toml::from_str::<toml::Value>(text).unwrap()).unwrap();
        is_valid(schema.as_value(), &value)
    };
    for right in [
        "types.body.size = '15pt'",
        "types.body.size = '三号'",
        "types.body.size = ' 0.5 mm '",
        "masthead.rule_gap = '0mm'",
        "geometry.row_pitch = '579twip'",
        "masthead.name_fill = 100",
        "page_number.before = ''",
    ] {
        assert!(takes(right), "{right}");
    }
    for wrong in [
        "types.body.size = '0pt'",
        "types.body.size = '-5pt'",
        "types.body.size = '5'",
        "types.body.size = 16",
        "geometry.width = '0mm'",
        "geometry.columns = 0",
        "masthead.rule_gap = '-1mm'",
        "masthead.name_fill = 300",
        "page_number.before = \"\\n\"",
    ] {
        assert!(toml::from_str::<Theme>(wrong).is_err(), "{wrong}");
        assert!(!takes(wrong), "{wrong}");
    }
}

/// What is wrong with measures together, at the path of one of them.
#[test]
fn measures_that_make_no_page_are_refused_alike() {
    let cases: [(&str, Change, &str, &str); 8] = [
        ("width = '190mm'", |t| t.geometry.width = Length::mm(190.0), "width", "theme.type-area"),
        ("left = '60mm'", |t| t.geometry.left = Length::mm(60.0), "width", "theme.type-area"),
        ("top = '80mm'", |t| t.geometry.top = Length::mm(80.0), "height", "theme.type-area"),
        ("rows = 60", |t| t.geometry.rows = 60, "row_pitch", "theme.row-pitch"),
        ("height = '1mm'", |t| t.geometry.height = Length::mm(1.0), "row_pitch", "theme.row-pitch"),
        (
            "row_pitch = '15mm'",
            |t| t.geometry.row_pitch = Some(Length::mm(15.0)),
            "row_pitch",
            "theme.rows",
        ),
        ("columns = 38", |t| t.geometry.columns = 38, "columns", "theme.columns"),
        ("width = '1mm'", |t| t.geometry.width = Length::mm(1.0), "columns", "theme.columns"),
    ];
    for (text, change, field, code) in cases {
        let mut theme = Theme::gbt9704();
        change(&mut theme);
        let error = theme.validate().expect_err(text);
        let path = format!("geometry.{field}");
        assert_eq!((error.code(), error.place().to_string()), (code, path), "{text}");
        let file = refused(&format!("[geometry]\n{text}"));
        assert!(file.contains(&error.to_string()), "{file}\nis not\n{error}");
    }
}

#[test]
fn words_of_a_theme_stand_on_one_line() {
    for (path, text) in [
        ("table.continued", "[table]\ncontinued = \"续\\n表\""),
        ("page_number.before", "[page_number]\nbefore = \"\\u0001\""),
        ("page_number.after", "[page_number]\nafter = \"\\uFFFE\""),
    ] {
        let error = refused(text);
        assert!(error.contains(path) && error.contains("U+"), "{error}");
    }
    let mut theme = Theme::gbt9704();
    theme.page_number.after = "\u{7F}".into();
    let error = theme.validate().unwrap_err();
    assert_eq!(
        (error.code(), error.place().to_string()),
        ("theme.character", "page_number.after".into())
    );
}

#[test]
fn terms_of_titles_have_two_to_forty_characters() {
    for (path, text) in [
        ("titles.terms[1]", "[titles]\nterms = ['云上金川', '云']".to_owned()),
        ("titles.terms[0]", format!("[titles]\nterms = ['{}']", "云".repeat(41))),
        ("titles.terms", format!("[titles]\nterms = [{}]", "'云上',".repeat(1001))),
    ] {
        let error = refused(&text);
        assert!(error.contains(path) && error.contains("is out of range"), "{error}");
    }
    let mut theme = Theme::gbt9704();
    theme.titles.terms = vec!["云上\n金川".to_owned()];
    let error = theme.validate().unwrap_err();
    assert_eq!(error.place().to_string(), "titles.terms[0]");
    theme.titles.terms = vec!["云上金川".to_owned()];
    assert_eq!(theme.validate(), Ok(()));
}

#[test]
fn a_length_or_colour_that_is_none_says_so_in_both_languages() {
    let length = "十号".parse::<Length>().unwrap_err();
    assert!(length.message(Language::English).contains("“十号” is not a length"));
    assert!(length.message(Language::Chinese).contains("“十号”不是长度"));
    let color = "red".parse::<Color>().unwrap_err();
    assert!(color.message(Language::English).contains("“red” is not a colour"));
    assert!(color.message(Language::Chinese).contains("“red”不是颜色"));
    // A number too large for any type is out of range like others.
    assert!(refused("masthead.name_fill = 300").contains("300 is out of range: expected 1 to 100"));
    assert!(refused("masthead.name_fill = 'all'").contains("a whole number from 1 to 100"));
}
