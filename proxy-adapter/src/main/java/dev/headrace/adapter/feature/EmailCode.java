package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The form in which addresses are hidden: a key byte, and each byte of UTF-8 combined with it by exclusive or, in hexadecimal digits.
 */
final class EmailCode {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final int KEY_FOR_ZERO = 0x5a;

    private EmailCode() {}

    /** The code. The same text has the same code always, so that pages stay the same from one request to the next. */
    static String of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int key = key(bytes);
        char[] code = new char[2 * bytes.length + 2];
        put(code, 0, key);
        for (int i = 0; i < bytes.length; i++) {
            put(code, 2 * i + 2, (bytes[i] & 0xFF) ^ key);
        }
        return new String(code);
    }

    /** Never 0, which would leave the text as it is. */
    private static int key(byte[] bytes) {
        int hash = 17;
        for (byte b : bytes) {
            hash = 31 * hash + b;
        }
        hash ^= hash >>> 16;
        int key = (hash ^ hash >>> 8) & 0xFF;
        return key == 0 ? KEY_FOR_ZERO : key;
    }

    private static void put(char[] code, int at, int value) {
        code[at] = DIGITS[value >>> 4];
        code[at + 1] = DIGITS[value & 0xF];
    }
}
