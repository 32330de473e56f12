//! `word/charts/chartN.xml`: a chart as word processors draw it and let it be edited (DrawingML,
//! ECMA-376-1, 21.2), with the places that the flow has found for its parts. What differs from the
//! drawing of the PDF is only how lines end and marks are drawn.

use super::face::name;
use super::format::hex;
use super::package::WORKBOOK_ID;
use super::place;
use super::unit::half_points;
use super::workbook::{CATEGORIES, SHEET, column};
use super::xml::{R, XmlWriter, plain};
use crate::error::Error;
use crate::info::Color;
use crate::length::{Length, Rect};
use crate::style::flow::{
    Chart, ChartKind, Dash, Graph, GraphSeries, GraphValue, Hatch, Look, Mark,
};

const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// The ids of the axes.
const AXES: [&str; 2] = ["1", "2"];
const GRID: Color = Color { red: 0xD9, green: 0xD9, blue: 0xD9 };
const WHITE: Color = Color { red: 0xFF, green: 0xFF, blue: 0xFF };
const AXIS: Color = Color { red: 0x59, green: 0x59, blue: 0x59 };

type Done = Result<(), Error>;

/// Writes the part.
pub(super) fn xml(chart: &Chart) -> Result<Vec<u8>, Error> {
    let mut part = XmlWriter::new()?;
    let graph = &chart.graph;
    let said = graph.categories.iter().chain(&graph.heading);
    for words in said.chain(graph.series.iter().filter_map(|series| series.name.as_ref())) {
        plain(words, || place(&chart.path))?;
    }
    part.element("c:chartSpace", &[("xmlns:c", C), ("xmlns:a", A), ("xmlns:r", R)], |part| {
        value(part, "c:date1904", "0")?;
        value(part, "c:roundedCorners", "0")?;
        part.element("c:chart", &[], |part| {
            if let Some(heading) = &graph.heading {
                title(part, chart, heading)?;
            }
            value(part, "c:autoTitleDeleted", if graph.heading.is_some() { "0" } else { "1" })?;
            part.element("c:plotArea", &[], |part| plot(part, chart))?;
            if let Some(place) = &graph.legend {
                part.element("c:legend", &[], |part| {
                    value(part, "c:legendPos", "b")?;
                    layout(part, chart, place, None)?;
                    value(part, "c:overlay", "0")?;
                    text_properties(part, graph, graph.font.size)
                })?;
            }
            value(part, "c:plotVisOnly", "1")?;
            value(part, "c:dispBlanksAs", "gap")
        })?;
        part.element("c:spPr", &[], |part| {
            part.empty("a:noFill", &[])?;
            part.element("a:ln", &[], |part| part.empty("a:noFill", &[]))
        })?;
        text_properties(part, graph, graph.font.size)?;
        part.element("c:externalData", &[("r:id", WORKBOOK_ID)], |part| {
            value(part, "c:autoUpdate", "0")
        })
    })?;
    Ok(part.finish())
}

fn value(part: &mut XmlWriter, name: &str, value: &str) -> Done {
    part.empty(name, &[("val", value)])
}

/// The words above the chart at the left.
fn title(part: &mut XmlWriter, chart: &Chart, words: &str) -> Done {
    let graph = &chart.graph;
    part.element("c:title", &[], |part| {
        part.element("c:tx", &[], |part| {
            part.element("c:rich", &[], |part| {
                part.empty("a:bodyPr", &[])?;
                part.element("a:p", &[], |part| {
                    part.element("a:pPr", &[], |part| {
                        character(part, "a:defRPr", graph, graph.font.size)
                    })?;
                    part.element("a:r", &[], |part| {
                        character(part, "a:rPr", graph, graph.font.size)?;
                        part.text("a:t", &[], words)
                    })
                })
            })
        })?;
        part.element("c:layout", &[], |part| {
            part.element("c:manualLayout", &[], |part| {
                value(part, "c:xMode", "edge")?;
                value(part, "c:yMode", "edge")?;
                value(part, "c:x", "0")?;
                value(part, "c:y", "0")
            })
        })?;
        value(part, "c:overlay", "1")
    })
}

