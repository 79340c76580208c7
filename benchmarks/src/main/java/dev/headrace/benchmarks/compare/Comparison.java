package dev.headrace.benchmarks.compare;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.figures.CpuClock;
import dev.headrace.benchmarks.peer.Measurement;
import dev.headrace.benchmarks.peer.PeerException;
import dev.headrace.benchmarks.peer.PeerProcess;
import dev.headrace.benchmarks.peer.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cases one after the other. All contenders of a case are alive at the same time, each in a process of its own, and
 * take turns: what the machine does beside meets all of them alike. Outputs are compared before anything is timed.
 */
final class Comparison {
    private static final int WARM_UP_SLICE_MILLIS = 100;
    private static final int NATIVE_WARM_UP_MILLIS = 30;

    private final CompareOptions options;
    private final List<Contender> contenders;
    private final Consumer<String> progress;
    private final List<Row> rows = new ArrayList<>();
    private final OutputCheck check;

    Comparison(CompareOptions options, List<Contender> contenders, Consumer<String> progress) {
        this.options = options;
        this.contenders = contenders;
        this.progress = progress;
        check = new OutputCheck(options.data(), options.work());
    }

    List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    OutputCheck check() {
        return check;
    }

    void run() throws IOException {
        Files.createDirectories(options.work());
        for (Case what : options.cases()) {
            Map<Contender, PeerProcess> peers = new LinkedHashMap<>();
            try {
                for (Contender contender : contenders) {
                    if (contender.knows(what)) {
                        peers.put(contender, start(contender, what));
                    }
                }
                run(what, peers);
            } finally {
                for (PeerProcess peer : peers.values()) {
                    peer.close();
                }
            }
        }
    }

    private PeerProcess start(Contender contender, Case what) throws IOException {
        Path errors = options.work().resolve(contender.name().replace(' ', '-') + ".err");
        PeerProcess peer = new PeerProcess(contender.name(), contender.command(), errors);
        peer.rules(what.rules());
        for (BenchmarkPage page : options.pages()) {
            peer.page(page.name(), page.in(options.data()));
        }
        return peer;
    }

    private void run(Case what, Map<Contender, PeerProcess> peers) throws IOException {
        for (BenchmarkPage page : options.pages()) {
            for (int chunk : options.chunks()) {
                check.compare(what, page, chunk, peers);
            }
        }
        if (options.checkOnly()) {
            progress.accept(what + ": checked");
            return;
        }
        long started = System.nanoTime();
        for (Map.Entry<Contender, PeerProcess> entry : peers.entrySet()) {
            warmUp(entry.getKey(), entry.getValue());
        }
        long warm = System.nanoTime();
        List<Row> measured = measure(what, peers);
        rows.addAll(measured);
        progress.accept("%s: checked, warmed up in %.0f s, measured in %.0f s%s"
                .formatted(
                        what,
                        (warm - started) / 1e9,
                        (System.nanoTime() - warm) / 1e9,
                        Report.glance(measured, contenders)));
    }

    /** Goes round the pages until the JVM is warm. */
    private void warmUp(Contender contender, PeerProcess peer) throws IOException {
        List<Integer> chunks = contender.takesWholePages() ? options.chunks().subList(0, 1) : options.chunks();
        if (contender.isLolHtml()) {
            goRound(contender, peer, chunks, NATIVE_WARM_UP_MILLIS);
            return;
        }
        int places = options.pages().size() * chunks.size();
        long least = Math.max(WarmUp.LEAST_MILLIS, (long) places * options.warmUpMillis());
        // The others stand by for orientation; they are not worth waiting for long.
        WarmUp warmUp = contender.isHeadrace() ? new WarmUp(least) : new WarmUp(least, 2 * least);
        while (!warmUp.isOver()) {
            CpuClock.Reading spent = goRound(contender, peer, chunks, WARM_UP_SLICE_MILLIS);
            warmUp.add(spent.all(), spent.compilers());
        }
        if (warmUp.gaveUp() && contender.isHeadrace()) {
            progress.accept(contender.name() + ": its compilers were still busy when measuring began");
        }
    }

    /** Runs every page at every chunk size; the CPU time that this took. */
    private CpuClock.Reading goRound(Contender contender, PeerProcess peer, List<Integer> chunks, int millis)
            throws IOException {
        long all = 0;
        long compilers = 0;
        for (BenchmarkPage page : options.pages()) {
            for (int chunk : chunks) {
                Measurement one = run(contender, peer, page, chunk, millis);
                all += one == null ? 0 : one.cpuNanos();
                compilers += one == null ? 0 : one.compilerNanos();
            }
        }
        return new CpuClock.Reading(all, compilers);
    }

    private List<Row> measure(Case what, Map<Contender, PeerProcess> peers) throws IOException {
        List<Row> measured = new ArrayList<>();
        for (BenchmarkPage page : options.pages()) {
            for (int chunk : options.chunks()) {
                measured.add(new Row(what, page, chunk));
            }
        }
        List<Map.Entry<Contender, PeerProcess>> turns = new ArrayList<>(peers.entrySet());
        for (int round = 0; round < options.rounds(); round++) {
            for (Row row : measured) {
                for (Map.Entry<Contender, PeerProcess> turn : turns) {
                    measure(row, turn.getKey(), turn.getValue());
                }
            }
            Collections.rotate(turns, 1);
        }
        return measured;
    }

    private void measure(Row row, Contender contender, PeerProcess peer) throws IOException {
        boolean first = row.chunk() == options.chunks().get(0);
        if (!contender.takesWholePages() || first) {
            Measurement one = run(contender, peer, row.page(), row.chunk(), options.millis());
            if (one != null) {
                row.add(contender, one);
            }
        }
    }

    /** Null if lol_html gives up on the page, which the check has said already. */
    private static @Nullable Measurement run(
            Contender contender, PeerProcess peer, BenchmarkPage page, int chunk, int millis) throws IOException {
        try {
            return peer.run(page.name(), chunk, millis);
        } catch (PeerException e) {
            if (contender.isLolHtml()) {
                return null;
            }
            throw e;
        }
    }
}
