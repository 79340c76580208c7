package dev.headrace.front.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts the older forms of private keys into PKCS#8 (RFC 5208 §5), which is what the JDK reads. The key itself is not
 * looked at.
 */
final class Pkcs8 {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xA0;

    private static final byte[] VERSION = {INTEGER, 1, 0};
    /** rsaEncryption, 1.2.840.113549.1.1.1, with the NULL that belongs to it (RFC 8017 §A.1). */
    private static final byte[] RSA = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0};
    /** id-ecPublicKey, 1.2.840.10045.2.1; the curve follows (RFC 5480 §2.1.1). */
    private static final byte[] EC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private Pkcs8() {}

    /** An RSA key as RFC 8017 §A.1.2 has it. */
    static byte[] ofPkcs1(byte[] key) {
        return wrap(RSA, key);
    }

    /** A key on a curve as RFC 5915 §3 has it: version, key, [0] curve, [1] public key. */
    static byte[] ofSec1(byte[] key) throws BadCertificateException {
        ByteBuffer der = ByteBuffer.wrap(key);
        try {
            ByteBuffer fields = value(der, SEQUENCE);
            value(fields, INTEGER);
            value(fields, OCTET_STRING);
            if (fields.hasRemaining() && (fields.get(fields.position()) & 0xFF) == PARAMETERS) {
                ByteBuffer curve = value(fields, PARAMETERS);
                byte[] name = new byte[curve.remaining()];
                curve.get(name);
                return wrap(concat(EC, name), key);
            }
        } catch (IllegalArgumentException e) {
            throw new BadCertificateException("the block \"EC PRIVATE KEY\" does not hold such a key", e);
        }
        throw new BadCertificateException(
                "the block \"EC PRIVATE KEY\" does not name its curve (openssl pkey -in FILE -out KEY names it)");
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, concat(VERSION, concat(element(SEQUENCE, algorithm), element(OCTET_STRING, key))));
    }

    private static byte[] element(int tag, byte[] value) {
        int length = value.length;
        if (length < 0x80) {
            return concat(new byte[] {(byte) tag, (byte) length}, value);
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        byte[] head = new byte[2 + bytes];
        head[0] = (byte) tag;
        head[1] = (byte) (0x80 | bytes);
        for (int i = 0; i < bytes; i++) {
            head[2 + i] = (byte) (length >> 8 * (bytes - 1 - i));
        }
        return concat(head, value);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Takes the next element, and gives what is in it. */
    private static ByteBuffer value(ByteBuffer der, int tag) {
        if (der.remaining() < 2 || (der.get() & 0xFF) != tag) {
            throw new IllegalArgumentException("other DER element");
        }
        int length = der.get() & 0xFF;
        if (length >= 0x80) {
            int bytes = length & 0x7F;
            if (bytes > 3 || bytes > der.remaining()) {
                throw new IllegalArgumentException("DER length");
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | der.get() & 0xFF;
            }
        }
        if (length > der.remaining()) {
            throw new IllegalArgumentException("DER element is cut off");
        }
        ByteBuffer value = der.slice(der.position(), length);
        der.position(der.position() + length);
        return value;
    }
}
