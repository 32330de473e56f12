//! What word processors and OCR do to a draft. Each damage is one that a person reads past; where it
//! strikes follows from the name of the draft alone.

use super::words::{RADICALS, entities};

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn of(name: &str) -> Chance {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Chance(hash)
    }

    /// Whether it is so this time, in that many of a hundred.
    fn of_hundred(&mut self, share: u64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 24) % 100 < share
    }
}

/// The labels that open a paragraph or heading, with the mark behind them.
fn label(line: &str) -> Option<(&str, &str)> {
    let end = line.char_indices().take(6).find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let inner = line.get(..at)?.trim_start_matches(['（', '(']);
        let bracketed = line.starts_with(['（', '(']);
        let numeral = !inner.is_empty()
            && inner.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let closes = if bracketed { "）)".contains(c) } else { "、.．".contains(c) };
        (numeral && closes).then_some(end)
    })?;
    // 2.5 is a number.
    let behind = line.get(end..)?;
    (!behind.starts_with(|c: char| c.is_ascii_digit())).then(|| line.split_at(end))
}

fn is_row(line: &str) -> bool {
    line.contains('\t') || line.trim_start().starts_with('|')
}

/// Breaks a line behind that many characters, never within a number or a word of letters.
fn wrapped(line: &str, measure: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut count = 0;
    let mut before = ' ';
    let mut entity = false;
    for character in line.chars() {
        // What an entity stands for is one character wide.
        entity = character == '&' || entity && before != ';';
        let within = before.is_ascii_graphic() && character.is_ascii_graphic();
        let closes = "，。；：、）”》】％%,.;:)—".contains(character);
        if count >= measure && !within && !closes && before != '—' {
            lines.push(String::new());
            count = 0;
        }
        if let Some(last) = lines.last_mut() {
            last.push(character);
        }
        count += usize::from(!entity || character == '&');
        before = character;
    }
    lines
}

/// As it comes out of a word processor: each paragraph with an empty line behind it, blanks of all
/// kinds, tabs behind numbers, some paragraphs broken, signs of lists, numbers of pages.
pub(crate) fn pasted(name: &str, draft: &str) -> String {
    let mut chance = Chance::of(name);
    let mut out = String::new();
    let (mut count, mut page) = (0, 1);
    let lines: Vec<&str> = draft.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let next_is_row = lines.get(index + 1).is_some_and(|next| is_row(next));
        if line.trim().is_empty() {
            continue;
        }
        if is_row(line) {
            out.push_str(line);
            out.push_str(if next_is_row { "\n" } else { "\n\n" });
            continue;
        }
        let mut words = (*line).to_owned();
        if let Some((label, behind)) = label(line) {
            let blank = match () {
                () if chance.of_hundred(35) => "\t",
                () if chance.of_hundred(20) => "\t\t",
                () if chance.of_hundred(30) => "\u{A0}",
                () => "",
            };
            words = format!("{label}{blank}{}", behind.trim_start());
        } else if let Some(behind) = line.strip_prefix(['●', '◆']) {
            let sign = if chance.of_hundred(50) { '\u{F06C}' } else { '●' };
            words = format!("{sign}\t{}", behind.trim_start());
        }
        if chance.of_hundred(15) {
            words = words.replace("，", "， ");
        }
        if chance.of_hundred(25) {
            words = words.replace(' ', "\u{A0}").replace('　', "  ");
        }
        let long = words.chars().count() > 40;
        if long {
            out.push_str(if chance.of_hundred(50) { "　　" } else { "    " });
        }
        let lines = if long && chance.of_hundred(40) { wrapped(&words, 38) } else { vec![words] };
        count += lines.len();
        out.push_str(&lines.join("\n"));
        out.push_str("\n\n");
        if count >= 20 {
            out.push_str(&format!("- {page} -\n\n"));
            page += 1;
            count = 0;
        }
    }
    out
}

