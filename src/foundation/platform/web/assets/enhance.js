// What script adds to pages that already work without it. Linked into one file by scripts/build-assets.js.
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs';
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs';
import { startBeside } from './beside.js';
import { startCases } from './cases.js';
import { startDrop } from './drop.js';
import { startLive } from './live.js';
import { startLanguage } from './language.js';
import { startPasskey } from './passkey.js';
import { startProgress } from './progress.js';
import { startReveal } from './reveal.js';
import { startRows } from './rows.js';
import { startSearch } from './search.js';
import { startSession } from './session.js';

// The library asks for these classes before it hides anything: without script, all fields show.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
// Before the fields that follow from an answer are shown.
startLanguage();
startBeside();
startReveal();
startProgress();
startDrop();
startLive();
startRows();
startCases();
startPasskey();
startSearch();
startSession();

for (const Component of [ErrorSummary, Button]) {
  for (const element of document.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
    try {
      new Component(element);
    } catch (error) {
      // One broken component must not take the others with it.
      console.error(error);
    }
  }
}
