//! The corpus of untidy drafts: twenty-two kinds of bulletin, each in six states from clean to mixed, with
//! the facts that a person takes from it. `corpus/README.md` says how it is made and counted.

mod facts;
mod mutate;
mod view;
mod words;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Finding, Severity, draft};

use crate::support;
use facts::{Fact, Verdict};
use view::View;
use words::Finder;

/// The states of a draft, from clean to mixed.
const VARIETIES: [&str; 6] = ["clean", "pasted", "ocr", "markdown", "oa", "mixed"];

/// What the reader has reached: of a thousand facts those that are right, at least, and how many may be
/// wrong in silence. These may only rise and fall, in this order; the goal is 980 and 0.
const FLOORS: [(&str, usize, usize); 6] = [
    ("clean", 1000, 0),
    ("pasted", 1000, 0),
    ("ocr", 1000, 0),
    ("markdown", 1000, 0),
    ("oa", 1000, 0),
    ("mixed", 996, 0),
];

/// How far from the words of a fact a warning may stand and still speak of it, in lines.
const NEAR: u32 = 2;

/// A draft with its facts.
struct Sample {
    kind: String,
    variety: String,
    /// The varieties that are in it: itself, or those that are mixed.
    parts: Vec<String>,
    text: String,
}

/// A kind of bulletin.
struct Kind {
    facts: Vec<Fact>,
    drafts: Vec<Sample>,
}

fn folder(name: &str) -> PathBuf {
    support::root().join("tests/laws/draft/corpus").join(name)
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The kinds of a folder. What is not written by hand is made of what is, where that is asked for.
fn kinds(name: &str, made: bool) -> Vec<Kind> {
    let shared = fs::read_to_string(folder("varieties.txt")).unwrap();
    folders(&folder(name)).iter().map(|path| kind(path, &shared, made)).collect()
}

fn kind(path: &Path, shared: &str, made: bool) -> Kind {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let read = |file: &str| fs::read_to_string(path.join(file)).ok();
    let own = facts::read(&read("facts.txt").unwrap());
    let mut facts = own.unwrap_or_else(|fault| panic!("{name}: {fault}"));
    facts.extend(facts::read(shared).unwrap());
    let draft = |variety: &str| {
        let own = read(&format!("{variety}.txt"));
        let (text, parts) = match own {
            Some(text) => (text, vec![variety.to_owned()]),
            None if made => make(&name, variety, &read)?,
            None => return None,
        };
        Some(Sample { kind: name.clone(), variety: variety.to_owned(), parts, text })
    };
    let drafts = VARIETIES.iter().filter_map(|variety| draft(variety)).collect();
    Kind { facts, drafts }
}

/// A draft of what is written by hand, and the varieties that are in it.
fn make(
    name: &str,
    variety: &str,
    read: &impl Fn(&str) -> Option<String>,
) -> Option<(String, Vec<String>)> {
    let hand = |variety: &str| read(&format!("{variety}.txt"));
    let seed = format!("{name}.{variety}");
    let mix = name.bytes().fold(0, |mix, byte| (mix * 3 + usize::from(byte)) % 65521) % 4;
    let (text, parts) = match (variety, mix) {
        ("pasted", _) => (mutate::pasted(&seed, &hand("clean")?), vec!["pasted"]),
        ("ocr", _) => (mutate::ocr(&seed, &hand("clean")?), vec!["ocr"]),
        ("mixed", 0) => (mutate::ocr(&seed, &hand("oa")?), vec!["ocr", "oa"]),
        ("mixed", 1) => (mutate::pasted(&seed, &hand("oa")?), vec!["pasted", "oa"]),
        ("mixed", 2) => {
            let pasted = mutate::pasted(&seed, &hand("clean")?);
            (mutate::ocr(&seed, &pasted), vec!["ocr", "pasted"])
        }
        ("mixed", _) => (mutate::pasted(&seed, &hand("markdown")?), vec!["pasted", "markdown"]),
        _ => return None,
    };
    Some((text, parts.into_iter().map(str::to_owned).collect()))
}

/// Facts counted.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    warned: usize,
    silent: usize,
}

impl Score {
    fn all(self) -> usize {
        self.right + self.warned + self.silent
    }

