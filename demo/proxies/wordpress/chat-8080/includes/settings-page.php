<?php
/** Settings → chat-8080, for those who may manage the site. WordPress checks the form's nonce (options.php). */

declare(strict_types=1);

defined('ABSPATH') || exit;

add_action('admin_init', function (): void {
    register_setting('chat_8080', 'chat_8080', ['type' => 'array', 'sanitize_callback' => 'chat_8080_sanitize', 'show_in_rest' => false]);
});

add_action('admin_menu', function (): void {
    add_options_page('chat-8080', 'chat-8080', 'manage_options', 'chat-8080', 'chat_8080_settings_page');
});

add_filter('plugin_action_links_chat-8080/chat-8080.php', function (array $links): array {
    $link = sprintf('<a href="%s">%s</a>', esc_url(admin_url('options-general.php?page=chat-8080')), esc_html__('Settings', 'chat-8080'));
    return array_merge([$link], $links);
});

function chat_8080_settings_page(): void
{
    if (!current_user_can('manage_options')) return;
    $options = chat_8080_options();
    $row = function (string $name, string $label, string $field, string $help = ''): void {
        printf('<tr><th scope="row"><label for="chat-8080-%s">%s</label></th><td>', esc_attr($name), esc_html($label));
        echo $field; // Escaped where it is made, below.
        if ($help !== '') printf('<p class="description">%s</p>', esc_html($help));
        echo '</td></tr>';
    };
    $input = fn(string $name, string $type = 'text', string $more = ''): string => sprintf(
        '<input id="chat-8080-%1$s" name="chat_8080[%1$s]" type="%2$s" value="%3$s" class="%4$s" %5$s>',
        esc_attr($name),
        esc_attr($type),
        esc_attr((string) $options[$name]),
        $type === 'text' || $type === 'url' ? 'regular-text' : 'small-text',
        $more
    );
    $box = fn(string $name, string $label, bool $isChecked): string => sprintf(
        '<label><input id="chat-8080-%1$s" name="chat_8080[%1$s]" type="checkbox" value="1" %3$s> %2$s</label>',
        esc_attr($name),
        esc_html($label),
        checked($isChecked, true, false)
    );
    ?>
    <div class="wrap">
      <h1><?php echo esc_html(get_admin_page_title()); ?></h1>
      <p><?php esc_html_e('Write [chat-8080] into a page, or add the block “chat-8080”, to put the chat there.', 'chat-8080'); ?></p>
      <form method="post" action="options.php">
        <?php settings_fields('chat_8080'); ?>
        <table class="form-table" role="presentation">
          <?php
          if (defined('CHAT_8080_KEY')) {
              $row('key', __('Key', 'chat-8080'), esc_html__('The key is set in wp-config.php (CHAT_8080_KEY).', 'chat-8080'));
          } else {
              $hasKey = $options['key'] !== '';
              $field = '<input id="chat-8080-key" name="chat_8080[key]" type="password" value="" class="regular-text" autocomplete="new-password">';
              if ($hasKey) $field .= ' ' . $box('forget', __('Delete the saved key', 'chat-8080'), false);
              $row('key', __('Key', 'chat-8080'), $field, $hasKey
                  ? __('A key is saved. Leave the field empty to keep it.', 'chat-8080')
                  : __('The key of the service. It is kept in the database and never written into a page. Safer: the constant CHAT_8080_KEY in wp-config.php.', 'chat-8080'));
          }
          $row('model', __('Model', 'chat-8080'), $input('model'), __('The one model that visitors can use.', 'chat-8080'));
          $row(
              'instructions',
              __('Instructions', 'chat-8080'),
              sprintf('<textarea id="chat-8080-instructions" name="chat_8080[instructions]" rows="6" class="large-text">%s</textarea>', esc_textarea($options['instructions'])),
              __('What the model is told first in every conversation. It is not written into the page.', 'chat-8080')
          );
          $row('audience', __('Who may use the chat', 'chat-8080'), sprintf(
              '<select id="chat-8080-audience" name="chat_8080[audience]"><option value="everybody" %s>%s</option><option value="members" %s>%s</option></select>',
              selected($options['audience'], 'everybody', false),
              esc_html__('Everybody', 'chat-8080'),
              selected($options['audience'], 'members', false),
              esc_html__('Signed-in users', 'chat-8080')
          ));
          $row('everywhere', __('Floating', 'chat-8080'), $box('everywhere', __('Show a button with the chat on every page', 'chat-8080'), $options['everywhere'] !== ''));
          $row('label', __('Label', 'chat-8080'), $input('label'), __('The name of the chat, in its header.', 'chat-8080'));
          $row('accent', __('Accent', 'chat-8080'), $input('accent', 'text', 'placeholder="#3457d5"'), __('The colour of the brand, such as #0a7d55. Empty: the chat’s own.', 'chat-8080'));
          $row('requests', __('Requests a day', 'chat-8080'), $input('requests', 'number', 'min="1"'), __('The most for one visitor.', 'chat-8080'));
          $row('tokens', __('Tokens a day', 'chat-8080'), $input('tokens', 'number', 'min="260096"'), __('The most for one visitor; all visitors together may use a hundred times as many.', 'chat-8080'));
          $row('trusted', __('Servers in front', 'chat-8080'), $input('trusted', 'number', 'min="0"'), __('How many proxies of yours append the visitor’s address to X-Forwarded-For. Usually 0; behind a content delivery network usually 1.', 'chat-8080'));
          $row('script', __('Address of the script', 'chat-8080'), $input('script', 'url'), __('Empty: the plugin’s own copy of chat-8080.js.', 'chat-8080'));
          ?>
        </table>
        <?php submit_button(); ?>
      </form>
    </div>
    <?php
}
