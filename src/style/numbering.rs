//! The numbers of sections, 一、（一）1.（1）① (GB/T 9704-2012, 7.3.3; GB/T 15834-2011, B.3), and
//! dates and issues as they are printed.

/// The label of the `number`th section (from 1) at `depth` (from 0).
pub(super) fn label(depth: usize, number: usize) -> String {
    match depth {
        0 => format!("{}、", chinese(number)),
        1 => format!("（{}）", chinese(number)),
        2 => format!("{number}."),
        3 => format!("（{number}）"),
        _ => circled(number),
    }
}

/// A number in Chinese numerals: 一, 十二, 一百零五.
pub(super) fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: usize| DIGITS.get(value).copied().unwrap_or_default();
    if number >= 10_000 {
        return number.to_string();
    }
    if (10..20).contains(&number) {
        return if number == 10 { "十".into() } else { format!("十{}", digit(number - 10)) };
    }
    let mut words = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let value = number / unit % 10;
        if value == 0 {
            gap = !words.is_empty();
        } else {
            if gap {
                words.push('零');
                gap = false;
            }
            words.push_str(digit(value));
            words.push_str(name);
        }
    }
    if words.is_empty() { "零".into() } else { words }
}

/// ①, up to ㊿; beyond that in brackets.
fn circled(number: usize) -> String {
    let base = match number {
        1..=20 => 0x2460 - 1,
        21..=35 => 0x3251 - 21,
        36..=50 => 0x32B1 - 36,
        _ => return format!("（{number}）"),
    };
    u32::try_from(number)
        .ok()
        .and_then(|number| char::from_u32(base + number))
        .map_or_else(|| format!("（{number}）"), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_they_are_spoken() {
        let cases = [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1005, "一千零五"),
            (1050, "一千零五十"),
        ];
        for (number, words) in cases {
            assert_eq!(chinese(number), words);
        }
    }

    #[test]
    fn each_level_has_its_form() {
        let labels: Vec<String> = (0..5).map(|depth| label(depth, 3)).collect();
        assert_eq!(labels, ["三、", "（三）", "3.", "（3）", "③"]);
        assert_eq!(label(4, 21), "㉑");
        assert_eq!(label(4, 51), "（51）");
    }
}
