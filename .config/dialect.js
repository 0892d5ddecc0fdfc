/** How this project writes TypeScript, where the language would allow several ways. */

/** A file begins with a doc comment, or with none; a program's hashbang comes before it. */
const headComment = {
  meta: { type: 'layout', messages: { head: 'The comment at the head of a file is a doc comment: /** … */' } },
  create: (context) => ({
    Program(node) {
      const comments = context.sourceCode.getAllComments();
      const before = comments[0]?.type === 'Shebang' ? 1 : 0;
      const first = comments[before];
      const isHead = first?.loc.start.line === 1 + before && (node.body.length === 0 || first.range[0] < node.body[0].range[0]);
      if (isHead && (first.type === 'Line' || !first.value.startsWith('*')))
        context.report({ loc: first.loc, messageId: 'head' });
    },
  }),
};

export const plugin = { rules: { 'head-comment': headComment } };

export const rules = {
  'dialect/head-comment': 'error',
  '@typescript-eslint/max-params': ['error', { max: 3 }],
  'no-restricted-syntax': [
    'error',
    { selector: '[accessibility="private"]', message: 'Write #name: it is private at run time too.' },
    // Methods are free: Lit has `protected` ones to override.
    {
      selector: ':matches(PropertyDefinition, TSAbstractPropertyDefinition, AccessorProperty)[accessibility="protected"]',
      message: 'Write #name, or hand the value to the constructor.',
    },
    { selector: 'TSParameterProperty', message: 'Declare the field, and set it in the constructor.' },
  ],
};
