/** The block in the editor: its label and height; the chat itself is drawn on the page. */
(({ blocks, element, components, blockEditor, i18n }) => {
  const { createElement } = element;
  const { __ } = i18n;
  blocks.registerBlockType('chat-8080/chat', {
    apiVersion: 2,
    title: 'chat-8080',
    category: 'widgets',
    icon: 'format-chat',
    attributes: { label: { type: 'string', default: '' }, height: { type: 'string', default: '' } },
    edit: ({ attributes, setAttributes }) => {
      const field = (name, label) =>
        createElement(components.TextControl, {
          label,
          value: attributes[name],
          onChange: (value) => setAttributes({ [name]: value }),
        });
      return createElement(
        'div',
        blockEditor.useBlockProps(),
        createElement(
          components.Placeholder,
          { icon: 'format-chat', label: 'chat-8080' },
          field('label', __('Label', 'chat-8080')),
          field('height', __('Height, such as 500px', 'chat-8080')),
        ),
      );
    },
    save: () => null,
  });
})(window.wp);