/// Where something stands, in parts of the chart.
fn layout(part: &mut XmlWriter, chart: &Chart, rect: &Rect, target: Option<&str>) -> Done {
    let whole = chart.drawing.size;
    let parts = [
        ("c:x", fraction(rect.origin.x, whole.width)),
        ("c:y", fraction(rect.origin.y, whole.height)),
        ("c:w", fraction(rect.size.width, whole.width)),
        ("c:h", fraction(rect.size.height, whole.height)),
    ];
    part.element("c:layout", &[], |part| {
        part.element("c:manualLayout", &[], |part| {
            if let Some(target) = target {
                value(part, "c:layoutTarget", target)?;
            }
            value(part, "c:xMode", "edge")?;
            value(part, "c:yMode", "edge")?;
            for (name, of_whole) in &parts {
                value(part, name, of_whole)?;
            }
            Ok(())
        })
    })
}

/// A part of a whole to six decimals.
fn fraction(length: Length, whole: Length) -> String {
    const FINE: i64 = 1_000_000;
    let part = Length::emu(FINE).scale(length.to_emu(), whole.to_emu().max(1)).to_emu();
    let part = part.clamp(0, FINE);
    format!("{}.{:06}", part / FINE, part % FINE)
}

fn plot(part: &mut XmlWriter, chart: &Chart) -> Done {
    let graph = &chart.graph;
    layout(part, chart, &graph.plot, Some("inner"))?;
    let several = |part: &mut XmlWriter| {
        let mut series = (0..).zip(&graph.series);
        series.try_for_each(|(index, series)| one_series(part, graph, index, series))
    };
    match graph.kind {
        ChartKind::Lines => part.element("c:lineChart", &[], |part| {
            value(part, "c:grouping", "standard")?;
            value(part, "c:varyColors", "0")?;
            several(part)?;
            value(part, "c:marker", "1")?;
            axis_ids(part)
        })?,
        ChartKind::Shares => {
            return part.element("c:pieChart", &[], |part| {
                value(part, "c:varyColors", "1")?;
                several(part)?;
                value(part, "c:firstSliceAng", "0")
            });
        }
        kind => part.element("c:barChart", &[], |part| {
            value(part, "c:barDir", if kind == ChartKind::Bars { "bar" } else { "col" })?;
            value(part, "c:grouping", "clustered")?;
            value(part, "c:varyColors", "0")?;
            several(part)?;
            value(part, "c:gapWidth", &graph.gap.to_string())?;
            axis_ids(part)
        })?,
    }
    category_axis(part, graph)?;
    value_axis(part, graph)
}

fn axis_ids(part: &mut XmlWriter) -> Done {
    AXES.iter().try_for_each(|id| value(part, "c:axId", id))
}

fn one_series(part: &mut XmlWriter, graph: &Graph, index: usize, series: &GraphSeries) -> Done {
    let number = index.to_string();
    part.element("c:ser", &[], |part| {
        value(part, "c:idx", &number)?;
        value(part, "c:order", &number)?;
        if let Some(name) = &series.name {
            part.element("c:tx", &[], |part| {
                let cell = format!("{SHEET}!${}$1", column(index + 1));
                strings(part, &cell, std::slice::from_ref(name))
            })?;
        }
        if let Some(look) = graph.looks.get(index).filter(|_| graph.kind != ChartKind::Shares) {
            match graph.kind {
                ChartKind::Lines => {
                    part.element("c:spPr", &[], |part| line(part, look))?;
                    mark(part, look)?;
                }
                _ => {
                    part.element("c:spPr", &[], |part| area(part, look))?;
                    value(part, "c:invertIfNegative", "0")?;
                }
            }
        }
        if graph.kind == ChartKind::Shares {
            for (index, look) in graph.looks.iter().enumerate() {
                part.element("c:dPt", &[], |part| {
                    value(part, "c:idx", &index.to_string())?;
                    value(part, "c:bubble3D", "0")?;
                    part.element("c:spPr", &[], |part| {
                        fill(part, look)?;
                        let color = match look.hatch {
                            Hatch::Solid => WHITE,
                            _ => look.color,
                        };
                        stroke(part, color, Length::pt(0.75), Dash::Solid)
                    })
                })?;
            }
        }
        labels(part, graph, series)?;
        let last = graph.categories.len() + 1;
        part.element("c:cat", &[], |part| {
            let cells = format!("{SHEET}!${CATEGORIES}$2:${CATEGORIES}${last}");
            strings(part, &cells, &graph.categories)
        })?;
        part.element("c:val", &[], |part| {
            let column = column(index + 1);
            numbers(part, &format!("{SHEET}!${column}$2:${column}${last}"), series)
        })?;
        if graph.kind == ChartKind::Lines {
            value(part, "c:smooth", "0")?;
        }
        Ok(())
    })
}

