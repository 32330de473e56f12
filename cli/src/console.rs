//! What people read, in the encoding of their terminal. Models, JSON and lists for programs are in UTF-8
//! whatever the terminal.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, GBK};

/// The bytes of a text for people.
pub(crate) fn encoded(text: &str) -> Cow<'_, [u8]> {
    // The console of Windows is handed characters, which it shows in any code page.
    let encoding = if cfg!(windows) { None } else { encoding_of(|name| std::env::var(name).ok()) };
    match encoding {
        Some(encoding) => Cow::Owned(in_encoding(text, encoding)),
        None => Cow::Borrowed(text.as_bytes()),
    }
}

/// The encoding that the locale names: GBK or GB 18030. Any other is taken for UTF-8, also where none
/// is named: terminals are, and what cannot be said in a small encoding would be lost.
fn encoding_of(variable: impl Fn(&str) -> Option<String>) -> Option<&'static Encoding> {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| {
        let locale = variable(name)?;
        (!locale.is_empty()).then_some(locale)
    })?;
    let (_, encoding) = said.split_once('.')?;
    let encoding = encoding.split('@').next().unwrap_or_default().to_ascii_lowercase();
    match encoding.replace(['-', '_'], "").as_str() {
        "gb18030" => Some(GB18030),
        "gbk" | "cp936" | "gb2312" | "euccn" => Some(GBK),
        _ => None,
    }
}

/// A text in an encoding; what it has no code for becomes a question mark, as terminals show it.
fn in_encoding(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lacking) = encoding.encode(text);
    if !lacking {
        return bytes.into_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        match encoding.encode(character.encode_utf8(&mut [0; 4])) {
            (code, _, false) => bytes.extend_from_slice(&code),
            _ => bytes.push(b'?'),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_names_the_encoding() {
        for (variables, encoding) in [
            (&[("LANG", "zh_CN.GBK")][..], Some(GBK)),
            (&[("LANG", "zh_CN.gb2312")], Some(GBK)),
            (&[("LC_CTYPE", "zh_CN.GB-18030@pinyin"), ("LANG", "zh_CN.UTF-8")], Some(GB18030)),
            (&[("LC_ALL", "zh_CN.utf8"), ("LANG", "zh_CN.GBK")], None),
            (&[("LC_ALL", ""), ("LANG", "zh_CN.eucCN")], Some(GBK)),
            (&[("LANG", "zh_CN")], None),
            (&[("LANG", "C")], None),
            (&[], None),
        ] {
            let value = |name: &str| {
                variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).into())
            };
            assert_eq!(encoding_of(value), encoding, "{variables:?}");
        }
    }

    #[test]
    fn what_an_encoding_lacks_is_a_question_mark() {
        assert_eq!(in_encoding("错误：𠮷", GBK), [&GBK.encode("错误：").0[..], b"?"].concat());
        assert_eq!(in_encoding("错误：𠮷", GB18030), GB18030.encode("错误：𠮷").0.into_owned());
        assert_eq!(in_encoding("a\n", GBK), b"a\n");
    }
}
