package dev.headrace.front.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The certificates and private keys of one PEM file (RFC 7468), in their order. What else is in it is passed over:
 * parameters of curves and of Diffie-Hellman, and text between the blocks.
 *
 * @param certificates DER
 * @param keys PKCS#8, DER
 */
record PemFile(List<byte[]> certificates, List<byte[]> keys) {
    /** No chain of certificates comes near; a file above is something else. */
    static final int MAX_BYTES = 1 << 20;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    static PemFile read(Path file) throws BadCertificateException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadCertificateException("this is no file of certificates: it has more than 1 MiB");
            }
            return parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new BadCertificateException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new BadCertificateException("it cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new BadCertificateException("it cannot be read: " + e.getMessage(), e);
        }
    }

    static PemFile parse(String text) throws BadCertificateException {
        List<byte[]> certificates = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            if (labelEnd < 0) {
                throw new BadCertificateException("line " + line(text, begin) + ": \"-----BEGIN\" without a label");
            }
            String label = text.substring(begin + BEGIN.length(), labelEnd);
            int end = text.indexOf(END + label + DASHES, labelEnd);
            if (end < 0) {
                throw new BadCertificateException(
                        "line " + line(text, begin) + ": no \"-----END " + label + "-----\" ends this block");
            }
            String body = text.substring(labelEnd + DASHES.length(), end);
            switch (label) {
                case "CERTIFICATE", "X509 CERTIFICATE" -> certificates.add(decode(text, begin, body));
                case "PRIVATE KEY" -> keys.add(decode(text, begin, body));
                case "RSA PRIVATE KEY" -> keys.add(Pkcs8.ofPkcs1(decode(text, begin, body)));
                case "EC PRIVATE KEY" -> keys.add(Pkcs8.ofSec1(decode(text, begin, body)));
                case "ENCRYPTED PRIVATE KEY" -> throw encrypted();
                default -> {}
            }
            begin = text.indexOf(BEGIN, end);
        }
        return new PemFile(List.copyOf(certificates), List.copyOf(keys));
    }

    private static byte[] decode(String text, int begin, String body) throws BadCertificateException {
        // RFC 1421 §4.6.1.1, as older programs write encrypted keys.
        if (body.contains("ENCRYPTED")) {
            throw encrypted();
        }
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            // The exception's message may quote a key.
            throw new BadCertificateException("line " + line(text, begin) + ": this block is not Base64");
        }
    }

    private static BadCertificateException encrypted() {
        return new BadCertificateException(
                "the private key is encrypted; only plain ones are read (openssl pkey -in FILE -out PLAIN)");
    }

    private static long line(String text, int offset) {
        return 1 + text.chars().limit(offset).filter(c -> c == '\n').count();
    }
}