fn strings(part: &mut XmlWriter, cells: &str, words: &[String]) -> Done {
    part.element("c:strRef", &[], |part| {
        part.text("c:f", &[], cells)?;
        part.element("c:strCache", &[], |part| {
            value(part, "c:ptCount", &words.len().to_string())?;
            words.iter().enumerate().try_for_each(|(index, words)| {
                part.element("c:pt", &[("idx", &index.to_string())], |part| {
                    part.text("c:v", &[], words)
                })
            })
        })
    })
}

fn numbers(part: &mut XmlWriter, cells: &str, series: &GraphSeries) -> Done {
    part.element("c:numRef", &[], |part| {
        part.text("c:f", &[], cells)?;
        part.element("c:numCache", &[], |part| {
            part.text("c:formatCode", &[], common_format(series))?;
            value(part, "c:ptCount", &series.values.len().to_string())?;
            for (index, number) in series.values.iter().enumerate() {
                let Some(GraphValue { number, format, .. }) = number else { continue };
                let index = index.to_string();
                let attributes = [("idx", index.as_str()), ("formatCode", format.as_str())];
                let attributes = if format == common_format(series) {
                    attributes.get(..1).unwrap_or_default()
                } else {
                    attributes.as_slice()
                };
                part.element("c:pt", attributes, |part| part.text("c:v", &[], number))?;
            }
            Ok(())
        })
    })
}

/// The format of the first number of a series.
fn common_format(series: &GraphSeries) -> &str {
    series.values.iter().flatten().next().map_or("General", |value| value.format.as_str())
}

/// What is written at the numbers.
fn labels(part: &mut XmlWriter, graph: &Graph, series: &GraphSeries) -> Done {
    let written = series.values.iter().flatten().any(|value| value.label.is_some());
    let shares = graph.kind == ChartKind::Shares;
    part.element("c:dLbls", &[], |part| {
        if !written {
            return shown(part, false, false);
        }
        for (index, number) in series.values.iter().enumerate() {
            let Some(number) = number else { continue };
            let index = index.to_string();
            let common = !shares && number.format == common_format(series);
            match &number.label {
                None => part.element("c:dLbl", &[], |part| {
                    value(part, "c:idx", &index)?;
                    value(part, "c:delete", "1")
                })?,
                // Where the rounded percentages would not be a hundred, or a number is written otherwise
                // than the first, a program is told the words.
                Some(label) if label.below && graph.kind == ChartKind::Lines || !common => part
                    .element("c:dLbl", &[], |part| {
                        value(part, "c:idx", &index)?;
                        if shares {
                            words(part, graph, &label.words)?;
                        } else {
                            let format =
                                [("formatCode", number.format.as_str()), ("sourceLinked", "0")];
                            part.empty("c:numFmt", &format)?;
                            plain_shape(part)?;
                            text_properties(part, graph, graph.label_size)?;
                        }
                        value(part, "c:dLblPos", position(graph.kind, label.below))?;
                        shown(part, !shares, shares)
                    })?,
                Some(_) => {}
            }
        }
        let format = if shares { "0.0\"%\"" } else { common_format(series) };
        part.empty("c:numFmt", &[("formatCode", format), ("sourceLinked", "0")])?;
        plain_shape(part)?;
        text_properties(part, graph, graph.label_size)?;
        value(part, "c:dLblPos", position(graph.kind, false))?;
        shown(part, !shares, shares)?;
        if shares { value(part, "c:showLeaderLines", "0") } else { Ok(()) }
    })
}

