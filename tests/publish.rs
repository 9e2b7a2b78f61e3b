//! Publication: what is written, what is refused, and that a killed run damages nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on ends so")]

use opastin::compile::OutputTree;
use opastin::publish::{Publication, PublishError, Published, Record, Unsettled, publish};
use opastin::render::sink::Sink;
use opastin::source::fingerprint;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

fn tree(files: &[(&str, &str)]) -> OutputTree {
    files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))).collect()
}

/// What stands in a folder, without the marker.
fn standing(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), fs::read_to_string(entry.path()).unwrap()))
        .filter(|(path, _)| path != ".opastin")
        .collect()
}

fn target() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    (folder, target)
}

#[track_caller]
fn alone(folder: &Path) {
    let names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["public"]);
}

#[test]
fn what_is_new_is_written_what_is_equal_is_kept_what_is_gone_is_removed() {
    use std::os::unix::fs::MetadataExt;
    let (folder, target) = target();
    let first = tree(&[("index.html", "a"), ("en/a/index.html", "b"), ("en/b/index.html", "c")]);
    assert_eq!(publish(&target, &first).unwrap(), Published { written: 3, kept: 0, removed: 0 });
    let kept = fs::metadata(target.join("index.html")).unwrap();

    let second = tree(&[("index.html", "a"), ("en/a/index.html", "changed"), ("en/c/index.html", "")]);
    assert_eq!(publish(&target, &second).unwrap(), Published { written: 2, kept: 1, removed: 1 });
    let expected = [("en/a/index.html", "changed"), ("en/c/index.html", ""), ("index.html", "a")].map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(standing(&target), BTreeMap::from(expected));
    assert!(!target.join("en/b").exists(), "no empty folder is left");
    let now = fs::metadata(target.join("index.html")).unwrap();
    assert_eq!((now.ino(), now.modified().unwrap()), (kept.ino(), kept.modified().unwrap()), "an equal file is the same file");

    let before = fs::metadata(&target).unwrap().ino();
    assert_eq!(publish(&target, &second).unwrap(), Published { written: 0, kept: 3, removed: 0 });
    assert_eq!(fs::metadata(&target).unwrap().ino(), before, "nothing was swapped");
    alone(folder.path());
}

#[test]
fn a_publication_that_is_given_up_leaves_the_site_as_it_was() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a"), ("b/index.html", "b")])).unwrap();
    let publication = Publication::begin(&target).unwrap();
    publication.put("index.html", b"a");
    assert!(!folder.path().join(".public.opastin-new").exists(), "nothing is staged before a file differs");
    publication.put("b/index.html", b"other");
    publication.put("c/index.html", b"new");
    assert!(folder.path().join(".public.opastin-new/index.html").exists());
    drop(publication);
    alone(folder.path());
    assert_eq!(standing(&target), [("b/index.html", "b"), ("index.html", "a")].map(|(path, text)| (path.to_owned(), text.to_owned())).into());
}

#[test]
fn the_last_file_at_a_path_is_published_and_the_standing_one_is_never_written_to() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a"), ("b/index.html", "b")])).unwrap();
    let link = folder.path().join("link");
    fs::hard_link(target.join("index.html"), &link).unwrap();
    for (texts, published) in [
        (["a", "other", "a"], Published { written: 0, kept: 1, removed: 1 }),
        (["a", "a", "other"], Published { written: 1, kept: 0, removed: 0 }),
        (["other", "a", "new"], Published { written: 1, kept: 0, removed: 0 }),
    ] {
        let publication = Publication::begin(&target).unwrap();
        texts.iter().for_each(|text| publication.put("index.html", text.as_bytes()));
        assert_eq!(publication.finish().unwrap(), published, "{texts:?}");
        assert_eq!(standing(&target), BTreeMap::from([("index.html".to_owned(), texts[2].to_owned())]));
        assert_eq!(fs::read_to_string(&link).unwrap(), "a");
    }
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let (_folder, target) = target();
    for files in [&[("a", "file")][..], &[("a/b", "inside")], &[("a", "file")]] {
        publish(&target, &tree(files)).unwrap();
        assert_eq!(standing(&target).len(), 1);
        assert!(target.join(files[0].0).is_file());
    }
}

