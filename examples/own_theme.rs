//! Writes a short bulletin in an office's own theme, which a TOML file states.
//!
//! `cargo run --release --example own_theme [FOLDER]` writes own_theme.docx and own_theme.pdf into
//! the folder, `out/` by default.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Fonts, Theme};

/// The bulletin, as a program may get it from elsewhere.
const BULLETIN: &str = r#"{
    "masthead": {
        "title": "数据工作专报",
        "issue": { "number": 3, "series": "special" },
        "issuers": ["栖霞市数据局"],
        "date": "2024-11-18",
        "secrecy": "秘密★1年",
        "copy_number": "000017",
        "signer": "周某"
    },
    "editor_note": ["港航数据先行开放，为其他领域探了路。现将做法刊发，供各地参阅。"],
    "title": "港航数据授权运营的做法与建议",
    "sections": [
        {
            "heading": "主要做法",
            "sections": [
                {
                    "heading": "先编目录",
                    "blocks": ["梳理港航数据目录，明确每一项数据的来源、频次和责任单位。"]
                },
                {
                    "heading": "分级授权",
                    "blocks": ["敏感数据只在平台内计算，不出库；一般数据按协议提供。"]
                }
            ]
        },
        {
            "heading": "有关建议",
            "blocks": ["尽快出台定价指引，放开第二家运营主体，每年评估一次并公开结果。"]
        }
    ],
    "imprint": {
        "report": "市委、市政府领导。",
        "printed_by": "栖霞市数据局办公室",
        "printed_on": "2024-11-18",
        "print_count": 25
    }
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("out"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/own_theme.toml");
    let theme = Theme::from_toml(&fs::read_to_string(theme)?)?;
    let bulletin = Bulletin::from_json(BULLETIN)?;

    let set = bulletin.typeset(&theme, &Fonts::embedded())?;
    for finding in set.findings() {
        eprintln!("{finding}");
    }
    fs::write(folder.join("own_theme.docx"), set.docx(&Default::default())?)?;
    fs::write(folder.join("own_theme.pdf"), set.pdf(&Default::default())?)?;
    let count = set.pages().pages.len();
    println!("{}: own_theme.docx, own_theme.pdf ({count} pages)", folder.display());
    Ok(())
}
