//! All that the library can say: every message in both languages, and the list of codes in
//! `docs/findings.md`, which `BLESS=1 cargo test --test messages` writes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{ErrorKind, Finding, Language, Message, Place, Severity};
use serde_json::Value;
use support::golden::Goldens;
use support::sentences::{Sentence, faults, repeated};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The names of keys and of values in files, which are the same in every language.
fn names() -> BTreeSet<String> {
    fn add(schema: &Value, names: &mut BTreeSet<String>) {
        match schema {
            Value::Object(fields) => {
                for (key, value) in fields {
                    match (key.as_str(), value) {
                        ("properties", Value::Object(keys)) => names.extend(keys.keys().cloned()),
                        ("const", Value::String(name)) => drop(names.insert(name.clone())),
                        ("enum", Value::Array(all)) => {
                            names.extend(all.iter().filter_map(Value::as_str).map(str::to_owned));
                        }
                        _ => {}
                    }
                    add(value, names);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| add(value, names)),
            _ => {}
        }
    }
    let mut names = BTreeSet::new();
    add(&bulletin::schema::bulletin().to_value(), &mut names);
    add(&bulletin::schema::theme().to_value(), &mut names);
    names
}

#[test]
fn every_message_is_sound_in_both_languages() {
    let names = names();
    let faults: Vec<String> =
        bulletin::catalogue().iter().flat_map(|message| faults(&**message, &names)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_code_has_one_meaning() {
    let all = bulletin::catalogue();
    assert_eq!(repeated(all.iter().map(|message| message.code())), Vec::<&str>::new());
    assert_eq!(repeated(["a.b", "a.c", "a.b"]), ["a.b"]);
}

/// Each set of messages that a module declares stands in the catalogue.
#[test]
fn every_set_of_messages_is_listed() {
    fn sets(folder: &Path, names: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sets(&path, names);
            } else if path.ends_with("messages.rs") {
                let text = fs::read_to_string(&path).unwrap();
                for set in text.split("messages! {").skip(1) {
                    let name = set.split_once("enum ").and_then(|(_, name)| name.split_once(' '));
                    names.push(name.unwrap().0.to_owned());
                }
            }
        }
    }
    let mut names = Vec::new();
    sets(&root().join("src"), &mut names);
    let catalogue = fs::read_to_string(root().join("src/catalogue.rs")).unwrap();
    names.retain(|name| !catalogue.contains(&format!("{name}::samples()")));
    assert_eq!(names, Vec::<String>::new());
}

#[test]
fn the_list_of_codes_is_that_of_the_library() {
    let bless = std::env::var_os("BLESS").is_some();
    Goldens::at(root().join("docs"), bless).check("findings.md", &document(&bulletin::catalogue()));
}

/// `docs/draft.md` has every directive, with its meaning.
#[test]
fn the_list_of_directives_is_that_of_the_library() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut list = String::from(
        "# Directives of drafts\n\n\
         A draft is what an office types: [`bulletin new`](../cli/README.md) writes one to start from. What\n\
         plain text cannot say, or would say differently, stands in a line that names outright what it is, such\n\
         as `\\副标题：`; `bulletin next` and `draft::print` write such lines where they need them. In them `\\n` is\n\
         a line feed, `\\s` a space at an end, `\\u{…}` any character and `\\\\` a backslash.\n\n\
         `bulletin help directives` shows this list, which `BLESS=1 cargo test --test messages` writes.\n\n\
         | | | |\n|---|---|---|\n",
    );
    for directive in bulletin::draft::directives() {
        let [english, chinese] =
            [Language::English, Language::Chinese].map(|language| directive.meaning(language));
        let _ = writeln!(list, "| `{directive}` | {english} | {chinese} |");
    }
    Goldens::at(root().join("docs"), bless).check("draft.md", &list);
}

