//! How long each stage of a build takes, by itself: `cargo bench --bench stages`.
//!
//! The site is the repository's own, or the one in the folder `SITE` (`bench_site` writes sites of any size).

use criterion::{Criterion, criterion_group, criterion_main};
use opastin::compile::{self, Options, Run, compile, prepare, ready, search};
use opastin::parse::{self, with_defaults};
use opastin::publish::publish;
use opastin::render::sink::InMemory;
use opastin::source::SourceTree;
use opastin::source::disk::{embedded, load};
use opastin::{model, resolve};
use std::hint::black_box;
use std::path::PathBuf;

fn root() -> PathBuf {
    std::env::var_os("SITE").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
}

fn tree() -> SourceTree {
    with_defaults(load(&root()).0, &embedded())
}

fn options() -> Options {
    Options::new(jiff::civil::date(2026, 11, 21))
}

fn stages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10);
    let (tree, options) = (tree(), options());
    group.bench_function("read", |bencher| bencher.iter(|| black_box(load(&root()))));
    group.bench_function("parse", |bencher| bencher.iter(|| black_box(parse::parse(&tree, &mut parse::Memo::default()))));
    let parsed = parse::parse(&tree, &mut parse::Memo::default());
    group.bench_function("model", |bencher| bencher.iter(|| black_box(model::build(&parsed))));
    let model = model::build(&parsed).0.expect("the site has a site.toml");
    group.bench_function("resolve", |bencher| bencher.iter(|| black_box(resolve::resolve(&model, options.today))));
    group.bench_function("all up to the theme", |bencher| bencher.iter(|| black_box(prepare(&tree, &options, &mut compile::PrepareMemo::default()))));
    let ready = prepare(&tree, &options, &mut compile::PrepareMemo::default()).ready.expect("the site has no errors");
    let body = |ready: &compile::Ready| ready.body(&mut ready::Memo::default(), &InMemory::default(), &|| false, &mut Run::default());
    group.bench_function("pages, plans and data", |bencher| bencher.iter(|| black_box(body(&ready))));
    group.bench_function("search", |bencher| bencher.iter(|| black_box(ready.search(&mut search::Memo::default()))));
    group.bench_function("all", |bencher| bencher.iter(|| black_box(compile(&tree, &options))));
    let files = compile(&tree, &options).files;
    let folder = tempfile::tempdir().expect("a folder for what is published");
    let mut number = 0;
    group.bench_function("publish", |bencher| {
        bencher.iter(|| {
            number += 1;
            publish(&folder.path().join(number.to_string()), &files)
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
