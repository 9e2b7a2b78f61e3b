import { showThemeSwitch } from './theme-switch.mjs';
import { keepHeading } from './language-switch.mjs';

showThemeSwitch(document);
keepHeading(document);
