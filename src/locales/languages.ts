/** Languages beside English, each with a file of its own that is loaded where a page speaks it. */
export const languages = ['de', 'es', 'fr'] as const;

export type Language = (typeof languages)[number];
