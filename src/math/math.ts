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
    'math menclose merror mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt msub msubsup msup mtable mtd mtext mtr ' +
    'munder munderover mmultiscripts mprescripts'
  ).split(' '),
);
export const allowedMathAttributes: ReadonlySet<string> = new Set(
  (
    'accent accentunder columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop linethickness ' +
    'lspace mathcolor mathvariant maxsize minsize movablelimits notation rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset width'
  ).split(' '),
);
const namespace = 'http://www.w3.org/1998/Math/MathML';
/** Deeper trees are no formulas that anyone reads. */
const deepest = 200;
/** Nor are longer ones; and Temml takes a square of the length: 41 s for a sum of 150,000 characters (Chromium 143, a shared server). */
const longest = 5000;

export type SetMath = (document: Document, tex: string, display: boolean) => Node;

function build(node: MathNode, parent: Node, depth: number): void {
  const document = parent.ownerDocument as Document;
  if (depth > deepest) throw new RangeError('The formula is nested too deep.');
  if (node.text !== undefined) {
    parent.appendChild(document.createTextNode(node.text));
    return;
  }
  let into = parent;
  if (node.type !== undefined && allowedMathElements.has(node.type)) {
    const element = document.createElementNS(namespace, node.type);
    for (const [name, value] of Object.entries(node.attributes ?? {})) {
      if (allowedMathAttributes.has(name)) element.setAttribute(name, String(value));
    }
    // Styles would need a style attribute; colour has an attribute of its own.
    const color = node.style?.['color'];
    if (color !== undefined && /^#[0-9a-f]{3,8}$/i.test(color)) element.setAttribute('mathcolor', color);
    const classes = (node.classes ?? []).filter((name) => /^[a-z-]+$/.test(name));
    if (classes.length > 0) element.setAttribute('class', classes.join(' '));
    parent.appendChild(element);
    into = element;
  }
  for (const child of node.children ?? []) build(child, into, depth + 1);
}

/**
 * Sets a formula.
 * @throws RangeError of a formula that is too long or too deep; what Temml throws of TeX that it does not understand, or does not trust (links, images, raw HTML).
 */
export const setMath: SetMath = (document, tex, display) => {
  if (tex.length > longest) throw new RangeError('The formula is too long.');
  const tree = temml.__renderToMathMLTree(tex, {
    displayMode: display,
    throwOnError: true,
    trust: false,
    maxExpand: 500,
    maxSize: [30, 300],
  }) as MathNode;
  const fragment = document.createDocumentFragment();
  build(tree, fragment, 0);
  return fragment;
};
