package dev.headrace.front.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The arguments of the process. The JVM decodes them by the locale, and in the locale that minimal systems have, {@code C},
 * nothing but ASCII survives; where the system shows their bytes, they are read again as UTF-8.
 */
final class Arguments {
    /** What the JVM makes of bytes that are no characters in the locale's encoding. */
    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    static String[] ofProcess(String[] decoded) {
        return Arrays.stream(decoded).allMatch(Arguments::isWhole) ? decoded : reread(decoded, COMMAND_LINE);
    }

    /** Whether all characters of the argument are known. */
    static boolean isWhole(String argument) {
        return argument.indexOf(REPLACEMENT_CHARACTER) < 0;
    }

    /** The last arguments of a file that has them all, each ended by NUL; what the JVM gave if that cannot be. */
    static String[] reread(String[] decoded, Path commandLine) {
        try {
            String[] all = Files.readString(commandLine, StandardCharsets.UTF_8).split("\0", -1);
            int end = all.length - 1;
            return end < decoded.length ? decoded : Arrays.copyOfRange(all, end - decoded.length, end);
        } catch (IOException e) {
            return decoded;
        }
    }
}
