//! Themes of one's own: single files over those of the default theme, and `opastin theme check`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on ends so")]

mod support;

use std::fs;
use std::process::Output;
use support::{Site, TODAY, program};

fn check(site: &Site, more: &[&str]) -> Output {
    program().args(["theme", "check", "--today", TODAY, "--root"]).arg(site.root()).args(more).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The site with a theme of its own that changes one template, one colour and one message.
fn own() -> Site {
    let site = Site::base();
    let settings = fs::read_to_string(site.path("content/site.toml")).unwrap();
    let settings = settings.lines().filter(|line| !line.starts_with("theme =")).collect::<Vec<_>>().join("\n");
    site.write("content/site.toml", format!("theme = \"own\"\n{settings}\n"));
    let base = |path: &str| fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default").join(path)).unwrap();
    site.write(
        "themes/own/templates/page.html",
        base("templates/page.html").replace("{% block content %}", "{% block content %}<p class=\"own\">{{ t(id=\"own-words\") }}</p>"),
    );
    site.write("themes/own/styles/00-tokens.css", base("styles/00-tokens.css").replace("#0a5a6b", "#123456"));
    for (language, words) in [("en", "Own words"), ("de", "Eigene Worte")] {
        site.write(&format!("themes/own/i18n/{language}/own.ftl"), format!("own-words = {words}\nmenu = {words}!\n"));
    }
    site
}

#[test]
fn a_theme_of_ones_own_changes_single_templates_tokens_and_messages() {
    let site = own();
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("site");
    let output = program().args(["build", "--today", TODAY, "--root"]).arg(site.root()).arg("--out").arg(&target).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let built: Vec<String> = walkdir::WalkDir::new(&target)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .collect();
    let some = |text: &str| built.iter().any(|file| file.contains(text));
    assert!(some("<p class=\"own\">Own words</p>") && some("<p class=\"own\">Eigene Worte</p>"), "a template and its message");
    assert!(some("<summary>Own words!</summary>"), "a message of the default theme");
    assert!(some("--lake:#123456"), "a colour");
    assert!(some("class=\"site-header\""), "the rest is the default theme's");
}

#[test]
fn the_check_renders_a_gallery_in_every_language() {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("gallery");
    let output = check(&own(), &["--out", target.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("theme “own”: "), "{}", told(&output));
    for language in ["en", "de"] {
        let page = fs::read_to_string(target.join(language).join("index.html")).unwrap();
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        // The last four stand in no page of a site to which nothing has happened yet.
        for component in ["guide_card", "step", "notice_pairs", "icon", "rail", "behind", "retired", "change", "changes"] {
            let section = page.split(&format!("<h2 class=\"code\" id=\"{component}\">")).nth(1).unwrap_or_else(|| panic!("no {component}"));
            let sample = section.split("</section>").next().unwrap();
            assert!(sample.matches('<').count() > 4, "{component}: {sample}");
        }
        assert!(!page.contains("<!--component"), "the marks are taken out");
    }
}

#[test]
fn the_check_reports_what_is_wrong_with_a_theme() {
    for (path, text, told_of) in [
        (
            "themes/own/templates/page.html",
            "{% extends \"base.html\" %}{% block content %}{{ t(id=\"no-such\") }}{% endblock content %}",
            "no language has the message “no-such”",
        ),
        ("themes/own/templates/page.html", "{% extends \"base.html\" %}{% block content %}{{ <no_such /> }}{% endblock content %}", "no_such"),
        ("themes/own/templates/page.html", "{% extends \"base.html\" %}{% block content %}", "page.html"),
        ("themes/own/templates/page.html", "{% extends \"base.html\" %}{% block content %}{{ page.none.text }}{% endblock content %}", "none"),
        ("themes/own/i18n/de/own.ftl", "menu = Menü\n", "own-words"),
        ("themes/own/templates/components/text.html", "", "text"),
        ("themes/own/templates/specimens.html", "{% extends \"base.html\" %}{% block content %}{{ page.nothing.text }}{% endblock content %}", "nothing"),
    ] {
        let site = own();
        site.write(path, text);
        let output = check(&site, &[]);
        assert_eq!(output.status.code(), Some(1), "{path}: {text}\n{}", told(&output));
        assert!(told(&output).contains(told_of), "{path}: {text}\n{}", told(&output));
    }
}
