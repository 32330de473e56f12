//! A check that what was said is Chinese: no English word outside of quotations, excerpts of the
//! input, codes, names of files, options, keys and formats.

use std::collections::BTreeSet;

use super::sandbox::{Said, Sandbox};

/// Names that are the same in every language: of formats, of values and units in them, and that of
/// the command.
const NAMES: [&str; 28] = [
    "#FF0000", "DOCX", "PDF", "JSON", "TOML", "YAML", "PNG", "SVG", "JPEG", "Markdown", "Base64",
    "UTF-8", "UTF-16", "UTF-32", "GB", "Schema", "OpenType", "TrueType", "true", "false", "MB",
    "mm", "pt", "cm", "em", "twip", "emu", "bulletin",
];

/// Names of fonts that are not ASCII alone, or have blanks.
const FONTS: [&str; 3] = ["仿宋_GB2312", "楷体_GB2312", "Times New Roman"];

/// Words that options take and names of commands, as they are said of wrong arguments.
const CHOICES: [&str; 28] = [
    "docx",
    "pdf",
    "svg",
    "png",
    "draft",
    "json",
    "toml",
    "yaml",
    "text",
    "error",
    "warning",
    "never",
    "theme",
    "render",
    "parse",
    "next",
    "schema",
    "fonts",
    "themes",
    "gbt9704",
    "weekly",
    "information",
    "special-report",
    "flash",
    "monthly",
    "circular",
    "congress",
    "institution",
];

/// Everything that runs of the command have said, held to be Chinese.
pub(crate) struct Listener {
    pub(crate) sandbox: Sandbox,
    /// Names of keys, from the schemas.
    keys: BTreeSet<String>,
    /// The codes that were said.
    pub(crate) codes: BTreeSet<String>,
    /// What was not Chinese.
    faults: BTreeSet<String>,
}

impl Listener {
    pub(crate) fn new() -> Listener {
        let sandbox = Sandbox::new();
        let mut keys = BTreeSet::new();
        for of in ["bulletin", "theme"] {
            let schema = sandbox.run(&["schema", of]).with(0, &[]).out;
            collect(&serde_json::from_str(&schema).unwrap(), &mut keys);
        }
        Listener { sandbox, keys, codes: BTreeSet::new(), faults: BTreeSet::new() }
    }

    /// Runs the command in Chinese and checks what it says on standard error, which must be
    /// something.
    #[track_caller]
    pub(crate) fn hear(&mut self, arguments: &[&str]) {
        let said = self.sandbox.in_chinese(arguments);
        assert!(!said.err.is_empty(), "{arguments:?} says nothing: {said:?}");
        self.check(arguments, &said);
    }

    /// Checks what a run has said.
    pub(crate) fn check(&mut self, arguments: &[&str], said: &Said) {
        for line in said.err.lines().filter(|line| !is_excerpt(line)) {
            let words = self.foreign(line, arguments);
            if !words.is_empty() {
                self.faults.insert(format!("{words:?} in: {line}"));
            }
        }
    }

    /// Fails when a word was not Chinese, or an expected code was not said.
    #[track_caller]
    pub(crate) fn judge(self, codes: &[&str]) {
        let faults: Vec<_> = self.faults.into_iter().collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let silent: Vec<_> = codes.iter().filter(|code| !self.codes.contains(**code)).collect();
        assert!(silent.is_empty(), "not said: {silent:?}, but {:?}", self.codes);
    }

    /// The English words of a line.
    fn foreign(&mut self, line: &str, arguments: &[&str]) -> Vec<String> {
        // The code stands at the end.
        let (line, code) = match line.rsplit_once(" [") {
            Some((before, code)) if code.ends_with(']') => (before, code.trim_end_matches(']')),
            _ => (line, ""),
        };
        if !code.is_empty() {
            self.codes.insert(code.to_owned());
        }
        let of_usage = code.starts_with("usage.") || line.starts_with("查看用法：");
        let whole = line;
        let mut line = without_quotations(line);
        for font in FONTS {
            line = line.replace(font, "");
        }
        for name in self.sandbox.names().iter().filter(|name| !name.is_ascii()) {
            line = line.replace(name, "");
        }
        let quoted = |word: &str| whole.contains(&format!("“{word}”"));
        let mut words = Vec::new();
        // Words with what clings to them: `--out`, `weekly.txt:2:1`, `sections[0].blocks`.
        for word in line.split(|c: char| !c.is_ascii_graphic() || "<>(),;".contains(c)) {
            let word = word.trim_matches(|c: char| ":`'\"".contains(c));
            let known = word.starts_with("U+")
                || is_measure(word)
                || word.starts_with('-')
                || NAMES.contains(&word)
                || (of_usage && CHOICES.contains(&word))
                || arguments.contains(&word)
                || self.is_file(word)
                || self.is_path(word, quoted);
            if !known && has_english(word) {
                words.push(word.to_owned());
            }
        }
        words
    }

