// Builds the catalogue in all its forms, once, before the tests read them.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeExtremes } from './extremes.mjs';
import { BASED, FORMS, ROOT, folderOf } from './forms.mjs';

/** Builds all forms with the debug binary, or with the one that `HAOPIN` names. Fails with the findings, if there are errors. */
export function build() {
  const program = process.env.HAOPIN ?? join(ROOT, 'target/debug/haopin');
  for (const { name } of FORMS) {
    const links = name === 'folder' ? 'folder' : 'web';
    const options = ['-C', project(name), '--messages', 'en', 'build', '--links', links, '--out', folderOf(name)];
    execFileSync(program, options, { stdio: 'pipe' });
  }
}

/** The project that a form is built from. @param {string} form */
function project(form) {
  if (form === 'based') return moved();
  if (form !== 'extremes') return ROOT;
  const folder = join(ROOT, 'target/browser/of-extremes');
  writeExtremes(folder);
  return folder;
}

/** A copy of the catalogue whose address has a path of its own. */
function moved() {
  const project = join(ROOT, 'target/browser/of-based');
  rmSync(project, { recursive: true, force: true });
  for (const folder of ['content', 'site', 'themes']) {
    cpSync(join(ROOT, folder), join(project, folder), {
      recursive: true,
      filter: (path) => !path.startsWith(join(ROOT, 'site/public')),
    });
  }
  mkdirSync(join(project, 'site'), { recursive: true });
  const settings = join(project, 'site/site.yaml');
  const text = readFileSync(settings, 'utf8');
  const changed = text.replace(/^url: .*$/m, `url: ${BASED}`);
  if (changed === text) throw new Error(`${settings} has no line that begins with "url: "`);
  writeFileSync(settings, changed);
  return project;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) build();
