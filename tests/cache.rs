//! `opastin build --cache`: it saves time and changes nothing, whatever becomes of its folder.
//!
//! `DAMAGES=500 cargo test --test cache` damages it as often (12 times by default), `EDITS=2000` makes as many edits.

#[expect(unreachable_pub, reason = "a module of these tests alone")]
#[path = "common/edits.rs"]
mod edits;
mod support;

use edits::{Random, mend, random_edit, sources};
use opastin::compile::saved::{Kind, Saved, compile_saved};
use opastin::compile::{Options, compile};
use opastin::parse::with_defaults;
use opastin::source::disk::{embedded, load};
use opastin::source::fingerprint;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{Site, TODAY};

const WORDS: &str = "content/tasks/borrow-items/en.md";

type Tree = BTreeMap<PathBuf, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    files.map(|path| (path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// A site, a folder to build it into and a cache folder.
struct Place {
    site: Site,
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Place { site: Site::base(), folder: tempfile::tempdir().unwrap() }
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn command(&self, program: &Path, out: &str) -> Command {
        let mut command = Command::new(program);
        command.args(["build", "--today", TODAY, "--timings", "--root"]).arg(self.site.root()).arg("--out").arg(self.folder.path().join(out));
        command
    }

    /// What is built, and what is said to be found, without a cache.
    fn cold(&self) -> (Tree, Vec<u8>) {
        let built = self.command(Path::new(env!("CARGO_BIN_EXE_opastin")), "cold").output().unwrap();
        assert!(built.status.success(), "{built:?}");
        (tree(&self.folder.path().join("cold")), built.stderr)
    }

    fn cached(&self) -> Output {
        self.command(Path::new(env!("CARGO_BIN_EXE_opastin")), "cached").arg("--cache").arg(self.cache()).output().unwrap()
    }

    /// Builds with the cache; what is built and found must be `cold`. The stages that ran.
    #[track_caller]
    fn gives(&self, (cold, found): &(Tree, Vec<u8>), when: &str) -> Vec<String> {
        let built = self.cached();
        assert!(built.status.success(), "{when}: {built:?}");
        assert_eq!(String::from_utf8_lossy(&built.stderr), String::from_utf8_lossy(found), "{when}");
        let warm = tree(&self.folder.path().join("cached"));
        let different: Vec<_> = cold.keys().chain(warm.keys()).filter(|path| cold.get(*path) != warm.get(*path)).collect();
        assert!(different.is_empty(), "{when}: {different:?}");
        String::from_utf8(built.stdout).unwrap().lines().filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
    }

    /// The files of the cache.
    fn parts(&self) -> Vec<PathBuf> {
        let mut parts: Vec<PathBuf> = fs::read_dir(self.cache()).unwrap().map(|entry| entry.unwrap().path()).collect();
        parts.retain(|path| path.file_name().is_some_and(|name| name != "lock"));
        parts.sort();
        parts
    }
}

#[test]
fn what_is_built_with_a_cache_is_what_is_built_without() {
    let place = Place::new();
    let cold = place.cold();
    let made = |stages: &[String]| stages.iter().any(|stage| stage == "pages");
    assert!(made(&place.gives(&cold, "at first")));
    let size = |place: &Place| place.parts().iter().map(|part| part.metadata().unwrap().len()).sum::<u64>();
    let first = size(&place);
    assert!(!made(&place.gives(&cold, "with nothing changed")), "nothing is made again");
    for edit in 0..6 {
        match edit % 3 {
            0 => place.site.replace(WORDS, "The receipt lists", "The slip lists"),
            1 => place.site.replace("content/registry/time.toml", "\"3 weeks\"", "\"5 weeks\""),
            _ => {
                place.site.replace(WORDS, "The slip lists", "The receipt lists");
                place.site.replace("content/registry/time.toml", "\"5 weeks\"", "\"3 weeks\"");
            }
        }
        place.gives(&place.cold(), &format!("after edit {edit}"));
        assert!(size(&place) < first + first / 10, "what is not used is dropped");
    }
    // With errors nothing is published and the cache stays for the next build.
    let text = fs::read_to_string(place.site.path(WORDS)).unwrap();
    place.site.write(WORDS, "# No section\n");
    assert_eq!(place.cached().status.code(), Some(1));
    place.site.write(WORDS, text);
    assert!(!made(&place.gives(&cold, "after an error")));
}

/// What is saved stays when a site has errors: it is used for what comes after them.
#[test]
fn random_edits_give_with_what_is_saved_what_they_give_without() {
    let edits = std::env::var("EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(60);
    let site = Site::base();
    let root = site.root().canonicalize().unwrap();
    let original: BTreeMap<PathBuf, Vec<u8>> = sources(&root).into_iter().map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
    let options = Options::new(jiff::civil::date(2026, 3, 2));
    let (mut saved, mut random) = (Saved::default(), Random(0x2545_F491_4F6C_DD1D));
    let (mut sound, mut broken) = (0, 0);
    for number in 0..edits {
        let (what, _) = random_edit(&root, &original, &mut random, number);
        let tree = with_defaults(load(&root).0, &embedded());
        let warm = compile_saved(&tree, &options, &mut saved);
        let files: BTreeMap<String, _> = warm.files.iter().map(|(path, file)| (path.clone(), file.bytes.bytes().unwrap())).collect();
        let cold = compile(&tree, &options);
        assert_eq!(warm.findings, cold.findings, "findings after {what}");
        let different: Vec<&String> = cold.files.keys().chain(files.keys()).filter(|path| cold.files.get(*path) != files.get(*path)).collect();
        assert!(different.is_empty(), "{different:?} after {what}");
        // What stands under a fingerprint never changes: whoever keeps it looks at no more than that.
        assert!(
            saved
                .iter()
                .filter(|(kind, ..)| matches!(kind, Kind::Bytes | Kind::Search))
                .all(|(_, under, value)| fingerprint(&value.bytes().unwrap()) == *under)
        );
        if cold.files.is_empty() {
            broken += 1;
            if random.below(2) == 0 {
                mend(&root, &original);
            }
        } else {
            sound += 1;
        }
    }
    println!("{edits} edits: {sound} gave a site, {broken} gave errors; all as from nothing");
    assert!(sound > edits / 4 && broken > 0);
}

#[test]
fn a_damaged_cache_changes_no_byte_of_the_site() {
    let damages: usize = std::env::var("DAMAGES").ok().and_then(|damages| damages.parse().ok()).unwrap_or(12);
    let place = Place::new();
    place.gives(&place.cold(), "at first");
    let sound = tree(&place.cache());
    // What the damaged cache is used for differs from what made it.
    place.site.replace(WORDS, "The receipt lists", "The slip lists");
    let cold = place.cold();
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |limit: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % limit.max(1) as u64) as usize
    };
    let mut kinds = [0; 6];
    for number in 0..damages {
        fs::remove_dir_all(place.cache()).unwrap();
        fs::create_dir(place.cache()).unwrap();
        sound.iter().for_each(|(path, bytes)| fs::write(place.cache().join(path), bytes).unwrap());
        let parts = place.parts();
        for _ in 0..=below(4) {
            let part = &parts[below(parts.len())];
            let Ok(mut bytes) = fs::read(part) else { continue };
            let kind = below(6);
            kinds[kind] += 1;
            match kind {
                0 | 1 => {
                    let at = below(if kind == 0 { bytes.len() } else { bytes.len().min(200) });
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << below(8);
                    }
                    fs::write(part, bytes).unwrap();
                }
                2 => fs::write(part, &bytes[..below(bytes.len())]).unwrap(),
                3 => fs::write(part, [bytes.as_slice(), &bytes[..below(bytes.len())]].concat()).unwrap(),
                4 => fs::remove_file(part).unwrap(),
                // Another part's values, whole, under this name.
                _ => {
                    let _ = fs::copy(&parts[below(parts.len())], part);
                }
            }
        }
        // Where the site is to be published anew, bytes of all files are read from what is left.
        if number % 2 == 1 {
            fs::remove_dir_all(place.folder.path().join("cached")).unwrap();
        }
        place.gives(&cold, &format!("after damage {number}"));
    }
    println!("{damages} damaged caches ({kinds:?} bits, bits of heads, cut, grown, removed, exchanged): every site as without one");
    fs::remove_dir_all(place.cache()).unwrap();
    place.gives(&cold, "without the folder");
}

