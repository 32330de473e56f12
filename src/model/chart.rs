//! Charts: numbers by categories and series, drawn as columns, bars, lines or shares of a whole.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserializer, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::messages::{Counted, Fault, Misplaced};
use super::total::{self, Counted as Total};
use super::{Number, Text, figure, limits, rules, strict};
use crate::place::ModelPath;
use crate::raise::expecting;

/// A chart of numbers. The numbers are printed as they are written, and a list of them stands for the
/// chart where it is read aloud, unless `alt` says otherwise.
///
/// ```
/// use bulletin::{Chart, ChartKind};
///
/// let mut chart = Chart::new(ChartKind::Columns, ["一月", "二月", "三月"]);
/// chart.push("受理", [Some(120), Some(135), None])?;
/// chart.push("办结", ["110.5", "128.0", "131.5"].map(Some))?;
/// chart.unit = Some("件".into());
///
/// let read: Chart = toml::from_str(
///     r#"
///     kind = "columns"
///     categories = ["一月", "二月", "三月"]
///     series = [
///         { name = "受理", values = [120, 135, ""] },
///         { name = "办结", values = ["110.5", "128.0", "131.5"] },
///     ]
///     unit = "件"
///     "#,
/// ).unwrap();
/// assert_eq!(read, chart);
/// # Ok::<(), bulletin::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chart {
    /// How the numbers are drawn.
    pub kind: ChartKind,
    /// What the numbers are of, in order; at most 60, of shares at most 12. A tab in a name is a blank.
    pub categories: Vec<String>,
    /// The rows of numbers, at most 8; of shares exactly one.
    pub series: Vec<ChartSeries>,
    /// The unit of the numbers (单位：件), above the chart on the left, without the label.
    pub unit: Option<String>,
    /// Its title, below it.
    pub caption: Option<Text>,
    /// What it shows, for those who cannot see it; by default its numbers. Not printed.
    pub alt: Option<String>,
    /// Its width in percent of the line, 1 to 100; by default 100.
    pub width: Option<u32>,
    /// Whether the values are written on it. Default true.
    pub values: bool,
    /// By what a text refers to it: `见<ref>id</ref>` prints 见图1. It is counted with the pictures.
    pub id: Option<String>,
}

/// How the numbers of a chart are drawn. In files `columns`, `bars`, `lines`, `shares`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum ChartKind {
    /// Columns that stand (柱形图).
    #[default]
    Columns,
    /// Bars that lie (条形图).
    Bars,
    /// Lines (折线图); where a value is missing, a gap.
    Lines,
    /// Shares of a whole (饼图).
    Shares,
}

/// A row of the numbers of a chart.
///
/// ```
/// let series = bulletin::ChartSeries::default();
/// assert!(series.name.is_none() && series.values.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "series")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ChartSeries {
    /// Its name, which stands in the legend; needed where there are several.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    pub name: Option<String>,
    /// A number for each category, or none where it is missing: in files `""`.
    #[serde(serialize_with = "write_values", deserialize_with = "read_values")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::chart_values"))]
    pub values: Vec<Option<Number>>,
}

impl Chart {
    /// A chart without numbers yet.
    ///
    /// ```
    /// use bulletin::{Chart, ChartKind};
    ///
    /// let chart = Chart::new(ChartKind::Shares, ["甲镇", "乙镇"]);
    /// assert!(chart.series.is_empty() && chart.values);
    /// ```
    pub fn new<C: Into<String>>(kind: ChartKind, categories: impl IntoIterator<Item = C>) -> Chart {
        Chart {
            kind,
            categories: categories.into_iter().map(|name| set(name.into())).collect(),
            series: Vec::new(),
            unit: None,
            caption: None,
            alt: None,
            width: None,
            values: true,
            id: None,
        }
    }

