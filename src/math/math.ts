/**
 * TeX → MathML. Loaded when a reply's first formula has closed. Temml rather than KaTeX: 42 kB brotli against 63, the same speed
 * (0.13 ms a formula), and MathML is all it makes, so neither fonts nor a stylesheet come with it.
 */
import temml from 'temml';

/** What Temml's tree consists of: elements, fragments without a type, and text. */
interface MathNode {
  type?: string;
  attributes?: Record<string, unknown>;
  classes?: readonly string[];
  style?: Record<string, string>;
  children?: readonly MathNode[];
  text?: string;
}

/** Presentation MathML (MathML Core), without links, actions, annotations and foreign content. */
export const allowedMathElements: ReadonlySet<string> = new Set(
  (
    'math merror mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt msub msubsup msup mtable mtd mtext mtr ' +
    'munder munderover mmultiscripts mprescripts'
  ).split(' '),
);
export const allowedMathAttributes: ReadonlySet<string> = new Set(
  (
    'accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop linethickness ' +
    'lspace mathcolor mathvariant maxsize minsize movablelimits rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset width'
  ).split(' '),
);
const namespace = 'http://www.w3.org/1998/Math/MathML';
/** Deeper trees are no formulas that anyone reads. */
const deepest = 200;
/** So far up or down, in em, something may stand from its line: arrows and the logo of TeX do. What goes further can be put over a link. */
const furthest = 0.6;
/** Nor are longer ones; and Temml takes a square of the length: 41 s for a sum of 150,000 characters (Chromium 143, a shared server). */
const longest = 5000;
/** Each character of the longest may be an element with a text in it. What makes more has not been written, but expanded. */
const mostNodes = 3 * longest;
/** Temml looks a name up once for each token that it reads, and reads those of `\ce` three times. */
const mostLookups = 5 * longest;
/** What Temml builds so many times over, one of them to be seen: fourteen `\llap` in one another come to 82,000 nodes, a dozen `\cancelto` to millions. */
export const copies: Readonly<Record<string, number>> = {
  '\\cancelto': 3,
  '\\equilibriumLeft': 2,
  '\\equilibriumRight': 2,
  '\\llap': 2,
  '\\mathllap': 2,
};

type Macro = string | { tokens: readonly unknown[]; unexpandable?: boolean } | undefined;

/** What Temml itself sets: `\cr` in an array, whether a row has a number, and a row's tag. */
function isOwn(name: string | symbol, macro: Macro): boolean {
  if (macro === undefined) return true;
  if (typeof macro === 'string') return name === '\\cr' ? macro === '\\\\\\relax' : name === '\\@eqnsw' && macro === '1';
  // \let makes another name of a command, under which it would not be looked up.
  if (typeof macro !== 'object' || macro.unexpandable !== undefined) return false;
  return name === '\\df@tag' || (name === '\\@eqnsw' && macro.tokens.length === 1);
}

/**
 * Where Temml keeps the macros of one formula (its option `macros`, which it writes to). Definitions are refused here rather than by their
 * names: `\pdv{x}{\d ef…}` glues a `\def` together. So is what expands without end: eleven hundred characters, `\def\a{…}` and 490 `\a`, came
 * to 100,000 nodes, and `maxExpand` counts expansions, not what comes of them.
 */
function guardedMacros(): object {
  let lookups = 0;
  let factor = 1;
  return new Proxy<Record<string | symbol, Macro>>(
    {},
    {
      set(macros, name, macro: Macro) {
        if (!isOwn(name, macro)) throw new RangeError('A formula defines nothing.');
        macros[name] = macro;
        return true;
      },
      getOwnPropertyDescriptor(macros, name) {
        factor *= Object.hasOwn(copies, name) ? (copies[name as string] ?? 1) : 1;
        if (++lookups * factor > mostLookups) throw new RangeError('The formula expands to too much.');
        return Reflect.getOwnPropertyDescriptor(macros, name);
      },
    },
  );
}

export type SetMath = (document: Document, tex: string, display: boolean) => Node;

/**
 * @param place.moved how far from its line it is, in em
 * @returns how many nodes there are now, with the `before` that there were
 */
function build(node: MathNode, parent: Node, { depth, before, moved }: { depth: number; before: number; moved: number }): number {
  const document = parent.ownerDocument as Document;
  let nodes = before + 1;
  if (depth > deepest) throw new RangeError('The formula is nested too deep.');
  if (nodes > mostNodes) throw new RangeError('The formula makes too much.');
  if (node.text !== undefined) {
    parent.appendChild(document.createTextNode(node.text));
    return nodes;
  }
  const { voffset } = node.attributes ?? {};
  // Of other units nobody knows here how many em they are.
  const now = moved + (typeof voffset !== 'string' ? 0 : /^[-+\d.]+em$/.test(voffset) ? Math.abs(parseFloat(voffset)) : NaN);
  if (!(now <= furthest)) throw new RangeError('The formula leaves its line.');
  let into = parent;
  const type = node.type === 'menclose' ? 'mrow' : node.type;
  if (type !== undefined && allowedMathElements.has(type)) {
    // Of the browsers Firefox alone draws menclose (https://www.w3.org/TR/mathml-core/ has none): all draw it by their style sheets.
    const enclosed = node.type === 'menclose' ? String(node.attributes?.['notation']) : node.style?.['border'] && 'box';
    const element = document.createElementNS(namespace, type);
    for (const [name, value] of Object.entries(node.attributes ?? {})) {
      // A box of no height (\smash) would lie over the lines above and below it.
      if (allowedMathAttributes.has(name) && !(node.type === 'mpadded' && value === '0px'))
        element.setAttribute(name, String(value));
    }
    // Styles would need a style attribute; colour has an attribute of its own.
    const color = node.style?.['color'];
    if (color !== undefined && /^#[0-9a-f]{3,8}$/i.test(color)) element.setAttribute('mathcolor', color);
    const classes = [...(node.classes ?? []), ...(enclosed ?? '').split(' ')].filter((name) => /^[a-z-]+$/.test(name));
    if (classes.length > 0) element.setAttribute('class', classes.join(' '));
    parent.appendChild(element);
    into = element;
  }
  for (const child of node.children ?? []) nodes = build(child, into, { depth: depth + 1, before: nodes, moved: now });
  return nodes;
}

/**
 * Sets a formula.
 * @throws RangeError of a formula that is too long, too deep or makes too much, or that defines something; what Temml throws of TeX that it
 * does not understand, or does not trust (links, images, raw HTML).
 */
export const setMath: SetMath = (document, tex, display) => {
  if (tex.length > longest) throw new RangeError('The formula is too long.');
  const tree = temml.__renderToMathMLTree(tex, {
    displayMode: display,
    throwOnError: true,
    trust: false,
    maxExpand: 500,
    maxSize: [30, 300],
    macros: guardedMacros(),
  }) as MathNode;
  const fragment = document.createDocumentFragment();
  build(tree, fragment, { depth: 0, before: 0, moved: 0 });
  return fragment;
};