#[test]
fn an_empty_folder_is_taken_and_others_are_refused() {
    let (_folder, target) = target();
    fs::create_dir(&target).unwrap();
    publish(&target, &tree(&[("index.html", "a")])).unwrap();

    for (name, text) in [("notes.txt", "mine"), (".opastin", "something else")] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        assert!(matches!(publish(folder.path(), &tree(&[("index.html", "a")])), Err(PublishError::NotOurs(_))), "{name}");
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text);
    }
    fs::write(target.join(".opastin"), "opastin output, format 2\n").unwrap();
    assert!(matches!(publish(&target, &tree(&[])), Err(PublishError::LaterFormat { .. })));
}

#[test]
fn a_repository_in_the_folder_is_never_swapped_away() {
    let (_folder, target) = target();
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
    fs::create_dir(target.join(".git")).unwrap();
    assert!(matches!(publish(&target, &tree(&[("index.html", "b")])), Err(PublishError::Repository { .. })));
    assert!(target.join(".git").is_dir());
}

#[test]
fn a_link_stays_a_link() {
    let (folder, target) = target();
    let link = folder.path().join("www");
    fs::create_dir(&target).unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    publish(&link, &tree(&[("index.html", "a")])).unwrap();
    assert!(link.is_symlink() && target.join("index.html").is_file());
}

#[test]
fn paths_that_lead_out_are_refused() {
    let (folder, target) = target();
    for path in ["../out.html", "/etc/out.html", "a/../../out.html", "", ".opastin", "a\\b"] {
        assert!(matches!(publish(&target, &tree(&[(path, "x")])), Err(PublishError::BadPath(_))), "{path}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_file_in_the_way_is_an_error() {
    let (_folder, target) = target();
    fs::write(&target, "a file").unwrap();
    assert!(matches!(publish(&target, &tree(&[])), Err(PublishError::NotAFolder(_))));
    assert!(publish(&target.join("inside"), &tree(&[])).is_err());
    assert_eq!(fs::read_to_string(&target).unwrap(), "a file");
}

#[test]
fn leftovers_of_a_killed_run_are_cleared_but_nothing_else_is() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
    let stage = folder.path().join(".public.opastin-new");
    fs::create_dir(&stage).unwrap();
    fs::copy(target.join(".opastin"), stage.join(".opastin")).unwrap();
    fs::write(stage.join("half.html"), "ha").unwrap();
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
    alone(folder.path());

    fs::create_dir(&stage).unwrap();
    fs::write(stage.join("mine.txt"), "not of the program").unwrap();
    for text in ["b", "c"] {
        publish(&target, &tree(&[("index.html", text)])).unwrap();
        assert_eq!(standing(&target)["index.html"], text);
        assert_eq!(fs::read_to_string(stage.join("mine.txt")).unwrap(), "not of the program");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    }
}

#[test]
fn what_lies_in_the_place_of_a_stage_is_not_touched() {
    let (folder, target) = target();
    let (mine, stage) = (folder.path().join("mine"), folder.path().join(".public.opastin-new"));
    publish(&mine, &tree(&[("index.html", "mine")])).unwrap();
    std::os::unix::fs::symlink(&mine, &stage).unwrap();
    std::os::unix::fs::symlink(mine.join("index.html"), folder.path().join(".public.opastin-journal")).unwrap();
    for text in ["a", "b"] {
        publish(&target, &tree(&[("index.html", text)])).unwrap();
    }
    assert!(stage.is_symlink() && !folder.path().join(".public.opastin-new-2").exists());
    assert_eq!(standing(&mine)["index.html"], "mine");
    fs::remove_file(&stage).unwrap();
    fs::create_dir(&stage).unwrap();
    let pipe = Command::new("mkfifo").arg(stage.join(".opastin")).status().unwrap();
    assert!(pipe.success());
    publish(&target, &tree(&[("index.html", "c")])).unwrap();
    // When there are too many of them, it says so.
    for number in 2..=9 {
        fs::create_dir(folder.path().join(format!(".public.opastin-new-{number}"))).unwrap();
        fs::write(folder.path().join(format!(".public.opastin-new-{number}/mine.txt")), "mine").unwrap();
    }
    let error = publish(&target, &tree(&[("index.html", "d")])).unwrap_err();
    assert!(matches!(error, PublishError::Leftovers(_)) && error.to_string().contains(".public.opastin-new"), "{error}");
    assert_eq!(standing(&target)["index.html"], "c");
}

#[test]
fn markers_in_the_site_are_files_like_others_unless_they_are_of_a_site() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a"), ("en/index.html", "a")])).unwrap();
    for text in ["b", "c", "d"] {
        fs::create_dir_all(target.join("en/deep/er")).unwrap();
        ["en/.opastin", "en/deep/.opastin", "en/deep/er/.opastin"].iter().for_each(|stray| fs::write(target.join(stray), "").unwrap());
        publish(&target, &tree(&[("index.html", text), ("en/index.html", "a")])).unwrap();
        assert_eq!(standing(&target).len(), 2);
        alone(folder.path());
    }
    // A site that is published into this one stays, and so does this one.
    for inside in ["preview", "en/deep/preview"] {
        publish(&target.join(inside), &tree(&[("index.html", "other")])).unwrap();
        let error = publish(&target, &tree(&[("index.html", "e")])).unwrap_err();
        assert!(matches!(&error, PublishError::SiteInside { inside: site, .. } if site.ends_with(inside)), "{error}");
        assert_eq!((&*standing(&target)["index.html"], &*standing(&target.join(inside))["index.html"]), ("d", "other"));
        fs::remove_dir_all(target.join(inside)).unwrap();
    }
    publish(&target, &tree(&[("index.html", "e")])).unwrap();
    alone(folder.path());
}

