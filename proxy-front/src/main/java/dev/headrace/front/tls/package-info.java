/**
 * TLS towards clients: certificates read from PEM files, found by the name that a client asks for, and served.
 *
 * <p>{@link dev.headrace.front.tls.CertificateReader} makes a {@link dev.headrace.front.tls.CertificateStore} of files;
 * {@link dev.headrace.front.tls.TlsServer} serves it and takes a new one at any time.
 */
@NullMarked
package dev.headrace.front.tls;

import org.jspecify.annotations.NullMarked;
