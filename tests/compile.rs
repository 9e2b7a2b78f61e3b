//! The whole compilation: the same input gives the same bytes, whatever the threads and whatever was compiled before; a theme overrides
//! templates and messages one by one; faults of templates and messages are told with their places; what comes out is sound.

use jsonschema::Validator;
use opastin::compile::{Compiled, Memo, Options, OutputTree, PrepareMemo, Told, Understood, compile, compile_with, make, prepare, prepare_once};
use opastin::diagnostics::{Code, Diagnostic, Severity};
use opastin::model::Key;
use opastin::parse::ledger::ConfirmedText;
use opastin::render::open_data;
use opastin::render::sink::InMemory;
use opastin::resolve::side::{Refusal, confirm};
use opastin::source::disk::{bring_back, embedded, load};
use opastin::source::{FileKind, SourceFile, SourcePath, SourceTree, kind_of, position};
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

fn options() -> Options {
    Options::new(jiff::civil::date(2025, 6, 1))
}

/// The repository's own site.
fn own() -> SourceTree {
    load(Path::new(env!("CARGO_MANIFEST_DIR"))).0
}

/// The small sound site, with the built-in theme.
fn small() -> SourceTree {
    let (mut tree, findings) = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/base"));
    assert_eq!(findings, []);
    for (path, file) in embedded().iter().filter(|(path, _)| matches!(kind_of(path), FileKind::Theme(..))) {
        tree.insert(path.clone(), file.clone());
    }
    tree
}

fn write(tree: &mut SourceTree, path: &str, text: &str) {
    tree.insert(SourcePath::new(path), SourceFile::new(text.as_bytes()));
}

fn read(tree: &SourceTree, path: &str) -> String {
    String::from_utf8(tree.get(&SourcePath::new(path)).unwrap_or_else(|| panic!("no {path}")).bytes.to_vec()).unwrap()
}

/// Replaces a text that stands in a file at least once.
fn replace(tree: &mut SourceTree, path: &str, from: &str, to: &str) {
    let text = read(tree, path);
    assert!(text.contains(from), "“{from}” in {path}");
    write(tree, path, &text.replace(from, to));
}

fn sound(tree: &SourceTree) -> OutputTree {
    let Compiled { files, findings, .. } = compile(tree, &options());
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    files
}

fn html(files: &OutputTree) -> impl Iterator<Item = (&String, &str)> {
    files.iter().filter(|(path, _)| path.ends_with(".html")).map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
}

fn same(a: &OutputTree, b: &OutputTree) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    let different: Vec<_> = a.iter().filter(|(path, bytes)| b.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(different, Vec::<&String>::new());
}

fn with_threads(threads: usize, tree: &SourceTree) -> Compiled {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| compile(tree, &options()))
}

#[test]
fn bytes_depend_neither_on_threads_nor_on_the_run() {
    let tree = small();
    let (one, four, again) = (with_threads(1, &tree), with_threads(4, &tree), with_threads(4, &tree));
    assert!(one.files.len() > 20);
    same(&one.files, &four.files);
    same(&four.files, &again.files);
    assert_eq!(one.findings, four.findings);
}

/// A build takes the files as they are made, and what is known of the site is let go of on the way.
#[test]
fn what_is_made_once_is_what_is_compiled() {
    let mut faulty = small();
    replace(&mut faulty, "themes/default/templates/document.html", "</head>", "<link rel=\"next\" href=\"../nowhere/\">\n</head>");
    let mut broken = small();
    write(&mut broken, "content/tasks/pay-fee/en.md", "no title");
    // Pages that cannot be made, to which others lead.
    let mut lost = small();
    write(&mut lost, "themes/default/templates/task.html", "{{ page.nothing.there }}");
    assert!(findings(&lost, Code::DeadLink).len() > 1);
    for (number, tree) in [small(), own(), faulty, broken, lost].into_iter().enumerate() {
        let compiled = compile(&tree, &options());
        let (mut once, sink) = (tree.clone(), InMemory::default());
        let Told { findings, .. } = make(prepare_once(&mut once, &options()), &sink);
        assert_eq!(findings, compiled.findings, "site {number}");
        let is_sound = findings.iter().all(|finding| finding.severity != Severity::Error);
        assert_eq!(is_sound, number < 2, "{findings:#?}");
        if is_sound {
            same(&sink.into_files(), &compiled.files);
        }
    }
}

