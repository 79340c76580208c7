package dev.headrace.adapter.report;

/**
 * Where the content of two versions of a response begins to differ. Samples are some 200 bytes around that place, read as UTF-8; bytes
 * that are none, cut characters among them, are U+FFFD.
 *
 * @param offset bytes before it, without content codings
 * @param exact whether it is just there; if not, one version was too far ahead of the other for the bytes to be kept, and the difference is
 *     somewhere behind
 * @param live the live version around it; empty if it is not {@code exact}
 * @param candidate the candidate's version around it; empty if it is not {@code exact}
 */
public record ContentDifference(long offset, boolean exact, String live, String candidate) {}