    /// Adds a series: a name, which may be empty where there is but one, and a number for each category,
    /// `None` where it is missing.
    ///
    /// ```
    /// use bulletin::{Chart, ChartKind};
    ///
    /// let mut chart = Chart::new(ChartKind::Lines, ["1月", "2月"]);
    /// chart.push("满意率", ["98.50%", "99.00%"].map(Some))?;
    /// assert!(chart.push("满意率", [Some("很高")]).is_err());
    /// # Ok::<(), bulletin::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) when a value is no number.
    pub fn push<N>(
        &mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = Option<N>>,
    ) -> Result<(), crate::Error>
    where
        N: TryInto<Number, Error: Into<crate::Error>>,
    {
        let mut numbers = Vec::new();
        for value in values {
            numbers.push(value.map(|value| value.try_into().map_err(Into::into)).transpose()?);
        }
        let name = Some(set(name.into())).filter(|name: &String| !name.is_empty());
        self.series.push(ChartSeries { name, values: numbers });
        Ok(())
    }

    /// The sign behind its numbers: `%`, `‰` or nothing.
    pub(crate) fn suffix(&self) -> &'static str {
        self.numbers().next().map_or("", Number::suffix)
    }

    /// Takes all numbers away.
    pub(super) fn empty(&mut self) {
        self.alt = None;
        for value in self.series.iter_mut().flat_map(|series| &mut series.values) {
            *value = None;
        }
    }

    /// Its numbers.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &Number> {
        self.series.iter().flat_map(|series| series.values.iter().flatten())
    }

    /// Whether it keeps the rule of a chart.
    pub(crate) fn keeps_rules(&self) -> bool {
        self.check().is_ok()
    }

    /// The rule of a chart: a number or none for each category in each series, and what each kind asks.
    pub(super) fn check(&self) -> Result<(), Misplaced> {
        let root = ModelPath::root;
        if self.categories.is_empty() || self.series.is_empty() {
            return Err(Misplaced::new(Fault::ChartEmpty {}, root()));
        }
        limits::CATEGORIES
            .check(self.categories.len())
            .map_err(|fault| Misplaced::new(fault, root().field("categories")))?;
        let short = |words: &String, at: ModelPath| {
            limits::CHART_NAME
                .check(words.chars().count())
                .map_err(|fault| Misplaced::new(fault, at))
        };
        for (index, category) in self.categories.iter().enumerate() {
            short(category, root().field("categories").index(index))?;
        }
        if let Some(unit) = &self.unit {
            short(unit, root().field("unit"))?;
        }
        let shares = self.kind == ChartKind::Shares;
        if shares {
            limits::SHARES
                .check(self.categories.len())
                .map_err(|fault| Misplaced::new(fault, root().field("categories")))?;
        }
        let all = root().field("series");
        limits::SERIES
            .check(self.series.len())
            .map_err(|fault| Misplaced::new(fault, all.clone()))?;
        if shares && self.series.len() > 1 {
            return Err(Misplaced::new(Fault::ChartShares {}, all));
        }
        let several = self.series.len() > 1;
        for (index, series) in self.series.iter().enumerate() {
            let at = all.index(index);
            if several && series.name.is_none() {
                return Err(Misplaced::new(Fault::ChartName {}, at));
            }
            if let Some(name) = &series.name {
                short(name, at.field("name"))?;
            }
            let values = at.field("values");
            if series.values.len() != self.categories.len() {
                let (count, categories) = (series.values.len(), self.categories.len());
                let fault = Fault::ChartValues {
                    values: Counted::values(count),
                    categories: Counted::categories(categories),
                };
                return Err(Misplaced::new(fault, values));
            }
            for (index, number) in series.values.iter().enumerate() {
                let Some(number) = number else { continue };
                self.check_number(number)
                    .map_err(|fault| Misplaced::new(fault, values.index(index)))?;
            }
        }
        let mut numbers = self.numbers().filter_map(Number::decimal).peekable();
        if shares && numbers.peek().is_some() && numbers.all(|number| number.is_zero()) {
            return Err(Misplaced::new(Fault::ChartShares {}, all));
        }
        Ok(())
    }

    fn check_number(&self, number: &Number) -> Result<(), Fault> {
        let value = || number.to_string();
        let digits = number.as_str().bytes().filter(u8::is_ascii_digit).count();
        let decimal = number.decimal().filter(|_| digits <= DIGITS);
        let decimal = decimal.ok_or_else(|| Fault::ChartDigits { value: value() })?;
        if number.suffix() != self.suffix() {
            return Err(Fault::ChartSigns { value: value() });
        }
        if self.kind == ChartKind::Shares && decimal < Decimal::ZERO {
            return Err(Fault::ChartShares {});
        }
        Ok(())
    }
}

