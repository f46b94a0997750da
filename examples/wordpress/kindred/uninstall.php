<?php
/**
 * Takes away all that the plugin wrote: three settings, on every site of a network.
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

function kindred_forget() {
	foreach ( array( 'kindred_server', 'kindred_site', 'kindred_fallback' ) as $name ) {
		delete_option( $name );
	}
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'fields' => 'ids', 'number' => 0 ) ) as $kindred_blog ) {
		switch_to_blog( $kindred_blog );
		kindred_forget();
		restore_current_blog();
	}
} else {
	kindred_forget();
}
