//! Opastin, a compiler for guidance.
//!
//! The folder list is the pipeline, in order; a module uses only what stands before it:
//!
//! 1. [`diagnostics`]: findings, the one currency for everything that is wrong;
//! 2. [`source`]: the files of a site, as a value;
//! 3. [`parse`]: one file's text to syntax with places;
//! 4. [`model`]: syntax to typed records;
//! 5. [`resolve`]: whole-site truth: where references lead, what guides list, what is proved;
//! 6. [`compile`]: the one function that calls the stages in order;
//! 7. [`publish`]: the files of the site to the disk;
//! 8. [`cli`]: the commands.

pub mod cli;
pub mod compile;
pub mod diagnostics;
pub mod i18n;
pub mod model;
pub mod parse;
pub mod publish;
pub mod resolve;
pub mod source;
pub mod view;
