//! Pure: a model, what follows from it and a language to one serialisable struct per page. Cannot find faults in content.

pub mod pages;
pub mod types;
