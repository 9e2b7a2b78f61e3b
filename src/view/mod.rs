//! Pure: a model, what follows from it and a language to one serialisable struct per page. Cannot find faults in content.

pub mod address;
pub mod context;
pub mod due;
pub mod frame;
pub mod graph;
pub mod guides;
pub mod html;
mod known;
pub mod lists;
pub mod pages;
pub mod plan;
pub mod prose;
pub mod rail;
mod reads;
pub mod records;
pub mod search;
pub mod sheet;
pub mod specimens;
pub mod tasks;
pub mod timeline;
pub mod types;

use crate::i18n::Messages;
use crate::model::condition::Answers;
use crate::model::{Key, Model};
use crate::resolve::Resolved;
use context::View;
use pages::{Content, PageView, Plain};

pub use frame::base_path;
pub use html::{escape, escaped};
pub use known::Known;
pub use reads::Reads;

/// What views are made of.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    /// The site as its files say it.
    pub model: &'a Model,
    /// What follows from it.
    pub resolved: &'a Resolved,
    /// The words of the interface and of everything generated.
    pub messages: &'a Messages,
    /// Where the site is published: absolute, ends with a slash.
    pub base_url: &'a str,
    /// What pages have in common, where so many are made that it saves time.
    pub known: Option<&'a Known<'a>>,
    /// Notes whose words are read, where somebody asks for it.
    pub reads: Option<&'a Reads>,
}

/// A page to render: where it stands and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageAddress {
    /// Its address from the root of the site: `/fi/ohjeet/kuvat/`.
    pub path: String,
    /// Its file in the output folder: `fi/ohjeet/kuvat/index.html`.
    pub file: String,
    /// The place of its language in the site's languages.
    pub language: usize,
    /// What it shows.
    pub subject: Subject,
}

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The choice of a language, at the root.
    Language,
    /// A record with a page.
    Record(Key),
    /// The whole of a guide, to print.
    Print(Key),
    /// The page for addresses that lead nowhere: at the root, and one in each language's folder.
    NotFound,
    /// What a site shows only at times, for those who make a theme. It is not published.
    Specimens,
}

/// The messages that views are made with, each with its variables.
pub fn messages() -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    [OWN, guides::MESSAGES, plan::MESSAGES, sheet::MESSAGES, prose::MESSAGES, due::MESSAGES, lists::MESSAGES, graph::MESSAGES, timeline::MESSAGES]
        .into_iter()
        .flatten()
}

const OWN: &[(&str, &[&str])] = &[("home", &[]), ("not-found-title", &[]), ("language-name", &["lang"])];

/// Every page of the site, in the order of their paths.
pub fn addresses(site: &Site<'_>) -> Vec<PageAddress> {
    let mut addresses = vec![
        PageAddress { path: "/".to_owned(), file: "index.html".to_owned(), language: 0, subject: Subject::Language },
        PageAddress { path: "/".to_owned(), file: "404.html".to_owned(), language: 0, subject: Subject::NotFound },
    ];
    for (index, language) in site.model.languages().list.iter().enumerate() {
        let path = format!("/{}/", language.id);
        addresses.push(PageAddress { file: format!("{}/404.html", language.id), path, language: index, subject: Subject::NotFound });
    }
    for (key, paths) in site.resolved.routes.iter() {
        for (language, path) in paths.iter().enumerate() {
            if let Some(path) = path {
                addresses.push(PageAddress { path: path.clone(), file: address::file(path), language, subject: Subject::Record(key.clone()) });
                if let Some(path) = guides::print_path(site, key, language) {
                    addresses.push(PageAddress { file: address::file(&path), path, language, subject: Subject::Print(key.clone()) });
                }
            }
        }
    }
    addresses.sort_by(|a, b| a.file.cmp(&b.file));
    addresses
}

/// The view of one page; `None` where the site has no such language or record.
pub fn page(site: &Site<'_>, address: &PageAddress) -> Option<PageView> {
    let catalogue = site.messages.get(address.language)?;
    let view = View { site: *site, language: address.language, path: &address.path, catalogue };
    let page = match &address.subject {
        Subject::Language => Content::Language(lists::languages(&view)),
        Subject::NotFound => Content::NotFound(Plain::default()),
        Subject::Specimens => Content::Specimens(specimens::page(&view)),
        Subject::Record(key) => content(&view, key)?,
        Subject::Print(key) => Content::Print(guides::print(&view, site.model.guides.get(&key.id)?)),
    };
    Some(PageView { frame: frame::frame(&view, address, page.template()), around: around(&view, address), page })
}

