//! Every parser over its corpus and over mutations of it, the same in every run. The long run, which looks for new ways through the
//! code, is `tests/fuzz/run`; what it finds comes into the corpus and stays mended here.

#[path = "fuzz/targets.rs"]
mod targets;

use std::path::Path;

/// A sequence of numbers without visible order, from a seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn part<'a>(&mut self, of: &'a [u8]) -> &'a [u8] {
        let start = self.below(of.len() + 1);
        &of[start..start + self.below((of.len() - start).min(60) + 1)]
    }
}

/// Pieces that parsers stumble over.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\n\n",
    b"\"",
    b"'''",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
    b"<",
    b"#",
    b"=",
    b"-1",
    b"4294967296",
    b"99999999999999999999",
    b"1e999",
    b"\xe2\x80\xa8",
    b"\xcc\x81",
    b"\xf0\x9f\x92\xa9",
];

fn mutated(corpus: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = corpus[numbers.below(corpus.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(12)).min(bytes.len());
        let new: Vec<u8> = match numbers.below(6) {
            0 => vec![numbers.below(256) as u8; end - at],
            1 => PIECES[numbers.below(PIECES.len())].to_vec(),
            2 => {
                let other = numbers.below(corpus.len());
                numbers.part(&corpus[other]).to_vec()
            }
            3 => bytes[at..end].repeat(numbers.below(40)),
            4 => Vec::new(),
            _ => {
                bytes.truncate(end);
                continue;
            }
        };
        bytes.splice(at..end, new);
    }
    bytes
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// How many times as many mutations: `FUZZING_TIMES` makes the run long where there is no libFuzzer.
fn times() -> usize {
    std::env::var("FUZZING_TIMES").map_or(1, |times| times.parse().unwrap())
}

/// Runs a target over its corpus and over so many mutations of it: few where each takes long.
fn run(name: &str, mutations: usize) {
    let (_, target) = targets::TARGETS.into_iter().find(|(target, _)| *target == name).unwrap();
    let corpus = corpus(name);
    assert!(!corpus.is_empty());
    corpus.iter().for_each(|bytes| target(bytes));
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for number in 0..mutations * times() {
        let bytes = mutated(&corpus, &mut numbers);
        // For what ends the process: the file that is named holds the input under way.
        if let Some(path) = std::env::var_os("FUZZING_KEEP") {
            std::fs::write(path, &bytes).unwrap();
        }
        if std::panic::catch_unwind(|| target(&bytes)).is_err() {
            panic!("{name}, mutation {number}: {}", bytes.escape_ascii());
        }
    }
}

#[test]
fn every_target_has_a_corpus_a_long_run_and_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let own = std::fs::read_to_string(file!()).unwrap();
    for (name, _) in targets::TARGETS {
        assert!(!corpus(name).is_empty(), "{name} has no corpus");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name} has no long run");
        assert!(own.contains(&format!("run(\"{name}\"")), "{name} has no test");
    }
    assert_eq!(std::fs::read_dir(folder.join("fuzz_targets")).unwrap().count(), targets::TARGETS.len());
}

#[test]
fn records() {
    run("toml", 600);
    run("ledger", 1_500);
}

#[test]
fn words_and_messages() {
    run("markdown", 1_500);
    run("fluent", 800);
}

#[test]
fn lexicons() {
    run("hunspell", 3_000);
    run("voikko", 100);
}

#[test]
fn spreadsheets() {
    run("workbook", 1_500);
    run("csv", 500);
}

#[test]
fn whole_sites() {
    run("site", 50);
}

#[test]
fn search_indexes() {
    run("index", 100);
}

#[test]
fn what_a_build_left() {
    run("saved", 200);
}