/// A build keeps only fingerprints of what was confirmed: no ledger may be written from them.
#[test]
fn nothing_is_confirmed_where_earlier_texts_are_not_at_hand() {
    let mut tree = small();
    write(&mut tree, "content/tasks/borrow-items/parity.lock", "[why]\non = 2025-01-01\nde = \"Warum\"\nen = \"Why\"\n");
    let (key, on) = (Key::new("task", "borrow-items"), jiff::civil::date(2025, 6, 1));
    let confirmed = |understood: Option<Arc<Understood>>| {
        let Understood { model, resolved } = &*understood.unwrap();
        confirm(model, resolved, &key, "done", on)
    };
    let ledger = confirmed(prepare(&tree, &options(), &mut PrepareMemo::default()).understood).unwrap();
    assert_eq!(ledger.blocks["why"].text("en").and_then(ConfirmedText::whole), Some("Why"));
    assert!(matches!(confirmed(prepare_once(&mut tree, &options()).understood), Err(Refusal::NotAtHand { .. })));
}

#[test]
fn what_was_let_go_of_comes_back_unless_it_is_another_by_now() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["content/site.toml", "content/calendar.toml", "content/tasks/x/en.md"];
    for name in names {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, name).unwrap();
    }
    let (mut tree, _) = load(folder.path());
    let (before, paths) = (tree.clone(), names.map(SourcePath::new));
    let _ = prepare_once(&mut tree, &options());
    assert!(tree == before && paths.iter().all(|path| tree.get(path).unwrap().bytes.is_empty()));
    std::fs::write(folder.path().join(names[1]), "other").unwrap();
    std::fs::remove_file(folder.path().join(names[2])).unwrap();
    bring_back(folder.path(), &mut tree, paths.iter().chain([&SourcePath::new("content/none.toml")]));
    assert_eq!(read(&tree, names[0]), names[0]);
    assert!(paths[1..].iter().all(|path| tree.get(path).is_none()));
}

#[test]
fn a_warm_compilation_equals_a_cold_one() {
    let mut tree = small();
    let mut memo = Memo::default();
    same(&compile_with(&tree, &options(), &mut memo).files, &sound(&tree));
    let edits: [fn(&mut SourceTree); 6] = [
        |tree| replace(tree, "themes/default/templates/document.html", "</head>", "<meta name=\"generator\" content=\"x\">\n</head>"),
        |tree| write(tree, "themes/default/styles/99-more.css", "main { color: inherit; }\n"),
        |tree| replace(tree, "content/tasks/pay-fee/en.md", "opening hours", "office hours"),
        |tree| replace(tree, "i18n/de/view.ftl", "home = Startseite", "home = Anfang"),
        |tree| replace(tree, "content/site.toml", "Borrowing from the library", "Lending"),
        |tree| tree.remove(&SourcePath::new("themes/default/styles/99-more.css")),
    ];
    for edit in edits {
        edit(&mut tree);
        let warm = compile_with(&tree, &options(), &mut memo);
        let cold = compile(&tree, &options());
        assert!(!cold.files.is_empty(), "{:#?}", cold.findings);
        same(&warm.files, &cold.files);
        assert_eq!(warm.findings, cold.findings);
    }
    write(&mut tree, "content/tasks/pay-fee/en.md", "no title");
    assert_eq!(compile_with(&tree, &options(), &mut memo).findings, compile(&tree, &options()).findings);
}

/// The title of an item that is renamed is a name that no words may hold; they are read again when only the title changes.
#[test]
fn a_new_title_of_a_renamed_item_is_looked_for_in_all_words() {
    let mut tree = small();
    let task = read(&tree, "content/tasks/pay-fee/task.toml");
    let renamed = "renamed = [ { on = 2026-01-01, name = { en = \"Settle what you owe\", de = \"Schulden begleichen\" } } ]\n";
    write(&mut tree, "content/tasks/pay-fee/task.toml", &format!("{renamed}{task}"));
    let mut memo = Memo::default();
    let mut dated = |tree: &SourceTree| {
        let (warm, cold) = (compile_with(tree, &options(), &mut memo), compile(tree, &options()));
        assert_eq!(warm.findings, cold.findings);
        warm.findings.iter().filter(|finding| finding.code == Code::DatedName).count()
    };
    let before = dated(&tree);
    // The words of another page, which are not touched.
    replace(&mut tree, "content/tasks/pay-fee/en.md", "# Pay a fee", "# The staff of the town library");
    assert!(dated(&tree) != before);
}

