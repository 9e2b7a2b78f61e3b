/**
 * Lets a link to another language lead to the heading that is being read: headings have the same ids in every language. The page of the
 * search keeps what is searched for.
 */
export function keepHeading(link) {
  if (link.ownerDocument.querySelector('[data-search="page"]')) link.search = location.search;
  const id = headingBeingRead(link.ownerDocument);
  link.hash = id ? `#${id}` : '';
}

function headingBeingRead(page) {
  if (page.defaultView.scrollY < 40) return '';
  const places = [...page.querySelectorAll('main [id]')].filter((place) => /^(H[2-6]|LI|FIELDSET|SECTION)$/.test(place.tagName) && place.getClientRects().length > 0 && !place.closest(".step-words"));
  const above = places.filter((place) => place.getBoundingClientRect().top <= 120);
  return above.length > 0 ? above[above.length - 1].id : '';
}