#[test]
fn two_runs_into_one_folder_are_told_apart() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
    let lock = fs::File::create(folder.path().join(".public.opastin-lock")).unwrap();
    lock.try_lock().unwrap();
    assert!(matches!(publish(&target, &tree(&[("index.html", "b")])), Err(PublishError::Locked(_))));
    lock.unlock().unwrap();
    publish(&target, &tree(&[("index.html", "b")])).unwrap();
    alone(folder.path());
}

/// A site of which `publication` has taken a part.
fn begun(target: &Path) -> Publication {
    let publication = Publication::begin(target).unwrap();
    publication.put("index.html", b"a");
    publication.put("en/a/index.html", b"first");
    publication
}

#[test]
fn a_stage_that_others_meddle_with_is_not_published() {
    let (folder, target) = target();
    let before = tree(&[("index.html", "a"), ("en/a/index.html", "b"), ("en/b/index.html", "c")]);
    publish(&target, &before).unwrap();
    let stood = standing(&target);
    let meddle: [fn(&Path); 5] = [
        |stage| fs::remove_dir_all(stage).unwrap(),
        |stage| {
            fs::remove_dir_all(stage).unwrap();
            fs::create_dir(stage).unwrap();
        },
        |stage| fs::remove_file(stage.join("index.html")).unwrap(),
        |stage| fs::remove_file(stage.join(".opastin")).unwrap(),
        |stage| fs::write(stage.join("en/mine.txt"), "mine").unwrap(),
    ];
    for (number, meddle) in meddle.into_iter().enumerate() {
        let publication = begun(&target);
        meddle(&folder.path().join(".public.opastin-new"));
        publication.put("en/b/index.html", b"second");
        let error = publication.finish().unwrap_err();
        assert!(matches!(error, PublishError::StageLost(_)), "{number}: {error}");
        assert_eq!(standing(&target), stood, "{number}");
        let _ = fs::remove_dir_all(folder.path().join(".public.opastin-new"));
    }
    publish(&target, &tree(&[("index.html", "b")])).unwrap();
    alone(folder.path());
}

