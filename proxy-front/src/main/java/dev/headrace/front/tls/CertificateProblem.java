package dev.headrace.front.tls;

import java.nio.file.Path;

/**
 * Something is wrong with a file of certificates.
 *
 * @param file the file
 * @param severity whether its certificate is served all the same
 * @param message what was found and what would be right, without the file's name; nothing secret is in it
 */
public record CertificateProblem(Path file, Severity severity, String message) {
    /** What became of the certificate. */
    public enum Severity {
        /** It is served. */
        WARNING,
        /** It was not loaded. */
        ERROR
    }

    /** One line that begins with the file. */
    @Override
    public String toString() {
        return file + ": " + message;
    }
}
