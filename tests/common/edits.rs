//! Random edits of a site's files, as editors and accidents make them.

use crate::support::copy;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Numbers that look random and are the same in every run.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// The files of the content below `root`.
pub fn sources(root: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Does something to the files, and says what and where.
pub fn random_edit(root: &Path, original: &BTreeMap<PathBuf, Vec<u8>>, random: &mut Random, number: usize) -> (String, Vec<PathBuf>) {
    let files = sources(root);
    let path = files[random.below(files.len())].clone();
    let bytes = fs::read(&path).unwrap();
    let named = |what: &str, path: &Path| format!("{what} {} (edit {number})", path.strip_prefix(root).unwrap().display());
    match random.below(15) {
        0 | 1 => {
            let text = String::from_utf8_lossy(&bytes).replacen(". ", &format!(" {number}. "), 1).replacen(".\n", &format!(" indeed {number}.\n"), 1);
            fs::write(&path, text).unwrap();
            (named("words changed in", &path), vec![path])
        }
        2 => {
            fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
            (named("half of", &path), vec![path])
        }
        3 => {
            fs::remove_file(&path).unwrap();
            (named("removed", &path), vec![path])
        }
        4 => {
            let folder = path.parent().unwrap().to_owned();
            let to = folder.with_file_name(format!("{}-{number}", folder.file_name().unwrap().to_str().unwrap()));
            if folder == root.join("content") {
                return ("nothing".to_owned(), vec![path]);
            }
            fs::rename(&folder, &to).unwrap();
            (named("renamed the folder of", &path), vec![folder, to])
        }
        5 => {
            let from = root.join("content/tasks/borrow-items");
            let to = root.join(format!("content/tasks/copy-{number}"));
            if !from.join("task.toml").exists() {
                return ("nothing".to_owned(), vec![path]);
            }
            copy(&from, &to);
            let facts = fs::read_to_string(to.join("task.toml"))
                .unwrap()
                .replace("\"borrow\"", &format!("\"copy-{number}\""))
                .replace("\"ausleihen\"", &format!("\"kopie-{number}\""));
            fs::write(to.join("task.toml"), facts).unwrap();
            (named("copied a task to", &to), vec![to])
        }
        6 => {
            let path = root.join("themes/default/styles/00-tokens.css");
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, format!(":root {{ --number: {number}; }}\n")).unwrap();
            (named("styles in", &path), vec![root.join("themes")])
        }
        7 => {
            // A title is the name of its item on other pages.
            let text = String::from_utf8_lossy(&bytes).replacen("# ", &format!("# {number} "), 1);
            fs::write(&path, text).unwrap();
            (named("title changed in", &path), vec![path])
        }
        8 => {
            // Facts that pages show: codes, deadlines, days.
            let change = |line: &str| match line.split_once(" = ") {
                Some(("code", _)) => format!("code = \"N{number}\""),
                _ => line.replace("\"3 weeks\"", &format!("\"{} days\"", number % 30 + 1)).replace("2024-06-01", &format!("2024-06-{:02}", number % 30 + 1)),
            };
            let text = String::from_utf8_lossy(&bytes).lines().map(|line| change(line) + "\n").collect::<String>();
            fs::write(&path, text).unwrap();
            (named("facts changed in", &path), vec![path])
        }
        9 | 10 => {
            // Words that others count, show or check: references, sections, footnotes, the summary, and a paragraph that stands twice.
            let more = [
                "\n\nSee [](task:borrow-items) and [](term:loan).\n".to_owned(),
                format!("\n\n## Section {number} {{#section-{number}}}\n\nText of the section.\n"),
                format!("\n\nNoted.[^n{number}]\n\n[^n{number}]: A note of {number} words.\n"),
                "\n\nThis paragraph is long enough to be told apart from all the others and stands in more than one place.\n".to_owned(),
                format!("\n\nDie Bibliothek ist an allen Werktagen geöffnet, und wir nehmen {number} Bücher zurück.\n"),
            ];
            let text = String::from_utf8_lossy(&bytes).into_owned() + &more[random.below(more.len())];
            fs::write(&path, text).unwrap();
            (named("added words to", &path), vec![path])
        }
        11 => {
            // The first paragraph is the summary of the item on other pages.
            let text = String::from_utf8_lossy(&bytes).replacen("\n\n", &format!("\n\nIn short, {number}. "), 1);
            fs::write(&path, text).unwrap();
            (named("summary changed in", &path), vec![path])
        }
        // Mended: everything is as it was.
        _ => (format!("mended (edit {number})"), mend(root, original)),
    }
}

/// Makes everything as it was in `original`, and says what that changed.
pub fn mend(root: &Path, original: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
    let mut changed: Vec<PathBuf> = sources(root).into_iter().filter(|path| !original.contains_key(path)).collect();
    changed.iter().for_each(|path| fs::remove_file(path).unwrap());
    for (path, bytes) in original.iter().filter(|(path, bytes)| fs::read(path).ok().as_ref() != Some(bytes)) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        changed.push(path.clone());
    }
    changed
}
