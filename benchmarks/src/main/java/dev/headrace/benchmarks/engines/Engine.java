package dev.headrace.benchmarks.engines;

import dev.headrace.rewriter.io.OutputSink;

/** A library, made ready for a case. For one thread. */
@FunctionalInterface
public interface Engine {
    /**
     * Sends one page through.
     *
     * @param chunk bytes given at a time; engines that take whole documents do not look at it
     */
    void rewrite(byte[] page, int chunk, OutputSink sink) throws Exception;
}
