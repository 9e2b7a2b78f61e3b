import { showThemeSwitch } from './theme-switch.mjs';
import { keepHeading } from './language-switch.mjs';
import { offerSearch } from './search-open.mjs';

showThemeSwitch(document);
keepHeading(document);
offerSearch(document);
