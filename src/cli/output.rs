//! Standard output and error, with colours only for people and without complaint when the reader has gone.

use crate::diagnostics::text::Look;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

/// Where a command writes.
pub(super) struct Output {
    stdout: io::Stdout,
    stderr: io::Stderr,
    colours_wanted: bool,
}

impl Output {
    /// The output of this process. `NO_COLOR` and a terminal without colours are respected.
    pub(super) fn of_process() -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Output { stdout: io::stdout(), stderr: io::stderr(), colours_wanted: !no_color && !dumb }
    }

    /// How text on standard output looks.
    pub(super) fn look(&self) -> Look {
        self.look_on(self.stdout.is_terminal())
    }

    /// How text on standard error looks.
    pub(super) fn error_look(&self) -> Look {
        self.look_on(self.stderr.is_terminal())
    }

    fn look_on(&self, terminal: bool) -> Look {
        if terminal && self.colours_wanted { Look::Coloured } else { Look::Plain }
    }

    /// Writes `text` to standard output. A reader that has gone (a closed pipe) is no fault.
    ///
    /// # Errors
    ///
    /// Standard output cannot be written for another reason, such as a full disk.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        forgive_closed_pipe(self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush()))
    }

    /// Writes `text` to standard error. Where that fails there is nowhere to say so.
    pub(super) fn complain(&mut self, text: &str) {
        let _ = self.stderr.write_all(text.as_bytes()).and_then(|()| self.stderr.flush());
    }

    /// Says why a command could not run.
    pub(super) fn failure(&mut self, failure: &(impl Display + ?Sized)) {
        self.complain(&format!("error: {failure}\n"));
    }
}

fn forgive_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
