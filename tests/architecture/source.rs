//! The library as far as its imports go: modules, what each file brings into scope and which paths
//! it names. Comments, strings and what is compiled for tests only are left out. A hand scan rather
//! than a parser: paths are all that is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The segments of a path: `["crate", "style", "flow"]`.
pub(crate) type Segments = Vec<String>;

/// One module, of a file or inline.
#[derive(Default)]
pub(crate) struct Module {
    /// The file below `src`.
    pub(crate) file: String,
    /// The modules declared in it.
    children: BTreeSet<String>,
    /// What `use` brings into scope, with its path as written.
    bindings: BTreeMap<String, Segments>,
    /// Every path that is named, as written.
    paths: Vec<Segments>,
}

/// All modules of the library by their path; the root's is empty.
#[derive(Default)]
pub(crate) struct Library {
    pub(crate) modules: BTreeMap<Segments, Module>,
}

impl Library {
    /// Reads the modules from `lib.rs` on, as the compiler finds them.
    pub(crate) fn read(src: &Path) -> Library {
        let mut library = Library::default();
        let mut waiting = vec![(Vec::new(), "lib.rs".to_owned())];
        while let Some((path, file)) = waiting.pop() {
            let text = fs::read_to_string(src.join(&file)).unwrap();
            for child in library.add(&path, &file, &text) {
                let stem = child.join("/");
                let files = [format!("{stem}.rs"), format!("{stem}/mod.rs")];
                let file = files.into_iter().find(|file| src.join(file).is_file());
                let file = file.unwrap_or_else(|| panic!("no file of {}", child.join("::")));
                waiting.push((child, file));
            }
        }
        library
    }

    /// Adds a file and gives the modules that it declares with files of their own.
    pub(crate) fn add(&mut self, path: &[String], file: &str, text: &str) -> Vec<Segments> {
        let tokens = tokens(text);
        let mut scan = Scan { tokens: &tokens, at: 0, file, module: path.to_vec(), apart: vec![] };
        scan.module_of(self);
        scan.items(self);
        scan.apart
    }

    /// The modules of the paths that a module names, each with the module in which the item is
    /// defined: `use` is followed.
    pub(crate) fn uses<'a>(&'a self, of: &'a Segments) -> impl Iterator<Item = Segments> + 'a {
        let paths = self.modules.get(of).into_iter().flat_map(|module| &module.paths);
        paths.filter_map(move |path| self.resolve(of, path, 0))
    }

    /// The module of the first rank through which each path of a module leads: `style` of
    /// `crate::style::flow::Run`, and `model` of `crate::Bulletin`.
    pub(crate) fn imports(&self, of: &Segments) -> BTreeSet<String> {
        let ranked = |name: &String| {
            self.modules.get(&vec![name.clone()]).is_some_and(|module| module.file != "lib.rs")
        };
        let named = |path: &Segments| {
            let absolute = self.absolute(of, path)?;
            match absolute.first() {
                Some(first) if ranked(first) => Some(first.clone()),
                _ => self.resolve(&Vec::new(), &crated(&absolute), 0)?.first().cloned(),
            }
        };
        self.modules
            .get(of)
            .into_iter()
            .flat_map(|module| &module.paths)
            .filter_map(named)
            .collect()
    }

    /// A path from the root of the library, when it begins in it.
    fn absolute(&self, of: &Segments, path: &[String]) -> Option<Segments> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => of.clone(),
            "super" => of.split_last()?.1.to_vec(),
            name if self.modules.get(of)?.children.contains(name) => {
                return Some([of.as_slice(), path].concat());
            }
            _ => return None,
        };
        for segment in rest {
            match segment.as_str() {
                "super" => drop(base.pop()?),
                _ => base.push(segment.clone()),
            }
        }
        Some(base)
    }

    /// The module in which what a path names is defined, when it is in the library.
    fn resolve(&self, of: &Segments, path: &[String], depth: usize) -> Option<Segments> {
        if depth > 16 {
            return None;
        }
        let Some(absolute) = self.absolute(of, path) else {
            let (first, rest) = path.split_first()?;
            let bound = self.modules.get(of)?.bindings.get(first)?;
            // A name that stands for itself is that of another crate.
            (bound.first() != Some(first)).then_some(())?;
            return self.resolve(of, &[bound.as_slice(), rest].concat(), depth + 1);
        };
        let mut at = Vec::new();
        for (index, segment) in absolute.iter().enumerate() {
            let module = self.modules.get(&at)?;
            if module.children.contains(segment) {
                at.push(segment.clone());
            } else if let Some(bound) = module.bindings.get(segment) {
                let rest = absolute.get(index + 1..).unwrap_or_default();
                return self.resolve(&at, &[bound.as_slice(), rest].concat(), depth + 1);
            } else {
                break;
            }
        }
        Some(at)
    }
}

fn crated(path: &[String]) -> Segments {
    [&["crate".to_owned()], path].concat()
}

/// A walk over the tokens of a file.
struct Scan<'a> {
    tokens: &'a [String],
    at: usize,
    file: &'a str,
    /// The module that the walk is in.
    module: Segments,
    /// Modules with files of their own.
    apart: Vec<Segments>,
}

