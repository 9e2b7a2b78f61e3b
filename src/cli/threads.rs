//! How many threads a build works on.

use std::thread::available_parallelism;

/// The variable in which somebody may say how many threads there are to be.
const WANTED: &str = "RAYON_NUM_THREADS";

/// Starts one thread more than there are processors, for a build that writes all spreadsheets: who writes one waits for the threads of its
/// library, one for each sheet, and meanwhile a processor would have nothing to do. Where threads were started before, they stay.
pub(super) fn start() {
    let processors = available_parallelism().map_or(1, usize::from);
    if std::env::var_os(WANTED).is_none() {
        // Its only error is that threads were started before.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(processors + 1).build_global();
    }
}
