// Behaviour for the components in use, and nothing else. Every page works without this file.
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs';
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs';
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs';
import { ServiceNavigation } from 'govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs';
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs';

const components = [Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink];

function start(scope) {
  for (const Kind of components) {
    for (const element of scope.querySelectorAll(`[data-module="${Kind.moduleName}"]:not([data-${Kind.moduleName}-init])`)) {
      try {
        new Kind(element);
      } catch (error) {
        console.error(error);
      }
    }
  }
}

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
start(document);
// A fragment that htmx puts into the page brings components of its own.
document.addEventListener('htmx:after:swap', () => start(document));

// A menu closes with Escape and when the focus or a click goes elsewhere.
for (const menu of document.querySelectorAll('details[data-menu]')) {
  const closeUnlessInside = (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener('click', closeUnlessInside);
  document.addEventListener('focusin', closeUnlessInside);
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && menu.open) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