fn changed<'a>(before: &'a OutputTree, after: &OutputTree) -> Vec<&'a str> {
    before.iter().filter(|(path, bytes)| path.ends_with(".html") && after.get(*path) != Some(bytes)).map(|(path, _)| path.as_str()).collect()
}

#[test]
fn a_word_of_one_language_changes_only_its_pages() {
    let mut tree = small();
    let before = sound(&tree);
    replace(&mut tree, "i18n/de/interface.ftl", "feedback = ", "feedback = Ihre ");
    let after = sound(&tree);
    let pages = changed(&before, &after);
    assert!(!pages.is_empty() && pages.iter().all(|page| page.starts_with("de/")), "{pages:?}");
}

#[test]
fn a_theme_overrides_one_template_and_one_message() {
    let mut tree = small();
    let before = sound(&tree);
    replace(&mut tree, "content/site.toml", "as_of =", "theme = \"own\"\nas_of =");
    write(
        &mut tree,
        "themes/own/templates/404.html",
        "<!doctype html><html lang=\"{{ frame.lang }}\"><title>Own</title><p>{{ t(id=\"not-found-title\") }}</p></html>",
    );
    write(&mut tree, "themes/own/i18n/en/words.ftl", "feedback = Write to us:\n");
    let after = sound(&tree);
    let text = |path: &str| String::from_utf8(after[path].to_vec()).unwrap();
    assert_eq!(text("en/404.html"), "<!doctype html><html lang=\"en\"><title>Own</title><p>The page was not found</p></html>");
    assert!(text("en/index.html").contains("Write to us:") && !text("de/index.html").contains("Write to us:"));
    let german: Vec<_> = changed(&before, &after).into_iter().filter(|page| page.starts_with("de/")).collect();
    assert_eq!(german, ["de/404.html"], "all else comes from the default theme");
}

fn findings(tree: &SourceTree, code: Code) -> Vec<Diagnostic> {
    let compiled = compile(tree, &options());
    assert!(compiled.files.is_empty(), "nothing is built while an error stands");
    compiled.findings.into_iter().filter(|finding| finding.code == code).collect()
}

fn place(tree: &SourceTree, finding: &Diagnostic) -> String {
    let span = finding.span.as_ref().unwrap_or_else(|| panic!("no place: {finding:?}"));
    let at = position(&read(tree, span.path.as_str()), span.start);
    format!("{}:{}:{}", span.path, at.line, at.column)
}

fn places(tree: &SourceTree, code: Code) -> Vec<String> {
    findings(tree, code).iter().map(|finding| place(tree, finding)).collect()
}

#[test]
fn every_faulty_template_is_reported_with_its_place() {
    let mut tree = small();
    write(&mut tree, "themes/default/templates/task.html", "ä\n{% if x %}");
    write(&mut tree, "themes/default/templates/role.html", "{{ 1 + }}");
    write(&mut tree, "themes/default/templates/guide.html", "\n ä{{ frame.lang | shout }}");
    let places = places(&tree, Code::TemplateError);
    assert_eq!(places.len(), 3, "{places:?}");
    assert_eq!(places[0], "themes/default/templates/guide.html:2:19");
    assert!(places[1].starts_with("themes/default/templates/role.html:1:"), "{places:?}");
    assert!(places[2].starts_with("themes/default/templates/task.html:2:"), "{places:?}");
}

#[test]
fn what_templates_take_in_must_be_there() {
    let mut tree = small();
    write(&mut tree, "themes/default/templates/role.html", "{% include \"nowhere.html\" %}{{ <nothing /> }}");
    assert_eq!(places(&tree, Code::TemplateError), ["themes/default/templates/role.html:1:12", "themes/default/templates/role.html:1:32"]);
    write(&mut tree, "themes/default/templates/role.html", "{% extends \"nowhere.html\" %}");
    assert_eq!(places(&tree, Code::TemplateError), ["themes/default/templates/role.html:1:1"]);
}

