'use strict';

const { describe, it } = require('node:test');
const assert = require('node:assert');
const { slug, numbered } = require('../lib/slug');

describe('slug', () => {
  it('joins words', () => {
    assert.strictEqual(slug('Good day'), 'good-day');
  });

  it('has no dash at its end', () => {
    assert.strictEqual(slug('Good day!'), 'good-day');
  });

  it.skip('keeps umlauts', () => {});
});

describe('numbered', () => {
  it('leaves the first as it is', () => {
    assert.strictEqual(numbered('Good day', 1), 'good-day');
  });
});
