//! Addresses: from one page to another, relative, so that a site works under any path.

/// The relative address of `to` from a page at `from`; both are paths from the root of the site, `/fi/ohjeet/x/`, and `to` may have
/// an anchor.
pub fn relative(from: &str, to: &str) -> String {
    let (to_path, anchor) = to.split_once('#').map_or((to, None), |(path, anchor)| (path, Some(anchor)));
    let (mut above, mut below) = (folders(from).peekable(), folders(to_path).peekable());
    while above.peek().is_some_and(|folder| below.peek() == Some(folder)) {
        above.next();
        below.next();
    }
    let file = to_path.rsplit('/').next().unwrap_or_default();
    let mut url = String::with_capacity(to.len() + 8);
    above.for_each(|_| url.push_str("../"));
    for part in below {
        url.push_str(part);
        url.push('/');
    }
    url.push_str(file);
    if url.is_empty() && anchor.is_none() {
        url.push_str("./");
    }
    if let Some(anchor) = anchor {
        if from == to_path {
            url.clear();
        }
        url.push('#');
        url.push_str(anchor);
    }
    url
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    let folder = path.rfind('/').map_or("", |end| &path[..end]);
    folder.split('/').filter(|part| !part.is_empty())
}

/// From a page at `from` to the root of the site: `../../`, or `./` at the root.
pub fn root(from: &str) -> String {
    let depth = folders(from).count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// The file that holds the page at `path`.
pub fn file(path: &str) -> String {
    format!("{}index.html", path.trim_start_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_page() {
        assert_eq!(relative("/fi/ohjeet/a/", "/fi/tehtavat/b/#when"), "../../tehtavat/b/#when");
        assert_eq!(relative("/fi/", "/sv/"), "../sv/");
        assert_eq!(relative("/", "/fi/"), "fi/");
        assert_eq!(relative("/fi/a/", "/fi/a/"), "./");
        assert_eq!(relative("/fi/a/", "/fi/a/#x"), "#x");
        assert_eq!(relative("/fi/a/", "/fi/a/plan.xlsx"), "plan.xlsx");
        assert_eq!(relative("/fi/a/b/", "/fi/"), "../../");
        assert_eq!(root("/fi/a/"), "../../");
        assert_eq!(root("/"), "./");
        assert_eq!(file("/fi/a/"), "fi/a/index.html");
    }
}