/// The page for lost addresses is shown at any depth: it shares nothing with others.
fn around(view: &View<'_>, address: &PageAddress) -> types::Shared<types::Around> {
    match (view.site.known, &address.subject) {
        (_, Subject::NotFound) => types::Shared::new(types::Around { root: base_path(view.site.base_url), ..frame::around(view) }),
        (Some(known), _) => known.around(view),
        (None, _) => types::Shared::new(frame::around(view)),
    }
}

fn content(view: &View<'_>, key: &Key) -> Option<Content> {
    let model = view.site.model;
    Some(match key.kind.as_str() {
        "task" => Content::Task(task_page(view, key)?),
        "guide" => Content::Guide(guides::page(view, model.guides.get(&key.id)?)),
        "source" => Content::Source(records::source(view, &key.id)?),
        "role" => Content::Role(records::role(view, view.record(key)?)),
        "page" => shown(view, key)?,
        _ => Content::Record(records::declared(view, view.record(key)?)),
    })
}

fn task_page(view: &View<'_>, key: &Key) -> Option<pages::Task> {
    let task = view.site.model.tasks.get(&key.id)?;
    let words = view.item(key).map(|item| prose::item(view, item)).unwrap_or_default();
    let shown = tasks::task(view, task, &Answers::new(), words);
    let listing = view.site.resolved.listing.get(&task.id).into_iter().flatten();
    let listing = listing.map(|(id, applies)| (view.link(&Key::new("guide", id)), applies.as_str().to_owned()));
    let about = view.site.resolved.conflict_about.get(key).into_iter().flatten();
    let mut conflicts: Vec<types::ConflictLink> =
        about.filter_map(|id| view.site.model.conflicts.get(id)).map(|conflict| due::link_to(view, conflict)).collect();
    let met = [shown.due.as_ref().and_then(|due| due.conflict.clone()), shown.notice.as_ref().and_then(|notice| notice.conflict.clone())];
    for conflict in met.into_iter().flatten() {
        if !conflicts.iter().any(|known| known.id == conflict.id) {
            conflicts.push(conflict);
        }
    }
    Some(pages::Task { applies: task.applies.as_ref().map(|condition| tasks::condition(view, condition)), guides: listing.collect(), conflicts, task: shown })
}

fn shown(view: &View<'_>, key: &Key) -> Option<Content> {
    let model = view.site.model;
    let item = view.item(key)?;
    let page = model.pages.get(&key.id)?;
    let plain = || Plain { prose: prose::item(view, item) };
    Some(match page.shows.as_deref() {
        Some("home") => Content::Home(lists::home(view, item)),
        Some("guides") => Content::Guides(pages::Guides { prose: prose::item(view, item), groups: guides::by_group(view) }),
        Some("finder") => Content::Finder(lists::finder(view, item, &page.asks)),
        Some("planner") => Content::Planner(lists::planner(view, item, &page.asks)),
        Some("tasks") => Content::Tasks(pages::Tasks { prose: prose::item(view, item), groups: tasks::by_phase(view, |_| true) }),
        Some("services") => Content::Services(lists::services(view, item)),
        Some("deadlines") => Content::Deadlines(lists::deadlines(view, item)),
        Some("notices") => Content::Notices(lists::notices(view, item)),
        Some("prerequisites") => Content::Prerequisites(lists::prerequisites(view, item)),
        Some("conflicts") => Content::Conflicts(lists::conflicts(view, item)),
        Some("glossary") => Content::Glossary(lists::glossary(view, item)),
        Some("roles") => Content::Roles(lists::roles(view, item)),
        Some("changes") => Content::Changes(lists::changes(view, item)),
        Some("sources") => Content::Sources(lists::sources(view, item)),
        Some("parity") => Content::Parity(lists::parity(view, item, page.comparison.as_ref())),
        Some("coverage") => Content::Coverage(lists::coverage(view, item)),
        Some("accessibility") => match &page.accessibility {
            Some(statement) => Content::Accessibility(lists::accessibility(view, item, statement)),
            None => Content::Plain(plain()),
        },
        Some("privacy") => Content::Privacy(plain()),
        Some("search") => Content::Search(plain()),
        Some("index") => Content::Index(lists::index(view, item)),
        _ => Content::Plain(plain()),
    })
}
