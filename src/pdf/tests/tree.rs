//! The structure of the document and its outline, as a reader walks them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, ObjectId};

use super::*;

#[test]
fn every_part_of_the_content_is_in_the_tree_once() {
    let sample = everything();
    let reader = read(&sample);
    let mut tree: BTreeMap<(ObjectId, i64), ObjectId> = BTreeMap::new();
    for (id, element) in reader.elements() {
        for part in reader.parts(element) {
            assert_eq!(tree.insert(part, id), None, "{part:?} is in two elements");
        }
    }
    let root = reader.at(reader.catalog(), "StructTreeRoot").as_dict().unwrap();
    let numbers = reader.at(root, "ParentTree").as_dict().unwrap();
    let numbers = reader.at(numbers, "Nums").as_array().unwrap();
    let mut found = 0;
    for (index, page) in reader.pages.iter().enumerate() {
        let key = reader.at(reader.dictionary(*page), "StructParents").as_i64().unwrap();
        let place = numbers.iter().step_by(2).position(|it| it.as_i64().unwrap() == key).unwrap();
        let back = reader.get(&numbers[2 * place + 1]).as_array().unwrap();
        let mut open = 0;
        for (operator, operands) in reader.operations(index) {
            match operator.as_str() {
                "BDC" => {
                    open += 1;
                    assert_eq!(open, 1, "marked content is not nested");
                    let properties = operands[1].as_dict().unwrap();
                    let Ok(number) = properties.get(b"MCID") else {
                        assert_eq!(name(&operands[0]), "Artifact");
                        continue;
                    };
                    let number = number.as_i64().unwrap();
                    let element = tree[&(*page, number)];
                    assert_eq!(back[usize::try_from(number).unwrap()], Object::Reference(element));
                    let kind = reader.dictionary(element).get(b"S").unwrap();
                    assert_eq!(&operands[0], kind);
                    found += 1;
                }
                "EMC" => open -= 1,
                "TJ" | "f" | "Do" => assert_eq!(open, 1, "{operator} outside of marked content"),
                _ => {}
            }
        }
        assert_eq!(open, 0);
    }
    assert_eq!(found, tree.len(), "the tree names parts that are not there");
    let marked = reader.at(reader.catalog(), "MarkInfo").as_dict().unwrap();
    assert_eq!(marked.get(b"Marked").unwrap(), &Object::Boolean(true));
}

/// The tree in brackets: types, with the attributes of cells.
fn outline_of(reader: &Reader, id: ObjectId) -> String {
    let element = reader.dictionary(id);
    let mut text = name(element.get(b"S").unwrap()).to_owned();
    for key in ["RowSpan", "ColSpan", "Scope"] {
        let attributes = element.get(b"A").and_then(Object::as_dict);
        if let Ok(value) = attributes.and_then(|it| it.get(key.as_bytes())) {
            text += &match value {
                Object::Name(_) => format!(" {key}={}", name(value)),
                value => format!(" {key}={}", value.as_i64().unwrap()),
            };
        }
    }
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.as_slice(),
        Ok(kid) => std::slice::from_ref(kid),
        Err(_) => &[],
    };
    let below: Vec<String> = kids
        .iter()
        .filter_map(|kid| kid.as_reference().ok())
        .map(|kid| {
            assert_eq!(reader.dictionary(kid).get(b"P").unwrap(), &Object::Reference(id));
            outline_of(reader, kid)
        })
        .collect();
    if below.is_empty() { text } else { format!("{text}[{}]", below.join(" ")) }
}

#[test]
fn the_tree_has_the_elements_that_have_content() {
    let reader = read(&everything());
    let document = reader.elements()[0].0;
    let head = "THead[TR[TH Scope=Column TH Scope=Column TH Scope=Column]]";
    let body = "TBody[TR[TD RowSpan=2 TD TD] TR[TD TD] TR[TD TD TD] TR[TD ColSpan=3]]";
    let expected = format!("Document[Sect[H1] H1 H2 P H3 Table[Caption {head} {body}] H2 Figure]");
    assert_eq!(outline_of(&reader, document), expected);
}

#[test]
fn lists_say_whether_they_are_numbered() {
    for (numbered, said) in [(true, "Decimal"), (false, "Disc")] {
        let mut sample = Sample::new();
        let list = sample.element(ElementKind::List { numbered }, Some(0));
        let item = sample.element(ElementKind::ListItem, Some(list));
        let label = sample.element(ElementKind::ListLabel, Some(item));
        let body = sample.element(ElementKind::ListBody, Some(item));
        let body = sample.element(ElementKind::Paragraph, Some(body));
        sample.text(Tag::Element(body), Typeface::Song, [30.0, 50.0], 16.0, "一、");
        sample.run().span = Some(label);
        sample.text(Tag::Element(body), Typeface::Song, [60.0, 50.0], 16.0, "事项");
        let reader = read(&sample);
        let document = reader.elements()[0].0;
        assert_eq!(outline_of(&reader, document), "Document[L[LI[Lbl LBody[P]]]]");
        let list = reader.at(reader.elements()[1].1, "A").as_dict().unwrap();
        assert_eq!(name(reader.at(list, "ListNumbering")), said);
    }
}

