//! The language of help and messages: Chinese when the locale is Chinese, else English. Both stand
//! side by side where they are used, so that neither is forgotten.

/// The language that the clerk reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    Chinese,
    English,
}

impl Lang {
    /// That of the locale (on Unix `LC_ALL`, `LC_MESSAGES`, `LANG`).
    pub(crate) fn of_locale() -> Lang {
        match sys_locale::get_locale() {
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