#[test]
fn a_fault_that_shows_only_on_pages_names_one_of_them_and_is_told_once() {
    let mut tree = small();
    write(&mut tree, "themes/default/templates/task.html", "<html lang=\"{{ frame.lang }}\">\n<p>{{ page.nothing.more }}</p></html>");
    let found = findings(&tree, Code::TemplateError);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(place(&tree, &found[0]), "themes/default/templates/task.html:2:12");
    assert!(found[0].message.contains("in the page de/aufgaben/") && found[0].message.contains("more)"), "{}", found[0].message);
}

#[test]
fn messages_of_templates_are_checked_where_they_are_asked_for() {
    let mut tree = small();
    write(
        &mut tree,
        "themes/default/templates/404.html",
        "<html lang=\"{{ frame.lang }}\">\n{{ t(id=\"not-fond-title\") }}\n{{ t(id=\"as-of\", day=1) }}</html>",
    );
    let unknown = findings(&tree, Code::MissingMessage);
    assert_eq!((place(&tree, &unknown[0]), unknown.len()), ("themes/default/templates/404.html:2:4".to_owned(), 1));
    assert_eq!(unknown[0].help, ["Did you mean “not-found-title”?"]);
    assert_eq!(places(&tree, Code::MessageArguments), ["themes/default/templates/404.html:3:4"]);
    write(&mut tree, "themes/default/templates/404.html", "<html lang=\"{{ frame.lang }}\">{{ t(id=frame.lang ~ \"-x\") }}</html>");
    assert_eq!(places(&tree, Code::MissingMessage), ["themes/default/templates/404.html:1:34"], "an id that only rendering tells");
}

#[test]
fn faults_of_templates_are_told_beside_faults_of_content() {
    let mut tree = small();
    write(&mut tree, "themes/default/templates/task.html", "{% if %}");
    replace(&mut tree, "content/tasks/pay-fee/task.toml", "slug", "slog");
    let codes: Vec<Code> = compile(&tree, &options()).findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&Code::TemplateError) && codes.contains(&Code::UnknownField), "{codes:?}");
}

#[test]
fn a_message_that_nothing_uses_is_reported_and_one_whose_id_is_put_together_is_not() {
    let mut tree = small();
    write(&mut tree, "i18n/en/more.ftl", "quite-idle = x\nput-together = x\n");
    write(&mut tree, "i18n/de/more.ftl", "quite-idle = x\nput-together = x\n");
    write(&mut tree, "themes/default/templates/404.html", "<html lang=\"{{ frame.lang }}\">{{ t(id=\"put-\" ~ \"together\") }}</html>");
    let compiled = compile(&tree, &options());
    let idle: Vec<_> = compiled.findings.iter().filter(|finding| finding.code == Code::UnusedMessage).map(|finding| finding.message.as_str()).collect();
    assert_eq!(idle, ["nothing uses the message “quite-idle” of the language “de”", "nothing uses the message “quite-idle” of the language “en”"]);
}

#[test]
fn a_site_needs_a_theme() {
    let mut tree = small();
    let theme: Vec<SourcePath> = tree.iter().map(|(path, _)| path.clone()).filter(|path| path.as_str().starts_with("themes/")).collect();
    theme.iter().for_each(|path| tree.remove(path));
    assert_eq!(findings(&tree, Code::MissingTheme).len(), 1);
}

#[test]
fn dead_links_and_repeated_ids_in_the_output_are_errors() {
    let mut tree = small();
    let template = "<html lang=\"{{ frame.lang }}\"><p id=\"a\"></p><p id=\"a\"></p><a href=\"nowhere/\">x</a><a href=\"#b\">x</a><a href=\"#a\">x</a></html>";
    write(&mut tree, "themes/default/templates/role.html", template);
    assert!(!findings(&tree, Code::DuplicateElementId).is_empty());
    let dead = findings(&tree, Code::DeadLink);
    assert!(
        dead.iter().any(|finding| finding.message.contains("nowhere/index.html")) && dead.iter().any(|finding| finding.message.contains("#b")),
        "{dead:#?}"
    );
    assert!(dead.iter().all(|finding| finding.span.is_some() && !finding.message.contains("#a")), "{dead:#?}");
}

