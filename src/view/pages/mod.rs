//! One struct per kind of page. Each is rendered by the template of the same name, with `frame` beside it.

mod guidance;
mod lists;
mod records;
mod reports;

use super::types::{Around, Frame, Shared};
use serde::Serialize;

pub use guidance::*;
pub use lists::*;
pub use records::*;
pub use reports::*;

/// A page: its frame and what it shows. In a template: `frame.…`, of both parts of the frame, and `page.…`.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// What is around the content.
    pub frame: Frame,
    /// What is around the content of other pages too.
    pub around: Shared<Around>,
    /// The content.
    pub page: Content,
}

/// What a page shows. The variant names the template: `templates/<name>.html`.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "there is one per page, and it is moved once")]
pub enum Content {
    /// `language.html`, at `/`: the choice of a language. Its frame is the first language's.
    Language(LanguageChoice),
    /// `home.html`.
    Home(Home),
    /// `guide.html`.
    Guide(Guide),
    /// `print.html`: the whole of a guide, to print.
    Print(Guide),
    /// `task.html`.
    Task(Task),
    /// `record.html`: a record of a declared kind, or a service.
    Record(Record),
    /// `role.html`.
    Role(Role),
    /// `source.html`.
    Source(Source),
    /// `guides.html`.
    Guides(Guides),
    /// `finder.html`.
    Finder(Finder),
    /// `planner.html`.
    Planner(Planner),
    /// `tasks.html`.
    Tasks(Tasks),
    /// `services.html`.
    Services(Services),
    /// `deadlines.html`.
    Deadlines(Deadlines),
    /// `notices.html`.
    Notices(Notices),
    /// `prerequisites.html`.
    Prerequisites(Prerequisites),
    /// `conflicts.html`.
    Conflicts(Conflicts),
    /// `glossary.html`.
    Glossary(Glossary),
    /// `roles.html`.
    Roles(Roles),
    /// `changes.html`.
    Changes(Changes),
    /// `sources.html`.
    Sources(Sources),
    /// `parity.html`.
    Parity(Parity),
    /// `coverage.html`.
    Coverage(Coverage),
    /// `accessibility.html`.
    Accessibility(Accessibility),
    /// `privacy.html`.
    Privacy(Plain),
    /// `search.html`.
    Search(Plain),
    /// `index.html`: the A–Ö index.
    Index(Index),
    /// `page.html`: only its own text.
    Plain(Plain),
    /// `404.html`.
    NotFound(Plain),
    /// `specimens.html`: what a site shows only at times.
    Specimens(Specimens),
}

impl Content {
    /// The name of the template, without folder and ending.
    pub fn template(&self) -> &'static str {
        match self {
            Content::Language(_) => "language",
            Content::Home(_) => "home",
            Content::Guide(_) => "guide",
            Content::Print(_) => "print",
            Content::Task(_) => "task",
            Content::Record(_) => "record",
            Content::Role(_) => "role",
            Content::Source(_) => "source",
            Content::Guides(_) => "guides",
            Content::Finder(_) => "finder",
            Content::Planner(_) => "planner",
            Content::Tasks(_) => "tasks",
            Content::Services(_) => "services",
            Content::Deadlines(_) => "deadlines",
            Content::Notices(_) => "notices",
            Content::Prerequisites(_) => "prerequisites",
            Content::Conflicts(_) => "conflicts",
            Content::Glossary(_) => "glossary",
            Content::Roles(_) => "roles",
            Content::Changes(_) => "changes",
            Content::Sources(_) => "sources",
            Content::Parity(_) => "parity",
            Content::Coverage(_) => "coverage",
            Content::Accessibility(_) => "accessibility",
            Content::Privacy(_) => "privacy",
            Content::Search(_) => "search",
            Content::Index(_) => "index",
            Content::Plain(_) => "page",
            Content::NotFound(_) => "404",
            Content::Specimens(_) => "specimens",
        }
    }
}
