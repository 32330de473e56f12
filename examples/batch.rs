//! Many bulletins on several threads, which share one set of fonts: the results stand in the order
//! of the inputs and are the same, byte for byte, whatever the number of threads. One that fails
//! stops no other.
//!
//! `cargo run --release --example batch [FOLDER] [--zh]` writes twelve bulletins into the folder,
//! `out/` by default, and lists what was noticed with the name of each input, in Chinese with
//! `--zh`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use bulletin::{Bulletin, Error, Finding, Fonts, Issue, Language, Theme};

/// What a program returns that can fail in several ways.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The files of one bulletin, and what was noticed.
#[derive(Debug, PartialEq)]
pub struct Files {
    docx: Vec<u8>,
    pdf: Vec<u8>,
    findings: Vec<Finding>,
}

fn main() -> Outcome<()> {
    let (options, folders): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let chinese = options.iter().any(|option| option == "--zh");
    let language = if chinese { Language::Chinese } else { Language::English };
    let folder = folders.first().map_or_else(|| PathBuf::from("out"), PathBuf::from);
    for line in run(&folder, language)? {
        println!("{line}");
    }
    Ok(())
}

/// Writes all bulletins and returns what there is to say of them.
///
/// # Errors
/// When a file cannot be written or the number of threads makes a difference.
pub fn run(folder: &Path, language: Language) -> Outcome<Vec<String>> {
    fs::create_dir_all(folder)?;
    let (inputs, theme, fonts) = (inputs(), Theme::gbt9704(), Fonts::embedded());
    let made = make_all(&inputs, &theme, &fonts, 2);
    if made != make_all(&inputs, &theme, &fonts, 1) {
        return Err("one thread gives other files than two".into());
    }

    let mut said = Vec::new();
    for ((name, _), made) in inputs.iter().zip(made) {
        // An error is shown as a finding is.
        let findings = match made {
            Ok(files) => {
                fs::write(folder.join(format!("{name}.docx")), files.docx)?;
                fs::write(folder.join(format!("{name}.pdf")), files.pdf)?;
                files.findings
            }
            Err(error) => vec![error.into()],
        };
        said.extend(findings.iter().map(|finding| format!("{name}: {}", finding.line(language))));
    }
    Ok(said)
}

/// Makes the files of all bulletins on so many threads, in the order of the inputs.
pub fn make_all(
    inputs: &[(String, Bulletin)],
    theme: &Theme,
    fonts: &Fonts,
    threads: usize,
) -> Vec<Result<Files, Error>> {
    let next = AtomicUsize::new(0);
    // Each thread takes the next bulletin that nobody has taken, so that a long one delays no other.
    let work = || {
        let mut made = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some((_, bulletin)) = inputs.get(index) else { return made };
            made.push((index, make(bulletin, theme, fonts)));
        }
    };
    let mut made = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().map(|worker| worker.join().expect("no bulletin panics"));
        joined.flatten().collect::<Vec<_>>()
    });
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, files)| files).collect()
}

fn make(bulletin: &Bulletin, theme: &Theme, fonts: &Fonts) -> Result<Files, Error> {
    let set = bulletin.typeset(theme, fonts)?;
    let (docx, pdf) = (set.docx(&Default::default())?, set.pdf(&Default::default())?);
    Ok(Files { docx, pdf, findings: set.findings().to_vec() })
}

/// Twelve bulletins, as a program may read them from files. One has a character that no face has,
/// one has a blank for its name.
pub fn inputs() -> Vec<(String, Bulletin)> {
    let towns = ["东岭", "西河", "南坪", "北塘", "柳湾", "石桥"];
    let topics = [
        ("防汛", "排查沟渠、涵洞", "处，险情当日处置"),
        ("春耕", "检修农机", "台，种子、化肥均已备足"),
    ];
    let mut inputs = Vec::new();
    for (topic, done, rest) in topics {
        for (town, amount) in towns.into_iter().zip([12, 7, 15, 9, 4, 11]) {
            let mut bulletin = Bulletin::new(format!("{topic}工作简报"));
            bulletin.masthead.issue = Some(Issue::new(2025, amount));
            bulletin.masthead.issuers = vec![format!("{town}镇人民政府")];
            bulletin.body = vec![format!("本周，{town}镇{done}{amount}{rest}。").into()];
            inputs.push((format!("{topic}-{town}"), bulletin));
        }
    }
    if let Some((_, bulletin)) = inputs.get_mut(3) {
        bulletin.body.push("联系人：王\u{E000}（个人造字）。".into());
    }
    if let Some((_, bulletin)) = inputs.get_mut(8) {
        bulletin.masthead.title = " ".into();
    }
    inputs
}