#[test]
fn no_list_of_records_takes_the_place_of_the_site_in_the_open_data() {
    for (from, to) in [
        ("list = \"services\"", "list = \"site\""),
        ("list = \"services\"", "list = \"$schema\""),
        ("[kinds.collection]", "[kinds.site]\nname = { en = \"S\", de = \"S\" }\n\n[kinds.collection]"),
    ] {
        let mut tree = small();
        replace(&mut tree, "content/site.toml", from, to);
        let found = findings(&tree, Code::WrongValue);
        assert!(found.iter().any(|finding| finding.message.contains("tell of the site itself")), "{to}: {found:#?}");
    }
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(open_data::SCHEMA).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn data(files: &OutputTree) -> Value {
    let data: Value = serde_json::from_slice(&files[open_data::FILE]).unwrap();
    let faults: Vec<String> = validator().iter_errors(&data).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
    data
}

#[test]
fn open_data_of_the_small_site_fit_their_schema() {
    let files = sound(&small());
    let data = data(&files);
    let list = |name: &str| data[name].as_array().unwrap().clone();
    let collection = list("services").into_iter().find(|record| record["kind"] == "collection").expect("declared kinds go to the list that site.toml names");
    assert!(collection["url"]["en"].as_str().unwrap().starts_with("/en/"));
    for (name, field) in [("tasks", "title"), ("guides", "title"), ("terms", "name"), ("deadlines", "name")] {
        for record in list(name) {
            assert!(record[field]["en"].is_string() && record[field]["de"].is_string(), "{record:#}");
        }
    }
    for path in list("tasks").iter().chain(&list("guides")).flat_map(|record| record["url"].as_object().unwrap().values().cloned().collect::<Vec<_>>()) {
        let file = format!("{}index.html", path.as_str().unwrap().trim_start_matches('/'));
        assert!(files.contains_key(&file), "{file}");
    }
    let steps = list("guides").iter().flat_map(|guide| guide["steps"].as_array().unwrap().clone()).collect::<Vec<_>>();
    assert!(steps.iter().any(|step| step["applies"] == "yes"));
    assert!(steps.iter().all(|step| (step["applies"] == "unknown") == step["condition"].is_object()), "what is unknown says what decides");
}

/// A host lets readers keep for ever what another content gives another name, and nothing else.
#[test]
fn what_readers_may_keep_has_a_hash_of_its_content_in_its_name() {
    let hash = |path: &str| {
        let name = path.rsplit('/').next().unwrap();
        name.rsplit(['.', '-']).nth(1).filter(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit())).map(str::to_owned)
    };
    for (base_url, base) in [("https://library.example/", "/"), ("https://a.example/x/", "/x/")] {
        let files = compile(&small(), &Options { base_url: Some(base_url.to_owned()), ..options() }).files;
        let text = |name: &str| String::from_utf8(files[name].to_vec()).unwrap();
        let (headers, nginx) = (text("headers/_headers"), text("headers/nginx.conf"));
        let folders: Vec<&str> = headers.lines().filter_map(|line| line.strip_prefix(base)?.strip_suffix('*')).filter(|folder| !folder.is_empty()).collect();
        assert_eq!(headers.matches("immutable").count(), folders.len());
        for path in files.keys().filter(|path| *path != "assets/manifest.json") {
            assert_eq!(folders.iter().any(|folder| path.starts_with(folder)), hash(path).is_some(), "{path}");
        }
        for folder in folders {
            assert!(files.keys().any(|path| path.starts_with(folder)) && nginx.contains(&format!("location {base}{folder} {{")), "{folder}");
        }
        assert!(nginx.contains(&format!("location = {base}assets/manifest.json {{}}")));
        assert!(files.contains_key("404.html") && nginx.contains(&format!("error_page 404 {base}404.html;")));
        assert!(text("headers/apache.htaccess").contains(&format!("ErrorDocument 404 {base}404.html\n")));
        assert!(nginx.lines().all(|line| !(line.contains("immutable") && line.contains("always"))), "that a file is missing is not to be kept");
    }
    // A name that stays has the same bytes.
    let mut edited = small();
    replace(&mut edited, "content/tasks/pay-fee/en.md", "## ", "Now it is other.\n\n## ");
    let (before, after) = (sound(&small()), sound(&edited));
    assert!(after.iter().filter(|(path, _)| hash(path).is_some()).all(|(path, bytes)| before.get(path).is_none_or(|others| others == bytes)));
    assert!(after.keys().any(|path| hash(path).is_some() && !before.contains_key(path)));
}

