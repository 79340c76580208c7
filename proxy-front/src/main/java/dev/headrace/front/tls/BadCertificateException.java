package dev.headrace.front.tls;

import org.jspecify.annotations.Nullable;

/** A file does not hold a certificate that can be served. The message does not name the file, and holds nothing secret. */
final class BadCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    BadCertificateException(String message) {
        super(message);
    }

    BadCertificateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static BadCertificateException otherKey(@Nullable Throwable cause) {
        return new BadCertificateException(
                "the private key does not belong to the certificate (the file's first, which should be the host's own)",
                cause);
    }
}