    /// Whether a word is a file of the sandbox or an absolute path, perhaps with line and column; or
    /// an ending.
    fn is_file(&self, word: &str) -> bool {
        let name = word.split(':').next().unwrap_or(word);
        word.starts_with('/')
            || [".txt", ".md", ".json", ".toml", ".yaml"].contains(&word)
            || (!name.is_empty() && self.sandbox.path(name).symlink_metadata().is_ok())
            || [".docx", ".pdf", ".png", ".txt"].iter().any(|ending| name.ends_with(ending))
    }

    /// Whether a word is a key, or a path of keys; one that is not known is quoted too.
    fn is_path(&self, word: &str, quoted: impl Fn(&str) -> bool) -> bool {
        word.split(['.', '[', ']']).all(|part| {
            let index = part.bytes().all(|byte| byte.is_ascii_digit());
            index || self.keys.contains(part) || quoted(part)
        })
    }
}

/// A number with a unit in the notation of themes: `16pt`.
fn is_measure(word: &str) -> bool {
    let number = ["mm", "pt", "twip", "emu"].iter().find_map(|unit| word.strip_suffix(unit));
    number.is_some_and(|number| number.parse::<f64>().is_ok())
}

/// A line of the input with its number, or the marker under it.
fn is_excerpt(line: &str) -> bool {
    let digits = |text: &str| text.trim().bytes().all(|byte| byte.is_ascii_digit());
    line.starts_with("  ") && line.split_once(" |").is_some_and(|(number, _)| digits(number))
}

/// A line without what stands between “ and ”.
fn without_quotations(line: &str) -> String {
    let mut depth = 0_usize;
    let mut rest = String::new();
    for character in line.chars() {
        match character {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(character),
            _ => {}
        }
    }
    rest
}

/// Whether two letters stand side by side.
fn has_english(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_alphabetic))
}

/// The names of properties and of choices.
fn collect(schema: &serde_json::Value, keys: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(members) => {
            for (name, value) in members {
                match (name.as_str(), value) {
                    ("properties", serde_json::Value::Object(properties)) => {
                        keys.extend(properties.keys().cloned());
                    }
                    ("enum", serde_json::Value::Array(choices)) => {
                        keys.extend(
                            choices.iter().filter_map(|word| word.as_str()).map(str::to_owned),
                        );
                    }
                    ("const", serde_json::Value::String(word)) => {
                        keys.insert(word.clone());
                    }
                    _ => {}
                }
                collect(value, keys);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        _ => {}
    }
}

#[test]
fn an_english_word_is_heard() {
    let mut listener = Listener::new();
    for (line, words) in [
        ("weekly.txt:2:1: 疑问：没有“the head” [draft.head]", &[][..]),
        ("错误：masthead.title：是 string，应当是文字", &["string"]),
        ("错误：expected a string", &["expected", "string"]),
        ("error: 没有", &["error"]),
        ("错误：可以是：docx、error [usage.choice]", &[]),
        ("查看用法：bulletin render --help", &[]),
        ("错误：加 --force，或存成 JSON", &[]),
        ("错误：unknown.title：无", &["unknown.title"]),
        ("错误：masthead.unknown：没有“unknown”", &[]),
        ("“甲“the”乙” is read", &["is", "read"]),
    ] {
        assert_eq!(listener.foreign(line, &[]), words, "{line}");
    }
    assert!(listener.codes.contains("draft.head"));
    assert!(
        is_excerpt("  12 | the line") && is_excerpt("     | ^") && !is_excerpt("  hint: a | b")
    );
}