#[test]
fn a_run_whose_lock_is_removed_leaves_the_site_and_the_other_run_alone() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a"), ("en/a/index.html", "b")])).unwrap();
    let remove_lock = || fs::remove_file(folder.path().join(".public.opastin-lock")).unwrap();
    let other = tree(&[("index.html", "a"), ("en/c/index.html", "other")]);
    let expected: BTreeMap<String, String> = [("en/c/index.html", "other"), ("index.html", "a")].map(|(path, text)| (path.to_owned(), text.to_owned())).into();
    // The other one is done when the first goes on.
    let first = begun(&target);
    remove_lock();
    publish(&target, &other).unwrap();
    first.put("en/b/index.html", b"second");
    assert!(matches!(first.finish(), Err(PublishError::StageLost(_))));
    assert_eq!(standing(&target), expected);
    alone(folder.path());
    // Nothing but the lock is gone.
    let first = begun(&target);
    remove_lock();
    assert!(matches!(first.finish(), Err(PublishError::LockLost { .. })));
    assert_eq!(standing(&target), expected);
    alone(folder.path());
    // The other one is under way.
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
    let first = begun(&target);
    remove_lock();
    let second = Publication::begin(&target).unwrap();
    other.iter().for_each(|(path, bytes)| second.put(path, bytes));
    assert!(first.finish().is_err());
    assert!(matches!(Publication::begin(&target), Err(PublishError::Locked(_))), "the lock of the second is not removed by the first");
    second.finish().unwrap();
    assert_eq!(standing(&target), expected);
    alone(folder.path());
}

#[test]
fn a_folder_that_others_put_in_the_place_of_the_target_is_not_replaced() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
    let publication = begun(&target);
    fs::remove_dir_all(&target).unwrap();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("thesis.txt"), "ten years of work").unwrap();
    assert!(matches!(publication.finish(), Err(PublishError::NotOurs(_))));
    assert_eq!(fs::read_to_string(target.join("thesis.txt")).unwrap(), "ten years of work");
    alone(folder.path());
}

#[test]
fn what_stands_in_the_place_of_the_lock_is_not_written_to() {
    let (folder, target) = target();
    let (mine, lock) = (folder.path().join("mine"), folder.path().join(".public.opastin-lock"));
    fs::write(&mine, "mine").unwrap();
    let put: [fn(&Path, &Path); 3] = [
        |mine, lock| std::os::unix::fs::symlink(mine, lock).unwrap(),
        |mine, lock| fs::hard_link(mine, lock).unwrap(),
        |_, lock| assert!(Command::new("mkfifo").arg(lock).status().unwrap().success()),
    ];
    for put in put {
        put(&mine, &lock);
        let error = publish(&target, &tree(&[("index.html", "a")])).unwrap_err();
        assert!(matches!(error, PublishError::ForeignLock(_)), "{error}");
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
        fs::remove_file(&lock).unwrap();
    }
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
}

#[test]
fn a_full_disk_leaves_the_published_site_as_it_was() {
    let (folder, target) = target();
    publish(&target, &tree(&[("index.html", "a")])).unwrap();
    // No file may grow beyond a block: the system refuses as it does on a full disk, with another word for it.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" a_publication_in_a_process_of_its_own --exact --nocapture";
    let status = Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe().unwrap())
        .env(INTO, &target)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(!status.success());
    assert_eq!(standing(&target), BTreeMap::from([("index.html".to_owned(), "a".to_owned())]));
    alone(folder.path());
}

/// Waits until the clock of the disk has gone on.
fn wait_for_the_clock(folder: &Path) {
    let time = || {
        fs::write(folder.join("clock"), "").unwrap();
        fs::metadata(folder.join("clock")).unwrap().modified().unwrap()
    };
    let before = time();
    while time() == before {}
    fs::remove_file(folder.join("clock")).unwrap();
}

