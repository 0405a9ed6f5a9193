// Every page against the HTML standard, by html-validate's standard rules.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { assertNone } from './faults.mjs';
import { pagesOf } from './forms.mjs';

const validator = new HtmlValidate({ root: true, extends: ['html-validate:standard'], rules: {} });

for (const form of ['web', 'extremes']) {
  test(`${form}: every page is right HTML`, () => {
    const faults = [];
    const pages = pagesOf(form);
    assert.notEqual(pages.length, 0);
    for (const page of pages) {
      for (const result of validator.validateStringSync(page.html, page.path).results) {
        for (const { line, column, message, ruleId } of result.messages) {
          faults.push(`${page.path}:${line}:${column} ${message} [${ruleId}]`);
        }
      }
    }
    assertNone(faults);
  });
}

test('a fault would be found', () => {
  const page = pagesOf('web')[0];
  const broken = page.html.replace('</main>', '<p id="main"><div></div></p></main>');
  assert.ok(!validator.validateStringSync(broken).valid);
});
