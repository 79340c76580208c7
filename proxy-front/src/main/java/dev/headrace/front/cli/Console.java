package dev.headrace.front.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard streams of a process. What is written to them is UTF-8, whatever the locale says.
 *
 * @param in bytes, not buffered
 * @param out buffered: what writes to it flushes it
 * @param err flushed at each line
 * @param interactive whether someone sees the errors, and nothing else, as they are written
 */
record Console(InputStream in, OutputStream out, PrintWriter err, boolean interactive) {
    private static final int BUFFER_BYTES = 64 * 1024;

    static Console ofProcess() {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES);
        PrintWriter err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        return new Console(new FileInputStream(FileDescriptor.in), out, err, isTerminal(2) && !isTerminal(1));
    }

    PrintWriter outWriter() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    /** Asks the system for the name of an open file; where it does not tell, it is taken for no terminal. */
    private static boolean isTerminal(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
