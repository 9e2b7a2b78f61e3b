//! Views to bytes: templates, assets, pages, open data, feeds, sitemap, redirects; and the check of all that came out.
//!
//! A page's bytes are a function of its view, the templates, its language's messages, the manifest of assets and the program's version.

mod around;
pub mod assets;
pub mod blob;
mod calls;
pub mod check;
mod faults;
pub mod feed;
mod functions;
pub mod gallery;
pub mod hosting;
mod inline;
mod links;
pub mod open_data;
pub mod outline;
pub mod pages;
pub mod portable;
pub mod sink;
pub mod sitemap;
pub mod spreadsheet;
pub mod prepared;
pub mod templates;
pub mod theme;
mod xml;

pub use functions::script_safe;

/// The files of the built site, by path relative to the output folder.
pub type OutputTree = std::collections::BTreeMap<String, std::sync::Arc<[u8]>>;