    /// Of a thousand, rounded down.
    fn share(self) -> usize {
        self.right * 1000 / self.all().max(1)
    }

    fn with(self, other: Score) -> Score {
        Score {
            right: self.right + other.right,
            warned: self.warned + other.warned,
            silent: self.silent + other.silent,
        }
    }

    fn row(self, name: &str) -> String {
        let (whole, tenth) = (self.share() / 10, self.share() % 10);
        let Score { right, warned, silent } = self;
        let all = self.all();
        format!("{name:<10}{all:>7}{right:>7}{whole:>6}.{tenth}{warned:>8}{silent:>8}\n")
    }
}

const HEAD: &str = "           facts  right     %  warned  silent\n";

/// Whether a warning or a question stands near one of these places.
fn is_warned(findings: &[Finding], places: &[(u32, u32)]) -> bool {
    let serious = findings.iter().filter(|it| it.severity() >= Severity::Review);
    let mut lines = serious.flat_map(Finding::places).filter_map(bulletin::Place::line);
    lines.any(|line| {
        places.iter().any(|(first, last)| {
            (first.saturating_sub(NEAR)..=last.saturating_add(NEAR)).contains(&line)
        })
    })
}

/// Judges a draft; writes what is wrong of it.
fn judge(sample: &Sample, facts: &[Fact], wrong: &mut String) -> Score {
    let read = draft::parse(&sample.text);
    let finder = Finder::new(&sample.text);
    let mut score = Score::default();
    let mut facts = facts.iter().filter(|fact| fact.is_of(&sample.parts, &finder));
    let view = match View::of(&read.bulletin) {
        Ok(view) => view,
        Err(error) => {
            let _ = writeln!(wrong, "{}.{} is not printed: {error}", sample.kind, sample.variety);
            // Somebody is told, but of nothing that the draft says.
            score.silent = facts.count();
            return score;
        }
    };
    for fact in &mut facts {
        let Verdict::Wrong(said) = fact.verdict(&read.bulletin, &view) else {
            score.right += 1;
            continue;
        };
        let mut places = fact.places(&finder);
        // A wrong value concerns the place where it came from as well.
        let words = said.split(" / ").chain(said.split_once(' ').map(|(_, words)| words));
        for words in words.filter(|words| words.chars().count() > 2) {
            places.extend(finder.find(words));
        }
        let warned = is_warned(&read.findings, &places);
        if warned {
            score.warned += 1
        } else {
            score.silent += 1
        }
        let how = if warned { "warned" } else { "silent" };
        let said = said.replace('\n', "⏎");
        let (kind, variety) = (&sample.kind, &sample.variety);
        let _ = writeln!(wrong, "{kind}.{variety} {how}: {fact} ← {said}");
    }
    score
}

