use opastin::*;
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let mut tree = source::SourceTree::default();
    for e in walkdir::WalkDir::new(format!("{root}/content")).sort_by_file_name() {
        let e = e.unwrap();
        if e.file_type().is_file() {
            let p = e.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            tree.insert(source::SourcePath::new(p), source::SourceFile::new(std::fs::read(e.path()).unwrap()));
        }
    }
    let mut parsed = parse::Parsed::default();
    let mut f = vec![];
    for (p, file) in tree.iter() {
        let t = String::from_utf8_lossy(&file.bytes).into_owned();
        use source::{FileKind::*, ItemPart};
        match source::kind_of(p) {
            Item(_, _, ItemPart::Words(_)) => {
                let m = parse::markdown::parse(p, &t);
                f.extend(m.findings.clone());
                parsed.markdown.insert(p.clone(), std::sync::Arc::new(m));
            }
            Site | Calendar | Published | Source(_) | Registry | Item(..) => {
                let m = parse::toml::parse(p, &t);
                f.extend(m.findings.clone());
                parsed.toml.insert(p.clone(), std::sync::Arc::new(m));
            }
            _ => {}
        }
    }
    let (m, g) = model::build(&parsed);
    f.extend(g);
    if let Some(m) = m {
        let t0 = std::time::Instant::now();
        let (r, g) = resolve::resolve(&m, jiff::civil::date(2026, 11, 21));
        eprintln!("resolve {:?}", t0.elapsed());
        f.extend(g);
        println!("records {} tasks {} guides {} facts {} terms {}", m.records.len(), m.tasks.len(), m.guides.len(), m.facts.len(), m.terms.len());
        for (id, d) in &r.guides {
            let code = m.record("guide", id).unwrap().code.clone().unwrap_or_default();
            println!(
                "{code} {}",
                d.steps
                    .iter()
                    .map(|s| format!(
                        "{}{}",
                        m.record("task", &s.task).unwrap().code.clone().unwrap_or_default(),
                        if s.applies == model::Truth::Unknown { "?" } else { "" }
                    ))
                    .collect::<Vec<_>>()
                    .join(" ")
            );
        }
    }
    diagnostics::sort(&mut f);
    for d in &f {
        if d.severity == diagnostics::Severity::Note {
            continue;
        }
        let at = d
            .span
            .as_ref()
            .map(|s| {
                let t = tree.get(&s.path).map(|x| String::from_utf8_lossy(&x.bytes).into_owned()).unwrap_or_default();
                let p = source::position(&t, s.start);
                format!("{}:{}:{}", s.path, p.line, p.column)
            })
            .unwrap_or_default();
        println!("{} {} {at} {} | {}", d.severity.as_str(), d.code, d.message, d.help.join(" "));
    }
    println!("{:?}", diagnostics::Counts::of(&f));
}
