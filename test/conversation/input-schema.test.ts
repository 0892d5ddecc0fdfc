import { expect } from '@open-wc/testing';
import { schemaProblem, uncheckedKeywords, type InputSchema } from '../../src/conversation/input-schema.js';

const rows: [schema: InputSchema, good: unknown[], bad: [value: unknown, problem: string][]][] = [
  [{}, [null, 1, 'x', {}, []], []],
  [{ type: 'string' }, ['', 'x'], [[1, 'The input must be of type string.']]],
  [
    { type: 'integer' },
    [0, -3, 2.0],
    [
      [2.5, 'The input must be of type integer.'],
      ['2', 'The input must be of type integer.'],
    ],
  ],
  [
    { type: 'number', minimum: 0, maximum: 2 },
    [0, 2],
    [
      [-1, 'The input must be at least 0.'],
      [3, 'The input must be at most 2.'],
    ],
  ],
  [{ type: ['string', 'null'] }, ['x', null], [[{}, 'The input must be of type string or null.']]],
  [{ type: 'boolean' }, [true, false], [['true', 'The input must be of type boolean.']]],
  [
    { type: 'object' },
    [{}],
    [
      [[], 'The input must be of type object.'],
      [null, 'The input must be of type object.'],
    ],
  ],
  [{ enum: ['a', 1, null, { b: 2 }] }, ['a', 1, null, { b: 2 }], [['b', 'The input must be one of ["a",1,null,{"b":2}].']]],
  [{ const: 'a' }, ['a'], [['b', 'The input must be one of ["a"].']]],
  [
    { minLength: 2, maxLength: 3 },
    ['ab', 'abc'],
    [
      ['a', 'The length of The input must be at least 2.'],
      ['abcd', 'The length of The input must be at most 3.'],
    ],
  ],
  [
    { items: { type: 'string' }, minItems: 1, maxItems: 2 },
    [['a']],
    [
      [['a', 1], 'The input[1] must be of type string.'],
      [[], 'The length of The input must be at least 1.'],
      [['a', 'b', 'c'], 'The length of The input must be at most 2.'],
    ],
  ],
  [
    { properties: { a: { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] } }, required: ['a'] },
    [{ a: { b: 'x' } }, { a: { b: 'x' }, more: 1 }],
    [
      [{}, 'The input must have the property "a".'],
      [{ a: {} }, 'The input.a must have the property "b".'],
      [{ a: { b: 1 } }, 'The input.a.b must be of type string.'],
    ],
  ],
  [{ properties: { a: {} }, additionalProperties: false }, [{}, { a: 1 }], [[{ b: 1 }, 'The input.b is not allowed.']]],
  [{ additionalProperties: { type: 'number' } }, [{ a: 1 }], [[{ a: 'x' }, 'The input.a must be of type number.']]],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, ['a', 1], [[true, 'The input fits none of its forms.']]],
  [{ type: 'number' }, [1e308], [[Infinity, 'The input must be of type number.']]],
  [{ enum: ['a', 'b'], const: 'a' }, ['a'], [['b', 'The input must be one of ["a"].']]],
  [
    { exclusiveMinimum: 1, exclusiveMaximum: 3 },
    [2],
    [
      [1, 'The input must be more than 1.'],
      [3, 'The input must be less than 3.'],
    ],
  ],
  [
    { allOf: [{ type: 'object', required: ['a'] }, { properties: { a: { type: 'string' } } }] },
    [{ a: 'x' }],
    [
      [{}, 'The input must have the property "a".'],
      [{ a: 1 }, 'The input.a must be of type string.'],
    ],
  ],
  [
    { oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'number', minimum: 5 }] },
    ['x', 1, 5.5],
    [
      [true, 'The input fits none of its forms.'],
      [5, 'The input fits more than one of its forms.'],
    ],
  ],
  // Both seem to fit, because not all of them is checked.
  [
    {
      oneOf: [
        { type: 'string', format: 'email' },
        { type: 'string', format: 'uri' },
      ],
    },
    ['x'],
    [[1, 'The input fits none of its forms.']],
  ],
  [{ not: { type: 'string' } }, [1], [['x', 'The input has a form that is not allowed.']]],
  [{ not: { pattern: '^a' } }, ['b'], []],
  [{ not: false }, [1], []],
  [{ required: ['toString'] }, [{ toString: 1 }], [[{}, 'The input must have the property "toString".']]],
];

describe('the input of a tool is held against its schema', () => {
  for (const [schema, good, bad] of rows) {
    it(JSON.stringify(schema), () => {
      for (const value of good) expect(schemaProblem(value, schema), JSON.stringify(value)).to.equal(undefined);
      for (const [value, problem] of bad) expect(schemaProblem(value, schema), JSON.stringify(value)).to.equal(problem);
    });
  }
});

describe('what is not checked of a schema', () => {
  for (const [schema, keywords] of [
    [{ type: 'string', title: 'A', description: 'pattern', default: 1, examples: [], $comment: '', 'x-format': 1 }, []],
    [{ properties: { pattern: {}, format: { type: 'string' }, not: { enum: ['if'] } } }, []],
    [{ pattern: 'a', format: 'b', $ref: '#' }, ['pattern', 'format', '$ref']],
    [{ properties: { a: { items: { anyOf: [true, { not: { multipleOf: 2 } }] } } } }, ['multipleOf']],
    [{ additionalProperties: { allOf: [{ oneOf: [{ if: {} }] }] } }, ['if']],
    [{ items: [{ type: 'string' }] as never }, ['items']],
    [{ properties: { a: { format: 'x' }, b: { format: 'y' } } }, ['format']],
  ] as [InputSchema, string[]][]) {
    it(JSON.stringify(schema), () => expect(uncheckedKeywords(schema)).to.deep.equal(keywords));
  }
});
