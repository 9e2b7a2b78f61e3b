//! Connections: each is served until its client goes or leaves a request unfinished for too long.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::io::ErrorKind;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// How long a client may take for the head of a request, and rest between two: each that waits holds one of the system's open files.
const HEAD: Duration = Duration::from_secs(10);

/// How long to wait where the system gives no more connections, until others have ended.
const FULL: Duration = Duration::from_millis(200);

/// Answers from `router` whoever connects.
pub(super) async fn serve(listener: TcpListener, router: Router) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(answer(stream, router.clone()))),
            // The client went before it was its turn.
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset) => {}
            Err(_) => tokio::time::sleep(FULL).await,
        }
    }
}

async fn answer(stream: TcpStream, router: Router) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    // A client that goes or is too slow is nothing to tell an editor of.
    let _ = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await;
}