/// `docs/findings.md`
fn document(catalogue: &[Box<dyn Message>]) -> String {
    let mut out = String::from(
        "# Findings and errors\n\n\
         All that the library can say, by code. A code, what it means and the names of its\n\
         arguments stay as they are from release to release; sentences may be said better. Places\n\
         (line, column, path in the model, file, page) come with each finding. This list is\n\
         written by `BLESS=1 cargo test --test messages`.\n\n\
         | severity | 中文 | |\n|---|---|---|\n\
         | note | 提示 | worth knowing |\n\
         | review | 请核对 | a person has to decide; a program never raises it to an error |\n\
         | warning | 疑问 | probably wrong, or not as the standard recommends |\n\
         | error | 错误 | certainly wrong, or against a requirement of the standard; its kind is `input` where none is named |\n",
    );
    let mut module = "";
    for message in catalogue {
        let code = message.code();
        let first = code.split('.').next().unwrap_or_default();
        if first != module {
            module = first;
            let _ = write!(out, "\n## {module}\n");
        }
        let kind = match (message.severity(), message.kind()) {
            (Severity::Error, kind) if kind != ErrorKind::Input => {
                format!(", kind {}", serde_json::to_value(kind).unwrap().as_str().unwrap())
            }
            _ => String::new(),
        };
        let _ = write!(out, "\n### `{code}` ({}{kind})\n\n", message.severity());
        let _ = writeln!(
            out,
            "{}\n",
            message.meaning().split_whitespace().collect::<Vec<_>>().join(" ")
        );
        for language in [Language::English, Language::Chinese] {
            let _ = writeln!(out, "- {}", said_of(&**message, language));
        }
    }
    out
}

/// An example of what a message says, and what to do.
fn said_of(message: &dyn Message, language: Language) -> String {
    let plain = |text: &str| {
        let mut plain = String::new();
        for character in text.chars() {
            if r"\`*_<>[]|#".contains(character) {
                plain.push('\\');
            }
            plain.push(character);
        }
        plain
    };
    let (stop, to_do) = match language {
        Language::Chinese => ("。", "**处理：**"),
        _ => (". ", "**To do:** "),
    };
    let sentence = plain(&Sentence(message, language).to_string());
    match message.hint(language) {
        Some(hint) => format!("{sentence}{stop}{to_do}{}{}", plain(&hint), stop.trim()),
        None => format!("{sentence}{}", stop.trim()),
    }
}

bulletin::messages! {
    /// Messages with nothing wrong.
    enum Sound {
        /// A row has too few cells.
        Cells = Error "table.cells" { cells: usize = 3, columns: usize = 4 }
        en "the row has {cells} cells for {columns} columns", "end it with 。"
        zh "本行有 {cells} 格，而表有 {columns} 栏", "末尾加“。”";

        /// A file cannot be written.
        Write = Error(Io) "docx.write-2" { file: String = "hall.png".into(), reason: String = "no space left".into() }
        en "“{file}” for “报：” cannot be written: {reason}"
        zh "“{file}”没有写成 DOCX 文件，改 masthead.title 或 UTF-8";
    }
}

