//! The real program, disturbed while it publishes: killed, without room, without leave to write, beside itself, and with the target taken away.
//! Whatever happens, the site that stands is one of those that were built, whole, and the next run clears what was left.
//!
//! `FAULTS_KILLS` says how often it is killed; `tests/faults/run` asks for 200. Disks are made with `mount` in a namespace of their own,
//! which needs no rights where the system lets users have namespaces.

mod common;

use opastin::publish::Publication;
use opastin::render::sink::Sink;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

type Site = BTreeMap<String, Vec<u8>>;

/// Two sources of one small site, which differ on every page, and what each is built to.
struct Sites {
    folder: tempfile::TempDir,
    built: [Site; 2],
}

impl Sites {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (number, name) in ["Borrowing from the library", "Lending"].iter().enumerate() {
            for (path, bytes) in common::files("tests/sites/base") {
                let to = folder.path().join(number.to_string()).join(Path::new(path.as_str()).strip_prefix("tests/sites/base").unwrap());
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                let text = String::from_utf8(bytes).unwrap();
                fs::write(to, text.replace("Borrowing from the library", name)).unwrap();
            }
        }
        let mut sites = Sites { folder, built: [Site::new(), Site::new()] };
        for number in 0..2 {
            let out = sites.folder.path().join(format!("built-{number}"));
            assert!(sites.build(number, &out).output().unwrap().status.success());
            sites.built[number] = standing(&out);
        }
        let changed = sites.built[0].iter().filter(|(path, bytes)| path.ends_with(".html") && sites.built[1].get(*path) != Some(bytes)).count();
        assert!(changed >= 20, "{changed} pages differ");
        sites
    }

    /// The program, about to publish a site into `out`.
    fn build(&self, number: usize, out: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_opastin"));
        command.args(["build", "--today", "2025-06-01", "--root"]).arg(self.folder.path().join(number.to_string())).arg("--out").arg(out);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn publish(&self, number: usize, out: &Path) -> Output {
        self.build(number, out).output().unwrap()
    }

    /// Which of the sites stands in `target`.
    #[track_caller]
    fn which(&self, target: &Path) -> usize {
        let found = standing(target);
        let number = self.built.iter().position(|built| *built == found);
        number.unwrap_or_else(|| panic!("{} files that are neither site stand in {}", found.len(), target.display()))
    }

    /// The next run publishes, and nothing is left beside the target.
    #[track_caller]
    fn recovers(&self, target: &Path) {
        let output = self.publish(0, target);
        assert!(output.status.success(), "{}", errors(&output));
        assert_eq!(self.which(target), 0);
        assert_eq!(leftovers(target), Vec::<String>::new());
    }
}

/// What stands in a folder, without the marker.
fn standing(folder: &Path) -> Site {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    files
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .filter(|(path, _)| path != ".opastin")
        .collect()
}