fn plain_shape(part: &mut XmlWriter) -> Done {
    part.element("c:spPr", &[], |part| {
        part.empty("a:noFill", &[])?;
        part.element("a:ln", &[], |part| part.empty("a:noFill", &[]))
    })
}

fn position(kind: ChartKind, below: bool) -> &'static str {
    match kind {
        ChartKind::Lines if below => "b",
        ChartKind::Lines => "t",
        _ => "outEnd",
    }
}

/// Words of a label as they stand.
fn words(part: &mut XmlWriter, graph: &Graph, words: &str) -> Done {
    part.element("c:tx", &[], |part| {
        part.element("c:rich", &[], |part| {
            part.empty("a:bodyPr", &[])?;
            part.element("a:p", &[], |part| {
                part.element("a:r", &[], |part| {
                    character(part, "a:rPr", graph, graph.label_size)?;
                    part.text("a:t", &[], words)
                })
            })
        })
    })
}

fn shown(part: &mut XmlWriter, number: bool, percent: bool) -> Done {
    let flag = |shown: bool| if shown { "1" } else { "0" };
    value(part, "c:showLegendKey", "0")?;
    value(part, "c:showVal", flag(number))?;
    value(part, "c:showCatName", "0")?;
    value(part, "c:showSerName", "0")?;
    value(part, "c:showPercent", flag(percent))?;
    value(part, "c:showBubbleSize", "0")
}

fn category_axis(part: &mut XmlWriter, graph: &Graph) -> Done {
    let bars = graph.kind == ChartKind::Bars;
    part.element("c:catAx", &[], |part| {
        value(part, "c:axId", AXES[0])?;
        part.element("c:scaling", &[], |part| {
            // The first category is at the top.
            value(part, "c:orientation", if bars { "maxMin" } else { "minMax" })
        })?;
        value(part, "c:delete", "0")?;
        value(part, "c:axPos", if bars { "l" } else { "b" })?;
        value(part, "c:majorTickMark", "none")?;
        value(part, "c:minorTickMark", "none")?;
        value(part, "c:tickLblPos", "low")?;
        part.element("c:spPr", &[], |part| stroke(part, AXIS, Length::pt(0.75), Dash::Solid))?;
        text_properties(part, graph, graph.font.size)?;
        value(part, "c:crossAx", AXES[1])?;
        value(part, "c:crosses", "autoZero")?;
        value(part, "c:auto", "0")?;
        value(part, "c:lblAlgn", "ctr")?;
        value(part, "c:lblOffset", "50")?;
        if graph.every > 1 {
            value(part, "c:tickLblSkip", &graph.every.to_string())?;
        }
        value(part, "c:noMultiLvlLbl", "1")
    })
}

fn value_axis(part: &mut XmlWriter, graph: &Graph) -> Done {
    let Some(axis) = &graph.axis else { return Ok(()) };
    let bars = graph.kind == ChartKind::Bars;
    part.element("c:valAx", &[], |part| {
        value(part, "c:axId", AXES[1])?;
        part.element("c:scaling", &[], |part| {
            value(part, "c:orientation", "minMax")?;
            value(part, "c:max", &axis.most)?;
            value(part, "c:min", &axis.least)
        })?;
        value(part, "c:delete", "0")?;
        value(part, "c:axPos", if bars { "b" } else { "l" })?;
        part.element("c:majorGridlines", &[], |part| {
            part.element("c:spPr", &[], |part| stroke(part, GRID, Length::pt(0.5), Dash::Solid))
        })?;
        let format = [("formatCode", axis.format.as_str()), ("sourceLinked", "0")];
        part.empty("c:numFmt", &format)?;
        value(part, "c:majorTickMark", "none")?;
        value(part, "c:minorTickMark", "none")?;
        value(part, "c:tickLblPos", if axis.written { "nextTo" } else { "none" })?;
        part.element("c:spPr", &[], |part| {
            part.element("a:ln", &[], |part| part.empty("a:noFill", &[]))
        })?;
        text_properties(part, graph, graph.font.size)?;
        value(part, "c:crossAx", AXES[0])?;
        // Where the categories begin at the top, the end of their axis is the bottom.
        value(part, "c:crosses", if bars { "max" } else { "autoZero" })?;
        value(part, "c:crossBetween", "between")?;
        value(part, "c:majorUnit", &axis.step)
    })
}