/// What somebody does to a file.
type Change = fn(&Path);

#[test]
fn what_others_change_in_the_output_folder_is_put_right() {
    let place = Place::new();
    let cold = place.cold();
    let out = place.folder.path().join("cached");
    let changes: [(&str, Change); 6] = [
        ("other bytes", |page| fs::write(page, "other").unwrap()),
        ("as many other bytes, with the time set back", |page| {
            let before = fs::metadata(page).unwrap();
            let file = fs::File::options().write(true).open(page).unwrap();
            (&file).write_all(&vec![b'x'; before.len() as usize]).unwrap();
            file.set_modified(before.modified().unwrap()).unwrap();
        }),
        ("another file with as many bytes and the same time", |page| {
            let before = fs::metadata(page).unwrap();
            let other = page.with_extension("other");
            fs::write(&other, vec![b'x'; before.len() as usize]).unwrap();
            fs::File::options().write(true).open(&other).unwrap().set_modified(before.modified().unwrap()).unwrap();
            fs::rename(other, page).unwrap();
        }),
        ("no file", |page| fs::remove_file(page).unwrap()),
        ("a link", |page| {
            fs::rename(page, page.with_extension("moved")).unwrap();
            std::os::unix::fs::symlink(page.with_extension("moved"), page).unwrap();
        }),
        ("no folder", |page| fs::remove_dir_all(page.parent().unwrap().parent().unwrap()).unwrap()),
    ];
    for (what, change) in changes {
        // Twice, so that the files are known.
        place.gives(&cold, "before");
        place.gives(&cold, "before, again");
        let pages: Vec<PathBuf> = cold.0.keys().filter(|path| path.extension().is_some_and(|ending| ending == "html")).map(|path| out.join(path)).collect();
        change(&pages[pages.len() / 2]);
        place.gives(&cold, what);
    }
}