/// Publishes with what is known, and gives the paths of the files whose bytes were needed.
fn publish_knowing(target: &Path, files: &OutputTree, record: &Record) -> (Published, Unsettled, Vec<String>) {
    let publication = Publication::begin_knowing(target, record.clone()).unwrap();
    let left = publication.left(|path| !files.contains_key(path));
    let mut needed = Vec::new();
    for (path, bytes) in files {
        let fingerprint = fingerprint(bytes);
        if !publication.keep(path, &fingerprint) && !left.get(&fingerprint).is_some_and(|from| publication.rename(from, path)) {
            publication.put_known(path, bytes, &fingerprint);
            needed.push(path.clone());
        }
    }
    let (published, unsettled) = publication.finish_knowing().unwrap();
    unsettled.clear().unwrap();
    (published, unsettled, needed)
}

/// Publishes `files` until all of them are known.
fn known(target: &Path, files: &OutputTree) -> Record {
    publish(target, files).unwrap();
    wait_for_the_clock(target.parent().unwrap());
    let (_, unsettled, _) = publish_knowing(target, files, &Record::default());
    wait_for_the_clock(target.parent().unwrap());
    unsettled.settle().unwrap()
}

#[test]
fn files_that_are_known_are_not_read() {
    let (folder, target) = target();
    let files = tree(&[("index.html", "a"), ("en/a/index.html", "b"), ("en/b/index.html", "c")]);
    let record = known(&target, &files);
    let (published, unsettled, needed) = publish_knowing(&target, &files, &record);
    assert_eq!((published, needed), (Published { written: 0, kept: 3, removed: 0 }, vec![]));
    assert_eq!(unsettled.settle(), None, "nothing new is known");
    // Beside a file that changes they are known as well, and afterwards still.
    let files = tree(&[("index.html", "a"), ("en/a/index.html", "other"), ("en/b/index.html", "c")]);
    let (published, unsettled, needed) = publish_knowing(&target, &files, &record);
    assert_eq!((published, needed), (Published { written: 1, kept: 2, removed: 0 }, vec!["en/a/index.html".to_owned()]));
    wait_for_the_clock(folder.path());
    let record = unsettled.settle().unwrap();
    let (published, _, needed) = publish_knowing(&target, &files, &record);
    assert_eq!(published, Published { written: 0, kept: 3, removed: 0 });
    assert!(needed.iter().all(|path| path == "en/a/index.html"), "{needed:?}");
    assert_eq!(standing(&target)["en/a/index.html"], "other");
    alone(folder.path());
}

