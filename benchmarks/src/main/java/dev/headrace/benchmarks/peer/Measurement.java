package dev.headrace.benchmarks.peer;

/**
 * What one stretch of rewriting a page again and again took.
 *
 * @param bytes of input, of all documents
 * @param cpuNanos of all threads of the process
 * @param compilerNanos the part of {@code cpuNanos} that went to JIT compilers
 * @param allocatedBytes by the thread that rewrites; -1 if not known
 */
public record Measurement(
        long documents, long bytes, long cpuNanos, long compilerNanos, long wallNanos, long allocatedBytes) {
    /** CPU nanoseconds for each byte of input. */
    public double nanosPerByte() {
        return (double) cpuNanos / bytes;
    }

    /** As peers tell it, with tabs between the figures. */
    public String line() {
        return documents + "\t" + bytes + "\t" + cpuNanos + "\t" + compilerNanos + "\t" + wallNanos + "\t"
                + allocatedBytes;
    }

    /** The measurement of a {@link #line}. */
    public static Measurement ofLine(String line) {
        String[] parts = line.split("\t", -1);
        if (parts.length != 6) {
            throw new IllegalArgumentException("not a measurement: " + line);
        }
        return new Measurement(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }
}
