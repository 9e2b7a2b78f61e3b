//! Writes a made-up site in two languages, and the same pages for Hugo, for the benchmarks. The same number of pages gives the same files.
//!
//! `bench_site PAGES OUT` makes PAGES pages a language of about 570 words each: half of them tasks, one in ten a guide, the rest other pages.
//! A guide lists five tasks. Every task rests on a fact, every tenth has a deadline; sources, terms and records grow with the pages.
//! `OUT/opastin` is the site, `OUT/hugo` the one for Hugo, `OUT/queries.LANG.txt` are queries.

mod words;

use jiff::civil::date;
use opastin::model::LanguageId;
use opastin::model::ledger::{Confirmation, Ledger, write};
use opastin::parse::ledger::ConfirmedText;
use opastin::parse::markdown;
use opastin::source::SourcePath;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use words::{Random, Tongue, titled};

const LANGUAGES: [&str; 2] = ["fi", "sv"];
/// Words of a page besides its title and headings.
const WORDS: usize = 560;
/// Tasks that a guide lists.
const LISTED: usize = 5;
/// Answers of a question.
const ANSWERS: usize = 10;
/// Pages that show lists, with the words of their titles.
const LISTS: [(&str, &str, &str); 9] = [
    ("home", "Etusivu", "Startsida"),
    ("guides", "Kaikki ohjeet", "Alla guider"),
    ("tasks", "Kaikki tehtävät", "Alla uppgifter"),
    ("deadlines", "Määräajat", "Tidsfrister"),
    ("glossary", "Sanasto", "Ordlista"),
    ("sources", "Lähteet", "Källor"),
    ("roles", "Roolit", "Roller"),
    ("search", "Haku", "Sök"),
    ("index", "Hakemisto", "Register"),
];
const SECTIONS: [(&str, &str, &str); 4] = [
    ("what", "Mitä tehdään", "Vad ska göras"),
    ("why", "Miksi näin", "Varför så"),
    ("how", "Näin teet", "Så här gör du"),
    ("done", "Milloin valmis", "När det är klart"),
];
const PHASES: [(&str, &str, &str); 4] =
    [("begin", "Aloita", "Börja"), ("plan", "Suunnittele", "Planera"), ("act", "Toteuta", "Genomför"), ("end", "Päätä", "Avsluta")];
const ROLES: usize = 5;
const EVENTS: usize = 3;

/// How many of each there are.
struct Size {
    tasks: usize,
    guides: usize,
    /// Pages that show no list.
    plain: usize,
    deadlines: usize,
    terms: usize,
    places: usize,
    facts: usize,
}

impl Size {
    fn new(pages: usize) -> Self {
        let guides = (pages / 10).max(1);
        let tasks = guides * LISTED;
        let deadlines = tasks.div_ceil(10);
        Size {
            tasks,
            guides,
            plain: pages.saturating_sub(tasks + guides + LISTS.len()),
            deadlines,
            terms: (pages / 20).max(1),
            places: (pages / 50).max(1),
            facts: tasks + deadlines,
        }
    }

    /// How many questions tell all guides apart.
    fn questions(&self) -> u32 {
        let mut questions = 1;
        while ANSWERS.pow(questions) < self.guides {
            questions += 1;
        }
        questions
    }

    /// The answers, one a question, that are a guide's.
    fn answers(&self, guide: usize) -> impl Iterator<Item = (u32, usize)> {
        (0..self.questions()).map(move |question| (question, guide / ANSWERS.pow(question) % ANSWERS))
    }
}

struct Generator {
    size: Size,
    tongues: [Tongue; 2],
    out: PathBuf,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [pages, out] = arguments.as_slice() else { return Err("PAGES OUT".into()) };
    let mut random = Random::new(1);
    let tongues = LANGUAGES.map(|id| Tongue::new(id, &mut random));
    let generator = Generator { size: Size::new(pages.parse()?), tongues, out: PathBuf::from(out) };
    generator.site()?;
    generator.registry()?;
    generator.items()?;
    generator.hugo()?;
    generator.queries()
}

/// What the words of an item are made of.
struct Words<'a> {
    /// `tasks/task-00001`.
    folder: String,
    /// `task-00001`, the seed of its words.
    id: String,
    title: [String; 2],
    sections: &'a [(&'a str, &'a str, &'a str)],
    references: Vec<String>,
}

