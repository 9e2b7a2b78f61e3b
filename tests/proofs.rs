//! Each proof on words fires on a fixture made for it, at the exact words, and not on its sound twin.

#[path = "common/memory.rs"]
mod memory;
#[path = "common/examples.rs"]
mod shown;

use memory::Site;
use opastin::diagnostics::{Code, explain};
use opastin::model::Model;
use opastin::resolve::{PROOFS, Resolved, prove, resolve};
use shown::{Example, examples};
use std::collections::BTreeMap;

const EN: &str = "content/tasks/return-items/en.md";
const DE: &str = "content/tasks/return-items/de.md";
const TERMS: &str = "content/registry/things.toml";

/// The base site with one sentence more in a section of a task, in each language.
fn with_sentence(en: &str, de: &str) -> Site {
    Site::base().replace(EN, "it is open day and night.", &format!("it is open day and night. {en}")).replace(
        DE,
        "er ist Tag und Nacht offen.",
        &format!("er ist Tag und Nacht offen. {de}"),
    )
}

/// The words that the findings of `code` point at.
fn words(site: &Site, code: &str) -> Vec<String> {
    site.found(code).into_iter().map(|(words, _)| words).collect()
}

#[test]
fn the_base_site_has_no_loud_findings() {
    let loud: Vec<_> = Site::base().findings().into_iter().filter(|finding| finding.severity != opastin::diagnostics::Severity::Note).collect();
    assert!(loud.is_empty(), "{loud:#?}");
}

#[test]
fn a_number_stands_in_both_languages() {
    let site = with_sentence("It holds 1,500 volumes.", "Er fasst viele Bände.");
    let found = site.found("parity-number");
    assert_eq!(found.len(), 1);
    assert!(found[0].1.contains("the number 1500"), "{found:?}");
    assert_eq!(words(&with_sentence("It holds 1,500 volumes.", "Er fasst 1.500 Bände."), "parity-number"), Vec::<String>::new());
}

#[test]
fn a_date_is_the_same_however_it_is_written() {
    let sound = with_sentence("It stands there since 7 April 2021.", "Er steht dort seit dem 7. April 2021, also seit dem 7.4.2021.");
    assert_eq!(words(&sound, "parity-number"), Vec::<String>::new());
    let found = with_sentence("It stands there since 7 April 2021.", "Er steht dort seit dem 8. April 2021.").found("parity-number");
    assert_eq!(found.len(), 2);
    assert!(found.iter().any(|(_, message)| message.contains("the date 2021-04-08")), "{found:?}");
}

#[test]
fn roman_digits_count_as_the_number_that_they_are() {
    assert_eq!(words(&with_sentence("See part 2.", "Siehe Teil II."), "parity-number"), Vec::<String>::new());
    assert_eq!(words(&with_sentence("See part 2.", "Siehe Teil III."), "parity-number").len(), 1);
}

#[test]
fn an_address_stands_in_both_languages() {
    let found = with_sentence("Ask box@library.example.", "Fragen Sie nach.").found("parity-number");
    assert!(found.len() == 1 && found[0].1.contains("box@library.example"), "{found:?}");
}

#[test]
fn text_in_another_language_is_told() {
    let german = "Wer seine Bücher nicht rechtzeitig zurückbringt, bezahlt für jeden Tag eine kleine Gebühr an der Theke.";
    assert_eq!(words(&with_sentence("", "").append(EN, german), "wrong-language"), [german]);
    let quoted = "The form is called “Antrag auf Verlängerung der Leihfrist”, and the staff will help you to fill it in.";
    assert_eq!(words(&with_sentence("", "").append(EN, quoted), "wrong-language"), Vec::<String>::new());
}

#[test]
fn a_typed_address_is_told() {
    let site =
        with_sentence("Or write to Desk@library.example, or see https://library.example/house-rules.pdf.", "Oder [schreiben](mailto:desk@library.example).");
    let mut found = words(&site, "typed-value");
    found.sort();
    assert_eq!(found, ["Desk@library.example", "[schreiben](mailto:desk@library.example)", "https://library.example/house-rules.pdf"]);
    let other = with_sentence("Or write to box@library.example.", "Oder an box@library.example.");
    assert_eq!(words(&other, "typed-value"), Vec::<String>::new());
}

#[test]
fn a_typed_number_is_told_where_it_is_a_thresholds() {
    assert_eq!(words(&with_sentence("A fee over 10 euros is paid there.", "Ab 10 Euro Gebühr dort."), "typed-value"), ["10", "10"]);
    assert_eq!(words(&with_sentence("It opens at 10 every day.", "Er öffnet täglich um 10."), "typed-value"), Vec::<String>::new());
    let large = Site::base().replace("content/registry/questions.toml", "value = 10\n", "value = 500000\n");
    let large =
        large.replace(EN, "it is open day and night.", "it holds 500 000 of them.").replace(DE, "er ist Tag und Nacht offen.", "er fasst 500.000 davon.");
    assert_eq!(words(&large, "typed-value"), ["500.000", "500 000"]);
}

