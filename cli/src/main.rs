//! The command `bulletin`: drafts of Chinese official bulletins (简报, 工作周报) to DOCX and PDF. It
//! reads, calls the library, writes and says what was noticed; what a bulletin is and how it looks,
//! only the library knows.

mod args;
mod batch;
mod console;
mod documents;
mod encoding;
mod fonts;
mod format;
mod input;
mod language;
mod messages;
mod names;
mod outcome;
mod output;
mod pdf;
mod pictures;
mod render;
mod report;
mod safe;
mod show;
mod stamp;
mod texts;
mod trouble;
mod usage;

use std::process::ExitCode;

use args::Request;

/// The arguments; on Windows, where no shell does it, `*.txt` stands for the files that it names.
fn arguments() -> Vec<std::ffi::OsString> {
    #[cfg(windows)]
    return wild::args_os().collect();
    #[cfg(not(windows))]
    std::env::args_os().collect()
}

fn main() -> ExitCode {
    let language = language::of_locale();
    let arguments = arguments();
    let outcome = match args::read(language, &arguments) {
        Ok(Request::Render(request)) => render::run(language, &request),
        Ok(Request::Parse(request)) => texts::parse(language, request),
        Ok(Request::Next(request)) => texts::next(language, request),
        Ok(Request::New(made)) => texts::new(language, &made),
        Ok(Request::Schema { of, made }) => texts::schema(language, of, &made),
        Ok(Request::Directives(made)) => texts::directives(language, &made),
        Ok(Request::Themes { show, made }) => texts::themes(language, show.as_deref(), &made),
        Ok(Request::Fonts { fonts, style }) => fonts::run(language, fonts.as_ref(), style),
        Err(error) => usage::print(language, &arguments, &error),
    };
    outcome.into()
}
