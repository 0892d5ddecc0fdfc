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