fn text_properties(part: &mut XmlWriter, graph: &Graph, size: Length) -> Done {
    part.element("c:txPr", &[], |part| {
        part.empty("a:bodyPr", &[("rot", "0"), ("vert", "horz")])?;
        part.element("a:p", &[], |part| {
            part.element("a:pPr", &[], |part| character(part, "a:defRPr", graph, size))?;
            part.empty("a:endParaRPr", &[("lang", "zh-CN")])
        })
    })
}

/// The type of words, in hundredths of a point.
fn character(part: &mut XmlWriter, element: &str, graph: &Graph, size: Length) -> Done {
    let size = (half_points(size) * 50).to_string();
    let bold = if graph.bold { "1" } else { "0" };
    part.element(element, &[("lang", "zh-CN"), ("sz", &size), ("b", bold)], |part| {
        solid(part, graph.font.color)?;
        part.empty("a:latin", &[("typeface", name(graph.font.latin))])?;
        part.empty("a:ea", &[("typeface", name(graph.font.han))])
    })
}

fn solid(part: &mut XmlWriter, color: Color) -> Done {
    part.element("a:solidFill", &[], |part| value(part, "a:srgbClr", &hex(color)))
}

fn stroke(part: &mut XmlWriter, color: Color, width: Length, dash: Dash) -> Done {
    part.element("a:ln", &[("w", &width.to_emu().to_string())], |part| {
        solid(part, color)?;
        let dash = match dash {
            Dash::Solid => return Ok(()),
            Dash::Dashed => "dash",
            Dash::Dotted => "sysDot",
            Dash::DashDotted => "dashDot",
        };
        value(part, "a:prstDash", dash)
    })
}

fn line(part: &mut XmlWriter, look: &Look) -> Done {
    stroke(part, look.color, Length::pt(1.75), look.dash)
}

fn mark(part: &mut XmlWriter, look: &Look) -> Done {
    let symbol = match look.mark {
        Mark::Disc => "circle",
        Mark::Square => "square",
        Mark::Triangle => "triangle",
        Mark::Diamond => "diamond",
    };
    part.element("c:marker", &[], |part| {
        value(part, "c:symbol", symbol)?;
        value(part, "c:size", "6")?;
        part.element("c:spPr", &[], |part| {
            solid(part, look.color)?;
            part.element("a:ln", &[], |part| part.empty("a:noFill", &[]))
        })
    })
}

/// An area, with an outline where it is hatched.
fn area(part: &mut XmlWriter, look: &Look) -> Done {
    fill(part, look)?;
    if look.hatch == Hatch::Solid {
        return part.element("a:ln", &[], |part| part.empty("a:noFill", &[]));
    }
    stroke(part, look.color, Length::pt(0.75), Dash::Solid)
}

fn fill(part: &mut XmlWriter, look: &Look) -> Done {
    let pattern = match look.hatch {
        Hatch::Solid => return solid(part, look.color),
        Hatch::Rising => "wdUpDiag",
        Hatch::Falling => "wdDnDiag",
        Hatch::Crossed => "openDmnd",
        Hatch::Level => "horz",
        Hatch::Upright => "vert",
    };
    part.element("a:pattFill", &[("prst", pattern)], |part| {
        part.element("a:fgClr", &[], |part| value(part, "a:srgbClr", &hex(look.color)))?;
        part.element("a:bgClr", &[], |part| value(part, "a:srgbClr", "FFFFFF"))
    })
}