impl Scan<'_> {
    fn peek(&self, ahead: usize) -> &str {
        self.tokens.get(self.at + ahead).map_or("", String::as_str)
    }

    fn back(&self, behind: usize) -> &str {
        let at = self.at.checked_sub(behind);
        at.and_then(|at| self.tokens.get(at)).map_or("", String::as_str)
    }

    fn module_of<'a>(&self, library: &'a mut Library) -> &'a mut Module {
        let module = library.modules.entry(self.module.clone()).or_default();
        self.file.clone_into(&mut module.file);
        module
    }

    /// What stands between here and the bracket that closes the module.
    fn items(&mut self, library: &mut Library) {
        let mut depth = 0_usize;
        while self.at < self.tokens.len() {
            match (self.peek(0), self.peek(1), self.peek(2)) {
                ("#", "[", _) => self.attribute(library),
                ("mod", name, opening @ (";" | "{")) => {
                    let (name, inline) = (name.to_owned(), opening == "{");
                    self.module_of(library).children.insert(name.clone());
                    self.module.push(name);
                    self.at += 3;
                    if inline {
                        self.module_of(library);
                        self.items(library);
                    } else {
                        self.apart.push(self.module.clone());
                    }
                    self.module.pop();
                }
                ("use", ..) if is_name(self.peek(1)) => {
                    self.at += 1;
                    self.tree(&mut Vec::new(), library);
                }
                ("{", ..) => (depth, self.at) = (depth + 1, self.at + 1),
                ("}", ..) if depth == 0 => {
                    self.at += 1;
                    return;
                }
                ("}", ..) => (depth, self.at) = (depth - 1, self.at + 1),
                (name, "::", _) if is_name(name) && !self.is_behind() => {
                    let path = self.path();
                    self.module_of(library).paths.push(path);
                }
                _ => self.at += 1,
            }
        }
    }

    /// Whether the name here goes on with what stands before it, or says who may see an item.
    fn is_behind(&self) -> bool {
        self.back(1) == "::"
            || self.back(1) == "."
            || (self.back(1) == "in" && self.back(2) == "(" && self.back(3) == "pub")
    }

    fn path(&mut self) -> Segments {
        let mut path = vec![self.peek(0).to_owned()];
        self.at += 1;
        while self.peek(0) == "::" && is_name(self.peek(1)) {
            path.push(self.peek(1).to_owned());
            self.at += 2;
        }
        path
    }

    /// An attribute; with what it stands before, when that is for tests only.
    fn attribute(&mut self, library: &mut Library) {
        let begin = self.at + 2;
        self.at += 1;
        self.skip_bracket();
        let words: Vec<&str> = self
            .tokens
            .get(begin..self.at)
            .unwrap_or_default()
            .iter()
            .map(String::as_str)
            .collect();
        match words.as_slice() {
            ["cfg", "(", "test", ")", ..] | ["cfg", "(", "all", "(", "test", ..] => {
                while self.peek(0) == "#" {
                    self.at += 1;
                    self.skip_bracket();
                }
                self.skip_item();
            }
            // Such a macro stands in the root.
            ["macro_export", ..] => {
                let rest = self.tokens.get(self.at..).unwrap_or_default();
                if let Some(name) = rest.iter().position(|token| token == "macro_rules")
                    && let Some(name) = rest.get(name + 2)
                {
                    let root = library.modules.entry(Vec::new()).or_default();
                    let path = [crated(&self.module), vec![name.clone()]].concat();
                    root.bindings.insert(name.clone(), path);
                }
            }
            _ => {}
        }
    }

    /// Over a bracket and what is in it.
    fn skip_bracket(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Over an item: to its `;` or over its `{…}`.
    fn skip_item(&mut self) {
        while self.at < self.tokens.len() {
            match self.peek(0) {
                ";" => {
                    self.at += 1;
                    return;
                }
                "{" => return self.skip_bracket(),
                "(" | "[" => self.skip_bracket(),
                _ => self.at += 1,
            }
        }
    }

    /// The tree of a `use`, behind the segments that lead to it.
    fn tree(&mut self, before: &mut Segments, library: &mut Library) {
        let length = before.len();
        loop {
            match self.peek(0) {
                "::" => self.at += 1,
                "{" => {
                    self.at += 1;
                    while !matches!(self.peek(0), "}" | "") {
                        self.tree(before, library);
                        if self.peek(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    break;
                }
                name => {
                    let name = name.to_owned();
                    self.at += 1;
                    if name != "*" && (name != "self" || before.is_empty()) {
                        before.push(name.clone());
                    }
                    if self.peek(0) == "::" {
                        continue;
                    }
                    let alias = (self.peek(0) == "as").then(|| self.peek(1).to_owned());
                    self.at += if alias.is_some() { 2 } else { 0 };
                    let module = self.module_of(library);
                    module.paths.push(before.clone());
                    let bound = alias.or_else(|| before.last().cloned());
                    if let Some(bound) = bound.filter(|_| name != "*") {
                        module.bindings.insert(bound, before.clone());
                    }
                    break;
                }
            }
        }
        before.truncate(length);
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The words and marks of a source; of comments and literals nothing.
fn tokens(source: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = text_literal(rest) {
            length
        } else if first == '\'' {
            character(rest)
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            tokens.push(word.to_owned());
            word.len()
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of a string, raw or of bytes, that begins here.
fn text_literal(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches(['b', 'c']);
    let prefix = text.len() - bare.len();
    if prefix > 1 {
        return None;
    }
    if let Some(raw) = bare.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let body = raw.trim_start_matches('#').strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = body.find(&close).map_or(body.len(), |at| at + close.len());
        return Some(prefix + 1 + hashes + 1 + length);
    }
    let body = bare.strip_prefix('"')?;
    let mut escaped = false;
    let end = body.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    Some(prefix + 1 + end.map_or(body.len(), |(at, _)| at + 1))
}

/// The length of a character, or of a lifetime's mark.
fn character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            let _escaped = characters.next();
            let end = characters.find(|(_, c)| *c == '\'');
            end.map_or(text.len(), |(at, _)| at + 1)
        }
        Some(_) => match characters.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}
