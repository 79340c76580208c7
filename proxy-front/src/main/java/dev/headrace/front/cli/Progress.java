package dev.headrace.front.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows on a terminal how far an input is read, once that takes longer than a second. Closing it wipes the line. */
final class Progress extends FilterInputStream {
    private static final long QUIET_NANOS = 1_000_000_000;
    private static final long REDRAW_NANOS = 200_000_000;

    private final PrintWriter terminal;
    private final long size;
    private final long startedNanos = System.nanoTime();
    private long nextNanos = QUIET_NANOS;
    private long done;
    private boolean shown;

    /**
     * Watches a stream.
     *
     * @param size of the input in bytes, or -1 if it is not known
     */
    Progress(InputStream in, long size, PrintWriter terminal) {
        super(in);
        this.size = size;
        this.terminal = terminal;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        advance(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        advance(n);
        return n;
    }

    @Override
    public void close() throws IOException {
        if (shown) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
        super.close();
    }

    private void advance(int bytes) {
        done += Math.max(bytes, 0);
        long nanos = System.nanoTime() - startedNanos;
        if (nanos >= nextNanos) {
            nextNanos = nanos + REDRAW_NANOS;
            shown = true;
            terminal.print("\r\u001b[Kheadrace: " + line(done, size, nanos));
            terminal.flush();
        }
    }

    static String line(long done, long size, long nanos) {
        double megabytes = done / 1e6;
        String speed = String.format(Locale.ROOT, "%.0f MB/s", megabytes / (nanos / 1e9));
        if (size <= 0) {
            return String.format(Locale.ROOT, "%.0f MB, %s", megabytes, speed);
        }
        return String.format(
                Locale.ROOT, "%.0f of %.0f MB, %d %%, %s", megabytes, size / 1e6, 100 * done / size, speed);
    }
}