#[test]
fn a_typed_offset_is_told_where_the_item_speaks_of_the_deadline() {
    assert_eq!(words(&with_sentence("You have 3 weeks.", "Sie haben 3 Wochen."), "typed-value"), ["3 Wochen", "3 weeks"]);
    assert_eq!(words(&with_sentence("You have 4 weeks.", "Sie haben 4 Wochen."), "typed-value"), Vec::<String>::new());
}

#[test]
fn a_typed_phone_number_is_told() {
    let phone = "[[channel]]\nid = \"desk-phone\"\ntype = \"phone\"\nname = { en = \"the desk's phone\", de = \"Telefon der Theke\" }\naddress = \"+49 30 123 45 67\"\n";
    let site = with_sentence("Or call 030 1234567.", "Oder rufen Sie +49 30 1234567 an.").append("content/registry/people.toml", phone);
    assert_eq!(words(&site, "typed-value"), ["+49 30 1234567", "030 1234567"]);
}

#[test]
fn a_name_that_changes_is_not_typed() {
    let renamed = "forms = { en = { possessive = \"the open shelves'\" }, de = { genitive = \"des Freihandbestands\" } }\nrenamed = [ { on = 2026-01-01, \
                   name = { en = \"Free shelves\", de = \"Freie Regale\" } } ]";
    let site = |en: &str, de: &str| {
        with_sentence(en, de).replace(TERMS, "forms = { en = { possessive = \"the open shelves'\" }, de = { genitive = \"des Freihandbestands\" } }", renamed)
    };
    let found = site("They come from the open\nshelves.", "Das ist Teil [des Freihandbestands](collection:general) und der freien Regale.").found("dated-name");
    let told: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(told, ["des Freihandbestands", "open\nshelves"]);
    let sound = site("They come from open shelving.", "Sie kommen aus den Freihandbestandsregalen.");
    assert_eq!(words(&sound, "dated-name"), Vec::<String>::new());
    assert_eq!(words(&with_sentence("See the open shelves.", "Siehe Freihandbestand."), "dated-name"), Vec::<String>::new());
}

/// The base site with a second term; `more` stands in the first one.
fn with_terms(more: &str, en: &str, de: &str) -> Site {
    let second = "[[term]]\nid = \"pass\"\nname = { en = \"passport\", de = \"Reisepass\" }\n\
                  definition = { en = \"What shows who one is.\", de = \"Was zeigt, wer jemand ist.\" }\nfacts = [\"EN-01\"]\n";
    with_sentence(en, de).replace(TERMS, "also = {", &format!("{more}\nalso = {{")).append(TERMS, second)
}

#[test]
fn a_forbidden_form_is_told_with_its_endings() {
    let site = |en: &str, de: &str| with_terms("forbidden = { en = [\"pass card\"], de = [\"Kartei\", \"Abo\"] }", en, de);
    assert_eq!(words(&site("Show a Pass Card.", "Zeigen Sie die Karteikarte und das Abo."), "forbidden-term"), ["Karteikarte", "Abo", "Pass Card"]);
    assert_eq!(words(&site("Show a password card.", "Die kartei und das Abonnement und die Wanderkartei."), "forbidden-term"), Vec::<String>::new());
}

#[test]
fn a_word_for_something_else_is_told_where_the_other_language_speaks_of_the_term() {
    let site = |en: &str, de: &str| with_terms("never_for = { de = [\"Pass\", \"Reisepass\"] }", en, de);
    assert_eq!(words(&site("Show your library card.", "Zeigen Sie den Reisepass."), "term-trap"), ["Reisepass"]);
    assert_eq!(words(&site("Show your [card](term:card).", "Zeigen Sie Ihren Pass."), "term-trap"), ["Pass"]);
    for (en, de) in [
        ("Show your passport.", "Zeigen Sie den Reisepass."),
        ("Show your library card and your passport.", "Zeigen Sie Bibliotheksausweis und Reisepass."),
        ("Show your [card](term:card).", "Zeigen Sie den [Reisepass](term:pass)."),
        ("Show your library card.", "Zeigen Sie den Bibliotheksausweis."),
        ("Show your library card.", "Zeigen Sie den Passierschein."),
        ("Show your library card.", "Zeigen Sie den Reise[pass](collection:general)."),
    ] {
        assert_eq!(words(&site(en, de), "term-trap"), Vec::<String>::new(), "{en} {de}");
    }
}

