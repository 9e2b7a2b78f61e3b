//! Which language a paragraph is in: what tells it quickly takes no finding away.

#[path = "common/memory.rs"]
mod memory;

use memory::Site;
use opastin::diagnostics::Code;
use opastin::parse::fluent;
use opastin::resolve::{Samples, resolve_with};
use opastin::source::SourcePath;
use std::path::Path;
use std::sync::Arc;

const LANGUAGES: [&str; 2] = ["fi", "sv"];

/// The messages of the program as samples of its languages.
fn samples() -> Samples {
    let of = |language: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n").join(language);
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let text = |path: &std::path::PathBuf| fluent::parse(&SourcePath::new(path.to_str().unwrap()), &std::fs::read_to_string(path).unwrap()).sample();
        files.iter().map(text).collect::<Vec<_>>().join("\n")
    };
    Samples(LANGUAGES.map(of).to_vec())
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Whether the line is words alone, long enough to be judged.
fn is_words(line: &str) -> bool {
    line.len() > 60 && line.starts_with(char::is_alphabetic) && !line.contains(['[', '|', '`', '<'])
}

/// The real content in which, of the words of each line of words, so many in a hundred are those of lines in the other language.
fn mixed(site: &Site, share: usize, random: &mut Random) -> Site {
    let files: Vec<String> = site.tree.iter().map(|(path, _)| path.as_str().to_owned()).filter(|path| path.ends_with(".md")).collect();
    let texts: Vec<(usize, String)> = files.iter().map(|path| (usize::from(path.ends_with("sv.md")), site.text(path))).collect();
    let words = |language: usize| -> Vec<&str> {
        let lines = texts.iter().filter(|(own, _)| *own == language).flat_map(|(_, text)| text.lines()).filter(|line| is_words(line));
        lines.flat_map(str::split_whitespace).collect()
    };
    let foreign = [words(1), words(0)];
    let mut site = site.clone();
    for (path, (language, text)) in files.iter().zip(&texts) {
        // Words of a sentence stay together, as they do where somebody forgets to translate.
        let line = |line: &str, random: &mut Random| {
            let own: Vec<&str> = line.split_whitespace().collect();
            let other = own.len() * share / 100;
            let from = random.below(foreign[*language].len() - own.len());
            let mut words = own[..own.len() - other].to_vec();
            words.extend(&foreign[*language][from..from + other]);
            words.join(" ")
        };
        let lines: Vec<String> = text.lines().map(|text| if is_words(text) { line(text, random) } else { text.to_owned() }).collect();
        site = site.with(path, &(lines.join("\n") + "\n"));
    }
    site
}

/// Where paragraphs are in another language than their file.
fn found(site: &Site, samples: &Samples) -> Vec<String> {
    let (_, findings) = resolve_with(&site.model(), memory::TODAY, (&Arc::new(samples.clone()), None), &mut opastin::resolve::Memo::default());
    findings.iter().filter(|finding| finding.code == Code::WrongLanguage).map(|finding| format!("{:?}", finding.span)).collect()
}

#[test]
fn samples_take_no_finding_away() {
    let (site, samples, mut random) = (Site::real(), samples(), Random(1));
    let mut all = 0;
    for share in [0, 20, 35, 50, 60, 70, 80, 90, 100] {
        let mixed = mixed(&site, share, &mut random);
        let without = found(&mixed, &Samples::default());
        let with = found(&mixed, &samples);
        let missed: Vec<&String> = without.iter().filter(|place| !with.contains(place)).collect();
        assert!(missed.is_empty() && with.len() == without.len(), "of {} at {share} in a hundred: {missed:#?}", without.len());
        all += without.len();
    }
    assert!(all > 1_000, "{all}");
}
