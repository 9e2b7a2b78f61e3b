//! What is around many pages alike, as templates need it: made once for all pages that share it.
//!
//! The templates `around/….html` know only that part of `frame`. What they make is at hand in others: `{{ around.… | safe }}`.

use super::prepared::Templates;
use super::templates::Sources;
use crate::view::types::{Around, Shared};
use ahash::AHashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tera::value::{Key, Map};
use tera::{Context, TeraResult, Value};

/// The folder of the templates of what is around pages.
const FOLDER: &str = "around/";

/// What has been made so far, by the place of what it was made of.
#[derive(Debug, Default)]
pub(super) struct Made {
    known: Mutex<AHashMap<usize, Arc<One>>>,
}

/// What is around some pages.
#[derive(Debug)]
pub(super) struct One {
    /// The fields of `frame`.
    pub(super) frame: Map,
    /// Finished HTML, by the name of its template.
    pub(super) html: Value,
    /// It keeps its place as long as it is known by it.
    _of: Shared<Around>,
}

impl Made {
    /// What `around` is to templates.
    ///
    /// # Errors
    /// What is wrong with a template.
    pub(super) fn get(&self, around: &Shared<Around>, sources: &Sources, templates: &Templates) -> TeraResult<Arc<One>> {
        let place = around.place() as usize;
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&place) {
            return Ok(known.clone());
        }
        let made = Arc::new(make(around, sources, templates)?);
        Ok(self.known.lock().unwrap_or_else(PoisonError::into_inner).entry(place).or_insert(made).clone())
    }
}

fn make(around: &Shared<Around>, sources: &Sources, templates: &Templates) -> TeraResult<One> {
    let frame = Value::try_from_serializable(&**around)?;
    let mut context = Context::new();
    context.insert_value("frame", frame.clone());
    let mut html = Map::new();
    for (name, _) in sources.iter() {
        let Some(short) = name.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".html")) else { continue };
        let text = templates.render(sources, name, &context)?;
        html.insert(Key::from(short.to_owned()), Value::safe_string(&text));
    }
    Ok(One { frame: frame.into_map().unwrap_or_default(), html: Value::from(html), _of: around.clone() })
}
