//! What `opastin --version` says: which program this is, and which formats it reads and writes.

use crate::search::{FORMAT_VERSION, LEXICON_FORMATS};
use std::sync::LazyLock;

/// The version, and the commit where a checkout was built for release.
pub(super) const SHORT: &str = env!("OPASTIN_VERSION");

/// The same, with the formats.
pub(super) fn long() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let lexicons: String = LEXICON_FORMATS.iter().map(|format| format!("\n  {format}")).collect();
        format!("{SHORT}\nsearch index: format {FORMAT_VERSION}\nlexicons:{lexicons}")
    });
    &TEXT
}
