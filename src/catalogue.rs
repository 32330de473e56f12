//! Every code that the library can say, with a sample of each: the source of `docs/findings.md`.

use crate::check::CheckMessage;
#[cfg(feature = "docx")]
use crate::docx::DocxMessage;
use crate::draft::DraftMessage;
use crate::font::FontMessage;
use crate::info::messages::ColorMessage;
use crate::layout::messages::LayoutMessage;
use crate::length::messages::LengthMessage;
use crate::message::Message;
use crate::model::messages::ModelMessage;
use crate::notation::messages::NotationMessage;
#[cfg(feature = "pdf")]
use crate::pdf::PdfMessage;
#[cfg(feature = "png")]
use crate::raster::PngMessage;
use crate::style::messages::StyleMessage;
#[cfg(any(feature = "svg", feature = "png"))]
use crate::view::ViewMessage;

/// A sample of every message that the library can say with its features, in the order of the
/// modules: for lists of codes and for programs that say things in words of their own.
///
/// ```
/// use bulletin::{Language, Severity};
///
/// for message in bulletin::catalogue() {
///     println!("{} ({}): {}", message.code(), message.severity(), message.meaning());
/// }
/// ```
pub fn catalogue() -> Vec<Box<dyn Message>> {
    let mut all: Vec<Box<dyn Message>> = Vec::new();
    add(&mut all, ModelMessage::samples());
    add(&mut all, NotationMessage::samples());
    add(&mut all, DraftMessage::samples());
    add(&mut all, CheckMessage::samples());
    add(&mut all, LengthMessage::samples());
    add(&mut all, ColorMessage::samples());
    add(&mut all, StyleMessage::samples());
    add(&mut all, FontMessage::samples());
    add(&mut all, LayoutMessage::samples());
    #[cfg(feature = "docx")]
    add(&mut all, DocxMessage::samples());
    #[cfg(feature = "pdf")]
    add(&mut all, PdfMessage::samples());
    #[cfg(any(feature = "svg", feature = "png"))]
    add(&mut all, ViewMessage::samples());
    #[cfg(feature = "png")]
    add(&mut all, PngMessage::samples());
    all.sort_by_key(|message| message.code());
    all
}

fn add<M: Message + 'static>(all: &mut Vec<Box<dyn Message>>, samples: Vec<M>) {
    all.extend(samples.into_iter().map(|sample| Box::new(sample) as Box<dyn Message>));
}
