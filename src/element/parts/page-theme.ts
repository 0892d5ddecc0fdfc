/** The part of `theme-from`. */
export { PageThemeController } from '../panel/page-theme-controller.js';
