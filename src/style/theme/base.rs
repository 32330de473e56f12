//! What a theme file builds on: the standard's theme, or the one that its key `base` names. What the
//! file does not say of a part is asked here while serde reads that part, and serde hands nothing down;
//! so the theme that is built on is laid down for the thread as long as the file is read.

use std::cell::RefCell;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

use super::Theme;
use super::named::NamedTheme;
use crate::raise::{expecting, raise};
use crate::style::messages::StyleMessage;

thread_local! {
    static GROUND: RefCell<Ground> = RefCell::default();
}

#[derive(Default)]
struct Ground {
    /// None for the standard's, and while no theme is being read.
    theme: Option<Theme>,
    /// Whether a part has been read on it.
    is_used: bool,
}

/// As long as a theme is read. What another one is read on, it keeps for that and gives back.
pub(super) struct Reading(Ground);

impl Reading {
    pub(super) fn begin() -> Reading {
        Reading(GROUND.take())
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        GROUND.replace(std::mem::take(&mut self.0));
    }
}

/// A part of a theme.
pub(in crate::style) trait Part: Clone + Default {
    fn of(theme: &Theme) -> &Self;
}

/// What a part is where a file does not say it.
pub(in crate::style) fn part<T: Part>() -> T {
    GROUND.with_borrow_mut(|ground| {
        ground.is_used = true;
        ground.theme.as_ref().map_or_else(T::default, |theme| T::of(theme).clone())
    })
}

/// The theme that is built on.
pub(super) fn theme() -> Theme {
    GROUND.with_borrow(|ground| ground.theme.clone().unwrap_or_default())
}

/// The key `base` of a file: to read it is to lay that theme down.
pub(super) struct Base;

impl<'de> Deserialize<'de> for Base {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Base, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = Base;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                expecting(f, "the name of a theme", "现成版式的名称")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Base, E> {
                let named = NamedTheme::find(name).map_err(raise)?;
                // Readers of ours give this key first, wherever it stands.
                if GROUND.with_borrow(|ground| ground.is_used) {
                    return Err(raise(StyleMessage::BaseNotFirst {}));
                }
                let theme = Some(named.theme());
                GROUND.replace(Ground { theme, is_used: false });
                Ok(Base)
            }
        }

        deserializer.deserialize_str(Name)
    }
}
