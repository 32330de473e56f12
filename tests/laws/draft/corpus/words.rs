//! How words are compared and found again: what a person sees as the same is the same.

/// Characters that OCR and copies of PDF files put for others, each with the real one.
pub(crate) const RADICALS: &[(char, char)] = &[
    ('⼀', '一'),
    ('⼆', '二'),
    ('⼈', '人'),
    ('⼊', '入'),
    ('⼋', '八'),
    ('⼒', '力'),
    ('⼗', '十'),
    ('⼝', '口'),
    ('⼟', '土'),
    ('⼤', '大'),
    ('⼥', '女'),
    ('⼦', '子'),
    ('⼩', '小'),
    ('⼭', '山'),
    ('⼯', '工'),
    ('⼰', '己'),
    ('⼲', '干'),
    ('⼴', '广'),
    ('⼼', '心'),
    ('⼾', '户'),
    ('⼿', '手'),
    ('⽀', '支'),
    ('⽂', '文'),
    ('⽅', '方'),
    ('⽇', '日'),
    ('⽉', '月'),
    ('⽊', '木'),
    ('⽌', '止'),
    ('⽐', '比'),
    ('⽓', '气'),
    ('⽔', '水'),
    ('⽕', '火'),
    ('⽣', '生'),
    ('⽤', '用'),
    ('⽥', '田'),
    ('⽩', '白'),
    ('⽬', '目'),
    ('⽰', '示'),
    ('⽴', '立'),
    ('⽼', '老'),
    ('⾃', '自'),
    ('⾄', '至'),
    ('⾏', '行'),
    ('⾛', '走'),
    ('⾜', '足'),
    ('⾦', '金'),
    ('⾯', '面'),
    ('⾷', '食'),
    ('⾼', '高'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻛', '风'),
    ('⻋', '车'),
    ('⻅', '见'),
];

/// Words without what two careful typists may do differently: blanks, and the width of marks and
/// dashes. Letters, digits and Chinese characters are compared as they are.
pub(crate) fn same(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).map(mark).collect()
}

fn mark(character: char) -> char {
    match character {
        '，' => ',',
        '。' => '.',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '！' => '!',
        '？' => '?',
        '％' => '%',
        '“' | '”' | '＂' => '"',
        '—' | '–' | '－' | '─' | '―' | '~' | '～' => '-',
        other => other,
    }
}

/// As [`same`], and blind to damage that does not keep a person from reading: to find words again.
pub(crate) fn loose(character: char) -> Option<char> {
    let character = match character {
        '\u{FF10}'..='\u{FF5A}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => RADICALS.iter().find(|(radical, _)| *radical == other).map_or(other, |it| it.1),
    };
    match mark(character) {
        'l' | 'I' => Some('1'),
        'O' | 'o' | '〇' => Some('0'),
        '*' | '#' | '>' | '|' | '`' | '│' | '\u{200B}' | '\u{FEFF}' => None,
        c if c.is_whitespace() => None,
        c => Some(c),
    }
}

/// A draft in which words can be found again.
pub(crate) struct Finder {
    /// Its lines as they are compared.
    own: Vec<String>,
    text: Vec<char>,
    /// The line of each character, from 1.
    lines: Vec<u32>,
}

impl Finder {
    pub(crate) fn new(draft: &str) -> Finder {
        let (mut text, mut lines) = (Vec::new(), Vec::new());
        // A person reads past the number of a page.
        let page = |line: &str| {
            let marks = line.trim().trim_matches(['-', '—', ' ']);
            line.trim().starts_with(['-', '—'])
                && !marks.is_empty()
                && marks.chars().all(|c| c.is_ascii_digit())
        };
        for (number, line) in (1..).zip(draft.lines()).filter(|(_, line)| !page(line)) {
            for character in entities(line).chars().filter_map(loose) {
                text.push(character);
                lines.push(number);
            }
        }
        Finder { own: draft.lines().map(same).collect(), text, lines }
    }

    /// The lines that hold words as they are, markup too.
    pub(crate) fn lines_with(&self, words: &str) -> Vec<(u32, u32)> {
        let words = same(words);
        let lines = (1..).zip(&self.own).filter(|(_, line)| line.contains(&words));
        lines.map(|(number, _)| (number, number)).collect()
    }

    /// The first and the last line of each place where words stand, which may be long ones that a page
    /// number or a note of the damage interrupts: their beginning and their end are looked for.
    pub(crate) fn find(&self, words: &str) -> Vec<(u32, u32)> {
        let words: Vec<char> = words.chars().filter_map(loose).collect();
        let Some(head) = words.get(..words.len().min(10)).filter(|head| !head.is_empty()) else {
            return Vec::new();
        };
        let tail = words.get(words.len().saturating_sub(6)..).unwrap_or_default();
        let mut found = Vec::new();
        for start in self.places(head, 0, self.text.len()) {
            let from = start + head.len().min(words.len().saturating_sub(tail.len()));
            let to = (start + words.len() + 40).min(self.text.len());
            let end = self.places(tail, from, to).next().map(|at| at + tail.len() - 1);
            let end = end.unwrap_or(start + head.len() - 1);
            if let (Some(first), Some(last)) = (self.lines.get(start), self.lines.get(end)) {
                found.push((*first, *last));
            }
        }
        found
    }

    fn places<'a>(
        &'a self,
        words: &'a [char],
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = usize> + 'a {
        let windows = self.text.get(from..to).unwrap_or_default().windows(words.len().max(1));
        windows.enumerate().filter(move |(_, it)| *it == words).map(move |(at, _)| from + at)
    }
}

/// A line with its HTML entities as the characters they stand for.
pub(crate) fn entities(line: &str) -> String {
    let known = [
        ("&nbsp;", " "),
        ("&emsp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&middot;", "·"),
        ("&#12288;", " "),
        ("&#160;", " "),
        ("&ensp;", " "),
    ];
    known.iter().fold(line.to_owned(), |line, (name, character)| line.replace(name, character))
}