#[test]
fn figures_say_what_they_show_and_where() {
    let reader = read(&everything());
    let (_, figure) = *reader.elements().last().unwrap();
    assert_eq!(string(reader.at(figure, "Alt")), "箭头自左下指向右上");
    let places = reader.at(figure, "A").as_array().unwrap();
    assert_eq!(places.len(), 2);
    let place = reader.at(places[0].as_dict().unwrap(), "BBox").as_array().unwrap();
    let place: Vec<String> = place.iter().map(|it| it.as_float().unwrap().to_string()).collect();
    assert_eq!(place, ["141.732", "104.882", "311.811", "388.346"]);
}

#[test]
fn artifacts_say_what_they_are() {
    let reader = read(&everything());
    let mut kinds = BTreeSet::new();
    for page in 0..reader.pages.len() {
        for (operator, operands) in reader.operations(page) {
            if operator == "BDC" && name(&operands[0]) == "Artifact" {
                let properties = operands[1].as_dict().unwrap();
                let value = |key: &str| properties.get(key.as_bytes()).ok().map(name);
                kinds.insert((value("Type").unwrap().to_owned(), value("Subtype").is_some()));
            }
        }
    }
    let expected = [("Layout", false), ("Pagination", false), ("Pagination", true)];
    assert_eq!(kinds, expected.map(|(kind, footer)| (kind.to_owned(), footer)).into());
}

#[test]
fn an_element_goes_on_over_the_page() {
    let mut sample = Sample::new();
    let body = sample.element(ElementKind::Paragraph, Some(0));
    sample.text(Tag::Element(body), Typeface::Song, [30.0, 50.0], 16.0, "上页");
    sample.sheet();
    sample.text(Tag::Element(body), Typeface::Song, [30.0, 50.0], 16.0, "下页");
    let reader = read(&sample);
    let (_, paragraph) = *reader.elements().last().unwrap();
    assert_eq!(reader.parts(paragraph), [(reader.pages[0], 0), (reader.pages[1], 0)]);
}

#[test]
fn headings_skip_no_level() {
    let mut sample = Sample::new();
    for level in [2, 4, 4, 3, 1, 5] {
        sample.element(ElementKind::Heading(level), Some(0));
    }
    let roles = structure::roles(&sample.pages).unwrap();
    assert_eq!(roles, ["Document", "H1", "H2", "H2", "H2", "H1", "H2"]);
}

/// The outline in brackets, its links and counts verified on the way.
fn outline_below(reader: &Reader, parent: ObjectId) -> (String, i64) {
    let entry = |id: ObjectId| -> &Dictionary { reader.dictionary(id) };
    let link = |id: ObjectId, key: &str| entry(id).get(key.as_bytes()).ok()?.as_reference().ok();
    let (mut text, mut count, mut before) = (Vec::new(), 0, None);
    let mut next = link(parent, "First");
    while let Some(id) = next {
        assert_eq!(link(id, "Parent"), Some(parent));
        assert_eq!(link(id, "Prev"), before);
        let (below, counted) = outline_below(reader, id);
        text.push(format!("{}{below}", string(entry(id).get(b"Title").unwrap())));
        count += 1 + counted;
        before = Some(id);
        next = link(id, "Next");
    }
    assert_eq!(link(parent, "Last"), before);
    let stated = entry(parent).get(b"Count").map_or(0, |it| it.as_i64().unwrap());
    assert_eq!(stated, count);
    if text.is_empty() { (String::new(), 0) } else { (format!("[{}]", text.join(" ")), count) }
}

#[test]
fn the_outline_is_a_tree() {
    let mut sample = everything();
    sample.heading(1, "附件", 50.0);
    let reader = read(&sample);
    let root = reader.catalog().get(b"Outlines").unwrap().as_reference().unwrap();
    let (text, count) = outline_below(&reader, root);
    assert_eq!(text, "[本周窗口运行情况[一、总体情况[1.受理] 二、图示] 附件]");
    assert_eq!(count, 5);
    let first = reader.at(reader.dictionary(root), "First").as_dict().unwrap();
    let place = reader.at(first, "Dest").as_array().unwrap();
    assert_eq!(place[0], Object::Reference(reader.pages[0]));
    assert_eq!(name(&place[1]), "XYZ");
    assert_eq!(place[3].as_float().unwrap(), 615.118);
}
