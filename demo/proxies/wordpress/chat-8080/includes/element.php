<?php
/** The chat on the site's pages: its script, the shortcode, the block, and the floating button. */

declare(strict_types=1);

defined('ABSPATH') || exit;

add_action('init', function (): void {
    $script = chat_8080_options()['script'];
    wp_register_script('chat-8080', $script !== '' ? $script : plugins_url('script/chat-8080.js', __DIR__), [], '0.1.0', true);
    wp_register_script('chat-8080-block', plugins_url('block.js', __DIR__), ['wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor', 'wp-i18n'], '0.1.0', true);
    add_shortcode('chat-8080', fn($attributes): string => chat_8080_element(is_array($attributes) ? $attributes : []));
    register_block_type('chat-8080/chat', [
        'api_version' => 2,
        'title' => 'chat-8080',
        'category' => 'widgets',
        'icon' => 'format-chat',
        'editor_script' => 'chat-8080-block',
        'attributes' => ['label' => ['type' => 'string', 'default' => ''], 'height' => ['type' => 'string', 'default' => '']],
        'render_callback' => fn(array $attributes): string => chat_8080_element($attributes),
    ]);
});

add_action('wp_footer', function (): void {
    if (chat_8080_options()['everywhere'] !== '' && !wp_script_is('chat-8080', 'enqueued')) echo chat_8080_element(['mode' => 'floating']);
}, 5);

/** @return string The element with escaped attributes, or nothing for whom it is not. */
function chat_8080_element(array $attributes): string
{
    $options = chat_8080_options();
    $isForMembers = $options['audience'] === 'members';
    if ($isForMembers && !is_user_logged_in()) return '';
    wp_enqueue_script('chat-8080');
    if ($isForMembers && !wp_script_is('chat-8080', 'done') && wp_scripts()->get_data('chat-8080', 'after') === false) {
        // WordPress takes the cookie of a signed-in user for nobody's without this header.
        $headers = wp_json_encode(['X-WP-Nonce' => wp_create_nonce('wp_rest')]);
        wp_add_inline_script('chat-8080', "for (const chat of document.querySelectorAll('chat-8080')) chat.headers = $headers;");
    }
    $given = shortcode_atts(['label' => '', 'mode' => 'inline', 'height' => ''], $attributes, 'chat-8080');
    $style = '';
    if ($options['accent'] !== '') $style .= "--chat-8080-accent: {$options['accent']};";
    if (preg_match('/^\d+(px|rem|em|vh|%)$/D', (string) $given['height']) === 1) $style .= "height: {$given['height']};";
    $all = [
        // An address without the site's name: a page of the site may be reached by two.
        'endpoint' => wp_make_link_relative(rest_url(CHAT_8080_ROUTE)),
        'model' => $options['model'],
        'label' => $given['label'] !== '' ? $given['label'] : $options['label'],
        'mode' => in_array($given['mode'], ['inline', 'floating', 'docked'], true) ? $given['mode'] : 'inline',
        'style' => $style,
    ];
    $html = '';
    foreach (array_filter($all) as $name => $value) $html .= sprintf(' %s="%s"', $name, esc_attr((string) $value));
    return "<chat-8080$html></chat-8080>";
}