/// What the program has left beside its target.
fn leftovers(target: &Path) -> Vec<String> {
    let names = fs::read_dir(target.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains(".opastin-")).collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Moments without visible order, the same in every run.
struct Moments(u64);

impl Moments {
    fn within(&mut self, span: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        span.mul_f64((self.0 % 10_000) as f64 / 10_000.0)
    }
}

fn kills() -> usize {
    std::env::var("FAULTS_KILLS").map_or(16, |number| number.parse().unwrap())
}

/// Waits until the program begins to publish, or has ended.
fn until_it_publishes(child: &mut Child, target: &Path) -> bool {
    let stage = target.with_file_name(".public.opastin-lock");
    while child.try_wait().unwrap().is_none() {
        if stage.exists() {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

#[test]
fn a_program_that_is_killed_at_any_moment_leaves_a_whole_site() {
    let sites = Sites::new();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    sites.recovers(&target);
    // How long the program runs, and how long of that it publishes.
    let start = Instant::now();
    let mut child = sites.build(1, &target).spawn().unwrap();
    assert!(until_it_publishes(&mut child, &target));
    let until = start.elapsed();
    child.wait().unwrap();
    let whole = start.elapsed();
    let mut moments = Moments(0x2545_f491_4f6c_dd1d);
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for number in 0..kills() {
        let before = sites.which(&target);
        let mut command = sites.build(1 - before, &target);
        // Every other program that is killed has a cache, which is written beside the publication.
        if number % 2 == 1 {
            command.arg("--cache").arg(folder.path().join("cache"));
        }
        let mut child = command.spawn().unwrap();
        // One kill in four falls anywhere, the others into the publication.
        if number % 8 < 2 {
            std::thread::sleep(moments.within(whole));
        } else if until_it_publishes(&mut child, &target) {
            std::thread::sleep(moments.within((whole - until) * 2));
        }
        child.kill().unwrap();
        let status = child.wait().unwrap();
        let after = sites.which(&target);
        let left = leftovers(&target);
        let moment = match (status.success(), before == after, left.iter().any(|name| name.ends_with("-new")), left.is_empty()) {
            (true, ..) => "after the end",
            (_, false, ..) => "after the swap",
            (_, _, true, _) => "while it staged",
            (_, _, _, false) => "while it planned",
            _ => "before it published",
        };
        *counted.entry(moment).or_default() += 1;
    }
    println!("killed {} times: {counted:?}; a whole site stood each time", kills());
    assert!(counted.contains_key("while it staged"), "{counted:?}");
    sites.recovers(&target);
    // What the killed ones have left in the cache is of no harm.
    for number in [1, 0] {
        let output = sites.build(number, &target).arg("--cache").arg(folder.path().join("cache")).output().unwrap();
        assert!(output.status.success() && !errors(&output).contains("the cache"), "{}", errors(&output));
        assert_eq!(sites.which(&target), number);
    }
}

#[test]
fn programs_that_publish_into_one_folder_at_once_do_so_one_after_the_other() {
    let sites = Sites::new();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    sites.recovers(&target);
    let (mut published, mut refused) = (0, 0);
    for round in 0..4 {
        let children: Vec<Child> = (0..4).map(|number| sites.build((round + number) % 2, &target).spawn().unwrap()).collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            let waits = errors(&output).contains("another run is writing into");
            assert!(output.status.success() != waits, "{}", errors(&output));
            (published, refused) = if waits { (published, refused + 1) } else { (published + 1, refused) };
        }
        sites.which(&target);
        assert_eq!(leftovers(&target), Vec::<String>::new());
    }
    println!("of 16 programs, {published} published and {refused} were told that another was publishing");
    // Whoever comes while another publishes is told so.
    let lock = fs::File::create(folder.path().join(".public.opastin-lock")).unwrap();
    lock.try_lock().unwrap();
    let output = sites.publish(1, &target);
    assert!(!output.status.success() && errors(&output).contains("wait until it has ended"), "{}", errors(&output));
    lock.unlock().unwrap();
    sites.recovers(&target);
}

#[test]
fn a_target_that_is_removed_while_the_program_runs_is_gone_or_whole() {
    let sites = Sites::new();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let mut moments = Moments(0x9e37_79b9_7f4a_7c15);
    let (mut gone, mut stood) = (0, 0);
    for round in 0..8 {
        sites.recovers(&target);
        let mut child = sites.build(1, &target).spawn().unwrap();
        until_it_publishes(&mut child, &target);
        std::thread::sleep(moments.within(Duration::from_millis(30)));
        if round % 2 == 0 {
            fs::rename(&target, folder.path().join("away")).unwrap();
            fs::remove_dir_all(folder.path().join("away")).unwrap();
        } else {
            // It may meet the new site in the place of the old one, and then it ends with an error.
            let _ = fs::remove_dir_all(&target);
        }
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success() || !errors(&output).is_empty());
        if target.exists() {
            stood += 1
        } else {
            gone += 1
        }
        if target.exists() {
            assert_eq!(sites.which(&target), 1, "round {round}");
        }
        let _ = fs::remove_dir_all(&target);
    }
    println!("of 8 removed targets {gone} stayed away and {stood} were published anew");
    sites.recovers(&target);
}

/// Set inside the namespace in which disks may be mounted.
const INSIDE: &str = "FAULTS_INSIDE";

/// Runs the test `name` again in a namespace in which disks may be mounted, and says whether this is the run inside.
fn with_own_disks(name: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let as_root = Command::new("unshare").args(["--mount", "true"]).output().is_ok_and(|output| output.status.success());
    let mut command = Command::new("unshare");
    command.args(if as_root { &["--mount"][..] } else { &["--mount", "--map-root-user"] });
    let output = command.arg(std::env::current_exe().unwrap()).args([name, "--exact", "--nocapture"]).env(INSIDE, "1").output().unwrap();
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "in a namespace that may mount disks: {}", errors(&output));
    false
}

fn mount(arguments: &[&str], at: &Path) {
    let output = Command::new("mount").args(arguments).arg(at).output().unwrap();
    assert!(output.status.success(), "mount {arguments:?}: {}", errors(&output));
}

/// Fills the disk of `file` up to `free` bytes, as far as its blocks allow.
fn fill(file: &Path, free: u64) {
    fs::write(file, []).unwrap();
    let disk = rustix::fs::statvfs(file).unwrap();
    fs::write(file, vec![0_u8; usize::try_from((disk.f_bavail * disk.f_frsize).saturating_sub(free)).unwrap()]).unwrap();
}

#[test]
fn a_full_disk_leaves_the_site_that_stood() {
    if !with_own_disks("a_full_disk_leaves_the_site_that_stood") {
        return;
    }
    let sites = Sites::new();
    let disk = tempfile::tempdir().unwrap();
    mount(&["-t", "tmpfs", "-o", "size=6m", "tmpfs"], disk.path());
    let target: PathBuf = disk.path().join("public");
    sites.recovers(&target);
    let filler = disk.path().join("filler");
    let size: usize = sites.built[0].values().map(Vec::len).sum();
    let (mut refused, mut published) = (0, 0);
    let steps = 16;
    for step in 0..=steps {
        // From no room at all to more than the pages take that change.
        fill(&filler, size as u64 * step / steps);
        let before = sites.which(&target);
        let output = sites.publish(1 - before, &target);
        if output.status.success() {
            published += 1;
            assert_eq!(sites.which(&target), 1 - before);
        } else {
            refused += 1;
            assert!(errors(&output).contains("the disk is full"), "{}", errors(&output));
            assert_eq!(sites.which(&target), before);
        }
        assert_eq!(leftovers(&target), Vec::<String>::new(), "after step {step}");
    }
    println!("with {} amounts of room: {refused} times told that the disk is full, {published} times published", steps + 1);
    assert!(refused > 3 && published > 1);
    fs::remove_file(&filler).unwrap();
    sites.recovers(&target);

    // A disk that has room for bytes and none for files.
    let inodes = tempfile::tempdir().unwrap();
    mount(&["-t", "tmpfs", "-o", "nr_inodes=60", "tmpfs"], inodes.path());
    let output = sites.publish(0, &inodes.path().join("public"));
    assert!(!output.status.success() && errors(&output).contains("the disk is full"), "{}", errors(&output));
    assert_eq!(fs::read_dir(inodes.path()).unwrap().count(), 0, "nothing is left of the attempt");
}

#[test]
fn what_may_not_be_written_stays_as_it_is() {
    if !with_own_disks("what_may_not_be_written_stays_as_it_is") {
        return;
    }
    let sites = Sites::new();
    let disk = tempfile::tempdir().unwrap();
    mount(&["-t", "tmpfs", "-o", "size=20m", "tmpfs"], disk.path());
    let target = disk.path().join("public");
    sites.recovers(&target);
    mount(&["-o", "remount,ro"], disk.path());
    let output = sites.publish(1, &target);
    assert!(!output.status.success() && errors(&output).contains("may not be written"), "{}", errors(&output));
    assert_eq!(sites.which(&target), 0);
    assert_eq!(leftovers(&target), Vec::<String>::new());

    mount(&["-o", "remount,rw"], disk.path());
    sites.recovers(&target);

    // The target itself is a disk: it cannot be swapped.
    let other = disk.path().join("mounted/public");
    fs::create_dir_all(&other).unwrap();
    mount(&["-t", "tmpfs", "tmpfs"], &other);
    let output = sites.publish(0, &other);
    assert!(!output.status.success() && errors(&output).contains("a disk is mounted there"), "{}", errors(&output));
    assert_eq!(leftovers(&other), Vec::<String>::new());
    assert_eq!(fs::read_dir(&other).unwrap().count(), 0);
}

/// Mounts a disk on `at`, or the folder `elsewhere` of the same one, with a file in it.
fn mount_inside(at: &Path, elsewhere: Option<&Path>) {
    fs::create_dir(at).unwrap();
    match elsewhere {
        Some(elsewhere) => mount(&["--bind", elsewhere.to_str().unwrap()], at),
        None => mount(&["-t", "tmpfs", "tmpfs"], at),
    }
    fs::write(at.join("photo"), "the only one").unwrap();
}

#[test]
fn what_is_mounted_in_the_target_is_never_emptied() {
    if !with_own_disks("what_is_mounted_in_the_target_is_never_emptied") {
        return;
    }
    let sites = Sites::new();
    for elsewhere in [None, Some("elsewhere")] {
        let folder = tempfile::tempdir().unwrap();
        let (target, elsewhere) = (folder.path().join("public"), elsewhere.map(|name| folder.path().join(name)));
        elsewhere.iter().for_each(|elsewhere| fs::create_dir(elsewhere).unwrap());
        sites.recovers(&target);
        // Before a build begins.
        let media = target.join("en/media");
        mount_inside(&media, elsewhere.as_deref());
        let output = sites.publish(1, &target);
        assert!(!output.status.success() && errors(&output).contains("unmount it"), "{}", errors(&output));
        assert_eq!(fs::read_to_string(media.join("photo")).unwrap(), "the only one");
        assert_eq!(leftovers(&target), Vec::<String>::new());
        assert!(Command::new("umount").arg(&media).status().unwrap().success());
        fs::remove_dir(&media).unwrap();
        // While it runs: then the old site stays aside with it, and is cleared when it is gone.
        let publication = Publication::begin(&target).unwrap();
        mount_inside(&media, elsewhere.as_deref());
        sites.built[1].iter().for_each(|(path, bytes)| publication.put(path, bytes));
        let (_, unsettled) = publication.finish_knowing().unwrap();
        let said = unsettled.clear().unwrap_err().to_string();
        assert!(said.contains(".public.opastin-new,") && said.contains("a disk is mounted in it"), "{said}");
        drop(unsettled);
        let aside = folder.path().join(".public.opastin-new");
        for number in [0, 1] {
            assert!(sites.publish(number, &target).status.success());
            assert_eq!((sites.which(&target), leftovers(&target)), (number, vec![".public.opastin-new".to_owned()]));
            assert_eq!(fs::read_to_string(aside.join("en/media/photo")).unwrap(), "the only one");
        }
        assert!(Command::new("umount").arg(aside.join("en/media")).status().unwrap().success());
        sites.recovers(&target);
    }
}