#[test]
fn a_paragraph_stands_once() {
    let paragraph = "Whoever has lost a volume tells the desk, which says what is to be done and what it costs.";
    let site = Site::base().append(EN, paragraph).append("content/tasks/pay-fee/en.md", &paragraph.replace(" tells the ", "\ntells  the "));
    assert_eq!(words(&site, "repeated"), [paragraph]);
    let short = "Whoever has lost a volume tells the desk.";
    assert_eq!(words(&Site::base().append(EN, short).append("content/tasks/pay-fee/en.md", short), "repeated"), Vec::<String>::new());
}

#[test]
fn a_rule_stands_once() {
    let deadline = |offset: &str| {
        format!(
            "[[deadline]]\nid = \"visit-again\"\nname = {{ en = \"Again\", de = \"Noch einmal\" }}\nanchor = \"event:visit\"\n\
             variant = [ {{ id = \"x\", bound = \"latest\", offset = \"{offset} business-days\", facts = [\"EN-04\"] }} ]\n"
        )
    };
    let site = |offset: &str| Site::base().append("content/registry/time.toml", &deadline(offset));
    assert_eq!(words(&site("-3"), "repeated"), ["\"visit-again\""]);
    assert_eq!(words(&site("-4"), "repeated"), Vec::<String>::new());
}

/// A ledger that confirms every block of the task as it stands, on a day.
fn confirmed(site: Site, on: &str) -> Site {
    let (model, _) = site.resolved();
    let item = &model.items[&opastin::model::Key::new("task", "return-items")];
    let mut ledger = String::new();
    for block in &item.words.get(0).unwrap().blocks {
        let texts = ["en", "de"].iter().enumerate().map(|(language, id)| {
            let text = item.words.get(language).unwrap().block(&block.name).unwrap().text();
            format!("{id} = {}\n", serde_json::to_string(&text).unwrap())
        });
        ledger += &format!("[{}]\non = {on}\n{}", block.name.as_str(), texts.collect::<String>());
    }
    site.with("content/tasks/return-items/parity.lock", &ledger)
}

#[test]
fn a_block_may_be_behind_only_for_so_long() {
    let changed = |on: &str| confirmed(Site::base(), on).replace(EN, "very same book.", "very same book, or for another one.");
    let found = changed("2025-04-01").found("block-behind");
    assert_eq!(found.len(), 1);
    assert!(found[0].0 == "Warum" && found[0].1.contains("“why”"), "{found:?}");
    assert_eq!(words(&changed("2025-05-20"), "block-behind"), Vec::<String>::new());
    assert_eq!(words(&confirmed(Site::base(), "2025-04-01"), "block-behind"), Vec::<String>::new());
}

#[test]
fn unconfirmed_blocks_are_listed_once_per_item() {
    let of_task = |site: &Site| {
        site.found("block-unconfirmed").into_iter().map(|(_, message)| message).filter(|message| message.contains("task:return-items")).collect::<Vec<_>>()
    };
    let none = of_task(&Site::base());
    assert!(none.len() == 1 && none[0].ends_with("title, lead, what, why, how, done"), "{none:?}");
    let site = confirmed(Site::base(), "2025-05-20");
    assert_eq!(of_task(&site), Vec::<String>::new());
    let both =
        site.replace(EN, "very same book.", "very same book, or for another one.").replace(DE, "genau dieses Buch.", "genau dieses Buch oder ein anderes.");
    let found = of_task(&both);
    assert!(found.len() == 1 && found[0].ends_with(": why"), "{found:?}");
}

#[test]
fn a_ledger_has_no_other_blocks_than_the_item() {
    let site = confirmed(Site::base(), "2025-05-20");
    assert_eq!(words(&site, "ledger-entry"), Vec::<String>::new());
    let found = site.append("content/tasks/return-items/parity.lock", "[gone]\non = 2025-05-20\nen = \"x\"\nde = \"y\"\n").found("ledger-entry");
    assert!(found.len() == 1 && found[0].1.contains("“gone”"), "{found:?}");
}

const CONFLICTS: &str = "content/registry/conflicts.toml";
const TIME: &str = "content/registry/time.toml";

#[test]
fn a_variant_of_a_conflict_stands_in_what_it_is_about() {
    let variant = "  { id = \"en-2023\", bound = \"latest\", offset = \"2 weeks\", facts = [\"EN-02\"] },\n";
    let found = Site::base().replace(TIME, variant, "").found("conflict-variants");
    assert!(found.len() == 1 && found[0].1.contains("“en-2023” of conflict:return-date is in none"), "{found:?}");
    assert!(Site::base().found("conflict-variants").is_empty());
}

