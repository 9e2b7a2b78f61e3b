// Changes an open page in place as its bytes have changed, where no script of the page has made anything of what changes.

// What these hold is for scripts or for the browser's own state, not for the eye alone.
const KEPT = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'BUTTON', 'INPUT', 'SELECT', 'TEXTAREA', 'FORM', 'FIELDSET', 'DIALOG', 'DETAILS', 'SVG']);
// These are read once, when the page is loaded.
const READ_ONCE = 'base, meta[http-equiv], link[rel~="stylesheet"], link[rel~="modulepreload"], script:not([type="application/ld+json"]), style';

/**
 * Gives the page `live`, which was sent as `before`, what `after` has instead; both are parsed documents. True if that is done.
 * False, with nothing changed, where the page must be loaded again: scripts have changed the same place, or work with it.
 */
export function patch(live, before, after) {
  const changes = [];
  const done = attributes(live.documentElement, before.documentElement, after.documentElement, changes)
    && head(live.head, before.head, after.head, changes) && element(live.body, before.body, after.body, changes);
  if (done) for (const change of changes) change();
  return done;
}

function head(live, before, after, changes) {
  const [were, are] = [[...before.children], [...after.children]];
  return were.length === are.length && were.every((was, number) => {
    const is = are[number];
    if (was.isEqualNode(is)) return true;
    const now = [...live.children].find(child => child.isEqualNode(was));
    if (!now || was.tagName !== is.tagName || was.matches(READ_ONCE) || is.matches(READ_ONCE)) return false;
    changes.push(() => now.replaceWith(live.ownerDocument.importNode(is, true)));
    return true;
  });
}

function element(live, before, after, changes) {
  if (before.isEqualNode(after)) return true;
  if (['SCRIPT', 'STYLE', 'TEMPLATE', 'TEXTAREA'].includes(before.tagName) || !attributes(live, before, after, changes)) return false;
  const [start, were, are] = middle([...before.childNodes], [...after.childNodes]);
  const pairs = were.length === are.length && were.every((was, number) => was.isEqualNode(are[number]) || (was instanceof Element && was.nodeName === are[number].nodeName));
  if (pairs) {
    return were.every((was, number) => {
      if (was.isEqualNode(are[number])) return true;
      const now = counterpart(live, before, was);
      return now !== null && element(now, was, are[number], changes);
    });
  }
  if (!live.isEqualNode(before) || ![...were, ...are].every(isPlain)) return false;
  const gone = [...live.childNodes].slice(start, start + were.length);
  const next = live.childNodes[start + were.length] ?? null;
  changes.push(() => {
    for (const node of gone) node.remove();
    for (const node of are) live.insertBefore(live.ownerDocument.importNode(node, true), next);
  });
  return true;
}

/** What two lists of nodes do not have in common, and where it begins. */
function middle(were, are) {
  const most = Math.min(were.length, are.length);
  let start = 0;
  while (start < most && were[start].isEqualNode(are[start])) start += 1;
  let end = 0;
  while (end < most - start && were.at(-1 - end).isEqualNode(are.at(-1 - end))) end += 1;
  return [start, were.slice(start, were.length - end), are.slice(start, are.length - end)];
}

/** The child of `live` that was sent as `was`, a child of `before`; null where scripts have added or removed others of its kind. */
function counterpart(live, before, was) {
  const alike = parent => [...parent.children].filter(child => child.tagName === was.tagName);
  const [now, then] = [alike(live), alike(before)];
  return now.length === then.length ? now[then.indexOf(was)] : null;
}

function attributes(live, before, after, changes) {
  const names = new Set([...before.getAttributeNames(), ...after.getAttributeNames()]);
  return [...names].filter(name => before.getAttribute(name) !== after.getAttribute(name)).every(name => {
    // Scripts have read these, or have set them.
    if (name.startsWith('data-') || name === 'src' || live.getAttribute(name) !== before.getAttribute(name)) return false;
    const value = after.getAttribute(name);
    changes.push(() => (value === null ? live.removeAttribute(name) : live.setAttribute(name, value)));
    return true;
  });
}

function isPlain(node) {
  if (!(node instanceof Element)) return true;
  return [node, ...node.querySelectorAll('*')].every(part => {
    const name = part.tagName.toUpperCase();
    return !KEPT.has(name) && !name.includes('-') && !part.getAttributeNames().some(attribute => attribute.startsWith('data-'));
  });
}
