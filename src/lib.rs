//! Opastin, a compiler for guidance.
//!
//! The folder list is the pipeline, in order; a module uses only what stands before it:
//!
//! 1. [`diagnostics`]: findings, the one currency for everything that is wrong;
//! 2. [`source`]: the files of a site, as a value;
//! 3. [`parse`]: one file's text to syntax with places;
//! 4. [`model`]: syntax to typed records;
//! 5. [`resolve`]: whole-site truth: where references lead, what guides list, what is proved;
//! 6. [`i18n`]: the words of the interface and of everything generated, in every language;
//! 7. [`search`]: analysis of the sections of pages, the index and its files;
//! 8. [`view`]: one value per page, which is all that a template prints;
//! 9. [`render`]: views to files;
//! 10. [`compile`]: the one function that calls the stages in order;
//! 11. [`publish`]: the files of the site to the disk;
//! 12. [`preview`]: the site served to its editor while it is written;
//! 13. [`exchange`]: records as spreadsheets, and back;
//! 14. [`cli`]: the commands.

pub mod diagnostics;
pub mod source;
pub mod parse;
pub mod model;
pub mod resolve;
pub mod i18n;
pub mod search;
pub mod view;
pub mod render;
pub mod compile;
#[allow(clippy::disallowed_methods, reason = "publishing writes the site to disk")]
pub mod publish;
#[cfg(feature = "preview")]
#[allow(clippy::disallowed_methods, reason = "the preview watches files, answers requests and looks at the clock")]
pub mod preview;
#[cfg(feature = "exchange")]
pub mod exchange;
#[allow(clippy::disallowed_methods, reason = "the commands meet the disk, the environment and the clock")]
pub mod cli;
