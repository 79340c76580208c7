package dev.headrace.benchmarks.peer;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Counts;
import dev.headrace.benchmarks.cases.Rule;
import dev.headrace.benchmarks.engines.Engine;
import dev.headrace.benchmarks.engines.EngineKind;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One engine with one case in a process of its own, so that the JIT compiler sees nothing else. Reads lines and answers them
 * as the table in {@code lol-html-peer/src/main.rs} says; the argument is the engine's label.
 */
public final class PeerMain {
    private final EngineKind kind;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, byte[]> pages = new HashMap<>();
    private final Meter meter = new Meter();
    private Counts[] counts = {};
    private @Nullable Engine engine;

    PeerMain(EngineKind kind) {
        this.kind = kind;
    }

    /** Answers lines until there are no more. */
    public static void main(String[] arguments) throws IOException {
        PeerMain peer = new PeerMain(EngineKind.labelled(arguments[0]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(peer.answer(line));
        }
    }

    @SuppressWarnings("CatchingUnchecked") // Whatever goes wrong is the answer.
    String answer(String line) {
        try {
            String[] fields = line.split("\t", -1);
            return "=ok\t"
                    + switch (fields[0]) {
                        case "rule" -> rule(line.substring(line.indexOf('\t') + 1));
                        case "page" -> page(fields[1], Path.of(fields[2]));
                        case "check" -> check(fields[1], Integer.parseInt(fields[2]), Path.of(fields[3]));
                        case "run" ->
                            meter.run(
                                            engine(),
                                            bytes(fields[1]),
                                            Integer.parseInt(fields[2]),
                                            Long.parseLong(fields[3]))
                                    .line();
                        default -> throw new IllegalArgumentException("not understood: " + line);
                    };
        } catch (Exception e) {
            return "=error\t" + e.toString().replace('\n', ' ');
        }
    }

    private String rule(String line) {
        rules.add(Rule.ofLine(line));
        return "";
    }

    private String page(String name, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        pages.put(name, bytes);
        return Integer.toString(bytes.length);
    }

    private String check(String page, int chunk, Path file) throws Exception {
        Engine ready = engine();
        Arrays.stream(counts).forEach(Counts::reset);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ready.rewrite(bytes(page), chunk, out::write);
        Files.write(file, out.toByteArray());
        return Counts.line(counts);
    }

    private Engine engine() {
        Engine ready = engine;
        if (ready == null) {
            Case what = new Case("told", "", rules);
            counts = Counts.of(what);
            ready = kind.prepare(what, counts);
            engine = ready;
        }
        return ready;
    }

    private byte[] bytes(String page) {
        byte[] bytes = pages.get(page);
        if (bytes == null) {
            throw new IllegalArgumentException("no page " + page);
        }
        return bytes;
    }
}
