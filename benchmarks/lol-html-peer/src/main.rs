//! Runs lol_html for `benchmarks/compare`, which talks to it line by line.
//!
//! Fields are separated by tabs; each line gets one answer, which starts with `=`:
//!
//! | line | answer |
//! |---|---|
//! | `rule`, kind, action, selector | `=ok` |
//! | `page`, name, file | `=ok`, bytes |
//! | `check`, page, chunk size, file for the output | `=ok`, counts of the rules with spaces between them |
//! | `run`, page, chunk size, milliseconds | `=ok`, documents, bytes, CPU nanoseconds, those of them for compilers, wall nanoseconds, allocated bytes (-1: not known) |
//!
//! What cannot be done is answered with `=error` and the reason.

mod clock;
mod rules;

use lol_html::{HtmlRewriter, Settings};
use rules::Rule;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error>;

/// What was told so far.
#[derive(Default)]
struct Peer {
    rules: Vec<Rule>,
    pages: HashMap<String, Vec<u8>>,
}

impl Peer {
    fn answer(&mut self, line: &str) -> Result<String, Failure> {
        let fields: Vec<&str> = line.split('\t').collect();
        match fields[..] {
            ["rule", kind, action, selector] => {
                self.rules.push(Rule::new(kind, action, selector)?);
                Ok(String::new())
            }
            ["page", name, file] => {
                let bytes = std::fs::read(file)?;
                let length = bytes.len();
                self.pages.insert(name.to_owned(), bytes);
                Ok(length.to_string())
            }
            ["check", page, chunk, file] => self.check(page, chunk.parse()?, file),
            ["run", page, chunk, millis] => self.run(page, chunk.parse()?, millis.parse()?),
            _ => Err(format!("not understood: {line}").into()),
        }
    }

    fn check(&self, page: &str, chunk: usize, file: &str) -> Result<String, Failure> {
        self.rules.iter().for_each(Rule::reset);
        let mut output = Vec::new();
        self.rewrite(self.page(page)?, chunk, |bytes: &[u8]| output.extend_from_slice(bytes))?;
        std::fs::write(file, output)?;
        let counts: Vec<String> = self
            .rules
            .iter()
            .flat_map(Rule::counts)
            .map(|n| n.to_string())
            .collect();
        Ok(counts.join(" "))
    }

    fn run(&self, page: &str, chunk: usize, millis: u64) -> Result<String, Failure> {
        let page = self.page(page)?;
        let limit = Duration::from_millis(millis);
        let written = Cell::new(0);
        let mut documents = 0;
        let started = Instant::now();
        let cpu = clock::cpu_nanos()?;
        loop {
            self.rewrite(page, chunk, |bytes: &[u8]| written.set(written.get() + bytes.len()))?;
            documents += 1;
            if started.elapsed() >= limit {
                break;
            }
        }
        let cpu = clock::cpu_nanos()? - cpu;
        let wall = started.elapsed().as_nanos();
        std::hint::black_box(written.get());
        Ok(format!("{documents}\t{}\t{cpu}\t0\t{wall}\t-1", documents * page.len()))
    }

    /// A rewriter serves one document, so that building it is a part of each; parsing the selectors is not.
    fn rewrite(&self, page: &[u8], chunk: usize, sink: impl FnMut(&[u8])) -> Result<(), Failure> {
        let mut settings = Settings::new();
        for rule in &self.rules {
            settings = rule.add_to(settings);
        }
        let mut rewriter = HtmlRewriter::new(settings, sink);
        for bytes in page.chunks(chunk) {
            rewriter.write(bytes)?;
        }
        rewriter.end()?;
        Ok(())
    }

    fn page(&self, name: &str) -> Result<&[u8], Failure> {
        Ok(self.pages.get(name).ok_or_else(|| format!("no page {name}"))?)
    }
}

fn main() -> io::Result<()> {
    let mut peer = Peer::default();
    let mut out = io::stdout();
    for line in io::stdin().lock().lines() {
        match peer.answer(&line?) {
            Ok(text) => writeln!(out, "=ok\t{text}")?,
            Err(failure) => writeln!(out, "=error\t{}", failure.to_string().replace('\n', " "))?,
        }
        out.flush()?;
    }
    Ok(())
}
