//! The numbers of sections, 一、（一）1.（1）① (GB/T 9704-2012, 7.3.3; GB/T 15834-2011, B.3), and
//! dates and issues as they are printed.

/// The forms of the five levels, each as its first number looks.
pub(super) const STANDARD: [&str; 5] = ["一、", "（一）", "1.", "（1）", "①"];

/// What stands for a number in a form.
const PLACES: [char; 3] = ['一', '1', '①'];

/// Whether sections of a form are counted; a sign stands before each of them alike.
pub(super) fn counts(form: &str) -> bool {
    form.contains(PLACES)
}

/// The label of a section in a form. `numbers` are those of the sections around it and, last, its
/// own; they take the places of the form from its end.
pub(super) fn label(form: &str, numbers: &[usize]) -> String {
    let places = form.chars().filter(|character| PLACES.contains(character)).count();
    let mut numbers = numbers.iter().skip(numbers.len().saturating_sub(places));
    // A place for which there is no number stays as it is.
    let mut missing = places.saturating_sub(numbers.len());
    let mut label = String::new();
    for character in form.chars() {
        if !PLACES.contains(&character) || missing > 0 {
            missing -= usize::from(PLACES.contains(&character));
            label.push(character);
        } else if let Some(number) = numbers.next().copied() {
            match character {
                '一' => label.push_str(&chinese(number)),
                '①' => label.push_str(&circled(number)),
                _ => label.push_str(&number.to_string()),
            }
        }
    }
    label
}

/// A number in Chinese numerals: 一, 十二, 一百零五.
pub(crate) fn chinese(number: usize) -> String {
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
        let labels: Vec<String> = STANDARD.iter().map(|form| label(form, &[9, 3])).collect();
        assert_eq!(labels, ["三、", "（三）", "3.", "（3）", "③"]);
        assert_eq!(label("①", &[21]), "㉑");
        assert_eq!(label("①", &[51]), "（51）");
    }

    #[test]
    fn a_form_has_places_for_numbers() {
        assert_eq!(label("第一部分　", &[12]), "第十二部分　");
        assert_eq!(label("1.1", &[4, 2, 3]), "2.3");
        assert_eq!(label("1.1", &[3]), "1.3");
        assert_eq!(label("一.1）", &[2, 3]), "二.3）");
        assert_eq!(label("■", &[2]), "■");
        assert_eq!(label("", &[2]), "");
        assert!(counts("第一部分") && !counts("■") && !counts(""));
    }
}
