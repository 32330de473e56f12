//! What a file says of itself beside its title: key words, and what the masthead and the imprint say under
//! names of their own.

use super::one_line;
use crate::info::InfoField;
use crate::model::{Bulletin, Period, Text, chinese_date};

/// The most key words.
const MOST: usize = 10;

/// The name of the bulletin, then the titles of its articles or its headings of the first level.
pub(super) fn keywords(bulletin: &Bulletin) -> Vec<String> {
    let mut keywords = vec![one_line(&bulletin.masthead.title)];
    let title = |title: &Text| one_line(&title.to_plain());
    if bulletin.articles.is_empty() {
        let headings = bulletin.sections.iter().filter_map(|section| section.heading.as_ref());
        keywords.extend(headings.map(title));
    } else {
        keywords.extend(bulletin.articles.iter().map(|article| title(&article.title)));
    }
    keywords.retain(|keyword| !keyword.is_empty());
    keywords.truncate(MOST);
    keywords
}

/// What is said under a name, in the order of reading.
pub(super) fn fields(bulletin: &Bulletin) -> Vec<InfoField> {
    let (masthead, imprint) = (&bulletin.masthead, &bulletin.imprint);
    let issue = masthead.issue.as_ref();
    let number = issue.map(|issue| {
        let mut number = issue.clone();
        number.total = None;
        number.to_string()
    });
    let total = issue.and_then(|issue| issue.total.as_ref()).map(ToString::to_string);
    let issuers = (!masthead.issuers.is_empty()).then(|| masthead.issuers.join("、"));
    let title = Some(masthead.title.clone());
    let period = masthead.period.as_ref().map(Period::words);
    let date = masthead.date.map(|date| date.to_string());
    let printed_on = imprint.printed_on.map(chinese_date);
    let print_count = imprint.print_count.map(|count| count.to_string());
    let fields = [
        ("title", "刊名", title),
        ("copy_number", "份号", masthead.copy_number.clone()),
        ("secrecy", "密级", masthead.secrecy.clone()),
        ("urgency", "紧急程度", masthead.urgency.clone()),
        ("issue", "期号", number),
        ("total", "总期号", total),
        ("period", "起止日期", period),
        ("issuers", "编发单位", issuers),
        ("signer", "签发人", masthead.signer.clone()),
        ("date", "编发日期", date),
        ("printed_by", "印发机关", imprint.printed_by.clone()),
        ("printed_on", "印发日期", printed_on),
        ("print_count", "印数", print_count),
    ];
    let said = fields.into_iter().filter_map(|(key, name, value)| {
        let value = one_line(&value?);
        let is_number = matches!(key, "total" | "print_count")
            && value.bytes().all(|byte| byte.is_ascii_digit());
        (!value.is_empty()).then_some(InfoField { key, name, value, is_number })
    });
    said.collect()
}
