//! A small HTTP service on the standard library alone: `POST /docx` or `/pdf` with
//! `{ "bulletin": …, "theme": … }` gives the file, `/findings` what was noticed. The theme may be
//! left out. What is wrong comes as `application/problem+json`: code, place, and the sentence in
//! English and Chinese. Requests are bounded in size, connections in number.
//!
//! `cargo run --release --example service -- --listen 127.0.0.1:8080` serves until it is stopped.
//! `cargo run --release --example service [FOLDER]` sends itself three requests, one of them faulty
//! and one too large, and writes the answers into the folder, `out/` by default.
//!
//! It has no TLS and no deadline for a whole request: let a proxy that has both stand before it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{env, fs};

use bulletin::{Bulletin, Error, ErrorKind, Fonts, Place, Theme, notation};

/// What a program returns that can fail in several ways.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The most bytes of a body.
pub const LARGEST: usize = 8 << 20;
/// The most bytes of what stands before it.
const HEAD: usize = 16 << 10;
/// So many connections are served at once; the others wait.
const AT_ONCE: usize = 4;
/// How long a client may send nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is posted. Its faults have paths such as `bulletin.masthead.title`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Job {
    bulletin: Bulletin,
    #[serde(default)]
    theme: Theme,
}

bulletin::messages! {
    /// What the service says itself, in the form of the library's errors.
    enum Refusal {
        /// There is nothing at this path.
        Path = Error "service.path" {}
        en "there is nothing here", "post to /docx, /pdf or /findings"
        zh "没有这个地址", "请提交到 /docx、/pdf 或 /findings";
        /// The path is there, for another method.
        Method = Error "service.method" {} en "a job is sent with POST" zh "任务须用 POST 提交";
        /// The length of the body is not known.
        Length = Error "service.length" {} en "Content-Length is missing" zh "缺少 Content-Length";
        /// The request is no HTTP, broke off, or is not in UTF-8.
        Request = Error "service.request" {}
        en "the request is broken off or not in UTF-8" zh "请求不完整，或不是 UTF-8 编码";
        /// The request is too large.
        Size = Error(Limit) "service.size" { limit: usize = LARGEST }
        en "the request is larger than {limit} bytes", "make its pictures smaller"
        zh "请求超过 {limit} 字节", "请压缩图片";
    }
}

fn refuse(refusal: Refusal) -> Error {
    Error::new(refusal, Place::default())
}

/// What is sent back.
#[derive(Debug)]
#[non_exhaustive]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The media type.
    pub media: &'static str,
    /// How many findings there are.
    pub findings: usize,
    /// The file, the findings or the problem.
    pub body: Vec<u8>,
}

/// Answers a request: what a service on any framework would call.
///
/// # Errors
/// What is wrong with the request or the job in it.
pub fn answer(method: &str, path: &str, body: &[u8], fonts: &Fonts) -> Result<Answer, Error> {
    if !["/docx", "/pdf", "/findings"].contains(&path) {
        return Err(refuse(Refusal::Path {}));
    }
    if method != "POST" {
        return Err(refuse(Refusal::Method {}));
    }
    let text = std::str::from_utf8(body).map_err(|_| refuse(Refusal::Request {}))?;
    let job: Job = notation::from_json(text)?;
    let set = job.bulletin.typeset(&job.theme, fonts)?;
    let (media, body) = match path {
        "/docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            set.docx(&Default::default())?,
        ),
        "/pdf" => ("application/pdf", set.pdf(&Default::default())?),
        _ => ("application/json", json(&set.findings())),
    };
    Ok(Answer { status: 200, media, findings: set.findings().len(), body })
}

/// The error as data (RFC 9457).
pub fn problem(error: &Error) -> Answer {
    #[derive(serde::Serialize)]
    struct Problem<'a> {
        title: &'static str,
        status: u16,
        #[serde(flatten)]
        error: &'a Error,
    }

    let status = match (error.kind(), error.code()) {
        (_, "service.path") => 404,
        (_, "service.method") => 405,
        (_, "service.length") => 411,
        (ErrorKind::Limit, _) => 413,
        // It cannot be read at all, or it can and is no bulletin.
        (_, code) if code.starts_with("service.") || code.starts_with("notation.") => 400,
        (ErrorKind::Input | ErrorKind::Image, _) => 422,
        _ => 500,
    };
    let body = json(&Problem { title: reason(status), status, error });
    Answer { status, media: "application/problem+json", findings: 0, body }
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("what the library says has names for keys")
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        413 => "Content Too Large",
        422 => "Unprocessable Content",
        _ => "Internal Server Error",
    }
}