/// A name as it is set: a tab is a blank, as in every text.
fn set(name: String) -> String {
    if name.contains('\t') { name.replace('\t', " ") } else { name }
}

/// How many digits a number of a chart may have: what spreadsheets keep.
const DIGITS: usize = 15;

/// The fields of a chart in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename = "chart")]
struct ChartFile {
    kind: ChartKind,
    #[serde(deserialize_with = "read_categories")]
    categories: Vec<String>,
    #[serde(deserialize_with = "read_series")]
    series: Vec<ChartSeries>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    caption: Option<Text>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    alt: Option<String>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "figure::percent"
    )]
    width: Option<u32>,
    #[serde(default = "written", skip_serializing_if = "is_written")]
    values: bool,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "strict::optional_words"
    )]
    id: Option<String>,
}

fn written() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_written(values: &bool) -> bool {
    *values
}

fn read_categories<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    strict::names(d, &limits::CATEGORIES, ("a list of categories", "类别的列表"))
}

fn read_series<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<ChartSeries>, D::Error> {
    strict::list(d, &limits::SERIES, ("a list of series", "数据系列的列表"))
}

impl Serialize for Chart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Chart { kind, categories, series, unit, caption, alt, width, values, id } =
            self.clone();
        ChartFile { kind, categories, series, unit, caption, alt, width, values, id }
            .serialize(serializer)
    }
}

/// By hand, so that what is wrong in a chart is said at its place.
impl<'de> Deserialize<'de> for Chart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Chart, D::Error> {
        let file = ChartFile::deserialize(deserializer)?;
        let ChartFile { kind, categories, mut series, unit, caption, alt, width, values, id } =
            file;
        let categories = categories.into_iter().map(set).collect();
        for series in &mut series {
            series.name = series.name.take().map(set);
        }
        let chart = Chart { kind, categories, series, unit, caption, alt, width, values, id };
        chart.check().map_err(Misplaced::raise)?;
        Ok(chart)
    }
}

/// A value in a file: a number, or `""` where it is missing.
struct Value(Option<Number>);

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(number) => number.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        struct ValueVisitor;

        impl Visitor<'_> for ValueVisitor {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "a number, or \"\" where it is missing", "数字，缺数时写空的引号 \"\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
                if text.is_empty() {
                    return Ok(Value(None));
                }
                rules::words(text)
                    .and_then(|()| Number::read(text))
                    .map_err(strict::fault)
                    .map(some)
            }

            fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
                Ok(some(Number::from(value)))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
                Ok(some(Number::from(value)))
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
                Number::finite(value).map_err(strict::fault).map(some)
            }
        }

        fn some(number: Number) -> Value {
            Value(Some(number))
        }

        deserializer.deserialize_any(ValueVisitor)
    }
}

fn read_values<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Option<Number>>, D::Error> {
    let values: Vec<Value> =
        strict::list(d, &limits::CATEGORIES, ("a list of values", "数值的列表"))?;
    total::add(Total::Cells, values.len()).map_err(strict::fault)?;
    Ok(values.into_iter().map(|value| value.0).collect())
}

fn write_values<S: Serializer>(
    values: &[Option<Number>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(values.iter().map(|value| Value(value.clone())))
}
