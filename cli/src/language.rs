//! The language of help and messages: Chinese when the locale is Chinese, else English.

use bulletin::Language;

/// The language that the clerk reads: that of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that
/// says one, else that of the system.
pub(crate) fn of_locale() -> Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|variable| {
        let locale = std::env::var_os(variable)?;
        (!locale.is_empty()).then(|| locale.to_string_lossy().into_owned())
    });
    // A system that says its language in other ways is asked. Elsewhere sys-locale would let
    // LANGUAGE speak before these variables, even where they say C.
    let asked = cfg!(any(windows, target_vendor = "apple"));
    match said.or_else(|| if asked { sys_locale::get_locale() } else { None }) {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}

/// Choosing between the two languages where both stand side by side, so that neither is forgotten.
pub(crate) trait Choose {
    /// The one of two that is in this language.
    fn choose<T>(self, chinese: T, english: T) -> T;
}

impl Choose for Language {
    fn choose<T>(self, chinese: T, english: T) -> T {
        match self {
            Language::Chinese => chinese,
            _ => english,
        }
    }
}