#[test]
fn sites_for_folders_and_compressed_copies_are_as_without_a_cache() {
    let place = Place::new();
    place.gives(&place.cold(), "at first");
    for option in ["--portable", "--precompress"] {
        let program = Path::new(env!("CARGO_BIN_EXE_opastin"));
        assert!(place.command(program, "cold").arg(option).output().unwrap().status.success());
        let cold = tree(&place.folder.path().join("cold"));
        for damaged in [false, false, true] {
            if damaged {
                let packs = place.parts().into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "pack"));
                packs.for_each(|pack| fs::write(&pack, fs::read(&pack).unwrap().repeat(2).split_off(100)).unwrap());
                fs::remove_dir_all(place.folder.path().join("cached")).unwrap();
            }
            let built = place.command(program, "cached").arg(option).arg("--cache").arg(place.cache()).output().unwrap();
            assert!(built.status.success(), "{built:?}");
            assert!(tree(&place.folder.path().join("cached")) == cold, "{option}, damaged: {damaged}");
        }
    }
}

#[test]
fn what_another_program_left_is_not_used() {
    let place = Place::new();
    let cold = place.cold();
    place.gives(&cold, "at first");
    let before = tree(&place.cache());
    // The same program with one more byte is another one.
    let other = place.folder.path().join("other");
    fs::write(&other, [fs::read(env!("CARGO_BIN_EXE_opastin")).unwrap().as_slice(), b"\n"].concat()).unwrap();
    fs::set_permissions(&other, fs::metadata(env!("CARGO_BIN_EXE_opastin")).unwrap().permissions()).unwrap();
    let built = place.command(&other, "other-out").arg("--cache").arg(place.cache()).output().unwrap();
    assert!(built.status.success() && String::from_utf8(built.stdout).unwrap().contains("pages"), "everything is made again");
    assert_eq!(tree(&place.folder.path().join("other-out")), cold.0);
    let after = tree(&place.cache());
    let marks = [Path::new("lock"), Path::new("CACHEDIR.TAG")];
    assert!(before.iter().filter(|(path, _)| !marks.contains(&path.as_path())).all(|(path, bytes)| after.get(path) != Some(bytes)));
}

