//! What single files say, kept from one compilation to the next, so that only files that have changed are read again.

use super::super::records::ReferenceUse;
use super::super::{Data, Model};
use super::item::Folder;
use crate::diagnostics::Diagnostic;
use crate::model::read::Reading;
use crate::parse::toml::TomlFile;
use crate::source::{ItemKind, SourcePath};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which part of the content: a file by itself, or the folder of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PartOf {
    File(SourcePath),
    Item(ItemKind, String),
}

/// What a part was read from.
#[derive(Clone, Debug)]
pub(super) enum ReadFrom {
    File(Arc<TomlFile>),
    Folder(Folder),
}

impl ReadFrom {
    fn is(&self, other: &ReadFrom) -> bool {
        match (self, other) {
            (ReadFrom::File(one), ReadFrom::File(other)) => Arc::ptr_eq(one, other),
            (ReadFrom::Folder(one), ReadFrom::Folder(other)) => one.is(other),
            _ => false,
        }
    }
}

/// What a part says, by itself.
#[derive(Clone, Debug)]
struct Part {
    from: ReadFrom,
    /// Its records and nothing else.
    model: Model,
    findings: Vec<Diagnostic>,
    references: Vec<ReferenceUse>,
}

/// The parts of the latest model. They depend on the site's file as well.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    site: Option<Arc<TomlFile>>,
    parts: BTreeMap<PartOf, Arc<Part>>,
}

impl Parts {
    /// The parts that hold for a site with this file.
    pub(super) fn of_site(self, site: &Arc<TomlFile>) -> Parts {
        if self.site.as_ref().is_some_and(|known| Arc::ptr_eq(known, site)) { self } else { Parts { site: Some(site.clone()), ..Parts::default() } }
    }

    /// Adds to `model` what a part says, which `read` reads into a model without records where it is not known in `before`. False if one of
    /// its records is in `model` already: what is to be said of that, only reading everything in turn can tell.
    pub(super) fn add(
        &mut self,
        before: &mut Parts,
        of: PartOf,
        from: ReadFrom,
        (model, reading): (&mut Model, &mut Reading<'_>),
        empty: &Model,
        read: impl FnOnce(&mut Model, &mut Reading<'_>),
    ) -> bool {
        let known = before.parts.remove(&of).filter(|part| part.from.is(&from));
        let part = known.unwrap_or_else(|| {
            let mut own = empty.clone();
            let mut alone = Reading::new(reading.languages, reading.declared.clone());
            read(&mut own, &mut alone);
            Arc::new(Part { from, model: own, findings: alone.findings, references: alone.references })
        });
        if part.model.records.keys().any(|key| model.records.contains_key(key)) {
            return false;
        }
        merge(model, &part.model);
        reading.findings.extend(part.findings.iter().cloned());
        reading.references.extend(part.references.iter().cloned());
        self.parts.insert(of, part);
        true
    }
}

/// Adds the records of `part` to `model`.
fn merge(model: &mut Model, part: &Model) {
    Arc::make_mut(&mut model.records).extend(part.records.iter().map(|(key, record)| (key.clone(), record.clone())));
    Arc::make_mut(&mut model.items).extend(part.items.iter().map(|(key, item)| (key.clone(), item.clone())));
    // Every table is named, so that a new one is not forgotten. What stands in one file of its own is no part.
    let Data {
        site: _,
        calendar: _,
        calendar_note: _,
        search_queries: _,
        published: _,
        references: _,
        sources,
        facts,
        topics,
        comparisons,
        conflicts,
        events,
        deadlines,
        thresholds,
        questions,
        prerequisites,
        channels,
        notices,
        documents,
        roles,
        audiences,
        terms,
        declared,
        tasks,
        guides,
        pages,
        broken,
    } = &*part.data;
    let data = Arc::make_mut(&mut model.data);
    macro_rules! add {
        ($($table:ident)*) => {$(data.$table.extend($table.iter().map(|(id, record)| (id.clone(), record.clone())));)*};
    }
    add!(sources facts topics comparisons conflicts events deadlines thresholds questions prerequisites channels notices documents roles audiences terms);
    add!(declared tasks guides pages);
    data.broken.extend(broken.iter().cloned());
}
