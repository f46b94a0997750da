<?php
/**
 * Settings → Kindred: which server, which site, what to show without scripts, and whether it all works.
 */

defined( 'ABSPATH' ) || exit;

function kindred_register_settings() {
	register_setting( 'kindred', 'kindred_server', array( 'type' => 'string', 'default' => '', 'sanitize_callback' => 'kindred_clean_server' ) );
	register_setting( 'kindred', 'kindred_site', array( 'type' => 'string', 'default' => '', 'sanitize_callback' => 'kindred_clean_site' ) );
	register_setting( 'kindred', 'kindred_fallback', array( 'type' => 'string', 'default' => '', 'sanitize_callback' => 'wp_kses_post' ) );
}
add_action( 'admin_init', 'kindred_register_settings' );

/** An address without its last slash; what is none is refused, and the one before stays. */
function kindred_clean_server( $given ) {
	$address = untrailingslashit( trim( (string) $given ) );
	if ( '' === $address ) {
		return '';
	}
	$clean = esc_url_raw( $address, array( 'https', 'http' ) );
	if ( ! preg_match( '#^https?://[^\s/?\#]+#', $clean ) || preg_match( '#[?\#]#', $clean ) ) {
		add_settings_error( 'kindred', 'server', __( 'The server’s address begins with https:// and has no question mark, such as https://groups.example.org.', 'kindred' ) );
		return get_option( 'kindred_server', '' );
	}
	// People paste the address of the script.
	return untrailingslashit( preg_replace( '#/kindred\.js$#', '', $clean ) );
}

function kindred_clean_site( $given ) {
	$site = strtolower( trim( (string) $given ) );
	if ( '' !== $site && ! preg_match( '/^[a-z0-9][a-z0-9-]*$/', $site ) ) {
		add_settings_error( 'kindred', 'site', __( 'The site is a short name of small letters, digits and hyphens, such as riverside.', 'kindred' ) );
		return get_option( 'kindred_site', '' );
	}
	return $site;
}

function kindred_menu() {
	add_options_page( 'Kindred', 'Kindred', 'manage_options', 'kindred', 'kindred_settings_page' );
}
add_action( 'admin_menu', 'kindred_menu' );

function kindred_settings_link( $links ) {
	$link = '<a href="' . esc_url( admin_url( 'options-general.php?page=kindred' ) ) . '">' . esc_html__( 'Settings', 'kindred' ) . '</a>';
	return array_merge( array( $link ), $links );
}
add_filter( 'plugin_action_links_' . plugin_basename( __DIR__ . '/kindred.php' ), 'kindred_settings_link' );

function kindred_settings_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	// The nonce is checked before anything is asked.
	$asked    = isset( $_POST['kindred_check'] ) && check_admin_referer( 'kindred_check' );
	$findings = $asked ? kindred_check_connection() : array();
	?>
	<div class="wrap">
		<h1>Kindred</h1>
		<form action="options.php" method="post">
			<?php settings_fields( 'kindred' ); ?>
			<table class="form-table" role="presentation">
				<tr>
					<th scope="row"><label for="kindred_server"><?php esc_html_e( 'Your Kindred server', 'kindred' ); ?></label></th>
					<td>
						<input type="url" class="regular-text code" id="kindred_server" name="kindred_server" value="<?php echo esc_attr( get_option( 'kindred_server', '' ) ); ?>" placeholder="https://groups.example.org" aria-describedby="kindred_server_hint">
						<p class="description" id="kindred_server_hint"><?php esc_html_e( 'Whoever runs it for you knows its address.', 'kindred' ); ?></p>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="kindred_site"><?php esc_html_e( 'Your site on it', 'kindred' ); ?></label></th>
					<td>
						<input type="text" class="regular-text code" id="kindred_site" name="kindred_site" value="<?php echo esc_attr( get_option( 'kindred_site', '' ) ); ?>" placeholder="riverside" aria-describedby="kindred_site_hint">
						<p class="description" id="kindred_site_hint"><?php esc_html_e( 'The short name of your organisation there.', 'kindred' ); ?></p>
					</td>
				</tr>
				<tr>
					<th scope="row"><label for="kindred_fallback"><?php esc_html_e( 'Without scripts', 'kindred' ); ?></label></th>
					<td>
						<textarea class="large-text" rows="3" id="kindred_fallback" name="kindred_fallback" aria-describedby="kindred_fallback_hint"><?php echo esc_textarea( get_option( 'kindred_fallback', '' ) ); ?></textarea>
						<p class="description" id="kindred_fallback_hint"><?php esc_html_e( 'Shown until the groups are there, and where they cannot be shown: whom to ring. Links are fine.', 'kindred' ); ?></p>
					</td>
				</tr>
			</table>
			<?php submit_button(); ?>
		</form>
		<h2><?php esc_html_e( 'Does it work?', 'kindred' ); ?></h2>
		<form method="post">
			<?php wp_nonce_field( 'kindred_check' ); ?>
			<?php submit_button( __( 'Check connection', 'kindred' ), 'secondary', 'kindred_check', false ); ?>
		</form>
		<?php if ( $asked ) : ?>
			<div class="kindred-findings" role="status"><ul>
				<?php foreach ( $findings as $finding ) : ?>
					<li><?php echo esc_html( ( $finding['fine'] ? '✓ ' : '✗ ' ) . $finding['text'] ); ?></li>
				<?php endforeach; ?>
			</ul></div>
		<?php endif; ?>
		<h2><?php esc_html_e( 'On your pages', 'kindred' ); ?></h2>
		<p><?php esc_html_e( 'Add the block “Support groups”, or write a shortcode:', 'kindred' ); ?></p>
		<p><code>[kindred]</code></p>
		<p><code>[kindred widget="join-form" group="tuesday-circle"]</code></p>
		<p><code>[kindred widget="group-finder" lang="es" heading_level="3"]</code></p>
	</div>
	<?php
}
