<?php
/** Leaves nothing behind: the settings, with the key, go when the plugin is deleted. */

declare(strict_types=1);

defined('WP_UNINSTALL_PLUGIN') || exit;

foreach (is_multisite() ? get_sites(['fields' => 'ids', 'number' => 0]) : [0] as $chat_8080_site) {
    if ($chat_8080_site === 0) {
        delete_option('chat_8080');
    } else {
        delete_blog_option((int) $chat_8080_site, 'chat_8080');
    }
}
