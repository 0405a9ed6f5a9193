// Every page against the HTML standard, by html-validate's standard rules.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { assertNone } from './faults.mjs';
import { pagesOf } from './forms.mjs';

const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'], rules: {} });

test('every page is right HTML', () => {
  const faults = [];
  const pages = pagesOf('web');
  assert.notEqual(pages.length, 0);
  for (const page of pages) {
    for (const result of validator.validateStringSync(page.html, page.path).results) {
      for (const { line, column, message, ruleId } of result.messages) faults.push(`${page.path}:${line}:${column} ${message} [${ruleId}]`);
    }
  }
  assertNone(faults);
});
