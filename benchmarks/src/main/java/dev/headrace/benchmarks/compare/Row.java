package dev.headrace.benchmarks.compare;

import dev.headrace.benchmarks.cases.BenchmarkPage;
import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.figures.Figures;
import dev.headrace.benchmarks.peer.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured of a case on a page at a chunk size: for each contender, a measurement in each round. */
final class Row {
    private final Case what;
    private final BenchmarkPage page;
    private final int chunk;
    private final Map<String, List<Measurement>> measured = new LinkedHashMap<>();

    Row(Case what, BenchmarkPage page, int chunk) {
        this.what = what;
        this.page = page;
        this.chunk = chunk;
    }

    Case what() {
        return what;
    }

    BenchmarkPage page() {
        return page;
    }

    int chunk() {
        return chunk;
    }

    void add(Contender contender, Measurement measurement) {
        measured.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(measurement);
    }

    /** 10^6 bytes of input for each second of CPU time; NaN if not measured. */
    double megabytesPerSecond(Contender contender) {
        return 1000 / Figures.median(nanosPerByte(contender.name()));
    }

    /** How much faster a contender is than lol_html: the median over the rounds, in which both ran one after the other. */
    double ratio(Contender contender) {
        List<Double> anchor = nanosPerByte(Contender.LOL_HTML);
        List<Double> own = nanosPerByte(contender.name());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(anchor.size(), own.size()); i++) {
            ratios.add(anchor.get(i) / own.get(i));
        }
        return Figures.median(ratios);
    }

    /** Bytes allocated for each chunk of input; NaN if not known. */
    double allocatedPerChunk(Contender contender) {
        return Figures.median(measured.getOrDefault(contender.name(), List.of()).stream()
                .filter(one -> one.allocatedBytes() >= 0)
                .map(one -> (double) one.allocatedBytes() / one.bytes() * chunk)
                .toList());
    }

    private List<Double> nanosPerByte(String contender) {
        return measured.getOrDefault(contender, List.of()).stream()
                .map(Measurement::nanosPerByte)
                .toList();
    }
}
