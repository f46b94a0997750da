<?php
/**
 * Plugin Name:       Kindred support groups
 * Description:       Puts the finder, the guidelines, the join form and the surveys of your Kindred server on your pages: a block, a shortcode and one settings page.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT OR Apache-2.0
 * Text Domain:       kindred
 *
 * What is here: settings, the script tag, the block and the shortcode. What is not: anything about people. Visitors'
 * browsers talk to your Kindred server, and WordPress sees and keeps nothing of it.
 */

defined( 'ABSPATH' ) || exit;

require __DIR__ . '/settings.php';
require __DIR__ . '/check.php';

/** The widgets, by the names that block and shortcode know them under; each is an element of that name. */
const KINDRED_WIDGETS = array( 'group-finder', 'guidelines', 'join-form', 'feedback-survey' );
/** What an element may be told beside its site and server. */
const KINDRED_ATTRIBUTES = array( 'group', 'survey', 'lang', 'heading-level', 'theme' );

/** The server's address, without a slash at its end; empty until it is set. */
function kindred_server() {
	return untrailingslashit( (string) get_option( 'kindred_server', '' ) );
}

/** The loader. WordPress prints it once, only on pages that show a widget. */
function kindred_register_script() {
	if ( '' === kindred_server() ) {
		return;
	}
	// The loader has no version of its own: the server says how long it may be kept.
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	wp_register_script( 'kindred', kindred_server() . '/kindred.js', array(), null, true );
	// Room for what comes, so that nothing below jumps when it is there.
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	wp_register_style( 'kindred', false, array(), null );
	wp_add_inline_style( 'kindred', '@media (scripting: enabled) { kindred-group-finder, kindred-join-form { display: block; min-height: 100vh } }' );
}
add_action( 'init', 'kindred_register_script' );

/** Tells the loader its site, and lets the page go on meanwhile. */
function kindred_script_tag( $tag, $handle ) {
	if ( 'kindred' !== $handle ) {
		return $tag;
	}
	$site = esc_attr( (string) get_option( 'kindred_site', '' ) );
	return str_replace( '<script ', '<script async data-site="' . $site . '" ', $tag );
}
add_filter( 'script_loader_tag', 'kindred_script_tag', 10, 2 );

/**
 * A widget's element, with whom to ask inside of it: that shows until the widget is there, and stays where scripts
 * cannot run.
 *
 * @param array  $wish    `widget`, `site`, and KINDRED_ATTRIBUTES.
 * @param string $content What to show instead; the text of the settings page without it.
 */
function kindred_element( $wish, $content = '' ) {
	$widget = in_array( $wish['widget'] ?? '', KINDRED_WIDGETS, true ) ? $wish['widget'] : 'group-finder';
	if ( '' === kindred_server() ) {
		return current_user_can( 'manage_options' )
			? '<p>' . esc_html__( 'Kindred has no server yet: see Settings → Kindred. Only you see this line.', 'kindred' ) . '</p>'
			: '';
	}
	wp_enqueue_script( 'kindred' );
	wp_enqueue_style( 'kindred' );
	$attributes = '';
	foreach ( array_merge( array( 'site' ), KINDRED_ATTRIBUTES ) as $name ) {
		// Shortcodes know no hyphen.
		$value = $wish[ $name ] ?? $wish[ str_replace( '-', '_', $name ) ] ?? '';
		if ( '' !== (string) $value ) {
			$attributes .= ' ' . $name . '="' . esc_attr( $value ) . '"';
		}
	}
	$fallback = '' !== trim( (string) $content ) ? $content : wpautop( (string) get_option( 'kindred_fallback', '' ) );
	// Paragraphs that WordPress puts around a shortcode end at the div: else they would end inside of our element, and
	// leave what is shown instead outside of it.
	return '<div><kindred-' . $widget . $attributes . '>' . wp_kses_post( $fallback ) . '</kindred-' . $widget . '></div>';
}

/** `[kindred]`, `[kindred widget="join-form" group="tuesday-circle"]Ring 708-555-0100.[/kindred]` */
function kindred_shortcode( $wish, $content = '' ) {
	return kindred_element( is_array( $wish ) ? $wish : array(), (string) $content );
}
add_shortcode( 'kindred', 'kindred_shortcode' );

/** The block. Its element is written on the server, so that a changed setting holds for pages of yesterday. */
function kindred_register_block() {
	wp_register_script(
		'kindred-block',
		plugins_url( 'block.js', __FILE__ ),
		array( 'wp-blocks', 'wp-element', 'wp-components', 'wp-block-editor', 'wp-i18n' ),
		'1.0.0',
		true
	);
	register_block_type( __DIR__, array( 'render_callback' => 'kindred_block' ) );
}
add_action( 'init', 'kindred_register_block' );

function kindred_block( $attributes ) {
	// Editors add attributes of their own, which are none of ours.
	$wish = array( 'heading-level' => (string) ( $attributes['headingLevel'] ?? '' ) );
	foreach ( array( 'widget', 'group', 'survey', 'lang' ) as $name ) {
		$wish[ $name ] = (string) ( $attributes[ $name ] ?? '' );
	}
	return '<div ' . get_block_wrapper_attributes() . '>' . kindred_element( $wish ) . '</div>';
}

/** What a privacy policy may say of it. */
function kindred_privacy_text() {
	if ( function_exists( 'wp_add_privacy_policy_content' ) ) {
		wp_add_privacy_policy_content(
			'Kindred',
			'<p>' . esc_html__( 'Our list of support groups comes from our own group server. It sets no cookies and does not track you. What you search for stays in your browser, as a rule; what you write into a form goes to that server and to the people named above the form, and is never stored in this website.', 'kindred' ) . '</p>'
		);
	}
}
add_action( 'admin_init', 'kindred_privacy_text' );
