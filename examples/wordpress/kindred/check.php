<?php
/**
 * "Check connection": asks the server what a visitor's browser would, and says in one sentence what to mend.
 */

defined( 'ABSPATH' ) || exit;

/** @return array Findings: whether it is `fine`, and a `text`. The first that is not fine ends the list. */
function kindred_check_connection() {
	$server = kindred_server();
	$site   = (string) get_option( 'kindred_site', '' );
	$bad    = static function ( $text ) {
		return array( array( 'fine' => false, 'text' => $text ) );
	};
	$good   = static function ( $text ) {
		return array( array( 'fine' => true, 'text' => $text ) );
	};
	if ( '' === $server || '' === $site ) {
		return $bad( __( 'Fill in the server and the site above, and save them first.', 'kindred' ) );
	}
	if ( is_ssl() && 0 === strpos( $server, 'http://' ) ) {
		return $bad( __( 'Your website has https, the server’s address has not: browsers would keep the groups out. Give its https address.', 'kindred' ) );
	}
	$loader = kindred_ask( 'GET', $server . '/kindred.js' );
	if ( is_wp_error( $loader ) ) {
		/* translators: 1: address, 2: what went wrong */
		return $bad( sprintf( __( '%1$s does not answer: %2$s', 'kindred' ), $server, $loader->get_error_message() ) );
	}
	$type = (string) wp_remote_retrieve_header( $loader, 'content-type' );
	if ( 200 !== wp_remote_retrieve_response_code( $loader ) || false === strpos( $type, 'javascript' ) ) {
		/* translators: %s: address */
		return $bad( sprintf( __( '%s answers, but is no Kindred server. Is something missing in its address?', 'kindred' ), $server ) );
	}
	/* translators: %s: address */
	$findings = $good( sprintf( __( '%s answers.', 'kindred' ), $server ) );

	$known = kindred_ask( 'GET', $server . '/v1/sites/' . rawurlencode( $site ) );
	if ( ! kindred_answers( $known ) ) {
		return array_merge( $findings, $bad( __( 'But it could not be asked for your site just now. Try again in a minute.', 'kindred' ) ) );
	}
	if ( 200 !== wp_remote_retrieve_response_code( $known ) ) {
		/* translators: %s: the site's short name */
		return array_merge( $findings, $bad( sprintf( __( 'It has no site called “%s”. Ask whoever runs the server for its short name.', 'kindred' ), $site ) ) );
	}
	$told     = json_decode( wp_remote_retrieve_body( $known ), true );
	$name     = is_array( $told ) && isset( $told['name'] ) ? (string) $told['name'] : $site;
	/* translators: %s: an organisation */
	$findings = array_merge( $findings, $good( sprintf( __( 'It knows %s.', 'kindred' ), $name ) ) );

	// A request to join a group that cannot be: refused in either case, and the reason tells what is allowed.
	$origin = preg_replace( '#^(https?://[^/]+).*$#', '$1', home_url() );
	$write  = kindred_ask( 'POST', $server . '/v1/sites/' . rawurlencode( $site ) . '/groups/-/join-requests', array( 'Origin' => $origin ) );
	if ( ! kindred_answers( $write ) ) {
		return array_merge( $findings, $bad( __( 'Whether people can join from here could not be found out just now. Try again in a minute.', 'kindred' ) ) );
	}
	if ( 403 === wp_remote_retrieve_response_code( $write ) ) {
		/* translators: %s: this website's address */
		return array_merge( $findings, $bad( sprintf( __( 'People can read the groups here, but not join. Ask whoever runs the server to add "%s" to allowed_origins in the site’s file.', 'kindred' ), $origin ) ) );
	}
	return array_merge( $findings, $good( __( 'People can join from this website.', 'kindred' ) ) );
}

/** Whether there is an answer to go by: none, "too often" and a fault on the server's side tell nothing. */
function kindred_answers( $answer ) {
	$code = is_wp_error( $answer ) ? 0 : (int) wp_remote_retrieve_response_code( $answer );
	return $code >= 200 && $code < 500 && 429 !== $code;
}

function kindred_ask( $method, $address, $headers = array() ) {
	return wp_remote_request(
		$address,
		array(
			'method'      => $method,
			'timeout'     => 10,
			'redirection' => 2,
			'headers'     => array_merge( array( 'Content-Type' => 'application/json' ), $headers ),
			'body'        => 'POST' === $method ? '{}' : null,
		)
	);
}