#[test]
fn a_file_that_only_gets_another_name_is_not_read() {
    use std::os::unix::fs::MetadataExt;
    let (folder, target) = target();
    let record = known(&target, &tree(&[("index.html", "a"), ("search/old.bin", "words"), ("search/gone.bin", "more")]));
    let inode = |path: &str| fs::metadata(target.join(path)).unwrap().ino();
    let before = inode("search/old.bin");
    fs::write(target.join("search/gone.bin"), "xxxx").unwrap();
    let files = tree(&[("index.html", "a"), ("search/new.bin", "words"), ("search/other.bin", "more")]);
    let (published, _, needed) = publish_knowing(&target, &files, &record);
    assert_eq!((published, needed), (Published { written: 2, kept: 1, removed: 2 }, vec!["search/other.bin".to_owned()]));
    let expected = [("index.html", "a"), ("search/new.bin", "words"), ("search/other.bin", "more")];
    assert_eq!(standing(&target), expected.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
    assert_eq!(inode("search/new.bin"), before);
    alone(folder.path());
}

#[test]
fn what_others_write_at_any_moment_is_put_right() {
    let (_folder, target) = target();
    let mut record = Record::default();
    for round in 0..300_usize {
        let text = |page: usize| format!("page {page}, {:03}", if page.is_multiple_of(3) { round / 4 } else { 0 });
        let files: OutputTree = (0..6).map(|page| (format!("{page}/index.html"), Arc::from(text(page).into_bytes()))).collect();
        let (_, unsettled, _) = publish_knowing(&target, &files, &record);
        let expected: BTreeMap<String, String> = (0..6).map(|page| (format!("{page}/index.html"), text(page))).collect();
        assert_eq!(standing(&target), expected, "round {round}");
        // As many bytes into the same file, as close as can be to the moment at which it was seen.
        let write = |page: usize| fs::write(target.join(format!("{page}/index.html")), "x".repeat(text(page).len())).unwrap();
        write(round % 6);
        if let Some(settled) = unsettled.settle() {
            record = settled;
        }
        write((round + 1) % 6);
    }
}

#[test]
fn a_record_is_of_one_folder_and_one_that_is_cut_is_none() {
    let (folder, target) = target();
    let files = tree(&[("index.html", "a"), ("ö/index.html", "b")]);
    let record = known(&target, &files);
    let bytes = record.bytes();
    assert_eq!(Record::of_bytes(&bytes), Some(record.clone()));
    let fewer = (0..bytes.len()).filter_map(|end| Record::of_bytes(&bytes[..end]));
    assert!(fewer.count() <= 2, "only what ends with a file is read");
    let moved = folder.path().join("moved");
    fs::rename(&target, &moved).unwrap();
    assert_eq!(publish_knowing(&moved, &files, &record).2.len(), 2);
    // Nor does it make a path that leads out one that is published.
    let publication = Publication::begin_knowing(&moved, record).unwrap();
    assert!(!publication.keep("../moved/index.html", &fingerprint(b"a")));
}

/// Where the process below publishes.
const INTO: &str = "OPASTIN_TEST_PUBLISH_INTO";

/// A site whose pages all say the same number, so that a mixture shows.
fn numbered(number: usize) -> OutputTree {
    (0..30)
        // A third of the pages never changes, and some come and go.
        .filter(|page| page % 7 != number % 7)
        .map(|page| {
            let text = if page % 3 == 0 { format!("page {page}") } else { format!("page {page} of site {number} ").repeat(200) };
            (format!("en/{page}/index.html"), Arc::from(text.into_bytes()))
        })
        .chain([("number".to_owned(), Arc::from(number.to_string().into_bytes()))])
        .collect()
}

/// Publishes one site after the other without end, when the tests below ask for it; alone, it publishes one.
#[test]
fn a_publication_in_a_process_of_its_own() {
    if let Some(target) = std::env::var_os(INTO) {
        let mut number = 1;
        loop {
            publish(Path::new(&target), &numbered(number)).unwrap();
            number += 1;
        }
    }
    let (_folder, target) = target();
    publish(&target, &numbered(1)).unwrap();
    assert_whole(&target);
}

#[track_caller]
fn assert_whole(target: &Path) {
    let found = standing(target);
    let number = found["number"].parse().unwrap();
    let expected: BTreeMap<String, String> = numbered(number).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes.to_vec()).unwrap())).collect();
    assert_eq!(found, expected, "a mixture of sites stands");
}

#[test]
fn a_killed_publication_leaves_the_site_whole() {
    let (folder, target) = target();
    publish(&target, &numbered(0)).unwrap();
    let start = Instant::now();
    publish(&target, &numbered(1)).unwrap();
    let took = start.elapsed();
    let (mut swapped, mut unfinished) = (0, 0);
    // The moments are spread over three publications, and come round again until some fell into one and some after one.
    for round in 1..=300 {
        let before = fs::read_to_string(target.join("number")).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["a_publication_in_a_process_of_its_own", "--exact"])
            .env(INTO, &target)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(took * (round % 25) / 8);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&target);
        swapped += usize::from(fs::read_to_string(target.join("number")).unwrap() != before);
        unfinished += usize::from(folder.path().join(".public.opastin-new").exists());
        if round >= 25 && swapped > 0 && unfinished > 0 {
            break;
        }
    }
    assert!(swapped > 0 && unfinished > 0, "{swapped} kills after a swap, {unfinished} inside a publication");
    publish(&target, &numbered(0)).unwrap();
    assert_whole(&target);
    alone(folder.path());
}
