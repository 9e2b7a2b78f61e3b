//! How time grows with what is written without measure: `cargo bench --bench growth`. Elements a second stay about the same where it is
//! linear.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use opastin::compile::{Options, compile};
use opastin::parse::with_defaults;
use opastin::source::disk::{embedded, load};
use opastin::source::{SourceFile, SourcePath, SourceTree};
use std::hint::black_box;
use std::path::Path;

/// What is laid over the small sound site: files with so many of something.
type Shape = fn(usize) -> Vec<(&'static str, String)>;

const SHAPES: [(&str, Shape); 5] = [
    ("records of one kind", records),
    ("records that require each other in a chain", chain),
    ("records that require each other in a circle", circle),
    ("deadlines that count from each other", deadlines),
    ("sections of one file", sections),
];

fn record(number: usize) -> String {
    format!(
        "[[collection]]\nid = \"c{number}\"\nname = {{ en = \"Coll {number}\", de = \"Best {number}\" }}\ntext = {{ en = \"T.\", de = \"T.\" }}\nslug = {{ en = \"c{number}\", de = \"b{number}\" }}\nfacts = [\"DE-01\"]\n"
    )
}

fn requires(number: usize, other: &str) -> String {
    format!(
        "[[prerequisite]]\nid = \"p{number}\"\nfrom = \"collection:c{number}\"\nto = \"collection:{other}\"\nkind = \"in-use\"\nstrength = \"always\"\nfacts = [\"EN-04\"]\n"
    )
}

fn records(count: usize) -> Vec<(&'static str, String)> {
    vec![("content/registry/many.toml", (0..count).map(record).collect())]
}

fn chain(count: usize) -> Vec<(&'static str, String)> {
    let next = |number: usize| if number + 1 < count { format!("c{}", number + 1) } else { "general".to_owned() };
    vec![("content/registry/many.toml", (0..count).map(|number| record(number) + &requires(number, &next(number))).collect())]
}

fn circle(count: usize) -> Vec<(&'static str, String)> {
    vec![("content/registry/many.toml", (0..count).map(|number| record(number) + &requires(number, &format!("c{}", (number + 1) % count))).collect())]
}

fn deadlines(count: usize) -> Vec<(&'static str, String)> {
    let anchor = |number: usize| if number + 1 < count { format!("deadline:d{}", number + 1) } else { "event:loan".to_owned() };
    let deadline = |number: usize| {
        format!(
            "[[deadline]]\nid = \"d{number}\"\nname = {{ en = \"Dl {number}\", de = \"Fr {number}\" }}\nanchor = \"{}\"\nvariant = [{{ id = \"v\", bound = \"latest\", offset = \"2 weeks\", facts = [\"EN-02\"] }}]\n",
            anchor(number)
        )
    };
    vec![("content/registry/many.toml", (0..count).map(deadline).collect())]
}

fn sections(count: usize) -> Vec<(&'static str, String)> {
    let sections: String = (0..count).map(|number| format!("## S{number} {{#s{number}}}\n\nThis is a section with words of its own.\n\n")).collect();
    ["en", "de"]
        .map(|lang| {
            let path = if lang == "en" { "content/pages/about/en.md" } else { "content/pages/about/de.md" };
            (path, format!("# About these pages\n\nWho makes these pages and what they rest on.\n\n{sections}"))
        })
        .into()
}

fn tree(files: Vec<(&'static str, String)>) -> SourceTree {
    let mut tree = with_defaults(load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/base")).0, &embedded());
    for (path, text) in files {
        tree.insert(SourcePath::new(path), SourceFile::new(text.into_bytes()));
    }
    tree
}

fn growth(criterion: &mut Criterion) {
    let options = Options::new(jiff::civil::date(2025, 6, 1));
    for (name, shape) in SHAPES {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        for count in [500, 2_000, 8_000] {
            let tree = tree(shape(count));
            group.throughput(Throughput::Elements(count as u64));
            group.bench_with_input(BenchmarkId::from_parameter(count), &tree, |bencher, tree| bencher.iter(|| black_box(compile(tree, &options))));
        }
        group.finish();
    }
}

criterion_group!(benches, growth);
criterion_main!(benches);