#[test]
fn builds_that_share_a_cache_at_once_are_all_right() {
    let place = Place::new();
    let cold = place.cold();
    let program = Path::new(env!("CARGO_BIN_EXE_opastin"));
    for round in 0..3 {
        let outs: Vec<String> = (0..4).map(|number| format!("{round}-{number}")).collect();
        let running: Vec<_> = outs
            .iter()
            .map(|out| {
                place
                    .command(program, out)
                    .arg("--cache")
                    .arg(place.cache())
                    .stdout(std::process::Stdio::null())
                    .stderr(std::process::Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for (mut build, out) in running.into_iter().zip(&outs) {
            assert!(build.wait().unwrap().success());
            assert_eq!(tree(&place.folder.path().join(out)), cold.0);
        }
    }
    place.gives(&cold, "afterwards");
}

#[test]
fn a_cache_that_cannot_be_written_is_said_and_the_site_is_published() {
    let place = Place::new();
    let cold = place.cold();
    fs::write(place.cache(), "a file stands in its place").unwrap();
    let built = place.cached();
    let said = String::from_utf8(built.stderr).unwrap();
    assert!(built.status.success() && said.contains("could not be written") && said.contains("--cache DIR"), "{said}");
    assert_eq!(tree(&place.folder.path().join("cached")), cold.0);
    // It is no place for sources or for the site.
    for folder in [place.site.path("content/cache"), place.folder.path().join("cached/cache"), place.folder.path().join("cached")] {
        let program = Path::new(env!("CARGO_BIN_EXE_opastin"));
        let refused = place.command(program, "cached").arg("--cache").arg(&folder).output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{}", folder.display());
        assert!(String::from_utf8(refused.stderr).unwrap().contains("another cache folder"));
    }
    assert_eq!(tree(&place.folder.path().join("cached")), cold.0);
}

#[test]
fn a_folder_with_files_of_others_is_no_cache() {
    let place = Place::new();
    fs::create_dir_all(place.cache().join("objects")).unwrap();
    ["index", "HEAD", "objects/0000000a.pack"].iter().for_each(|name| fs::write(place.cache().join(name), "mine").unwrap());
    let before = tree(&place.cache());
    let refused = place.cached();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(2) && said.contains("was not made by opastin build --cache"), "{said}");
    assert_eq!(tree(&place.cache()), before);
    assert!(!place.folder.path().join("cached").exists());
}

#[test]
fn links_and_pipes_in_a_cache_are_neither_followed_nor_waited_for() {
    let place = Place::new();
    let cold = place.cold();
    place.gives(&cold, "at first");
    let mine = place.folder.path().join("mine");
    fs::write(&mine, "mine").unwrap();
    for (number, name) in ["index", "published", "index.new", "published.new", "00000000.pack", "CACHEDIR.TAG"].iter().enumerate() {
        for kind in ["link", "pipe"] {
            let path = place.cache().join(name);
            let _ = fs::remove_file(&path);
            match kind {
                "link" => std::os::unix::fs::symlink(&mine, &path).unwrap(),
                _ => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
            }
            if *name == "CACHEDIR.TAG" {
                fs::remove_file(&path).unwrap();
            }
            // Something is to be left as well.
            let words = |number: usize| format!("The receipt lists {number}");
            place.site.replace(WORDS, "The receipt lists", &words(number));
            place.gives(&place.cold(), &format!("{kind} {name}"));
            place.site.replace(WORDS, &words(number), "The receipt lists");
            place.gives(&cold, &format!("{kind} {name}, afterwards"));
            assert_eq!(fs::read_to_string(&mine).unwrap(), "mine", "{kind} {name}");
            let odd = fs::read_dir(place.cache()).unwrap().map(Result::unwrap).find(|entry| !entry.file_type().unwrap().is_file());
            assert!(odd.is_none(), "{kind} {name}: {odd:?}");
        }
    }
}
