//! The command `bulletin`: drafts of Chinese official bulletins (简报, 工作周报) to DOCX and PDF. It
//! reads, calls the library, writes and says what was noticed; what a bulletin is and how it looks,
//! only the library knows.

mod args;
mod chinese;
mod fonts;
mod format;
mod input;
mod lang;
mod outcome;
mod output;
mod render;
mod show;
mod texts;
mod usage;

use std::process::ExitCode;

use args::Request;
use lang::Lang;

fn main() -> ExitCode {
    let lang = Lang::of_locale();
    let outcome = match args::read(lang, std::env::args_os()) {
        Ok(Request::Render(request)) => render::run(lang, &request),
        Ok(Request::Parse(request)) => texts::parse(lang, request),
        Ok(Request::Next(request)) => texts::next(lang, request),
        Ok(Request::New(made)) => texts::new(lang, &made),
        Ok(Request::Schema { of, made }) => texts::schema(lang, of, &made),
        Ok(Request::Fonts { fonts, style }) => fonts::run(lang, fonts.as_ref(), style),
        Err(error) => usage::print(lang, &error),
    };
    outcome.into()
}