#[test]
fn every_fact_on_a_conflicts_topic_is_on_one_of_its_sides() {
    let site = Site::base().replace(CONFLICTS, "facts = [\"EN-02\"]", "facts = [\"EN-01\"]");
    let found = site.found("conflict-variants");
    assert!(found.len() == 1 && found[0].1.contains("fact:EN-02 speaks of topic:return"), "{found:?}");
}

#[test]
fn a_deadline_says_something() {
    let variant = "variant = [ { id = \"en-2023\", bound = \"latest\", offset = \"-3 business-days\", facts = [\"EN-04\"] } ]";
    let found = Site::base().replace(TIME, variant, "variant = []").found("missing-field");
    assert!(found.len() == 1 && found[0].1.contains("deadline:announce-visit has no variant"), "{found:?}");
    assert!(Site::base().found("missing-field").is_empty());
}

#[test]
fn a_comparison_has_two_sources() {
    let site = Site::base().replace("content/registry/topics.toml", "sources = [\"rules-2023\", \"rules-2024\"]", "sources = [\"rules-2023\"]");
    let found = site.found("wrong-value");
    assert!(found.len() == 1 && found[0].1.contains("comparison:rules"), "{found:?}");
    assert!(Site::base().found("wrong-value").is_empty());
}

#[test]
fn a_prerequisite_of_some_cases_says_which() {
    let site = |more: &str| Site::base().replace(TERMS, "strength = \"always\"", &format!("strength = \"if\"{more}"));
    let found = site("").found("missing-field");
    assert!(found.len() == 1 && found[0].1.contains("prerequisite:rare-books-need-general"), "{found:?}");
    assert!(site("\nwhen = { en = \"if they are lent\", de = \"wenn sie verliehen werden\" }").found("missing-field").is_empty());
}

#[test]
fn a_changed_deadline_of_a_notice_is_a_change_of_its_task() {
    let of = |site: &Site| {
        let (model, _) = site.resolved();
        opastin::resolve::history::data_fingerprint(&model, &opastin::model::Key::new("task", "announce-visit"))
    };
    let base = of(&Site::base());
    assert!(base.is_some());
    assert_ne!(base, of(&Site::base().replace(TIME, "offset = \"-3 business-days\"", "offset = \"-4 business-days\"")));
    assert_ne!(base, of(&Site::base().replace("content/registry/people.toml", "channel = \"desk-mail\"", "channel = \"desk-visit\"")));
    assert_eq!(base, of(&Site::base().replace(TIME, "offset = \"3 weeks\"", "offset = \"4 weeks\"")));
}

/// The base site with the files of an example laid over it; `None` if it lays what only a disk can hold.
fn laid(base: &Site, example: &Example) -> Option<Site> {
    example.blocks.iter().try_fold(base.clone(), |site, block| match block.kind.as_str() {
        "bytes" | "zeros" | "link" => None,
        "remove" => Some(site.without(&block.path)),
        _ => Some(site.with(&block.path, &block.body)),
    })
}

/// The findings of a code that all proofs give but one, and how often.
fn found(model: &Model, resolved: &Resolved, code: Code, left_out: &str) -> BTreeMap<String, usize> {
    let proofs = PROOFS.iter().filter(|proof| proof.name != left_out);
    let mut counts = BTreeMap::new();
    for finding in prove(model, resolved, memory::TODAY, proofs).into_iter().filter(|finding| finding.code == code) {
        *counts.entry(format!("{:?} {}", finding.span, finding.message)).or_insert(0) += 1;
    }
    counts
}

#[test]
fn every_proof_is_missed_when_it_is_left_out() {
    let base = Site::base();
    let mut faults = Vec::new();
    for proof in PROOFS {
        for code in proof.codes {
            let missed = examples(explain::page(*code)).iter().filter_map(|example| laid(&base, example)).any(|site| {
                let Some(model) = opastin::model::build(&site.parsed()).0 else { return false };
                let resolved = resolve(&model, memory::TODAY).0;
                let (with, without) = (found(&model, &resolved, *code, ""), found(&model, &resolved, *code, proof.name));
                with.iter().any(|(finding, count)| without.get(finding).is_none_or(|others| others < count))
            });
            if !missed {
                faults.push(format!("no example of {code} is lost without the proof of {}", proof.name));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_proof_finds_only_what_it_names() {
    let base = Site::base();
    let mut faults = Vec::new();
    for example in Code::ALL.iter().flat_map(|code| examples(explain::page(*code))) {
        let Some(model) = laid(&base, &example).and_then(|site| opastin::model::build(&site.parsed()).0) else { continue };
        let resolved = resolve(&model, memory::TODAY).0;
        for proof in PROOFS {
            let others = prove(&model, &resolved, memory::TODAY, [proof]).into_iter().filter(|finding| !proof.codes.contains(&finding.code));
            faults.extend(others.map(|finding| format!("{}: {}", proof.name, finding.code)));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
