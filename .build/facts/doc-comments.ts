/** What doc comments say, in plain text. */
import ts from 'typescript';

/** One thing that a tag of the class's own doc block names: `@fires chat-send - When …`. */
export interface Named {
  /** '' is the default slot. */
  name: string;
  description: string;
}

export interface DocComment {
  description: string;
  tags: { name: string; text: string }[];
}

function textOf(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  const text = ts.getTextOfJSDocComment(comment) ?? '';
  return text
    .replaceAll(/\{@link (\S+?)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The doc comments of a declaration, joined. */
export function docOf(node: ts.Node): DocComment {
  const comments = ts.getJSDocCommentsAndTags(node).filter((each) => ts.isJSDoc(each));
  return {
    description: comments
      .map(({ comment }) => textOf(comment))
      .join(' ')
      .trim(),
    tags: comments.flatMap(({ tags }) =>
      (tags ?? []).map((tag) => ({
        name: tag.tagName.text,
        // The name of a parameter is no part of its comment.
        text: ts.isJSDocParameterTag(tag) ? `${tag.name.getText()} ${textOf(tag.comment)}` : textOf(tag.comment),
      })),
    ),
  };
}

/**
 * `name - description`, or `- description` for the default slot.
 * @throws Error if it is something else
 */
export function readNamed(tag: string, text: string): Named {
  const [, name = '', description = ''] = /^(?:(\S+) )?- (.+)$/.exec(text) ?? [];
  if (description === '' || (name === '' && tag !== 'slot')) {
    throw new Error(`Cannot read “@${tag} ${text}”: it is to be “@${tag} name - description”.`);
  }
  return { name, description };
}

/**
 * A description is read in a tooltip or in a row of a table, without its neighbours: fewer than four words say too little there.
 * @throws Error if there are fewer
 */
export function understood(of: string, description: string): string {
  if (description.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length < 4) {
    throw new Error(`“${description}” says too little of ${of}: four words at least.`);
  }
  return description;
}
