package dev.headrace.benchmarks.compare;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.peer.PeerException;
import dev.headrace.benchmarks.peer.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the contenders made of a page before they are timed: outputs, and how often handlers were called.
 *
 * <p>Headrace has to give the same bytes and counts on every JDK, and the same bytes at every chunk size. Where lol_html
 * differs, {@link Judge} says whether the difference is one of those that are known; any other fails the run.
 */
final class OutputCheck {
    /** A difference, or a reason why there was nothing to compare; {@code known} if a reason for it was found. */
    record Finding(String what, String page, String text, boolean known) {}

    private static final class Made {
        private final byte[] output;
        private final long[] counts;

        Made(byte[] output, long[] counts) {
            this.output = output;
            this.counts = counts;
        }
    }

    private final Path data;
    private final Path work;
    private final Map<Finding, List<Integer>> findings = new LinkedHashMap<>();
    private final Map<String, byte[]> firstOutputs = new LinkedHashMap<>();
    private int same;
    private int compared;

    OutputCheck(Path data, Path work) {
        this.data = data;
        this.work = work;
    }

    /** What was found, with the chunk sizes at which it was. */
    Map<Finding, List<Integer>> findings() {
        return Collections.unmodifiableMap(findings);
    }

    /** Whether there is a reason for everything that was found. */
    boolean passed() {
        return findings.keySet().stream().allMatch(Finding::known);
    }

    /** How many outputs of lol_html were compared. */
    int compared() {
        return compared;
    }

    /** How many of these were the same bytes. */
    int same() {
        return same;
    }

    void compare(Case what, BenchmarkPage page, int chunk, Map<Contender, PeerProcess> peers) throws IOException {
        Made headrace = null;
        Made anchor = null;
        for (Map.Entry<Contender, PeerProcess> entry : peers.entrySet()) {
            Contender contender = entry.getKey();
            if (contender.isHeadrace()) {
                Made made = make(page, chunk, entry.getValue());
                if (headrace != null && !Arrays.equals(headrace.counts, made.counts)) {
                    add(what, page, chunk, "Headrace counts differently on two JDKs", false);
                }
                headrace = made;
                compareWithFirst(what, page, chunk, made.output);
            } else if (contender.isLolHtml()) {
                anchor = makeOrSay(what, page, chunk, entry.getValue());
            }
        }
        if (headrace != null && anchor != null) {
            compareWithAnchor(what, page, chunk, headrace, anchor);
        } else if (headrace != null && what.changes() && !new Judge(page.read(data), what).agrees(headrace.output)) {
            add(what, page, chunk, "Headrace's output is not the page's tree, changed in the same way", false);
        }
    }

    private Made make(BenchmarkPage page, int chunk, PeerProcess peer) throws IOException {
        Path file = work.resolve("output.html");
        long[] counts = peer.check(page.name(), chunk, file);
        return new Made(Files.readAllBytes(file), counts);
    }

    private @Nullable Made makeOrSay(Case what, BenchmarkPage page, int chunk, PeerProcess peer) throws IOException {
        try {
            return make(page, chunk, peer);
        } catch (PeerException e) {
            add(what, page, chunk, "lol-html gives up: " + e.getMessage(), true);
            return null;
        }
    }

    /** The first output of a case and page is kept: other JDKs and chunk sizes have to give it, too. */
    private void compareWithFirst(Case what, BenchmarkPage page, int chunk, byte[] output) throws IOException {
        byte[] expected = what.changes()
                ? firstOutputs.computeIfAbsent(what + " " + page.name(), key -> output)
                : page.read(data);
        if (!Arrays.equals(expected, output)) {
            String other = what.changes() ? "its own with another JDK or chunk size" : "the page, which nobody changed";
            add(what, page, chunk, "Headrace's output is not " + other, false);
        }
    }

    private void compareWithAnchor(Case what, BenchmarkPage page, int chunk, Made headrace, Made anchor)
            throws IOException {
        Judge judge = new Judge(page.read(data), what);
        compared++;
        if (Arrays.equals(headrace.output, anchor.output)) {
            same++;
        } else {
            Judge.Verdict verdict = judge.outputs(headrace.output, anchor.output);
            add(what, page, chunk, verdict.text(), verdict.known());
        }
        for (Judge.Verdict verdict : judge.counts(headrace.counts, anchor.counts)) {
            add(what, page, chunk, verdict.text(), verdict.known());
        }
    }

    private void add(Case what, BenchmarkPage page, int chunk, String text, boolean known) {
        findings.computeIfAbsent(new Finding(what.name(), page.name(), text, known), key -> new ArrayList<>())
                .add(chunk);
    }
}
