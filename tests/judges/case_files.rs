//! The cases of a folder, for the programs that write documents of them.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bulletin::{Bulletin, Theme};

/// A case: where it stands, what it says, and how it looks.
pub(crate) struct Case {
    pub(crate) path: PathBuf,
    pub(crate) bulletin: Bulletin,
    pub(crate) theme: Theme,
}

impl Case {
    /// The path of a document of it in a folder, without what its name ends with.
    pub(crate) fn document(&self, folder: &Path) -> PathBuf {
        folder.join(self.path.file_stem().unwrap_or_default())
    }
}

/// Every FOLDER/*.toml, with FOLDER/NAME.theme.toml as the theme of FOLDER/NAME.toml, or the default one. A
/// folder without any is an error.
pub(crate) fn read(folder: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for case in fs::read_dir(folder)? {
        let path = case?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".toml") || name.ends_with(".theme.toml") {
            continue;
        }
        let bulletin = Bulletin::from_toml(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let theme = path.with_extension("theme.toml");
        let theme = if theme.exists() {
            Theme::from_toml(&fs::read_to_string(&theme)?)
                .map_err(|error| format!("{}: {error}", theme.display()))?
        } else {
            Theme::gbt9704()
        };
        cases.push(Case { path, bulletin, theme });
    }
    if cases.is_empty() {
        Err(format!("no case in {}", folder.display()).into())
    } else {
        Ok(cases)
    }
}
