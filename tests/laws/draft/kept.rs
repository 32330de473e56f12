//! The law that reading a draft loses nothing, for tests and fuzz targets: every character of the
//! draft is in the bulletin's own draft, except those that labels and forms are made of (which are
//! made anew) and the lines that a finding says were left out.

use std::collections::BTreeMap;

use bulletin::draft::{self, SourceMap};
use bulletin::{Bulletin, Contents, Finding, Language};

/// What labels and forms are made of: numerals and their look-alikes, brackets and other marks of
/// forms, markup, and the words of the labels that are printed in another form.
const FORMS: &str = "0123456789０１２３４５６７８９OoIlＯｏＩｌОоΟο|｜〇○零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟廿卅\
    ()（）〔〕[]［］【】≡{}:：.．、,，/／—－–-―─~～〜∼‐‑‒−至到·*#\\`<>&~+_=＿＝━═★☆^!！\"年月日曰号期第总\
    编者按语目录本要内容提导读单位附件报送发抄主分共印数制份签人责任辑密级续表注备呈下紧急程度│┃NO№";

/// The characters that a reading lost: of each that it lost, how many.
pub(crate) fn lost(
    text: &str,
    bulletin: &Bulletin,
    map: &SourceMap,
    findings: &[Finding],
) -> BTreeMap<char, usize> {
    let left_out = |number: usize| map.left_out().iter().any(|line| *line as usize == number);
    let mut counts: BTreeMap<char, isize> = BTreeMap::new();
    let left: Vec<bool> = (0..=text.matches(['\n', '\r']).count() + 1).map(left_out).collect();
    // The box of a task becomes a sign.
    let broken = text.replace("\r\n", "\n").replace("<br>", "\u{0B}");
    let lines = untagged(&unlinked(&broken)).replace("[x] ", "");
    let lines = weekdays(&lines);
    for (index, line) in lines.split(['\n', '\r']).enumerate() {
        if left.get(index + 1) != Some(&true) {
            for piece in line.split(['\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}']) {
                // The key of a directive is a label.
                let bare = piece.trim_start_matches(|c: char| c.is_whitespace() || is_cleaned(c));
                let directive = bare.starts_with('\\').then(|| piece.split_once('：'));
                let words =
                    directive.flatten().map_or(piece.to_owned(), |(_, value)| unescaped(value));
                let words = words.trim_end();
                // So is the stop behind a number of copies: 共印5份。
                let copies = words.ends_with("份。") || words.ends_with("份）。");
                let words = if copies { words.trim_end_matches('。') } else { words };
                for character in words.chars().filter(|c| is_word(*c)) {
                    *counts.entry(character).or_default() += 1;
                }
            }
        }
    }
    let printed = weekdays(&unmarked(&draft::print(bulletin)));
    for character in printed.chars().filter(|c| is_word(*c)) {
        *counts.entry(character).or_default() -= 1;
    }
    // A character that a line cannot show is printed by its number.
    for (at, _) in printed.match_indices(r"\u{") {
        let code =
            printed.get(at + 3..).and_then(|text| text.split('}').next()).unwrap_or_default();
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        if let Some(character) = character.filter(|c| is_word(*c)) {
            *counts.entry(character).or_default() -= 1;
        }
    }
    // A list of contents that names the headings is made from them.
    if bulletin.contents == Some(Contents::Auto) {
        let sections = bulletin.sections.iter().filter_map(|section| section.heading.as_ref());
        let titles = bulletin.title.iter().chain(bulletin.articles.iter().map(|one| &one.title));
        let headings: Vec<_> =
            if bulletin.articles.is_empty() { sections.collect() } else { titles.collect() };
        for character in headings.iter().map(|one| one.to_plain()).collect::<String>().chars() {
            *counts.entry(character).or_default() -= 1;
        }
    }
    // A list of annexes is made from their titles: a draft that says both says them twice.
    let bare = |text: &str| text.chars().filter(|c| is_word(*c)).collect::<String>();
    let said = bare(text);
    for appendix in &bulletin.appendices {
        let title = bare(&appendix.title.to_plain());
        if said.matches(&title).count() > 1 {
            for character in title.chars() {
                *counts.entry(character).or_default() -= 1;
            }
        }
    }
    for (character, count) in told(findings) {
        *counts.entry(character).or_default() -= count;
    }
    let lost = counts.into_iter().filter(|(_, count)| *count > 0);
    lost.map(|(character, count)| (character, count.unsigned_abs())).collect()
}

/// A text without tags, which are markup like asterisks, and without characters by name.
pub(crate) fn untagged(text: &str) -> String {
    let names = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")];
    let text = names.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign));
    let mut words = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        words.push_str(before);
        let inner = tag.get(1..).unwrap_or_default();
        let bare = inner.trim_start_matches('/');
        let behind = bare.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        // <https://…> is no tag.
        let name = behind.len() < bare.len() && behind.starts_with(['>', ' ', '/']);
        let end = inner.find(['<', '>', '\n']).filter(|_| name);
        rest = match end.and_then(|end| inner.get(end..)?.strip_prefix('>')) {
            Some(behind) => behind,
            None => {
                words.push('<');
                inner
            }
        };
    }
    words + rest
}

/// A draft of our own without the tags of its markup. Others, and those behind a backslash, are words.
fn unmarked(printed: &str) -> String {
    const TAGS: [&str; 6] = ["sup", "sub", "u", "#", "ref", "note"];
    let mut words = String::new();
    let mut rest = printed;
    while let Some((before, behind)) = rest.split_once('<') {
        words.push_str(before);
        let (name, after) = behind.split_once('>').unwrap_or((behind, ""));
        let bare = name.trim_start_matches('/');
        let color =
            bare.strip_prefix('#').is_some_and(|rgb| rgb.chars().all(|c| c.is_ascii_hexdigit()));
        let is_tag = behind.len() > name.len() && (TAGS.contains(&bare) || color);
        rest = if is_tag && !before.ends_with('\\') { after } else { behind };
    }
    words + rest
}

