/**
 * Fonts that tests bring, for what they measure is not to depend on those that a machine has: one of usual height (a line of Inter is 1.21 em
 * high), and a tall one (Kanit: 1.5 em).
 */
const files: readonly [family: string, weight: string, file: string][] = [
  ['Test Inter', '100 900', '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'],
  ['Test Kanit', '400', '@fontsource/kanit/files/kanit-latin-400-normal.woff2'],
  ['Test Kanit', '600', '@fontsource/kanit/files/kanit-latin-600-normal.woff2'],
];

export const families = [...new Set(files.map(([family]) => family))];

/** Makes the families known to this page. */
export async function loadFonts(): Promise<void> {
  await Promise.all(
    files.map(async ([family, weight, file]) => {
      document.fonts.add(await new FontFace(family, `url(/node_modules/${file})`, { weight }).load());
    }),
  );
}
