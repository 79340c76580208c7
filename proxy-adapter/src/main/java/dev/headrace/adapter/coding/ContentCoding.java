package dev.headrace.adapter.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.github.luben.zstd.util.Native;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The content codings (RFC 9110 §8.4.1) that can be undone and done again. Safe for all threads.
 *
 * <p>Nothing that a decoder or encoder holds grows with its content beyond the coding's window. What one of them holds while it is
 * open, native memory and heap together, in KB, as measured on Linux x86-64 with 16 KB of real pages, and with 2 MB or more;
 * encoders at their default levels, decoders of what these encoders give:
 *
 * <table>
 * <caption>Memory</caption>
 * <tr><th>coding</th><th>decoder</th><th>encoder</th></tr>
 * <tr><td>gzip, deflate</td><td>30 to 60</td><td>150 to 270</td></tr>
 * <tr><td>br</td><td>50 to 330</td><td>60 to 1,700</td></tr>
 * <tr><td>zstd</td><td>30 to 600</td><td>430 to 1,000</td></tr>
 * </table>
 *
 * <p>Others may encode with larger windows. Then a decoder of br holds up to 17 MB (RFC 7932 §9.1), and one of zstd up to 8.6 MB:
 * a frame with a window beyond 8 MB is refused (RFC 9659 §3).
 *
 * <p>Members of gzip, and frames of zstd, may follow one another, and are decoded as one content. Anything else that follows the end
 * is skipped in gzip and deflate, as Chromium and Firefox skip it, and is an error in br and zstd.
 *
 * <p>Levels reach from the fastest to the smallest output. The highest are left out where one encoder would hold very much memory:
 * br's levels 7 to 9 hold 9 to 34 MB, and those above are slower than 3 MB a second.
 */
public enum ContentCoding {
    /** RFC 1952; levels 1 to 9, by default 5. */
    GZIP("gzip", 1, 9, 5),
    /** RFC 1950, and without its header RFC 1951, which is decoded only; levels 1 to 9, by default 5. */
    DEFLATE("deflate", 1, 9, 5),
    /** RFC 7932; levels 0 to 6, by default 4. */
    BROTLI("br", 0, 6, 4),
    /** RFC 8878 and RFC 9659; levels 1 to 19, by default 3. A frame with a dictionary is refused. */
    ZSTD("zstd", 1, 19, ZstdEncoder.DEFAULT_LEVEL);

    private final String token;
    private final int minLevel;
    private final int maxLevel;
    private final int defaultLevel;

    ContentCoding(String token, int minLevel, int maxLevel, int defaultLevel) {
        this.token = token;
        this.minLevel = minLevel;
        this.maxLevel = maxLevel;
        this.defaultLevel = defaultLevel;
    }

    /**
     * The coding that a token of {@code Content-Encoding} or {@code Accept-Encoding} names, in any case; {@code x-gzip} is gzip
     * (RFC 9110 §8.4.1.3). Null if it is none of these; {@code identity} is none.
     */
    public static @Nullable ContentCoding of(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            case "br" -> BROTLI;
            case "zstd" -> ZSTD;
            default -> null;
        };
    }

    /** The coding's name in header fields. */
    public String token() {
        return token;
    }

    /** Whether the coding's library is there, and its native part for this platform. gzip and deflate are always available. */
    public boolean isAvailable() {
        return switch (this) {
            case GZIP, DEFLATE -> true;
            case BROTLI -> BrotliLibrary.AVAILABLE;
            case ZSTD -> ZstdLibrary.AVAILABLE;
        };
    }

    /** The lowest level of {@link #encoder}: the fastest. */
    public int minLevel() {
        return minLevel;
    }

    /** The highest level of {@link #encoder}: the smallest output. */
    public int maxLevel() {
        return maxLevel;
    }

    /** The level that is a good choice for pages that are encoded anew for each response. */
    public int defaultLevel() {
        return defaultLevel;
    }

    /**
     * A new decoder. The caller closes it.
     *
     * @throws IllegalStateException if the coding is not available
     */
    public ContentDecoder decoder() {
        requireAvailable();
        return switch (this) {
            case GZIP -> new GzipDecoder();
            case DEFLATE -> new DeflateDecoder();
            case BROTLI -> new BrotliDecoder();
            case ZSTD -> new ZstdDecoder();
        };
    }

    /**
     * A new encoder. The caller closes it.
     *
     * @param level from {@link #minLevel} to {@link #maxLevel}
     * @throws IllegalArgumentException if the level is not one of the coding's
     * @throws IllegalStateException if the coding is not available
     */
    public ContentEncoder encoder(int level) {
        if (level < minLevel || level > maxLevel) {
            throw new IllegalArgumentException(
                    "level " + level + " of " + token + ": it has the levels " + minLevel + " to " + maxLevel);
        }
        requireAvailable();
        return switch (this) {
            case GZIP -> new GzipEncoder(level);
            case DEFLATE -> new DeflateEncoder(level);
            case BROTLI -> new BrotliEncoder(level);
            case ZSTD -> new ZstdEncoder(level);
        };
    }

    private void requireAvailable() {
        if (!isAvailable()) {
            throw new IllegalStateException("the coding " + token
                    + " is not available: its library, or the library's native part for "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch") + ", was not found");
        }
    }

    /** Asked for once, when first needed, so that a missing library harms nobody who does not use it. */
    private static final class BrotliLibrary {
        static final boolean AVAILABLE = isLoaded();

        private static boolean isLoaded() {
            try {
                return Brotli4jLoader.isAvailable();
            } catch (LinkageError e) {
                return false;
            }
        }
    }

    private static final class ZstdLibrary {
        static final boolean AVAILABLE = isLoaded();

        private static boolean isLoaded() {
            try {
                Native.load();
                return Native.isLoaded();
            } catch (LinkageError e) {
                return false;
            }
        }
    }
}
