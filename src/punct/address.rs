//! Addresses in a text: of the web with their scheme, and of electronic mail. What a reader is sent to
//! must be what is printed, so that nothing is guessed: an address without a scheme (www.…) is none.

use std::ops::Range;

use super::is_ideograph;

/// The schemes of the web.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// The addresses in a text, as ranges of its characters, in order.
pub(crate) fn addresses(text: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (at, character) in text.iter().enumerate() {
        let address = match character {
            ':' if at >= from => web(text, from, at),
            '@' if at >= from => mail(text, from, at),
            _ => None,
        };
        if let Some(address) = address {
            from = address.end;
            found.push(address);
        }
    }
    found
}

/// The address of the web whose scheme ends with the colon at `colon`.
fn web(text: &[char], from: usize, colon: usize) -> Option<Range<usize>> {
    let scheme = |scheme: &&str| {
        let start = (colon + 3).checked_sub(scheme.len()).filter(|start| *start >= from)?;
        begins(text.get(start..)?, scheme).then_some((start, colon + 3))
    };
    let (start, host) = SCHEMES.iter().find_map(scheme)?;
    let word_before = start.checked_sub(1).and_then(|before| text.get(before));
    if word_before.is_some_and(|before| before.is_ascii_alphanumeric() || "+-.".contains(*before)) {
        return None;
    }
    text.get(host).filter(|first| first.is_ascii_alphanumeric())?;
    let end = end(text, host);
    (end > host).then_some(start..end)
}

/// Where the address ends whose host begins at `host`, without the marks behind it.
fn end(text: &[char], host: usize) -> usize {
    let rest = text.get(host..).unwrap_or_default();
    let mut length = 0;
    while let Some(character) = rest.get(length) {
        let behind = rest.get(length + 1..).unwrap_or_default();
        // Another address behind a comma is not of this one.
        let another = ",;".contains(*character) && SCHEMES.iter().any(|it| begins(behind, it));
        if is_ideograph(*character) {
            match ideographs(rest, length) {
                Some(end) => length = end,
                None => break,
            }
        } else if is_of_address(*character) && !another {
            length += 1;
        } else {
            break;
        }
    }
    let kept = |length: usize| rest.get(..length).unwrap_or_default();
    while let Some(last) = kept(length).last() {
        let within = |open: char, close: char| {
            let count = |mark: char| kept(length).iter().filter(|it| **it == mark).count();
            count(open) >= count(close)
        };
        let belongs = match last {
            ')' => within('(', ')'),
            ']' => within('[', ']'),
            last => !".,;:?!'*([".contains(*last),
        };
        if belongs {
            break;
        }
        length -= 1;
    }
    host + length
}

/// Where the ideographs end that stand at `at`, if they are of the address: behind the sign of a value
/// (?q=简报), or between strokes of a path and before its points (/办事/指南.html). Behind the last stroke
/// of an address the text goes on.
fn ideographs(rest: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| rest.get(before))?;
    let count = rest.get(at..)?.iter().take_while(|it| is_ideograph(**it)).count();
    let end = at + count;
    let next = |distance: usize| rest.get(end + distance).copied();
    let goes_on = match next(0) {
        Some('/' | '?' | '#') => true,
        Some('.') => next(1).is_some_and(|c| c.is_ascii_alphanumeric()),
        _ => false,
    };
    match before {
        '=' => Some(end),
        '/' | '#' | '&' | '?' => goes_on.then_some(end),
        _ => None,
    }
}

/// The address of electronic mail around the sign at `sign`.
fn mail(text: &[char], from: usize, sign: usize) -> Option<Range<usize>> {
    let before = text.get(from..sign)?;
    let local = |c: &&char| c.is_ascii_alphanumeric() || "._%+-".contains(**c);
    let start = sign - before.iter().rev().take_while(local).count();
    let behind = text.get(sign + 1..)?;
    let domain = |c: &&char| c.is_ascii_alphanumeric() || ".-".contains(**c);
    let length = behind.iter().take_while(domain).count();
    let host: String = behind.get(..length)?.iter().collect();
    let host = host.trim_end_matches(['.', '-']);
    let name: String = text.get(start..sign)?.iter().collect();
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let top = labels.last()?;
    let is_mail = !name.is_empty()
        && !name.starts_with('.')
        && !name.ends_with('.')
        && labels.len() > 1
        && labels.iter().all(is_label)
        && top.len() > 1
        && top.chars().all(|c| c.is_ascii_alphabetic());
    is_mail.then(|| start..sign + 1 + host.len())
}

/// Whether a text begins with a scheme, in capitals or not.
fn begins(text: &[char], scheme: &str) -> bool {
    let mut characters = text.iter().map(char::to_ascii_lowercase);
    scheme.chars().all(|wanted| characters.next() == Some(wanted))
}

/// Whether a character may stand in an address (RFC 3986, 2).
fn is_of_address(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let slice = |range: Range<usize>| text.get(range).unwrap_or_default().iter().collect();
        addresses(&text).into_iter().map(slice).collect()
    }

    #[test]
    fn addresses_end_before_the_marks_behind_them() {
        let web = "https://www.example.gov.cn/col/1?page=2&size=20";
        for behind in
            ["", "。", "，请看", "）", "”", ".", ",", "；", ")", " 请看", "、", "?", "请看"]
        {
            assert_eq!(found(&format!("见{web}{behind}")), [web], "{behind}");
        }
        for behind in ["", "。", "，", "）", ".", "转收", ";", ")", "-"] {
            assert_eq!(
                found(&format!("邮箱：a.b-c@x.gov.cn{behind}")),
                ["a.b-c@x.gov.cn"],
                "{behind}"
            );
        }
        assert_eq!(found("(http://a.cn/x_(y))"), ["http://a.cn/x_(y)"]);
        assert_eq!(
            found("HTTP://A.CN/,https://b.cn；x@c.cn"),
            ["HTTP://A.CN/", "https://b.cn", "x@c.cn"]
        );
    }

    #[test]
    fn chinese_belongs_to_an_address_within_its_path_alone() {
        assert_eq!(found("http://a.cn/办事/指南.html看"), ["http://a.cn/办事/指南.html"]);
        assert_eq!(found("登录http://a.cn/查询办理"), ["http://a.cn/"]);
        assert_eq!(found("http://a.cn/s?q=简报&p=1，"), ["http://a.cn/s?q=简报&p=1"]);
        assert_eq!(found("http://a.cn网站"), ["http://a.cn"]);
    }

    #[test]
    fn nothing_else_is_an_address() {
        for text in [
            "javascript://a.cn",
            "file:///etc",
            "ftp://a.cn",
            "xhttp://a.cn",
            "www.a.cn",
            "http:/a.cn",
            "http://",
            "http://。",
            "http：//a.cn",
            "a@b",
            "@b.cn",
            "a@1.2",
            "a@b.c",
            "a@.cn",
            "8:30@9",
            "view-source+http://a.cn",
            "a@b..cn",
            "data:text/html,1",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
