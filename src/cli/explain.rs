//! `opastin explain`: the pages of the kinds of finding.

use super::output::Output;
use super::{Failure, Outcome};
use crate::diagnostics::{Code, did_you_mean, explain};

/// The arguments of `opastin explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The code, as it stands in the finding; without it, all codes are listed.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// There is no such code.
#[derive(Debug, thiserror::Error)]
#[error("there is no finding “{code}”.{meant} All of them: opastin explain")]
struct UnknownCode {
    code: String,
    meant: String,
}

/// Prints the page of a code, or the list of all.
pub(super) fn run(arguments: &Explain, output: &mut Output) -> Result<Outcome, Failure> {
    let Some(code) = &arguments.code else {
        output.print(&list())?;
        return Ok(Outcome::Success);
    };
    output.print(explain::page(find(code)?))?;
    Ok(Outcome::Success)
}

/// The code of this name; brackets around it, as findings print them, do no harm.
fn find(name: &str) -> Result<Code, UnknownCode> {
    let name = name.trim().trim_matches(['[', ']']).to_lowercase();
    let names = || Code::ALL.iter().map(|code| code.as_str());
    name.parse().map_err(|()| {
        let meant = did_you_mean(&name, names()).map(|near| format!(" Did you mean “{near}”?")).unwrap_or_default();
        UnknownCode { code: name.clone(), meant }
    })
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
    Code::ALL.iter().map(|code| format!("{:7} {:width$}  {}\n", code.severity().as_str(), code.as_str(), explain::title(*code))).collect()
}
