package dev.headrace.front.config.value;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of IP addresses, as in {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * @param address the first of them
 * @param prefixLength how many leading bits all of them share
 */
public record Cidr(InetAddress address, int prefixLength) {
    /** Reads a range. */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = IpAddresses.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new ValueException(
                    "should be an IP address or a range of them, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32");
        }
        int bits = address.getAddress().length * 8;
        int length = slash < 0 ? bits : length(text.substring(slash + 1), bits);
        byte[] first = masked(address.getAddress(), length);
        if (!Arrays.equals(first, address.getAddress())) {
            throw new ValueException("should be a range with no bit set behind the first " + length);
        }
        return new Cidr(address, length);
    }

    private static int length(String text, int bits) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > bits) {
            throw new ValueException("should end in a number of bits from 0 to " + bits + " behind the slash");
        }
        return Integer.parseInt(text);
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, bits - 8 * i));
            masked[i] &= (byte) (0xFF00 >> kept);
        }
        return masked;
    }

    /** Whether an address is in it; one of the other family never is. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        return mine.length == theirs.length && Arrays.equals(mine, masked(theirs, prefixLength));
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
