package dev.headrace.front.config.value;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text; no name is ever looked up. */
final class IpAddresses {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private IpAddresses() {}

    /** The address (RFC 4291 §2.2 without scopes, or four decimal numbers), or null if the text is none. */
    static @Nullable InetAddress parse(String text) {
        byte[] v4 = v4(text);
        try {
            if (v4 != null) {
                return InetAddress.getByAddress(v4);
            }
            // In brackets, the JDK takes it for an address and nothing else.
            InetAddress v6 = V6.matcher(text).matches() ? InetAddress.getByName("[" + text + "]") : null;
            return v6 instanceof Inet4Address ? null : v6;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static byte @Nullable [] v4(String text) {
        Matcher matcher = V4.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            String part = matcher.group(i + 1);
            int number = Integer.parseInt(part);
            // A leading zero means octal to some.
            if (number > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return null;
            }
            bytes[i] = (byte) number;
        }
        return bytes;
    }
}
