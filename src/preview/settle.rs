//! Makes and checks all that nobody has asked for, while nothing else is to be done.

use super::PreviewError;
use super::watch::Happened;
use super::workshop::Unsettled;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How long to wait before beginning: an editor that saves once often saves again.
const PAUSE: Duration = Duration::from_millis(100);

/// A thread to which work is given; what it was given before is dropped.
#[derive(Debug)]
pub(super) struct Settler {
    work: Sender<Unsettled>,
    /// The state of the site for which somebody waits; 0 while a change is being read.
    wanted: Arc<AtomicU64>,
}

impl Settler {
    /// Starts the thread. It tells `done` what it has finished, and ends with the settler.
    pub(super) fn start(done: Sender<Happened>) -> Result<Self, PreviewError> {
        // One processor stays free for whoever saves or looks at a page meanwhile.
        let threads = std::thread::available_parallelism().map_or(1, |count| count.get().saturating_sub(1).max(1));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|number| format!("settle {number}")).build();
        let pool = pool.map_err(std::io::Error::other)?;
        let (work, given) = channel();
        let wanted = Arc::new(AtomicU64::new(0));
        let asked = wanted.clone();
        std::thread::Builder::new().name("settle".to_owned()).spawn(move || {
            while let Ok(unsettled) = latest(&given) {
                let stop = || asked.load(Ordering::Relaxed) != unsettled.generation;
                if pool.install(|| unsettled.finish(&stop)) && done.send(Happened::Settled(unsettled)).is_err() {
                    return;
                }
            }
        })?;
        Ok(Settler { work, wanted })
    }

    /// Drops what is being made: a change is being read.
    pub(super) fn stop(&self) {
        self.wanted.store(0, Ordering::Relaxed);
    }

    /// Lets the thread finish this state of the site and no other.
    pub(super) fn begin(&self, unsettled: Unsettled) {
        self.wanted.store(unsettled.generation, Ordering::Relaxed);
        // The thread ends only when nobody listens to it any more.
        let _ = self.work.send(unsettled);
    }
}

/// The latest work, once no newer has come for a while.
fn latest(given: &Receiver<Unsettled>) -> Result<Unsettled, RecvTimeoutError> {
    let mut latest = given.recv().map_err(|_| RecvTimeoutError::Disconnected)?;
    loop {
        match given.recv_timeout(PAUSE) {
            Ok(newer) => latest = newer,
            Err(RecvTimeoutError::Timeout) => return Ok(latest),
            Err(error) => return Err(error),
        }
    }
}