#[test]
fn former_addresses_lead_to_the_present_ones_in_every_language() {
    let mut tree = small();
    replace(&mut tree, "content/tasks/pay-fee/task.toml", "slug =", "former_slugs = { en = [\"settle\"], de = [\"begleichen\"] }\nslug =");
    let files = sound(&tree);
    let text = |files: &OutputTree, name: &str| std::str::from_utf8(&files[name]).unwrap().to_owned();
    let redirects = text(&files, "_redirects");
    let elsewhere = compile(&tree, &Options { base_url: Some("https://a.example/x/".to_owned()), ..options() }).files;
    let moved = [("en", "/en/tasks/settle/"), ("de", "/de/aufgaben/begleichen/")];
    assert_eq!(redirects.lines().count(), moved.len());
    for (language, before) in moved {
        let now = redirects.lines().find_map(|line| line.strip_prefix(before)?.trim().strip_suffix(" 301")).unwrap_or_else(|| panic!("{before}: {redirects}"));
        assert!(files.contains_key(&format!("{}index.html", now.trim_start_matches('/'))), "{now}");
        let page = text(&files, &format!("{}index.html", before.trim_start_matches('/')));
        assert!(
            page.contains(&format!("<html lang=\"{language}\">")) && page.contains(&format!("<link rel=\"canonical\" href=\"https://library.example{now}\">"))
        );
        assert!(page.contains(&format!("content=\"0; url=../../..{now}\"")), "{page}");
        assert!(text(&elsewhere, "_redirects").lines().any(|line| line == format!("/x{before} /x{now} 301")));
    }
}

#[test]
fn an_address_that_is_cut_short_leads_to_the_list() {
    let mut tree = small();
    assert_eq!(sound(&tree)["_redirects"].len(), 0, "a page that stands in the folder needs no rule");
    replace(&mut tree, "content/pages/guides/page.toml", "\"guides\", de = \"anleitungen\"", "\"all-guides\", de = \"alle\"");
    let files = sound(&tree);
    let text = |name: &str| std::str::from_utf8(&files[name]).unwrap().to_owned();
    // For now only: browsers would keep one that is for good when a page stands there.
    assert_eq!(text("_redirects"), "/de/anleitungen/ /de/alle/ 302\n/en/guides/ /en/all-guides/ 302\n");
    assert!(text("headers/nginx.conf").contains("location = /en/guides/ { return 302 /en/all-guides/; }\n"));
    assert!(text("headers/apache.htaccess").contains("RedirectMatch 302 ^/de/anleitungen/$ /de/alle/\n"));
    assert!(text("en/guides/index.html").contains("content=\"0; url=../../en/all-guides/\"") && files.contains_key("en/all-guides/index.html"));
    assert!(!text("sitemap.xml").contains("/en/guides/<"));
}

#[test]
fn feeds_tell_changes_with_ids_that_stay() {
    let mut tree = small();
    let change = |on: &str, text: &str| format!("\n[[changes]]\non = {on}\npart = \"how\"\ntext = {{ en = \"{text} & <more>\", de = \"{text} de\" }}\n");
    let path = "content/tasks/pay-fee/task.toml";
    let before = read(&tree, path);
    write(&mut tree, path, &(before.clone() + &change("2025-01-07", "First")));
    let first = String::from_utf8(sound(&tree)["en/feed.atom"].to_vec()).unwrap();
    write(&mut tree, path, &(before + &change("2025-01-07", "First") + &change("2025-02-01", "Second")));
    let second = String::from_utf8(sound(&tree)["en/feed.atom"].to_vec()).unwrap();
    assert!(first.contains("<summary>First &amp; &lt;more&gt;</summary>"), "{first}");
    let entry = |feed: &str, text: &str| feed.split("<entry>").find(|entry| entry.contains(text)).unwrap().split("</entry>").next().unwrap().to_owned();
    assert_eq!(entry(&first, "First"), entry(&second, "First"), "an entry stays as it was");
    assert!(second.find("Second") < second.find("First"), "the latest first");
    assert!(second.contains("<updated>2025-02-01T00:00:00Z</updated>"));
}

