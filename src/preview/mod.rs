//! The preview: watches a site's files, compiles them as they change and serves the result to the editor's own browser.
//!
//! One thread watches and compiles (`watch`, [`workshop`]); a small server on the loopback address answers from the latest
//! [`snapshot`], whose [`site`] makes a page when it is asked for; another thread makes and checks the rest (`settle`). Pages are sent as they would be published, with one script tag added while sending; all else that the preview needs
//! stands at addresses of its own under `/_opastin/`. `guard` keeps other origins out.

mod answer;
mod confirm;
mod connections;
mod events;
mod guard;
mod position;
mod server;
mod settle;
mod side_by_side;
pub mod site;
pub mod snapshot;
mod watch;
pub mod workshop;

use crate::compile::Options;
use snapshot::Snapshot;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use workshop::Workshop;

/// Under this address stands all that is no part of the site.
pub const OWN: &str = "/_opastin/";

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's folder.
    pub root: PathBuf,
    /// How it is compiled.
    pub options: Options,
    /// On which port of the loopback address.
    pub port: Port,
}

/// A port to serve on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other; 0 is any that is free.
    Exactly(u16),
    /// This one, or the next that is free.
    From(u16),
}

/// How many ports are tried.
const TRIED: u16 = 50;

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// Another program serves there.
    #[error("port {0} is in use: stop what serves there, or choose another: --port NUMBER")]
    InUse(u16),
    /// The system refused.
    #[error("the preview could not be started: {0}")]
    Io(#[from] io::Error),
    /// The watcher could not be started.
    #[error("the files cannot be watched: {0}")]
    Watch(String),
}

/// A preview that is ready to serve.
#[derive(Debug)]
pub struct Preview {
    config: Config,
    listener: TcpListener,
    workshop: Workshop,
    /// Where it serves.
    pub address: SocketAddr,
}

impl Preview {
    /// Takes the port and compiles the site for the first time.
    ///
    /// # Errors
    ///
    /// The port is in use, or the system does not let us serve.
    pub fn open(mut config: Config) -> Result<Self, PreviewError> {
        config.root = config.root.canonicalize()?;
        let listener = listen(config.port)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let workshop = Workshop::open(&config.root, config.options.clone());
        Ok(Preview { config, listener, workshop, address })
    }

    /// The site as it is now.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        self.workshop.snapshot()
    }

    /// Where a page of the site is served, by its path from the root of the site.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{}", self.address, self.snapshot().base.trim_end_matches('/'), path)
    }

    /// Serves until the process ends. What happens is told to `tell`, one line at a time.
    ///
    /// # Errors
    ///
    /// The server or the watcher could not be started.
    pub fn serve(self, tell: impl Fn(&str) + Send + 'static) -> Result<(), PreviewError> {
        let Preview { config, listener, workshop, address } = self;
        let (sender, latest) = tokio::sync::watch::channel(workshop.snapshot().clone());
        let root = config.root.clone();
        let watching = watch::watch(&root, workshop, sender, tell)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let site = server::Served::new(root, config.options, address.port(), latest);
        let served: io::Result<Infallible> = runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            Ok(connections::serve(listener, server::router(site)).await)
        });
        drop(watching);
        served?;
        Ok(())
    }
}

fn listen(port: Port) -> Result<TcpListener, PreviewError> {
    let (first, last) = match port {
        Port::Exactly(port) => (port, port),
        Port::From(port) => (port, port.saturating_add(TRIED)),
    };
    for port in first..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(PreviewError::InUse(first))
}

/// The address under which an editor's program opens a file at a line.
fn editor_url(root: &Path, path: &str, line: usize, column: usize) -> String {
    let mut url = String::from("vscode://file");
    let whole = root.join(path);
    let whole = whole.to_string_lossy().replace('\\', "/");
    if !whole.starts_with('/') {
        url.push('/');
    }
    for byte in whole.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => url.push(char::from(byte)),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("{url}:{line}:{column}")
}