/// As OCR reads a page: lines as they were printed, without empty ones; blanks inside words and dates,
/// radicals for characters, letters for digits, wide digits, narrow marks, drawn tables, page numbers.
pub(crate) fn ocr(name: &str, draft: &str) -> String {
    let mut chance = Chance::of(name);
    let mut out: Vec<String> = Vec::new();
    let mut page = 1;
    // A page shows what entities stand for, and a tab behind a label as a blank.
    let draft = entities(draft);
    let tabbed = |line: &str| match label(line) {
        Some((label, behind)) => format!("{label}{}", behind.replace('\t', " ")),
        None => line.to_owned(),
    };
    let lines: Vec<String> =
        draft.lines().filter(|line| !line.trim().is_empty()).map(tabbed).collect();
    let is_tabbed = |line: Option<&String>| line.is_some_and(|line| line.contains('\t'));
    let mut index = 0;
    let mut on_page = 0;
    while let Some(line) = lines.get(index) {
        if is_tabbed(lines.get(index)) && is_tabbed(lines.get(index + 1)) {
            let end = (index..lines.len()).find(|at| !is_tabbed(lines.get(*at)));
            let rows = lines.get(index..end.unwrap_or(lines.len())).unwrap_or_default();
            out.extend(drawn(rows));
            index += rows.len();
            continue;
        }
        index += 1;
        if line.trim_start().starts_with('|') {
            out.push((*line).to_owned());
            continue;
        }
        let indent = label(line).is_some() || line.ends_with('。') && line.chars().count() > 20;
        let words = damaged(line.trim_start(), &mut chance, index <= 4);
        // What stands apart on one line was printed on one line.
        let apart = words.contains("　　") || words.contains("    ");
        let measure = if apart { usize::MAX } else { 29 };
        let words = if indent && index > 3 { format!("　　{words}") } else { words };
        for line in wrapped(&words, measure) {
            out.push(line);
            on_page += 1;
            if on_page == 22 {
                out.push(format!("— {page} —"));
                page += 1;
                on_page = 0;
            }
        }
    }
    out.join("\n") + "\n"
}

/// Rows with drawn lines around them.
fn drawn(rows: &[String]) -> Vec<String> {
    let columns = rows.iter().map(|row| row.split('\t').count()).max().unwrap_or(1);
    let rule = |left: &str, middle: &str, right: &str| {
        format!("{left}{}{right}", vec!["────"; columns].join(middle))
    };
    let mut lines = vec![rule("┌", "┬", "┐")];
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            lines.push(rule("├", "┼", "┤"));
        }
        let mut cells: Vec<&str> = row.split('\t').collect();
        cells.resize(columns, "");
        lines.push(format!("│ {} │", cells.join(" │ ")));
    }
    lines.push(rule("└", "┴", "┘"));
    lines
}

/// The characters of a line as OCR has them.
fn damaged(line: &str, chance: &mut Chance, masthead: bool) -> String {
    let radicals = chance.of_hundred(45);
    let wide = chance.of_hundred(25);
    let narrow = chance.of_hundred(30);
    let spaced_dates = chance.of_hundred(50);
    let spread = masthead && line.chars().count() <= 6 && chance.of_hundred(60);
    let characters: Vec<char> = line.chars().collect();
    let mut out = String::new();
    for (at, &character) in characters.iter().enumerate() {
        let next = characters.get(at + 1).copied();
        let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut written = character;
        if radicals && chance.of_hundred(60) {
            written = RADICALS.iter().find(|it| it.1 == character).map_or(written, |it| it.0);
        }
        if narrow {
            written = match character {
                '，' => ',',
                '；' => ';',
                '：' => ':',
                '（' => '(',
                '）' => ')',
                other => other,
            }
        }
        if character.is_ascii_digit() {
            // One look-alike between two digits of a longer number.
            let inside = digit(before) && digit(next) && !line.contains("http");
            if inside && matches!(character, '0' | '1') && chance.of_hundred(25) {
                written = if character == '0' { 'O' } else { 'l' };
            } else if wide {
                written = char::from_u32(u32::from(character) + 0xFEE0).unwrap_or(character);
            }
        }
        let date = "年月日".contains(character) && digit(before)
            || character.is_ascii_digit() && before.is_some_and(|c| "年月".contains(c));
        if spaced_dates && date && !out.is_empty() {
            out.push(' ');
        }
        out.push(written);
        let ideograph = |c: Option<char>| c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        let inner = ideograph(Some(character)) && ideograph(next);
        if spread && next.is_some() || inner && chance.of_hundred(2) {
            out.push(' ');
        }
    }
    out
}
