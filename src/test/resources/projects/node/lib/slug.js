'use strict';

/** A title as part of an address. */
function slug(title) {
  const words = title.toLowerCase().split(/[^a-z0-9]+/);
  return words.join('-');
}

/** A title with a number, so that no two are the same. */
function numbered(title, number) {
  if (number < 2) {
    return slug(title);
  }
  return slug(title) + '-' + number;
}

module.exports = { slug, numbered };