#[test]
fn the_sitemap_lists_every_language_of_every_page() {
    let files = sound(&small());
    let sitemap = std::str::from_utf8(&files["sitemap.xml"]).unwrap();
    assert!(sitemap.contains("<loc>https://library.example/en/</loc>"), "{sitemap}");
    assert!(sitemap.contains("<xhtml:link rel=\"alternate\" hreflang=\"de\" href=\"https://library.example/de/\"/>"));
    assert!(!sitemap.contains("404"));
    assert!(std::str::from_utf8(&files["robots.txt"]).unwrap().ends_with("Sitemap: https://library.example/sitemap.xml\n"));
}

#[test]
fn the_repositorys_own_site_is_sound_fits_its_schema_and_obeys_its_policy() {
    let files = sound(&own());
    data(&files);
    let mut pages = 0;
    for (path, page) in html(&files) {
        pages += 1;
        for (index, tag) in page.match_indices('<').map(|(index, _)| (index, page[index..].split('>').next().unwrap_or_default())) {
            assert!(!tag.contains(" style="), "{path}: {tag}");
            assert!(!tag.contains(" onclick=") && !tag.starts_with("<style"), "{path}: {tag}");
            if tag.starts_with("<script") {
                let data = tag.contains("type=\"application/json\"");
                let empty = page[index + tag.len() + 1..].starts_with("</script>");
                assert!(data || (tag.contains(" src=") && empty), "{path}: {tag}");
            }
        }
    }
    assert!(pages > 300, "{pages}");
}

/// What stands in each element of a page that begins with `open`, without markup.
fn texts(page: &str, open: &str, close: &str) -> Vec<String> {
    let plain = |html: &str| html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>().trim().to_owned();
    page.split(open).skip(1).map(|rest| plain(rest.split(close).next().unwrap())).collect()
}

#[test]
fn a_condition_says_the_same_as_a_sentence_and_as_a_list() {
    let mut tree = small();
    let condition = "{ all = [ { not = { q = \"wants\", has = \"rare\" } }, { not = { q = \"fee\", over = \"fee-limit\" } } ] }";
    replace(&mut tree, "content/tasks/pay-fee/task.toml", "applies = { q = \"fee\", over = \"fee-limit\" }", &format!("applies = {condition}"));
    let files = compile(&tree, &options()).files;
    for language in ["en/tasks/pay-a-fee", "de/aufgaben/gebuehr-bezahlen"] {
        let page = std::str::from_utf8(&files[&format!("{language}/index.html")]).unwrap();
        let clauses = page.split("<div class=\"clauses\">").nth(1).unwrap().split("</div>").next().unwrap();
        let items = texts(clauses, "<li>", "</li>");
        assert_eq!(items.len(), 2, "{clauses}");
        let sentence = page.split("<details class=\"tree\">").next().unwrap().rsplit("<p>").next().unwrap();
        for item in items {
            assert!(sentence.contains(&item), "“{item}” is not in “{sentence}”");
        }
    }
}

#[test]
fn a_footnote_may_stand_in_the_lead_and_be_cited_twice() {
    let mut tree = small();
    for (language, title) in [("en", "# Pay a fee"), ("de", "# Gebühr bezahlen")] {
        let path = format!("content/tasks/pay-fee/{language}.md");
        let text = read(&tree, &path);
        assert!(text.starts_with(title), "{text}");
        let lead = text.find("\n\n").unwrap();
        let (head, rest) = text.split_at(lead);
        let (first, others) = rest.trim_start().split_once("\n\n").unwrap();
        write(&mut tree, &path, &format!("{head}\n\n{first}[^a] [^a]\n\n{others}\n\n[^a]: Note.\n"));
    }
    let compiled = compile(&tree, &options());
    let errors: Vec<_> = compiled.findings.iter().filter(|finding| finding.severity == opastin::diagnostics::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let page = std::str::from_utf8(&compiled.files["en/tasks/pay-a-fee/index.html"]).unwrap();
    assert_eq!((page.matches("id=\"note-reference-1\"").count(), page.matches("href=\"#note-1\"").count()), (1, 2));
}
