//! The language of help and messages: Chinese when the locale is Chinese, else English. Both stand
//! side by side where they are used, so that neither is forgotten.

/// The language that the clerk reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    Chinese,
    English,
}

impl Lang {
    /// That of the locale: of the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says one, else
    /// that of the system.
    pub(crate) fn of_locale() -> Lang {
        let said = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|variable| {
            let locale = std::env::var_os(variable)?;
            (!locale.is_empty()).then(|| locale.to_string_lossy().into_owned())
        });
        // A system that says its language in other ways is asked. Elsewhere sys-locale would let
        // LANGUAGE speak before these variables, even where they say C.
        let asked = cfg!(any(windows, target_vendor = "apple"));
        match said.or_else(|| if asked { sys_locale::get_locale() } else { None }) {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Chinese,
            _ => Lang::English,
        }
    }

    /// The one of two that is in this language.
    pub(crate) fn say<T>(self, chinese: T, english: T) -> T {
        match self {
            Lang::Chinese => chinese,
            Lang::English => english,
        }
    }
}