/// A text without the addresses of links that say no more than their words, without `mailto:` before others,
/// and without the names of addresses that are said apart: `[mulu]: https://mulu.example`.
fn unlinked(text: &str) -> String {
    let mut text = text.to_owned();
    let definition = |line: &str| {
        line.trim().strip_prefix('[')?.split_once("]: ").map(|(name, _)| name.to_owned())
    };
    let names: Vec<String> =
        text.lines().filter_map(definition).filter(|name| !name.starts_with('^')).collect();
    for name in names {
        text = text.replace(&format!("][{name}]"), "]").replace(&format!("[{name}]: "), "");
    }
    let mut words = text.clone();
    let links: Vec<usize> = text.match_indices("](").map(|(at, _)| at).collect();
    for at in links.into_iter().rev() {
        let address = text.get(at + 2..).and_then(|behind| behind.split(')').next());
        let shown = text.get(..at).and_then(|before| before.rsplit('[').next());
        let (Some(address), Some(shown)) = (address, shown) else { continue };
        let schemes = ["mailto:", "tel:", "https://", "http://"];
        let bare =
            schemes.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
        let gone = if bare.trim_end_matches('/') == shown {
            address.len()
        } else if address.starts_with("mailto:") {
            "mailto:".len()
        } else {
            continue;
        };
        words.replace_range(at + 2..at + 2 + gone, "");
    }
    words
}

/// The characters of the labels that findings say are not printed, and of issues and dates that they say are
/// printed in another form, less those of that form.
fn told(findings: &[Finding]) -> BTreeMap<char, isize> {
    let mut counts: BTreeMap<char, isize> = BTreeMap::new();
    for finding in findings {
        let message = weekdays(&finding.message(Language::Chinese));
        let mut quoted = message.split(['“', '”']).skip(1).step_by(2);
        let of = isize::try_from(finding.count()).unwrap_or_default();
        if finding.code() == "draft.end-mark" {
            *counts.entry('\u{1A}').or_default() += of;
        }
        let (gone, new) = match finding.code() {
            "draft.label-left-out" | "draft.clock" => (quoted.next(), None),
            "draft.issue-form" | "draft.date-form" => (quoted.next(), quoted.next()),
            _ => continue,
        };
        for (words, sign) in [(gone, of), (new, -of)] {
            for character in words.unwrap_or_default().chars().filter(|c| is_word(*c)) {
                *counts.entry(character).or_default() += sign;
            }
        }
    }
    counts
}

/// A text whose weekdays are all of one form, for a date is printed with its own.
fn weekdays(text: &str) -> String {
    let text = text.replace("礼拜", "星期").replace("星期天", "星期日");
    "一二三四五六日".chars().fold(text, |text, day| {
        let mut one = text;
        for (opens, closes) in [("（", "）"), ("(", ")")] {
            one = one.replace(&format!("{opens}周{day}{closes}"), &format!("（星期{day}）"));
        }
        one
    })
}

/// The value of a directive without its escapes, whose letters are no text.
fn unescaped(value: &str) -> String {
    let mut words = String::new();
    let mut rest = value;
    while let Some((before, escape)) = rest.split_once('\\') {
        words.push_str(before);
        let code = escape.strip_prefix("u{").and_then(|text| text.split_once('}'));
        rest = match code {
            Some((code, behind)) if u32::from_str_radix(code, 16).is_ok() => behind,
            _ => escape.strip_prefix(['n', 's', '\\']).unwrap_or(escape),
        };
    }
    words + rest
}

/// Whether a character has no shape, or stands for another, as which it is read.
fn is_cleaned(character: char) -> bool {
    let other = matches!(
        character,
        '\u{2E80}'..='\u{2FD5}'
            | '\u{F000}'..='\u{F0FF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FF01}'..='\u{FF5E}'
            | '\u{2F800}'..='\u{2FA1F}'
    );
    other || is_shapeless(character)
}

/// Whether a character has no shape.
pub(crate) fn is_shapeless(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

fn is_word(character: char) -> bool {
    // The numbers that are one character: ①, ㈠, ⑴, ⒈.
    let numbers = matches!(character, '\u{2460}'..='\u{249B}' | '\u{3220}'..='\u{3229}' | '\u{3251}'..='\u{325F}' | '\u{32B1}'..='\u{32BF}');
    !character.is_whitespace() && !numbers && !FORMS.contains(character) && !is_cleaned(character)
}

/// The figures in the sentences of a draft that the bulletin does not hold. Sentences that a
/// finding speaks of are left to it.
pub(crate) fn lost_figures(text: &str, bulletin: &Bulletin, map: &SourceMap) -> Vec<String> {
    let printed = draft::print(bulletin);
    let mut lost = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let spoken_of = map.noted().iter().any(|line| *line as usize == index + 1);
        if spoken_of || !line.contains('。') || line.contains('\r') {
            continue;
        }
        // A number with a decimal point or of three digits and more is no label.
        for word in line.split(|c: char| !c.is_ascii_digit() && c != '.') {
            let figure = word.trim_matches('.');
            let behind_label = figure.split_once('.').map_or(figure, |(_, figure)| figure);
            if figure.len() > 3 && !printed.contains(figure) && !printed.contains(behind_label) {
                lost.push(figure.to_owned());
            }
        }
    }
    lost
}