impl Generator {
    fn write(&self, path: &str, text: &str) -> std::io::Result<()> {
        let path = self.out.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)
    }

    /// Two texts, one a language, as a value of TOML.
    fn both(&self, text: impl Fn(&Tongue) -> String) -> String {
        let texts = self.tongues.iter().map(|tongue| format!("{} = {}", tongue.id, write::string(&text(tongue))));
        format!("{{ {} }}", texts.collect::<Vec<_>>().join(", "))
    }

    fn site(&self) -> std::io::Result<()> {
        let mut text = String::from(
            "id = \"bench\"\ntitle = { fi = \"Mittausopas\", sv = \"Mätguiden\" }\ntagline = { fi = \"Sivusto mittausta varten\", sv = \"En webbplats för mätning\" }\n\
             base_url = \"https://bench.example/\"\nas_of = 2026-03-01\ntime_zone = \"Europe/Helsinki\"\nlexicons = \"none\"\n\
             languages = [ { id = \"fi\", name = \"Suomi\", locale = \"fi-FI\" }, { id = \"sv\", name = \"Svenska\", locale = \"sv-FI\" } ]\n\
             navigation = [\"page:guides\", \"page:tasks\", \"page:deadlines\"]\nfooter = [\"page:sources\", \"page:index\"]\n\n\
             [limits]\nbehind_days = 30\n\n[publisher]\nname = { fi = \"Toimitus\", sv = \"Redaktionen\" }\nfeedback = \"palaute@bench.example\"\n\n",
        );
        for (id, fi, sv) in PHASES {
            let _ = write!(text, "[[phases]]\nid = \"{id}\"\nname = {{ fi = \"{fi}\", sv = \"{sv}\" }}\n\n");
        }
        text.push_str("[paths]\n");
        for (kind, fi, sv) in [("guide", "ohjeet", "guider"), ("task", "tehtavat", "uppgifter"), ("source", "lahteet", "kallor"), ("role", "roolit", "roller")]
        {
            let _ = writeln!(text, "{kind} = {{ fi = \"{fi}\", sv = \"{sv}\" }}");
        }
        text.push_str(
            "\n[kinds.place]\nname = { fi = \"Paikat\", sv = \"Platser\" }\npage = true\nlist = \"services\"\npath = { fi = \"paikat\", sv = \"platser\" }\n\n\
             [fact_kinds.rule]\nname = { fi = \"sääntö\", sv = \"regel\" }\n",
        );
        self.write("opastin/content/site.toml", &text)?;
        self.write(
            "opastin/content/calendar.toml",
            "fixed = [\"01-01\", \"01-06\", \"05-01\", \"12-06\", \"12-24\", \"12-25\", \"12-26\"]\neaster = [-2, 1, 39]\n\
             weekday = [ { day = \"friday\", from = \"06-19\", to = \"06-25\" } ]\n",
        )
    }

    /// A name that no other record of its kind has.
    fn name(&self, tongue: &Tongue, kind: &str, number: usize) -> String {
        format!("{} {}", tongue.name(&mut seeded(tongue.id, kind, number)), letters(number))
    }

    fn registry(&self) -> std::io::Result<()> {
        let sentence = |kind, number| self.both(|tongue| tongue.sentence(12, &mut seeded(tongue.id, kind, number)));
        let named = |kind, number| self.both(|tongue| self.name(tongue, kind, number));
        let mut text = String::new();
        for number in 0..ROLES {
            let (name, words) = (named("role", number), sentence("role-text", number));
            let _ = write!(text, "[[role]]\nid = \"role-{number}\"\nname = {name}\ntext = {words}\npage = true\nslug = {}\n\n", slug("rooli", "roll", number));
        }
        for number in 0..EVENTS {
            let name = named("event", number);
            let _ = write!(text, "[[event]]\nid = \"event-{number}\"\nname = {name}\nbefore = {name}\nafter = {name}\nset_by = \"reader\"\n\n");
        }
        for question in 0..self.size.questions() {
            let answers = ANSWERS.min(self.size.guides.div_ceil(ANSWERS.pow(question)));
            let (asked, clause) = (
                sentence("question", question as usize),
                self.both(|tongue| format!("{} {{answers}}", if tongue.id == "fi" { "kohde on" } else { "målet är" })),
            );
            let _ = write!(text, "[[question]]\nid = \"area-{question}\"\ntype = \"choice\"\ntext = {asked}\nclause = {clause}\nanswers = [\n");
            for answer in 0..answers {
                let name = named("answer", question as usize * ANSWERS + answer);
                let _ = writeln!(text, "  {{ id = \"a{answer}\", name = {name}, phrase = {name} }},");
            }
            text.push_str("]\n\n");
        }
        let (asked, clause) = (sentence("own", 0), named("own-clause", 0));
        let _ = write!(text, "[[question]]\nid = \"own\"\ntype = \"yes-no\"\ntext = {asked}\nyes = {clause}\nno = {}\n\n", named("own-clause", 1));
        for number in 0..self.size.places {
            let (name, words, fact) = (named("place", number), sentence("place-text", number), fact(number % self.size.facts));
            let _ = write!(
                text,
                "[[place]]\nid = \"place-{number}\"\nname = {name}\ntext = {words}\nslug = {}\nfacts = [\"{fact}\"]\n\n",
                slug("paikka", "plats", number)
            );
        }
        for number in 0..self.size.terms {
            let (name, words, fact) = (named("term", number), sentence("term-text", number), fact(number % self.size.facts));
            let _ = write!(text, "[[term]]\nid = \"term-{number}\"\nname = {name}\ndefinition = {words}\nfacts = [\"{fact}\"]\n\n");
        }
        for number in 0..self.size.deadlines {
            let (name, fact) = (named("deadline", number), fact(self.size.tasks + number));
            let _ = write!(
                text,
                "[[deadline]]\nid = \"deadline-{number}\"\nname = {name}\nanchor = \"event:event-{}\"\nvariant = [ {{ id = \"rules\", bound = \"latest\", offset = \"{} weeks\", facts = [\"{fact}\"] }} ]\n\n",
                number % EVENTS,
                2 + number % 7
            );
        }
        self.write("opastin/content/registry/records.toml", &text)?;
        (0..self.size.facts.div_ceil(FACTS)).try_for_each(|number| self.source(number))
    }

    fn source(&self, number: usize) -> std::io::Result<()> {
        let mut text = format!(
            "id = \"source-{number}\"\nlang = \"fi\"\ntitle = \"{}\"\npublisher = {{ fi = \"Toimitus\", sv = \"Redaktionen\" }}\nurl = \"https://sources.example/{number}/\"\nupdated = 2025-11-15\nstatus = \"current\"\nslug = {}\n",
            titled(&self.name(&self.tongues[0], "source", number)),
            slug("lahde", "kalla", number)
        );
        for number in (number * FACTS)..((number + 1) * FACTS).min(self.size.facts) {
            let about =
                number.checked_sub(self.size.tasks).map_or_else(|| format!("task:{}", id("task", number)), |deadline| format!("deadline:deadline-{deadline}"));
            let words = self.both(|tongue| tongue.sentence(14, &mut seeded(tongue.id, "fact", number)));
            let _ = write!(
                text,
                "\n[[fact]]\nid = \"{}\"\nkind = \"rule\"\nabout = [\"{about}\"]\nsays = \"Fact {number} says what is so.\"\ntext = {words}\n",
                fact(number)
            );
        }
        self.write(&format!("opastin/content/sources/source-{number}.toml"), &text)
    }

    fn items(&self) -> std::io::Result<()> {
        for number in 0..self.size.tasks {
            self.task(number)?;
        }
        for number in 0..self.size.guides {
            let fixes: Vec<String> = self.size.answers(number).map(|(question, answer)| format!("area-{question} = \"a{answer}\"")).collect();
            let facts = format!(
                "slug = {}\nabout = [\"place:place-{}\"]\nfixes = {{ {} }}\nfacts = [\"{}\"]\n",
                slug("ohje", "guide", number),
                number % self.size.places,
                fixes.join(", "),
                fact(number * LISTED)
            );
            let sections = [
                ("scope", "Kenelle tämä on", "För vem det är"),
                ("before", "Ennen kuin aloitat", "Innan du börjar"),
                ("next", "Mitä seuraavaksi", "Vad som följer"),
            ];
            self.item("guide", number, "guide.toml", &facts, &sections)?;
        }
        for number in 0..self.size.plain {
            let sections = [
                ("part-a", "Taustaa tälle", "Bakgrund till detta"),
                ("part-b", "Mitä se on", "Vad det är"),
                ("part-c", "Keitä se koskee", "Vem det gäller"),
                ("part-d", "Mistä saa apua", "Var man får hjälp"),
            ];
            self.item("page", number, "page.toml", &format!("slug = {}\n", slug("sivu", "sida", number)), &sections)?;
        }
        for (shows, fi, sv) in LISTS {
            let slug = if shows == "home" { ["", ""] } else { [shows, shows] };
            self.write(
                &format!("opastin/content/pages/{shows}/page.toml"),
                &format!("slug = {{ fi = \"{}\", sv = \"{}\" }}\nshows = \"{shows}\"\n", slug[0], slug[1]),
            )?;
            self.words(&Words {
                folder: format!("pages/{shows}"),
                id: shows.to_owned(),
                title: [fi, sv].map(str::to_owned),
                sections: &[],
                references: Vec::new(),
            })?;
        }
        Ok(())
    }

    fn task(&self, number: usize) -> std::io::Result<()> {
        let (guide, step) = (number / LISTED, number % LISTED);
        let mut conditions: Vec<String> =
            self.size.answers(guide).map(|(question, answer)| format!("{{ q = \"area-{question}\", is = \"a{answer}\" }}")).collect();
        if step == LISTED - 1 {
            conditions.push("{ q = \"own\", is = \"yes\" }".to_owned());
        }
        let applies = if conditions.len() > 1 { format!("{{ all = [ {} ] }}", conditions.join(", ")) } else { conditions.concat() };
        let mut facts = format!(
            "slug = {}\nphase = \"{}\"\nstrength = \"obligation\"\nowner = \"role-{}\"\napplies = {applies}\nuses = [\"place:place-{}\", \"term:term-{}\"]\nfacts = [\"{}\"]\n",
            slug("tehtava", "uppgift", number),
            PHASES[step * PHASES.len() / LISTED].0,
            number % ROLES,
            number % self.size.places,
            number % self.size.terms,
            fact(number)
        );
        if step > 0 {
            let _ = writeln!(facts, "after = [\"{}\"]", id("task", number - 1));
        }
        if number.is_multiple_of(10) {
            let _ = writeln!(facts, "deadline = \"deadline-{}\"", number / 10);
        }
        self.item("task", number, "task.toml", &facts, &SECTIONS)
    }

    fn item(&self, kind: &str, number: usize, file: &str, facts: &str, sections: &[(&str, &str, &str)]) -> std::io::Result<()> {
        let id = id(kind, number);
        let folder = format!("{kind}s/{id}");
        self.write(&format!("opastin/content/{folder}/{file}"), facts)?;
        let title = |tongue: &Tongue| titled(&format!("{} {}", tongue.words(2, &mut seeded(tongue.id, &id, 0)), letters(number)));
        let mut random = seeded("", &id, 0);
        let references = (0..6)
            .map(|place| match place {
                0 => format!("place:place-{}", random.below(self.size.places)),
                1 => format!("term:term-{}", random.below(self.size.terms)),
                2 => format!("guide:{}", self::id("guide", random.below(self.size.guides))),
                _ => format!("task:{}", self::id("task", random.below(self.size.tasks))),
            })
            .collect();
        let title = [title(&self.tongues[0]), title(&self.tongues[1])];
        self.words(&Words { folder, id, title, sections, references })
    }

    /// The words of an item in both languages, confirmed to say the same.
    fn words(&self, words: &Words<'_>) -> std::io::Result<()> {
        let mut confirmed: BTreeMap<String, Vec<(LanguageId, ConfirmedText)>> = BTreeMap::new();
        for (language, tongue) in self.tongues.iter().enumerate() {
            let text = self.markdown(words, language, |reference| format!("[](<{reference}>)").replace(['<', '>'], ""));
            let path = format!("opastin/content/{}/{}.md", words.folder, tongue.id);
            self.write(&path, &text)?;
            for block in markdown::parse(&SourcePath::new(&path), &text).blocks {
                confirmed.entry(block.name.as_str().to_owned()).or_default().push((tongue.id.into(), block.text().as_str().into()));
            }
            let linked = |reference: &str| {
                let (kind, id) = reference.split_once(':').unwrap_or_default();
                format!("[{id}](/{}/{kind}s/{id}/)", tongue.id)
            };
            let body = self.markdown(words, language, linked);
            let (title, body) = body.split_once("\n\n").unwrap_or_default();
            // To Hugo a file of this name stands for its whole folder.
            let file = words.folder.replace("/index", "/a-z");
            self.write(
                &format!("hugo/content/{}/{file}.md", tongue.id),
                &format!("+++\ntitle = {}\n+++\n\n{body}", write::string(title.trim_start_matches("# "))),
            )?;
        }
        let blocks = confirmed.into_iter().map(|(block, texts)| (block, Confirmation::new(date(2026, 3, 1), texts))).collect();
        self.write(&format!("opastin/content/{}/parity.lock", words.folder), &write::ledger(&Ledger { blocks }))
    }

    /// The Markdown of an item. `linked` writes a reference.
    fn markdown(&self, words: &Words<'_>, language: usize, linked: impl Fn(&str) -> String) -> String {
        let tongue = &self.tongues[language];
        let mut random = seeded(tongue.id, &words.id, 1);
        let mut text = format!("# {}\n\n{}\n", words.title[language], tongue.sentence(20, &mut random));
        let mut references = words.references.iter();
        let mut each = (WORDS - 20) / words.sections.len().max(1);
        for (place, (id, fi, sv)) in words.sections.iter().enumerate() {
            let _ = write!(text, "\n## {} {{#{id}}}\n", [fi, sv][language]);
            if place == 0 {
                // A small table, as one page in many has it.
                let rows: Vec<String> = (0..3).map(|_| format!("| {} | {} |", tongue.words(2, &mut random), tongue.words(4, &mut random))).collect();
                let _ = write!(text, "\n| {} | {} |\n| --- | --- |\n{}\n", tongue.word(&mut random), tongue.word(&mut random), rows.join("\n"));
                each -= 20;
            }
            let paragraphs = each / 45;
            for paragraph in 0..paragraphs {
                let sentences: Vec<String> = (0..3).map(|_| tongue.sentence(each / paragraphs / 3, &mut random)).collect();
                let reference = references
                    .next()
                    .map(|reference| format!(" {} {}.", if language == 0 { "Katso myös" } else { "Se även" }, linked(reference)))
                    .unwrap_or_default();
                let mark = if *id == "how" { "1. " } else { "" };
                let gap = if *id == "how" && paragraph > 0 { "" } else { "\n" };
                let _ = writeln!(text, "{gap}{mark}{}{reference}", sentences.join("\n").replace('\n', if mark.is_empty() { "\n" } else { "\n   " }));
            }
        }
        text
    }

    fn hugo(&self) -> std::io::Result<()> {
        self.write(
            "hugo/hugo.toml",
            "baseURL = \"https://bench.example/\"\ntitle = \"Bench\"\ndefaultContentLanguage = \"fi\"\ndefaultContentLanguageInSubdir = true\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\"]\n\n\
             [languages.fi]\nlanguageName = \"Suomi\"\ncontentDir = \"content/fi\"\n\n[languages.sv]\nlanguageName = \"Svenska\"\ncontentDir = \"content/sv\"\n",
        )?;
        let page = |main: &str| {
            format!(
                "<!doctype html>\n<html lang=\"{{{{ .Site.Language.Lang }}}}\">\n<head><meta charset=\"utf-8\"><title>{{{{ .Title }}}}</title></head>\n<body>\n\
                 <header><a href=\"/\">{{{{ .Site.Title }}}}</a><nav>{{{{ range .Translations }}}}<a href=\"{{{{ .RelPermalink }}}}\">{{{{ .Language.Lang }}}}</a>{{{{ end }}}}</nav></header>\n\
                 <main><h1>{{{{ .Title }}}}</h1>\n{main}\n</main>\n</body>\n</html>\n"
            )
        };
        self.write("hugo/layouts/_default/single.html", &page("{{ .Content }}"))?;
        self.write(
            "hugo/layouts/_default/list.html",
            &page("{{ .Content }}<ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>"),
        )
    }

    fn queries(&self) -> Result<(), Box<dyn Error>> {
        for tongue in &self.tongues {
            let queries: Vec<String> = (0..200).map(|number| tongue.words(1 + number % 3, &mut seeded(tongue.id, "query", number))).collect();
            self.write(&format!("queries.{}.txt", tongue.id), &queries.join("\n"))?;
        }
        Ok(())
    }
}

/// Facts of a source.
const FACTS: usize = 25;

fn fact(number: usize) -> String {
    format!("F-{number:05}")
}

fn id(kind: &str, number: usize) -> String {
    format!("{kind}-{number:05}")
}

fn slug(fi: &str, sv: &str, number: usize) -> String {
    format!("{{ fi = \"{fi}-{number:05}\", sv = \"{sv}-{number:05}\" }}")
}

/// Numbers of their own for everything that has a name.
fn seeded(lang: &str, kind: &str, number: usize) -> Random {
    let seed =
        [lang, kind].iter().flat_map(|text| text.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Random::new(seed.wrapping_add(number as u64 + 1))
}

/// A number in letters: a word of its own for every number.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.insert_str(0, ["ka", "lo", "mi", "nu", "pe", "ra", "si", "to", "vu", "he"][number % 10]);
        number /= 10;
        if number == 0 {
            return word;
        }
    }
}