/// Serves on some threads until the process ends; returns where, and the threads.
///
/// # Errors
/// When there can be no listening at the address.
pub fn serve(address: &str) -> io::Result<(SocketAddr, Vec<JoinHandle<()>>)> {
    let listener = TcpListener::bind(address)?;
    let at = listener.local_addr()?;
    let fonts = Fonts::embedded();
    let mut threads = Vec::new();
    for _ in 0..AT_ONCE {
        // A clone of the fonts is a pointer.
        let (listener, fonts) = (listener.try_clone()?, fonts.clone());
        threads.push(thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if let Err(error) = converse(&stream, &fonts) {
                    eprintln!("a client was lost: {error}");
                }
            }
        }));
    }
    Ok((at, threads))
}

/// One request and its answer.
fn converse(mut stream: &TcpStream, fonts: &Fonts) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let answer = receive(stream)
        .and_then(|(method, path, body)| answer(&method, &path, &body, fonts))
        .unwrap_or_else(|error| problem(&error));
    let Answer { status, media, findings, body } = answer;
    write!(stream, "HTTP/1.1 {status} {}\r\nContent-Type: {media}\r\n", reason(status))?;
    write!(stream, "Content-Length: {}\r\nBulletin-Findings: {findings}\r\n", body.len())?;
    write!(stream, "Connection: close\r\n\r\n")?;
    stream.write_all(&body)?;
    // Who is still sending what was too large would otherwise lose the answer.
    stream.shutdown(Shutdown::Write)?;
    let rest = 4 * LARGEST as u64;
    io::copy(&mut stream.take(rest), &mut io::sink()).map(drop)
}

/// Method, path and body of a request.
fn receive(mut stream: &TcpStream) -> Result<(String, String, Vec<u8>), Error> {
    let broken = |_| refuse(Refusal::Request {});
    let mut reader = BufReader::new(stream);
    let mut head = reader.by_ref().take(HEAD as u64).lines();
    let mut next = || head.next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()));
    let first = next().map_err(broken)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (mut length, mut asks) = (None, false);
    loop {
        let line = next().map_err(broken)?;
        let Some((name, value)) = line.split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok(),
            "expect" => asks = true,
            _ => {}
        }
    }
    let length: usize = match length {
        Some(length) if length > LARGEST => return Err(refuse(Refusal::Size { limit: LARGEST })),
        Some(length) => length,
        None if method == "POST" => return Err(refuse(Refusal::Length {})),
        None => 0,
    };
    if asks {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(broken)?;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).map_err(broken)?;
    Ok((method, path, body))
}

/// A job; the theme states only what differs from the standard.
pub const JOB: &str = r##"{
    "theme": { "masthead": { "rule_color": "#C00000" } },
    "bulletin": {
        "masthead": {
            "title": "安全生产简报",
            "issue": { "year": 2025, "number": 9 },
            "issuers": ["临江区应急管理局"],
            "date": "2025-05-12"
        },
        "body": ["本周检查企业43家，发现隐患61处，已整改58处，其余3处限期月底前完成。"],
        "imprint": { "send": "区直有关单位，各街道办事处。", "print_count": 50 }
    }
}"##;

/// Sends itself three requests, writes the answers into the folder and returns their statuses.
///
/// # Errors
/// When there can be no listening, or an answer cannot be written.
pub fn run(folder: &Path) -> Outcome<Vec<u16>> {
    fs::create_dir_all(folder)?;
    let (at, _) = serve("127.0.0.1:0")?;
    let faulty = JOB.replace("安全生产简报", " ");
    let large = " ".repeat(LARGEST + 1);
    let mut statuses = Vec::new();
    for (path, job, file) in [
        ("/docx", JOB, "service.docx"),
        ("/pdf", &faulty, "service.faulty.json"),
        ("/pdf", &large, "service.large.json"),
    ] {
        let (status, body) = post(at, path, job.as_bytes())?;
        println!("POST {path}: {status}, {file}");
        fs::write(folder.join(file), body)?;
        statuses.push(status);
    }
    Ok(statuses)
}

/// Posts a body; the status and the body of the answer.
///
/// # Errors
/// When there is no answer, or none in HTTP.
pub fn post(to: SocketAddr, path: &str, body: &[u8]) -> Outcome<(u16, Vec<u8>)> {
    let mut stream = TcpStream::connect(to)?;
    write!(stream, "POST {path} HTTP/1.1\r\nHost: {to}\r\nContent-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or("no head")?;
    let (head, body) = answer.split_at(end + 4);
    let status = std::str::from_utf8(head)?.split(' ').nth(1).ok_or("no status")?;
    Ok((status.parse()?, body.to_vec()))
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [option, address] = arguments.as_slice() else {
        let folder = arguments.first().map_or_else(|| PathBuf::from("out"), PathBuf::from);
        return run(&folder).map(drop);
    };
    if option != "--listen" {
        return Err("expected --listen ADDRESS or a folder".into());
    }
    let (at, threads) = serve(address)?;
    println!("listening at http://{at}");
    for thread in threads {
        thread.join().map_err(|_| "a thread panicked")?;
    }
    Ok(())
}