bulletin::messages! {
    /// Messages with one thing wrong each, which their variant names.
    enum Faulty {
        /// Sound.
        Code = Note "Draft" {} en "a" zh "甲";
        /// Sound.
        CodeEnd = Note "draft.a-" {} en "a" zh "甲";
        ///
        Meaning = Note "faulty.a" {} en "a" zh "甲";
        /// No stop
        MeaningStop = Note "faulty.b" {} en "a" zh "甲";
        /// Sound.
        Hint = Note "faulty.c" {} en "a", "b" zh "甲";
        /// Sound.
        Review = Review "faulty.d" {} en "a" zh "甲";
        /// Sound.
        Stop = Note "faulty.e" {} en "a." zh "甲";
        /// Sound.
        ChineseStop = Note "faulty.f" {} en "a" zh "甲。";
        /// Sound.
        English = Note "faulty.g" {} en "a" zh "甲 row 乙";
        /// Sound.
        Type = Note "faulty.h" {} en "a" zh "应当是u8";
        /// Sound.
        EnglishHint = Note "faulty.i" {} en "a", "b" zh "甲", "改用 the 乙";
        /// Sound.
        Fragment = Note "faulty.j" { what: &'static str = "look-alike characters of it" }
        en "{what}" zh "甲（{what}）";
        /// Sound.
        Untranslated = Note "faulty.k" { what: String = "甲".into() } en "a {what}" zh "{what}";
        /// Sound.
        Chinese = Note "faulty.l" {} en "the 报头 is gone" zh "甲";
        /// Sound.
        ChineseMark = Note "faulty.m" {} en "a，b" zh "甲";
        /// Sound.
        Path = Note "faulty.n" { path: String = "sections[0]".into() } en "{path} is empty" zh "甲";
        /// Sound.
        Line = Note "faulty.o" { line: u32 = 3 } en "it is in line {line}" zh "甲";
        /// Sound.
        ChineseLine = Note "faulty.p" { line: u32 = 3 } en "a" zh "第 {line} 行是空的";
        /// Sound.
        Page = Note "faulty.q" { page: u32 = 3 } en "a" zh "第{page}页是空的";
        /// Sound.
        Template = Note "faulty.r" {} en "a {{0}}" zh "甲";
        /// Sound.
        Plural = Note "faulty.s" { cells: u32 = 3 } en "{cells} cell(s)" zh "甲";
        /// Sound.
        Narrow = Note "faulty.t" {} en "a" zh "甲,乙";
        /// Sound.
        Hidden = Note "faulty.u" {} en "a\u{202e}b" zh "甲";
        /// Sound.
        Blank = Note "faulty.v" {} en "" zh "甲";
    }
}

/// Each check lets pass what is sound and sees what is not.
#[test]
fn what_is_wrong_with_a_message_is_seen() {
    let names = names();
    for message in Sound::samples() {
        assert_eq!(faults(&message, &names), Vec::<String>::new());
    }
    for message in Faulty::samples() {
        assert_eq!(
            faults(&message, &names).len(),
            1,
            "{message:?}: {:?}",
            faults(&message, &names)
        );
    }
}

bulletin::messages! {
    /// What repeats words of the user.
    enum Repeating {
        /// Words.
        Words = Warning "repeating.words" { words: String = "甲".into(), other: String = "乙".into() }
        en "“{words}” and “{other}”", "delete “{words}”"
        zh "“{words}”和“{other}”", "删去“{words}”";
    }
}

/// Words of the user are not read as a template, and cannot command a terminal.
#[test]
fn words_of_the_user_are_shown_as_they_are() {
    let finding = |words: &str, other: &str| {
        let (words, other) = (words.to_owned(), other.to_owned());
        Finding::new(Repeating::Words { words, other }, Place::default())
    };
    for words in ["{0}", "{1}甲", "{}", "{words}", "{other:?}", "{{", "%s", "$1", "\\n", "“"] {
        let finding = finding(words, "{words}");
        assert_eq!(finding.message(Language::English), format!("“{words}” and “{{words}}”"));
        assert_eq!(finding.message(Language::Chinese), format!("“{words}”和“{{words}}”"));
        assert_eq!(finding.hint(Language::Chinese).unwrap(), format!("删去“{words}”"));
    }
    let hidden = "\u{1b}[31m\u{7}\r\n\u{9b}\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}\u{e0041}";
    for language in [Language::English, Language::Chinese] {
        let line = finding(hidden, "").line(language).to_string();
        assert!(!line.contains(|c: char| hidden.replace("[31m", "").contains(c)), "{line:?}");
        assert!(line.contains("\\u{1b}[31m\\u{7}\\r\\n"), "{line}");
    }
}

/// The document says of each code what it means, what is said and what to do.
#[test]
fn the_document_has_all_of_a_message() {
    let boxed = |message| Box::new(message) as Box<dyn Message>;
    let document = document(&Sound::samples().into_iter().map(boxed).collect::<Vec<_>>());
    let end = "\n## table\n\n### `table.cells` (error)\n\nA row has too few cells.\n\n\
               - the row has 3 cells for 4 columns. **To do:** end it with 。.\n\
               - 本行有 3 格，而表有 4 栏。**处理：**末尾加“。”。\n\
               \n## docx\n\n### `docx.write-2` (error, kind io)\n\n\
               A file cannot be written.\n\n\
               - “hall.png” for “报：” cannot be written: no space left.\n\
               - “hall.png”没有写成 DOCX 文件，改 masthead.title 或 UTF-8。\n";
    assert!(document.ends_with(end), "{document}");
}