/// The score of the drafts of a folder by variety, and what is wrong of them.
fn score(kinds: &[Kind]) -> (Vec<(&'static str, Score)>, String) {
    let mut scores = VARIETIES.map(|variety| (variety, Score::default()));
    let mut wrong = String::new();
    for kind in kinds {
        for sample in &kind.drafts {
            let one = judge(sample, &kind.facts, &mut wrong);
            for (_, score) in scores.iter_mut().filter(|it| it.0 == sample.variety) {
                *score = score.with(one);
            }
        }
    }
    (scores.to_vec(), wrong)
}

fn table(scores: &[(&str, Score)]) -> String {
    let rows: String = scores.iter().map(|(name, score)| score.row(name)).collect();
    let all = scores.iter().fold(Score::default(), |all, (_, score)| all.with(*score));
    format!("{HEAD}{rows}{}", all.row("all"))
}

/// Compares with a file, or writes it.
fn held(file: &str, text: &str, faults: &mut Vec<String>) {
    let path = folder(file);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let missing = |from: &str, of: &str| -> Vec<String> {
        let of: Vec<&str> = of.lines().collect();
        let lines = from.lines().filter(|line| !of.contains(line));
        lines.take(40).map(str::to_owned).collect()
    };
    if known != text {
        let (gone, new) = (missing(&known, text), missing(text, &known));
        faults.push(format!(
            "{file} is not as it was (BLESS=1 writes it):\n- {}\n+ {}",
            gone.join("\n- "),
            new.join("\n+ ")
        ));
    }
}

#[test]
fn the_corpus_is_read_as_well_as_before() {
    let kinds = kinds("kinds", true);
    let drafts: usize = kinds.iter().map(|kind| kind.drafts.len()).sum();
    assert!(kinds.len() >= 20 && drafts >= 120, "{} kinds, {drafts} drafts", kinds.len());
    let (scores, wrong) = score(&kinds);
    let shown = table(&scores);
    println!("{shown}");
    let mut faults = Vec::new();
    held("score.txt", &shown, &mut faults);
    held("wrong.txt", &wrong, &mut faults);
    for ((name, score), (floor, share, silent)) in scores.iter().zip(FLOORS) {
        assert_eq!(*name, floor);
        if score.share() < share || score.silent > silent {
            let row = score.row(name);
            faults.push(format!("below the floor of {share} ‰ and {silent} silent:\n{row}"));
        }
    }
    assert!(faults.is_empty(), "{}\n{shown}", faults.join("\n"));
}

/// The third that somebody writes who has not read the code; its score is held apart.
#[test]
fn the_held_out_corpus_is_read_as_well_as_before() {
    let kinds = kinds("held_out", false);
    if kinds.is_empty() {
        return;
    }
    let (scores, wrong) = score(&kinds);
    let shown = table(&scores);
    println!("{shown}");
    let mut faults = Vec::new();
    held("held_out/score.txt", &shown, &mut faults);
    held("held_out/wrong.txt", &wrong, &mut faults);
    assert!(faults.is_empty(), "{}\n{shown}", faults.join("\n"));
}

/// A fact that a draft does not say would be wrong for every reader.
#[test]
fn every_draft_says_its_facts() {
    let mut faults = String::new();
    for kind in kinds("kinds", true).iter().chain(&kinds("held_out", false)) {
        for sample in &kind.drafts {
            let finder = Finder::new(&sample.text);
            for fact in kind.facts.iter().filter(|fact| fact.is_of(&sample.parts, &finder)) {
                if !fact.is_said(&finder) {
                    let _ = writeln!(faults, "{}.{}: {fact}", sample.kind, sample.variety);
                }
            }
        }
    }
    assert!(faults.is_empty(), "no words say\n{faults}");
}

/// Writes the drafts that are made, to look at them: `SHOW=folder`.
#[test]
fn made_drafts_can_be_looked_at() {
    let Some(folder) = std::env::var_os("SHOW").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).unwrap();
    for sample in kinds("kinds", true).iter().flat_map(|kind| &kind.drafts) {
        let name = format!("{}.{}.txt", sample.kind, sample.variety);
        fs::write(folder.join(name), &sample.text).unwrap();
    }
}

#[test]
fn the_judge_can_tell_right_from_wrong() {
    let sample = |text: &str| Sample {
        kind: "test".into(),
        variety: "clean".into(),
        parts: vec!["clean".into()],
        text: text.to_owned(),
    };
    let facts = facts::read(
        "name = 工作简报\nissue = 3\ndate = 2025-01-02\nheading 1 = 情况\nheading 2 = 情况\n\
         paragraph = 全县办件12件。\nunder 情况 = 办件\nabsent = 第2页\nabsent = 办件\ntitle = none",
    )
    .unwrap();
    let mut wrong = String::new();
    let text = "工作简报\n第3期\n某县政府办 2025年1月2日\n\n一、情况\n\n全县办件12件。\n";
    let score = judge(&sample(text), &facts, &mut wrong);
    assert_eq!((score.right, score.warned, score.silent), (7, 0, 2), "{wrong}");
    assert!(wrong.contains("heading 2 = 情况") && wrong.contains("absent = 办件"), "{wrong}");
    assert!(facts::read("nome = 甲").is_err() && facts::read("name 甲").is_err());
    // What a person is told of is not silent.
    let told = [Finding::new(Told::Told {}, bulletin::Place::at(9, 1))];
    assert!(is_warned(&told, &[(7, 7)]) && !is_warned(&told, &[(6, 6), (12, 14)]));
}

bulletin::messages! {
    enum Told {
        /// A warning.
        Told = Warning "test.told" {} en "a" zh "甲";
    }
}
